"""One edition from its folder: which files there are, in which order they are read, and what they become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from enlsp_site.content import (
    dates,
    news,
    pages,
    papers,
    people,
    reading,
    schedule,
    session_papers,
    site,
    sponsors,
)
from enlsp_site.content.addresses import read_memory
from enlsp_site.content.announcement import announcement
from enlsp_site.content.codes import BAD_VALUE, MISSING_SITE, MISSING_SPACE, TWO_SOURCES, WRONG_EDITION
from enlsp_site.content.entries.site import SiteEntry
from enlsp_site.content.language import read_language
from enlsp_site.content.ledger import Ledger
from enlsp_site.content.link_targets import LinkTargets
from enlsp_site.content.paper_entries import PAPER_FILES, lose_entries, read_entries
from enlsp_site.content.person_index import index
from enlsp_site.content.reader import Reader
from enlsp_site.content.redirects import marked_for, redirects, settle_rooms, settle_sections
from enlsp_site.content.rereading import again
from enlsp_site.content.schema import SHAPES
from enlsp_site.content.static_files import refused_paths
from enlsp_site.content.syntax import yaml
from enlsp_site.content.unread_files import unread_files
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import talks, times, urls
from enlsp_site.model.closings import closings
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import LISTS, Edition
from enlsp_site.model.media import StaticFile
from enlsp_site.model.papers import Papers
from enlsp_site.model.people import Group
from enlsp_site.model.reading import ReadingList
from enlsp_site.model.wording import SILENT
from enlsp_site.storage.files import Sources
from enlsp_site.storage.kept_results import merged
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.progress import Progress
from enlsp_site.text import plain_text


class _EditionPages(NamedTuple):
    """The pages of an edition: those to publish, and the names of drafts and of pages that cannot be read."""

    shown: list[pages.UnrenderedPage]
    drafts: frozenset[str]
    broken: frozenset[str]


class BuildContext(NamedTuple):
    """What reading needs to know of the build besides the files: what was read before, whether drafts are asked for,
    the time of the build in seconds of the epoch, who is told how far it is, and which edition is read to be kept
    for good."""

    memory: Memory
    drafts: bool = False
    now: float = 0
    progress: Progress | None = None
    lasting: str = ""


def read_edition(
    folder: str, sources: Sources, files: Mapping[str, StaticFile], others: tuple[str, ...], context: BuildContext
) -> tuple[Edition | None, list[Problem]]:
    """An edition and what is wrong in its files. `files` are all of the site that are published as they are, `others`
    the names of its other editions.

    Where its site.yaml cannot be read there is no edition; what is wrong in its other files is told all the same.
    """
    lost = _lost(folder, sources)
    finder = Reader(folder, sources.texts, LinkTargets("", frozenset(), files, frozenset()), context.memory, SILENT)
    entry, site_file = _site_entry(finder, lost)
    stand_in = SiteEntry(name="", title="", edition=folder.rpartition("/")[2])
    fronts = _fronts(finder, context.drafts)
    names = _names(finder, entry or stand_in, sources, files, fronts, others)
    names = context.memory.onward(merged, folder, names)
    language = read_language(finder, entry or stand_in, Origin(site_file))
    reader = Reader(folder, sources.texts, names, context.memory, language)
    reader.progress = context.progress
    marked = marked_for(reader, entry, Origin(site_file))
    is_lasting = bool(entry and entry.edition == context.lasting)
    reader.ledger = Ledger(read_memory(reader), context.now, 0 if is_lasting else marked)
    reader.problems += finder.problems
    if entry:
        _check_id(reader, entry, site_file)
    edition = _assemble(reader, entry or stand_in, site_file, fronts, lost)
    reader.problems += unread_files(folder, sources.tree.stamps)
    shown = replace(edition.site, announcement=announcement(reader, entry, edition, Origin(site_file)))
    edition = replace(edition, site=shown, kept_back=_keeps_back(edition.site.papers_public_from, context.now))
    return (_with_addresses(reader, edition, entry, site_file, fronts) if entry else None), reader.problems


def _names(
    finder: Reader,
    entry: SiteEntry,
    sources: Sources,
    files: Mapping[str, StaticFile],
    fronts: _EditionPages,
    others: tuple[str, ...],
) -> LinkTargets:
    """What links of an edition can name."""
    lost = _lost(finder.folder, sources)
    return LinkTargets(
        edition=entry.edition,
        sections=_sections(finder, fronts, lost, bool(others or entry.editions)),
        files=files,
        editions=frozenset(others),
        drafts=fronts.drafts,
        refused=refused_paths(sources.tree.faults),
        whole=lost.isdisjoint({"", "pages", "people", "reading"}),
        root=sources.root,
        embed_hosts=frozenset(entry.embed_hosts or ()),
    )


def _with_addresses(reader: Reader, edition: Edition, entry: SiteEntry, file: str, fronts: _EditionPages) -> Edition:
    """An edition with what it remembers of its addresses, and what stands at old ones."""
    sections = settle_sections(reader, edition, fronts.shown)
    settle_rooms(reader, edition)
    reader.ledger.paged({session.slug for _, session in edition.sessions if urls.has_page(session)})
    if edition.kept_back:
        reader.ledger.keep_back("papers/")
    found = redirects(reader, entry, file, edition, sections)
    return replace(
        edition,
        redirects=found,
        closed=tuple(
            kind
            for kind, until in closings(edition).items()
            if kind != "schedule" and until and reader.ledger.is_over(until)
        ),
        memory=reader.ledger.memory,
        turns=tuple(sorted(reader.ledger.turns)),
        inner_links=tuple(reader.inner_links),
    )


def _keeps_back(public_from: ImportantDate | None, now: float) -> bool:
    """Whether papers are not public yet. A moment that is not known is still to come."""
    if public_from is None:
        return False
    return not public_from.instant or now < dt.datetime.fromisoformat(public_from.instant).timestamp()


def _lost(folder: str, sources: Sources) -> frozenset[str]:
    """The paths, inside an edition's folder, of what was found and could not be read; `""` is the folder itself."""
    files = (problem.origin.file for problem in sources.problems)
    return frozenset(file[len(folder) + 1 :] for file in files if f"{file}/".startswith(f"{folder}/"))


