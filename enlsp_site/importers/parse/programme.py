"""Sessions of foreign programmes: rows of a table, however their fields are called, to sessions of ours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from enlsp_site.content.codes import UNKNOWN_PAPER
from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.parse import facts, prose
from enlsp_site.importers.parse.codes import REPAIRED_TIME
from enlsp_site.importers.parse.people import words
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.tables import lower, said
from enlsp_site.importers.result import ImportResult, Plain, entry
from enlsp_site.model import times
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.text import slugs

Warn = Callable[[Code, str, str], None]
"""What tells of a row: a code, a message and a hint."""


class ProgrammeRow(NamedTuple):
    """A row of a programme as it was written; values may hold HTML."""

    time: str
    title: str
    presenters: str = ""
    abstract: str = ""
    bio: str = ""
    authors: str = ""
    room: str = ""
    is_paper: bool = False
    duration: str = ""
    links: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    parts: tuple[str, ...] = ()


def row_of(fields: dict[str, Any]) -> ProgrammeRow:
    """A row from a mapping."""
    known = {name.replace("(s)", "s"): value for name, value in lower(fields).items()}

    def first(*names: str) -> str:
        return next((said(known[name]) for name in names if said(known.get(name))), "")

    begin = first("time_start", "start_time", "timestart", "start", "starts", "begin", "from")
    end = first("time_end", "end_time", "timeend", "end", "ends", "until", "to", "till")
    people = known.get("presenters") or known.get("speakers") or known.get("speaker") or known.get("presenter")
    presenters = "; ".join(map(said, people)) if isinstance(people, list) else said(people)
    return ProgrammeRow(
        time=first("time", "when") or (f"{begin} - {end}" if end else begin),
        title=first("title", "name", "event", "topic", "activity", "what", "session"),
        presenters=presenters or first("panelists", "moderator", "who"),
        abstract=first("abstract", "description"),
        bio=first("bio", "biography"),
        authors=first("authors", "author"),
        room=first("room", "location", "where"),
        is_paper=said(known.get("is_paper")).lower() == "true",
        duration=first("duration"),
        parts=_parts(known),
    )


def _parts(known: dict[str, Any]) -> tuple[str, ...]:
    """What the talks within a session are, that have no time of their own: titles with who gives them."""
    held: list[Any] = next((known[name] for name in _WITHIN if isinstance(known.get(name), list)), [])
    rows = [row_of(each) if isinstance(each, dict) else ProgrammeRow("", said(each)) for each in held]
    told = [(prose.plain(row.title), prose.plain(row.presenters or row.authors)) for row in rows if not row.time]
    return tuple(f"{title} ({names})" if names else title for title, names in told if title)


_WITHIN = ("subtopics", "talks", "papers", "presentations", "subsessions", "subevents", "items", "events")


class ProgrammeBuilder:
    """Builds the sessions of a day, one after the other; people's bios and talks go to their records."""

    def __init__(self, people: dict[str, Plain], papers: list[Plain]) -> None:
        self.people = people
        self.papers = {normal(paper["title"]): paper for paper in papers}
        self.ids = {str(paper["id"]) for paper in papers}
        self.lost: list[ProgrammeRow] = []
        self.named: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self._after: dt.time | None = None

    def begin_day(self) -> None:
        """Forget when the last session ended."""
        self._after = None

    def session(self, row: ProgrammeRow, warn: Warn) -> Plain | None:
        """A session of a row; None, and told, where it has no time that can be read. Reports `bad-time` and
        `repaired-time`."""
        span = facts.span(prose.plain(row.time), row.duration or None, self._after)
        title = prose.without_links(row.title)
        if span is None:
            told = f"“{prose.plain(row.time)[:60]}” is no range of times: “{title[:60]}” is kept in a draft"
            warn(BAD_TIME, told, "write it as 08:15-08:30, and import again")
            return None
        if span.repaired:
            warn(REPAIRED_TIME, span.repaired, "look whether that is meant")
        self._after = span.end
        listed = presenters(row.presenters)
        self.places |= places(row.presenters)
        names = [name for name in listed if not _MODERATOR.match(name)]
        moderators = [_MODERATOR.sub("", name) for name in listed if _MODERATOR.match(name)]
        kind = facts.kind_of(f"{row.kind} {title}" if row.kind else title) or (
            "oral" if row.is_paper else "invited" if len(names) == 1 else ""
        )
        ids = self._papers(row, title, warn)
        made: Plain = {
            "time": span.written,
            "title": re.sub(r"\(\s*\)|\[\s*\]|\s+(?=\))", "", title).strip(" -–:") or title,
            "kind": kind or "other",
            "people": [self._named(name) for name in names if not self._is_author(name, ids)],
            "moderators": [self._named(name) for name in moderators],
            "papers": ids,
            "room": prose.plain(row.room),
            "links": [
                {"title": re.sub(r"^\[(.*)\]$", r"\1", each) or "Link", "url": url}
                for each, url in (*prose.links(row.title), *row.links)
            ],
            "abstract": prose.paragraphs(row.abstract) if not times.is_tbd(row.abstract) else row.abstract.strip(),
        }
        self._hand_over(row, names, made)
        return entry("session", **made)

    def _named(self, name: str) -> str:
        """A presenter as the schedule names her: without an honorific that her record has, too."""
        honorific, bare = facts.named(name)
        known = self.people.get(normal(bare))
        self.named.setdefault(normal(bare), name)
        return bare if known and known.get("honorific", "") == honorific else name

    def _papers(self, row: ProgrammeRow, title: str, warn: Warn) -> list[str] | str:
        """The papers that a row presents: by its title, or by the range of ids that it names."""
        bare = re.sub(
            r"^\W*(?:\([^()]*\)|\[[^\[\]]*\]|(?:oral|spotlight|talk|paper)\s*\d*\s*[:.–-])\s*", "", title, flags=re.I
        )
        if found := self.papers.get(normal(title)) or self.papers.get(normal(bare)):
            return [str(found["id"])]
        ids = re.search(r"(?i)\bids?\s*:?\s*#?\s*(\d+)\s*(?:-|–|to)\s*#?\s*(\d+)", title)
        if ids and any(int(ids[1]) <= int(each) <= int(ids[2]) for each in self.ids if each.isdigit()):
            return f"{int(ids[1])}-{int(ids[2])}"
        if row.is_paper and self.papers:
            warn(UNKNOWN_PAPER, f"no accepted paper is called “{title[:60]}”", "write its id under `papers`")
        return []

    def _is_author(self, name: str, ids: list[str] | str) -> bool:
        """Whether somebody is an author of the one paper that is presented, which names her."""
        if not isinstance(ids, list) or len(ids) != 1 or normal(name) in self.people:
            return False
        paper = next((each for each in self.papers.values() if str(each["id"]) == ids[0]), {})
        authors = [each["name"] if isinstance(each, dict) else each for each in paper.get("authors", [])]
        return normal(facts.named(name)[1]) in map(normal, authors)

    def _hand_over(self, row: ProgrammeRow, names: list[str], made: Plain) -> None:
        """Give the bio, and a talk with a title of its own, to the speaker's record; who has none gets words."""
        bio, one = words(row.bio), len(names) == 1
        known = self.people.get(normal(facts.named(names[0])[1])) if one else None
        if bio and known is not None and not known.get("bio"):
            known["bio"] = bio
        elif bio and not (known and known.get("bio") == bio):
            made["note"] = bio
        if row.parts and not made["papers"]:
            listed = "\n".join(f"- {prose.quoted(each)}" for each in row.parts)
            made["note"] = "\n\n".join(filter(None, (made.get("note", ""), listed)))
        if row.authors and not made["papers"]:
            made["note"] = "\n\n".join(filter(None, (made.get("note", ""), prose.plain(row.authors))))
        if known is not None and isinstance(known.get("talk"), dict) and known["talk"].get("title") == made["title"]:
            made["title"] = made["abstract"] = ""
            return
        if made["kind"] not in ("keynote", "invited") or known is None or facts.is_generic(made["title"]):
            return
        if not known.get("talk") and not times.is_tbd(made["title"]):
            known["talk"] = {name: made[name] for name in ("title", "abstract") if made[name]}
            made["title"] = made["abstract"] = ""


