"""Lighthouse on a page: its four scores, and which of its audits a page fails.

It comes with `npm ci --prefix benchmarks/tools`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

NODE_MODULES = Path(__file__).parent / "tools" / "node_modules"
LIGHTHOUSE = NODE_MODULES / ".bin" / "lighthouse"
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
"""Lighthouse's names for what it scores, and ours."""
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
NOTABLE = 0.9
"""Lighthouse itself shows a hint below this score as something to look at."""


class Audit(NamedTuple):
    """An audit that a page fails."""

    category: str
    name: str
    title: str
    counts: bool
    """Whether it takes anything from the score; others are hints."""


class Scores(NamedTuple):
    """What Lighthouse says of a page on a device: scores of 100, times in milliseconds on the network that it makes
    believe (for a phone a slow 4G), the sum of layout shifts."""

    scores: dict[str, int]
    largest_paint: int
    blocked: int
    shift: float
    audits: tuple[Audit, ...]


def version() -> str:
    """The version of Lighthouse."""
    return str(json.loads((NODE_MODULES / "lighthouse" / "package.json").read_text("utf-8"))["version"])


def measure(url: str, device: str, chromium: str, runs: int) -> Scores:
    """Run Lighthouse on a page as often as told; all that depends on time is the median of the runs."""
    with TemporaryDirectory() as folder:
        whole = _run(url, device, chromium, Path(folder), [])
        again = ["--only-categories=performance"]
        all_runs = [whole, *(_run(url, device, chromium, Path(folder), again) for _ in range(runs - 1))]
    scores = {name: _percent(whole["categories"][name]["score"]) for name in CATEGORIES}
    scores["performance"] = round(median(_percent(each["categories"]["performance"]["score"]) for each in all_runs))
    return Scores(
        scores,
        round(median(_number(each, "largest-contentful-paint") for each in all_runs)),
        round(median(_number(each, "total-blocking-time") for each in all_runs)),
        round(median(_number(each, "cumulative-layout-shift") for each in all_runs), 4),
        _failed(whole),
    )


def _run(url: str, device: str, chromium: str, folder: Path, options: list[str]) -> dict[str, Any]:
    """The report of one run."""
    file = folder / "report.json"
    command = [str(LIGHTHOUSE), url, "--output=json", f"--output-path={file}", f"--chrome-flags={CHROME_FLAGS}"]
    command += ["--quiet", "--no-enable-error-reporting", *PRESETS[device], *options]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    if "runtimeError" in report:
        raise SystemExit(f"Lighthouse could not look at {url}: {report['runtimeError']['message']}")
    return report


def _percent(score: float | None) -> int:
    """A score of 100; what could not be scored has 0."""
    return round((score or 0) * 100)


def _number(report: dict[str, Any], audit: str) -> float:
    return float(report["audits"][audit]["numericValue"])


def _failed(report: dict[str, Any]) -> tuple[Audit, ...]:
    """The audits that are not passed: those that count, and hints that Lighthouse would show."""
    found = []
    for name, title in CATEGORIES.items():
        for reference in report["categories"][name]["auditRefs"]:
            audit, counts = report["audits"][reference["id"]], reference["weight"] > 0
            if audit["score"] is not None and audit["score"] < (1 if counts else NOTABLE):
                found.append(Audit(title, reference["id"], audit["title"], counts))
    return tuple(found)
