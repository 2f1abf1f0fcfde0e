"""The rules in words: docs/checks.md, made from what each rule says of itself."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.known import BUILD_CODES

_HEAD = """\
# What `enlsp check` looks at

This page is made from the rules themselves (`enlsp check --rules > docs/checks.md`); a test holds it to them.

`enlsp check` makes the site as `enlsp build` does, but publishes nothing, and looks at what organizers wrote, at
the pages that came of it and at the files around them. Each problem is told at the line that causes it: in the
content, or in a template. It ends with exit code 0 where there is no error, 1 where there is one (with
`--strict`: any problem), and 2 where it was called wrongly. `--format` tells problems as text, JSON, annotations
of a pull request (`github`) or SARIF 2.1.0 (`sarif`); `--only` and `--skip` take codes with commas between them;
`--fix` mends what is certain, and shows what it changed; `--external` asks whether links to other sites are
alive, and `--conformance` has the Nu HTML checker look at all pages.

A rule that is wrong for a site is switched off in site.yaml, for that edition, with the reason, which every check
shows:

```yaml
unchecked:
  - {rule: unlinked-file, reason: the posters are linked from codes on their boards}
```
"""


def written(families: Iterable[tuple[str, tuple[Rule, ...]]]) -> str:
    """The page."""
    parts = [_HEAD]
    for name, rules in families:
        parts.append(f"\n## {name}\n")
        parts += [
            _of(code, [rule for rule in rules if rule.code == code]) for code in dict.fromkeys(r.code for r in rules)
        ]
    parts.append(_OTHERS + _wrapped(f"`{code}`" for code in sorted({*BUILD_CODES} - _told(families))) + ".\n")
    return "".join(parts)


_OTHERS = """
## What every build tells besides

These are about how content is written, and name the place with a hint each:
"""


def _told(families: Iterable[tuple[str, tuple[Rule, ...]]]) -> set[str]:
    return {rule.code for _, rules in families for rule in rules}


def _of(code: str, rules: list[Rule]) -> str:
    """What is said of a code, by one rule or several."""
    notes = ["every build tells it"] if all(rule.holds is None for rule in rules) else []
    notes += ["`--fix` mends it"] if any(rule.mended for rule in rules) else []
    note = f" ({'; '.join(notes)})" if notes else ""
    said = "".join(f"\n{rule.why}\n\n- bad: {_code(rule.bad)}\n- good: {_code(rule.good)}\n" for rule in rules)
    return f"\n### {code}\n{said}" + (f"\nAlso: {note.strip(' ()')}.\n" if note else "")


def _code(example: str) -> str:
    """An example as code; words with code in them stay as they are."""
    if "`" in example:
        return example
    return f"`{example}`"


def _wrapped(words: Iterable[str]) -> str:
    """Words with commas between them, in lines of at most 118 letters."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 114:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word + ","
    return "\n".join(lines).rstrip(",")
