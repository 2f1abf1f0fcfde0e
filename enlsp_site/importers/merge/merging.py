"""An import laid over what stands in the site: three ways, by what entries are called.

`base` is what the source said last time, `ours` what stands in the site now, `theirs` what it says today.
What changed on one side only is as on that side. What changed on both stays as it is in the site, and is told.
Nothing is removed unless that is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from enlsp_site.content.patching.changes import Path, ValueChange

MISSING: Any = object()
"""The value of what is not there."""

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "affiliations"), ("name",)),
    "dates": (("name",),),
    "tiers": (("tier",),),
    "sponsors": (("name",),),
    "days": (("date",), ("title",)),
    "sessions": (("id",), ("title", "people", "time"), ("title", "people"), ("people",), ("time",)),
    "papers": (("id",),),
    "news": (("title", "date"), ("title",)),
    "entries": (("id",), ("title",)),
    "links": (("url",), ("title",)),
    "nav": (("title",), ("url",)),
    "editions": (("url",), ("title",)),
    "topics": (("group",),),
    "": (("id",), ("name",), ("title",)),
}
"""What the entries of a list are known by, by the list's key: the first of these in which two go together counts."""


Keys = tuple[dict[str, str], dict[str, str]]
"""What the source knows people by, by their names: last time, and now."""


