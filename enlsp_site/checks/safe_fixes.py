"""What can be mended without asking anybody: each fault with the text that belongs in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple

from enlsp_site.checks.site.hosts import is_known_host

Find = Callable[["FileText"], Iterable["TextEdit"]]


class TextEdit(NamedTuple):
    """A place in a text, by offsets, what is to stand there instead, and the code of the rule that says so."""

    code: str
    start: int
    end: int
    new: str


class FileText(NamedTuple):
    """A text of a file; `visible` is the same with blanks for its comments."""

    file: str
    text: str
    visible: str


# Mojibake

_CODECS = ("cp1252", "latin-1", "mac_roman")
_ODD = re.compile(r"[^\x00-\x7f]{2,}")
_LETTERS = re.compile(
    r"[\u00a1-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2212\u2260-\u2265\u00d7]+"
)
"""What mojibake turns back into, where it is mojibake: letters of European languages and the signs of prose."""


def mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Where UTF-8 was read as Windows-1252, Latin-1 or Mac Roman: start, end, and what it was. Only what round-trips
    is told: the repaired text, damaged again, is the very text that stands there."""
    if text.isascii():
        return
    for run in _ODD.finditer(text):
        for codec in _CODECS:
            if found := _repaired(run[0], codec):
                yield run.start(), run.end(), found
                break


def _repaired(run: str, codec: str) -> str:
    """A run of letters as it was before it was read by the wrong table; nothing if that is not what happened."""
    try:
        data = b"".join(_byte(letter, codec) for letter in run)
        better = data.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    again = "".join(_letter(byte, codec) for byte in better.encode())
    return better if again == run and len(better) < len(run) and _LETTERS.fullmatch(better) else ""


def _byte(letter: str, codec: str) -> bytes:
    """Windows-1252 has five bytes without a letter, which programs pass on as controls."""
    if codec == "cp1252" and letter in "\x81\x8d\x8f\x90\x9d":
        return letter.encode("latin-1")
    return letter.encode(codec)


def _letter(byte: int, codec: str) -> str:
    if codec == "cp1252" and byte in b"\x81\x8d\x8f\x90\x9d":
        return chr(byte)
    return bytes([byte]).decode(codec)


def _mojibake(of: FileText) -> Iterator[TextEdit]:
    return (TextEdit("mojibake", start, end, better) for start, end, better in mojibake(of.visible))


# HTML entities in plain text

_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|[lr][sd]quo|hellip|[A-Za-z]{1,2}(?:acute|grave|uml|cedil|tilde|circ|slash|ring|caron)|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
_SAFE = frozenset("&'’‘“”–—… \xa0") | frozenset("·•×é")


def _entities(of: FileText) -> Iterator[TextEdit]:
    """Entities in YAML and CSV, where text is shown letter by letter. In Markdown they are markup."""
    if of.file.endswith((".md", ".bib")):
        return
    for found in _ENTITY.finditer(of.visible):
        meant = unescape(found[0]).replace("\xa0", " ")
        yield TextEdit("html-entity", found.start(), found.end(), meant)


def is_safe(edit: TextEdit) -> bool:
    """Whether a letter can stand anywhere in YAML, so that it can be put there without looking around."""
    return edit.code != "html-entity" or edit.new.isalpha() or edit.new in _SAFE


# Spaces at the end of lines

_TRAILING = re.compile(r"(?<![^\S\n\xa0])[^\S\n\xa0]++$", re.M)


def _trailing(of: FileText) -> Iterator[TextEdit]:
    """Spaces at the end of lines. Two of them break a line in Markdown, where that is meant."""
    file, text, _ = of
    blocks = [] if file.endswith(".md") else _in_blocks(text)
    number = last = 0
    for found in _TRAILING.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        number, last = number + text.count("\n", last, found.start()), found.start()
        if line.strip() and found[0] == "  " and (not blocks or blocks[number]):
            continue
        yield TextEdit("trailing-space", found.start(), found.end(), "")


_BLOCK_HEAD = re.compile(r"[|>][+-]?\d?\Z")


def _in_blocks(text: str) -> list[bool]:
    """Of each line of YAML whether it may be one of a block of Markdown: the nearest line before it that is less deep
    ends in `|` or `>`."""
    inside: list[bool] = []
    above: list[tuple[int, bool]] = []  # the lines that are less deep than all after them: how deep, and their end
    for line in text.split("\n"):
        bare = line.strip()
        depth = len(line) - len(line.lstrip())
        while bare and above and above[-1][0] >= depth:
            above.pop()
        inside.append(bool(above) and above[-1][1])
        if bare:
            above.append((depth, bool(_BLOCK_HEAD.search(bare[-3:]))))
    return inside


# Addresses without encryption

_HTTP = re.compile(r"""http://(?P<host>[\w.-]+)(?=[/?#\s"'>)\],}]|$)""")


def _plain_http(of: FileText) -> Iterator[TextEdit]:
    for found in _HTTP.finditer(of.visible):
        if is_known_host(found["host"]):
            yield TextEdit("insecure-link", found.start(), found.start() + 4, "https")


FINDERS: tuple[Find, ...] = (_mojibake, _entities, _trailing, _plain_http)


def edits(file: str, text: str, visible: str, codes: Callable[[str], bool]) -> list[TextEdit]:
    """All that can be mended in a text by rules of these codes, in order and none within another. `visible` is the
    text with blanks for its comments."""
    found = sorted(
        (
            each
            for find in FINDERS
            for each in find(FileText(file, text, visible))
            if codes(each.code) and is_safe(each)
        ),
        key=lambda each: (each.start, -each.end),
    )
    kept: list[TextEdit] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def applied(text: str, wanted: Iterable[TextEdit]) -> str:
    """The text with its edits made."""
    pieces, at = [], 0
    for each in wanted:
        pieces += [text[at : each.start], each.new]
        at = each.end
    return "".join([*pieces, text[at:]])


def found_in(file: str, text: str, visible: str, code: str) -> list[TextEdit]:
    """What the rule of this code finds, also what cannot be mended for certain."""
    return [each for find in FINDERS for each in find(FileText(file, text, visible)) if each.code == code]
