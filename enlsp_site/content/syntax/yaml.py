"""YAML to plain data in which plain scalars stay text, and where each value stands.

YAML 1.1 reads `NO` as false, `12:30` as 750 and `010` as 8, so scalars are left to the schema. Data is built
from the parser's events rather than by `yaml.load`: they carry line and column, they let all duplicate keys
be told, and reading them is several times faster.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any, NoReturn

from enlsp_site.content.syntax.codes import (
    ALIAS_BOMB,
    BAD_KEY,
    CONTROL_CHARACTER,
    CURLY_QUOTES,
    DUPLICATE_KEY,
    MANY_DOCUMENTS,
    MERGE_KEY,
    RECURSIVE_ALIAS,
    TOO_DEEP,
    UNKNOWN_ALIAS,
    VALUE_IN_COMMENT,
    YAML_SYNTAX,
    YAML_TAG,
)
from enlsp_site.content.syntax.encoding import CURLY, UNWANTED, control_character, decode
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem
from enlsp_site.storage.codes import TOO_LONG
from enlsp_site.storage.late_patterns import import_late

__all__ = ["decode", "parse"]

DEPTH_LIMIT = 100
"""How deep lists and mappings may nest; whatever walks the data may therefore recurse."""
ALIAS_LIMIT = 100_000
"""How many nodes all aliases of a file together may stand for."""

_STANDARD_TAG = "tag:yaml.org,2002:"
_WORDS = {"true": True, "false": False, "null": None}
_TITLED = re.compile(
    r"^[ \t-]*+(?:title|theme|heading|note|text|intro|bio|abstract|description)[ \t]*+:"
    r"[ \t]++[^\s\"'\[{#|>&*][^\n#]*+(?<=\S )#",
    re.M,
)
"""A title or prose with a single blank before what YAML takes for a comment, which mostly stands further off."""
_BEHIND = re.compile(r" #[^\n]*\S")
_HASH = re.compile(r"(?<![ \t])[ \t]++#[0-9]{1,4}(?:[^\w\n][^\n]*)?$", re.M)
"""What looks like a comment and is a number: `#7` right behind a value."""
_HASHES = (_HASH, _TITLED)
_NO_SPACE = "there is no space after the dash"


def parse(text: str, file: str, *, first_line: int = 1, free: bool = False) -> tuple[Any, list[Problem]]:
    """The data of a YAML text, and everything that is wrong with how it is written.

    Mappings become dicts, sequences lists, scalars strings; an empty plain scalar and `~` become None. With
    `free` (files that no schema reads) plain `true`, `false`, `null` and numbers become what they say, the
    numbers only where they print back to the very same characters: `3.10`, `010` and `1e3` stay strings.
    `first_line` is the line on which the text begins in its file. An alias gives the same object again.

    After a syntax error, an alias bomb or too deep a nesting the data is None. Reports `yaml-syntax`,
    `tab-indentation`, `control-character`, `duplicate-key`, `bad-key`, `merge-key`, `many-documents`,
    `yaml-tag`, `unknown-alias`, `recursive-alias`, `alias-bomb`, `too-deep`, `too-long` and `curly-quotes`, all with
    line and column.
    """
    import_late("yaml")
    import yaml

    if UNWANTED.search(text):
        return None, [control_character(text, file, first_line)]
    builder = _DataBuilder(text, file, first_line, free)
    try:
        return builder.document(), builder.problems
    except _YamlRefusedError:
        return None, builder.problems
    except yaml.MarkedYAMLError as failure:
        from enlsp_site.content.syntax.yaml_errors import syntax_problem

        stop: Any = failure.problem_mark
        before = _DataBuilder(text[: stop.index], file, first_line, free)
        with contextlib.suppress(_YamlRefusedError, yaml.MarkedYAMLError):
            before.document()  # parsers look ahead and may refuse deep nesting before their events tell of it
        if any(problem.code == "too-deep" for problem in before.problems):
            return None, before.problems
        problem = syntax_problem(failure, text, builder.last, builder.open_flow(), file, first_line)
        rest = [each for each in builder.problems if each.severity == "error" or not _is_beside(each, problem)]
        return None, [*rest, problem]


def _is_beside(problem: Problem, cause: Problem) -> bool:
    """Whether a problem stands in the line of another, from which it follows."""
    return problem.origin.line == cause.origin.line


LONGEST_VALUE = 100_000
"""How many characters a value may have: twenty times the longest abstract."""


class _YamlRefusedError(Exception):
    """The file is not read any further; why stands among the problems."""


class _Anchor:
    """What an alias stands for: a value, its number of nodes and its height (0 for a scalar)."""

    __slots__ = ("height", "size", "value")

    def __init__(self) -> None:
        self.value: Any = None
        self.size = -1  # until the value is complete
        self.height = 0


class _DataBuilder:
    """Builds data from the events of a parser, pulling them one by one."""

    def __init__(self, text: str, file: str, first_line: int, free: bool) -> None:
        import yaml

        self.file = file
        self.first_line = first_line
        self.free = free
        self.problems: list[Problem] = []
        self.last: Any = None  # the last event; what a syntax error follows
        self.open: list[Any] = []  # the start events of the lists and mappings that are being read
        self._anchors: dict[str, _Anchor] = {}
        self._size = 0  # nodes until now, those that aliases stand for included; long texts count for more
        self._expanded = 0  # nodes that aliases stand for
        self._deepest = 0
        self._alias_event = yaml.AliasEvent
        self._scalar_event = yaml.ScalarEvent
        self._sequence_event = yaml.SequenceStartEvent
        self._sequence_end = yaml.SequenceEndEvent
        self._mapping_end = yaml.MappingEndEvent
        self._pull = loader(text).get_event
        self._text = text
        self._lines = text.split("\n") if "#" in text else []
        self._hashes = {
            number
            for number, line in enumerate(self._lines)
            if "#" in line and any(each.search(line) for each in _HASHES)
        }

    def document(self) -> Any:
        """The data of the first document; a second one is reported."""
        import yaml

        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self._node(self._next(), 0)
        self._next()
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            message = "a second document begins here, and a content file is one"
            self._say(after.start_mark, MANY_DOCUMENTS, message, "delete the line `---`")
        return data

    def open_flow(self) -> tuple[int, int] | None:
        """Where the innermost `[` or `{` that is open stands, from 0; None where none is."""
        if not self.open or not self.open[-1].flow_style:
            return None
        return self.open[-1].start_mark.line, self.open[-1].start_mark.column

    def _next(self) -> Any:
        event = self.last = self._pull()
        return event

    def _say(self, mark: Any, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(report(code, self._origin(mark), message, hint))

    def _origin(self, mark: Any) -> Origin:
        return Origin(self.file, (), mark.line + self.first_line, mark.column + 1)

    def _refuse(self, mark: Any, code: Code, message: str, hint: str) -> NoReturn:
        self._say(mark, code, message, hint)
        raise _YamlRefusedError

    def _node(self, event: Any, depth: int) -> Any:
        if event.__class__ is self._alias_event:
            return self._alias(event, depth)
        if event.tag is not None:
            self._tag(event)
        if event.anchor is not None:
            return self._anchored(event, depth)
        return self._value(event, depth)

    def _value(self, event: Any, depth: int) -> Any:
        kind = event.__class__
        if kind is self._scalar_event:
            return self._scalar(event)
        if depth >= DEPTH_LIMIT:
            self._too_deep(event)
        depth += 1
        self._size += 1
        self._deepest = max(self._deepest, depth)
        self.open.append(event)
        value = self._sequence(depth) if kind is self._sequence_event else self._mapping(event, depth)
        self.open.pop()
        return value

    def _scalar(self, event: Any) -> Any:
        value: str = event.value
        self._size += 1 + (len(value) >> 6)
        if len(value) > LONGEST_VALUE:
            message = f"this text has {len(value):,} characters, and no value may have over {LONGEST_VALUE:,}"
            self._say(event.start_mark, TOO_LONG, message, "make a page of it, or link a file in static/")
            value = value[:1]
        if event.style:
            if event.style == '"' and UNWANTED.search(value):
                message = "the quoted text holds an invisible control character, written as an escape"
                hint = "delete the escape; if it was TeX, write the text between single quotes: they keep backslashes"
                self._say(event.start_mark, CONTROL_CHARACTER, message, hint)
                return UNWANTED.sub("\ufffd", value)
            return value
        if not value or value == "~":
            return None
        if value[0] in CURLY:
            self._tell_of_curly(event)
        if event.end_mark.line in self._hashes:
            self._tell_of_hash(event)
        return _typed(value) if self.free else value

    def _tell_of_hash(self, event: Any) -> None:
        """What stands behind ` #` right after a value may belong to it: a number does (`Hall 4 #7`), and in a title
        words may (`C # the best`)."""
        from enlsp_site.content.syntax.yaml_faults import quoted

        self._lines = self._lines or self._text.split("\n")
        line = self._lines[event.end_mark.line]
        number = _HASH.match(line, event.end_mark.column)
        words = _BEHIND.match(line, event.end_mark.column) if _TITLED.match(line) else None
        if found := number or words:
            column = event.start_mark.column
            whole = line[column : found.end()]
            origin = self._origin(event.start_mark)
            message = f"`{found[0].strip()}` is a comment, so this is “{event.value}”"
            hint = f"if it belongs to the text, put all of it in quotes: {quoted(whole)}"
            is_here = event.start_mark.line == event.end_mark.line
            fix = Fix(whole, quoted(whole)) if is_here and number else None
            self.problems.append(report(VALUE_IN_COMMENT, origin, message, hint, fix=fix))

    def _tell_of_curly(self, event: Any) -> None:
        from enlsp_site.content.syntax.yaml_faults import curly_hint

        message = f"this begins with `{event.value[0]}`, which is no quote of YAML's and is shown"
        origin, value = self._origin(event.start_mark), event.value
        inner = value.strip(CURLY)
        is_whole = value[-1] in CURLY and len(value) > 2 and not set(inner) & {*CURLY, '"', "\\"}
        fix = Fix(value, f'"{inner}"') if is_whole and "\n" not in value else None
        self.problems.append(report(CURLY_QUOTES, origin, message, curly_hint(value), fix=fix))

    def _sequence(self, depth: int) -> list[Any]:
        result = []
        while (event := self._next()).__class__ is not self._sequence_end:
            result.append(self._node(event, depth))
        return result

    def _mapping(self, start: Any, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        marks: dict[str, Any] = {}
        while (event := self._next()).__class__ is not self._mapping_end:
            key = self._key(event, depth)
            mark = event.start_mark
            value = self._node(self._next(), depth)
            if key is None:
                continue
            if value is None and not event.style:
                key, value = self._lost(event, start.flow_style)
            if key in marks:
                hint = f"it stands in line {marks[key].line + self.first_line} already; keep one of the two"
                self._say(mark, DUPLICATE_KEY, f"the key `{key}` is given twice", hint)
                continue
            marks[key] = mark
            result[key] = value
        return result

    def _key(self, event: Any, depth: int) -> str | None:
        """The key, or None (reported) where it is no plain text. Reads a key that is a list or a mapping."""
        if event.__class__ is not self._scalar_event:
            if event.__class__ is not self._alias_event:
                self._node(event, depth)
            hint = "text that begins with `[`, `{` or `*` needs quotes"
            self._say(event.start_mark, BAD_KEY, "a key must be text", hint)
            return None
        if event.anchor or event.tag or event.style == '"':
            self._node(event, depth)  # for the anchor, and for what may be wrong
        if not event.style and event.value == "<<":
            hint = "write the fields out, or give one alias (`*name`) as the whole value"
            self._say(event.start_mark, MERGE_KEY, "the merge key `<<` is not supported", hint)
            return None
        if not event.style and event.value in ("", "~"):
            self._say(event.start_mark, BAD_KEY, "a key is empty", "write the key before the colon")
            return None
        key: str = event.value
        if not event.style and key[0] == "-" and key[1:2].isalpha():
            hint, fix = f"write `- {key[1:]}: …`", Fix("-", "- ")
            self.problems.append(report(YAML_SYNTAX, self._origin(event.start_mark), _NO_SPACE, hint, fix=fix))
            raise _YamlRefusedError
        return key

    def _lost(self, event: Any, in_braces: bool) -> tuple[str, str | None]:
        """Key and value of a key that has no value for YAML: as they were meant, if it was to have one.

        `{a:1}` has a key `a:1` for YAML, and `accent: #7a1f3d` a comment.
        """
        key, colon, value = event.value.partition(":")
        if colon and in_braces:
            message = f"there is no space after the colon of `{key}`"
            self._say(event.start_mark, YAML_SYNTAX, message, f"write `{key}: {value}`")
            return key, value
        self._lines = self._lines or self._text.split("\n")
        whole, end = self._lines[event.end_mark.line], event.end_mark.column
        line = whole[end:]
        if in_braces and not self.free and re.match(r"[ \t]*[,}]", line):
            self._tell_of_lone(event, whole[:end], line)
        if found := re.match(r":[ \t]+(#[^\s#!-].*)", line):
            from enlsp_site.content.syntax.yaml_faults import quoted

            message = f"`{event.value}` is empty, for what follows `#` is a comment"
            origin = self._origin(event.start_mark)
            hint = f"if it is the value, put it in quotes: {quoted(found[1].rstrip())}"
            self.problems.append(report(VALUE_IN_COMMENT, origin, message, hint))
        return event.value, None

    def _tell_of_lone(self, event: Any, before: str, behind: str) -> None:
        from enlsp_site.content.syntax.yaml_faults import lone_in_braces

        if told := lone_in_braces(event.value, before, behind):
            self.problems.append(report(YAML_SYNTAX, self._origin(event.start_mark), told[0], told[1], fix=told[2]))

    def _anchored(self, event: Any, depth: int) -> Any:
        anchor = self._anchors[event.anchor] = _Anchor()
        size, deepest = self._size, self._deepest
        self._deepest = depth
        anchor.value = self._value(event, depth)
        anchor.size = self._size - size
        anchor.height = self._deepest - depth
        self._deepest = max(deepest, self._deepest)
        return anchor.value

    def _alias(self, event: Any, depth: int) -> Any:
        anchor = self._anchors.get(event.anchor)
        name, mark = f"*{event.anchor}", event.start_mark
        if anchor is None:
            hint = f"text that begins with `*` needs quotes; else write `&{event.anchor}` before the value meant"
            self._say(mark, UNKNOWN_ALIAS, f"`{name}` stands for nothing", hint)
            return None
        if anchor.size < 0:
            message = f"`{name}` stands inside the value that it stands for"
            self._say(mark, RECURSIVE_ALIAS, message, "write the value out")
            return None
        self._size += anchor.size
        self._expanded += anchor.size
        if self._expanded > ALIAS_LIMIT:
            message = f"the aliases of this file stand for more than {ALIAS_LIMIT:,} values"
            self._refuse(mark, ALIAS_BOMB, message, "write the values out, or use fewer aliases of aliases")
        if depth + anchor.height > DEPTH_LIMIT:
            self._too_deep(event)
        self._deepest = max(self._deepest, depth + anchor.height)
        return anchor.value

    def _too_deep(self, event: Any) -> NoReturn:
        message = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
        self._refuse(event.start_mark, TOO_DEEP, message, "look for brackets that are not closed")

    def _tag(self, event: Any) -> None:
        tag = event.tag
        if tag.startswith(_STANDARD_TAG):
            tag = "!!" + tag.removeprefix(_STANDARD_TAG)
        hint = "delete it; text that begins with `!` needs quotes"
        self._say(event.start_mark, YAML_TAG, f"the tag `{tag}` is not supported", hint)


def _typed(value: str) -> Any:
    """A plain scalar as what it says: true, false, null or a number that prints back to the same text."""
    if value in _WORDS:
        return _WORDS[value]
    if value[-1].isdigit():
        for kind in (int, float):
            try:
                number = kind(value)
                if str(number) == value and (kind is float or abs(number) < 1 << 63):  # what MessagePack holds
                    return number
            except ValueError:  # no number, or one of thousands of digits
                continue
    return value


def loader(text: str) -> Any:
    """A source of events: libyaml's where PyYAML was built with it, else Python's, which gives the same."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
