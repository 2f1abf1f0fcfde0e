"""What is wrong with quotes and brackets in a text that is no YAML, in the words of who wrote it."""

from __future__ import annotations

import re

from enlsp_site.content.syntax.encoding import CURLY
from enlsp_site.content.syntax.yaml_faults import (
    COLON_IN_VALUE,
    CURLY_ARE_NONE,
    Place,
    YamlFault,
    YamlMistake,
    quoted,
    value_of,
)
from enlsp_site.diagnostics.problem import Fix


def in_quotes(fault: YamlFault) -> YamlMistake | None:
    """Answer for a text in quotes that does not end, or holds an escape that is none; None where that is not what is
    wrong."""
    if "escape" in fault.words or "hex" in fault.words:
        row, column = fault.at
        column = max(fault.line.rfind("\\", 0, column + 1), 0)
        hint = "use single quotes, in which a backslash is a backslash; or write it twice"
        return YamlMistake(
            (row, column), f"`{fault.line[column : column + 2]}` means nothing between double quotes", hint
        )
    quote = fault.line_at(fault.start)[fault.start[1] : fault.start[1] + 1]
    hint = f"write `{quote}` where the text ends"
    return YamlMistake(fault.start, f"the quote `{quote}` that opens here is never closed", hint)


def after_quote(fault: YamlFault) -> YamlMistake | None:
    """Answer for text behind a closing quote: an apostrophe in single quotes, a quote that was forgotten above. None
    where that is not what is wrong."""
    quote = getattr(fault.last, "style", None)
    if not quote or quote not in "'\"" or fault.last.end_mark.line != fault.at[0]:
        return None
    start = fault.last.start_mark
    if start.line < fault.at[0]:
        message = f"the quote `{quote}` that opens here is only closed in line {fault.number(fault.at[0])}"
        return YamlMistake((start.line, start.column), message, f"write `{quote}` where the text ends")
    value = value_of(fault.line[start.column :])
    inner = value[1:-1] if value.endswith(quote) and len(value) > 1 else value
    hint = f"put all of it in quotes: {quoted(inner)}"
    if quote == "'":
        hint = f"inside single quotes an apostrophe is written twice; or write {quoted(inner)}"
    fix = Fix(value, quoted(inner), start.column + 1) if not fault.opener and inner != value else None
    return YamlMistake(fault.at, f"text follows the closing quote `{quote}`", hint, fix)


def after_bracket(fault: YamlFault) -> YamlMistake | None:
    """Answer for text behind a closing bracket, as in `[Invited] Small models`; None where that is not what is
    wrong."""
    mark = fault.last.end_mark
    if fault.is_first or not mark or mark.line != fault.at[0]:
        return None
    bracket = fault.line[: fault.at[1]].rstrip()[-1:]
    if bracket not in ("]", "}"):
        return None
    value = value_of(fault.line[re.match(r"[ -]*(?:[^:\[{]*: +)?", fault.line).end() :])  # type: ignore[union-attr]
    hint = f"text that begins with a bracket needs quotes: {quoted(value)}"
    fix = Fix(value, quoted(value), fault.line.find(value) + 1)
    return YamlMistake(fault.at, f"text follows the closing bracket `{bracket}`", hint, fix)


def in_flow(fault: YamlFault) -> YamlMistake | None:
    """Answer for what is wrong between brackets: never closed, closed by another, a comma or quotes forgotten. None
    where that is not what is wrong."""
    row, column = fault.opener or fault.start
    found = re.search(r"[\[{]", fault.lines[row][column:])  # an anchor may stand before
    if not found:
        return None
    opener, bracket = (row, column + found.start()), found[0]
    wanted = "]" if bracket == "[" else "}"
    closer = _closer(fault.lines, opener)
    if closer is None and (answer := _comment_in_brackets(fault, opener)):
        return answer
    if closer is None:
        hint = f"write `{wanted}` where it ends; text that begins with `{bracket}` needs quotes"
        return YamlMistake(opener, f"the bracket `{bracket}` that opens here is never closed", hint)
    if fault.lines[closer[0]][closer[1]] != wanted:
        found_there = fault.lines[closer[0]][closer[1]]
        message = f"`{found_there}` cannot close what `{bracket}` opened"
        return YamlMistake(closer, message, f"write `{wanted}` before it")
    if fault.char == ":":
        return _colon_in_flow(fault)
    if fault.char in (",", wanted):
        return YamlMistake(fault.at, f"nothing stands before this `{fault.char}`", "delete one comma")
    if (fault.last.end_mark.line, fault.last.end_mark.column) == fault.at and (answer := after_quote(fault)):
        return answer
    if fault.char in ("[", "{"):
        example = f'text that holds a bracket needs quotes: "See the {fault.char}…"'
        return YamlMistake(fault.at, f"a bracket `{fault.char}` stands within text", example)
    return YamlMistake(fault.at, "a comma is missing before this", "separate the values with commas")


def _comment_in_brackets(fault: YamlFault, opener: Place) -> YamlMistake | None:
    """A value with `#` in it that takes the closing bracket with it: `{room: Room #2}` ends before the `#`."""
    line = fault.lines[opener[0]]
    found = re.search(
        r"(?:^|[{,]\s*)([\w-]+): *((?:[^\s{}\[\],:\"'#][^{}\[\],:\"'#]*)?#[^{}\[\],]*)[}\],]", line[opener[1] :]
    )
    if not found:
        return None
    value, column = found[2].strip(), opener[1] + found.start(2)
    message = "what stands behind ` #` is a comment, so the bracket is never closed"
    fix = Fix(value, quoted(value), column + 1)
    return YamlMistake(
        (opener[0], line.index("#", column)), message, f"put quotes around it: {found[1]}: {quoted(value)}", fix
    )


def _colon_in_flow(fault: YamlFault) -> YamlMistake:
    """A colon in a value between brackets; or one behind a key before which a comma was forgotten."""
    before = fault.line[: fault.at[1]]
    found = re.search(r"(?:[{\[,]|^)\s*([\w-]+):\s+([^{}\[\],]*)$", before)
    if not found:
        return YamlMistake(fault.at, COLON_IN_VALUE, "put quotes around the value")
    value = (found[2] + re.split(r"[,}\]]", fault.line[fault.at[1] :])[0]).rstrip()
    shown, _, last = found[2].rpartition(" ")
    if shown and last in _field_names():
        message = f"a comma is missing before `{last}`"
        return YamlMistake((fault.at[0], fault.at[1] - len(last)), message, f"write `{found[1]}: {shown}, {last}: …`")
    hint = f"put quotes around it: {found[1]}: {quoted(value.strip(CURLY))}"
    if value[0] in CURLY:
        hint = f"{CURLY_ARE_NONE}; {hint}"
    return YamlMistake(fault.at, COLON_IN_VALUE, hint, Fix(value, quoted(value.strip(CURLY)), found.start(2) + 1))


def _field_names() -> frozenset[str]:
    """All names that fields of content files have."""
    from enlsp_site.content.schema import field_names

    return field_names()


def colon_in_brackets(fault: YamlFault) -> YamlMistake:
    """Answer for a colon between brackets without a space behind it."""
    hint = "write a space after the colon of a key; put quotes around text that has a colon"
    return YamlMistake(fault.at, "a colon between brackets has no space after it", hint)


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
