"""Which edition a source is of; pages of other years in it are told, and left to an import of their own."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from posixpath import commonpath
from typing import Any

from enlsp_site.importers.codes import ANOTHER_EDITION
from enlsp_site.importers.parse.tables import said
from enlsp_site.importers.result import ImportResult

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAST = re.compile(
    r"(?i)(?:^|/)(?:past|previous|archived?|old|former|earlier)[-_ ]?[^/]*/|(?:^|/)\d{4}/|/[a-z]+[-_]?\d\d/"
)

_DOCUMENTS = re.compile(r"(?i)(?:^|/)(?:readme|license|changelog|contributing|code_of_conduct)\b|^[._](?!pages/)")
_MOST, _LONGEST = 50, 20_000


def year_of(result: ImportResult, config: dict[str, Any]) -> str:
    """The year: as asked for, or as the title or address of the site says; an empty text if neither does."""
    texts = [said(config.get(key)) for key in ("title", "url", "baseurl", "description")]
    years = [year for text in texts for year in re.findall(r"\b(?:19|20)\d\d|(?<=\D)20\d\d", text)]
    return result.options.edition or next(iter(years), "")


class OtherEditions:
    """Passes over the pages of other years."""

    def __init__(self, result: ImportResult, year: str) -> None:
        self.result = result
        self.year = year or self._newest()
        self.others: dict[str, list[str]] = {}

    def _newest(self) -> str:
        """The year that the front page names most often, if it names one."""
        names = [name for name in self.result.source.names if re.search(r"\.(?:md|markdown|qmd|html?)$", name)]
        front = [name for name in names if re.fullmatch(r"(?:_pages/|content/)?_?(?:index|about)\.\w+", name)]
        found = self._years_in(front[:1])
        if not found and any(_YEAR.search(name) for name in names):  # which of them, the other pages say
            found = self._years_in([name for name in names if not _YEAR.search(name) and not _DOCUMENTS.search(name)])
        return max(sorted(set(found)), key=found.count) if found else ""

    def _years_in(self, names: list[str]) -> list[str]:
        """The years in the beginnings of files, which count as read no more than before."""
        texts = [self._beginning(name) for name in names[:_MOST]]
        return [year for text in texts for year in _YEAR.findall(text) if "2000" <= year <= "2100"]

    def _beginning(self, name: str) -> str:
        with suppress(OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
            return self.result.source.read_of(name)(_LONGEST).decode("utf-8", "replace")
        return ""

    def passes_over(self, file: str, root: str = "") -> bool:
        """Whether a page is of another year: its folder below `root` or its name says so."""
        name = file.removeprefix(root)
        years = _YEAR.findall(name)
        is_own = self.year and self.year in years
        other = "" if is_own else next((year for year in years if not self.year or year != self.year), "")
        if not other and not is_own and _PAST.search(name) and "/" in name:
            other = name.rpartition("/")[0]
        if other and (self.year or not years):
            self.others.setdefault(other, []).append(file)
            return True
        return False

    def tell(self) -> None:
        """Tell which other editions there are, and how they are imported. Reports `another-edition`."""
        for other, names in sorted(self.others.items()):
            pages = "page is" if len(names) == 1 else "pages are"
            told = f"{len(names)} {pages} of {other}: another edition, not imported"
            hint = (
                f"enlsp import … --edition {other} imports them"
                if other.isdecimal()
                else "import that folder by itself"
            )
            folder = commonpath(names)
            place = f"{folder}/" if folder and folder not in names else folder
            self.result.warn(place or self.result.source.single(), 1, ANOTHER_EDITION, told, hint)
            self.result.note(f"of {other} are: {', '.join(names)}")
