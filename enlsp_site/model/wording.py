"""The words of the interface: what pages say that no organizer wrote, and how dates are written, by language.

A language is a file, `languages/<tag>.json`: texts by name, in which `{…}` stands for a value; where a number decides
(`{n}`), a mapping of CLDR's plural categories to texts. A region's file (`en-gb.json`) holds only what differs.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

FILES = Path(__file__).parent / "languages"
FALLBACK = "en"
"""What the interface speaks where the language of the page has no file."""

Changed = tuple[tuple[str, str], ...]
"""Words that a site brings or changes, by their names."""

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})
_PLACE = re.compile(r"\{(\w+)\}")
_NAME = re.compile("[a-z0-9-]+")
_MORE_PLACES = {"clock": {"hour12", "half"}}
"""Places that a word can have besides those that it has in English: for a clock of twelve hours."""


class WordError(LookupError):
    """A word that there is not, or that lacks a value: a mistake in a template, with a `hint` at what was meant."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


class Language(NamedTuple):
    """A language: `tag` is that of its file (BCP 47, in small letters), `entries` what the file holds, with what the
    site has `changed` in it. `stands_in` says that it is not the page's, which has no file."""

    tag: str
    entries: Mapping[str, Any]
    changed: Changed = ()
    stands_in: bool = False

    def say(self, name: str, /, **values: object) -> str:
        """A word as plain text, its places filled with the values. Raises `WordError`."""
        return "".join(map(str, self.parts(name, values)))

    def parts(self, name: str, values: Mapping[str, object]) -> list[object]:
        """A word in parts: text and values by turns, beginning and ending with text. Raises `WordError`."""
        parts: list[object] = [*_split(self._text(name, values))]
        for at in range(1, len(parts), 2):
            place = str(parts[at])
            if place not in values:
                raise WordError(f"the word `{name}` needs `{place}`", f'write word("{name}", {place}=…)')
            parts[at] = values[place]
        return parts

    def around(self, name: str, place: str, values: Mapping[str, object]) -> tuple[list[object], list[object]]:
        """The parts of a word before and after one of its places, which is not filled. Raises `WordError`."""
        hole = object()
        parts = self.parts(name, {**values, place: hole})
        if hole not in parts:
            return parts, []
        at = parts.index(hole)
        return parts[:at], parts[at + 1 :]

    def chosen(self, names: Iterable[str]) -> dict[str, Any]:
        """Words as they are written, with their places and plural forms. Raises `WordError`."""
        for name in names:
            if name not in self.entries:
                raise self.lost(name)
        return {name: self.entries[name] for name in names}

    def _text(self, name: str, values: Mapping[str, object]) -> str:
        entry = self.entries.get(name)
        if isinstance(entry, str):
            return entry
        if not isinstance(entry, dict):
            raise self.lost(name)
        number = values.get("n")
        if not isinstance(number, int):
            raise WordError(f"the word `{name}` depends on a number", f'write word("{name}", n=…)')
        return str(entry[plural(self.tag, number)])

    def lost(self, name: str) -> WordError:
        """What to say of a word that there is not."""
        from enlsp_site.diagnostics.suggest import did_you_mean, suggest

        hint = did_you_mean(suggest(name, self.names()), "all words are in the file of a language, such as en.json")
        return WordError(f"there is no word `{name}`", hint)

    def names(self) -> list[str]:
        """The names of the words. Lists, of months and weekdays, are none."""
        return [name for name, entry in self.entries.items() if not isinstance(entry, list)]

    def places(self, name: str) -> set[str]:
        """The places of a word that are filled with values."""
        entry = self.entries[name]
        texts = entry.values() if isinstance(entry, dict) else [entry]
        return {place for text in texts for place in places(text)} | _MORE_PLACES.get(name, set())

    # Dates and times

    def date(self, day: dt.date) -> str:
        """A day: `August 22, 2025`, `1er août 2025`."""
        return self.days((day,))

    def weekday(self, day: dt.date) -> str:
        """A day with its weekday: `Saturday, December 6, 2025`."""
        return self.say("weekday_date", weekday=self.entries["weekdays"][day.weekday()], date=self.date(day))

    def short_day(self, day: dt.date) -> str:
        """A day among others of its week: `Sat 6`, `sam. 6`."""
        return self.say("short_day_date", weekday=self.entries["short_weekdays"][day.weekday()], day=self._day(day))

    def days(self, days: Sequence[dt.date]) -> str:
        """Candidate days, in order: `December 5 or 6, 2025`, `November 30 or December 1, 2025`."""
        between = [self.say("list_comma")] * (len(days) - 2) + [self.say("or")]
        return self._written(days, between)

    def span(self, first: dt.date, last: dt.date) -> str:
        """Days from first to last: `December 5–6, 2025`, `November 30 – December 1, 2025`."""
        if first == last:
            return self.date(first)
        near = (first.year, first.month) == (last.year, last.month)
        return self._written((first, last), [self.say("to_day" if near else "to_date")])

    def clock(self, clock: dt.time) -> str:
        """A time of day: `08:15`; seconds only where there are any."""
        minute = f"{clock.minute:02}" + (f":{clock.second:02}" if clock.second else "")
        half = self.say("am" if clock.hour < 12 else "pm")
        return self.say("clock", hour=f"{clock.hour:02}", hour12=clock.hour % 12 or 12, minute=minute, half=half)

    def _written(self, days: Sequence[dt.date], between: list[str]) -> str:
        """Days with what stands between them. Those of one month name it once, and those of one year the year."""

        def month(group: Sequence[dt.date], between: list[str]) -> str:
            return self.say("month_day", month=self.entries["months"][group[0].month - 1],
                            days=_joined([self._day(day) for day in group], between))  # fmt: skip

        def year(group: Sequence[dt.date], between: list[str]) -> str:
            return self.say("date", days=_grouped(group, between, lambda day: day.month, month), year=group[0].year)

        return _grouped(days, between, lambda day: day.year, year)

    def _day(self, day: dt.date) -> str:
        return self.say("first_day" if day.day == 1 else "day", day=day.day)


