"""What site.yaml's `look` becomes: a stylesheet, the drawing behind the title, icons, and cards for shared links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from enlsp_site.images import colours
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.media import CARD_PORTRAIT, CARD_SIZE, ICON_SIZE, Card, CardDefaults, Icon, PictureCopy
from enlsp_site.model.occasion import occasion
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Paper
from enlsp_site.model.people import Group, Person
from enlsp_site.model.record import Link, Record
from enlsp_site.model.targets import Target
from enlsp_site.model.wording import is_right_to_left
from enlsp_site.storage.item_results import ANEW, ItemResults
from enlsp_site.text import plain_text

CARD, ICON = DRAWINGS = ("card", "icon")
"""The recipes of what is drawn (`card_images`)."""
SPEAKERS = "speakers"
"""The group whose people have cards; elsewhere those have them who give a talk."""
SQUARE = 2.0
"""How many times as wide as high, or the other way round, a logo may be to be an icon."""
SPELT = 6
"""How long a short name may be for a large icon to have all of it."""


class SocialCard(Record, frozen=True):
    """The card that a page has where it is shared: its whole address, what is on it, its size in pixels."""

    url: str
    alt: str
    width: int = CARD_SIZE[0]
    height: int = CARD_SIZE[1]


class Icons(Record, frozen=True):
    """The addresses of an edition's icons: one to be drawn at any size, if there is one, and one in pixels."""

    scalable: str
    pixels: str
    size: int = ICON_SIZE


class CardView(Record, frozen=True):
    """A card as the page that lists them shows it."""

    url: str
    alt: str
    width: int = CARD_SIZE[0]
    height: int = CARD_SIZE[1]


# The stylesheet, the drawing, the icons


def own_style(workshop: Workshop, edition: Edition) -> str:
    """The address of the stylesheet that organizers put into static/ as `own.css`; empty if there is none. One beside
    the current edition is not of earlier ones, whose pages stay as they are: they have copies of their own, which may
    be published at the root as long as both have the same bytes."""
    sources = {file.path: (file.source, *file.copies) for file in workshop.files if file.path.endswith("own.css")}
    mine = "static/own.css" if edition is workshop.current else f"editions/{edition.id}/static/own.css"
    if f"{edition.id}/own.css" in sources:
        return urls.inside(f"{edition.id}/own.css")
    return urls.inside("own.css") if mine in sources.get("own.css", ()) else ""


SHEETS = ("programme", "papers", "sections", "later")
"""The theme's stylesheets besides style.css, which all pages have: theme/NAME.css."""


def sheets(workshop: Workshop) -> tuple[str, ...]:
    """Which of `SHEETS` go with the style.css that is published: all of the theme's; with one that the site has put
    into its place, and which then is the whole look, only those that it brings as well."""
    sources = {file.path: file.source for file in workshop.files if file.path.startswith("theme/")}

    def is_own(name: str) -> bool:
        return sources.get(f"theme/{name}.css", "").startswith("static/")

    return tuple(name for name in SHEETS if is_own(name)) if is_own("style") else SHEETS


WIDE = 62
"""From this width on (in rem of 16 pixels) the menu stands in the masthead, if there is room."""
BUTTONS, GUTTER, PAGE = 8.6, 0.042, 74
"""Of the stylesheet: what search, theme and gaps take in the masthead, the share of the width that a gutter has, and
the widest that a page gets; in its own rem, which is `ROOT` times as large as that of media queries."""
ROOT, SPARE, NEVER = 1.1, 1.03, 999


def folded_below(edition: Edition, titles: Iterable[str]) -> int:
    """Up to which width, in rem of 16 pixels, a menu of these words does not fit in one line beside the name and the
    buttons; 0 if that is narrower than where it is folded anyway. Letters of Chinese and the like are wide."""
    from unicodedata import east_asian_width

    def letters(text: str) -> int:
        return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)

    words = list(titles)
    name = letters(f"{edition.site.name} {edition.id}") * 0.7 + _brand_width(edition)
    menu = sum(map(letters, words)) * 0.447 + len(words) * 0.76
    needed = name + menu + BUTTONS
    fits_from = ceil(needed / (1 - 2 * GUTTER) * ROOT * SPARE) if needed < PAGE else NEVER
    return fits_from if fits_from > WIDE and words else 0


def _brand_width(edition: Edition) -> float:
    """How wide the logo is beside the name, in rem."""
    logo = edition.site.look.logo or edition.site.look.logo_dark
    return min(9.0, 2.1 * logo.width / logo.height) if logo and logo.height else 0


def targets(workshop: Workshop, edition: Edition, nav: Iterable[Link] = ()) -> list[Target]:
    """What pages take from `look`: look.css, the drawing beside it, which it shows, and icons. A file that the site
    brings under the name of an icon goes before ours."""
    look, path = edition.site.look, f"{edition.id}/look.css"
    font = urls.relative(look.font.url, path).translate(_IN_CSS) if look.font else ""
    menu = folded_below(edition, [link.title for link in nav])
    style = {"look": look, "shades": colours.shades(look.accent), "font": font, "menu": menu}
    motif = {"name": _name(edition), "accent": look.accent}
    made = [
        Target(path=path, recipe="look.css", inputs=style),
        Target(path=f"{edition.id}/motif.svg", recipe="motif", inputs=motif),
    ]
    taken = {file.path for file in workshop.files}
    return made + [icon for icon in _icon_targets(workshop, edition) if icon.path not in taken]