_MODERATOR = re.compile(r"(?i)^(?:session )?(?:moderators?|chairs?|host)\s*:\s*")


def settle(result: ImportResult, programme: ProgrammeBuilder) -> None:
    """Give those whom only the schedule names a file of their own, in which it finds them; and keep the rows that
    have no time in a draft."""
    known = {
        normal(facts.named(each)[1])
        for path in result.files
        if path.startswith("people/")
        for each in _names(result, path)
    }
    strangers = [name for key, name in programme.named.items() if key not in known and not times.is_tbd(name)]
    for key, place in programme.places.items():
        if key in programme.people and not programme.people[key].get("affiliations"):
            programme.people[key]["affiliations"] = [place]
    made = [_stranger(name, programme.places.get(normal(facts.named(name)[1]), "")) for name in strangers]
    result.put("people/presenters.yaml", made, "Presenters")
    if strangers:
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        result.notes.append(f"only the schedule names {strangers[0]}{more}: see people/presenters.yaml")
    texts = map(in_words, programme.lost)
    result.keep("schedule", "Rows of the schedule without a time", "\n\n".join(texts))


def in_words(row: ProgrammeRow) -> str:
    """A row as Markdown of a draft: its time and title, who presents, and the abstract."""
    head = f"**{prose.plain(row.time)}** {prose.plain(row.title)}"
    return "\n\n".join(filter(None, (head, prose.plain(row.presenters), row.abstract)))


