"""The HTML that may stand in Markdown: structure, by an allow-list; what is dropped is told.

Safety rests on nh3 (ammonia), which parses as browsers do and goes over everything last. What is said to be
dropped is found before that, by looking at the tags that carry a mark, and may miss what only a malicious author
would write.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from enlsp_site.model import urls
from enlsp_site.text import placeholders

if TYPE_CHECKING:
    from nh3 import Cleaner

# fmt: off
_TAGS = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track",
    "u", "ul", "var", "video", "wbr",
})
_EVERYWHERE = frozenset({
    "id", "class", "lang", "dir", "title", "role", "aria-label", "aria-labelledby", "aria-describedby",
    "aria-hidden",
})
# fmt: on
_ATTRIBUTES = {
    "a": {"href", "rel", "hreflang", "download"},
    "audio": {"src", "loop"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "align", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "width", "height", "loop", "muted", "playsinline"},
}
# fmt: off
_WITH_CONTENT = frozenset({
    "applet", "embed", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "xmp",
})
"""Elements that are dropped with what is in them; of others that are not allowed, the content stays."""
# fmt: on

_OURS = frozenset({"markdown", placeholders.LIST_ATTRIBUTE})
"""Attributes that are dropped without a word: the converter's own and ours."""

# fmt: off
_NO_LOSS = frozenset({
    "align", "alink", "axis", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing",
    "autoplay", "char", "charoff", "clear", "color", "compact", "controls", "crossorigin", "decoding", "face",
    "fetchpriority", "frame", "height", "hspace", "link", "loading", "name", "noshade", "nowrap", "preload",
    "referrerpolicy", "rel", "rev", "rules", "size", "sizes", "spellcheck", "srcset", "summary", "tabindex", "target",
    "text", "translate", "type", "valign", "vlink", "vspace", "width",
})
"""Attributes without which a reader misses nothing: the looks of old HTML, and how to open or fetch something."""

_NO_LOSS_TAGS = frozenset({
    "basefont", "big", "body", "center", "fieldset", "font", "footer", "head", "header", "hgroup", "html", "main",
    "nav", "nobr", "picture", "tt",
})
"""Elements without which a reader misses nothing, since what is in them stays."""
# fmt: on

_PASTED = re.compile(r"(?:aria|data|mso)-|xml|item(?:prop|scope|type|id)$|[a-z0-9]+:|st[0-9]")
"""How the names of attributes and elements begin that editors and word processors leave in what they copy."""

_PASTED_TAG = re.compile(r"[ovwmx]:[a-z]+$|st[0-9]+:[a-z]+$", re.I)
_PROLOGUE = re.compile(r"<!(?:doctype\b|\[(?:if|endif)\b)|<\?xml", re.I)


def clean(html: str, source: str) -> tuple[str, list[tuple[int, str]]]:
    """Safe HTML, its links still with the places that they were marked with; and what was dropped, with its place.

    `html` was made by the converter from marked Markdown, `source` is that Markdown without the marks.
    """
    dropped: list[tuple[int, str]] = []
    cleaned = _cleaner().clean(placeholders.wipe(_reviewed(html, source, dropped)))
    # Once more, for marks that the converter wrote as entities. `finish` looks at all addresses after this.
    return placeholders.wipe(cleaned), dropped


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={
            "*": {*_EVERYWHERE, placeholders.ATTRIBUTE},
            **{tag: set(names) for tag, names in _ATTRIBUTES.items()},
        },
        url_schemes={*urls.SCHEMES, urls.INSIDE.rstrip(":")},
        link_rel=None,
    )


_PIECE = re.compile(
    r"""<!-- | <[!?]
    | <(?P<name>[A-Za-z][^\s<>/]*)(?P<rest>(?>(?:"[^"]*"|'[^']*'|[^'">]++){0,200}))>""",
    re.X | re.S,
)


_UNENDING = re.compile("<!--|<[!?]")


def _reviewed(html: str, source: str, dropped: list[tuple[int, str]]) -> str:
    """HTML after a look at each of its tags, without comments and without the elements dropped as a whole."""
    kept = []
    at = 0
    hidden, depth = _CommentEnds(html), _ElementDepth(html)
    last = html.rfind(">") + 1  # beyond it no tag ends, and each would be looked through in vain
    while found := _PIECE.search(html, at, last) or _UNENDING.search(html, max(at, last)):
        kept.append(html[at : found.start()])
        at = found.end()
        name = (found.groupdict().get("name") or "").lower()
        if name == "iframe" and (address := _frame(found["rest"])):
            dropped.append((_place(found[0], source), f"`<iframe>` of {address}"))
            kept.append(f'<p class="embed-frame"><a href="{escape(address)}">{escape(_title(found["rest"]))}</a></p>')
            at = hidden.end_of_element(name, at)
        elif name in _WITH_CONTENT:
            dropped.append((_place(found[0], source), f"`<{name}>`"))
            at = hidden.end_of_element(name, at)
        elif name and depth.is_too_deep(name, at):
            dropped.append((_place(found[0], source), f"`<{name}>`"))
        elif name:
            dropped += _objections(name, found, source)
            kept.append(_with_place(name, found))
        else:
            at = hidden.end(found)
            piece = html[found.start() : at]
            if at == found.end():
                kept.append(escape(piece))  # never closed: it would hide all that follows
            elif not piece.startswith("<!--") and not _PROLOGUE.match(piece):
                dropped.append((_place(piece, source), f"`{piece.split()[0].rstrip('>')}>`"))
    kept.append(html[at:])
    return "".join(kept)


