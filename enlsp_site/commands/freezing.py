"""`enlsp archive YEAR`: an earlier edition becomes a finished site that nothing changes any more; and the way back.

Its pages are made once more and kept in editions/<year>/public/, with all that they take from elsewhere (the theme,
the site's files) below `archive/`. Files that had addresses at the site's root keep them, in editions/<year>/static/.
The content goes to editions/<year>/.content/, from where `--thaw` brings it back. Both are one step that a stop
cannot leave half (`storage.folder_moves`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from enlsp_site.build import pipeline
from enlsp_site.commands import archive_facts
from enlsp_site.commands.content_step import StepError, at_work, carry_out, loaded, refuse_errors, take, the_time
from enlsp_site.commands.parting import earlier
from enlsp_site.commands.self_contained import self_contained
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import archives, build_memory, files, folder_moves
from enlsp_site.storage.archives import CONTENT, FACTS, LIST, PUBLIC
from enlsp_site.storage.cache_folder import FOLDER as CACHE
from enlsp_site.storage.folder_moves import FOLDER


def freeze(site: Path, year: str, base_url: str) -> int:
    """Make an archive of an earlier edition. Returns the exit code."""
    return take("archive", lambda: _freeze(site, year, base_url))


def thaw(site: Path, year: str) -> int:
    """Bring the content of an archive back. Returns the exit code."""
    return take("archive", lambda: _thaw(site, year))


def _freeze(site: Path, year: str, base_url: str) -> list[str]:
    with at_work(site, site / CACHE / "archived"):
        workshop, _ = loaded(site)
        folder = earlier(workshop, year)
        edition = next(each for each in workshop.editions if each.id == year)
        if edition.kept_back:
            raise StepError(f"the papers of {year} are not public yet, and an archive never changes: wait for them")
        built = _built(site, year, base_url)
        pages = self_contained(built, year, workshop.current.site.name)
        made = {f"{PUBLIC}/{path}": data for path, data in pages.items()}
        at_root = "\nstatic_at_root:" in _site_text(site / folder)
        kept = _at_root(workshop, site, folder, built) if at_root else {}
        known = archive_facts.facts(edition)
        made |= {LIST: archives.listed(made | kept), ".gitattributes": archives.GIT, f"{CONTENT}/{FACTS}": known}
        linked = {name: data for name, data in kept.items() if (site / folder / name).is_symlink()}
        stay = kept.keys() - linked.keys() | {FACTS}
        made |= linked if (site / folder / FACTS).exists() else {**linked, FACTS: known}
        moves = [
            (f"{folder}/{name}", f"{folder}/{CONTENT}/{name}") for name in _files(site / folder) if name not in stay
        ]
        _carry_out(site, f"archive {year}", moves, {f"{folder}/{name}": data for name, data in made.items()})
    return [
        f"{year} is a finished site now: {len(pages)} files in {folder}/{PUBLIC}/",
        f"commit {folder}/; `enlsp check` tells of any byte that changes, --thaw brings the content back",
    ]


def accept(site: Path, year: str) -> int:
    """Take the files of an archive as they are now for what is listed. Returns the exit code."""
    return take("archive", lambda: _accept(site, year))


def _accept(site: Path, year: str) -> list[str]:
    folder = site / "editions" / year
    if not (folder / LIST).is_file():
        raise StepError(f"{year} is no archive that `enlsp archive` made")
    with at_work(site):
        wrong = archives.changed(folder)
        data = {name: (folder / name).read_bytes() for name in archives.published(folder)}
        files.write(folder / LIST, archives.listed(data), site / CACHE)
    return [f"{how}: editions/{year}/{path}" for path, how in wrong] or [f"{year} is as it was"]


def _files(folder: Path) -> list[str]:
    """The paths of all files below a folder, hidden ones too, in order."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _at_root(workshop: Workshop, site: Path, folder: str, built: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an edition's static/ that are published at the site's root, by their paths from its folder."""
    paths = (
        file.path
        for file in workshop.files
        if file.path in built and f"{folder}/static/{file.path}" in (file.source, *file.copies)
    )
    return {f"static/{path}": (site / folder / "static" / path).read_bytes() for path in paths}


def _site_text(folder: Path) -> str:
    return "\n" + next(folder.glob("site.y*ml")).read_text("utf-8")


def _carry_out(site: Path, name: str, moves: list[tuple[str, str]], made: Mapping[str, bytes]) -> None:
    """Take the step. What is `made` comes after the moves."""
    freed = frozenset(source for source, _ in moves)
    carry_out(site, name, lambda: moves + folder_moves.set_aside(site, made, freed))


def _built(site: Path, year: str, base_url: str) -> dict[str, bytes]:
    """An edition's files and all that are copied, by path, made anew. Raises StepError where there is an error."""
    options = pipeline.BuildOptions(site, site / CACHE / "archived", base_url, only=year)
    manifest = build_memory.Manifest(site, options.out)
    draft = pipeline.make(options, manifest, build_memory.look(site), the_time())
    report = pipeline.finish(draft, {})
    refuse_errors(report.problems)
    paths = (path for path in options.out.rglob("*") if path.is_file() and not path.name.startswith(".enlsp"))
    return {path.relative_to(options.out).as_posix(): path.read_bytes() for path in paths}


def _thaw(site: Path, year: str) -> list[str]:
    with at_work(site):
        folder = f"editions/{year}"
        content = site / folder / CONTENT
        if not content.is_dir():
            raise StepError(f"{folder} has no {CONTENT}/ from which its content could come back")
        if wrong := archives.changed(site / folder):
            path, how = wrong[0]
            raise StepError(f"{folder}/{path} was {how} since; bring it back, or keep it elsewhere and delete it")
        names = _files(content)
        gone = [PUBLIC, LIST, ".gitattributes", *(name for name in names if name.startswith("static/"))]
        gone += [FACTS] if _is_as_written(site / folder) else []
        gone = [name for name in gone if os.path.lexists(site / folder / name)]
        moves = [(f"{folder}/{name}", f"{FOLDER}/before/{name}") for name in gone]
        moves += [(f"{folder}/{CONTENT}/{FACTS}", f"{FOLDER}/before/{CONTENT}/{FACTS}")]
        moves += [(f"{folder}/{CONTENT}/{name}", f"{folder}/{name}") for name in names if name != FACTS]
        _carry_out(site, f"content of {year}", moves, {})
    return [f"{year} is made of its content again, which is in {folder}/"]


def _is_as_written(folder: Path) -> bool:
    """Whether nobody has changed what is still known of an edition since it became a finished site."""
    files_ = (folder / FACTS, folder / CONTENT / FACTS)
    return all(file.is_file() for file in files_) and files_[0].read_bytes() == files_[1].read_bytes()
