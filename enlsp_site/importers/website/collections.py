"""Collections: folders of files that are one entry each. What they hold is known by their names and their front
matter."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.importers.codes import GUESSED_END, NO_DATE, NO_NAME, REMOTE_PICTURE, SAMPLE_PAGE
from enlsp_site.importers.extract.cells import TIME
from enlsp_site.importers.extract.schedule import LAST
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.people import group_of, words
from enlsp_site.importers.parse.prose import paragraphs, plain
from enlsp_site.importers.parse.tables import SourceData, said
from enlsp_site.importers.result import ImportResult, Plain, entry
from enlsp_site.importers.website import rows
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.documents import MARKDOWN, PageParts, SourcePage, is_draft, tree, whole_lines
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.pages import PageReader
from enlsp_site.text import slugs

Entries = list[tuple[str, PageParts]]
SAMPLE = re.compile(
    r"(?i)welcome to jekyll|this is what included|^a (?:post|project|distill|simple|long)\b|lorem ipsum"
    r"|einstein|hello world"
)


class Collections:
    """Reads collections into the result."""

    def __init__(self, result: ImportResult, files: SourceFiles, data: DataFileReader, year: str) -> None:
        self.result = result
        self.files = files
        self.data = data
        self.year = year
        self.documents: list[SourcePage] = []

    def read(self, name: str, found: Entries) -> bool:
        """Read a collection. Whether its entries are in a list of ours; else they are pages, or drafts."""
        counted = [(file, parts) for file, parts in found if not is_draft(parts.fields)]
        for file, _ in [each for each in found if each not in counted]:
            self.result.note(f"{file} is not published, and is left out")
        if not counted:
            return True
        held = [parts.fields for _, parts in counted]
        kind = rows.kind_of(name, held) or ("people" if group_of(name) and any(map(rows.name_of, held)) else "")
        origin = f"collection/{name}"
        if kind == "people" or (kind == "schedule" and group_of(name)):
            self._people(name, origin, counted)
        elif kind == "schedule":
            self.data.schedules.append((SourceData(self.result, counted[0][0], "", held), self._timed(counted)))
            self.data.shown[origin] = "schedule"
        elif kind == "papers":
            self._papers(counted, origin)
        elif kind == "sponsors":
            for file, parts in counted:
                for tier, sponsor in rows.sponsors_of([parts.fields], self._picture(file)):
                    self.data.tiers.setdefault(tier or "Sponsors", []).append(sponsor)
            self.data.shown[origin] = "sponsors"
        elif re.search(r"news|announce|post|update|blog", name):
            self.news(counted)
            self.data.shown[origin] = "news"
        else:
            return False
        return True

    def _people(self, name: str, origin: str, found: Entries) -> None:
        made: list[Plain] = []
        timed: Entries = []
        for file, parts in found:
            own = rows.person_of(parts.fields, self._picture(file), self._words(parts))
            if "name" not in own:
                self.result.lose(
                    "people", file, 1, NO_NAME, "this entry has no name, and is left out", "write name in it"
                )
                continue
            if "photo" not in own and (photo := self._first_picture(parts)):
                own = entry("person", **{**own, "photo": photo})
            made.append(own)
            if TIME.match(rows.first(parts.fields, rows.TIMES)):
                timed.append((file, parts))
        group = group_of(name) or slugs.slug(name)
        self.data.groups[name.lower()] = group
        self.data.shown[origin] = group
        self.data.add_people(group, list(made))
        if timed and "_rooms" not in {each.partition("/")[0] for each in self.result.source.names}:
            self.data.schedules.append((SourceData(self.result, found[0][0], "", []), self._timed(timed)))

    def _words(self, parts: PageParts) -> str:
        """The words of an entry, without pictures and what is commented out."""
        body = re.sub(r"<!--.*?-->|<img\b[^>]*>|!\[[^\]]*\]\([^)]*\)", "", parts.body, flags=re.S)
        body = re.sub(r"\{%.{0,200}?%\}|\{\{.{0,200}?\}\}|\{:[^{}\n]*\}", "", body, flags=re.S)
        return words(body.strip()) if "<" in body else body.strip()

    def _first_picture(self, parts: PageParts) -> str:
        """The first picture in the words of an entry."""
        found = re.search(r"<img\b[^>]*\bsrc=[\"']([^\"']+)|!\[[^\]]*\]\(([^)\s]+)", parts.body)
        return self.files.picture(found[1] or found[2]) if found else ""

    def _picture(self, file: str) -> Any:
        def find(name: str) -> str:
            found = self.files.picture(name)
            if name and not found:
                code = REMOTE_PICTURE if "://" in name else MISSING_FILE
                self.result.warn(
                    file,
                    1,
                    code,
                    f"there is no picture {name[:80]} in the source: it is left out",
                    "add it to static/",
                )
            return found

        return find

    def _timed(self, found: Entries) -> list[tuple[str, rows.Path, rows.Row]]:
        """The rows of a programme whose entries are files; a person's has the title of the talk."""
        made: list[tuple[str, rows.Path, rows.Row]] = []
        for number, (file, parts) in enumerate(sorted(found, key=_order)):
            fields = dict(parts.fields)
            name = rows.name_of(fields)
            talk = rows.person_of(fields, lambda _: "").get("talk", {}) if name and "speakers" not in fields else {}
            begin, end = rows.first(fields, rows.TIMES), rows.first(fields, rows.ENDS)
            time = begin if re.search(r"[-–—]|\bto\b", begin) or not end else f"{begin} - {end}"
            row = {
                "time": re.sub(r"^(\d\d)(\d\d)\s*-\s*(\d\d)(\d\d)$", r"\1:\2 - \3:\4", time),
                "title": talk.get("title") or said(fields.get("title")) or (name if not talk else ""),
                "speakers": fields.get("speakers")
                or fields.get("speaker")
                or (name if talk or group_of("speaker") else ""),
                "abstract": said(fields.get("abstract")) or ("" if talk else self._words(parts)),
                "room": said(fields.get("room") or fields.get("location")),
                "duration": said(fields.get("duration")),
            }
            if time and not re.search(r"[-–—]|\bto\b", time) and not row["duration"]:
                row["duration"] = f"{LAST}m"
                told = f"“{row['title']}” has no end: it is read as {LAST} minutes long"
                self.result.warn(file, 1, GUESSED_END, told, "write when it ends")
            if row["title"] == row["speakers"]:
                row["title"] = f"Talk by {name}" if name else row["title"]
            made.append((said(fields.get("date") or fields.get("day")), (number,), row))
        return made

    def _papers(self, found: Entries, origin: str) -> None:
        self.data.papers_file = self.data.papers_file or found[0][0]
        for number, (file, parts) in enumerate(sorted(found, key=_order), 1):
            data = SourceData(self.result, file, "", {})
            fields = {"id": str(number), **parts.fields}
            if not fields.get("abstract"):
                fields["abstract"] = paragraphs(self._words(parts))
            self.data.add_paper(self.data.paper_of(data, fields, number))
            data.told()
        self.data.shown[origin] = "papers"

    def news(self, found: Entries) -> None:
        """Files with a date, in their front matter or their name, as news; samples of a theme are drafts.
        Reports `sample-page`."""
        made = []
        for file, parts in found:
            stem = file.rpartition("/")[2].rpartition(".")[0]
            named = re.match(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)$", stem)
            text = self._words(parts)
            title = plain(said(parts.fields.get("title"))) or (named[2].replace("-", " ") if named else "")
            title = title or re.split(r"(?<=[.!?])\s", plain(text))[0][:120]
            dated = next(
                iter(facts.dated(said(parts.fields.get("date")) or (named[1] if named else ""), self.year)), None
            )
            if _is_sample(title, text, dated.days[0] if dated else "", self.year):
                self.result.warn(
                    file,
                    1,
                    SAMPLE_PAGE,
                    "this is the sample of a theme, and is kept in a draft",
                    "delete the draft",
                )
                self.result.keep(stem, title or stem, text)
            elif dated and title:
                made.append({"date": dated.days[0], "title": title, "text": "" if plain(text) == title else text})
            else:
                self.result.lose(
                    "news",
                    file,
                    1,
                    NO_DATE,
                    f"“{title or stem}” has no date, and is kept in a draft",
                    "write date in it",
                )
                self.result.keep(stem, title or stem, text)
        self.result.put("news.yaml", made)

    def as_pages(self, name: str, found: Entries, pages: PageReader, show: Any) -> None:
        """Read the entries of another collection as pages, each under its own title: their tables and lists count.
        Reports `sample-page`."""
        for file, parts in sorted(found, key=_order):
            if is_draft(parts.fields):
                continue
            text = self._words(parts)
            if _is_sample(said(parts.fields.get("title")), text, "", self.year):
                self.result.warn(
                    file,
                    1,
                    SAMPLE_PAGE,
                    "this is the sample of a theme, and is kept in a draft",
                    "delete the draft",
                )
                self.result.keep(file.rpartition("/")[2], said(parts.fields.get("title")), text)
                continue
            pages.read(show(file, parts))
            self.data.shown.setdefault(f"collection/{name}", "")


def shown(name: str, parts: PageParts) -> SourcePage:
    """A document that holds no templates."""
    root = tree(whole_lines(parts.body, parts.first_line), name.endswith(MARKDOWN))
    root.line = parts.first_line
    return SourcePage(name, parts.fields, parts.front, root, said(parts.fields.get("title")))


def _order(each: tuple[str, PageParts]) -> tuple[float, str]:
    file, parts = each
    found = re.search(
        r"-?\d{1,6}", said(parts.fields.get("order") or parts.fields.get("sequence_id") or parts.fields.get("weight"))
    )
    return (float(found[0]) if found else 0, file)


def _is_sample(title: str, text: str, date: str, year: str) -> bool:
    """Whether a text came with a theme: by its words, or since it is from years before the edition."""
    is_old = bool(date and year.isdecimal() and int(date[:4]) < int(year) - 2)
    return (
        is_old
        or bool(SAMPLE.search(title) or SAMPLE.search(text[:400]))
        or bool(date and date[:4] < "2017" and not year)
    )
