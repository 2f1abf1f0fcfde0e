"""People groups: content/people/<group>.yaml."""

from __future__ import annotations

import re
from typing import Literal

from enlsp_site.content import handles
from enlsp_site.content.codes import BAD_HANDLE, BAD_VALUE, MISSING_SPACE, NOT_SHOWN
from enlsp_site.content.entries.people import PeopleFile, PersonEntry, PersonLinksEntry, TalkEntry
from enlsp_site.content.ledger import Settled, Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.link_labels import NAMES, title_of
from enlsp_site.content.listed import listed
from enlsp_site.content.picture_sizes import Focus, portrait
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix
from enlsp_site.model import link_kinds, times
from enlsp_site.model.identity import PROFILES, profile_key
from enlsp_site.model.people import Group, Person, Talk
from enlsp_site.model.record import Cancellation, Link
from enlsp_site.text import plain_text
from enlsp_site.text.person_names import sort_key

MANY = 24
"""From so many people on, a group without photos, bios and talks is shown as a list of names."""


def read_group(reader: Reader, file: str, name: str, found: PeopleFile | list[PersonEntry | str]) -> Group:
    """A group from its file's entries."""
    whole = listed(reader, file, found, "people", _heading(reader, name))
    layout = found.layout if isinstance(found, PeopleFile) else None
    for entry, origin in whole.items:
        if isinstance(entry, str):
            complain_of_unspaced(reader, entry, origin)
    entries = [person_entry(entry) for entry, _ in whole.items]
    wanted = [_wanted(reader, entry) for entry in entries]
    settled = reader.ledger.settle(f"{name}#", wanted, [*plain_text.THEME_IDS, f"{name}-heading"])
    people = tuple(
        _person(reader, entry, place, origin)
        for entry, place, (_, origin) in zip(entries, settled, whole.items, strict=True)
    )
    if isinstance(found, PeopleFile) and found.order == "name":
        people = tuple(sorted(people, key=lambda person: sort_key(person.name)))
    if layout == "list":
        _tell_of_hidden(reader, people)
    if (layout or _layout(people)) == "list":
        reader.ledger.forget(f"{name}#")
    return Group(
        origin=Origin(file),
        name=name,
        heading=whole.heading,
        intro=whole.intro,
        layout=layout or _layout(people),
        people=people,
    )


def _wanted(reader: Reader, entry: PersonEntry) -> Wanted:
    """What a person is known by: her name, and her profiles."""
    own = [getattr(entry.links, kind) for kind in PROFILES] if entry.links else []
    profiles = tuple(profile_key(each) for each in own if each and not times.is_tbd(each))
    facts = Facts(title=reader.known(entry.name), people=profiles)
    return Wanted(reader.said(entry.name), facts, entry.address == "new", tuple(as_list(entry.aliases)))


def _heading(reader: Reader, name: str) -> str:
    """What a group is called that does not say: usual ones in the language of the site, others as their file."""
    usual = f"group_{name.replace('-', '_')}"
    words = reader.language
    return words.say(usual) if usual in words.entries else name.replace("-", " ").replace("_", " ").capitalize()


def _layout(people: tuple[Person, ...]) -> Literal["cards", "list"]:
    """How a group is shown that does not say: many of whom there is nothing to show but their names are a list."""
    more = any(person.photo or person.bio or person.talk for person in people)
    return "list" if len(people) >= MANY and not more else "cards"


def _tell_of_hidden(reader: Reader, people: tuple[Person, ...]) -> None:
    """Note at the first of them that a list shows neither bios nor talks."""
    hidden = [person.origin.at(key) for person in people for key in ("bio", "talk") if getattr(person, key)]
    if hidden:
        what = hidden[0].path[-1]
        more = f", nor {len(hidden) - 1} more of this file" if len(hidden) > 1 else ""
        message = f"`layout: list` does not show this {what}{more}"
        hint = "write `layout: cards`, or delete what is not to be shown"
        reader.problems.append(report(NOT_SHOWN, hidden[0], message, hint))


