"""A text in the place of another one: written in the same way, and where it was a block only in the lines that
differ.

What is written is read again before it is offered, so that a way of writing that cannot say a text gives way to one
that can: plain words to quotes, single quotes to double ones, a block to another one or to quotes. `indent` is always
how far in the lines of a block stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from enlsp_site.content.patching import writing
from enlsp_site.content.patching.changes import UnpatchableError
from enlsp_site.content.patching.nodes import BREAK, YamlNode, content_end, line_end

_HEADER = re.compile(r"([|>])([1-9]?)([-+]?)([1-9]?)([ \t]*(?:#[^\n\r]*)?)")
_BODY_BREAK = re.compile("\r\n|[\n\r\x85]")
"""What the parser makes `\\n` of in a block; U+2028 and U+2029 stay what they are (YAML 1.1, 5.4)."""
_WORD_END = re.compile(r"(?<=\S) (?=\S)")


class PlacedWords(NamedTuple):
    """What to write in place of a piece of a text, by its offsets in characters."""

    start: int
    end: int
    words: str


def rewritten(text: str, node: YamlNode, value: str | None, indent: int, in_flow: bool) -> list[PlacedWords]:
    """The edits by which a text, or None, stands in place of another one. Raises `UnpatchableError`."""
    if node.kind == "text" and not node.is_empty and node.value == value:
        return []
    if value is None:
        return [_in_place(text, node, "~" if in_flow else "")]
    for words in _ways(text, node, value, indent, in_flow):
        if _reads_as(words, value, in_flow):
            return _placed(text, node, words)
    raise UnpatchableError


def _ways(text: str, node: YamlNode, value: str, indent: int, in_flow: bool) -> Iterator[str]:
    """Ways to write a text, from that which is most like how the other one is written."""
    token = text[node.start : node.end]
    if node.kind == "text" and node.style in ("|", ">"):
        yield from _blocks(token, node, value, indent)
    elif node.style == "'" and value.isprintable():
        yield from _quoted(token, value.replace("'", "''"))
    elif node.style == '"':
        yield from _quoted(token, writing.in_double_quotes(value)[1:-1])
    elif node.kind == "text" and not node.style:
        yield from _plain(token, value, in_flow)
    if node.style not in ("'", '"') and not in_flow:
        yield writing.text(value, indent, 0)
    if node.style != '"':
        yield writing.scalar(value, in_flow)
    yield writing.in_double_quotes(value)


def _quoted(token: str, words: str) -> Iterator[str]:
    """Words in the quotes of a token, in lines where those of the token are."""
    yield token[0] + _over_lines(token[1:-1], words) + token[0]


def _over_lines(old: str, words: str) -> str:
    """Words in place of others that go over several lines, in which the lines that are the same stay."""
    lines = _pieces(old, BREAK)
    bare = [BREAK.sub("", line).strip(" \t") for line in lines]
    if len(lines) < 2 or not all(bare) or "\n" in words:
        return words
    lead = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    pad = lines[1][: len(lines[1]) - len(lines[1].lstrip(" \t"))]
    found = BREAK.search(old)
    return lead + f"{found[0] if found else ''}{pad}".join(_refolded(bare, words, max(map(len, bare))))


def _plain(token: str, value: str, in_flow: bool) -> Iterator[str]:
    """A text without quotes: where it needs none, and where the other one was true, a number or a time as well, or
    had a colon in brackets."""
    is_alike = writing.means_more(token) and writing.means_more(value)
    is_alike |= in_flow and ":" in token and writing.is_plain(value.replace(":", ""), True)
    is_long = len(value) > writing.WIDTH >= len(token)
    if (is_alike or writing.is_plain(value, in_flow)) and (in_flow or not is_long):
        yield _over_lines(token, value)


def _blocks(token: str, node: YamlNode, value: str, indent: int) -> Iterator[str]:
    """A block, with its header where that is right for the text: its lines that are the same stay as they are."""
    header = _HEADER.match(token)
    core = value.rstrip("\n")
    if not header or not core.strip():
        return
    block = _BlockScalar(token, header, node.value, indent)
    for sign in dict.fromkeys((header[1], "|")):
        lines = block.folded(core) if sign == ">" else block.literal(core, header[1] == "|")
        if lines:
            yield block.whole(sign, lines, value)


class _BlockScalar:
    """A block scalar (YAML 1.1, 9.2 and 9.3): its header, and the lines of its body, each with its break."""

    def __init__(self, token: str, header: re.Match[str], value: str, indent: int) -> None:
        self._header = header
        lines = _pieces(token[header.end() :], _BODY_BREAK)[1:]
        filled = [number for number, line in enumerate(lines) if line.strip()]
        self._lines = lines[: filled[-1] + 1] if filled else []
        self._break = next((found[0] for found in _BODY_BREAK.finditer(token)), "\n")
        first = next((line for line in lines if line.strip()), " " * indent)
        self._has_digit = bool(header[2] or header[4])
        self._indent = len(first) - len(first.lstrip(" ")) if not self._has_digit else indent
        if self._has_digit and self._lines:
            self._indent = min(len(line) - len(line.lstrip(" ")) for line in self._lines if line.strip())
        self._core = value.rstrip("\n")
        self.breaks = len(value) - len(self._core)

    def literal(self, core: str, is_literal: bool) -> list[str]:
        """The lines of the text, each with its break but for the last."""
        old, new = self._core.split("\n"), core.split("\n")
        made: list[str] = []
        if not is_literal or len(old) != len(self._lines):
            return self._joined([self._padded(line) for line in new])
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            made += [_bare(line) for line in self._lines[a:b]] if kind == "equal" else map(self._padded, new[c:d])
        return self._joined(made)

    def folded(self, core: str) -> list[str]:
        """The lines of the text, folded where they were; none where it holds lines that keep their breaks."""
        bare = [_bare(line)[self._indent :] for line in self._lines]
        if any(line[:1].isspace() and line.strip() for line in [*bare, *core.split("\n")]):
            return []
        old, new = self._core.split("\n"), core.split("\n")
        groups = _paragraphs(bare)
        if len(groups) != len([line for line in old if line]):
            groups = [[] for line in old if line]
        width = max([*map(len, bare), writing.WIDTH - self._indent])
        kept = _kept([line for line in old if line], [line for line in new if line], groups)
        made: list[str] = []
        blanks = 0
        for line in new:
            if not line:
                blanks += 1
                continue
            made += ["", *[""] * blanks] if made else [""] * blanks
            blanks = 0
            made += [self._padded(each) for each in _refolded(kept.pop(0), line, width)]
        return self._joined(made)

    def whole(self, sign: str, lines: list[str], value: str) -> str:
        """The block with its header, changed where the text ends otherwise, or begins with a blank."""
        breaks = len(value) - len(value.rstrip("\n"))
        keep = self._header[3]
        chomp = keep if breaks == self.breaks else {0: "-", 1: ""}.get(breaks, "+")
        first = value.lstrip("\n")[:1]
        digit = self._header[2] or self._header[4] or ("2" if first.isspace() else "")
        words = self._break.join(["", *lines]) + (self._break * breaks if chomp == "+" else "")
        return f"{sign}{digit}{chomp}{self._header[5]}{words}"

    def _padded(self, line: str) -> str:
        return " " * self._indent + line if line else ""

    def _joined(self, lines: list[str]) -> list[str]:
        return [_bare(line) for line in lines]


def _bare(line: str) -> str:
    """A line without its break."""
    return line.rstrip("\r\n\x85")


def _pieces(text: str, breaks: re.Pattern[str]) -> list[str]:
    """A text in pieces, each with the break at its end."""
    at, made = 0, []
    for found in breaks.finditer(text):
        made.append(text[at : found.end()])
        at = found.end()
    return [*made, text[at:]]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """The lines between blank ones."""
    groups: list[list[str]] = []
    for number, line in enumerate(lines):
        if line.strip():
            if number and lines[number - 1].strip():
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _kept(old: list[str], new: list[str], groups: list[list[str]]) -> list[list[str]]:
    """For each new paragraph the lines of the old one that it is, or is in place of; none for one that is added."""
    made: list[list[str]] = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        made += [groups[a + at] if a + at < b else [] for at in range(d - c)]
    return made


def _refolded(lines: list[str], words: str, width: int) -> list[str]:
    """A paragraph in lines: those at its beginning and its end that still fit as they were, new ones between."""
    before: list[str] = []
    for line in lines:
        if words == line or not words.startswith(f"{line} ") or words[len(line) + 1].isspace():
            break
        before.append(line)
        words = words[len(line) + 1 :]
    after: list[str] = []
    for line in reversed(lines[len(before) :]):
        if words == line or not words.endswith(f" {line}") or words[-len(line) - 2].isspace():
            break
        after.insert(0, line)
        words = words[: -len(line) - 1]
    return [*before, *_wrapped(words, width), *after]


def _wrapped(words: str, width: int) -> list[str]:
    """Words in lines of this width, broken at single blanks only."""
    made: list[str] = []
    for word in _WORD_END.split(words):
        if made and len(made[-1]) + 1 + len(word) <= width:
            made[-1] += f" {word}"
        else:
            made.append(word)
    return made


def _reads_as(words: str, value: str, in_flow: bool) -> bool:
    """Whether the parser reads a token as a text, and as nothing else."""
    import yaml

    snippet = f"[{words}]" if in_flow else f"k: {words}" + "\n" * (words[-1:] != "\n")
    try:
        events = list(yaml.parse(snippet, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, ValueError):
        return False
    found = [each for each in events if isinstance(each, yaml.ScalarEvent)]
    is_null = bool(found) and not found[-1].style and found[-1].value in ("", "~")
    return len(found) == (1 if in_flow else 2) and found[-1].value == value and not is_null


def _placed(text: str, node: YamlNode, words: str) -> list[PlacedWords]:
    """Words in place of a token. The lines of a block go below a comment that follows the token."""
    head = words.partition("\n")[0]
    is_block = words[:1] in ("|", ">") and head != words
    if not is_block or node.style in ("|", ">"):
        return [_in_place(text, node, words)]
    end = line_end(text, content_end(text, node))
    if not text[content_end(text, node) : end].strip():
        return [_in_place(text, node, words)]
    return [_in_place(text, node, head), PlacedWords(end, end, words[len(head) :])]


def _in_place(text: str, node: YamlNode, words: str) -> PlacedWords:
    """An edit of a token, with a blank before one where none was, and with the comment of a block's header kept."""
    end = content_end(text, node)
    if node.style in ("|", ">"):
        header = _HEADER.match(text, node.start)
        if words[:1] in ("|", ">") and "\n" in words.replace("\r", "\n"):
            return PlacedWords(node.start, node.end if _ends_itself(words) else end, words)
        note = header[5] if header else ""
        return PlacedWords(node.start, end, f"{words}{note}")
    if node.start == node.end and words and text[node.start - 1 : node.start] not in (" ", "\t", "[", "{", "\n"):
        words = f" {words}"
    return PlacedWords(node.start, end, words)


def _ends_itself(words: str) -> bool:
    """Whether the blank lines behind a block are part of its text, and so are those that it is written with."""
    header = _HEADER.match(words)
    return bool(header and header[3] == "+")
