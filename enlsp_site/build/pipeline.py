"""The pipeline: read, load, check, plan, render, check links, publish."""

from __future__ import annotations

import sys

from enlsp_site.build.context import BuildOptions, BuiltSite, Report
from enlsp_site.storage import build_memory, files
from enlsp_site.storage.cache_folder import FOLDER

__all__ = ["BuildOptions", "BuiltSite", "Report", "build", "edited", "finish", "make", "unfinished"]

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from enlsp_site.build.edits import EditStateWriter
    from enlsp_site.build.render import RenderedFile
    from enlsp_site.diagnostics.problem import Problem
    from enlsp_site.model.edition import Workshop
    from enlsp_site.model.targets import Target
    from enlsp_site.storage.content_writes import ContentFile
    from enlsp_site.storage.output_writing import PublishResult


def build(options: BuildOptions) -> Report:
    """Make the site. Where there is an error nothing is published, and the last good site stays as it was.

    One build at a time: another of this site, or into this folder, is waited for.
    """
    from enlsp_site.storage.work import Work

    with Work(options.site, options.out, options.told) as work:
        return Report([unfinished(work.fault)], published=False) if work.fault else _build(options)


def _build(options: BuildOptions) -> Report:
    manifest = build_memory.Manifest(options.site, options.out)
    if options.clean:
        try:
            manifest.forget()
        except OSError as fault:
            return _not_forgotten(fault)
    try:
        now = build_memory.clock()
    except ValueError:
        return _no_clock()
    seen = looked(options.site)
    known, changed = build_memory.since(manifest, asked_of(options), seen, now)
    if options.results and not known:
        options.results.files.clear()  # the output may not be as it was left
    try:
        if known and not changed:
            return _as_before(known)
        short = edited(options, manifest, seen, known, changed[0]) if known and len(changed) == 1 else None
        return short or _make(options, manifest, seen, now, known["outputs"] if known else {})
    finally:
        if options.progress:
            options.progress("", 0, 0)  # whatever happens, the terminal is left clean


def looked(site: Path) -> build_memory.Snapshot:
    """All files that a build could read, stamped. What a killed command left beside them is removed."""
    seen = build_memory.look(site)
    if seen.tree.hidden:
        from enlsp_site.storage.leftovers import remove

        remove(str(site), seen.tree.hidden)
    return seen


def edited(
    options: BuildOptions,
    manifest: build_memory.Manifest,
    seen: build_memory.Snapshot,
    known: dict[str, Any],
    changed: str,
) -> Report | None:
    """What the short way did where this file has changed, and nothing else; None where only the whole way will do.
    `known` is the manifest of the last build."""
    if not known["edits"] or options.strict or options.take_over:
        return None
    if not changed.endswith(("papers.yaml", "papers.yml")):
        return None
    import_msgspec()
    from enlsp_site.build import short_way

    report = short_way.build(options, manifest, seen, known, changed)
    if report and options.results:
        options.results.forget_files(report.made)
    return report


def import_msgspec() -> None:
    """Import the library of all records without `typing_extensions`, which it takes from there where that happens to
    be installed: Python has the same, and to import it takes a tenth of an edit. What it imports to tell systems and
    to wrap texts compiles its patterns when they are used."""
    if "msgspec" not in sys.modules and "typing_extensions" not in sys.modules:
        from enlsp_site.storage.late_patterns import compiled_late

        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        try:
            with compiled_late("platform", "textwrap"):
                import msgspec  # noqa: F401
        finally:
            del sys.modules["typing_extensions"]


def _make(
    options: BuildOptions,
    manifest: build_memory.Manifest,
    seen: build_memory.Snapshot,
    now: float,
    stood: Mapping[str, files.Stamp],
) -> Report:
    """Make the site and publish it, if nothing is wrong. `stood` are the stamps of all that stands in the output, if
    it was just seen to be as it was left."""
    import_msgspec()
    from enlsp_site.build import edits
    from enlsp_site.build.standing_files import standing
    from enlsp_site.diagnostics.problem import has_errors

    draft = make(options, manifest, seen, now, stood=stood)
    kept = None if has_errors(draft.problems) else edits.keep(draft, draft.version)
    targets = {each.path: each for each in draft.targets} if options.results else {}
    draft.targets = []  # the values of thousands of pages, which publishing has no need of
    try:
        report = finish(draft, asked_of(options), kept=kept)
        if options.results and report.published:  # else the output stays as it was
            options.results.files = standing(targets, draft.made, options.results.files)
            options.results.edits = kept.known if kept else None
        return report
    finally:
        if kept:
            kept.drop()


