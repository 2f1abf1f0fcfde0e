"""What was probably meant by a word that is not known: the one "did you mean" of the program.

Words are compared folded (case, accents, and which of blank, `-` and `_` parts them count for nothing). Of the known
words the first of these is proposed: one that is the same when folded, or has the same words in another order
(`Lovelace, Ada`); one that the word begins, or that is a part of it (`affiliation`, `full_name`); the one to which
the fewest slips of a typist lead: a letter more, fewer or other, or two letters exchanged (optimal string alignment),
in a third of its letters at most.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import combinations, islice, takewhile

MOST = 200
"""How many words are sought among the same known words: whoever reads so many hints needs no more."""

FAR = 3
"""How many slips make a word another one, however long it is."""

LONGEST = 500
"""Letters of a word up to which slips are counted, for which time grows with the square: a longer one is like itself
only."""


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, as it is written among them; "" if none is like it."""
    return _suggested(word, tuple(known))


@lru_cache(256)
def _suggested(word: str, known: tuple[str, ...]) -> str:
    """The same; a mistake that is made in each of ten thousand entries is thought about once."""
    return Suggestions(known).closest(word)


def did_you_mean(meant: str, otherwise: str = "") -> str:
    """Return a hint that proposes what was meant; where that is "", what to say otherwise."""
    return f"did you mean `{meant}`?" if meant else otherwise


def is_certain(word: str, known: Iterable[str]) -> bool:
    """Return whether what `suggest` proposes can be meant only: it is the word but for how it is folded, or one slip
    away in four letters or more, and no other is."""
    plain = folded(word)
    near = sorted(slips(plain, other) for other in {folded(each) for each in known})[:2]
    return bool(near) and (near[0] == 0 or (near[0] == 1 and len(plain) >= 4 and near[1:] != [1]))


