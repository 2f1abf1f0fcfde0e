"""What an import changes in a site, worked out before anything is written.

Foreign content is laid over what the site has, three ways, with what was imported last (`.enlsp/imported.json`).
Samples of `enlsp new` go, since they are nobody's facts; what the import would break is mended (`import_checks`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec.structs

from enlsp_site.commands import import_checks
from enlsp_site.commands.new import STARTER
from enlsp_site.content import samples
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, has_errors
from enlsp_site.importers.codes import ANOTHER_EDITION, KEPT_FILE, UNMERGED
from enlsp_site.importers.merge import merging, revising
from enlsp_site.importers.merge.revising import RevisedText
from enlsp_site.importers.result import LIST_KEYS, ImportResult, PageText, entry
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.codes import PATH_OUTSIDE_SITE
from enlsp_site.storage.files import digest

LARGEST_COPY = 256 << 20
SAMPLE_GONE = "the sample is removed"
"""What is noted of a file that `enlsp new` wrote and that nobody edited."""


class FileChange(NamedTuple):
    """A content file before and after an import, by its path in the site."""

    path: str
    before: str | None
    after: str
    notes: list[str]
    is_gone: bool = False


class ImportPlan(NamedTuple):
    """All that an import would do: files to write, files of the source by where to copy them, what is wrong."""

    changes: list[FileChange]
    copies: dict[str, str]
    problems: list[Problem]
    state: dict[str, Any]


def worked_out(kind: str, imported: ImportResult, site: Path, edition: str, prune: bool) -> ImportPlan:
    """What an import changes in a site, with nothing written yet; mended until a build finds no error that it
    caused."""
    folder, found = _folder(imported, site, edition)
    state = known_state(site).get(kind, {}).get(folder, {})
    known: dict[str, Any] = state.get("files", {})
    is_nameless = "site.yaml" not in {*imported.files, *known} and not (site / folder / "site.yaml").exists()
    if is_nameless and not has_errors(imported.problems):
        imported.files["site.yaml"] = _named_after(site, folder)
    changes, problems = _laid_over(imported, site, folder, state, prune)
    found += problems
    if not has_errors(imported.problems) and not imported.options.into:
        still = {*imported.files, *imported.pages, "site.yaml"}  # a site is called something, whoever says how
        changes += _gone(site, folder, changes, known, sorted(known.keys() - still), prune)
    changes = _without_samples(site, folder, changes)
    copies, lost, digests = _copies(imported, site, "static" if folder == "content" else f"{folder}/static", state)
    changes, told = _mended(imported, site, folder, changes, copies)
    gone = {change.path.removeprefix(f"{folder}/") for change in changes if change.is_gone}
    before = {path: data for path, data in known.items() if path not in gone}
    theirs = {path: merging.remembered(known.get(path), data, _key(path)) for path, data in imported.files.items()}
    files = {**before, **theirs, **{path: list(page) for path, page in imported.pages.items()}}
    keys = {**state.get("keys", {}), **imported.keys}
    kept = {folder: {"files": files, "copies": {**state.get("copies", {}), **digests}, "keys": keys}}
    # The difference of what the importer kept back is told, too: nothing is left out in silence.
    return ImportPlan(changes, copies, [*imported.problems, *found, *lost, *told], kept)


def _named_after(site: Path, folder: str) -> dict[str, Any]:
    """What a site is called whose source does not say, without which nothing could be built: an earlier edition as
    the current one, else as its folder."""
    path = "content/site.yaml"
    current = revising.values(_read(site, path)[0] or "", path) if folder != "content" else None
    year = folder.rpartition("/")[2] if folder != "content" else "draft"
    if isinstance(current, dict) and current.get("name"):
        return entry("site", name=current["name"], title=current.get("title", current["name"]), edition=year)
    name = " ".join(re.sub(r"[-_]+", " ", site.resolve().name).split()) or "Workshop"
    name = name[:1].upper() + name[1:]
    return entry("site", name=name, title=f"{name} Workshop", edition=year)


def _key(path: str) -> str:
    return LIST_KEYS.get(path.partition("/")[0].removesuffix(".yaml"), "")


def _laid_over(
    imported: ImportResult, site: Path, folder: str, state: dict[str, Any], prune: bool
) -> tuple[list[FileChange], list[Problem]]:
    """Each content file of the import over the site's own."""
    known: dict[str, Any] = state.get("files", {})
    changes: list[FileChange] = []
    found: list[Problem] = []
    waiting = sorted({**imported.files, **imported.pages}.items(), key=_who_is_named_last, reverse=True)
    while waiting:
        path, theirs = waiting.pop()
        whole = f"{folder}/{path}"
        before, fault = _read(site, whole)
        if fault:
            found.append(fault)
            continue
        if path == "site.yaml" and before is not None and theirs.get("edition") == "draft":
            theirs = {name: value for name, value in theirs.items() if name != "edition"}
        keys = (state.get("keys", {}).get(path, {}), imported.keys.get(path, {}))
        named = _named(site, folder, changes, whole) if prune else revising.NOBODY
        made = _revised(path, before, known.get(path), theirs, merging.Merge(prune, keys, named))
        found += [_of(problem, whole) for problem in made.problems]
        notes = [*made.notes, *merging.renamed(known.get(path), theirs)]
        if notes or made.text != (before or ""):
            changes.append(FileChange(whole, before, made.text, notes))
        if isinstance(theirs, PageText) and revising.WORDS_DIFFER in made.notes:
            waiting.append(_set_aside(path, theirs))
    return changes, found


