"""Windows that open over a page: what links and buttons open, and what stands in it."""

from __future__ import annotations

import re
from html import escape

from enlsp_site.importers.extract.lines import use
from enlsp_site.importers.parse import prose
from enlsp_site.importers.parse.markup import BLOCKS, Node

LABEL = re.compile(
    r"(?i)\W*(?:link(?: to)?\s*)?"
    r"(?:pdf|paper|poster|slides?|video|code|arxiv|openreview|supp\w*|abstract|bibtex|link|talk|more(?: info)?"
    r"|bio|website)s?\W*"
)


class ElementsById:
    """The elements of a page by their ids."""

    def __init__(self, roots: list[Node]) -> None:
        self._ids: dict[str, Node] = {}
        for root in roots:
            for node in root.walk():
                if node.attributes.get("id"):
                    self._ids.setdefault(node.attributes["id"], node)

    def of(self, nodes: list[Node]) -> dict[str, str]:
        """The words of the windows that links or buttons in some elements open: abstract and bio. They are used."""
        found: dict[str, str] = {}
        for top in nodes:
            for node in top.walk():
                for name in opened_by(node):
                    window = self._ids.get(name)
                    if window is not None and window.name != "#used" and window not in (top, node):
                        found |= {key: text for key, text in _told(window).items() if key not in found}
                        use(window)
        return found


def opened_by(node: Node) -> list[str]:
    """The ids of what an element opens."""
    targets = [node.attributes.get(name, "") for name in ("href", "data-target", "data-bs-target", "aria-controls")]
    names = [target.lstrip("#") for target in targets if target.startswith("#") or (target and target == targets[3])]
    written = node.attributes.get("onclick", "")
    return [name for name in (*names, *re.findall(r"['\"]#?([\w-]+)['\"]", written)) if name]


def html_of(node: Node) -> str:
    """What is in an element, as HTML with its links and line breaks alone."""
    if node.name == "#text":
        return escape(node.text, quote=False)
    if node.name.startswith("#") and node.name != "#":
        return ""
    inner = "".join(map(html_of, node.children))
    if node.name in ("a", "button") and LABEL.fullmatch(node.words()) and opened_by(node):
        return ""
    if node.name == "a" and node.attributes.get("href", "").startswith(("http", "mailto:")):
        return f'<a href="{escape(node.attributes["href"])}">{inner}</a>'
    if node.name == "br":
        return "<br>"
    return f"<p>{inner}</p>" if node.name in BLOCKS and inner.strip() else inner


def _told(window: Node) -> dict[str, str]:
    """The parts of a window by the words that they begin with; without such words it is an abstract."""
    for node in window.all("button", "h2", "h3", "h4", "h5"):
        if node.name == "button" or not re.search(r"(?i)abstract|bio", node.words()):
            use(node)
    text = prose.paragraphs(html_of(window).replace("×", ""))
    parts = re.split(
        r"(?:^|(?<=[\s.]))(?:(Abstract)|(?:Short |Speaker )?(Bio)(?:graphy)?)\s*[:.–—-]?\s+", text, flags=re.I
    )
    if parts[0].strip() and len(parts) == 1:
        return {"abstract": parts[0].strip()}
    found: dict[str, str] = {}
    for abstract, _, words in zip(parts[1::3], parts[2::3], parts[3::3], strict=False):
        key = "abstract" if abstract else "bio"
        found[key] = f"{found.get(key, '')}\n\n{words}".strip()
    return found