def _names(result: ImportResult, path: str) -> list[str]:
    entries = result.files[path]["people"]
    return [each["name"] if isinstance(each, dict) else facts.affiliated(each)[0] for each in entries]


def _stranger(name: str, place: str) -> Plain:
    honorific, bare = facts.named(name)
    return entry("person", name=bare, honorific=honorific, affiliations=[place] if place else [])


def presenters(text: str) -> list[str]:
    """The names in a field of presenters: items of a list, lines, or parted by `&`, `;` and `and`."""
    made = [_PLACE.sub("", name).strip(" ,:&") for name in _presented(text)]
    return [name for name in made if name and name.lower() not in ("null", "none", "n/a")]


def places(text: str) -> dict[str, str]:
    """Where those are who are named in such a field, in brackets behind their names, by their `normal` names."""
    found = [(name, _PLACE.search(name)) for name in _presented(text)]
    return {
        normal(facts.named(_PLACE.sub("", name).strip(" ,:&"))[1]): place[1].strip()
        for name, place in found
        if place and re.search(r"[^\W\d_]{2}", place[1]) and not _MODERATOR.match(name)
    }


_PLACE = re.compile(r"\s*\(([^()]*)\)\s*$")


def _presented(text: str) -> list[str]:
    broken = re.sub(r"(?i)<br\s*/?>|</?li\b[^>]*>|</p>|;|\n", "\0", text)
    parts = [prose.plain(part) for part in broken.split("\0")]
    names = [name for part in parts for name in re.split(r"\s+(?:&|and)\s+(?=(?:[A-Z]|Prof|Dr))", part)]
    return [each for name in names for each in _in_a_row(name, len(names) > 1)]


def _in_a_row(text: str, is_more: bool) -> list[str]:
    """Names that commas part: three or more, two with where they are from in brackets, or two and more behind `and`.
    What is behind one comma alone is a place."""
    parts = [part.strip() for part in re.split(r",(?![^()]*\))", text) if part.strip()]
    bare = [facts.named(_PLACE.sub("", part).strip())[1] for part in parts]
    is_row = len(parts) > (1 if is_more or (len(parts) > 1 and _PLACE.search(parts[0])) else 2)
    return parts if is_row and all(map(is_name, bare)) else [text]


def normal(title: str) -> str:
    """What titles and names have in common that are meant to be the same: letters and digits alone."""
    return slugs.slug(prose.plain(title))
