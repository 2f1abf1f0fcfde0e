"""Templates of Liquid to text, line by line of the source; bounded in steps, depth and length."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.codes import MISSING_INCLUDE, TEMPLATE_TOO_LONG, UNKNOWN_FILTER, UNKNOWN_TAG
from enlsp_site.importers.liquid.expressions import DataRows, FileMapping, Scope, like, number, parts, shown
from enlsp_site.importers.liquid.filters import FILTERS, listed
from enlsp_site.importers.liquid.parse import LiquidOutput, LiquidTag, LiquidText, Node, parsed

MOST_STEPS = 100_000
LONGEST = 2 << 20
DEEPEST = 12
_SILENT = frozenset(
    (
        "seo",
        "feed_meta",
        "increment",
        "decrement",
        "cycle",
        "break",
        "continue",
        "layout",
        "toc",
        "gist",
        "youtube",
        "ical",
    )
)
"""Tags that show nothing of what a workshop's site says."""


class RenderedTemplate(NamedTuple):
    """A text that a template shows, and for each of its lines the line of the source that it comes from."""

    text: str
    lines: list[int]


class _LeaveError(Exception):
    """`break` (or `continue`) inside of a loop."""

    def __init__(self, is_end: bool) -> None:
        super().__init__()
        self.is_end = is_end


