"""A file that is a list, or a mapping that holds the list beside a heading and an introduction of its own."""

from __future__ import annotations

from typing import Generic, NamedTuple, Protocol, TypeVar

from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.record import Html

T = TypeVar("T")


class HeadedFile(Protocol):
    """The mapping: one of the schema's `…File`s."""

    @property
    def heading(self) -> str | None:
        """What the section is called; None where the file does not say."""

    @property
    def intro(self) -> str | None:
        """Markdown below the heading; None where the file has none."""


class ListFile(NamedTuple, Generic[T]):
    """What such a file holds: the items, each with its origin, and the words above them."""

    items: list[tuple[T, Origin]]
    heading: str
    intro: Html | None


def listed(reader: Reader, file: str, found: HeadedFile | list[T], key: str, heading: str) -> ListFile[T]:
    """What a file holds whose list, in a mapping, stands under `key`; `heading` is for one that has none."""
    if isinstance(found, list):
        return ListFile(_placed(found, reader.origin(file)), heading, None)
    items = _placed(getattr(found, key), reader.origin(file, key))
    return ListFile(items, found.heading or heading, reader.markdown(found.intro, reader.origin(file, "intro")))


def _placed(items: list[T], start: Origin) -> list[tuple[T, Origin]]:
    return [(item, start.at(index)) for index, item in enumerate(items)]
