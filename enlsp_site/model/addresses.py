"""Addresses that were published, and what was known of the records behind them then.

An edition remembers a line for each (`content/addresses.yaml`). By these a record keeps its address when its title or
its people change, a calendar entry keeps its identifier and is told as changed, and an address from which a record
went leads to where it is now.
"""

from __future__ import annotations

from enlsp_site.model.record import Record


class Remembered(Record, frozen=True):
    """An address below its edition's, and its record as it was last published there.

    `at` is `call` for a section, `papers/7` for a paper, and `schedule#panel`, `dates#workshop` or `speakers#lu-hou`
    for what stands on a page; `page` says that a session has had a page of its own. `name` is what the address would
    be made from, where that is not its last word; `uid` that by which calendars know the entry, likewise. `was` are
    the last words of earlier addresses. `since` is a day, `changed` a moment (RFC 3339, UTC), `when` as
    `2031-12-06 08:30-09:00 Europe/Paris`, `sequence` how often it was moved or cancelled.
    """

    at: str
    since: str = ""
    title: str = ""
    name: str = ""
    uid: str = ""
    was: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    when: str = ""
    room: str = ""
    page: bool = False
    cancelled: bool = False
    sequence: int = 0
    changed: str = ""

    @property
    def kind(self) -> str:
        """What stands before the last word: `schedule#`, `papers/`, or an empty text for a section."""
        return self.at[: max(self.at.rfind("#"), self.at.rfind("/")) + 1]

    @property
    def slug(self) -> str:
        """The last word of the address."""
        return self.at[len(self.kind) :]


class Change(Record, frozen=True):
    """What changed of a published record: at which address, when (RFC 3339, UTC), what (`when`, `room`, `title`,
    `cancelled`), and what it was before. `title` is what the record is called now."""

    at: str
    on: str
    what: str
    before: str = ""
    title: str = ""


class Revision(Record, frozen=True):
    """What calendars and pages are told of a published record: the name by which its identifier is made, since when
    it is public, how often it was moved, when it changed last (empty: never), and the changes that are still marked.
    `was` are the last words of the other addresses that lead to it.
    """

    uid: str = ""
    since: str = ""
    sequence: int = 0
    changed: str = ""
    marked: tuple[Change, ...] = ()
    was: tuple[str, ...] = ()


class AddressMemory(Record, frozen=True):
    """All that an edition remembers: its addresses, and the changes, newest last."""

    lines: tuple[Remembered, ...] = ()
    changes: tuple[Change, ...] = ()


class Redirect(Record, frozen=True):
    """A page at an address that nothing else has: it leads to `to` (`site:…`), or, where that is empty, says in
    `text` why nothing is there any more. `path` is below the edition's address."""

    path: str
    to: str = ""
    text: str = ""
