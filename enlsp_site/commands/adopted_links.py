"""The links of an old site, made by any generator, as they are below a folder of their own: relative.

Links from the site's root (`/about/`) and whole ones to where it was published (`https://old.example/2023/about/`)
are made relative, and name the file, so that they work wherever the folder stands and from disk; so are those that
leave `.html` to the server. What is relative already stays as it is written, and so does what leads elsewhere; what
led to the site's old neighbours is a whole link to them. Markup is read as browsers do as far as links go: attributes
with either quote or none, no comment, no script.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

PAGES = (".html", ".htm", ".xhtml")
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<name>[a-z][^\s<>"'/]*)(?P<rest>(?>[^<>"']+|"[^"]*"|'[^']*')*)>""", re.I | re.S
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s<>"'/=]+)(?P<equals>\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))"""
)
LINKING = frozenset({"href", "src", "srcset", "poster", "data-src", "data-srcset", "action", "style", "xlink:href"})
_RAW_END = {"script": re.compile(r"</script\s*>", re.I), "style": re.compile(r"</style\s*>", re.I)}
_IN_STYLE = re.compile(r"""(url\(\s*|@import\s+(?!url\())(?:"([^"]*)"|'([^']*)'|([^"')\s;]+))""", re.I)
_REFRESH = re.compile(r"""(\s*[0-9.]*\s*[;,]\s*url\s*=\s*['"]?)([^'"]*)""", re.I)


class Address(NamedTuple):
    """Where a site was published: its host without `www.`, and the path below which it was, `/` or `/2023/`."""

    host: str
    path: str


class DeadLink(NamedTuple):
    """A link that leads nowhere in the site: in which file, at which character, and as it is written."""

    file: str
    at: int
    link: str


def address(url: str) -> Address | None:
    """The address of a site by that of its home page; None where it is no whole one."""
    parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    path = parts.path.removesuffix("index.html")
    return Address(_host(parts.netloc), path if path.endswith("/") else f"{path}/")


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removeprefix("www.").removesuffix(":443").removesuffix(":80")


def addresses(pages: Iterable[str], cname: str) -> list[Address]:
    """Where a site was published, as it says itself: in its file `CNAME`, and in pages as the address to quote."""
    found = [address(cname)] if cname.strip() else []
    for page in pages:
        for tag in _TAG.finditer(page):
            said = {each["name"].lower(): _value(each) for each in _ATTRIBUTE.finditer(tag["rest"] or "")}
            name, rest = (tag["name"] or "").lower(), (tag["rest"] or "").lower()
            if name == "link" and "canonical" in rest:
                found.append(_whole(said.get("href", "")))
            elif name == "meta" and "og:url" in rest:
                found.append(_whole(said.get("content", "")))
    return list(dict.fromkeys(each for each in found if each))


def guessed(page: str, names: Collection[str]) -> list[Address]:
    """The folder of its host in which a site was, where nothing else is known of that: the one from which the links
    of its home page count (`base`), or below which its links from the root of the host find their files."""
    found: dict[str, int] = {}
    for tag in _TAG.finditer(page):
        for each in _ATTRIBUTE.finditer(tag["rest"] or ""):
            if (tag["name"] or "").lower() == "base" and _value(each)[:1] == "/" and _value(each)[:2] != "//":
                return [Address("", f"{_value(each).rstrip('/')}/")]
            top, _, rest = _value(each).lstrip("/").partition("#")[0].partition("/")
            if _value(each)[:1] == "/" and rest in names and f"{top}/{rest}" not in names:
                found[top] = found.get(top, 0) + 1
    return [Address("", f"/{max(found, key=lambda top: found[top])}/")] if found else []


def _whole(url: str) -> Address | None:
    return address(url) if url.strip().startswith(("http://", "https://")) else None


