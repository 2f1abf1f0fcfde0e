"""Programmes of pages: tables with times, and lines that begin with one, to rows by their days.

Where only beginnings are given a session ends as the next one begins; of the last one the end is guessed, and told.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from enlsp_site.importers.extract.cells import TIME, HtmlTable, kind_of, lines_of, tables_in, time_column
from enlsp_site.importers.extract.lines import TextLine, above, is_alone, lines_in, use
from enlsp_site.importers.extract.windows import LABEL, ElementsById
from enlsp_site.importers.parse import facts, prose
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.programme import ProgrammeRow

LAST = 30
"""How many minutes a last session is taken for whose end is not given."""
LONGEST_TITLE = 240


class FoundRow(NamedTuple):
    """A row of a programme, its line, and the day that is written above it (may be empty)."""

    row: ProgrammeRow
    line: int
    day: str
    is_guessed: bool = False


def rows(root: Node, windows: ElementsById) -> list[FoundRow]:
    """The rows of a section's tables, and of its lines where it has no table of times; what they hold is used."""
    found: list[FoundRow] = []
    for table in tables_in(root):
        if kind_of(table) == "schedule":
            found += _of_table(table, windows, _day_above(table.node, root))
            use(table.node)
    return ended(found or _of_lines(root, windows))


def _day_above(node: Node, root: Node) -> str:
    """The day that is written last before an element: a date, or the name of a weekday."""
    day = ""
    for line in lines_in(root):
        if node in (line.node, *above(line.node)):
            break
        day = day_in(line.words) or day
    return day


def day_in(words: str) -> str:
    """A line that is a day of a programme: it holds a date or `Day 2`, and little else; an empty text for others."""
    if len(words) > 90 or TIME.match(words):
        return ""
    if facts.dated(words, "2000") or re.search(
        r"(?i)\bday\s*(?:\d|one|two|three)\b|^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", words
    ):
        return words.strip(" :")
    return ""


# Tables


def _of_table(table: HtmlTable, windows: ElementsById, day: str) -> list[FoundRow]:
    made: list[FoundRow] = []
    for cells in table.rows:
        at = time_column(cells, table.columns)
        if at < 0:
            words = " ".join(cell.words() for cell in cells).strip()
            if now := day_in(words):
                day = now
            elif made and words:
                made[-1] = made[-1]._replace(
                    row=_more(made[-1].row, [line for cell in cells for line in lines_of(cell)])
                )
            continue
        row = _row(cells, at, table.columns, windows)
        if row is not None:
            made.append(FoundRow(row, cells[at].line, day))
    return made


def _row(cells: list[Node], at: int, columns: dict[str, int], windows: ElementsById) -> ProgrammeRow | None:
    """A row by the heads of its columns; without those the longest line is looked into."""
    time = TIME.match(cells[at].words())
    if time is None:
        return None
    named = {name: cells[place] for name, place in columns.items() if place < len(cells) and place != at}
    rest = [cell for place, cell in enumerate(cells) if place != at]
    told = windows.of(cells)
    first = named.get("event") or named.get("title") or (rest[0] if rest else None)
    if first is None:
        return None
    lines = lines_of(first)
    if "event" in named and "title" in named and named["title"].words():
        lines = lines_of(named["title"]) if first is not named["title"] else lines
        kind = named["event"].words()
    else:
        kind = ""
    others = [cell for cell in rest if cell is not first and cell not in named.values()]
    if not ({"presenters", "title", "event"} & named.keys()) or not columns:
        lines += [line for cell in others for line in lines_of(cell)]
        others = []
    made = of_lines(time[0].strip(), lines)
    presenters = named.get("presenters") or named.get("authors")
    people = "; ".join(filter(None, (made.presenters, _people(presenters) if presenters else "")))
    return made._replace(
        title=made.title or escape(kind),
        presenters=people,
        room=named["room"].words() if "room" in named else "",
        abstract=escape(told.get("abstract", ""), quote=False) or made.abstract,
        bio=escape(told.get("bio", ""), quote=False),
        kind=kind or made.kind,
        links=(*made.links, *(link for cell in others for line in lines_of(cell) for link in whole(line))),
    )


