"""Problems as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS), which code hosts show in the code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from enlsp_site import __version__
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(
    problems: list[Problem],
    off: Iterable[tuple[str, list[Problem]]],
    reasons: Mapping[str, str],
    show: Callable[[str], str],
) -> str:
    """One run with all problems. `off` are those of rules that are switched off, each with the reason: they are told
    as suppressed (3.35). `reasons` say why there is a rule, by its code; `show` names a file from the working
    directory. Columns count characters (3.14.17)."""
    results = [_result(each, show) for each in problems]
    results += [_suppressed(_result(each, show), reason) for reason, found in off for each in found]
    named = sorted({each["ruleId"] for each in results})
    driver = {
        "name": "enlsp",
        "version": __version__,
        "rules": [_rule(code, reasons.get(code, "")) for code in named],
    }
    for each in results:
        each["ruleIndex"] = named.index(each["ruleId"])
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, reason: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": reason}} if reason else {"id": code}


def _result(problem: Problem, show: Callable[[str], str]) -> dict[str, Any]:
    words = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    found: dict[str, Any] = {"ruleId": problem.code, "level": problem.severity, "message": {"text": words}}
    found["locations"] = [_location(problem.origin, show)]
    if problem.related:
        found["relatedLocations"] = [
            {"id": number, **_location(each.origin, show), "message": {"text": each.message}}
            for number, each in enumerate(problem.related, 1)
        ]
    if problem.fix and problem.origin.line:
        found["fixes"] = [_fix(problem, problem.fix, show)]
    return found


def _location(origin: Origin, show: Callable[[str], str]) -> dict[str, Any]:
    """A place in a file; or, where it is none, a logical one."""
    if origin.file.startswith("("):
        return {"logicalLocations": [{"fullyQualifiedName": origin.file}]}
    place: dict[str, Any] = {"artifactLocation": _artifact(origin, show)}
    if origin.line:
        place["region"] = {"startLine": origin.line, "startColumn": max(origin.column, 1)}
    return {"physicalLocation": place}


def _artifact(origin: Origin, show: Callable[[str], str]) -> dict[str, str]:
    return {"uri": quote(show(origin.file).replace("\\", "/"))}


def _fix(problem: Problem, fix: Fix, show: Callable[[str], str]) -> dict[str, Any]:
    """A mend as a replacement (3.55)."""
    origin = problem.origin
    start = fix.column or max(origin.column, 1)
    region = {"startLine": origin.line, "startColumn": start, "endColumn": start + len(fix.old)}
    change = {"deletedRegion": region, "insertedContent": {"text": fix.new}}
    return {"artifactChanges": [{"artifactLocation": _artifact(origin, show), "replacements": [change]}]}


def _suppressed(result: dict[str, Any], reason: str) -> dict[str, Any]:
    return {**result, "suppressions": [{"kind": "external", "justification": reason}]}
