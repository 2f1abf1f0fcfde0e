"""What a website says that is in nothing which came of it: kept in a draft, and told.

Importers know many shapes, and sites have others. So in the end every text of the source is looked up in what is to
be written, piece by piece and by pairs of words, since lists part what stood in one line. Dates, times and titles of
persons are not compared: they are written otherwise here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from enlsp_site.importers.parse.markup import BLOCKS, Node
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.prose import MarkdownWriter, plain
from enlsp_site.importers.result import ImportResult
from enlsp_site.model.name_titles import HONORIFICS

_UNSEEN = frozenset(("#used", "#comment", "script", "style", "noscript", "template", "head", "iframe", "svg", "nav"))
_WORD = re.compile(r"[^\W_]+")
_OTHERWISE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm"
)
_BETWEEN = re.compile(r"[,;:()\[\]|/•·–—\n]|\.\s|\s-\s")
_ADDRESS = re.compile(r"@|://|\.(?:png|jpe?g|svg|gif|webp|pdf|html?)\b")
FEWEST = 3
"""Words that a text has at least, if it is no name: others are labels of buttons and menus."""


class SourceTexts:
    """The texts that were read, by file and in their order."""

    def __init__(self) -> None:
        self.held: dict[str, list[str]] = {}

    def add_page(self, file: str, root: Node) -> None:
        """Note the texts of a page, block by block."""
        self.held.setdefault(file, []).extend(_blocks(root))

    def add_rows(self, file: str, value: Any) -> None:
        """Note the texts in the values of a data file."""
        self.held.setdefault(file, []).extend(plain(each) for each in _strings(value))

    def without(self, written: list[str]) -> Iterator[tuple[str, list[str]]]:
        """The files with those of their texts that are not among what is written."""
        pairs: set[tuple[str, str]] = set()
        words: set[str] = set()
        for text in written:
            found = _words(text)
            words.update(found)
            pairs.update(pairwise(found))
        for file, texts in self.held.items():
            lost = [text for text in dict.fromkeys(texts) if _says(text) and not _is_in(text, words, pairs)]
            if lost:
                yield file, lost


def keep(result: ImportResult, texts: SourceTexts) -> None:
    """Put what is in nothing that came into a draft, and tell how much it is of which file."""
    written = [*_strings(result.files), *(f"{page.front} {_unlinked(page.body)}" for page in result.pages.values())]
    written += [f"{each.message} {each.hint}" for each in result.problems] + result.notes
    writer, kept = MarkdownWriter(lambda *_: "", lambda *_: ""), []
    for file, lost in texts.without(written):
        result.note(f"{len(lost)} texts of {file} came into no list and no page: they are kept in a draft")
        kept.append(f"### {writer.markdown([_text(file)])}")
        kept += [writer.markdown([_text(each)]) for each in lost]
    result.keep("unplaced", "What came into no list and no page", "\n\n".join(kept))


def _text(words: str) -> Node:
    made = Node("p", 1)
    made.children = [Node("#text", 1, words)]
    return made


def _unlinked(body: str) -> str:
    return re.sub(r"\]\([^)\s]*\)", "] ", body)


def _blocks(root: Node) -> list[str]:
    """The texts of a tree, parted where blocks and lines are."""
    made: list[list[str]] = []
    before: Node | None = None
    for node in root.walk():
        if node.name == "br":
            before = None
        if node.name != "#text" or not node.text.strip():
            continue
        block = node
        while block.parent is not None and block.name not in BLOCKS and block.name not in _UNSEEN:
            block = block.parent
        if block.name in _UNSEEN or _is_within_unseen(block):
            continue
        if block is before:
            made[-1].append(node.text)
        else:
            made.append([node.text])
        before = block
    return [" ".join("".join(texts).split()) for texts in made]


def _is_within_unseen(node: Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if node.name in _UNSEEN:
            return True
    return False


def _strings(value: Any) -> Iterator[str]:
    """The texts in a value, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict | list):
            waiting += reversed(list(each.values()) if isinstance(each, dict) else each)


def _words(text: str) -> list[str]:
    return [
        word
        for word in _WORD.findall(text.lower())
        if not any(sign.isdigit() for sign in word) and word not in HONORIFICS and not _OTHERWISE.fullmatch(word)
    ]


def _without_addresses(text: str) -> str:
    return " ".join(part for part in text.split() if not _ADDRESS.search(part))


def _says(text: str) -> bool:
    """Whether a text says something: a name, or so many words, and no Liquid."""
    bare = _without_addresses(text)
    return "{{" not in text and "{%" not in text and (len(_words(bare)) >= FEWEST or is_name(bare))


def _is_in(text: str, words: set[str], pairs: set[tuple[str, str]]) -> bool:
    """Whether most of a text is there: the pairs of words in its pieces, or the only word of a piece. Of prose nearly
    all must be: a life of somebody begins as another one does."""
    found, whole, there, pieces = 0, 0, 0, 0
    for piece in _BETWEEN.split(_without_addresses(text)):
        said = _words(piece)
        two = list(pairwise(said))
        known = sum(pair in pairs for pair in two) if two else sum(word in words for word in said)
        there, pieces = there + known, pieces + (len(two) or len(said))
        whole += len(said)
        found += len(said) if two and known * 2 >= len(two) else 0 if two else known
    return there * 10 >= pieces * 8 if whole >= PROSE else found * 2 >= whole


PROSE = 14
"""Words from which on a text is none of a list."""
