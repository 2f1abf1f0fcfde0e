"""How long the ENLSP site takes with 83, 1,000 and 10,000 papers, as a whole process, and how big it gets.

    python -m benchmarks.papers [--papers 83 1000 10000] [--rounds 3]

The papers are made up here, always the same: their titles, abstracts and lists of authors are as long as real ones,
5 % have math. What papers cost is the difference to the same site without any.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.startup import copy_site

SYLLABLES = (
    "ba",
    "cor",
    "den",
    "fi",
    "gra",
    "hel",
    "jo",
    "kar",
    "lu",
    "men",
    "nor",
    "pel",
    "qui",
    "ras",
    "tu",
    "xi",
    "zan",
)
FIELD = ("attention", "caching", "decoding", "distillation", "inference", "pruning", "reasoning", "sparsity")
PLACES = [f"University of {name}" for name in ("Avon", "Brill", "Corm", "Delph", "Erin", "Farn", "Gant", "Holm")]
MATH = (r"\(O(n \log n)\)", r"$\mathcal{L}_\theta = \sum_{i=1}^{n} p_i \log q_i$", r"$x^2$", r"\(\alpha \ge 0.5\)")


class Run(NamedTuple):
    """One process: its seconds of wall time and of processor time, and its peak memory in bytes."""

    wall: float
    processor: float
    memory: int


class Sizes(NamedTuple):
    """How big a site is, in bytes: the heaviest page of the lists as gzip sends it, and the largest page as it is."""

    listed: int
    largest: int


def main() -> None:
    """Print a table with a row for each number of papers."""
    parser = argparse.ArgumentParser(description="time builds of the ENLSP site with many papers")
    parser.add_argument("--papers", type=int, nargs="+", default=[83, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print("| papers | cold | a paper | edited | unchanged | peak memory | lists, gzip | largest page |")
    print("|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        base = best(measure(site_of(Path(folder), 0), asked.rounds)["cold"]).processor
        for count in asked.papers:
            site = site_of(Path(folder), count)
            runs = measure(site, asked.rounds)
            print(row(count, {name: best(each) for name, each in runs.items()}, base, sizes(site)), flush=True)
            shutil.rmtree(site)


def best(runs: list[Run]) -> Run:
    """The run that took the least processor time: whatever else the machine does only adds to it."""
    return min(runs, key=lambda run: run.processor)


def row(count: int, runs: dict[str, Run], base: float, size: Sizes) -> str:
    """A row of the table; a paper's cost is in processor time, for wall time says more about the machine."""
    cost = (runs["cold"].processor - base) / count * 1000
    cells = [
        f"{count:,}",
        f"{runs['cold'].wall:.2f} s",
        f"{cost:.2f} ms",
        f"{runs['edited'].wall:.2f} s",
        f"{runs['unchanged'].wall:.2f} s",
        f"{runs['cold'].memory / 1e6:.0f} MB",
        f"{size.listed / 1000:.0f} KB",
        f"{size.largest / 1000:.0f} KB",
    ]
    return f"| {' | '.join(cells)} |"


def site_of(folder: Path, count: int) -> Path:
    """The ENLSP site with so many papers."""
    site = copy_site(folder / f"site-{count}")
    if count:
        (site / "content" / "papers.yaml").write_text(corpus(count), encoding="utf-8")
    return site


def corpus(count: int) -> str:
    """papers.yaml with made-up papers, the same in every run."""
    chance = random.Random(2025)
    vocabulary = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(9000)})
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    chance.shuffle(vocabulary)
    return "".join(paper(number, vocabulary, weights, chance) for number in range(1, count + 1))


def paper(number: int, vocabulary: list[str], weights: list[float], chance: random.Random) -> str:
    """An entry: nine words of title, 170 of abstract, one to ten authors with an affiliation each."""
    words = chance.choices(vocabulary, weights, k=180)
    title = " ".join([*words[:6], chance.choice(FIELD), *words[6:8]]).capitalize()
    sentences = [" ".join(words[at : at + 17]).capitalize() + "." for at in range(8, 178, 17)]
    if number % 20 == 0:
        sentences[3:3] = [f"With {formula} it holds." for formula in MATH]
    authors = [
        f"    - {{name: {name(vocabulary, chance)}, affiliations: [{chance.choice(PLACES)}]}}"
        for _ in range(chance.randint(1, 10))
    ]
    rows = [
        f"- id: {number}",
        f"  title: {title}",
        "  authors:",
        *authors,
        f"  abstract: |\n    {' '.join(sentences)}",
        f"  tldr: {sentences[0]}",
        f"  keywords: [{', '.join(sorted(set(chance.choices(FIELD, k=2) + words[:2])))}]",
        f"  decision: {chance.choice(['oral', 'poster', 'poster', 'poster'])}",
        f"  openreview: {number:010}",
    ]
    return "\n".join(rows) + "\n"


def name(vocabulary: list[str], chance: random.Random) -> str:
    """A given name and a family name."""
    return f"{chance.choice(vocabulary).capitalize()} {chance.choice(vocabulary).capitalize()}"


def measure(site: Path, rounds: int) -> dict[str, list[Run]]:
    """Runs of each kind, round by round: without a cache, with one abstract edited, with nothing changed."""
    papers = site / "content" / "papers.yaml"
    written = papers.read_text(encoding="utf-8") if papers.exists() else ""
    table: dict[str, list[Run]] = {"cold": [], "edited": [], "unchanged": []}
    for number in range(rounds):
        shutil.rmtree(site / ".enlsp", ignore_errors=True)
        shutil.rmtree(site / "public", ignore_errors=True)
        table["cold"].append(build(site))
        if written:
            papers.write_text(
                written.replace("  abstract: |\n    ", f"  abstract: |\n    Edit {number}. ", 1), "utf-8"
            )
        table["edited"].append(build(site))
        time.sleep(0.06)  # let the edit grow older than the grain of the clock, as edits do
        build(site)
        table["unchanged"].append(build(site))
    return table


def build(site: Path) -> Run:
    """`enlsp build` as a process, which must succeed; bytecode is kept as an installed program has it."""
    enlsp = str(Path(sys.executable).with_name("enlsp"))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [enlsp, "build", "-q", "--site", str(site), "--base-url", "https://example.org/enlsp/"]
    began = time.perf_counter()
    process = os.posix_spawn(enlsp, command, environment)
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"the build failed: {status}")
    unit = 1 if sys.platform == "darwin" else 1024  # what the system counts memory in (getrusage)
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def sizes(site: Path) -> Sizes:
    """How big the built site is."""
    edition = site / "public" / "2025"
    listed = ('class="papers"', 'class="titles"')
    pages = [
        path
        for path in (edition / "papers").glob("**/index.html")
        if any(each in path.read_text("utf-8") for each in listed)
    ]
    heaviest = max(len(gzip.compress(path.read_bytes(), 6)) for path in pages)
    return Sizes(heaviest, max(path.stat().st_size for path in edition.glob("**/*.html")))


if __name__ == "__main__":
    main()
