"""How big the index of the search is with 83, 1,000 and 10,000 papers, and what a first answer costs.

    python -m benchmarks.search [--documents FOLDER]

The papers are made up here, always the same: they have as many words as real ones, and names and terms of which some
are frequent and most are rare, as in real ones. `--documents` writes them as JSON, to be given to other libraries.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports.search_index import write
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.site import Site
from enlsp_site.pages.search import FULL, targets

SYLLABLES = (
    *(
        "a",
        "al",
        "an",
        "ar",
        "as",
        "ba",
        "be",
        "bi",
        "bo",
        "ca",
        "ce",
        "co",
        "con",
        "cu",
        "da",
        "de",
        "di",
        "do",
        "e",
    ),
    *("ed", "el", "en", "er", "es", "fa", "fi", "fo", "ge", "gra", "gi", "ha", "he", "i", "ic", "il", "in", "ing"),
    *(
        "ion",
        "is",
        "ist",
        "it",
        "ive",
        "ka",
        "ke",
        "la",
        "le",
        "li",
        "lo",
        "ly",
        "ma",
        "me",
        "men",
        "mi",
        "mo",
        "mul",
    ),
    *("na", "ne", "ni", "no", "o", "on", "op", "or", "ou", "pa", "per", "po", "pre", "pro", "qu", "ra", "re", "ri"),
    *("ro", "sa", "se", "si", "so", "ta", "te", "ter", "ti", "tion", "to", "tra", "tu", "u", "un", "ur", "va", "ve"),
)


class Words:
    """A stock of made-up words, of which the first are the likeliest (Zipf and Mandelbrot)."""

    def __init__(self, chance: random.Random, count: int, syllables: dict[int, int], flat: float) -> None:
        found: dict[str, None] = {}
        while len(found) < count:
            length = chance.choices([*syllables], [*syllables.values()])[0]
            found["".join(chance.choices(SYLLABLES, k=length))] = None
        self._words = sorted(found, key=lambda word: len(word) + chance.random() * 8)  # the frequent ones are short
        self._weights = [*accumulate(1 / (rank + flat) for rank in range(count))]
        self._chance = chance

    def some(self, count: int) -> str:
        """So many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count))


def papers(count: int) -> tuple[Paper, ...]:
    """Made-up papers: nine words of title, 24 of summary, 170 of abstract, four keywords, one to nine authors."""
    chance = random.Random(2025)
    terms = Words(chance, 30_000, {1: 2, 2: 5, 3: 6, 4: 4, 5: 2}, 2.7)
    given, family = Words(chance, 5000, {1: 1, 2: 4, 3: 3}, 20), Words(chance, 15_000, {1: 1, 2: 4, 3: 4, 4: 2}, 50)
    return tuple(
        Paper(
            origin=Origin("content/papers.yaml"),
            id=str(number),
            slug=str(number),
            title=terms.some(9).capitalize(),
            authors=tuple(
                Author(name=f"{given.some(1)} {family.some(1)}".title()) for _ in range(chance.randint(1, 9))
            ),
            abstract=terms.some(170),
            tldr=terms.some(24),
            keywords=tuple(terms.some(2) for _ in range(4)),
        )
        for number in range(1, count + 1)
    )


def edition(count: int) -> Edition:
    """An edition with so many papers and nothing else."""
    site = Site(origin=Origin("content/site.yaml"), name="MANY", title="Many papers", edition="2031")
    return Edition(id="2031", folder="content", site=site, papers=Papers(heading="Papers", papers=papers(count)))


class Weight(NamedTuple):
    """What an index weighs as gzip sends it, in bytes: all of it, the file that every search needs, and the heaviest
    part of the lists and of the entries, 0 where there are none."""

    whole: int
    head: int
    lists: int
    entries: int

    def answer(self, lists: int = 2, entries: int = 5) -> int:
        """What a first answer costs that needs so many parts of each kind, were they all as heavy as the heaviest."""
        return self.head + lists * self.lists + entries * self.entries


def weigh(shown: Edition) -> Weight:
    """The weight of an edition's index."""
    made = {target.path.rpartition("/")[2]: len(gzip.compress(write(target.inputs), 6)) for target in targets(shown)}
    of = {kind: [size for name, size in made.items() if name.startswith(kind)] for kind in ("lists", "entries")}
    return Weight(sum(made.values()), made["search.js"], max(of["lists"], default=0), max(of["entries"], default=0))


def documents(shown: tuple[Paper, ...]) -> list[dict[str, str]]:
    """The same words as our index has, for other libraries."""
    return [
        {
            "id": paper.id,
            "title": paper.title,
            "authors": ", ".join(author.name for author in paper.authors),
            "keywords": ", ".join(paper.keywords),
            "text": f"{paper.tldr} {paper.abstract}" if len(shown) <= FULL else paper.tldr,
        }
        for paper in shown
    ]


def main() -> None:
    """Print a table with a row for each number of papers."""
    parser = argparse.ArgumentParser(description="weigh the index of the search")
    parser.add_argument("--documents", type=Path)
    asked = parser.parse_args()
    print("| papers | index, gzip | first answer, gzip |")
    print("|---|---|---|")
    for count in (83, 1000, 10_000):
        shown = edition(count)
        weight = weigh(shown)
        print(f"| {count:,} | {weight.whole / 1000:.0f} KB | {weight.answer() / 1000:.0f} KB |", flush=True)
        if asked.documents and shown.papers:
            text = json.dumps(documents(shown.papers.papers))
            (asked.documents / f"papers-{count}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
