"""Footnotes: numbered in the order in which the text refers to them, told of at its end.

The names are those that Python-Markdown gives (`fn:x`, `fnref:x`, `fnref2:x`), so that links to them stay.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from enlsp_site.text.commonmark.blocks import Block


class Footnotes:
    """The footnotes of a text, by their labels: `[^label]` refers to one."""

    def __init__(self) -> None:
        self.again: list[Block] = []
        self._blocks: dict[str, Block] = {}
        self._references: dict[str, int] = {}  # how many
        self._numbers: dict[str, int] = {}
        self._order: list[str] = []  # of the first references

    def define(self, block: Block) -> None:
        """Keep the block of a footnote; where its label has one already, it is among `again`."""
        if self._blocks.setdefault(_label(block.words), block) is not block:
            self.again.append(block)

    def referred(self, label: str) -> Element | None:
        """The reference to a footnote, numbered; None where there is none of that label."""
        label = _label(label)
        if label not in self._blocks:
            return None
        if label not in self._numbers:
            self._order.append(label)
            self._numbers[label] = len(self._order)
        self._references[label] = times = self._references.get(label, 0) + 1
        mark = Element("sup", {"id": _back(label, times)})
        SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{label}"}).text = str(self._numbers[label])
        return mark

    def unused(self) -> list[Block]:
        """The footnotes that nothing refers to."""
        return [block for label, block in self._blocks.items() if label not in self._numbers]

    def add_to(self, parent: Element, fill: Callable[[Block, Element], None]) -> None:
        """Add the footnotes that were referred to; `fill` puts the content of a block into an element.

        While they are filled more may be referred to, from within footnotes.
        """
        if not self._numbers:
            return
        notes = SubElement(parent, "div", {"class": "footnote"})
        notes.text = notes.tail = "\n"
        SubElement(notes, "hr").tail = "\n"
        listed = SubElement(notes, "ol")
        listed.text = listed.tail = "\n"
        items = []
        for label in self._order:
            item = SubElement(listed, "li", {"id": f"fn:{label}"})
            item.text = item.tail = "\n"
            items.append(item)
            fill(self._blocks[label], item)
        for label, item in zip(self._order, items, strict=True):
            self._lead_back(label, item)

    def _lead_back(self, label: str, item: Element) -> None:
        """Add the links back to where a footnote is referred to; their title is its number."""
        last = item[-1] if len(item) and item[-1].tag == "p" else None
        if last is None:
            last = SubElement(item, "p")
            last.tail = "\n"
        elif len(last):
            last[-1].tail = (last[-1].tail or "") + "\u00a0"
        else:
            last.text = (last.text or "") + "\u00a0"
        for times in range(1, self._references[label] + 1):
            link = {
                "class": "footnote-backref",
                "href": f"#{_back(label, times)}",
                "title": str(self._numbers[label]),
            }
            SubElement(last, "a", link).text = "↩"


def _label(written: str) -> str:
    return "-".join(written.split())


def _back(label: str, times: int) -> str:
    return f"fnref{times if times > 1 else ''}:{label}"
