"""Arguments in; problems, progress and exit codes out.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from enlsp_site import __version__
from enlsp_site.commands.arguments import add_trust, form, new_folder, port
from enlsp_site.commands.ending import USAGE, ended

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from typing import NoReturn

PLAINER = (
    (r"^argument (\S+): expected one argument$", r"`\1` needs a value after it"),
    (r"^argument (\S+): not allowed with argument (\S+)$", r"`\2` and `\1` exclude each other"),
    (r"^argument (\S+): ignored explicit argument (.*)$", r"`\1` takes no value, but is given \2"),
    (r"^the following arguments are required: (.*)$", r"\1 is missing"),
    (r"^argument (\S+): ", r"`\1`: "),
)
"""What argparse says, and how it is said here."""


class SuggestingParser(argparse.ArgumentParser):
    """A parser that answers a mistyped command or option with what was probably meant."""

    columns: int | None = 80

    def format_help(self) -> str:
        """The help, as wide as the terminal."""
        self.columns = None
        return super().format_help()

    def _get_formatter(self) -> argparse.HelpFormatter:
        """What argparse asks for at every argument that is added: only for help must it measure the terminal."""
        return argparse.RawDescriptionHelpFormatter(self.prog, width=self.columns)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in a sentence, and leave with exit code 2."""
        for words, plainer in PLAINER:
            message = re.sub(words, plainer, message)
        self.exit(USAGE, f"{self.prog}: {message}\nSee `{self.prog} --help`.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command `enlsp`. Returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return ended(partial(_run, given))


def _run(given: list[str]) -> int:
    parser = _parser(given[0] if given else "")
    chosen, unknown = parser.parse_known_args(_with_known_command(parser, given))
    if unknown:
        _refuse(parser, chosen.command, unknown[0])
    if chosen.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    code: int = chosen.run(chosen)
    return code


def _parser(first: str) -> SuggestingParser:
    """The parser of a command line by its first word: if that is a command, the others are not needed, and making
    their parsers would take longer than a build of nothing new."""
    parser = SuggestingParser(
        prog="enlsp",
        description="The website of an academic workshop, from YAML and Markdown.",
        epilog="Start with `enlsp new my-workshop`, then `enlsp serve --site my-workshop`.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"enlsp-site {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog="enlsp")
    for name in [first] if first in COMMANDS else COMMANDS:
        in_short, description, fill = COMMANDS[name]
        fill(commands.add_parser(name, help=in_short, description=description, allow_abbrev=False))
    return parser


def _fill_build(build: SuggestingParser) -> None:
    _add_site(build)
    build.add_argument("--out", metavar="DIR", help="where to (default: public/ of the site)")
    build.add_argument(
        "--base-url", metavar="URL", default="", help="where it will be published (default: url of site.yaml)"
    )
    build.add_argument("--strict", action="store_true", help="warnings are errors")
    build.add_argument("--drafts", action="store_true", help="publish drafts too")
    build.add_argument("--clean", action="store_true", help="start from nothing; all that builds made goes")
    add_trust(build)
    build.add_argument(
        "--take-over", action="store_true", help="publish in a folder where another site was, and remove that"
    )
    build.add_argument(
        "--format",
        type=form,
        default="text",
        metavar="FORM",
        help="how problems are told: text, json, or github (workflow annotations)",
    )
    loudness = build.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    loudness.add_argument("-v", "--verbose", action="store_true", help="say for each file why it was made")
    build.set_defaults(run=_build)


def _fill_check(check: SuggestingParser) -> None:
    from enlsp_site.commands.check import fill, run

    _add_site(check)
    fill(check, lambda chosen: run(chosen, _site, _base_url(chosen.base_url)))


def _fill_serve(serve: SuggestingParser) -> None:
    _add_site(serve)
    serve.add_argument("--port", type=port, default=8000, help="where to listen (default: 8000)")
    serve.add_argument("--host", default="127.0.0.1", help="who can see it (default: 127.0.0.1, this machine only)")
    serve.add_argument("--open", action="store_true", help="open it in a browser")
    serve.add_argument("--drafts", action="store_true", help="show drafts too")
    serve.add_argument("--editor", default="", help="what opens problems (default: $VISUAL, or what is found)")
    help_ = "let others on the network change the site's files in their browsers, where --host shows it to them"
    serve.add_argument("--edit", action="store_true", help=help_)
    add_trust(serve)
    serve.set_defaults(run=_serve)


def _fill_new(new: SuggestingParser) -> None:
    new.add_argument("dir", metavar="DIR", type=new_folder, help="the folder to make")
    new.add_argument("--name", default="", help="the workshop's short name (default: the folder's)")
    new.add_argument("--title", default="", help="its full name")
    new.add_argument("--year", default="", help="the edition (default: this year)")
    new.add_argument("--host-conference", default="", metavar="NAME", help="the conference that hosts it")
    help_ = "the enlsp that the site's workflow installs, as pip names it (default: this one)"
    new.add_argument("--generator", default="", metavar="SPEC", help=help_)
    new.add_argument("--bare", action="store_true", help="without samples: no content but site.yaml")
    new.set_defaults(run=_new)


def _fill_import(own: SuggestingParser) -> None:
    from enlsp_site.commands.import_ import fill

    fill(own)


def _filled_by(module: str) -> Callable[[SuggestingParser], None]:
    """What adds the options of a command that has a module of its own, imported only for it."""

    def fill(parser: SuggestingParser) -> None:
        _add_site(parser)
        import_module(f"enlsp_site.commands.{module}").fill(parser, _site)

    return fill


def _fill_schema(schema: SuggestingParser) -> None:
    _add_site(schema)
    schema.add_argument("--out", metavar="DIR", help="where to (default: content/.schema/ of the site)")
    schema.set_defaults(run=_schema)


COMMANDS = {
    "build": (
        "make the site",
        "Make the site from content/ into public/. With an error in the content nothing is\n"
        "published: the last good site stays as it was.",
        _fill_build,
    ),
    "check": (
        "look for all that should not be published",
        "Make the site as a build does, without publishing it, and look at what was written, at every\n"
        "page that came of it, and at the files around it. docs/checks.md lists the rules.",
        _fill_check,
    ),
    "serve": (
        "show the site, and every edit at once",
        "Build the site, show it on this machine, and build and reload it at every save. A problem\n"
        "is shown in the browser until it is mended. Press Edit there, and what comes from content/\n"
        "can be changed in the page (docs/edit-what-you-see.md).",
        _fill_serve,
    ),
    "new": (
        "make a new site",
        "Make a small complete site in a folder: content with comments that teach the format, and\n"
        "the workflow that publishes it. Never writes over anything.",
        _fill_new,
    ),
    "next": (
        "begin the next edition",
        "Make an archive of this edition, in editions/, and begin the next one: what lasts stays, what\n"
        "does not is TBD. Every address of this edition goes on showing what it shows.",
        _filled_by("next_"),
    ),
    "archive": (
        "freeze an earlier edition",
        "Make a finished site of an earlier edition, in editions/<year>/public/, which no later theme or\n"
        "library changes. Every address stays, and its content is kept. docs/year.md has the rest.",
        _filled_by("archive_"),
    ),
    "import": (
        "bring an old site, or a list, into content files",
        "Make content files of what there is already: last year's site, a review system's export, a\n"
        "program, a spreadsheet. Run again it takes over what has changed there, and keeps your edits.",
        _fill_import,
    ),
    "print": (
        "make what is printed: programme, signs, badges, abstracts",
        "Make PDFs of the programme, of signs for doors and poster boards, of name badges, and of a book\n"
        "of abstracts. Needs `pip install 'enlsp-site[print]'`; docs/on-the-day.md has the rest.",
        _filled_by("print_"),
    ),
    "schema": (
        "write the JSON Schemas that editors check content with",
        "Write the JSON Schemas of the content files. The first line of each file that `enlsp new`\n"
        "writes names its schema, so that editors complete and check while you type.",
        _fill_schema,
    ),
}
"""Each command by name: what it does in short and at length, and what adds its options."""


def _add_site(parser: SuggestingParser) -> None:
    parser.add_argument("--site", metavar="DIR", default=".", help="the site's folder, which holds content/")


def _with_known_command(parser: SuggestingParser, given: list[str]) -> list[str]:
    """The arguments, unless their command is not one: that is answered with the closest."""
    known = _choices(parser)
    if given and given[0].startswith("-") and given[0] not in parser._option_string_actions:
        _refuse(parser, next((word for word in given if word in known), None), given[0])
    command = next((word for word in given if not word.startswith("-")), None)
    if command is None or command in known:
        return given
    return parser.error(f"there is no command `{command}`{_meant(command, list(known))}")


def _choices(parser: SuggestingParser) -> dict[str, SuggestingParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _refuse(parser: SuggestingParser, command: str | None, word: str) -> NoReturn:
    """Answer an option or argument that the command does not know."""
    own = _choices(parser)[command] if command else parser
    if word.startswith("-"):
        if command and word.partition("=")[0] in own._option_string_actions:
            parser.error(f"`{word}` belongs after the command: `enlsp {command} {word}`")
        options = [option for action in own._actions for option in action.option_strings]
        own.error(f"there is no option `{word}`{_meant(word.partition('=')[0], options)}")
    own.error(f"`{word}` is one argument too many")


def _meant(word: str, known: list[str]) -> str:
    from enlsp_site.diagnostics.suggest import did_you_mean, suggest

    meant = did_you_mean(suggest(word, known) if len(word) > 2 else "")
    return f"; {meant}" if meant else ""


def _build(chosen: argparse.Namespace) -> int:
    from enlsp_site.build.context import BuildOptions
    from enlsp_site.commands.build import run

    began = time.perf_counter()
    site = _site(chosen.site)
    options = BuildOptions(
        site=site,
        out=Path(chosen.out) if chosen.out else site / "public",
        base_url=_base_url(chosen.base_url),
        strict=chosen.strict,
        drafts=chosen.drafts,
        clean=chosen.clean,
        take_over=chosen.take_over,
        trust_templates=chosen.trust_templates,
        remember=not chosen.drafts,
    )
    return run(options, chosen.format, began, chosen.quiet, chosen.verbose)


def _site(written: str) -> Path:
    from enlsp_site.commands.arguments import site_folder

    return site_folder(written)


def _base_url(written: str) -> str:
    from enlsp_site.commands.arguments import base_url

    return base_url(written)


def _serve(chosen: argparse.Namespace) -> int:
    from enlsp_site.commands.serve.rebuild import ServeChoices, serve

    more = ServeChoices(chosen.trust_templates, chosen.editor, chosen.edit)
    asked = {"open_browser": chosen.open, "drafts": chosen.drafts, "chosen": more}
    return serve(_site(chosen.site), chosen.host, chosen.port, **asked)


def _new(chosen: argparse.Namespace) -> int:
    from enlsp_site.commands.new import NewSite, new

    return new(chosen.dir, NewSite(**{name: getattr(chosen, name) for name in NewSite._fields}))


def _schema(chosen: argparse.Namespace) -> int:
    from enlsp_site.content.json_schema import update

    return update(Path(chosen.out) if chosen.out else _site(chosen.site) / "content" / ".schema")
