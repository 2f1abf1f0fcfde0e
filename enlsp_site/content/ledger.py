"""What an edition remembers of its addresses while it is read: which record is which, and what changed of it.

`Ledger.settle` is handed the records of a kind as they are written now, finds those that were published before, and
gives each its last word of an address: the one that it had, if it had one. What comes out in the end (`memory`) is
what is written to `addresses.yaml`, and makes the same of the same content the next time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from enlsp_site.content.likeness import Facts, pairs
from enlsp_site.model import urls
from enlsp_site.model.addresses import AddressMemory, Change, Remembered, Revision
from enlsp_site.text import plain_text

UNTOLD = frozenset({"news#", "schedule/rooms/"})
"""Kinds of which only the addresses are remembered: news tell of themselves, and sessions of their rooms."""
MOST_CHANGES = 200
"""So many changes are remembered, the newest; and all of papers' titles."""


class Wanted(NamedTuple):
    """A record as it is written now: the words that its address would be made from, what it is known by, whether its
    address is to be made anew (`address: new`), and names of its own that lead to it, too."""

    name: str
    facts: Facts
    is_new: bool = False
    aliases: tuple[str, ...] = ()


class Settled(NamedTuple):
    """What became of a record: the last word of its address, and what calendars and pages are told of it."""

    slug: str
    revision: Revision


class Ledger:
    """The memory of an edition, before and after. `now` is the time of the build, in seconds of the epoch, `today`
    its day in UTC, and `marked` how long a change is marked on the pages, in seconds. `turns` are the moments at
    which marks and the announcement will go, in seconds of the epoch."""

    def __init__(self, before: AddressMemory | None = None, now: float = 0, marked: float = 0) -> None:
        before = before or AddressMemory()
        self._moment = dt.datetime.fromtimestamp(now, dt.UTC).replace(microsecond=0)
        self.today = self._moment.date().isoformat()
        self._marked = dt.timedelta(seconds=marked)
        self.turns: set[float] = set()
        self._lines = {line.at: line for line in before.lines}
        self._unsettled = dict(self._lines)
        self._of_kind: dict[str, list[Remembered]] = {}
        for line in self._lines.values():
            self._of_kind.setdefault(line.kind, []).append(line)
        self._changes = [*before.changes]
        self._after: list[Remembered] = []
        self._shown: dict[str, list[Change]] = {}
        for change in before.changes:
            self._shown.setdefault(change.at, []).append(change)

    def is_over(self, moment: str) -> bool:
        """Whether a moment (RFC 3339 with offset) has passed; one that has not is noted as a turn."""
        end = dt.datetime.fromisoformat(moment)
        if end > self._moment:
            self.turns.add(end.timestamp())
        return end <= self._moment

    def settle(
        self, kind: str, wanted: Sequence[Wanted], reserved: Iterable[str] = (), *, moves: bool = True
    ) -> list[Settled]:
        """The addresses of all records of a kind, in their order, none of them twice or `reserved`. Those that do not
        move (`moves` is false) are called as they are written; what they were called leads to them."""
        names = [plain_text.slug(each.name) for each in wanted]
        known = self.lines_of(kind)
        facts = [(name, each.facts) for name, each in zip(names, wanted, strict=True)]
        found = pairs(facts, known)
        stay = [
            line if line and moves and not each.is_new else None for line, each in zip(found, wanted, strict=True)
        ]
        kept = [line.slug for line in stay if line]
        own = {name for name, line, each in zip(names, found, wanted, strict=True) if line and each.is_new}
        others = [word for word in _words_of(known) if word not in own] if moves else []
        fresh = iter(
            plain_text.unique_slugs(
                [name for name, line in zip(names, stay, strict=True) if not line], [*reserved, *kept, *others]
            )
        )
        slugs = [line.slug if line else next(fresh) for line in stay]
        for line in filter(None, found):
            del self._unsettled[line.at]
        claimed = {
            word.casefold(): slug for slug, each in zip(slugs, wanted, strict=True) for word in _aliases(each)
        } | dict(zip(slugs, slugs, strict=True))
        return [
            self._settled(kind, slug, name, each, line, claimed)
            for slug, name, each, line in zip(slugs, names, wanted, found, strict=True)
        ]

    def _settled(
        self,
        kind: str,
        slug: str,
        name: str,
        wanted: Wanted,
        before: Remembered | None,
        claimed: Mapping[str, str],
    ) -> Settled:
        """A record at its address: its line, what changed of it, and what is told of both. `claimed` are the words
        that all records have now, as addresses or aliases, each with the address to which it leads."""
        at, facts = kind + slug, {**wanted.facts.kept(), "name": "" if name == slug else name}
        if before is None:
            old = Remembered(at=at, since=self.today, **facts)
            now = replace(old, was=_was(old, slug, wanted, claimed)) if wanted.aliases else old
        else:
            old = before
            now = replace(old, at=at, **facts)
            now = replace(now, was=_was(old, slug, wanted, claimed))
            if old.at != at:
                now = replace(now, uid=old.uid or old.slug)
        if before and kind not in UNTOLD and (changes := self._compared(old, now)):
            moment = self._moment.isoformat().replace("+00:00", "Z")
            raised = old.sequence + any(what != "title" for what, _ in changes)
            now = replace(now, changed=moment, sequence=raised)
            told = [Change(at, moment, what, was, now.title) for what, was in changes if was is not None]
            self._changes += told
            self._shown.setdefault(at, []).extend(told)
        self._after.append(now)
        return Settled(slug, self._revision(now, slug))

    def _compared(self, old: Remembered, now: Remembered) -> list[tuple[str, str | None]]:
        """What is another thing now, with what it was; None for what is known now and was not, or is not any more:
        calendars are told of that, and nobody else has to be, but for a date that is announced."""
        found: list[tuple[str, str | None]] = []
        for what in ("when", "room", "title"):
            was, is_now = getattr(old, what), getattr(now, what)
            if was != is_now:
                is_told = is_now and (was or (now.kind == "dates#" and what == "when"))
                found.append((what, was if is_told else None))
        if old.cancelled != now.cancelled:
            found.append(("cancelled", "" if now.cancelled else "yes"))
        if old.people != now.people and not any(what == "title" for what, _ in found):
            found.append(("title", None))  # its entry in calendars names them
        return found

    def _revision(self, line: Remembered, slug: str) -> Revision:
        if not (line.was or line.at in self._shown):  # as most are
            return Revision(line.uid or slug, line.since, line.sequence, line.changed)
        shown = [each for each in self._shown.get(line.at, ()) if not _is_back(line, each)]
        ends = {change: dt.datetime.fromisoformat(change.on) + self._marked for change in shown}
        marked = tuple(change for change, end in ends.items() if end > self._moment)
        self.turns |= {ends[change].timestamp() for change in marked}
        return Revision(line.uid or slug, line.since, line.sequence, line.changed, marked, line.was)

    def lines_of(self, kind: str) -> list[Remembered]:
        """The lines of a kind to which no record was found yet."""
        return [line for line in self._of_kind.get(kind, ()) if line.at in self._unsettled]

    def is_marked(self, kind: str) -> bool:
        """Whether something of a kind is told as changed: what becomes of it depends on the time of the build."""
        return any(at.startswith(kind) for at in self._shown)

    def settle_as(self, lines: Iterable[Remembered], found: Iterable[str]) -> None:
        """Settle what was settled before: these are the `lines` of all records of a kind, for which the addresses
        were `found`."""
        self._after += lines
        for at in found:
            del self._unsettled[at]

    def paged(self, slugs: Container[str]) -> None:
        """Remember which sessions have pages of their own, by the last words of their addresses."""
        self._after = [
            replace(line, page=True) if line.kind == "schedule#" and line.slug in slugs else line
            for line in self._after
        ]

    def forget(self, kind: str) -> None:
        """Remember nothing of a kind after all: lists of names, which nobody links one by one."""
        self._after = [line for line in self._after if line.kind != kind]
        self._unsettled = {at: line for at, line in self._unsettled.items() if line.kind != kind}

    def keep_back(self, kind: str) -> None:
        """Remember nothing new of a kind that is not public yet, and miss nothing of it."""
        self._after = [line for line in self._after if line.kind != kind]
        self._after += [line for line in self._lines.values() if line.kind == kind]
        self._unsettled = {at: line for at, line in self._unsettled.items() if line.kind != kind}

    @property
    def gone(self) -> list[Remembered]:
        """The addresses to which no record was found."""
        return [*self._unsettled.values()]

    @property
    def before(self) -> list[Remembered]:
        """All addresses that were published before."""
        return [*self._lines.values()]

    @property
    def now(self) -> list[Remembered]:
        """The addresses of the records that were found, or are new."""
        return self._after

    @property
    def memory(self) -> AddressMemory:
        """All that is to be remembered, in the order in which it is written."""
        lines = sorted([*self._after, *self._unsettled.values()], key=lambda line: line.at)
        changes = sorted(self._changes, key=lambda change: (change.on, change.at, change.what))
        lasting = [change for change in changes[:-MOST_CHANGES] if _names_a_file(change)]
        return AddressMemory(tuple(lines), (*lasting, *changes[-MOST_CHANGES:]))


