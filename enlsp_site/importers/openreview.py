"""OpenReview: notes of its API as JSON, of version 2 or 1, or the table of a venue's console.

Exports hold reviewers' names, scores and e-mail addresses. Fields are taken from a list of those that a site shows;
all others are never looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from enlsp_site.content.syntax import tex
from enlsp_site.content.syntax.tex_in_text import to_plain
from enlsp_site.importers import csv as tables
from enlsp_site.importers.codes import NO_AUTHORS
from enlsp_site.importers.parse import rows
from enlsp_site.importers.parse.tables import read_json, said
from enlsp_site.importers.result import ImportResult, Plain, entry

SITE = "https://openreview.net"
_OUT = re.compile(r"(?i)(?:rejected|withdrawn|desk_?rejected)_?submissions?$|/submissions?$|/-/")
_DECIDED = ("decision", "recommendation", "acceptance")
"""What decisions are called in the replies of venues of 2017 to 2026."""
_COLUMNS = (
    *("number", "title", "authors", "abstract", "keywords", "decision", "venue", "forum", "forum url"),
    *("pdf", "tldr", "tl;dr", "track"),
)
"""The columns of the console's table that are taken."""


def fill(result: ImportResult) -> None:
    """Fill the result with the accepted papers."""
    papers: list[Plain] = []
    for name in result.source.names:
        if name.lower().endswith(".json"):
            papers += _notes(result, name)
        elif name.lower().endswith((".csv", ".tsv")):
            papers += _table(result, name)
    result.put(result.options.into or "papers.yaml", papers)


def _notes(result: ImportResult, name: str) -> list[Plain]:
    notes = [note for note in _notes_in(read_json(result, name)) if not note.get("ddate")]  # when one was deleted
    venue = _venue(notes)
    made = [_paper(note, number) for number, note in enumerate(notes, 1) if _is_accepted(note, venue)]
    for note in (note for note in made if not note.get("authors")):
        result.warn(name, 1, NO_AUTHORS, f"paper {note['id']} has no authors: it is anonymous in this export", "")
    out = len(notes) - len(made)
    if out:
        result.notes.append(f"{out} of {len(notes)} notes are no accepted papers, and are left out")
    return [paper for paper in made if "title" in paper]


def _notes_in(found: Any) -> list[dict[str, Any]]:
    """The notes in an answer of the API, in lists in lists of whatever is called `notes` or `submissions`."""
    made: list[dict[str, Any]] = []
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            inside = [each[name] for name in ("submissions", "notes") if isinstance(each.get(name), list)]
            waiting += inside
            made += [] if inside else [each]
    return made


def _value(note: dict[str, Any], name: str) -> Any:
    """What a field of a note's content says: in version 2 it stands under `value`."""
    content = note.get("content")
    found = content.get(name) if isinstance(content, dict) else None
    return found.get("value") if isinstance(found, dict) and "value" in found else found


def _venue(notes: list[dict[str, Any]]) -> str:
    """The id of the venue: what most of those notes name that are not rejected, withdrawn or under review."""
    ids = [said(_value(note, "venueid")) for note in notes]
    counted = Counter(each for each in ids if each and not _OUT.search(each))
    return counted.most_common(1)[0][0] if counted else ""


def _is_accepted(note: dict[str, Any], venue: str) -> bool:
    venueid = said(_value(note, "venueid"))
    if venueid:
        return venueid == venue
    texts = [said(_value(note, "decision")), said(_value(note, "venue")), _decision(note)]
    told = [accepted for text in texts if text and (accepted := rows.is_accepted(text)) is not None]
    return bool(told) and all(told)


def _decision(note: dict[str, Any]) -> str:
    """The decision among the replies to a note."""
    details = note.get("details")
    replies = details.get("directReplies") or details.get("replies") if isinstance(details, dict) else None
    for reply in replies if isinstance(replies, list) else ():
        where = str(reply.get("invitation") or reply.get("invitations") or "") if isinstance(reply, dict) else ""
        if re.search(r"(?i)decision|meta_?review|/acceptance", where):
            told = next((said(_value(reply, name)) for name in _DECIDED if said(_value(reply, name))), "")
            if told:
                return told
    return ""


def _paper(note: dict[str, Any], number: int) -> Plain:
    forum = said(note.get("forum")) or said(note.get("id"))
    kind = next((found for text in ("venue", "decision") if (found := rows.kind_of(said(_value(note, text))))), "")
    keywords = _value(note, "keywords")
    code = said(_value(note, "code"))
    return entry(
        "paper",
        id=said(note.get("number")) or forum or str(number),
        title=_text(said(_value(note, "title"))),
        authors=_authors(note),
        abstract=_text(said(_value(note, "abstract"))),
        tldr=_text(said(_value(note, "TLDR") or _value(note, "TL;DR") or _value(note, "one-sentence_summary"))),
        keywords=[said(each) for each in keywords] if isinstance(keywords, list) else said(keywords),
        decision=kind or rows.kind_of(_decision(note)),
        pdf=_file(said(_value(note, "pdf")), forum, "pdf"),
        code=code if code.startswith(("http://", "https://")) else "",
        openreview=forum,
        supplement=_file(said(_value(note, "supplementary_material")), forum, "attachment"),
    )


_TEX = re.compile(r"\\[a-zA-Z'\"`^~=.]|\\[&%_#{}]")
_UNSAID = re.compile(r"\\(?:cite\w*|footnote|label|ref|eqref)\{[^{}]*\}")
"""Commands of TeX whose words are none of the text."""


def _text(text: str) -> str:
    """A text without the markup of TeX; formulas stay."""
    return tex.to_text(_UNSAID.sub("", text), paragraphs=True).text if _TEX.search(text) else to_plain(text)


def _file(path: str, forum: str, kind: str) -> str:
    """The address of a file that OpenReview names by a path."""
    if path.startswith(("http://", "https://")):
        return path
    if not path.startswith("/") or not forum:
        return ""
    return f"{SITE}/{kind}?id={forum}" + ("&name=supplementary_material" if kind == "attachment" else "")


def _authors(note: dict[str, Any]) -> list[Plain | str]:
    """Authors: names in a list, or profiles with their institutions."""
    made: list[Plain | str] = []
    value = _value(note, "authors")
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            name = said(each.get("fullname") or each.get("name"))
            places = each.get("institutions") or each.get("affiliations") or []
            listed = (
                [said(place.get("name")) if isinstance(place, dict) else said(place) for place in places]
                if isinstance(places, list)
                else []
            )
            inside = [place for place in listed if place]
            made.append(entry("author", name=name, affiliations=inside) if inside else name)
        else:
            made.append(_text(said(each)))
    return [each for each in made if each and not (isinstance(each, str) and rows.MAIL.fullmatch(each))]


def _table(result: ImportResult, name: str) -> list[Plain]:
    header, lines = tables.read(result, name)
    wanted = [column for column in header if column.lower() in _COLUMNS]
    kept = [line._replace(cells={column: line.cells.get(column, "") for column in wanted}) for line in lines]
    if "authors" not in (column.lower() for column in wanted):
        result.warn(
            name,
            1,
            NO_AUTHORS,
            "this table has no authors",
            "import the notes as JSON, too: ids bring both together",
        )
    papers = rows.papers(result, name, wanted, kept)
    for each in papers:
        forum = re.search(r"[?&]id=([\w-]+)", each.get("openreview", ""))
        each["openreview"] = forum[1] if forum else each.get("openreview", "")
    return papers
