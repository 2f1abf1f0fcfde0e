"""Sites without `_data/`: schedules that are tables, papers that are lists, and windows that open over the page."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from enlsp_site.importers.jekyll.files import Files
from enlsp_site.importers.parse import facts, prose
from enlsp_site.importers.parse.extracts import Warn, card_lines, use
from enlsp_site.importers.parse.markup import BLOCKS, HEADINGS, Node
from enlsp_site.importers.parse.programme import Programme, Row
from enlsp_site.importers.parse.sections import Section
from enlsp_site.importers.result import Plain, entry

_TIME = (
    r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}T)?\s*(?:[-–—‐−]+|to)\s*"
    r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}T\)?)?"
)
_RANGE = re.compile(rf"\W*({_TIME})(?![\d:])", re.I)
_COLUMNS = (
    ("time", r"time|when|hour"),
    ("presenters", r"presenter|speaker|who|panel|by$|name"),
    ("title", r"title|event|session|topic|talk|what|activity|item|description"),
    ("room", r"room|where|location"),
)


LONGEST_ROW = 4000


class Found(NamedTuple):
    """A row of a schedule in a page, and its line."""

    row: Row
    line: int


def ids_in(sections: list[Section]) -> dict[str, Node]:
    """The elements of a page by their ids: windows that its links open."""
    found: dict[str, Node] = {}
    for section in sections:
        for node in section.root().walk():
            if node.attributes.get("id"):
                found.setdefault(node.attributes["id"], node)
    return found


def html_of(node: Node) -> str:
    """What is in an element, as HTML with its links, lists and line breaks alone."""
    if node.name == "#text":
        return escape(node.text, quote=False)
    if node.name.startswith("#") and node.name != "#":
        return ""
    inner = "".join(map(html_of, node.children))
    if node.name in ("a", "button") and _LABEL.fullmatch(node.words()) and _opened_by(node):
        return ""
    if node.name == "a" and node.attributes.get("href", "").startswith(("http", "mailto:")):
        return f'<a href="{escape(node.attributes["href"])}">{inner}</a>'
    if node.name == "br":
        return "<br>"
    return f"<p>{inner}</p>" if node.name in BLOCKS and inner.strip() else inner


# Schedules


def rows(root: Node, ids: dict[str, Node]) -> list[Found]:
    """The rows of the tables of a section, or of its lists; tables and windows are used."""
    found: list[Found] = []
    for table in (each for each in root.all("table") if not each.first("table")):
        made = _table(table, ids)
        if made:
            found += made
            use(table)
    return found or _listed(root, ids)


def _table(table: Node, ids: dict[str, Node]) -> list[Found]:
    columns: dict[str, int] = {}
    found = []
    for tr in table.all("tr"):
        cells = [cell for cell in tr.children if cell.name in ("td", "th")]
        named = _columns([cell.words() for cell in cells])
        if len(named) > 1 and "time" in named and not any(_RANGE.match(cell.words()) for cell in cells):
            columns = named
        elif made := _row(cells, columns, ids):
            found.append(Found(made, tr.line))
    return found


def _columns(heads: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = next((name for name, pattern in _COLUMNS if re.search(pattern, head.lower())), "")
        if name and len(head) < 30:
            found.setdefault(name, at)
    return found


def _row(cells: list[Node], columns: dict[str, int], ids: dict[str, Node]) -> Row | None:
    """A row from its cells: by the names of the columns, else the time first, then title and presenters."""
    at = columns.get("time", next((at for at, cell in enumerate(cells) if _RANGE.match(cell.words())), -1))
    if not 0 <= at < len(cells) or not _RANGE.match(cells[at].words()):
        return None
    rest = [number for number in range(len(cells)) if number != at]
    title = columns.get("title", rest[0] if rest else -1)
    presenters = columns.get("presenters", rest[1] if len(rest) > 1 and "title" not in columns else -1)
    if len(cells) <= max(title, presenters) and rest:  # a cell that goes over several columns
        title, presenters = rest[0], -1
    if title < 0:
        return None
    room = columns.get("room", -1)
    words = _windows(cells, ids)
    return Row(
        time=cells[at].words(),
        title=html_of(cells[title]),
        presenters=html_of(cells[presenters]) if 0 <= presenters < len(cells) else "",
        room=cells[room].words() if 0 <= room < len(cells) else "",
        abstract=escape(words.get("abstract", ""), quote=False),
        bio=escape(words.get("bio", ""), quote=False),
    )


def _listed(root: Node, ids: dict[str, Node]) -> list[Found]:
    """Rows that are entries of a list, or boxes: what begins with a range of times, and goes on."""
    found: list[Found] = []
    for node in root.find(lambda each: each.name in ("li", "p", "div", "dd", "h3", "h4", "h5")):
        words = node.words()
        time = _RANGE.match(words)
        if (
            not time
            or not time.end() + 3 <= len(words) < LONGEST_ROW
            or node.name == "#used"
            or _has_row(node, time[1])
        ):
            continue
        if facts.span(time[1]) is None:
            continue
        parts = [part for part in card_lines(node) if not _RANGE.fullmatch(part)]
        parts[0] = re.sub(_RANGE.pattern + r"[\s:|–—-]*", "", parts[0], count=1, flags=re.I) if parts else ""
        texts = _windows([node], ids)
        row = Row(
            time=time[1],
            title=escape(parts[0] if parts else ""),
            presenters=escape("; ".join(part for part in parts[1:] if len(part) < 100)),
            abstract=escape(texts.get("abstract", "") or "\n\n".join(part for part in parts[1:] if len(part) >= 100)),
            bio=escape(texts.get("bio", ""), quote=False),
            links=tuple((each.words(), each.attributes["href"]) for each in node.all("a") if _is_whole(each)),
        )
        if row.title:
            found.append(Found(row, node.line))
            use(node)
    return found


def _is_whole(link: Node) -> bool:
    return link.attributes.get("href", "").startswith(("http://", "https://"))


def _has_row(node: Node, time: str) -> bool:
    """Whether an element inside of this one is the row, or there are several rows in it."""
    inner = node.find(lambda each: each.name in ("li", "p", "div", "dd"))
    begin = [each for each in inner if _RANGE.match(each.words())]
    return any(len(each.words()) > len(time) + 3 for each in begin) or len(begin) > 1


def _windows(cells: list[Node], ids: dict[str, Node]) -> dict[str, str]:
    """The words of the windows that links or buttons of a row open: abstract and bio. The windows are used."""
    found: dict[str, str] = {}
    for cell in cells:
        for node in cell.walk():
            for name in _opened_by(node):
                if name in ids and ids[name].name != "#used":
                    found |= {key: text for key, text in _told(ids[name]).items() if key not in found}
                    use(ids[name])
    return found


def _opened_by(node: Node) -> list[str]:
    """The ids of what an element opens."""
    targets = [node.attributes.get(name, "") for name in ("href", "data-target", "data-bs-target", "aria-controls")]
    names = [target.lstrip("#") for target in targets if target.startswith("#") or (target and target == targets[3])]
    return [
        name for name in (*names, *re.findall(r"['\"]#?([\w-]+)['\"]", node.attributes.get("onclick", ""))) if name
    ]


def _told(window: Node) -> dict[str, str]:
    """The parts of a window by the words that they begin with; without such words it is an abstract."""
    for node in window.all("button", "h2", "h3", "h4", "h5"):
        if node.name == "button" or not re.search(r"(?i)abstract|bio", node.words()):
            use(node)
    text = prose.paragraphs(html_of(window).replace("×", ""))
    parts = re.split(
        r"(?:^|(?<=[\s.]))(?:(Abstract)|(?:Short |Speaker )?(Bio)(?:graphy)?)\s*[:.–—-]?\s+", text, flags=re.I
    )
    found: dict[str, str] = {}
    if parts[0].strip() and len(parts) == 1:
        return {"abstract": parts[0].strip()}
    for abstract, _, words in zip(parts[1::3], parts[2::3], parts[3::3], strict=False):
        key = "abstract" if abstract else "bio"
        found[key] = f"{found.get(key, '')}\n\n{words}".strip()
    return found


def days(found: list[Found], programme: Programme, warn: Warn, title: str) -> list[tuple[str, list[Plain]]]:
    """A table's rows as a day."""
    programme.begin_day()
    made = []
    for row, line in found:

        def tell(code: str, told: str, hint: str, at: int = line) -> None:
            warn(at, code, told, hint)

        if session := programme.session(row, tell):
            made.append(session)
        else:
            programme.lost.append(row)
    return [(title, made)] if made else []


