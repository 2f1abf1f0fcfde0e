"""Elements to HTML."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element

from enlsp_site.text.commonmark.emphasis import BARE
from enlsp_site.text.commonmark.inline import RAW

_VOID = frozenset({"br", "hr", "img"})


def serialize(root: Element) -> str:
    """What is in an element as HTML. All text is escaped but that of raw HTML."""
    pieces: list[str] = []
    _inside(root, pieces)
    return "".join(pieces)


def _inside(element: Element, pieces: list[str]) -> None:
    if element.text:
        pieces.append(escape(element.text, quote=False))
    for child in element:
        _element(child, pieces)
        if child.tail:
            pieces.append(escape(child.tail, quote=False))


def _element(element: Element, pieces: list[str]) -> None:
    tag = element.tag
    if tag == RAW:
        pieces.append(element.text or "")
        return
    if tag == BARE:
        _inside(element, pieces)
        return
    pieces.append(f"<{tag}")
    pieces += [f' {name}="{escape(value)}"' for name, value in element.items()]
    pieces.append(">")
    if tag not in _VOID:
        _inside(element, pieces)
        pieces.append(f"</{tag}>")
