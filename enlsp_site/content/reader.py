"""What the readers of an edition share: the problems found, and how links, pictures and Markdown are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from typing import Any, TypeVar
from urllib.parse import unquote

from enlsp_site.content import fonts, markdown_losses, pictures, validate, written_paths
from enlsp_site.content.codes import BROKEN_LINK, EMPTY_FILE, UNSAFE_LINK
from enlsp_site.content.ledger import Ledger
from enlsp_site.content.link_targets import LinkTargets
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.content.picture_sizes import Role
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Gaps, Origin
from enlsp_site.diagnostics.problem import Fix, Problem
from enlsp_site.diagnostics.suggest import PathSuggestions, did_you_mean, suggest
from enlsp_site.model import times, urls
from enlsp_site.model.codes import BAD_EMAIL
from enlsp_site.model.media import FontFile, Picture, StaticFile
from enlsp_site.model.record import Html, Link
from enlsp_site.model.wording import Language
from enlsp_site.storage import disk
from enlsp_site.storage.codes import PATH_OUTSIDE_SITE
from enlsp_site.storage.late_patterns import late
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.progress import Progress
from enlsp_site.text import plain_text
from enlsp_site.text.markdown import RenderedMarkdown

T = TypeVar("T")


class Reader:
    """What reads one edition. Every fault is noted in `problems`, and reading goes on.

    What the organizers leave to us to say is said in `language`.
    """

    def __init__(
        self, folder: str, texts: Mapping[str, bytes], names: LinkTargets, memory: Memory, language: Language
    ) -> None:
        self.folder = folder
        self.names = names
        self.language = language
        self.progress: Progress | None = None
        self.ledger = Ledger()
        self.problems: list[Problem] = []
        self.inner_links: list[tuple[str, Origin]] = []
        self.pictures = pictures.EditionPictures(names.root, names.edition, memory)
        self._paths = PathSuggestions(names.files)
        self.gaps: dict[str, Gaps] = {}
        self.texts = texts
        self.memory = memory

    # Files

    def listing(self, folder: str = "") -> list[str]:
        """The names of the texts in a folder of this edition, in order."""
        start = f"{self.folder}/{folder}/" if folder else f"{self.folder}/"
        return [name for name in self.texts if name.startswith(start) and "/" not in name[len(start) :]]

    def text(self, file: str) -> str:
        """A text of the site, decoded; guessed, and a problem, where it is not UTF-8."""
        found, problems = yaml.decode(self.texts[file], file)
        self.problems += problems
        return found

    def digest(self, file: str) -> str:
        """What names a text's bytes in the memory."""
        return self.memory.digest(self.texts[file])

    def parsed(self, file: str, parse: Callable[[str, str], tuple[Any, list[Problem]]]) -> Any:
        """A file's plain data, remembered by its bytes; None, and problems, where it cannot be read."""
        key = f"{file.rpartition('.')[2]}:{parse.__module__}:{self.digest(file)}"
        known = self.memory.recall("parsed", key)
        if known is not None:
            return known
        before = len(self.problems)
        text = self.text(file)
        if not text and len(self.problems) > before:  # it is no text, which has been told
            return None
        data, problems = parse(text, file)
        self.problems += problems
        if data is not None and len(self.problems) == before:
            self.memory.pack("parsed", key, data)
        return data

    def entries(self, data: Any, shape: type[T], origin: Origin) -> T | None:
        """Plain data as entries, with a problem for everything that does not fit; None where too little is left."""
        if data is None or (isinstance(data, str) and not data.strip()):
            self.warn_of_empty(origin)
            return None
        found, problems, gaps = validate.convert(data, shape, origin)
        self.problems += problems
        if gaps:
            self.gaps[origin.file] = gaps
        return found

    def origin(self, file: str, *steps: str | int) -> Origin:
        """The origin of a value of a file whose entries were read."""
        return Origin(file, gaps=self.gaps.get(file)).at(*steps)

    def warn_of_empty(self, origin: Origin) -> None:
        """Note that a file is empty: its section is left out. Reports `empty-file`."""
        hint = "fill it in, or delete the file"
        self.problems.append(report(EMPTY_FILE, origin, "this file has nothing in it", hint))

    def complain(self, origin: Origin, code: Code, message: str, hint: str = "", fix: Fix | None = None) -> None:
        """Note a problem."""
        self.problems.append(report(code, origin, message, hint, fix=fix))

    # Values

    def said(self, value: str | None) -> str:
        """A plain text; an empty one for None, and words in the edition's language for TBD."""
        if value is None:
            return ""
        return self.language.say("tbd") if times.is_tbd(value) else value.strip()

    def known(self, value: str | None) -> str:
        """A plain text that is left out while it is to be announced."""
        return "" if value is None or times.is_tbd(value) else value.strip()

    def timed(self, origin: Origin, make: Callable[[], T]) -> T | None:
        """What `make` reads from a time; None, and a problem, where it cannot be one."""
        try:
            return make()
        except times.TimeError as fault:
            self.complain(origin, fault.code, fault.message, fault.hint)
            return None

    def zone_label(self, zone: str, on: dt.date | None, at: dt.time | None = None) -> str:
        """What a page shows beside a time of that date (`at` noon, if no other is known), or of none yet. Raises
        `TimeError`."""
        return times.zone_label(zone, on, self.language.say("city_time", city="{city}"), at or dt.time(12))

    def link(self, address: str | None, origin: Origin) -> str:
        """An address that an organizer wrote, outside or inside the site; an empty text if it cannot be followed.
        Reports `unsafe-link`."""
        if not address or times.is_tbd(address):
            return ""
        address = address.strip()
        if fault := urls.fault(address):
            self.complain(origin, *fault)
            return ""
        kind = urls.scheme(address)
        if doubt := urls.doubt(address):
            self.complain(origin, *doubt)
        if kind in urls.SCHEMES:
            return address
        if kind:
            self.complain(
                origin,
                UNSAFE_LINK,
                f"a link cannot lead to `{kind}:`",
                "write an address that starts with https://",
            )
            return ""
        if address.startswith("#"):
            return address
        return self._inner(address, origin)

    def _inner(self, address: str, origin: Origin) -> str:
        """An address inside the site: a section, a page, a paper, a file, another edition."""
        path, mark, anchor = address.partition("#")
        found = self._find(path)
        if found is None and (not self.names.whole or self._is_refused(path)):
            return ""
        if found is None:
            code = PATH_OUTSIDE_SITE if written_paths.climbs(path) else BROKEN_LINK
            hint = f"for mail, write mailto:{address}" if _MAIL.fullmatch(address) else self._meant(path)
            fix = Fix(address, f"https://{address}") if path.startswith("www.") else None
            self.complain(origin, code, f"there is no page or file `{path}`", hint, fix)
            return ""
        whole = urls.inside(found, anchor) if mark else urls.inside(found)
        self.inner_links.append((whole, origin))
        return whole

    def _find(self, path: str) -> str | None:
        """The published path that an inner address means."""
        if written_paths.climbs(path):
            return None
        edition, name = self.names.edition, written_paths.bare(path)
        if name in self.names.editions:
            return urls.section_path(name, "")
        if name == "" or name in self.names.sections:
            return urls.section_path(edition, name)
        if self.names.has_pages_below(name) and not _SUFFIX.search(name):
            return urls.section_path(edition, "/".join(map(plain_text.slug, name.split("/"))))
        return self._published(path) or self._of_edition(name)

    def _of_edition(self, name: str) -> str | None:
        """The path of a section or paper that an address names together with its edition.

        Of other editions than this one the sections are not known here: whether the page is there is looked at
        when all pages are.
        """
        first, slash, rest = name.partition("/")
        if first == self.names.edition:
            return self._find(rest)
        if first not in self.names.editions or not slash or _SUFFIX.search(rest):
            return None
        return self._file(f"{name}/index.html") or urls.section_path(
            first, "/".join(map(plain_text.slug, rest.split("/")))
        )

    def _published(self, path: str) -> str | None:
        """The published path of the file that an address means."""
        plain = written_paths.from_top(path)
        if "%" in plain and self._file(plain) is None:
            plain = unquote(plain)  # a space in a Markdown link is written %20
        return self._file(plain)

    def _file(self, path: str) -> str | None:
        """The published path of a file: of the edition's own, or of the site's."""
        both = (f"{self.names.edition}/{path}", path)
        return next((published for published in both if published in self.names.files), None)

    def _is_refused(self, path: str) -> bool:
        """Whether a problem has been told of this file, or of a folder above it."""
        plain = written_paths.from_top(path)
        above = {"", plain, *disk.above(plain)}
        return not self.names.refused.isdisjoint(
            above | {f"{self.names.edition}/{each}".rstrip("/") for each in above}
        )

    def _meant(self, path: str) -> str:
        """What to do about an inner address that leads nowhere."""
        if written_paths.bare(path) in self.names.drafts:
            return "that page is a draft: delete `draft:` from it, or build with --drafts"
        if path.startswith("//"):
            return f"for another site, write https:{path}"
        first, _, rest = path.partition("/")
        is_host = re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,6}", first) if rest else "." in first.strip(".")
        if path.startswith("www.") or (is_host and not first.endswith(_FILES)):
            return f"for another site, write https://{path}"
        close = suggest(written_paths.bare(path), self.names.sections) or self._paths.closest(path)
        return did_you_mean(close, "pages are named as their files (call for pages/call.md), files as under static/")

    def picture(self, path: str | None, origin: Origin, role: Role, alt: str = "") -> Picture | None:
        """A picture under static/, for a purpose; None, and a problem, where there is none that can be shown."""
        file = self._static(path, origin, "picture", "images")
        return self._shown(file.path, origin, role, alt) if file else None

    def font(self, path: str | None, origin: Origin, formats: tuple[str, ...]) -> FontFile | None:
        """A font under static/ of one of these formats; None, and a problem, where there is none."""
        file = self._static(path, origin, "font", "fonts")
        font, problems = fonts.read_font(file, origin, formats, self.names.root, self.memory) if file else (None, [])
        self.problems += problems
        return font

    def _static(self, path: str | None, origin: Origin, noun: str, folder: str) -> StaticFile | None:
        """A file under static/; nothing, and a problem, where there is none."""
        if not path or times.is_tbd(path):
            return None
        clean = pictures.path_of(path, written_paths.from_top, noun, folder)
        if isinstance(clean, tuple):
            self.complain(origin, *clean)
            return None
        if published := self._file(clean):
            return self.names.files[published]
        if not self._is_refused(clean):
            hint = did_you_mean(self._paths.closest(clean), "put it there, or leave the field out")
            self.complain(origin, MISSING_FILE, f"there is no file static/{clean}", hint)
        return None

    def _shown(self, published: str, origin: Origin, role: Role, alt: str = "") -> Picture | None:
        picture, problems = self.pictures.picture(self.names.files[published], role, origin, alt)
        self.problems += problems
        return picture

    def picture_behind(self, address: str, origin: Origin, role: Role) -> Picture | None:
        """The picture of this site that a link opens; None if it leads to anything else."""
        file = unquote(address.removeprefix(urls.INSIDE))
        is_picture = address.startswith(urls.INSIDE) and file.lower().endswith(pictures.OPENED)
        return self._shown(file, origin, role) if is_picture and file in self.names.files else None

    def _picture_of(self, address: str, origin: Origin, role: Role) -> Picture | None:
        """A picture in Markdown by its address, which has been resolved; nothing if that is no file of this site."""
        if urls.scheme(address) in ("http", "https"):
            self.complain(origin, *pictures.ELSEWHERE)
        file = unquote(address.removeprefix(urls.INSIDE))
        return self._shown(file, origin, role) if file in self.names.files else None

    def mail(self, address: str | None, origin: Origin) -> str:
        """An e-mail address, or several with commas between; an empty text, and `bad-email`, if it is none."""
        if not address or times.is_tbd(address):
            return ""
        address = address.strip().removeprefix("mailto:")
        if all(_MAIL.fullmatch(part.strip()) for part in address.split(",")):
            return address
        meant = re.sub(r"\s*[\[(]?\bdot\b[\])]?\s*", ".", re.sub(r"\s*[\[(]?\bat\b[\])]?\s*", "@", address))
        is_clear = bool(_MAIL.fullmatch(meant))
        hint = f"write {meant}" if is_clear else "write it like chairs@example.org"
        fix = Fix(address, meant) if is_clear else None
        self.complain(origin, BAD_EMAIL, f"`{address}` is no e-mail address", hint, fix)
        return ""

    # Markdown

    def markdown(self, source: str | None, origin: Origin, line: int = 0, *, cites: bool = False) -> Html | None:
        """Markdown as safe HTML, links resolved, headings from `<h3>`; None for None. Reports `broken-link`.

        `line` is that of the source's first line in its file; 0 where the source is a value. Where it `cites`,
        `[@key]` is a citation, as `text.commonmark.citations` leaves it.
        """
        if source is None or not source.strip():
            return None
        if times.is_tbd(source):
            return Html(html=f"<p>{escape(self.language.say('tbd'))}</p>")
        rendered = self._rendered(source, cites)
        lines = source.split("\n")

        def place(at: int, what: str) -> Origin:
            column = _column(lines[at - 1], what) if at <= len(lines) else 1
            return Origin(origin.file, (), line + at - 1, column) if line else origin.inside(at, column)

        self.problems += markdown_losses.problems_of(rendered.dropped, place)
        self.problems += markdown_losses.problems_of_lost(rendered.lost, place)
        self.problems += markdown_losses.problems_of_math(rendered.faults, place)
        where = {target: place(line, target) for line, target in reversed(rendered.links)}
        for target in dict.fromkeys(map(unescape, _OUTSIDE.findall(rendered.html))):
            if doubt := urls.doubt(target):
                at = where.get(target) or _place_of(target, lines, place)
                self.complain(at, *doubt)

        def resolve(found: re.Match[str]) -> str:
            target = unescape(found[2])
            if not target:
                hint = "write an address between the round brackets, or the words without any brackets"
                self.complain(where.get("", origin), BROKEN_LINK, "this link leads nowhere", hint)
            if address := self.link(target, where.get(target, origin)):
                where[address] = where.get(target, origin)
            return f'{found[1]}{escape(address)}"'

        def picture(address: str, role: Role) -> Picture | None:
            return self._picture_of(address, where.get(address) or _place_of(address, lines, place), role)

        return Html(html=pictures.in_text(_PENDING.sub(resolve, rendered.html), picture))

    def _rendered(self, source: str, cites: bool) -> RenderedMarkdown:
        """Markdown rendered, remembered by its source; inner links wait for being resolved."""
        say = self.language.say
        said = plain_text.MarkdownWords(
            say("table"), say("footnote_back", number="{number}"), done=say("task_done"), to_do=say("task_to_do")
        )
        key = f"{cites}:{self.memory.digest(chr(0).join([*said, source]).encode())}"
        known = self.memory.recall("markdown", key)
        if known is not None:
            return RenderedMarkdown(*known)
        rendered = plain_text.markdown(source, lambda target: PENDING + target, said, top_level=3, cites=cites)
        self.memory.keep("markdown", key, list(rendered))
        return rendered


