"""The programme for a frame on another site, such as that of the host conference."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Schedule
from enlsp_site.model.targets import Target
from enlsp_site.pages import programme
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import page_target


def targets(frame: Frame, edition: Edition, schedule: Schedule, section: Section) -> Iterator[Target]:
    """The page to embed, whose links lead to the `section` of the programme and to its sessions; none while nothing
    is in the programme, nor where a session has had that address for long."""
    if not edition.sessions or any(session.slug == urls.EMBED for _, session in edition.sessions):
        return
    head = Head(
        path=urls.embed_path(edition.id),
        title=f"{section.heading} · {frame.name} {edition.id}",
        description="",
        canonical="",
        hidden=True,
    )
    days = programme.embedded(edition, schedule)
    values = {"days": days, "listing": section.url, "heading": section.heading, "mend": ()}
    yield page_target(frame, edition, head, "embed.html", **values)
