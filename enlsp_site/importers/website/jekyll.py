"""A workshop's site made with Jekyll: `_config.yml`, `_data/`, collections, posts, pages with Liquid, pictures and
papers.

Each page is shown as Jekyll shows it, over the source's own files (`liquid_site`), and then taken apart (`pages`).
Rows of data and of collections are read as data (`data`, `collections`); where a page loops over them, it is known
that the list stands there. What no section is for becomes a page; what was commented out, or belongs to another
edition, is kept in drafts. jekyll-theme-conference has its own shapes (`conference_theme`)."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers.codes import NO_CONFIG, SAMPLE_PAGE, SUPERSEDED
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.tables import lower, read_yaml, said
from enlsp_site.importers.result import ImportResult, short
from enlsp_site.importers.website import conference_theme
from enlsp_site.importers.website.collections import Collections
from enlsp_site.importers.website.data import ENDINGS, DataFileReader, current
from enlsp_site.importers.website.documents import LARGEST, PageParts, SourcePage, is_draft, without_chrome
from enlsp_site.importers.website.edition import OtherEditions, year_of
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.finish import finish
from enlsp_site.importers.website.liquid_site import LiquidSite, config_values
from enlsp_site.importers.website.pages import PageReader

_DOCUMENTS = re.compile(r"(?i)(?:^|/)(?:readme|license|changelog|contributing|code_of_conduct|gemfile|tally)\b")
_NO_PAGES = re.compile(
    r"(?i)(?:^|/)(?:404|tags?|search|categories|archive|feed|sitemap|robots|blog/index|offline)\b[^/]*$"
)
_OWN = frozenset(
    (
        *(
            "_data",
            "_includes",
            "_layouts",
            "_sass",
            "_plugins",
            "_posts",
            "_drafts",
            "_pages",
            "_site",
            "_css",
            "_js",
        ),
        *(
            "_scss",
            "_assets",
            "_tools",
            "_scripts",
            "_bibliography",
            "_talks",
            "_rooms",
            "_config",
            "_images",
            "_vendor",
        ),
    )
)
"""Folders that are no collections, or are read otherwise."""


def fill(result: ImportResult) -> None:
    """Fill the result from the files of a Jekyll site."""
    config = _config(result)
    editions = OtherEditions(result, year_of(result, config))
    files = SourceFiles(result, said(config.get("baseurl")))
    data = DataFileReader(result, files, editions.year)
    _read_data(result, data, editions)
    collections = Collections(result, files, data, editions.year)
    site = LiquidSite(result, config_values(config), data)
    others = _read_collections(result, collections, site)
    site.add_data()
    pages = PageReader(result, files, data, editions.year)
    _read_pages(result, site, pages, editions, _excluded(config))
    for name, found in others:
        collections.as_pages(name, found, pages, site.document)
    collections.news([(name, PageParts(result, name)) for name in _in(result, "_posts")])
    for name in _in(result, "_drafts"):
        result.keep(name, name, PageParts(result, name).body)
    conference_theme.fill(result, data)
    finish(result, config, data, pages, editions)


def _config(result: ImportResult) -> dict[str, Any]:
    name = next((each for each in ("_config.yml", "_config.yaml") if each in result.source), "")
    if not name:
        result.warn(
            result.source.single() or "(source)",
            1,
            NO_CONFIG,
            "there is no _config.yml",
            "name the folder that has it, or import it as html",
        )
        return {}
    data = read_yaml(result, name)
    return lower(data.value) if isinstance(data.value, dict) else {}


def _read_data(result: ImportResult, data: DataFileReader, editions: OtherEditions) -> None:
    names = [name for name in result.source.names if name.startswith("_data/") and name.endswith(ENDINGS)]
    counted, passed = current([name for name in names if not editions.passes_over(name)])
    for name in passed:
        told = "this file is a copy or an earlier draft of another, and is not imported"
        result.warn(name, 1, SUPERSEDED, told, "rename it, if it is the one that counts")
    people = [name for name in counted if "paper" not in name and "schedul" not in name]
    for name in [*people, *(name for name in counted if name not in people)]:
        data.read(name, "_data/")
        result.keep("comments", "Commented out in the old site", _commented(result, name))


def _commented(result: ImportResult, name: str) -> str:
    """What is commented out in a data file, if it says something."""
    if not name.endswith((".yml", ".yaml")):
        return ""
    lines = [line.lstrip()[1:].strip() for line in result.text(name).split("\n") if line.lstrip().startswith("#")]
    words = "\n".join(line for line in lines if re.search(r"\w{3}", line))
    return f"In {name}:\n\n" + "\n".join(f"    {line}" for line in words.split("\n")) if words else ""


def _in(result: ImportResult, folder: str) -> list[str]:
    """The texts in a folder, in order."""
    ends = (".md", ".markdown", ".html", ".mkd")
    return [name for name in result.source.names if name.startswith(f"{folder}/") and name.endswith(ends)]


def _read_collections(
    result: ImportResult, collections: Collections, site: LiquidSite
) -> list[tuple[str, list[tuple[str, PageParts]]]]:
    """Read the collections. Returns those that are in no list: their entries are pages."""
    folders = dict.fromkeys(
        name.partition("/")[0] for name in result.source.names if name.startswith("_") and "/" in name
    )
    others = []
    for folder in folders:
        found = [(name, PageParts(result, name)) for name in _in(result, folder)] if folder not in _OWN else []
        if not found:
            continue
        name = folder.removeprefix("_").lower()
        site.add_collection(name, found)
        if not collections.read(name, found):
            others.append((name, found))
    return others


# Pages


def _excluded(config: dict[str, Any]) -> tuple[str, ...]:
    """The files and folders that Jekyll is told to pass over (`exclude`)."""
    listed = config.get("exclude")
    return (
        tuple(said(each).strip("/") for each in listed if said(each).strip("/")) if isinstance(listed, list) else ()
    )


def _read_pages(
    result: ImportResult, site: LiquidSite, pages: PageReader, editions: OtherEditions, excluded: tuple[str, ...]
) -> None:
    names = [name for name in _pages_of(result) if not f"{name}/".startswith(tuple(f"{each}/" for each in excluded))]
    held = [(name, PageParts(result, name)) for name in names]
    for name, parts in held:
        site.add_page(name, parts)
    shown = _shown_without_front(held)
    included = {said(row.get("content")).lower() for _, parts in held for row in _rows(parts)}
    for name, parts in sorted(held, key=lambda each: (not _is_index(each[0], each[1]), each[0].count("/"), each[0])):
        if editions.passes_over(name) or any(each and name.lower().endswith(each) for each in included):
            continue
        document = site.document(name, parts)
        document.is_index = _is_index(name, parts)
        without_chrome(document)
        if is_draft(parts.fields):
            pages.keep(document)
        elif target := said(parts.fields.get("redirect_to")):
            result.note(f"{name} sends its visitors on to {short(target)}: its words are kept in a draft")
            pages.keep(document)
        elif _is_bare(name, parts) and not document.is_index and (not shown or _is_notice(name)):
            told = "this page has no front matter: Jekyll does not show it, and it is kept in a draft"
            result.warn(name, 1, SAMPLE_PAGE, told, "move it to pages/, if it is meant")
            pages.keep(document)
        else:
            _profiles(site, parts, document)
            pages.read(document)


def _shown_without_front(held: list[tuple[str, PageParts]]) -> bool:
    """Whether Markdown without front matter is shown, as GitHub Pages does: where most pages have none."""
    pages = [(name, parts) for name, parts in held if name.endswith((".md", ".markdown")) and not _is_notice(name)]
    bare = [_is_bare(name, parts) for name, parts in pages]
    return sum(bare) > 1 and sum(bare) * 2 > len(bare)


def _is_bare(name: str, parts: PageParts) -> bool:
    return name.endswith((".md", ".markdown")) and not parts.has_front


def _is_notice(name: str) -> bool:
    """Whether a file is named in capitals, as those are that speak to whoever works on the site."""
    return name.rpartition("/")[2].rpartition(".")[0].isupper()


def _rows(parts: PageParts) -> list[dict[str, Any]]:
    found = parts.fields.get("profiles")
    return [lower(each) for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _profiles(site: LiquidSite, parts: PageParts, document: SourcePage) -> None:
    """al-folio's pages of people: their front matter names a picture and a file with the words of each."""
    for row in _rows(parts):
        content = said(row.get("content"))
        name = next(
            (each for each in site.result.source.names if content and each.lower().endswith(content.lower())), ""
        )
        if not name:
            continue
        inner = site.document(name, PageParts(site.result, name)).root
        card = Node("div", document.root.line, attributes={"class": "profile card"})
        image = Node("img", document.root.line, attributes={"src": said(row.get("image"))})
        card.children = [image, *inner.children] if image.attributes["src"] else list(inner.children)
        for each in card.children:
            each.parent = card
        card.parent = document.root
        document.root.children.append(card)


def _is_index(name: str, parts: PageParts) -> bool:
    stem = name.rpartition(".")[0].lower()
    return stem in ("index", "_pages/index", "docs/index", "home") or said(parts.fields.get("permalink")) == "/"


def _pages_of(result: ImportResult) -> list[str]:
    """The pages: all texts in folders that are no part of Jekyll or of its theme."""
    made = []
    for name in result.source.names:
        folder = name.partition("/")[0] if "/" in name else ""
        is_own = folder.startswith("_") and folder != "_pages"
        is_static = folder in (
            "assets",
            "static",
            "css",
            "js",
            "images",
            "img",
            "bin",
            "scripts",
            "lighthouse_results",
        )
        if not name.endswith((".md", ".markdown", ".html", ".htm")) or is_own or is_static or _NO_PAGES.search(name):
            continue
        if _DOCUMENTS.search(name) and not PageParts(result, name, LARGEST).has_front:
            continue
        made.append(name)
    return made
