"""`enlsp archive YEAR --from FOLDER-or-ZIP`: an old site of any generator becomes an earlier edition as it is.

Its files go to editions/<year>/public/ with their links made relative (`adopted_links`), and are listed with their
digests; what is known of the edition is for its organizers to write, in archive.yaml. What cannot be taken whole
(names that lead out of a zip, symlinks, too much of it, no home page) is refused with all that is wrong, and nothing
is changed; a link that leads nowhere is told, and stays. It is one step, which overwrites nothing (`folder_moves`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from enlsp_site.commands import archive_facts
from enlsp_site.commands.adopted_links import Address, DeadLink, Relinked, address, addresses, guessed
from enlsp_site.commands.content_step import StepError, at_work, carry_out, loaded, take
from enlsp_site.commands.next_edition import EDITION
from enlsp_site.content.codes import DUPLICATE_OUTPUT, MISSING_INDEX
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.importers.codes import LOST_LINK
from enlsp_site.importers.source import LARGEST, OF_SITES, Source, opened
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import archives, disk, folder_moves
from enlsp_site.storage.archives import FACTS, LIST, PUBLIC
from enlsp_site.storage.folder_moves import Made

HOME = "index.html"
MOST_TOLD = 20
"""So many links that lead nowhere are told one by one."""
ASKED = """\
# Still to be said; take the mark away and write what is true.
# date: 2023-12-10
# until: 2023-12-11
# place: Vancouver, Canada
# papers: 24
# people: 60
# links:
# - {title: Papers, url: papers/}
"""


def adopt(site: Path, year: str, path: Path, were: list[str]) -> int:
    """Make an archive of an old site, a folder or a zip. `were` are the addresses that it had, as far as they are
    given; those that it names itself are found. Returns the exit code."""
    return take("archive", lambda: _adopt(site, year, path, were))


def _adopt(site: Path, year: str, path: Path, were: list[str]) -> list[str]:
    with at_work(site):
        workshop, _ = loaded(site)
        _check(site, workshop, year)
        source = _opened(path)
        _refuse([*source.problems, *_unfit(source)], path)
        relinked = _relinked(source, were)
        try:
            made = _made(source, relinked, year, workshop.current.site.name)
            carry_out(site, f"archive {year}", lambda: folder_moves.set_aside(site, made))
        except ValueError:
            _refuse(source.problems, path)
        _tell(source, path, relinked.dead)
    return [*_said(year, source, relinked), *_listed_elsewhere(workshop, relinked)]


def _check(site: Path, workshop: Workshop, year: str) -> None:
    """Refuse a year that there is already, and one whose address is somebody else's."""
    taken = {edition.id for edition in workshop.editions} | {*workshop.archives}
    if year in taken:
        raise StepError(f"`{year}` is an edition of this site already")
    if not EDITION.fullmatch(year):
        raise StepError(
            f"`{year}` is no name of an edition; write its year, as in `enlsp archive 2023 --from old.zip`"
        )
    if (site / "editions" / year).exists():
        raise StepError(f"editions/{year} is there already; move it away first")
    if there := next((file for file in workshop.files if file.path.startswith(f"{year}/")), None):
        raise StepError(f"{there.source} is published as {there.path} already; move it away first")


def _opened(path: Path) -> Source:
    try:
        return opened(path, OF_SITES)
    except OSError as fault:
        raise StepError(
            f"{path} cannot be read: {(fault.strerror or str(fault)).lower()}; nothing was changed"
        ) from None


def _unfit(source: Source) -> Iterator[Problem]:
    """Why the files of a source are no site as they are: it has no home page, or one of them is in another's way."""
    names = source.names
    if HOME not in names:
        inside = [name for name in names if name.endswith(f"/{HOME}")]
        first = min(inside, key=lambda name: (name.count("/"), name), default="")
        hint = (
            f"it is in {first.removesuffix(HOME)}: name that folder" if first else "name the folder of a built site"
        )
        yield report(MISSING_INDEX, Origin(HOME), "there is no index.html at the top of this site", hint)
    folders = {above for name in names for above in disk.above(name.casefold())}
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first != name or name.casefold() in folders:
            message = f"this has the place of {first}" if first != name else "this has the name of a folder, too"
            yield report(DUPLICATE_OUTPUT, Origin(name), message, "rename one of the two, or leave it out")


