"""Sponsors of pages: logos with the links around them, below the heading of their tier; or links without a logo."""

from __future__ import annotations

import re

from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.importers.codes import REMOTE_PICTURE, UNNAMED_SPONSOR
from enlsp_site.importers.extract.lines import above, use
from enlsp_site.importers.extract.names import Warn
from enlsp_site.importers.extract.people import Picture
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.result import Plain, entry

TIERS = (
    *(
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
    ),
)


def spelt(title: str) -> str:
    """A heading of sponsors with its words spelt right: `Platinium Sposors` is `Platinum Sponsors`."""
    from difflib import get_close_matches

    words = []
    for word in title.split():
        close = get_close_matches(word.title(), TIERS, 1, 0.75) if word.title() not in TIERS else []
        words.append(close[0] if close and len(word) > 3 else word)
    return " ".join(words)


def sponsors(root: Node, picture: Picture, warn: Warn) -> list[tuple[str, int, Plain]]:
    """The sponsors of a section, each behind the small heading above it (may be empty) and its line; what they were
    read from is used."""
    made: list[tuple[str, int, Plain]] = []
    tier, line = "", 0
    for node in root.all("img", "h3", "h4", "h5", "h6"):
        if node.name != "img":
            tier, line = node.words(), node.line
            use(node)
        elif node.attributes.get("src"):
            made.append((tier, line, _of_logo(node, picture, warn)))
            around = next((each for each in above(node) if each.name == "a"), None)
            use(around or node)
    return made or [(tier, each.line, sponsor) for each, sponsor in _linked(root)]


def _of_logo(image: Node, picture: Picture, warn: Warn) -> Plain:
    source = image.attributes.get("src", "")
    around = next((node for node in above(image) if node.name == "a"), None)
    url = around.attributes.get("href", "") if around else ""
    alt = plain(image.attributes.get("alt", "") or image.attributes.get("title", ""))
    alt = re.sub(r"(?i)\s+logo$", "", alt)
    name = alt if alt and not re.search(r"(?i)^logo$|\.\w{3,4}$|^logo", alt) else from_file(source)
    file = picture(source)
    if not file and "://" in source:
        warn(
            image.line,
            REMOTE_PICTURE,
            f"the logo of {name} is at {source[:80]}, and is not fetched",
            "put it into static/images/ and write logo",
        )
    elif not file:
        warn(image.line, MISSING_FILE, f"there is no picture {source}: the sponsor has no logo", "add it")
    if not alt:
        warn(image.line, UNNAMED_SPONSOR, f"the logo says no name; “{name}” is taken from its file", "check it")
    return entry("sponsor", name=name, url=url if "://" in url else "", logo=file)


def _linked(root: Node) -> list[tuple[Node, Plain]]:
    """Sponsors that are links, in a list or one a line."""
    found = [
        node for node in root.all("a") if "://" in node.attributes.get("href", "") and 1 < len(node.words()) < 60
    ]
    lists = [node for node in found if any(each.name in ("li", "h3", "h4", "h5", "td") for each in above(node))]
    made = []
    for node in lists:
        made.append((node, entry("sponsor", name=node.words(), url=node.attributes["href"].strip())))
        use(node)
    return made


def from_file(source: str) -> str:
    """A name from that of a logo's file: `Logo-Sanofi.png` is Sanofi, `Huawei2.png` Huawei."""
    stem = source.rpartition("/")[2].rpartition(".")[0]
    words = [
        word
        for word in re.split(r"[-_ .]+|(?<=[a-z])(?=[A-Z])", stem)
        if not re.fullmatch(r"(?i)logos?|v?\d+|new|img|final", word)
    ]
    name = " ".join(re.sub(r"\d+$", "", word) for word in words).strip()
    return name[:1].upper() + name[1:] or stem or "Sponsor"
