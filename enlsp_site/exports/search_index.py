"""search.js: the index that the search of an edition looks in, as a script that calls the theme's (theme/search.js).

A script, because pages opened from a folder may load scripts but no data; the same form serves everywhere. It calls
`enlspSearch(name, value)` with the name of its part, which is empty for the head. The form is our own:

- `words` are all words in order, each as a capital letter for how many characters it shares with the word before it
  (`A` is none, `Z` is 25) and the rest of it;
- `lists` has a line for each word, with the entries that it is in: numbers in base 32, in the digits of Base64
  (RFC 4648, section 4), the last of each from `A` to `f`, the others from `g` to `/`. A number is three times the
  distance from the entry before (from -1, for the first), and 0 for a word of the title, 1 for one of the names, 2
  for one of the text;
- `entries` has three lines for each: its title, its address from the edition's folder, and a line to show below;
- `kinds` are the kinds of entries in their order, each with its number of entries, which are `count` in all.

Of a large index `lists` and `entries` are in parts (`lists-0`, `entries-0`, …), of which a search takes only some:
`starts` are the numbers of the first word of each part of the lists, and `size` is how many entries there are in each
of theirs. A small index has both in its head.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from enlsp_site.model.record import Record
from enlsp_site.model.targets import DeferredValue
from enlsp_site.text.slugs import FOLDED


class SearchEntry(Record, frozen=True):
    """What can be found, all of it plain text. `url` is its address from the edition's folder.

    Words of the title count most, then those of `names` (authors, keywords, affiliations), then those of `text`;
    `note` is only shown.
    """

    kind: str
    title: str
    url: str
    note: str = ""
    names: str = ""
    text: str = ""


class SearchIndex(NamedTuple):
    """An index before it is cut into parts: the words in order, for each its list, for each entry its lines; what it
    is `of`, where each word was `found`, and the words as they are written."""

    kinds: Counter[str]
    words: list[str]
    lists: list[str]
    entries: list[str]
    of: Sequence[SearchEntry]
    found: Mapping[str, list[int]]
    shortened: list[str]


def write(inputs: Mapping[str, Any]) -> bytes:
    """The index of all `entries`; or a part of a larger one, its `name` and its `value`."""
    if "entries" in inputs:
        return _script("", whole(index(inputs["entries"])))
    value = inputs["value"]
    return _script(inputs["name"], value.make() if isinstance(value, DeferredValue) else value)


def _script(name: str, value: object) -> bytes:
    """A call with plain data. JSON is JavaScript (ECMA-262, from 2019)."""
    data = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (name, value)]
    return f"enlspSearch({','.join(data)})\n".encode(errors="replace")


# The index


def index(entries: Sequence[SearchEntry]) -> SearchIndex:
    """The index of entries, those of a kind beside one another."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for word, field in _fields(entry).items():
            found[word].append(number * 3 + field)
    words = sorted(found)
    return SearchIndex(
        kinds=Counter(entry.kind for entry in entries),
        words=words,
        lists=[_numbers(found[word]) for word in words],
        entries=[lines(entry) for entry in entries],
        of=entries,
        found=found,
        shortened=[*map(_shortened, ("", *words), words)],
    )


MOST_CHANGED = 50
"""Where more entries have changed an index is made anew."""


def index_after(before: SearchIndex | None, entries: Sequence[SearchEntry]) -> SearchIndex:
    """The index of entries, from that of those `before` if few of them are others now."""
    if before is None or len(before.of) != len(entries):
        return index(entries)
    changed = [number for number, old in enumerate(before.of) if old != entries[number]]
    if len(changed) > MOST_CHANGED:
        return index(entries)
    found, touched = dict(before.found), set[str]()
    for number in changed:
        touched |= _exchange(found, number, before.of[number], entries[number])
    made = before._replace(of=entries, found=found, kinds=Counter(entry.kind for entry in entries))
    made = made._replace(words=[*made.words], lists=[*made.lists], entries=[*made.entries])
    for number in changed:
        made.entries[number] = lines(entries[number])
    for word in sorted(touched):
        _renew(made, word)
    return made._replace(shortened=_shortened_after(before, made.words))


