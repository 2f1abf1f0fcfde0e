"""The bytes of a content file to text: UTF-8, whatever the editor and its line ends."""

from __future__ import annotations

import re

from enlsp_site.content.syntax.codes import CONTROL_CHARACTER, ENCODING, NO_TEXT
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

CURLY = "“”„‟‘’‚‛«»"
"""Quotes of word processors, which are letters like any other to YAML."""

# What a YAML file may not hold (YAML 1.2.2, section 5.1), and U+0085: a line end to YAML, but in practice
# the ellipsis of Windows-1252, decoded wrongly.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no content file may hold: control characters and invisible marks."""

_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
_SAVE_AS_UTF8 = "save the file as UTF-8 in your editor"


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a content file, with `\\n` for every line end and without a byte order mark.

    The text always comes, guessed where the bytes are wrong, so that other problems of the file can be told
    in the same run. U+2028 and U+2029 become spaces: YAML would end a line there that no editor ends.
    Reports `encoding` and `control-character`, each once a file, at the first place.
    Reports `no-text`.
    """
    if kind := next((kind for begins, kind in _BINARY.items() if data.startswith(begins)), ""):
        return "", [report(NO_TEXT, Origin(file, (), 1, 1), kind=kind, hint=_save_as(file))]
    if _is_utf16(data):
        return _decode_utf16(data, file)
    try:
        text = data.decode("utf-8")
        problems: list[Problem] = []
    except UnicodeDecodeError as failure:
        text, problems = _decode_guessed(data, failure.start, file)
    text = _plain_line_ends(text.removeprefix("\ufeff"))
    if UNWANTED.search(text):
        problems.append(control_character(text, file))
        text = UNWANTED.sub("\ufffd", text)
    return text.translate(_SEPARATORS) if not text.isascii() else text, problems


_BINARY = {
    b"PK\x03\x04": "a workbook of Excel, or another archive",
    b"\xd0\xcf\x11\xe0": "a file of an old Excel or Word",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How files begin that are no text, whatever their names say."""


def _save_as(file: str) -> str:
    if file.endswith(".csv"):
        return "open it in the spreadsheet and save it as CSV UTF-8; or bring it in: enlsp import xlsx"
    return "save its text in an editor for plain text"


def _is_utf16(data: bytes) -> bool:
    """By its byte order mark; or by every other byte being zero, as in English text without one."""
    evens, odds = any(data[:4:2]), any(data[1:4:2])
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(data) >= 4 and evens != odds)


def _decode_utf16(data: bytes, file: str) -> tuple[str, list[Problem]]:
    big = data[:2] == b"\xfe\xff" or data[0] == 0
    text = data.decode("utf-16-be" if big else "utf-16-le", "replace").removeprefix("\ufeff")
    text = UNWANTED.sub("\ufffd", _plain_line_ends(text))
    hint = f"{_SAVE_AS_UTF8}; Windows Notepad calls UTF-16 “Unicode”"
    return text, [report(ENCODING, Origin(file, (), 1, 1), "the file is UTF-16, not UTF-8", hint)]


def _decode_guessed(data: bytes, start: int, file: str) -> tuple[str, list[Problem]]:
    """Bytes that are not UTF-8 read as Windows-1252, one character each; the rest as UTF-8."""
    guess = _windows_1252(data[start])
    message = f"byte 0x{data[start]:02X} is not UTF-8"
    if guess != "\ufffd":
        message += f"; in Windows-1252 it is “{guess}”"
    before = _plain_line_ends(data[:start].decode("utf-8").removeprefix("\ufeff"))
    origin = Origin(file, (), *_position(before, len(before)))
    escaped = data.decode("utf-8", "surrogateescape")
    text = re.sub("[\udc80-\udcff]", lambda found: _windows_1252(ord(found[0]) - 0xDC00), escaped)
    return text, [report(ENCODING, origin, message, _SAVE_AS_UTF8)]


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def control_character(text: str, file: str, first_line: int = 1) -> Problem:
    """The problem of the first unwanted character of a text that holds one. Reports `control-character`."""
    first, *others = UNWANTED.finditer(text)
    code = ord(first[0])
    message = f"the invisible character U+{code:04X} is not allowed"
    if others:
        message += f" ({len(others)} more like it in this file)"
    hint = "delete it, or write the character that was meant"
    if 0x80 <= code < 0xA0 and (meant := _windows_1252(code)) != "\ufffd":
        hint = f"it was “{meant}” before the text was copied; write that"
    elif code == 0:
        hint = f"this may be no text file; else {_SAVE_AS_UTF8}"
    line, column = _position(text, first.start())
    return report(CONTROL_CHARACTER, Origin(file, (), line + first_line - 1, column), message, hint)


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _position(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
