"""The command `enlsp archive`: its options, and which of its ways is taken."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def fill(parser: argparse.ArgumentParser, site_of: Callable[[str], Path]) -> None:
    """Add the options; `site_of` finds the site's folder from how it was written."""
    parser.add_argument("year", metavar="YEAR", help="the earlier edition, as in 2027")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--part", action="store_true", help="only give it copies of the files that it shares")
    parser.set_defaults(run=lambda chosen: run(chosen, site_of))


def run(chosen: argparse.Namespace, site_of: Callable[[str], Path]) -> int:
    """Make an archive of an earlier edition. Returns the exit code."""
    from enlsp_site.commands import parting

    site = site_of(chosen.site)
    return parting.run(site, chosen.year)
