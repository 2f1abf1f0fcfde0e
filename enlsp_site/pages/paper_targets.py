"""The papers of an edition, to the files that are made of them: in here once, and out as targets."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Citation, Paper
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.targets import Target
from enlsp_site.pages import look, paper_lists, papers
from enlsp_site.pages.citations import CitationContext, citation, keys, quoting
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import below, canonical, page_target, summary, trail
from enlsp_site.storage.item_results import ItemResults
from enlsp_site.storage.memory import Memory


class PapersContext(NamedTuple):
    """What the pages of an edition's papers share: the frame around them, the section of papers, and the edition's
    cards."""

    frame: Frame
    section: Section
    drawn: list[look.CardDrawing]


def paper_targets(
    edition: Edition,
    context: PapersContext,
    near: list[tuple[int, ...]],
    ways: list[list[str]],
    memory: Memory,
    reach: FieldReach,
) -> list[Target]:
    """All that is made of an edition's accepted papers: the pages of their lists, a page and a citation each, and the
    exports. `near` are the positions of the papers nearest to each, `ways` the addresses of their authors' entries
    (`papers.ways`); `memory` may know what was made of the same, and `reach` is told what is read of a paper for its
    own page alone."""
    if not edition.papers:
        return []
    again, shared = memory.again, quoting(edition, context.frame.base_url)
    names = again(keys, edition)
    items = memory.items
    lists = again(paper_lists.lists, edition, edition.papers, shared, items)
    pages = again(papers.paper_pages, edition, near, ways, lists.topics, items)
    found = again(_list_pages, edition, context, lists.pages)
    with reach.own():
        return [*found, *again(_own_files, edition, context, pages, names, shared, items)]


def _own_files(
    edition: Edition,
    context: PapersContext,
    pages: list[papers.PaperPage],
    names: list[str],
    shared: CitationContext,
    items: ItemResults,
) -> list[Target]:
    """The page and the citation of each paper, and the exports."""
    (frame, section, drawn), name = context, edition.id
    quoted = items.each(citation, name, zip(edition.accepted, names, strict=True), shared)
    rows = zip(pages, edition.accepted, quoted, strict=True)
    way = replace(section, value=None, intro=None)
    shown = items.each(_shown, name, rows, edition, frame, way)
    made = look.with_cards(shown, drawn, frame.base_url, items, name)
    places = [(each, page.path) for each, page in zip(quoted, pages, strict=True)]
    files = items.each(papers.citation_file, name, places)
    both = [target for pair in zip(made, files, strict=True) for target in pair]
    return both + papers.data_files(edition, frame.base_url, quoted)


def _shown(
    page: papers.PaperPage, paper: Paper, quoted: Citation, edition: Edition, frame: Frame, section: Section
) -> Target:
    """A paper's page as a target."""
    return below(frame, edition, section, papers.with_own(page, paper, quoted))


def _list_pages(
    edition: Edition, context: PapersContext, pages: list[tuple[str, paper_lists.PaperListView]]
) -> list[Target]:
    """The pages of the lists of papers, each numbered where there are several. That as written is the one that search
    engines are to know."""
    (frame, section, drawn), targets = context, []
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
    return look.with_cards(targets, drawn, frame.base_url)