# Papers

_LABEL = re.compile(
    r"(?i)\W*(?:link(?: to)?\s*)?"
    r"(?:pdf|paper|poster|slides?|video|code|arxiv|openreview|supp\w*|abstract|bibtex|link|talk)s?\W*"
)
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


def papers(root: Node, ids: dict[str, Node], files: Files, warn: Warn) -> list[Plain]:
    """The papers of lists, tables or paragraphs: a title, authors below or behind it, and links. They are used."""
    made: list[Plain] = []
    taken: set[str] = set()
    for node in root.find(
        lambda each: each.name in ("li", "tr", "p", "dd", "details") and not each.first("li", "tr")
    ):
        paper = _paper(node, ids, files, warn, len(made) + 1)
        if paper and node.name != "#used":
            while paper["id"] in taken:
                paper["id"] = f"{paper['id']}-2"
            taken.add(paper["id"])
            made.append(paper)
            use(node)
    return made or _headed(root, ids, files, warn)


def _headed(root: Node, ids: dict[str, Node], files: Files, warn: Warn) -> list[Plain]:
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
        paper = _paper(whole, ids, files, warn, len(made) + 1)
        if paper and paper["id"] not in {each["id"] for each in made}:
            made.append(paper)
            for node in list(whole.children):
                use(node)
    return made


