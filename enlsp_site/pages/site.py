"""From the workshop to the files of its site: which exist, where, and from which values each is made.

Every target is handed exactly what it shows. Those values are its dependencies: a page is made again when,
and only when, one of them changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import LISTS, Edition, Workshop
from enlsp_site.model.identity import Contributions, parts_of_all
from enlsp_site.model.news import News
from enlsp_site.model.occasion import occasion
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Paper
from enlsp_site.model.people import Group
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.record import Link
from enlsp_site.model.schedule import Schedule
from enlsp_site.model.site import EditionLink
from enlsp_site.model.talks import NAME
from enlsp_site.model.targets import Target
from enlsp_site.model.wording import is_right_to_left
from enlsp_site.pages import (
    calendars,
    changes,
    embed,
    look,
    offline,
    old_addresses,
    paper_lists,
    papers,
    programme,
    reading,
    room_pages,
    search,
    section_files,
    series,
    static_files,
    talks,
)
from enlsp_site.pages.actions import actions
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import below, canonical, page_target, summary, trail
from enlsp_site.pages.paper_targets import PapersContext, paper_targets
from enlsp_site.pages.related_papers import remembered
from enlsp_site.pages.translations import frame_of, translations
from enlsp_site.storage.memory import Memory

LONG = ("schedule", "papers", "reading", "changes")
"""Sections whose pages show more than the section itself, or which have files below their own."""

FEW = 5
"""So many papers a short section of the home page names."""


def plan(
    workshop: Workshop, base_url: str, memory: Memory | None = None, reach: FieldReach | None = None
) -> list[Target]:
    """All files of the site. `base_url` is where it will be published (ending with a slash), or empty; `memory` knows
    what is costly to find and was found before; `reach` is told what is read of a paper for its own page alone."""
    targets: list[Target] = []
    known, own = memory or Memory(None, ""), reach or FieldReach(Paper)
    context = PlanContext(workshop, base_url, known.again(parts_of_all, workshop), known, own)
    frames = [_framed(workshop, edition, base_url) for edition in workshop.editions]
    for edition, framed in zip(workshop.editions, frames, strict=True):
        targets += _edition_targets(context, edition, framed)
    targets += _root_targets(workshop, frames[0].frame, targets)
    return targets + static_files.files(workshop)


def sections(edition: Edition, others: tuple[EditionLink, ...] = ()) -> dict[str, Section]:
    """All sections of an edition by name. A page gives way to nothing: that names differ is checked before."""
    found: dict[str, Section] = {}
    for page in edition.pages:
        found[page.name] = _section(edition, "page", page.name, page.title, page, description=page.description)
    for group in edition.groups:
        found[group.name] = _section(edition, "people", group.name, group.heading, group, intro=group.intro)
    for each in edition.reading:
        shown = reading.listing(each)
        found[each.name] = _section(edition, "reading", each.name, each.heading, shown, intro=each.intro)
    for kind in LISTS:
        if (value := getattr(edition, kind)) is not None:
            value_shown = paper_lists.in_short(edition, value) if kind == "papers" else value
            found[kind] = _section(edition, kind, kind, value.heading, value_shown, intro=value.intro)
    if seen := talks.talks(edition):
        heading = edition.language.say("heading_talks")
        found[NAME] = _section(edition, "talks", NAME, heading, seen)
    if others:
        heading = "other_editions" if any(other.current for other in others) else "previous_editions"
        found["editions"] = _section(edition, "editions", "editions", edition.language.say(heading), others)
    if told := changes.change_list(edition, found):
        found[changes.NAME] = _section(edition, "changes", changes.NAME, edition.language.say("changes"), told)
    return found


def _section(edition: Edition, kind: str, name: str, heading: str, value: Any, **more: Any) -> Section:
    url = urls.inside(urls.section_path(edition.id, name))
    return Section(kind=kind, name=name, heading=heading, url=url, value=value, **more)


def edition_links(workshop: Workshop, edition: Edition) -> tuple[EditionLink, ...]:
    """The other editions as one edition links them: those of this site, newest first, then those elsewhere."""
    names = dict.fromkeys(workshop.archives, edition.site.name)
    names |= {other.id: other.site.name for other in workshop.editions if other is not edition}
    ours = [
        EditionLink(
            title=f"{names[name]} {name}",
            url=urls.inside(urls.section_path(name, "")),
            current=name == workshop.current.id,
        )
        for name in sorted(names, reverse=True)
    ]
    return (*ours, *workshop.current.site.editions)


def _frame(
    edition: Edition, known: dict[str, Section], others: tuple[EditionLink, ...], base: str, workshop: Workshop
) -> Frame:
    site = edition.site
    newer = next((other for other in others if other.current), None)
    return Frame(
        name=site.name,
        title=site.title,
        edition=edition.id,
        language=site.language,
        words=site.words,
        right_to_left=is_right_to_left(site.language),
        home=urls.inside(urls.section_path(edition.id, "")),
        style=urls.inside(f"{edition.id}/look.css"),
        own_style=look.own_style(workshop, edition),
        base_url=base,
        nav=_nav(edition, known),
        editions=others,
        host=site.host,
        contact=site.contact,
        contacts=site.contacts,
        links=site.links,
        logo=site.look.logo,
        logo_dark=site.look.logo_dark,
        icons=look.icons(edition),
        feed=urls.inside(f"{edition.id}/feed.xml") if edition.news and base else "",
        changes=known[changes.NAME].url if changes.told_in(known) else "",
        search=search.address(edition),
        calendar=calendars.calendar(edition, "schedule", base),
        deadlines=calendars.calendar(edition, "dates", base),
        newer=newer,
        announcement=None if newer else site.announcement,
        series=urls.inside(series.PATH) if others else "",
        repository=workshop.current.site.repository,
        offline=offline.address(workshop, edition),
        sheets=look.sheets(workshop),
    )


def _nav(edition: Edition, known: dict[str, Section]) -> tuple[Link, ...]:
    """The navigation as written, or all sections of the home page. A section is called as it is headed."""
    if edition.site.nav is not None:
        return tuple(
            link if link.title else Link(title=known[link.kind].heading, url=link.url)
            for link in edition.site.nav
            if link.title or link.kind in known
        )
    names = [name for name in edition.site.home if name in known]
    return tuple(Link(title=known[name].heading, url=known[name].url) for name in names)


class PlanContext(NamedTuple):
    """What the pages of all editions are planned from: the workshop, the address of the site (may be empty), all that
    each of its people has a part in, what was found before, and who is told what is read of a paper."""

    workshop: Workshop
    base: str
    parts: Mapping[str, Contributions]
    memory: Memory
    reach: FieldReach


class FramedSections(NamedTuple):
    """The sections of an edition by name, and the frame that is around all of its pages."""

    known: dict[str, Section]
    frame: Frame


def _framed(workshop: Workshop, edition: Edition, base: str) -> FramedSections:
    others = edition_links(workshop, edition)
    known = sections(edition, others)
    return FramedSections(known, _frame(edition, known, others, base, workshop))


def _edition_targets(context: PlanContext, edition: Edition, framed: FramedSections) -> list[Target]:
    workshop, base, parts, memory, reach = context
    known, frame = framed
    targets = _home_targets(frame, edition, known, edition is workshop.current)
    targets += [
        _section_page(frame, edition, section, parts) for section in known.values() if section.kind not in LONG
    ]
    if edition.schedule:
        targets += _programme_targets(frame, edition, edition.schedule, known)
    drawn = memory.again(look.edition_cards, edition, base)
    targets = look.with_cards(targets, drawn, base)
    if edition.papers:
        near, ways = remembered(edition.accepted, memory), memory.again(papers.ways, edition, workshop)
        targets += paper_targets(edition, PapersContext(frame, known["papers"], drawn), near, ways, memory, reach)
    more = [*_reading_targets(frame, edition, known), *_change_targets(frame, edition, known)]
    more.append(_cards_page(frame, edition, drawn))
    targets += [*look.with_cards(more, drawn, base), *(each.target for each in drawn)]
    targets += look.targets(workshop, edition, frame.nav)
    if frame.feed and edition.news:
        targets.append(_feed(frame, edition, edition.news))
    targets += memory.again(calendars.targets, edition, base)
    targets += [*search.targets(edition, memory), *memory.again(section_files.targets, edition, base)]
    targets += offline.targets(frame, edition, targets, [file.path for file in workshop.files])
    return [*targets, *old_addresses.targets(frame, edition, targets)]


def _cards_page(frame: Frame, edition: Edition, drawn: list[look.CardDrawing]) -> Target:
    """The page on which organizers and speakers find the cards; nobody else needs to."""
    path = look.cards_path(edition)
    title = f"{edition.language.say('cards')} · {frame.name} {edition.id}"
    head = Head(path=path, title=title, description="", canonical="", hidden=True)
    return page_target(frame, edition, head, "cards.html", cards=look.listed(drawn))


def _on_home(edition: Edition, section: Section) -> Section:
    """A section as the home page shows it: of the programme the workshop's own days, of a reading list the first."""
    if isinstance(section.value, reading.ReadingListView):
        return replace(section, value=reading.in_short(section.value))
    if isinstance(section.value, talks.TalksView):
        return replace(section, value=talks.in_short(section.value))
    short = section.name in edition.site.short
    if isinstance(section.value, Schedule):
        shown = programme.in_short(edition, section.value)
        return replace(section, value=programme.main_only(shown) if short else shown)
    if short and section.kind == "papers" and edition.papers:
        section = replace(section, value=paper_lists.in_short(edition, edition.papers, few=FEW))
    if isinstance(section.value, Group):
        section = replace(section, slots=talks.slots(edition, section))
    return replace(section, short=short)


