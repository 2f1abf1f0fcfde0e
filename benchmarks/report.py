"""The page that tells how good the pages are: figures, the aim beside each, and whether it is met."""

from __future__ import annotations

from textwrap import fill
from typing import NamedTuple

from benchmarks.checkers import Fault
from benchmarks.lighthouse import CATEGORIES, Audit, Scores
from benchmarks.visits import Visit

KB = 1000
FAULTS_SHOWN = 20
WHAT = """\
`make quality` (`python -m benchmarks.page`) measures the pages of ENLSP 2025 in a headless browser and writes this
page; nothing in it is written by hand."""


class Measured(NamedTuple):
    """Everything that was measured. Sizes are in bytes; `packed` is gzipped."""

    date: str
    tools: dict[str, str]
    """Versions by name."""
    machine: str
    host: str
    """The address of the server: what is asked of another is asked of a third party."""
    pages: int
    photos: int
    papers: int
    plain_home: Visit
    full_home: Visit
    styles: int
    styles_packed: int
    scripts_packed: int
    scores: dict[tuple[str, str], Scores]
    """By page and device."""
    shifts: dict[tuple[str, str], float]
    axe: list[Fault]
    ibm: list[Fault]
    vnu: list[Fault]
    html_validate: list[Fault]
    vnu_behind: int
    """Further errors, in what the checker does not know yet."""


class Row(NamedTuple):
    """A figure, as it is shown, with its aim."""

    what: str
    figure: str
    aim: str
    met: bool | None

    def __str__(self) -> str:
        verdict = {True: "met", False: "**missed**", None: ""}[self.met]
        return f"| {self.what} | {self.figure} | {self.aim} | {verdict} |"


