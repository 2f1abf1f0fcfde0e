"""What is wrong with a text that is no YAML, in the words of who wrote it.

The parser says where it gave up and what it expected there. What the writer did is read from the lines
around: each rule below knows one habit that breaks YAML, names the place where it began, and says how to
write it. The rules understand libyaml and PyYAML's own parser, whose words differ a little.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from enlsp_site.content.syntax.encoding import CURLY
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, error

Place = tuple[int, int]  # line and column, from 0


class _Fault(NamedTuple):
    """Where and why the parser gave up: `at` where, `start` where the construct that it was in began.

    `last` is the last event before; `opener` the place of the innermost open `[` or `{`.
    """

    words: str
    at: Place
    start: Place
    lines: list[str]
    last: Any
    opener: Place | None
    first_line: int

    @property
    def line(self) -> str:
        return self.line_at(self.at)

    @property
    def char(self) -> str:
        return self.line[self.at[1] : self.at[1] + 1]

    @property
    def is_first(self) -> bool:
        """Whether only spaces and the dashes of lists stand before, on the line."""
        return not self.line[: self.at[1]].strip(" -")

    def line_at(self, place: Place) -> str:
        return self.lines[place[0]] if place[0] < len(self.lines) else ""

    def number(self, row: int) -> int:
        return row + self.first_line


class _Answer(NamedTuple):
    """What to tell: the place, the message, the hint."""

    at: Place
    message: str
    hint: str


def syntax_problem(failure: Any, text: str, last: Any, opener: Place | None, file: str, first_line: int) -> Problem:
    """The problem that a `yaml.MarkedYAMLError` stands for, with line and column.

    `last` is the last event before it, `opener` the place (from 0) of the innermost `[` or `{` still open.
    """
    mark, context = failure.problem_mark, failure.context_mark or failure.problem_mark
    fault = _Fault(
        words=f"{failure.context or ''}; {failure.problem or ''}",
        at=(mark.line, mark.column),
        start=(context.line, context.column),
        lines=text.split("\n"),
        last=last,
        opener=opener,
        first_line=first_line,
    )
    code = "tab-indentation" if fault.char == "\t" else "yaml-syntax"
    answer = _tab(fault) if fault.char == "\t" else _answer(fault)
    origin = Origin(file, (), answer.at[0] + first_line, answer.at[1] + 1)
    return error(origin, code, answer.message, answer.hint)


def quoted(value: str) -> str:
    """A text of one line as a YAML scalar in quotes, double ones where nothing in it needs an escape."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def curly_hint(value: str) -> str:
    """What to do about a value that begins with a quote of a word processor."""
    line = " ".join(value.split())
    bare = line.strip(f"{CURLY} ")
    return f"write {quoted(bare)}; if the curly quote is part of the text, {quoted(line)}"


def _answer(fault: _Fault) -> _Answer:
    for words, rule in _RULES:
        if re.search(words, fault.words) and (answer := rule(fault)):
            return answer
    reason = fault.words.strip("; ")
    hint = "look for a missing quote, space or bracket here and on the line above"
    return _Answer(fault.at, f"this is no YAML: {reason}", hint)


def _tab(fault: _Fault) -> _Answer:
    if fault.is_first:
        return _Answer(fault.at, "a tab is used for indentation", "indent with spaces")
    return _Answer(fault.at, "a tab stands where only spaces may", "write a space")


# Values that need quotes


def _stray_colon(fault: _Fault) -> _Answer | None:
    before = fault.line[: fault.at[1]]
    if first := re.search(r":[ \t]", before):
        key = before[: first.start()].strip(" -")
        value = _value(fault.line[first.end() :])
        if value and value[0] in CURLY:
            return _Answer(fault.at, _COLON, f"{_CURLY}; {curly_hint(value)}")
        return _Answer(fault.at, _COLON, f"put quotes around it: {key}: {quoted(value)}")
    above = next((row for row in range(fault.at[0] - 1, -1, -1) if _is_written(fault.lines[row])), None)
    if above is None:
        return None
    if answer := _unspaced(fault, above):
        return answer
    indent = len(before) - len(before.lstrip(" -"))
    for row in range(above, -1, -1):
        found = re.match(r"([ -]*)([^\s#][^:#]*):(?:\s|$)", fault.lines[row])
        if found and len(found[1]) < indent:
            key, column = found[2], len(found[1]) + 1
            message = f"this line is indented further than `{key}` in line {fault.number(row)}, which has a value"
            hint = f"a key beside `{key}` begins in column {column}; text that goes on here needs quotes"
            return _Answer((fault.at[0], indent), message, hint)
    return _not_a_key(fault, above)


def _starting_character(fault: _Fault) -> _Answer | None:
    """`@`, a backquote, `%`, `&`, `*` or `!` at the beginning of a text."""
    row, column = fault.start
    rest = fault.line_at(fault.start)[column:]
    value = _value(re.split(r"[,\]}]", rest)[0] if fault.opener else rest)
    if not value:
        return None
    mark = "a backquote" if value[0] == "`" else f"`{value[0]}`"
    return _Answer((row, column), f"text cannot begin with {mark}", f"put it in quotes: {quoted(value)}")