def _is_empty(value: Any) -> bool:
    """Whether this is a programme or a list of papers that has nothing in it yet."""
    if isinstance(value, Schedule):
        return not any(day.sessions for day in value.days)
    return isinstance(value, paper_lists.PaperListView) and not value.count


def _home_targets(frame: Frame, edition: Edition, known: dict[str, Section], is_current: bool) -> list[Target]:
    """The home page, that of the current edition at the root, too."""
    filled = {name: section.heading for name, section in known.items() if not _is_empty(section.value)}
    home = {
        "site": edition.site,
        "sections": tuple(_on_home(edition, known[name]) for name in edition.site.home if name in known),
        "occasion": occasion(edition),
        "actions": actions(edition, filled),
    }
    page = _home(frame, edition, home)
    return [page, *([Target(path="index.html", recipe=page.recipe, inputs=page.inputs)] if is_current else [])]


def _home(frame: Frame, edition: Edition, inputs: dict[str, Any]) -> Target:
    """The home page. The root shows the very same of the current edition, whose own address is the one to quote."""
    site, path = edition.site, urls.section_path(edition.id, "")
    head = Head(
        path=path,
        title=edition.language.say("edition_title", edition=f"{site.name} {edition.id}", title=site.title),
        description=site.description or site.theme or site.title,
        canonical=canonical(frame, path),
        linked=calendars.linked(edition, frame.base_url, programme.on_home(edition)),
    )
    return page_target(frame, edition, head, "home.html", **inputs)


