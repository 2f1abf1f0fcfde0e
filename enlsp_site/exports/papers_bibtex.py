r"""papers.bib and paper.bib: how to quote papers, for BibTeX and biber (BibTeX 0.99, “BibTeXing”, 1988).

Values stand in braces, which BibTeX counts whatever is before them, so the text's own are written as commands.
Letters of all scripts stay (UTF-8). A style may set titles in small letters: what must keep its capitals is in
braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from enlsp_site.exports.rows import Rows, rows_of
from enlsp_site.model.papers import Citation
from enlsp_site.model.people import PersonName
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text
from enlsp_site.text.person_names import particle

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": "$<$",
        ">": "$>$",
        "|": "$|$",
    }
)
_LONE = _TEX | {ord("{"): r"$\lbrace$", ord("}"): r"$\rbrace$"}
"""The same where braces do not match, all of them: as BibTeX counts them, they would end the value."""

_WORD = re.compile(r"([^\W_]+)")
_BRACE = re.compile("[{}]")
_BEGINS = re.compile(r"[:.?!]\s+[^\w]*$")


def write(inputs: Mapping[str, Any], rows: Rows = rows_of) -> bytes:
    """All `citations`, each an entry, in their order, with their abstracts and the addresses of their PDFs."""
    return b"\n".join(rows(row, inputs["citations"], inputs))


def row(paper: Citation, _inputs: Mapping[str, Any]) -> bytes:
    """What the file has of a paper: an entry with all that is known."""
    return entry(paper, whole=True).encode()


@lru_cache(maxsize=16384)
def entry(paper: Citation, whole: bool = False) -> str:
    """One entry, ending with a line end, without what is not known. The file beside a page and the list of all need
    the same; the page itself shows it in short."""
    before, after = _short(paper)
    more = [("abstract", _abstract(paper.abstract)), ("pdf", iri_to_uri(paper.full_text))] if whole else []
    return f"{before}{_rows(more)}{after}"


@lru_cache(maxsize=64)
def _short(paper: Citation) -> tuple[str, str]:
    """What an entry has in any case, before what only a whole one has, and behind it."""
    fields = [
        ("title", _title(paper.title)),
        ("author", " and ".join(map(_author, paper.names))),
        ("booktitle", _book(paper.book)),
        ("year", paper.year),
        ("url", iri_to_uri(paper.url)),
        ("doi", paper.doi),
        ("eprint", paper.arxiv),
        ("eprinttype", "arXiv" if paper.arxiv else ""),
    ]
    month = f"  {'month':<10} = {MONTHS[paper.month - 1]},\n" if paper.month else ""
    return f"@inproceedings{{{paper.key},\n{_rows(fields)}", f"{month}}}\n"


def _rows(fields: Iterable[tuple[str, str]]) -> str:
    return "".join([f"  {name:<10} = {{{value}}},\n" for name, value in fields if value])


def _table(words: str) -> dict[int, str]:
    """How the letters of a text are written."""
    return _TEX if _matches(words) else _LONE


def _plain(words: str) -> str:
    if words.isalpha():  # as most names are
        return words
    words = " ".join(words.split())
    return words.translate(_table(words))


def _abstract(words: str) -> str:
    """A text with its formulas between dollars."""
    written = plain_text.pieces(words)
    table = _table("".join(part for part, _ in written))
    return "".join(_formula(tex) if tex else part.translate(table) for part, tex in written)


def _author(name: PersonName) -> str:
    """A name as BibTeX parts it: `Family, Given`, `Family, Jr., Given`, and in braces what has no parts. A small word
    within a family name, `Ortega y Gasset`, would end its particles, and so that is in braces, too."""
    family = _plain(name.family)
    if not name.given:
        return f"{{{family}}}" if " " in family else family
    rest = family.removeprefix(particle(family)).split() if " " in family else []
    if any(word[0].islower() for word in rest[:-1]):
        family = f"{{{family}}}"
    return ", ".join(part for part in (family, _plain(name.suffix), _plain(name.given)) if part)


def _title(title: str) -> str:
    """A title with its formulas between dollars and its capitals kept."""
    written = plain_text.pieces(title)
    whole = "".join(words for words, _ in written)
    names, table = _is_sentence(whole), _table(whole)
    return "".join(_formula(tex) if tex else _kept(words, names, table) for words, tex in written)


@lru_cache(maxsize=16)
def _book(words: str) -> str:
    """Where a paper appeared, all of its capitals kept but the first."""
    words = " ".join(words.split())
    return _kept(words, True, _table(words))


def _formula(tex: str) -> str:
    r"""A formula in braces, since styles set titles in small letters; one whose braces do not match, `\left\{ …
    \right.`, with commands for them."""
    if not _matches(tex):
        tex = tex.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    return f"{{${tex}$}}" if _matches(tex) else _plain(tex)


def _matches(tex: str) -> bool:
    """Whether the braces match, all of them, as BibTeX counts them."""
    depth = 0
    for brace in _BRACE.findall(tex) if "{" in tex or "}" in tex else ():
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _is_sentence(words: str) -> bool:
    """Whether a title is set as a sentence, so that a capital in it tells a name."""
    later = [word for word in _WORD.findall(words)[1:] if len(word) > 3]
    capitals = sum(1 for word in later if word[0].isupper())
    return capitals * 2 < len(later)


def _kept(words: str, names: bool, table: dict[int, str]) -> str:
    """Words, those in braces that would be wrong in small letters: `{LoRA}`, `{GPT}-4`, and names in a sentence."""
    parts = _WORD.split(words)  # every second one is a word, in which there is nothing to escape
    made, first = [parts[0].translate(table)], not parts[0].strip()
    for at in range(1, len(parts), 2):
        before, word, after = parts[at - 1 : at + 2]
        if not word.islower():
            begins = first or (names and _BEGINS.search(before) is not None)
            if _is_sign(word, before, after) or _has_capitals(word, names and not begins):
                word = f"{{{word}}}"
        made += word, after.translate(table)
        first = False
    return "".join(made)


def _is_sign(word: str, before: str, after: str) -> bool:
    """Whether an `A` or `I` is no article: `I/O`, `A*`, `Plan A`; an `I` has its capital wherever it is."""
    if word != "A":
        return word == "I"
    return before[-1:] in tuple("/+-*&") or after[:1] in tuple("/+-*&_^,;:.)") or not after


def _has_capitals(word: str, names: bool) -> bool:
    """Whether a word that is not in small letters has more capitals than one of a title: `LLMs`, `3D`, `L2`."""
    if not word[1:].islower():
        return word not in ("A", "I") and word != word.lower()
    return names and not word[0].islower()
