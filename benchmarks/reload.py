"""How long it takes from a save to the reloaded page under `enlsp serve`, and what it costs to keep serving.

    python -m benchmarks.reload [--papers 0 1000] [--saves 20] [--edits 200]

A headless Chromium looks at the home page of the ENLSP site, with as many made-up papers as asked for. A time begins
with a save and ends when the browser has laid out the page that shows it, which the page says itself. Saved are
in turn a text in Markdown, which is put into the page that is open, and a date, for which the page is loaded again.
A burst saves 50 files at once, as `git checkout` does. Memory is what the server's process holds.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from benchmarks.papers import site_of

AIMS = (0.150, 0.250)
"""Seconds from a save to the page that shows it, for each of `SAVES`."""
SAVES = {"pages/overview.md": "{0}\n{1}.\n", "dates.yaml": "{0}  - {{name: {1}, date: 2025-12-01}}\n"}
"""What is saved: a file, and what becomes of its text. Only the second has the page loaded again."""
TELL = """document.addEventListener("DOMContentLoaded", () => {
  let told;
  const tell = () => {
    const words = document.body.innerText.match(/This is save \\d+/)?.[0];
    if (words && words !== told) console.log(`${words}: ${performance.timeOrigin + performance.now()}`);
    told = words;
  };
  tell();
  new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, characterData: true });
});"""
"""What a page does to say, with the time in milliseconds, which save it shows."""
MOST_BUILDS, MOST_MEMORY = 2, 20e6
PATIENCE = 30.0
PAUSE = 500.0
"""Milliseconds of quiet before a save, as organizers leave."""


class Served(NamedTuple):
    """A site that is served: its folder, the server's process, and where that writes what it tells."""

    site: Path
    process: subprocess.Popen[bytes]
    log: Path

    def told(self) -> str:
        """All that the server has told."""
        return self.log.read_text("utf-8")

    def builds(self) -> int:
        """How many builds it tells of."""
        return sum(line.endswith((" s", " s)")) for line in self.told().splitlines())

    def worked(self) -> float:
        """Seconds of processor time of its process (Linux), in hundredths as the system counts them."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes that its process holds (Linux)."""
        rows = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("VmRSS:"))


def main() -> None:
    """Print what was seen for each size."""
    parser = argparse.ArgumentParser(description="time `enlsp serve` from a save to the reloaded page")
    parser.add_argument("--papers", type=int, nargs="+", default=[0, 1000])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--edits", type=int, default=200)
    asked = parser.parse_args()
    heads = (
        *("papers", "from a text to the page, median (slowest)", "from a date to the page, loaded again"),
        *("the server's processor time for each", "builds after 50 saves", f"memory after {asked.edits} edits"),
    )
    print(f"| {' | '.join(heads)} |")
    print("|---|---|---|---|---|---|")
    for count in asked.papers:
        with TemporaryDirectory() as folder, served(site_of(Path(folder), count), Path(folder) / "log") as found:
            print(row(count, found, asked.saves, asked.edits), flush=True)


def row(count: int, found: Served, saves: int, edits: int) -> str:
    """One line of the table."""
    taken, worked = reloads(found, saves)
    builds = burst(found)
    grown = growth(found, edits)
    cells = [
        f"{count:,}",
        *[
            f"{median(each) * 1000:.0f} ms ({max(each) * 1000:.0f}){_missed(each, aim)}"
            for each, aim in zip(taken, AIMS, strict=True)
        ],
        ", ".join(f"{median(each) * 1000:.0f} ms" for each in worked),
        f"{builds}{'' if builds <= MOST_BUILDS else ' (**more than 2**)'}",
        f"{grown / 1e6:+.1f} MB{'' if grown <= MOST_MEMORY else ' (**more than 20**)'}",
    ]
    return f"| {' | '.join(cells)} |"


def _missed(taken: list[float], aim: float) -> str:
    return f": **missed** {aim * 1000:.0f} ms" if median(taken) > aim else ""


@contextmanager
def served(site: Path, log: Path) -> Iterator[Served]:
    """`enlsp serve`, once its first build is done."""
    command = [str(Path(sys.executable).with_name("enlsp")), "serve", "--site", str(site), "--port", str(free_port())]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as terminal:
        process = subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment)
    found = Served(site, process, log)
    try:
        until(lambda: "first build: " in found.told(), "the first build")
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


def reloads(found: Served, saves: int) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds from each save to the page that shows it, for each of `SAVES`; and what the server worked meanwhile."""
    taken: list[list[float]] = [[] for _ in SAVES]
    worked: list[list[float]] = [[] for _ in SAVES]
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(TELL)
        page.goto(found.told().partition("serving ")[2].partition(" ")[0])
        for number in range(saves):
            for kind, (name, form) in enumerate(SAVES.items()):
                words = f"This is save {len(SAVES) * number + kind}"
                seconds, work = reload(found, page, found.site / "content" / name, form, words)
                taken[kind].append(seconds)
                worked[kind].append(work)
        browser.close()
    return taken, worked


def reload(found: Served, page: Page, file: Path, form: str, words: str) -> tuple[float, float]:
    """Seconds from one save to the page that shows these words, and what the server worked until all was done. The
    file is put back afterwards."""
    written = file.read_text("utf-8")
    page.wait_for_timeout(PAUSE)
    with page.expect_console_message(lambda said: said.text.startswith(f"{words}: ")) as said:
        began, before = time.time(), found.worked()
        file.write_text(form.format(written, words), "utf-8")
    shown = float(said.value.text.rpartition(" ")[2]) / 1000
    page.wait_for_timeout(PAUSE)
    work, count = found.worked() - before, found.builds()
    file.write_text(written, "utf-8")
    until(lambda: found.builds() > count, "a build")
    return shown - began, work


def burst(found: Served) -> int:
    """How many builds 50 saves at once cause."""
    settled(found)
    before = found.builds()
    for number in range(50):
        page = found.site / "content" / "pages" / f"burst-{number}.md"
        page.write_text(f"---\ntitle: Burst {number}\n---\nText.\n", "utf-8")
    until(lambda: found.builds() > before, "a build")
    settled(found)
    return found.builds() - before


def growth(found: Served, edits: int) -> int:
    """By how many bytes the process has grown after so many edits in a row; the first ten warm it up."""
    text = found.site / "content" / "pages" / "overview.md"
    written = text.read_text("utf-8")
    before = 0
    for number in range(edits + 10):
        if number == 10:
            before = found.memory()
        count = found.builds()
        text.write_text(f"{written}\nThis is edit {number}.\n", "utf-8")
        until(lambda count=count: found.builds() > count, "a build")  # type: ignore[misc]
    return found.memory() - before


def settled(found: Served) -> None:
    """Wait until no build has been told of for some seconds."""
    until(lambda: found.builds() > 0, "a build")
    while True:
        count = found.builds()
        time.sleep(3)
        if found.builds() == count:
            return


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"waited {PATIENCE:.0f} s in vain for {what}")
        time.sleep(0.005)


if __name__ == "__main__":
    main()
