"""The files that are published as they are: static/ of the theme, the site and each edition, finished editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from enlsp_site.content.codes import DUPLICATE_OUTPUT, STATIC_SCRIPT, SVG_DROPPED
from enlsp_site.content.named_files import loaded_by_style
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import svg_cleaning
from enlsp_site.images.codes import BROKEN_PICTURE
from enlsp_site.model.media import StaticFile
from enlsp_site.storage import archives
from enlsp_site.storage.files import Sources, digest, theme_dir, unreadable
from enlsp_site.storage.memory import Memory
from enlsp_site.text import stylesheet


def published_files(sources: Sources, memory: Memory) -> tuple[dict[str, StaticFile], tuple[str, ...], list[Problem]]:
    """Files by the path where they are published, the ids of the finished editions among them, and problems.

    The site's own files stand before the theme's of the same path. What an earlier edition has a copy of, with the
    same bytes, is published once.
    Reports `duplicate-output`.
    """
    problems: list[Problem] = []
    found = _of_theme(sources, memory)
    finished = set()
    own: dict[str, str] = {}
    at_root = _at_root(sources)
    for name, path, archive in sorted(_own(sources), key=lambda each: _rank(each[0], at_root)):
        whole = sources.root / name
        of_file = memory.file_digest(name, whole, sources.tree.stamps[name])
        if path not in own and name.partition("/static/")[0] in at_root:
            path = _root_path(name, own)
            there = name.partition("/static/")[2]
            if there in own and of_file == found[there].digest:
                found[there] = replace(found[there], copies=(*found[there].copies, name))
                continue
        if not of_file:
            problems.append(_lost(name, whole))
        if (first := own.setdefault(path, name)) != name:
            message = f"this would be published as {path}, where {first} is already"
            problems.append(report(DUPLICATE_OUTPUT, Origin(name), message, "keep one of the two, or rename it"))
        told, cleaned = ([], "") if archive else _looked_into(name, whole, of_file, memory)
        if name.startswith("static/theme/") and _is_of_theme(name, of_file):
            cleaned = _packed(whole, of_file, memory)
        problems += told
        linked = _linked(sources, name)
        found[path] = StaticFile(path=path, source=name, digest=of_file, linked=linked, cleaned=cleaned)
        if archive:
            finished.add(path.partition("/")[0])
            found[path] = replace(found[path], listed=_is_listed(path, whole, of_file, memory))
    found |= {file.path: file for file in _beside_styles(found, sources, memory)}
    return dict(sorted(found.items())), tuple(sorted(finished, reverse=True)), problems


def _beside_styles(found: Mapping[str, StaticFile], sources: Sources, memory: Memory) -> Iterator[StaticFile]:
    """What the stylesheets of earlier editions load, beside them: a stylesheet that has another address since a newer
    one has its own finds its fonts and pictures there."""
    for path, file in found.items():
        start = f"editions/{path.partition('/')[0]}/static/"
        if not path.endswith(".css") or file.source != start + path.partition("/")[2]:
            continue
        for target in _loaded(sources.root / file.source, path, file.digest, memory):
            source = start + target.partition("/")[2]
            if target not in found and source in sources.tree.stamps:
                of_file = memory.file_digest(source, sources.root / source, sources.tree.stamps[source])
                yield StaticFile(path=target, source=source, digest=of_file)


def _loaded(file: Path, path: str, found: str, memory: Memory) -> list[str]:
    """The paths of what a stylesheet loads; remembered by its path and its digest."""
    key = f"{path} {found}"
    known = memory.recall("styles", key)
    if known is None:
        try:
            known = loaded_by_style(file.read_bytes(), path)
        except OSError:  # gone since it was digested, which is told when it is to be copied
            return []
        memory.keep("styles", key, known)
    return [*known]


def _of_theme(sources: Sources, memory: Memory) -> dict[str, StaticFile]:
    """The theme's files by the path where they are published."""
    found, theme = {}, theme_dir()
    for name, stamp in sources.theme.items():
        if not name.startswith("static/"):
            continue
        path, whole = name.removeprefix("static/"), theme / name
        of_file = memory.file_digest(str(whole), whole, stamp)
        packed = _packed(whole, of_file, memory)
        found[path] = StaticFile(path=path, source=str(whole), digest=of_file, cleaned=packed)
    return found


def _is_of_theme(name: str, found: str) -> bool:
    """Whether a site's own file has the bytes of the theme's, as in the repository, which has both."""
    try:
        return digest((theme_dir() / name).read_bytes()) == found
    except OSError:  # the theme has none
        return False


def _packed(path: Path, found: str, memory: Memory) -> str:
    """The digest of a stylesheet as it is sent, remembered by that of the file; empty for any other file."""
    if path.suffix != ".css" or not found:
        return ""
    known = memory.recall("packed", found)
    if known is None:
        known = digest(stylesheet.packed(path.read_text("utf-8")).encode())
        memory.keep("packed", found, known)
    return str(known)


def sent(path: str, source: Path) -> bytes | None:
    """What is published of a file whose own bytes are not: of a stylesheet all but its comments, of a drawing what is
    clean. None where it has changed since, which copying it tells then."""
    with suppress(OSError, UnicodeDecodeError):
        data = source.read_bytes()
        if path.endswith(".css"):
            return stylesheet.packed(data.decode()).encode()
        with suppress(svg_cleaning.DamagedSvgError):
            return svg_cleaning.cleaned(data)[0]
    return None


