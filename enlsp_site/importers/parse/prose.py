"""HTML to Markdown that a person would write, and to plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from enlsp_site.importers.parse.markup import BLOCKS, HEADINGS, Node, parsed

Link = Callable[[str, Node], str]
"""An address of the source, and the element that has it, to one in the site; nothing where there is none."""

_BOLD, _SLANTED = ("b", "strong"), ("i", "em", "cite", "dfn")
_UNSEEN = ("#used", "script", "style", "noscript", "template", "#comment", "head", "iframe", "svg")


def plain(text: str) -> str:
    """What a field that may hold HTML says, on one line: tags gone, entities decoded."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    return quoted(parsed(text).words())


def paragraphs(text: str) -> str:
    """A longer field that may hold HTML as plain text, with its paragraphs."""
    if "<" not in text and "&" not in text:
        return re.sub(r"[ \t]*\n[ \t]*\n\s*", "\n\n", text.strip())
    broken = re.sub(r"(?i)<br\s*/?>\s*<br\s*/?>|</p\s*>|</li\s*>|<p(?=[\s>])", r"\n\n\g<0>", text)
    parts = re.split(r"\n\s*\n", "".join(_flow(parsed(broken))))
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _flow(top: Node) -> list[str]:
    return [
        node.text if node.name == "#text" else "\n" if node.name == "br" else ""
        for node in top.walk()
        if not _is_unseen(node)
    ]


def _is_unseen(node: Node) -> bool:
    return bool(node.parent) and node.parent is not None and node.parent.name in _UNSEEN


def quoted(text: str) -> str:
    """A text with the quotes of TeX (``so'') as typographic ones."""
    return re.sub(r"``([^`\n]*?)(?:''|\")", r"“\1”", text)


def links(text: str) -> list[tuple[str, str]]:
    """The links in a field: words and addresses."""
    return [(node.words(), node.attributes["href"]) for node in parsed(text).all("a") if node.attributes.get("href")]


def without_links(text: str) -> str:
    """What a field says besides its links."""
    return plain(_LINK.sub(lambda found: " " if found[1] else found[0], text))


_LINK = re.compile(r"<a\b(?=[^<>]*?\bhref\b)[^<>]*+>.*?(</a\s*+>|\Z)", re.I | re.S)


