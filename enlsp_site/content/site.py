"""What is said once about an edition: site.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from enlsp_site.content import fonts, picture_sizes
from enlsp_site.content.codes import BAD_VALUE, DUPLICATE_SECTION, UNKNOWN_SECTION, UNKNOWN_VALUE
from enlsp_site.content.dates import read_end, read_opening
from enlsp_site.content.entries.site import ActionsEntry, BudgetsEntry, HomeEntry, LookEntry, NavEntry, SiteEntry
from enlsp_site.content.language import tag_of
from enlsp_site.content.reader import Reader, links_of
from enlsp_site.content.repository import read_repository
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import talks, times, urls
from enlsp_site.model.codes import BAD_DATE, BAD_URL
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import LISTS, Unchecked
from enlsp_site.model.media import FontFile
from enlsp_site.model.record import Link
from enlsp_site.model.site import EditionLink, Host, Look, OwnAction, Site, Venue

USUAL_ORDER = (
    "overview",
    "news",
    "dates",
    "call",
    "submission",
    "speakers",
    "panelists",
    "schedule",
    "papers",
    "organizers",
    "volunteers",
    "committee",
    "reading",
    "sponsors",
    "editions",
)
"""The home page's sections where site.yaml does not say."""


def read_site(reader: Reader, file: str, entry: SiteEntry) -> Site:
    """The site's record; names that it does not know are errors."""
    origin = reader.origin(file)
    zone = entry.timezone or "UTC"
    if reader.timed(origin.at("timezone"), lambda: times.zone(zone, None)) is None:
        zone = "UTC"
    contacts = _contacts(reader, entry, origin.at("contact"))
    return Site(
        origin=origin,
        name=entry.name,
        title=entry.title,
        edition=entry.edition,
        theme=reader.known(entry.theme),
        description=reader.known(entry.description),
        url=_public_url(reader, entry.url, origin.at("url")),
        language=tag_of(reader, entry),
        words=reader.language.changed,
        timezone=zone,
        host=_host(reader, entry, origin.at("host")),
        venue=_venue(reader, entry, origin.at("venue")),
        contact=",".join(link.url.removeprefix("mailto:") for link in contacts if link.kind == "email"),
        contacts=contacts if isinstance(entry.contact, list) else (),
        actions=_actions(reader, entry.actions or ActionsEntry(), origin.at("actions")),
        own_actions=tuple(_own_actions(reader, entry.actions or ActionsEntry(), origin.at("actions", "more"), zone)),
        links=links_of(reader, entry.links, origin.at("links")),
        home=_home(reader, entry, origin.at("home")),
        short=tuple(each.section for each in entry.home or () if isinstance(each, HomeEntry) and each.short),
        nav=_nav(reader, entry, origin.at("nav")),
        look=_look(reader, entry.look or LookEntry(), origin.at("look")),
        best_papers_first=bool(entry.best_papers_first),
        papers_public_from=_opening(reader, entry.papers_public_from, origin.at("papers_public_from"), zone),
        redirects_file=bool(entry.redirects_file),
        repository=read_repository(reader, entry.repository, origin.at("repository")),
        offline=entry.offline is not False,
        editions=tuple(
            EditionLink(title=other.title, url=reader.link(other.url, origin.at("editions", index, "url")))
            for index, other in enumerate(entry.editions or ())
        ),
    )


def _opening(reader: Reader, written: str | None, origin: Origin, zone: str) -> ImportantDate | None:
    return read_opening(reader, written, origin, zone) if written else None


def _public_url(reader: Reader, address: str | None, origin: Origin) -> str:
    address = reader.known(address)
    if address and urls.scheme(address) not in ("http", "https"):
        reader.complain(origin, BAD_URL, "the site's address must be a whole one", "write https://…")
        return ""
    if address and (wrong := urls.base_fault(address)):
        hint = "write it like https://example.org/workshop/"
        reader.complain(origin, BAD_URL, f"the site's address {wrong}", hint)
        return ""
    return urls.with_slash(address or "")


