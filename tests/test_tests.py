"""Tests that can fail: all of them are found, and what asserts in loops alone has something to go through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

BROUGHT = {"node_modules", ".venv"}
"""Folders of tools that tests bring, with tests of their own."""
FILES = sorted(each for each in Path(__file__).parent.rglob("test_*.py") if not BROUGHT & {*each.parts})


def outer_loops(node: ast.AST) -> Iterator[ast.For]:
    """The loops of a test that stand in no other one."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.For):
            yield each
        else:
            yield from outer_loops(each)


def is_certain(found: ast.expr) -> bool:
    """Whether a loop has something to go through by what stands there: a display, a table of the module, a range, or
    `some(...)`, which fails where there is nothing."""
    if isinstance(found, ast.Call) and isinstance(found.func, ast.Name):
        return found.func.id in ("range", "some") or (found.func.id == "enumerate" and is_certain(found.args[0]))
    return isinstance(found, ast.Tuple | ast.List) or (isinstance(found, ast.Name) and found.id.isupper())


def is_checked(node: ast.AST) -> bool:
    """Whether something may fail here: an assertion, or what `pytest.raises` waits for."""
    return isinstance(node, ast.Assert) or (isinstance(node, ast.With) and "raises" in ast.unparse(node.items[0]))


def hollow(test: ast.FunctionDef) -> bool:
    """Whether all that a test asserts stands in loops that may have nothing to go through."""
    loops = {loop: [each for each in ast.walk(loop) if is_checked(each)] for loop in outer_loops(test)}
    everything = [each for each in ast.walk(test) if is_checked(each)]
    uncertain = [each for loop, found in loops.items() if not is_certain(loop.iter) for each in found]
    return bool(everything) and len(uncertain) == len(everything)


def found_in(source: str) -> list[ast.FunctionDef]:
    """The tests of a module, but for those with random input, of which some is always nothing."""
    found = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef)]
    return [
        each
        for each in found
        if each.name.startswith("test_") and not any("given" in ast.unparse(mark) for mark in each.decorator_list)
    ]


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """As `tests/build` was for long, which pytest takes for what a build has left unless it is told otherwise."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for file in FILES for part in file.relative_to(Path(__file__).parent).parts[:-1]}
    assert "build" in folders
    assert {each for each in folders if any(fnmatch(each, pattern) for pattern in passed_over)} == set()


def test_what_asserts_in_loops_has_something_to_go_through() -> None:
    found = {file.name: [test.name for test in found_in(file.read_text("utf-8")) if hollow(test)] for file in FILES}
    assert {name: tests for name, tests in found.items() if tests} == {}
    assert len(found) > 100


@pytest.mark.parametrize(
    ("loop", "found"),
    [("found()", True), ("some(found())", False), ("(1, 2)", False), ("range(3)", False), ("TABLE", False)],
)
def test_a_hollow_test_is_found(loop: str, found: bool) -> None:
    (test,) = found_in(f"def test_x():\n    for each in {loop}:\n        assert each\n")
    assert hollow(test) is found
