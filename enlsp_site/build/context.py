"""What a build was asked for, what it has made while it is under way, and what it says of itself in the end."""

from __future__ import annotations

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
    from enlsp_site.storage.build_memory import Manifest, Snapshot
    from enlsp_site.storage.content_writes import ContentFile
    from enlsp_site.storage.kept_results import KeptResults
    from enlsp_site.storage.progress import Progress


class BuildOptions:
    """What a build was asked for. `site` holds `content/`; an empty `base_url` is site.yaml's `url`. `take_over` lets
    it write to a folder that another site was published in. `progress` is told how far each step is, and `told` what
    the build waits for, in a sentence. `trust_templates` runs the site's own templates outside of the sandbox.
    `remember` has the addresses that are published written to the site's content. Without `draw` there are no copies
    of pictures, no cards and no icons, which take the longest: for whoever looks at problems and publishes nothing.
    `results` are those that the process keeps from one build to the next. `only` is the one edition whose pages are
    made, with the files that they may load. `origins` has pages say where the records that they show were written:
    for `enlsp serve`, and never for what is published."""

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
        draw: bool = True,
        only: str = "",
        origins: bool = False,
        results: KeptResults | None = None,
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
        self.draw = draw
        self.only = only
        self.origins = origins
        self.results = results


class Report:
    """What a build did: its problems with line and column, the files it made and removed, how many it kept.

    `texts` are the sources by name, or `Quotes`, to quote the lines of problems from; `reasons` say why a file was
    made; `note` is what else is worth a line when asked for more (`-v`); `half` says that some files were published,
    which could neither be finished nor taken back; `heard` is what site.yaml acknowledges; `rows` are the problems as
    plain data, where these are at hand; `is_short` says that it took the short way (`build.short_way`).
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
        self.rows: list[Any] = []
        self.is_short = False

    @property
    def unpublished(self) -> str:
        """What to say of a build that could not publish all of the site."""
        return "published in part" if self.half else "nothing was published"

    def in_short(self, seconds: float, out: object) -> str:
        """How many files were made, kept and removed, and how long it took in seconds."""
        return f"{len(self.made)} made, {self.kept} kept, {len(self.removed)} removed in {seconds:.2f} s: {out}"


class BuiltSite:
    """A site that is made and not yet published: the workshop as it was read, the targets and what was made of them,
    the files of content that are written with it, and everything that is wrong so far, without places
    (`load.locate`)."""

    def __init__(self, options: BuildOptions, manifest: Manifest, seen: Snapshot) -> None:
        from enlsp_site.model.papers import Paper
        from enlsp_site.model.reach import FieldReach
        from enlsp_site.storage.memory import Memory
        from enlsp_site.storage.output import OutputFolder

        self.options = options
        self.manifest = manifest
        self.seen = seen
        self.memory = Memory(manifest.memory_path, seen.world, options.results)
        self.folder = OutputFolder(options.out, shown(options), options.site, options.clean, options.take_over)
        self.workshop: Workshop | None = None
        self.reach = FieldReach(Paper)
        self.version = ""
        self.targets: list[Target] = []
        self.made: list[RenderedFile] = []
        self.problems: list[Problem] = []
        self.texts: dict[str, bytes] = {}
        self.content: list[ContentFile] = []

    @property
    def note(self) -> str:
        """What is worth a line when asked for more."""
        return self.memory.note or self.manifest.note


def shown(options: BuildOptions) -> str:
    """The output folder as problems name it: relative to the site where it lies inside."""
    site, out = options.site.absolute(), options.out.absolute()
    return out.relative_to(site).as_posix() if out.is_relative_to(site) else str(out)
