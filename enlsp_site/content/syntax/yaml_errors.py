"""What is wrong with a text that is no YAML, in the words of who wrote it.

The parser says where it gave up and what it expected there. What the writer did is read from the lines
around: each rule below knows one habit that breaks YAML, names the place where it began, and says how to
write it. The rules understand libyaml and PyYAML's own parser, whose words differ a little.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from enlsp_site.content.syntax.codes import TAB_INDENTATION, YAML_SYNTAX
from enlsp_site.content.syntax.encoding import CURLY
from enlsp_site.content.syntax.yaml_brackets import after_bracket, after_quote, colon_in_brackets, in_flow, in_quotes
from enlsp_site.content.syntax.yaml_faults import (
    COLON_IN_VALUE,
    CURLY_ARE_NONE,
    FIELDS,
    Place,
    YamlFault,
    YamlMistake,
    curly_hint,
    quoted,
    value_of,
)
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem

READ = 2_000
"""How much of a line the rules look at: they go over it many times, and nobody writes longer ones by hand."""


def syntax_problem(failure: Any, text: str, last: Any, opener: Place | None, file: str, first_line: int) -> Problem:
    """The problem that a `yaml.MarkedYAMLError` stands for, with line and column.

    `last` is the last event before it, `opener` the place (from 0) of the innermost `[` or `{` still open.
    """
    mark, context = failure.problem_mark, failure.context_mark or failure.problem_mark
    fault = YamlFault(
        words=f"{failure.context or ''}; {failure.problem or ''}",
        at=(mark.line, mark.column),
        start=(context.line, context.column),
        lines=[line[:READ] for line in text.split("\n")],
        last=last,
        opener=opener,
        first_line=first_line,
        file=file,
    )
    code = TAB_INDENTATION if fault.char == "\t" else YAML_SYNTAX
    answer = _tab(fault) if fault.char == "\t" else _answer(fault)
    origin = Origin(file, (), answer.at[0] + first_line, answer.at[1] + 1)
    return report(code, origin, answer.message, answer.hint, fix=answer.fix)


def _answer(fault: YamlFault) -> YamlMistake:
    for words, rule in _RULES:
        if re.search(words, fault.words) and (answer := rule(fault)):
            return answer
    reason = fault.words.strip("; ")
    hint = "look for a missing quote, space or bracket here and on the line above"
    return YamlMistake(fault.at, f"this is no YAML: {reason}", hint)


def _tab(fault: YamlFault) -> YamlMistake:
    if fault.is_first:
        return YamlMistake(fault.at, "a tab is used for indentation", "indent with spaces")
    return YamlMistake(fault.at, "a tab stands where only spaces may", "write a space")


# Values that need quotes


def _stray_colon(fault: YamlFault) -> YamlMistake | None:
    before = fault.line[: fault.at[1]]
    if first := re.search(r":[ \t]", before):
        key = before[: first.start()].strip(" -")
        value = value_of(fault.line[first.end() :])
        if answer := _second_field(fault, key, before[first.end() :]):
            return answer
        told = f"{CURLY_ARE_NONE}; {curly_hint(value)}" if value and value[0] in CURLY else ""
        return YamlMistake(
            fault.at,
            COLON_IN_VALUE,
            told or f"put quotes around it: {key}: {quoted(value)}",
            Fix(value, quoted(value.strip(CURLY)), first.end() + 1),
        )
    above = next((row for row in range(fault.at[0] - 1, -1, -1) if _is_written(fault.lines[row])), None)
    if above is None:
        return None
    if answer := _unspaced(fault, above):
        return answer
    indent = len(before) - len(before.lstrip(" -"))
    if answer := _item_without_colon(fault, above, indent):
        return answer
    for row in range(above, -1, -1):
        found = re.match(r"([ -]*)([^\s#][^:#]*):(?:\s|$)", fault.lines[row])
        if found and len(found[1]) < indent:
            key, column = found[2], len(found[1]) + 1
            message = f"this line is indented further than `{key}` in line {fault.number(row)}, which has a value"
            hint = f"a key beside `{key}` begins in column {column}; text that goes on here needs quotes"
            return YamlMistake((fault.at[0], indent), message, hint)
    return _not_a_key(fault, above)


def _second_field(fault: YamlFault, key: str, said: str) -> YamlMistake | None:
    """`time: 09:00-09:30 title: Opening`, two fields on one line without braces."""
    found = re.search(r"(?<=\S)[ \t,;]+([a-z]+)$", said)
    if not found or found[1] not in FIELDS:
        return None
    row, column = fault.at[0], fault.at[1] - len(found[1])
    rest = value_of(fault.line[column:])
    hint = f"write `{key}: {said[: found.start()].strip()}`, and `{rest}` on the next line, in the column of `{key}`"
    whole = quoted(value_of(fault.line[fault.line.index(said) :]))
    return YamlMistake(
        (row, column), f"`{found[1]}:` stands on the line of `{key}`", f"{hint}; if it is text: {whole}"
    )


def _item_without_colon(fault: YamlFault, above: int, indent: int) -> YamlMistake | None:
    """`- time 9:00` above the other keys of the item."""
    found = re.match(r"( *- +)([^\W\d][\w-]*)[ \t]+(?=[^\s:])(?!.*:[ \t])(.*)", fault.lines[above])
    if not found or len(found[1]) != indent:
        return None
    written = f"{found[2]}: {value_of(found[3])}"
    message = f"there is no colon after `{found[2]}`, and the next line belongs to the same entry"
    return YamlMistake((above, indent), message, f"write `{written}`, if `{found[2]}` is the key")


def _starting_character(fault: YamlFault) -> YamlMistake | None:
    """`@`, a backquote, `%`, `&`, `*` or `!` at the beginning of a text."""
    row, column = fault.start
    rest = fault.line_at(fault.start)[column:]
    value = value_of(re.split(r"[,\]}]", rest)[0] if fault.opener else rest)
    if not value:
        return None
    if value.startswith("* ") and not fault.line_at(fault.start)[:column].strip(" -"):
        hint = f"write `- {value[2:].strip()}`"
        return YamlMistake((row, column), "an item of a list begins with `- `, not with `* `", hint, Fix("* ", "- "))
    if found := re.match(r"([*_`]+)([a-z_]+)(?::\1|\1:)(?=\s|$)", value):
        plain = f"{found[2]}:"
        hint = f"write `{plain} …`, without `{found[1]}`"
        return YamlMistake((row, column), "the name of a field has no marks around it", hint, Fix(found[0], plain))
    mark = "a backquote" if value[0] == "`" else f"`{value[0]}`"
    fix = Fix(value, quoted(value))
    return YamlMistake((row, column), f"text cannot begin with {mark}", f"put it in quotes: {quoted(value)}", fix)


def _block_scalar(fault: YamlFault) -> YamlMistake | None:
    row, column = fault.start
    rest = value_of(fault.lines[row][column:])
    hint = f"begin the text on the next line, indented; or, if it begins with `{rest[:1]}`: {quoted(rest)}"
    return YamlMistake(fault.at, f"text follows `{rest[:1]}` on the same line", hint)


def _list_on_key_line(fault: YamlFault) -> YamlMistake:
    value = value_of(fault.line[fault.at[1] :])
    mark = value[:1]
    hint = f"put text that begins with `{mark} ` in quotes: {quoted(value)}"
    if mark == "-":
        hint = f"begin the list on the next line; or, if it is text: {quoted(value)}"
    return YamlMistake(fault.at, f"a value cannot begin with `{mark} ` on the line of its key", hint)


def _no_value(fault: YamlFault) -> YamlMistake | None:
    if fault.opener:
        return in_flow(fault)
    if fault.char and fault.char in "]},":
        value = value_of(fault.line[fault.at[1] :])
        return YamlMistake(fault.at, f"text cannot begin with `{fault.char}`", f"put it in quotes: {quoted(value)}")
    return None


# Keys and indentation


def _no_colon(fault: YamlFault) -> YamlMistake:
    return _unspaced(fault, fault.start[0]) or _not_a_key(fault, fault.start[0])


def _unspaced(fault: YamlFault, row: int) -> YamlMistake | None:
    """`key:value` or `-value`, where YAML wants a space."""
    line = fault.lines[row]
    if found := re.match(r"""[ -]*(["']?)([^\W\d][\w-]*)\1:(?=[^ \t/])""", line):
        value = value_of(line[found.end() :].lstrip())
        hint = f"write `{found[2]}: {value}`"
        if line[found.end()] == "\xa0":
            hint += "; what looks like a space is a no-break space"
        fix = Fix(f"{found[2]}:", f"{found[2]}: ", found.start(2) + 1) if line[found.end()] != "\xa0" else None
        return YamlMistake((row, found.end() - 1), f"there is no space after the colon of `{found[2]}`", hint, fix)
    if found := re.match(r" *-(?=[^ \t-])", line):
        hint = f"write `- {value_of(line[found.end() :])}`"
        return YamlMistake((row, found.end() - 1), "there is no space after the dash", hint, Fix("-", "- "))
    return None


def _not_a_key(fault: YamlFault, row: int) -> YamlMistake:
    line = fault.lines[row]
    if found := re.match(r"( *)(//|/\*|<!--|;)", line):
        hint = f"begin it with `#` instead of `{found[2]}`"
        fix = Fix(found[2], "#") if found[2] in ("//", ";") else None
        return YamlMistake((row, len(found[1])), "this line is no `key: value`; a comment begins with `#`", hint, fix)
    if found := re.match(r"([ -]*)([\w-]+) ?= ?(\S.*)", line):
        written = f"{found[2]}: {value_of(found[3])}"
        fix = Fix(value_of(line[found.start(2) :]), written)
        return YamlMistake((row, found.start(2)), "`=` stands where a colon belongs", f"write `{written}`", fix)
    hint = "write a colon and a space after the key; or, if it goes on with the text above, indent it further"
    if row and fault.lines[row - 1].rstrip().endswith(":"):
        hint = "write a colon and a space after the key; or, if it is an item of a list, `- ` before it"
    return YamlMistake((row, len(line) - len(line.lstrip(" -"))), "this line is no `key: value`", hint)


def _block_end(fault: YamlFault) -> YamlMistake | None:
    """Something that neither goes on with the list or mapping around it nor closes it."""
    if answer := after_quote(fault) if not fault.is_first else None:
        return answer
    if answer := after_bracket(fault):
        return answer
    if fault.char == ":":
        return YamlMistake(fault.at, "there is no key before this colon", "write the key")
    if not fault.is_first:
        hint = "put all of the value in quotes if it is text"
        return YamlMistake(fault.at, "this cannot follow what stands before it on the line", hint)
    if getattr(fault.last, "style", None) in ("|", ">"):
        hint = f"indent all lines of the text below `{fault.last.style}` at least as far as its first"
        return YamlMistake(fault.at, "this line is indented less than the text that it goes on with", hint)
    is_item = fault.char == "-" and fault.line[fault.at[1] + 1 :][:1] in ("", " ")
    if is_item and fault.at[1] == fault.start[1]:
        inner = {"schedule": "sessions", "sponsors": "sponsors"}.get(re.split(r"[/.]", fault.file)[-2:][0], "people")
        hint = f"put the list below a key of its own, such as `{inner}:`, indented by two spaces"
        return YamlMistake(fault.at, "a list item stands among keys", hint)
    if "collection" in fault.words and fault.at[1] == fault.start[1]:
        hint = "begin a new item with `- `; or, if it belongs to the item above, indent it by two spaces"
        return YamlMistake(fault.at, "a key stands among list items", hint)
    hint = "begin it in the same column as the line that it stands beside"
    return YamlMistake(fault.at, "this line is indented like none above", hint)


def _document_start(fault: YamlFault) -> YamlMistake | None:
    """Something behind the end of what the file holds."""
    row, column = fault.at
    if not fault.is_first:
        return _unspaced(fault, row) or _block_end(fault)
    first = next((line for line in fault.lines if _is_written(line)), "")
    if re.fullmatch(r"\[[\w.-]+\]\s*", first):
        hint = "delete it; a file of YAML has no headings: begin with a line such as `name: …`"
        return YamlMistake((fault.lines.index(first), 0), f"`{first.strip()}` is a heading of another language", hint)
    if column < len(first) - len(first.lstrip(" ")):
        hint = f"begin both in column {column + 1}"
        return YamlMistake(fault.at, "this line begins further left than the first one", hint)
    hint = "look for a bracket or a quote that is closed too early above"
    return YamlMistake(fault.at, "this line does not go on with what stands above it", hint)


def _is_written(line: str) -> bool:
    return not re.match(r"\s*(#|---|$)", line)


_RULES: tuple[tuple[str, Callable[[YamlFault], YamlMistake | None]], ...] = (
    ("cannot start any token|an anchor|an alias|a tag|tag handle|directive", _starting_character),
    ("quoted scalar", in_quotes),
    ("comment or (a )?line break|chomping", _block_scalar),
    ("mapping values are not allowed", _stray_colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected ':'", colon_in_brackets),
    ("flow (sequence|mapping)", in_flow),
    ("(entries|keys) are not allowed", _list_on_key_line),
    ("node content", _no_value),
    ("document start", _document_start),
    ("block (mapping|collection)", _block_end),
)
"""Which words of the parser lead to which rule; the first that has an answer gives it."""
