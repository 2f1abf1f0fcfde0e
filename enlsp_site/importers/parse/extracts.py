"""What sections of a page hold besides words: important dates, sponsors' logos, cards of people, topics."""

from __future__ import annotations

import re
from collections.abc import Callable

from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import BLOCKS, HEADINGS, Node
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.result import Plain, entry, short

Warn = Callable[[int, str, str, str], None]
"""What tells of a line: its number, a code, a message and a hint."""
Picture = Callable[[str], str]
"""What finds a picture of the source and gives its path under static/; nothing if there is none."""


def use(node: Node) -> None:
    """Mark a node as imported, so that it is not words of a page as well."""
    node.name = "#used"


def lines_of(root: Node) -> list[tuple[Node, str]]:
    """The entries of lists, rows of tables and paragraphs, each with its text."""
    found = [node for node in root.all("li", "tr", "p", "dd", "h3", "h4", "h5") if not node.first("li", "tr", "p")]
    return [(node, node.words()) for node in found if node.words()]


# Important dates


def dates(root: Node, year: str, warn: Warn) -> list[Plain]:
    """The important dates among the lines of a section; the lines that hold one are used."""
    made = []
    for node, text in lines_of(root):
        struck = [each for each in node.all("s", "strike", "del", "span") if _is_struck(each)]
        old = " ".join(each.words() for each in struck)
        date = _date(text, old, year, node, warn)
        if date:
            made.append(date)
            use(node)
    return made


def _is_struck(node: Node) -> bool:
    return node.name != "span" or "line-through" in node.attributes.get("style", "").replace(" ", "")


def _date(text: str, old: str, year: str, node: Node, warn: Warn) -> Plain | None:
    before = [each for date in facts.dated(old, year) for each in date.days]
    now = text.replace(old, " ") if old else text
    found = facts.dated(now, year)
    if not found:
        name = re.sub(r"[\s:–-]+$|\b(?:TBD|TBA)\b", "", now.partition(":")[0]).strip()
        is_date = (":" in now and re.search(r"(?i)\b(?:tbd|tba)\b", now)) or before
        if is_date and name:
            return entry("date", name=name, date="TBD", was=before)
        if re.search(r"(?i)deadline|notification|camera", now) and ":" in now and re.search(r"\d", now):
            warn(node.line, "bad-date", f"“{short(now)}” holds no date that can be read", "write it in dates.yaml")
        return None
    if len(found) > 1 and not old and re.search(r"(?i)extended|new|was|→|->", now):
        before, found = [day for each in found[:-1] for day in each.days], found[-1:]
    first, last = found[0], found[-1]
    name, rest = _name(now, first, last)
    zone, clock = facts.zone_in(now), _clock(now, first)
    days = [f"{day} {clock}" if clock else day for day in first.days]
    return entry(
        "date",
        name=name or "Date",
        date=days[0] if len(days) == 1 or first.is_span else days,
        until=first.days[-1] if first.is_span else "",
        was=before,
        zone=zone,
        note=" ".join(filter(None, (rest, *(now[each.start : each.end] for each in found[1:])))),
    )


def _name(text: str, first: facts.Dated, last: facts.Dated) -> tuple[str, str]:
    """What a date is for, and what else its line says."""
    before = text[: first.start].strip(" :–—-,;|*•")
    after = text[last.end :].strip(" :–—-,;|.*")
    after = re.sub(
        r"(?i)\(?\b(?:anywhere on earth|aoe|at|by)\b\)?|\(\s*\)|\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?", " ", after
    )
    rest = " ".join(re.sub(r"\b(?:UTC|GMT|[A-Z]{2,3}T)\b", " ", after).split()).strip(" ()[],;.:-–")
    if not before:
        return rest, ""
    return re.sub(r"(?i)\s*\((?:extended|new)[^)]*\)?$", "", before).strip(" :(") or before, rest


def _clock(text: str, found: facts.Dated) -> str:
    clock = re.search(r"(?i)\b\d{1,2}:\d\d(?:\s*[ap]\.?m\b\.?)?", text[found.end :])
    if not clock:
        return ""
    from enlsp_site.model import times

    try:
        return times.format_clock(times.parse_clock(clock[0]))
    except times.TimeError:
        return ""


# Sponsors

TIERS = (
    "Diamond",
    "Platinum",
    "Gold",
    "Silver",
    "Bronze",
    "Sponsors",
    "Sponsor",
    "Sponsorship",
    "Prospects",
    "Partners",
)


def spelt(title: str) -> str:
    """A heading of sponsors with its words spelt right: `Platinium Sposors` is `Platinum Sponsors`."""
    from enlsp_site.diagnostics.suggest import is_certain, suggest

    return " ".join(suggest(word, TIERS) if is_certain(word, TIERS) else word for word in title.split())


def sponsors(root: Node, picture: Picture, warn: Warn) -> list[tuple[str, int, Plain]]:
    """The sponsors of a section by their logos, with the links around those, each behind the small heading above it
    (may be empty) and its line; the logos and headings are used."""
    made: list[tuple[str, int, Plain]] = []
    tier, line = "", 0
    for image in root.all("img", "h3", "h4", "h5"):
        if image.name != "img":
            tier, line = image.words(), image.line
            use(image)
            continue
        source = image.attributes.get("src", "")
        around = next((node for node in _above(image) if node.name == "a"), None)
        url = around.attributes.get("href", "") if around else ""
        alt = plain(image.attributes.get("alt", ""))
        name = alt if alt and not re.search(r"(?i)\blogo\b$|\.\w{3}$|^logo", alt) else _from_file(source)
        file = picture(source)
        if not file:
            warn(image.line, "missing-file", f"there is no picture {source}: the sponsor has no logo", "add it")
        if not alt:
            warn(image.line, "unnamed-sponsor", f"the logo says no name; “{name}” is taken from its file", "check it")
        made.append((tier, line, entry("sponsor", name=name, url=url if "://" in url else "", logo=file)))
        use(around or image)
    return made


