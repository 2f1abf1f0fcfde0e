"""Tables of papers and people: which column is what, and rows to entries. What no field is for is never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.people import link_kind, links_of
from enlsp_site.importers.result import Desk, Plain, entry, short

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

PAPERS = {
    "id": ("#", "paper id", "paperid", "paper number", "number", "submission", "submission id", "uid", "no"),
    "title": ("paper title", "name of paper", "submission title"),
    "authors": ("author", "author names", "author list", "author(s)"),
    "abstract": ("summary",),
    "tldr": ("tl;dr", "tl dr"),
    "keywords": ("keyword", "topics", "subject areas", "primary subject area", "tags"),
    "decision": ("presentation", "presentation type", "status", "accepted as", "type", "venue"),
    "award": ("awards",),
    "pdf": ("pdf url", "pdf link", "paper pdf", "paper url"),
    "poster": ("poster url", "poster link"),
    "slides": ("slides url", "slides link"),
    "video": ("video url", "video link"),
    "code": ("code url", "code link"),
    "data": ("data url", "data link", "dataset"),
    "arxiv": ("arxiv id", "arxiv url", "arxiv link"),
    "openreview": ("openreview id", "openreview url", "openreview link", "forum", "forum url"),
    "doi": (),
    "supplement": ("supplementary", "supplementary material", "supplemental material"),
    "url": ("link", "website", "project page"),
}
PEOPLE = {
    "name": ("full name", "speaker", "person", "member"),
    "given": ("first name", "given name", "firstname"),
    "family": ("last name", "surname", "family name", "lastname"),
    "honorific": ("title", "salutation"),
    "role": ("position", "function"),
    "affiliations": ("affiliation", "institution", "organization", "organisation", "university", "company", "aff"),
    "country": (),
    "photo": ("image", "picture"),
    "bio": ("biography", "short bio"),
    "home": ("homepage", "website", "url", "web"),
    "scholar": ("google scholar",),
    "linkedin": (),
    "github": (),
    "orcid": (),
    "x": ("twitter",),
}
"""The fields that are taken, and what else their columns are called (in small letters)."""

_KINDS = ("oral", "spotlight", "poster", "demo")


class Line(NamedTuple):
    """A row of a table: its cells by column, and its line in the file (0 if it has none)."""

    cells: dict[str, str]
    line: int


def columns(header: Iterable[str], fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The column of each field that a header names: the first of several."""
    names = {name: field for field, others in fields.items() for name in (field, *others)}
    found: dict[str, str] = {}
    for column in header:
        field = names.get(" ".join(re.sub(r"[_\s]+", " ", column).strip().lower().split()), "")
        if field:
            found.setdefault(field, column)
    return found


def show(desk: Desk, header: Iterable[str], found: dict[str, str]) -> None:
    """Say which columns are taken for what, and which are left out."""
    taken = ", ".join(f"“{short(column, 30)}” is {field}" for field, column in found.items())
    rest = [short(column, 30) for column in header if column not in found.values() and column.strip()]
    desk.notes.append(f"columns: {taken}" + (f"; left out: {', '.join(rest)}" if rest else ""))


def is_accepted(decision: str) -> bool | None:
    """Whether a decision says that a paper is in; None if it says neither."""
    words = decision.lower()
    if re.search(r"reject|withdraw|declin|desk|not accept|submitted|revision|pending|awaiting", words):
        return False
    return True if re.search(r"accept|camera|\bin\b|oral|spotlight|poster|demo", words) else None


def kind_of(decision: str) -> str:
    """How a paper is presented, by the words of a decision; nothing if they do not say."""
    words = decision.lower()
    return next((kind for kind in _KINDS if re.search(rf"\b{kind}", words)), "")


def papers(desk: Desk, name: str, header: list[str], lines: list[Line], strict: bool = False) -> list[Plain]:
    """Papers from rows; those that were not accepted are left out and counted. With `strict` only those are in of
    which it is said."""
    found = columns(header, PAPERS)
    show(desk, header, found)
    if "title" not in found:
        desk.refuse(name, 1, "missing-header", "no column is called title", "begin with a row of names of columns")
        return []
    made, out = [], 0
    for number, line in enumerate(lines, 1):
        cells = {field: line.cells.get(column, "").strip() for field, column in found.items()}
        accepted = is_accepted(cells.get("decision", ""))
        if not cells["title"]:
            desk.warn(name, line.line, "no-title", "this row has no title, and is left out", "give it one")
        elif accepted is False or (strict and "decision" in found and not accepted):
            out += 1
        else:
            made.append(_paper(cells, str(number)))
    if out:
        desk.notes.append(f"{out} rows are no accepted papers, and are left out")
    return made


def _paper(cells: dict[str, str], number: str) -> Plain:
    ids = cells.get("id", "").removeprefix("'")
    keywords = [part.strip() for part in re.split(r"[;,|*]", cells.get("keywords", "")) if part.strip()]
    return entry(
        "paper",
        **{
            **{field: cells.get(field, "").removeprefix("'") for field in PAPERS},
            "id": ids or number,
            "authors": authors(cells.get("authors", "")),
            "keywords": keywords,
            "decision": kind_of(cells.get("decision", "")),
        },
    )


def authors(text: str) -> list[Plain | str]:
    """Authors from a cell: no e-mail addresses; a star marks who corresponds; affiliations in brackets."""
    made: list[Plain | str] = []
    plain = MAIL.sub("", text).replace("<>", "").replace("()", "")
    for name in facts.authors_of(plain.replace("|", ";")):
        star = name.endswith("*")
        bare, inside, _ = facts.affiliated(name.rstrip("* ").strip())
        bare = turned(bare)
        if star or inside:
            made.append(entry("author", name=bare, affiliations=inside, corresponding="true" if star else ""))
        elif bare:
            made.append(bare)
    return made


def turned(name: str) -> str:
    """A name as it is spoken, from `Family, Given`."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}".strip() if comma and given and "," not in given else name


def people(desk: Desk, name: str, header: list[str], lines: list[Line]) -> list[Plain]:
    """People from rows, without their e-mail addresses."""
    found = columns(header, PEOPLE)
    show(desk, header, found)
    made = []
    for line in lines:
        cells = {field: MAIL.sub("", line.cells.get(column, "")).strip() for field, column in found.items()}
        whole = cells.get("name") or f"{cells.get('given', '')} {cells.get('family', '')}".strip()
        if not whole:
            desk.warn(name, line.line, "no-name", "this row has no name, and is left out", "give it one")
            continue
        made.append(person(cells, whole))
    return made


def person(cells: dict[str, str], whole: str) -> Plain:
    """A person from cells by field."""
    honorific, bare = facts.named(whole)
    title = cells.get("honorific", "")
    home = cells.get("home", "")
    links: dict[str, Any] = {kind: cells.get(kind, "") for kind in ("scholar", "linkedin", "github", "orcid", "x")}
    links |= links_of([home]) if link_kind(home) else {}
    return entry(
        "person",
        name=bare,
        honorific=honorific or (title if re.fullmatch(r"(?i)(?:prof|dr)\.?", title) else ""),
        role=cells.get("role", ""),
        affiliations=[part.strip() for part in cells.get("affiliations", "").split(";") if part.strip()],
        country=cells.get("country", ""),
        links=entry("links", **links),
        bio=cells.get("bio", ""),
    )
