r"""TeX in texts that are no TeX as a whole: titles and abstracts of tables and of submission systems.

`M\"uller` and `\emph{very} small` are surely TeX; `A*-decoding`, `--flag`, `~100`, `C:\new` and `it\'s` are surely
not. So only what nobody writes for itself is read, and the rest stays as it is. Math (`$…$`, `\(…\)`) stays, too.
"""

from __future__ import annotations

import re

from enlsp_site.content.syntax import tex
from enlsp_site.storage.late_patterns import late

_MATH = late(
    r"\$\$[^$]++\$\$|\$(?>(?:[^$\\\n]|\\.)+)\$|\\\((?>(?:[^\\]|\\[^()])+)\\\)|\\\[(?>(?:[^\\]|\\[^\[\]])+)\\\]", re.S
)
_LETTER = r"(?:\\[ij](?![A-Za-z])|[A-Za-z])"
_NO_ACCENT = r"(?!'(?:s|t|d|m|re|ve|ll)\b)"
_ACCENT = (
    rf"""\\{_NO_ACCENT}(?:["'`^~=.][ ]?(?:{_LETTER}|\{{{_LETTER}\}})"""
    rf"|[uvHckrbd](?:\{{{_LETTER}\}}|[ ]{_LETTER}(?![A-Za-z])))"
)
_STYLED = r"\\(?:emph|text(?:bf|it|md|normal|rm|sc|sf|sl|tt|up)|underline|mbox)\{[^{}\\$]*+\}"
_NAMED = (
    r"\\(?:ss|SS|[oOlL]|aa|AA|ae|AE|oe|OE|dj|DJ|dh|DH|th|TH|ng|NG|ldots|dots|text(?:ellipsis|endash|emdash|quoteleft"
    r"|quoteright|quotedblleft|quotedblright|asciitilde|underscore|registered|trademark|degree)|LaTeX|TeX|BibTeX)"
    r"(?:\{\}|(?![A-Za-z])[ ]?)"
)
_TEX = late(rf"\{{(?:{_ACCENT}|{_NAMED})\}}|{_ACCENT}|{_NAMED}|{_STYLED}")
_STYLED_TEX = late(_STYLED)


def to_plain(text: str) -> str:
    r"""A text in which accents, letters and styles of TeX outside of math are what they stand for.

    `{\"o}` becomes `ö`, `\emph{very}` `very`; commands that are not known stay as they are.
    """
    if "\\" not in text:
        return text
    pieces, at = [], 0
    for math in _MATH.finditer(text):
        pieces += [_read(text[at : math.start()]), math[0]]
        at = math.end()
    return "".join([*pieces, _read(text[at:])])


def _read(text: str) -> str:
    for _ in range(_DEEPEST):
        before, text = text, _TEX.sub(_said, text)
        if text == before:
            break
    return text


def _said(found: re.Match[str]) -> str:
    if _STYLED_TEX.fullmatch(found[0]):
        return found[0][found[0].index("{") + 1 : -1]
    return tex.to_text(found[0], prose=False).text


_DEEPEST = 5
"""Styles within one another."""
