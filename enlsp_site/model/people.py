"""People and the groups that they stand in."""

from __future__ import annotations

from typing import Literal

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.media import Picture
from enlsp_site.model.record import Cancellation, Html, Link, Record


class PersonName(Record, frozen=True):
    """A name in its parts. `family` has its particles (`van der Waals`); what has no parts, a group or a name of one
    word, is a family name and nothing else."""

    family: str
    given: str = ""
    suffix: str = ""
    is_group: bool = False

    @property
    def inverted(self) -> str:
        """`Hou, Lu`; a suffix stands last: `King, Martin Luther, Jr.`."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


class Talk(Record, frozen=True):
    """What a speaker will speak about. Title and abstract are plain text that may hold TeX.

    `tbd` says that the title is to be announced, `abstract_tbd` that the abstract is. `slides` and `video` are
    addresses, `bio` is who speaks as it is told on this occasion, `speakers` are those who speak, too.
    """

    title: str = ""
    abstract: str = ""
    tbd: bool = False
    abstract_tbd: bool = False
    slides: str = ""
    video: str = ""
    bio: Html | None = None
    speakers: tuple[str, ...] = ()
    cancelled: Cancellation | None = None


class Person(Record, frozen=True):
    """Someone in a people group. `slug` is unique within the group and anchors the person on its page; `aliases`
    are other anchors.

    `same_as` are other names or profiles of theirs on this site; an empty one says that nobody else on it is them.
    `notes` are plain texts that stand below the list of the group, once for all whom they are about.
    """

    origin: Origin
    name: str
    slug: str
    honorific: str = ""
    role: str = ""
    affiliations: tuple[str, ...] = ()
    country: str = ""
    photo: Picture | None = None
    links: tuple[Link, ...] = ()
    bio: Html | None = None
    talk: Talk | None = None
    same_as: tuple[str, ...] | None = None
    aliases: tuple[str, ...] = ()
    cancelled: Cancellation | None = None
    notes: tuple[str, ...] = ()


class Group(Record, frozen=True):
    """A people group, one file of content/people: speakers, organizers, committee, …

    `layout` is `cards` (portraits or monograms) or `list` (names and affiliations, for a committee).
    """

    origin: Origin
    name: str
    heading: str
    intro: Html | None = None
    layout: Literal["cards", "list"] = "cards"
    people: tuple[Person, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of all in it, each once, in the order in which the list first refers to them."""
        return tuple(dict.fromkeys(note for person in self.people for note in person.notes))