def _who_is_named_last(file: tuple[str, Any]) -> tuple[bool, str]:
    """The order of the files: people and papers after those that name them."""
    return file[0].startswith(("people/", "papers.")), file[0]


def _named(site: Path, folder: str, changes: list[FileChange], path: str) -> frozenset[str]:
    """What the other files of an edition call entries of this one, after the import."""
    texts = {each: _read(site, each)[0] or "" for each in _content_files(site, folder) if each.endswith(".yaml")}
    texts |= {change.path: change.after for change in changes if change.path in texts}
    found = [merging.names_in(revising.values(text, each)) for each, text in texts.items() if each != path]
    return frozenset(name for names in found for name in names)


# Samples


def _without_samples(site: Path, folder: str, changes: list[FileChange]) -> list[FileChange]:
    """The changes, with what `enlsp new` wrote as samples removed: they are no facts of the workshop."""
    written = {change.path for change in changes}
    gone: list[FileChange] = []
    for path in sorted(_content_files(site, folder)):
        text, _ = _read(site, path)
        if path not in written and text is not None and samples.is_sample(text):
            gone.append(FileChange(path, text, "", [SAMPLE_GONE], True))
    if not gone or not any(change.after for change in changes):
        return changes
    names = {re.sub(r"\.(?:yaml|md)$", "", change.path).rpartition("/")[2] for change in gone}
    made = [re.sub(r"\.(?:yaml|md)$", "", path).rpartition("/")[2] for path in written]
    return [*_unnamed(site, folder, changes, names - set(made)), *gone]


def _content_files(site: Path, folder: str) -> list[str]:
    top = site / folder
    found = [*top.glob("*.yaml"), *top.glob("people/*.yaml"), *top.glob("reading/*.yaml"), *top.glob("pages/*.md")]
    return [path.relative_to(site).as_posix() for path in found if path.is_file() and not path.is_symlink()]


def _unnamed(site: Path, folder: str, changes: list[FileChange], names: set[str]) -> list[FileChange]:
    """The changes, with site.yaml naming none of the samples that are gone in `home` and `nav`."""
    path = f"{folder}/site.yaml"
    own = next((change for change in changes if change.path == path), None)
    before, _ = _read(site, path)
    text = own.after if own else before or ""
    words = "|".join(map(re.escape, sorted(names)))
    line = rf"(?m)^ *- (?:(?:{words})|\{{title: [^{{}}\n]*, url: (?:{words})\}})\n"
    made = re.sub(line, "", text) if names else text
    made = re.sub(r"(?m)^(?:home|nav):\n(?! *-)", "", made)
    if made == text:
        return changes
    rest = [change for change in changes if change.path != path]
    return [
        *rest,
        FileChange(path, before, made, [*(own.notes if own else []), "samples that are gone are not named"]),
    ]


def _is_sample(path: str, text: str) -> bool:
    """Whether a file is as `enlsp new` made it; site.yaml but for the names and dates that are filled in."""
    if samples.is_sample(text):
        return True
    sample = STARTER / "content" / path
    if not sample.is_file():
        return False
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(sample.read_text("utf-8")))
    return re.fullmatch(pattern, text) is not None