class MarkdownWriter:
    """Writes nodes as Markdown."""

    def __init__(self, link: Link, picture: Link) -> None:
        self._link = link
        self._picture = picture

    def markdown(self, nodes: list[Node]) -> str:
        """The Markdown of nodes that stand one after the other."""
        text = "\n\n".join(part for part in self._blocks(nodes) if part.strip())
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def _blocks(self, nodes: list[Node]) -> list[str]:
        made: list[str] = []
        line: list[Node] = []
        for node in nodes:
            if node.name in _UNSEEN:
                continue
            if node.name in BLOCKS or (node.children and _holds_block(node)):
                made += self._paragraphs(line)
                line = []
                made += self._block(node)
            else:
                line.append(node)
        return made + self._paragraphs(line)

    def _paragraphs(self, nodes: list[Node]) -> list[str]:
        if not any(node.name != "#text" or node.text.strip() for node in nodes):
            return []
        text = "".join(map(self._inline, nodes))
        return [_line(part) for part in re.split(r"(?:\\\n\s*){2,}", text)]

    def _block(self, node: Node) -> list[str]:
        if node.name in HEADINGS:
            words = _line("".join(self._inline(each) for each in node.children))
            return [f"{'#' * max(int(node.name[1]) - 1, 2)} {words}"] if words else []
        if node.name in ("ul", "ol"):
            return [self._list(node)]
        if node.name == "table":
            return [self._table(node)]
        if node.name == "dl":
            return [self._line_of(each, each.name == "dt") for each in node.children if each.name in ("dt", "dd")]
        if node.name == "pre":
            return ["```\n" + "".join(each.text for each in node.walk()).strip("\n") + "\n```"]
        if node.name == "hr":
            return ["---"]
        inner = self._blocks(node.children)
        if node.name == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))] if inner else []
        if node.name == "li":
            return [f"- {part}" for part in inner]
        return inner

    def _line_of(self, node: Node, bold: bool) -> str:
        words = _line("".join(self._inline(each) for each in node.children))
        return f"**{words}**" if bold and words else words

    def _list(self, node: Node) -> str:
        rows: list[str] = []
        start = node.attributes.get("start", "")
        first = int(start) if re.fullmatch(r"[0-9]{1,8}", start) else 1
        for each in node.children:
            if each.name in _UNSEEN or (each.name == "#text" and not each.text.strip()):
                continue
            inner = self._blocks(each.children if each.name == "li" else [each])
            mark = f"{len(rows) + first}. " if node.name == "ol" else "- "
            pad = " " * len(mark)
            close = re.sub(r"\n\n(?=(?:- |1\. ))", "\n", "\n\n".join(inner))
            words = "\n".join(f"{pad}{line}".rstrip() for line in close.split("\n")).strip()
            if words:
                rows.append(mark + words)
        return "\n".join(rows)

    def _table(self, node: Node) -> str:
        rows = [[self._cell(cell) for cell in row.children if cell.name in ("td", "th")] for row in _rows(node)]
        rows = [row for row in rows if any(row)]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _cell(self, node: Node) -> str:
        return _line(" ".join(self._blocks(node.children))).replace("\n", " ").replace("|", "\\|")

    def _inline(self, node: Node) -> str:
        if node.name == "#text":
            return _escaped(without_liquid(node.text))
        if node.name in _UNSEEN:
            return ""
        if node.name == "br":
            return "\\\n"
        if node.name == "img":
            file = self._picture(node.attributes.get("src", ""), node)
            alt = _escaped(node.attributes.get("alt", ""))
            if "://" in file:  # a picture of another site would be fetched by every visitor
                return f"[{alt or 'Picture'}]({_address(file)})"
            return f"![{alt}]({_address(file)})" if file else alt
        inner = "".join(self._inline(each) for each in node.children)
        if node.name == "a" and node.attributes.get("href"):
            address = self._link(node.attributes["href"], node)
            words = _line(inner).replace("\\\n", " ") or _escaped(address)
            return f"{_blank(inner, 0)}[{words}]({_address(address)}){_blank(inner, -1)}" if address else inner
        if node.name in _BOLD + _SLANTED:
            return _marked(inner, "**" if node.name in _BOLD else "*")
        if node.name in ("s", "strike", "del"):
            return _marked(inner, "~~")
        if node.name in ("code", "tt", "kbd"):
            return f"`{node.words()}`" if node.words() else ""
        return inner


def _rows(table: Node) -> list[Node]:
    """The rows of a table, without those of tables inside of it."""
    found: list[Node] = []
    waiting = list(reversed(table.children))
    while waiting:
        node = waiting.pop()
        if node.name == "tr":
            found.append(node)
        elif node.name != "table":
            waiting += reversed(node.children)
    return found


def _holds_block(node: Node) -> bool:
    return any(each.name in BLOCKS for each in node.walk() if each is not node)


def _marked(inner: str, mark: str) -> str:
    """Words between marks, which stand right at the words."""
    words = inner.strip().removesuffix("\\").strip()
    if not words or words.startswith(mark):
        return inner
    return f"{_blank(inner, 0)}{mark}{words}{mark}{_blank(inner, -1)}"


def _blank(text: str, at: int) -> str:
    return " " if text[at:][:1].isspace() or (at == 0 and text[:1].isspace()) else ""


def _line(text: str) -> str:
    """Markdown of one paragraph: lines joined but for forced breaks, and nothing at its start that means more."""
    parts = [" ".join(part.split()) for part in re.sub(r"(?<!\\)\\\s*$", "", text).split("\\\n")]
    while parts and not parts[0]:
        del parts[0]
    while parts and not parts[-1]:
        del parts[-1]
    words = "<br>\n".join(part for part in parts if part)
    return re.sub(r"(?m)^(#{1,6}(?= )|[-+>](?= )|\d+(?=[.)] )|:(?= ))", lambda found: _harmless(found[0]), words)


def _harmless(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _escaped(text: str) -> str:
    """Plain text as Markdown shows it."""
    text = quoted(text)
    text = re.sub(r"([\\`*\[\]])", r"\\\1", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)
    return re.sub(r"~(?=~)", r"\\~", text) if text.count("$") < 2 else re.sub(r"\$(?!\d)", r"\\$", text)


def _address(address: str) -> str:
    return address.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("\n", "")


def without_liquid(text: str) -> str:
    """A text without Liquid's tags and values, and without kramdown's lists of attributes."""
    return re.sub(r"\{%-?.{0,200}?-?%\}|\{\{.{0,200}?\}\}|\{:[^{}\n]*\}", "", text, flags=re.S)
