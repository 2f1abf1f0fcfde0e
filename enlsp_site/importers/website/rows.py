"""Rows of data files and of collections: what they are about, by what they are called and by their fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from enlsp_site.importers.extract.cells import TIME
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.people import group_of, link_kind, person, words
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.prose import paragraphs, plain
from enlsp_site.importers.parse.tables import lower, records, said
from enlsp_site.importers.result import Plain, entry

Path = tuple[str | int, ...]
Row = dict[str, Any]
TIMES = ("time", "timestart", "time_start", "start_time", "start", "starts", "begin", "from", "time_range", "hour")
ENDS = ("timeend", "time_end", "end_time", "end", "ends", "until")
TITLES = ("title", "name", "event", "talk", "session", "topic", "what", "activity", "description")
NESTED = ("sessions", "talks", "events", "items", "schedule", "slots", "entries",
          "rows", "program", "programme", "agenda", "groups", "parallel")  # fmt: skip
_MEMBERS = ("members", "people", "persons")
"""Fields of a row that is a group of people: its members."""
_SURNAMES = ("last_name", "lastname", "family", "surname", "last", "family_name")
_NAMES = ("name", "full_name", "fullname", "speaker", "person", "member", "author_name")
_PLACES = ("affiliation", "affiliations", "affil", "institution", "institute", "inst", "organization", "organisation",
           "org", "company", "university", "employer")  # fmt: skip
_PICTURES = ("photo", "image", "img", "picture", "avatar", "pic",
             "headshot", "photo_url", "image_url", "thumbnail", "portrait")  # fmt: skip
_PAGES = ("website", "webpage", "homepage", "home_page", "url", "link",
          "site", "web", "page", "href", "personal_website")  # fmt: skip
_OF_PAPERS = frozenset(("authors", "author", "abstract", "pdf", "paper", "arxiv", "openreview", "doi", "decision"))
"""What rows of a file such as `paper_types.yml` have if they are papers."""
_TALKS = ("talk", "talk_title", "talktitle", "tutorial", "lecture", "presentation", "keynote_title")


def tables_in(
    value: Any, name: str, path: Path = (), depth: int = 0
) -> Iterator[tuple[Path, str, list[tuple[Any, Row]]]]:
    """The tables in some data: lists of mappings, or mappings of mappings, each with its path, what it is called by
    the key that holds it, and its rows by their keys."""
    rows = _rows(value)
    if rows and _are_groups([row for _, row in rows]):
        yield from _groups(rows, name, path)
    elif rows and not _is_wrapping([row for _, row in rows]):
        yield path, name, rows
    elif rows and depth < 6:
        for key, row in rows:
            for inner, each in row.items():
                if isinstance(each, list):
                    yield from tables_in(each, str(inner), (*path, key, inner), depth + 1)
    elif isinstance(value, dict) and depth < 6:
        for key, each in value.items():
            yield from tables_in(each, str(key), (*path, key), depth + 1)


def _are_groups(rows: list[Row]) -> bool:
    """Whether rows are groups of people, each with its members."""
    return all(any(records(lower(row).get(key)) for key in _MEMBERS) for row in rows)


def _groups(rows: list[tuple[Any, Row]], name: str, path: Path) -> Iterator[tuple[Path, str, list[tuple[Any, Row]]]]:
    """The members of groups: each group is one of ours where its title says so, and else the role of its members in
    that which the file is called."""
    for key, fields in rows:
        row = lower(fields)
        title = plain(first(row, ("title", "name", "group", "type", "role")))
        inner = next(each for each in _MEMBERS if records(row.get(each)))
        members = [(at, lower(each)) for at, each in enumerate(row[inner]) if isinstance(each, dict)]
        if title and re.search(r"(?i)\bchairs?\b", title) and not re.search(r"(?i)committee", title):
            role = re.sub(r"(?i)\bchairs\b", "Chair", title)
            members = [(at, {**each, "role": first(each, ("role", "position")) or role}) for at, each in members]
        yield (*path, key, inner), group_of(title) or (title if name == "groups" and title else name), members


def _rows(value: Any) -> list[tuple[Any, Row]]:
    if isinstance(value, list):
        return [(at, each) for at, each in enumerate(value) if isinstance(each, dict)]
    if isinstance(value, dict) and len(value) > 1 and all(isinstance(each, dict) for each in value.values()):
        shared = set.intersection(*(set(map(str, each)) for each in value.values()))
        return list(value.items()) if shared else []
    return []


def _is_wrapping(rows: list[Row]) -> bool:
    """Whether rows do no more than hold lists of rows, such as those of a grid."""
    told = {*_NAMES, *TITLES, *TIMES, "first_name", "firstname", "tier", "type", "level", "date", "day"}
    return not any(told & lower(row).keys() for row in rows)


def first(row: Row, names: tuple[str, ...]) -> str:
    """The first of some fields that says something."""
    return next((said(row[name]) for name in names if said(row.get(name))), "")


def kind_of(name: str, rows: list[Row]) -> str:
    """What rows are about: `people`, `schedule`, `sponsors`, `papers`, `dates`, `news`, `nav`,
    or an empty text where that is not known.

    `name` is what the file, the collection or the list is called.
    """
    rows = [lower(row) for row in rows]
    keys = {key for row in rows for key in row if sum(key in each for each in rows) * 3 >= len(rows)}
    stem = name.lower()
    if re.search(r"\bnav|menu|footer", stem):
        return "nav"
    if re.search(r"sponsor|partner|supporter|funder|funding", stem):
        return "sponsors"
    if _is_timed(rows) and keys & {*TITLES, "speaker", "speakers"} and not (group_of(stem) and keys & set(_PLACES)):
        return "schedule"
    if keys & set(NESTED) and re.search(r"schedul|program|agenda|timetable|day|session", stem):
        return "schedule"
    if "authors" in keys or re.search(r"paper|accepted|^orals?$|posters?$|spotlights?$|publication", stem):
        is_list = re.search(r"(?:^|[-_ ])(?:papers?|orals?|posters?|spotlights?|publications?)\W*\d*$|accepted", stem)
        return "papers" if {"title", "name"} & keys and (is_list or keys & _OF_PAPERS) else ""
    if _are_people(rows, stem):
        return "people"
    if keys & {"date", "deadline", "day", "when"} and (keys & {*TITLES, "label", "text", "content"}):
        if re.search(r"date|deadline|timeline|milestone|important", stem):
            return "dates"
        if re.search(r"news|announce|update|post|blog", stem):
            return "news"
    if (
        keys & {"logo", "image"}
        and keys & {"url", "link", "website"}
        and not keys & {"time", "date"}
        and not _are_people(rows, "people")
    ):
        return "sponsors" if re.search(r"logo|sponsor|partner|support|tier", stem) else ""
    return ""


def _is_timed(rows: list[Row]) -> bool:
    timed = sum(bool(TIME.match(first(row, TIMES))) for row in rows)
    return timed > 0 and timed * 2 >= len(rows)


def _are_people(rows: list[Row], stem: str) -> bool:
    named = [name_of(row) for row in rows]
    fits = sum(is_name(facts.affiliated(facts.named(name)[1])[0]) for name in named)
    keys = {key for row in rows for key in row}
    is_known = (
        bool(group_of(stem))
        or bool(keys & {*_PLACES, *_PICTURES, *_SURNAMES, "role", "bio"})
        or stem in ("people", "team", "members")
    )
    if group_of(stem) and rows:  # whoever stands in a file of speakers is one, however they are called
        return sum(map(bool, named)) * 2 >= len(rows)
    return is_known and bool(rows) and fits * 2 >= len(rows)


def name_of(row: Row) -> str:
    """The name of a person in a row; an empty text if it has none."""
    whole, family = first(row, _NAMES), first(row, _SURNAMES)
    if whole and family and not whole.lower().endswith(family.lower()):
        return plain(f"{whole} {family}")
    if whole:
        return plain(whole)
    parts = [
        first(row, ("first_name", "firstname", "given", "given_name", "first")),
        family,
    ]
    joined = " ".join(filter(None, parts))
    return joined or (plain(said(row.get("title"))) if is_name(facts.named(plain(said(row.get("title"))))[1]) else "")


def person_of(fields: Row, picture: Callable[[str], str], bio: str = "") -> Plain:
    """A person of a row, with the talk that stands in it; without a name there is none."""
    row = lower(fields)
    talk = _talk(row)
    title = said(row.get("title"))
    places = [plain(said(row[key])) for key in _PLACES if isinstance(row.get(key), str) and row[key]]
    places += [plain(said(each)) for key in _PLACES if isinstance(row.get(key), list) for each in row[key]]
    places += [plain(said(row[key])) for key in ("affil2", "affiliation2", "affiliation_2") if said(row.get(key))]
    image = row.get("image")
    photo = (
        said(image.get("path") or image.get("src") or image.get("filename"))
        if isinstance(image, dict)
        else first(row, _PICTURES)
    )
    links = {kind: said(row[kind]) for kind in ("home",) if said(row.get(kind))}
    for key in _PAGES:
        url = said(row.get(key))
        if url.startswith(("http://", "https://")):
            links.setdefault(link_kind(url), url)
    made = person(
        {
            **row,
            "name": _turned(name_of(row)) if places else name_of(row),
            "title": "" if talk.get("title") == plain(title) else title,
            "affiliations": list(dict.fromkeys(filter(None, places)))[:3],
            "photo": photo,
            "bio": first(row, ("bio", "biography", "about", "short_bio")) or bio,
        },
        picture,
    )
    found = dict(made.get("links", {}))
    return entry(
        "person",
        **{
            **made,
            "links": {**{kind: url for kind, url in links.items() if kind not in found}, **found},
            "talk": talk,
        },
    )


def _turned(name: str) -> str:
    """A name as it is spoken, from `Family, Given`, where it is known that what is behind the comma is no place."""
    parts = name.split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(len(part.split()) < 4 for part in parts) else name


def _talk(row: Row) -> Plain:
    """The talk of a person's row: its title may stand beside a role."""
    held = next((row[key] for key in _TALKS if isinstance(row.get(key), dict)), None)
    if held is None:
        held = next(iter(records(row.get("talks"))), None)
    if held is not None:
        own = lower(held)
        return _made(said(own.get("title") or own.get("name")), said(own.get("abstract") or own.get("description")))
    title, abstract = first(row, _TALKS), first(row, ("abstract", "talk_abstract", "talkabstract"))
    other = said(row.get("title"))
    is_talk = not facts.named(f"{other} X")[0] and (abstract or row.get("role") or row.get("time")) and len(other) > 8
    if not title and other and is_talk and other != name_of(row):
        title = other
    return _made(title, abstract)


