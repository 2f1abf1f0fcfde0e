"""Data files of a website: people, programmes, papers, sponsors, dates, news and menus in rows, whatever they are
called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.codes import (
    BAD_NAVIGATION,
    GUESSED_END,
    MARKS_OF_AFFILIATIONS,
    NO_ABSTRACT,
    NO_AUTHORS,
    NO_NAME,
    NO_TITLE,
    REMOTE_PICTURE,
    UNKNOWN_DATA,
)
from enlsp_site.importers.extract.schedule import LAST, FoundRow, ended
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.codes import BRACKETS
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.programme import ProgrammeBuilder, row_of
from enlsp_site.importers.parse.prose import paragraphs, plain
from enlsp_site.importers.parse.tables import SourceData, is_true, lower, mappings, said
from enlsp_site.importers.result import ImportResult, Plain, entry, ordered, short
from enlsp_site.importers.website import rows
from enlsp_site.importers.website.documents import data_of
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.unplaced import SourceTexts
from enlsp_site.model.codes import BAD_DATE, BAD_TIME
from enlsp_site.text import slugs

Path = tuple[str | int, ...]
ENDINGS = (".yml", ".yaml", ".json", ".csv", ".tsv", ".toml")
_COPY = re.compile(
    r"(?i)(?: - copy| copy|\(\d+\)|[-_ ](?:old|bak|backup|draft|v\d+|orig|tmp|test))$|^(?:copy of |old[-_ ])"
)
LINKS = ("pdf", "poster", "slides", "video", "code", "data", "arxiv", "openreview", "doi", "supplement", "url")


def current(names: list[str]) -> tuple[list[str], list[str]]:
    """The data files that count, and those that are copies or earlier drafts of others."""
    stems = {name.rpartition("/")[2].rpartition(".")[0].lower() for name in names}
    counted: list[str] = []
    passed: list[str] = []
    for name in names:
        stem = name.rpartition("/")[2].rpartition(".")[0]
        bare = _COPY.sub("", stem)
        is_copy = bare != stem and (bare.lower() in stems or "copy" in stem.lower())
        numbered = re.fullmatch(r"(.*[a-z])[-_]?\d", stem.lower())
        (passed if is_copy or (numbered and numbered[1] in stems) else counted).append(name)
    return counted, passed


class DataFileReader:
    """Reads the data files into the result. What pages need to know of them: `groups` are the groups of people by the
    name of their file, `shown` says for a file (or a collection) in which list of ours its rows are, `values` are
    all of them as they are."""

    def __init__(self, result: ImportResult, files: SourceFiles, year: str = "") -> None:
        self.result = result
        self.files = files
        self.year = year
        self.values: dict[str, Any] = {}
        self.texts = SourceTexts()
        self.groups: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.people: dict[str, Plain] = {}
        self.keys: dict[str, str] = {}
        self.papers: list[Plain] = []
        self.papers_file = ""
        self.schedules: list[tuple[SourceData, Any]] = []
        self.conference: list[SourceData] = []
        self.nav: list[tuple[str, str, SourceData, Path]] = []
        self.tiers: dict[str, list[Plain]] = {}

    def read(self, name: str, top: str) -> None:
        """Read a data file by what it is called, and by what is in it; `top` is the folder of all of them.
        Reports `unknown-data`."""
        stem = name.rpartition("/")[2].rpartition(".")[0].lower()
        origin = name.removeprefix(top).rpartition(".")[0]
        data = data_of(self.result, name)
        if data is None or data.value in (None, [], {}):
            return
        if not isinstance(data.value, dict | list):
            self.result.warn(name, 1, UNKNOWN_DATA, "this file holds no rows, and is left out", "look into it")
            return
        self.values[origin] = data.value
        self.texts.add_rows(name, data.value)
        if not self.take(data, data.value, stem, f"data/{origin}"):
            self.result.files[f"data/{slugs.slug(stem)}.yaml"] = data.value
            told = "this file is of a kind that no section is for; it is kept in content/data/"
            self.result.warn(name, 1, UNKNOWN_DATA, told, "templates of your own can show it")
        data.told()

    def take(self, data: SourceData, value: Any, stem: str, origin: str) -> bool:
        """Take what some data holds into the lists that it is for. Whether that was all of it."""
        if re.search(r"\bnav|navigation|menu", stem):
            self._navigation(data)
            return True
        if any("talks" in lower(row) for _, row in mappings(value, "talks")) and any(mappings(value, "rooms")):
            self.conference.append(data)
            self.shown[origin] = "schedule"
            return True
        if _is_programme(stem) and (found := list(rows.timed(value))):
            self.schedules.append((data, found))
            self.shown[origin] = "schedule"
            return True
        if lines := _lines(value) if group_of(stem) else []:
            self._put_people(stem, origin, [self._line(data, path, text) for path, text in lines])
            return True
        taken = [
            self._table(data, path, f"{name}" if path else stem, held, stem, origin)
            for path, name, held in rows.tables_in(value, stem)
        ]
        return bool(taken) and all(taken)

    def _table(
        self, data: SourceData, path: Path, name: str, held: list[tuple[Any, rows.Row]], stem: str, origin: str
    ) -> bool:
        """Take a table of rows. Whether it is of a kind that is known."""
        origin = "/".join([origin, *(step for step in path if isinstance(step, str))])
        kind = rows.kind_of(name, [row for _, row in held]) or rows.kind_of(stem, [row for _, row in held])
        plain_rows = [row for _, row in held]
        if kind == "people":
            group = stem if group_of(stem) else name
            people = [self._person(data, (*path, key), row) for key, row in held]
            self.keys |= {
                str(key): str(each["name"])
                for (key, _), each in zip(held, people, strict=True)
                if each and isinstance(key, str)
            }
            self._put_people(group, origin, people)
        elif kind == "papers":
            self._papers(data, path, held, stem)
            self.shown[origin] = "papers"
        elif kind == "schedule":
            self.schedules.append((data, list(rows.timed([row for _, row in held]))))
            self.shown[origin] = "schedule"
        elif kind == "sponsors":
            for tier, sponsor in rows.sponsors_of(plain_rows, self._picture(data, path)):
                self.tiers.setdefault(tier or "Sponsors", []).append(sponsor)
            self.shown[origin] = "sponsors"
        elif kind in ("dates", "news"):
            self._dated(data, path, held, kind)
            self.shown[origin] = kind
        elif kind == "nav":
            self._navigation(data)
        return bool(kind)

    def _dated(self, data: SourceData, path: Path, held: list[tuple[Any, rows.Row]], kind: str) -> None:
        made = []
        for key, row in held:
            found = rows.date_of(row, self.year) if kind == "dates" else rows.news_of(row, self.year)
            if found:
                made.append(found)
            else:
                self.result.lost[kind] += 1
                data.warn(
                    (*path, key),
                    BAD_DATE,
                    "this entry has no date that can be read, and is left out",
                    "give it one",
                )
        self.result.put(f"{kind}.yaml", made)

    def _navigation(self, data: SourceData) -> None:
        for path, row in [*mappings(data.value, "url"), *mappings(data.value, "link")]:
            fields = lower(row)
            title, url = (
                plain(said(fields.get("title") or fields.get("name"))),
                said(fields.get("url") or fields.get("link")),
            )
            if title and url:
                self.nav.append((title, url, data, path))
            else:
                data.warn(path, BAD_NAVIGATION, "this entry of the navigation has no title or no address", "")

    # People

    def _put_people(self, stem: str, origin: str, made: Sequence[Plain | str | None]) -> None:
        group = group_of(stem) or slugs.slug(stem) or "people"
        people = [each for each in made if each]
        self.groups[stem.lower()] = group
        self.groups[origin.rpartition("/")[2].lower()] = group
        self.shown.setdefault(origin, group)
        self.add_people(group, people)

    def add_people(self, group: str, people: list[Plain | str]) -> None:
        """Add people to a group; who is in it already gets what they lack there."""
        held = self.result.files.get(f"people/{group}.yaml", {}).get("people", [])
        known = {slugs.slug(name_of(each)): each for each in held}
        fresh = []
        for each in people:
            before = known.get(slugs.slug(name_of(each)))
            if before is None:
                fresh.append(each)
                known[slugs.slug(name_of(each))] = each
            elif isinstance(before, dict) and isinstance(each, dict):
                for field, value in each.items():
                    before.setdefault(field, value)
            if isinstance(each, dict):
                self.people.setdefault(slugs.slug(each["name"]), before if isinstance(before, dict) else each)
        self.result.put(f"people/{group}.yaml", fresh)

    def _picture(self, data: SourceData, path: Path) -> Any:
        def find(name: str) -> str:
            found = self.files.picture(name)
            if name and not found:
                told = f"there is no picture {name}: it is left out"
                code = REMOTE_PICTURE if "://" in name else MISSING_FILE
                data.warn(
                    path,
                    code,
                    told if "://" not in name else f"the picture {name} is not fetched",
                    "add it to static/images/",
                )
            return found

        return find

    def _person(self, data: SourceData, path: Path, row: rows.Row) -> Plain | None:
        made = rows.person_of(row, self._picture(data, path))
        if "name" not in made:
            self.result.lost["people"] += 1
            data.warn(path, NO_NAME, "this entry has no name, and is left out", "")
            return None
        return made

    def _line(self, data: SourceData, path: Path, text: str) -> str | None:
        name, affiliations, sound = facts.affiliated(plain(text))
        if not sound:
            told = f"the brackets of “{plain(text)[:60]}” do not match"
            data.warn(
                path,
                BRACKETS,
                f"{told}; it is read as {facts.in_short(name, affiliations)}",
                "look whether that is meant",
            )
        return facts.in_short(name, affiliations) if name else None

    # Papers

    def _papers(self, data: SourceData, path: Path, held: list[tuple[Any, rows.Row]], stem: str) -> None:
        decision = next((kind for kind in ("oral", "spotlight", "poster", "demo") if kind in stem), "")
        self.papers_file = self.papers_file or data.name
        self._tell_of_pdfs(data)
        for key, row in held:
            if self.add_paper(self._paper_at(data, (*path, key), lower(row), len(self.papers) + 1, decision)) is None:
                self.result.lost["papers"] += 1
                data.warn((*path, key), NO_TITLE, "this paper has no title, and is left out", "give it one")

    def add_paper(self, paper: Plain) -> Plain | None:
        """Add a paper, or what it says more to one of the same title; None for one without a title."""
        if "title" not in paper:
            return None
        known = next((each for each in self.papers if each["title"].lower() == paper["title"].lower()), None)
        if known:  # the same paper in a file of its kind
            self.papers[self.papers.index(known)] = ordered("paper", {**paper, **known})
            return known
        while paper["id"] in {each["id"] for each in self.papers}:
            paper["id"] = f"{paper['id']}-2"
        self.papers.append(paper)
        return paper

    def paper_of(self, data: SourceData, fields: rows.Row, number: int) -> Plain:
        """A paper of a file of a collection."""
        return self._paper_at(data, (), fields, number, "")

    def _paper_at(self, data: SourceData, path: Path, fields: rows.Row, number: int, decision: str) -> Plain:
        paper_id = said(fields.get("id") or fields.get("paper_id") or fields.get("number")) or str(number)
        authors = rows.authors_in(fields.get("authors") or fields.get("author"))
        marks = [name for name in authors if re.search(r"[A-Za-z]\d|[†‡]", name)]
        if marks:
            told = f"“{marks[0][:60]}” has a mark of an affiliation behind the name"
            data.warn(
                (*path, "authors"), MARKS_OF_AFFILIATIONS, told, "write the name alone, or with its affiliation"
            )
        said_decision = said(fields.get("decision") or fields.get("type") or fields.get("presentation")).lower()
        found = next((kind for kind in ("oral", "spotlight", "poster", "demo") if kind in said_decision), decision)
        made = {
            "id": paper_id,
            "title": plain(said(fields.get("title") or fields.get("name"))),
            "authors": [rows.author(name) for name in authors],
            "abstract": paragraphs(said(fields.get("abstract"))),
            "decision": found,
            "award": plain(said(fields.get("award"))),
            **self._files_of(data, path, paper_id, fields),
        }
        for missing, code in (("abstract", NO_ABSTRACT), ("authors", NO_AUTHORS)):
            if not made[missing]:
                data.warn(path, code, f"paper {paper_id} has no {missing}", "add what is missing")
        return entry("paper", **made)

    def _tell_of_pdfs(self, data: SourceData) -> None:
        """Tell how many papers have no PDF, if there are PDFs at all."""
        names = [name for name in self.result.source.names if re.fullmatch(r"papers/(?:paper_)?\d+\.pdf", name)]
        ids = [said(lower(row).get("id")) for _, row in mappings(data.value, "title")]
        there = {re.sub(r"\D", "", name) for name in names}
        lacking = [each for each in ids if each and each not in there]
        if names and lacking:
            told = f"{len(lacking)} of {len(ids)} papers have no PDF in papers/, beginning with {lacking[0]}"
            data.warn((), MISSING_FILE, told, "add papers/paper_<id>.pdf, and import again")

    def _files_of(self, data: SourceData, path: Path, paper_id: str, fields: rows.Row) -> Plain:
        """The links of a paper: what its fields name, and the files that lie where ENLSP's sites have them."""
        usual = {
            "pdf": (f"papers/paper_{paper_id}.pdf", f"papers/{paper_id}.pdf"),
            "poster": tuple(f"images/posters/{paper_id}.{kind}" for kind in ("png", "jpg", "jpeg", "pdf")),
            "supplement": tuple(f"papers/paper_{paper_id}_supp.{kind}" for kind in ("pdf", "zip")),
        }
        made: Plain = {}
        for kind in LINKS:
            written = said(fields.get(kind) or fields.get(f"{kind}_link") or fields.get(f"{kind}_url"))
            if written.startswith(("http://", "https://")) or (written and kind in ("arxiv", "openreview", "doi")):
                made[kind] = written
                continue
            there = next((each for each in (written, *usual.get(kind, ())) if each and self.files.file(each)), "")
            if there:
                made[kind] = self.files.file(there)
            elif written:
                data.warn((*path, kind), MISSING_FILE, f"there is no file {written}: it is left out", "")
        if is_true(fields.get("has_supp")) and "supplement" not in made:
            data.warn((*path, "has_supp"), MISSING_FILE, f"there is no papers/paper_{paper_id}_supp.pdf", "")
        return made

    # The programme

    def sessions(self, programme: ProgrammeBuilder) -> list[tuple[str, list[Plain]]]:
        """The days of the schedule, each with its title (may be empty) and sessions. Reports `guessed-end`."""
        days: dict[str, list[Plain]] = {}
        for data, found in self.schedules:
            programme.begin_day()
            day = data.name.rpartition("/")[2].rpartition(".")[0].replace("_", " ") if len(self.schedules) > 1 else ""
            before = day
            written_rows = [FoundRow(row_of(self._resolved(row)), 0, on) for on, _, row in found]
            for (on, path, row), (written, _, _, is_guessed) in zip(found, ended(written_rows), strict=True):
                if on and on != before:
                    before = on
                    programme.begin_day()
                at = (*path, next((key for key in row if str(key).lower() in rows.TIMES), ""))
                if is_guessed:
                    told = f"“{short(written.title)}” has no end: {LAST} minutes are taken for it"
                    data.warn(at, GUESSED_END, told, "write when it ends")
                if made := programme.session(written, partial(self._tell, data, at)):
                    days.setdefault(before, []).append(made)
                else:
                    programme.lost.append(written)
            data.told()
        return list(days.items())

    def _tell(self, data: SourceData, at: Path, code: Code, message: str, hint: str) -> None:
        if code is BAD_TIME:
            self.result.lost["sessions"] += 1
        data.warn(at, code, message, hint)

    def _resolved(self, row: rows.Row) -> rows.Row:
        """A row whose speakers, or whose title, are keys of people in another file, with their names."""
        made = dict(row)
        for key, value in row.items():
            if isinstance(value, str) and value in self.keys:
                made.pop(key)
                made["speakers"] = self.keys[value]
            elif isinstance(value, list) and str(key).lower() in ("speakers", "speaker", "presenters", "panelists"):
                made[key] = [self.keys.get(said(each), each) for each in value]
        return made


def _is_programme(stem: str) -> bool:
    return bool(re.search(r"schedul|program|agenda|timetable", stem)) and not group_of(stem)


def name_of(value: Plain | str) -> str:
    """The name of a person, in short or not."""
    return str(value["name"]) if isinstance(value, dict) else facts.affiliated(value)[0]


def _lines(value: Any) -> list[tuple[Path, str]]:
    """The texts of a list, with their paths."""
    if not isinstance(value, list):
        value = (
            next((each for each in value.values() if isinstance(each, list)), []) if isinstance(value, dict) else []
        )
    return [((at,), said(each)) for at, each in enumerate(value) if said(each)]