def _block_scalar(fault: _Fault) -> _Answer | None:
    row, column = fault.start
    rest = _value(fault.lines[row][column:])
    hint = f"begin the text on the next line, indented; or, if it begins with `{rest[:1]}`: {quoted(rest)}"
    return _Answer(fault.at, f"text follows `{rest[:1]}` on the same line", hint)


def _list_on_key_line(fault: _Fault) -> _Answer:
    value = _value(fault.line[fault.at[1] :])
    mark = value[:1]
    hint = f"put text that begins with `{mark} ` in quotes: {quoted(value)}"
    if mark == "-":
        hint = f"begin the list on the next line; or, if it is text: {quoted(value)}"
    return _Answer(fault.at, f"a value cannot begin with `{mark} ` on the line of its key", hint)


def _no_value(fault: _Fault) -> _Answer | None:
    if fault.opener:
        return _flow(fault)
    if fault.char and fault.char in "]},":
        value = _value(fault.line[fault.at[1] :])
        return _Answer(fault.at, f"text cannot begin with `{fault.char}`", f"put it in quotes: {quoted(value)}")
    return None


# Quotes and brackets


def _quotes(fault: _Fault) -> _Answer | None:
    if "escape" in fault.words or "hex" in fault.words:
        row, column = fault.at
        column = max(fault.line.rfind("\\", 0, column + 1), 0)
        hint = "use single quotes, in which a backslash is a backslash; or write it twice"
        return _Answer(
            (row, column), f"`{fault.line[column : column + 2]}` means nothing between double quotes", hint
        )
    quote = fault.line_at(fault.start)[fault.start[1] : fault.start[1] + 1]
    hint = f"write `{quote}` where the text ends"
    return _Answer(fault.start, f"the quote `{quote}` that opens here is never closed", hint)


def _after_quote(fault: _Fault) -> _Answer | None:
    """Text behind a closing quote: an apostrophe in single quotes, a quote that was forgotten above."""
    quote = getattr(fault.last, "style", None)
    if not quote or quote not in "'\"" or fault.last.end_mark.line != fault.at[0]:
        return None
    start = fault.last.start_mark
    if start.line < fault.at[0]:
        message = f"the quote `{quote}` that opens here is only closed in line {fault.number(fault.at[0])}"
        return _Answer((start.line, start.column), message, f"write `{quote}` where the text ends")
    if quote == "'":
        hint = "inside single quotes an apostrophe is written twice: `''`"
    else:
        value = _value(fault.line[start.column :])
        hint = f"put all of it in quotes: {quoted(value)}"
    return _Answer(fault.at, f"text follows the closing quote `{quote}`", hint)


def _after_bracket(fault: _Fault) -> _Answer | None:
    mark = fault.last.end_mark
    if fault.is_first or not mark or mark.line != fault.at[0]:
        return None
    bracket = fault.line[: fault.at[1]].rstrip()[-1:]
    if bracket not in ("]", "}"):
        return None
    value = _value(fault.line[re.match(r"[ -]*(?:[^:\[{]*: +)?", fault.line).end() :])  # type: ignore[union-attr]
    hint = f"text that begins with a bracket needs quotes: {quoted(value)}"
    return _Answer(fault.at, f"text follows the closing bracket `{bracket}`", hint)


def _flow(fault: _Fault) -> _Answer | None:
    row, column = fault.opener or fault.start
    found = re.search(r"[\[{]", fault.lines[row][column:])  # an anchor may stand before
    if not found:
        return None
    opener, bracket = (row, column + found.start()), found[0]
    wanted = "]" if bracket == "[" else "}"
    closer = _closer(fault.lines, opener)
    if closer is None:
        hint = f"write `{wanted}` where it ends; text that begins with `{bracket}` needs quotes"
        return _Answer(opener, f"the bracket `{bracket}` that opens here is never closed", hint)
    if fault.lines[closer[0]][closer[1]] != wanted:
        message = f"`{fault.lines[closer[0]][closer[1]]}` cannot close what `{bracket}` opened"
        return _Answer(closer, message, f"write `{wanted}`")
    if fault.char == ":":
        curly = re.search(rf"[:,\[{{] *[{CURLY}][^{CURLY}]*$", fault.line[: fault.at[1]])
        return _Answer(fault.at, _COLON, f"{_CURLY}; use \" or '" if curly else "put quotes around the value")
    if fault.char in (",", wanted):
        return _Answer(fault.at, f"nothing stands before this `{fault.char}`", "delete one comma")
    if (fault.last.end_mark.line, fault.last.end_mark.column) == fault.at and (answer := _after_quote(fault)):
        return answer
    if fault.char in ("[", "{"):
        example = f'text that holds a bracket needs quotes: "See the {fault.char}…"'
        return _Answer(fault.at, f"a bracket `{fault.char}` stands within text", example)
    return _Answer(fault.at, "a comma is missing before this", "separate the values with commas")


def _colon_in_brackets(fault: _Fault) -> _Answer:
    hint = "write a space after the colon of a key; put quotes around text that has a colon"
    return _Answer(fault.at, "a colon between brackets has no space after it", hint)


