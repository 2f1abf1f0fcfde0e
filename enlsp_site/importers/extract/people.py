"""People of pages: cards with a portrait, tables, headings that are names, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.importers.codes import REMOTE_PICTURE
from enlsp_site.importers.extract.cells import HtmlTable, kind_of, tables_in
from enlsp_site.importers.extract.lines import TextLine, above, lines_in, use
from enlsp_site.importers.extract.names import TELLS, Warn, in_lines, listed, of_line
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import HEADINGS, Node
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.result import Plain, entry, short

Picture = Callable[[str], str]
"""What finds a picture of the source and gives its path under static/; nothing if there is none."""
_ROLE = re.compile(
    r"(?i)\b(?:chairs?|co-?chairs?|organi[sz]er|keynote|moderator|panell?ist|speaker|coordinator|lead|advisor"
    r"|web ?master|volunteer"
    r"|professor|lecturer|scientist|researcher|engineer|student|postdoc\w*|fellow|director|head|ceo|cto|founder|manager|president)\b"
)
_LABEL = re.compile(
    r"(?i)\W*(?:google scholar|scholar|publications?|home ?page|website|web|twitter|linkedin|github|e-?mail"
    r"|mail|orcid|dblp|profile"
    r"|bio(?:graphy)?|cv|read more|more(?: info)?|link|page|mastodon|bluesky|x|talk|abstract|slides?|video"
    r"|recording|webpage)\W*"
)
_TOLD = re.compile(
    r"(?i)^(?P<label>(?:talk |presentation )?title|talk|topic|abstract|bio(?:graphy)?|short bio|about"
    r"|affiliation|role)"
    r"\s*[:–—-]\s*(?P<rest>.*)$"
)
LONG = 140


def people(root: Node, picture: Picture, warn: Warn, is_loose: bool = True) -> list[Plain | str]:
    """The people of a section, each once; what they were read from is used. `is_loose` says that the section is one
    of people, and short lines are names."""
    made: list[Plain | str] = []
    for table in tables_in(root):
        if kind_of(table) in ("portraits", "people"):
            made += _of_table(table, picture, warn)
        elif is_loose and _is_beside(table):
            made += [found for cells in table.rows if (found := _beside(cells, warn))]
            use(table.node)
    made += cards(root, picture, warn)
    made += _headed(root)
    if is_loose:
        made += listed(root, warn)
        made += [] if made else in_lines(root)
    return _once(made)


def _once(made: list[Plain | str]) -> list[Plain | str]:
    found: dict[str, Plain | str] = {}
    for each in made:
        name = each["name"] if isinstance(each, dict) else facts.affiliated(each)[0]
        held = found.get(name.lower())
        if held is None or (isinstance(held, str) and isinstance(each, dict)):
            found[name.lower()] = each
        elif isinstance(held, dict) and isinstance(each, dict):  # a portrait above, the bio below
            found[name.lower()] = entry("person", **{**each, **held})
    return list(found.values())


# Tables


def _of_table(table: HtmlTable, picture: Picture, warn: Warn) -> list[Plain | str]:
    """People of a table: by its heads, or in columns of portraits with names below."""
    made: list[Plain | str] = []
    if "name" in table.columns or "presenters" in table.columns:
        for cells in table.rows:
            at = table.columns.get("name", table.columns.get("presenters", 0))
            whole = Node("div", cells[0].line)
            whole.children = (
                [cells[at], *(cell for place, cell in enumerate(cells) if place != at)] if at < len(cells) else cells
            )
            if person := _person(whole, None, picture, warn):
                made.append(person)
    else:
        for card in _columns(table):
            image = card.first("img")
            if person := _person(card, image, picture, warn):
                made.append(person)
    if made:
        use(table.node)
    return made


def _is_beside(table: HtmlTable) -> bool:
    """Whether each row of a table without a head is a name, with an affiliation in the next cell or without one."""
    names = [_bare(cells[0].words()) for cells in table.rows if len(cells) < 4]
    return len(names) == len(table.rows) > 0 and sum(map(is_name, names)) * 10 >= len(names) * 8


def _beside(cells: list[Node], warn: Warn) -> Plain | str | None:
    row = Node("tr", cells[0].line)
    row.children = list(cells)
    places = ", ".join(words for cell in cells[1:] if (words := cell.words()))
    name = cells[0].words()
    return of_line(row, f"{name} ({places})" if places and "(" not in name else f"{name} {places}".strip(), warn)


def _columns(table: HtmlTable) -> list[Node]:
    """The cells below one another, for each block of rows that begins with portraits."""
    rows = [[cell for cell in row.children if cell.name in ("td", "th")] for row in table.node.all("tr")]
    cards: list[Node] = []
    open_cards: list[Node] = []
    for cells in rows:
        if any(cell.first("img") for cell in cells) or len(cells) != len(open_cards):
            open_cards = [Node("div", cell.line) for cell in cells]
            cards += open_cards
        for card, cell in zip(open_cards, cells, strict=True):
            card.children.append(cell)
    if rows and all(sum(cell.first("img") is not None for cell in cells) <= 1 and len(cells) > 1 for cells in rows):
        merged = []
        for cells in rows:
            card = Node("div", cells[0].line)
            card.children = list(cells)
            merged.append(card)
        return merged
    return cards


# Cards


def cards(root: Node, picture: Picture, warn: Warn) -> list[Plain | str]:
    """The people whose cards stand in a section: a portrait with a name, and what goes with it. Cards are used."""
    made: list[Plain | str] = []
    for image in root.all("img"):
        card = _card(image, root)
        if card is None or card.name == "#used" or any(each.name == "#used" for each in above(card)):
            continue
        if person := _person(card, image, picture, warn):
            made.append(person)
            use(card)
    return made or _classed(root, picture, warn)


def _card(image: Node, root: Node) -> Node | None:
    """The widest element around a portrait in which there is no other, and some words."""
    best = None
    for node in above(image):
        if node is root or node.name in ("#", "#used") or len(_portraits(node)) > 1 or _many(node):
            break
        best = node
    if best is None or not (lines_in(best, 1) or image.attributes.get("alt")):
        return None
    return best


def _portraits(node: Node) -> list[Node]:
    """The pictures in an element that are no signs beside a link."""
    return [
        each
        for each in node.all("img")
        if not re.search(
            r"(?i)icon|logo|flag|badge|scholar|github|twitter|linkedin|\.svg$", each.attributes.get("src", "")
        )
    ]


def _many(node: Node) -> bool:
    """Whether an element holds several headings that are names: it is a group and no card."""
    return sum(is_name(each.words()) for each in node.all(*HEADINGS)) > 1


def _classed(root: Node, picture: Picture, warn: Warn) -> list[Plain | str]:
    """The people in elements that say by their class that they are cards."""
    made: list[Plain | str] = []
    for node in root.all("div", "li", "article", "a", "figure", "section"):
        if not re.search(
            r"\b(?:person|member|speaker|organi[sz]er|profile|people|team|author|panelist|card)(?:[-_]?(?:card|item|box|info))?\b",
            node.marks,
        ):
            continue
        inner = [each for each in node.all("div", "li", "article", "a") if each.marks == node.marks]
        lines = lines_in(node, 12)
        if inner or not lines or not is_name(facts.affiliated(facts.named(lines[0].words)[1])[0]) or len(lines) > 10:
            continue
        if person := _person(node, None, picture, warn):
            made.append(person)
            use(node)
    return made


def _person(card: Node, image: Node | None, picture: Picture, warn: Warn) -> Plain | None:
    lines = lines_in(card)
    alt = plain(image.attributes.get("alt", "") or image.attributes.get("title", "")) if image is not None else ""
    at = _name_line(lines, alt)
    written = lines[at].words if at >= 0 else alt
    rest = [line for number, line in enumerate(lines) if number != at]
    if at >= 0 and lines[at].bold and is_name(_bare(lines[at].bold)) and len(lines[at].bold) < len(written):
        more = written.replace(lines[at].bold, "", 1).strip(" ,–—-|:")
        rest.insert(0, TextLine(lines[at].node, written if re.match(TELLS, more) else more))
        written = lines[at].bold
    honorific, name = facts.named(re.sub(r"(?i),?\s*(?:ph\.?\s?d\.?|m\.?d\.?)\s*$", "", written))
    name, inside, _ = facts.affiliated(name)
    if not inside and "," in name and is_name(name.partition(",")[0]):
        name, _, place = name.partition(",")
        inside = [place.strip()]
    if not name or len(name) > 60 or (at < 0 and not is_name(name)):
        return None
    file = _portrait(image, name, picture, warn)
    links = [node.attributes.get("href", "") for node in [card, *card.all("a"), *above(card)] if node.name == "a"]
    return entry(
        "person",
        **{
            "name": name,
            "honorific": honorific,
            "photo": file,
            "links": links_of(links),
            **_facts(rest, inside, name),
        },
    )


def _portrait(image: Node | None, name: str, picture: Picture, warn: Warn) -> str:
    """The portrait under static/; nothing, and told, where it is elsewhere or lacking."""
    source = image.attributes.get("src", "") if image is not None else ""
    file = picture(source) if source else ""
    if source and not file and image is not None:
        if "://" in source:
            told = f"the portrait of {name} is at {short(source)}, and is not fetched"
            warn(image.line, REMOTE_PICTURE, told, "put it into static/images/ and write photo")
        else:
            told = f"there is no picture {short(source)}: {name} has no portrait"
            warn(image.line, MISSING_FILE, told, "add it to static/")
    return file


def _bare(words: str) -> str:
    return facts.affiliated(facts.named(words)[1])[0]


def _name_line(lines: list[TextLine], alt: str) -> int:
    """Which line is the name: the first that looks like one, in bold first; else what the picture says, else the
    first."""
    bold = [at for at, line in enumerate(lines[:6]) if line.bold and is_name(_bare(line.bold))]
    named = [at for at, line in enumerate(lines[:6]) if is_name(_bare(line.words.partition(",")[0]))]
    if bold or named:
        return (bold or named)[0]
    if alt and (at := next((at for at, line in enumerate(lines[:6]) if line.words.lower() == alt.lower()), -1)) >= 0:
        return at
    if is_name(alt):
        return -1
    return 0 if lines and len(lines[0].words) < 60 and len(lines) < 8 and not _LABEL.fullmatch(lines[0].words) else -1


def _facts(lines: list[TextLine], inside: list[str], name: str) -> Plain:
    """Affiliation, role, talk and bio of the lines of a card besides its name."""
    made: dict[str, Any] = {"affiliations": list(inside), "role": "", "bio": "", "talk": {}}
    texts, roles = list[str](), list[str]()
    label = ""
    for line in lines:
        words = _without_labels(line).strip(" ,;:")
        if not words or _LABEL.fullmatch(words):
            label = words.strip(" :").lower()
            continue
        if words == name or (
            all(words in each for each, _ in line.links if each) and line.links and not _place(line, made)
        ):
            continue
        if found := _TOLD.match(words):
            label, words = found["label"].lower(), found["rest"]
            if not words:
                continue
        if "abstract" in label:
            made["talk"]["abstract"] = "\n\n".join(filter(None, (made["talk"].get("abstract", ""), words)))
        elif re.search(r"title|talk|topic", label):
            made["talk"].setdefault("title", words.strip('“”"'))
            label = ""
        elif re.search(r"bio|about", label) or len(words) > LONG or _is_sentence(words, name):
            texts.append(words)
        elif _ROLE.search(words) and not re.search(r"(?i)\b(?:universit|institut|college|school|lab)", words):
            roles.append(words)
        elif not made["affiliations"] or (line.slanted == line.words and not inside and not texts):
            made["affiliations"].append(words)
        elif len(words) < 80 and not texts:
            roles.append(words)
        else:
            texts.append(words)
    return {**made, "role": ", ".join(roles), "bio": "\n\n".join(texts)}


def _without_labels(line: TextLine) -> str:
    """The words of a line without those of links that say what they are, such as Website."""
    words = line.words
    for said, _ in line.links:
        if said and _LABEL.fullmatch(said) and said != words:
            words = words.replace(said, "", 1)
    return " ".join(words.split())


def _is_sentence(words: str, name: str) -> bool:
    """Whether a line tells of somebody in a sentence."""
    is_about = words.startswith((name, "He ", "She ", "They ")) or bool(
        re.search(r"\b(?:is|was) (?:an?|the)\b", words)
    )
    return is_about and len(words.split()) > 5


def _place(line: TextLine, made: dict[str, Any]) -> bool:
    """Whether a line that is a link all through is where somebody is from: no link of a person's own is called so."""
    return (
        not made["affiliations"]
        and not _LABEL.fullmatch(line.words)
        and len(line.words) < 80
        and len(line.links) == 1
    )


# Headings that are names


def _headed(root: Node) -> list[Plain | str]:
    """People whose names are small headings, with what stands below each up to the next."""
    made: list[Plain | str] = []
    for heading in root.all("h2", "h3", "h4", "h5", "h6"):
        words = re.sub(r"^\W+|\W+$", "", heading.words())
        if (
            heading.parent is None
            or not is_name(_bare(words.partition(",")[0]))
            or heading not in heading.parent.children
        ):
            continue
        beside = heading.parent.children
        at = beside.index(heading)
        end = next(
            (
                at + 1 + after
                for after, each in enumerate(beside[at + 1 :])
                if each.name in HEADINGS and each.name <= heading.name
            ),
            len(beside),
        )
        whole = Node("div", heading.line)
        whole.children = list(beside[at:end])
        if person := _person(whole, whole.first("img"), lambda _: "", lambda *_: None):
            made.append(person)
            for node in whole.children:
                use(node)
    return made
