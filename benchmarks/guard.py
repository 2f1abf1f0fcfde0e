"""Work that a build must not do more of: counted, not timed, so that a busy machine changes nothing.

    python -m benchmarks.guard [--write] [--against REVISION]

For a cold build of 400 papers, one after an edit of an abstract and one of nothing new: how many of the site's files
are opened, how many papers are read and pages rendered, how many modules loaded. Clearly more of any than guard.json
says is a failure; `--write` writes what is counted now, for a change that is meant. Beside that the processor time of
these builds is told as a ratio to that of the last release (or of REVISION), in turns; only 1.25 times as much fails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.against import KINDS, in_turns, ratio, revision
from benchmarks.compare import edit, made_up
from benchmarks.rivals import REPOSITORY, lay_out_ours

KEPT = Path(__file__).with_name("guard.json")
PAPERS, ROUNDS, MOST = 400, 5, 1.25
COUNTING = """
import json, os, sys
counts = {"files opened": 0, "papers read": 0, "pages rendered": 0}
here = os.path.realpath(".")
LIBRARIES = {"PIL", "jinja2", "markdown", "markupsafe", "math_core", "msgspec", "nh3", "tornado", "yaml"}
def opened(event, given):
    if event == "open" and isinstance(given[0], str) and os.path.realpath(given[0]).startswith(here + "/content"):
        counts["files opened"] += 1
sys.addaudithook(opened)
def count(module, name, what):
    def wrapped(*given, before=getattr(module, name), **more):
        counts[what] += 1
        return before(*given, **more)
    setattr(module, name, wrapped)
def patched():
    from enlsp_site.build import render, workers
    from enlsp_site.content import papers
    workers.how_many = lambda parts: 1
    count(papers, "_paper", "papers read")
    count(render.Renderer, "make", "pages rendered")
leave, own = os._exit, os.getpid()
def told(code):
    if os.getpid() != own:
        leave(code)
    counts["modules of ours loaded"] = sum(name.startswith("enlsp_site") for name in sys.modules)
    counts["libraries loaded"] = len(LIBRARIES.intersection(sys.modules))
    sys.stdout.write(json.dumps(counts)); sys.stdout.flush()
    leave(code)
os._exit = told
sys.argv = ["enlsp", "build", "-q"]
from enlsp_site.commands import entry
if {whole}:
    patched()
entry.run()
"""
"""A build that counts. What is counted by wrapping functions loads their modules first, so modules are counted in a
run of their own."""

Counts = dict[str, dict[str, int]]


def main() -> None:
    """Count, compare with what is kept, and tell."""
    parser = argparse.ArgumentParser(description="count the work of a build")
    parser.add_argument("--write", action="store_true", help="keep what is counted now")
    parser.add_argument("--against", default="", help="the revision to compare times with (default: the last tag)")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        counted = count(Path(folder))
        if asked.write:
            KEPT.write_text(json.dumps(counted, indent=1) + "\n", "utf-8")
        wrong = more_than(json.loads(KEPT.read_text("utf-8")), counted)
        for kind, counts in counted.items():
            print(f"{kind}: " + ", ".join(f"{number} {what}" for what, number in counts.items()))
        wrong += slower(Path(folder), asked.against or last_release())
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(1 if wrong else 0)


def more_than(kept: Counts, counted: Counts) -> list[str]:
    """What there is more of than was kept, in sentences; a little more is none: a page or a module that was added."""
    return [
        f"{kind}: {number} {what}, where there were {kept[kind][what]}; if that is meant, --write keeps it"
        for kind, counts in counted.items()
        for what, number in counts.items()
        if number > kept[kind][what] + max(2, kept[kind][what] // 20)
    ]


def count(folder: Path) -> Counts:
    """The work of each kind of build."""
    found: Counts = {}
    for whole in (False, True):
        site = site_of(folder / f"site-{whole}")
        for kind in KINDS:
            if kind == "edited":
                edit(site, "abstract: Edited. ", "abstract: ", 1)
            time.sleep(0.06)  # the grain of the clock
            counts = counting(site, whole=whole)
            known = found.setdefault(kind, {})
            known |= {what: number for what, number in counts.items() if what.endswith("loaded") != whole}
    return found


def site_of(folder: Path) -> Path:
    """A site of some hundred papers."""
    lay_out_ours(folder, made_up(PAPERS))
    return folder


def counting(site: Path, *, whole: bool) -> dict[str, int]:
    """A build that counts, as a process."""
    code = COUNTING.replace("{whole}", str(whole))
    done = subprocess.run([sys.executable, "-c", code], cwd=site, check=True, capture_output=True, text=True)
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


def last_release() -> str:
    """The last tag, or nothing."""
    told = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


def slower(folder: Path, name: str) -> list[str]:
    """The ratios of processor times to those of a revision are told; those that are too high are returned."""
    if not name:
        print("there is no release to compare times with; --against names a revision")
        return []
    with revision(name, folder) as other:
        seen = in_turns(folder, other, PAPERS, ROUNDS)
    ratios = {kind: ratio(rounds, 1) for kind, rounds in seen.items()}
    for kind, found in ratios.items():
        print(f"{kind}: {found:.2f} of the processor time of {name}")
    return too_slow(ratios, name)


def too_slow(ratios: dict[str, float], name: str) -> list[str]:
    """The ratios that are too high, in sentences."""
    return [f"{kind}: {found:.2f} times as slow as {name}" for kind, found in ratios.items() if found > MOST]


if __name__ == "__main__":
    main()
