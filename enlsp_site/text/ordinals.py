"""The number of an edition in the title of a workshop: “The Fifth Workshop”, „5. Workshop“, « 5e atelier », 第五届.

Titles in, titles out. Only an ordinal is raised that clearly counts the workshop: behind it stands what is counted,
with no more between them than whose it is. “Second Language Acquisition Workshop” counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

_ENGLISH = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
"""
_TENS = "twent thirt fort fift sixt sevent eight ninet"
_GERMAN = """
    erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte
    fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste
"""
_FRENCH = """
    premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
    treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième
"""
_HELD = re.compile(
    r"(?:.*-)?(?:workshops?|conference|symposium|meeting|edition|school|seminar|colloquium|congress|tutorial|"
    r"konferenz|tagung|treffen|atelier|colloque|conférence|journées?|école|séminaire|congrès)",
    re.I,
)
_WHOSE = re.compile(
    r"(?i:annual|international\w*|joint|biennial|european|annuel(?:le)?|jährliche\w*|gemeinsame\w*|europäische\w*|"
    r"européen(?:ne)?|conjoint)|[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z][\w/&.-]*|\d{4}"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIGITS = re.compile(r"(?<![\w.])(\d{1,2})(st|nd|rd|th|\.(?= ?[^\W\d])|ers?|res?|èmes?|emes?|es?)(?!\w)")
_CHINESE = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(?=[届屆次回])")
_HAN = "一二三四五六七八九"


class Numbered(NamedTuple):
    """The ordinal of a title, as it stands there, and the title with the next one; empty where it may be that the
    ordinal counts something else."""

    ordinal: str
    title: str


def numbered(title: str, own: Collection[str] = ()) -> Numbered | None:
    """The first ordinal of a title, and the title of the next edition; None where it has no ordinal. `own` are words
    that may stand between an ordinal and what it counts, such as the workshop's short name."""
    found = min(_ordinals(title), default=None)
    if found is None:
        return None
    start, end, following = found
    counts = following and (title[start] == "第" or _counts(title[end:], {each.casefold() for each in own}))
    return Numbered(title[start:end], f"{title[:start]}{following}{title[end:]}" if counts else "")


def _counts(rest: str, own: Collection[str]) -> bool:
    """Whether what stands behind an ordinal is what it counts."""
    for word in re.findall(r"[^\s,:;()]+", rest)[:5]:
        if _HELD.fullmatch(word):
            return True
        if not (_WHOSE.fullmatch(word) or word.casefold() in own):
            return False
    return False


def _ordinals(title: str) -> Iterator[tuple[int, int, str]]:
    """Where ordinals stand in a title, from where to where, each with the next one."""
    for word in _WORD.finditer(title):
        if (following := _next_word(word[0])) is not None:
            yield word.start(), word.end(), following
    for digits in _DIGITS.finditer(title):
        yield digits.start(), digits.end(), _next_digits(int(digits[1]) + 1, digits[2])
    for han in _CHINESE.finditer(title):
        number = int(han[1]) if han[1].isdecimal() else _of_han(han[1])
        following = str(number + 1) if han[1].isdecimal() else _in_han(number + 1)
        yield han.start(), han.end(), f"第{following}" if following else ""


def _next_word(word: str) -> str | None:
    """The ordinal after one in words, in letters of the same case, empty where that is not known; None for any other
    word."""
    small = word.lower()
    stem = small.rstrip("rsnm") if small[-2:] in ("er", "es", "en", "em") else small
    alike = {"première": "premier", "second": "deuxième", "seconde": "deuxième"}
    for known, one, ending in (
        (_english(), small, ""),
        (_GERMAN.split(), stem, small[len(stem) :]),
        (_FRENCH.split(), alike.get(small, small), ""),
    ):
        if one in known:
            return _cased(word, next((f"{each}{ending}" for each in known[known.index(one) + 1 :]), ""))
    return None


def _english() -> list[str]:
    units = _ENGLISH.split()
    tens = ([f"{ten}ieth", *(f"{ten}y-{unit}" for unit in units[:9])] for ten in _TENS.split())
    return [*units, *chain.from_iterable(tens)]


def _cased(like: str, word: str) -> str:
    if like.isupper():
        return word.upper()
    return word.title() if like[0].isupper() else word


def _next_digits(number: int, ending: str) -> str:
    if ending in ("st", "nd", "rd", "th"):
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    elif ending != ".":
        ending = "ème" if ending.startswith("è") else "e"
    return f"{number}{ending}"


def _of_han(written: str) -> int:
    tens, ten, units = written.partition("十")
    if not ten:
        return _HAN.find(written[0]) + 1
    return 10 * (_HAN.find(tens) + 1 if tens else 1) + (_HAN.find(units) + 1 if units else 0)


def _in_han(number: int) -> str:
    """A number below a hundred; of a larger one an empty text."""
    if number > 99:
        return ""
    tens, units = divmod(number, 10)
    return (("" if tens == 1 else _HAN[tens - 1]) + "十" if tens else "") + (_HAN[units - 1] if units else "")
