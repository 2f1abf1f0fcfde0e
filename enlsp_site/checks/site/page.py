"""What rules need to know of a built page, read from its HTML once and kept by its bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


class PageFacts(NamedTuple):
    """A page. Links come with their accessible name, pictures with their alt (None: the attribute is not there),
    headings with their level. `wanted` are the addresses that are fetched when the
    page opens, `linked` the texts of its JSON-LD, `faults` what is wrong with its markup."""

    title: str | None
    description: str | None
    language: str | None
    canonical: str | None
    hidden: bool
    headings: tuple[tuple[int, str], ...]
    links: tuple[tuple[str, str], ...]
    images: tuple[tuple[str, str | None], ...]
    wanted: tuple[str, ...]
    linked: tuple[str, ...]
    faults: tuple[str, ...]

    @classmethod
    def of(cls, kept: list[Any]) -> PageFacts:
        """The facts from the plain lists in which they are remembered."""
        values: list[Any] = [tuple(map(_frozen, each)) if isinstance(each, list) else each for each in kept]
        return cls(*values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def facts_of(data: bytes) -> PageFacts:
    """What a page holds."""
    from selectolax.lexbor import LexborHTMLParser

    text = data.decode("utf-8", "replace")
    tree = LexborHTMLParser(text)
    root = tree.root.attributes if tree.root else {}
    nodes = {name: tree.css(name) for name in ("title", "meta", "link", "a[href]", "img")}
    metas = {(each.attributes.get("name") or ""): each.attributes.get("content") for each in nodes["meta"]}
    links = [(each.attributes.get("rel") or "", each.attributes.get("href") or "") for each in nodes["link"]]
    title = next((each for each in nodes["title"] if each.parent and each.parent.tag == "head"), None)
    return PageFacts(
        title=_plain(title.text()) if title else None,
        description=metas.get("description"),
        language=root.get("lang"),
        canonical=next((href for rel, href in links if rel == "canonical"), None),
        hidden="noindex" in (metas.get("robots") or ""),
        headings=tuple((_level(each), _plain(each.text())) for each in tree.css("h1, h2, h3, h4, h5, h6")),
        links=tuple((each.attributes.get("href") or "", _name(each)) for each in nodes["a[href]"]),
        images=tuple((each.attributes.get("src") or "", each.attributes.get("alt")) for each in nodes["img"]),
        wanted=tuple(dict.fromkeys(_wanted(tree, links))),
        linked=tuple(each.text() for each in tree.css('script[type="application/ld+json"]')),
        faults=tuple(dict.fromkeys(_faults(text))),
    )


def _level(heading: LexborNode) -> int:
    return int((heading.tag or "h0")[1:])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _name(link: LexborNode) -> str:
    """The accessible name of a link, as far as words make it (Accessible Name and Description Computation 1.2)."""
    said = link.attributes.get("aria-label") or ""
    if said.strip():
        return _plain(said)
    words = _plain(link.text())
    if words:
        return words
    inside = [each.attributes.get("alt") or "" for each in link.css("img")]
    inside += [each.attributes.get("aria-label") or "" for each in link.css("svg, span")]
    named = _plain(" ".join([*inside, *(each.text() for each in link.css("svg title"))]))
    return (
        named or _plain(link.attributes.get("title") or "") or ("?" if link.attributes.get("aria-labelledby") else "")
    )


_FETCHED = (
    ("script[src]", "src"),
    ("img[src]", "src"),
    ("iframe[src]", "src"),
    ("video[src], audio[src], source[src], embed[src]", "src"),
    ("object[data]", "data"),
    ("video[poster]", "poster"),
)
_RELS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest"})


def _wanted(tree: Any, links: list[tuple[str, str]]) -> Iterator[str]:
    """The addresses that a browser may ask for by itself."""
    for rel, href in links:
        if _RELS & set(rel.lower().split()):
            yield href
    for selector, name in _FETCHED:
        yield from (each.attributes.get(name) or "" for each in tree.css(selector))
    for each in tree.css("img[srcset], source[srcset]"):
        yield from (part.split()[0] for part in (each.attributes.get("srcset") or "").split(",") if part.strip())


# Markup

_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <!doctype[^>]*+
    | <(?P<end>/)?(?P<name>[a-z][a-z0-9-]*+)(?P<rest>(?>(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*))""",
    re.I | re.S | re.X,
)
"""A tag or comment that does not end goes on to the end of the page, as browsers have it; so no text takes long."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_VOID: frozenset[str] = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_OPEN: frozenset[str] = frozenset(
    {"li", "p", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt"}
)
"""Elements whose end may be left out (HTML, 13.1.2.4)."""
_OLD: frozenset[str] = frozenset(
    {
        "acronym",
        "applet",
        "basefont",
        "big",
        "center",
        "dir",
        "font",
        "frame",
        "frameset",
        "marquee",
        "nobr",
        "strike",
        "tt",
    }
)
_RAW = re.compile(r"(<(script|style|textarea|title)\b[^>]*+(?:>|\Z)).*?(?=</\2\s*+>|\Z)", re.I | re.S)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)


def _faults(text: str) -> Iterator[str]:
    """What is wrong with the markup as far as tags tell: ends that are missing or too many, elements that HTML has
    dropped, attributes given twice, blocks in a paragraph (HTML, 13.2.2 and 15.2)."""
    if not re.match(r"\s*<!doctype html>", text, re.I):
        yield "the page does not begin with <!doctype html>"
    stack = _OpenElements()
    for found in _TOKEN.finditer(_RAW.sub(r"\1", text)):
        name = (found["name"] or "").lower()
        if not name:
            continue
        if found["end"]:
            yield from _closed(name, stack)
            continue
        if name in _OLD:
            yield f"<{name}> is no element of HTML any more"
        if name in _BLOCKS and stack.innermost == "p":
            stack.pop()
        yield from _twice(name, found["rest"])
        if name not in _VOID and not found["rest"].endswith("/"):
            stack.push(name)
    yield from (f"<{name}> is not closed" for name in stack.names if name not in _OPEN)


class _OpenElements:
    """The elements that are open, from the outermost, and how many there are of each name."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._counts: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        return self._counts[name] > 0

    @property
    def innermost(self) -> str:
        return self.names[-1] if self.names else ""

    def push(self, name: str) -> None:
        self.names.append(name)
        self._counts[name] += 1

    def pop(self) -> str:
        name = self.names.pop()
        self._counts[name] -= 1
        return name


def _closed(name: str, stack: _OpenElements) -> Iterator[str]:
    """What an end tag closes; it is taken off the stack."""
    if name not in stack:
        if name == "p":
            yield "</p> closes nothing: a block ended the paragraph before it"
        else:
            yield f"</{name}> closes nothing"
        return
    while (inner := stack.pop()) != name:
        if inner not in _OPEN:
            yield f"<{inner}> is not closed before </{name}>"


def _twice(name: str, rest: str) -> Iterator[str]:
    if rest.count("=") < 2:
        return
    names = [found[1].lower() for found in _ATTRIBUTE.finditer(rest)]
    if len(set(names)) < len(names):
        again = next(each for each, count in Counter(names).items() if count > 1)
        yield f"<{name}> has the attribute `{again}` twice"
