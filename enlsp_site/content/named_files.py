"""Which files of the site an edition names, in its content files and through the pictures that its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import msgspec

from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.urls import INSIDE

_ADDRESS = re.compile(rf"{INSIDE}([^\s\"'<>()#?]+)")


def named_files(workshop: Workshop, edition: Edition) -> frozenset[str]:
    """The files of the site's `static/` that an edition names, by their paths in the site: `static/ada.jpg`."""
    sources = {file.path: file.source for file in workshop.files}
    found = set()
    for text in _texts(edition):
        found |= {text} if text.startswith("static/") else set()
        found |= {sources.get(unquote(path), "") for path in _ADDRESS.findall(text)}
    return frozenset(source for source in found if source.startswith("static/"))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, whatever it is in."""
    if isinstance(value, str):
        if "static/" in value or INSIDE in value:
            yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
