"""The command `enlsp archive`: its options, and which of its ways is taken."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from enlsp_site.commands.arguments import base_url


def fill(parser: argparse.ArgumentParser, site_of: Callable[[str], Path]) -> None:
    """Add the options; `site_of` finds the site's folder from how it was written."""
    parser.add_argument("year", metavar="YEAR", help="the earlier edition, as in 2027")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--part", action="store_true", help="only give it copies of the files that it shares")
    ways.add_argument("--thaw", action="store_true", help="make it of its content again")
    ways.add_argument("--from", metavar="FOLDER-or-ZIP", dest="source", help="keep an old site of any generator")
    words = "take its files as they are now, after a change that is meant"
    ways.add_argument("--accept", action="store_true", help=words)
    parser.add_argument(
        "--base-url", metavar="URL", default="", help="where the site is published (default: url of site.yaml)"
    )
    parser.add_argument(
        "--was-at", metavar="URL", action="append", default=[], help="with --from: where that site was published"
    )
    parser.set_defaults(run=lambda chosen: run(chosen, site_of))


def run(chosen: argparse.Namespace, site_of: Callable[[str], Path]) -> int:
    """Make an archive of an earlier edition. Returns the exit code."""
    from enlsp_site.commands import freezing, parting

    site = site_of(chosen.site)
    if chosen.source:
        from enlsp_site.commands import adopting

        return adopting.adopt(site, chosen.year, Path(chosen.source), chosen.was_at)
    if chosen.part:
        return parting.run(site, chosen.year)
    if chosen.thaw:
        return freezing.thaw(site, chosen.year)
    if chosen.accept:
        return freezing.accept(site, chosen.year)
    return freezing.freeze(site, chosen.year, base_url(chosen.base_url))