def _host(reader: Reader, entry: SiteEntry, origin: Origin) -> Host | None:
    host = entry.host
    name = reader.known(host if host is None or isinstance(host, str) else host.name)
    if not name or host is None or isinstance(host, str):
        return Host(name=name) if name else None
    return Host(name=name, url=reader.link(host.url, origin.at("url")))


def _venue(reader: Reader, entry: SiteEntry, origin: Origin) -> Venue | None:
    if entry.venue is None or isinstance(entry.venue, str):
        return Venue(name=reader.said(entry.venue)) if entry.venue else None
    venue = entry.venue
    return Venue(
        name=reader.said(venue.name),
        city=reader.said(venue.city),
        country=reader.known(venue.country),
        url=reader.link(venue.url, origin.at("url")),
    )


def _contacts(reader: Reader, entry: SiteEntry, origin: Origin) -> tuple[Link, ...]:
    """Whom to write to, each with what about: e-mail addresses, and pages with a form."""
    written = entry.contact or []
    if isinstance(written, str):
        mail = reader.mail(written, origin)
        return (Link(title="", url=f"mailto:{mail}", kind="email"),) if mail else ()
    found = []
    for index, each in enumerate(written):
        where = origin.at(index)
        if not (each.email or each.url):
            hint = "write `email: …`, or `url: …` of a form"
            reader.complain(where, BAD_VALUE, f"“{each.title}” has no address to write to", hint)
        if mail := reader.mail(each.email, where.at("email")):
            found.append(Link(title=each.title, url=f"mailto:{mail}", kind="email"))
        if url := reader.link(each.url, where.at("url")):
            found.append(Link(title=each.title, url=url))
    return tuple(found)


def _actions(reader: Reader, entry: ActionsEntry, origin: Origin) -> tuple[Link, ...]:
    written = {"submit": entry.submit, "register": entry.register, "watch": entry.watch}
    links = [Link(title="", url=reader.link(url, origin.at(kind)), kind=kind) for kind, url in written.items()]
    return tuple(link for link in links if link.url)


def _own_actions(reader: Reader, entry: ActionsEntry, origin: Origin, zone: str) -> Iterator[OwnAction]:
    """The actions with words of their own, without those that were over at the time of the build."""
    for index, each in enumerate(entry.more or ()):
        where = origin.at(index)
        url, title = reader.link(each.url, where.at("url")), reader.known(each.title)
        starts = read_opening(reader, each.from_, where.at("from"), zone).instant if each.from_ else ""
        until = read_end(reader, each.until, where.at("until"), zone) if each.until else ""
        if starts and until and dt.datetime.fromisoformat(until) <= dt.datetime.fromisoformat(starts):
            reader.complain(where.at("until"), BAD_DATE, f"“{title}” is over before it begins", "exchange the two")
        begun = not starts or reader.ledger.is_over(starts)
        if url and title and not (until and reader.ledger.is_over(until)):
            yield OwnAction(title=title, url=url, starts=starts, until=until, begun=begun)


def _look(reader: Reader, look: LookEntry, origin: Origin) -> Look:
    """What the site looks like. Its pictures are ornament: what they say stands beside them as text."""
    return Look(
        accent=look.accent or Look().accent,
        banner=reader.picture(look.banner, origin.at("banner"), picture_sizes.banner, _banner_text(look)),
        logo=reader.picture(look.logo, origin.at("logo"), picture_sizes.brand),
        logo_dark=reader.picture(look.logo_dark, origin.at("logo_dark"), picture_sizes.brand),
        face="sans" if _face(look) == "sans" else "serif",
        font=_font(reader, look, origin.at("font")),
        portraits=look.portraits or "circle",
        density=look.density or "normal",
        headings=look.headings or "before",
        paper_cards=bool(look.paper_cards),
        card_font=reader.font(look.card_font, origin.at("card_font"), fonts.CARD),
    )


