"""The importer: which of a source's files is the programme, and what becomes of it.

A source may hold one programme in several forms (the HTML export does): one of them is read, the others are named.
Identity is the code of a talk or speaker, or the guid of a frab event: a talk that is renamed or moved stays the
same.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.codes import NO_SCHEDULE
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.agenda import Agenda, address, line_of, texts
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.tables import read_json, said
from enlsp_site.importers.parse.xml import parsed
from enlsp_site.importers.pretalx import api, exports
from enlsp_site.importers.pretalx.events import Conference, PretalxEvent, listed, translated
from enlsp_site.importers.pretalx.moments import when
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.model import session_kinds

_KINDS = {"talk": "oral", "workshop": "tutorial", "atelier": "tutorial", "vortrag": "oral", "conférence": "keynote",
          "lecture": "oral", "presentation": "oral", "podium": "panel", "meeting": "other"}  # fmt: skip
_LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
              "zh": "Chinese", "ja": "Japanese", "nl": "Dutch", "pl": "Polish", "uk": "Ukrainian"}  # fmt: skip
_EXPORT = "export /schedule/export/schedule.json of the event, or read /api/events/<event>/slots/"


def fill(result: ImportResult) -> None:
    """Fill the result from the programme of the source. Reports `no-schedule`."""
    programmes = _programmes(result)
    if not programmes:
        if not result.problems:
            result.refuse(result.source.single() or "(source)", 1, NO_SCHEDULE, "there is no schedule in it", _EXPORT)
        return
    chosen = programmes[0]
    for other in programmes[1:]:
        if not chosen.zone or not any(event.is_break for event in chosen.events):
            chosen = _with_breaks(chosen, other)
    if programmes[1:]:
        names = ", ".join(short(other.name) for other in programmes[1:])
        result.note(f"the same programme once more, and not read besides {chosen.name}: {names}")
    _PretalxProgramme(result, chosen).fill()


def _programmes(result: ImportResult) -> list[Conference]:
    """The programmes of a source, the fullest form first: JSON, XML, the API, the widget."""
    found: list[tuple[int, int, str, Conference]] = []
    answers: dict[str, Any] = {}
    for name in result.source.names:
        made: Conference | None = None
        if name.lower().endswith(".json"):
            data = read_json(result, name)
            if data is None:
                continue
            made = exports.of_json(name, data)
            rank = 0
            if made is None:
                made, rank = api.of_widget(name, data), 3
            if made is None:
                answers[name] = data
                continue
        elif name.lower().endswith(".xml"):
            root = parsed(result, name, result.source.read(name) or b"")
            made = exports.of_xml(name, root) if root is not None else None
            rank = 1
            if made is None and root is not None and len(result.source.names) == 1:
                told = f"this is no schedule: it begins with <{root.tag.rpartition('}')[2]}>"
                result.refuse(name, 1, NO_SCHEDULE, told, _EXPORT)
        if made is not None:
            found.append((rank, name.count("/"), name, made))
    if (whole := api.of_answers(answers)) is not None:
        found.append((2, 0, whole.name, whole))
    elif answers and not found:
        told = "this file holds no schedule.conference.days and no slots"
        result.refuse(next(iter(answers)), 1, NO_SCHEDULE, told, _EXPORT)
    return [made for _, _, _, made in sorted(found, key=lambda each: (each[0], each[1], len(each[2]), each[2]))]


def _with_breaks(chosen: Conference, other: Conference) -> Conference:
    """A programme with the breaks of another form of it, and its zone; exports hold none."""
    breaks = [event for event in other.events if event.is_break]
    keys = {event.key for event in chosen.events}
    if not breaks or not keys & {event.key for event in other.events if event.key}:
        return chosen
    return chosen._replace(events=[*chosen.events, *breaks])


class _PretalxProgramme:
    def __init__(self, result: ImportResult, conference: Conference) -> None:
        self.result = result
        self.conference = conference
        self.agenda = Agenda(result, conference.name)
        self.text = result.text(conference.name)
        self.remote: list[str] = []
        self.odd: dict[Code, list[tuple[int, str]]] = {}

    def fill(self) -> None:
        """Put the programme into the content files, and tell what has no place in them."""
        for event in _without_repeats(self.conference.events):
            self._place(event)
        self._site()
        self._tell()
        self.agenda.finish()
        if self.agenda.people:
            self.result.keys["people/speakers.yaml"] = {
                str(person["name"]): key for key, person in self.agenda.people.items()
            }

    def _place(self, event: PretalxEvent) -> None:
        line = line_of(self.text, event.title)
        found = when(event, self.conference.zone)
        if found is not None and found.odd:
            self.odd.setdefault(found.odd.code, []).append((line, f"“{short(event.title)}”: {found.odd.told}"))
        people = [name for each in event.people if (name := self._person(each))]
        begin, end = (found.begin, found.end) if found else (None, None)
        self.agenda.session(
            event.title, begin, end, found.zone if found else "", line, **self._session(event, people)
        )

    def _session(self, event: PretalxEvent, people: list[str]) -> dict[str, Any]:
        kind = event.kind.strip().lower()
        title = facts.kind_of(event.title)
        known = "break" if event.is_break else kind if kind in session_kinds.NAMES else facts.kind_of(kind)
        known = known or _KINDS.get(kind, "") or title
        links = [(name, self._file(url)) for name, url in event.links]
        return {
            "kind": known or "other",
            "people": list(dict.fromkeys(people)),
            "room": event.room,
            "track": event.track,
            "links": [{"title": name, "url": url} for name, url in links if url],
            "recording": address(event.recording, self.conference.base),
            "id": event.key,
            **({} if event.is_recorded else {"recorded": False}),
            **self._texts(event),
        }

    def _texts(self, event: PretalxEvent) -> dict[str, str]:
        """Abstract and note, and in the note what visitors should know: another language."""
        found = texts(event.abstract, event.description)
        sign = ""
        if event.language and event.language[:2] != self._language():
            sign = f"In {_LANGUAGES.get(event.language[:2], event.language)}."
        note = "\n\n".join(filter(None, (found.get("note", ""), sign)))
        return {**found, "note": note}

    def _language(self) -> str:
        """The language of most events."""
        spoken = [event.language[:2] for event in self.conference.events if event.language]
        return max(sorted(set(spoken)), key=spoken.count) if spoken else ""

    def _file(self, url: str) -> str:
        """Where a link leads: to the file where the source holds it (an HTML export does), else to the server."""
        path = re.sub(r"^https?://[^/]+", "", url).split("?")[0].lstrip("/")
        own = next(
            (name for name in self.result.source.names if path and name.endswith(path) and "/media/" in f"/{name}"),
            "",
        )
        if own and "/" in path:
            return self.result.copy(f"files/{own.rpartition('/')[2]}", own)
        return address(url, self.conference.base)

    def _person(self, row: dict[str, Any]) -> str:
        """Take in a person, without an address to write to; portraits on other sites are not fetched, and told."""
        honorific, name = facts.named(said(row.get("public_name") or row.get("full_public_name") or row.get("name")))
        key = (
            said(row.get("code"))
            or exports.code_of(said(row.get("url")))
            or said(row.get("guid"))
            or said(row.get("id"))
        )
        avatar = said(row.get("avatar") or row.get("avatar_url"))
        photo = self._portrait(avatar)
        if avatar and not photo and key not in self.agenda.people:
            self.remote.append(name)
        bio = texts(translated(row.get("biography") or row.get("bio")))
        urls = [said(each.get("url")) for each in listed(row.get("links")) if isinstance(each, dict)]
        if url := said(row.get("url")):
            urls += [] if "/speaker/" in url or "/speakers/" in url else [url]
        made: Plain = entry(
            "person",
            name=name,
            honorific=honorific,
            photo=photo,
            links=links_of(urls),
            bio=bio.get("abstract") or bio.get("note", ""),
        )
        return self.agenda.person(key, made)

    def _portrait(self, avatar: str) -> str:
        path = re.sub(r"^https?://[^/]+", "", avatar).lstrip("/")
        own = next((name for name in self.result.source.names if path and name.endswith(path)), "")
        return self.result.copy(f"images/{own.rpartition('/')[2]}", own) if own else ""

    # The conference

    def _site(self) -> None:
        """What the conference is called, and when and in which zone it is."""
        about = self.conference
        if not about.title:
            return
        year = about.first[:4] or next((f"{each.begin:%Y}" for each in about.events if each.begin), "")
        self.result.files["site.yaml"] = entry(
            "site", name=about.title, title=about.title, edition=self.result.options.edition or year or "draft",
            timezone=about.zone,
        )  # fmt: skip
        if re.fullmatch(r"\d{4}-\d\d-\d\d", about.first):
            until = about.last if about.last > about.first else ""
            self.result.put(
                "dates.yaml", [entry("date", name="Conference", date=about.first, until=until, kind="event")]
            )

    def _tell(self) -> None:
        """Name what no content file has a place for."""
        about = self.conference
        rooms = [f"- **{name}**: {words}" for name, words in about.rooms if name and words]
        self.result.keep("rooms", "Rooms of the programme", "\n".join(rooms))
        if colours := [f"{name} {colour}" for name, colour in about.colours if colour]:
            self.result.note(f"the colours of tracks are not taken: {', '.join(colours)}")
        for code, odd in self.odd.items():
            others = f" (and {len(odd) - 1} more like it)" if len(odd) > 1 else ""
            hint = "look whether the times are those that are meant"
            self.result.warn(about.name, odd[0][0], code, f"{odd[0][1]}{others}", hint)
        self.agenda.tell_of_portraits(self.remote)


def _without_repeats(events: list[PretalxEvent]) -> list[PretalxEvent]:
    """The events, with a break that is in several rooms at once as one without a room."""
    found: dict[Any, PretalxEvent] = {}
    for at, event in enumerate(events):
        key = (
            (event.title, event.begin.timestamp() if event.begin and event.begin.tzinfo else event.begin, event.lasts)
            if event.is_break
            else at
        )
        found[key] = event._replace(room="") if key in found else event
    return list(found.values())
