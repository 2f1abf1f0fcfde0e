"""The addresses on rendered pages: found where they link, made relative to the page, and counted for the checks.

Much of a page is the same on all of them (the masthead, the foot): such a `Part` is looked through once, and written
once for all pages from which its addresses look the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import escape, unescape
from typing import NamedTuple

from enlsp_site.model import urls
from enlsp_site.storage.files import digest

LINKING = frozenset({"href", "src", "srcset", "poster", "data-src"})
"""Attributes that hold addresses; the last one is for what a script fetches when there is a use for it."""

_TAG = re.compile(
    r"""<(?: !--.*?(?:-->|\Z)
    | (?P<raw>script|style)>
    | (?P<name>[a-z][^\s>"']*)\s[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+>)""",
    re.I | re.S | re.X,
)
"""Begins with its one certain letter, by which the search for the next one is ten times as fast."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_INNER = re.compile(r"""(?<![^\s"'])site:[^\s"'<>]*""")
_ENDS = {"script": re.compile(r"</script\s*>", re.I), "style": re.compile(r"</style\s*>", re.I)}


class Text:
    """A text with markup: what it links, in the form of `site:` addresses where they are inside the site, and its
    anchors; those that it has more than once again in `twice`. What looks like a tag in its text, in comments and in
    scripts is none."""

    def __init__(self, text: str) -> None:
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.twice: set[str] = set()
        self._between: list[str] = []
        self._inner: list[str] = []
        at = 0
        for start, end in self._read(text):
            self._between.append(text[at:start])
            self._inner.append(text[start:end])
            at = end
        self._between.append(text[at:])

    def _read(self, text: str) -> Iterator[tuple[int, int]]:
        """Where addresses within the site stand, in order. Links and anchors are noted on the way."""
        for start, tag in _tags(text):
            if (said := _said(tag)) is None:
                continue
            for anchor in said.anchors:
                (self.twice if anchor in self.anchors else self.anchors).add(anchor)
            self.links.update(said.links)
            for first, last in said.inner:
                yield start + first, start + last

    def placed(self, write: Callable[[str], str]) -> str:
        """The text with each address within the site as `write` writes it."""
        if not self._inner:
            return self._between[0]
        made = [piece for pair in zip(self._between, map(write, self._inner), strict=False) for piece in pair]
        return "".join([*made, self._between[-1]])

    @property
    def inner(self) -> list[str]:
        """The addresses within the site, as often as they stand there."""
        return self._inner


class _Tag(NamedTuple):
    """What a tag links, its anchors, and where in it addresses within the site stand."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]
    inner: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2048)
def _said(tag: str) -> _Tag | None:
    """What a tag says of links and anchors, if anything. Most tags stand on many pages."""
    small = tag.lower()
    if not ("href" in small or "id" in small or "src" in small or "poster" in small):  # quicker than one pattern
        return None
    links: list[str] = []
    anchors: list[str] = []
    inner: list[tuple[int, int]] = []
    for found in _ATTRIBUTE.finditer(tag):
        name, which = found[1].lower(), found.lastindex or 1
        value = found[which]
        if name == "id":
            anchors.append(unescape(value).strip())
        elif name in LINKING and which > 1:
            links += _linked(name, unescape(value).strip() if "&" in value else value.strip())
            at = found.start(which)
            inner += [(at + each.start(), at + each.end()) for each in _INNER.finditer(value)]
    return _Tag(tuple(links), tuple(anchors), tuple(inner)) if links or anchors else None


def _linked(name: str, value: str) -> list[str]:
    """The addresses that the value of an attribute names."""
    return [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]


def _tags(text: str) -> Iterator[tuple[int, str]]:
    """The tags of a text that have attributes, with their places."""
    at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        raw, name = found.groups()
        if name:
            yield found.start(), found[0]
        if (raw or name or "").lower() in _ENDS:
            end = _ENDS[(raw or name).lower()].search(text, at)
            at = end.start() if end else len(text)


def writer(path: str, base_url: str = "") -> Callable[[str], str]:
    """How the page at a path writes addresses within the site: relative, so that it can lie anywhere.

    The 404 page is shown at any depth, so it needs whole addresses, if the site's own is known.
    """
    base = escape(base_url) if path == "404.html" else ""
    return partial(urls.absolute, base) if base else urls.relative_to(path)


class Part(NamedTuple):
    """What a page has of its links and anchors from a part that many pages share."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]


class _Shared:
    """A part that many pages share."""

    def __init__(self, text: str) -> None:
        self.name = digest(text.encode(errors="xmlcharrefreplace"))
        self.text = Text(text)
        self.part = Part(tuple(sorted(self.text.links)), tuple(sorted(self.text.anchors)))
        paths = {address[len(urls.INSIDE) :].partition("#")[0] for address in self.text.inner}
        self._paths = paths
        self._folders = {above for path in paths for above in _above(path)}
        self._written: dict[tuple[str, ...], str] = {}

    def placed(self, path: str, base_url: str) -> str:
        """The part as the page at a path has it. Only what its folders share with the addresses counts for that."""
        around = _above(path)
        shared = next((folder for folder in reversed(around) if folder in self._folders), "")
        own = path if path in self._paths or path == "404.html" else ""
        key = (str(len(around)), shared, own)
        if key not in self._written:
            self._written[key] = self.text.placed(writer(path, base_url))
        return self._written[key]


def _above(path: str) -> list[str]:
    """The folders above a file, from the outermost, as addresses write them."""
    steps = path.split("/")
    return ["/".join(steps[:count]) for count in range(1, len(steps))]


class Whole(NamedTuple):
    """A page put together: its text, the links and anchors that are its own, anchors given more than once, and the
    shared parts that it has, by name."""

    text: str
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    twice: tuple[str, ...]
    parts: tuple[str, ...]


_MARK = re.compile("\x02([0-9]+)\x03")
"""What stands for a shared part in a page: control characters, which no text of a site keeps."""


class Parts:
    """The parts that pages share, as they are rendered for the first of them."""

    def __init__(self) -> None:
        self._marks: dict[tuple[object, ...], str] = {}
        self._shared: list[_Shared] = []
        self.known: dict[str, Part] = {}

    def once(self, key: tuple[object, ...], render: Callable[[], str]) -> str:
        """The mark that stands for a part, which is rendered for the first page that asks for it by this key."""
        if key not in self._marks:
            shared = _Shared(str(render()))
            self._marks[key] = f"\x02{len(self._shared)}\x03"
            self._shared.append(shared)
            self.known[shared.name] = shared.part
        return self._marks[key]

    def whole(self, page: str, path: str, base_url: str) -> Whole:
        """A rendered page with its shared parts in their places and all addresses as its path needs them."""
        text = Text(page)
        shared = [self._shared[int(mark)] for mark in _MARK.findall(page)]
        placed = text.placed(writer(path, base_url))
        if shared:
            placed = _MARK.sub(lambda mark: self._shared[int(mark[1])].placed(path, base_url), placed)
        twice, seen = set(text.twice), set(text.anchors)
        for each in shared:
            twice |= each.text.twice | (seen & each.text.anchors)
            seen |= each.text.anchors
        return Whole(
            placed,
            tuple(sorted(text.links)),
            tuple(sorted(text.anchors)),
            tuple(sorted(twice)),
            tuple([each.name for each in shared]),
        )
