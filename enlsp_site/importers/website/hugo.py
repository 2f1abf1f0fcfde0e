"""Sites of Hugo (Hugo Blox, Wowchemy, themes for conferences), Zola, Quarto and Astro: Markdown with front matter.

Folders below `content/` (`src/content/`, `src/pages/`) are collections: people, events, sponsors, news; what is none
of these are pages, and so are the widgets of `content/home/` and the blocks of a page, one after the other. `data/`
and the parameters of the configuration are rows. Templates are not run: shortcodes of pictures are read, others left
out and told.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers.codes import UNKNOWN_TAG
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.tables import SourceData, lower, records, said
from enlsp_site.importers.result import ImportResult
from enlsp_site.importers.website import rows
from enlsp_site.importers.website.collections import Collections, shown
from enlsp_site.importers.website.data import ENDINGS, DataFileReader
from enlsp_site.importers.website.documents import MARKDOWN, PageParts, data_of, is_draft, without_chrome
from enlsp_site.importers.website.edition import OtherEditions
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.importers.website.finish import finish
from enlsp_site.importers.website.pages import PageReader

ROOTS = ("content/", "src/content/", "src/pages/", "exampleSite/content/", "docs/", "")
_CONFIG = re.compile(
    r"(?:exampleSite/)?(?:(?:hugo|config|zola)\.(?:toml|ya?ml|json)|config/_default/\w+\.(?:toml|ya?ml)|_quarto\.yml)"
)
_DATA = re.compile(r"(?:(?:exampleSite/)?data/.*|(?:src/)?content/[^/]+\.(?:ya?ml|csv|tsv)|src/data/.*)")
"""Files of data: those of Hugo and Quarto, and those beside the pages, which Zola's templates load."""
_MADE = re.compile(r"(?:docs|public|_site)/")
_EVENTS = re.compile(r"event|talk|program|schedule|session|agenda")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?)(\w[\w-]*)(.*?)[>%]\}\}", re.S)


def fill(result: ImportResult) -> None:
    """Fill the result from the files of such a site."""
    config = _config(result)
    params = lower(config["params"]) if isinstance(config.get("params"), dict) else {}
    params = {**params, **(lower(config["extra"]) if isinstance(config.get("extra"), dict) else {})}
    editions = OtherEditions(result, result.options.edition or _year(config, params))
    files = SourceFiles(result)
    data = DataFileReader(result, files, editions.year)
    for name in result.source.names:
        if _DATA.fullmatch(name) and name.endswith(ENDINGS):
            data.read(name, name[: name.rfind("/") + 1])
    for key, value in params.items():
        if isinstance(value, list | dict):
            data.take(SourceData(result, _config_name(result), "", value), value, key, f"params/{key}")
    collections = Collections(result, files, data, editions.year)
    pages = PageReader(result, files, data, editions.year)
    _Content(result, collections, pages, editions).read()
    title = said(config.get("title")) or said(params.get("title"))
    finish(result, {"title": title, "description": said(params.get("description") or config.get("description")),
                  "email": said(params.get("email"))}, data, pages, editions)  # fmt: skip


def _config_name(result: ImportResult) -> str:
    return next((name for name in result.source.names if _CONFIG.fullmatch(name)), result.source.single())


def _config(result: ImportResult) -> dict[str, Any]:
    """The configuration, which may be in several files: those called `params` are the parameters."""
    made: dict[str, Any] = {}
    for name in (each for each in result.source.names if _CONFIG.fullmatch(each)):
        found = data_of(result, name)
        value = lower(found.value) if found is not None and isinstance(found.value, dict) else {}
        if "/_default/params." in name:
            made["params"] = value
        elif "/_default/menu" not in name:
            made = {**made, **value}
    return made


def _year(config: dict[str, Any], params: dict[str, Any]) -> str:
    texts = [said(config.get(key)) for key in ("title", "baseurl", "base_url")] + [said(params.get("date"))]
    return next((year for text in texts for year in re.findall(r"\b20\d\d\b", text)), "")


