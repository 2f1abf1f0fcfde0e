"""Stylesheets that change together with pages: while files are put in their places one by one, each page has the
stylesheet that belongs to it.

A stylesheet keeps its address, so pages that change with it would have the wrong one for a moment: the old page the
new stylesheet. So the old one stands beside it until the end, under a name with its digest, and the old pages link
that before the new one comes. A page that does not change fits both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from enlsp_site.model import urls
from enlsp_site.storage import disk
from enlsp_site.storage.files import digest
from enlsp_site.storage.late_patterns import late

_SHEET = late(rb"""<link\b[^<>]*\s(?:rel=["']?stylesheet|as=["']?style)\b[^<>]*>""", re.I)
"""What loads a stylesheet, or asks for it early."""
_LINK = late(rb"""(\shref=["']?)([^\s"'<>]+)""", re.I)


class OldFile(NamedTuple):
    """A file that stands in the output for the time of a publication: where it waits, its path, its bytes' digest."""

    name: str
    path: str
    digest: str


class OldFiles(NamedTuple):
    """The old stylesheets under their other names, which are `beside` the new ones, and the old `pages` that link
    them."""

    beside: list[OldFile]
    pages: list[OldFile]


def stage_old(out: str, folder: str, changed: Iterable[str], pages: Iterable[str]) -> OldFiles:
    """Write the old files to the folder where files wait, for those stylesheets of an output that are `changed` and
    the `pages` there that change or go. Raises OSError."""
    sheets = [path for path in changed if path.endswith(".css") and _is_readable(f"{out}/{path}")]
    names = {path: _beside(out, path) for path in sheets}
    written = [*_pages(out, folder, names, pages)] if names else []
    if not written:
        return OldFiles([], [])
    beside = []
    for number, (name, data) in enumerate(names.values()):
        disk.write_new(f"{folder}/sheet-{number}", data)
        beside.append(OldFile(f"sheet-{number}", name, digest(data)))
    return OldFiles(beside, written)


def _beside(out: str, path: str) -> tuple[str, bytes]:
    """The name beside it for a stylesheet, which is not taken, and its bytes."""
    data = _bytes(f"{out}/{path}")
    name = f"{path.removesuffix('.css')}.{digest(data)[:8]}.css"
    while os.path.lexists(f"{out}/{name}"):
        name = f"{name.removesuffix('.css')}-.css"
    return name, data


def _pages(out: str, folder: str, names: dict[str, tuple[str, bytes]], pages: Iterable[str]) -> Iterator[OldFile]:
    for number, path in enumerate(pages):
        at = f"{out}/{path}"
        if not _is_readable(at):
            continue
        before = _bytes(at)
        after = _linked(before, [_link(path, sheet, name) for sheet, (name, _) in names.items()])
        if after != before:
            disk.write_new(f"{folder}/page-{number}", after)
            yield OldFile(f"page-{number}", path, digest(after))


def _link(page: str, sheet: str, name: str) -> tuple[bytes, bytes]:
    """How a page writes the address of a stylesheet, and that of what stands beside it."""
    write = urls.relative_to(page)
    return write(urls.inside(sheet)).encode(), write(urls.inside(name)).encode()


def _linked(page: bytes, links: Sequence[tuple[bytes, bytes]]) -> bytes:
    """A page with other stylesheets. Also the whole addresses of 404.html are found, by how they end."""

    def exchanged(found: re.Match[bytes]) -> bytes:
        start, address = found.groups()
        for old, new in links:
            if address == old or (b"://" in address and address.endswith(b"/" + old)):
                return bytes(start + address[: len(address) - len(old)] + new)
        return bytes(found[0])

    return _SHEET.sub(lambda tag: _LINK.sub(exchanged, tag[0]), page)


def _is_readable(path: str) -> bool:
    """Whether this is a file, and no link, that was not put under lock by hand."""
    return os.path.isfile(path) and not os.path.islink(path) and os.access(path, os.R_OK)  # noqa: PTH113, PTH114 - speed


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - beside `disk`
        return file.read()
