"""Markdown of other generators (kramdown, goldmark, GitHub's) as HTML on the same lines.

`markdown-it-py` reads it (CommonMark 0.31 with GitHub's tables), since it alone says on which lines a block stands;
our own reader of Markdown is for our own pages. Lines keep their numbers, so that what is told of an element names
the line of the source. What kramdown adds is put into the words of CommonMark first: tables whose rules are shorter
than their rows, or that have no head; `markdown="1"`; lists of attributes. Nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from enlsp_site.importers.liquid import RenderedTemplate

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULE = re.compile(r"\s*\|?\s*:?(?:-+|=+):?\s*(?:[|+]\s*:?(?:-+|=+):?\s*)*\|?\s*")
_ATTRIBUTES = re.compile(r"(?m)^[ \t]*\{:[^{}\n]*\}[ \t]*$|(?<=\S)\{:[^{}\n]*\}")
_INSIDE = re.compile(r"""<\w+\b[^<>]*\bmarkdown=["']?(?:1|block|span)["']?[^<>]*>[ \t]*$""")
_MOST_COLUMNS = 60


def html_of(text: str, lines: list[int] | None = None) -> RenderedTemplate:
    """The HTML of a Markdown text, and for each of its lines that of the source (`lines` says those of the text)."""
    sources = lines or list(range(1, text.count("\n") + 2))
    source = RenderedTemplate(_ATTRIBUTES.sub("", text), sources)
    source = _tables(_opened(source))
    made, count = list[str](), 0
    for words, line in _pieces(_reader().parse(source.text)):
        if line > count:
            made.append("\n" * (line - count))
            count = line
        made.append(words)
        count += words.count("\n")
    whole = "".join(made)
    last = source.lines[-1] if source.lines else 1
    return RenderedTemplate(whole, source.lines[: count + 1] + [last] * (count + 1 - len(source.lines)))


@cache
def _reader() -> MarkdownIt:
    """The reader, without blocks of code by indent: HTML is often indented."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 50})
    return reader.enable(["table", "strikethrough"]).disable("code")


def _opened(source: RenderedTemplate) -> RenderedTemplate:
    """The text with an empty line behind each element in which Markdown is read."""
    if "markdown=" not in source.text:
        return source
    words, lines = list[str](), list[int]()
    for part, line in zip(source.text.split("\n"), source.lines, strict=True):
        is_end = re.match(r"\s*</(?:div|section|details|article|figure|center|aside|main)>", part)
        if is_end and words and words[-1].strip():
            words.append("")
            lines.append(line)
        words.append(part)
        lines.append(line)
        if _INSIDE.search(part):
            words.append("")
            lines.append(line)
    return RenderedTemplate("\n".join(words), lines)


# Tables


def _tables(source: RenderedTemplate) -> RenderedTemplate:
    """The text with its tables as GitHub writes them: a head, a rule of as many cells, and rows of no more."""
    if "|" not in source.text:
        return source
    words, lines = list[str](), list[int]()
    held: list[tuple[str, int]] = []
    is_code = False
    for part, line in [*zip(source.text.split("\n"), source.lines, strict=True), ("", 0)]:
        is_code ^= part.lstrip().startswith(("```", "~~~"))
        is_row = "|" in part and not is_code and not part.lstrip().startswith(("<", "- ", "* ", "#", ">"))
        if is_row:
            held.append((part, line))
            continue
        for row, at in _table(held):
            words.append(row)
            lines.append(at)
        held = []
        words.append(part)
        lines.append(line)
    return RenderedTemplate("\n".join(words[:-1]), lines[:-1])


def _table(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The rows of a table; lines that are none are as they were."""
    rules = [at for at, (row, _) in enumerate(rows) if _RULE.fullmatch(row) and "-" in row.replace("=", "-")]
    is_barred = len(rows) > 1 and all(row.strip().startswith("|") for row, _ in rows)
    if (not rules and not is_barred) or (rules and rules[0] > 1):
        return rows
    width = min(max(len(_cells(row)) for row, _ in rows), _MOST_COLUMNS)
    rule = ("|" + " --- |" * width, rows[rules[0]][1] if rules else rows[0][1])
    body = [(_filled(row, width), line) for at, (row, line) in enumerate(rows) if at not in rules]
    has_head = rules[:1] == [1]
    head = body[:1] if has_head else [("|" + " |" * width, rows[0][1])]
    return [*head, rule, *body[1 if has_head else 0 :]]


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return re.split(r"(?<!\\)\|", inner)


def _filled(row: str, width: int) -> str:
    cells = _cells(row)
    return "|" + "|".join([*cells, *[" "] * (width - len(cells))]) + "|"


# HTML


def _pieces(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    """The HTML of each token, and the line (from 0) on which it begins; 0 where it goes on from what is before it."""
    for at, token in enumerate(tokens):
        line = token.map[0] if token.map and token.nesting >= 0 else 0
        if token.type == "inline":
            yield "".join(map(_inline, token.children or [])), line
        elif token.type == "html_block":
            yield token.content, line
        elif token.type == "fence":
            yield f"<pre>\n{escape(token.content, quote=False)}</pre>", line
        elif token.type == "hr":
            yield "<hr>", line
        elif token.type == "heading_open":
            yield f"<{token.tag}{_identity(tokens, at)}>", line
        elif token.type == "ordered_list_open" and token.attrGet("start"):
            yield f'<ol start="{token.attrGet("start")}">', line
        elif token.tag and not token.hidden:
            yield (f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>"), line
        elif token.hidden and token.nesting == -1:
            yield " ", 0


def _identity(tokens: list[Token], at: int) -> str:
    """The id that a heading is given, `## Words {#id}`, as an attribute; it is taken out of the words."""
    inline = tokens[at + 1] if at + 1 < len(tokens) else None
    last = inline.children[-1] if inline and inline.children else None
    found = (
        re.search(r"\s*\{#([\w-]+)[^{}]*\}\s*$", last.content) if last is not None and last.type == "text" else None
    )
    if last is None or not found:
        return ""
    last.content = last.content[: found.start()]
    return f' id="{found[1]}"'


def _inline(token: Token) -> str:
    if token.type == "text":
        return escape(token.content, quote=False)
    if token.type in ("softbreak", "hardbreak"):
        return "<br>\n" if token.type == "hardbreak" else "\n"
    if token.type == "code_inline":
        return f"<code>{escape(token.content, quote=False)}</code>"
    if token.type == "html_inline":
        return token.content
    if token.type == "image":
        return f'<img src="{escape(str(token.attrGet("src") or ""))}" alt="{escape(token.content)}">'
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrGet("href") or ""))}">'
    return f"<{'/' if token.nesting < 0 else ''}{token.tag}>" if token.tag else escape(token.content, quote=False)
