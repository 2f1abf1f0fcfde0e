"""Tables of papers and people: which column is what, and rows to entries. What no field is for is never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from enlsp_site.content.entries.people import PersonEntry
from enlsp_site.content.papers_codes import MISSING_HEADER
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.content.syntax import tex
from enlsp_site.importers.codes import NO_NAME, NO_TITLE, REMOTE_PICTURE
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.model import link_kinds, paper_fields
from enlsp_site.model.name_titles import SUFFIXES

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")

PAPERS = {field.name: (*field.columns, *field.like) for field in paper_fields.FIELDS}
_PERSON = {
    "name": ("full name", "speaker", "person", "member"),
    "given": ("first name", "given name", "firstname"),
    "family": ("last name", "surname", "family name", "lastname"),
    "honorific": ("title", "salutation"),
    "role": ("position", "function"),
    "affiliations": ("affiliation", "institution", "organization", "organisation", "university", "company", "aff"),
    "bio": ("biography", "short bio"),
    "talk": ("talk title",),
    "abstract": ("talk abstract",),
}
_NEVER = ("same_as", "links", "photo", "photo_focus", "notes", "email")
PEOPLE = {
    **{name: _PERSON.get(name, ()) for name in (*_PERSON, *PersonEntry.__struct_fields__) if name not in _NEVER},
    **{kind.name: kind.columns for kind in link_kinds.PERSON if kind.name not in _NEVER},
}
PHOTO = re.compile(
    r"(?i)(?:profile |speaker |your )?(?:photo|image|picture|headshot|portrait|avatar|img)"
    r"(?:[ _](?:url|link|file|image|picture|photo))?"
)
"""The fields that are taken, and what else their columns are called (in small letters). An e-mail address is taken of
a column `email`, as our own field is called, and of no other: what systems call `Email` is for letters, not for a
site."""


kind_of = paper_fields.decision_of
is_accepted = paper_fields.is_accepted


class TableRow(NamedTuple):
    """A row of a table: its cells by column, and its line in the file (0 if it has none)."""

    cells: dict[str, str]
    line: int


def columns(header: Sequence[str], fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The column of each field that a header names: the first of several."""
    names = {name: field for field, others in fields.items() for name in (field, *others)}
    found: dict[str, str] = {}
    for column in header:
        field = names.get(" ".join(re.sub(r"[_\s]+", " ", column).strip().lower().split()), "")
        if field:
            found.setdefault(field, column)
    if "authors" not in found and "authors" in fields:  # Lead Authors, Contributing author(s), …
        ends = [column for column in header if re.search(r"(?i)authors?(?:\(s\))?\s*$", column)]
        found |= {"authors": ends[0]} if ends else {}
    return found


def show(result: ImportResult, header: Iterable[str], found: dict[str, str]) -> None:
    """Say which columns are taken for what, and which are left out."""
    taken = ", ".join(f"“{short(column, 30)}” is {field}" for field, column in found.items())
    rest = [short(column, 30) for column in header if column not in found.values() and column.strip()]
    result.notes.append(f"columns: {taken}" + (f"; left out: {', '.join(rest)}" if rest else ""))


def papers(
    result: ImportResult, name: str, header: list[str], lines: list[TableRow], strict: bool = False
) -> list[Plain]:
    """Papers from rows; those that were not accepted are left out and counted. With `strict` only those are in of
    which it is said. Reports `missing-header` and `no-title`."""
    found = columns(header, PAPERS)
    show(result, header, found)
    if "title" not in found:
        result.refuse(name, 1, MISSING_HEADER, "no column is called title", "begin with a row of names of columns")
        return []
    made, out = [], 0
    for number, line in enumerate(lines, 1):
        cells = {field: line.cells.get(column, "").strip() for field, column in found.items()}
        accepted = is_accepted(cells.get("decision", ""))
        if not cells["title"]:
            result.warn(name, line.line, NO_TITLE, "this row has no title, and is left out", "give it one")
        elif accepted is False or (strict and "decision" in found and not accepted):
            out += 1
        else:
            made.append(_paper(cells, str(number)))
    if out:
        result.notes.append(f"{out} rows are no accepted papers, and are left out")
    return made


def _paper(cells: dict[str, str], number: str) -> Plain:
    ids = cells.get("id", "").removeprefix("'")
    keywords = [part.strip() for part in re.split(r"[;,|*]", cells.get("keywords", "")) if part.strip()]
    return entry(
        "paper",
        **{
            **{field: _plain(cells.get(field, "").removeprefix("'"), field) for field in PAPERS},
            "id": ids or number,
            "authors": authors(_plain(cells.get("authors", ""), "authors")),
            "keywords": keywords,
            "decision": kind_of(cells.get("decision", "")),
        },
    )


