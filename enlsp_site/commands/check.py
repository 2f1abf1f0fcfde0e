"""The command `enlsp check`: its options, what it prints, and its exit code."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from enlsp_site.build.check import CheckResult, Suppression, check
from enlsp_site.commands.arguments import add_trust
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.problem import Problem, has_errors, strictly
from enlsp_site.diagnostics.told import visible
from enlsp_site.storage.files import reason_of
from enlsp_site.storage.progress import ProgressBar

if TYPE_CHECKING:
    from enlsp_site.checks.fixes import FixedFile

DONE, PROBLEMS, USAGE = 0, 1, 2
FORMS = ("text", "json", "github", "sarif")


def fill(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    """Add the options."""
    parser.add_argument(
        "--base-url", metavar="URL", default="", help="where it will be published (default: url of site.yaml)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument("--drafts", action="store_true", help="check drafts too")
    add_trust(parser)
    parser.add_argument("--only", type=_codes, metavar="CODES", help="these rules, with commas between their codes")
    parser.add_argument("--skip", type=_codes, metavar="CODES", help="all rules but these")
    parser.add_argument("--external", action="store_true", help="ask whether links to other sites are alive")
    parser.add_argument(
        "--conformance", action="store_true", help="have the Nu HTML checker look at all pages (needs Java)"
    )
    parser.add_argument("--fix", action="store_true", help="mend what is certain, and show it")
    parser.add_argument("--explain", metavar="CODE", type=_codes, help="print what a code means, and what to do")
    parser.add_argument("--rules", action="store_true", help="print what the rules are, as docs/checks.md")
    parser.add_argument(
        "--format",
        type=_form,
        default="text",
        metavar="FORM",
        help="how problems are told: text, json, github (workflow annotations) or sarif",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    parser.set_defaults(run=run)


def _form(text: str) -> str:
    if text not in FORMS:
        raise argparse.ArgumentTypeError(f"problems are told as text, json, github or sarif, not {text}")
    return text


def _codes(text: str) -> frozenset[str]:
    """Codes with commas between them; each must be one, since a rule that is misspelt finds nothing."""
    from enlsp_site.build.code_registry import CODES

    known = frozenset(CODES)
    found = frozenset(part.strip() for part in text.split(",") if part.strip())
    for code in sorted(found - known):
        from enlsp_site.diagnostics.suggest import did_you_mean, suggest

        meant = did_you_mean(suggest(code, sorted(known)), "docs/checks.md lists them")
        raise argparse.ArgumentTypeError(f"there is no rule `{code}`; {meant}")
    if not found:
        raise argparse.ArgumentTypeError("it takes codes of rules, with commas between them")
    return found


def run(chosen: argparse.Namespace, site_of: Callable[[str], Path], base_url: str) -> int:
    """Check the site, or print what is known of rules, for which there need be none. `site_of` finds the site's
    folder from how it was written. Returns the exit code: 1 if there is an error, or with `--strict` any problem."""
    if chosen.rules:
        from enlsp_site.build.code_pages import page
        from enlsp_site.build.code_registry import FAMILIES_OF_CODES

        print(page(FAMILIES_OF_CODES), end="")
        return DONE
    if chosen.explain:
        return _explain(chosen.explain)
    site = site_of(chosen.site)
    began = time.perf_counter()
    gc.disable()  # as a build does

    def wanted(code: str) -> bool:
        return (not chosen.only or code in chosen.only) and code not in (chosen.skip or ())

    if chosen.fix and not _fix(site, wanted):
        return PROBLEMS
    found = _checked(chosen, site, base_url)
    for _ in range(MOST if chosen.fix else 0):  # what is mended may let more be seen
        if not _fix_told(found, site, wanted):
            break
        found = _checked(chosen, site, base_url)
    told = [*found.problems, *(_nu(site) if chosen.conformance else ())]
    told = strictly(told) if chosen.strict else told
    told += _elsewhere(found, site) if chosen.external else []
    told = [problem for problem in told if wanted(problem.code)]
    off = [each for each in found.off if wanted(each.code)]
    _tell(told, off, found, chosen.format, site)
    if not chosen.quiet:
        _summarise(told, off, found, began)
    return PROBLEMS if has_errors(told) else DONE


MOST = 8
"""How often what was found is mended and looked at again."""


def _checked(chosen: argparse.Namespace, site: Path, base_url: str) -> CheckResult:
    try:
        progress, told = (None, None) if chosen.quiet else (ProgressBar.on(sys.stderr), _say)
        return check(site, base_url, chosen.drafts, progress, told, chosen.trust_templates)
    except ValueError:
        _refuse("SOURCE_DATE_EPOCH is no whole number of seconds: unset it")


def _explain(asked: frozenset[str]) -> int:
    """Print the pages of codes."""
    from enlsp_site.build.code_pages import explained
    from enlsp_site.build.code_registry import CODES

    print("\n".join(explained(code) for name, code in CODES.items() if name in asked), end="")
    return DONE


def _say(words: str) -> None:
    print(f"note: {words}", file=sys.stderr)


def _refuse(words: str) -> NoReturn:
    print(f"enlsp check: {words}", file=sys.stderr)
    raise SystemExit(USAGE)


def _elsewhere(found: CheckResult, site: Path) -> list[Problem]:
    """What is wrong with links to other sites. These are warnings even with `--strict`: what others do to their sites
    keeps nobody from publishing."""
    from enlsp_site.checks.external_links import ask

    return ask(found.addresses, site)


def _nu(site: Path) -> list[Problem]:
    """What the Nu HTML checker says of the pages."""
    from enlsp_site.build.check import conformance

    told = conformance(site)
    return told if isinstance(told, list) else _refuse(told)


def _fix(site: Path, wanted: Callable[[str], bool]) -> bool:
    """Mend what is certain in texts, and show it. Returns whether to go on."""
    from enlsp_site.checks.fixes import mended

    return _write(mended(site, wanted), site) is not None


def _fix_told(found: CheckResult, site: Path, wanted: Callable[[str], bool]) -> bool:
    """Mend those of the problems whose mend is certain, and show it. Returns whether anything was changed."""
    from enlsp_site.checks.fixes import fixed

    return bool(_write(fixed([each for each in found.problems if wanted(each.code)], found.texts), site))


def _write(found: list[FixedFile], site: Path) -> bool | None:
    """Show mended files and write them; on a terminal it is asked first. Returns whether they were written; None if
    they could not be."""
    from enlsp_site.checks.fixes import diff, write

    if not found:
        return False
    sys.stderr.write(diff(found, terminal.from_here(site)))
    if is_terminal(sys.stdin) and is_terminal(sys.stderr) and not os.environ.get("CI"):
        print(f"Change {_files(len(found))}? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            print("nothing was changed", file=sys.stderr)
            return False
    try:
        left = write(site, found)
    except OSError as fault:
        print(f"enlsp check: {fault.filename or site}: {reason_of(fault)}", file=sys.stderr)
        return None
    for name in left:
        print(f"{visible(name)} was saved meanwhile, and is left as it is: check again", file=sys.stderr)
    print(f"mended {_files(len(found) - len(left))}", file=sys.stderr)
    return len(left) < len(found)


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody sits at the other end."""
    return stream.isatty()


