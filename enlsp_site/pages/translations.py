"""Pages in another language than the site's: their frame, and the ways to the same in other languages."""

from __future__ import annotations

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.language_names import own_name
from enlsp_site.model.pages import Page
from enlsp_site.model.record import Link
from enlsp_site.model.wording import is_right_to_left
from enlsp_site.pages.frame import Frame


def frame_of(frame: Frame, page: object) -> Frame:
    """The frame of a page: in its own language, if it has another than the site."""
    if not isinstance(page, Page) or page.language in ("", frame.language):
        return frame
    return replace(
        frame,
        language=page.language,
        words=(),
        right_to_left=is_right_to_left(page.language),
        site_language=frame.language,
    )


def translations(edition: Edition, page: object) -> tuple[Link, ...]:
    """What says the same as a page in other languages, be it named there or here: each called as its language calls
    itself, its `kind` the tag."""
    if not isinstance(page, Page):
        return ()
    own = _address(edition, page)
    return tuple(
        Link(title=own_name(tag), url=_address(edition, other), kind=tag)
        for other in edition.pages
        if other is not page and (_address(edition, other) in page.translations or own in other.translations)
        for tag in [other.language or edition.site.language]
    )


def _address(edition: Edition, page: Page) -> str:
    return urls.inside(urls.section_path(edition.id, page.name))
