"""What our theme makes of a list of papers, made by Hugo: the same files with the same on them.

Its templates are in `hugo/`.

For each paper a page with citation tags, JSON-LD (the article and where the page stands), reference, BibTeX and RIS,
related papers and those before and after, and a .bib file beside it; the list in pages of 300 and by title; all
papers as .bib, .ris, .csv, .json and .csl.json, with their abstracts; COinS in the lists; the list that a search
looks in; sitemap and 404 page; all addresses relative. What is not per paper (scripts, style, card, icons) is copied
as it is.

Hugo is spared some of the work: its list for the search holds titles and authors and no index of their words, a key
is not looked at for being the only one of its kind, a capital in a title not kept for BibTeX, no link checked.
Related papers are found by its own index, over the words of the titles.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.rivals import Paper

HERE = Path(__file__).parent
THEME = HERE.parent / "static" / "theme"
YEAR = "2031"
COPIED = ("look.css", "motif.svg", "icon.svg", "icon.png", "cards/edition.png")
"""What is the same on any site of one edition, so that three thousand bytes stand for it."""


def lay_out(folder: Path, papers: list[Paper]) -> None:
    """Hugo, with the same files as ours."""
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    shutil.copytree(THEME, folder / "static" / "theme", dirs_exist_ok=True)
    for name in COPIED:
        path = folder / "static" / YEAR / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 3000)
    for paper in papers:
        (folder / "content" / YEAR / "papers" / f"{paper.id}.html").write_text(front_matter(paper), "utf-8")


def front_matter(paper: Paper) -> str:
    """A paper as Hugo reads it: all that its page shows is data."""
    authors = paper.authors.split("; ")
    people = [dict(zip(("given", "family"), name.rsplit(" ", 1), strict=True)) for name in authors]
    words = re.findall(r"\w+", paper.title.lower())
    values = {
        "title": paper.title,
        "type": "paper",
        "weight": int(paper.id),
        "number": int(paper.id),
        "outputs": ["html", "paper"],
        "authors": authors,
        "people": people,
        "whom": [{"name": name, "affiliations": []} for name in authors],
        "names": [f"{each['family']}, {each['given']}" for each in people],
        "key": f"{authors[0].rpartition(' ')[2].lower()}{YEAR}{words[0]}{paper.id}",
        "words": words,
        "abstract": paper.abstract,
    }
    return json.dumps(values) + "\n"
