"""The lines of a calendar (RFC 5545, 3.1) as components with properties, each with the line on which it stands.

Lines are unfolded before they are decoded, for some programs fold inside a letter of several bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from enlsp_site.importers.result import ImportResult


class IcsProperty(NamedTuple):
    """A property: its parameters by name in capitals, its value without escapes, and its line."""

    parameters: dict[str, str]
    text: str
    line: int


class IcsComponent:
    """A component by its kind (`VEVENT`), with its properties and its inner components."""

    def __init__(self, kind: str, line: int) -> None:
        self.kind = kind
        self.inner: list[IcsComponent] = []
        self._line = line
        self._values: dict[str, list[IcsProperty]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def add(self, name: str, value: IcsProperty) -> None:
        """Note one more value of a property; those of one name stay in their order."""
        self._values.setdefault(name, []).append(value)

    def all(self, name: str) -> list[IcsProperty]:
        """All values of a property."""
        return self._values.get(name, [])

    def value(self, name: str) -> IcsProperty | None:
        """The first value of a property; None where there is none."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The first value of a property as a text; empty without one."""
        found = self.value(name)
        return found.text if found else ""

    def line(self, name: str) -> int:
        """The line of a property, or that on which the component begins."""
        found = self.value(name)
        return found.line if found else self._line


def components(result: ImportResult, name: str) -> list[IcsComponent]:
    """The calendar itself, then all components in it, in their order, the inner ones too; each has its own properties
    only, so that an event has none of its alarm. A line that is none is passed over."""
    from icalendar.parser import Contentline

    found = [IcsComponent("VCALENDAR", 1)]
    inside: list[IcsComponent] = []
    for line, number in _unfolded(result, name):
        try:
            key, parameters, text = Contentline(line).parts()  # type: ignore[no-untyped-call]
        except ValueError:
            continue
        if key.upper() == "BEGIN":
            inside.append(IcsComponent(text.strip().upper(), number))
            if len(inside) > 1:
                inside[-2].inner.append(inside[-1])
            found.append(inside[-1])
        elif key.upper() == "END":
            inside = inside[:-1]
        else:
            owner = inside[-1] if inside else found[0]
            owner = found[0] if owner.kind == "VCALENDAR" else owner
            owner.add(key.upper(), IcsProperty(_plain(parameters), text.strip(), number))
    return found


def _plain(parameters: Mapping[str, str | list[str]]) -> dict[str, str]:
    return {name.upper(): value if isinstance(value, str) else ",".join(value) for name, value in parameters.items()}


def _unfolded(result: ImportResult, name: str) -> list[tuple[str, int]]:
    """The lines as they were before they were folded, with the numbers of their first lines."""
    data = result.source.read(name) or b""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = result.decoded(name, data).encode()
    lines: list[list[bytes]] = []
    numbers: list[int] = []
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
            numbers.append(number)
    text = result.decoded(name, b"\n".join(map(b"".join, lines)), numbers)
    return list(zip(text.split("\n"), numbers, strict=False))
