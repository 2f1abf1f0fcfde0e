"""The fonts that a site brings: looked into as site.yaml names them."""

from __future__ import annotations

from pathlib import Path

from enlsp_site.content.picture_codes import FONT_FORMAT, NO_FONT
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images.fonts import coverage
from enlsp_site.model import urls
from enlsp_site.model.media import FontFile, StaticFile
from enlsp_site.storage.files import unreadable
from enlsp_site.storage.memory import Memory

PAGE = ("woff2", "woff", "truetype", "opentype")
"""The formats of fonts that browsers load."""
CARD = ("truetype", "opentype", "collection")
"""The formats of fonts that cards are drawn with."""

_CALLED = {"woff2": "WOFF2", "woff": "WOFF", "truetype": "TTF", "opentype": "OTF", "collection": "TTC"}


def read_font(
    file: StaticFile, origin: Origin, formats: tuple[str, ...], root: Path, memory: Memory
) -> tuple[FontFile | None, list[Problem]]:
    """A file as a font of one of these formats; None, and what is wrong with it, if it is none. Its characters are
    read for cards alone: what browsers do not find in a font they look for in others."""
    if not file.digest:  # it cannot be read, which has been told of
        return None, []
    known = memory.recall("fonts", file.digest)
    if known is None:
        try:
            data = (root / file.source).read_bytes()
        except OSError as fault:
            return None, [unreadable(file.source, fault)]
        format_ = coverage.format_of(data)
        known = [format_, [list(run) for run in coverage.characters_of(data)] if format_ in CARD else []]
        memory.keep("fonts", file.digest, known)
    format_, runs = known
    characters = tuple((first, last) for first, last in runs) if formats == CARD else ()
    if format_ not in formats or (formats == CARD and not characters):
        return None, [_unfit(file, format_, origin, formats)]
    url = urls.inside(file.path)
    return FontFile(url=url, source=file.source, digest=file.digest, format=format_, characters=characters), []


def _unfit(file: StaticFile, format_: str, origin: Origin, formats: tuple[str, ...]) -> Problem:
    """Why a file cannot be the font that is asked for."""
    wanted = [_CALLED[name] for name in formats]
    hint = f"put a {', '.join(wanted[:-1])} or {wanted[-1]} file in its place"
    if format_ in formats or not format_:
        return report(NO_FONT, origin, f"{file.source} is no font, or damaged", hint)
    use = "cards are not drawn with that" if formats == CARD else "browsers do not load that"
    return report(FONT_FORMAT, origin, f"{file.source} is a {_CALLED[format_]} font, and {use}", hint)
