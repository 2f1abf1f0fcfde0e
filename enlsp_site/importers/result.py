"""What an importer fills: content files as plain values, files to copy, words without a place, and problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec.structs

from enlsp_site.content.entries.dates import DateEntry
from enlsp_site.content.entries.news import NewsEntry
from enlsp_site.content.entries.papers import AuthorEntry, PaperEntry
from enlsp_site.content.entries.people import PersonEntry, PersonLinksEntry
from enlsp_site.content.entries.reading import ReadingEntry
from enlsp_site.content.entries.schedule import DayEntry, SessionEntry
from enlsp_site.content.entries.site import SiteEntry
from enlsp_site.content.entries.sponsors import SponsorEntry, TierEntry
from enlsp_site.content.syntax import encoding
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, Severity
from enlsp_site.importers.source import LARGEST_TEXT, Source, is_inside
from enlsp_site.text import slugs

Plain = dict[str, Any]
"""An entry as it is written: keys in the order of the schema, values that are texts, lists and such mappings."""

ENTRIES = {
    "site": SiteEntry,
    "date": DateEntry,
    "person": PersonEntry,
    "links": PersonLinksEntry,
    "tier": TierEntry,
    "sponsor": SponsorEntry,
    "session": SessionEntry,
    "day": DayEntry,
    "author": AuthorEntry,
    "paper": PaperEntry,
    "news": NewsEntry,
    "reading": ReadingEntry,
}
"""What kinds of entries there are, with the shape that says their fields and the order of those."""

LIST_KEYS = {
    "dates": "dates",
    "people": "people",
    "sponsors": "tiers",
    "schedule": "days",
    "papers": "papers",
    "news": "news",
    "reading": "entries",
}
"""The kinds of files that are lists, and the key under which the list stands when there is something above it."""


class ImportOptions(NamedTuple):
    """What an organizer asks of an import: where to (`--into`, as from content/), and for which edition (may be
    empty)."""

    into: str = ""
    edition: str = ""


class PageText(NamedTuple):
    """A page: its front matter and its Markdown."""

    front: Plain
    body: str


class ImportResult:
    """The results of an import, filled piece by piece.

    `files` are content files by their path in the edition's folder; `pages` are those of `pages/`; `copies` say for
    a path under static/ which file of the source goes there. `keys` are what the source knows people by, by the file
    and their name: whoever is renamed there stays the same. `lost` counts what is left out, by kind, and is told.
    """

    def __init__(self, source: Source, options: ImportOptions | None = None) -> None:
        self.source = source
        self.options = options or ImportOptions()
        self.files: dict[str, Any] = {}
        self.pages: dict[str, PageText] = {}
        self.copies: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.lost: Counter[str] = Counter()
        self.keys: dict[str, dict[str, str]] = {}
        self._left_out: Counter[str] = Counter()

    def warn(self, file: str, line: int, code: Code, message: str, hint: str = "", column: int = 1) -> None:
        """Tell of something in the source that was imported otherwise than it stands, or not at all."""
        self.pass_on(report(code, Origin(file, (), line, column), message, hint), "warning")

    def refuse(self, file: str, line: int, code: Code, message: str, hint: str = "", column: int = 1) -> None:
        """Tell of something in the source that cannot be read."""
        self.pass_on(report(code, Origin(file, (), line, column), message, hint), "error")

    def pass_on(self, problem: Problem, severity: Severity) -> None:
        """Tell a problem as severe as it is here: what is an error of a build an import may leave out, and go on."""
        file, line, column = problem.origin.file, max(problem.origin.line, 1), max(problem.origin.column, 1)
        told = {"origin": Origin(file, (), line, column), "severity": severity}
        words = {"message": one_line(problem.message), "hint": one_line(problem.hint)}
        self.problems.append(msgspec.structs.replace(problem, **told, **words))

    def lose(self, kind: str, file: str, line: int, code: Code, message: str, hint: str = "") -> None:
        """Tell of an entry of a kind (`people`, `sessions`, `papers`, …) that the source has and that is left out."""
        self.lost[kind] += 1
        self.warn(file, line, code, message, hint)

    def note(self, text: str) -> None:
        """Tell of something that is as it should be."""
        self.notes.append(one_line(text))

    def leave_out(self, why: str) -> None:
        """Count a row that is not meant to be imported, such as a paper that was not accepted; told once, in all."""
        self._left_out[why] += 1

    def left_out(self) -> list[str]:
        """What was left out on purpose, in words."""
        return [f"{count} rows are {why}, and are left out" for why, count in sorted(self._left_out.items())]

    def text(self, name: str, most: int = LARGEST_TEXT) -> str:
        """A text of the source; guessed, and told, where it is not UTF-8. An empty text if there is
        none, or it is larger than `most` bytes (told)."""
        data = self.source.read(name, most)
        return "" if data is None else self.decoded(name, data)

    def decoded(self, name: str, data: bytes, lines: Sequence[int] = ()) -> str:
        """The same of bytes that were read already; `lines` are the numbers that their lines had, if others."""
        found, problems = encoding.decode(_decodable(data), name)
        for each in problems:
            line = lines[each.origin.line - 1] if lines else each.origin.line
            origin = Origin(name, (), line, each.origin.column)
            self.pass_on(msgspec.structs.replace(each, origin=origin, hint="check it"), "warning")
        return found

    def put(self, path: str, entries: list[Any], heading: str = "", intro: str = "") -> None:
        """Add entries to a file that is a list; of words above it the first are kept."""
        if not entries:
            return
        key = LIST_KEYS[path.partition("/")[0].removesuffix(".yaml")]
        held = self.files.setdefault(path, {key: []})
        for name, words in (("heading", heading), ("intro", intro)):
            if words and name not in held:
                held[name] = words
        held[key] += entries
        self.files[path] = {name: held[name] for name in ("heading", "intro", key) if name in held}

    def page(self, name: str, title: str, body: str, **front: Any) -> None:
        """Add a page; one of the same name gets the words as well."""
        path = f"pages/{name}.md"
        if not body.strip() and not front:
            return
        known = self.pages.get(path)
        if known:
            words = (
                f"{known.body}\n\n## {title}\n\n{body}"
                if title != known.front["title"]
                else f"{known.body}\n\n{body}"
            )
            self.pages[path] = PageText({**front, **known.front}, words)
        else:
            self.pages[path] = PageText({"title": title, **front}, body)

    def keep(self, name: str, title: str, body: str) -> None:
        """Keep words that have no place in a draft, `pages/imported/<name>.md`."""
        if body.strip():
            self.page(f"imported/imported-{slugs.slug(name)}", title, body)
            path = f"pages/imported/imported-{slugs.slug(name)}.md"
            self.pages[path] = PageText({**self.pages[path].front, "draft": "true"}, self.pages[path].body)

    def copy(self, target: str, name: str) -> str:
        """Note that a file of the source is needed under static/. Returns its path there; an empty text where
        there is none."""
        if name not in self.source or not is_inside(target):
            return ""
        self.copies[target] = name
        return target


def _decodable(data: bytes) -> bytes:
    """The bytes of a text as UTF-8, if they are Mac Roman: in it typographic quotes are bytes that no other has."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("mac_roman").encode() if _is_mac_roman(data) else data
    return data


