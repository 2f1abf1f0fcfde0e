"""The inputs of ACL's aclpub2: papers.yml, program.yml, sponsors.yml, and the lists of committees."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.codes import UNKNOWN_PAPER
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.content.syntax import tex
from enlsp_site.importers.codes import NO_NAME, NO_TITLE, UNKNOWN_DATA
from enlsp_site.importers.parse import facts, prose, rows
from enlsp_site.importers.parse.calendars import SessionsByDay, is_zone, moment, zone_of
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.tables import SourceData, read_yaml, said
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.model.codes import BAD_TIME


def fill(result: ImportResult) -> None:
    """Fill the result from each file of the source that aclpub2 knows. Reports `unknown-data` of others."""
    files = SourceFiles(result)
    ids: set[str] = set()
    last = ("conference_details", "program")
    for name in sorted(result.source.names, key=lambda name: name.rpartition("/")[2].rpartition(".")[0] in last):
        stem = name.rpartition("/")[2].rpartition(".")[0]
        if not name.endswith((".yml", ".yaml")):
            continue
        data = read_yaml(result, name)
        if stem == "papers":
            ids |= _papers(result, files, data)
        elif stem == "program":
            _program(result, data, ids)
        elif stem == "invited_talks":
            _talks(result, files, data)
        elif stem == "prefaces":
            _prefaces(result, data)
        elif stem == "sponsors":
            _sponsors(result, files, data)
        elif stem.endswith(("committee", "speakers", "organizers")):
            _people(result, data, stem)
        elif stem == "conference_details":
            _details(result, data)
        elif data.value:
            told = "this file is of a kind that no section is for, and is left out"
            result.warn(name, 1, UNKNOWN_DATA, told, "write what it says into a page")
        data.told()


def _entries(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _papers(result: ImportResult, files: SourceFiles, data: SourceData) -> set[str]:
    made = []
    for number, row in enumerate(_entries(data.value)):
        attributes = row.get("attributes") if isinstance(row.get("attributes"), dict) else {}
        title = _tex(said(row.get("title")))
        if not title:
            data.warn((number,), NO_TITLE, "this paper has no title, and is left out", "")
            continue
        file = said(row.get("file") or row.get("pdf_file"))
        pdf = next((found for each in (f"papers/{file}", file) if file and (found := files.file(each))), "")
        if file and not pdf:
            data.warn((number, "file"), MISSING_FILE, f"there is no file {file}: the link is left out", "")
        made.append(
            entry(
                "paper",
                id=said(row.get("id")) or str(number + 1),
                title=title,
                authors=[author for each in _entries(row.get("authors")) if (author := _author(each))],
                abstract=_tex(said(row.get("abstract"))),
                decision=rows.kind_of(said((attributes or {}).get("presentation_type"))),
                pdf=pdf,
                openreview=said(row.get("openreview_id")),
                **_attached(files, data, number, row),
            )
        )
    result.put("papers.yaml", made)
    return {paper["id"] for paper in made}


_ATTACHED = {
    "software": "code",
    "code": "code",
    "dataset": "data",
    "data": "data",
    "poster": "poster",
    "presentation": "slides",
    "slides": "slides",
    "video": "video",
    "attachment": "supplement",
    "note": "supplement",
    "supplementary": "supplement",
}
"""What the kinds of attachments are here; those of editors, such as a checklist, are not shown."""


def _attached(files: SourceFiles, data: SourceData, number: int, row: dict[str, Any]) -> Plain:
    """What is attached to a paper, by kind: addresses, and files of the folder `attachments`."""
    made: Plain = {}
    for at, each in enumerate(_entries(row.get("attachments"))):
        kind = _ATTACHED.get(re.sub(r"\W.*", "", said(each.get("type")).lower()), "")
        written = said(each.get("url") or each.get("file"))
        if not kind or not written:
            continue
        place = written if "://" in written else files.file(f"attachments/{written}") or files.file(written)
        if place:
            made.setdefault(kind, place)
        else:
            path = (number, "attachments", at)
            data.warn(path, MISSING_FILE, f"there is no file {written}: the link is left out", "")
    return made


def _prefaces(result: ImportResult, data: SourceData) -> None:
    """The prefaces as pages, which are drafts: they are words of the printed proceedings."""
    for number, row in enumerate(_entries(data.value)):
        title, file = _tex(said(row.get("title"))) or "Preface", said(row.get("file"))
        text = _file_text(result, file)
        if text:
            result.keep(title, title, prose.quoted(text))
        else:
            data.warn((number,), MISSING_FILE, f"there is no file {short(file)}: the preface is left out", "")


def _name(row: dict[str, Any]) -> str:
    parts = [said(row.get(key)) for key in ("first_name", "middle_name", "last_name")]
    return _tex(" ".join(filter(None, parts)) or said(row.get("name")) or said(row.get("name_block")))


def _author(row: dict[str, Any]) -> Plain | str:
    place = said(row.get("institution") or row.get("affiliation"))
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", said(row.get("orcid")))
    if not place and not orcid:
        return _name(row)
    return entry("author", name=_name(row), affiliations=[place] if place else [], orcid=orcid[0] if orcid else "")


def _people(result: ImportResult, data: SourceData, stem: str) -> None:
    """A committee: groups with a role each, and members; or members alone."""
    group = "organizers" if stem.startswith("organizing") else group_of(stem) or "committee"
    made: list[Plain | str] = []
    for row in _entries(data.value):
        role = said(row.get("role"))
        listed = row.get("members") or row.get("entries") or row.get("type")
        members = _entries(listed)
        members += [{"name": each} for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
        for member in members or ([row] if _name(row) else []):
            place = said(member.get("institution") or member.get("affiliation"))
            if group == "committee" and not member.get("bio"):
                made.append(facts.in_short(_name(member), [place] if place else []))
            else:
                made.append(
                    rows.person({"role": role, "affiliations": place, "bio": said(member.get("bio"))}, _name(member))
                )
    once: dict[str, Plain | str] = {}
    for each in made:  # who is in two committees is written once
        if each:
            once.setdefault(each["name"] if isinstance(each, dict) else each, each)
    result.put(f"people/{group}.yaml", list(once.values()))


def _sponsors(result: ImportResult, files: SourceFiles, data: SourceData) -> None:
    tiers = []
    for number, row in enumerate(_entries(data.value)):
        logos = row.get("logos") or row.get("sponsors") or []
        made = []
        for each in logos if isinstance(logos, list) else [logos]:
            written = said(each.get("logo") or each.get("name")) if isinstance(each, dict) else said(each)
            name = said(each.get("name")) if isinstance(each, dict) else ""
            name = name or re.sub(r"[-_]+", " ", written.rpartition("/")[2].rpartition(".")[0]) or written
            logo = next(
                (found for path in (f"sponsor_logos/{written}", written) if (found := files.picture(path))), ""
            )
            if not logo:
                data.warn((number,), MISSING_FILE, f"there is no logo {short(written)}: {name} has none", "")
            made.append(entry("sponsor", name=name, logo=logo))
        tiers.append(entry("tier", tier=said(row.get("tier")) or "Sponsors", sponsors=made))
    result.put("sponsors.yaml", [tier for tier in tiers if "sponsors" in tier])


def _details(result: ImportResult, data: SourceData) -> None:
    value = data.value if isinstance(data.value, dict) else {}
    name = said(value.get("event_name") or value.get("book_title"))
    start = moment(said(value.get("start_date")))
    _editors(result, value)
    if name:
        short_name = said(value.get("event_abbreviation") or value.get("anthology_venue_id")) or name
        year = str(start.year) if start else "draft"
        venue = said(value.get("location"))
        result.files["site.yaml"] = entry(
            "site", name=short_name, title=name, edition=result.options.edition or year, venue=venue
        )


def _editors(result: ImportResult, value: dict[str, Any]) -> None:
    """The editors of the proceedings, without those who are in a committee."""
    known = {
        each["name"] if isinstance(each, dict) else facts.affiliated(each)[0]
        for path, held in result.files.items()
        if path.startswith("people/")
        for each in held["people"]
    }
    names = [name for each in _entries(value.get("editors")) if (name := _name(each)) and name not in known]
    result.put("people/editors.yaml", [rows.person({}, name) for name in names], "Editors of the proceedings")


def _parted(row: dict[str, Any]) -> list[dict[str, Any]]:
    """A session, or those that run beside one another in it: these have a title and times of their own."""
    inner = [each for each in _entries(row.get("subsessions")) if each.get("title") and each.get("start_time")]
    rest = [each for each in _entries(row.get("subsessions")) if each not in inner]
    return [{"timezone": row.get("timezone"), **each} for each in inner] or [{**row, "subsessions": rest}]


def _tex(text: str) -> str:
    """A text without the markup of TeX; formulas stay."""
    return tex.to_text(text, paragraphs=True).text if re.search(r"[\\{}]", text) else text


def _talks(result: ImportResult, files: SourceFiles, data: SourceData) -> None:
    """The invited talks: speakers, with what the files beside say. When they are, the programme says."""
    made = []
    for number, row in enumerate(_entries(data.value)):
        whole = _tex(said(row.get("speaker_name") or row.get("name")))
        if not whole:
            data.warn((number,), NO_NAME, "this talk has no speaker, and is left out", "")
            result.lost["people"] += 1
            continue
        texts = {
            field: _file_text(result, said(row.get(f"{field}_file"))) or said(row.get(field))
            for field in ("abstract", "bio")
        }
        place = said(row.get("institution") or row.get("affiliation"))
        person = rows.person({"affiliations": place, "bio": texts["bio"]}, whole)
        talk = {"title": _tex(said(row.get("title"))), "abstract": texts["abstract"]}
        portrait = said(row.get("photo"))
        photo = files.picture(f"invited_talks/{portrait}") or files.picture(portrait) if portrait else ""
        if portrait and not photo:
            data.warn((number,), MISSING_FILE, f"there is no picture {short(portrait)}: it is left out", "")
        if when := ", ".join(filter(None, (said(row.get(key)) for key in ("date", "time", "location")))):
            result.note(f"the talk of {short(whole)} is said to be {short(when)}: the programme says when it is")
        talk = {key: text for key, text in talk.items() if text}
        made.append(entry("person", **{**person, "photo": photo, "talk": talk}))
    result.put("people/speakers.yaml", made)


def _file_text(result: ImportResult, name: str) -> str:
    found = next((each for each in result.source.names if name and each.endswith(name)), "")
    return _tex(result.text(found).strip()) if found else ""


def _program(result: ImportResult, data: SourceData, ids: set[str]) -> None:
    days = SessionsByDay()
    rows_ = [(number, each) for number, row in enumerate(_entries(data.value)) for each in _parted(row)]
    for number, row in rows_:
        title = _tex(said(row.get("title")))
        begin, end = moment(said(row.get("start_time"))), moment(said(row.get("end_time")))
        inner = [each for key in ("papers", "subsessions", "presentations") for each in _entries(row.get(key))]
        inner += [each for sub in _entries(row.get("subsessions")) for each in _entries(sub.get("papers"))]
        named = [said(each.get("id")) for each in inner]
        papers = [each for each in named if each in ids]
        for each in (each for each in named if each and each not in ids):
            data.warn((number,), UNKNOWN_PAPER, f"papers.yml has no paper {each}", "")
        zone = said(row.get("timezone"))
        session = {
            "title": title,
            "kind": facts.kind_of(title) or ("oral" if papers else "other"),
            "papers": papers,
            "room": said(row.get("location") or row.get("room")),
            "moderators": [said(row.get("chair"))] if said(row.get("chair")) else [],
            "stream": said(row.get("url")) if "://" in said(row.get("url")) else "",
        }
        fits = begin is not None and end is not None
        own = zone if zone and is_zone(zone) else zone_of(begin) if begin else ""
        if not (fits and begin and end and days.add(begin, end, own, session)):
            data.warn(
                (number,), BAD_TIME, f"“{short(title)}” has no times that a session can have, and is left out", ""
            )
    result.put("schedule.yaml", days.entries())
