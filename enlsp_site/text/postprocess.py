"""Cleaned HTML to what is published: headings on their levels, addresses, tables, pictures and formulas.

The HTML that comes here was written by nh3, so it is well formed: every attribute is ` name="value"`, and `<` begins
nothing but tags. That is what lets these few patterns read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import escape, unescape

from enlsp_site.model import urls
from enlsp_site.text import placeholders, sanitize
from enlsp_site.text.equations import Written, equations
from enlsp_site.text.math import Formula
from enlsp_site.text.slugs import THEME_IDS, slug

_ATTRIBUTES = r'((?: [^\s=>"]+="[^"]*")*)'
_HEADING = re.compile(rf"<h([1-6]){_ATTRIBUTES}>(.*?)</h\1>", re.S)
_ID = re.compile(r' id="([^"]*)"')


def with_headings(html: str, marked: placeholders.MarkedSource, top_level: int) -> str:
    """HTML with its headings on their levels, each with an id."""
    occurring = sorted({int(found[1]) for found in _HEADING.finditer(html)})
    levels = {level: min(top_level + rank, 6) for rank, level in enumerate(occurring)}
    taken = dict.fromkeys(_ID.findall(html), 1) if levels else {}

    def heading(found: re.Match[str]) -> str:
        level, attributes = levels[int(found[1])], found[2]
        if not _ID.search(attributes):
            attributes += f' id="{_free(slug(_heading_text(found[3], marked)), taken)}"'
        return f"<h{level}{attributes}>{found[3]}</h{level}>"

    return _HEADING.sub(heading, html) if levels else html


def _heading_text(html: str, marked: placeholders.MarkedSource) -> str:
    """A heading's words: no tags, no references of footnotes, formulas as TeX."""
    words = unescape(re.sub(r"<[^>]*>", "", re.sub(r'<sup id="fnref.*?</sup>', "", html)))
    return " ".join(placeholders.STAND_IN.sub(lambda found: marked.tex(int(found[1])), words).split())


def _free(name: str, taken: dict[str, int]) -> str:
    """The name, or the name with the first number that makes it a new one; it is taken then, up to that number.

    New are neither the theme's ids nor `…-heading`, which are those of its headings.
    """
    number, free = 1, name
    while free in taken or free in THEME_IDS or f"-{free}".endswith("-heading"):
        number = max(number, taken.get(name, 1)) + 1
        free = f"{name}-{number}"
    taken[name] = max(number, taken.get(name, 1))
    taken[free] = taken.get(free, 1)
    return free


_TABLE = '<div class="scroll" data-script="scroll" tabindex="0" role="group" aria-label="{}">'
_BACK = re.compile(r'(?<=^ class="footnote-backref") href="#[^"]*" title="([0-9]+)"')
_VERBATIM = frozenset({"code", "pre", "kbd", "samp"})
_TOKEN = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*){_ATTRIBUTES}>|{placeholders.STAND_IN.pattern}|[{placeholders.TASK}{placeholders.TASK_DONE}]"
)
_BOX = '<input type="checkbox" disabled{} aria-label="{}">'
_ADDRESS = re.compile(r' (href|src)="([^"]*)"')
_ALIGN = re.compile(r' align="([^"]*)"')
_MEDIA = re.compile(r' (src|poster)="([^"]*)"')
_PLACED = re.compile(rf' {placeholders.ATTRIBUTE}="([0-9]*)"')