def _is_mac_roman(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 make more sense in Mac Roman than in Windows-1252: letters beside letters."""
    scores = [len(_SENSE.findall(data.decode(name, "replace"))) for name in ("mac_roman", "cp1252")]
    return scores[0] > scores[1]


_SENSE = re.compile(
    r"(?<=[A-Za-z])(?:[à-öø-ÿß’]|\s?[–—]\s?)(?=[A-Za-z])|(?<=\s)[“‘](?=\w)|(?<=[\w.,!?])[”’](?=[\s.,;])"
)


def entry(kind: str, /, **values: Any) -> Plain:
    """An entry with its fields in the order of the schema, without those that are empty."""
    return ordered(kind, values)


def ordered(kind: str, values: Mapping[str, Any]) -> Plain:
    """The same from a mapping; fields that the schema does not know are left out."""
    fields = ENTRIES[kind].__struct_fields__
    return {name: values[name] for name in fields if values.get(name) not in (None, "", [], {})}


def plain(value: Any) -> Any:
    """A value as a content file can hold it: texts without control characters, and nothing that is empty."""
    if isinstance(value, dict):
        made = {str(key): plain(each) for key, each in value.items()}
        return {key: each for key, each in made.items() if each not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [each for each in map(plain, value) if each not in (None, "", [], {})]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else cleaned(str(value))


def cleaned(text: str) -> str:
    """A text without characters that a content file may not hold, and without blanks at the ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    text = encoding.UNWANTED.sub("", text).replace("\t", "  ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


_SPACES = str.maketrans("\u2028\u2029\u00a0", "\n\n ")


def one_line(text: str) -> str:
    """A text on one line, as messages need it."""
    return " ".join(cleaned(text).split())


def short(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
