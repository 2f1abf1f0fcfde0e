"""The registry of codes: all that are declared anywhere, each once, each with its words."""

from __future__ import annotations

import json
import pkgutil
import re
from importlib import import_module

import pytest

import enlsp_site
from enlsp_site.build.build_codes import BUILD_CODES
from enlsp_site.build.code_pages import explained, page
from enlsp_site.build.code_registry import CODES, FAMILIES_OF_CODES
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Related, from_row
from enlsp_site.diagnostics.told import Quotes, plain


def declared() -> dict[int, tuple[str, Code]]:
    """All codes that stand in a module of the program, with the name of one."""
    names = [
        each.name for each in pkgutil.walk_packages(enlsp_site.__path__, "enlsp_site.") if "starter" not in each.name
    ]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    return {
        id(value): (module.__name__, value)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Code)
    }


def test_every_code_that_is_declared_is_registered() -> None:
    found = declared()
    assert len(found) > 200
    assert {code.name for _, code in found.values()} - CODES.keys() == set()
    assert [name for _, name in found.values() if CODES[name.name] is not name] == []


def test_a_code_is_declared_once() -> None:
    names = [code.name for _, codes in FAMILIES_OF_CODES for code in dict.fromkeys(codes)]
    twice = {name for name in names if names.count(name) > 1}
    assert twice <= {"placeholder-link", "broken-link"}  # told by a build, and by a rule of `check` besides
    assert len({id(code) for code in CODES.values()}) == len(CODES)


def test_what_a_build_gives_is_registered_too() -> None:
    assert {code.name for code in BUILD_CODES} <= CODES.keys()


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_a_code_has_its_page(code: Code) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code.name)
    assert code.severity in ("error", "warning")
    assert code.what
    assert not code.what.endswith(".")
    assert code.why.endswith(".")
    assert bool(code.bad) == bool(code.good)
    told = explained(code)
    assert code.severity.capitalize() in told
    words = re.sub(r"`[^`]*`", "", told)
    assert not re.search(r"\*\*|(?<!\w)\*\w+\*", words), "marks of Markdown, which no terminal shows"
    assert ("unchecked:" in told) == (code.severity == "warning")
    assert f"\n### {code.name}\n" in page(FAMILIES_OF_CODES)


BOOKED = Code("booked", "warning", "{room} is taken", "Because.", "a", "b", hint="leave {room}")


def test_a_problem_says_the_words_of_its_code_with_the_facts() -> None:
    problem = report(BOOKED, Origin("a.yaml"), room="Hall {A}")
    assert (problem.code, problem.severity) == ("booked", "warning")
    assert (problem.message, problem.hint) == ("Hall {A} is taken", "leave Hall {A}")
    said = report(BOOKED, Origin("a.yaml"), "it is full", "go {elsewhere}")
    assert (said.message, said.hint) == ("it is full", "go {elsewhere}")


def test_a_problem_is_kept_whole_between_builds() -> None:
    there = Related(Origin("b.yaml", (), 3, 4), "the other is here")
    problem = report(BOOKED, Origin("a.yaml", (), 1, 2), "x", "y", [there], Fix("a", "b", 7))
    row = plain(problem, Quotes({"b.yaml": b"\n\n    x\n"}))
    assert row[:7] == ("a.yaml", 1, 2, "warning", "booked", "x", "y")
    assert row[7:] == (None, [("b.yaml", 3, 4, "the other is here", ("    x", 3))], ("a", "b", 7))
    again = from_row(json.loads(json.dumps(row)))
    assert (again.related, again.fix) == (problem.related, problem.fix)
    assert [(each.origin.file, each.origin.line, each.origin.column) for each in again.related] == [("b.yaml", 3, 4)]
    with pytest.raises(ValueError, match="unpack"):
        from_row([1, 2])
