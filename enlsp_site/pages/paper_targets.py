"""The papers of an edition, to the files that are made of them: in here once, and out as targets."""

from __future__ import annotations

from msgspec.structs import replace

from enlsp_site.model.edition import Edition
from enlsp_site.model.identity import Persons
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.targets import Target
from enlsp_site.pages import paper_lists, papers
from enlsp_site.pages.citations import citation, keys, quoting
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import below, canonical, page_target, summary, trail


def paper_targets(
    frame: Frame,
    edition: Edition,
    section: Section,
    near: list[tuple[int, ...]],
    persons: Persons,
    reach: FieldReach,
) -> list[Target]:
    """All that is made of an edition's accepted papers: the pages of their lists, a page and a citation each, and the
    exports. `near` are the positions of the papers nearest to each; `persons` knows where authors have entries;
    `reach` is told what is read of a paper for its own page alone."""
    if not edition.papers:
        return []
    names, shared = keys(edition), quoting(edition, frame.base_url)
    lists = paper_lists.lists(edition, edition.papers, shared)
    pages = papers.paper_pages(edition, near, persons, lists.topics)
    found, quoted = _list_pages(frame, edition, lists.pages, section), []
    with reach.own():
        for page, paper, name in zip(pages, edition.accepted, names, strict=True):
            quoted.append(citation(paper, name, shared))
            found.append(below(frame, edition, section, papers.with_own(page, paper, quoted[-1])))
            found.append(papers.citation_file(page.path, quoted[-1]))
        return found + papers.data_files(edition, frame.base_url, quoted)


def _list_pages(
    frame: Frame, edition: Edition, pages: list[tuple[str, paper_lists.PaperListView]], section: Section
) -> list[Target]:
    """The pages of the lists of papers, each numbered where there are several. That as written is the one that search
    engines are to know."""
    targets = []
    for path, listing in pages:
        order = f": {edition.language.say(f'by_{listing.order}')}" if listing.order else ""
        number = f" ({listing.page}/{len(listing.pages)})" if listing.pages else ""
        head = Head(
            path=path,
            title=f"{section.heading}{order}{number} · {frame.name} {edition.id}",
            description=summary(edition, section),
            canonical="" if order else canonical(frame, path),
            hidden=order != "",
            linked=trail(frame, edition, (section.heading, path)),
        )
        shown = replace(section, value=listing, intro=None if order else section.intro)
        targets.append(page_target(frame, edition, head, "section.html", section=shown))
    return targets