def _refuse(problems: list[Problem], path: Path) -> None:
    """Nothing where there is no problem; else all of them, and StepError."""
    if problems:
        _show(problems, {}, path)
        raise StepError("this cannot be kept as it is; nothing was changed")


def _show(problems: list[Problem], texts: dict[str, bytes], path: Path) -> None:
    colour = terminal.wants_colour(sys.stderr.isatty())
    sys.stderr.write(terminal.as_text(problems, texts, lambda file: f"{path.name}/{file}", colour))


def _relinked(source: Source, were: list[str]) -> Relinked:
    """What makes the links of the site relative, by where it was published."""
    given = [_address(each) for each in were]
    home = (source.read(HOME, LARGEST) or b"").decode("utf-8", "replace")
    cname = (source.read("CNAME") or b"").decode("utf-8", "replace") if "CNAME" in source else ""
    found = [*given, *addresses([home], cname)]
    return Relinked(frozenset(source.names), dict.fromkeys(found or guessed(home, source.names)))


def _address(written: str) -> Address:
    found = address(written)
    if found is None:
        raise StepError(f"`{written}` is no address; write it as in --was-at https://example.org/2023/")
    return found


def _made(source: Source, relinked: Relinked, year: str, name: str) -> dict[str, Made]:
    """The files of the edition, each made when it is written: no more than one of them is in memory at a time."""
    digests: dict[str, str] = {}

    def page(path: str) -> bytes:
        found = source.read(path, LARGEST)
        if found is None:
            raise ValueError(path)
        data = relinked.file(path, found)
        digests[f"{PUBLIC}/{path}"] = archives.digest(data)
        return data

    made: dict[str, Made] = {f"{PUBLIC}/{path}": lambda path=path: page(path) for path in source.names}  # type: ignore[misc]
    title = _title(source.read(HOME, LARGEST) or b"")
    made[LIST] = lambda: archives.lines(digests)
    made[".gitattributes"] = archives.GIT
    made[FACTS] = archive_facts.written({"name": name, "title": title}, more=ASKED)
    return {f"editions/{year}/{path}": data for path, data in made.items()}


def _title(home: bytes) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title", home.decode("utf-8", "replace"), re.I | re.S)
    return " ".join(unescape(found[1]).split()) if found else ""


# What is said


def _tell(source: Source, path: Path, dead: list[DeadLink]) -> None:
    """Tell the links that lead nowhere, each once, with the first place where it stands."""
    by_link: dict[str, list[DeadLink]] = {}
    for each in dead:
        by_link.setdefault(each.link, []).append(each)
    problems: list[Problem] = []
    texts: dict[str, bytes] = {}
    for link, found in [*by_link.items()][:MOST_TOLD]:
        text = texts.setdefault(found[0].file, source.read(found[0].file, LARGEST) or b"")
        before = text.decode("utf-8", "surrogateescape")[: found[0].at]
        origin = Origin(found[0].file, (), before.count("\n") + 1, found[0].at - before.rfind("\n"))
        files = len({each.file for each in found})
        more = f", in {files} files" if files > 1 else ""
        problems.append(report(LOST_LINK, origin, f"`{link}` leads nowhere in this site{more}"))
    _show(problems, texts, path)
    if len(by_link) > MOST_TOLD:
        print(f"… and {len(by_link) - MOST_TOLD} more links that lead nowhere", file=sys.stderr)


def _said(year: str, source: Source, relinked: Relinked) -> list[str]:
    folder = f"editions/{year}"
    where = " and ".join(f"https://{each.host}{each.path}" for each in relinked.were if each.host)
    of_old = f", of which it says that it was at {where}" if where else ""
    return [
        f"{year} is a finished site now: {len(source.names)} files in {folder}/{PUBLIC}/{of_old}",
        f"{relinked.changed} links are relative now; {len(relinked.dead)} lead nowhere and stay as they were",
        f"write into {folder}/{FACTS} when and where it took place: the page of all editions shows it",
        f"commit {folder}/; `enlsp check` tells of any byte that changes",
    ]


def _listed_elsewhere(workshop: Workshop, relinked: Relinked) -> Iterator[str]:
    """That site.yaml still links the site where it was."""
    for each in workshop.current.site.editions:
        if address(each.url) in relinked.were:
            yield f"site.yaml has {each.title} under `editions` still, at {each.url}: delete it there"
