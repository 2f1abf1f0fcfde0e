"""What several commands are given: a site's folder, and an address. What cannot be ends them with exit code 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from enlsp_site.commands.ending import USAGE

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from argparse import ArgumentParser


def site_folder(written: str) -> Path:
    """The site's folder. One that is not there, or is no site, is wrong usage."""
    site = Path(written)
    if not (site / "content").is_dir() and (site / ".enlsp/next/plan").is_file():  # `enlsp next` was stopped
        from enlsp_site.storage.work import Work

        with Work(site) as work:
            if work.fault:
                print(
                    f"enlsp: what was interrupted can be neither finished nor taken back: {work.fault}",
                    file=sys.stderr,
                )
                raise SystemExit(USAGE)
    if (site / "content").is_dir():
        return site
    where = "this folder" if site == Path() else f"`{written}`"
    wrong = f"{where} is not a site: it has no content/ folder"
    hint = "`enlsp new DIR` makes a site; --site says where one is"
    if not site.exists():
        wrong = f"there is no folder {where}"
    elif (site / "site.yaml").is_file():
        hint = f"name the folder above it: --site {os.path.relpath(site / os.pardir)}"
    print(f"enlsp: {wrong}\n{hint}", file=sys.stderr)
    raise SystemExit(USAGE)


def add_trust(parser: ArgumentParser) -> None:
    """Add the option of commands that run a site's own templates (docs/templates.md)."""
    words = "let the site's own templates do all that Python can"
    parser.add_argument("--trust-templates", action="store_true", help=words)


def base_url(written: str) -> str:
    """The address where the site will be published; an empty text where none is given. One that cannot be is wrong
    usage (SystemExit, with status 2)."""
    if not written:
        return ""
    from enlsp_site.model.urls import base_fault

    if not written.startswith(("http://", "https://")):
        print(f"enlsp: --base-url is a whole address, not `{written}`: write https://…", file=sys.stderr)
        raise SystemExit(USAGE)
    if wrong := base_fault(written):
        message = f"enlsp: --base-url `{written}` {wrong}: write it like https://example.org/workshop/"
        print(message, file=sys.stderr)
        raise SystemExit(USAGE)
    return written


def new_folder(text: str) -> Path:
    """The folder that is to be made."""
    if not text.strip():
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("it names the folder to make, as in `enlsp new my-workshop`")
    return Path(text)


def port(text: str) -> int:
    """Read the number of a port, 1 to 65535, as argparse wants it."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"a port is a number from 1 to 65535, not {text}")
    return int(text)


FORMS = ("text", "json", "github")


def form(text: str) -> str:
    """How a build tells its problems."""
    if text not in FORMS:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"problems are told as text, json or github, not {text}")
    return text