def _people(cell: Node) -> str:
    return escape("; ".join(line.words for line in lines_of(cell)), quote=False)


# Lines


def _of_lines(root: Node, windows: ElementsById) -> list[FoundRow]:
    """The rows of lines that begin with a time, each with the lines up to the next; at least two of them."""
    lines = lines_in(root)
    begins = [at for at, line in enumerate(lines) if _begins(line, lines[at + 1 : at + 2])]
    if len(begins) < 2:
        return []
    made, day = list[FoundRow](), ""
    for line in lines[: begins[0]]:
        day = day_in(line.words) or day
    for at, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        inside = lines[at:end]
        cut = next(
            (number for number, line in enumerate(inside) if number and (line.level or day_in(line.words))),
            len(inside),
        )
        time = TIME.match(inside[0].words)
        if time is None:
            continue
        rest = inside[0].words[time.end() :].lstrip(" :|–—-)").strip()
        head = TextLine(
            inside[0].node,
            rest,
            "" if inside[0].bold == inside[0].words else inside[0].bold,
            inside[0].slanted,
            inside[0].links,
        )
        told = windows.of([_block(inside[0].node, root)])
        row = of_lines(time[0].strip(), [*([head] if rest else []), *inside[1:cut]])
        if row.title:
            row = row._replace(abstract=escape(told.get("abstract", ""), quote=False) or row.abstract)
            made.append(FoundRow(row, inside[0].number, day))
            for line in inside[:cut]:
                _use(line.node, root)
        for line in inside[cut:]:
            if now := day_in(line.words):
                day = now
                _use(line.node, root)
    return made


def _begins(line: TextLine, after: list[TextLine]) -> bool:
    found = TIME.match(line.words)
    if not found or len(line.words) > 4000:
        return False
    if facts.dated(line.words[: found.end() + 12], "2000") and not found["end"]:
        return False
    rest = line.words[found.end() :].strip(" :|–—-")
    return bool(rest) or bool(after and not TIME.match(after[0].words))


def _block(node: Node, root: Node) -> Node:
    return next(
        (each for each in (node, *above(node)) if each.name in ("li", "p", "div", "tr", "dd") or each is root), node
    )


def _use(node: Node, root: Node) -> None:
    """Mark the text of a line as imported, with the element that holds nothing else."""
    top = node
    for each in above(node):
        if each is root or each.name in ("#", "#used") or not is_alone(each):
            break
        top = each
    use(top)


_LABELLED = re.compile(
    r"(?i)(abstract|bio(?:graphy)?|speakers?|presenters?|chairs?|moderators?|title|panell?ists?)\s*:\s*(.*)"
)


def of_lines(time: str, lines: list[TextLine]) -> ProgrammeRow:
    """A session of its lines: title, who presents, an abstract, and what kind it says to be."""
    title, kind, people, texts = "", "", list[str](), list[str]()
    for line in lines:
        words = _without_labels(line).strip(" :–—-")
        if labelled := _LABELLED.match(words):
            title, kind = _labelled(labelled[1].lower(), labelled[2], title, kind, people, texts)
        elif len(words) > LONGEST_TITLE:
            texts.append(words)
        elif not title:
            title = words
        elif facts.is_generic(title) or (line.bold and _is_title(words, title, kind)):
            title, kind, people = (title, kind, [*people, words]) if _is_person(words) else (words, title, people)
        elif words and (_is_person(words) or (line.slanted == line.words and len(words) < 120)):
            people.append(words)
        elif words:
            texts.append(words)
    links = [link for line in lines for link in whole(line)]
    title, more, kind = parted(title, kind)
    return ProgrammeRow(
        time=time,
        title=escape(title, quote=False),
        presenters=escape("; ".join([*more, *people]), quote=False),
        abstract=escape("\n\n".join(texts), quote=False),
        links=tuple(dict.fromkeys(links)),
        kind=kind,
    )


def _is_title(words: str, before: str, kind: str) -> bool:
    """Whether a line in bold is the title, and what stands before it only the kind of session."""
    return not _is_person(words) and bool(facts.kind_of(before)) and not kind and len(before) < 40


