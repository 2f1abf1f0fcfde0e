"""YAML to plain data in which plain scalars stay text, and where each value stands.

YAML 1.1 reads `NO` as false, `12:30` as 750 and `010` as 8, so scalars are left to the schema. Data is built
from the parser's events rather than by `yaml.load`: they carry line and column, they let all duplicate keys
be told, and reading them is several times faster.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any, NoReturn

from enlsp_site.content.syntax import text_positions
from enlsp_site.content.syntax.encoding import CURLY, UNWANTED, control_character, decode
from enlsp_site.diagnostics.origin import Origin, Path
from enlsp_site.diagnostics.problem import Problem, error, warning

__all__ = ["decode", "locate_all", "parse"]

DEPTH_LIMIT = 100
"""How deep lists and mappings may nest; whatever walks the data may therefore recurse."""
ALIAS_LIMIT = 100_000
"""How many nodes all aliases of a file together may stand for."""

_KEY = "~key:"
_STANDARD_TAG = "tag:yaml.org,2002:"
_WORDS = {"true": True, "false": False, "null": None}


def parse(text: str, file: str, *, first_line: int = 1, free: bool = False) -> tuple[Any, list[Problem]]:
    """The data of a YAML text, and everything that is wrong with how it is written.

    Mappings become dicts, sequences lists, scalars strings; an empty plain scalar and `~` become None. With
    `free` (files that no schema reads) plain `true`, `false`, `null` and numbers become what they say, the
    numbers only where they print back to the very same characters: `3.10`, `010` and `1e3` stay strings.
    `first_line` is the line on which the text begins in its file. An alias gives the same object again.

    After a syntax error, an alias bomb or too deep a nesting the data is None. Reports `yaml-syntax`,
    `tab-indentation`, `control-character`, `duplicate-key`, `bad-key`, `merge-key`, `many-documents`,
    `yaml-tag`, `unknown-alias`, `recursive-alias`, `alias-bomb`, `too-deep` and `curly-quotes`, all with line
    and column.
    """
    import yaml

    if UNWANTED.search(text):
        return None, [control_character(text, file, first_line)]
    builder = _Builder(text, file, first_line, free)
    try:
        return builder.document(), builder.problems
    except _RefusedError:
        return None, builder.problems
    except yaml.MarkedYAMLError as failure:
        from enlsp_site.content.syntax.yaml_errors import syntax_problem

        stop: Any = failure.problem_mark
        before = _Builder(text[: stop.index], file, first_line, free)
        with contextlib.suppress(_RefusedError, yaml.MarkedYAMLError):
            before.document()  # parsers look ahead and may refuse deep nesting before their events tell of it
        if any(problem.code == "too-deep" for problem in before.problems):
            return None, before.problems
        problem = syntax_problem(failure, text, builder.last, builder.open_flow(), file, first_line)
        return None, [*builder.problems, problem]


class _RefusedError(Exception):
    """The file is not read any further; why stands among the problems."""


class _Anchor:
    """What an alias stands for: a value, its number of nodes and its height (0 for a scalar)."""

    __slots__ = ("height", "size", "value")

    def __init__(self) -> None:
        self.value: Any = None
        self.size = -1  # until the value is complete
        self.height = 0


class _Builder:
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
        self._pull = _loader(text).get_event
        self._text = text
        self._lines: list[str] = []

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
            self._say(after.start_mark, "many-documents", message, "delete the line `---`")
        return data

    def open_flow(self) -> tuple[int, int] | None:
        """Where the innermost `[` or `{` that is open stands, from 0."""
        if not self.open or not self.open[-1].flow_style:
            return None
        return self.open[-1].start_mark.line, self.open[-1].start_mark.column

    def _next(self) -> Any:
        event = self.last = self._pull()
        return event

    def _say(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        self.problems.append(error(self._origin(mark), code, message, hint))

    def _origin(self, mark: Any) -> Origin:
        return Origin(self.file, (), mark.line + self.first_line, mark.column + 1)

    def _refuse(self, mark: Any, code: str, message: str, hint: str) -> NoReturn:
        self._say(mark, code, message, hint)
        raise _RefusedError

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
        if event.style:
            if event.style == '"' and UNWANTED.search(value):
                message = "the quoted text holds an invisible control character, written as an escape"
                hint = "delete the escape; if it was TeX, write the text between single quotes: they keep backslashes"
                self._say(event.start_mark, "control-character", message, hint)
                return UNWANTED.sub("\ufffd", value)
            return value
        if not value or value == "~":
            return None
        if value[0] in CURLY:
            self._tell_of_curly(event)
        return _typed(value) if self.free else value

    def _tell_of_curly(self, event: Any) -> None:
        from enlsp_site.content.syntax.yaml_errors import curly_hint

        message = f"this begins with `{event.value[0]}`, which is no quote of YAML's and is shown"
        origin = self._origin(event.start_mark)
        self.problems.append(warning(origin, "curly-quotes", message, curly_hint(event.value)))

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
                self._say(mark, "duplicate-key", f"the key `{key}` is given twice", hint)
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
            self._say(event.start_mark, "bad-key", "a key must be text", hint)
            return None
        if event.anchor or event.tag or event.style == '"':
            self._node(event, depth)  # for the anchor, and for what may be wrong
        if not event.style and event.value == "<<":
            hint = "write the fields out, or give one alias (`*name`) as the whole value"
            self._say(event.start_mark, "merge-key", "the merge key `<<` is not supported", hint)
            return None
        if not event.style and event.value in ("", "~"):
            self._say(event.start_mark, "bad-key", "a key is empty", "write the key before the colon")
            return None
        key: str = event.value
        return key

    def _lost(self, event: Any, in_braces: bool) -> tuple[str, str | None]:
        """Key and value of a key that has no value for YAML: as they were meant, if it was to have one.

        `{a:1}` has a key `a:1` for YAML, and `accent: #7a1f3d` a comment.
        """
        key, colon, value = event.value.partition(":")
        if colon and in_braces:
            message = f"there is no space after the colon of `{key}`"
            self._say(event.start_mark, "yaml-syntax", message, f"write `{key}: {value}`")
            return key, value
        self._lines = self._lines or self._text.split("\n")
        line = self._lines[event.end_mark.line][event.end_mark.column :]
        if found := re.match(r":[ \t]+(#[^\s#!-].*)", line):
            from enlsp_site.content.syntax.yaml_errors import quoted

            message = f"`{event.value}` is empty, for what follows `#` is a comment"
            origin = self._origin(event.start_mark)
            hint = f"if it is the value, put it in quotes: {quoted(found[1].rstrip())}"
            self.problems.append(warning(origin, "value-in-comment", message, hint))
        return event.value, None

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
            self._say(mark, "unknown-alias", f"`{name}` stands for nothing", hint)
            return None
        if anchor.size < 0:
            message = f"`{name}` stands inside the value that it stands for"
            self._say(mark, "recursive-alias", message, "write the value out")
            return None
        self._size += anchor.size
        self._expanded += anchor.size
        if self._expanded > ALIAS_LIMIT:
            message = f"the aliases of this file stand for more than {ALIAS_LIMIT:,} values"
            self._refuse(mark, "alias-bomb", message, "write the values out, or use fewer aliases of aliases")
        if depth + anchor.height > DEPTH_LIMIT:
            self._too_deep(event)
        self._deepest = max(self._deepest, depth + anchor.height)
        return anchor.value

    def _too_deep(self, event: Any) -> NoReturn:
        message = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
        self._refuse(event.start_mark, "too-deep", message, "look for brackets that are not closed")

    def _tag(self, event: Any) -> None:
        tag = event.tag
        if tag.startswith(_STANDARD_TAG):
            tag = "!!" + tag.removeprefix(_STANDARD_TAG)
        hint = "delete it; text that begins with `!` needs quotes"
        self._say(event.start_mark, "yaml-tag", f"the tag `{tag}` is not supported", hint)


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


# Where values stand


class _Spot:
    """Where a value stands; for a mapping also where its keys do, for a text what it is. Lines and columns from 0."""

    __slots__ = ("column", "items", "keys", "line", "pending", "style", "value")

    def __init__(self, event: Any) -> None:
        self.line: int = event.start_mark.line
        self.column: int = event.start_mark.column
        self.style: str = getattr(event, "style", None) or ""
        self.value: str | None = getattr(event, "value", None)
        self.items: dict[str | int, _Spot] = {}
        self.keys: dict[str, _Spot] | None = None
        self.pending: Any = None  # the key whose value comes next


def locate_all(text: str, paths: list[Path], *, first_line: int = 1) -> list[tuple[int, int]]:
    """Line and column, from 1, of the values at the paths; the text is parsed once.

    A quoted text stands at its quote, a block text at its `|`, a list or mapping at its first `-` or key.
    A last step `~key:name` asks for the key `name` itself, `~at:2:7` for a place within a text: its second line, and
    the seventh column of that, as far as it can be known. Of what does not exist, the place of the deepest ancestor
    is given. Columns count characters.
    """
    root, lines = _spots(text), text.split("\n")
    found = [text_positions.place(_follow(root, path), path, lines) for path in paths] if root else []
    return [(line + first_line, column + 1) for line, column in found] or [(first_line, 1)] * len(paths)


def _follow(spot: _Spot, path: Path) -> _Spot:
    for step in path:
        if isinstance(step, str) and step.startswith(_KEY) and spot.keys is not None:
            return spot.keys.get(step.removeprefix(_KEY), spot)
        if step not in spot.items:
            break
        spot = spot.items[step]
    return spot


def _spots(text: str) -> _Spot | None:
    """The places of all values, as far as the text can be read."""
    import yaml

    root: _Spot | None = None
    anchors: dict[str, _Spot] = {}
    open_spots: list[_Spot] = []
    with contextlib.suppress(yaml.YAMLError):
        pull = _loader(text).get_event
        while not isinstance(event := pull(), (yaml.DocumentEndEvent, yaml.StreamEndEvent)):
            if isinstance(event, yaml.CollectionEndEvent):
                open_spots.pop()
            elif isinstance(event, yaml.NodeEvent):
                spot = _Spot(event)
                if open_spots:
                    _attach(open_spots[-1], spot, event)
                root = root or spot
                if isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
                    spot.items, spot.keys = anchors[event.anchor].items, anchors[event.anchor].keys
                elif event.anchor:
                    anchors[event.anchor] = spot
                if isinstance(event, yaml.CollectionStartEvent):
                    spot.keys = {} if isinstance(event, yaml.MappingStartEvent) else None
                    open_spots.append(spot)
    return root


def _attach(parent: _Spot, spot: _Spot, event: Any) -> None:
    """Put a value into its list or mapping, or keep it as the key of the value that comes next."""
    if parent.keys is None:
        parent.items[len(parent.items)] = spot
    elif parent.pending is None:
        parent.pending = (getattr(event, "value", None), spot)
    else:
        key, key_spot = parent.pending
        parent.pending = None
        if key is not None:
            parent.keys.setdefault(key, key_spot)
            parent.items.setdefault(key, spot)


def _loader(text: str) -> Any:
    """A source of events: libyaml's where PyYAML was built with it, else Python's, which gives the same."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
