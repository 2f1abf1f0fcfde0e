"""The pages of one edition as a site by itself: all that they load is below their own folder, at relative addresses.

Links to pages of other editions and to the site's root stay links; the line that names the current edition leads to
the root, which always shows it. Files in, files out: nothing is read or written here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

INSIDE = "archive"
"""The folder for what pages take from outside of their own."""
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
_ATTRIBUTE = re.compile(r"""(\s(?:href|src|srcset|poster|data-src)=")([^"]*)(?=")""", re.I)
_IN_STYLE = re.compile(r"""(url\(\s*["']?)([^"')]+)(?=["']?\s*\))""", re.I)
_NEWER = re.compile(r'(<aside class="newer"[^>]*>.*?<a href=")[^"]*("[^>]*>)(.*?)(?=</a>)', re.S)


def self_contained(files: Mapping[str, bytes], edition: str, name: str) -> dict[str, bytes]:
    """The files of an edition by their paths below its folder, out of those of a whole site. `name` is that of the
    workshop, which a page calls the current edition by: its year is another in a year."""
    made: dict[str, bytes] = {}
    waiting = {path: path.removeprefix(f"{edition}/") for path in files if path.startswith(f"{edition}/")}
    waiting |= {path: f"{INSIDE}/{path}" for path in files if path.startswith("theme/")}  # one script loads others
    while waiting:
        path, place = waiting.popitem()
        made[place], found = _moved(files, path, place, edition)
        if place.endswith(".html"):
            made[place] = _without_year(made[place], place, name)
        waiting |= {each: f"{INSIDE}/{each}" for each in found if f"{INSIDE}/{each}" not in made}
    return dict(sorted(made.items()))


def _moved(files: Mapping[str, bytes], path: str, place: str, edition: str) -> tuple[bytes, set[str]]:
    """A file with the addresses that it has at its new place, and the files outside of the edition that it loads."""
    found: set[str] = set()

    def address(written: str) -> str:
        parts = urlsplit(written)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        is_ours = target in files and not parts.scheme and not parts.netloc and parts.path
        if not is_ours or target.startswith(f"{edition}/") or target.endswith(".html"):
            return written
        found.add(target)
        new = posixpath.relpath(f"{INSIDE}/{target}", posixpath.dirname(place) or ".")
        return quote(new) + written[len(parts.path) :]

    data = files[path]
    if path.endswith(".html"):
        return _in_tags(data.decode("utf-8"), address).encode(), found
    if path.endswith(".css"):
        return _IN_STYLE.sub(lambda each: each[1] + address(each[2]), data.decode("utf-8")).encode(), found
    return data, found


def _in_tags(page: str, address: Callable[[str], str]) -> str:
    """A page with other addresses in the attributes of its tags."""

    def attribute(found: re.Match[str]) -> str:
        written = unescape(found[2])
        if "srcset" in found[1]:
            each = [part.split(None, 1) for part in written.split(",") if part.strip()]
            new = ", ".join(" ".join([address(first), *rest]) for first, *rest in each)
        else:
            new = address(written)
        return found[1] + (found[2] if new == written else escape(new))

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), page)


def _without_year(page: bytes, place: str, name: str) -> bytes:
    """A page whose line on the current edition leads to the site's root, and names no year."""
    root = "../" * (place.count("/") + 1) + "index.html"
    return _NEWER.sub(
        lambda found: f"{found[1]}{root}{found[2]}{escape(name)}", page.decode("utf-8"), count=1
    ).encode()
