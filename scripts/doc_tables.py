"""What the documentation says of facts that the code states once: `make docs` writes it between its marks.

A file of docs/ holds `<!-- NAME: made by make docs -->` and `<!-- end -->`; what stands between is made by the
function of that name in `TABLES`. A test fails where the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from enlsp_site.exports import registry

DOCS = Path(__file__).resolve().parents[1] / "docs"
_MARKED = re.compile(r"(<!-- ([\w-]+): made by make docs -->\n).*?(<!-- end -->)", re.S)


def exports() -> str:
    """The papers as data: each file, and what its form is called."""
    return "".join(f"- `{each.name}` ({each.title})\n" for each in registry.PAPERS)


TABLES: dict[str, Callable[[], str]] = {"exports": exports}
"""What makes the text of each mark."""


def filled(text: str) -> str:
    """A page with everything between its marks made anew. Raises `KeyError` for a mark that nothing makes."""
    return _MARKED.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], text)


def main() -> None:
    """Write the pages in which something changed."""
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text("utf-8")
        if (made := filled(text)) != text:
            page.write_text(made, "utf-8")
            print(page.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