def _files(count: int) -> str:
    return f"{count} file{'s' * (count != 1)}"


def _tell(told: list[Problem], off: list[Suppression], found: CheckResult, form: str, site: Path) -> None:
    """Print the problems: JSON, SARIF and annotations are the output, text goes beside it."""
    show = terminal.from_here(site)
    if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if form == "json":
        sys.stdout.write(terminal.as_json(told, show))
    elif form == "github":
        sys.stdout.write(terminal.as_github(told, show))
    elif form == "sarif":
        from enlsp_site.build.code_registry import CODES
        from enlsp_site.diagnostics.sarif import as_sarif

        reasons = {name: code.why for name, code in CODES.items()}
        sys.stdout.write(as_sarif(told, [(each.reason, each.problems) for each in off], reasons, show))
    else:
        colour = terminal.wants_colour(sys.stderr.isatty())
        sys.stderr.write(terminal.as_text(told, found.texts, show, colour))


def _summarise(told: list[Problem], off: list[Suppression], found: CheckResult, began: float) -> None:
    """What is off and why, what is still to be announced, how much was looked at, and what came of it."""
    for each in off:
        count, place = len(each.problems), f" at {each.at}" if each.at else ""
        reason = each.reason or "no reason is given"
        print(f"off: {each.code}{place} ({count or 'nothing'} found): {reason}", file=sys.stderr)
    if found.announced:
        places = ", ".join(f"{file} ({count})" for file, count in found.announced.items())
        print(f"to be announced: {places}", file=sys.stderr)
    took = time.perf_counter() - began
    counts = terminal.counted(told) or "nothing is wrong"
    looked = f"{found.pages} pages" if found.pages else "no page, for site.yaml cannot be read"
    print(f"{counts}; looked at {looked} in {took:.2f} s", file=sys.stderr)
