"""Important dates of pages: lines that hold a date and what it is for, in lists, tables and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.extract.lines import above, use
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.result import Plain, entry, short
from enlsp_site.model.codes import BAD_DATE

Warn = Callable[[int, Code, str, str], None]
"""What tells of a line: its number, a code, a message and a hint."""
_ABOUT = re.compile(
    r"(?i)deadline|notif|submi|camera|decision|due\b|open|close|registration|workshop|conference|event|accept|review|release"
    r"|publi|start|begin|end|final|program|tutorial|early|poster|abstract|paper|proposal|announce|competition|phase|test|train"
)
_OPEN = re.compile(r"(?i)\btb[acd]\b|to be (?:announced|confirmed|determined)")
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=[A-Z\d])"
_SAID = (
    r"\(?\b(?:(?:deadline|date)\s+)?(?:extended|new|updated|postponed|now|changed)\b"
    r"(?:\s+(?:deadline|date))?(?:\s+(?:to|until|on))?\)?:?"
)


def dates(root: Node, year: str, warn: Warn) -> list[Plain]:
    """The important dates among the lines of a section; the lines that hold one are used."""
    made = _of_lines(lines_of(root), year or _year_of(root.words()), warn)
    for table in root.all("table"):
        if all(node.name != "td" or any(each.name == "#used" for each in above(node)) for node in table.walk()):
            use(table)  # what is left of it is its head
    return made


def _of_lines(lines: list[tuple[Node, str]], year: str, warn: Warn) -> list[Plain]:
    """The dates of lines. One that is struck out all through has passed, or another line says what came of it."""
    made: list[Plain] = []
    passed: list[Plain] = []
    for node, text in lines:
        struck = [each for each in node.all("s", "strike", "del", "span") if _is_struck(each)]
        old = " ".join(each.words() for each in struck)
        is_whole = bool(old) and not re.search(r"\w", text.replace(old, ""))
        if date := _date(text, "" if is_whole else old, year, node, warn):
            (passed if is_whole else made).append(date)
            use(node)
    for date in passed:
        later = next((each for each in made if each["name"].lower() == date["name"].lower()), None)
        if later is None:
            made.append(date)
        elif isinstance(date["date"], str):
            later["was"] = [*later.get("was", ()), date["date"][:10]]
    return made


def hidden(root: Node, year: str, warn: Warn) -> list[Plain]:
    """The dates of a list, of a table or of steps in a section of words: where most entries hold one, or say that it
    is still to come, and what it is for."""
    made: list[Plain] = []
    known = year or _year_of(root.words())
    made += _in_paragraphs(root, known, warn)
    for group in root.all("ul", "ol", "table"):
        entries = [node for node in group.all("li", "tr") if not node.first("li", "tr") and node.words()]
        about = [node for node in entries if _ABOUT.search(node.words()) and len(node.words()) < 200]
        fits = [node for node in about if facts.dated(node.words(), known)]
        is_open = [node for node in about if node not in fits and _OPEN.search(node.words())]
        if len(fits) > 1 and (len(fits) + len(is_open)) * 10 >= len(entries) * 6:
            made += dates(group, known, warn)
            if all(node.name == "#used" for node in entries):
                use(group)
    steps = [(node, text) for node, text in _paired(_leaves(root)).items() if _ABOUT.search(text) and len(text) < 120]
    return made + (_of_lines(steps, known, warn) if len(steps) > 1 else [])


def _in_paragraphs(root: Node, known: str, warn: Warn) -> list[Plain]:
    """The dates of paragraphs that follow one another, each with a name, a colon and a date."""
    made: list[Plain] = []
    for parent in [root, *root.all("div", "section")]:
        fits = [
            node
            for node in parent.children
            if node.name == "p" and re.match(r"[^:.]{4,60}:", words := node.words()) and len(words) < 120
            if _ABOUT.search(words) and facts.dated(words, known)
        ]
        if len(fits) > 1:
            group = Node("div", fits[0].line)
            group.children = list(fits)
            made += dates(group, known, warn)
    return made


def lines_of(root: Node) -> list[tuple[Node, str]]:
    """The entries of lists, rows of tables and paragraphs that hold no other, each with its text."""
    for node in [each for each in root.all("li") if any(child.name in ("ul", "ol") for child in each.children)]:
        _apart(node)
    found = _leaves(root)
    pairs = _paired(found)
    made: list[tuple[Node, str]] = []
    for node in found:
        around = next((each for each in above(node) if each in pairs), None) if pairs else None
        if around is not None:
            made += [(around, pairs[around])] if not made or made[-1][0] is not around else []
        elif node.name == "dd" and made and made[-1][0].name == "dt":
            made[-1] = (node, f"{made[-1][1]}: {node.words()}")
        elif node.name == "p" and node.first("br"):
            made += [(each, each.words()) for each in _broken(node)]
        elif node.name == "tr" and len(cells := [each.words() for each in node.all("td", "th")]) == 2 and all(cells):
            made.append((node, ": ".join(each.rstrip(":") for each in cells)))
        else:
            made.append((node, node.words()))
    return [(node, text) for node, text in made if text]


def _leaves(root: Node) -> list[Node]:
    """The elements of lines that hold no other."""
    return [node for node in root.all(*_INNER, "h3", "h4", "h5", "h6", "div") if not node.first(*_INNER, "div")]


def _paired(found: list[Node]) -> dict[Node, str]:
    """The elements that hold a day alone in one line, and what it is for in others, each with its text: so the steps
    of a timeline are."""
    made: dict[Node, str] = {}
    seen: set[Node] = set()
    for node in found:
        around = node.parent
        if around is None or around in seen or around.name in ("#", "tr", "dl") or not _is_day(node.words()):
            continue
        seen.add(around)
        beside = [each.words() for each in _leaves(around)]
        if 1 < len(beside) < 5 and sum(bool(facts.dated(words, "2000")) for words in beside) == 1:
            made[around] = ": ".join(filter(None, beside)) if _is_day(beside[0]) else _with_day(beside)
    return made


def _with_day(beside: list[str]) -> str:
    """The first of some lines, the day, and what else they say."""
    at = next(number for number, words in enumerate(beside) if _is_day(words))
    return f"{beside[0]}: {beside[at]} {' '.join(filter(None, beside[1:at] + beside[at + 1 :]))}".strip()


def _is_day(words: str) -> bool:
    """Whether words are a day, and no more than its time and zone besides."""
    found = facts.dated(words, "2000")
    rest = f"{words[: found[0].start]} {words[found[-1].end :]}" if found else ""
    return bool(found) and len(words) < 60 and not re.search(r"[^\W\d_]", _BESIDE_A_DAY.sub(" ", rest))


_INNER = ("li", "tr", "p", "dt", "dd")
_BESIDE_A_DAY = re.compile(
    r"(?i)\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|aoe|anywhere on earth|[a-z]{2,3}t|utc|gmt|at|by|on"
    r"|[ap]\.?m)\b\.?"
)


def _apart(node: Node) -> None:
    """Put what an entry says above a list within it into an element of its own."""
    at = next(number for number, child in enumerate(node.children) if child.name in ("ul", "ol"))
    own = Node("p", node.line)
    own.parent, own.children = node, node.children[:at]
    for child in own.children:
        child.parent = own
    if own.words() and not own.first("p"):
        node.children[:at] = [own]


def _broken(node: Node) -> list[Node]:
    """A paragraph parted at its breaks; the parts stand in its place."""
    parts = [Node("span", node.line)]
    for child in node.children:
        if child.name == "br":
            parts.append(Node("span", child.line))
        else:
            parts[-1].children.append(child)
            parts[-1].line = parts[-1].line if len(parts[-1].children) > 1 else child.line
    for part in parts:
        part.parent = node
        for child in part.children:
            child.parent = part
    node.children = parts
    return parts


def _year_of(text: str) -> str:
    """The year that a text names most often; nothing if it names none."""
    years = re.findall(r"\b20\d\d\b", text)
    return max(sorted(set(years)), key=years.count) if years else ""


def _is_struck(node: Node) -> bool:
    return node.name != "span" or "line-through" in node.attributes.get("style", "").replace(" ", "")


def _date(text: str, old: str, year: str, node: Node, warn: Warn) -> Plain | None:
    text, old = (re.sub(_WEEKDAY, "", each, flags=re.I) for each in (text, old))
    before = [each for date in facts.dated(old, year) for each in date.days]
    now = text.replace(old, " ") if old else text
    found = facts.dated(now, year)
    if not found:
        return _without(now, before, node, warn)
    if len(found) > 1 and not old and re.search(r"(?i)extended|\bnew\b|\bwas\b|→|->|postponed", now):
        before, found = [day for each in found[:-1] for day in each.days], found[-1:]
    first, last = found[0], found[-1]
    name, rest = _name(now, first, last)
    if len(text) > 300 or (not name and not rest):
        return None
    zone, clock = facts.zone_in(now), _clock(now, first)
    days = [f"{day} {clock}" if clock else day for day in first.days]
    return entry(
        "date",
        name=name or "Date",
        date=days[0] if len(days) == 1 or first.is_span else days,
        until=first.days[-1] if first.is_span else "",
        was=[day for day in before if day not in first.days],
        zone=zone,
        note=" ".join(filter(None, (rest, *(now[each.start : each.end] for each in found[1:])))),
    )


def _without(now: str, before: list[str], node: Node, warn: Warn) -> Plain | None:
    """A date that is not known yet; a line that should hold one, and holds none, is told."""
    name = re.sub(r"[\s:–-]+$|\b(?:TBD|TBA|TBC)\b", "", now.partition(":")[0]).strip()
    is_date = (":" in now and _OPEN.search(now)) or before
    if is_date and name:
        is_past = before and not re.search(rf"(?i)\btb[acd]\b|{_SAID}", now)  # struck out when it had passed
        return entry("date", name=name, date=before[-1] if is_past else "TBD", was=before[:-1] if is_past else before)
    if re.search(r"(?i)deadline|notification|camera", now) and ":" in now and re.search(r"\d", now):
        warn(node.line, BAD_DATE, f"“{short(now)}” holds no date that can be read", "write it in dates.yaml")
    return None


def _name(text: str, first: facts.FoundDates, last: facts.FoundDates) -> tuple[str, str]:
    """What a date is for, and what else its line says."""
    before = re.sub(rf"(?i)\s*{_SAID}\s*$", "", text[: first.start].strip()).strip(" :–—-,;|*•([")
    after = text[last.end :].strip(" :–—-,;|.*)]")
    after = re.sub(
        r"(?i)\(?\b(?:anywhere on earth|aoe|at|by)\b\)?|\(\s*\)|\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?", " ", after
    )
    rest = " ".join(re.sub(r"\b(?:UTC|GMT|[A-Z]{2,3}T)\b", " ", after).split()).strip(" ()[],;.:-–")
    rest = re.sub(rf"(?i)^{_SAID}\s*", "", rest).strip(" -–:")
    if not before:
        return rest, ""
    return re.sub(r"(?i)\s*\((?:extended|new|updated)[^)]*\)?$|\s+(?:on|by|is|until|from)$", "", before).strip(
        " :("
    ) or before, rest


def _clock(text: str, found: facts.FoundDates) -> str:
    clock = re.search(r"(?i)\b\d{1,2}:\d\d(?:\s*[ap]\.?m\b\.?)?", text[found.end :])
    if not clock:
        return ""
    from enlsp_site.model import times

    try:
        return times.format_clock(times.parse_clock(clock[0]))
    except times.TimeError:
        return ""
