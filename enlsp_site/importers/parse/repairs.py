"""What is wrong with texts that were copied too often, and what was meant: wrong decodings, TeX, trailing marks."""

from __future__ import annotations

import re

_SIGNS = "‚√¬âÃÂäëƒÄ≈∆"
"""What begins the bytes of UTF-8 where they were read as Mac Roman or Windows-1252."""
_RUN = re.compile(rf"[{_SIGNS}][^\x00-\x7f]{{0,3}}")


def redecoded(text: str) -> str:
    """A text in which UTF-8 was read as Mac Roman (`‚Äô`) or Windows-1252 (`â€™`), as it was meant."""
    if text.isascii() or not any(sign in text for sign in _SIGNS):
        return text
    return _RUN.sub(lambda found: _meant(found[0]), text)


def _meant(run: str) -> str:
    """The longest beginning of some letters that is one character of UTF-8 in an old encoding, as that character."""
    name = "cp1252" if run[0] in "âÃÂäë" else "mac_roman"
    for length in range(len(run), 1, -1):
        try:
            letter = run[:length].encode(name).decode("utf-8")
        except UnicodeError:
            continue
        if len(letter) == 1:
            return letter + redecoded(run[length:])
    return run


_TEX = re.compile(
    r"\\(?=(?:text\w*|times|tau|theta|tilde|top|to|frac|forall|beta|bar|boldsymbol|big|bf|nabla|nu|neq|ne|not|rho|right|"
    r"rangle|rm|vec|varepsilon|alpha|approx|ast|epsilon|eta|exp|ell|equiv|exists|upsilon|underline|uparrow|xi)"
    r"(?![A-Za-z])|[A-Zc-dg-mo-qswyz%&$#{}()\[\],;!|^ ])"
)
"""A backslash of TeX which YAML would take, in double quotes, for an escape, or for a mistake."""


def tex_kept(text: str) -> tuple[str, list[int]]:
    """YAML in whose double quotes the backslashes of TeX are doubled, so that they are read as they were meant; and
    the lines, from 1, on which that was needed."""
    lines = text.split("\n")
    touched = []
    for number, line in enumerate(lines):
        if "\\" in line and '"' in line:
            made = re.sub(r'"(?:[^"\\]|\\.)*"', _doubled, line)
            if made != line:
                lines[number] = made
                touched.append(number + 1)
    return "\n".join(lines), touched


def _doubled(found: re.Match[str]) -> str:
    parts = re.split(r"(\\\\)", found[0])
    return "".join(part if part == "\\\\" else _TEX.sub(r"\\\\", part) for part in parts)


def untabbed(text: str) -> tuple[str, list[int]]:
    """YAML with blanks for its tabs, and the lines, from 1, that had some."""
    lines = text.split("\n")
    touched = [number + 1 for number, line in enumerate(lines) if "\t" in line]
    return ("\n".join(line.replace("\t", "  ") for line in lines) if touched else text), touched


def numbers_kept(text: str) -> tuple[str, list[int]]:
    """YAML in which values with a number such as ` #12` are in quotes, so that it is no comment; and their lines."""
    lines = text.split("\n")
    touched = []
    for number, line in enumerate(lines):
        found = re.fullmatch(r"(\s*(?:- )?\s*[A-Za-z_][\w -]*:)\s+([^\s'\"|>#\[{][^'\"]*?\s#\d.*\S)\s*", line)
        if found:
            lines[number] = f"{found[1]} '{found[2].replace(chr(39), chr(39) * 2)}'"
            touched.append(number + 1)
    return "\n".join(lines), touched


_KEYED = re.compile(r"(\s*+)((?:- )?\s*+[A-Za-z_][\w -]*:)(?:\s++(.*\S))?\s*")


def quoted_values(text: str, line: int) -> str:
    """YAML with the value of one line, from 1, in quotes: for what holds `: ` or begins with one of YAML's signs. A
    value that goes over several lines becomes a block."""
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return text
    found = None if _continues(lines, line - 1) else _KEYED.fullmatch(lines[line - 1])
    if found and found[3] and not re.match(r"[|>]|(['\"]).*\1$", found[3]) and not _goes_on(lines, line, found):
        value = found[3].replace("'", "''")
        lines[line - 1] = f"{found[1]}{found[2]} '{value}'"
        return "\n".join(lines)
    return _as_block(lines, line - 1) or text


def _goes_on(lines: list[str], after: int, found: re.Match[str]) -> bool:
    """Whether the value of a line goes on below it: with a line that is indented further, and is no key."""
    indent = len(found[1]) + (2 if found[2].startswith("- ") else 0)
    below = lines[after] if after < len(lines) else ""
    return bool(below.strip()) and len(below) - len(below.lstrip()) > indent


def _continues(lines: list[str], at: int) -> bool:
    """Whether a line goes on with the value of one above it, which is indented less."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for number in range(at - 1, max(at - 400, -1), -1):
        above = lines[number]
        if above.strip() and len(above) - len(above.lstrip()) < indent:
            found = _KEYED.fullmatch(above)
            inner = len(found[1]) + (2 if found[2].startswith("- ") else 0) if found else 0
            return bool(found and found[3] and indent > inner)
    return False


def _as_block(lines: list[str], at: int) -> str:
    """The text with the value around a line as a block; nothing if there is no key above it."""
    for number in range(at, max(at - 400, -1), -1):
        found = _KEYED.fullmatch(lines[number])
        if not found or _continues(lines, number) or (number == at and not _goes_on(lines, number + 1, found)):
            continue
        indent = len(found[1]) + (2 if found[2].startswith("- ") else 0)
        end = number + 1
        while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
            end += 1
        if end <= at or (found[3] or "")[:1] in ("|", ">"):
            if number < at:
                continue
            return ""
        words = [part.strip() for part in (found[3] or "", *lines[number + 1 : end])]
        body = [" " * (indent + 2) + part if part else "" for part in words]
        return "\n".join([*lines[:number], f"{found[1]}{found[2]} |-", *body, *lines[end:]])
    return ""
