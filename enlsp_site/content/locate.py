"""Where problems stand: their line and column, looked up in the files once something is to be told."""

from __future__ import annotations

from collections.abc import Mapping

from enlsp_site.content import pages, papers_bib, papers_csv
from enlsp_site.content.syntax import yaml, yaml_places
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, Related, in_order


def locate(problems: list[Problem], texts: Mapping[str, bytes]) -> list[Problem]:
    """The problems with line and column looked up, those of their further places too, in the order of `in_order`.

    What is about a file as a whole stands at its start; what is about no content file keeps the place that it has.
    """
    from msgspec.structs import replace

    wanted = [origin for each in problems for origin in (each.origin, *(other.origin for other in each.related))]
    placed = dict(zip(map(id, wanted), places(wanted, texts), strict=True))
    found = [
        replace(
            each,
            origin=placed[id(each.origin)],
            related=tuple(Related(placed[id(other.origin)], other.message) for other in each.related),
        )
        for each in problems
    ]
    return in_order(found)


def places(origins: list[Origin], texts: Mapping[str, bytes]) -> list[Origin]:
    """Origins with their lines and columns, each file looked through once."""
    by_file: dict[str, list[Origin]] = {}
    for origin in origins:
        if not origin.line and origin.file in texts:
            by_file.setdefault(origin.file, []).append(origin)
    placed: dict[int, Origin] = {}
    for file, own in by_file.items():
        text, _ = yaml.decode(texts[file], file)
        found = _places(text, file, [origin.path for origin in own])
        placed |= {id(each): Origin(file, each.path, *spot) for each, spot in zip(own, found, strict=True)}
    return [placed.get(id(origin), origin) for origin in origins]


def _places(text: str, file: str, paths: list[tuple[str | int, ...]]) -> list[tuple[int, int]]:
    if file.endswith(".csv"):
        return papers_csv.locate_all(text, paths)
    if file.endswith(".bib"):
        return papers_bib.locate_all(text, paths)
    if file.endswith(".md"):
        parted = pages.split(text)
        return yaml_places.locate_all(parted[0], paths, first_line=2) if parted else [(1, 1)] * len(paths)
    return yaml_places.locate_all(text, paths)
