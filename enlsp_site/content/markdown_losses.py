"""What Markdown loses on its way to a page, told to its writer: each kind of it once."""

from __future__ import annotations

from collections.abc import Callable

from enlsp_site.content.codes import DEEP_MARKDOWN, HTML_DROPPED, LOST_WORDS, UNREADABLE_MATH
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls

_HINTS = (
    (("`<script>`",), "scripts do not pass: link to the page that needs one"),
    (("`<style>`", "`style`"), "colours and sizes come from the theme: delete it"),
    (
        (
            "`<iframe>`",
            "`<embed>`",
            "`<object>`",
            "`<frame>`",
            "`<frameset>`",
        ),
        "a page holds nothing of other sites: link to it instead",
    ),
    (
        ("`<form>`", "`<input>`", "`<button>`", "`<select>`", "`<textarea>`", "`<label>`"),
        "forms do not pass: link to one elsewhere",
    ),
)
_STRUCTURE = "HTML in Markdown is for structure; scripts, styles, frames and event handlers do not pass"


def problems_of(dropped: list[tuple[int, str]], place: Callable[[int, str], Origin]) -> list[Problem]:
    """A problem for each kind of what was dropped, given with its lines in order, at the first of its places.

    `place` says where a line and what was dropped there stand.
    """
    lines: dict[str, list[int]] = {}
    for line, what in dropped:
        lines.setdefault(what, []).append(line)
    return [_problem(what, place(found[0], what), _more(found)) for what, found in lines.items()]


def _problem(what: str, origin: Origin, more: str) -> Problem:
    """The problem of one kind; an error where it is an address that its writer has not finished."""
    if what.startswith("`<iframe>` of "):
        address = what.partition(" of ")[2]
        hint = f"write `embed: {address}` on a line of its own, on a page of pages/, with empty lines around it"
        return report(HTML_DROPPED, origin, f"a frame loads nothing by itself here{more}", hint)
    if what.startswith("`<") and " of https" in what:
        hint = "put the file into static/, or write `video: https://…` on a line of its own where others show it"
        return report(HTML_DROPPED, origin, f"{what.partition(' of ')[0]} plays files of this site alone{more}", hint)
    fault = urls.fault(what[1:-6]) if what.endswith("` link") else None
    if fault:
        code, message, hint = fault
        return report(code, origin, message, hint)
    return report(HTML_DROPPED, origin, f"{what} is left out of the page{more}", hint_for(what))


def _more(found: list[int]) -> str:
    return f", here and {len(found) - 1} more time{'s' if len(found) > 2 else ''}" if len(found) > 1 else ""


def hint_for(what: str) -> str:
    """What to do about something that was dropped."""
    if what.endswith((" link", " image")):
        return "write an address that starts with https://, or the name of a page or file of this site"
    if "Markdown" in what:
        return "the text is shown as it was typed; look for lists, quotes or brackets that nest very deep"
    if what.startswith("`on"):
        return "event handlers do not pass: what a click should do is for a link"
    return next((hint for names, hint in _HINTS if what in names), _STRUCTURE)


_LOST = {
    "words": (
        "`{}` is not on the page: it stands in a tag of HTML that is not closed, or Markdown lost it",
        "close the tag with >; where signs are meant as they are, write a backslash before them",
    ),
    "cell": ("`{}` is not on the page: its row has more cells than the head of the table", "give the head as many"),
    "unused": (
        "`[{}]: …` is not on the page: nothing links to it",
        "write [words][{}] for the link, or delete the line",
    ),
    "again": ("`[{}]: …` is not on the page: that label leads elsewhere already", "give this one a label of its own"),
    "note": (
        "the footnote `[^{}]` is not on the page: nothing refers to it",
        "write [^{}] where it belongs, or delete it",
    ),
    "note-again": ("the footnote `[^{}]` is not on the page: there is one of that name", "give it another name"),
    "all": ("nothing of this text is formatted: {}", "a mistake of the generator; please report it with this text"),
}
"""What is told of what has no place on a page, by its kind, and what to do about it."""

_DEEP = "what stands here is shown as it was typed: lists or quotes nest deeper than 30 levels"


def problems_of_lost(lost: list[tuple[int, str, str]], place: Callable[[int, str], Origin]) -> list[Problem]:
    """A problem for everything that has no place on a page. `place` says where a line and words in it stand."""
    return [
        _lost(place(line, f"`{what.split()[0]}`" if what.split() else ""), kind, what) for line, kind, what in lost
    ]


def _lost(origin: Origin, kind: str, what: str) -> Problem:
    if kind == "deep":
        return report(DEEP_MARKDOWN, origin, _DEEP, "nest less deep, or write an empty line without any indentation")
    message, hint = _LOST[kind]
    words = " ".join(what.split())
    shown = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    return report(LOST_WORDS, origin, message.format(shown), hint.replace("{}", shown))


_LONGEST = 60
"""Characters of lost words in a message."""


def problems_of_math(faults: list[tuple[int, str]], place: Callable[[int, str], Origin]) -> list[Problem]:
    """A problem for all TeX that cannot be read, given with its line and the reason. Reports `unreadable-math`."""
    hint = "it is shown as written"
    return [
        report(UNREADABLE_MATH, place(line, "$"), f"this TeX cannot be read: {reason}", hint)
        for line, reason in faults
    ]
