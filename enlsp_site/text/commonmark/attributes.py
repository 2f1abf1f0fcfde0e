"""Attribute lists: `{: .wide #name width=100 title="words"}` behind what they are for, as in Markdown Extra.

What is no list of attributes stays text: there must be a colon, a class, a name or a value in it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_NAME = r"[^\s=\"'{}<>/.#]+"
_TOKEN = rf"""\.[^\s{{}}="'.#]+|\#[^\s{{}}="']+|{_NAME}=(?:"[^"\n{{}}]*"|'[^'\n{{}}]*'|[^\s{{}}"']+)|{_NAME}"""
_LIST = rf"\{{(?::[ ]*(?=\S)|[ ]*(?=[^{{}}\n]*[.#=]))(?>(?:(?:{_TOKEN})(?=[ }}])[ ]*+)+)\}}"

ATTRIBUTES = re.compile(_LIST)
"""A list of attributes; it may begin anywhere."""

_PART = re.compile(rf"(?:{_TOKEN})(?=[ }}])")


def at_end(words: str) -> tuple[str, str]:
    """Words without the list that they end with, and that list; both as they are where there is none."""
    if not words.endswith("}"):
        return words, ""
    start = words.rfind("{")
    before = words[:start]
    if start < 0 or (before and before[-1] not in " \t\n") or not ATTRIBUTES.fullmatch(words, start):
        return words, ""
    return before.rstrip(" \t\n"), words[start:]


def assign(element: Element, listed: str) -> None:
    """Give an element the attributes of a list."""
    for name, value in pairs(listed):
        before = element.get("class")
        element.set(name, f"{before} {value}" if name == "class" and before else value)


def pairs(listed: str) -> list[tuple[str, str]]:
    """The names and values in a list."""
    found = []
    for part in _PART.findall(listed.lstrip("{:")):
        name, equals, value = part.partition("=")
        if part[0] in ".#":
            found.append(("class" if part[0] == "." else "id", part[1:]))
        elif equals and value[0] in "\"'":
            found.append((name, value[1:-1]))
        else:
            found.append((name, value if equals else name))
    return found
