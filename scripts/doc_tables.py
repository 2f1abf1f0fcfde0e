"""What the documentation says of facts that the code states once: `make docs` writes it between its marks.

A file of docs/ holds `<!-- NAME: made by make docs -->` and `<!-- end -->`; what stands between is made by the
function of that name in `TABLES`. A test fails where the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from enlsp_site.content import json_schema
from enlsp_site.exports import registry
from enlsp_site.model import link_kinds, paper_fields, session_kinds

DOCS = Path(__file__).resolve().parents[1] / "docs"
_MARKED = re.compile(r"(<!-- ([\w-]+): made by make docs -->\n).*?(<!-- end -->)", re.S)


def exports() -> str:
    """The papers as data: each file, and what its form is called."""
    return "".join(f"- `{each.name}` ({each.title})\n" for each in registry.PAPERS)


def formats() -> str:
    """The standard that each export follows."""
    rows = "".join(f"| `{each.name}` | {each.standard} |\n" for each in registry.EXPORTS)
    return f"| file | standard |\n|---|---|\n{rows}"


def person() -> str:
    """The fields of a person, each with what editors say of it."""
    fields = json_schema.schemas()["people"]["$defs"]["PersonEntry"]["properties"]
    return "".join(f"- `{name}`{_said(field)}\n" for name, field in fields.items())


def _said(field: dict[str, Any]) -> str:
    return f": {field['description']}" if "description" in field else ""


def links() -> str:
    """A person's links: each kind, what is written, and an example."""
    rows = "".join(
        f"| `{each.name}` | {each.about} | `{each.name}: {each.written}` |\n" for each in link_kinds.PERSON
    )
    return f"| link | is | for example |\n|---|---|---|\n{rows}"


def profiles() -> str:
    """The kinds of links that are one person's alone."""
    return f"Profiles are {_listed(each.name for each in link_kinds.PERSON if each.own)}.\n"


def columns() -> str:
    """The columns of a table of papers, by the field that each is for."""
    rows = "".join(
        f"| `{each.name}` | {', '.join(f'`{name}`' for name in each.columns)} "
        f"| {', '.join(f'`{name}`' for name in each.like)} |\n"
        for each in paper_fields.FIELDS
        if each.columns or each.like
    )
    return f"| column | also called | taken for it where no other column is |\n|---|---|---|\n{rows}"


def sessions() -> str:
    """What `kind` of a session may be."""
    return f"The `kind` of a session is {_listed(session_kinds.NAMES, 'or')}.\n"


def _listed(names: Iterable[str], last: str = "and") -> str:
    """Names as code, in a sentence."""
    *others, end = [f"`{name}`" for name in names]
    return f"{', '.join(others)} {last} {end}"


TABLES: dict[str, Callable[[], str]] = {
    "exports": exports,
    "formats": formats,
    "links": links,
    "paper-columns": columns,
    "person": person,
    "profiles": profiles,
    "session-kinds": sessions,
}
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