class LiquidRenderer:
    """Shows templates over the values of a site.

    `include(name, is_relative)` gives the text of a file to include, or None. `listed_elsewhere(origin)` gives what
    stands in place of a loop over rows that are imported as data, or None where the loop is to be shown. `tell` is
    called once for each filter, tag and include that is not known, with its line.
    """

    def __init__(
        self,
        include: Callable[[str], str | None],
        listed_elsewhere: Callable[[str], str | None],
        tell: Callable[[int, Code, str], None],
        markdownify: Callable[[str], str] = str,
    ) -> None:
        self._include = include
        self._listed_elsewhere = listed_elsewhere
        self._tell = tell
        self._markdownify = markdownify
        self._told: set[str] = set()
        self._scope = Scope({})
        self._pieces: list[tuple[str, int]] = []
        self._steps = self._length = self._depth = 0

    def render(self, text: str, values: dict[str, Any], first_line: int = 1) -> RenderedTemplate:
        """What a template shows over these values (which are not changed)."""
        if "{%" not in text and "{{" not in text:
            return RenderedTemplate(text, [first_line + number for number in range(text.count("\n") + 1)])
        self._scope, self._pieces = Scope(dict(values)), []
        self._steps = self._length = self._depth = 0
        with suppress(_LeaveError):
            self._nodes(parsed(text, first_line), 0)
        return _joined(self._pieces, first_line)

    # Nodes

    def _nodes(self, nodes: list[Node], line: int) -> None:
        """Show nodes; `line` is that of the include that they stand in, 0 for the template itself."""
        for node in nodes:
            self._steps += 1
            if self._steps > MOST_STEPS or self._length > LONGEST:
                self._say(line or node.line, TEMPLATE_TOO_LONG, "this template shows more than can be read: cut here")
                raise _LeaveError(True)
            if isinstance(node, LiquidText):
                self._put(node.words, line or node.line, bool(line))
            elif isinstance(node, LiquidOutput):
                self._put(shown(self._value(node.expression, line or node.line)), line or node.line, True)
            else:
                self._tag(node, line)

    def _put(self, words: str, line: int, is_still: bool) -> None:
        """Add a text; its lines count on from that of its first, unless all of it comes from one line."""
        self._length += len(words)
        self._pieces.append((words, -line if is_still else line))

    def _say(self, line: int, code: Code, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._tell(line, code, message)

    def _tag(self, tag: LiquidTag, line: int) -> None:
        act = getattr(self, f"_tag_{tag.name}", None)
        if act is not None:
            act(tag, line)
        elif tag.branches:
            self._nodes(tag.branches[0].body, line)
        elif tag.name and tag.name not in _SILENT:
            self._say(line or tag.line, UNKNOWN_TAG, f"`{{% {tag.name} %}}` is not known: it shows nothing here")

    # Tags

    def _tag_assign(self, tag: LiquidTag, line: int) -> None:
        name, _, words = tag.words.partition("=")
        self._scope.set(name.strip(), self._value(words, line or tag.line))

    def _tag_capture(self, tag: LiquidTag, line: int) -> None:
        before, self._pieces = self._pieces, []
        self._nodes(tag.branches[0].body, line)
        words = "".join(piece for piece, _ in self._pieces)
        self._pieces = before
        self._scope.set(tag.words.strip().strip("'\""), words)

    def _tag_if(self, tag: LiquidTag, line: int) -> None:
        for branch in tag.branches:
            holds = branch.name == "else" or self._scope.is_true(branch.words)
            if holds != (branch.name == "unless"):
                self._nodes(branch.body, line)
                return

    _tag_unless = _tag_if

    def _tag_case(self, tag: LiquidTag, line: int) -> None:
        value = self._scope.value(tag.words)
        for branch in tag.branches[1:]:
            wanted = [
                self._scope.value(each) for part in parts(branch.words, ",") for each in re.split(r"\sor\s", part)
            ]
            if branch.name == "else" or any(shown(each) == shown(value) for each in wanted):
                self._nodes(branch.body, line)
                return

    def _tag_for(self, tag: LiquidTag, line: int) -> None:
        found = re.match(r"([\w-]+)\s+in\s+(\([^()]*\)|(?:[^\s\[]|\[[^\]]*\])+)(.*)", tag.words, re.S)
        values = self._scope.value(found[2]) if found else None
        rows = self._limited(values, found[3]) if found else []
        if (
            isinstance(values, DataRows | FileMapping)
            and (instead := self._listed_elsewhere(values.origin)) is not None
        ):
            self._put(instead, line or tag.line, True)
            return
        if not rows and len(tag.branches) > 1:
            self._nodes(tag.branches[1].body, line)
        for number_, row in enumerate(rows):
            loop = {
                "index": number_ + 1,
                "index0": number_,
                "rindex": len(rows) - number_,
                "rindex0": len(rows) - number_ - 1,
                "first": number_ == 0,
                "last": number_ == len(rows) - 1,
                "length": len(rows),
            }
            self._scope.push({found[1] if found else "": row, "forloop": loop})
            try:
                self._nodes(tag.branches[0].body, line)
            except _LeaveError as leave:
                if leave.is_end or self._steps > MOST_STEPS or self._length > LONGEST:
                    break
            finally:
                self._scope.pop()

    _tag_tablerow = _tag_for

    def _limited(self, values: Any, words: str) -> list[Any]:
        """The rows that a loop goes over: reversed, from an offset, and a limited number of them."""
        rows = [] if isinstance(values, str) else listed(values)
        limits = {
            name: int(number(self._scope.value(each)))
            for name, each in re.findall(r"(limit|offset)\s*:\s*(\S+)", words)
        }
        rows = rows[max(limits.get("offset", 0), 0) :]
        rows = rows[: max(limits["limit"], 0)] if "limit" in limits else rows
        return rows[::-1] if "reversed" in words.split() else rows

    def _tag_break(self, _tag: LiquidTag, _line: int) -> None:
        raise _LeaveError(True)

    def _tag_continue(self, _tag: LiquidTag, _line: int) -> None:
        raise _LeaveError(False)

    def _tag_include(self, tag: LiquidTag, line: int) -> None:
        words = re.sub(r"\{\{(.*?)\}\}", lambda each: shown(self._value(each[1], tag.line)), tag.words)
        name, _, rest = words.strip().partition(" ")
        name = name.strip("'\",")
        text = self._include(name) if self._depth < DEEPEST else None
        if text is None:
            self._say(line or tag.line, MISSING_INCLUDE, f"there is no file to include that is called {name[:80]}")
            return
        values = {key: self._scope.value(value) for key, value in re.findall(_PARAMETER, rest)}
        self._depth += 1
        self._scope.push({"include": values})
        try:
            self._nodes(parsed(text), line or tag.line)
        finally:
            self._scope.pop()
            self._depth -= 1

    _tag_include_cached = _tag_include_relative = _tag_include

    def _tag_link(self, tag: LiquidTag, line: int) -> None:
        self._put("/" + tag.words.strip("'\" "), line or tag.line, True)

    _tag_post_url = _tag_link

    def _tag_highlight(self, tag: LiquidTag, line: int) -> None:
        self._put("\n```\n", line or tag.line, True)
        self._nodes(tag.branches[0].body, line)
        self._put("\n```\n", line or tag.line, True)

    def _tag_figure(self, tag: LiquidTag, line: int) -> None:
        if tag.branches:
            self._nodes(tag.branches[0].body, line)

    # Values

    def _value(self, text: str, line: int) -> Any:
        """The value of an expression with its filters."""
        first, *filters = parts(text, "|")
        value = self._scope.value(first)
        for each in filters:
            name, _, words = each.strip().partition(":")
            value = self._filtered(name.strip(), value, words, line)
        return value

    def _filtered(self, name: str, value: Any, words: str, line: int) -> Any:
        if name in ("where_exp", "find_exp", "group_by_exp"):
            return self._by_expression(name, value, parts(words, ","))
        if name == "markdownify":
            return self._markdownify(shown(value))
        act = FILTERS.get(name)
        if act is None:
            self._say(line, UNKNOWN_FILTER, f"the filter `{name[:40]}` is not known: the value stays as it is")
            return value
        arguments = [self._scope.value(each) for each in parts(words, ",")] if words.strip() else []
        try:
            return act(value, *arguments)
        except (TypeError, ValueError, OverflowError, ArithmeticError):
            return value

    def _by_expression(self, name: str, value: Any, words: list[str]) -> Any:
        """`where_exp`, `find_exp` and `group_by_exp`: a condition or a key over a name of its own."""
        own, condition = (shown(self._scope.value(each)) for each in (*words, "", "")[:2])
        found, groups = [], dict[str, list[Any]]()
        for each in listed(value)[:MOST_STEPS]:
            self._steps += 1
            self._scope.push({own: each})
            if name == "group_by_exp":
                groups.setdefault(shown(self._value(condition, 0)), []).append(each)
            elif self._scope.is_true(condition):
                found.append(each)
            self._scope.pop()
        if name == "group_by_exp":
            return [{"name": key, "items": like(value, rows), "size": len(rows)} for key, rows in groups.items()]
        return (found[0] if found else None) if name == "find_exp" else like(value, found)


_PARAMETER = r"""([\w-]+)\s*=\s*('[^']*'|"[^"]*"|[^\s,]+)"""


def _joined(pieces: list[tuple[str, int]], first_line: int) -> RenderedTemplate:
    """The pieces as one text, with the line of the source of each of its lines; that of its first words counts."""
    lines: list[int] = [first_line]
    is_begun = False
    for words, line in pieces:
        for number_, part in enumerate(words.split("\n")):
            source = -line if line < 0 else line + number_
            if number_:
                lines.append(source)
                is_begun = False
            if part.strip() and not is_begun:
                lines[-1], is_begun = source, True
    return RenderedTemplate("".join(words for words, _ in pieces), lines)
