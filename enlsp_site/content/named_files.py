"""Which files of the site an edition names, in its content files and through the pictures that its pages show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

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


_LINKED = re.compile(rf'href="{INSIDE}([^"#]+)')


def linked_paths(edition: Edition) -> frozenset[str]:
    """The paths in the site to which links of an edition lead, by its records; what pages show is not among them."""
    found = set()
    for text in _texts(replace(edition, inner_links=())):
        found |= (
            {text.removeprefix(INSIDE).partition("#")[0]} if text.startswith(INSIDE) else {*_LINKED.findall(text)}
        )
    return frozenset(map(unquote, found))


_LOADED = re.compile(rb"""(?:url\(\s*|@import\s+)["']?([^"'()\s;]+)""", re.I)


def loaded_by_style(style: bytes, path: str) -> list[str]:
    """The paths of the files that the stylesheet at a path loads, as far as they are relative to it."""
    written = (found.decode("utf-8", "replace") for found in _LOADED.findall(style))
    inner = (unquote(urlsplit(each).path) for each in written if not urlsplit(each).scheme and each[:1] not in "/#")
    return sorted({posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in inner if each})


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
