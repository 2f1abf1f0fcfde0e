"""Papers in print: a sign for each poster board, and the book of abstracts."""

from __future__ import annotations

import unicodedata
from typing import Any

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Paper
from enlsp_site.pages.papers import byline, presented
from enlsp_site.pages.print import programme
from enlsp_site.pages.print.setting import Setter
from enlsp_site.text import person_names


def board_signs(edition: Edition, setter: Setter, address: str) -> dict[str, Any]:
    """A sign for each paper's board: the board, or the paper's number, with title, authors and a code that leads to
    its page, if it is known where the site is published."""
    slots = presented(edition)
    return {"signs": [_sign(edition, setter, address, paper, slots.get(paper.id, ())) for paper in edition.accepted]}


def _sign(edition: Edition, setter: Setter, address: str, paper: Paper, slots: Any) -> dict[str, Any]:
    board = next((slot.board for slot in slots if slot.board), "")
    page = urls.absolute(address, urls.inside(urls.paper_path(edition.id, paper.slug))) if address else ""
    return {
        "board": setter.line(board or edition.language.say("paper_number", number=paper.id)),
        "title": setter.runs(paper.title),
        "authors": setter.list(author.name for author in paper.authors),
        "address": page,
        "code": qr_code(page) if page else "",
    }


def qr_code(address: str) -> str:
    """A QR code (ISO/IEC 18004, error correction M) as SVG."""
    from io import BytesIO

    import segno

    made = BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="svg", xmldecl=False, svgns=True, border=4)
    return made.getvalue().decode()


def abstracts(edition: Edition, setter: Setter, address: str) -> dict[str, Any]:
    """The book of abstracts: the programme, the papers in their order, and who wrote which of them."""
    said = edition.language
    return {
        **programme.programme(edition, setter, address),
        "papers": [_paper(setter, paper) for paper in edition.accepted],
        "index": _index(edition, setter),
        "words": {
            "book": said.say("book_of_abstracts"),
            "contents": said.say("book_contents"),
            "index": said.say("book_index"),
            "keywords": said.say("keywords"),
        },
    }


def _paper(setter: Setter, paper: Paper) -> dict[str, Any]:
    signed, places = byline(paper.authors, [""] * len(paper.authors))
    return {
        "title": setter.runs(paper.title),
        "authors": [{"name": setter.line(each.name), "places": list(each.places)} for each in signed],
        "places": [setter.line(place) for place in places],
        "abstract": setter.paragraphs(paper.abstract or paper.tldr),
        "keywords": setter.list(paper.keywords),
    }


def _index(edition: Edition, setter: Setter) -> list[dict[str, Any]]:
    """Authors by family name, with the positions of their papers."""
    found: dict[str, list[int]] = {}
    for number, paper in enumerate(edition.accepted):
        for author in paper.authors:
            name = (author.parts or person_names.split(author.name)).inverted
            found.setdefault(name, []).append(number)
    return [
        {"name": setter.line(name), "papers": list(dict.fromkeys(found[name]))} for name in sorted(found, key=_order)
    ]


def _order(name: str) -> tuple[str, str]:
    """By letters, whatever stands over them."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return plain.casefold(), name
