"""What Liquid sees of a Jekyll site: its configuration, data, collections, posts and pages; and pages shown with
it."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.liquid import DataRows, FileMapping, LiquidRenderer, RenderedTemplate
from enlsp_site.importers.parse.foreign_markdown import html_of
from enlsp_site.importers.parse.markup import Node, parsed
from enlsp_site.importers.parse.tables import lower, said
from enlsp_site.importers.result import ImportResult
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.documents import MARKDOWN, PageParts, SourcePage, tree
from enlsp_site.text import slugs

LAYOUTS = (".html", ".liquid", ".md", "")
MOST_LAYOUTS = 5
_CONTENT = "\ue010"
MARK = '<a data-shows="{}"></a>'


class LiquidSite:
    """Shows the pages of a Jekyll site. Values that a page shows are those of the source alone: no clock, no
    plugins."""

    def __init__(self, result: ImportResult, config: dict[str, Any], data: DataFileReader) -> None:
        self.result = result
        self.data = data
        self.site: dict[str, Any] = {
            **config,
            "data": {},
            "pages": [],
            "posts": [],
            "baseurl": "",
            "url": "",
            "documents": [],
        }
        self._name = ""
        self._folder = ""
        self._renderer = LiquidRenderer(self._include, self._instead, self._tell, self._markdownify)

    def add_data(self) -> None:
        """Let templates see the data files as `site.data`."""
        for origin, value in self.data.values.items():
            at = self.site["data"]
            *folders, stem = origin.split("/")
            for folder in folders:
                at = at.setdefault(folder, {}) if isinstance(at, dict) else {}
            if isinstance(at, dict):
                at[stem] = _held(value, f"data/{origin}")

    def add_collection(self, name: str, documents: list[tuple[str, PageParts]]) -> None:
        """Let templates see a collection as `site.<name>`; files are in the order of their names, or of `order`."""
        made = [self._document(name, file, parts) for file, parts in documents]
        made.sort(
            key=lambda each: (
                _number(each.get("order") or each.get("sequence_id") or each.get("weight")),
                each["path"],
            )
        )
        self.site[name] = DataRows.of(made, f"collection/{name}")

    def _document(self, name: str, file: str, parts: PageParts) -> FileMapping:
        body = parts.body.strip()
        output = html_of(body).text if file.endswith(MARKDOWN) and "{%" not in body else body
        slug = slugs.slug(file.rpartition("/")[2].rpartition(".")[0])
        front = _held(parts.front.value, "") if isinstance(parts.front.value, dict) else {}
        values = {"url": f"/{name}/{slug}", "slug": slug, "path": file, "id": f"/{name}/{slug}", **front}
        return FileMapping.of(
            {**values, "content": output, "excerpt": output, "collection": name}, f"collection/{name}", output
        )

    def add_page(self, file: str, parts: PageParts) -> None:
        """Let templates see a page among `site.pages`."""
        front = parts.front.value if isinstance(parts.front.value, dict) else {}
        url = said(front.get("permalink")) or "/" + re.sub(r"(?:index)?[.]\w+$", "", file)
        self.site["pages"].append(
            {"url": url, "path": file, "name": file.rpartition("/")[2], **front, "content": parts.body}
        )

    # Pages

    def document(self, name: str, parts: PageParts) -> SourcePage:
        """A page as it is shown, with its layouts but for the outermost, which holds menus and no words."""
        fields = parts.fields
        page = {
            **(parts.front.value if isinstance(parts.front.value, dict) else {}),
            "path": name,
            "url": said(fields.get("permalink")),
            "name": name.rpartition("/")[2],
        }
        self._name, self._folder = name, name.rpartition("/")[0]
        shown = self._shown(parts.body, page, parts.first_line)
        root = tree(shown, name.endswith(MARKDOWN))
        root.line = parts.first_line
        root = self._in_layouts(root, said(fields.get("layout")), page)
        return SourcePage(
            name,
            fields,
            parts.front,
            root,
            self._line(said(fields.get("title")), page),
            said(fields.get("permalink")),
        )

    def _line(self, text: str, page: dict[str, Any]) -> str:
        return " ".join(self._shown(text, page, 1).text.split()) if "{" in text else text

    def _shown(self, text: str, page: dict[str, Any], first_line: int, **more: Any) -> RenderedTemplate:
        made = self._renderer.render(text, {"site": self.site, "page": page, **more}, first_line)
        return (
            RenderedTemplate(re.sub(r"\{\{|\{%|%\}", " ", made.text), made.lines)
            if re.search(r"\{\{|\{%", made.text)
            else made
        )

    def _in_layouts(self, root: Node, layout: str, page: dict[str, Any]) -> Node:
        for _ in range(MOST_LAYOUTS):
            name = next(
                (f"_layouts/{layout}{end}" for end in LAYOUTS if f"_layouts/{layout}{end}" in self.result.source), ""
            )
            if not layout or not name:
                return root
            parts = PageParts(self.result, name)
            if re.search(r"(?i)<html\b|<body\b|<!doctype", parts.body):
                return root
            before, self._name = self._name, name
            text = self._shown(parts.body, page, 1, content=_CONTENT, layout=parts.fields).text
            self._name = before
            around = parsed(text, 1, [root.line])
            if _splice(around, root):
                around.line = root.line
                root = around
            layout = said(parts.fields.get("layout"))
        return root

    # What templates ask for

    def _include(self, name: str) -> str | None:
        for path in (f"_includes/{name}", f"{self._folder}/{name}".lstrip("/"), name):
            if path in self.result.source:
                return PageParts(self.result, path).body
        stem = name.rpartition("/")[2].partition(".")[0].lower()
        found = self._list_called(stem)
        return MARK.format(found) if found else None

    def _list_called(self, stem: str) -> str:
        """The list that an include shows that a theme brings along: it is called as a file of data."""
        if stem in self.data.groups:
            return self.data.groups[stem]
        if "paper" in stem and self.data.papers:
            return "papers"
        if "schedul" in stem and self.data.schedules:
            return "schedule"
        kinds = {
            "people": list(dict.fromkeys(self.data.groups.values())),
            "team": list(dict.fromkeys(self.data.groups.values())),
        }
        own = kinds.get(stem, [])
        page = self._name.rpartition("/")[2].partition(".")[0].lower()
        return page if page in own else own[0] if len(own) == 1 else ""

    def _instead(self, origin: str) -> str | None:
        found = self.data.shown.get(origin)
        return MARK.format(found) if found else None

    def _tell(self, line: int, code: Code, message: str) -> None:
        self.result.warn(self._name, line, code, message, "what it shows is missing here: look at the page")

    def _markdownify(self, text: str) -> str:
        return html_of(text).text


def _splice(around: Node, root: Node) -> bool:
    """Put a page in the place of its layout's `{{ content }}`. False for a layout that shows none."""
    for node in around.walk():
        if node.name == "#text" and _CONTENT in node.text and node.parent is not None:
            before, _, after = node.text.partition(_CONTENT)
            beside = node.parent.children
            at = beside.index(node)
            held = [Node("#text", node.line, before), *root.children, Node("#text", node.line, after)]
            for each in held:
                each.parent = node.parent
            beside[at : at + 1] = held
            return True
    return False


def _held(value: Any, origin: str) -> Any:
    """Data as templates see it: lists and mappings know which file they come from."""
    if isinstance(value, dict):
        return FileMapping.of({str(key): _held(each, f"{origin}/{key}") for key, each in value.items()}, origin)
    if isinstance(value, list):
        return DataRows.of([_held(each, origin) for each in value], origin)
    return value


def _number(value: Any) -> float:
    try:
        return float(said(value))
    except ValueError:
        return 0


def config_values(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration as templates see it."""
    return {key: _held(value, "") for key, value in lower(config).items()}
