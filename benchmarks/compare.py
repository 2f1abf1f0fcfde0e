"""How fast a site is built here and by other generators: whole processes, side by side in one run, as ratios to Hugo
writing the same files.

    python -m benchmarks.compare [--papers 30 1000 10000] [--rounds 10] [--all-up-to 1000] [--tools FOLDER]

The same bare site for all (see `rivals`); ours also with the full theme and everything it makes, and Hugo with
templates that make the same of it (`hugo_full`), which is what our builds are compared to. In each round all builds
run one after the other. Each cold one writes into folders that are not there yet, since on some file systems a folder
that was just emptied is slow; what earlier rounds made is deleted in the end. The first round warms up and is not
counted. What bounds a build of ours from below is in the table, too: its imports, reading the YAML, a copy of the
output.

Folders are made where `TMPDIR` says; on a file system in memory (`TMPDIR=/dev/shm`) the disk is left out of it. What
counts is the median of the rounds' ratios to Hugo's cold build in the same round. The table of a size is written into
docs/benchmarks.md, in place of the one that stands there.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import os
import platform
import pstats
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple, ParamSpec, TypeVar

import yaml

from benchmarks.papers import corpus
from benchmarks.rivals import BARE, FULL, HUGO, REPOSITORY, SAME, Paper, Rival, ours, rivals

PAGE = REPOSITORY / "docs" / "benchmarks.md"
COPY = "a copy of the output (`cp -r`)"
IMPORTS, READING = "Python, importing what an edit needs", "Python, reading papers.yaml with libyaml besides"
IMPORT = (
    "import collections, jinja2, yaml, enlsp_site.build.card_images, enlsp_site.build.environment, "
    "enlsp_site.build.picture_copies, enlsp_site.build.render, enlsp_site.checks.registry, "
    "enlsp_site.commands.parser, "
    "enlsp_site.content.workshop, enlsp_site.pages.site, enlsp_site.pages.unpublished, enlsp_site.storage.output"
)
READ = "collections.deque(yaml.parse(open('content/papers.yaml', 'rb'), yaml.CSafeLoader), 0)"
"""What bounds a build from below, whatever it does: three rows of the table."""
COLD_BARE, COLD_FULL = f"{BARE}, cold", f"{FULL}, cold"
EDITED, UNCHANGED = f"{FULL}, one abstract edited", f"{FULL}, nothing changed"
ASKED, WARNED = f"{FULL}, nothing changed, with --base-url", f"{FULL}, nothing changed, with warnings"
WARNINGS = 100
"""So many warnings has the last of these, or as many as there are papers."""
AIMS = {
    COLD_FULL: {1000: 0.95},
    EDITED: {1000: 0.13},
    WARNED: {1000: 0.03},
}
"""The ratio to Hugo's cold build of the same files that a build of ours may have, by the number of papers."""


P = ParamSpec("P")
T = TypeVar("T")


class Run(NamedTuple):
    """A command: seconds of wall time, bytes of memory of its largest process at its peak (or of our own, where that
    has more), seconds of processor time of all its processes; and how many files of how many bytes it had made."""

    wall: float
    memory: int
    processor: float = 0
    files: int = 0
    size: int = 0


Table = dict[str, list[Run]]
"""Runs by what was run, one for each round."""


