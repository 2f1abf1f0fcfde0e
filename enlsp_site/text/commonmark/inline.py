"""The text of a block to elements: code, links, pictures, footnotes, raw HTML, line breaks and emphasis.

CommonMark 0.31, chapter 6 and "A parsing strategy", phase 2. The text is read once from left to right; what is
searched for further on (the end of code, of a comment) is remembered where it is not there.
"""

from __future__ import annotations

import re
from typing import Protocol
from xml.etree.ElementTree import Element

from enlsp_site.text.commonmark import attributes, autolinks, emphasis, html_syntax, references
from enlsp_site.text.commonmark.citations import citation
from enlsp_site.text.commonmark.emphasis import InlinePiece
from enlsp_site.text.commonmark.references import References
from enlsp_site.text.placeholders import as_attributes

RAW = "#raw"
"""The tag of an element whose text is HTML already."""

_SPECIAL = re.compile(r"[\n\\`*_\[\]!<&~{]|(?<![A-Za-z0-9])(?:[hH][tT][tT][pP][sS]?://|[fF][tT][pP]://|[wW]{3}\.)")
_ESCAPABLE = re.compile(f"[{references.PUNCTUATION}]")
_ENTITY = re.compile(references.ENTITY)
_TICKS = re.compile("`+")
_RUN = re.compile(r"\*+|_+|~+")


class Notes(Protocol):
    """The footnotes of a text."""

    def referred(self, label: str) -> Element | None:
        """The reference to a footnote, numbered; None where there is none of that label."""


class _Bracket:
    """An opening bracket that waits for its end."""

    __slots__ = ("end", "image", "place")

    def __init__(self, place: int, end: int, image: bool) -> None:
        self.place = place  # among the pieces
        self.end = end  # in the text, behind it
        self.image = image


class Inline:
    """The texts of a document, read one after the other with the same references and footnotes; `cites` says that
    `[@key]` is a citation in it."""

    def __init__(self, links: References, notes: Notes, *, cites: bool = False) -> None:
        self.links = links
        self.notes = notes
        self.cites = cites

    def pieces(self, text: str) -> list[InlinePiece]:
        """The pieces of a text, those in emphasis wrapped."""
        return _InlineState(text, self).all()