def _made(title: str, abstract: str) -> Plain:
    texts = {"title": plain(title), "abstract": paragraphs(abstract)}
    found = {key: text for key, text in texts.items() if text}
    return found if "title" in found else {}


def sponsor_of(fields: Row, picture: Callable[[str], str]) -> tuple[str, Plain]:
    """A sponsor of a row, and its tier (may be empty)."""
    row = lower(fields)
    name = plain(first(row, ("name", "title", "sponsor", "company", "alt")))
    url = first(row, ("url", "link", "website", "href", "homepage"))
    logo = first(row, ("logo", "image", "img", "src", "picture", "icon", "logo_url"))
    tier = plain(first(row, ("tier", "level", "type", "category", "rank")))
    made = entry("sponsor", name=name, url=url if "://" in url else "", logo=picture(logo) if logo else "")
    return tier, made if name else {}


def sponsors_of(rows: list[Row], picture: Callable[[str], str], tier: str = "") -> list[tuple[str, Plain]]:
    """The sponsors of rows, each with its tier; a row may hold a list of them, and be the tier."""
    made: list[tuple[str, Plain]] = []
    for fields in rows:
        row = lower(fields)
        inside = next(
            (
                row[key]
                for key in ("sponsors", "list", "items", "companies", "logos", "members", "partners")
                if isinstance(row.get(key), list)
            ),
            None,
        )
        if inside is not None:
            title = plain(first(row, ("type", "tier", "level", "title", "name", "category"))) or tier
            held = [each if isinstance(each, dict) else {"name": said(each)} for each in inside]
            made += sponsors_of(held, picture, title)
        else:
            own, sponsor = sponsor_of(row, picture)
            made += [(own or tier, sponsor)] if sponsor else []
    return made


