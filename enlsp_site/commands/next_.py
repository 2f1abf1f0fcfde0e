"""The command `enlsp next`: its options, and which of its ways is taken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

USAGE = 2


def fill(parser: argparse.ArgumentParser, site_of: Callable[[str], Path]) -> None:
    """Add the options; `site_of` finds the site's folder from how it was written."""
    parser.add_argument("year", nargs="?", metavar="YEAR", help="the next edition, as in 2027")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    parser.add_argument("--undo", action="store_true", help="take the last one back, until it is published")
    parser.set_defaults(run=lambda chosen: run(chosen, site_of))


def run(chosen: argparse.Namespace, site_of: Callable[[str], Path]) -> int:
    """Begin the next edition, or take that back. Returns the exit code."""
    from enlsp_site.commands import next_edition

    if chosen.undo == bool(chosen.year):
        print("enlsp next: name the next edition, as in `enlsp next 2027`; or --undo, and no year", file=sys.stderr)
        return USAGE
    site = site_of(chosen.site)
    if chosen.undo:
        return next_edition.undo(site)
    return next_edition.run(site, chosen.year, dry_run=chosen.dry_run)
