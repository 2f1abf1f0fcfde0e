"""From the workshop to the files of its site: which exist, where, and from which values each is made.

Every target is handed exactly what it shows. Those values are its dependencies: a page is made again when,
and only when, one of them changes.
"""

from __future__ import annotations

from typing import Any

from enlsp_site import urls
from enlsp_site.model import (
    LISTS,
    Edition,
    EditionLink,
    Host,
    Html,
    Link,
    Page,
    Paper,
    Papers,
    Picture,
    Record,
    Schedule,
    Target,
    Workshop,
)


class Frame(Record, frozen=True):
    """What every page of an edition shows around its content. `newer` is set in earlier editions."""

    name: str
    title: str
    edition: str
    language: str
    home: str
    style: str
    base_url: str
    nav: tuple[Link, ...]
    editions: tuple[EditionLink, ...]
    host: Host | None
    contact: str
    links: tuple[Link, ...]
    logo: Picture | None
    feed: str
    newer: EditionLink | None


class Head(Record, frozen=True):
    """What a page says of itself: its name, its summary, its own address (`path`) and the one to quote.

    Name and summary are plain text that may hold TeX. `hidden` keeps it out of search engines and the sitemap.
    """

    path: str
    title: str
    description: str
    canonical: str
    kind: str = "website"
    hidden: bool = False


class Section(Record, frozen=True):
    """A part of the site that stands on the home page and on a page of its own.

    `kind` chooses its template (`page`, `people`, `dates`, `schedule`, `sponsors`, `papers`, `news`,
    `editions`); `value` is the record that it shows.
    """

    kind: str
    name: str
    heading: str
    url: str
    value: Any
    intro: Html | None = None
    description: str = ""


def plan(workshop: Workshop, base_url: str) -> list[Target]:
    """All files of the site. `base_url` is where it will be published (ending with a slash), or empty."""
    targets: list[Target] = []
    for edition in workshop.editions:
        targets += _edition_targets(workshop, edition, base_url)
    targets += _root_targets(workshop, base_url, targets)
    targets += [
        Target(path=file.path, recipe="copy", inputs={"source": file.source, "digest": file.digest})
        for file in workshop.files
    ]
    return targets


def sections(edition: Edition, others: tuple[EditionLink, ...] = ()) -> dict[str, Section]:
    """All sections of an edition by name. A page gives way to nothing: that names differ is checked before."""
    found: dict[str, Section] = {}
    for page in edition.pages:
        found[page.name] = _section(edition, "page", page.name, page.title, page, description=page.description)
    for group in edition.groups:
        found[group.name] = _section(edition, "people", group.name, group.heading, group, group.intro)
    for kind in LISTS:
        if (value := getattr(edition, kind)) is not None:
            found[kind] = _section(edition, kind, kind, value.heading, value, value.intro)
    if others:
        heading = "Other editions" if any(other.current for other in others) else "Previous editions"
        found["editions"] = _section(edition, "editions", "editions", heading, others)
    return found


