"""Values of BibTeX's fields: TeX to plain text, lists to their parts, and names as they are spoken."""

from __future__ import annotations

import re

from enlsp_site.content.syntax import tex, tex_in_text
from enlsp_site.content.syntax.tex import TexText


def to_text(value: str, prose: bool = False, paragraphs: bool = False) -> TexText:
    """A value as plain text, with the commands that are not known; `prose` and `paragraphs` as `tex.to_text` has
    them."""
    text = tex.to_text(value, prose, paragraphs)
    if "\\textbackslash" in value:  # OpenReview escapes the TeX that authors wrote, instead of leaving it
        text = text._replace(text=tex_in_text.to_plain(text.text))
    return text


def split(value: str, separator: str) -> list[str]:
    """The parts of a value between separators (a pattern) outside braces, without blanks around them."""
    parts: list[str] = []
    start = depth = 0
    for found in re.finditer(rf"[{{}}]|{separator}", value, re.IGNORECASE):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth == 0:
            parts.append(value[start : found.start()].strip())
            start = found.end()
    return [*parts, value[start:].strip()]


def authors(value: str) -> list[str]:
    """The names of authors, as TeX: what stands between `and`s outside braces."""
    return split(value, r"(?<!\S)and(?!\S)")


def spoken(author: str) -> str:
    """A name as it is spoken, from BibTeX's `First von Last`, `von Last, First` or `von Last, Jr, First`."""
    parts = split(author, ",")
    last, *junior, first = parts if len(parts) > 1 else ["", author]
    return " ".join((first, last, *junior))