def _place_of(words: str, lines: list[str], place: Callable[[int, str], Origin]) -> Origin:
    """Where words stand in a text; its beginning if they are not there as they are."""
    return place(next((number for number, line in enumerate(lines, start=1) if words in line), 1), words)


def _column(line: str, what: str) -> int:
    """The column, from 1, of what a problem speaks of (`` `<script>` ``, an address): as a target, if it is one."""
    word = (what.split("`")[1] if "`" in what else what).rstrip(":>").lower()
    for before in ("](", "]: ", '="', ""):
        if (found := line.lower().find(before + word)) >= 0:
            return found + len(before) + 1
    return 1


PENDING = "site:pending/"
_OUTSIDE = late(r'href="(https?://[^"]*)"', re.I)
_PENDING = late(rf'((?:href|src|poster)="){PENDING}([^"]*)"')


_MAIL = late(urls.MAIL)
_SUFFIX = late(r"\.[A-Za-z]\w*$")
"""How the name of a file ends; `papers/12.3` is none."""
_FILES = (".md", ".pdf", ".png", ".jpg", ".svg", ".html")


def as_list(value: Iterable[T] | T | None) -> list[T]:
    """A value that may be written alone or as a list, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]  # type: ignore[list-item]


def links_of(reader: Reader, entries: Iterable[Any] | None, origin: Origin) -> tuple[Link, ...]:
    """Links that were written as `{title, url}`."""
    made = [
        Link(title=entry.title, url=reader.link(entry.url, origin.at(index, "url")))
        for index, entry in enumerate(entries or ())
    ]
    return tuple(link for link in made if link.url)
