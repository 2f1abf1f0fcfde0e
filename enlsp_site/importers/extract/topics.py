"""Topics of a call: groups of a bold line or a small heading, each with a list below it."""

from __future__ import annotations

from enlsp_site.importers.extract.lines import above, use
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.result import Plain


def topics(root: Node) -> list[Plain]:
    """The groups of topics, two of them at least; what they were read from is used."""
    found: list[tuple[Node, Node]] = []
    label: Node | None = None
    for node in root.walk():
        if node.name in ("b", "strong", "h3", "h4", "h5") and node.words():
            label = node
        elif node.name == "#text" and node.text.strip() and label is not None and label not in above(node):
            label = None
        elif node.name == "ul" and label is not None:
            found.append((label, node))
            label = None
    if len(found) < 2:
        return []
    made = []
    for title, items in found:
        made.append(
            {
                "group": title.words().rstrip(":"),
                "items": [each.words() for each in items.children if each.name == "li"],
            }
        )
        use(title)
        use(items)
    return made