def _above(node: Node) -> list[Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _from_file(source: str) -> str:
    """A name from that of a logo's file: `Logo-Sanofi.png` is Sanofi, `Huawei2.png` Huawei."""
    stem = source.rpartition("/")[2].rpartition(".")[0]
    words = [
        word
        for word in re.split(r"[-_ .]+|(?<=[a-z])(?=[A-Z])", stem)
        if not re.fullmatch(r"(?i)logos?|v?\d+|new|img|final", word)
    ]
    name = " ".join(re.sub(r"\d+$", "", word) for word in words).strip()
    return name[:1].upper() + name[1:] or stem or "Sponsor"


# People


def cards(root: Node, picture: Picture, warn: Warn) -> list[Plain]:
    """The people whose cards stand in a section: a portrait with a name, and what goes with it. Cards are used."""
    made = []
    for image in root.all("img"):
        card = _card(image, root)
        if card is None or card.name == "#used":
            continue
        person = _person(card, image, picture, warn)
        if person:
            made.append(person)
            use(card)
    return made


def _card(image: Node, root: Node) -> Node | None:
    """The widest element around a portrait in which there is no other, and some words."""
    best = None
    for node in _above(image):
        if node is root or len(node.all("img")) > 1 or node.name in ("#", "#used"):
            break
        best = node
    return best if best is not None and best.words() else None


def _person(card: Node, image: Node, picture: Picture, warn: Warn) -> Plain | None:
    lines = card_lines(card)
    alt = plain(image.attributes.get("alt", ""))
    bold = next((node.words() for node in card.all("b", "strong", *HEADINGS) if node.words()), "")
    written = next((line for line in lines if bold and bold.startswith(line[:200])), lines[0] if lines else alt)
    honorific, name = facts.named(written)
    name, inside, _ = facts.affiliated(name)
    linked = {node.words() for node in card.all("a")}
    rest = [line for line in lines if line != written and line not in linked]
    if not name or len(name) > 80:
        return None
    source = image.attributes.get("src", "")
    file = picture(source)
    if source and not file and "://" not in source:
        warn(image.line, "missing-file", f"there is no picture {source}: {name} has no portrait", "add it to static/")
    long = [line for line in rest if len(line) > 160]
    return entry(
        "person",
        name=name,
        honorific=honorific,
        affiliations=inside or [line for line in rest if len(line) <= 160][:1],
        role=", ".join([line for line in rest if len(line) <= 160][(0 if inside else 1) :]),
        photo=file,
        links=links_of([node.attributes.get("href", "") for node in card.all("a")]),
        bio="\n\n".join(long),
    )


def card_lines(card: Node) -> list[str]:
    """The lines of a card: what stands between its breaks and blocks."""
    parts = [""]
    for node in card.walk():
        if node.name == "#text":
            parts[-1] += node.text
        elif node.name == "br" or node.name in BLOCKS:
            parts.append("")
    lines = [" ".join(part.replace("\xa0", " ").split()).strip(" ,|•·") for part in parts]
    return [line for line in lines if re.search(r"\w", line)]


def names(root: Node, warn: Warn) -> list[str]:
    """The people of a list, each in short: `Name (Affiliation)`, or `Name, Affiliation`. The list is used."""
    made = []
    for node in root.all("li"):
        line = node.words()
        if not line or len(line) > 160 or node.first("li", "img"):
            continue
        name, affiliations, sound = facts.affiliated(line)
        if not affiliations and re.search(r"\w,\s+\w|\s[-–—]\s", name):
            name, _, rest = re.sub(r"\s[-–—]\s", ", ", name, count=1).partition(", ")
            affiliations = [rest] if rest else []
        if not sound:
            warn(
                node.line, "brackets", f"the brackets of “{short(line)}” do not match", "look whether it is read well"
            )
        made.append(facts.in_short(name, affiliations))
        use(node)
    return made or _in_lines(root)


def _in_lines(root: Node) -> list[str]:
    """The people of a text that has one on each line, or parts them by commas: nearly all with an affiliation."""
    lines = [part for line in card_lines(root) for part in re.split(r"(?<=\))\s*[,;·|]\s*", line)]
    people = [facts.affiliated(line) for line in lines]
    if len(people) < 3 or sum(bool(each[1]) and len(each[0]) < 60 for each in people) * 10 < len(people) * 8:
        return []
    for node in list(root.children):
        use(node)
    return [facts.in_short(name, affiliations) for name, affiliations, _ in people if name]


# Topics


def topics(root: Node) -> list[Plain]:
    """The groups of topics of a call: a bold line or a small heading, and a list below it. Two of them at least."""
    found: list[tuple[Node, Node]] = []
    label: Node | None = None
    for node in root.walk():
        if node.name in ("b", "strong", "h3", "h4", "h5") and node.words():
            label = node
        elif node.name == "#text" and node.text.strip() and not _is_inside(node, label):
            label = None
        elif node.name == "ul" and label is not None:
            found.append((label, node))
            label = None
    if len(found) < 2:
        return []
    made = []
    for title, items in found:
        made.append(
            {
                "group": title.words().rstrip(":"),
                "items": [each.words() for each in items.children if each.name == "li"],
            }
        )
        use(title)
        use(items)
    return made


def _is_inside(node: Node, around: Node | None) -> bool:
    return around is None or around in _above(node)
