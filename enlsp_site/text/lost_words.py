"""Whether every word of a Markdown text is in the HTML made from it.

Not a second reading of Markdown: words in must be words out. What Markdown itself takes for its own (addresses,
labels, numbers of lists, tags) is left aside, by sight; where in doubt, nothing is told. That is done only where the
letters in and out are not the same, so that most texts cost little.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from enlsp_site.text.commonmark import TAG

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r'<[^<>"]*+(?>(?:"[^"]*+"[^<>"]*+)*)>')
_READ = re.compile(r' (?:alt|title|aria-label|datetime|value|start)="([^"]*+)"')
"""The attributes that are read, heard or count."""


def lost_words(source: str, html: str) -> list[tuple[int, str]]:
    """The words of a Markdown source that its HTML does not hold, with their lines from 0. Words are letters and
    digits."""
    bare = _LINKS.sub("", source) if "](" in source else source
    if _letters(bare) == _letters(unescape(_TAG.sub("", html))):
        return []
    return _lost(_without_syntax(source), _shown(html))


_LINKS = re.compile(r"(?<=\])\([^()\n]*+\)")
"""Where most links lead."""

_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def _letters(text: str) -> bytes:
    """A text without white space and without the signs that Markdown knows."""
    return text.encode(errors="replace").translate(None, _SIGNS)


def _shown(html: str) -> list[str]:
    """The words that can be read in HTML: those of its text, in order, then those of attributes."""
    read = _WORD.findall(unescape(_TAG.sub(" ", html)))
    return read + _WORD.findall(unescape(" ".join(_READ.findall(html)))) if '="' in html else read


def _lost(source: str, shown: list[str]) -> list[tuple[int, str]]:
    """The words of a source without its syntax that are not shown: of each so many as are missing.

    Which of several it is that is missing is seen by what stands around it.
    """
    missing = Counter(_WORD.findall(source))
    missing.subtract(shown)
    if max(missing.values(), default=0) <= 0:
        return []
    lost: list[tuple[int, str]] = []
    at = 0
    for found in _WORD.finditer(source):
        word = found[0]
        if word in shown[at : at + _NEAR]:
            at = shown.index(word, at) + 1
        elif missing[word] > 0:
            missing[word] -= 1
            lost.append((source.count("\n", 0, found.start()), word))
            if len(lost) == _MOST:
                break
    return lost


_NEAR = 30
"""Words within which the next one is looked for."""
_MOST = 100
"""Words that are told of one text."""


_LABEL = r"\[(?>(?:[^\[\]\\]|\\.)*)\]"
_ADDRESS = r"[^()\\]|\\."
for _ in range(2):  # round brackets within round brackets
    _ADDRESS = rf"{_ADDRESS}|\((?>(?:{_ADDRESS})*)\)"
_SYNTAX = re.compile(
    rf"""^[ \t>]*(?:[-*+][ \t]+|[0-9]{{1,9}}[.)][ \t]+)*(?!\[\^){_LABEL}:
        [ \t]*+(?:\n[ \t>]*+)?.*(?:\n[ \t>]*["'(].*)?
    | ^[ \t>]*(?:(?:[-*+]|[0-9]{{1,9}}[.)])(?:[ \t]+|$))+(?:\[[ xX]\])?
    | ^[ \t>]*(?:`{{3,}}|~{{3,}}).*
    | \[\^[^\]\n]+\]:? | ^[ \t]*\*\[[^\]\n]*\]:
    | (?<=\])\((?:<[^<>\n]*+>[^()]*+|(?>(?:{_ADDRESS})*))\) | (?<=\]){_LABEL} | <[^<>\s]+>
    | \{{:?[ ]*(?=[^{{}}\n]*[.\#=:])[^{{}}\n]*\}}
    | (?<!\\)&[A-Za-z0-9\#]+;""",
    re.X | re.M,
)
"""What Markdown takes for its own: definitions, signs of lists, fences, footnotes' and abbreviations' names, where
links lead, lists of attributes, entities."""


def _without_syntax(source: str) -> str:
    """A source in which what is Markdown's or HTML's own is blank, on as many lines."""
    return _SYNTAX.sub(_blank, TAG.sub(_blank, _without_hidden(source)))


def _blank(found: re.Match[str]) -> str:
    if found[0][0] == "&":
        return unescape(found[0])
    return "\n" * found[0].count("\n") or " "


_HIDDEN = re.compile(
    r"<(?:(!--)|(\?)|(!\[CDATA\[)|(!)[A-Za-z]|(applet|embed|frameset|iframe|math|no(?:embed|frames|script)|object|plaintext"
    r"|script|select|style|svg|template|textarea|title|xmp)\b)",
    re.I,
)
_ENDS = {"!--": "-->", "?": "?>", "![cdata[": "]]>", "!": ">"}


def _without_hidden(source: str) -> str:
    """A source without comments and the like, and without elements that are dropped with what is in them."""
    kept, at, lower = [], 0, source.lower()
    nowhere: set[str] = set()  # ends that do not occur any more
    start = 0
    while found := _HIDDEN.search(source, start):
        begin = found[found.lastindex or 0].lower()
        ends = _ENDS.get(begin, f"</{begin}")
        end = -1 if ends in nowhere else lower.find(ends, found.start() + 2)
        start = found.end()
        if end < 0:
            nowhere.add(ends)
            continue
        start = end + len(ends)
        kept += [source[at : found.start()], "\n" * source.count("\n", found.start(), start)]
        at = start
    return "".join([*kept, source[at:]])
