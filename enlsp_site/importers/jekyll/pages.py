"""The pages of a Jekyll site, section by section: into lists where they hold one, else into pages of Markdown."""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.importers.jekyll import without_data
from enlsp_site.importers.jekyll.data import Reader
from enlsp_site.importers.jekyll.files import Files
from enlsp_site.importers.parse import extracts, facts, headings
from enlsp_site.importers.parse.markup import Node, parsed
from enlsp_site.importers.parse.programme import Programme, normal
from enlsp_site.importers.parse.prose import Writer
from enlsp_site.importers.parse.sections import Section, page_of
from enlsp_site.importers.parse.tables import Data, lower, read_yaml, said
from enlsp_site.importers.result import Desk, Plain
from enlsp_site.text import slugs

LARGEST_PAGE = 512 << 10


class _Placed(NamedTuple):
    """A section with what it became: the name of a section of ours, and whether that is a page of words."""

    section: Section
    name: str
    is_page: bool


class Pages:
    """Reads pages, first all of them into sections with names, then, when all names are known, into words."""

    def __init__(self, desk: Desk, files: Files, data: Reader, year: str) -> None:
        self.desk = desk
        self.files = files
        self.data = data
        self.year = year
        self.title = self.theme = self.zone = self.banner = ""
        self.editions: list[Plain] = []
        self._placed: list[_Placed] = []
        self._anchors: dict[str, str] = {}
        self._shown: set[str] = set()
        self._tables: list[tuple[str, Section, list[without_data.Found]]] = []
        self._comments: list[str] = []
        self._ids: dict[str, Node] = {}
        self._news: list[tuple[Plain, list[Node]]] = []
        self._words: dict[str, tuple[str, str]] = {}

    def read(self, name: str) -> None:
        """Read a page of the source into sections."""
        page = page_of(self.desk.text(name, LARGEST_PAGE), name, self._include)
        front = read_yaml(self.desk, name, page.front, 2) if page.front.strip() else Data(self.desk, name, "", {})
        known = lower(front.value) if isinstance(front.value, dict) else {}
        title = said(known.get("title"))
        stem = name.rpartition("/")[2].partition(".")[0]
        self._ids = without_data.ids_in(page.sections)
        for section in page.sections:
            self._shown |= set(section.includes())
            self._look_at_comments(section)
        if stem == "index":
            self._hero(page.sections[0])
        elif _is_of_theme(page.sections):
            told = "this page is the sample of a theme, and is kept in a draft"
            self.desk.warn(name, 1, "sample-page", told, "delete the draft")
            words = "\n\n".join(self._writer(section, True).markdown(section.nodes) for section in page.sections)
            self.desk.keep(stem, title or stem, words)
            return
        else:
            self._anchors |= {stem.lower(): "", said(known.get("permalink")).strip("/").lower(): ""}
        for number, section in enumerate(page.sections):
            if not section.title and section.root().words() and stem != "index":
                section.title = title or stem.replace("_", " ").replace("-", " ").capitalize()
            elif section.level == 1 and number == 1 and stem == "index" and "workshop" in section.title.lower():
                self.title, section.title = self.title or section.title, ""
            if section.title or section.root().words() or section.includes():
                self._place(section, stem)

    def _include(self, name: str) -> str:
        """The text of an include that is plain HTML."""
        file = f"_includes/{name}"
        text = self.desk.text(file, LARGEST_PAGE) if file in self.desk.source else ""
        return "" if re.search(r"site\.data|\{%-?\s*for\b", text) else text

    # What a section is

    def _place(self, section: Section, stem: str) -> None:
        """Give a section its name, and take from it what a list is for."""
        groups = [group for include in section.includes() for group in self._group(include)]
        role = groups[0] if groups else headings.role_of(section.title)
        name = role or self._page_name(section)
        is_page = not (groups or (role and self._takes(role, section)))
        if is_page and (role in headings.TAKEN or role in self.data.groups.values()):
            name = self._page_name(section)
        for anchor in (*section.anchors, slugs.slug(section.title), section.title.lower().replace(" ", "_")):
            self._anchors.setdefault(anchor.lower(), name)
        if not self._anchors.get(stem.lower(), "x"):
            self._anchors[stem.lower()] = name
        self._placed.append(_Placed(section, name, is_page))
        if name == "schedule" and not self.zone:
            self.zone = facts.zone_told(f"{section.title} {section.root().words()[:600]}")

    def _group(self, include: str) -> list[str]:
        """What an include shows: a group of people, the schedule, the papers."""
        if include in self.data.groups:
            return [self.data.groups[include]]
        if "paper" in include and self.data.papers:
            return ["papers"]
        return ["schedule"] if "schedul" in include and self.data.schedules else []

    def _page_name(self, section: Section) -> str:
        return headings.page_name(section.title, tuple(self.data.groups.values()))

    def _takes(self, role: str, section: Section) -> bool:
        """Take out of a section what is of its kind. Whether there was something."""
        if role not in ("schedule", "sponsors"):
            section.with_lists()
        root, warn = section.root(), self._warn(section)
        if role == "dates":
            made = extracts.dates(root, self.year, warn)
            self.desk.put("dates.yaml", made)
            return bool(made)
        if role == "sponsors":
            return self._sponsors(section, root, warn)
        if role == "schedule":
            return self._take_tables(section, root)
        if role == "papers":
            return self._take_papers(root, warn)
        if role in ("editions", "news"):
            return self._take_links(root) if role == "editions" else self._take_news(root)
        return self._take_people(role, root, warn)

    def _sponsors(self, section: Section, root: Node, warn: extracts.Warn) -> bool:
        tiers: dict[str, list[Plain]] = {}
        for title, line, sponsor in extracts.sponsors(root, self.files.picture, warn):
            tier = extracts.spelt(title or section.title)
            if tier != (title or section.title):
                warn(line or section.line, "misspelt", f"“{title or section.title}” is read as “{tier}”", "")
            tiers.setdefault(tier, []).append(sponsor)
        self.desk.put("sponsors.yaml", [{"tier": tier, "sponsors": made} for tier, made in tiers.items()])
        return bool(tiers)

    def _take_people(self, group: str, root: Node, warn: extracts.Warn) -> bool:
        made: list[Plain | str] = [*extracts.cards(root, self.files.picture, warn)]
        made += extracts.names(root, warn) if group in ("committee", "volunteers") or not made else []
        for each in made:
            if isinstance(each, dict):
                self.data.people.setdefault(slugs.slug(each["name"]), each)
        self.desk.put(f"people/{group}.yaml", made)
        return bool(made)

    def _take_tables(self, section: Section, root: Node) -> bool:
        found = without_data.rows(root, self._ids)
        if found:
            self._tables.append((section.title, section, found))
        return bool(found)

    def _take_papers(self, root: Node, warn: extracts.Warn) -> bool:
        made = without_data.papers(root, self._ids, self.files, warn)
        known = {normal(paper["title"]) for paper in self.data.papers}
        for paper in (each for each in made if normal(each["title"]) not in known):
            while paper["id"] in {each["id"] for each in self.data.papers}:
                paper["id"] = f"{paper['id']}-2"
            self.data.papers.append(paper)
        self._shown |= {"papers"} if made else set()
        return bool(made)

    def _take_links(self, root: Node) -> bool:
        for node in root.all("a"):
            if node.attributes.get("href", "").startswith("http") and node.words():
                self.editions.append({"title": node.words(), "url": node.attributes["href"].strip()})
                extracts.use(node)
        return bool(self.editions)

    def _take_news(self, root: Node) -> bool:
        made: list[Plain] = []
        for node, text in extracts.lines_of(root):
            date = next(iter(facts.dated(text, self.year)), None)
            if date and date.start < 40:
                words = (text[: date.start] + text[date.end :]).strip(" :–-[]().📢")
                title = re.split(r"(?<=[.!?])\s", words)[0][:120]
                made.append({"date": date.days[0], "title": title, "text": ""})
                self._news.append((made[-1], node.children))
                extracts.use(node)
        self.desk.put("news.yaml", made)
        return bool(made)

    # The top of the page, and what is commented out

    def _hero(self, section: Section) -> None:
        """The banner, and the title that stands in it or in what was commented out."""
        root = section.root()
        for image in root.all("img"):
            if re.search(r"(?i)banner|hero|header|cover", image.attributes.get("src", "")) and not self.banner:
                self.banner = self.files.picture(image.attributes["src"])
                extracts.use(image)
        texts = [node for node in root.walk() if node.name == "#comment"]
        for node in [root, *(parsed(text.text) for text in texts)]:
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

    def _look_at_comments(self, section: Section) -> None:
        """Keep what is commented out and says something."""
        for node in [each for each in section.root().walk() if each.name == "#comment"]:
            inner = parsed(node.text, node.line)
            words = inner.words()
            if len(words.split()) < 5 and not inner.first("img", "a"):
                continue
            text = self._writer(section, False, True).markdown(inner.children)
            if text.strip():
                self._comments.append(f"In {section.file}, line {node.line}:\n\n{text}")

    # Words

    def finish(self) -> None:
        """Write the sections as pages, now that it is known what links can lead to."""
        for entry, nodes in self._news:
            words = self._writer(Section("", "", 1, (), 0), False).markdown(nodes)
            entry["text"] = words.partition(entry["title"])[2].strip() if entry["title"] in words else words
        for placed in self._placed:
            self._awards(placed.section)
            words = self._words_in(placed.section)
            if placed.is_page:
                groups = (
                    extracts.topics(placed.section.root()) if "call" in placed.name or "topic" in placed.name else []
                )
                body = self._words_in(placed.section)
                self.desk.page(
                    placed.name, placed.section.title or "Overview", body, **({"topics": groups} if groups else {})
                )
            else:
                self._head(placed, words)
        self.desk.keep("comments", "Commented out in the old site", "\n\n".join(self._comments))

    def _head(self, placed: _Placed, words: str) -> None:
        """Put a section's title and words above the list that it became."""
        for path in (f"{placed.name}.yaml", f"people/{placed.name}.yaml"):
            held = self.desk.files.get(path)
            if isinstance(held, dict):
                title = "" if placed.name == "sponsors" else placed.section.title
                intro = "\n\n".join(filter(None, (held.get("intro", ""), words)))
                heading = held.get("heading") or title
                rest = {key: each for key, each in held.items() if key not in ("heading", "intro")}
                self.desk.files[path] = {"heading": heading, "intro": intro, **rest}
                return
        self._words.setdefault(placed.name, (placed.section.title, words))

    def _words_in(self, section: Section) -> str:
        return self._writer(section, section.file.endswith((".md", ".markdown"))).markdown(section.nodes)

    def _awards(self, section: Section) -> None:
        """Give papers the awards that a line of the page tells of, `Best Paper Award: title`."""
        words = " ".join(node.words() for node in section.nodes)
        for found in re.finditer(
            r"\b((?:best|outstanding|runner-up|honou?rable)\b[^:.]{0,40}):\s*(?=(\S.{5,300}))", words, re.I
        ):
            said = normal(found[2])
            paper = next((each for each in self.data.papers if said.startswith(normal(each["title"]))), None)
            if paper is not None:
                paper["award"] = found[1].strip()

    def _writer(self, section: Section, raw: bool, quiet: bool = False) -> Writer:
        def link(address: str, node: Node) -> str:
            return self._link(address.strip(), Node("#quiet", 1) if quiet else node, section)

        def picture(address: str, node: Node) -> str:
            found = self.files.picture(address)
            if not found and not quiet:
                told = f"the picture {address[:80]} is not in the source"
                self._warn(section)(node.line, "missing-file", told, "add it to static/images/")
            return found

        return Writer(link, picture, raw)

    def _link(self, address: str, node: Node, section: Section) -> str:
        """Where a link leads on the new site."""
        if re.match(r"(?i)(?:https?:|mailto:|tel:)", address):
            return re.sub(r"\s", "", address)
        if file := self.files.file(address):
            return file
        path, _, anchor = address.lstrip("/").partition("#")
        stem = path.removesuffix("/").rpartition("/")[2].partition(".")[0].lower()
        for name in (anchor.lower(), stem):
            if name and self._anchors.get(name):
                return self._anchors[name]
        if stem in ("index", "") and not anchor:
            return "/"
        if stem in {placed.name for placed in self._placed}:
            return stem
        if section.file and node.name != "#quiet":
            told = f"the link to {address[:80]} leads nowhere on the new site: its words are kept without it"
            self._warn(section)(node.line, "broken-link", told, "link what is meant")
        return ""

    def _warn(self, section: Section) -> extracts.Warn:
        return lambda line, code, told, hint: self.desk.warn(section.file, line, code, told, hint)

    # What others ask

    def shows_papers(self) -> bool:
        """Whether a page of the site shows the accepted papers."""
        return any("paper" in name for name in self._shown) or any("paper" in name for name in self._page_stems())

    def _page_stems(self) -> list[str]:
        return [
            placed.section.file.rpartition("/")[2].lower()
            for placed in self._placed
            if "papers" in placed.section.file
        ]

    def days(self, programme: Programme) -> list[tuple[str, list[Plain]]]:
        """The days of the schedules that are tables in pages."""
        made = []
        for title, section, found in self._tables:
            made += without_data.days(found, programme, self._warn(section), "" if len(self._tables) == 1 else title)
        return made

    def workshop_days(self) -> list[str]:
        """The days of the workshop, by the important dates."""
        dates = self.desk.files.get("dates.yaml", {}).get("dates", [])
        rows = [each for each in dates if re.search(r"(?i)workshop|conference|event", each["name"])]
        rows = [each for each in rows if not re.search(r"(?i)submission|deadline|notif|regist", each["name"])] or rows
        return facts.days_of(rows[-1]) if rows else []

    def date_in(self, title: str) -> str:
        """The day that a heading of the schedule names."""
        found = facts.dated(title, self.year)
        return found[0].days[0] if found else ""

    def words_of(self, name: str) -> tuple[str, str]:
        """Heading and words of a section that became a list, as far as they have no place yet."""
        for placed in self._placed:
            if placed.name == name and not placed.is_page:
                return placed.section.title, ""
        return "", ""

    def line_of(self, name: str) -> tuple[str, int]:
        """Where a section of the source begins: its file and line."""
        found = next((each.section for each in self._placed if each.name == name), None)
        return (found.file, found.line) if found else (self.desk.source.single(), 1)

    def home(self) -> list[str]:
        """The sections in the order of the pages, without those of which nothing came."""
        names = dict.fromkeys(
            placed.name for placed in self._placed if placed.section.file.rpartition("/")[2].startswith("index.")
        )
        return [name for name in names if self._exists(name)]

    def _exists(self, name: str) -> bool:
        paths = (f"{name}.yaml", f"people/{name}.yaml")
        page = self.desk.pages.get(f"pages/{name}.md")
        return any(path in self.desk.files for path in paths) or (page is not None and "draft" not in page.front)

    def navigation(self) -> list[Plain]:
        """The navigation, its links to sections as such."""
        made = []
        for title, address, data, path in self.data.nav:
            url = self._link(address, Node("a", 1), Section("", "", 1, (), 0))
            if url and (url == "/" or "://" in url or self._exists(url)):
                made.append({"title": title, "url": url})
            else:
                told = f"the navigation's “{title}” leads to {address}, which is nowhere on the new site"
                data.warn(path, "broken-link", told, "add it to nav in site.yaml")
                data.told()
        return made


def _is_of_theme(sections: list[Section]) -> bool:
    words = " ".join(section.root().words() for section in sections)
    return "base Jekyll theme" in words or "This is the base" in words
