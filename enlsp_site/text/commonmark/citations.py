"""Citations: `[@key]`, and of several works in one bracket `[@one, p. 3; @other]`, as Pandoc writes them."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

CLASS = "cited-works"
"""The class of an element that holds a citation as it was written."""

_SEPARATOR = re.compile(r";|,(?=\s*@)")
_WORK = re.compile(r"\s*@(?P<key>\w[\w:.+/-]*)\s*(?:,(?P<place>[^@\[\]<>&`$\\]*))?")


class CitedWork(NamedTuple):
    """A work in a citation: its key, and which place of it is meant, such as `p. 3`; may be empty."""

    key: str
    place: str


def works(inside: str) -> list[CitedWork]:
    """The works that the words between two brackets cite; none where they are no citation."""
    found = [_WORK.fullmatch(part) for part in _SEPARATOR.split(inside)]
    return [CitedWork(each["key"], (each["place"] or "").strip()) for each in found if each] if all(found) else []


def citation(inside: str) -> Element | None:
    """A citation as an element that holds what was written; None where the words are none."""
    if not inside.startswith("@") or not works(inside):
        return None
    made = Element("span", {"class": CLASS})
    made.text = f"[{inside}]"
    return made