def make(
    options: BuildOptions,
    manifest: build_memory.Manifest,
    seen: build_memory.Snapshot,
    now: float,
    texts: Mapping[str, bytes] | None = None,
    stood: Mapping[str, files.Stamp] = {},
) -> BuiltSite:
    """The pipeline itself, up to publishing. `texts` are files, by name, as they would be: they are read in the place
    of those that are there. `stood` are stamps of the output that were just seen to hold.

    `now` is the one place where the time of the build counts: it decides whether papers are public already.
    """
    from enlsp_site.content.workshop import load
    from enlsp_site.storage.progress import alone

    draft = BuiltSite(options, manifest, seen)
    draft.folder.stood = stood
    alone("reading", options.progress)
    sources = files.read_sources(options.site, seen.tree, seen.theme)
    sources.texts.update(texts or {})
    asked = options.drafts, now, options.progress, options.only
    workshop, draft.problems = load(sources, draft.memory, *asked)
    draft.workshop = options.results.shared(workshop) if options.results else workshop
    alone("planning", options.progress)
    draft.problems += draft.folder.refusals(options.site)
    draft.texts = sources.texts
    if draft.workshop:
        draft.targets, draft.made = _pages(draft, draft.workshop)
    draft.texts = sources.texts | files.read_templates(options.site, seen.tree)
    return draft


def finish(
    draft: BuiltSite, asked: Mapping[str, Any], checking: bool = False, kept: EditStateWriter | None = None
) -> Report:
    """Publish what was made. The problems of all steps are collected before anything is written; `asked` is what the
    site depends on besides its files, `kept` what is kept for the next edit. Whoever is `checking` tells in the end
    what need not be acknowledged."""
    from enlsp_site.build.acknowledged import Acknowledgements
    from enlsp_site.content.locate import locate
    from enlsp_site.diagnostics.problem import has_errors, strictly
    from enlsp_site.storage.progress import alone

    problems, folder, made = draft.problems, draft.folder, draft.made
    alone("comparing", draft.options.progress)
    changes = None if has_errors(problems) else folder.compare([each.item for each in made])
    problems += changes.problems if changes else []
    heard = Acknowledgements.of(draft.workshop, draft.texts)
    problems = heard.hear(found := locate(problems, draft.texts))
    problems += () if checking or has_errors(problems) else locate(heard.unheard(), draft.texts)
    problems = strictly(problems) if draft.options.strict else problems
    if changes is None or has_errors(problems):
        return Report(problems, published=False, texts=draft.texts, note=draft.note, heard=heard)
    draft.content = _to_remember(draft)
    done = folder.publish(changes, draft.options.progress, draft.content)
    problems += done.problems
    published, note = not has_errors(problems), draft.note
    if published:
        notes = _remember(draft, asked, done, problems, found, kept) or note, done.way
        note = "\nnote: ".join(filter(None, notes))
    return Report(
        problems,
        published=published,
        made=done.made,
        removed=done.removed,
        kept=len(made) - len(done.made),
        texts=draft.texts,
        reasons={each.item.path: each.why for each in made if each.why},
        note=note,
        half=done.half,
        heard=heard,
    )


def _to_remember(draft: BuiltSite) -> list[ContentFile]:
    """The files of content that are written when this site is published: of addresses, where they are to be
    remembered, and nothing on the site is a sample."""
    workshop = draft.workshop
    if not draft.options.remember or not workshop or any(each.code == "sample" for each in draft.problems):
        return []
    from enlsp_site.build.remembered import remembered

    return remembered(workshop, draft.texts)