def _site_entry(reader: Reader, lost: frozenset[str]) -> tuple[SiteEntry | None, str]:
    """site.yaml's entry. An edition's folder that is empty but for a finished site is none."""
    file = _one_of(reader, "site.yaml", "site.yml")
    if file is None:
        if lost.isdisjoint({"", "site.yaml", "site.yml"}):
            reader.complain(
                Origin(f"{reader.folder}/site.yaml"),
                MISSING_SITE,
                "this file is missing: it names the workshop",
                "copy content/site.yaml of that year into it, or put the finished site into public/ beside it"
                if reader.folder.startswith("editions/")
                else "`enlsp new` makes a site to start from; --site says where a site is",
            )
        return None, ""
    before = len(reader.problems)
    data = reader.parsed(file, yaml.parse)
    if data is None:
        if len(reader.problems) == before:
            message, hint = "this file has nothing in it", "it needs at least name, title and edition"
            reader.complain(Origin(file, (), 1, 1), MISSING_SITE, message, hint)
        return None, file
    return reader.entries(data, SiteEntry, Origin(file)), file


def _one_of(reader: Reader, *names: str) -> str | None:
    """The file of one of these names; two of them are a problem, since one would be ignored."""
    there = [f"{reader.folder}/{name}" for name in names if f"{reader.folder}/{name}" in reader.listing()]
    if len(there) > 1:
        message = f"this file says what {there[0]} says too"
        reader.complain(Origin(there[1], (), 1, 1), TWO_SOURCES, message, "keep one of the two")
    return there[0] if there else None


def _fronts(reader: Reader, drafts: bool) -> _EditionPages:
    """The front matter of all pages."""
    shown: list[pages.UnrenderedPage] = []
    hidden, broken = set(), set()
    for file in (*reader.listing("pages"), *reader.listing("pages/imported")):
        if not file.endswith(".md"):
            continue
        front = pages.read_front(reader, file, _name(file))
        if front is None:
            broken.add(_name(file))
        elif front.entry.draft and not drafts:
            hidden.add(front.name)
        else:
            shown.append(front)
    return _EditionPages(shown, frozenset(hidden), frozenset(broken))


def _name(file: str) -> str:
    return plain_text.slug(file.rpartition("/")[2].rpartition(".")[0])


def _sections(reader: Reader, fronts: _EditionPages, lost: frozenset[str], others: bool) -> frozenset[str]:
    """The names of all sections of the edition, by its files, be they readable or not."""
    names = {front.name for front in fronts.shown} | fronts.broken
    names |= {_name(file) for folder in ("people", "reading") for file in _yaml_files(reader, folder)}
    names |= {_name(file) for file in lost if file.startswith(("pages/", "people/", "reading/"))}
    top = {file.rpartition("/")[2] for file in reader.listing()} | lost
    names |= {name for name in LISTS if {f"{name}.yaml", f"{name}.yml"} & top}
    names |= {"papers"} if set(PAPER_FILES) & top else set()
    names |= {talks.NAME} if {"schedule", "speakers"} & names else set()
    return frozenset(names | ({"editions"} if others else set()))


