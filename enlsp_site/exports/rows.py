"""What a file of data has of each paper: its rows, one after the other, or as whoever knows them gives them again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from enlsp_site.storage.item_results import ItemResults

Row = Callable[[Any, Mapping[str, Any]], bytes]
"""`row(paper, inputs)` of an export's module (`registry.Export`)."""

Rows = Callable[[Row, Sequence[Any], Mapping[str, Any]], list[bytes]]
"""What gives the rows of papers with the other values of the file."""


def rows_of(row: Row, papers: Sequence[Any], inputs: Mapping[str, Any]) -> list[bytes]:
    """The rows of all papers, made anew."""
    return [row(each, inputs) for each in papers]


def known_rows(items: ItemResults, path: str) -> Rows:
    """What gives the rows of the file at a path, those that are known again."""

    def rows(row: Row, papers: Sequence[Any], inputs: Mapping[str, Any]) -> list[bytes]:
        others = {name: value for name, value in inputs.items() if value is not papers}
        return items.each(row, path, [(paper,) for paper in papers], others)

    return rows