def date_of(fields: Row, year: str) -> Plain | None:
    """An important date of a row; None for a row without one."""
    row = lower(fields)
    written = first(row, ("date", "when", "day", "deadline", "due", "time"))
    name = plain(first(row, ("name", "title", "event", "what", "label", "description", "text", "content")))
    found = facts.dated(plain(written), year)
    if not name:
        return None
    if not found:
        return entry("date", name=name, date="TBD") if re.search(r"(?i)\btb[acd]\b", written) else None
    at = found[-1]
    old = [
        day
        for each in facts.dated(plain(first(row, ("was", "old", "old_date", "original"))), year)
        for day in each.days
    ]
    return entry(
        "date",
        name=name,
        date=at.days[0] if len(at.days) == 1 or at.is_span else at.days,
        until=at.days[-1] if at.is_span else "",
        was=old,
        zone=facts.zone_in(f"{written} {said(row.get('timezone'))}"),
        note=plain(first(row, ("note", "notes", "comment"))),
    )


def news_of(fields: Row, year: str) -> Plain | None:
    """A piece of news of a row; None for a row without a date."""
    row = lower(fields)
    found = facts.dated(plain(first(row, ("date", "day", "when"))), year)
    text = words(first(row, ("text", "content", "description", "news", "body", "headline", "announcement")))
    title = plain(first(row, ("title", "name", "headline"))) or re.split(r"(?<=[.!?])\s", plain(text))[0][:120]
    if not found or not title:
        return None
    return {"date": found[0].days[0], "title": title, "text": "" if plain(text) == title else text}