def _yaml_files(reader: Reader, folder: str) -> list[str]:
    return [file for file in reader.listing(folder) if file.endswith((".yaml", ".yml"))]


def _check_id(reader: Reader, entry: SiteEntry, file: str) -> None:
    """An earlier edition is called as its folder, and every edition is called something."""
    if times.is_tbd(entry.edition):
        hint = "write the year in which it takes place"
        reader.complain(Origin(file, ("edition",)), BAD_VALUE, "an edition is needed: it is its address", hint)
    top, _, name = reader.folder.partition("/")
    if top == "editions" and entry.edition != name:
        reader.complain(
            Origin(file, ("edition",)),
            WRONG_EDITION,
            f"the folder is editions/{name}, but the edition says `{entry.edition}`",
            f"write edition: {name}",
        )


def _assemble(reader: Reader, entry: SiteEntry, file: str, fronts: _EditionPages, lost: frozenset[str]) -> Edition:
    """Everything read, people and papers before the schedule that names them."""
    known = site.read_site(reader, file, entry)
    groups, all_people = _groups(reader)
    accepted, all_papers = _papers(reader)
    names = schedule.ScheduleNames(
        edition=known.edition,
        people=index(groups),
        papers=session_papers.accepted_of(
            known.edition, accepted, all_papers and lost.isdisjoint({"", *PAPER_FILES})
        ),
        all_people=all_people and not any(f"{file}/".startswith(("/", "people/")) for file in lost),
    )
    return Edition(
        id=entry.edition,
        folder=reader.folder,
        site=known,
        pages=pages.read_pages(reader, fronts.shown, known.short),
        groups=groups,
        dates=_list(
            reader, "dates", lambda reader, name, found: dates.read_dates(reader, name, found, known.timezone)
        ),
        schedule=_list(
            reader,
            "schedule",
            lambda reader, name, found: schedule.read_schedule(reader, name, found, names, known.timezone),
        ),
        sponsors=_list(reader, "sponsors", sponsors.read_sponsors),
        papers=accepted,
        news=_list(reader, "news", news.read_news),
        reading=_reading(reader),
        data=_data(reader),
        inner_links=tuple(reader.inner_links),
        pictures=tuple(reader.pictures.copies.values()),
        **site.for_checks(entry),
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


def _groups(reader: Reader) -> tuple[tuple[Group, ...], bool]:
    """The people groups, and whether nobody was left out for an error."""
    groups, whole = [], True
    for file in _yaml_files(reader, "people"):
        before = len(reader.problems)
        data = reader.parsed(file, yaml.parse)
        if data is None and len(reader.problems) > before:
            whole = False
            continue
        found = reader.entries(data, SHAPES["people"], Origin(file))
        whole = whole and not lose_entries(reader.problems[before:])
        if found is not None:
            before = len(reader.problems)
            groups.append(people.read_group(reader, file, _name(file), found))
            whole = whole and all(problem.code != MISSING_SPACE.name for problem in reader.problems[before:])
    return tuple(groups), whole


def _reading(reader: Reader) -> tuple[ReadingList, ...]:
    """The reading lists that have something on them, by the names of their files."""
    lists = []
    for file in _yaml_files(reader, "reading"):
        before = len(reader.problems)
        data = reader.parsed(file, yaml.parse)
        if data is None and len(reader.problems) > before:
            continue
        found = reader.entries(data, SHAPES["reading"], Origin(file))
        if found is not None:
            lists.append(reading.read_list(reader, file, _name(file), found))
    return tuple(each for each in lists if each.items)


def _papers(reader: Reader) -> tuple[Papers | None, bool]:
    """The papers, and whether none was left out for an error."""
    file = _one_of(reader, *PAPER_FILES)
    if file is None:
        return None, True
    found, whole = again(reader, read_entries, file)
    return (papers.read_papers(reader, file, found) if found is not None else None), whole


def _data(reader: Reader) -> dict[str, Any]:
    """data/*.yaml, for the site's own templates: no schema, so plain numbers are numbers."""
    found = {}
    for file in _yaml_files(reader, "data"):
        before = len(reader.problems)
        found[_name(file)] = reader.parsed(file, _parse_free)
        if found[_name(file)] is None and len(reader.problems) == before:
            reader.warn_of_empty(Origin(file))
    return found


def _parse_free(content: str, file: str) -> tuple[Any, list[Problem]]:
    return yaml.parse(content, file, free=True)
