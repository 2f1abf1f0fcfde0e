"""Rules on the letters of names and titles: those without width, and marks that turn the direction of what follows,
which a reader cannot see (Unicode Technical Report 36, 2 and 3; UAX 9); and those of another encoding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Edition
from enlsp_site.storage.late_patterns import late

HIDDEN_LETTERS = Code(
    "hidden-letters",
    "warning",
    what="a name or a title holds a character that nobody sees",
    why="It may be found no more, or be read as another name: such marks come with what is copied, or are put there.",
    bad="Ada Lovelace with a zero width space in it",
    good="Ada Lovelace",
)

GARBLED_LETTERS = Code(
    "garbled-letters",
    "warning",
    what="a name or a title was read in a wrong encoding",
    why="A program took UTF-8 for Windows-1252 and wrote that: the letters are there, two for one.",
    bad="JosÃ© GarcÃ\u00ada",
    good="José García",
)

_HIDDEN = late("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_GARBLED = late("[ÂÃÄÅâ][\u0080-\u00bf\u0152-\u0178\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]")
_JOINERS = "\u200c\u200d"
"""What scripts of India, Persian and emoji are written with; between Latin letters they are seen by nobody."""
_MARKS = "\u200e\u200f\u061c"
"""What texts are written with that hold words from right to left."""


def names_and_titles_hide_no_letters(edition: Edition) -> list[Problem]:
    """No name and no title holds letters that nobody sees. Reports `hidden-letters`."""
    return [
        report(HIDDEN_LETTERS, origin, f"{what} `{shown(text)}` holds {found}", "write it anew, by hand")
        for what, text, origin in _texts(edition)
        if not text.isascii() and not _meant(text) and (found := _hidden(text))
    ]


def names_and_titles_are_in_one_encoding(edition: Edition) -> list[Problem]:
    """No name and no title is UTF-8 that was read as Windows-1252. Reports `garbled-letters`."""
    return [
        report(GARBLED_LETTERS, origin, f"{what} `{shown(text)}` was read in a wrong encoding", _mend(meant))
        for what, text, origin in _texts(edition)
        if not text.isascii() and (meant := _meant(text))
    ]


def _mend(meant: str) -> str:
    return f"write {meant}; other lines may have the same: save the table as UTF-8 (Excel: “CSV UTF-8”)"


def _meant(text: str) -> str:
    """What was written, where its UTF-8 was read as Windows-1252; empty if that is not so."""
    if not _GARBLED.search(text):
        return ""
    from enlsp_site.checks.safe_fixes import mojibake  # which few sites need

    found = [*mojibake(text)]
    for start, end, better in reversed(found):
        text = text[:start] + better + text[end:]
    return text if found else ""


def shown(text: str) -> str:
    """A text with what hides in it made visible."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def _hidden(text: str) -> str:
    """The first hidden letter that has no business in a text, in words; empty if there is none."""
    for found in _HIDDEN.finditer(text):
        letter, before = found[0], text[: found.start()]
        if letter in _JOINERS and before and not _is_latin(before[-1]):
            continue
        if letter in _MARKS and any(unicodedata.bidirectional(each) in ("R", "AL") for each in text):
            continue
        kind = "turns the direction of what follows" if "\u202a" <= letter <= "\u202e" else "nobody sees"
        return f"a character that {kind}: {unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}"
    return ""


def _is_latin(letter: str) -> bool:
    return letter.isspace() or unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC", "DIGIT"))


def _texts(edition: Edition) -> Iterator[tuple[str, str, Origin]]:
    """All names and titles, with what they are and where they were written."""
    yield "the name", edition.site.name, edition.site.origin.at("name")
    yield "the title", edition.site.title, edition.site.origin.at("title")
    for group in edition.groups:
        for person in group.people:
            yield "the name", person.name, person.origin
    for tier in edition.sponsors.tiers if edition.sponsors else ():
        for sponsor in tier.sponsors:
            yield "the name", sponsor.name, sponsor.origin
    for paper in edition.papers.papers if edition.papers else ():
        yield "the title", paper.title, paper.origin
        for author in paper.authors:
            yield "the author", author.name, paper.origin
    for day in edition.schedule.days if edition.schedule else ():
        for session in day.sessions:
            yield "the title", session.title, session.origin
    for page in edition.pages:
        yield "the title", page.title, page.origin


CODES = (HIDDEN_LETTERS, GARBLED_LETTERS)
RULES = (ContentRule(names_and_titles_hide_no_letters), ContentRule(names_and_titles_are_in_one_encoding))