def _looked_into(name: str, path: Path, found: str, memory: Memory) -> tuple[list[Problem], str]:
    """What is wrong with a file that a browser would run, opened by its address: an SVG, which is cleaned, or a web
    page. Returns the digest of a cleaned one, too; it is remembered by the digest of the file."""
    suffix = name.rpartition(".")[2].lower()
    if not found or suffix not in ("svg", "html", "htm", "xhtml"):
        return [], ""
    known = memory.recall("active", found)
    if known is None:
        try:
            data = path.read_bytes()
        except OSError:  # gone since it was digested, which is told when it is to be copied
            return [], ""
        known = _drawing(data) if suffix == "svg" else [[], "script" if svg_cleaning.may_run(data) else ""]
        memory.keep("active", found, known)
    dropped, cleaned = known
    if suffix != "svg":
        message = "this page holds scripts, which run with all rights of a page of the site"
        hint = "delete them; or, if they are yours and have to be, acknowledge it under `unchecked` in site.yaml"
        return ([report(STATIC_SCRIPT, Origin(name), message, hint)] if cleaned else []), ""
    if cleaned == "damaged":
        message = "this SVG is damaged, and holds what may run as a program"
        return [report(BROKEN_PICTURE, Origin(name, (), dropped[0][1], 1), message, "save it once more")], ""
    hint = "a picture needs none of it: save it as plain SVG; other programs may show it differently"
    return [
        report(SVG_DROPPED, Origin(name, (), line, 1), f"{what} is left out of this picture", hint)
        for what, line in dropped
    ], cleaned


_UNLISTED = re.compile(rb"""<meta\s[^>]*(?:\bnoindex\b|http-equiv\s*=\s*["']?refresh\b)""", re.I)
"""What a page has that search engines are not to know, or that leads to another."""


def _is_listed(path: str, file: Path, found: str, memory: Memory) -> bool:
    """Whether a file of a finished site is a page that search engines may know; remembered by its digest."""
    if not path.lower().endswith((".html", ".htm")) or path.endswith("/404.html"):
        return False
    known = memory.recall("listed", found)
    if known is None:
        try:
            known = not _UNLISTED.search(file.read_bytes())
        except OSError:  # gone since it was digested, which is told when it is to be copied
            return False
        memory.keep("listed", found, known)
    return bool(known)


def _drawing(data: bytes) -> list[Any]:
    """What goes from an SVG, and the digest of the rest, empty if nothing does."""
    try:
        rest, dropped = svg_cleaning.cleaned(data)
    except svg_cleaning.DamagedSvgError as fault:
        return [[["", fault.line]], "damaged"] if svg_cleaning.may_run(data) else [[], ""]
    return [[list(each) for each in dropped], digest(rest) if dropped else ""]


def _linked(sources: Sources, name: str) -> str:
    """Where the file is published under its own name that a symlink leads to; empty for any other."""
    own = sources.tree.links.get(name, "")
    return next((path for _, path, _ in _as_published(own)), "") if own else ""


_STATIC_AT_ROOT = re.compile(rb"^static_at_root:\s*(?:true|yes|on)\b", re.M | re.I)


def _at_root(sources: Sources) -> frozenset[str]:
    """The folders of earlier editions whose files keep the addresses that they had in the site's static/
    (`static_at_root` in site.yaml), and archives, whose files do. It is looked for before site.yaml is read, which
    asks what files there are."""
    frozen = {name.rpartition("/")[0] for name in sources.tree.stamps if name.endswith(f"/{archives.LIST}")}
    files = (name for name in sources.texts if re.fullmatch(r"editions/[^/]+/site\.ya?ml", name))
    named = {name.rpartition("/")[0] for name in files if _STATIC_AT_ROOT.search(sources.texts[name])}
    return frozenset(named | frozen)


def _rank(name: str, at_root: frozenset[str]) -> tuple[bool, tuple[int, ...]]:
    """Whose file has an address that several have had: the site's own, then the newest edition's."""
    edition = name.partition("/static/")[0]
    return edition in at_root, tuple(-ord(letter) for letter in edition) if edition in at_root else ()


def _root_path(name: str, taken: Mapping[str, str]) -> str:
    """Where a file of an edition is published that was once the site's: where it was, unless another is there."""
    edition, _, rest = name.removeprefix("editions/").partition("/static/")
    return f"{edition}/{rest}" if rest in taken else rest


def _lost(name: str, path: Path) -> Problem:
    """The problem of a file that was found and cannot be read."""
    try:
        path.open("rb").close()
    except OSError as fault:
        return unreadable(name, fault)
    return unreadable(name, FileNotFoundError())  # it is there again


def refused_paths(faults: Iterable[str]) -> frozenset[str]:
    """Where the files would be published that a scan refused, by their names in the site."""
    inside = (path for name in faults for _, path, _ in _as_published(f"{name}/."))
    return frozenset(path.removesuffix(".").rstrip("/") for path in inside)


def _own(sources: Sources) -> Iterator[tuple[str, str, bool]]:
    """The site's own files: name, published path, and whether it belongs to a finished edition."""
    for name in sources.tree.stamps:
        yield from _as_published(name)


def _as_published(name: str) -> Iterator[tuple[str, str, bool]]:
    top, _, rest = name.partition("/")
    if top == "static":
        yield name, rest, False
    elif top == "editions":
        edition, _, rest = rest.partition("/")
        folder, _, rest = rest.partition("/")
        if folder in ("static", "public") and rest:
            yield name, f"{edition}/{rest}", folder == "public"