def person_entry(entry: PersonEntry | str) -> PersonEntry:
    """A person from the short form `Name (Affiliation; Affiliation)`: the last brackets, which may hold others."""
    if isinstance(entry, PersonEntry):
        return entry
    written = entry.strip()
    start = _opening(written)
    if not written[: max(start, 0)].strip():
        return PersonEntry(name=written)
    affiliations = [part.strip() for part in written[start + 1 : -1].split(";") if part.strip()]
    return PersonEntry(name=written[:start].strip(), affiliations=affiliations)


def _opening(written: str) -> int:
    """Where the bracket opens that the last character of a text closes; -1 if it closes none."""
    if not written.endswith(")"):
        return -1
    depth = 0
    for at in range(len(written) - 1, -1, -1):
        depth += (written[at] == ")") - (written[at] == "(")
        if not depth:
            return at
    return -1


_PIECE = re.compile(r"([][();])")


def in_short(written: str) -> list[str]:
    """What stands on one line with `;` between, as in `Ada Lovelace (MIT; CNRS); Alan Turing`: a `;` inside of
    brackets parts nothing, unless they are never closed."""
    parts, depth = [""], 0
    for piece in _PIECE.split(written):
        depth += (piece in ("(", "[")) - (piece in (")", "]") and depth > 0)
        if piece == ";" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in (written.split(";") if depth else parts) if part.strip()]


def complain_of_unspaced(reader: Reader, written: str, origin: Origin) -> None:
    """Note that a text which stands for a person is `key:value`: to YAML, a text without a space is no mapping.
    Reports `missing-space`."""
    if found := re.match(r"([a-z_]+):(?=\S)\s*(.*?)(?=\s[a-z_]+:\S|$)", written, re.S):
        message = f"there is no space after the colon of `{found[1]}`, so “{_cut(written)}” is a name"
        reader.complain(
            origin,
            MISSING_SPACE,
            message,
            f"write `{found[1]}: {_cut(found[2])}`",
            Fix(f"{found[1]}:", f"{found[1]}: "),
        )


def _cut(written: str) -> str:
    line = " ".join(written.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _person(reader: Reader, entry: PersonEntry, place: Settled, origin: Origin) -> Person:
    alt = reader.language.say("portrait_of", name=entry.name)
    return Person(
        origin=origin,
        name=reader.said(entry.name),
        slug=place.slug,
        aliases=place.revision.was,
        cancelled=cancellation(reader, entry.cancelled),
        honorific=reader.known(entry.honorific),
        role=reader.said(entry.role),
        affiliations=tuple(reader.said(item) for item in as_list(entry.affiliations)),
        country=reader.known(entry.country),
        photo=reader.picture(entry.photo, origin.at("photo"), portrait(_focus(reader, entry, origin)), alt),
        links=_profile(reader, entry.links, origin.at("links")),
        bio=reader.markdown(entry.bio, origin.at("bio")),
        talk=_talk(reader, entry.talk, origin.at("talk")),
        same_as=same_as(reader, entry.same_as),
        notes=tuple(dict.fromkeys(filter(None, map(reader.known, as_list(entry.notes))))),
    )


_SIDES: dict[str, tuple[float | None, float | None]] = {
    "left": (0.0, None),
    "right": (1.0, None),
    "top": (None, 0.0),
    "bottom": (None, 1.0),
}
_MIDDLE = ("center", "centre", "middle")
_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?|100) ?%?(?: |, ?)([0-9]{1,2}(?:\.[0-9]+)?|100) ?%?")