def _section_page(
    frame: Frame, edition: Edition, section: Section, parts: Mapping[str, Contributions] = {}
) -> Target:
    path = urls.section_path(edition.id, section.name)
    head = Head(
        path=path,
        title=f"{section.heading} · {frame.name} {edition.id}",
        description=section.description or summary(edition, section),
        canonical=canonical(frame, path),
        hidden=isinstance(section.value, Page) and section.value.draft,
        linked=trail(frame, edition, (section.heading, path)),
    )
    frame, others = frame_of(frame, section.value), translations(edition, section.value)
    more: dict[str, Any] = {
        **look.way_to_cards(edition, section.value),
        **({"translations": others} if others else {}),
    }
    if isinstance(section.value, Group):
        section = replace(section, slots=talks.slots(edition, section))
        more |= calendars.of_people(edition, section.value)
        places = {person.slug: f"{section.url}#{person.slug}" for person in section.value.people}
        more["parts"] = {slug: parts[place] for slug, place in places.items() if place in parts}
    return page_target(frame, edition, head, "section.html", section=section, **more)


def _programme_targets(
    frame: Frame, edition: Edition, schedule: Schedule, known: Mapping[str, Section]
) -> list[Target]:
    """The page of the programme, which leads to the talks that can be seen, and those of its sessions and rooms."""
    section, seen = known["schedule"], known.get(NAME)
    way = Link(title=seen.heading, url=seen.url) if seen and seen.kind == NAME else None
    whole = replace(section, value=programme.programme(edition, schedule, way))
    pages = programme.session_pages(edition, frame.base_url)
    own = (below(frame, edition, section, each) for each in pages)
    more = [*room_pages.targets(frame, edition, schedule, section), *embed.targets(frame, edition, schedule, section)]
    return [_section_page(frame, edition, whole), *own, *more]


