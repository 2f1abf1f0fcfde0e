"""A content file after an import: written anew where there was none, else changed where the source was."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

from enlsp_site.content.patching import writing
from enlsp_site.content.patching.changes import UnpatchableError, applied, coarser
from enlsp_site.content.patching.patch import patched
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.importers.codes import UNMERGED
from enlsp_site.importers.merge.merging import MISSING, Merge
from enlsp_site.importers.result import LIST_KEYS, PageText

FENCE = "---"
WORDS_DIFFER = "the source's words differ from those here, which are kept; theirs are in a draft in pages/imported/"


class RevisedText(NamedTuple):
    """The text of a file after an import, what the organizer should know of it, and what is wrong with it."""

    text: str
    notes: list[str]
    problems: list[Problem]


NOBODY: frozenset[str] = frozenset()


def revised(path: str, text: str | None, base: Any, theirs: Any, merge: Merge) -> RevisedText:
    """A YAML file. `path` is that in the edition's folder, `text` what it holds now, `base` what the source said last
    time (None if that is not known), `theirs` what it says now; `merge` says by which rules they are laid together,
    and is used up by it."""
    if text is None:
        if base is not None:
            return RevisedText("", [] if base == theirs else ["deleted here, and not written again"], [])
        return RevisedText(writing.document(theirs, writing.modeline(path)), [], [])
    ours, problems = yaml.parse(text, path)
    if problems:
        return RevisedText(text, [], [_unreadable(path, problems[0])])
    if ours is None:
        return RevisedText(text.rstrip("\n") + "\n" * bool(text.strip()) + writing.document(theirs, ""), [], [])
    return _patched(path, text, ours, _merged(path, base, ours, theirs, merge))


def _merged(path: str, base: Any, ours: Any, theirs: Any, merge: Merge) -> Merge:
    kind = path.partition("/")[0].removesuffix(".yaml")
    merge.whole(MISSING if base is None else base, ours, theirs, LIST_KEYS.get(kind, ""))
    return merge


def _patched(path: str, text: str, ours: Any, merge: Merge) -> RevisedText:
    """The text with the changes; as it was, and a problem, where it is written so that they have no place in it."""
    if not merge.changes:
        return RevisedText(text, merge.notes, [])
    wanted = applied(ours, merge.changes)
    for changes in (merge.changes, coarser(ours, merge.changes, False), coarser(ours, merge.changes, True)):
        with suppress(UnpatchableError):
            made = patched(text if text.endswith("\n") else text + "\n", changes)
            data, problems = yaml.parse(made, path)
            if not problems and data == wanted:
                return RevisedText(made, merge.notes, [])
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    if not any("#" in line for line in lines[head:]):
        return RevisedText(
            "".join(f"{line}\n" for line in lines[:head]) + writing.document(wanted, ""), merge.notes, []
        )
    told = "the source has changed, and this file is written in a way in which the change finds no place"
    hint = "move it away, import again, and carry over by hand what is in it"
    return RevisedText(text, merge.notes, [report(UNMERGED, Origin(path), told, hint)])


def _unreadable(path: str, found: Problem) -> Problem:
    where = Origin(path, (), found.origin.line, found.origin.column)
    told = f"nothing is imported into this file: {found.message}"
    return report(UNMERGED, where, told, "mend it, and import again")


def revised_page(path: str, text: str | None, base: PageText | None, theirs: PageText, prune: bool) -> RevisedText:
    """A page: its front matter as other files, its words as one value. Reports `unmerged`."""
    if text is None:
        if base is not None:
            return RevisedText("", [] if base == theirs else ["deleted here, and not written again"], [])
        return RevisedText(writing.page(theirs.front, theirs.body, ""), [], [])
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if lines[0].rstrip() != FENCE or not end:
        told = "nothing is imported into this page: it has no front matter"
        hint = "begin it with three lines: ---, title: …, ---"
        return RevisedText(text, [], [report(UNMERGED, Origin(path, (), 1, 1), told, hint)])
    front, body = "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :])
    made = revised(path, front, base.front if base else None, theirs.front, Merge(prune))
    words, note = _words(body, base.body if base else None, theirs.body)
    if made.text == front and words == body:
        return RevisedText(text, made.notes + note, made.problems)
    return RevisedText(f"---\n{made.text.rstrip()}\n---\n{words}", made.notes + note, made.problems)


SAID_BY_HAND = ("name", "title", "edition")
"""What `enlsp new` was told, and does not stand in site.yaml as a sample."""


def in_place_of_sample(path: str, text: str, theirs: Any) -> RevisedText:
    """A file of which nothing was written by hand: the sample goes, but for the words at its top that teach."""
    if isinstance(theirs, PageText):
        return RevisedText(writing.page(theirs.front, theirs.body, ""), ["the sample is replaced"], [])
    if path == "site.yaml":
        ours = values(text, path)
        by_hand = [name for name in SAID_BY_HAND if name != "title" or not is_title_made_up(ours)]
        base = {name: value for name, value in ours.items() if name not in by_hand}
        return _patched(path, text, ours, _merged(path, base, ours, theirs, Merge(True)))
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    made = "".join(f"{line}\n" for line in lines[:head]) + writing.document(theirs, "")
    return RevisedText(made, ["the sample is replaced"], [])


def is_title_made_up(site: Any) -> bool:
    """Whether the title in site.yaml is what `enlsp new` makes of the name: it gives way to that of a source."""
    name, title = (site.get("name"), site.get("title")) if isinstance(site, dict) else ("", "")
    return bool(title) and title in (name, f"{name} Workshop")


def _words(ours: str, base: str | None, theirs: str) -> tuple[str, list[str]]:
    """The Markdown of a page, and a note where both sides have changed it."""
    if ours.strip() == theirs.strip() or (base is not None and theirs.strip() == base.strip()):
        return ours, []
    if base is not None and ours.strip() == base.strip():
        return f"\n{theirs.strip()}\n", []
    return ours, [WORDS_DIFFER]


def is_as_imported(path: str, text: str, base: Any) -> bool:
    """Whether a file still says what was imported into it."""
    if isinstance(base, PageText):
        return text.split() == writing.page(base.front, base.body, "").split()
    return bool(values(text, path) == base)


def entries_of(data: Any, path: str) -> list[Any]:
    """The entries of a file that is a list; none of other files."""
    key = LIST_KEYS.get(path.partition("/")[0].removesuffix(".yaml"), "")
    found = data.get(key) if isinstance(data, dict) else data
    return found if isinstance(found, list) and key else []


def values(text: str, path: str) -> Any:
    """The plain values of a YAML file, as far as it can be read."""
    return yaml.parse(text, path)[0]