def _focus(reader: Reader, entry: PersonEntry, origin: Origin) -> Focus | None:
    """Where a photo has the face; nothing, and a problem, where what is written says no place."""
    written = reader.known(entry.photo_focus).lower()
    words = written.replace("-", " ").split()
    if not written or all(word in _MIDDLE for word in words):
        return (0.5, 0.5) if written else None
    if found := _PERCENT.fullmatch(written):
        return float(found[1]) / 100, float(found[2]) / 100
    sides = [_SIDES.get(word, (None, None)) for word in words if word not in _MIDDLE]
    across = [x for x, _ in sides if x is not None]
    down = [y for _, y in sides if y is not None]
    if len(across) > 1 or len(down) > 1 or len(across) + len(down) < len(sides):
        hint = "write where the face is: top, bottom, left, right, two of them, or 30% 20% from the left and the top"
        message = f"`{written}` is no place in a picture"
        reader.complain(origin.at("photo_focus"), BAD_VALUE, message, hint)
        return None
    return (across or [0.5])[0], (down or [0.5])[0]


def same_as(reader: Reader, written: list[str] | str | None) -> tuple[str, ...] | None:
    """Who else on this site is the same person; None where nothing is said, an empty list where it
    is said that nobody is."""
    if written is None:
        return None
    found = tuple(filter(None, map(reader.known, as_list(written))))
    return None if written and not found else found


def _profile(reader: Reader, entry: PersonLinksEntry | None, origin: Origin) -> tuple[Link, ...]:
    """A person's links, in the order of `link_kinds`; bare names, iDs and e-mail addresses are made addresses."""
    if entry is None:
        return ()
    made = []
    for kind in link_kinds.BY_NAME:
        address = getattr(entry, kind)
        if not address:
            continue
        if kind == "email":
            mail = reader.mail(address, origin.at(kind))
            address = f"mailto:{mail}" if mail else None
        else:
            address = _elsewhere(reader, kind, address, origin.at(kind))
        if url := reader.link(address, origin.at(kind)):
            made.append(Link(title=title_of(reader, kind), url=url, kind=kind))
    return tuple(made)


def orcid(reader: Reader, written: str | None, origin: Origin) -> str:
    """The address of an ORCID iD; an empty text if there is none, or it is none."""
    return reader.link(_elsewhere(reader, "orcid", written, origin), origin) if written else ""


def _elsewhere(reader: Reader, kind: str, written: str, origin: Origin) -> str | None:
    """The address of a person by her name there; nothing, and a problem, if no name there has that form. What is an
    address already stays as it is."""
    if kind == "orcid" and (wrong := handles.orcid_fault(written)):
        reader.complain(origin, BAD_HANDLE, *wrong)
        return None
    if not link_kinds.BY_NAME[kind].pattern or not handles.is_bare(written):
        return written
    address = handles.address_of(kind, written)
    if address is None and not times.is_tbd(written):
        message, example = f"`{written}` is no name of {NAMES[kind]}", link_kinds.BY_NAME[kind].written
        reader.complain(origin, BAD_HANDLE, message, f"write it like {example}, or the whole address")
    return address


def _talk(reader: Reader, entry: TalkEntry | str | None, origin: Origin) -> Talk | None:
    if entry is None:
        return None
    if isinstance(entry, str):
        return Talk(tbd=True) if times.is_tbd(entry) else Talk(title=entry)
    open_title = entry.title is None or times.is_tbd(entry.title)
    open_abstract = times.is_tbd(entry.abstract or "")
    return Talk(
        title="" if open_title else entry.title or "",
        abstract="" if open_abstract else reader.said(entry.abstract),
        tbd=open_title,
        abstract_tbd=open_abstract,
        slides=reader.link(entry.slides, origin.at("slides")),
        video=reader.link(entry.video, origin.at("video")),
        bio=reader.markdown(entry.bio, origin.at("bio")),
        speakers=tuple(filter(None, map(reader.known, entry.speakers or ()))),
        cancelled=cancellation(reader, entry.cancelled),
    )


def cancellation(reader: Reader, written: bool | str | None) -> Cancellation | None:
    """That something is cancelled, and why; None where it is not."""
    said = written if isinstance(written, str) else "yes" if written else "no"
    if said.strip().lower() in ("", "no", "false"):
        return None
    return Cancellation(reason="" if said.strip().lower() in ("yes", "true") else reader.known(said))