def _joined(texts: Sequence[str], between: Sequence[str]) -> str:
    return "".join(part for pair in zip(texts, [*between, ""], strict=False) for part in pair)


def _grouped(
    days: Sequence[dt.date],
    between: list[str],
    unit: Callable[[dt.date], int],
    written: Callable[[Sequence[dt.date], list[str]], str],
) -> str:
    """Neighbours of the same unit written as one; `between` is what stands between any two days."""
    starts = [at for at, day in enumerate(days) if not at or unit(days[at - 1]) != unit(day)]
    ends = [*starts[1:], len(days)] if days else []
    texts = [written(days[start:end], between[start : end - 1]) for start, end in zip(starts, ends, strict=True)]
    return _joined(texts, [between[start - 1] for start in starts[1:]])


def language(tag: str, changed: Changed = ()) -> Language:
    """The language of a page whose `lang` is `tag`, with what its site changes; English if it has no file."""
    found = files_of(tag)
    files = tuple([f"{FILES}/{name}.json" for name in found or [FALLBACK]])
    stamps = tuple([os.stat(file).st_mtime_ns for file in files])  # noqa: PTH116 - asked for by every session
    return _made((found or [FALLBACK])[-1], files, stamps, changed, not found)


@lru_cache(maxsize=16)
def _made(tag: str, files: tuple[str, ...], stamps: tuple[int, ...], changed: Changed, stands_in: bool) -> Language:
    """A language from its files, the most general first, made once as long as none of them is changed."""
    entries: dict[str, Any] = {}
    for file, stamp in zip(files, stamps, strict=True):
        entries |= _read(file, stamp)
    return Language(tag, entries | dict(changed), changed, stands_in)


@lru_cache(maxsize=8)
def _read(file: str, _: int) -> dict[str, Any]:
    """What a file holds, read once as long as it is not changed."""
    found: dict[str, Any] = json.loads(Path(file).read_bytes())
    return found


SILENT = Language("", {})
"""The language of those who only look for what says which one it is."""


LONGEST_TAG = 100
"""Characters; the longest tag that RFC 5646 (4.4.1) expects has 35."""


def files_of(tag: str) -> list[str]:
    """The names of the files for a language, the most general first; none if it is not known.

    A tag is looked up as RFC 4647 says, by leaving out its last part: `fr-CA` reads `fr`. Chinese in traditional
    characters is no kind of Chinese in simplified ones, which `zh` is (so CLDR has it, too).
    """
    if len(tag) > LONGEST_TAG:
        return []
    parts = tag.lower().split("-")
    if parts[0] == "zh" and "hans" not in parts and not _TRADITIONAL.isdisjoint(parts):
        parts[:1] = ["zh-hant"]
    wider = ("-".join(parts[: count + 1]) for count in range(len(parts)))
    return [
        name
        for name in wider
        if _NAME.fullmatch(name) and os.path.isfile(f"{FILES}/{name}.json")  # noqa: PTH113 - as in `language`
    ]


def known() -> list[str]:
    """The languages that there are, by the names of their files."""
    return sorted(file.stem for file in FILES.glob("*.json"))


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[str, ...]:
    """A word's texts and places by turns; pages say the same words thousands of times."""
    return tuple(_PLACE.split(text))


def places(text: str) -> list[str]:
    """The places in a text, in their order."""
    return _PLACE.findall(text)


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left, by its script if the tag names one."""
    base, *parts = tag.lower().split("-")
    script = next((part for part in parts if len(part) == 4 and part.isalpha()), "")
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else base in _RIGHT_TO_LEFT


CLDR = "49"
"""The version of CLDR whose plurals, names and patterns of dates these are; others differ here and there."""


def plural(tag: str, number: int) -> str:
    """The category of a whole number by CLDR's rules for cardinals: `one`, `few`, `many`, `other`, …"""
    tens, ones = number % 100, number % 10
    few = 2 <= ones <= 4 and not 12 <= tens <= 14
    match tag.partition("-")[0]:
        case "zh" | "ja" | "ko" | "th" | "id" | "ms":
            return "other"
        case "fr" | "pt" | "hi" | "fa" | "vi":
            return "one" if number < 2 else "other"
        case "ru" | "uk":
            return "one" if ones == 1 and tens != 11 else "few" if few else "many"
        case "pl":
            return "one" if number == 1 else "few" if few else "many"
        case "cs" | "sk":
            return "one" if number == 1 else "few" if 2 <= number <= 4 else "other"
        case "ar":
            small = {0: "zero", 1: "one", 2: "two"}.get(number)
            return small or ("few" if 3 <= tens <= 10 else "many" if tens >= 11 else "other")
    return "one" if number == 1 else "other"


def categories(tag: str) -> Iterable[str]:
    """The plural categories that whole numbers have in a language."""
    return dict.fromkeys(plural(tag, number) for number in range(201))
