"""Codes in words: the page of one (`enlsp check --explain`), and of all (docs/checks.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from enlsp_site.diagnostics.codes import Code

_HEAD = """\
# What problems there are

This page is made from the codes themselves (`enlsp check --rules > docs/checks.md`); a test holds it to them.
`enlsp check --explain CODE` prints what stands here of one.

`enlsp check` makes the site as `enlsp build` does, but publishes nothing, and looks at what organizers wrote, at
the pages that came of it and at the files around them. Each problem is told at the line that causes it: in the
content, or in a template; errors come first, since warnings may follow from them. It ends with exit code 0 where
there is no error, 1 where there is one (with `--strict`: any problem), and 2 where it was called wrongly. `--format`
tells problems as text, JSON, annotations of a pull request (`github`) or SARIF 2.1.0 (`sarif`); `--only` and `--skip`
take codes with commas between them; `--fix` mends what is certain, and shows what it changed; `--external` asks
whether links to other sites are alive, and `--conformance` has the Nu HTML checker look at all pages.

## Errors and warnings

An **error** is what would make the site wrong, unsafe or impossible to make: a reference to nobody, a file that is
not there, two records at one address. Where there is one, nothing is published, and the last good site stays.

A **warning** is a judgement about the workshop, however odd: a person in two sessions at once, a room that is
booked twice, a date far away. The site is published all the same. With `--strict` a warning keeps it from that,
unless it is acknowledged: in site.yaml, for that edition, with the reason, which every check shows. `build --strict`
hears it as well.

```yaml
unchecked:
  - {rule: unlinked-file, reason: the posters are linked from codes on their boards}
  - {rule: double-booked, at: schedule.yaml#poster-session-1, reason: both are in the large hall}
```

`at` names a file of the edition, or an entry in it by its anchor: a session, a person, a paper, a date, a piece of
news, as in the address of its part of a page. What is not needed any more is told (`unused-unchecked`). An error of a
build cannot be acknowledged.
"""


def page(families: Iterable[tuple[str, tuple[Code, ...]]]) -> str:
    """The page of all codes, by what they are about."""
    parts = [_HEAD]
    for name, codes in families:
        parts += [f"\n## {name}\n", *(f"\n### {code.name}\n\n{_words(code)}" for code in codes)]
    return "".join(parts)


def explained(code: Code) -> str:
    """The page of one code, as a terminal shows it."""
    words = _words(code, r"<\1>", "")
    return f"{code.name}\n{'=' * len(code.name)}\n\n{words}\n{_what_to_do(code)}"


def _words(code: Code, value: str = r"*\1*", strong: str = "**") -> str:
    """Which it is and why, how it is told, and examples; with the marks of Markdown, or those that a terminal shows:
    `value` stands for a word that is another each time."""
    what = re.sub(r"\{(\w+)\}", value, code.what).replace("{{", "{").replace("}}", "}")
    examples = f"\n- bad: {_code(code.bad)}\n- good: {_code(code.good)}\n" if code.bad else ""
    mended = "\nAlso: `--fix` mends it where that is certain.\n" if code.mended else ""
    return f"{strong}{code.severity.capitalize()}{strong}: {what}. {code.why}\n{examples}{mended}"


def _code(example: str) -> str:
    """An example as code; words with code in them stay as they are."""
    return example if "`" in example else f"`{example}`"


def _what_to_do(code: Code) -> str:
    if code.severity == "error":
        return "Nothing is published until it is mended.\n"
    return (
        "The site is published all the same. If it is meant, acknowledge it in site.yaml:\n\n"
        f"unchecked:\n  - {{rule: {code.name}, reason: …}}\n"
    )