def _remember(
    draft: BuiltSite,
    asked: Mapping[str, Any],
    done: PublishResult,
    problems: list[Problem],
    heard: list[Problem],
    kept: EditStateWriter | None,
) -> str:
    """Write what the next build will go by; `heard` are problems that may have been acknowledged. Where that fails,
    or a file of content could not be written, the site is made all the same, and a word is said."""
    from enlsp_site.diagnostics.told import Quotes, plain
    from enlsp_site.pages.unpublished import moments

    workshop = draft.workshop
    draft.memory.replace("outputs", {path: [*stamp] for path, stamp in done.stamps.items()})
    if draft.content:
        from enlsp_site.build.remembered import note

        note(draft.content, draft.seen)
    quotes = Quotes(draft.texts)
    told = [plain(each, quotes) for each in problems if each.code != "changed-output"]  # that is the user's now
    try:
        draft.memory.save()
        edits = kept.finish([*heard, *problems]) if kept else ""
        passed = moments(workshop) if workshop else []
        draft.manifest.write(asked, draft.seen, done.stamps, told, passed, edits)
    except OSError as fault:
        return f"the cache cannot be written: {files.reason_of(fault)}"
    return done.unwritten


def _not_forgotten(fault: OSError) -> Report:
    from enlsp_site.build.codes import UNWRITABLE_CACHE
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin

    message = f"the cache cannot be deleted: {files.reason_of(fault)}"
    told = report(UNWRITABLE_CACHE, Origin(FOLDER), message, "delete this folder by hand, and build again")
    return Report([told], published=False)


def unfinished(why: str) -> Problem:
    """The problem of what was interrupted, a publication or another step, and cannot be gone on with now.
    Reports `unwritable-output`."""
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.storage.codes import UNWRITABLE_OUTPUT

    message = f"what was interrupted can be neither finished nor taken back: {why}"
    hint = "mend that, and run the command again; what is not in its place yet waits in .enlsp/"
    return report(UNWRITABLE_OUTPUT, Origin(FOLDER), message, hint)


def _no_clock() -> Report:
    from enlsp_site.build.codes import BAD_CLOCK
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin

    message, hint = "this is no whole number of seconds", "unset it, or set it to what `git log -1 --pretty=%ct` says"
    return Report([report(BAD_CLOCK, Origin("SOURCE_DATE_EPOCH"), message, hint)], published=False)


def _pages(draft: BuiltSite, workshop: Workshop) -> tuple[list[Target], list[RenderedFile]]:
    """All targets and files of the site. What is wrong with the workshop, its templates and its links is added to
    the draft's problems; links are looked at where nothing else is wrong, since what is left out for an error breaks
    them; and pictures, which take the longest, are made last, with cards and icons."""
    from enlsp_site.build.card_images import are_new, draw
    from enlsp_site.build.offline import workers
    from enlsp_site.build.picture_copies import develop
    from enlsp_site.build.render import Renderer, render
    from enlsp_site.build.steps import in_steps, one_of_each
    from enlsp_site.build.workers import beside, how_many
    from enlsp_site.diagnostics.problem import has_errors
    from enlsp_site.pages import look, offline, static_files

    options, memory, folder, problems = draft.options, draft.memory, draft.folder, draft.problems
    workshop, planned = _planned(draft, workshop)
    targets = [each for each in planned if _is_wanted(each, options.only)]
    pictures = [target for target in targets if target.recipe == static_files.PICTURE]
    drawings = [target for target in targets if target.recipe in look.DRAWINGS]
    later = (static_files.PICTURE, *look.DRAWINGS, offline.WORKER)
    others = [target for target in targets if target.recipe not in later]
    steps = in_steps(others if not has_errors(problems) else one_of_each(others))
    own = Renderer.of(options.site, draft.seen, memory, options.trust_templates, options.origins)
    draft.version = own.version
    cards = drawings if options.draw and not has_errors(problems) else []
    processes = how_many(len(others)) if are_new(cards, memory) else 1
    with beside(lambda: draw(cards, options.site, memory, folder), processes) as drawn:
        known = options.results.made_by(own.version) if options.results else {}
        made, faults = render(steps, own, memory, folder, options.progress, known)
        problems += faults
        if not has_errors(problems):
            made = _linked(draft, workshop, planned, made, whole=not options.only)
            made += workers([each for each in targets if each.recipe == offline.WORKER], made, own, memory, folder)
        if options.draw and not has_errors(problems):
            copies, faults = develop(pictures, options.site, memory, folder, options.progress)
            drawn()  # into the store
            made += copies + draw(cards, options.site, memory, folder, options.progress)
            problems += faults
    return targets, made