def _closer(lines: list[str], opener: Place) -> Place | None:
    """Where the bracket that stands at `opener` is closed, by whatever bracket; None if it never is."""
    depth, quote, before = 0, "", " "
    for row in range(opener[0], len(lines)):
        for column in range(opener[1] if row == opener[0] else 0, len(lines[row])):
            char = lines[row][column]
            if quote:
                quote = "" if char == quote and before != "\\" else quote
            elif char in "'\"" and before in " [{,:":  # an apostrophe within a word opens nothing
                quote = char
            elif char == "#" and before == " ":
                break
            elif char in "[{":
                depth += 1
            elif char in "]}":
                depth -= 1
                if not depth:
                    return row, column
            before = char
        before = " "
    return None


# Keys and indentation


def _no_colon(fault: _Fault) -> _Answer:
    return _unspaced(fault, fault.start[0]) or _not_a_key(fault, fault.start[0])


def _unspaced(fault: _Fault, row: int) -> _Answer | None:
    """`key:value` or `-value`, where YAML wants a space."""
    line = fault.lines[row]
    if found := re.match(r"""[ -]*(["']?)([^\W\d][\w-]*)\1:(?=[^ \t/])""", line):
        value = _value(line[found.end() :].lstrip())
        hint = f"write `{found[2]}: {value}`"
        if line[found.end()] == "\xa0":
            hint += "; what looks like a space is a no-break space"
        return _Answer((row, found.end() - 1), f"there is no space after the colon of `{found[2]}`", hint)
    if found := re.match(r" *-(?=[^ \t-])", line):
        hint = f"write `- {_value(line[found.end() :])}`"
        return _Answer((row, found.end() - 1), "there is no space after the dash", hint)
    return None


def _not_a_key(fault: _Fault, row: int) -> _Answer:
    line = fault.lines[row]
    hint = "write a colon and a space after the key; or, if it goes on with the text above, indent it further"
    return _Answer((row, len(line) - len(line.lstrip(" -"))), "this line is no `key: value`", hint)


def _block_end(fault: _Fault) -> _Answer | None:
    """Something that neither goes on with the list or mapping around it nor closes it."""
    if answer := _after_quote(fault) if not fault.is_first else None:
        return answer
    if answer := _after_bracket(fault):
        return answer
    if fault.char == ":":
        return _Answer(fault.at, "there is no key before this colon", "write the key")
    if not fault.is_first:
        hint = "put all of the value in quotes if it is text"
        return _Answer(fault.at, "this cannot follow what stands before it on the line", hint)
    if getattr(fault.last, "style", None) in ("|", ">"):
        hint = f"indent all lines of the text below `{fault.last.style}` at least as far as its first"
        return _Answer(fault.at, "this line is indented less than the text that it goes on with", hint)
    is_item = fault.char == "-" and fault.line[fault.at[1] + 1 :][:1] in ("", " ")
    if is_item and fault.at[1] == fault.start[1]:
        return _Answer(fault.at, "a list item stands among keys", "indent it below the key that it belongs to")
    if "collection" in fault.words and fault.at[1] == fault.start[1]:
        hint = "begin a new item with `- `; or, if it belongs to the item above, indent it by two spaces"
        return _Answer(fault.at, "a key stands among list items", hint)
    hint = "begin it in the same column as the line that it stands beside"
    return _Answer(fault.at, "this line is indented like none above", hint)


def _document_start(fault: _Fault) -> _Answer | None:
    """Something behind the end of what the file holds."""
    row, column = fault.at
    if not fault.is_first:
        return _unspaced(fault, row) or _block_end(fault)
    first = next((line for line in fault.lines if _is_written(line)), "")
    if column < len(first) - len(first.lstrip(" ")):
        hint = f"begin both in column {column + 1}"
        return _Answer(fault.at, "this line begins further left than the first one", hint)
    hint = "look for a bracket or a quote that is closed too early above"
    return _Answer(fault.at, "this line does not go on with what stands above it", hint)


# Lines


def _value(text: str) -> str:
    """A value without the comment behind it."""
    return re.sub(r"(^|\s+)#.*", "", text).strip()


def _is_written(line: str) -> bool:
    return not re.match(r"\s*(#|---|$)", line)


_CURLY = "curly quotes are not YAML's"
_COLON = "a colon and a space stand in a value without quotes"
_RULES: tuple[tuple[str, Callable[[_Fault], _Answer | None]], ...] = (
    ("cannot start any token|an anchor|an alias|a tag|tag handle|directive", _starting_character),
    ("quoted scalar", _quotes),
    ("comment or (a )?line break|chomping", _block_scalar),
    ("mapping values are not allowed", _stray_colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected ':'", _colon_in_brackets),
    ("flow (sequence|mapping)", _flow),
    ("(entries|keys) are not allowed", _list_on_key_line),
    ("node content", _no_value),
    ("document start", _document_start),
    ("block (mapping|collection)", _block_end),
)
"""Which words of the parser lead to which rule; the first that has an answer gives it."""
