"""How long `enlsp check` takes as a whole process: beside a build of the ENLSP site, and over a thousand pages.

    python -m benchmarks.check [--rounds 7] [--papers 1000]

A cold check makes the site as a cold build does, so what checking adds is the ratio of the two, run one after the
other. The thousand pages are those of made-up papers; warm means that the last check's cache is there, with nothing
changed since, or with one file edited.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.papers import site_of
from benchmarks.startup import copy_site

ADDED, WARM = 1.30, 1.0
"""What is aimed at: the ratio of a cold check to a cold build, and seconds for a thousand pages with a warm cache."""


def main() -> None:
    """Print what was measured, and whether the aims are met."""
    parser = argparse.ArgumentParser(description="time checks as whole processes")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--papers", type=int, default=1000)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        pairs = cold(copy_site(Path(folder) / "site"), asked.rounds)
        site = site_of(Path(folder), asked.papers)
        first, pages = timed("check", site), pages_of(site)
        warm, edited = many(site, asked.rounds)
    ratio = median(check / build for build, check in pairs)
    builds, checks = (median(each) for each in zip(*pairs, strict=True))
    print(
        f"cold build {builds * 1000:.0f} ms, cold check {checks * 1000:.0f} ms, ratio {ratio:.2f}",
        verdict(ratio, ADDED),
    )
    print(f"{pages:,} pages, cold: {first:.2f} s")
    print(f"{pages:,} pages, nothing changed: {median(warm):.2f} s", verdict(median(warm), WARM))
    print(f"{pages:,} pages, one file edited: {median(edited):.2f} s")


def verdict(found: float, aim: float) -> str:
    """Whether an aim is met, in words."""
    return f"(aim {aim:.2f}: {'met' if found <= aim else 'missed'})"


def cold(site: Path, rounds: int) -> list[tuple[float, float]]:
    """Seconds of a build and of a check, both without a cache, round by round; the first round is not counted."""
    pairs = []
    for _ in range(rounds + 1):
        pair = []
        for command in ("build", "check"):
            for name in (".enlsp", "public"):
                shutil.rmtree(site / name, ignore_errors=True)
            pair.append(timed(command, site))
        pairs.append((pair[0], pair[1]))
    return pairs[1:]


def many(site: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of checks of a site that was checked before: with nothing changed, and with its dates edited."""
    dates = site / "content" / "dates.yaml"
    written = dates.read_text(encoding="utf-8")
    warm, edited = [], []
    for number in range(rounds):
        time.sleep(0.1)  # older than the grain of the clock
        warm.append(timed("check", site))
        dates.write_text(written.replace("2025-08-22", f"2025-08-{number % 20 + 1:02}"), encoding="utf-8")
        edited.append(timed("check", site))
    return warm, edited


def pages_of(site: Path) -> int:
    """How many pages a checked site has."""
    return sum(1 for _ in (site / ".enlsp" / "checked").rglob("*.html"))


def timed(command: str, site: Path) -> float:
    """Seconds of a whole process of `enlsp`. A check that finds something has the exit code 1."""
    begun = time.perf_counter()
    code = "from enlsp_site.commands.entry import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", code, command, "--quiet", "--site", str(site)], capture_output=True, check=False
    )
    taken = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return taken


if __name__ == "__main__":
    main()
