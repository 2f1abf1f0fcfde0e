"""Values of BibTeX's fields: TeX to plain text, lists to their parts, and names as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from enlsp_site.content.syntax import tex, tex_in_text
from enlsp_site.content.syntax.tex import TexText
from enlsp_site.model.name_titles import SUFFIXES
from enlsp_site.storage.late_patterns import late


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
    """A name as it is spoken, from BibTeX's `First von Last`, `von Last, First` or `von Last, Jr, First`, and from
    `Last, First, Jr`, which others write."""
    parts = split(author, ",")
    if len(parts) == 3 and _is_suffix(parts[2]):
        parts[1:] = parts[:0:-1]
    last, *junior, first = parts if len(parts) > 1 else ["", author]
    return " ".join((first, last, *junior))


_ET_AL = late(r"(?<![,\s])[,\s]++et\.?[\s~]++al\.?\s*+$", re.IGNORECASE)


def without_others(value: str) -> str:
    """A list of authors without the `et al.` behind the last."""
    return _ET_AL.sub("", value)


def turns_names(values: Iterable[str]) -> bool:
    """Whether in one of these lists of authors a comma surely turns a name round, as in `Lovelace, Ada`."""
    parted = (split(author, ",") for value in values for author in authors(value))
    return any(len(parts) == 2 and all(parts) and not all(map(is_whole, parts)) for parts in parted)


def lists(value: str, turned: bool) -> list[tuple[str, list[str]]]:
    """What stands between `and`s and is several people, parted by commas, `;` or `&`; and the people, as TeX.

    One comma may stand in a name with two family names: it does where commas turn names round elsewhere in the
    bibliography (`turned`), or in each name of the list.
    """
    found = authors(value)
    counts = {len(split(author, ",")) for author in found}
    turned = counts == {2} and (turned or len(found) > 1)
    return [(author, people) for author in found if (people := _people(author, turned))]


def _people(author: str, turned: bool) -> list[str]:
    """The people that are read as one; none if it is one."""
    parts = split(author, ",")
    if len(people := split(author, ";")) > 1:
        return people
    if len(parts) > 3 or (len(parts) == 3 and parts[1] and not any(map(_is_suffix, parts[1:]))):
        return parts
    parts = split(author, r"\s\\?&\s") if len(parts) == 1 else parts
    return parts if len(parts) > 1 and not turned and all(map(is_whole, parts)) else []


def _is_suffix(part: str) -> bool:
    return part.strip("{}").lower().replace(".", "") in SUFFIXES


_LONG = late(r"[^\W\d_][\w'’-]+")


def is_whole(part: str) -> bool:
    """Whether words are given and family names: not one thing in braces, and no initials at the end."""
    words = tex.to_text(part).text.split() if len(split(part, r"\s+")) > 1 else []
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and bool(_LONG.fullmatch(words[-1]))
