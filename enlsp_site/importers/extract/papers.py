"""Papers of pages: lists, tables, paragraphs and small headings with a title, authors and links."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.importers.extract.cells import kind_of, tables_in
from enlsp_site.importers.extract.lines import TextLine, lines_in, use
from enlsp_site.importers.extract.names import Warn
from enlsp_site.importers.extract.windows import LABEL, ElementsById
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import HEADINGS, Node
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.result import Plain, entry
from enlsp_site.importers.website.files import SourceFiles

_KINDS = (
    ("poster", r"poster"),
    ("slides", r"slide"),
    ("supplement", r"supp"),
    ("video", r"video|youtube|slideslive"),
    ("code", r"code|github"),
    ("arxiv", r"arxiv"),
    ("openreview", r"openreview"),
    ("pdf", r"pdf|paper"),
)
_SIGNS = re.compile(
    r"^(?:[\[(]\s*(?:slides?|pdf|posters?|video|code|paper|openreview|arxiv)\s*[\])]\s*)+", re.IGNORECASE
)
"""What links are called that stand before the authors."""
_DECISIONS = ("oral", "spotlight", "poster", "demo")


def papers(root: Node, windows: ElementsById, files: SourceFiles, warn: Warn) -> list[Plain]:
    """The papers of a section, each with an id; what they were read from is used."""
    made: list[Plain] = []
    for table in tables_in(root):
        if kind_of(table) == "papers":
            for cells in table.rows:
                at = [table.columns.get(name, -1) for name in ("title", "event", "authors")]
                title = next((cells[each] for each in at[:2] if 0 <= each < len(cells)), None)
                authors = cells[at[2]] if 0 <= at[2] < len(cells) else None
                if title is not None and title.words():
                    made.append(_of_cells(title, authors, cells, files, warn, len(made) + 1))
            use(table.node)
    decision = _decision(root)
    _part_at_breaks(root)
    for node in root.find(
        lambda each: each.name in ("li", "tr", "p", "dd", "details") and not each.first("li", "tr")
    ):
        if node.name != "#used" and (paper := _paper(node, windows, files, warn, len(made) + 1)):
            made.append(paper)
            use(node)
    for paper in made:
        paper.setdefault("decision", decision) if decision else None
    return _numbered(made or _headed(root, windows, files, warn))


def _part_at_breaks(root: Node) -> None:
    """Put what stands between two breaks in a row into a paragraph: so lists of papers are written, too."""
    for node in [root, *root.all("div", "p", "center", "section", "td")]:
        breaks = [at for at in range(len(node.children)) if _is_double(node.children, at)]
        if len(breaks) < 2:
            continue
        parts: list[list[Node]] = [[]]
        for at, child in enumerate(node.children):
            is_headed = child.name == "br" and [each.name for each in parts[-1] if each.words()] in (
                ["b"],
                ["strong"],
            )
            if at in breaks or is_headed or child.name in ("p", "ul", "ol", "table", *HEADINGS):
                parts.append([])
            parts[-1].append(child)
        node.name = "div" if node.name == "p" else node.name
        node.children = [_paragraph(node, part) for part in parts if part]


def _is_double(nodes: list[Node], at: int) -> bool:
    """Whether a break is the second of two with nothing between them."""
    before = [each for each in nodes[:at][-2:] if each.name != "#text" or each.text.strip()]
    return nodes[at].name == "br" and bool(before) and before[-1].name == "br"


def _paragraph(parent: Node, part: list[Node]) -> Node:
    if len(part) == 1:
        return part[0]
    made = Node("p", part[0].line)
    made.parent, made.children = parent, part
    for child in part:
        child.parent = made
    return made


def _decision(root: Node) -> str:
    """How papers of a section are presented, by the words of its heading; nothing where those say several."""
    found = [kind for kind in _DECISIONS if re.search(rf"(?i)\b{kind}", root.attributes.get("title", ""))]
    return found[0] if len(found) == 1 else ""


def _numbered(made: list[Plain]) -> list[Plain]:
    taken: set[str] = set()
    for paper in made:
        while paper["id"] in taken:
            paper["id"] = f"{paper['id']}-2"
        taken.add(paper["id"])
    return made


def _of_cells(
    title: Node, authors: Node | None, cells: list[Node], files: SourceFiles, warn: Warn, number: int
) -> Plain:
    links = [(each.words(), each.attributes.get("href", "")) for cell in cells for each in cell.all("a")]
    first = next((cell.words() for cell in cells if re.fullmatch(r"#?\d{1,4}", cell.words())), "").lstrip("#")
    said = " ".join(cell.words() for cell in cells if cell is not title and cell is not authors).lower()
    lines = lines_in(title)
    whole = lines[0].words if lines else title.words()
    below = [line.words for line in lines[1:] if not LABEL.fullmatch(line.words)]
    names = authors.words() if authors is not None else below[0] if below else ""
    return entry(
        "paper",
        id=first or str(number),
        title=whole.strip('“”" '),
        authors=facts.authors_of(names),
        decision=next((kind for kind in _DECISIONS if kind in said), ""),
        **_links([link for link in links if link[1] not in ("", "#")], files, warn, title),
    )


def _headed(root: Node, windows: ElementsById, files: SourceFiles, warn: Warn) -> list[Plain]:
    """The papers whose titles are small headings, with all that stands below each."""
    made: list[Plain] = []
    for heading in root.all("h3", "h4", "h5", "h6"):
        beside = heading.parent.children if heading.parent else []
        at = beside.index(heading) if heading in beside else 0
        end = next(
            (at + 1 + after for after, each in enumerate(beside[at + 1 :]) if each.name in HEADINGS), len(beside)
        )
        whole = Node("div", heading.line)
        whole.children = beside[at:end] if beside else [heading]
        if paper := _paper(whole, windows, files, warn, len(made) + 1):
            made.append(paper)
            for node in list(whole.children):
                use(node)
    return made


def _paper(node: Node, windows: ElementsById, files: SourceFiles, warn: Warn, number: int) -> Plain | None:
    told = windows.of([node])
    links = [
        (each.words(), each.attributes["href"]) for each in node.all("a") if each.attributes.get("href", "#") != "#"
    ]
    lines = [(line, _bare(line, links)) for line in lines_in(node)]
    lines = [(line, words) for line, words in lines if words and not LABEL.fullmatch(words)]
    texts = [words for _, words in lines]
    title = _title(node, lines)
    rest = [part.strip(' ,.;:–-“”"') for line in texts for part in (line.split(title) if title else [line])]
    rest = [
        _SIGNS.sub("", re.sub(r"(?:\s*\[[\w\s]*\])+$", "", part))
        for part in rest
        if len(part) > 3 and not part.isdigit()
    ]
    counted = re.match(r"\W*(\d{1,4})\s*[.):–-]?\s+(?=\D)", " ".join(texts))
    title = re.sub(r"^\W*\d{1,4}\s*[.):–-]\s+", "", title).strip(' “”"')
    if len(title) < 8 or is_name(title) or not (rest or links) or not _is_paper(rest, links):
        return None
    named = next(
        (found[1] for _, url in links if (found := re.search(r"(?:^|\D)(\d{1,4})(?:_\w+)?\.(?:pdf|png)$", url))), ""
    )
    abstract = next((re.sub(r"(?i)^abstract\W+", "", part) for part in rest[1:] if len(part) > 200), "")
    return entry(
        "paper",
        id=named or (counted[1] if counted else str(number)),
        title=title,
        authors=_authors(rest),
        abstract=told.get("abstract", "") or abstract,
        **_links(links, files, warn, node),
    )


def _title(node: Node, lines: list[tuple[TextLine, str]]) -> str:
    """The title: in bold, a link or a heading of some length; in quotes; else the first line."""
    marked = [each.words() for each in node.all("b", "strong", "a", *HEADINGS)]
    bold = next(
        (words for words in marked if len(words) > 12 and not is_name(words) and not LABEL.fullmatch(words)), ""
    )
    quoted = re.match(r"\W*[“\"](.+?)[,.]?[”\"]", lines[0][1]) if lines else None
    slanted = next(
        (line.slanted for line, _ in lines[:1] if len(line.slanted) > 20 and len(line.slanted) < len(line.words)), ""
    )
    return bold or (quoted[1] if quoted else slanted or (lines[0][1] if lines else ""))


def _is_paper(rest: list[str], links: list[tuple[str, str]]) -> bool:
    """Whether what stands beside a title are authors, or the links of a paper."""
    names = facts.authors_of(rest[0]) if rest and len(rest[0]) < 900 else []
    is_named = bool(names) and sum(is_name(re.sub(r"[\d*†‡§]+$|\s*\(.*", "", name)) for name in names) * 2 >= len(
        names
    )
    kinds = [kind for words, url in links for kind, pattern in _KINDS if re.search(pattern, f"{words} {url}".lower())]
    return is_named or bool(kinds) or bool(names and len(names) > 1 and len(rest[0]) < 300)


def _authors(rest: list[str]) -> list[Any]:
    if not rest or len(rest[0]) >= 900:
        return []
    return [re.sub(r"^(?:by|authors?)\s*:?\s+", "", name, flags=re.I) for name in facts.authors_of(rest[0])]


def _bare(line: TextLine, links: list[tuple[str, str]]) -> str:
    """A line without the words of links at its end, such as PDF and Poster."""
    words = line.words
    for said, _ in reversed(links):
        words = words.removesuffix(said).rstrip(" |/,[]()") if said and LABEL.fullmatch(said) else words
    return words.strip()


def _links(links: list[tuple[str, str]], files: SourceFiles, warn: Warn, node: Node) -> Plain:
    made: Plain = {}
    for words, url in links:
        kind = next((kind for kind, pattern in _KINDS if re.search(pattern, f"{words} {url}".lower())), "url")
        there = url if url.startswith(("http://", "https://")) else "" if url.startswith("#") else files.file(url)
        if there:
            made.setdefault(kind, there)
        elif not url.startswith("#"):
            warn(node.line, MISSING_FILE, f"there is no file {url[:80]}: the link is left out", "add it to static/")
    return made
