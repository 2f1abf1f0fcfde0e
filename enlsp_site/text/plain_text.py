r"""Plain text (titles, names, abstracts) to safe HTML; with slugs and Markdown, all that is done to words.

Plain text is escaped, never Markdown: `A*-decoding`, `<think>`, `~100` and `WINDOW[s(n)]` are shown as they are.
Only four things are read in it: formulas (the rule for dollars is in `math`), which become MathML; TeX's escapes
`\%`, `\&`, `\$`, `\_` and `\#`, shown as the bare character; blank lines, which part paragraphs; and web addresses,
which become links. The last two are for abstracts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from enlsp_site.storage.late_patterns import late
from enlsp_site.text.control_characters import without_forbidden
from enlsp_site.text.equations import equations, in_words
from enlsp_site.text.markdown import MarkdownWords, RenderedMarkdown, markdown
from enlsp_site.text.math import OPENING, Formula, formula_at
from enlsp_site.text.slugs import THEME_IDS, initials, slug, unique_slugs

__all__ = [
    "THEME_IDS",
    "MarkdownWords",
    "RenderedMarkdown",
    "excerpt",
    "initials",
    "markdown",
    "pieces",
    "plain_inline",
    "plain_paragraphs",
    "plain_text",
    "slug",
    "tex_faults",
    "unique_slugs",
]


def plain_inline(text: str) -> str:
    """A title or a name as safe HTML within a line; display formulas too are set in the line."""
    text = without_forbidden(text)
    if "$" not in text and "\\" not in text:
        return escape(text)
    parts = list(_parts(text))
    formulas = [(part.formula._replace(display=False), text) for part in parts if part.formula]
    written = (html for html, _ in equations(formulas))
    return "".join(next(written) if part.formula else escape(part.text) for part in parts)


def plain_paragraphs(text: str) -> str:
    """An abstract as safe HTML: paragraphs, formulas and links; a single new line is a space."""
    text = without_forbidden(text.replace("\r\n", "\n").replace("\r", "\n"))
    paragraphs = [paragraph.strip() for paragraph in _PARAGRAPHS.split(text) if paragraph.strip()]
    parts = [_special_parts(paragraph) for paragraph in paragraphs]
    formulas = [
        (part.formula, paragraph)
        for paragraph, each in zip(paragraphs, parts, strict=True)
        for part in each
        if part.formula
    ]
    written = (html for html, _ in equations(formulas))
    return "\n".join(
        f"<p>{''.join(next(written) if part.formula else _block(part) for part in each)}</p>" for each in parts
    )


_PARAGRAPHS = late(r"\n(?:[ \t]*\n)+")


def _special_parts(text: str) -> list[_TextPart]:
    """A paragraph in pieces; one, where nothing in it is special."""
    if "$" not in text and "\\" not in text and "://" not in text:
        return [_TextPart("text", 0, len(text), text)]
    return list(_parts(text))


def _block(part: _TextPart) -> str:
    words = escape(part.text).replace("\n", " ")
    return f'<a href="{words}">{words}</a>' if part.kind == "address" else words


def plain_text(text: str) -> str:
    """A title or an abstract for places without markup, on one line: formulas in Unicode (`math_words`)."""
    text = without_forbidden(text)
    if "$" in text or "\\" in text:
        parts = list(_parts(text))
        said = iter(in_words([(part.formula, text) for part in parts if part.formula]))
        text = "".join(next(said) if part.formula else part.text for part in parts)
    return _one_line(text)


def _one_line(text: str) -> str:
    """A text with single blanks between its words. Most are so as they are, which is seen sooner than it is done."""
    is_tidy = "  " not in text and text.isprintable() and text[:1] != " " != text[-1:]  # a line end is not printable
    return text if is_tidy else " ".join(text.split())


def pieces(text: str) -> list[tuple[str, str]]:
    """A title or an abstract in pieces, on one line, for other forms of writing: its words and, as TeX without
    delimiters, the formula after them; one of the two may be empty."""
    text = _one_line(without_forbidden(text))
    if "$" not in text and "\\" not in text:
        return [(text, "")]
    return [("", part.formula.tex) if part.formula else (part.text, "") for part in _parts(text)]


def words_of(text: str) -> list[tuple[int, str]]:
    """The pieces of a plain text that are neither formula nor address, with where they begin."""
    text = without_forbidden(text, " ")  # as long as it was, so that the offsets hold
    return [(part.start, part.text) for part in _parts(text) if part.kind == "text"]


def tex_faults(text: str) -> list[tuple[int, str]]:
    """The TeX in a plain text that cannot be read, and is shown as it was written: offsets and reasons."""
    if "$" not in text and "\\" not in text:
        return []
    text = without_forbidden(text, " ")  # as long as it was, so that the offsets hold
    faults: list[tuple[int, str]] = []
    parts = list(_parts(text))
    written = iter(equations([(part.formula, text) for part in parts if part.formula]))
    for part in parts:
        if part.formula:
            fault = next(written)[1]
            if fault:
                faults.append((part.formula.inside + fault.offset, fault.reason))
        elif part.kind == "text":
            faults += [
                (part.start + found.start(), f"`{found[1]}` without its `{_CLOSING[found[1]]}` in the same paragraph")
                for found in _OPENED.finditer(part.text)
                if found[1]
            ]
    return faults


_OPENED = late(r"\\\\|(\\[(\[])")
_CLOSING = {r"\(": r"\)", r"\[": r"\]"}


class _TextPart(NamedTuple):
    """A piece of a plain text, from `start` up to `end`: what to show of it, or a formula.

    `kind` is `text`, `bare` (a character without its backslash), `address` or `formula`.
    """

    kind: str
    start: int
    end: int
    text: str
    formula: Formula | None = None


_TOKEN = late(
    rf"""\\\\
    | \\(?P<bare>[%&$_\#])
    | (?<![A-Za-z0-9])(?P<address>(?i:https?)://(?=\w)(?:[^\s<>"\\$`{{}}|^，。；：、！？（）「」『』【】]|\\[%&_\#])+)
    | (?P<opening>{OPENING})""",
    re.X,
)


def _parts(text: str) -> Iterator[_TextPart]:
    """A plain text in pieces, all of it and in order."""
    shown = at = 0
    while found := _TOKEN.search(text, at):
        part = _special(text, found)
        at = part.end if part else found.end()
        if part:
            yield _TextPart("text", shown, part.start, text[shown : part.start])
            yield part
            shown = at
    yield _TextPart("text", shown, len(text), text[shown:])


def _special(text: str, found: re.Match[str]) -> _TextPart | None:
    """What begins at a token, unless it is mere text."""
    start, kind = found.start(), found.lastgroup
    if kind == "bare":
        return _TextPart(kind, start, found.end(), found[kind])
    if kind == "address":
        written = _without_punctuation(found[kind])
        return _TextPart(kind, start, start + len(written), re.sub(r"\\([%&_#])", r"\1", written))
    formula = formula_at(text, start) if kind == "opening" else None
    return _TextPart("formula", start, formula.end, "", formula) if formula else None


def _without_punctuation(address: str) -> str:
    """A web address without the punctuation of the sentence after it: brackets stay if it opened them."""
    while address:
        last = address[-1]
        opens = {")": "(", "]": "["}.get(last)
        if last not in ".,;:!?'*…’”»" and (opens is None or address.count(opens) >= address.count(last)):
            return address
        address = address[:-1]
    return address


@lru_cache(maxsize=8)
def excerpt(text: str, limit: int = 160) -> str:
    """The beginning of a plain text in plain words, for descriptions: at most `limit` characters.

    Whole sentences if some fill a third of the limit, else cut at a word, with an ellipsis. A page needs its twice.
    """
    words = plain_text(text)
    if len(words) <= limit:
        return words
    last = 0
    for end in _sentence_ends(words):
        if end > limit:
            break
        last = end
    if last * 3 >= limit:
        return words[:last]
    cut = words[: limit - 1]
    head = cut.rpartition(" ")[0] if words[limit - 1] != " " else cut
    return (head or cut).rstrip(" ,;:—–-(") + "…"


_SENTENCE_END = late(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$)|[。！？]")
_NO_END = late(
    r"(?:\b[A-Z]|\b(?:al|approx|cf|dr|e\.g|eq|etc|fig|i\.e|mr|mrs|ms|no|prof|resp|sec|st|vs|w\.r\.t))\.$", re.I
)


_LONGEST_ABBREVIATION = 16


def _sentence_ends(words: str) -> Iterator[int]:
    for found in _SENTENCE_END.finditer(words):
        if not _NO_END.search(words, max(0, found.end() - _LONGEST_ABBREVIATION), found.end()):
            yield found.end()