# The programme


def timed(value: Any, day: str = "", depth: int = 0) -> Iterator[tuple[str, Path, Row]]:
    """The rows of a programme that have a time, with the day that they are on (as written) and their paths; talks of
    a session that have a time of their own are rows, too."""
    yield from _timed(value, day, (), depth)


def _timed(value: Any, day: str, path: Path, depth: int) -> Iterator[tuple[str, Path, Row]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _timed(each, day, (*path, at), depth + 1)
        return
    if not isinstance(value, dict):
        return
    row = lower(value)
    own = first(row, ("date", "day"))
    day = own or day
    inner = [
        (key, each) for key, each in value.items() if isinstance(each, list | dict) and str(key).lower() in NESTED
    ]
    is_titled = bool(first(row, TITLES) or row.get("speakers") or row.get("speaker"))
    if is_titled and (TIME.match(first(row, TIMES)) or (first(row, TIMES) and not inner)):
        yield day, path, value
        for key, each in inner:
            yield from (
                (on, at, {"room": row.get("room"), **sub})
                for on, at, sub in _timed(each, day, (*path, key), depth + 1)
            )
        return
    if (
        not own
        and (title := first(row, ("name", "title")))
        and inner
        and (facts.dated(title, "2000") or re.search(r"(?i)day", title))
    ):
        day = title
    for key, each in value.items():
        if isinstance(each, list | dict):
            named = (
                str(key) if facts.dated(str(key), "2000") or re.search(r"(?i)^day[\s_-]?\d|day$", str(key)) else day
            )
            yield from _timed(each, named, (*path, key), depth + 1)


def authors_in(value: Any) -> list[str]:
    """The authors in a value: a text, or a list of texts or of mappings."""
    if isinstance(value, list):
        names = [said(each.get("name")) if isinstance(each, dict) else said(each) for each in value]
        return [plain(name) for name in names if name]
    return facts.authors_of(plain(said(value)))


def author(name: str) -> Plain | str:
    """An author as papers.yaml takes one: a star marks who corresponds."""
    bare, affiliations, _ = facts.affiliated(name.rstrip("*").strip())
    if name.endswith("*"):
        return entry("author", name=bare, affiliations=affiliations, corresponding="true")
    return entry("author", name=bare, affiliations=affiliations) if affiliations else bare