_UNSAID = re.compile(r"\\(?:cite\w*|footnote|label|ref|eqref)\{[^{}]*\}")
"""Commands of TeX whose words are none of the text."""


def _plain(text: str, field: str) -> str:
    """A text without the markup of TeX, where it has some; formulas and addresses stay."""
    is_tex = field in ("title", "authors", "abstract") and re.search(r"\\[a-zA-Z'\"`^~=.]|\\[&%_#{}]", text)
    return tex.to_text(_UNSAID.sub("", text), paragraphs=True).text if is_tex else text


def authors(text: str) -> list[Plain | str]:
    """Authors from a cell: no e-mail addresses; a star marks who corresponds; affiliations in brackets."""
    made: list[Plain | str] = []
    plain = MAIL.sub("", text).replace("<>", "").replace("()", "")
    for name in facts.authors_of(plain.replace("|", ";")):
        star = name.endswith("*")
        bare, inside, _ = facts.affiliated(name.rstrip("* ").strip())
        if facts.has_nickname(name):
            bare, inside = name.rstrip("* ").strip(), []
        bare = turned(bare)
        if star or inside:
            made.append(entry("author", name=bare, affiliations=inside, corresponding="true" if star else ""))
        elif bare:
            made.append(bare)
    return made


def turned(name: str) -> str:
    """A name as it is spoken, from `Family, Given`; a degree behind a comma stays there."""
    family, comma, given = name.partition(", ")
    is_turned = comma and given and "," not in given and given.replace(".", "").lower() not in SUFFIXES
    return f"{given} {family}".strip() if is_turned else name


def people(result: ImportResult, name: str, header: list[str], lines: list[TableRow]) -> list[Plain]:
    """People from rows: of e-mail addresses only those in a column `email`. Reports `no-name`."""
    found = columns(header, PEOPLE)
    photo = next((column for column in header if PHOTO.fullmatch(column.strip())), "")
    also = {"email": "email"} if "email" in header else {}
    show(result, header, {**found, **also, **({"photo": photo} if photo else {})})
    files = SourceFiles(result)
    made = []
    for line in lines:
        cells = {field: MAIL.sub("", line.cells.get(column, "")).strip() for field, column in found.items()}
        cells["mastodon"] = line.cells.get(found.get("mastodon", ""), "").strip()  # looks like an e-mail address
        cells["email"] = line.cells.get("email", "").strip()
        whole = cells.get("name") or f"{cells.get('given', '')} {cells.get('family', '')}".strip()
        if not whole:
            result.warn(name, line.line, NO_NAME, "this row has no name, and is left out", "give it one")
            continue
        picture = _photo(result, files, name, line.line, line.cells.get(photo, "").strip())
        made.append(entry("person", **{**person(cells, whole), "photo": picture}))
    return made


def _photo(result: ImportResult, files: SourceFiles, name: str, line: int, written: str) -> str:
    """The path under static/ of a portrait that a cell names; nothing, and told, where the source has none."""
    path = files.picture(written)
    if written and not path:
        is_remote = "://" in written
        told = f"the picture {short(written)} " + ("stands on another site" if is_remote else "is not in the source")
        hint = "put it into static/, and name it in `photo`" + ("" if is_remote else ", or import a folder with it")
        result.warn(name, line, REMOTE_PICTURE if is_remote else MISSING_FILE, told, hint)
    return path


def person(cells: dict[str, str], whole: str) -> Plain:
    """A person from cells by field."""
    honorific, bare = facts.named(turned(whole))
    title = cells.get("honorific", "")
    return entry(
        "person",
        **{
            **{name: cells.get(name, "") for name in PersonEntry.__struct_fields__},
            "name": bare,
            "honorific": honorific or (title if re.fullmatch(r"(?i)(?:prof|dr)\.?", title) else ""),
            "affiliations": [part.strip() for part in cells.get("affiliations", "").split(";") if part.strip()],
            "photo": "",
            "links": _links(cells),
            "talk": _talk(cells),
            "same_as": "",
        },
    )


def _links(cells: dict[str, str]) -> Plain:
    """A person's links from cells by kind; a home page that is a profile of a kind is that, unless there is one."""
    links: dict[str, Any] = {kind.name: cells.get(kind.name, "") for kind in link_kinds.PERSON}
    home = links.pop("home", "")
    found = links_of([home])
    return entry("links", **{**found, **{kind: value for kind, value in links.items() if value}})


def _talk(cells: dict[str, str]) -> Plain | str:
    """A person's talk: with an abstract both, else its title alone; "" where nothing is known of it."""
    title, abstract = cells.get("talk", ""), cells.get("abstract", "")
    return {"title": title, "abstract": abstract} if title and abstract else title