class Relinked:
    """What makes the links of a site's files relative. `names` are the paths of all of them, `were` the addresses
    that it had. `changed` counts the links that were made relative, and `dead` are those that lead nowhere."""

    def __init__(self, names: Collection[str], were: Iterable[Address]) -> None:
        self._names = names
        self.were = tuple(were)
        self.changed = 0
        self.dead: list[DeadLink] = []

    def file(self, path: str, data: bytes) -> bytes:
        """The bytes of a file with its links made relative; those of one that is no page and no stylesheet as they
        are. Any encoding that has ASCII's letters in their places is left as it is."""
        ending = path[path.rfind(".") :].lower()
        if ending not in (*PAGES, ".css") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data
        text = data.decode("utf-8", "surrogateescape")
        made = self._style(path, path, text, 0) if ending == ".css" else self._page(path, text)
        return made.encode("utf-8", "surrogateescape")

    def _page(self, path: str, text: str) -> str:
        out, at = [], 0
        base = path
        while tag := _TAG.search(text, at):
            out.append(text[at : tag.start()])
            at = tag.end()
            name = (tag["name"] or "").lower()
            if name == "base" and (found := self._based(path, tag["rest"])) is not None:
                base = found
                continue
            out.append(self._tag(path, base, tag) if name else tag[0])
            if name in _RAW_END and not tag[0].endswith("/>"):
                end = _RAW_END[name].search(text, at)
                last = end.start() if end else len(text)
                inner = text[at:last]
                out.append(self._style(path, base, inner, at) if name == "style" else inner)
                at = last
        return "".join([*out, text[at:]])

    def _based(self, path: str, rest: str) -> str | None:
        """The path from which relative links of a page count, by its element `base`, which is then not needed any
        more; None where that leads elsewhere, or says nothing of links."""
        said = {each["name"].lower(): _value(each) for each in _ATTRIBUTE.finditer(rest)}
        if "href" not in said:
            return None
        parts = urlsplit(said["href"].strip())
        if not (parts.netloc or parts.path.startswith("/")):
            return posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path, "x"))
        inside = next(iter(self._inside(parts.netloc, parts.path)), None)
        return None if inside is None else posixpath.join(inside, "x")

    def _tag(self, path: str, base: str, tag: re.Match[str]) -> str:
        """A tag with its links made relative."""
        name, rest = tag["name"].lower(), tag["rest"]
        offset = tag.start("rest")

        def attribute(found: re.Match[str]) -> str:
            kind, at = found["name"].lower(), offset + found.start("name")
            if not (kind in LINKING or (name, kind) in (("meta", "content"), ("object", "data"))):
                return found[0]
            written = _value(found)
            new = _in_value(kind, written, lambda link: self._link(path, base, link, at))
            return found[0] if new == written else f'{found["name"]}{found["equals"]}"{escape(new)}"'

        if name == "meta" and "refresh" not in rest.lower():
            return tag[0]
        return f"<{tag['name']}{_ATTRIBUTE.sub(attribute, rest)}>"

    def _style(self, path: str, base: str, text: str, offset: int) -> str:
        """A stylesheet with its links made relative."""
        text = re.sub(r"/\*.*?\*/", lambda found: found[0].replace("url(", "url\0("), text, flags=re.S)
        made = _IN_STYLE.sub(
            lambda each: _styled(each, lambda link: self._link(path, base, link, offset + each.start())), text
        )
        return made.replace("url\0(", "url(")

    # One link

    def _link(self, path: str, base: str, written: str, at: int) -> str:
        """A link as the file at a path is to have it. Relative ones count from `base`, mostly the same."""
        link = written.strip()
        parts = urlsplit(link) if _can_be_split(link) else None
        if parts is None or not (parts.path or parts.netloc):
            return written
        if parts.scheme and (parts.scheme not in ("http", "https") or not parts.netloc):
            return written
        is_whole, is_rooted = bool(parts.netloc), parts.path.startswith("/")
        joined = posixpath.join(posixpath.dirname(base), unquote(parts.path))
        known = is_whole or is_rooted
        places = self._inside(parts.netloc, unquote(parts.path)) if known else [posixpath.normpath(joined)]
        if is_whole and not places:
            return written
        found = next(filter(None, map(self._file, places)), None)
        if found is None:
            return self._lost(path, base, written, at)
        name, by_server = found
        if not (known or by_server or base != path):
            return written
        self.changed += 1
        query, anchor = f"?{parts.query}" * bool(parts.query), f"#{parts.fragment}" * bool(parts.fragment)
        return quote(posixpath.relpath(name, posixpath.dirname(path) or "."), safe="/~!$&'()*+,;=@") + query + anchor

    def _inside(self, netloc: str, path: str) -> list[str]:
        """The paths in the site that a whole link, or one from the root of a host, may mean, the likeliest first;
        none where it leads to another site."""
        if netloc:
            roots = [each.path for each in self.were if each.host == _host(netloc)]
            return [f"{path}/"[len(root) :].rstrip("/") for root in roots if f"{path}/".startswith(root)]
        below = [f"{path}/"[len(each.path) :].rstrip("/") for each in self.were if f"{path}/".startswith(each.path)]
        return list(dict.fromkeys([*below, *([path.strip("/")] if path.strip("/") or not self.were else [])]))

    def _file(self, place: str) -> tuple[str, bool] | None:
        """The file that a server shows at a path, and whether it is called otherwise; None where there is none."""
        bare = "" if place == "." else place.strip("/")
        if bare in self._names:
            return bare, False
        for name in (posixpath.join(bare, "index.html"), posixpath.join(bare, "index.htm")):
            if name in self._names:
                return name, False
        return next(((bare + end, True) for end in (".html", ".htm") if bare and bare + end in self._names), None)

    def _lost(self, path: str, base: str, written: str, at: int) -> str:
        """A link that no file of the site answers: one that leads out of its old folder means its old neighbours."""
        old = next((each for each in self.were if each.host), None)
        if old:
            whole = urljoin(f"https://{old.host}{old.path}{base}", written.strip())
            if not urlsplit(whole).path.startswith(old.path):
                return whole
        self.dead.append(DeadLink(path, at, written.strip()))
        return written


def _in_value(kind: str, written: str, link: Callable[[str], str]) -> str:
    """The value of an attribute with its links made relative; `content` is that of a page that leads to another."""
    if kind == "content":
        return _REFRESH.sub(lambda each: each[1] + link(each[2]), written, count=1)
    if kind == "style":
        return _IN_STYLE.sub(lambda each: _styled(each, link), written)
    if kind.endswith("srcset"):
        parts = [each.split(None, 1) for each in re.split(r",\s+|,$", written) if each.strip()]
        return ", ".join(" ".join([link(first), *more]) for first, *more in parts)
    return link(written)


def _value(attribute: re.Match[str]) -> str:
    return unescape(next(each for each in attribute.group("double", "single", "bare") if each is not None))


def _can_be_split(link: str) -> bool:
    try:
        urlsplit(link)
    except ValueError:
        return False
    return True


def _styled(found: re.Match[str], link: Callable[[str], str]) -> str:
    written = next(each for each in found.groups()[1:] if each is not None)
    new = link(written)
    return found[0] if new == written else f'{found[1]}"{new}"'
