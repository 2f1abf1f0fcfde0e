"""What site.yaml acknowledges (`unchecked`): problems that are meant so, of an edition or at one place.

`build --strict` hears it as `check` does. An acknowledgement is of a code, with its reason, and may say at which
file or entry: `at: schedule.yaml#poster-session-1`, the entry by the anchor that it has on its page. What keeps a
site from being made cannot be acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from enlsp_site.build.codes import UNKNOWN_PLACE, UNUSED_UNCHECKED
from enlsp_site.content.locate import places
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.diagnostics.suggest import did_you_mean, suggest
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.text.slugs import slug

Spot = tuple[int, int]
"""Line and column, from 1."""

END = (1 << 30, 0)


class Acknowledgement(NamedTuple):
    """An acknowledgement: of which edition, at which place as it is written, which is a file (both may be empty) and
    from where to where in it; and where in site.yaml it stands. `wrong` says why it can be none; `found` are the
    problems for which it was heard."""

    code: str
    reason: str
    edition: str
    at: str
    file: str
    start: Spot
    end: Spot
    origin: Origin
    wrong: list[Problem]
    found: list[Problem]

    def means(self, problem: Problem, edition: str) -> bool:
        """Whether it is about this problem of an edition: where it stands, or one of its further places does."""
        if problem.code != self.code or edition != self.edition or self.wrong:
            return False
        spots = (problem.origin, *(each.origin for each in problem.related))
        return not self.file or any(
            each.file == self.file and self.start <= (each.line, each.column) < self.end for each in spots
        )


class Acknowledgements:
    """All that the editions of a workshop acknowledge."""

    def __init__(self, entries: list[Acknowledgement], editions: Mapping[str, str], current: str) -> None:
        self.entries = entries
        self._editions = editions
        self._current = current
        self._errors: set[str] = set()

    @classmethod
    def of(cls, workshop: Workshop | None, texts: Mapping[str, bytes]) -> Acknowledgements:
        """What a workshop acknowledges. Entries are looked up in the files only where one is named."""
        if workshop is None:
            return cls([], {}, "")
        entries = [entry for edition in workshop.editions for entry in _entries(edition, texts)]
        folders = {f"{name}/": each.id for each in workshop.editions for name in (each.folder, each.id)}
        return cls(entries, folders, workshop.current.id)

    def hear(self, problems: Iterable[Problem], errors: bool = False) -> list[Problem]:
        """Return the problems that are not acknowledged; `errors` says whether errors can be, too. They must have
        been located."""
        return [each for each in problems if not self._is_heard(each, errors)]

    def _is_heard(self, problem: Problem, errors: bool) -> bool:
        if not self.entries:
            return False
        edition = self._edition(problem.origin.file)
        meant = [entry for entry in self.entries if entry.means(problem, edition)]
        if meant and problem.severity == "error" and not errors:
            self._errors.add(problem.code)
            return False
        for entry in meant:
            entry.found.append(problem)
        return bool(meant)

    def _edition(self, file: str) -> str:
        """The edition that a problem is about; what is about none is told to the current one."""
        name = file.removeprefix("(built) ")
        return next((each for folder, each in self._editions.items() if name.startswith(folder)), self._current)

    def unheard(self, codes: frozenset[str] | None = None) -> list[Problem]:
        """Return what is wrong with acknowledgements themselves: at no place, of an error, or no longer needed.

        `codes` are those that have been looked for; without them, those that a build gives.
        """
        waiting = [entry for entry in self.entries if not entry.found and not entry.wrong]
        if waiting and codes is None:
            from enlsp_site.build.build_codes import BUILD_CODES

            codes = frozenset(code.name for code in BUILD_CODES)
        unused = [self._unused(entry) for entry in waiting if entry.code in (codes or ())]
        return [*(problem for entry in self.entries for problem in entry.wrong), *unused]

    def _unused(self, entry: Acknowledgement) -> Problem:
        if entry.code in self._errors:
            message = f"`{entry.code}` is an error here and cannot be acknowledged"
            return report(UNUSED_UNCHECKED, entry.origin, message, "mend it where it is told, and delete this")
        return report(UNUSED_UNCHECKED, entry.origin, rule=entry.code)


def _entries(edition: Edition, texts: Mapping[str, bytes]) -> Iterator[Acknowledgement]:
    for index, (rule, reason, at) in enumerate((each.rule, each.reason, each.at) for each in edition.unchecked):
        origin = edition.site.origin.at("unchecked", index, "rule")
        file, mark, anchor = at.partition("#")
        whole = f"{edition.folder}/{file.removeprefix(f'{edition.folder}/')}" if file else ""
        start, end, wrong = (0, 0), END, []
        if file and whole not in texts:
            names = [name.removeprefix(f"{edition.folder}/") for name in texts if name.startswith(edition.folder)]
            hint = did_you_mean(suggest(file, names), "write a file of content/, as in schedule.yaml#keynote")
            wrong = [report(UNKNOWN_PLACE, edition.site.origin.at("unchecked", index, "at"), place=at, hint=hint)]
        elif mark:
            found = _span(edition, whole, anchor, texts)
            if isinstance(found, str):
                wrong = [
                    report(UNKNOWN_PLACE, edition.site.origin.at("unchecked", index, "at"), place=at, hint=found)
                ]
            else:
                start, end = found
        yield Acknowledgement(rule, reason, edition.id, at, whole, start, end, origin, wrong, [])


def _span(edition: Edition, file: str, anchor: str, texts: Mapping[str, bytes]) -> tuple[Spot, Spot] | str:
    """From where to where the entry with an anchor stands in its file; a hint where there is none."""
    named = [(name, origin) for name, origin in _anchored(edition) if origin.file == file]
    placed = places([origin for _, origin in named], texts)
    spots = sorted((each.line, each.column) for each in placed)
    own = [(each.line, each.column) for (name, _), each in zip(named, placed, strict=True) if name == anchor and name]
    if not own:
        close = suggest(anchor, [name for name, _ in named if name])
        return did_you_mean(close and f"{file.partition('/')[2]}#{close}", "anchors are in the addresses of the page")
    end: Spot = next((spot for spot in spots if spot > own[0]), END)
    return own[0], end


def _anchored(edition: Edition) -> Iterator[tuple[str, Origin]]:
    """The entries of an edition with their anchors; "" for what only bounds them."""
    for day in edition.days:
        yield "", day.origin
        yield from ((session.slug, session.origin) for session in day.sessions)
    for group in edition.groups:
        yield from ((person.slug, person.origin) for person in group.people)
    for shown in edition.reading:
        yield from ((item.slug, item.origin) for item in shown.items)
    yield from ((paper.slug, paper.origin) for paper in edition.accepted)
    yield from ((news.slug, news.origin) for news in (edition.news.items if edition.news else ()))
    yield from ((slug(date.name), date.origin) for date in (edition.dates.dates if edition.dates else ()))
