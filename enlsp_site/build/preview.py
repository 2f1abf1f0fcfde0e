"""What a build would say of a site if some of its files were others: the steps of a build, without publishing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from enlsp_site.build import pipeline
from enlsp_site.build.acknowledged import Acknowledgements
from enlsp_site.build.context import BuildOptions
from enlsp_site.content.locate import locate
from enlsp_site.diagnostics.origin import Path
from enlsp_site.diagnostics.problem import Problem, from_row
from enlsp_site.storage import build_memory
from enlsp_site.storage.files import LARGEST_TEXT


def problems_if(options: BuildOptions, texts: Mapping[str, bytes]) -> list[Problem]:
    """The problems of a build, with line and column, in which files have these bytes. Nothing is written but what the
    cache keeps of compiled templates. Whoever calls it holds the site (`storage.work`), so that no build is under
    way.

    Where the change is one that a build takes the short way for, it is taken here, too.
    """
    manifest, seen, now = build_memory.Manifest(options.site, options.out), pipeline.looked(options.site), 0.0
    with suppress(ValueError):  # no time, which the build itself tells
        now = build_memory.clock()
    rows = _of_short_way(options, manifest, seen, now, texts)
    if rows is not None:
        return [from_row(row) for row in rows]
    draft = pipeline.make(_undrawn(options), manifest, seen, now, texts)
    heard = Acknowledgements.of(draft.workshop, draft.texts)
    return heard.hear(locate(draft.problems, draft.texts))


def _undrawn(options: BuildOptions) -> BuildOptions:
    """The same without pictures, which no change of a text makes wrong once they have been read."""
    return BuildOptions(
        options.site,
        options.out,
        options.base_url,
        drafts=options.drafts,
        trust_templates=options.trust_templates,
        draw=False,
        origins=options.origins,
        results=options.results,
    )


def _of_short_way(
    options: BuildOptions,
    manifest: build_memory.Manifest,
    seen: build_memory.Snapshot,
    now: float,
    texts: Mapping[str, bytes],
) -> list[Any] | None:
    """What the short way would tell; None where only the whole way will do."""
    known, changed = build_memory.since(manifest, pipeline.asked_of(options), seen, now)
    if options.results and not known:
        options.results.files.clear()  # the output may not be as it was left
    (file, data), *others = texts.items()
    if not known or changed or others or not known["edits"] or len(data) > LARGEST_TEXT:
        return None
    if not file.endswith(("papers.yaml", "papers.yml")):
        return None
    from enlsp_site.build import short_way

    return short_way.told(options, manifest, seen, known, file, data)


def new_problems(before: list[Problem], after: list[Problem], file: str, path: Path) -> Iterator[Problem]:
    """The problems that a change brings to the record at a path of a file, or to others. Where it takes errors away,
    a build looks further than before, and may find what was hidden: then only the record itself counts."""
    old = [_name(each) for each in before]
    now = [_name(each) for each in after]
    errors = {_name(each) for each in before if each.severity == "error"}
    goes_further = not errors.issubset(now)
    for name, each in zip(now, after, strict=True):
        origin = each.origin
        if name in old:
            old.remove(name)
        elif not goes_further or (origin.file == file and origin.path[: len(path)] == path):
            yield each


def _name(problem: Problem) -> tuple[str, str, str]:
    return problem.origin.file, problem.code, problem.message