class _CommentEnds:
    """Where comments, instructions and declarations end. An end that is nowhere is looked for once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._nowhere: set[str] = set()

    def end(self, found: re.Match[str]) -> int:
        """Where what begins here ends; the end of its beginning where it never does."""
        closing = "-->" if found[0] == "<!--" else ">"
        place = -1 if closing in self._nowhere else self._html.find(closing, found.start() + 2)
        if place < 0:
            self._nowhere.add(closing)
            return found.end()
        return place + len(closing)

    def end_of_element(self, name: str, start: int) -> int:
        """Where an element ends that is open at a place; that place where it never does."""
        found = None
        if name not in self._nowhere:
            found = re.compile(rf"</{name}\b[^>]*>", re.I).search(self._html, start)
        if not found:
            self._nowhere.add(name)
            return start
        return found.end()


class _ElementDepth:
    """How many elements are open: one in another without end makes nh3 slow, and browsers give up on it too."""

    def __init__(self, html: str) -> None:
        self._closing = re.compile(r"</([a-z][a-z0-9]*)", re.I).finditer(html)
        self._next = next(self._closing, None)
        self._open = 0

    def is_too_deep(self, name: str, place: int) -> bool:
        """Whether an element that begins before a place stands too deep; else it is open from there on."""
        while self._next and self._next.start() < place:
            self._open -= self._open > 0 and self._next[1].lower() not in _UNCOUNTED
            self._next = next(self._closing, None)
        if name in _UNCOUNTED:
            return False
        self._open += self._open <= _DEEPEST
        return self._open > _DEEPEST


_DEEPEST = 80
# fmt: off
_UNCOUNTED = frozenset({
    "a", "area", "br", "col", "colgroup", "dd", "dt", "hr", "img", "li", "p", "rp", "rt", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "wbr",
})
"""Elements that hold nothing, or end where the next one of their kind begins."""
# fmt: on


def _place(tag: str, source: str) -> int:
    """Where in the source a tag stood: its mark says it, else the text is looked for."""
    mark = placeholders.PLACE.search(tag)
    return int(mark[1]) if mark else max(source.find(tag.partition(" ")[0]), 0)


def _with_place(name: str, found: re.Match[str]) -> str:
    """A tag; the place of a link or picture is moved from its mark to an attribute that survives the cleaning."""
    if name not in ("a", "img"):
        return found[0]
    mark = _PLACE_OF_ADDRESS.search(found["rest"]) or placeholders.PLACE.search(found["rest"])
    return f'<{name} {placeholders.ATTRIBUTE}="{mark[1]}"{found["rest"]}>' if mark else found[0]


_PLACE_OF_ADDRESS = re.compile(rf'(?:href|src)="{placeholders.PLACE.pattern}')
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


def _frame(rest: str) -> str:
    """The address of a frame, if it has a secure one."""
    found = next((each for each in _ATTRIBUTE.finditer(rest) if each[1].lower() == "src"), None)
    address = _value(found[2]).strip() if found else ""
    return address if urls.scheme(address) == "https" and not urls.fault(address) else ""


def _title(rest: str) -> str:
    """What a frame is called; its address where it says nothing."""
    found = next((each for each in _ATTRIBUTE.finditer(rest) if each[1].lower() == "title"), None)
    return (_value(found[2]).strip() if found else "") or _frame(rest)


def _objections(name: str, found: re.Match[str], source: str) -> list[tuple[int, str]]:
    """What of a tag will not pass, with its place in the source."""
    if name in _NO_LOSS_TAGS or _PASTED_TAG.match(name):
        return []
    if name not in _TAGS:
        scheme = urls.scheme(name)
        return [(_place(found[0], source), f"`{scheme}:` link" if scheme else f"`<{name}>`")]
    allowed: set[str] | frozenset[str] = _ATTRIBUTES.get(name, frozenset())
    told = []
    for attribute in _ATTRIBUTE.finditer(found["rest"]):
        key = attribute[1].lower()
        if placeholders.PLACE.search(key) or key in _OURS:
            continue
        if key not in allowed and (key in _NO_LOSS or _PASTED.match(key)) and not (name == "a" and key == "name"):
            continue
        if key not in _EVERYWHERE and key not in allowed:
            told.append((_place_of(key, found[0], source), f"`{key}`"))
        elif key in ("href", "src") and (scheme := refused_scheme(_value(attribute[2]))):
            told.append(
                (_place_of(f"{scheme}:", found[0], source), f"`{scheme}:` {'link' if key == 'href' else 'image'}")
            )
    return told


def _place_of(words: str, tag: str, source: str) -> int:
    """Where in the source some words of a tag stand, at or after its mark; the mark's place if they are not there."""
    place = _place(tag, source)
    found = re.compile(re.escape(words), re.I).search(source, place, place + 1000)
    return found.start() if found else place


def _value(written: str | None) -> str:
    return unescape(placeholders.wipe((written or "").strip("\"'")))


def refused_scheme(address: str) -> str:
    """The scheme of an address, if no link may have it: `javascript`, `data`, `file`, …"""
    scheme = urls.scheme(address)
    return "" if scheme in urls.SCHEMES or scheme == urls.INSIDE.rstrip(":") else scheme
