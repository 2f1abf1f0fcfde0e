"""The pipeline: read, load, check, plan, render, check links, publish."""

from __future__ import annotations

from enlsp_site.storage import build_memory, files
from enlsp_site.storage.cache_folder import FOLDER

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from enlsp_site.build.acknowledged import Acknowledgements
    from enlsp_site.build.render import RenderedFile
    from enlsp_site.diagnostics.problem import Problem
    from enlsp_site.diagnostics.told import Quotes
    from enlsp_site.model.edition import Workshop
    from enlsp_site.model.targets import Target
    from enlsp_site.storage.output import OutputFolder
    from enlsp_site.storage.progress import Progress


class BuildOptions:
    """What a build was asked for. `site` holds `content/`; an empty `base_url` is site.yaml's `url`. `take_over` lets
    it write to a folder that another site was published in. `progress` is told how far each step is, and `told` what
    the build waits for, in a sentence. `trust_templates` runs the site's own templates outside of the sandbox.
    `remember` has the addresses that are published written to the site's content."""

    def __init__(
        self,
        site: Path,
        out: Path,
        base_url: str = "",
        strict: bool = False,
        drafts: bool = False,
        clean: bool = False,
        progress: Progress | None = None,
        take_over: bool = False,
        told: Callable[[str], object] | None = None,
        trust_templates: bool = False,
        remember: bool = False,
    ) -> None:
        self.site = site
        self.out = out
        self.base_url = base_url
        self.strict = strict
        self.drafts = drafts
        self.clean = clean
        self.progress = progress
        self.take_over = take_over
        self.told = told
        self.trust_templates = trust_templates
        self.remember = remember


class Report:
    """What a build did: its problems with line and column, the files it made and removed, how many it kept.

    `texts` are the sources by name, or `Quotes`, to quote the lines of problems from; `reasons` say why a file was
    made; `note` is what else is worth a line when asked for more (`-v`); `half` says that some files were published,
    which could neither be finished nor taken back; `heard` is what site.yaml acknowledges.
    """

    def __init__(
        self,
        problems: list[Problem],
        published: bool,
        made: tuple[str, ...] = (),
        removed: tuple[str, ...] = (),
        kept: int = 0,
        texts: Quotes | Mapping[str, bytes] | None = None,
        reasons: Mapping[str, str] = {},
        note: str = "",
        half: bool = False,
        heard: Acknowledgements | None = None,
    ) -> None:
        self.problems = problems
        self.published = published
        self.made = made
        self.removed = removed
        self.kept = kept
        self.texts = {} if texts is None else texts
        self.reasons = reasons
        self.note = note
        self.heard = heard
        self.half = half

    @property
    def unpublished(self) -> str:
        """What to say of a build that could not publish all of the site."""
        return "published in part" if self.half else "nothing was published"

    def in_short(self, seconds: float, out: object) -> str:
        """How many files were made, kept and removed, and how long it took."""
        return f"{len(self.made)} made, {self.kept} kept, {len(self.removed)} removed in {seconds:.2f} s: {out}"


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
    seen = build_memory.look(options.site)
    known = build_memory.unchanged(manifest, _asked(options), seen, now)
    try:
        return _as_before(known) if known else _make(options, manifest, seen, now)
    finally:
        if options.progress:
            options.progress("", 0, 0)  # whatever happens, the terminal is left clean


class BuiltSite:
    """A site that is made and not yet published: the workshop as it was read, the targets and what was made of them,
    and everything that is wrong so far, without places (`load.locate`)."""

    def __init__(self, options: BuildOptions, manifest: build_memory.Manifest, seen: build_memory.Snapshot) -> None:
        from enlsp_site.storage.output import OutputFolder

        self.options = options
        self.manifest = manifest
        self.seen = seen
        self.memory = build_memory.Memory(manifest.memory_path, seen.world)
        self.folder = OutputFolder(options.out, _shown(options), options.site, options.clean, options.take_over)
        self.workshop: Workshop | None = None
        self.targets: list[Target] = []
        self.made: list[RenderedFile] = []
        self.problems: list[Problem] = []
        self.texts: dict[str, bytes] = {}

    @property
    def note(self) -> str:
        """What is worth a line when asked for more."""
        return self.memory.note or self.manifest.note


def _make(options: BuildOptions, manifest: build_memory.Manifest, seen: build_memory.Snapshot, now: float) -> Report:
    """Make the site and publish it, if nothing is wrong."""
    draft = make(options, manifest, seen, now)
    draft.targets = []  # the values of thousands of pages, which publishing has no need of
    return finish(draft, _asked(options))