def written(measured: Measured) -> str:
    """The page in Markdown."""
    rows = [*weight(measured), *soundness(measured)]
    parts = [
        opening(measured, rows),
        f"## Weight and soundness\n\n{table(('what', 'found', 'aim', ''), [str(row) for row in rows])}",
        lighthouse(measured),
        failures(measured),
        faults("axe", measured.axe),
        faults("IBM's engine", measured.ibm),
        faults("The Nu HTML checker", measured.vnu),
        faults("html-validate", measured.html_validate),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def opening(measured: Measured, rows: list[Row]) -> str:
    """What this is, of when, and how it stands as a whole."""
    missed = [f"- {row.what}: {row.figure}" for row in rows if row.met is False]
    missed += [f"- {each}" for each in missed_scores(measured)]
    aims = len([row for row in rows if row.met is not None]) + len(measured.scores) * len(CATEGORIES)
    verdict = (
        f"**{aims - len(missed)} of {aims} aims are met.** Missed:" if missed else f"**All {aims} aims are met.**"
    )
    parts = ["# How good the pages are", paragraph(WHAT), paragraph(circumstances(measured)), verdict]
    return "\n\n".join([*parts, "\n".join(missed)] if missed else parts)


def circumstances(measured: Measured) -> str:
    """When, with what and on what was measured."""
    tools = ", ".join(f"{name} {version}" for name, version in measured.tools.items())
    photos = "no photos, for want of them on this machine"
    if measured.photos:
        photos = f"photos of {measured.photos} people, which are not the repository's to give"
    papers = f"{measured.papers} papers that the measurement makes up" if measured.papers else "its own papers"
    return (
        f"Measured on {measured.date} with {tools}; {measured.machine}. A server on the same machine sent the pages "
        "as GitHub Pages does: under a prefix, text packed with gzip, to be kept for ten minutes. The plain site is "
        f"what the repository's content makes; the full site has besides {photos}, and {papers}. KB are thousands of "
        "bytes."
    )


def paragraph(text: str) -> str:
    """Text in lines as long as those of the other documents."""
    return fill(text, 118, break_long_words=False, break_on_hyphens=False)


def weight(measured: Measured) -> list[Row]:
    """What pages cost to load."""
    plain, full = measured.plain_home, measured.full_home
    elsewhere = len(plain.elsewhere(measured.host)) + len(full.elsewhere(measured.host))
    photos = f"home of the full site at 1280 px, with {measured.photos} photos, scrolled to its end"
    rows = [
        at_most("home of the plain site, over the wire", plain.size / KB, 60, "KB", 1),
        at_most("home of the plain site, requests", len(plain.requests), 8),
        at_most(f"{photos}, over the wire", full.size / KB, 400, "KB", 1) if measured.photos else None,
        Row("home of the full site, requests", str(len(full.requests)), "", None) if measured.photos else None,
        at_most("requests to third parties", elsewhere, 0),
        at_most(
            "the theme's scripts, packed, but for those that few pages have",
            measured.scripts_packed / KB,
            12,
            "KB",
            1,
        ),
        Row("the theme's styles", f"{measured.styles / KB:.1f} KB", "", None),
        Row("the theme's styles, packed", f"{measured.styles_packed / KB:.1f} KB", "", None),
    ]
    return [row for row in rows if row]


def soundness(measured: Measured) -> list[Row]:
    """What checkers find, whether anything moves while a page loads, and how long one waits for it."""
    (page, device), shift = max(measured.shifts.items(), key=lambda each: each[1])
    looked = f"{measured.pages} pages, phone and desktop, light and dark"
    slowest = max(found.largest_paint for found in measured.scores.values())
    return [
        at_most(f"axe, violations on {looked}", len(measured.axe), 0),
        at_most("IBM's engine, violations on the same", len(measured.ibm), 0),
        at_most("Nu HTML checker, errors in both sites' HTML, CSS and SVG", len(measured.vnu), 0),
        at_most("html-validate, findings in both sites' pages", len(measured.html_validate), 0),
        Row(
            "… where the Nu HTML checker is behind (container queries, MathML Core)",
            str(measured.vnu_behind),
            "",
            None,
        ),
        at_most(f"layout shift from opening a page to its end, the largest ({page}, {device})", shift, 0, "", 3),
        at_most("largest contentful paint, the slowest that Lighthouse sees", slowest / 1000, 2.5, "s", 1),
    ]


def at_most(what: str, found: float, aim: float, unit: str = "", digits: int = 0) -> Row:
    """A figure that has a limit. It is judged as exactly as it was found, not as it is shown."""
    figure = f"{found:.{digits}f} {unit}".rstrip()
    return Row(what, figure, f"at most {aim} {unit}".rstrip() if aim else "0", found <= aim)


def missed_scores(measured: Measured) -> list[str]:
    """The scores of Lighthouse below 100."""
    return [
        f"{page} on a {device}: {CATEGORIES[name]} {score}"
        for (page, device), scores in measured.scores.items()
        for name, score in scores.scores.items()
        if score < 100
    ]


def lighthouse(measured: Measured) -> str:
    """The scores of Lighthouse by page and device."""
    lines = []
    for (page, device), found in measured.scores.items():
        scores = " | ".join(str(score) if score == 100 else f"**{score}**" for score in found.scores.values())
        times = f"{found.largest_paint / 1000:.1f} s | {found.blocked} ms | {found.shift:.3f}"
        lines.append(f"| {page} | {device} | {scores} | {times} |")
    heads = ("page", "device", *CATEGORIES.values(), "largest paint", "blocked", "shift")
    return f"""\
## Lighthouse

The full site; the aim of every score is 100. What depends on time is the median of several runs. Times are those of
the network and processor that Lighthouse makes believe: for a phone a slow 4G and a processor four times slower than
this one, which other work makes slower still.

{table(heads, lines)}"""


def failures(measured: Measured) -> str:
    """Which audits take something from a score, and which are hints, each with the pages that it is about."""
    about: dict[Audit, list[str]] = {}
    for (page, device), found in measured.scores.items():
        for audit in found.audits:
            about.setdefault(audit, []).append(f"{page} ({device})")
    counts = {True: "yes", False: "no"}
    lines = [
        f"| {audit.category} | {audit.title} (`{audit.name}`) | {counts[audit.counts]} | {where(pages, measured)} |"
        for audit, pages in sorted(about.items(), key=lambda each: (not each[0].counts, each[0]))
    ]
    if not lines:
        return "No audit fails, and there is no hint."
    return f"""\
What Lighthouse finds fault with; what does not count in a score is a hint.

{table(("category", "audit", "counts", "pages"), lines)}"""


def where(pages: list[str], measured: Measured) -> str:
    """The pages that an audit is about."""
    return "all" if len(pages) == len(measured.scores) else ", ".join(pages)


def faults(checker: str, found: list[Fault]) -> str:
    """The first faults that a checker found; nothing for none."""
    if not found:
        return ""
    lines = [f"- `{fault.path}` {fault.where}: {fault.words}" for fault in found[:FAULTS_SHOWN]]
    more = [f"- … and {len(found) - FAULTS_SHOWN} more"] if len(found) > FAULTS_SHOWN else []
    return "\n".join([f"## {checker} finds", "", *lines, *more])


def table(heads: tuple[str, ...], lines: list[str]) -> str:
    """A table of lines that are rows already."""
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines])