class FinalPass:
    """The last pass, over cleaned HTML: each tag and stand-in becomes what is published."""

    def __init__(
        self, marked: placeholders.MarkedSource, resolve: Callable[[str], str], said: tuple[str, ...]
    ) -> None:
        self.marked = marked
        self.resolve = resolve
        table, self.back, done, to_do = said
        self.table = _TABLE.format(escape(table))
        self.boxes = {
            placeholders.TASK: _BOX.format("", escape(to_do)),
            placeholders.TASK_DONE: _BOX.format(" checked", escape(done)),
        }
        self.dropped: list[tuple[int, str]] = []
        self.faults: list[tuple[int, str]] = []
        self.links: list[tuple[int, str]] = []
        self.verbatim = 0  # how many elements are open that show what was typed
        self.head = False  # whether a table's head is open

    @cached_property
    def equations(self) -> dict[int, Written]:
        """The formulas of the text, by their numbers among `Marked.formulas`."""
        formulas = {at: each for at, each in enumerate(self.marked.formulas) if isinstance(each, Formula)}
        written = equations([(each, self.marked.plain) for each in formulas.values()])
        return dict(zip(formulas, written, strict=True))

    def over(self, html: str) -> str:
        """HTML, finished."""
        return _TOKEN.sub(self._token, html).replace("<p></p>", "").strip()

    def _token(self, found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return self._formula(int(found[4])) if found[4] else self.boxes[found[0]]
        if found["end"]:
            return self._end(name)
        attributes = _PLACED.sub("", found[3]).replace(placeholders.ATTRIBUTE, "")
        if placeholders.STAND_IN.search(attributes):
            attributes = placeholders.STAND_IN.sub(
                lambda inner: escape(self.marked.source_of(int(inner[1]))), attributes
            )
        match name:
            case "a" | "img":
                return self._link(name, attributes, _PLACED.search(found[3]))
            case "audio" | "video" | "source" | "track":
                return self._media(name, attributes)
            case "table":
                return f"{self.table}<table{attributes}>"
            case "th" | "td":
                attributes = _aligned(attributes)
                if name == "th" and self.head and " scope=" not in attributes:
                    attributes += ' scope="col"'
            case "thead":
                self.head = True
        self.verbatim += name in _VERBATIM
        return f"<{name}{attributes}>"

    def _end(self, name: str) -> str:
        self.verbatim -= name in _VERBATIM
        self.head = self.head and name != "thead"
        return "</table></div>" if name == "table" else f"</{name}>"

    def _formula(self, number: int) -> str:
        formula = self.marked.formulas[number]
        if self.verbatim:
            return escape(self.marked.source_of(number), quote=False)
        if isinstance(formula, str):
            return self.marked.tex(number)
        html, fault = self.equations[number]
        if fault:
            self.faults.append((self.marked.line(formula.inside + fault.offset), fault.reason))
        return html

    def _link(self, name: str, attributes: str, placed: re.Match[str] | None) -> str:
        """A link or a picture, with its address resolved."""
        place = int(placed[1]) if placed and placed[1] else -1
        found = _ADDRESS.search(attributes)
        if found and sanitize.refused_scheme(unescape(found[2])):
            attributes, found = attributes.replace(found[0], ""), None
        if found:
            address = self._address(unescape(found[2]), place)
            attributes = attributes.replace(found[0], f' {found[1]}="{escape(address)}"')
        else:
            self._tell_of_lost_address(place)
        if name == "a":
            return f"<a{_BACK.sub(self._back, attributes)}>"
        return self._picture(attributes) if found else _alternative(attributes)

    def _media(self, name: str, attributes: str) -> str:
        """A recording that visitors can start, or a part of one: files of this site, for a page loads no others."""

        def resolved(found: re.Match[str]) -> str:
            address = unescape(found[2])
            if urls.scheme(address) not in urls.SCHEMES:
                return f' {found[1]}="{escape(self._address(address, -1))}"'
            place = max(self.marked.plain.find(address), 0)
            self.dropped.append((self.marked.line(place), f"`<{name}>` of {address}"))
            return ""

        controls = ' controls preload="metadata"' if name in ("audio", "video") else ""
        return f"<{name}{_MEDIA.sub(resolved, attributes)}{controls}>"

    def _back(self, found: re.Match[str]) -> str:
        """The attributes of the link back from a footnote, whose title is yet the number alone."""
        return found[0].replace(f'title="{found[1]}"', f'title="{escape(self.back.replace("{number}", found[1]))}"')

    def _picture(self, attributes: str) -> str:
        lazy = "" if " loading=" in attributes else ' loading="lazy"'
        return f"<img{attributes}{lazy}>"

    def _address(self, address: str, place: int) -> str:
        if address.startswith("#") or (urls.scheme(address) in urls.SCHEMES and not urls.fault(address)):
            return address
        where = place if place >= 0 else max(self.marked.plain.find(address), 0)
        self.links.append((self.marked.line(where), address))
        return self.resolve(address)

    def _tell_of_lost_address(self, place: int) -> None:
        """Tell of an address that the cleaning took for malformed. A refused scheme has been told of already."""
        if place < 0 or self.marked.plain[place] == "<":
            return
        address = re.compile(r"[^\s)>]*").match(self.marked.plain, place)
        if address and not sanitize.refused_scheme(unescape(address[0])):
            self.dropped.append((self.marked.line(place), f"`{address[0]}` link"))


def _aligned(attributes: str) -> str:
    """The attributes of a cell, with a class of the theme in the place of `align`, which HTML has no more."""
    found = _ALIGN.search(attributes)
    if not found:
        return attributes
    attributes = attributes.replace(found[0], "")
    side = found[1].lower()
    if side not in ("left", "right", "center"):
        return attributes
    if " class=" in attributes:
        return attributes.replace(' class="', f' class="align-{side} ', 1)
    return f'{attributes} class="align-{side}"'


def _alternative(attributes: str) -> str:
    """What stands for a picture that has lost its address: its words."""
    words = re.search(r' alt="([^"]*)"', attributes)
    return escape(unescape(words[1])) if words else ""
