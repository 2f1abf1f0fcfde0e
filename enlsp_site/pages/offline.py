"""What the current edition needs to be there without a network: its service worker and its manifest."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.media import ICON_SIZE
from enlsp_site.model.targets import Target
from enlsp_site.model.wording import is_right_to_left
from enlsp_site.pages.frame import Frame
from enlsp_site.text import plain_text

WORKER = "service worker"
"""The recipe of workers: their targets name the files that they keep, whose digests are known once those are made."""
PAGES = 300
"""So many pages of sessions and rooms are kept from the first visit on; of more none is before it was opened."""


def address(workshop: Workshop, edition: Edition) -> str:
    """Where an edition's worker lives; empty where it has none: where none is wanted, and in earlier editions, which
    nobody is at. A worker that finds itself gone removes itself from browsers."""
    return urls.inside(_path(edition)) if edition is workshop.current and edition.site.offline else ""


def _path(edition: Edition) -> str:
    return f"{edition.id}/sw.js"


def targets(frame: Frame, edition: Edition, made: Iterable[Target], files: Iterable[str]) -> list[Target]:
    """The worker, which keeps what a visitor is sure to need of the edition's targets and of the static files, whose
    paths these are, and the manifest; nothing where the edition has no worker."""
    if not frame.offline:
        return []
    kept = [*_pages(edition, list(made)), *_static(frame, edition, files)]
    manifest = {
        "name": plain_text.plain_text(f"{frame.name} {edition.id}: {frame.title}"),
        "short_name": f"{frame.name} {edition.id}",
        "language": frame.language,
        "right_to_left": is_right_to_left(frame.language),
        "size": ICON_SIZE,
    }
    return [
        Target(path=_path(edition), recipe=WORKER, inputs={"path": _path(edition), "files": kept}),
        Target(path=f"{edition.id}/manifest.webmanifest", recipe="manifest", inputs=manifest),
    ]


def _pages(edition: Edition, made: list[Target]) -> list[str]:
    """The paths of the targets that are kept from the first visit on."""
    paths = {urls.section_path(edition.id, name) for name in ("", "schedule", "papers", "talks")}
    paths |= {f"{edition.id}/{name}" for name in ("search.js", "look.css", "motif.svg")}
    inner = [target.path for target in made if target.recipe in ("session.html", "room.html")]
    paths |= set(inner if len(inner) <= PAGES else ())
    return [target.path for target in made if target.path in paths]


def _static(frame: Frame, edition: Edition, files: Iterable[str]) -> list[str]:
    """The paths of the files of the theme and of what every page shows of the organizers' own."""
    own = {frame.own_style, *(each.url for each in (frame.logo, frame.logo_dark, edition.site.look.font) if each)}
    return [path for path in files if path.startswith("theme/") or urls.inside(path) in own]
