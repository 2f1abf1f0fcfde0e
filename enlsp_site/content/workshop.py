"""Content files to the workshop and its problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enlsp_site.content.codes import DUPLICATE_EDITION, MISSING_INDEX, TWO_SOURCES, UNREAD_EDITION
from enlsp_site.content.edition import BuildContext, read_edition
from enlsp_site.content.paper_pdfs import pdfs_that_are_too_large, place_pdfs
from enlsp_site.content.referenced_pictures import originals
from enlsp_site.content.samples import samples_left
from enlsp_site.content.static_files import published_files
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import ArchivedEdition, Edition, Workshop
from enlsp_site.model.media import StaticFile
from enlsp_site.storage.archives import FACTS
from enlsp_site.storage.files import Sources
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.progress import Progress


def load(
    sources: Sources,
    memory: Memory,
    drafts: bool = False,
    now: float = 0,
    progress: Progress | None = None,
    lasting: str = "",
) -> tuple[Workshop | None, list[Problem]]:
    """The workshop that the sources tell of, and everything that is wrong in them.

    `now` is the time of the build, in seconds of the epoch: whether papers are public already is decided by it.
    In a `lasting` edition, which is read to be kept as it is, no change is marked: the mark would never go.
    Nothing but problems where there is no readable site.yaml: without it there is no site to make.
    """
    problems, context = list(sources.problems), BuildContext(memory, drafts, now, progress, lasting)
    files, archives, lost = published_files(sources, memory)
    problems += lost
    ids = _edition_ids(sources.texts)
    problems += _misplaced_editions(sources.tree.stamps, ids, archives)
    archives = tuple(name for name in archives if name not in ids)
    files = {path: file for path, file in files.items() if not _is_twice(file.source, ids)}
    editions: list[Edition] = []
    for folder in ("content", *(f"editions/{name}" for name in sorted(ids, reverse=True))):
        current = [edition.id for edition in editions if edition.folder == "content"]
        others = (*ids, *archives, *current)
        edition, found = read_edition(folder, sources, files, others, context)
        problems += found
        if edition:
            editions.append(edition)
    if not editions or editions[0].folder != "content":
        return None, problems
    problems += _taken_ids(editions[0].id, (*ids, *archives))
    problems += pdfs_that_are_too_large(editions, files, sources.tree.stamps)
    problems += samples_left(sources.texts)
    editions, files = place_pdfs(editions, files)
    kept = originals(editions, archives, files, sources, memory)
    known, told = _known_of(archives, sources, files, memory)
    return Workshop(tuple(editions), archives, tuple(files.values()), kept, known), problems + told


def _known_of(
    archives: tuple[str, ...], sources: Sources, files: Mapping[str, StaticFile], memory: Memory
) -> tuple[tuple[ArchivedEdition, ...], list[Problem]]:
    """What is known of finished sites, and what is wrong with that."""
    if not archives:
        return (), []
    from enlsp_site.content.archives import read_archives

    return read_archives(archives, sources, files, memory)


def _edition_ids(texts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The earlier editions that are made of content files, by their folders' names."""
    inside = (file.split("/", 2) for file in texts if file.startswith("editions/") and file.count("/") > 1)
    names = {name for _, name, file in inside if file != FACTS}
    return tuple(sorted(names))


def _misplaced_editions(names: Iterable[str], ids: tuple[str, ...], archives: tuple[str, ...]) -> list[Problem]:
    """What is wrong with the folders of earlier editions: each holds content files, or a finished site in public/."""
    known = set(names)
    problems = [
        report(
            TWO_SOURCES,
            Origin(f"editions/{name}/public"),
            "this finished site stands beside content files of the same edition",
            f"keep one of the two: the content files, or editions/{name}/public/",
        )
        for name in archives
        if name in ids
    ]
    problems += [
        report(
            MISSING_INDEX,
            Origin(f"editions/{name}/public"),
            "this finished site has no index.html",
            f"put the whole site into editions/{name}/public/, so that index.html stands right in it",
        )
        for name in archives
        if f"editions/{name}/public/index.html" not in known
    ]
    found = {name.split("/")[1] for name in known if name.startswith("editions/") and name.count("/") > 1}
    return problems + [
        report(
            UNREAD_EDITION,
            Origin(f"editions/{name}"),
            "this folder holds neither content files nor public/, so nothing of it is published",
            f"put a finished site into editions/{name}/public/, or content files beside a site.yaml",
        )
        for name in sorted(found - {*ids, *archives})
    ]


def _is_twice(source: str, ids: tuple[str, ...]) -> bool:
    """Whether a file is of a finished site whose edition is made from content files, too."""
    top, _, rest = source.partition("/")
    name, _, rest = rest.partition("/")
    return top == "editions" and name in ids and rest.startswith("public/")


def _taken_ids(current: str, earlier: tuple[str, ...]) -> list[Problem]:
    if current not in earlier:
        return []
    return [
        report(
            DUPLICATE_EDITION,
            Origin("content/site.yaml", ("edition",)),
            f"there is an earlier edition `{current}` in editions/{current}",
            "give the current edition its own year, or remove that folder",
        )
    ]
