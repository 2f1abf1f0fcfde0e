"""Builds of this version beside those of another revision: whole processes, in turns, as ratios.

    python -m benchmarks.against REVISION [--papers 10000] [--rounds 3]

Of builds cold, after an edit of an abstract and of nothing new: the medians of the ratios of wall time, processor
time and memory (of the largest process) to those of the revision in the same round, and what was seen last. Each
version builds a site of its own; what is deleted before a cold build is put aside first, since on some file systems a
folder that was just emptied is slow. `TMPDIR` says where the sites are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.compare import edit, made_up
from benchmarks.rivals import REPOSITORY, lay_out_ours

KINDS = ("cold", "edited", "unchanged")
WHAT = ("wall time", "processor time", "memory")


class Cost(NamedTuple):
    """What a build took: seconds, seconds of processor time of all its processes, bytes of its largest process."""

    wall: float
    processor: float
    memory: float


Rounds = dict[str, list[tuple[Cost, Cost]]]
"""What was seen by kind of build: of each round ours and the other's."""


def main() -> None:
    """Build in turns, and tell the ratios."""
    parser = argparse.ArgumentParser(description="compare builds with those of another revision")
    parser.add_argument("revision")
    parser.add_argument("--papers", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder, revision(asked.revision, Path(folder)) as other:
        seen = in_turns(Path(folder), other, asked.papers, asked.rounds)
    print(table(f"{asked.papers:,} papers, to {asked.revision}", seen))


def table(what: str, seen: Rounds) -> str:
    """Ratios in Markdown, with what was seen in the last round."""
    lines = [f"| {what} | {' | '.join(WHAT)} |", "|---|---|---|---|"]
    for kind, rounds in seen.items():
        ours, other = rounds[-1]
        cells = [
            f"{ratio(rounds, 0):.3f} ({ours.wall:.2f} s to {other.wall:.2f})",
            f"{ratio(rounds, 1):.3f} ({ours.processor:.2f} s to {other.processor:.2f})",
            f"{ratio(rounds, 2):.3f} ({ours.memory / 1e6:.0f} MB to {other.memory / 1e6:.0f})",
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def ratio(rounds: list[tuple[Cost, Cost]], which: int) -> float:
    """The median of the rounds' ratios of one of `WHAT`, ours to the other's."""
    return median(ours[which] / other[which] for ours, other in rounds)


@contextmanager
def revision(name: str, folder: Path) -> Iterator[Path]:
    """The files of a revision, for the time of a block."""
    tree = folder / "other"
    command = ["git", "worktree", "add", "--detach", "--quiet", str(tree), name]
    subprocess.run(command, cwd=REPOSITORY, check=True)
    try:
        yield tree
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=REPOSITORY, check=True)


def in_turns(folder: Path, other: Path, papers: int, count: int) -> Rounds:
    """What builds of so many papers take here and there, in so many rounds; one before them warms up."""
    sites = {REPOSITORY: folder / "site-ours", other: folder / "site-other"}
    for site in sites.values():
        lay_out_ours(site, made_up(papers))
    seen: Rounds = {kind: [] for kind in KINDS}
    for number in range(count + 1):
        for kind in KINDS:
            ours, theirs = (built(tree, site, kind, number) for tree, site in sites.items())
            if number:
                seen[kind].append((ours, theirs))
    return seen


def built(tree: Path, site: Path, kind: str, number: int) -> Cost:
    """What a build by the program in a folder takes."""
    if kind == "cold":
        for made in ("public", ".enlsp"):
            if (site / made).exists():
                (site / made).rename(site.with_name(f"{site.name}-{made.strip('.')}-{number}"))
    if kind == "edited":
        edit(site, f"abstract: Edit {number}. ", r"abstract: (Edit \d+\. )?", 1)
    time.sleep(0.06)  # the grain of the clock
    entry = "enlsp_site.commands.entry" if (tree / "enlsp_site/commands").is_dir() else "enlsp_site.entry"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    command = [sys.executable, "-m", entry, "build", "-q"]
    child = subprocess.Popen(command, cwd=site, env=environment | {"PYTHONPATH": str(tree)})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        raise SystemExit(f"the build of {site} failed")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


if __name__ == "__main__":
    main()
