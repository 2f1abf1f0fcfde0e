"""The documents that are printed, each with what is set in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from enlsp_site.checks.content import cards
from enlsp_site.checks.content.cards import LOST_LETTERS, MANY
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import occasion
from enlsp_site.model.edition import Edition
from enlsp_site.pages.print.papers import abstracts, board_signs
from enlsp_site.pages.print.programme import door_signs, programme
from enlsp_site.pages.print.setting import Setter


class PrintDocument(NamedTuple):
    """A document: `name` is that of its file and of its template, `content` what is set in it, by an edition, a
    setter and the address where the site is published; `held` is the key of what it is empty
    without, and `empty` says why it may be."""

    name: str
    content: Callable[[Edition, Setter, str], dict[str, Any]]
    held: str
    empty: str


DOCUMENTS = (
    PrintDocument("programme", programme, "days", "there is no schedule.yaml"),
    PrintDocument("doors", door_signs, "signs", "no session has a room"),
    PrintDocument("boards", board_signs, "signs", "there are no papers"),
    PrintDocument("abstracts", abstracts, "papers", "there are no papers"),
)
"""What is made of an edition; name badges (`badges`) are of a list."""


def lost_letters(setter: Setter) -> list[Problem]:
    """What to say of letters that no font has: once, with the texts that lack them. Reports `lost-letters`."""
    if not setter.lost:
        return []
    letters = list(dict.fromkeys(letter for _, each in setter.lost for letter in each))
    texts = list(dict.fromkeys(text for text, _ in setter.lost))
    more = f" and {len(texts) - 1} more texts" if len(texts) > 1 else ""
    message = f"print shows `?` for letters of “{texts[0]}”{more}: no font at hand has {' '.join(letters[:MANY])}"
    origin = Origin("content/site.yaml", ("look", "card_font"))
    return [report(LOST_LETTERS, origin, message + (" …" if len(letters) > MANY else ""), cards.HINT)]


def framed(edition: Edition, setter: Setter, families: list[str], content: dict[str, Any]) -> dict[str, Any]:
    """What is set in a document, with what all of them show: names, when and where, and the look."""
    site, said = edition.site, edition.language
    tag, *more = said.tag.split("-")
    when = occasion.occasion(edition)
    days = said.span(when.date.days[0], when.date.until or when.date.days[0]) if when and when.date.days else ""
    where = [site.venue.name, site.venue.city, site.venue.country] if site.venue else []
    host = said.say("at_host", host=site.host.name) if site.host else ""
    return {
        **content,
        "title": setter.line(f"{site.name} {edition.id}" if edition.id not in site.name else site.name),
        "edition": setter.line(" ".join(filter(None, [site.name, edition.id, host]))),
        "name": setter.line(site.title),
        "about": setter.line(" · ".join(filter(None, [days, ", ".join(filter(None, where))]))),
        "headings": {
            "programme": setter.line(edition.schedule.heading if edition.schedule else ""),
            "papers": setter.line(edition.papers.heading if edition.papers else ""),
        },
        "look": {
            "accent": site.look.accent,
            "fonts": families,
            "lang": tag,
            "region": next((part for part in more if len(part) == 2), None),
        },
    }
