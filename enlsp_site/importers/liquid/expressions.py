"""Expressions of Liquid: literals, names with dots and brackets, ranges, comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

LONGEST_RANGE = 1000
LONGEST_CONDITION = 2000
_TOKEN = re.compile(
    r"'[^']*'|\"[^\"]*\"|\(\s*[\w.\[\]'\"-]+\s*\.\.\s*[\w.\[\]'\"-]+\s*\)|[^\s,:|=<>!]+|==|!=|<>|<=|>=|<|>|[,:|=!]"
)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")


class DataRows(list[Any]):
    """A list that comes from a file or collection of the site, and what that is called (`data/speakers`)."""

    origin = ""

    @classmethod
    def of(cls, values: list[Any], origin: str) -> DataRows:
        """A list with the name of where it comes from."""
        made = cls(values)
        made.origin = origin
        return made


class FileMapping(dict[str, Any]):
    """A mapping that comes from a file of the site; `output` is what a file of a collection shows as a whole."""

    origin = ""
    output = ""

    @classmethod
    def of(cls, values: dict[str, Any], origin: str, output: str = "") -> FileMapping:
        """A mapping with the name of where it comes from."""
        made = cls(values)
        made.origin, made.output = origin, output
        return made


def like(before: Any, values: list[Any]) -> list[Any]:
    """A list that was made of another one: it comes from where that does."""
    return DataRows.of(values, before.origin) if isinstance(before, DataRows | FileMapping) else values


def tokens(text: str) -> list[str]:
    """The words of an expression: quoted texts and ranges are one each."""
    return _TOKEN.findall(text)


def parts(text: str, mark: str) -> list[str]:
    """A text parted at a mark, outside of quotes."""
    made, quote, begin = [], "", 0
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"" and letter in text[at + 1 :]:
            quote = letter
        elif letter == mark:
            made.append(text[begin:at])
            begin = at + 1
    return [*made, text[begin:]]


class Scope:
    """Names and their values, the innermost first."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._layers = [values]

    def push(self, values: dict[str, Any]) -> None:
        """Lay names over those that are there."""
        self._layers.append(values)

    def pop(self) -> None:
        """Take the last ones away."""
        self._layers.pop()

    def set(self, name: str, value: Any) -> None:
        """Assign a name for all that follows."""
        self._layers[0][name] = value

    def name(self, name: str) -> Any:
        """The value of a name; None if it has none."""
        return next((layer[name] for layer in reversed(self._layers) if name in layer), None)

    def value(self, text: str) -> Any:
        """The value of a literal or a path such as `site.data.speakers[0].name`."""
        text = text.strip()
        if text[:1] in "'\"" and text[-1:] == text[:1] and len(text) > 1:
            return text[1:-1]
        if text in ("true", "false"):
            return text == "true"
        if text in ("nil", "null", ""):
            return None
        if text in ("empty", "blank"):
            return ""
        if _NUMBER.fullmatch(text):
            return float(text) if "." in text else int(text)
        if span := re.fullmatch(r"\(\s*(.+?)\s*\.\.\s*(.+?)\s*\)", text):
            return self._range(number(self.value(span[1])), number(self.value(span[2])))
        return self._path(text)

    def _range(self, first: float, last: float) -> list[int]:
        return list(range(int(first), min(int(last), int(first) + LONGEST_RANGE) + 1))

    def _path(self, text: str) -> Any:
        name = re.match(r"[\w-]+", text)
        if not name:
            return None
        value, at = self.name(name[0]), name.end()
        while at < len(text) and value is not None:
            step = re.compile(r"\.([\w-]+\??)|\[((?:[^\[\]]|\[[^\[\]]*\])*)\]").match(text, at)
            if not step:
                return None
            value = member(value, step[1] if step[1] is not None else self.value(step[2]))
            at = step.end()
        return value

    def is_true(self, text: str) -> bool:
        """Whether a condition holds; `and` and `or` go from right to left, as Liquid has it."""
        found = tokens(text[:LONGEST_CONDITION])
        ends = [at for at, token in enumerate(found) if token in ("and", "or")]
        begins = [0, *(at + 1 for at in ends)]
        held = [self._compared(found[begin:end]) for begin, end in zip(begins, [*ends, len(found)], strict=True)]
        whole = held[-1]
        for at, left in zip(reversed(ends), reversed(held[:-1]), strict=True):
            whole = (left and whole) if found[at] == "and" else (left or whole)
        return whole

    def _compared(self, found: list[str]) -> bool:
        sign = next((at for at, token in enumerate(found) if token in COMPARISONS), -1)
        if sign < 0:
            return truthy(self.value("".join(found)))
        one, other = self.value("".join(found[:sign])), self.value("".join(found[sign + 1 :]))
        try:
            return COMPARISONS[found[sign]](one, other)
        except TypeError:
            return False


def _contains(one: Any, other: Any) -> bool:
    return one is not None and other is not None and (shown(other) in one if isinstance(one, str) else other in one)


def _equal(one: Any, other: Any) -> bool:
    if other == "" and not isinstance(one, bool | int | float):
        return not one
    if isinstance(one, bool | int | float) or isinstance(other, bool | int | float):
        return one is not None and other is not None and shown(one) == shown(other)
    return bool(one == other)


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": _equal,
    "!=": lambda one, other: not _equal(one, other),
    "<>": lambda one, other: not _equal(one, other),
    "<": lambda one, other: _number_or_text(one) < _number_or_text(other),
    ">": lambda one, other: _number_or_text(one) > _number_or_text(other),
    "<=": lambda one, other: _number_or_text(one) <= _number_or_text(other),
    ">=": lambda one, other: _number_or_text(one) >= _number_or_text(other),
    "contains": _contains,
}


def _number_or_text(value: Any) -> Any:
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def member(value: Any, key: Any) -> Any:
    """A member of a mapping, a list or a text; None if there is none."""
    if isinstance(value, dict):
        if key in value:
            return value[key]
        return (
            {"size": len(value), "first": next(iter(value.items()), None)}.get(key) if isinstance(key, str) else None
        )
    if isinstance(value, list | tuple):
        if isinstance(key, int) and -len(value) <= key < len(value):
            return value[key]
        return {"size": len(value), "first": value[0] if value else None, "last": value[-1] if value else None}.get(
            str(key)
        )
    return len(value) if isinstance(value, str) and key == "size" else None


def truthy(value: Any) -> bool:
    """Whether Liquid takes a value for true: all but nil and false. YAML's words for false count as false."""
    return value is not None and value is not False and value != "false"


def number(value: Any) -> float:
    """A value as a number, 0 for what is none."""
    if isinstance(value, bool) or value is None:
        return 0
    found = _NUMBER.match(str(value).strip())
    if not found:
        return 0
    return float(found[0]) if "." in found[0] else int(found[0])


def shown(value: Any) -> str:
    """A value as Liquid writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "".join(map(shown, value))
    if isinstance(value, dict):
        return value.output if isinstance(value, FileMapping) else ""
    return str(value)
