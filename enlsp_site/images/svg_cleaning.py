"""SVG without what runs or asks elsewhere: opened by its address it is a page of the site, whoever drew it.

A picture holds shapes, so elements of SVG and their attributes pass an allow-list (SVG 2, and the filters, masks and
animations of its companions); scripts, event handlers, `foreignObject` (which holds whole web pages), references to
other hosts and stylesheets that have them go. What other programs put into their own namespaces is inert, and stays.
A file in which nothing has to go is left as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from enlsp_site.storage.late_patterns import late

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ACTIVE = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/xml-events")
"""Namespaces other than SVG's in which browsers do something."""

_ELEMENTS = """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence filter font font-face font-face-name font-face-src glyph g hkern image line linearGradient
    marker mask metadata missing-glyph mpath path pattern polygon polyline radialGradient rect stop style svg switch
    symbol text textPath title tref tspan use view vkern animate animateMotion animateTransform animateColor set
"""
ELEMENTS = frozenset(_ELEMENTS.split())
_LINKS = ("http:", "https:", "mailto:")
_DATA = late(r"data:(?:image/(?:png|jpeg|gif|webp|avif)|font/|application/(?:x-)?font)", re.I)
_SCHEME = late(r"[a-z][a-z0-9+.-]*:|//", re.I)
_URL = late(r"url\(\s*+[\"']?+\s*+([^\"')\s]*+)", re.I)
_IMPORT = late(r"@import\b|expression\s*+\(|-moz-binding|behavior\s*+:", re.I)
_BLANKS = late(r"[\x00-\x20]+")
_LARGER = 4
"""How many times as long as its file a text may become by entities."""


class RemovedMarkup(NamedTuple):
    """What went: in words, and the line where it was."""

    what: str
    line: int


class DamagedSvgError(Exception):
    """This is no XML; `line` is where it stops to be."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def cleaned(data: bytes) -> tuple[bytes, list[RemovedMarkup]]:
    """An SVG without what may run, and what that was. Raises `DamagedSvgError`."""
    cleaner = _Cleaner(len(data))
    try:
        cleaner.read(data)
    except (expat.ExpatError, RecursionError, LookupError, ValueError):
        raise DamagedSvgError(cleaner.line) from None
    return (cleaner.text().encode() if cleaner.dropped else data), cleaner.dropped


class _Cleaner:
    """Writes an SVG anew while it is read, without what is not allowed in it."""

    def __init__(self, size: int) -> None:
        self.dropped: list[RemovedMarkup] = []
        self._most = _LARGER * size + 10_000
        self._written = 0
        self._parts: list[str] = []
        self._skipped = 0
        self._styles: list[str] | None = None
        self._spaces: list[dict[str, str]] = [{"": "", "xml": XML}]
        self._parser = expat.ParserCreate()
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.buffer_text = True

    @property
    def line(self) -> int:
        """The line that is read."""
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        """Read a file. Raises ExpatError, and ValueError where it swells."""
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.Parse(data, True)

    def text(self) -> str:
        """The file as it is now."""
        return "".join(self._parts) + "\n"

    def _drop(self, what: str) -> None:
        self.dropped.append(RemovedMarkup(what, self.line))

    def _write(self, text: str) -> None:
        self._written += len(text)
        if self._written > self._most:
            raise ValueError("this text swells")
        self._parts.append(text)

    def _entity(self, name: str, _parameter: bool, value: str | None, *_: object) -> None:
        if value is None:
            self._drop(f"the entity `{name}`, which is read from elsewhere")

    def _instruction(self, target: str, _data: str) -> None:
        if not self._skipped and target.lower() == "xml-stylesheet":
            self._drop("a stylesheet from elsewhere")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        spaces = self._spaces[-1] | dict(_declared(attributes))
        self._spaces.append(spaces)
        if self._skipped:
            self._skipped += 1
            return
        space, local = _whole(name, spaces)
        if space in ACTIVE or (space in (SVG, "") and local not in ELEMENTS):
            self._skipped = 1
            self._drop(f"the element `{name}`")
            return
        kept = {key: value for key, value in attributes.items() if self._is_allowed(local, key, value, spaces)}
        if local in ("animate", "set", "animateColor") and _animates(attributes):
            self._skipped = 1
            self._drop(f"the element `{name}`, which changes a link or a handler")
            return
        self._styles = [] if local == "style" and space in (SVG, "") else None
        self._write(f"<{name}" + "".join(f' {key}="{_quoted(value)}"' for key, value in kept.items()) + ">")

    def _end(self, name: str) -> None:
        self._spaces.pop()
        if self._skipped:
            self._skipped -= 1
            return
        if self._styles is not None:
            words, self._styles = "".join(self._styles), None
            if _asks_elsewhere(words):
                self._drop("a stylesheet that asks elsewhere")
            else:
                self._write(escape(words, quote=False))
        self._write(f"</{name}>")

    def _words(self, text: str) -> None:
        if self._styles is not None:
            self._styles.append(text)
        elif not self._skipped:
            self._write(escape(text, quote=False))

    def _is_allowed(self, element: str, key: str, value: str, spaces: dict[str, str]) -> bool:
        """Whether an attribute stays; one that goes is noted."""
        if key == "xmlns" or key.startswith("xmlns:"):
            return True
        space, local = _whole(key, spaces) if ":" in key else ("", key)
        lower, bare = local.lower(), _BLANKS.sub("", value)
        if space in ("", SVG) and lower.startswith("on"):
            self._drop(f"the handler `{key}`")
        elif space == XML and lower == "base":
            self._drop(f"`{key}`")
        elif lower in ("href", "src") and space in ("", SVG, XLINK) and not _is_near(bare, element):
            self._drop(f"`{key}`, which leads elsewhere")
        elif _asks_elsewhere(value):
            self._drop(f"`{key}`, which asks elsewhere")
        else:
            return True
        return False


def _quoted(value: str) -> str:
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def _declared(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The namespaces that an element declares, by prefix."""
    for key, value in attributes.items():
        if key == "xmlns" or key.startswith("xmlns:"):
            yield key[6:], value


def _whole(name: str, spaces: dict[str, str]) -> tuple[str, str]:
    """Namespace and local part of a name."""
    prefix, _, local = name.rpartition(":")
    return spaces.get(prefix, "" if not prefix else f"unknown:{prefix}"), local


def _is_near(address: str, element: str) -> bool:
    """Whether a reference leads into the file, to one beside it, or is a picture itself; from `a`, to a page."""
    if element == "a" and address.lower().startswith(_LINKS):
        return True
    return not _SCHEME.match(address) or bool(_DATA.match(address))


def _asks_elsewhere(style: str) -> bool:
    """Whether a stylesheet, or an attribute as of one, leads to other hosts, or hides what it does by escapes."""
    if "(" not in style and "@" not in style and "\\" not in style:
        return False
    if _IMPORT.search(style) or ("\\" in style and re.search(r"\\[0-9a-fA-F]", style)):
        return True
    return any(not _is_near(address, "") for address in _URL.findall(style))


def _animates(attributes: dict[str, str]) -> bool:
    """Whether an animation is of a link or of a handler."""
    name = attributes.get("attributeName", "").rpartition(":")[2].strip().lower()
    return name == "href" or name.startswith("on")


_MAY_RUN = late(rb"<\s*+(?:\w+:)?(?:script|foreignobject|iframe)|[\s\"'/]on[a-z]+\s*+=|javascript:", re.I)


def may_run(data: bytes) -> bool:
    """Whether something in a file that cannot be read looks as if it may run, up to where a browser gives up; or in a
    web page."""
    return bool(_MAY_RUN.search(data))