class _InlineState:
    """One text being read."""

    def __init__(self, text: str, inline: Inline) -> None:
        self.text = text
        self.at = 0
        self.inline = inline
        self.done: list[InlinePiece] = []
        self.brackets: list[_Bracket] = []
        self.dead = 0  # so many brackets, from the outside, open no link any more: there is one inside of them
        self.missing: set[str] = set()  # ends that do not occur in what is to come
        self.ticks: dict[int, list[int]] | None = None

    def all(self) -> list[InlinePiece]:
        text = self.text
        while found := _SPECIAL.search(text, self.at):
            if found.start() > self.at:
                self.done.append(InlinePiece(text[self.at : found.start()]))
            self.at = found.start()
            _READERS[found[0][0]](self)
        if self.at < len(text):
            self.done.append(InlinePiece(text[self.at :]))
        return emphasis.resolve(self.done)

    def plain(self, length: int) -> None:
        """Take so many characters as text."""
        self.done.append(InlinePiece(self.text[self.at : self.at + length]))
        self.at += length

    def element(self, tag: str, text: str, end: int, **values: str) -> None:
        """Take the text up to a place as an element."""
        element = Element(tag, values)
        element.text = text
        piece = InlinePiece(element=element)
        piece.depth = 1
        self.done.append(piece)
        self.at = end

    def line_end(self) -> None:
        """A line's end; two spaces or a backslash before it break the line."""
        last = self.done[-1] if self.done else None
        hard = False
        if last and last.element is None and not last.sign and last.text.endswith((" ", "\t")):
            hard = last.text.endswith("  ")
            last.text = last.text.rstrip(" \t")
        self.at += 1
        if hard:
            self.element("br", "", self.at)
        self.done.append(InlinePiece("\n"))
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def backslash(self) -> None:
        after = self.text[self.at + 1 : self.at + 2]
        if after == "\n":
            self.element("br", "", self.at + 1)
        elif after and _ESCAPABLE.match(after):
            self.done.append(InlinePiece(after))
            self.at += 2
        else:
            self.plain(1)

    def code(self) -> None:
        """Code between runs of as many backticks."""
        found = _TICKS.match(self.text, self.at)
        length = len(found[0]) if found else 1
        end = self._closing_ticks(length)
        if end < 0:
            self.plain(length)
            return
        inside = self.text[self.at + length : end].replace("\n", " ")
        if len(inside) > 1 and inside[0] == inside[-1] == " " and inside.strip(" "):
            inside = inside[1:-1]
        self.element("code", inside, end + length)

    def _closing_ticks(self, length: int) -> int:
        """Where the next run of so many backticks stands, or -1."""
        if self.ticks is None:
            self.ticks = {}
            for found in _TICKS.finditer(self.text):
                self.ticks.setdefault(len(found[0]), []).append(found.start())
            for places in self.ticks.values():
                places.reverse()
        places = self.ticks.get(length, [])
        while places and places[-1] <= self.at:
            places.pop()
        return places[-1] if places else -1

    def delimiters(self) -> None:
        found = _RUN.match(self.text, self.at)
        length = len(found[0]) if found else 1
        before, end = self.text[max(self.at - 1, 0) : self.at], self.at + length
        self.done.append(emphasis.run(self.text[self.at], length, before, self.text[end : end + 1]))
        self.at = end

    def entity(self) -> None:
        found = _ENTITY.match(self.text, self.at)
        if found:
            self.done.append(InlinePiece(references.entity(found[0])))
            self.at = found.end()
        else:
            self.plain(1)

    def angle(self) -> None:
        """An address or raw HTML between angle brackets."""
        if (tag := html_syntax.TAG.match(self.text, self.at)) and not autolinks.ANGLE.match(self.text, self.at):
            self._raw(tag.end())
        elif address := autolinks.ANGLE.match(self.text, self.at):
            self._angle_link(address)
        elif mail := autolinks.ANGLE_MAIL.match(self.text, self.at):
            self.element("a", mail[1], mail.end(), href=f"mailto:{mail[1]}")
        else:
            self._other_html()

    def _angle_link(self, found: re.Match[str]) -> None:
        if html_syntax.is_pasted(found[0]):
            self._raw(found.end())
            return
        address = found["address"]
        scheme, _, rest = address.partition(":")
        leads_to = f"https://doi.org/{rest}" if scheme.lower() == "doi" else address
        self.element("a", address, found.end(), href=(found["mark"] or "") + leads_to)

    def _raw(self, end: int) -> None:
        self.element(RAW, as_attributes(self.text[self.at : end]), end)

    def _other_html(self) -> None:
        """A comment, an instruction, a declaration or CDATA; where its end is missing, the bracket as text."""
        for begin, ends in html_syntax.ENDS.items():
            if self.text.startswith(begin, self.at) and ends not in self.missing:
                end = html_syntax.end_of(self.text, self.at, begin, ends)
                if end > 0:
                    self._raw(end)
                    return
                self.missing.add(ends)
        self.plain(1)

    def attribute_list(self) -> None:
        """A list of attributes for the element before it; what it is without one is seen at the end."""
        found = attributes.ATTRIBUTES.match(self.text, self.at) if self.done else None
        if found and self.text[self.at - 1] in ")]`>*_~":
            self.done.append(InlinePiece(found[0], mark="attributes"))
            self.at = found.end()
        else:
            self.plain(1)

    def address(self) -> None:
        """An address without any markup."""
        written = autolinks.bare(self.text, self.at)
        if written:
            self.done.append(InlinePiece(written, mark="address"))
            self.at += len(written)
        else:
            self.plain(1)

    def open_bracket(self) -> None:
        self._open(1, image=False)

    def exclamation(self) -> None:
        if self.text.startswith("![", self.at) and not self.text.startswith("![^", self.at):
            self._open(2, image=True)
        else:
            self.plain(1)

    def _open(self, length: int, *, image: bool) -> None:
        self.brackets.append(_Bracket(len(self.done), self.at + length, image))
        self.plain(length)

    def close_bracket(self) -> None:
        """A closing bracket: what it makes of its opening one, or text."""
        if not self.brackets:
            self.plain(1)
            return
        bracket = self.brackets.pop()
        dead = len(self.brackets) < self.dead
        self.dead = min(self.dead, len(self.brackets))
        note = None if bracket.image else self._note(bracket)
        if note is not None:
            self._replace(bracket, note, self.at + 1)
            return
        found = None if dead and not bracket.image else self._target(bracket)
        if found is not None:
            self._link(bracket, *found)
        elif (cited := self._citation(bracket)) is not None:
            self._replace(bracket, cited, self.at + 1)
        else:
            self.plain(1)

    def _citation(self, bracket: _Bracket) -> Element | None:
        if bracket.image or not self.inline.cites:
            return None
        return citation(self.text[bracket.end : self.at])

    def _note(self, bracket: _Bracket) -> Element | None:
        if not self.text.startswith("^", bracket.end):
            return None
        return self.inline.notes.referred(self.text[bracket.end + 1 : self.at])

    def _target(self, bracket: _Bracket) -> tuple[str, str, int] | None:
        """Address, title and end of the link that ends at the bracket that is being read."""
        after = self.at + 1
        if self.text.startswith("(", after) and (inline := _inline_target(self.text, after + 1)):
            return inline
        named = references.label(self.text, after)
        end = named[1] if named else after
        if not named or not named[0]:  # then the words are the label, if they hold no brackets
            named = references.label(self.text, bracket.end - 1)
            if not named or named[1] != self.at + 1:
                return None
        target = self.inline.links.find(named[0]) if named[0].strip() else None
        return (target.address, target.title, end) if target else None

    def _link(self, bracket: _Bracket, address: str, title: str, end: int) -> None:
        inside = [_in_link(piece) for piece in self.done[bracket.place + 1 :]]
        values = {"title": title} if title else {}
        if bracket.image:
            words = "".join(map(words_of, emphasis.resolve(inside)))
            self._replace(bracket, Element("img", {"alt": words, "src": address, **values}), end)
            return
        made = self._replace(bracket, Element("a", {"href": address, **values}), end)
        made.inside = emphasis.resolve(inside)
        made.depth = 1 + max((piece.depth for piece in made.inside), default=0)
        self.dead = len(self.brackets)  # no link stands in a link

    def _replace(self, bracket: _Bracket, element: Element, end: int) -> InlinePiece:
        del self.done[bracket.place :]
        made = InlinePiece(element=element)
        made.depth = 1
        self.done.append(made)
        self.at = end
        return made