def _names_a_file(change: Change) -> bool:
    """Whether the PDF of a paper is called by what was before this change (`paper_pdfs`)."""
    return change.what == "title" and change.at.startswith("papers/")


def _is_back(line: Remembered, change: Change) -> bool:
    """Whether a record is what it was before a change: what was moved there and back was not moved."""
    return change.what in ("when", "room", "title") and getattr(line, change.what) == change.before


def _was(old: Remembered, slug: str, wanted: Wanted, claimed: Mapping[str, str]) -> tuple[str, ...]:
    """The other addresses of a record, as it had them and as it is told to have them: not the one that it has now,
    none that another record has or claims, and none twice where capitals do not tell files apart."""
    found = {slug.casefold(): slug}
    for each in (*old.was, old.slug, *_aliases(wanted)):
        if claimed.get(each.casefold(), slug) == slug:
            found.setdefault(each.casefold(), each)
    return tuple(found.values())[1:]


_AS_PUBLISHED = re.compile(r"(?!\.)[\w.~-]{1,200}(?<!\.)")


def _aliases(wanted: Wanted) -> list[str]:
    """The last words of addresses by which a record is to be found, too: each as it is written, where it can stand in
    an address, and as a name."""
    found: list[str] = []
    for each in map(str.strip, wanted.aliases):
        found += [each] if _AS_PUBLISHED.fullmatch(each) else []
        found += [] if each.endswith(urls.PAGE_ENDS) else [plain_text.slug(each)]
    return found


def _words_of(lines: Iterable[Remembered]) -> list[str]:
    """The last words of all addresses of these lines: what is new has none of them, for it would be taken for what
    was there."""
    return [word.casefold() for line in lines for word in (line.slug, *line.was)]
