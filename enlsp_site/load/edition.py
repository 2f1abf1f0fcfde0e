"""One edition from its folder: which files there are, in which order they are read, and what they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from enlsp_site import text
from enlsp_site.cache import Memory
from enlsp_site.load import bibtex, dates, news, pages, papers, people, schedule, site, sponsors, table, yaml
from enlsp_site.load.reader import Names, Reader
from enlsp_site.load.schema import SHAPES, SiteEntry
from enlsp_site.model import Edition, Group, Origin, Papers, Problem, StaticFile, warning

PAPER_FILES: dict[str, Callable[[str, str], tuple[Any, list[Problem]]]] = {
    "papers.yaml": yaml.parse,
    "papers.yml": yaml.parse,
    "papers.csv": table.parse,
    "papers.bib": bibtex.parse,
}


def read_edition(
    folder: str,
    texts: Mapping[str, bytes],
    files: Mapping[str, StaticFile],
    others: tuple[str, ...],
    memory: Memory,
    drafts: bool,
) -> tuple[Edition | None, list[Problem]]:
    """An edition and what is wrong in its files; no edition where its site.yaml cannot be read."""
    finder = Reader(folder, texts, Names("", frozenset(), files, frozenset()), memory)
    entry, site_file = _site_entry(finder)
    if entry is None:
        return None, finder.problems
    fronts = _fronts(finder, drafts)
    sections = _sections(finder, fronts, bool(others or entry.editions))
    reader = Reader(folder, texts, Names(entry.edition, sections, files, frozenset(others)), memory)
    reader.problems += finder.problems
    _check_id(reader, entry, site_file)
    edition = _assemble(reader, entry, site_file, fronts)
    return edition, reader.problems


def _site_entry(reader: Reader) -> tuple[SiteEntry | None, str]:
    """site.yaml's entry. An edition's folder that is empty but for a finished site is none."""
    file = _one_of(reader, "site.yaml", "site.yml")
    if file is None:
        reader.complain(
            Origin(f"{reader.folder}/site.yaml"),
            "missing-site",
            "is missing: it names the workshop",
            "`enlsp new` makes a site to start from; --site says where a site is",
        )
        return None, ""
    data = reader.parsed(file, yaml.parse)
    if data is None:
        if not any(problem.origin.file == file for problem in reader.problems):
            reader.complain(
                Origin(file, (), 1, 1),
                "empty-file",
                "has nothing in it",
                "it needs at least name, title and edition",
            )
        return None, file
    return reader.entries(data, SiteEntry, Origin(file)), file


def _one_of(reader: Reader, *names: str) -> str | None:
    """The file of one of these names; two of them are a problem, since one would be ignored."""
    there = [f"{reader.folder}/{name}" for name in names if f"{reader.folder}/{name}" in reader.listing()]
    if len(there) > 1:
        reader.complain(
            Origin(there[1], (), 1, 1), "two-sources", f"says what {there[0]} says too", "keep one of the two"
        )
    return there[0] if there else None


def _fronts(reader: Reader, drafts: bool) -> list[pages.Draft]:
    """The front matter of the pages that are to be published."""
    found = []
    for file in reader.listing("pages"):
        if file.endswith(".md"):
            front = pages.read_front(reader, file, _name(file))
            if front and (drafts or not front.entry.draft):
                found.append(front)
        else:
            _unread(reader, file, "pages are Markdown files, *.md")
    return found


def _name(file: str) -> str:
    return text.slug(file.rpartition("/")[2].rpartition(".")[0])


def _sections(reader: Reader, fronts: list[pages.Draft], others: bool) -> frozenset[str]:
    """The names of all sections of the edition, by its files."""
    names = {front.name for front in fronts}
    names |= {_name(file) for file in _yaml_files(reader, "people")}
    top = {file.rpartition("/")[2] for file in reader.listing()}
    names |= {name for name in site.LISTS if {f"{name}.yaml", f"{name}.yml"} & top}
    names |= {"papers"} if set(PAPER_FILES) & top else set()
    return frozenset(names | ({"editions"} if others else set()))


def _yaml_files(reader: Reader, folder: str) -> list[str]:
    return [file for file in reader.listing(folder) if file.endswith((".yaml", ".yml"))]


def _check_id(reader: Reader, entry: SiteEntry, file: str) -> None:
    """An earlier edition is called as its folder."""
    top, _, name = reader.folder.partition("/")
    if top == "editions" and entry.edition != name:
        reader.complain(
            Origin(file, ("edition",)),
            "wrong-edition",
            f"the folder is editions/{name}, but the edition says `{entry.edition}`",
            f"write edition: {name}",
        )


def _assemble(reader: Reader, entry: SiteEntry, file: str, fronts: list[pages.Draft]) -> Edition:
    """Everything read, people and papers before the schedule that names them."""
    known = site.read_site(reader, file, entry)
    groups = _groups(reader)
    accepted = _papers(reader)
    by_id = {paper.id: paper for paper in accepted.papers} if accepted else {}
    names = schedule.Known(known.edition, people.index(groups), by_id)
    _warn_of_unread(reader)
    return Edition(
        id=entry.edition,
        folder=reader.folder,
        site=known,
        pages=tuple(pages.read_page(reader, front) for front in fronts),
        groups=groups,
        dates=_list(reader, "dates", dates.read_dates),
        schedule=_list(
            reader,
            "schedule",
            lambda desk, name, found: schedule.read_schedule(desk, name, found, names, known.timezone),
        ),
        sponsors=_list(reader, "sponsors", sponsors.read_sponsors),
        papers=accepted,
        news=_list(reader, "news", news.read_news),
        data=_data(reader),
        inner_links=tuple(reader.inner_links),
    )


def _list(reader: Reader, kind: str, read: Callable[[Reader, str, Any], Any]) -> Any:
    """What a list file becomes; nothing if there is none, or nothing in it."""
    file = _one_of(reader, f"{kind}.yaml", f"{kind}.yml")
    if file is None:
        return None
    before = len(reader.problems)
    data = reader.parsed(file, yaml.parse)
    if data is None and len(reader.problems) > before:
        return None
    found = reader.entries(data, SHAPES[kind], Origin(file))
    return read(reader, file, found) if found is not None else None


def _groups(reader: Reader) -> tuple[Group, ...]:
    groups = []
    for file in reader.listing("people"):
        if not file.endswith((".yaml", ".yml")):
            _unread(reader, file, "people groups are YAML files")
            continue
        before = len(reader.problems)
        data = reader.parsed(file, yaml.parse)
        if data is None and len(reader.problems) > before:
            continue
        found = reader.entries(data, SHAPES["people"], Origin(file))
        if found is not None:
            groups.append(people.read_group(reader, file, _name(file), found))
    return tuple(groups)


def _papers(reader: Reader) -> Papers | None:
    file = _one_of(reader, *PAPER_FILES)
    if file is None:
        return None
    before = len(reader.problems)
    data = reader.parsed(file, PAPER_FILES[file.rpartition("/")[2]])
    if data is None and len(reader.problems) > before:
        return None
    found = reader.entries(data, SHAPES["papers"], Origin(file))
    return papers.read_papers(reader, file, found) if found is not None else None


def _data(reader: Reader) -> dict[str, Any]:
    """data/*.yaml, for the site's own templates: no schema, so plain numbers are numbers."""
    return {_name(file): reader.parsed(file, _parse_free) for file in _yaml_files(reader, "data")}


def _parse_free(content: str, file: str) -> tuple[Any, list[Problem]]:
    return yaml.parse(content, file, free=True)


def _warn_of_unread(reader: Reader) -> None:
    """A file at the top of the folder that no reader knows is probably misspelt."""
    known = {f"{name}{suffix}" for name in ("site", *site.LISTS) for suffix in (".yaml", ".yml")} | set(
        PAPER_FILES
    )
    for file in reader.listing():
        name = file.rpartition("/")[2]
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, sorted(known), n=1)
            _unread(
                reader,
                file,
                f"did you mean {close[0]}?" if close else "pages go to pages/, people to people/",
            )


def _unread(reader: Reader, file: str, hint: str) -> None:
    reader.problems.append(warning(Origin(file), "unknown-file", "is not read", hint))