_IN_CSS = str.maketrans({"&": "%26", "'": "%27", "(": "%28", ")": "%29"})
"""What is encoded in an address besides, so that it can stand in a stylesheet whose template escapes for HTML."""


def _name(edition: Edition) -> str:
    return f"{edition.site.name} {edition.id}"


def icons(edition: Edition) -> Icons:
    """The addresses of an edition's icons. A logo that is an SVG is the icon as it is."""
    look = edition.site.look
    drawn = urls.inside(f"{edition.id}/icon.svg")
    if _is_square(edition) and look.logo:
        drawn = look.logo.url if _is_svg(edition) else ""
    return Icons(scalable=drawn, pixels=urls.inside(f"{edition.id}/icon.png"))


def _is_square(edition: Edition) -> bool:
    """Whether there is a logo that can be seen in a square."""
    logo = edition.site.look.logo
    return bool(logo and logo.width and 1 / SQUARE <= logo.width / logo.height <= SQUARE)


def _is_svg(edition: Edition) -> bool:
    logo = edition.site.look.logo
    return bool(logo and logo.file and logo.file.path.lower().endswith(".svg"))


def _copies(edition: Edition) -> dict[str, PictureCopy]:
    """The copies of the pictures of an edition, by their addresses."""
    return {urls.inside(copy.path): copy for copy in edition.pictures}


def _icon_logo(edition: Edition) -> PictureCopy | None:
    """The logo as icons show it: nothing if there is none that fits, or it is an SVG, which Pillow does not draw."""
    logo = edition.site.look.logo
    copy = _copies(edition).get(logo.url) if logo and _is_square(edition) else None
    if copy is None:
        return None
    scale = ICON_SIZE / max(copy.width, copy.height)
    wide, high = (max(1, round(side * scale)) for side in (copy.width, copy.height))
    return replace(copy, path="", width=wide, height=high, form="")


def _icon_targets(workshop: Workshop, edition: Edition) -> Iterator[Target]:
    look, name = edition.site.look, edition.site.name
    logo = _icon_logo(edition)
    letters = plain_text.initials(name)
    large = name if len(name) <= SPELT else letters
    if not _is_square(edition):
        inputs = {"letters": letters, "accent": look.accent, "sans": look.face == "sans"}
        yield Target(path=f"{edition.id}/icon.svg", recipe="icon.svg", inputs=inputs)
    icon = Icon(
        letters=large, accent=look.accent, size=ICON_SIZE, logo=logo, sans=look.face == "sans", font=look.card_font
    )
    yield Target(path=f"{edition.id}/icon.png", recipe=ICON, inputs={"icon": icon})
    if edition is workshop.current:
        small = replace(icon, letters=letters, size=32, form="ico")
        yield Target(path="favicon.ico", recipe=ICON, inputs={"icon": small})


# Cards


class CardDrawing(NamedTuple):
    """A card to be drawn, and the path of the page that shows it where it is shared: none for a person's, and for the
    edition's, which all other pages show. `listed` says that it is shown on the page of cards."""

    target: Target
    page: str = ""
    listed: bool = True


def edition_cards(edition: Edition, base_url: str) -> list[CardDrawing]:
    """The cards of an edition, its own as the first. Those of pages and papers are shown by links alone, and only
    made where the site's address is known."""
    stock, folder, copies = _stock(edition), f"{edition.id}/cards", _copies(edition)
    found = [CardDrawing(_target(f"{folder}/edition.png", _edition_card(edition, stock)))]
    for group in edition.groups:
        for person in _speakers(group, edition):
            card = _person_card(person, edition, stock, copies)
            found.append(CardDrawing(_target(f"{folder}/{group.name}/{person.slug}.png", card)))
    for page in edition.pages if base_url else ():
        card, path = _page_card(page, edition, stock), urls.section_path(edition.id, page.name)
        found.append(CardDrawing(_target(f"{folder}/pages/{page.name}.png", card), path))
    for paper in edition.papers.papers if base_url and edition.papers and edition.site.look.paper_cards else ():
        path = urls.paper_path(edition.id, paper.slug)
        found.append(
            CardDrawing(_target(f"{folder}/papers/{paper.slug}.png", _paper_card(paper, stock)), path, listed=False)
        )
    return found


def usual_card(edition: Edition, base_url: str) -> SocialCard | None:
    """The card of an edition, as pages without one of their own show it; None while the address is not known."""
    if not base_url:
        return None
    card = _target(f"{edition.id}/cards/edition.png", _edition_card(edition, _stock(edition)))
    return _shared(card, base_url)


def way_to_cards(edition: Edition, value: object) -> dict[str, str]:
    """Where the cards of people are found, for the page of their group."""
    has_cards = isinstance(value, Group) and _speakers(value, edition)
    return {"cards": urls.inside(cards_path(edition))} if has_cards else {}