def main() -> None:
    """Measure each size that is asked for, and write what was seen."""
    parser = argparse.ArgumentParser(description="time our builds beside those of other generators")
    parser.add_argument("--papers", type=int, nargs="+", default=[30, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(
        "--all-up-to", type=int, default=1000, help="papers beyond which only Hugo runs beside ours (default: 1000)"
    )
    parser.add_argument("--tools", type=Path, default=Path.home() / ".cache" / "enlsp-benchmarks")
    asked = parser.parse_args()
    everyone = [*rivals(asked.tools), *ours(asked.tools / "ours")]
    for count in asked.papers:
        beside = [each for each in everyone if each.name in (HUGO, SAME, BARE, FULL) or count <= asked.all_up_to]
        with TemporaryDirectory() as folder:
            aside(lay_out, Path(folder), count, beside)
            table = measure(Path(folder), beside, asked.rounds)
            profile = aside(profiled, Path(folder) / slug(FULL)) if count == 1000 else ""
        aims = {name: by_count[count] for name, by_count in AIMS.items() if count in by_count}
        text = "\n\n".join(
            filter(None, [table_of(f"{count:,} papers", table, asked.rounds, f"{SAME}, cold", aims), profile])
        )
        print(text, flush=True)
        keep(f"compare {count}", text)


def made_up(count: int) -> list[Paper]:
    """Papers with abstracts of 1,500 characters and without math, the same in every run."""
    found = []
    for each in yaml.load(corpus(count), Loader=yaml.CSafeLoader):
        abstract = re.sub(r"With \S.*? it holds\. ", "", " ".join(each["abstract"].split()))
        whole = (abstract + " " + abstract)[:1499].rstrip(". ") + "."
        authors = "; ".join(author["name"] for author in each["authors"])
        found.append(Paper(str(each["id"]), each["title"], authors, whole))
    return found


def slug(name: str) -> str:
    """The name of a generator's folder."""
    return re.sub(r"\W+", "-", name.lower())


def aside(do: Callable[P, T], *given: P.args, **more: P.kwargs) -> T:
    """What this gives, found in a process of its own: what the system says of the memory of a process is never less
    than that of the one which started it, so this one must stay small."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(do, *given, **more).result()


def lay_out(root: Path, count: int, everyone: list[Rival]) -> None:
    """The site with so many papers, for each generator."""
    papers = made_up(count)
    for rival in everyone:
        rival.lay_out(root / slug(rival.name), papers)


def measure(root: Path, everyone: list[Rival], rounds: int) -> Table:
    """All builds in turn, round by round."""
    table: Table = {}
    for number in range(rounds + 1):
        for name, run in one_round(root, everyone, number):
            table.setdefault(name, []).append(run)
    return {name: runs[1:] for name, runs in table.items()}


def one_round(root: Path, everyone: list[Rival], number: int) -> Iterator[tuple[str, Run]]:
    """Each generator cold; then ours after an edit, and when nothing has changed; and a copy of what it made."""
    (root / "old").mkdir(exist_ok=True)
    for rival in everyone:
        folder = root / slug(rival.name)
        for made in rival.made:
            if (folder / made).exists():
                (folder / made).rename(root / "old" / f"{folder.name}-{made.strip('.')}-{number}")
        yield f"{rival.name}, cold", weighed(timed(rival.command, folder), folder / rival.made[0])
    ours, command = root / slug(FULL), everyone[-1].command
    edit(ours, f"abstract: Edit {number}. ", r"abstract: (Edit \d+\. )?", 1)
    yield EDITED, timed(command, ours)
    yield UNCHANGED, settled(command, ours)
    based = [*command, "--base-url", "https://example.org/there/"]
    yield ASKED, settled(based, ours)
    edit(ours, r"abstract: $\\nope$ ", r"abstract: ", WARNINGS)
    yield WARNED, settled(command, ours)
    edit(ours, "abstract: ", r"abstract: \$\\nope\$ ", WARNINGS)
    settled(command, ours)
    python = str(Path(command[0]).with_name("python"))
    yield IMPORTS, timed([python, "-c", IMPORT], ours)
    yield READING, timed([python, "-c", f"{IMPORT}; {READ}"], ours)
    yield COPY, timed(["cp", "-r", str(ours / "public"), str(root / "old" / f"copy-{number}")], root)


def edit(site: Path, new: str, old: str, most: int) -> None:
    """Write papers.yaml with something else in place of what a pattern finds, so many times at most."""
    papers = site / "content" / "papers.yaml"
    papers.write_text(re.sub(old, new, papers.read_text("utf-8"), count=most), "utf-8")


def settled(command: list[str], folder: Path) -> Run:
    """A build of nothing new, some time after the edit before it, as most are."""
    time.sleep(0.06)  # the grain of the clock
    timed(command, folder)
    return timed(command, folder)


def weighed(run: Run, made: Path) -> Run:
    """A run with what it made."""
    files = [path for path in made.rglob("*") if path.is_file()]
    return run._replace(files=len(files), size=sum(path.stat().st_size for path in files))


def timed(command: list[str], folder: Path) -> Run:
    """A command as a process, which must succeed; bytecode is kept as an installed program has it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    program = shutil.which(command[0]) or command[0]
    began = time.perf_counter()
    child = os.posix_spawn(
        "/bin/sh", ["sh", "-c", 'cd "$0" && exec "$@" 2>/dev/null', str(folder), program, *command[1:]], environment
    )
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {folder}: {status}")
    memory = used.ru_maxrss * (1 if platform.system() == "Darwin" else 1024)
    return Run(wall, memory, used.ru_utime + used.ru_stime)


def table_of(what: str, table: Table, rounds: int, unit: str, aims: Mapping[str, float] = {}) -> str:
    """What was seen, in Markdown: wall times, and their ratios to those of `unit` in the same round; processor times,
    memory, and what was made."""
    other, of = unit.removesuffix(", cold"), " cold" if unit.endswith(", cold") else ""
    lines = [
        f"Seen on {dt.date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, at a load of "
        f"{os.getloadavg()[1]:.1f}; median of {rounds} rounds, with the least and the most.",
        "",
        f"| {what} | wall time | to {other}{of} (least–most) | aim | processor | memory | files |",
        "|---|---|---|---|---|---|---|",
        *[row(name, runs, table[unit], aims.get(name)) for name, runs in table.items()],
    ]
    return "\n".join(lines)


def row(name: str, runs: list[Run], units: list[Run], aim: float | None) -> str:
    """A line of the table."""
    ratios = [run.wall / unit.wall for run, unit in zip(runs, units, strict=True)]
    cells = [
        name,
        f"{median(run.wall for run in runs):.3f} s",
        f"{median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})",
        "" if aim is None else f"{aim}: {'met' if median(ratios) <= aim else '**missed**'}",
        f"{median(run.processor for run in runs):.2f} s",
        f"{median(run.memory for run in runs) / 1e6:.0f} MB",
        f"{runs[-1].files:,}, {runs[-1].size / 1e6:.1f} MB" if runs[-1].files else "",
    ]
    return f"| {' | '.join(cells)} |"


def profiled(site: Path) -> str:
    """Where the time of a cold build goes, by module: shares of the processor time of one build in this process."""
    from enlsp_site.build.pipeline import BuildOptions, build

    shutil.rmtree(site / ".enlsp", ignore_errors=True)
    shutil.rmtree(site / "public", ignore_errors=True)
    profile = cProfile.Profile(time.process_time)
    profile.runcall(build, BuildOptions(site, site / "public"))
    return shares(pstats.Stats(profile), module_of)


def shares(stats: pstats.Stats, module: Callable[[str, str], str]) -> str:
    """The modules in which most of the time is spent, in Markdown."""
    spent: Counter[str] = Counter()
    found: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = getattr(stats, "stats")  # noqa: B009
    for (file, _, function), (_, _, own, _, _) in found.items():
        spent[module(file, function)] += own  # type: ignore[assignment]  # a Counter of seconds
    whole = sum(spent.values())
    lines = [f"| {name} | {seconds / whole:.0%} |" for name, seconds in spent.most_common(12)]
    return "\n".join(["| where the profiler finds a cold build of ours | share |", "|---|---|", *lines])


def module_of(file: str, function: str) -> str:
    """A module's name for a file of the profile: ours, a library's, or Python's own."""
    for marker, name in (("enlsp_site/", ""), ("site-packages/", ""), ("templates/", "templates/")):
        if marker in file:
            return f"`{name}{file.rpartition(marker)[2]}`" if marker != "site-packages/" else library(file)
    return f"`{function.strip('<>')}`" if file == "~" else "Python's library"


def library(file: str) -> str:
    """A library's name."""
    return file.rpartition("site-packages/")[2].partition("/")[0]


def keep(name: str, text: str) -> None:
    """Write a section of the page, in place of the one of that name."""
    began, ended = f"<!-- {name} -->", f"<!-- end of {name} -->"
    page = PAGE.read_text("utf-8")
    if began not in page:
        page = f"{page.rstrip()}\n\n{began}\n{ended}\n"
    before, _, rest = page.partition(began)
    _, _, after = rest.partition(ended)
    PAGE.write_text(f"{before}{began}\n{text}\n{ended}{after}", "utf-8")


if __name__ == "__main__":
    main()
