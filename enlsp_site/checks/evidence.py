"""What the rules of `enlsp check` are shown: the records, the texts that they were read from, and the built site."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from enlsp_site.checks.site.page import PageFacts
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop


class ContentSource:
    """A content file: its `text`, and `visible`, the same with blanks where its comments are, so that places stay.
    `kept` is for what several rules find in it."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.kept: dict[str, Any] = {}
        self.text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def visible(self) -> str:
        """The text without what no page shows."""
        if self.file.endswith(".md"):
            head, body = _parted(self.text)
            return _without_comments(head) + _HTML_COMMENT.sub(_blank, body)
        return self.text if self.file.endswith((".csv", ".bib")) else _without_comments(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Origin:
        """The origin of a character of the text."""
        line = bisect_right(self._starts, offset)
        return Origin(self.file, (), line, offset - self._starts[line - 1] + 1)

    def find(self, words: str) -> Iterator[int]:
        """Where words stand in what is visible, as wholes: no letter follows them or comes before them."""
        before, after = r"(?<!\w)" * words[:1].isalnum(), r"(?!\w)" * words[-1:].isalnum()
        yield from (found.start() for found in re.finditer(before + re.escape(words) + after, self.visible))


_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


def _parted(text: str) -> tuple[str, str]:
    """The front matter of a page, with its fences, and the rest."""
    found = re.match(r"---[ \t]*\n.*?^---[ \t]*$", text, re.S | re.M)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _without_comments(text: str) -> str:
    """YAML with blanks for its comments, as far as lines tell: what follows ` #` outside of quotes."""
    if "#" not in text:
        return text
    return "\n".join(_uncommented(line) if "#" in line else line for line in text.split("\n"))


def _uncommented(line: str) -> str:
    """A line with blanks for its comment. A quote opens where a value may begin, and not within a word."""
    quote, skipped = "", False
    for at, letter in enumerate(line):
        before = line[at - 1] if at else " "
        if skipped:
            skipped = False
        elif quote:
            skipped = letter == "\\" and quote == '"'
            quote = "" if letter == quote else quote
        elif letter in "\"'" and (before in " \t[{,:-" or before == letter == "'"):
            quote = letter
        elif letter == "#" and before in " \t":
            return line[:at] + " " * (len(line) - at)
    return line


class PublishedFile(NamedTuple):
    """A file that is published: how many bytes it has, what reads them, and the file that it is a copy of (its name
    from the site's folder), empty for one that is made."""

    size: int
    read: Callable[[], bytes]
    source: str = ""


class PageSource(NamedTuple):
    """Where a page comes from: its template, and what finds the content files in which its values were written."""

    template: str
    files: Callable[[], tuple[str, ...]]


class PublishedSite(NamedTuple):
    """What was built: the `pages` by path, all `files`, and `seen`, which says where a page comes from. `whole` says
    that no page is missing for an error."""

    pages: Mapping[str, PageFacts]
    files: Mapping[str, PublishedFile]
    seen: Callable[[str], PageSource]
    whole: bool = True


class SourceTree(NamedTuple):
    """What it was built from: the `texts` of the content files, the sizes of all files in the site's folders
    (`tree`), and the lists of built sites that git keeps (`tracked`)."""

    texts: Mapping[str, bytes]
    tree: Mapping[str, int]
    tracked: tuple[str, ...]


class SiteTemplates(NamedTuple):
    """What reads the texts of all templates by name, and the names of those that are the site's own."""

    read: Callable[[], Mapping[str, str]]
    own: frozenset[str]


class Evidence:
    """Everything that rules look at. Nothing in it is read before a rule asks.

    `workshop` is as it was read, with papers that are not public yet. `today` is the day of the check, in UTC.
    """

    def __init__(
        self,
        workshop: Workshop,
        built: PublishedSite,
        sources: SourceTree,
        templates: SiteTemplates,
        base_url: str,
        today: dt.date,
    ) -> None:
        self.workshop = workshop
        self.pages, self.files, self._seen, self.whole = built
        self._texts, self.tree, self.tracked = sources
        self._read_templates, self._own = templates
        self.base_url = base_url
        self.today = today
        self._sources: dict[str, ContentSource] = {}

    @cached_property
    def _templates(self) -> Mapping[str, str]:
        return self._read_templates()

    def source(self, file: str) -> ContentSource | None:
        """A content file; None if there is none of that name."""
        if file not in self._sources:
            if file not in self._texts:
                return None
            self._sources[file] = ContentSource(file, self._texts[file])
        return self._sources[file]

    @cached_property
    def sources(self) -> tuple[ContentSource, ...]:
        """All content files, without the schemas and templates beside them."""
        names = [name for name in self._texts if name.startswith(("content/", "editions/"))]
        return tuple(found for name in names if (found := self.source(name)))

    def named(self, name: str) -> bool:
        """Whether the name of a file stands in content, in a template, or in a stylesheet or script of the site."""
        return name in self._all_texts

    @cached_property
    def _all_texts(self) -> str:
        styles = (each for path, each in self.files.items() if path.endswith((".css", ".js", ".mjs")))
        read = (each.read().decode("utf-8", "replace") for each in styles if not each.source.startswith("/"))
        return "\n".join([*(source.visible for source in self.sources), *self._templates.values(), *read])

    def own_templates(self) -> list[tuple[str, str]]:
        """The names and texts of the site's own templates."""
        if not self._own:
            return []
        return [(f"templates/{name}", text) for name, text in self._templates.items() if name in self._own]

    def edition_of(self, file: str) -> Edition | None:
        """The edition that a content file belongs to; None for a file outside of all of them."""
        return next((each for each in self.workshop.editions if file.startswith(f"{each.folder}/")), None)

    @cached_property
    def linked(self) -> frozenset[str]:
        """The paths of all that pages link or load within the site."""
        found: set[str] = set()
        for path, page in self.pages.items():
            folder = path.rpartition("/")[0]
            addresses = {address for address, _ in page.links}.union(page.wanted)
            found |= {_joined(folder, address) for address in addresses if ":" not in address and address[:2] != "//"}
        return frozenset(found)

    def again(self, origin: Origin, anchor: str) -> Origin:
        """Where a file gives the id `anchor` for the second time, as far as it is written there; else the origin."""
        source = self.source(origin.file)
        written = re.compile(rf"""\bid\s*=\s*["']?{re.escape(anchor)}["'\s>]|\{{\s*#{re.escape(anchor)}\b""")
        places = [found.start() for found in written.finditer(source.visible)] if source else []
        return source.place(places[1]) if source and len(places) > 1 else origin

    def template_of(self, page: str) -> str:
        """The template that a page is made with."""
        return self._seen(page).template

    def made_of(self, page: str) -> Origin:
        """What a page is made of above all: the first content file that it shows values of, else its template."""
        seen = self._seen(page)
        return Origin(seen.files()[0], (), 1, 1) if seen.files() else self._template(seen.template, page, ())

    def trace(self, page: str, *words: str) -> list[Origin]:
        """Where that stands which a built page shows: each place in the content files that the page is made of, else
        in all content; else the template that says it, else that of the page."""
        seen = self._seen(page)
        mine = [found for file in seen.files() if (found := self.source(file))]
        rest = [source for source in self.sources if source.file not in seen.files()]
        for sources in (mine, rest):
            for each in words:
                places = [source.place(at) for source in sources for at in source.find(each)] if each else []
                if places:
                    return places
        return [self._template(seen.template, page, words)]

    def _template(self, template: str, page: str, words: tuple[str, ...]) -> Origin:
        names = [template, *(name for name in self._templates if name != template)]
        for each in filter(None, words):
            for name in names:
                text = self._templates.get(name, "")
                if each in text:
                    at = text.index(each)
                    return Origin(self._named(name), (), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        return Origin(self._named(template)) if template in self._templates else Origin(f"(built) {page}")

    def _named(self, template: str) -> str:
        return f"templates/{template}" if template in self._own else f"(theme) templates/{template}"


def _joined(folder: str, address: str) -> str:
    """The path that a relative address means."""
    path = address.partition("#")[0].partition("?")[0]
    return posixpath.normpath(posixpath.join(folder, unquote(path) if "%" in path else path))
