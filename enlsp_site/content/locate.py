"""Where problems stand: their line and column, looked up in the files once something is to be told."""

from __future__ import annotations

from collections.abc import Mapping

from enlsp_site.content import pages, papers_bib, papers_csv
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem


def locate(problems: list[Problem], texts: Mapping[str, bytes]) -> list[Problem]:
    """The problems with line and column looked up, in the order of files and lines, each once."""
    found: list[Problem] = []
    for file in sorted({problem.origin.file for problem in problems}):
        own = [problem for problem in problems if problem.origin.file == file]
        found += sorted(_located(own, file, texts.get(file)), key=_order)
    return list({_order(problem): problem for problem in found}.values())


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    origin = problem.origin
    return origin.file, origin.line, origin.column, problem.code, problem.message


def _located(problems: list[Problem], file: str, data: bytes | None) -> list[Problem]:
    """One file's problems, placed; those about the file as a whole stand at its start."""
    from msgspec.structs import replace

    waiting = [problem for problem in problems if not problem.origin.line]
    places: dict[int, tuple[int, int]] = {}
    if data is not None and waiting:
        text, _ = yaml.decode(data, file)
        paths = [problem.origin.path for problem in waiting]
        places = dict(zip(map(id, waiting), _places(text, file, paths), strict=True))
    return [
        replace(problem, origin=Origin(file, problem.origin.path, *places[id(problem)]))
        if id(problem) in places
        else problem
        for problem in problems
    ]


def _places(text: str, file: str, paths: list[tuple[str | int, ...]]) -> list[tuple[int, int]]:
    if file.endswith(".csv"):
        return papers_csv.locate_all(text, paths)
    if file.endswith(".bib"):
        return papers_bib.locate_all(text, paths)
    if file.endswith(".md"):
        parted = pages.split(text)
        return yaml.locate_all(parted[0], paths, first_line=2) if parted else [(1, 1)] * len(paths)
    return yaml.locate_all(text, paths)