def cards_path(edition: Edition) -> str:
    """Where the page that lists the cards lives."""
    return urls.section_path(edition.id, "cards")


def _target(path: str, card: Card) -> Target:
    return Target(path=path, recipe=CARD, inputs={"card": card})


def _stock(edition: Edition) -> CardDefaults:
    site, look = edition.site, edition.site.look
    return CardDefaults(
        origin=site.origin.at("name"),
        edition=_name(edition),
        accent=look.accent,
        motif=_name(edition),
        host=site.host.name if site.host else "",
        foot=" · ".join(filter(None, (_when(edition), _where(edition)))),
        sans=look.face == "sans",
        font=look.card_font,
        mirrored=is_right_to_left(site.language),
    )


def _when(edition: Edition) -> str:
    """The days of the workshop, as far as they are known."""
    said = edition.language
    found = occasion(edition)
    if found is None or not found.date.days:
        return ""
    date = found.date
    return said.span(date.days[0], date.until) if date.until else said.days(date.days)


def _where(edition: Edition) -> str:
    """The town, or the venue where that is all that is known."""
    venue = edition.site.venue
    if venue is None:
        return ""
    return ", ".join(filter(None, (venue.city, venue.country))) if venue.city else venue.name


def _edition_card(edition: Edition, stock: CardDefaults) -> Card:
    site = edition.site
    origins = (site.origin.at("title"), site.origin, site.origin.at("theme"))
    return Card(origins=origins, stock=stock, title=site.title, line=site.theme)


def _page_card(page: Page, edition: Edition, stock: CardDefaults) -> Card:
    origins = (page.origin.at("title"), edition.site.origin.at("title"), page.origin)
    return Card(origins=origins, stock=stock, title=plain_text.plain_text(page.title), note=edition.site.title)


def _unknown(edition: Edition) -> str:
    """What stands for what is to be announced."""
    return edition.language.say("tbd")


def _speakers(group: Group, edition: Edition) -> list[Person]:
    """The people of a group who speak, as far as they are known."""
    unknown = _unknown(edition)
    return [person for person in group.people if (person.talk or group.name == SPEAKERS) and person.name != unknown]


def _person_card(person: Person, edition: Edition, stock: CardDefaults, copies: Mapping[str, PictureCopy]) -> Card:
    """The card of a person. What is to be announced is left out: a card is posted, and stays as it is."""
    origin, unknown = person.origin, _unknown(edition)
    role = person.role if person.role != unknown else ""
    portrait = copies.get(person.photo.url) if person.photo else None
    if portrait:
        portrait = replace(portrait, path="", width=CARD_PORTRAIT, height=CARD_PORTRAIT, form="")
    return Card(
        origins=(origin.at("name"), origin.at("affiliations"), origin.at("talk", "title")),
        stock=stock,
        title=" ".join(filter(None, (person.honorific, person.name))),
        note=" · ".join(place for place in person.affiliations if place != unknown),
        line=plain_text.plain_text(person.talk.title) if person.talk and person.talk.title else role,
        portrait=portrait,
        monogram=plain_text.initials(person.name),
    )


def _paper_card(paper: Paper, stock: CardDefaults) -> Card:
    origins = (paper.origin.at("title"), paper.origin.at("authors"), paper.origin)
    names = ", ".join(author.name for author in paper.authors)
    return Card(origins=origins, stock=stock, title=plain_text.plain_text(paper.title), note=names)


def with_cards(
    pages: list[Target], drawn: list[CardDrawing], base_url: str, items: ItemResults = ANEW, slot: str = ""
) -> list[Target]:
    """The pages, each with what it says of its card: of its own if it has one, else of the edition's. `items` may
    know what was made of the same, in a `slot` of these pages."""
    if not base_url:
        return pages
    own = {each.page: _shared(each.target, base_url) for each in drawn if each.page}
    usual = _shared(drawn[0].target, base_url)
    heads = [page.inputs.get("head") for page in pages]
    both = [(page, own.get(head.path, usual) if head else usual) for page, head in zip(pages, heads, strict=True)]
    return items.each(_with_card, slot, both)


def _with_card(page: Target, card: SocialCard) -> Target:
    head = page.inputs.get("head")
    return replace(page, inputs={**page.inputs, "head": replace(head, card=card)}) if head else page


def _shared(target: Target, base_url: str) -> SocialCard:
    address = urls.iri_to_uri(urls.absolute(base_url, urls.inside(target.path)))
    card: Card = target.inputs["card"]
    return SocialCard(url=address, alt=f"{card.stock.edition} · {card.title}")


def _alt(card: Card) -> str:
    """What is on a card, in words."""
    return " · ".join(filter(None, (card.stock.edition, card.title, card.note, card.line, card.stock.foot)))


def listed(drawn: list[CardDrawing]) -> tuple[CardView, ...]:
    """The cards as the page that lists them shows them: without those of papers, which may be many."""
    both = [(each.target.path, each.target.inputs["card"]) for each in drawn if each.listed]
    return tuple(CardView(url=urls.inside(path), alt=_alt(card)) for path, card in both)
