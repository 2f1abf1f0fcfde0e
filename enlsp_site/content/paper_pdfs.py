"""Papers' PDFs beside their pages: the one file of a paper that is published elsewhere than it stands under static/.

Google Scholar takes a PDF for that of a page only where both are in one folder (“Inclusion Guidelines for
Webmasters”).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec.structs import replace

from enlsp_site.content.codes import LARGE_PDF
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.media import StaticFile
from enlsp_site.model.papers import Paper
from enlsp_site.storage.files import Stamp
from enlsp_site.text import plain_text


def place_pdfs(
    editions: list[Edition], files: Mapping[str, StaticFile]
) -> tuple[list[Edition], dict[str, StaticFile]]:
    """The editions and files, with each PDF of a single paper moved to `<edition>/papers/<id>/<title>.pdf`.

    A file that is linked from elsewhere too is published where it was as well.
    """
    linked = Counter(address for edition in editions for address, _ in edition.inner_links)
    placed: dict[str, StaticFile] = dict(files)
    moved = [_placed(edition, linked, placed) for edition in editions]
    return moved, dict(sorted(placed.items()))


LARGEST = 5_000_000
"""How many bytes a PDF may have that Google Scholar reads."""


def pdfs_that_are_too_large(
    editions: list[Edition], files: Mapping[str, StaticFile], stamps: Mapping[str, Stamp]
) -> list[Problem]:
    """Note the papers whose PDFs stand beside their pages in vain. Reports `large-pdf`."""
    problems = []
    for edition in editions:
        for paper in edition.accepted:
            file = files.get(unquote(_pdf(paper).removeprefix(urls.INSIDE)))
            size = stamps[file.source][0] if file and file.source in stamps else 0
            if size > LARGEST:
                message = f"this PDF has {size / 1e6:.1f} MB, and Google Scholar reads none of more than 5"
                hint = "make it smaller: mostly it is its pictures"
                problems.append(report(LARGE_PDF, paper.origin.at("pdf"), message, hint))
    return problems


def _placed(edition: Edition, linked: Counter[str], files: dict[str, StaticFile]) -> Edition:
    """An edition whose papers link their PDFs where they are going to be; `files` is changed to that."""
    papers = edition.accepted
    owned = Counter(_pdf(paper) for paper in papers)
    addresses: dict[str, str] = {}
    titles = _first_titles(edition)
    for paper in papers:
        address = _pdf(paper)
        file = files.get(unquote(address.removeprefix(urls.INSIDE))) if address else None
        if file is None or owned[address] > 1 or not file.path.lower().endswith(".pdf"):
            continue
        path = _path(edition, paper, titles)
        if linked[address] < 2:
            del files[file.path]
        files[path] = replace(file, path=path)
        addresses[address] = urls.inside(path)
    return _with_addresses(edition, addresses) if addresses else edition


def _pdf(paper: Paper) -> str:
    """The address of the paper's PDF if it is a file of this site."""
    address = next((link.url for link in paper.links if link.kind == "pdf"), "")
    return address if address.startswith(urls.INSIDE) else ""


def _first_titles(edition: Edition) -> dict[str, str]:
    """The titles under which papers were published first, where they have others now, by the papers' addresses."""
    changes = sorted(edition.memory.changes, key=lambda each: each.on, reverse=True)
    return {each.at: each.before for each in changes if each.what == "title" and each.at.startswith("papers/")}


def _path(edition: Edition, paper: Paper, titles: Mapping[str, str]) -> str:
    """Where a paper's PDF is published: called by its title, so that it says what it is when it has been saved; and
    by the first one for good, since addresses do not move where a title is corrected."""
    folder = urls.paper_path(edition.id, paper.slug).removesuffix("index.html")
    title = titles.get(f"papers/{paper.slug}") or paper.title
    return f"{folder}{plain_text.slug(plain_text.plain_text(title))}.pdf"


def _with_addresses(edition: Edition, addresses: Mapping[str, str]) -> Edition:
    assert edition.papers is not None
    papers = [
        replace(paper, links=tuple([replace(link, url=addresses.get(link.url, link.url)) for link in paper.links]))
        if _pdf(paper) in addresses
        else paper
        for paper in edition.papers.papers
    ]
    own = {paper.origin.file for paper in papers}
    inner = [
        (addresses.get(address, address) if origin.file in own else address, origin)
        for address, origin in edition.inner_links
    ]
    return replace(edition, papers=replace(edition.papers, papers=tuple(papers)), inner_links=tuple(inner))
