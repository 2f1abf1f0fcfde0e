"""The pages of the programme's rooms: what is in each, day by day, with what is on now and next."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Schedule
from enlsp_site.model.targets import Target
from enlsp_site.pages import programme
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import canonical, page_target, trail


def targets(frame: Frame, edition: Edition, schedule: Schedule, section: Section) -> Iterator[Target]:
    """A page for each room of the programme, which is the `section`."""
    for room in programme.rooms(edition):
        path = room.url.removeprefix(urls.INSIDE)
        head = Head(
            path=path,
            title=f"{room.title} · {frame.name} {edition.id}",
            description=edition.language.say(
                "section_summary", section=room.title, title=edition.site.title, edition=edition.id
            ),
            canonical=canonical(frame, path),
            linked=trail(
                frame,
                edition,
                (section.heading, urls.section_path(edition.id, section.name)),
                (room.title, path),
            ),
        )
        days = programme.in_room(edition, schedule, room.title)
        values = {"room": room.title, "days": days, "listing": section.url, "heading": section.heading}
        yield page_target(frame, edition, head, "room.html", **values)
