"""Words of the interface that are in English on a page whose language the theme does not speak.

They are marked by control characters, which no text of a site keeps, and get `lang` (WCAG 3.1.2) and `dir` when the
page is whole; from attributes and titles, in which there can be no element, the marks are taken out.
"""

from __future__ import annotations

import re

from enlsp_site.model.wording import FALLBACK

BEGIN, END = "\x0e", "\x0f"
_PIECE = re.compile(rf"(?s)(<(title|option|script|style|textarea)\b.*?</\2>|<[^>]*>|[{BEGIN}{END}])")
_OF_MARKS = {ord(BEGIN): None, ord(END): None}


def marked(words: str) -> str:
    """Words with marks around; those without a letter, such as a comma, say nothing in any language."""
    return f"{BEGIN}{words}{END}" if any(map(str.isalpha, words)) else words


def unmarked(words: str) -> str:
    """Words without marks, to be compared with others."""
    return words.translate(_OF_MARKS)


def shown(html: str) -> str:
    """A page whose marked words are in elements that say their language and direction; of marks in one another the
    outer ones count."""
    if BEGIN not in html:
        return html
    opened = f'<span lang="{FALLBACK}" dir="ltr">'
    found, depth, at = [], 0, 0
    for piece in _PIECE.finditer(html):
        found.append(html[at : piece.start()])
        at = piece.end()
        if piece[0] == BEGIN:
            found.append("" if depth else opened)
            depth += 1
        elif piece[0] == END:
            depth -= 1
            found.append("" if depth else "</span>")
        else:
            found.append(unmarked(piece[0]))
    return "".join([*found, html[at:]])
