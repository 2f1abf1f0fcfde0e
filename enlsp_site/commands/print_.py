"""The command `enlsp print`: what is printed for the day itself, as PDFs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from enlsp_site.commands.arguments import base_url

if TYPE_CHECKING:
    from enlsp_site.diagnostics.problem import Problem
    from enlsp_site.model.edition import Edition, Workshop
    from enlsp_site.pages.print.badges import BadgeHolder
    from enlsp_site.pages.print.setting import Setter
    from enlsp_site.pages.print.typesetting import TypesetDocument

DONE, PROBLEMS, USAGE = 0, 1, 2
NAMES = ("programme", "doors", "boards", "abstracts", "badges")
"""What can be printed (`pages.print.documents`, and badges)."""


class PrintError(Exception):
    """There is nothing to print: what is wrong, and what to do."""


def fill(parser: argparse.ArgumentParser, site_of: Callable[[str], Path]) -> None:
    """Add the options; `site_of` finds the site's folder from how it was written."""
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"{', '.join(NAMES)} (default: all there is)")
    parser.add_argument("--edition", default="", metavar="YEAR", help="an earlier edition (default: the current one)")
    words = "a table of people for badges, with columns like name, affiliation, role (default: those on the site)"
    parser.add_argument("--names", metavar="FILE", help=words)
    parser.add_argument("--out", metavar="DIR", help="where to (default: print/ of the site)")
    parser.add_argument(
        "--base-url", metavar="URL", default="", help="where codes lead to (default: url of site.yaml)"
    )
    parser.set_defaults(run=lambda chosen: run(chosen, site_of))


def run(chosen: argparse.Namespace, site_of: Callable[[str], Path]) -> int:
    """Print an edition. Returns the exit code: 1 if nothing could be, 2 for wrong usage."""
    if wrong := _wrong_usage(chosen):
        print(f"enlsp print: {wrong}", file=sys.stderr)
        return USAGE
    site = site_of(chosen.site)
    from enlsp_site.commands.content_step import StepError, loaded
    from enlsp_site.storage.files import reason_of

    try:
        workshop, _ = loaded(site)
        edition = _edition(workshop, chosen.edition)
        problems = list(_printed(chosen, site, edition))
    except (PrintError, StepError) as refusal:
        print(f"enlsp print: {refusal}", file=sys.stderr)
        return PROBLEMS
    except OSError as fault:
        print(f"enlsp print: {reason_of(fault)}: {fault.filename}", file=sys.stderr)
        return PROBLEMS
    _tell(problems, site)
    if edition.kept_back:
        told = f"note: the papers of {edition.id} are not public yet; what is printed of them is yours to keep"
        print(told, file=sys.stderr)
    return DONE


def _wrong_usage(chosen: argparse.Namespace) -> str:
    """What is wrong with how the command was called; empty if nothing is."""
    for name in chosen.what:
        if name not in NAMES:
            from enlsp_site.diagnostics.suggest import did_you_mean, suggest

            others = f"there are {', '.join(NAMES)}"
            return f"there is no `{name}`; {did_you_mean(suggest(name, NAMES), others)}"
    from importlib.util import find_spec

    if missing := [name for name in ("typst", "segno") if find_spec(name) is None]:
        return f"{' and '.join(missing)} must be installed for that: pip install 'enlsp-site[print]'"
    return ""


def _edition(workshop: Workshop, year: str) -> Edition:
    known = {edition.id: edition for edition in workshop.editions}
    if year and year not in known:
        raise PrintError(f"there is no edition `{year}` made of content files; there is {', '.join(known)}")
    return known[year] if year else workshop.current


def _printed(chosen: argparse.Namespace, site: Path, edition: Edition) -> Iterator[Problem]:
    """Write the documents, and return what is wrong with them."""
    from enlsp_site.pages.print import documents, typesetting
    from enlsp_site.pages.print.setting import Setter

    font = edition.site.look.card_font
    families, paths = typesetting.fonts(site / font.source if font else None)
    setter = Setter(font.characters if font else ())
    out = Path(chosen.out) if chosen.out else site / "print"
    address = base_url(chosen.base_url) or edition.site.url
    made = 0
    for name, content in _contents(chosen, edition, setter, address):
        data = documents.framed(edition, setter, families, content)
        try:
            found = typesetting.typeset(name, data, paths)
        except typesetting.TypesettingError as refusal:
            raise PrintError(f"{name}: Typst refuses it: {refusal}") from refusal
        _write(out / f"{name}.pdf", found, site)
        made += 1
    if not made:
        raise PrintError("there is nothing to print yet: no programme, no papers, and nobody for a badge")
    yield from documents.lost_letters(setter)


def _contents(
    chosen: argparse.Namespace, edition: Edition, setter: Setter, address: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """What is set in each document that was asked for. Raises PrintError for one that would be empty."""
    from enlsp_site.pages.print import badges, documents

    for document in documents.DOCUMENTS:
        if chosen.what and document.name not in chosen.what:
            continue
        content = document.content(edition, setter, address)
        if content[document.held]:
            yield document.name, content
        elif chosen.what:
            raise PrintError(f"there is nothing to print in `{document.name}`: {document.empty}")
    if not chosen.what or badges.NAME in chosen.what:
        holders = _named(Path(chosen.names)) if chosen.names else badges.on_site(edition)
        if holders:
            yield badges.NAME, badges.badges(holders, setter)
        elif chosen.what:
            raise PrintError("there is nobody for a badge: name a table of people with --names")


def _named(file: Path) -> list[BadgeHolder]:
    """Who stands in a table of people: CSV, or a workbook of Excel. Raises PrintError."""
    from enlsp_site.importers.result import ImportResult
    from enlsp_site.importers.source import opened
    from enlsp_site.importers.tables_of_people import people_of
    from enlsp_site.pages.print.badges import BadgeHolder

    if not file.is_file():
        raise PrintError(f"there is no file {file}")
    result = ImportResult(opened(file))
    found = people_of(result)
    told = next((f"{each.message}; {each.hint}" for each in result.problems if each.severity == "error"), "")
    if told or not found:
        raise PrintError(f"{file} names nobody: {told or 'its first row names no column `name`'}")
    return [
        BadgeHolder(each["name"], ", ".join(each.get("affiliations", ())), each.get("role", "")) for each in found
    ]


def _write(path: Path, found: TypesetDocument, site: Path) -> None:
    from enlsp_site.storage import files
    from enlsp_site.storage.cache_folder import FOLDER
    from enlsp_site.storage.work import Work

    with Work(site):
        files.write(path, found.pdf, site / FOLDER)
    print(path)
    if found.plain:
        print(f"note: {path.name}: Typst refuses a formula, so all of them stand as words", file=sys.stderr)
    elif found.fault:
        print(f"note: {path.name} is tagged, but no PDF/UA-1: {found.fault}", file=sys.stderr)


def _tell(problems: list[Problem], site: Path) -> None:
    if problems:
        from enlsp_site.diagnostics import terminal

        colour = terminal.wants_colour(sys.stderr.isatty())
        sys.stderr.write(terminal.as_text(problems, {}, terminal.from_here(site), colour))
