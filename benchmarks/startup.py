"""How long a build of the ENLSP site takes as a whole process, as ratios to importing its three libraries.

    python -m benchmarks.startup [--rounds 15]

Machines are noisy, so nothing is timed alone: in each round the yardstick, `python -c "import jinja2, yaml,
markdown"`, and the three builds run one after the other, and the medians of the rounds' ratios are printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parent.parent
AIMS = {"cold": 1.6, "edited": 1.0, "unchanged": 0.3}
YARDSTICK = [sys.executable, "-c", "import jinja2, yaml, markdown"]


def main() -> None:
    """Print the table of medians and ratios."""
    parser = argparse.ArgumentParser(description="time builds of the ENLSP site as whole processes")
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as folder:
        site = copy_site(Path(folder) / "site")
        table = measure(site, rounds)
    print(f"yardstick (import jinja2, yaml, markdown): {median(table['yardstick']) * 1000:.0f} ms")
    for name, aim in AIMS.items():
        ratios = [taken / unit for taken, unit in zip(table[name], table["yardstick"], strict=True)]
        verdict = "met" if median(ratios) <= aim else "missed"
        print(
            f"{name:10} {median(table[name]) * 1000:5.0f} ms  ratio {median(ratios):.2f}"
            f" ({min(ratios):.2f}–{max(ratios):.2f})  aim {aim}: {verdict}"
        )


def copy_site(site: Path) -> Path:
    """The ENLSP site alone, as an organizer has it: its content, the theme from where it is installed."""
    shutil.copytree(REPOSITORY / "content", site / "content")
    return site


def measure(site: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of each kind of run, round by round; the first round warms up and is not counted."""
    dates = site / "content" / "dates.yaml"
    written = dates.read_text(encoding="utf-8")
    table: dict[str, list[float]] = {"yardstick": [], "cold": [], "edited": [], "unchanged": []}
    for number in range(rounds + 1):
        shutil.rmtree(site / ".enlsp", ignore_errors=True)
        shutil.rmtree(site / "public", ignore_errors=True)
        dates.write_text(written, encoding="utf-8")
        taken = {"yardstick": timed(YARDSTICK), "cold": build(site)}
        dates.write_text(f"{written}\n# edit {number}\n".replace("2025-08-22", f"2025-08-{number % 20 + 1:02}"))
        taken["edited"] = build(site)
        time.sleep(0.06)  # let the edit grow older than the grain of the clock, as edits do
        build(site)
        taken["unchanged"] = build(site)
        if number:
            for name, seconds in taken.items():
                table[name].append(seconds)
    return table


def build(site: Path) -> float:
    """Seconds of `enlsp build` in the site's folder, which must succeed."""
    enlsp = Path(sys.executable).with_name("enlsp")
    return timed([str(enlsp), "build", "-q"], site)


def timed(command: list[str], folder: Path = REPOSITORY) -> float:
    """Seconds that a command takes as a process, with bytecode kept as an installed program has it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(command, check=True, env=environment, cwd=folder)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