def _reading_targets(frame: Frame, edition: Edition, known: dict[str, Section]) -> list[Target]:
    """The pages of the reading lists, and their feeds where the site's address is known."""
    made = []
    for shown in edition.reading:
        section = known[shown.name]
        if frame.base_url:
            address = urls.inside(reading.feed_path(edition, shown.name))
            section = replace(section, value=replace(section.value, feed=address))
            made.append(reading.feed(edition, shown, frame.base_url))
        made.append(_section_page(frame, edition, section))
    return made


def _change_targets(frame: Frame, edition: Edition, known: dict[str, Section]) -> list[Target]:
    """The page of what has changed, where something has, and its feed where the site's address is known."""
    if not changes.told_in(known):
        return []
    section, made = known[changes.NAME], []
    if frame.base_url:
        made = [changes.feed(edition, section.value, frame.base_url)]
        section = replace(section, value=replace(section.value, feed=urls.inside(changes.feed_path(edition))))
    return [*made, _section_page(frame, edition, section, {})]


def _feed(frame: Frame, edition: Edition, news: News) -> Target:
    path, title = f"{edition.id}/feed.xml", edition.language.say("news_of", edition=f"{frame.name} {edition.id}")
    inputs = reading.about_feed(edition, title, "news", path, frame.base_url)
    return Target(path=path, recipe="feed", inputs={**inputs, "news": news})


def _root_targets(workshop: Workshop, frame: Frame, pages: list[Target]) -> list[Target]:
    """What stands once at the root: 404 page, and the sitemap and robots.txt, which need the public address. `frame`
    is that of the current edition."""
    edition, others, base = workshop.current, frame.editions, frame.base_url
    head = Head(
        path="404.html",
        title=f"{edition.language.say('lost')} · {frame.name}",
        description=edition.language.say("lost_summary"),
        canonical="",
    )
    targets = [page_target(frame, edition, head, "404.html"), *_series(workshop, frame, others, pages)]
    if base:
        shown = [page for page in (*pages, *targets[1:]) if "head" in page.inputs and not page.inputs["head"].hidden]
        listed = [page.path for page in shown if page.path != "index.html" and page.recipe != old_addresses.REDIRECT]
        kept = [file.path for file in workshop.files if file.listed]
        targets.append(
            Target(
                path="sitemap.xml",
                recipe="sitemap",
                inputs={"urls": [urls.absolute(base, urls.inside(path)) for path in (*listed, *kept)]},
            )
        )
    targets.append(
        Target(path="robots.txt", recipe="robots", inputs={"sitemap": base + "sitemap.xml" if base else ""})
    )
    return targets + old_addresses.listed(workshop, base, pages)


def _series(workshop: Workshop, frame: Frame, others: tuple[EditionLink, ...], pages: list[Target]) -> list[Target]:
    """The page of all editions, where there is another one than the current, and the feed of the news of all; unless
    something else of the site has the place."""
    edition, taken = workshop.current, {*(page.path for page in pages), *(file.path for file in workshop.files)}
    fed = [target for target in series.feed(workshop, frame.base_url) if target.path not in taken]
    if not frame.series or series.PATH in taken:
        return fed
    heading = edition.language.say("all_editions")
    shown = series.EditionRows(series.rows(workshop, others), urls.inside(series.FEED) if fed else "")
    section = Section(kind="series", name=series.NAME, heading=heading, url=frame.series, value=shown)
    head = Head(
        path=series.PATH,
        title=f"{heading} · {frame.name}",
        description=edition.language.say("all_editions_summary", name=frame.name),
        canonical=canonical(frame, series.PATH),
        linked=trail(frame, edition, (heading, series.PATH)),
        card=look.usual_card(edition, frame.base_url),
    )
    return [*fed, page_target(frame, edition, head, "section.html", section=section)]