def make(
    options: BuildOptions, manifest: build_memory.Manifest, seen: build_memory.Snapshot, now: float
) -> BuiltSite:
    """The pipeline itself, up to publishing.

    `now` is the one place where the time of the build counts: it decides whether papers are public already.
    """
    from enlsp_site.content.workshop import load
    from enlsp_site.storage.progress import alone

    draft = BuiltSite(options, manifest, seen)
    alone("reading", options.progress)
    sources = files.read_sources(options.site, seen.tree, seen.theme)
    draft.workshop, draft.problems = load(sources, draft.memory, options.drafts, now, options.progress)
    alone("planning", options.progress)
    draft.problems += draft.folder.refusals(options.site)
    if draft.workshop:
        draft.targets, draft.made = _pages(draft.workshop, options, seen, draft.memory, draft.folder, draft.problems)
    draft.texts = sources.texts | files.read_templates(options.site, seen.tree)
    return draft


def finish(draft: BuiltSite, asked: Mapping[str, Any], checking: bool = False) -> Report:
    """Publish what was made. The problems of all steps are collected before anything is written; `asked` is what the
    site depends on besides its files. Whoever is `checking` tells in the end what need not be acknowledged."""
    from enlsp_site.build.acknowledged import Acknowledgements
    from enlsp_site.content.locate import locate
    from enlsp_site.diagnostics.problem import has_errors, strictly
    from enlsp_site.diagnostics.told import Quotes, plain
    from enlsp_site.storage.progress import alone

    problems, folder, memory, made = draft.problems, draft.folder, draft.memory, draft.made
    alone("comparing", draft.options.progress)
    changes = None if has_errors(problems) else folder.compare([each.item for each in made])
    problems += changes.problems if changes else []
    heard = Acknowledgements.of(draft.workshop, draft.texts)
    problems = heard.hear(locate(problems, draft.texts))
    problems += () if checking or has_errors(problems) else locate(heard.unheard(), draft.texts)
    problems = strictly(problems) if draft.options.strict else problems
    if changes is None or has_errors(problems):
        return Report(problems, published=False, texts=draft.texts, note=draft.note, heard=heard)
    done = folder.publish(changes, draft.options.progress)
    problems += done.problems
    published = not has_errors(problems)
    note = draft.note
    if published:
        memory.replace("outputs", {path: [*stamp] for path, stamp in done.stamps.items()})
        quotes = Quotes(draft.texts)
        told = [plain(each, quotes) for each in problems if each.code != "changed-output"]  # that is the user's now
        note = _remember(draft, asked, done.stamps, told) or note
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


def _remember(draft: BuiltSite, asked: Mapping[str, Any], stamps: Mapping[str, files.Stamp], told: list[Any]) -> str:
    """Write what the next build will go by. Where that fails the site is made all the same, and a word is said."""
    from enlsp_site.pages.unpublished import moments

    workshop, note = draft.workshop, ""
    if draft.options.remember and workshop and all(each.code != "sample" for each in draft.problems):
        from enlsp_site.build.remembered import remember

        note = remember(workshop, draft.texts, draft.seen)
    try:
        draft.memory.save()
        draft.manifest.write(asked, draft.seen, stamps, told, moments(workshop) if workshop else [])
    except OSError as fault:
        return f"the cache cannot be written: {(fault.strerror or str(fault)).lower()}"
    return note


def _not_forgotten(fault: OSError) -> Report:
    from enlsp_site.build.codes import UNWRITABLE_CACHE
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin

    message = f"the cache cannot be deleted: {(fault.strerror or str(fault)).lower()}"
    told = report(UNWRITABLE_CACHE, Origin(FOLDER), message, "delete this folder by hand, and build again")
    return Report([told], published=False)


def unfinished(why: str) -> Problem:
    """The problem of a publication that was interrupted, and cannot be gone on with now."""
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.storage.codes import UNWRITABLE_OUTPUT

    message = f"a publication that was interrupted can be neither finished nor taken back: {why}"
    hint = "mend that, and build again; what is to be published waits in .enlsp/"
    return report(UNWRITABLE_OUTPUT, Origin(FOLDER), message, hint)


def _no_clock() -> Report:
    from enlsp_site.build.codes import BAD_CLOCK
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin

    message, hint = "this is no whole number of seconds", "unset it, or set it to what `git log -1 --pretty=%ct` says"
    return Report([report(BAD_CLOCK, Origin("SOURCE_DATE_EPOCH"), message, hint)], published=False)