def _is_wanted(target: Target, only: str) -> bool:
    """Whether a file is made where only that edition is (empty: all of them). What is copied may be loaded by it."""
    return not only or target.recipe == "copy" or target.path.startswith(f"{only}/")


def _planned(draft: BuiltSite, workshop: Workshop) -> tuple[Workshop, list[Target]]:
    """What is public of a workshop, and its targets; what is wrong with it is added to the draft's problems. What is
    read of papers here is what more than their own pages show."""
    from contextlib import nullcontext

    from enlsp_site.checks.content.cards import cards_show_all_letters
    from enlsp_site.checks.content.targets import every_path_is_written_once
    from enlsp_site.checks.registry import check
    from enlsp_site.diagnostics.problem import has_errors
    from enlsp_site.model.urls import with_slash
    from enlsp_site.pages import mending, site, unpublished

    results = draft.options.results
    with draft.reach.watched(), results.watched(draft.reach) if results else nullcontext():
        draft.problems += check(workshop, not has_errors(draft.problems), draft.reach, draft.memory)
        public = unpublished.withhold(workshop)
        base = with_slash(draft.options.base_url) or public.current.site.url
        if draft.options.only:  # an archive leads to no sources, which are put away
            public = mending.without_sources(public)
        targets = site.plan(public, base, draft.memory, draft.reach)
        if public.current.site.repository:
            from enlsp_site.build import source_lines

            targets += source_lines.targets(public, draft.texts, draft.memory)
        draft.problems += every_path_is_written_once(targets)
        draft.problems += cards_show_all_letters(targets)
    return public, targets


def _linked(
    draft: BuiltSite, workshop: Workshop, targets: list[Target], made: list[RenderedFile], *, whole: bool
) -> list[RenderedFile]:
    """The files without those that are to be published only where a page links them, and none does. What is wrong
    of the links is added to the draft's problems. Where not the `whole` site is made, the rest links what is written
    in it."""
    from enlsp_site.checks.content.anchors import anchors_are_given_once
    from enlsp_site.checks.content.links import follow
    from enlsp_site.content.named_files import linked_paths

    pages = {each.item.path: (each.links, each.anchors) for each in made}
    pages |= {target.path: ((), ()) for target in targets if target.path not in pages}
    followed = draft.memory.onward(follow, "", workshop, pages)
    draft.problems += followed.problems
    draft.problems += anchors_are_given_once(workshop, {each.item.path: each.twice for each in made if each.twice})
    waiting = {target.path for target in targets if target.inputs.get("if_linked")}
    others = () if whole or not waiting else map(linked_paths, workshop.editions)
    unasked = (waiting - followed.linked).difference(*others) if waiting else waiting
    return [each for each in made if each.item.path not in unasked]


def asked_of(options: BuildOptions) -> dict[str, Any]:
    """What a build depends on besides the site's files, as its manifest has it."""
    asked = build_memory.asked(options.base_url, strict=options.strict, drafts=options.drafts)
    special = {"trust_templates": options.trust_templates, "origins": options.origins}
    return asked | {name: True for name, is_on in special.items() if is_on}


def _as_before(known: Mapping[str, Any]) -> Report:
    """The report of a build that had nothing to do: the last one's warnings, said again."""
    kept = len(known["outputs"]) - 1
    if not known["problems"]:
        return Report([], published=True, kept=kept)
    from enlsp_site.diagnostics.problem import from_row
    from enlsp_site.diagnostics.told import Quotes, quotes_in

    told = known["problems"]
    return Report([from_row(row) for row in told], published=True, kept=kept, texts=Quotes(known=quotes_in(told)))
