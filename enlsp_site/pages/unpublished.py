"""Papers that are not public yet: what a workshop is without them, so that nothing made from it can tell of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.papers import Papers
from enlsp_site.model.record import Record

_INNER = re.compile(rf'{urls.INSIDE}[^"\'<>\s]*')

Moments = list[tuple[float, bool]]
"""The moments, in seconds of the epoch, at which a site changes by itself, and whether each had passed."""


def moments(workshop: Workshop) -> Moments:
    """When papers will be public or became so, and when marks of changes and announcements go: a build on the other
    side of one makes another site."""
    from datetime import datetime

    dates = [(edition.site.papers_public_from, edition.kept_back) for edition in workshop.editions]
    turns = [(moment, False) for edition in workshop.editions for moment in edition.turns]
    return turns + [
        (datetime.fromisoformat(date.instant).timestamp(), not kept) for date, kept in dates if date and date.instant
    ]


def withhold(workshop: Workshop) -> Workshop:
    """The workshop without the papers that are kept back: they are counted, but neither they nor their files are
    there, and what links to them links to the list. Texts that organizers wrote themselves are left as they are."""
    if not any(edition.kept_back and edition.papers for edition in workshop.editions):
        return workshop
    secret = _secret_files(workshop)

    def swap(address: str) -> str:
        path = unquote(address.partition("#")[0].removeprefix(urls.INSIDE))
        edition = next((each for each in workshop.editions if _is_secret(each, path)), None)
        owner = edition.id if edition else secret.get(path)
        return urls.inside(urls.section_path(owner, "papers")) if owner else address

    editions = tuple(_mapped(_without_papers(edition), swap) for edition in workshop.editions)
    files = tuple(file for file in workshop.files if file.path not in secret)
    return replace(workshop, editions=editions, files=files)


def _is_secret(edition: Edition, path: str) -> bool:
    """Whether a path is that of a paper's page, or stands beside one, in an edition that keeps them back."""
    lists = f"{edition.id}/papers/"
    return (
        edition.kept_back and edition.papers is not None and path.startswith(lists) and path != f"{lists}index.html"
    )


def _secret_files(workshop: Workshop) -> dict[str, str]:
    """The published files of papers that are kept back, each with its edition: all that they link, and all in the
    folder `papers`, linked or not, but for what papers link that are public."""
    linked = {edition.id: _linked_files(edition) for edition in workshop.editions}
    public = {path for edition in workshop.editions if not edition.kept_back for path in linked[edition.id]}
    found: dict[str, str] = {}
    for edition in workshop.editions:
        if edition.kept_back and edition.papers:
            folders = (f"{edition.id}/papers/", "papers/")
            inside = {file.path for file in workshop.files if file.path.startswith(folders)}
            found |= dict.fromkeys((inside | linked[edition.id]) - public, edition.id)
    return found | {file.path: found[file.linked] for file in workshop.files if file.linked in found}


def _linked_files(edition: Edition) -> set[str]:
    papers = edition.accepted
    addresses = {link.url.partition("#")[0] for paper in papers for link in paper.links}
    return {unquote(each.removeprefix(urls.INSIDE)) for each in addresses if each.startswith(urls.INSIDE)}


def _without_papers(edition: Edition) -> Edition:
    if not (edition.kept_back and edition.papers):
        return edition
    date = edition.site.papers_public_from
    known = date if date and date.days else None
    posters = _poster_copies(edition.papers)
    pictures = tuple(each for each in edition.pictures if each.path not in posters)
    papers = replace(edition.papers, papers=(), kept_back=len(edition.papers.papers), public_from=known)
    if edition.schedule is None:
        return replace(edition, papers=papers, pictures=pictures)
    days = tuple(
        replace(day, sessions=tuple(replace(session, papers=()) for session in day.sessions))
        for day in edition.schedule.days
    )
    return replace(edition, papers=papers, pictures=pictures, schedule=replace(edition.schedule, days=days))


def _poster_copies(papers: Papers) -> set[str]:
    """The paths of the copies that pages of papers show of their posters."""
    posters = [paper.poster for paper in papers.papers if paper.poster]
    files = [file for poster in posters for source in poster.sources for file, _ in source.files]
    return {address.removeprefix(urls.INSIDE) for address in (*files, *(poster.url for poster in posters))}


def _mapped(value: Any, swap: Callable[[str], str]) -> Any:
    """A value with `swap` applied to every address within the site that is in it, also to those in rendered HTML."""
    if isinstance(value, str):
        return _INNER.sub(lambda found: swap(found[0]), value) if urls.INSIDE in value else value
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return type(value)(**{name: _mapped(each, swap) for name, each in fields.items()})
    if isinstance(value, tuple | list):
        return type(value)(_mapped(each, swap) for each in value)
    if isinstance(value, dict):
        return {name: _mapped(each, swap) for name, each in value.items()}
    return value
