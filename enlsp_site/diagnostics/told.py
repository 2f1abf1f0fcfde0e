"""Problems as plain data with the lines that they quote, and as text: file, line, column, message, source line, hint.

A build keeps in this form what it told, so that one of nothing new says it again without opening a source: nothing is
imported here that such a build does not need, no library above all.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.diagnostics.problem import Problem

    Show = Callable[[str], str]
    """How a file of the site is called from where the user stands."""

COLOURS = {
    "error": "\033[31;1m",
    "warning": "\033[33;1m",
    "dim": "\033[2m",
    "bold": "\033[1m",
    "off": "\033[0m",
}
PLAIN = dict.fromkeys(COLOURS, "")
WIDTH = 96
"""How wide a quoted line is at most, in characters."""

Quote = tuple[str, int]
"""A source line as it is shown, and how many columns a caret below it stands from its beginning."""
Further = tuple[str, int, int, str, Quote | None]
"""A further place: file, line, column, what is there, and the line that it quotes, if any."""
Told = tuple[str, int, int, str, str, str, str, Quote | None, list[Further], tuple[str, str, int] | None]
"""A problem: file, line, column, severity, code, message, hint, the line that it quotes, if any, further places, and
the mend as in `problem.Fix`, if it is certain."""


class Quotes:
    """The source lines that problems quote: from the `texts` of files by name, each of which is split once; or, for
    problems told before, as they were quoted then (`known`, by file, line and column)."""

    def __init__(
        self, texts: Mapping[str, bytes] | None = None, known: Mapping[tuple[str, int, int], Quote] | None = None
    ) -> None:
        self._texts = texts or {}
        self._known = known or {}
        self._lines: dict[str, list[str]] = {}

    def of(self, file: str, line: int, column: int) -> Quote | None:
        """What is quoted from a place; None where there is nothing to quote."""
        if not line:
            return None
        if found := self._known.get((file, line, column)):
            return found
        if file not in self._lines:
            self._lines[file] = _lines(self._texts.get(file, b""))
        lines = self._lines[file]
        return (
            _cut(lines[line - 1], max(column, 1) - 1) if 0 < line <= len(lines) and lines[line - 1].strip() else None
        )


def plain(problem: Problem, quotes: Quotes) -> Told:
    """A problem as plain data; `problem.from_row` makes it one again."""
    spot, fix = _spot(problem.origin), problem.fix
    further = [
        (*there, each.message, quotes.of(*there)) for each in problem.related for there in (_spot(each.origin),)
    ]
    mend = (fix.old, fix.new, fix.column) if fix else None
    return (*spot, problem.severity, problem.code, problem.message, problem.hint, quotes.of(*spot), further, mend)


def _spot(origin: Origin) -> tuple[str, int, int]:
    return origin.file, origin.line, origin.column


def quotes_in(told: list[Told]) -> dict[tuple[str, int, int], Quote]:
    """All lines that are quoted in what was told, by their places."""
    found = {(each[0], each[1], each[2]): each[7] for each in told}
    found |= {(there[0], there[1], there[2]): there[4] for each in told for there in each[8]}
    return {spot: quote for spot, quote in found.items() if quote}


def as_text(told: list[Told], show: Show, colour: bool) -> str:
    """`file:line:column: error: message [code]`, the line with a caret, further places likewise, and the hint; for
    each problem."""
    ink = COLOURS if colour else PLAIN
    return "".join([_as_text(each, show, ink) for each in told])


def _as_text(told: Told, show: Show, ink: Mapping[str, str]) -> str:
    file, line, column, kind, code, message, hint, quote, further, _ = told
    message, hint = visible(message), visible(hint)
    text = f"{ink['bold']}{place(file, line, column, show)}:{ink['off']} {ink[kind]}{kind}:{ink['off']} "
    text += f"{message} [{code}]\n"
    if quote is not None:
        text += shown(quote, line, ink, kind)
    for there, row, place_in_it, words, line_there in further:
        text += f"  {place(there, row, place_in_it, show)}: {words}\n"
        text += shown(line_there, row, ink, "dim") if line_there is not None else ""
    if hint:
        text += f"  {ink['dim']}hint:{ink['off']} {hint}\n"
    return text


def place(file: str, line: int, column: int, show: Show) -> str:
    """Where a problem stands: `file:line:column`, or the file alone."""
    return visible(show(file)) + (f":{line}:{max(column, 1)}" if line else "")


def shown(quote: Quote, line: int, ink: Mapping[str, str], kind: str) -> str:
    """A source line, and a caret under its column."""
    words, columns = visible(quote[0]), quote[1]
    number = str(line)
    return (
        f"  {ink['dim']}{number} |{ink['off']} {words}\n"
        f"  {' ' * len(number)} {ink['dim']}|{ink['off']} {' ' * columns}{ink[kind]}^{ink['off']}\n"
    )


def visible(text: str) -> str:
    """A text without what a terminal obeys: controls, of which names of files may hold any, as they are written in
    programs (`\\x1b`)."""
    if text.isprintable():
        return text
    return "".join([each if each.isprintable() or ord(each) > 0x9F else f"\\x{ord(each):02x}" for each in text])


def counted(severities: list[str]) -> str:
    """How many there are of each kind: `1 error, 2 warnings`; empty if there is none."""
    errors = severities.count("error")
    numbers = ((errors, "error"), (len(severities) - errors, "warning"))
    return ", ".join([f"{count} {noun}{'s' * (count != 1)}" for count, noun in numbers if count])


def from_here(site: object) -> Show:
    """Files of a site as paths from the working directory; what is no file, `(in brackets)`, stays as it is."""

    def show(file: str) -> str:
        whole = os.path.join(str(site), file)  # noqa: PTH118 - start-up time
        try:
            path = file if file.startswith("(") else os.path.relpath(whole)
        except ValueError:  # on another drive, from where no relative path leads to it
            path = whole
        return path.encode("utf-8", "backslashreplace").decode()  # its name may be no text

    return show


def wants_colour(terminal: bool) -> bool:
    """Colour on a terminal that has it, unless it is not wanted (no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _lines(source: bytes) -> list[str]:
    """The lines of a file as its reader counts them, even if it is not the UTF-8 that it should be."""
    is_utf16 = source[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = source.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cut(line: str, before: int) -> Quote:
    """A line with the place behind so many characters of it; a long one is cut around that."""
    line = line.replace("\t", " ")
    if before > WIDTH - 16:
        cut = before - WIDTH // 2
        line, before = "…" + line[cut + 1 :], before - cut
    if len(line) > WIDTH:
        line = line[: WIDTH - 1] + "…"
    line = "".join([letter if letter.isprintable() else "\ufffd" for letter in line])
    return line, _columns(line[:before])


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum([0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text])
