"""`_data/` of a Jekyll site: people in rows, committees in lines, schedules, papers, navigation."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from enlsp_site.diagnostics.origin import Path
from enlsp_site.importers.jekyll.files import Files
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.people import group_of, person
from enlsp_site.importers.parse.programme import Programme, row_of
from enlsp_site.importers.parse.prose import paragraphs, plain
from enlsp_site.importers.parse.tables import Data, is_true, lower, mappings, read_yaml, said
from enlsp_site.importers.result import Desk, Plain, entry, ordered
from enlsp_site.text import slugs

_COPY = re.compile(
    r"(?i)(?: - copy| copy|\(\d+\)|[-_ ](?:old|bak|backup|draft|v\d+|orig|tmp|test))$|^(?:copy of |old[-_ ])"
)


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


class Reader:
    """Reads the data files into the desk; what pages need to know of them stands in `groups` and `papers`."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self.desk = desk
        self.files = files
        self.groups: dict[str, str] = {}
        self.people: dict[str, Plain] = {}
        self.papers: list[Plain] = []
        self.papers_file = ""
        self.schedules: list[Data] = []
        self.nav: list[tuple[str, str, Data, Path]] = []

    def read(self, name: str) -> None:
        """Read a data file by what it is called, and by what is in it."""
        stem = name.rpartition("/")[2].rpartition(".")[0].lower()
        data = read_yaml(self.desk, name)
        if data.value in (None, [], {}):
            return
        if re.search(r"nav|menu", stem):
            self._navigation(data)
        elif re.search(r"schedul|program$|programme|agenda|timetable", stem) and not group_of(stem):
            self.schedules.append(data)
        elif "paper" in stem or re.search(r"accepted|orals?$|posters?$|spotlights?$", stem):
            self._papers(data, stem)
        elif group_of(stem) or any(mappings(data.value, "affiliation")):
            self._people(data, stem)
        else:
            self.desk.files[f"data/{slugs.slug(stem)}.yaml"] = data.value
            told = "this file is of a kind that no section is for; it is kept in content/data/"
            self.desk.warn(name, 1, "unknown-data", told, "templates of your own can show it")
        data.told()

    def _navigation(self, data: Data) -> None:
        for path, row in [*mappings(data.value, "url"), *mappings(data.value, "link")]:
            fields = lower(row)
            title, url = (
                plain(said(fields.get("title") or fields.get("name"))),
                said(fields.get("url") or fields.get("link")),
            )
            if title and url:
                self.nav.append((title, url, data, path))
            else:
                data.warn(path, "bad-navigation", "this entry of the navigation has no title or no address", "")

    # People

    def _people(self, data: Data, stem: str) -> None:
        group = group_of(stem) or slugs.slug(stem)
        made: list[Plain | str | None] = [self._person(data, path, row) for path, row in mappings(data.value, "name")]
        if not made:
            made = [self._line(data, path, text) for path, text in _lines(data.value)]
        people = [each for each in made if each]
        self.groups[stem] = group
        for each in people:
            if isinstance(each, dict):
                self.people.setdefault(slugs.slug(each["name"]), each)
        self.desk.put(f"people/{group}.yaml", people)

    def _person(self, data: Data, path: tuple[str | int, ...], row: dict[str, Any]) -> Plain | None:
        def photo(name: str) -> str:
            found = self.files.picture(name)
            if name and not found:
                data.warn(
                    path, "missing-file", f"there is no picture {name}: it is left out", "add it to static/images/"
                )
            return found

        made = person(row, photo)
        if "name" not in made:
            data.warn(path, "no-name", "this entry has no name, and is left out", "")
            return None
        return made

    def _line(self, data: Data, path: tuple[str | int, ...], text: str) -> str | None:
        name, affiliations, sound = facts.affiliated(plain(text))
        if not sound:
            told = f"the brackets of “{plain(text)[:60]}” do not match"
            data.warn(
                path,
                "brackets",
                f"{told}; it is read as {facts.in_short(name, affiliations)}",
                "look whether that is meant",
            )
        return facts.in_short(name, affiliations) if name else None

    # Papers

    def _papers(self, data: Data, stem: str) -> None:
        decision = next((kind for kind in ("oral", "spotlight", "poster", "demo") if kind in stem), "")
        rows = list(mappings(data.value, "title"))
        self.papers_file = self.papers_file or data.name
        self._tell_of_pdfs(data)
        for path, row in rows:
            paper = self._paper(data, path, lower(row), len(self.papers) + 1, decision)
            known = next(
                (
                    each
                    for each in self.papers
                    if each["id"] == paper["id"] and each.get("title") == paper.get("title")
                ),
                None,
            )
            if known:  # the same paper in a file of its kind
                self.papers[self.papers.index(known)] = ordered("paper", {**paper, **known})
            elif "title" in paper:
                self.papers.append(paper)

    def _paper(
        self, data: Data, path: tuple[str | int, ...], fields: dict[str, Any], number: int, decision: str
    ) -> Plain:
        paper_id = said(fields.get("id") or fields.get("paper_id") or fields.get("number")) or str(number)
        authors = authors_in(fields.get("authors") or fields.get("author"))
        marks = [name for name in authors if re.search(r"[A-Za-z]\d|[†‡]", name)]
        if marks:
            told = f"“{marks[0][:60]}” has a mark of an affiliation behind the name"
            data.warn(
                (*path, "authors"), "marks-of-affiliations", told, "write the name alone, or with its affiliation"
            )
        said_decision = said(fields.get("decision") or fields.get("type") or fields.get("presentation")).lower()
        found = next((kind for kind in ("oral", "spotlight", "poster", "demo") if kind in said_decision), decision)
        made = {
            "id": paper_id,
            "title": plain(said(fields.get("title"))),
            "authors": [author(name) for name in authors],
            "abstract": paragraphs(said(fields.get("abstract"))),
            "decision": found,
            "award": plain(said(fields.get("award"))),
            **self._files_of(data, path, paper_id, fields),
        }
        for missing in (name for name in ("abstract", "authors") if not made[name]):
            data.warn(path, f"no-{missing}", f"paper {paper_id} has no {missing}", "add what is missing")
        return entry("paper", **made)

    def _tell_of_pdfs(self, data: Data) -> None:
        """Tell how many papers have no PDF, if there are PDFs at all."""
        names = [name for name in self.desk.source.names if re.fullmatch(r"papers/(?:paper_)?\d+\.pdf", name)]
        ids = [said(lower(row).get("id")) for _, row in mappings(data.value, "title")]
        there = {re.sub(r"\D", "", name) for name in names}
        lacking = [each for each in ids if each and each not in there]
        if names and lacking:
            told = f"{len(lacking)} of {len(ids)} papers have no PDF in papers/, beginning with {lacking[0]}"
            data.warn((), "missing-file", told, "add papers/paper_<id>.pdf, and import again")

    def _files_of(self, data: Data, path: tuple[str | int, ...], paper_id: str, fields: dict[str, Any]) -> Plain:
        """The links of a paper: what its fields name, and the files that lie where ENLSP's sites have them."""
        usual = {
            "pdf": (f"papers/paper_{paper_id}.pdf", f"papers/{paper_id}.pdf"),
            "poster": tuple(f"images/posters/{paper_id}.{kind}" for kind in ("png", "jpg", "jpeg", "pdf")),
            "supplement": tuple(f"papers/paper_{paper_id}_supp.{kind}" for kind in ("pdf", "zip")),
        }
        made: Plain = {}
        for kind in (
            "pdf",
            "poster",
            "slides",
            "video",
            "code",
            "data",
            "arxiv",
            "openreview",
            "doi",
            "supplement",
            "url",
        ):
            written = said(fields.get(kind) or fields.get(f"{kind}_link") or fields.get(f"{kind}_url"))
            if written.startswith(("http://", "https://")) or (written and kind in ("arxiv", "openreview", "doi")):
                made[kind] = written
                continue
            there = next((each for each in (written, *usual.get(kind, ())) if each and self.files.file(each)), "")
            if there:
                made[kind] = self.files.file(there)
            elif written:
                data.warn((*path, kind), "missing-file", f"there is no file {written}: it is left out", "")
        if is_true(fields.get("has_supp")) and "supplement" not in made:
            data.warn((*path, "has_supp"), "missing-file", f"there is no papers/paper_{paper_id}_supp.pdf", "")
        return made

    # The programme

    def sessions(self, programme: Programme) -> list[tuple[str, list[Plain]]]:
        """The days of the schedule, each with its title (may be empty) and sessions."""
        days: dict[str, list[Plain]] = {}
        for data in self.schedules:
            programme.begin_day()
            day = data.name.rpartition("/")[2].rpartition(".")[0].replace("_", " ") if len(self.schedules) > 1 else ""
            self._sessions(data, programme, days, day)
            data.told()
        return list(days.items())

    def _sessions(self, data: Data, programme: Programme, days: dict[str, list[Plain]], day: str) -> None:
        for path, row in _rows(data.value):
            fields, at = lower(row), _key(path, row, "time")
            if said(fields.get("day") or fields.get("date")) not in ("", day):
                day = said(fields.get("day") or fields.get("date"))
                programme.begin_day()
            made = programme.session(row_of(row), partial(data.warn, at))
            if made:
                days.setdefault(day, []).append(made)
            else:
                programme.lost.append(row_of(row))


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


def _key(path: tuple[str | int, ...], row: dict[str, Any], name: str) -> tuple[str | int, ...]:
    """The path of a field of a row, whatever the case of its key."""
    return (*path, next((key for key in row if key.lower() == name), ""))


def _lines(value: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """The texts of a list, with their paths."""
    if not isinstance(value, list):
        value = (
            next((each for each in value.values() if isinstance(each, list)), []) if isinstance(value, dict) else []
        )
    return [((at,), said(each)) for at, each in enumerate(value) if said(each)]


def _rows(value: Any) -> list[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """The rows of a schedule: mappings that have a time."""
    for key in ("time", "time_start", "start"):
        if rows := list(mappings(value, key)):
            return rows
    return list(mappings(value, "title"))