def _exchange(found: dict[str, list[int]], number: int, old: SearchEntry, new: SearchEntry) -> set[str]:
    """Put an entry in the place of another one; return the words that either has."""
    was, now = _fields(old), _fields(new)
    for word in was.keys() | now.keys():
        places = [place for place in found.get(word, ()) if place // 3 != number]
        if word in now:
            insort(places, number * 3 + now[word])
        found[word] = places
    return was.keys() | now.keys()


def _renew(made: SearchIndex, word: str) -> None:
    """Bring a word and its list up to where it is found; one that is nowhere any more goes."""
    at, places = bisect_left(made.words, word), made.found[word]
    is_there = at < len(made.words) and made.words[at] == word
    if is_there:
        del made.words[at], made.lists[at]
    if places:
        made.words.insert(at, word)
        made.lists.insert(at, _numbers(places))


def _shortened_after(before: SearchIndex, words: list[str]) -> list[str]:
    """The words as they are written: most stand behind the same one as before."""
    known = dict(zip(zip(("", *before.words), before.words, strict=False), before.shortened, strict=True))
    pairs = zip(("", *words), words, strict=False)
    return [known.get(pair) or _shortened(*pair) for pair in pairs]


def _fields(entry: SearchEntry) -> dict[str, int]:
    """The words of an entry, each with its field; of several the first."""
    own: dict[str, int] = {}
    for field in (2, 1, 0):
        own |= dict.fromkeys(words_of((entry.title, entry.names, entry.text)[field]), field)
    return own


def lines(entry: SearchEntry) -> str:
    """The three lines of an entry."""
    return "\n".join(map(_line, (entry.title, entry.url, entry.note)))


def _line(text: str) -> str:
    return " ".join(text.split())


WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Kana and Han, which set no spaces between words: every two characters beside one another are taken for one."""
_ASCII = re.compile("[a-z0-9]+")


@cache
def _words() -> re.Pattern[str]:
    """What a word is in any script: to compile this takes longer than most builds look for words."""
    return re.compile(rf"([{WITHOUT_SPACES}]+)|[^\W_{WITHOUT_SPACES}]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up: in small letters, without diacritics."""
    text = folded(text)
    if text.isascii():
        return _ASCII.findall(text)
    found: list[str] = []
    for match in _words().finditer(text):
        word = match[0]
        found += [word[at : at + 2] for at in range(len(word))] if match[1] else [word]
    return found


def folded(text: str) -> str:
    """A text in small letters without diacritics: `Vulić` is `vulic`. The theme's script does the same."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(each for each in letters if unicodedata.category(each)[0] != "M").translate(FOLDED)


_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _numbers(places: list[int]) -> str:
    """A list of a word: the distances from entry to entry, with the field."""
    made: list[str] = []
    before = -3
    for place in places:
        value = place - before
        made.append(_DIGITS[value] if value < 32 else _number(value))
        before = place - place % 3
    return "".join(made)


def _number(value: int) -> str:
    digits = _DIGITS[value % 32]
    while value := value // 32:
        digits = _DIGITS[32 + value % 32] + digits
    return digits


# Its parts

A_PART = 64
"""How many entries there are in a part of them, where an index has parts."""
LISTS = 350
"""For so many entries a part of the lists, so that each has some ten thousand bytes."""


def whole(found: SearchIndex) -> dict[str, Any]:
    """The index in one piece."""
    lists, entries = "\n".join(found.lists), "\n".join(found.entries)
    return head(found, [0], len(found.entries)) | {"lists": lists, "entries": entries}


def head(found: SearchIndex, starts: list[int], size: int) -> dict[str, Any]:
    """What every search needs: `starts` are the first words of the parts of the lists, `size`
    is the number of entries in a part."""
    return {
        "kinds": [*found.kinds.items()],
        "count": len(found.entries),
        "starts": starts,
        "size": size,
        "words": "".join(found.shortened),
    }


def lists_from(found: SearchIndex, parts: int) -> list[int]:
    """The first word of each of so many parts of the lists, which are about as long as one another."""
    ends = [*accumulate(map(len, found.lists))]
    return [bisect_left(ends, ends[-1] * part // parts) for part in range(parts)] if ends else [0] * parts


def _shortened(before: str, word: str) -> str:
    """A word as it is written behind another one: without what both share."""
    most = min(len(word), len(before), 25)
    shared = next((at for at in range(most) if word[at] != before[at]), most)
    return chr(65 + shared) + word[shared:]