# Mending


def _mended(
    imported: ImportResult, site: Path, folder: str, changes: list[FileChange], copies: dict[str, str]
) -> tuple[list[FileChange], list[Problem]]:
    """The changes, mended by the rules of a build; what is left that the import did not cause is told, too."""
    written = [each for each in changes if each.after and not each.is_gone]
    files = {each.path: import_checks.ImportedFile(each.before, each.after) for each in written}
    if has_errors(imported.problems) and not files:
        return changes, []
    reads = {path: _reader(imported, name) for path, name in copies.items()}
    made = import_checks.mended(site, folder, files, {each.path for each in changes if each.is_gone}, reads)
    kept = [each._replace(after=made.texts.get(each.path, each.after)) for each in changes]
    kept += [_new_draft(site, path, text) for path, text in made.texts.items() if path not in files]
    hint = "it was in the site before, or the import cannot mend it: `enlsp build` tells where"
    return kept, [*made.told, *(_stopping(each, hint) for each in made.left)]


def _new_draft(site: Path, path: str, text: str) -> FileChange:
    """A draft that an import adds; where one of an earlier import stands with other words, under another name."""
    stem, number = path.removesuffix(".md"), 1
    while (there := bytes_of(site / path)) not in (None, text.encode()):
        number += 1
        path = f"{stem}-{number}.md"
    return FileChange(path, None if there is None else text, text, [])


def _stopping(error: Problem, hint: str) -> Problem:
    """An error of a build, as one of the import: that is done all the same, but 0 means that a build publishes."""
    told = f"a build stops here: {error.message}"
    changed = {"origin": Origin(error.origin.file), "message": told, "hint": hint}
    return msgspec.structs.replace(error, **changed, related=(), fix=None)


def _reader(imported: ImportResult, name: str) -> Callable[[], bytes | None]:
    return lambda: imported.source.read(name, LARGEST_COPY)


def _folder(imported: ImportResult, site: Path, edition: str) -> tuple[str, list[Problem]]:
    """The folder of the edition that is imported: `content` for the current one, and for the first of all."""
    known = revising.values((_read(site, "content/site.yaml")[0] or ""), "content/site.yaml")
    current = known.get("edition", "") if isinstance(known, dict) else ""
    theirs = imported.files.get("site.yaml", {}).get("edition", "")
    wanted = edition or theirs
    if not current and not (site / "content").is_dir():
        return "content", []
    if edition and current and edition != current:
        return f"editions/{edition}", []
    if current and wanted not in ("", "draft", current):
        told = f"this is the edition {wanted}, and the site's current one is {current}"
        hint = f"--edition {wanted} imports it into editions/{wanted}/"
        return "content", [report(ANOTHER_EDITION, Origin("content/site.yaml"), told, hint)]
    return "content", []


def _read(site: Path, name: str) -> tuple[str | None, Problem | None]:
    """The text of a content file, nothing if there is none; and why nothing may be written there."""
    path = site / name
    root, real = os.path.realpath(site), os.path.realpath(path)
    if real != f"{root}/{name}" and not real.startswith(root.rstrip("/") + "/"):
        told = "this symlink leads out of the site's folder: nothing is imported into it"
        return None, report(PATH_OUTSIDE_SITE, Origin(name), told, "put what it leads to in its place")
    try:
        return path.read_bytes().decode("utf-8"), None
    except FileNotFoundError:
        return None, None
    except (OSError, UnicodeDecodeError):
        told = "this file cannot be read, or is not UTF-8: nothing is imported into it"
        return None, report(UNMERGED, Origin(name), told, "mend it, and import again")


def _gone(
    site: Path, folder: str, changes: list[FileChange], known: dict[str, Any], paths: list[str], prune: bool
) -> list[FileChange]:
    """The files of which the source has nothing any more: removed if that is asked for, and nobody edited them."""
    made = []
    for path in paths:
        before, fault = _read(site, f"{folder}/{path}")
        if before is None or fault:
            continue
        base = known[path]
        page = PageText(*base) if isinstance(base, list) and path.startswith("pages/") else None
        is_ours = revising.is_as_imported(path, before, page or base)
        entries = revising.entries_of(base, path)
        named = _named(site, folder, changes, f"{folder}/{path}") if prune and entries else revising.NOBODY
        if prune and is_ours and any(merging.labels(each) & named for each in entries):
            made.append(
                FileChange(f"{folder}/{path}", before, before, ["another file names entries of it; it is kept"])
            )
        elif prune and is_ours:
            made.append(
                FileChange(f"{folder}/{path}", before, "", ["the source has it no more; it is removed"], True)
            )
        else:
            why = "it is kept; --prune removes it" if is_ours else "it was edited here, and is kept"
            made.append(FileChange(f"{folder}/{path}", before, before, [f"the source has it no more; {why}"]))
    return made


