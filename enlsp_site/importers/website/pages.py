"""Pages of a website, section by section: into lists where they hold one, else into pages of Markdown.

All pages are read first, so that it is known what links can lead to; then what is left of each section is written as
words. Nothing is dropped: what is no list is a page, what is commented out, and what stands in footers, a draft.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.content.codes import BROKEN_LINK
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.codes import GUESSED_END, SAMPLE_PAGE
from enlsp_site.importers.extract import schedule, topics
from enlsp_site.importers.extract.lines import use
from enlsp_site.importers.extract.windows import ElementsById
from enlsp_site.importers.parse import facts, headings
from enlsp_site.importers.parse.markup import Node, parsed
from enlsp_site.importers.parse.programme import ProgrammeBuilder, normal
from enlsp_site.importers.parse.prose import MarkdownWriter
from enlsp_site.importers.result import ImportResult, Plain
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.documents import SourcePage
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.sections import PageSection, sections_of
from enlsp_site.importers.website.taking import ListExtractor
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.text import slugs

_NO_DAY = re.compile(r"(?i)submission|deadline|notif|regist|accept|propos|announc|call|camera|review")
"""Dates that are of a workshop, and none on which it takes place."""

_SAMPLES = (
    "base Jekyll theme",
    "This is the base",
    "Every project has a beautiful feature showcase page",  # al-folio
    "For now, this page is assumed to be a static description of your courses",
)
"""What pages say that a theme brings along."""


class PlacedSection(NamedTuple):
    """A section with what it became: the name of a section of ours, and whether that is a page of words."""

    section: PageSection
    name: str
    is_page: bool


class PageReader:
    """Reads pages, first all of them into sections with names, then, when all names are known, into words."""

    def __init__(self, result: ImportResult, files: SourceFiles, data: DataFileReader, year: str) -> None:
        self.result = result
        self.files = files
        self.data = data
        self.year = year
        self.title = self.theme = self.zone = self.banner = ""
        self.taker = ListExtractor(result, files, data, year)
        self.placed: list[PlacedSection] = []
        self.urls: dict[str, str] = {}
        self._comments: list[str] = []
        self._footers: dict[str, str] = {}

    def read(self, document: SourcePage) -> None:
        """Read a page of the source into sections. Reports `sample-page`."""
        self.data.texts.add_page(document.name, document.root)
        sections = sections_of(document.root, document.name, document.root.line)
        self.taker.windows = ElementsById([section.root for section in sections])
        for section in sections:
            self.taker.shown |= set(section.shows())
            self._look_at_comments(section)
        self._keep_footer(document)
        if document.is_index:
            self._hero(sections)
        elif _is_of_theme(sections):
            told = "this page is the sample of a theme, and is kept in a draft"
            self.result.warn(document.name, 1, SAMPLE_PAGE, told, "delete the draft")
            self.keep(document)
            return
        for address in (document.stem.lower(), document.url.strip("/").lower()):
            if address:
                self.urls.setdefault(address, "")
        for number, section in enumerate(sections):
            if not section.title and (section.root.words() or section.shows()) and not document.is_index:
                section.title = document.title or document.stem.replace("_", " ").replace("-", " ").capitalize()
            elif section.level == 1 and number == 1 and document.is_index and _is_workshop(section.title):
                self.title, section.title = self.title or section.title, ""
            if section.title or section.root.words() or section.shows() or section.root.first("img"):
                self._place(section, document)

    def keep(self, document: SourcePage) -> None:
        """Keep a page as a draft."""
        section = PageSection(document.name, document.title, document.root.line, (), 0)
        for node in document.root.children:
            section.add(node)
        title = document.title or document.stem
        self.result.keep(document.stem, title, self.writer(section, True).markdown(section.root.children))

    def _keep_footer(self, document: SourcePage) -> None:
        """Keep the words of a footer once, in a draft."""
        for node in document.footer:
            if node.words() and node.words() not in self._footers:
                section = PageSection(document.name, "", node.line, (), 0)
                section.add(node)
                self._footers[node.words()] = self.writer(section, True).markdown([node])

    # What a section is

    def _place(self, section: PageSection, document: SourcePage) -> None:
        """Give a section its name, and take from it what a list is for."""
        shown = [name for name in section.shows() if name]
        role = shown[0] if shown else headings.role_of(section.title) or self._inherited(section, document)
        taken = self.taker.take(role, section) if role else self.taker.holds(section)
        name = (role if role and (shown or taken) else "") or taken or self._page_name(section)
        is_page = not shown and not taken
        for anchor in (*section.anchors, slugs.slug(section.title), section.title.lower().replace(" ", "_")):
            self.urls.setdefault(anchor.lower(), name)
        for address in (document.stem.lower(), document.url.strip("/").lower()):
            if address and not self.urls.get(address, "x"):
                self.urls[address] = name
        self.placed.append(PlacedSection(section, name, is_page))
        if name == "schedule" and not self.zone:
            self.zone = facts.zone_told(f"{section.title} {section.root.words()[:600]}")

    def _inherited(self, section: PageSection, document: SourcePage) -> str:
        """What a section of a page is whose title says that it is one list, such as a day of the programme."""
        if document.is_index or headings.is_words(section.title):
            return ""
        return headings.role_of(document.title or document.stem.replace("-", " ").replace("_", " "))

    def _page_name(self, section: PageSection) -> str:
        return headings.page_name(section.title, tuple(self.data.groups.values()))

    # The top of the page, and what is commented out

    def _hero(self, sections: list[PageSection]) -> None:
        """The banner, and the title that stands in it or in what was commented out."""
        for image in [image for section in sections[:2] for image in section.root.all("img")]:
            if re.search(r"(?i)banner|hero|header|cover", image.attributes.get("src", "")) and not self.banner:
                self.banner = self.files.picture(image.attributes["src"])
                use(image)
        root = sections[0].root
        comments = [node for node in root.walk() if node.name == "#comment"]
        for node in [root, *(parsed(text.text) for text in comments)]:
            lines = [
                " ".join(each.text.split()) for each in node.walk() if each.name == "#text" and each.text.strip()
            ]
            at = next(
                (at for at, line in enumerate(lines) if re.search(r"\bWorkshop on\b", line) and len(line) < 160), -1
            )
            if at >= 0 and not self.title:
                self.title = lines[at]
                rest = [line for line in lines[at + 1 : at + 3] if len(line) < 90] if node is not root else []
                self.theme = " ".join(rest)

    def _look_at_comments(self, section: PageSection) -> None:
        """Keep what is commented out and says something."""
        for node in [each for each in section.root.walk() if each.name == "#comment"]:
            inner = parsed(node.text, node.line)
            words = inner.words()
            if len(words.split()) < 5 and not inner.first("img", "a"):
                continue
            text = self.writer(section, True).markdown(inner.children)
            if text.strip():
                self._comments.append(f"In {section.file}, line {node.line}:\n\n{text}")

    # Words

    def finish(self) -> None:
        """Write the sections as pages, now that it is known what links can lead to."""
        for made, nodes in self.taker.news:
            words = self.writer(PageSection("", "", 1, (), 0)).markdown(nodes)
            made["text"] = words.partition(made["title"])[2].strip() if made["title"] in words else words
        for placed in self.placed:
            self._awards(placed.section)
            if not placed.is_page:
                self._head(placed, self._words_in(placed.section))
                continue
            groups = topics.topics(placed.section.root) if re.search(r"call|topic", placed.name) else []
            body = self._words_in(placed.section)
            front = {"topics": groups} if groups else {}
            self.result.page(placed.name, placed.section.title or "Overview", body, **front)
        self.result.keep("comments", "Commented out in the old site", "\n\n".join(self._comments))
        self.result.keep("footer", "The footer of the old site", "\n\n".join(self._footers.values()))
        self.result.put(
            "sponsors.yaml", [{"tier": tier, "sponsors": made} for tier, made in self.data.tiers.items() if made]
        )

    def _head(self, placed: PlacedSection, words: str) -> None:
        """Put a section's title and words above the list that it became; many words are a page of their own."""
        if len(words) > 3000:
            self.result.page(f"{placed.name}-page", placed.section.title or placed.name.capitalize(), words)
            words = ""
        for path in (f"{placed.name}.yaml", f"people/{placed.name}.yaml"):
            held = self.result.files.get(path)
            if isinstance(held, dict):
                title = "" if placed.name == "sponsors" else _heading(placed)
                intro = "\n\n".join(filter(None, (held.get("intro", ""), words)))
                heading = held.get("heading") or title
                rest = {key: each for key, each in held.items() if key not in ("heading", "intro")}
                self.result.files[path] = {"heading": heading, "intro": intro, **rest}
                return
        if placed.name in ("schedule", "papers", "sponsors"):
            self._waiting.setdefault(placed.name, []).append(words)
        elif words:
            self.result.page(f"{placed.name}-page", placed.section.title or placed.name.capitalize(), words)

    @property
    def _waiting(self) -> dict[str, list[str]]:
        return self.__dict__.setdefault("_held_words", {})  # type: ignore[no-any-return]

    def _words_in(self, section: PageSection) -> str:
        return self.writer(section).markdown(section.root.children)

    def _awards(self, section: PageSection) -> None:
        """Give papers the awards that a line of the page tells of, `Best Paper Award: title`."""
        words = section.root.words()
        for found in re.finditer(
            r"\b((?:best|outstanding|runner-up|honou?rable)\b[^:.]{0,40}):\s*(?=(\S.{5,300}))", words, re.I
        ):
            told = normal(found[2])
            paper = next((each for each in self.data.papers if told.startswith(normal(each["title"]))), None)
            if paper is not None:
                paper["award"] = found[1].strip()

    def writer(self, section: PageSection, quiet: bool = False) -> MarkdownWriter:
        """What writes the words of a section, with its links and pictures where they are on the new site."""

        def link(address: str, node: Node) -> str:
            return self.link(address.strip(), node, section, quiet)

        def picture(address: str, node: Node) -> str:
            found = self.files.picture(address)
            if not found and not quiet and "://" not in address:
                told = f"the picture {address[:80]} is not in the source"
                self.taker.warn(section)(node.line, MISSING_FILE, told, "add it to static/images/")
            return found or (address if address.startswith(("http://", "https://")) else "")

        return MarkdownWriter(link, picture)

    def link(self, address: str, node: Node, section: PageSection, quiet: bool = False) -> str:
        """Where a link leads on the new site; an empty text where it leads nowhere."""
        if address.startswith("www."):
            return f"https://{address}"
        if re.match(r"(?i)(?:https?:|mailto:|tel:)", address):
            return re.sub(r"\s", "", address)
        if file := self.files.file(address):
            return file
        path, _, anchor = self.files.local(address).lstrip("/").partition("#")
        path = re.sub(r"\?.*$", "", path).removesuffix("/")
        whole = re.sub(r"(?:/?index)?\.(?:html?|md|markdown)$", "", path).lower()
        for name in (anchor.lower(), whole, whole.rpartition("/")[2]):
            if name and self.urls.get(name):
                return self.urls[name]
        if whole in ("index", "") and not anchor:
            return "/"
        if whole in {placed.name for placed in self.placed}:
            return whole
        if section.file and not quiet:
            told = f"the link to {address[:80]} leads nowhere on the new site: its words are kept without it"
            self.taker.warn(section)(node.line, BROKEN_LINK, told, "link what is meant")
        return ""

    # What others ask

    def shows_papers(self) -> bool:
        """Whether a page of the site shows the accepted papers."""
        return "papers" in self.taker.shown or any("paper" in placed.section.file.lower() for placed in self.placed)

    def days(self, programme: ProgrammeBuilder) -> list[tuple[str, list[Plain]]]:
        """The days of the programmes that stand in pages."""
        days: dict[str, list[Plain]] = {}
        for title, section, found in self.taker.rows:
            before = "\0"
            for each in found:
                day = each.day or schedule.day_in(title) or ("" if len(self.taker.rows) == 1 else title)
                if day != before:
                    programme.begin_day()
                    before = day
                self._session(programme, section, each, days.setdefault(day, []))
        return [(day, made) for day, made in days.items() if made]

    def _session(
        self, programme: ProgrammeBuilder, section: PageSection, found: schedule.FoundRow, made: list[Plain]
    ) -> None:
        def tell(code: Code, told: str, hint: str) -> None:
            if code is BAD_TIME:
                self.result.lost["sessions"] += 1
            self.result.warn(section.file, found.line, code, told, hint)

        session = programme.session(found.row, tell)
        if session is None:
            programme.lost.append(found.row)
            return
        same = next(
            (each for each in made if each["time"] == session["time"] and each.get("title") == session.get("title")),
            None,
        )
        if same is None:
            made.append(session)
            if found.is_guessed:
                told = f"“{session.get('title', '')}” has no end: it is read as {schedule.LAST} minutes long"
                self.result.warn(section.file, found.line, GUESSED_END, told, "write when it ends")

    def workshop_days(self) -> list[str]:
        """The days of the workshop, by the important dates."""
        held = self.result.files.get("dates.yaml", {}).get("dates", [])
        found = [each for each in held if re.search(r"(?i)workshop|conference|event", each["name"])]
        found = [each for each in found if not _NO_DAY.search(each["name"])] or found
        return facts.days_of(found[-1]) if found else []

    def date_in(self, title: str) -> str:
        """The day that a heading of the schedule names."""
        found = facts.dated(title, self.year)
        return found[0].days[0] if found else ""

    def words_of(self, name: str) -> tuple[str, str]:
        """Heading and words of a section that became a list, as far as they have no place yet."""
        for placed in self.placed:
            if placed.name == name and not placed.is_page:
                return _heading(placed), "\n\n".join(filter(None, self._waiting.get(name, [])))
        return "", ""

    def line_of(self, name: str) -> tuple[str, int]:
        """Where a section of the source begins: its file and line."""
        found = next((each.section for each in self.placed if each.name == name), None)
        return (found.file, found.line) if found else (self.result.source.single(), 1)

    def home(self) -> list[str]:
        """The sections in the order of the index, without those of which nothing came."""
        names = dict.fromkeys(
            placed.name
            for placed in self.placed
            if re.search(r"(?:^|/)_?index\.|^_pages/about\.", placed.section.file)
        )
        return [name for name in names if self.exists(name)]

    def exists(self, name: str) -> bool:
        """Whether something of this name is published."""
        paths = (f"{name}.yaml", f"people/{name}.yaml")
        page = self.result.pages.get(f"pages/{name}.md")
        return any(path in self.result.files for path in paths) or (page is not None and "draft" not in page.front)

    def navigation(self) -> list[Plain]:
        """The navigation, its links to sections as such. Reports `broken-link`."""
        made = []
        for title, address, data, path in self.data.nav:
            url = self.link(address, Node("a", 1), PageSection("", "", 1, (), 0))
            if url and (url == "/" or "://" in url or self.exists(url)):
                made.append({"title": title, "url": url})
            else:
                told = f"the navigation's “{title}” leads to {address}, which is nowhere on the new site"
                data.warn(path, BROKEN_LINK, told, "add it to nav in site.yaml")
                data.told()
        return made


def _heading(placed: PlacedSection) -> str:
    """The heading of a list: that of its section, if that says what the list is, and no more than a day of it."""
    title = placed.section.title
    return title if headings.role_of(title) or placed.section.shows() else ""


def _is_workshop(title: str) -> bool:
    return bool(re.search(r"(?i)workshop|symposium|conference|seminar", title))


def _is_of_theme(sections: list[PageSection]) -> bool:
    words = " ".join(section.root.words() for section in sections)
    return any(each in words for each in _SAMPLES)
