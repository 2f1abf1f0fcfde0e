"""Emphasis: `*`, `_` and `~~`, by the delimiter runs of CommonMark (0.31, 6.2, and "An algorithm for parsing nested
emphasis and links").

The pieces of a line are linked to one another, so that wrapping some of them costs nothing but them. What was found
not to open anything is not looked at again: the work grows with the number of pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.etree.ElementTree import Element

DEEPEST = 30
"""How many elements may stand within one another in a line."""

BARE = "#bare"
"""The tag of an element of which only what is inside is written."""


class InlinePiece:
    """A piece of a line: a text, an element, or a run of delimiters that may open or close emphasis.

    `mark` says what else a text is: a list of attributes, or an address that is a link unless it is in one.
    """

    __slots__ = (
        *("after", "before", "can_close", "can_open", "depth", "element", "inside", "length", "mark"),
        *("sign", "text"),
    )

    def __init__(self, text: str = "", element: Element | None = None, mark: str = "") -> None:
        self.text = text
        self.element = element
        self.mark = mark
        self.inside: list[InlinePiece] = []
        self.depth = 0
        self.sign = ""
        self.length = 0  # of the run as it was written
        self.can_open = self.can_close = False
        self.before: InlinePiece | None = None
        self.after: InlinePiece | None = None


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return _PUNCTUATION.match(character) is not None
    return unicodedata.category(character)[0] in "PS"


def run(sign: str, length: int, before: str, after: str) -> InlinePiece:
    """A run of delimiters between two characters; the ends of the text count as white space."""
    piece = InlinePiece(sign * length)
    piece.sign, piece.length = sign, length
    space_before, space_after = before.isspace() or not before, after.isspace() or not after
    sign_before = not space_before and _is_punctuation(before)
    sign_after = not space_after and _is_punctuation(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    if sign == "*" or (sign == "~" and length == 2):
        piece.can_open, piece.can_close = left, right
    elif sign == "_" or length == 1:  # `_`, and a single `~`, which stands in ranges too: 10~12
        piece.can_open = left and (not right or sign_before)
        piece.can_close = right and (not left or sign_after)
    return piece


def resolve(pieces: Iterable[InlinePiece]) -> list[InlinePiece]:
    """Pieces with those between delimiters that match wrapped."""
    linked = list(pieces)
    if not any(piece.sign for piece in linked):
        return linked
    head = InlinePiece()
    for before, after in zip([head, *linked], linked, strict=False):
        before.after, after.before = after, before
    _pair(head)
    done, at = [], head.after
    while at:
        done.append(at)
        at = at.after
    return done


class _Openers:
    """The runs that may open emphasis where reading stands, the last one nearest.

    For each kind of closing run, `_searched` is the number of those that are known not to match it.
    """

    def __init__(self) -> None:
        self._runs: list[InlinePiece] = []
        self._searched: dict[tuple[str, bool, int], int] = {}

    def add(self, run: InlinePiece) -> None:
        self._runs.append(run)

    def matching(self, closer: InlinePiece) -> InlinePiece | None:
        """The nearest run that a closing one matches; those after it open nothing any more. None where none
        does. None where no
        run matches."""
        kind = (closer.sign, closer.can_open, closer.length if closer.sign == "~" else closer.length % 3)
        for place in range(len(self._runs) - 1, self._searched.get(kind, 0) - 1, -1):
            opener = self._runs[place]
            if opener.sign == closer.sign and _match(opener, closer):
                self.keep(place + 1)
                return opener
        self._searched[kind] = len(self._runs)
        return None

    def keep(self, number: int) -> None:
        """Forget all but the first ones."""
        del self._runs[number:]
        for kind, searched in self._searched.items():
            self._searched[kind] = min(searched, number)

    def drop_last(self) -> None:
        self.keep(len(self._runs) - 1)


def _pair(head: InlinePiece) -> None:
    """Find for each closing run, in order, the nearest opening one that matches, and wrap what is between."""
    openers = _Openers()
    at = head.after
    while at:
        while at.can_close and at.text and (opener := openers.matching(at)):
            if not _wrap(opener, at):
                openers.keep(0)  # what stands further out would be deeper still
            elif not opener.text:
                openers.drop_last()
        if at.can_open and at.text:
            openers.add(at)
        at = at.after


def _match(opener: InlinePiece, closer: InlinePiece) -> bool:
    """Whether two runs match; of three that both open and close, their lengths decide (rules 9 and 10)."""
    if opener.sign == "~":
        return opener.length == closer.length
    if not (opener.can_close or closer.can_open) or closer.length % 3 == 0:
        return True
    return (opener.length + closer.length) % 3 != 0


def _wrap(opener: InlinePiece, closer: InlinePiece) -> bool:
    """Put what is between two runs into an element; not where that would be too deep."""
    inside = []
    at = opener.after
    while at and at is not closer:
        inside.append(at)
        at = at.after
    depth = max((piece.depth for piece in inside), default=0) + 1
    if depth > DEEPEST:
        return False
    used = len(opener.text) if opener.sign == "~" else min(len(opener.text), len(closer.text), 2)
    tag = "del" if opener.sign == "~" else ("em", "strong")[used - 1]
    piece = InlinePiece(element=Element(tag))
    piece.inside, piece.depth = inside, depth
    opener.text, closer.text = opener.text[used:], closer.text[used:]
    opener.after, piece.before = piece, opener
    piece.after, closer.before = closer, piece
    return True
