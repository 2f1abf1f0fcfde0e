"""Plain HTML: a folder of pages, or one page that was saved. Menus are left out, footers kept in a draft."""

from __future__ import annotations

import re

from enlsp_site.importers.result import ImportResult
from enlsp_site.importers.website.collections import shown
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.documents import MARKDOWN, PageParts, without_chrome
from enlsp_site.importers.website.edition import OtherEditions
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.finish import finish
from enlsp_site.importers.website.pages import PageReader

_NO_PAGES = re.compile(r"(?i)(?:^|/)(?:404|readme|license|changelog|contributing|google[0-9a-f]{16})\b[^/]*$")


def fill(result: ImportResult) -> None:
    """Fill the result from the pages of a folder, the index first."""
    editions = OtherEditions(result, result.options.edition)
    files = SourceFiles(result)
    data = DataFileReader(result, files, editions.year)
    pages = PageReader(result, files, data, editions.year)
    names = [name for name in result.source.names if name.lower().endswith((".html", ".htm", *MARKDOWN))]
    title = ""
    for name in sorted(names, key=lambda each: (not _is_index(each, names), each.count("/"), each)):
        if _NO_PAGES.search(name) or editions.passes_over(name):
            continue
        document = shown(name, PageParts(result, name, 4 << 20))
        document.is_index = _is_index(name, names)
        without_chrome(document)
        title = title or (document.title if document.is_index else "")
        pages.read(document)
    finish(result, {"title": title}, data, pages, editions)


def _is_index(name: str, names: list[str]) -> bool:
    return bool(re.fullmatch(r"(?i)(?:docs/|public/|www/)?index\.html?", name)) or len(names) == 1