def _pages(
    workshop: Workshop,
    options: BuildOptions,
    seen: build_memory.Snapshot,
    memory: build_memory.Memory,
    folder: OutputFolder,
    problems: list[Problem],
) -> tuple[list[Target], list[RenderedFile]]:
    """All targets and files of the site. What is wrong with the workshop, its templates and its links is added to
    `problems`; links are looked at where nothing else is wrong, since what is left out for an error breaks them; and
    pictures, which take the longest, are made last, with cards and icons."""
    from enlsp_site.build.card_images import draw
    from enlsp_site.build.picture_copies import develop
    from enlsp_site.build.render import Renderer, render
    from enlsp_site.checks.content.cards import cards_show_all_letters
    from enlsp_site.checks.content.targets import every_path_is_written_once
    from enlsp_site.checks.registry import check
    from enlsp_site.diagnostics.problem import has_errors
    from enlsp_site.model.urls import with_slash
    from enlsp_site.pages import look, site, static_files, unpublished

    problems += check(workshop, whole=not has_errors(problems))
    workshop = unpublished.withhold(workshop)
    targets = site.plan(workshop, with_slash(options.base_url) or workshop.current.site.url, memory)
    problems += every_path_is_written_once(targets)
    problems += cards_show_all_letters(targets)
    pictures = [target for target in targets if target.recipe == static_files.PICTURE]
    drawings = [target for target in targets if target.recipe in look.DRAWINGS]
    others = [target for target in targets if target.recipe not in (static_files.PICTURE, *look.DRAWINGS)]
    steps = _in_steps(others if not has_errors(problems) else _one_of_each(others))
    own = Renderer.of(options.site, seen, memory, options.trust_templates)
    made, faults = render(steps, own, memory, folder, options.progress)
    problems += faults
    if not has_errors(problems):
        made = _linked(workshop, targets, made, problems)
    if not has_errors(problems):
        copies, faults = develop(pictures, options.site, memory, folder, options.progress)
        made += copies + draw(drawings, options.site, memory, folder, options.progress)
        problems += faults
    return targets, made


def _in_steps(targets: list[Target]) -> dict[str, list[Target]]:
    """The targets to render, by the step as which they are told."""
    steps: dict[str, list[Target]] = {"files": [], "search": [], "pages": [], "papers": []}
    for target in targets:
        steps[STEPS.get(target.recipe, "pages" if target.recipe.endswith(".html") else "files")].append(target)
    return steps


def _one_of_each(targets: list[Target]) -> list[Target]:
    """A target for each template: where nothing can be published, what may be wrong with those is all that is left
    to be told, and a server waits to tell it."""
    found: dict[tuple[str, str], Target] = {}
    for target in targets:
        if target.recipe.endswith((".html", ".css")):
            section = target.inputs.get("section")
            found.setdefault((target.recipe, section.kind if section else ""), target)
    return [*found.values()]


STEPS = {"paper.html": "papers", "search": "search"}
"""What the rendering of targets is told as, by recipe, if not as pages or as other files."""


def _linked(
    workshop: Workshop, targets: list[Target], made: list[RenderedFile], problems: list[Problem]
) -> list[RenderedFile]:
    """The files without those that are to be published only where a page links them, and none does. What is wrong
    with the links is added to `problems`."""
    from enlsp_site.checks.content.anchors import anchors_are_given_once
    from enlsp_site.checks.content.links import linked_files, links_lead_somewhere

    pages = {each.item.path: (each.links, each.anchors) for each in made}
    problems += links_lead_somewhere(
        workshop, pages | {target.path: ((), ()) for target in targets if target.path not in pages}
    )
    problems += anchors_are_given_once(workshop, {each.item.path: each.twice for each in made if each.twice})
    waiting = {target.path for target in targets if target.inputs.get("if_linked")}
    unasked = waiting - linked_files(pages) if waiting else waiting
    return [each for each in made if each.item.path not in unasked]


def _asked(options: BuildOptions) -> dict[str, Any]:
    asked = build_memory.asked(options.base_url, strict=options.strict, drafts=options.drafts)
    return asked | {"trust_templates": True} if options.trust_templates else asked


def _as_before(known: Mapping[str, Any]) -> Report:
    """The report of a build that had nothing to do: the last one's warnings, said again."""
    kept = len(known["outputs"]) - 1
    if not known["problems"]:
        return Report([], published=True, kept=kept)
    from enlsp_site.diagnostics.problem import from_row
    from enlsp_site.diagnostics.told import Quotes, quotes_in

    told = known["problems"]
    return Report([from_row(row) for row in told], published=True, kept=kept, texts=Quotes(known=quotes_in(told)))


def _shown(options: BuildOptions) -> str:
    """The output folder as problems name it: relative to the site where it lies inside."""
    site, out = options.site.absolute(), options.out.absolute()
    return out.relative_to(site).as_posix() if out.is_relative_to(site) else str(out)
