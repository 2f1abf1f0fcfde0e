"""Pages as targets: a template, what a page says of itself, and the values that it shows."""

from __future__ import annotations

from typing import Any

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.targets import Target
from enlsp_site.pages import calendars, mending
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.papers import PaperPage
from enlsp_site.pages.programme import SessionPage


def page_target(frame: Frame, edition: Edition, head: Head, template: str, **inputs: Any) -> Target:
    """A page by its template. `data`, what the site keeps for templates of its own, is at hand in each, and in `mend`
    the ways to its sources."""
    ways = mending.links(frame, edition, inputs)
    values = {"frame": frame, "head": head, "data": edition.data, "mend": ways, **inputs}
    return Target(path=head.path, recipe=template, inputs=values)


def below(frame: Frame, edition: Edition, section: Section, shown: PaperPage | SessionPage) -> Target:
    """The page of a paper or a session, with the way back to where it is listed."""
    is_paper = isinstance(shown, PaperPage)
    steps = (section.heading, urls.section_path(edition.id, section.name)), (shown.title, shown.path)
    own = () if isinstance(shown, PaperPage) else shown.linked
    head = Head(
        path=shown.path,
        title=f"{shown.title} · {frame.name} {edition.id}",
        description=described(frame, shown.description),
        canonical=canonical(frame, shown.path),
        kind="article" if is_paper else "website",
        linked=(*trail(frame, edition, *steps), *own),
    )
    values = {"listing": section.url, "heading": section.heading} | shown.values
    return page_target(frame, edition, head, "paper.html" if is_paper else "session.html", **values)


def described(frame: Frame, description: str) -> str:
    """What a page below a section says of itself."""
    return description or frame.title


def summary(edition: Edition, section: Section) -> str:
    """What a page says of itself where its organizers do not."""
    return edition.language.say(
        "section_summary", section=section.heading, title=edition.site.title, edition=edition.id
    )


def trail(frame: Frame, edition: Edition, *steps: tuple[str, str]) -> tuple[dict[str, Any], ...]:
    """Where a page stands, for search engines: below the home page and these, by name and path."""
    return calendars.trail(f"{frame.name} {edition.id}", edition, frame.base_url, *steps)


def canonical(frame: Frame, path: str) -> str:
    """The address of a page to quote; empty while that of the site is not known."""
    return urls.absolute(frame.base_url, urls.inside(path)) if frame.base_url else ""
