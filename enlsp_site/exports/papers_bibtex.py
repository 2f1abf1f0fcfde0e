r"""papers.bib and paper.bib: how to quote papers, for BibTeX and biber (BibTeX 0.99, “BibTeXing”, 1988).

Values stand in braces, which BibTeX counts whatever is before them, so the text's own are written as commands.
Letters of all scripts stay (UTF-8). A style may set titles in small letters: what must keep its capitals is in
braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from enlsp_site.model.papers import Citation
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text
from enlsp_site.text.person_names import parted

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
_WORD = re.compile(r"([^\W_]+)")
_BEGINS = re.compile(r"[:.?!]\s+[^\w]*$")


def write(inputs: Mapping[str, Any]) -> bytes:
    """All `citations`, each an entry, in their order."""
    return "\n".join(map(entry, inputs["citations"])).encode()


@lru_cache(maxsize=16384)
def entry(paper: Citation) -> str:
    """One entry, ending with a line end, without what is not known. A page, the file beside it and the list of
    all need the same."""
    fields = [
        ("title", _title(paper.title)),
        ("author", " and ".join(map(_author, paper.authors))),
        ("booktitle", _plain(paper.book)),
        ("year", paper.year),
        ("url", iri_to_uri(paper.url)),
        ("doi", iri_to_uri(paper.doi)),
        ("eprint", paper.arxiv),
        ("archiveprefix", "arXiv" if paper.arxiv else ""),
    ]
    rows = [f"  {name:<9} = {{{value}}},\n" for name, value in fields if value]
    if paper.month:
        rows.append(f"  {'month':<9} = {MONTHS[paper.month - 1]},\n")
    return f"@inproceedings{{{paper.key},\n{''.join(rows)}}}\n"


def _plain(words: str) -> str:
    return " ".join(words.split()).translate(_TEX)


def _author(name: str) -> str:
    """A name as BibTeX parts it: `Given Family`, or `Family, Jr., Given` where there is a suffix."""
    if re.search(r"\sand\s", name, re.I):
        return f"{{{_plain(name)}}}"
    family, given, suffix = parted(name)
    return _plain(f"{family}, {suffix}, {given}" if suffix else name)


def _title(title: str) -> str:
    """A title with its formulas between dollars and its capitals kept."""
    written = plain_text.pieces(title)
    names = _is_sentence("".join(words for words, _ in written))
    return "".join(_formula(tex) if tex else _kept(words, names) for words, tex in written)


def _formula(tex: str) -> str:
    r"""A formula; one whose braces do not match, `\left\{ … \right.`, with commands for them."""
    if not _matches(tex):
        tex = tex.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    return f"${tex}$" if _matches(tex) else _plain(tex)


def _matches(tex: str) -> bool:
    """Whether the braces match, all of them, as BibTeX counts them."""
    depth = 0
    for letter in tex:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _is_sentence(words: str) -> bool:
    """Whether a title is set as a sentence, so that a capital in it tells a name."""
    later = [word for word in _WORD.findall(words)[1:] if len(word) > 3]
    capitals = sum(1 for word in later if word[0].isupper())
    return capitals * 2 < len(later)


def _kept(words: str, names: bool) -> str:
    """Words, those in braces that would be wrong in small letters: `{LoRA}`, `{GPT}-4`, and names in a sentence."""
    made, before = [], ""
    for part in _WORD.split(words):
        begins = not before.strip() or (names and _BEGINS.search(before) is not None)
        made.append(f"{{{part}}}" if _has_capitals(part, names and not begins) else part.translate(_TEX))
        before += part
    return "".join(made)


def _has_capitals(word: str, names: bool) -> bool:
    """Whether a word has capitals that are not merely those of a title: `LLMs`, `3D`, `L2`."""
    if word.islower() or not _WORD.fullmatch(word):
        return False
    if not word[1:].islower():
        return word not in ("A", "I") and word != word.lower()
    return names and not word[0].islower()