def _paper(node: Node, ids: dict[str, Node], files: Files, warn: Warn, number: int) -> Plain | None:
    windows = _windows([node], ids)
    links = [
        (each.words(), each.attributes["href"]) for each in node.all("a") if each.attributes.get("href", "#") != "#"
    ]
    lines = [
        made for line in card_lines(node) if (made := _without_labels(line, links)) and not _LABEL.fullmatch(made)
    ]
    bold = next((each.words() for each in node.all("b", "strong", "a", *HEADINGS) if len(each.words()) > 12), "")
    quoted = re.match(r"\W*[“\"](.+?)[,.]?[”\"]", lines[0]) if lines else None
    title = bold or (quoted[1] if quoted else lines[0] if lines else "")
    rest = [part.strip(' ,.;:–-“”"') for line in lines for part in line.split(title) if title]
    rest = [re.sub(r"(?:\s*\[[\w\s]*\])+$", "", part) for part in rest if len(part) > 3 and not part.isdigit()]
    counted = re.match(r"\W*(\d{1,4})\s*[.):–-]?\s+(?=\D)", " ".join(lines))
    title = re.sub(r"^\W*\d{1,4}\s*[.):–-]\s+", "", title).strip(' “”"')
    if len(title) < 8 or not (rest or links):
        return None
    named = next(
        (found[1] for _, url in links if (found := re.search(r"(?:^|\D)(\d{1,4})(?:_\w+)?\.(?:pdf|png)$", url))), ""
    )
    return entry(
        "paper",
        id=named or (counted[1] if counted else str(number)),
        title=title,
        authors=facts.authors_of(rest[0]) if rest and len(rest[0]) < 600 else [],
        abstract=windows.get("abstract", "") or next((part for part in rest[1:] if len(part) > 200), ""),
        **_links(links, files, warn, node),
    )


def _without_labels(line: str, links: list[tuple[str, str]]) -> str:
    """A line without the words of links at its end, such as PDF and Poster."""
    for words, _ in reversed(links):
        line = line.removesuffix(words).rstrip(" |/,[]") if words and _LABEL.fullmatch(words) else line
    return line.strip()


def _links(links: list[tuple[str, str]], files: Files, warn: Warn, node: Node) -> Plain:
    made: Plain = {}
    for words, url in links:
        kind = next((kind for kind, pattern in _KINDS if re.search(pattern, f"{words} {url}".lower())), "url")
        there = url if url.startswith(("http://", "https://")) else "" if url.startswith("#") else files.file(url)
        if there:
            made.setdefault(kind, there)
        elif not url.startswith("#"):
            warn(node.line, "missing-file", f"there is no file {url[:80]}: the link is left out", "add it to static/")
    return made