def _set_aside(path: str, page: PageText) -> tuple[str, PageText]:
    """A draft with the words of the source, where a page has others."""
    name = path.removeprefix("pages/").removeprefix("imported/")
    return f"pages/imported/words-{name}", PageText({**page.front, "draft": "true"}, page.body)


def _revised(path: str, before: str | None, base: Any, theirs: Any, merge: merging.Merge) -> RevisedText:
    if before is not None and base is None and _is_sample(path, before):
        return revising.in_place_of_sample(path, before, theirs)
    if path == "site.yaml" and before is not None and base is None:
        ours = revising.values(before, path)
        base = {"title": ours["title"]} if revising.is_title_made_up(ours) else None
    if isinstance(theirs, PageText):
        known = PageText(*base) if isinstance(base, list) and len(base) == 2 else None
        return revising.revised_page(path, before, known, theirs, merge.prune)
    return revising.revised(path, before, base, theirs, merge)


def _of(problem: Problem, path: str) -> Problem:
    """A problem of a content file, which it calls as from the edition's folder, with its whole path."""
    origin = Origin(path, (), problem.origin.line, problem.origin.column)
    return msgspec.structs.replace(problem, origin=origin)


def _copies(
    imported: ImportResult, site: Path, static: str, state: dict[str, Any]
) -> tuple[dict[str, str], list[Problem], dict[str, str]]:
    """The files to copy that are not there yet; what somebody changed in the site stays."""
    known: dict[str, str] = state.get("copies", {})
    made: dict[str, str] = {}
    found: list[Problem] = []
    digests: dict[str, str] = {}
    for target, name in sorted(imported.copies.items()):
        data = imported.source.read(name, LARGEST_COPY)
        if data is None:
            continue
        digests[target] = digest(data)
        path = f"{static}/{target}"
        real, root = os.path.realpath(site / path), os.path.realpath(site)
        there = bytes_of(site / path)
        if not real.startswith(root.rstrip("/") + "/"):
            told = "this leads out of the site's folder: nothing is copied there"
            found.append(report(PATH_OUTSIDE_SITE, Origin(path), told, "put what it leads to in its place"))
        elif there is None or (there != data and known.get(target) == digest(there)):
            made[path] = name
        elif there != data:
            told = f"this file differs from the source's {name}, and is kept"
            found.append(report(KEPT_FILE, Origin(path), told, "delete it to have the source's"))
    return made, found, digests


def bytes_of(path: Path) -> bytes | None:
    """The bytes of a file; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


# What was imported last


def known_state(site: Path) -> dict[str, Any]:
    """What was imported last, by kind and folder; an empty dict where that is not known."""
    try:
        found = json.loads((site / FOLDER / "imported.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError, MemoryError):
        return {}
    return found if _is_state(found) else {}


def _is_state(found: Any) -> bool:
    """Whether a file was written by us: by kind and folder, what was imported and the digests of what was copied."""
    if not isinstance(found, dict) or not all(isinstance(kind, dict) for kind in found.values()):
        return False
    folders = [folder for kind in found.values() for folder in kind.values()]
    return all(
        isinstance(folder, dict)
        and isinstance(folder.get("files", {}), dict)
        and isinstance(folder.get("copies", {}), dict)
        and all(_is_written(each) for each in folder.get("files", {}).values())
        for folder in folders
    )


DEEPEST = 40
"""How deep anything may nest that was imported: no content file goes half as far."""


def _is_written(value: Any, depth: int = 0) -> bool:
    """Whether a value is such as content files hold: texts, and lists and mappings of them, not deeply nested."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return depth < DEEPEST and all(_is_written(each, depth + 1) for each in inner)
    return value is None or isinstance(value, str)
