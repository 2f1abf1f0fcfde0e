"""Links and pictures as content files have them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from enlsp_site.checks.evidence import ContentSource, Evidence
from enlsp_site.diagnostics.origin import Origin


class WrittenLink(NamedTuple):
    """A link or picture where it was written: the words that are shown for it (the alt of a picture, None where HTML
    has no alt), its target and the place of that. `in_text` says that it stands in a text: of an address in a field
    of YAML the words are not known."""

    words: str | None
    target: str
    origin: Origin
    is_picture: bool = False
    in_text: bool = True


_MARKDOWN = re.compile(
    r"""(?P<bang>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)"""
)
_DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\]\n^]+)\]:[ \t]+<?(?P<target>[^\s>]*)", re.M)
_REST = r"""(?P<rest>(?>(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*))>"""
_ANCHOR = re.compile(rf"<a\s{_REST}(?P<words>[^<]*(?>(?:<(?!/?a[\s>])[^<]*)*))</a\s*>", re.I)
_IMAGE = re.compile(rf"<img\s{_REST}", re.I)
"""Neither looks further than to the next tag, so that no text takes long."""
_VALUE = r"""\b{}\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))"""
_ADDRESS = re.compile(r"""https?://[^\s"'<>{}|\\^`\]]+""")
_FIELD = re.compile(
    r"""(?<![\w"'-])(?:url|link|home|pdf|poster|slides|video|code|demo|stream|recording|submit|register|watch|supplement
    |openreview|arxiv|doi|scholar|linkedin|github|x|bluesky|website)
    \s*:[ \t]+(?P<quote>["']?)(?P<target>[^\s"',}\]]*)(?P=quote)""",
    re.X,
)


@cache
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(_VALUE.format(name), re.I)


def links_of(source: ContentSource) -> tuple[WrittenLink, ...]:
    """All links of a content file."""
    if "links" not in source.kept:
        source.kept["links"] = tuple(_links(source))
    found: tuple[WrittenLink, ...] = source.kept["links"]
    return found


def _links(source: ContentSource) -> Iterator[WrittenLink]:
    text = source.visible
    taken: set[int] = set()
    for found in (*_MARKDOWN.finditer(text), *_DEFINED.finditer(text)):
        groups = found.groupdict()
        taken.add(found.start("target"))
        if not groups.get("bang"):
            words = groups.get("words", groups.get("name"))
            yield WrittenLink(_shown(words or ""), found["target"], source.place(found.start("target")))
    for found in _ANCHOR.finditer(text):
        if href := _attribute("href").search(found["rest"]):
            at = found.start("rest") + href.start(href.lastgroup or "a")
            taken.add(at)
            yield WrittenLink(_shown(found["words"]), unescape(_value(href)), source.place(at))
    for found in (*_ADDRESS.finditer(text), *_fields(source)):
        at = found.start("target") if "target" in found.groupdict() else found.start()
        if at not in taken:
            taken.add(at)
            target = found["target"] if "target" in found.groupdict() else found[0].rstrip(".,;:!?)*")
            yield WrittenLink(None, target, source.place(at), in_text=False)


def _fields(source: ContentSource) -> Iterator[re.Match[str]]:
    """The fields of YAML that hold an address."""
    if source.file.endswith(".md"):
        end = source.visible.find("\n---", 3) if source.visible.startswith("---") else 0
        return _FIELD.finditer(source.visible, 0, max(end, 0))
    return _FIELD.finditer(source.visible) if source.file.endswith((".yaml", ".yml")) else iter(())


def pictures_of(source: ContentSource) -> Iterator[WrittenLink]:
    """All pictures in the Markdown of a content file."""
    text = source.visible
    for found in _MARKDOWN.finditer(text):
        if found["bang"]:
            yield WrittenLink(found["words"], found["target"], source.place(found.start()), is_picture=True)
    for found in _IMAGE.finditer(text):
        src, alt = (_attribute(name).search(found["rest"]) for name in ("src", "alt"))
        if src:
            words = unescape(_value(alt)) if alt else None
            yield WrittenLink(words, unescape(_value(src)), source.place(found.start()), is_picture=True)


def all_links(evidence: Evidence) -> Iterator[WrittenLink]:
    """The links of all content files."""
    for source in evidence.sources:
        yield from links_of(source)


def addresses(evidence: Evidence) -> dict[str, list[Origin]]:
    """The addresses elsewhere that the content links, each with its places."""
    found: dict[str, list[Origin]] = {}
    for link in all_links(evidence):
        if link.target.startswith(("http://", "https://")):
            found.setdefault(link.target, []).append(link.origin)
    return found


def _value(found: re.Match[str]) -> str:
    return found["a"] or found["b"] or found["c"] or ""


_PICTURE = re.compile(r"!\[([^\[\]]*+)\]\([^()]*+\)")
_TAG = re.compile(r"<[^<>]*+>")
_ALT = re.compile(r"""<img\b[^>]*?\balt\s*+=\s*+["']([^"']*+)["']""", re.I)


def _said(tag: re.Match[str]) -> str:
    """What a tag says: the alt of a picture."""
    alt = _ALT.match(tag[0])
    return alt[1] if alt else " "


def _shown(words: str) -> str:
    """The words of a link without markup."""
    words = _PICTURE.sub(r"\1", words)
    words = _TAG.sub(_said, words)
    return " ".join(unescape(re.sub(r"[*_`]", "", words)).split())
