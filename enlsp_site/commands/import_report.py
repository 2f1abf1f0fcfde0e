"""What an import carried, and what it did not: counts per kind of fact, in words and as JSON (`--report`).

{"kind": "jekyll", "counts": {"people": {"found": 31, "carried": 31, "told": 0}, …}, "files": ["content/…"],
 "copies": ["static/…"], "unread": ["…"], "notes": ["…"], "problems": [{"file", "line", "column", "severity",
 "code", "message", "hint"}, …]}
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from enlsp_site.commands.import_changes import ImportPlan
from enlsp_site.importers.result import LIST_KEYS, ImportResult

KINDS = ("people", "sessions", "papers", "dates", "sponsors", "news", "reading", "pages")
"""The kinds of facts that are counted, in the order in which they are told."""
_THEME = (
    *(
        ".css",
        ".scss",
        ".sass",
        ".js",
        ".ts",
        ".map",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".otf",
        ".ico",
        ".lock",
        ".gemspec",
    ),
    *(".liquid", ".jsx", ".tsx", ".rb", ".py", ".sh", ".gem", ".webmanifest"),
)
"""Endings of files that are a theme's, and hold no facts."""
MOST_NAMED = 20


def counts(imported: ImportResult) -> dict[str, dict[str, int]]:
    """How many facts of each kind the source has, how many were carried, and how many were left out and told."""
    carried: Counter[str] = Counter(
        {"pages": sum(page.front.get("draft") is None for page in imported.pages.values())}
    )
    for path, data in imported.files.items():
        kind = path.partition("/")[0].removesuffix(".yaml")
        rows = data.get(LIST_KEYS.get(kind, ""), []) if isinstance(data, dict) else []
        if kind == "schedule":
            carried["sessions"] += sum(len(day.get("sessions", [])) for day in rows)
        elif kind == "sponsors":
            carried["sponsors"] += sum(len(tier.get("sponsors", [])) for tier in rows)
        elif kind in LIST_KEYS:
            carried[kind] += len(rows)
    told = imported.lost
    return {
        kind: {"found": carried[kind] + told[kind], "carried": carried[kind], "told": told[kind]}
        for kind in KINDS
        if carried[kind] + told[kind]
    }


def in_words(found: dict[str, dict[str, int]]) -> str:
    """The counts in a line: `people 31 of 31, sessions 44 of 46: 2 told`."""
    parts = []
    for kind, each in found.items():
        more = f": {each['told']} told" if each["told"] else ""
        parts.append(f"{kind} {each['carried']} of {each['found']}{more}")
    return ", ".join(parts)


def unread(imported: ImportResult) -> str:
    """The files that nobody looked into, in words; those of a theme are counted alone."""
    names = imported.source.unread()
    theme = [name for name in names if name.lower().endswith(_THEME)]
    pictures = [name for name in names if name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"))]
    rest = sorted(
        set(names) - {*theme, *pictures}, key=lambda name: (not name.endswith((".csv", ".json", ".md")), name)
    )
    more = f" and {len(rest) - MOST_NAMED} more" if len(rest) > MOST_NAMED else ""
    besides = []
    if theme:
        endings = ", ".join(sorted({f".{name.rpartition('.')[2]}" for name in theme}))
        besides.append(f"{len(theme)} file{'s' * (len(theme) > 1)} of the theme ({endings})")
    if pictures:
        besides.append(f"{len(pictures)} picture{'s' * (len(pictures) > 1)} that nothing names")
    named = ", ".join(rest[:MOST_NAMED]) + more
    tail = f"besides {' and '.join(besides)}" if besides else ""
    return "; ".join(filter(None, (named, tail)))


def as_json(kind: str, imported: ImportResult, plan: ImportPlan) -> bytes:
    """What an import carried, made, copied and left, as JSON in UTF-8: what `--report FILE` writes."""
    made: dict[str, Any] = {
        "kind": kind,
        "counts": counts(imported),
        "files": sorted(change.path for change in plan.changes if change.after),
        "copies": sorted(plan.copies),
        "unread": sorted(imported.source.unread()),
        "notes": imported.notes,
        "problems": [
            {
                "file": each.origin.file,
                "line": each.origin.line,
                "column": each.origin.column,
                "severity": each.severity,
                "code": each.code,
                "message": each.message,
                "hint": each.hint,
            }
            for each in plan.problems
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"