def _labelled(label: str, rest: str, title: str, kind: str, people: list[str], texts: list[str]) -> tuple[str, str]:
    """Take in a line that says what it is, such as `Speaker: …`. Returns title and kind."""
    if label.startswith(("speaker", "presenter", "panel")):
        people.append(rest)
    elif label.startswith(("chair", "moderator")):
        people.append(f"Moderator: {rest}")
    elif label == "title":
        return rest, title or kind
    elif rest:
        texts.append(rest)
    return title, kind


def _without_labels(line: TextLine) -> str:
    """The words of a line without those of links that say no more than what they open, such as `[Abstract]`."""
    words = line.words
    for said, url in line.links:
        if said and (LABEL.fullmatch(said) or url.startswith("#")) and said != words:
            words = words.replace(f"[{said}]", "").replace(said, "", 1)
    return re.sub(r"\(\s*\)|\[\s*\]", "", words).strip()


def _more(row: ProgrammeRow, lines: list[TextLine]) -> ProgrammeRow:
    """A row with the lines of one below it that has no time."""
    more = of_lines("", lines)
    names = [words for line in lines if _is_person(words := line.words)]
    texts = "" if names else prose.plain(more.title) + ("\n\n" + more.abstract if more.abstract else "")
    return row._replace(
        presenters="; ".join(filter(None, (row.presenters, escape("; ".join(names), quote=False)))),
        abstract="\n\n".join(filter(None, (row.abstract, escape(texts, quote=False)))),
        links=(*row.links, *more.links),
    )


def _is_person(words: str) -> bool:
    """Whether a line names people: each of its parts is a name, with or without where they are from."""
    parts = [part for part in re.split(r"[,;&]|\band\b", re.sub(r"\([^()]*\)", "", words)) if part.strip()]
    return bool(parts) and is_name(parts[0]) and (len(parts) == 1 or "(" in words or len(words) < 160)


_PARTED = re.compile(
    r"(?P<kind>(?:invited|keynote|contributed|plenary|oral|spotlight|opening|tutorial|lightning)[\w\s]*?(?:\s*[#\d]+)?"
    r"(?:\s*\([^()]*\))?)\s*[:–—-]\s+(?P<rest>.+)",
    re.I | re.S,
)


def parted(title: str, kind: str) -> tuple[str, list[str], str]:
    """A title that names its speaker, such as `Invited talk: Ada Lovelace - On engines`, in its parts."""
    found = _PARTED.fullmatch(title)
    rest = found["rest"] if found else title
    one, dash, other = (
        (part.strip() for part in re.split(r"(\s+[-–—|]\s+|:\s+)", rest, maxsplit=1))
        if re.search(r"\s[-–—|]\s|:\s", rest)
        else (rest, "", "")
    )
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", one)
    if is_name(bare) and dash and other and (found or not re.search(r"(?i)chair|host", one)):
        return other.strip('“”" '), [one], kind or (found["kind"] if found else "")
    last = re.sub(r"\s*\([^()]*\)\s*$", "", other)
    if found and dash and is_name(last) and not is_name(bare):
        return one.strip('“”" '), [other], found["kind"]
    if found and is_name(re.sub(r"\s*\([^()]*\)\s*$", "", rest)):
        return found["kind"].strip(), [rest], kind or found["kind"]
    return title, [], kind


def whole(line: TextLine) -> list[tuple[str, str]]:
    """The links of a line that lead to other sites, and are more than a name's."""
    return [
        (words, url)
        for words, url in line.links
        if url.startswith(("http://", "https://")) and words and not is_name(words)
    ]


def ended(found: list[FoundRow]) -> list[FoundRow]:
    """The rows with their ends: the beginning of the next on the same day, where none is given."""
    made = []
    for at, each in enumerate(found):
        time = TIME.match(each.row.time)
        if time is None or time["end"]:
            made.append(each)
            continue
        later = [other for other in found[at + 1 :] if other.day == each.day and other.row.time != each.row.time]
        after = TIME.match(later[0].row.time) if later else None
        if after:
            made.append(each._replace(row=each.row._replace(time=f"{time['start']} - {after['start']}")))
        else:
            made.append(
                each._replace(row=each.row._replace(time=time["start"], duration=f"{LAST}m"), is_guessed=True)
            )
    return made
