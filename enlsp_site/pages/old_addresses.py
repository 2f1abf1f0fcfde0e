"""Pages at addresses that no record has any more, and their list for hosts that redirect by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from enlsp_site.model import urls
from enlsp_site.model.addresses import Redirect
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.targets import Target
from enlsp_site.pages.frame import Frame, Head

REDIRECT = "redirect.html"
"""The recipe of such a page."""


def targets(frame: Frame, edition: Edition, others: Iterable[Target]) -> list[Target]:
    """The pages at an edition's old addresses, where `others` have none, also where capitals do not tell them apart.
    What does not end like a page is for hosts alone (`listed`)."""
    taken = {target.path.casefold() for target in others}
    places: dict[str, Redirect] = {}
    for each in edition.redirects:
        if each.path.endswith(urls.PAGE_ENDS) and each.path.casefold() not in taken:
            places.setdefault(each.path.casefold(), each)
    return [_page(frame, edition, each) for each in places.values()]


def _page(frame: Frame, edition: Edition, redirect: Redirect) -> Target:
    said = edition.language
    title = said.say("page_moved") if redirect.to else said.say("page_gone")
    to = redirect.to
    head = Head(
        path=redirect.path,
        title=f"{title} · {frame.name} {edition.id}",
        description="",
        canonical=urls.absolute(frame.base_url, to) if to and frame.base_url else "",
        hidden=not to,
    )
    inputs = {
        "frame": frame,
        "head": head,
        "data": edition.data,
        "title": title,
        "to": to,
        "refresh": urls.relative(to, redirect.path) if to else "",
        "text": redirect.text,
    }
    return Target(path=redirect.path, recipe=REDIRECT, inputs=inputs)


def listed(workshop: Workshop, base_url: str, pages: Iterable[Target]) -> list[Target]:
    """The file `_redirects` (docs.netlify.com/manage/routing/redirects, Cloudflare Pages likewise) where the site
    asks for it: a line a redirect, with the paths that the site has below the address of its host."""
    if not workshop.current.site.redirects_file:
        return []
    base = urlsplit(base_url).path or "/"
    ways = {page.path: page.inputs["to"] if page.recipe == REDIRECT else "" for page in pages}
    for edition in workshop.editions:
        for each in edition.redirects:
            ways.setdefault(each.path, each.to)
    rows = [f"{_public(base, urls.inside(path))} {_public(base, to)} 301" for path, to in ways.items() if to]
    return [Target(path="_redirects", recipe="lines", inputs={"lines": rows})] if rows else []


def _public(base: str, address: str) -> str:
    return urls.iri_to_uri(urls.absolute(base, address))