def _banner_text(look: LookEntry) -> str:
    """What is written in the banner, as far as it is said."""
    said = " ".join((look.banner_text or "").split())
    return "" if times.is_tbd(said) or said.lower() == WORDLESS else said


WORDLESS = "none"
"""What is said of a banner in which nothing is written."""


def for_checks(entry: SiteEntry) -> dict[str, Any]:
    """What an edition says to `enlsp check` alone, as fields of its record."""
    budgets = entry.budgets or BudgetsEntry()
    said = ((entry.look and entry.look.banner_text) or "").strip().lower()
    return {
        "unchecked": tuple(
            Unchecked(rule=each.rule, reason=" ".join(each.reason.split()), at=each.at or "")
            for each in entry.unchecked or ()
        ),
        "budgets": (int(budgets.html or 0), int(budgets.total or 0)),
        "wordless_banner": said == WORDLESS,
    }


def _face(look: LookEntry) -> str:
    return (look.font or "").strip().lower()


def _font(reader: Reader, look: LookEntry, origin: Origin) -> FontFile | None:
    """The font of the headings, unless one of the theme's faces is asked for. The mere name of a font means nothing:
    visitors have different ones."""
    if _face(look) in ("serif", "sans"):
        return None
    if look.font and not times.is_tbd(look.font) and not set("./") & set(look.font):
        hint = "write serif, sans, or the path of a font under static/, such as fonts/Name.woff2"
        reader.complain(origin, UNKNOWN_VALUE, f"there is no font `{look.font}` here", hint)
        return None
    return reader.font(look.font, origin, fonts.PAGE)


LATER = ("changes",)
"""Sections that come by themselves once there is something to show, and can be named before."""


def _home(reader: Reader, entry: SiteEntry, origin: Origin) -> tuple[str, ...]:
    known = reader.names.sections
    if entry.home is None:
        return tuple(name for name in USUAL_ORDER if name in known)
    shown: list[str] = []
    names = [each.section if isinstance(each, HomeEntry) else each for each in entry.home]
    for index, name in enumerate(names):
        where = origin.at(index, "section") if isinstance(entry.home[index], HomeEntry) else origin.at(index)
        if name in names[:index]:
            hint = "a section stands on the home page once: delete one of the two"
            reader.complain(where, DUPLICATE_SECTION, f"`{name}` stands twice in `home`", hint)
        elif _is_section(reader, name, where) and (name in known or name in LATER):
            shown.append(name)
    return tuple(shown)


def _is_section(reader: Reader, name: str, origin: Origin) -> bool:
    """Whether there can be such a section; a list that has no file yet is merely not shown."""
    if name in reader.names.sections or name in (*LISTS, talks.NAME, "editions", *LATER):
        return True
    if name in reader.names.drafts or not reader.names.whole:
        return False
    from enlsp_site.diagnostics.suggest import did_you_mean, suggest

    known = [*reader.names.sections, *LISTS]
    hint = did_you_mean(suggest(name, known), f"add pages/{name}.md or people/{name}.yaml")
    reader.complain(origin, UNKNOWN_SECTION, f"there is no page, people group or list `{name}`", hint)
    return False


def _nav(reader: Reader, entry: SiteEntry, origin: Origin) -> tuple[Link, ...] | None:
    """The navigation's links; the title of a section by name is left to the plan, which knows its heading."""
    if entry.nav is None:
        return None
    links = []
    for index, item in enumerate(entry.nav):
        where = origin.at(index)
        if isinstance(item, NavEntry):
            if url := reader.link(item.url, where.at("url")):
                links.append(Link(title=item.title, url=url))
        elif _is_section(reader, item, where) and (item in reader.names.sections or item in LATER):
            url = urls.inside(urls.section_path(reader.names.edition, item))
            links.append(Link(title="", url=url, kind=item))
    return tuple(links)