class Merge:
    """The changes that an import makes to a file, and what to tell of it."""

    def __init__(self, prune: bool, keys: Keys = ({}, {}), named: frozenset[str] = frozenset()) -> None:
        self.prune = prune
        self.keys = keys
        self.named = named
        self.changes: list[ValueChange] = []
        self.notes: list[str] = []

    def whole(self, base: Any, ours: Any, theirs: Any, key: str) -> None:
        """Merge a file; `key` is that of its list, which in the site may stand alone, without a mapping around it."""
        if isinstance(ours, list) and isinstance(theirs, dict):
            base = base.get(key, []) if isinstance(base, dict) else base
            self.lists(base, ours, theirs.get(key, []), (), key)
        elif isinstance(ours, dict) and isinstance(theirs, dict):
            self.mappings(base, ours, theirs, ())
        else:
            self.values(base, ours, theirs, (), key)

    def values(self, base: Any, ours: Any, theirs: Any, path: Path, key: str) -> None:
        """Merge two values of one place."""
        if _same(ours, theirs):
            return
        if isinstance(ours, dict) and isinstance(theirs, dict):
            self.mappings(base if isinstance(base, dict) else MISSING, ours, theirs, path)
        elif _is_list(ours, key) and _is_list(theirs, key):
            self.lists(base, ours, theirs, path, key)
        elif base is not MISSING and _same(ours, base):
            self.changes.append(ValueChange("set", path, theirs, key=key))
        elif base is MISSING or not _same(base, theirs):
            self.notes.append(f"{_named(path, ours)}: the source says {_said(theirs)}; {_said(ours)} is kept")

    def mappings(self, base: Any, ours: dict[str, Any], theirs: dict[str, Any], path: Path) -> None:
        """Merge two mappings, key by key."""
        known = base if isinstance(base, dict) else {}
        last: str | None = None
        for name, value in theirs.items():
            if name in ours:
                self.values(known.get(name, MISSING), ours[name], value, (*path, name), name)
                last = name
            elif name not in known:
                self.changes.append(ValueChange("add", path, value, last, name))
            elif not _same(known[name], value):
                self.notes.append(f"{_named((*path, name), ours)}: deleted here; the source now says {_said(value)}")
        for name in known:
            if name in ours and name not in theirs:
                self._gone(known[name], ours[name], (*path, name))

    def lists(self, base: Any, ours: list[Any], theirs: list[Any], path: Path, key: str) -> None:
        """Merge two lists of entries by what those are called."""
        known = base if isinstance(base, list) else []
        here = paired(ours, theirs, key)
        before = paired(known, theirs, key)
        if key == "people":
            before |= self._renamed(known, theirs, before)
        mine = paired(ours, known, key)
        last: int | None = None
        for index, value in enumerate(theirs):
            at = next((mine_at for mine_at, their_at in here.items() if their_at == index), None)
            old = next((known_at for known_at, their_at in before.items() if their_at == index), None)
            if at is None and old is not None:  # the same entry, called otherwise on one of the sides
                at = next(
                    (mine_at for mine_at, known_at in mine.items() if known_at == old and mine_at not in here), None
                )
            if at is not None:
                self._entry(known[old] if old is not None else MISSING, ours[at], value, (*path, at), key)
                here[at] = index
                last = at
            elif old is None:
                self.changes.append(ValueChange("add", path, value, last, key))
            elif not _same(known[old], value):
                self.notes.append(f"{_label(value)}: deleted here; the source has changed it since")
        for at, old in mine.items():
            if old not in before and at not in here:
                self._gone(known[old], ours[at], (*path, at))

    def _renamed(self, known: list[Any], theirs: list[Any], before: dict[int, int]) -> dict[int, int]:
        """The entries that go together by what the source knows them by: they are called otherwise now."""
        then, now = self.keys
        old = {then.get(_label(value), ""): at for at, value in enumerate(known) if at not in before}
        made = {}
        for at, value in enumerate(theirs):
            key = now.get(_label(value), "")
            if key and key in old and at not in before.values():
                made[old[key]] = at
        return made

    def _entry(self, base: Any, ours: Any, theirs: Any, path: Path, key: str) -> None:
        """Merge two entries, one of which may be written in short, as `Name (Affiliation)`."""
        if isinstance(ours, str) != isinstance(theirs, str):
            if _same(expanded(ours), expanded(theirs)) or _same(base, theirs):
                return
            if base is not MISSING and _same(base, ours):
                self.changes.append(ValueChange("set", path, theirs, key=key))
            elif set(expanded(theirs)) - set(expanded(ours)):
                self.changes.append(ValueChange("set", path, expanded(theirs) | expanded(ours), key=key))
            else:
                self.values(base, ours, theirs, path, key)
            return
        self.values(base, ours, theirs, path, key)

    def _gone(self, base: Any, ours: Any, path: Path) -> None:
        """What the source does not have any more."""
        is_named = isinstance(path[-1], int) and bool(labels(ours) & self.named)
        if self.prune and _same(base, ours) and not is_named:
            self.changes.append(ValueChange("remove", path))
            return
        why = "it is kept; --prune removes it" if not self.prune else "another file names it, and it is kept"
        why = why if _same(base, ours) else "it was edited here, and is kept"
        self.notes.append(f"{_named(path, ours)}: the source has it no more; {why}")


def paired(one: list[Any], other: list[Any], key: str) -> dict[int, int]:
    """Which entries of two lists are the same, by position: each goes with one at most."""
    pairs: dict[int, int] = {}
    for fields in KEYS.get(key, KEYS[""]):
        left = _by_name(one, fields, set(pairs), key)
        right = _by_name(other, fields, set(pairs.values()), key)
        for name, places in left.items():
            pairs.update(zip(places, right.get(name, []), strict=False))
    return pairs


