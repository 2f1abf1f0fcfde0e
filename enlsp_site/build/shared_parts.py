"""The parts that many pages share (the masthead, the foot).

Each is rendered and looked through once, and written once for all pages from which its addresses look the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from enlsp_site.build.relative_links import LinkedText, writer
from enlsp_site.model import urls
from enlsp_site.storage import disk
from enlsp_site.storage.files import digest


class PartLinks(NamedTuple):
    """What a page has of its links and anchors from a part that many pages share."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]


class _SharedPart:
    """A part that many pages share."""

    def __init__(self, text: str) -> None:
        self.name = digest(text.encode(errors="xmlcharrefreplace"))
        self.text = LinkedText([text])
        self.part = PartLinks(tuple(sorted(self.text.links)), tuple(sorted(self.text.anchors)))
        paths = {address[len(urls.INSIDE) :].partition("#")[0] for address in self.text.inner}
        self._paths = paths
        self._folders = {above for path in paths for above in disk.above(path)}
        self._written: dict[tuple[str, ...], str] = {}

    def placed(self, path: str, base_url: str) -> str:
        """The part as the page at a path has it. Only what its folders share with the addresses counts for that."""
        around = [*disk.above(path)]
        shared = next((folder for folder in reversed(around) if folder in self._folders), "")
        own = path if path in self._paths or path == "404.html" else ""
        key = (str(len(around)), shared, own)
        if key not in self._written:
            self._written[key] = self.text.placed(writer(path, base_url))
        return self._written[key]


class AssembledPage(NamedTuple):
    """A page put together: its text, the links and anchors that are its own, anchors given more than once, and the
    shared parts that it has, by name."""

    text: str
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    twice: tuple[str, ...]
    parts: tuple[str, ...]


_MARK, _END = "\x02", "\x03"
"""What stands around the number of a shared part in a page: control characters, which no text of a site keeps."""


class SharedParts:
    """The parts that pages share, as they are rendered for the first of them."""

    def __init__(self) -> None:
        self._marks: dict[tuple[object, ...], str] = {}
        self._shared: list[_SharedPart] = []
        self.known: dict[str, PartLinks] = {}

    def once(self, key: tuple[object, ...], render: Callable[[], str]) -> str:
        """The mark that stands for a part, which is rendered for the first page that asks for it by this key."""
        if key not in self._marks:
            shared = _SharedPart(str(render()))
            self._marks[key] = f"{_MARK}{len(self._shared)}{_END}"
            self._shared.append(shared)
            self.known[shared.name] = shared.part
        return self._marks[key]

    def whole(self, pieces: Iterable[str], path: str, base_url: str) -> AssembledPage:
        """A rendered page, in pieces, with its shared parts in their places and addresses as its path needs them."""
        text = LinkedText(pieces)
        placed = text.placed(writer(path, base_url))
        shared: list[_SharedPart] = []
        if _MARK in placed:
            first, *others = placed.split(_MARK)
            parts = [first]
            for other in others:
                number, end, rest = other.partition(_END)
                if not (end and number.isdecimal()):  # a template's own
                    parts += _MARK, other
                    continue
                shared.append(self._shared[int(number)])
                parts += shared[-1].placed(path, base_url), rest
            placed = "".join(parts)
        twice, seen = set(text.twice), set(text.anchors)
        for each in shared:
            twice |= each.text.twice | (seen & each.text.anchors)
            seen |= each.text.anchors
        return AssembledPage(
            placed,
            tuple(sorted(text.links)),
            tuple(sorted(text.anchors)),
            tuple(sorted(twice)),
            tuple([each.name for each in shared]),
        )
