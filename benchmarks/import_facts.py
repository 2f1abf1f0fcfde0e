"""Facts of foreign sites, found by other means than the importers: what `benchmarks.imports` looks for afterwards.

    python -m benchmarks.import_facts DATA

DATA/sites.tsv names a site a line: its folder in DATA, the kind, and what it is made with, parted by tabs. For each
NAME.facts is written. Of data (YAML, JSON, CSV, the front matter of pages) each row is known by its keys: a time and
a title are a session, a title and authors a paper, a date and words a date, a name a person or, in a file called so,
a sponsor. Of pages the blocks are read below their headings. Lines of DATA/not-facts.txt, which somebody who looked
found to be none (samples of a theme, lines of menus), are left out; of Liquid and shortcodes nothing is run.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import markdown
import yaml

from benchmarks.imports import days_in, folded

Facts = dict[tuple[str, str], str]
"""The file of each kind and fact."""

_LARGEST = 4_000_000
_NO_FILE = re.compile(
    r"(?i)(?:^|/)(?:_sass|_site|_layouts|_includes|_plugins|node_modules|vendor|themes?|layouts?|partials|archetypes|public|docs"
    r"|source|templates|scripts|static/(?:js|css)|assets|css|js|lib|chat|tests?|[._]git\w*|\.\w[^/]*)/|readme|license"
    r"|contributing|changelog|code_of_conduct|gemfile|package|404|feed\.xml|sitemap|/?_config|i18n|locale"
)
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")
_TIMES = ("time", "times", "from", "start", "start_time", "starttime", "time_start", "timestart", "startsat", "begin")
_TITLES = ("title", "event", "activity", "talk", "session", "name", "subject", "summary")
_SPONSORS = re.compile(r"(?i)sponsor|partner|supporter|funder")
_PEOPLE = re.compile(
    r"(?i)organi[sz](?:er|ing|ation)|speaker|committee|\bchairs?\b|reviewer|panell?ist|advis|keynote|steering|team|people"
    r"|authors|members|judges|ambassador|participants|moderator"
)
_PERSON = re.compile(
    r"(?:[A-ZÀ-ÞĀ-Ž][\w’'.\-]*)(?: (?:[a-z]{1,3}|[A-ZÀ-ÞĀ-Ž(][\w’'.\-)]*)){0,3} [A-ZÀ-ÞĀ-Ž][\w’'\-]+"
)
_NO_PERSON = re.compile(
    r"(?i)universit|institut|college|school|research|\blabs?\b|workshop|session|talk|break|lunch|paper|schedule|program"
    r"|call|dates?\b|committee|speaker|chair|panel|sponsor|conference|room|cent(?:er|re)\b|model|keynote|google|microsoft"
    r"|learning|department|award|invited|policy|submission|registration|information|systems?\b|university|technolog"
    r"|science|foundation|organi|association|languages?\b|intelligence|security|design|engineering|group|national"
    r"|student|professor|lecturer|scientist|tba|tbd|tbc|website|home ?page|linkedin|scholar|ieee"
    r"|\bacm\b|\bai\b|series|symposium|important|related|about"
)
_NO_TEXT = re.compile(r"iframe|bibtex|citation|mail|author|affil|channel|subject|keyword|image|url$|links?$|pdf")
"""Fields that hold no sentences: lists of people and of words, addresses, and what is of the makers alone."""
_CLOCK = re.compile(r"(?i)^\W*(?:[01]?\d|2[0-3])[:.h][0-5]\d")


class Block(NamedTuple):
    """A block of a page: its element, the headings above it, its words, and what is emphasized or linked in it."""

    element: str
    above: str
    words: str
    marked: list[str]


class Blocks(HTMLParser):
    """The blocks of a page; pictures are blocks of what is said instead of them."""

    BLOCKS = frozenset(
        [
            "p",
            "li",
            "td",
            "th",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "div",
            "section",
            "table",
            "ul",
            "ol",
            "dt",
            "dd",
            "summary",
            "figcaption",
            "br",
            "header",
            "a",
        ]
    )

    def __init__(self, title: str) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.headings = {0: title}
        self._words: list[str] = []
        self._marked: list[str] = []
        self._element, self._skipped, self._open = "p", 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head", "nav", "footer", "svg"):
            self._skipped += 1
        elif tag in self.BLOCKS - {"a"}:
            self._end()
            self._element = tag if tag != "br" else self._element
            self.found += [Block("tr", self._above(), "", [])] if tag == "tr" else []
        elif tag == "img":
            alt = dict(attrs).get("alt") or ""
            self.found.append(Block("img", self._above(), alt, []))
        elif tag in ("b", "strong", "em", "i", "a"):
            self._open = tag
            self._marked.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head", "nav", "footer", "svg"):
            self._skipped = max(self._skipped - 1, 0)
        elif tag == self._open:
            self._open = ""
        elif tag in self.BLOCKS - {"a"}:
            self._end()
            self._element = "p"

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._words.append(data)
            if self._open:
                self._marked[-1] += data

    def _above(self) -> str:
        return " / ".join(self.headings[level] for level in sorted(self.headings))

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        if words:
            above = self._above()
            self.found.append(Block(self._element, above, words, [" ".join(each.split()) for each in self._marked]))
            if re.fullmatch(r"h[1-6]", self._element):
                level = int(self._element[1])
                self.headings = {each: text for each, text in self.headings.items() if each < level}
                self.headings[level] = words
        self._words, self._marked, self._open = [], [], ""


def main() -> None:
    """Write the facts of all sites that the list names."""
    data = Path(sys.argv[1])
    none = data / "not-facts.txt"
    out = {folded(line) for line in none.read_text("utf-8").splitlines()} if none.exists() else set()
    for line in (data / "sites.tsv").read_text("utf-8").splitlines():
        name, kind, made_with = line.split("\t")
        facts = facts_of(data / name, kind)
        rows = [f"{what}\t{fact}\t{file}" for (what, fact), file in facts.items() if folded(fact) not in out]
        (data / f"{name}.facts").write_text("\n".join([f"{kind}\t{made_with}", *rows]) + "\n", "utf-8")


def facts_of(folder: Path, kind: str) -> Facts:
    """The facts in the files of a site, without those of earlier years and of what was built from them."""
    facts: Facts = {}
    folder = folder.resolve()
    single = folder.is_file()
    files = [folder] if single else [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {path: path.name if single else path.relative_to(folder).as_posix() for path in files}
    built = {str(path.parent) for path in files if path.name == "sitemap.xml" and path.parent != folder}
    year = _year(names)
    for path, name in names.items():
        years = _YEAR.findall(name)
        if path.stat().st_size > _LARGEST or (not single and _NO_FILE.search(name)) or (years and year not in years):
            continue
        if any(str(path).startswith(f"{each}/") for each in built):
            continue
        for what, fact in _in_file(name, path.suffix.lower(), path.read_text("utf-8", "replace"), kind):
            if fact and len(folded(fact)) > 2:
                facts.setdefault((what, fact), name)
    return facts


def _year(names: dict[Path, str]) -> str:
    """The year of a site: the newest that its paths name, or its front page more than once."""
    found = [year for name in names.values() for year in _YEAR.findall(name)]
    for path, name in names.items():
        if re.fullmatch(r"(?:content/)?_?index\.(?:md|html)|_config\.yml", name):
            years = re.findall(r"\b20[12]\d\b", path.read_text("utf-8", "replace"))
            found += [year for year in set(years) if years.count(year) > 1]
    return max(found, default="")


def _in_file(name: str, ending: str, text: str, kind: str) -> Iterator[tuple[str, str]]:
    is_site = kind in ("jekyll", "hugo", "html")
    is_data = not is_site or re.search(r"(?:^|/)_?data/", name) is not None
    if ending in (".yml", ".yaml", ".json", ".csv", ".tsv") and is_data:
        yield from _in_data(name, _loaded(ending, text))
    elif ending == ".xml" and not is_site:
        yield from _in_xml(text)
    elif ending in (".md", ".markdown", ".html", ".htm", ".qmd") and is_site:
        front, body = _parted(text)
        in_collection = re.match(r"_(?!posts|pages|drafts)|content/(?:authors|people|speakers)", name)
        if front and in_collection:
            yield from _in_data(name, front)
        if front.get("published") is not False and front.get("draft") is not True:
            title = str(front.get("title") or name.rpartition("/")[2].rpartition(".")[0])
            yield from _in_page(title, body if ending.startswith(".h") else _as_html(body))


def _loaded(ending: str, text: str) -> Any:
    try:
        if ending in (".csv", ".tsv"):
            return list(csv.DictReader(io.StringIO(text), delimiter="\t" if ending == ".tsv" else ","))
        return json.loads(text) if ending == ".json" else yaml.load(text, yaml.BaseLoader)
    except (ValueError, yaml.YAMLError):
        return None


def _parted(text: str) -> tuple[dict[str, Any], str]:
    found = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---\s*(?:\n|$)|\+\+\+\r?\n.*?\r?\n\+\+\+\s*\n", text, re.S)
    front = _loaded(".yml", found[1]) if found and found[1] else {}
    return (front if isinstance(front, dict) else {}), text[found.end() :] if found else text


def _as_html(body: str) -> str:
    body = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}|^@\w+$", "", body, flags=re.S | re.M)
    return markdown.markdown(body, extensions=["tables", "md_in_html", "sane_lists"])


def _said(row: dict[str, Any], *keys: str) -> str:
    return next((row[key].strip() for key in keys if isinstance(row.get(key), str) and row[key].strip()), "")


def _in_data(name: str, value: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """The facts of rows, and of the rows in them."""
    if isinstance(value, list):
        for each in value:
            yield from _in_data(name, each, under)
    elif isinstance(value, dict):
        row = {str(key).strip().lower().replace(" ", "_"): each for key, each in value.items()}
        if not re.search(r"legend|categor|nav|menu|button|alert", under) and not re.search(
            r"(?i)nav|menu|lang", name
        ):
            yield from _of_row(name, row, under)
        for key, each in row.items():
            if isinstance(each, dict | list) and "author" not in key:
                yield from _in_data(name, each, key)
            elif isinstance(each, str) and not _NO_TEXT.search(key):
                yield from _paragraph(re.sub(r"<[^>]*>", " ", each))


def _of_row(name: str, row: dict[str, Any], under: str) -> Iterator[tuple[str, str]]:
    person = _name(row)
    time, title = _said(row, *_TIMES), _said(row, *_TITLES)
    day = _day(_said(row, "date", "deadline", "day", "when"))
    if title and re.search(r"\d[:.h]\d\d", time):
        yield "sessions", _start(title)
    elif title and (row.get("authors") or row.get("author")):
        yield "papers", _start(title)
    elif (logo := _said(row, "name", "alt", "title", "company")) and _SPONSORS.search(
        name.rpartition("/")[2] + under
    ):
        yield "sponsors", logo
    elif day and _said(row, *_TITLES, "description", "text", "what", "label", "content", "headline"):
        yield "dates", day
    elif person and _PERSON.fullmatch(person) and not _NO_PERSON.search(person):
        yield "people", person


def _name(row: dict[str, Any]) -> str:
    given = " ".join(filter(None, (_said(row, "first_name", "firstname"), _said(row, "middle_name"))))
    family = _said(row, "last_name", "lastname", "surname", "family_name")
    whole = _said(row, "name", "fullname", "full_name", "speaker_name", "public_name", "speaker")
    return _bare(f"{given or whole} {family}" if family else whole)


def _bare(text: str) -> str:
    """A name without a title before it or anything behind it."""
    text = re.sub(r"^(?:(?:Prof|Dr|Professor|Mr|Ms|Mrs|Assoc|Asst)\b\.?\s*)+", "", text.strip(" *•–-"))
    return re.split(r"\s*[,(;:|–—/]|\s+-\s", text)[0].strip()


def _start(title: str) -> str:
    return " ".join(folded(_unlinked(title)).split()[:8])


def _unlinked(text: str) -> str:
    return re.sub(r"\]\([^)]*\)|<[^>]*>|\bhttps?://\S+", " ", text)


def _paragraph(text: str) -> Iterator[tuple[str, str]]:
    words = folded(_unlinked(text)).split()
    if len(words) > 11 and "{%" not in text and "{{" not in text[:80]:
        yield "texts", " ".join(words[:8])


def _day(text: str) -> str:
    return next(iter(days_in(text)), "")


def _in_xml(text: str) -> Iterator[tuple[str, str]]:
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return
    for event in root.iter("event"):
        yield "sessions", _start(event.findtext("title") or "")
        for each in event.iter("person"):
            yield "people", _bare(each.text or "")
        for field in ("abstract", "description"):
            yield from _paragraph(event.findtext(field) or "")


def _in_page(title: str, html: str) -> Iterator[tuple[str, str]]:
    """The facts of a page's blocks."""
    reader = Blocks(title)
    reader.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", html, flags=re.S))
    reader.close()
    clock = False
    for block in reader.found:
        above, words = block.above, block.words
        if block.element == "tr":
            clock = False
        elif block.element == "img":
            if _SPONSORS.search(above) and len(words.split()) < 6 and not re.search(r"(?i)logo$|image|banner", words):
                yield "sponsors", words
        else:
            if clock and block.element == "td":
                clock = False
                yield "sessions", _start(words)
            clock = clock or (block.element in ("td", "th") and _CLOCK.match(words) is not None and len(words) < 25)
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[tuple[str, str]]:
    above, words = block.above, block.words
    is_date = re.search(r"(?i)\bdates?\b|deadline|timeline", above)
    if (day := _day(words)) and (is_date or re.search(r"(?i)deadline|notification|camera.ready|\bdue\b", words)):
        yield "dates", day
    person = _bare(words)
    if re.search(_PEOPLE, above) and _PERSON.fullmatch(person) and not _NO_PERSON.search(person):
        yield "people", person
    title = next((each for each in block.marked if len(each.split()) > 4), "")
    is_paper = re.search(r"(?i)accepted|(?:^|/) *papers(?: /|$)", above) and block.element in ("li", "td", "p")
    if is_paper and title:
        yield "papers", _start(title)
    elif not re.fullmatch(r"h\d", block.element) and not (day and is_date and len(words.split()) < 30):
        yield from _paragraph(words)  # what is a paper or a date is no paragraph


if __name__ == "__main__":
    main()