def _section(
    edition: Edition,
    kind: str,
    name: str,
    heading: str,
    value: Any,
    intro: Html | None = None,
    description: str = "",
) -> Section:
    return Section(
        kind=kind,
        name=name,
        heading=heading,
        url=urls.inside(urls.section_path(edition.id, name)),
        value=value,
        intro=intro,
        description=description,
    )


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
    edition: Edition,
    known: dict[str, Section],
    others: tuple[EditionLink, ...],
    base: str,
) -> Frame:
    site = edition.site
    newer = next((other for other in others if other.current), None)
    return Frame(
        name=site.name,
        title=site.title,
        edition=edition.id,
        language=site.language,
        home=urls.inside(urls.section_path(edition.id, "")),
        style=urls.inside(f"{edition.id}/look.css"),
        base_url=base,
        nav=_nav(edition, known),
        editions=others,
        host=site.host,
        contact=site.contact,
        links=site.links,
        logo=site.look.logo,
        feed=urls.inside(f"{edition.id}/feed.xml") if edition.news and base else "",
        newer=newer,
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


def _edition_targets(workshop: Workshop, edition: Edition, base: str) -> list[Target]:
    others = edition_links(workshop, edition)
    known = sections(edition, others)
    frame = _frame(edition, known, others, base)
    shown = tuple(known[name] for name in edition.site.home if name in known)
    home = {"site": edition.site, "sections": shown, "dates": edition.dates, "action": _next_step(known)}
    page = _home(frame, edition, home)
    targets = [page]
    if edition is workshop.current:
        targets.append(Target(path="index.html", recipe=page.recipe, inputs=page.inputs))
    targets += [_section_page(frame, edition, section) for section in known.values()]
    targets += _paper_pages(frame, edition)
    targets.append(Target(path=f"{edition.id}/look.css", recipe="look.css", inputs={"look": edition.site.look}))
    targets.append(_motif(frame, edition))
    if frame.feed and edition.news:
        targets.append(_feed(frame, edition))
    return targets


def _next_step(known: dict[str, Section]) -> tuple[Link, ...]:
    """The ways into the site that the hero offers: those that lead to something."""
    wanted = [known[name] for name in ("call", "schedule", "papers") if name in known]
    return tuple(Link(title=section.heading, url=section.url) for section in wanted if not _is_empty(section.value))


def _is_empty(value: Any) -> bool:
    """Whether this is a programme or a list of papers that has nothing in it yet."""
    if isinstance(value, Schedule):
        return not any(day.sessions for day in value.days)
    return isinstance(value, Papers) and not value.papers


def _home(frame: Frame, edition: Edition, inputs: dict[str, Any]) -> Target:
    """The home page. The root shows the very same of the current edition, whose own address is the one to quote."""
    site, path = edition.site, urls.section_path(edition.id, "")
    head = Head(
        path=path,
        title=f"{site.name} {edition.id}: {site.title}",
        description=site.description or site.theme or site.title,
        canonical=_canonical(frame, path),
    )
    return _page(frame, edition, head, "home.html", **inputs)


def _section_page(frame: Frame, edition: Edition, section: Section) -> Target:
    path = urls.section_path(edition.id, section.name)
    head = Head(
        path=path,
        title=f"{section.heading} · {frame.name} {edition.id}",
        description=section.description or f"{section.heading}: {edition.site.title}, {edition.id}.",
        canonical=_canonical(frame, path),
        hidden=isinstance(section.value, Page) and section.value.draft,
    )
    return _page(frame, edition, head, "section.html", section=section)


def _page(frame: Frame, edition: Edition, head: Head, template: str, **inputs: Any) -> Target:
    """A page by its template. `data`, what the site keeps for templates of its own, is at hand in each."""
    values = {"frame": frame, "head": head, "data": edition.data, **inputs}
    return Target(path=head.path, recipe=template, inputs=values)


def _paper_pages(frame: Frame, edition: Edition) -> list[Target]:
    papers = edition.papers.papers if edition.papers else ()
    listing = urls.inside(urls.section_path(edition.id, "papers"))
    targets = []
    for paper in papers:
        path = urls.paper_path(edition.id, paper.slug)
        head = Head(
            path=path,
            title=f"{paper.title} · {frame.name} {edition.id}",
            description=paper.tldr or paper.abstract or _by(paper) or frame.title,
            canonical=_canonical(frame, path),
            kind="article",
        )
        targets.append(_page(frame, edition, head, "paper.html", paper=paper, listing=listing))
    return targets


def _by(paper: Paper) -> str:
    return ", ".join(author.name for author in paper.authors)


def _motif(frame: Frame, edition: Edition) -> Target:
    """The drawing behind the title; look.css, beside it, shows it."""
    inputs = {"name": f"{frame.name} {edition.id}", "accent": edition.site.look.accent}
    return Target(path=f"{edition.id}/motif.svg", recipe="motif", inputs=inputs)


def _feed(frame: Frame, edition: Edition) -> Target:
    page = urls.section_path(edition.id, "news")
    inputs = {
        "title": f"{frame.name} {edition.id} news",
        "author": frame.name,
        "url": urls.absolute(frame.base_url, urls.inside(page)),
        "base_url": frame.base_url,
        "path": f"{edition.id}/feed.xml",
        "news": edition.news,
    }
    return Target(path=f"{edition.id}/feed.xml", recipe="feed", inputs=inputs)


def _root_targets(workshop: Workshop, base: str, pages: list[Target]) -> list[Target]:
    """What stands once at the root: 404 page, and the sitemap and robots.txt, which need the public address."""
    edition = workshop.current
    others = edition_links(workshop, edition)
    frame = _frame(edition, sections(edition, others), others, base)
    head = Head(
        path="404.html",
        title=f"Page not found · {frame.name}",
        description="There is no page at this address.",
        canonical="",
    )
    targets = [_page(frame, edition, head, "404.html")]
    if base:
        shown = [page for page in pages if "head" in page.inputs and not page.inputs["head"].hidden]
        listed = [page.path for page in shown if page.path != "index.html"]
        targets.append(
            Target(
                path="sitemap.xml",
                recipe="sitemap",
                inputs={"urls": [urls.absolute(base, urls.inside(path)) for path in listed]},
            )
        )
    targets.append(
        Target(path="robots.txt", recipe="robots", inputs={"sitemap": base + "sitemap.xml" if base else ""})
    )
    return targets


def _canonical(frame: Frame, path: str) -> str:
    return urls.absolute(frame.base_url, urls.inside(path)) if frame.base_url else ""