class _Content:
    """The files below `content/`, by their folders."""

    def __init__(
        self, result: ImportResult, collections: Collections, pages: PageReader, editions: OtherEditions
    ) -> None:
        self.result = result
        self.collections = collections
        self.pages = pages
        self.editions = editions
        names = [
            name
            for name in result.source.names
            if name.endswith((*MARKDOWN, ".html")) and "/layouts/" not in f"/{name}"
        ]
        written = [name for name in names if name.endswith(MARKDOWN)] or names  # docs/ may be what Quarto made
        self.root = next(root for root in ROOTS if any(name.startswith(root) for name in written) or not root)
        self.names = [name for name in names if name.startswith(self.root)]
        if not self.root and written != names:  # beside what was written stands what was made of it
            self.names = [name for name in self.names if name.endswith(MARKDOWN) or not _MADE.match(name)]
        self.unknown: set[str] = set()

    def read(self) -> None:
        """Read the pages at the top, then each folder: as a collection where it is one, else as pages."""
        folders: dict[str, list[str]] = {}
        for name in self.names:
            rest = name.removeprefix(self.root)
            folders.setdefault(rest.partition("/")[0] if "/" in rest else "", []).append(name)
        for name in sorted(folders.pop("", []), key=lambda each: ("index" not in each, each)):
            self._page(name, "index" in name.rpartition("/")[2])
        home = sorted(
            ((self._parts(name), name) for name in folders.pop("home", [])), key=lambda each: _weight(each[0])
        )
        for parts, name in home:
            if said(parts.fields.get("active")).lower() != "false":
                self._page(name, True, parts)
        for folder, names in sorted(folders.items()):
            self._folder(folder, names)

    def _parts(self, name: str) -> PageParts:
        parts = PageParts(self.result, name)
        parts.body = self._without_shortcodes(parts.body, name)
        extra = parts.fields.get("extra") or parts.fields.get("params")
        parts.fields = {**(lower(extra) if isinstance(extra, dict) else {}), **parts.fields}
        return parts

    def _folder(self, folder: str, names: list[str]) -> None:
        own = [
            name
            for name in names
            if name.removeprefix(f"{self.root}{folder}/").rpartition(".")[0] in ("_index", "index")
        ]
        entries = [(name, self._entry(folder, name)) for name in names if name not in own]
        is_list = bool(entries) and self.collections.read(
            folder.lower(), [each for each in entries if not self._is_site(each[1])]
        )
        for name in own:
            self._page(name, False)
        if not is_list:
            for name, parts in entries:
                self._page(name, False, parts)

    def _is_site(self, parts: PageParts) -> bool:
        """Whether an author is the site itself, as Wowchemy has it."""
        return said(parts.fields.get("superuser")) == "true" and not rows.name_of(parts.fields)

    def _entry(self, folder: str, name: str) -> PageParts:
        """An entry of a collection, with its fields as rows have them."""
        parts = self._parts(name)
        fields = parts.fields
        for key in ("organizations", "affiliations"):
            if places := [said(each.get("name")) for each in records(fields.get(key))]:
                fields["affiliations"] = places
        social = fields.get("social") or fields.get("profiles") or fields.get("links")
        if links := [said(each.get("link") or each.get("url")) for each in records(social)]:
            fields["links"] = [{"url": url} for url in links if "://" in url]
        if not rows.first(fields, ("photo", "image", "avatar", "picture")):
            fields["photo"] = self._beside(name)
        if (group_of(folder) or folder in ("authors", "people", "team")) and "name" not in fields:
            fields["name"] = said(fields.get("title"))
            fields.pop("title", None)
        if _EVENTS.search(folder.lower()):
            begin, end = (
                re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", said(fields.get(key))) for key in ("date", "date_end")
            )
            if begin and "time" not in fields and "start" not in fields:
                fields["time"] = f"{begin[2]} - {end[2]}" if end else begin[2]
                fields["date"] = begin[1]
        return parts

    def _beside(self, name: str) -> str:
        """A picture in the folder of an entry."""
        folder = name.rpartition("/")[0]
        beside = re.compile(rf"{re.escape(folder)}/(?:avatar|featured|photo|portrait)\.(?:jpe?g|png|webp)")
        return next(filter(beside.fullmatch, self.result.source.names), "")

    def _page(self, name: str, is_index: bool, parts: PageParts | None = None) -> None:
        if self.editions.passes_over(name, self.root):
            return
        parts = parts or self._parts(name)
        parts.body = f"{parts.body}\n{self._blocks(parts)}"
        document = shown(name, parts)
        document.is_index = is_index
        document.url = said(parts.fields.get("url") or parts.fields.get("slug"))
        without_chrome(document)
        if is_draft(parts.fields) or said(parts.fields.get("draft")).lower() == "true":
            self.pages.keep(document)
        else:
            if is_index and document.title and parts.body.strip() and name.count("/") > 1:
                parts.body = f"## {document.title}\n\n{parts.body}"
                document = shown(name, parts)
                document.is_index = True
            self.pages.read(document)

    def _blocks(self, parts: PageParts) -> str:
        """The blocks of a page (`sections`, Hugo Blox) as Markdown: titles and texts, and rows as data."""
        made = []
        for block in records(parts.fields.get("sections")):
            content = block.get("content")
            content = content if isinstance(content, dict) else {}
            title, text = said(content.get("title")), self._without_shortcodes(said(content.get("text")), "")
            if title or text:
                made.append(f"## {title}\n\n{text}" if title else text)
            for item in records(content.get("items")):
                name, words = (
                    said(item.get("name") or item.get("title")),
                    said(item.get("description") or item.get("text")),
                )
                made.append(f"- **{name}** {words}".strip())
        return "\n\n".join(made)

    def _without_shortcodes(self, text: str, name: str) -> str:
        """A text with pictures of shortcodes as Markdown's, and without others, which are told once each."""

        def read(found: re.Match[str]) -> str:
            source = re.search(r"""\bsrc\s*=\s*["']([^"']+)""", found[3])
            if found[2] in ("figure", "img", "image") and source:
                words = re.search(r"""\b(?:alt|title|caption)\s*=\s*["']([^"']*)""", found[3])
                return f"![{words[1] if words else ''}]({source[1]})"
            if not found[1] and found[2] not in self.unknown and name:
                self.unknown.add(found[2])
                told = f"the shortcode `{found[2]}` is not run: what stands in it is kept"
                self.result.warn(name, 1, UNKNOWN_TAG, told, "look at the page")
            return ""

        return _SHORTCODE.sub(read, text) if "{{" in text else text


def _weight(parts: PageParts) -> float:
    found = re.fullmatch(r"-?\d{1,6}", said(parts.fields.get("weight")))
    return float(found[0]) if found else 0
