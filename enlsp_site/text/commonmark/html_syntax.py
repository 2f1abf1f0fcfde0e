"""What raw HTML looks like in Markdown: tags, comments and the like, and what begins a block of it.

CommonMark 0.31, 4.6 and 6.6. The names of attributes may hold our marks besides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.text.placeholders import MARKED, MARKED_TAG, NAMES

_VALUE = r"""[^\s"'=<>`]++|'[^']*+'|"[^"]*+\""""
_ATTRIBUTE = rf"[ \t\n]++[A-Za-z_:{NAMES}][A-Za-z0-9_.:{NAMES}-]*+(?>(?:[ \t\n]*+=[ \t\n]*+(?:{_VALUE}))?)"
_OPEN_TAG = rf"<(?:{MARKED})?[A-Za-z][A-Za-z0-9-]*+{MARKED_TAG}(?>(?:{_ATTRIBUTE})*)[ \t\n]*+/?>"
_CLOSING_TAG = r"</[A-Za-z][A-Za-z0-9-]*+[ \t\n]*+>"
_PASTED = "</?(?:[ovwmx]|st[0-9]+):[A-Za-z]++"
_PASTED_TAG = rf"{_PASTED}{MARKED_TAG}(?>(?:{_ATTRIBUTE})*)[ \t\n]*+/?>"

TAG = re.compile(f"{_OPEN_TAG}|{_CLOSING_TAG}|{_PASTED_TAG}")
"""A tag in a line; those that word processors leave among them."""

ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""What else of HTML may stand in a line, by how it begins, and its end; the longest beginning counts."""


def is_pasted(tag: str) -> bool:
    """Whether a tag is one that word processors leave in what they copy, though it looks like an address."""
    return re.match(_PASTED, tag) is not None


def end_of(text: str, start: int, begin: str, end: str) -> int:
    """Where a comment, an instruction, a declaration or CDATA ends that begins at a place of a text; or -1."""
    if begin == "<!" and not text[start + 2 : start + 3].isalpha():
        return -1
    if begin == "<!--" and (short := re.compile("<!--(-?>)").match(text, start)):
        return short.end()
    found = text.find(end, start + len(begin))
    return found + len(end) if found >= 0 else -1


# fmt: off
_BLOCKS = (
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frame", "frameset", "h[1-6]", "head", "header", "hr", "html", "iframe", "legend", "li",
    "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
)
# fmt: on
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(rf"<(?:script|pre|style|textarea){MARKED_TAG}(?:[\s>]|$)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile("<![A-Za-z]"), re.compile(">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(_BLOCKS)}){MARKED_TAG}(?:\s|/?>|$)", re.I)
_WHOLE_TAG = re.compile(rf"(?:{_OPEN_TAG}|{_CLOSING_TAG})[ \t]*$")
_SAYS = re.compile(
    rf"""<([A-Za-z][A-Za-z0-9-]*+){MARKED_TAG}(?:{_ATTRIBUTE})*?[ \t\n]+markdown=["']?([a-z0-1]+)["']?[^<>]*>""", re.I
)


class OpenHtmlBlock(NamedTuple):
    """How a block of raw HTML goes on: to the line in which its `end` stands, or, without one, to an empty line;
    where its tag is `alone`, it ends with that line, and what is inside is Markdown."""

    end: re.Pattern[str] | None
    alone: bool = False


def opens_block(text: str, start: int, in_paragraph: bool) -> OpenHtmlBlock | None:
    """The block of raw HTML that begins at a place of a line; None where none does."""
    for begins, ends in _KINDS:
        if begins.match(text, start):
            return OpenHtmlBlock(ends)
    if _BLOCK_TAG.match(text, start):
        return _asked(text, start)
    return OpenHtmlBlock(None) if not in_paragraph and _WHOLE_TAG.match(text, start) else None


def _asked(text: str, start: int) -> OpenHtmlBlock:
    """Whether the tag itself says what is in its element: `markdown="1"` or `markdown="0"`."""
    found = _SAYS.match(text, start) if "markdown" in text else None
    if found and found[2] == "0":
        return OpenHtmlBlock(re.compile(rf"</{found[1]}\s*>", re.I))
    return OpenHtmlBlock(None, bool(found) and not text[found.end() :].strip() if found else False)


def markdown_inside(html: str) -> tuple[str, str, str, str] | None:
    """Raw HTML parted where a tag asks for Markdown inside: what is before with the tag, its name, the inside, and
    the rest; None where none asks."""
    found = _SAYS.search(html) if "markdown" in html else None
    if not found or found[2] == "0":
        return None
    depth = 1
    for tag in re.finditer(rf"<(/?){re.escape(found[1])}{MARKED_TAG}(?=[\s>/])", html[found.end() :], re.I):
        depth += -1 if tag[1] else 1
        if not depth:
            at = found.end() + tag.start()
            return html[: found.end()], found[1].lower(), html[found.end() : at], html[at:]
    return html[: found.end()], found[1].lower(), html[found.end() :], ""