def _inline_target(text: str, at: int) -> tuple[str, str, int] | None:
    """Address, title and end of what stands in round brackets behind a link's words."""
    at = references.past_space(text, at)
    found = references.destination(text, at)
    if not found:
        return None
    address, end = found
    at = references.past_space(text, end)
    title = ""
    if at > end and (titled := references.title(text, at)):
        title, at = titled
        at = references.past_space(text, at)
    return (address, title, at + 1) if text.startswith(")", at) else None


def _in_link(piece: InlinePiece) -> InlinePiece:
    """A piece as it is in a link, in which a bare address is none of its own."""
    if piece.mark == "address":
        piece.mark = "in a link"
    return piece


def words_of(piece: InlinePiece) -> str:
    """What is to be read of a piece: for what is said of a picture."""
    if piece.element is None:
        return piece.text
    if piece.element.tag == "img":
        return piece.element.get("alt", "")
    if piece.element.tag == RAW:
        return ""
    return (piece.element.text or "") + "".join(map(words_of, piece.inside))


_READERS = {
    "\n": _InlineState.line_end,
    "\\": _InlineState.backslash,
    "`": _InlineState.code,
    "*": _InlineState.delimiters,
    "_": _InlineState.delimiters,
    "~": _InlineState.delimiters,
    "[": _InlineState.open_bracket,
    "]": _InlineState.close_bracket,
    "!": _InlineState.exclamation,
    "<": _InlineState.angle,
    "&": _InlineState.entity,
    "{": _InlineState.attribute_list,
    **dict.fromkeys("hHfFwW", _InlineState.address),
}