def _by_name(entries: list[Any], fields: tuple[str, ...], taken: set[int], key: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, value in enumerate(entries):
        whole = {"title": value, "url": value} if key == "nav" and isinstance(value, str) else expanded(value)
        name = _name(whole, fields)
        if index not in taken and name:
            found.setdefault(name, []).append(index)
    return found


def _name(value: Any, fields: tuple[str, ...]) -> str:
    """What an entry is called by some of its fields; nothing if it has none of them."""
    if not isinstance(value, dict) or fields[0] not in value:
        return ""
    return "\n".join(folded(repr(value.get(name, ""))) for name in fields)


def folded(text: str) -> str:
    """A text without differences that are none: case, accents, blanks and punctuation."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return " ".join(re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each))))


def expanded(value: Any) -> Any:
    """A person or a sponsor in short, `Name (Affiliation)`, as a mapping."""
    if not isinstance(value, str):
        return value
    name, bracket, rest = value.strip().partition(" (")
    if not bracket or not rest.endswith(")"):
        return {"name": value.strip()}
    return {"name": name.strip(), "affiliations": [part.strip() for part in rest[:-1].split(";") if part.strip()]}


def _is_list(value: Any, key: str) -> bool:
    """Whether a value is a list whose entries are known by name."""
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(each, dict) for each in value) or (
        key in ("people", "sponsors", "nav") and any(isinstance(each, dict) for each in value)
    )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split() and one.count("\n\n") == other.count("\n\n")
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    return bool(one is other or one == other)


def _named(path: Path, ours: Any) -> str:
    """What the notes call a place."""
    label = _label(ours)
    way = " ".join(f"#{step + 1}" if isinstance(step, int) else step for step in path)
    return f"{way} ({label})" if label and isinstance(ours, dict) else way


def labels(value: Any) -> set[str]:
    """What other files may call an entry: its name and its id, folded."""
    whole = expanded(value)
    found = [whole.get(name) for name in ("name", "id")] if isinstance(whole, dict) else []
    return {folded(str(each)) for each in found if each}


def names_in(value: Any) -> set[str]:
    """What some data calls entries of other files: the texts that stand in its lists, folded."""
    if isinstance(value, dict):
        return {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        own = {folded(each) for each in value if isinstance(each, str)}
        return own | {name for each in value for name in names_in(each)}
    return set()


def _label(value: Any) -> str:
    if isinstance(value, str):
        return value[:60]
    names = ("name", "title", "id", "tier", "date", "time", "group")
    return next((str(value[name])[:60] for name in names if isinstance(value, dict) and name in value), "")


def _said(value: Any) -> str:
    if isinstance(value, str):
        line = " ".join(value.split())
        return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return f"“{', '.join(value)[:60]}”"
    return "something else"


def remembered(base: Any, theirs: Any, key: str) -> Any:
    """What the source says now, with what it said once and has no more: that is told until it is removed."""
    if isinstance(base, dict) and isinstance(theirs, dict):
        made = {name: remembered(base.get(name), value, name) for name, value in theirs.items()}
        return {**{name: value for name, value in base.items() if name not in made}, **made}
    if _is_list(base, key) and _is_list(theirs, key):
        pairs = paired(base, theirs, key)
        back = {here: there for there, here in pairs.items()}
        held = [remembered(base[back[at]], each, key) if at in back else each for at, each in enumerate(theirs)]
        return [*held, *(each for at, each in enumerate(base) if at not in pairs)]
    return theirs


def renamed(base: Any, theirs: Any) -> list[str]:
    """A note for rooms and for tracks that are all called otherwise than last time, session by session: the export
    was asked for in another language, perhaps."""
    notes = []
    for field in ("room", "track"):
        old, new = _by_id(base, field), _by_id(theirs, field)
        names = {(old[each], new[each]) for each in old.keys() & new.keys() if old[each] and new[each]}
        changed = sorted(pair for pair in names if pair[0] != pair[1])
        is_one_to_one = len({one for one, _ in names}) == len({other for _, other in names}) == len(names)
        if changed and is_one_to_one:
            told = ", ".join(f"“{one}” is “{other}”" for one, other in changed)
            notes.append(f"{field}s are called otherwise in the source now: {told}; another language, perhaps")
    return notes


def _by_id(value: Any, field: str) -> dict[str, str]:
    """A field of the sessions of a programme by their ids."""
    days = value.get("days") if isinstance(value, dict) else None
    held = [day.get("sessions") for day in days if isinstance(day, dict)] if isinstance(days, list) else []
    found = [each for sessions in held if isinstance(sessions, list) for each in sessions if isinstance(each, dict)]
    return {str(each["id"]): str(each.get(field, "")) for each in found if "id" in each}
