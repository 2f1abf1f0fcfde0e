"""Problems over a served page: the HTML that is put into it, escaped, without inline script or style."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from enlsp_site.diagnostics.problem import Problem, has_errors
from enlsp_site.diagnostics.terminal import Sources, counted, place, quoted, quotes_of
from enlsp_site.diagnostics.told import Quotes
from enlsp_site.storage.files import digest

STYLE = "/__enlsp__/overlay.css"
"""Where the server keeps the style of the overlay, beside the site's own addresses."""

FOLLOW = "/__enlsp__/follow.js"
"""Where it keeps the script that puts changed texts into pages."""

MOST = 50
"""How many problems are shown at once; the terminal has them all."""


def style() -> bytes:
    """The stylesheet of the overlay and of the bare page."""
    return Path(__file__).with_name("overlay.css").read_bytes()


def follow() -> bytes:
    """The script that puts changed texts into pages."""
    return Path(__file__).with_name("follow.js").read_bytes()


MEND = "/__enlsp__/mend"
"""Where a button asks for a mend that is certain."""


OPEN = "/__enlsp__/open"
"""Where the place of a problem asks for the editor."""


def name_of(problem: Problem) -> str:
    """What names a problem, and nothing else that may stand there later."""
    place, mend = problem.origin, problem.fix
    return digest(repr((place.file, place.line, place.column, problem.code, mend and (mend.old, mend.new))).encode())


def overlay_of(problems: list[Problem], texts: Sources, token: str = "", *, opens: bool = False) -> str:
    """All problems, to be laid over a page: where (from the site's folder), what, the source line with a caret,
    and the hint; where the mend is certain, a button that asks for it with the `token`. `texts` are the sources by
    name. Where it `opens` an editor, each place is a button that does so. It folds without a script; warnings alone
    come folded.
    """
    wrong, quotes = has_errors(problems), quotes_of(texts)
    words = "this page stays as it was until mended" if wrong else "published nevertheless, but not with --strict"
    shown = "".join(problem_item(problem, quotes, token, opens) for problem in problems[:MOST])
    more = f"<p>{len(problems) - MOST} more are told in the terminal.</p>\n" if len(problems) > MOST else ""
    return (
        f'<link rel="stylesheet" href="{STYLE}">\n'
        f'<aside class="enlsp-overlay{"" if wrong else " enlsp-mild"}" role="{"alert" if wrong else "status"}" '
        'aria-label="Problems of the site" lang="en" dir="ltr">\n'
        f"<details{' open' if wrong else ''}>\n<summary>{counted(problems)}: {words}</summary>\n"
        f"<ol>\n{shown}</ol>\n{more}</details>\n</aside>\n"
    )


def problem_item(problem: Problem, quotes: Quotes, token: str = "", opens: bool = False) -> str:
    """A problem as an item of a list; with a `token` and a button that asks for its mend, if that is certain, and one
    that `opens` it in an editor."""
    quote = quoted(problem.origin, quotes)
    further = "".join(
        f'<p class="enlsp-place">{escape(place(each.origin, str))}: {_words(each.message)}</p>\n'
        + (f"<pre>{escape(line)}</pre>\n" if (line := quoted(each.origin, quotes)) else "")
        for each in problem.related
    )
    return (
        f'<li class="enlsp-{problem.severity}">\n'
        + (_opener(problem, token) if token and opens else f'<p class="enlsp-place">{_place(problem)}</p>\n')
        + f'<p class="enlsp-message"><b>{problem.severity}:</b> {_words(problem.message)} '
        f"<small>[{escape(problem.code)}]</small></p>\n"
        + (f"<pre>{escape(quote)}</pre>\n" if quote else "")
        + further
        + (f'<p class="enlsp-hint"><b>hint:</b> {_words(problem.hint)}</p>\n' if problem.hint else "")
        + (_button(problem, token) if token and problem.fix else "")
        + "</li>\n"
    )


def _place(problem: Problem) -> str:
    return escape(place(problem.origin, str))


def _opener(problem: Problem, token: str) -> str:
    """The place of a problem as a button: one key on it opens the editor there."""
    return (
        f'<form class="enlsp-opener" method="post" action="{OPEN}"><input type="hidden" name="token" value="{token}">'
        f'<button class="enlsp-place" name="open" value="{name_of(problem)}" title="Open it in the editor">'
        f"{_place(problem)}</button></form>\n"
    )


def _button(problem: Problem, token: str) -> str:
    """A form that needs no script: what it asks for is done in the file, and the page comes again."""
    mend = problem.fix
    words = f"write `{mend.new}`" if mend and mend.new.strip() else f"delete `{mend.old if mend else ''}`"
    return (
        f'<form method="post" action="{MEND}"><input type="hidden" name="token" value="{token}">'
        f'<button name="mend" value="{name_of(problem)}">{_words(words)}</button></form>\n'
    )


def _words(text: str) -> str:
    """Escaped text, with what stands in `backticks` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def bare_page(words: str) -> bytes:
    """A page to show while there is none of the site."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(words)}</title>\n<link rel="stylesheet" href="{STYLE}">\n</head>\n'
        f'<body class="enlsp-bare">\n<h1>{escape(words)}</h1>\n</body>\n</html>\n'
    ).encode()


def into(page: bytes, addition: str) -> bytes:
    """A page with something put at the end of its body, in ASCII: it reads the same in any encoding of a page."""
    added = addition.encode("ascii", "xmlcharrefreplace")
    end = page.lower().rfind(b"</body")
    return page + added if end < 0 else page[:end] + added + page[end:]