class Suggestions:
    """Known words, prepared once for many words that are not among them. From the `MOST`th on nothing is proposed.
    For a number nothing is proposed but that number: one is as like another as the next."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._asked = 0

    def closest(self, word: str) -> str:
        """Return the known word that was probably meant, as it is written; "" if none is like it."""
        self._asked += 1
        plain = folded(word)
        if self._asked > MOST or not plain:
            return ""
        found = self._same(plain)
        if found or plain.isdecimal():
            return found
        return self._begun(plain) or self._misspelt(plain, 3)

    def misspelt(self, word: str) -> str:
        """Return the known word that is the same folded, or that a slip in four letters makes of this one; or ""."""
        plain = folded(word)
        return self._same(plain) or self._misspelt(plain, 4)

    @cached_property
    def _written(self) -> dict[str, str]:
        """The known words as they are written, by how they are folded; of several, the first."""
        found: dict[str, str] = {}
        for each in self._known:
            found.setdefault(folded(each), each)
        return found

    @cached_property
    def _in_order(self) -> dict[str, str]:
        """The folded words by the words within them in alphabetical order."""
        return {_sorted(plain): plain for plain in reversed(self._written)}

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._written)

    @cached_property
    def _by_part(self) -> dict[str, str]:
        """The folded words by each single word within them, where no other has it too."""
        found: dict[str, str] = {}
        for plain in self._written:
            for part in set(plain.split("-")):
                found[part] = "" if part in found else plain
        return found

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, int]]]:
        """The folded words by how long they are, each with the set of its letters."""
        found: dict[int, list[tuple[str, int]]] = {}
        for plain in self._written:
            found.setdefault(len(plain), []).append((plain, _letters(plain)))
        return found

    def _same(self, plain: str) -> str:
        return self._written.get(plain) or self._written.get(self._in_order.get(_sorted(plain), ""), "")

    def _begun(self, plain: str) -> str:
        """The shortest word that this one begins; else the longest that is a part of this one; else the only one of
        which this one is a part."""
        if len(plain) < 3:
            return ""
        at = bisect_left(self._sorted_words, plain)
        begun = takewhile(lambda each: each.startswith(plain), islice(self._sorted_words, at, None))
        found = min(begun, key=len, default="") or next(filter(self._written.__contains__, _parts(plain)), "")
        return self._written.get(found or self._by_part.get(plain, ""), "")

    def _misspelt(self, plain: str, share: int) -> str:
        """The word to which the fewest slips lead, one in `share` letters at most; of equal ones the first that
        begins alike, else the first."""
        letters, slips_to, best, least = _letters(plain), _EditDistances(plain), "", FAR
        lengths = range(max(1, len(plain) - FAR), len(plain) + FAR + 1)
        for length in sorted(lengths, key=lambda each: abs(each - len(plain))):
            near = min(least, (max(length, len(plain)) + 4 - share) // share)
            for each, own in self._by_length.get(length, ()) if abs(length - len(plain)) <= near else ():
                if (letters & ~own).bit_count() > near or (own & ~letters).bit_count() > near:
                    continue  # each slip takes one letter and brings another, at most
                count = slips_to(each)
                if count < near or (count == near and (not best or each[0] == plain[0] != best[0] or count < least)):
                    best, least, near = each, count, count
        return self._written.get(best, "")


class PathSuggestions:
    """Known paths, prepared once for many that are not among them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The paths by their last steps."""
        found: dict[str, list[str]] = {}
        for file in sorted(self._known):
            found.setdefault(file.rpartition("/")[2], []).append(file)
        return found

    @cached_property
    def _names(self) -> Suggestions:
        return Suggestions(self._by_name)

    def closest(self, path: str) -> str:
        """Return the path whose last step was probably meant, of several the one in the likest folder; or ""."""
        folder, _, name = path.rpartition("/")
        meant = self._names.closest(name)
        folder_slips = _EditDistances(folder)
        return min(self._by_name[meant], key=lambda file: folder_slips(file.rpartition("/")[0])) if meant else ""


def folded(word: str) -> str:
    """Return a word as it is compared: lower case, no accents, and one `-` between its parts."""
    if not word.isascii():
        word = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    return _BETWEEN.sub("-", word.casefold()).strip("-")


_BETWEEN = re.compile(r"[\s_,;-]+")


def _parts(plain: str) -> list[str]:
    """What words can be a part of this one, between its blanks: the longest first."""
    words = plain.split("-")[:12]
    parts = ("-".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2))
    return sorted((each for each in parts if len(each) > 3), key=len, reverse=True)


def _sorted(plain: str) -> str:
    return "-".join(sorted(plain.split("-")))


def _letters(plain: str) -> int:
    """The letters of a word as a set of bits."""
    found = 0
    for each in plain:
        found |= 1 << (ord(each) & 63)
    return found


class _EditDistances:
    """The slips that lead from a word to others, counted a column of the table at a time, each column a number whose
    bits say where the count rises and falls: H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau
    Edit Distances (2003)."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._length = len(word)
        self._places: dict[str, int] = {}
        for place, letter in enumerate(word[:LONGEST]):
            self._places[letter] = self._places.get(letter, 0) | 1 << place

    def __call__(self, other: str) -> int:
        if self._length > LONGEST or len(other) > LONGEST:
            return 0 if other == self._word else max(self._length, len(other))
        count, whole = self._length, (1 << self._length) - 1
        last, rises, falls, same, before = 1 << self._length >> 1, whole, 0, 0, 0
        if not last:
            return len(other)
        for letter in other:
            places = self._places.get(letter, 0)
            exchanged = ((~same & places) << 1) & before
            same = (((places & rises) + rises) ^ rises) | places | falls | exchanged
            up, down = falls | ~(same | rises), same & rises
            count += bool(up & last) - bool(down & last)
            up, down = up << 1 | 1, down << 1
            rises, falls, before = (down | ~(same | up)) & whole, up & same & whole, places
        return count


def slips(one: str, other: str) -> int:
    """Count the slips that lead from one word to another (optimal string alignment distance); of words longer than
    `LONGEST` that are not the same, as many as the longer has letters."""
    return _EditDistances(one)(other)
