"""What sections hold besides words, taken out of them into the lists that it is for."""

from __future__ import annotations

import re

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.extract import dates, people, schedule, sponsors
from enlsp_site.importers.extract import papers as paper_lists
from enlsp_site.importers.extract.cells import kind_of, tables_in
from enlsp_site.importers.extract.lines import use
from enlsp_site.importers.extract.windows import ElementsById
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.codes import MISSPELT
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.tables import said
from enlsp_site.importers.result import ImportResult, Plain
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.sections import PageSection
from enlsp_site.model.codes import BAD_DATE
from enlsp_site.text import slugs

_REVIEWERS = re.compile(r"(?i)\breviewers\b|\bprogram(?:me)? committee\b")


class ListExtractor:
    """Takes lists out of sections. `rows` are the programmes that were found, each with its heading and section,
    `news` the pieces of news with the nodes of their words, `shown` the lists that a page shows."""

    def __init__(self, result: ImportResult, files: SourceFiles, data: DataFileReader, year: str) -> None:
        self.result = result
        self.files = files
        self.data = data
        self.year = year
        self.windows = ElementsById([])
        self.rows: list[tuple[str, PageSection, list[schedule.FoundRow]]] = []
        self.news: list[tuple[Plain, list[Node]]] = []
        self.editions: list[Plain] = []
        self.shown: set[str] = set()

    def take(self, role: str, section: PageSection) -> str:
        """Take out of a section what is of its kind. The name of the list that it became; an empty text if there was
        none."""
        root, warn = section.root, self.warn(section)
        if role == "dates":
            made = dates.dates(root, self.year, warn)
            self._put_dates(made)
            return "dates" if made else ""
        if role == "sponsors":
            return "sponsors" if self._sponsors(section, root, warn) else ""
        if role == "schedule":
            return "schedule" if self._take_rows(section, root) else self.holds(section)
        if role == "papers":
            root.attributes["title"] = section.title
            return "papers" if self._take_papers(root, warn) else ""
        if role == "editions":
            return "editions" if self._take_links(root) else ""
        if role == "news":
            return "news" if self._take_news(root) else ""
        if role == "organizers" and not group_of(section.title) and _REVIEWERS.search(root.words()[:400]):
            role = "committee"  # the thanks below those who organize
        is_talks = (
            role == "speakers" and re.search(r"(?i)talk", section.title) and not self._people_of(section, role, False)
        )
        return role if not is_talks and self._people_of(section, role, True) else self.holds(section)

    def _people_of(self, section: PageSection, group: str, is_loose: bool) -> bool:
        made = people.people(section.root, self.files.picture, self.warn(section), is_loose)
        self.data.add_people(group, made)
        return bool(made)

    def holds(self, section: PageSection) -> str:
        """Take out of a section whose heading says nothing what a list is for. The name of the list, or an
        empty text."""
        root, warn = section.root, self.warn(section)
        kinds = [kind_of(table) for table in tables_in(root)]
        if "schedule" in kinds and self._take_rows(section, root):
            return "schedule" if not root.words() else ""
        if "papers" in kinds and self._take_papers(root, warn):
            return "papers" if not root.words() else ""
        made = dates.hidden(root, self.year, warn)
        self._put_dates(made)
        if made and not root.words():
            return "dates"
        portraits = [image for image in root.all("img") if is_name(said(image.attributes.get("alt")))]
        if "portraits" in kinds or len(portraits) > 1:
            group = slugs.slug(section.title) or "people"
            if self._people_of(section, group, False):
                return group if not root.words() else ""
        return ""

    def _put_dates(self, made: list[Plain]) -> None:
        known = {
            (each["name"].lower(), str(each["date"]))
            for each in self.result.files.get("dates.yaml", {}).get("dates", [])
        }
        self.result.put(
            "dates.yaml", [each for each in made if (each["name"].lower(), str(each["date"])) not in known]
        )

    def _sponsors(self, section: PageSection, root: Node, warn: dates.Warn) -> bool:
        found = sponsors.sponsors(root, self.files.picture, warn)
        for title, line, sponsor in found:
            tier = sponsors.spelt(title or section.title)
            if tier != (title or section.title):
                warn(line or section.line, MISSPELT, f"“{title or section.title}” is read as “{tier}”", "")
            held = self.data.tiers.setdefault(tier, [])
            if sponsor["name"].lower() not in {
                each["name"].lower() for tiers in self.data.tiers.values() for each in tiers
            }:
                held.append(sponsor)
        return bool(found)

    def _take_rows(self, section: PageSection, root: Node) -> bool:
        found = schedule.rows(root, self.windows)
        if found:
            self.rows.append((section.title, section, found))
        return bool(found)

    def _take_papers(self, root: Node, warn: dates.Warn) -> bool:
        made = paper_lists.papers(root, self.windows, self.files, warn)
        for paper in made:
            self.data.add_paper(paper)
        self.shown |= {"papers"} if made else set()
        return bool(made)

    def _take_links(self, root: Node) -> bool:
        for node in root.all("a"):
            if node.attributes.get("href", "").startswith("http") and node.words():
                self.editions.append({"title": node.words(), "url": node.attributes["href"].strip()})
                use(node)
        return bool(self.editions)

    def _take_news(self, root: Node) -> bool:
        made: list[Plain] = []
        for node, text in dates.lines_of(root):
            date = next(iter(facts.dated(text, self.year)), None)
            if date and date.start < 40:
                words = (text[: date.start] + text[date.end :]).strip(" :–-[]().📢")
                title = re.split(r"(?<=[.!?])\s", words)[0][:120]
                if not title:
                    continue
                made.append({"date": date.days[0], "title": title, "text": ""})
                self.news.append((made[-1], node.children))
                use(node)
        self.result.put("news.yaml", made)
        return bool(made)

    def warn(self, section: PageSection) -> dates.Warn:
        """What tells of a line of a section."""

        def tell(line: int, code: Code, told: str, hint: str) -> None:
            if code is BAD_DATE:
                self.result.lost["dates"] += 1
            self.result.warn(section.file, line, code, told, hint)

        return tell
