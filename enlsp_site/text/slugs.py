"""Names made short: slugs for addresses and anchors, initials for monograms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from enlsp_site.model.name_titles import HONORIFICS, PEERAGE, SUFFIXES

FOLDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ı": "i",
        "ə": "e",
        "ƒ": "f",
    }
)
"""Latin letters that Unicode does not take apart into a base letter and a mark."""

_CJK = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Kana, Han and Hangul: scripts in which the family name comes first and one character stands for it."""


_ASCII_WORD = re.compile("[a-z0-9]+")


def slug(text: str) -> str:
    """Lower-case words joined with hyphens, for addresses and anchors: `Ivan Vulić` is `ivan-vulic`.

    Latin letters lose their diacritics; letters of other scripts stay, in Unicode's composed form (NFC).
    Everything that is neither letter nor digit separates words. Text without either is `item`. What is longer
    than a name of a file should be is cut, at a word where there is one. A slug's slug is that slug.
    """
    if text.isascii():  # as most are: nothing there has two forms, or marks
        return _cut("-".join(_ASCII_WORD.findall(text.lower()))) or "item"
    letters = unicodedata.normalize("NFKC", text).lower().translate(FOLDED)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", letters):
        if unicodedata.category(letter)[0] == "M":
            # A mark belongs to a letter of its own script (Devanagari vowels), and is dropped from a Latin one.
            kept.append("" if not kept or kept[-1].isascii() else letter)
        else:
            kept.append(letter if letter.isalnum() else "-")
    words = unicodedata.normalize("NFC", "".join(kept)).split("-")
    return _cut("-".join(word for word in words if word)) or "item"


LONGEST = 100
"""How many characters a slug may have; in UTF-8 at most twice as many bytes, for file systems take 255 of them."""

THEME_IDS = frozenset({"content-start", "site-menu"})
"""The ids that the theme gives to parts of every page."""


def _cut(name: str) -> str:
    """The beginning of a slug that is not too long, with whole words where the first of them is not all of it."""
    short = name[:LONGEST].encode()[: 2 * LONGEST].decode("utf-8", "ignore")
    if len(short) == len(name) or name[len(short)] == "-":
        return short
    return short.rpartition("-")[0] or short


def unique_slugs(texts: list[str], reserved: Iterable[str] = ()) -> list[str]:
    """The slug of each text, none of them twice or `reserved`: later ones with the same slug get -2, -3, …

    The first text with a slug keeps it, even when a numbered one would have come upon it before:
    `a`, `a`, `a-2` become `a`, `a-3`, `a-2`.
    """
    plain = [slug(text) for text in texts]
    last = dict.fromkeys(reserved, 1)
    taken = {*plain, *last}
    return [_numbered(each, last, taken) for each in plain]


def _numbered(name: str, last: dict[str, int], taken: set[str]) -> str:
    """The name, the first time; then with the next free number, which is noted in `last` and `taken`."""
    if name not in last:
        last[name] = 1
        return name
    last[name] += 1
    while f"{name}-{last[name]}" in taken:
        last[name] += 1
    taken.add(f"{name}-{last[name]}")
    return f"{name}-{last[name]}"


def initials(name: str) -> str:
    """The one or two letters of a monogram: those of the first and the last name, in upper case.

    `Pan, Yujie` is read as family name first; titles, suffixes (`Jr.`, `PhD`) and what stands in brackets do not
    count; a name in Chinese, Japanese or Korean characters gives its first one. Nothing gives nothing.
    """
    words = _name_words(unicodedata.normalize("NFC", name))
    if not words:
        return ""
    if any(low <= ord(words[0][0]) <= high for low, high in _CJK):
        return words[0][0]
    return "".join(word[0].upper()[0] for word in words[:1] + words[1:][-1:])


def _name_words(name: str) -> list[str]:
    """A name's words without titles and suffixes, given names first, each beginning with a letter or digit."""
    family, _, given = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", name).partition(",")
    words = [*_words(given), *_words(family)]
    if not words:
        return [word for word in re.split(r"[\W_]+", name) if word]
    while len(words) > 1 and _bare(words[0]) in HONORIFICS | PEERAGE:
        del words[0]
    return words


def _words(text: str) -> list[str]:
    """The words of a part of a name, without suffixes."""
    words = [re.sub(r"^[\W_]+", "", word) for word in text.split()]
    return [word for word in words if word and _bare(word) not in SUFFIXES]


def _bare(word: str) -> str:
    return word.replace(".", "").strip(",;").lower()
