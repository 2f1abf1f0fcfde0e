"""The addresses on rendered pages: found where they link, made relative to the page, and counted for the checks.

What a template has of its own is the same on many pages, and is looked through once; see `shared_parts`, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from html import escape, unescape
from typing import NamedTuple

from markupsafe import Markup

from enlsp_site.model import urls

LINKING = frozenset({"href", "src", "srcset", "poster", "data-src"})
"""Attributes that hold addresses; the last one is for what a script fetches when there is a use for it."""

_TAG = re.compile(
    r"""<(?: !--.*?(?:-->|\Z)
    | (?P<raw>script|style)>
    | (?P<name>[a-z][^\s<>"']*+)\s[^>"']*+(?>(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*)
        (?:>|(?P<cut>(?:"[^"]*+|'[^']*+)?\Z)))""",
    re.I | re.S | re.X,
)
"""Begins with its one certain letter, by which the search for the next one is ten times as fast; and where a tag is
`cut` off it goes on to the end, as browsers have it, so that no text takes long."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_INNER = re.compile(r"""(?<![^\s"'])site:[^\s"'<>]*""")
_ALONE = re.compile(r"""site:[^\s"'<>]*""")
_ENDS = {"script": re.compile(r"</script\s*>", re.I), "style": re.compile(r"</style\s*>", re.I)}


_UNFINISHED = re.compile(
    r"""<(?:!-?
    | [a-z][^\s<>"']*+(?:\s[^>"']*+(?>(?:(?:"[^"]*"|'[^']*')[^>"']*+)*)(?:"[^"]*|'[^']*)?)?)?\Z""",
    re.I | re.S | re.X,
)
"""A tag, or the beginning of a comment, whose end is still to come."""
_OPEN = re.compile(
    r"""<([a-z][^\s<>"']*+)\s(?:[^>"']*+(?:"[^"]*"|'[^']*')(?=[\s/]))*?[^>"']*?(?<![^\s/])([^\s"'<>/=]+)\s*=\s*(["'])\Z""",
    re.I | re.S,
)
"""Such a tag whose last attribute has its name, and whose value is to come."""


Links = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What a text has: its parts, every second of which is an address within the site; what it links, and its anchors."""


class LinkedMarkup(Markup):
    """Markup that was looked through when it was made, and begins and ends outside of tags; what else is made from it
    was not, and has nothing `seen`."""

    seen: _ScannedText | None = None


def looked_through(text: str, more: Links) -> LinkedMarkup:
    """A text as markup with what it has."""
    made = str.__new__(LinkedMarkup, text)
    made.seen = _ScannedText(text if len(more[0]) == 1 and not (more[1] or more[2]) else None, None, "", 0, more)
    return made


def joined(pieces: list[str]) -> str:
    """What a macro gives, whose pieces are looked through now, since most are the same each time; a text where that
    is of no use."""
    text = "".join(pieces)
    if "<" not in text:
        return text
    more = LinkedText(pieces).more
    return text if more is None else looked_through(text, more)


_LONG = 4096
"""Characters of what does not end, from which it is looked at again only when there is twice as much."""


class LinkedText:
    """A text with markup, in pieces as a template gives them: what it links, in the form of `site:` addresses where
    they are inside the site, and its anchors; those that it has more than once again in `twice`. What looks like a
    tag in its text, in comments and in scripts is none.

    Most pieces are the template's own and the same on many pages, so that what they have is known; between them
    stand values, and most of what tags link are such.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.twice: set[str] = set()
        self._out: list[str] = []
        self._places: list[int] = []
        self._is_open = False
        self._read(pieces)

    def _read(self, pieces: Iterable[str]) -> None:
        """Note all that the pieces have. This is done some hundred times a page, so each step counts."""
        add, known = self._out.append, _KNOWN.get
        opened: _OpenAttribute | None = None
        rest, skip, wait = "", 0, 0
        value: list[str] = []
        for piece in pieces:
            if opened is None:
                if rest:
                    rest = "".join((rest, piece))  # markup, added to a text, would escape that
                    if len(rest) < wait:
                        continue
                    wait = 2 * len(rest) if len(rest) > _LONG else 0  # not once more with every piece
                    seen = _seen(rest, skip)
                elif "<" in piece:
                    seen = (type(piece) is LinkedMarkup and piece.seen) or known(piece) or _learned(piece)
                else:
                    add(piece)
                    continue
            elif opened.quote not in piece:
                if opened.name:
                    value.append(piece)
                else:
                    add(piece)
                continue
            else:
                end, seen = opened.known.get(piece) or _closed(opened, piece)
                if opened.name:
                    value.append(end)
                    self._add_value(opened.name, "".join(value))
                    value = []
            plain, opened, rest, skip, more = seen
            if plain is not None:
                add(plain)
            else:
                self._note(*more)
        self._is_open = opened is not None or rest != ""
        if rest or value:
            self._note(*_seen("".join([rest, *value]), skip, whole=True).more)

    def _note(self, parts: tuple[str, ...], links: tuple[str, ...], anchors: tuple[str, ...]) -> None:
        self._add_parts(parts)
        if links:
            self.links.update(links)
        for anchor in anchors:
            self._add_anchor(anchor)

    def _add_parts(self, parts: tuple[str, ...]) -> None:
        out = self._out
        self._places += range(len(out) + 1, len(out) + len(parts), 2)
        out += parts

    def _add_anchor(self, anchor: str) -> None:
        (self.twice if anchor in self.anchors else self.anchors).add(anchor)

    def _add_value(self, name: str, value: str) -> None:
        """Add the value of an attribute that links, or of an `id`."""
        plain = (unescape(value) if "&" in value else value).strip()
        if name == "id":
            self._add_anchor(plain)
            self._out.append(value)
            return
        if name == "srcset":
            self.links.update(_linked(name, plain))
        else:
            self.links.add(plain)
        if _ALONE.fullmatch(value):
            self._places.append(len(self._out))
            self._out.append(value)
        elif urls.INSIDE in value:
            self._add_parts(_parted(value, [found.span() for found in _INNER.finditer(value)]))
        else:
            self._out.append(value)

    def placed(self, write: Callable[[str], str]) -> str:
        """The text with each address within the site as `write` writes it."""
        out = [*self._out]
        for place in self._places:
            out[place] = write(out[place])
        return "".join(out)

    @property
    def more(self) -> Links | None:
        """All that the text has; None where it ends within a tag, a comment or a script."""
        if self._is_open:
            return None
        parts: list[str] = []
        at = 0
        for place in self._places:
            parts += "".join(self._out[at:place]), self._out[place]
            at = place + 1
        return (*parts, "".join(self._out[at:])), tuple(self.links), (*self.anchors, *self.twice)

    @property
    def inner(self) -> list[str]:
        """The addresses within the site, as often as they stand there."""
        return [self._out[place] for place in self._places]


class _OpenAttribute:
    """An attribute of a tag whose value is to come, up to a quote. Its name is empty if nothing depends on it.

    `known` is what pieces with the end of a value have given.
    """

    __slots__ = ("known", "name", "quote", "tag")

    def __init__(self, tag: str, quote: str, name: str) -> None:
        self.tag = tag
        self.quote = quote
        self.name = name
        self.known: dict[str, tuple[str, _ScannedText]] = {}


class _ScannedText(NamedTuple):
    """What a piece of a text has (`more`), or itself as it is (`plain`) where it has nothing of that kind.

    At its end an attribute may be `opened`; or `rest` is what begins there and does not end, which is not among the
    parts: its first characters, so many as `skip` says, are there already.
    """

    plain: str | None
    opened: _OpenAttribute | None
    rest: str
    skip: int
    more: Links


def _parted(text: str, inner: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """A text in parts, every second of which stands between such places."""
    parts: list[str] = []
    at = 0
    for start, end in inner:
        parts += text[at:start], text[start:end]
        at = end
    return (*parts, text[at:])


_opened = lru_cache(maxsize=256)(_OpenAttribute)
"""An attribute that is open, the same for the same."""
_KNOWN: dict[str, _ScannedText] = {}
"""What pieces have that begin outside of all tags."""
_MOST = 1024
"""So many pieces are known at once. Most are the templates' own, and are soon known again."""


def _learned(piece: str) -> _ScannedText:
    """What a piece has that begins outside of all tags."""
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    found = _KNOWN[piece] = _scanned(piece)
    return found


def _closed(opened: _OpenAttribute, piece: str) -> tuple[str, _ScannedText]:
    """The end of a value, and what the piece has behind it, where the tag goes on; where nothing depends on the value
    its end is among that."""
    end, quote, after = str(piece).partition(opened.quote)
    start = f"<{opened.tag} "
    seen = _scanned(start + after, len(start))
    (first, *others), links, anchors = seen.more
    first = quote + first if opened.name else end + quote + first
    plain = None if seen.plain is None else first
    if len(opened.known) >= _MOST:
        opened.known.clear()
    found = opened.known[piece] = end, seen._replace(plain=plain, more=((first, *others), links, anchors))
    return found


def _scanned(text: str, skip: int = 0, whole: bool = False) -> _ScannedText:
    """What a piece has from where it is to be shown on, so many characters behind its beginning. Of a `whole` text no
    more comes."""
    text = "".join((text, ""))  # no markup, of which parts are dear
    links: list[str] = []
    anchors: list[str] = []
    inner: list[tuple[int, int]] = []
    at, end = 0, len(text)
    opened: _OpenAttribute | None = None
    for tag in _tags(text) if _is_telling(text) else ():
        if not (tag.ends or whole):
            end = tag.start
            break
        at = tag.after
        _look_into(tag.start, tag.text, links, anchors, inner)
    else:
        if not (whole or _is_settled(text)) and (unfinished := _UNFINISHED.search(text, at)):
            end = unfinished.start()
            if found := _OPEN.match(text, end):
                name = found[2].lower()
                opened = _opened(found[1], found[3], name if name == "id" or name in LINKING else "")
                _look_into(end, f"{text[end : found.start(2)]}>", links, anchors, inner)
                end = len(text)
    first, *others = _parted(text[:end], inner)
    more = (first[skip:], *others), tuple(links), tuple(anchors)
    plain = None if others or links or anchors else first[skip:]
    return _ScannedText(plain, opened, text[end:], 0 if end else skip, more)


def _is_settled(text: str) -> bool:
    """Whether no tag can be open at the end of a text, as far as that is soon seen: where there is no quote, each
    ends with the next bracket. A comment in it has ended."""
    return '"' not in text and "'" not in text and text.rfind("<") < text.rfind(">")


_seen = lru_cache(maxsize=256)(_scanned)


def _look_into(start: int, tag: str, links: list[str], anchors: list[str], inner: list[tuple[int, int]]) -> None:
    if tag and (said := _said(tag)):
        links += said.links
        anchors += said.anchors
        inner += [(start + first, start + last) for first, last in said.inner]


_ID = re.compile(r"id\s*=")
_TELLING = ("href", "src", "poster", "<!--", "<script", "<style")


def _is_telling(text: str) -> bool:
    """Whether a text may have addresses or anchors, or something in which a tag is none: to ask this first takes a
    tenth of the time. It is asked of each word by itself, for a pattern of them all looks at every letter."""
    text = text.lower()
    return any(word in text for word in _TELLING) or _ID.search(text) is not None


class _FoundTag(NamedTuple):
    """A tag with attributes, or a comment (whose `text` is empty): where it starts, and where the text goes on after
    it and what belongs to it, if that `ends`."""

    start: int
    after: int
    text: str
    ends: bool


def _tags(text: str) -> Iterator[_FoundTag]:
    """The tags of a text that have attributes, and comments. What stands in a script or a style is none."""
    at = 0
    while found := _TAG.search(text, at):
        start, at = found.span()
        raw, name, cut = found.groups()
        if cut is not None:
            return
        ends = _ENDS.get((raw or name or "").lower())
        if ends is not None:
            end = ends.search(text, at)
            at = end.start() if end else len(text)
            yield _FoundTag(start, at, found[0] if name else "", end is not None)
        else:
            yield _FoundTag(start, at, found[0] if name else "", name is not None or found[0].endswith("-->"))


class _TagLinks(NamedTuple):
    """What a tag links, its anchors, and where in it addresses within the site stand."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]
    inner: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2048)
def _said(tag: str) -> _TagLinks | None:
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
    return _TagLinks(tuple(links), tuple(anchors), tuple(inner)) if links or anchors else None


def _linked(name: str, value: str) -> list[str]:
    """The addresses that the value of an attribute names."""
    return [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]


def writer(path: str, base_url: str = "") -> Callable[[str], str]:
    """How the page at a path writes addresses within the site: relative, so that it can lie anywhere.

    The 404 page is shown at any depth, so it needs whole addresses, if the site's own is known.
    """
    base = escape(base_url) if path == "404.html" else ""
    return partial(urls.absolute, base) if base else urls.relative_to(path)
