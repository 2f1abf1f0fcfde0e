"""`enlsp check` as a pipeline: make the site as a build does, and look at it, at its sources and around it.

The output goes to a folder of its own in the cache, so nothing is published, and a second check makes only what has
changed. Where nothing has, the last check's problems are told again.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.build import pipeline
from enlsp_site.build.acknowledged import Acknowledgements
from enlsp_site.build.codes import ARCHIVE_CHANGED, HTML_CONFORMANCE, UNKNOWN_RULE
from enlsp_site.checks.evidence import Evidence, PageSource, PublishedFile, PublishedSite, SiteTemplates, SourceTree
from enlsp_site.checks.site.leftovers import announcements
from enlsp_site.checks.site.page import PageFacts, facts_of
from enlsp_site.checks.site.rules import folded, inspect
from enlsp_site.checks.site.written import addresses
from enlsp_site.content.codes import BROKEN_LINK
from enlsp_site.content.locate import locate
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import CodeName, Problem, from_row, in_order
from enlsp_site.diagnostics.told import Quotes, plain
from enlsp_site.model.codes import PLACEHOLDER_LINK
from enlsp_site.model.edition import Workshop
from enlsp_site.model.record import Record
from enlsp_site.model.targets import Target
from enlsp_site.storage import archives, build_memory, files
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output_writing import OutputFile
from enlsp_site.storage.progress import Progress, one_by_one
from enlsp_site.storage.spool import SpooledBytes
from enlsp_site.storage.work import Work

CHECKED = "checked"
"""Where in the cache a checked site stands."""


class Suppression(NamedTuple):
    """What site.yaml acknowledges: the code, the reason, the place (empty for the whole edition), what was found."""

    code: str
    reason: str
    at: str
    problems: list[Problem]


class CheckResult(NamedTuple):
    """What a check found: problems in the order of files and lines, what rules that are off would have said, and the
    sources by name, to quote lines from. `pages` is how many built pages were looked at; `addresses` are the outside
    ones that the site links, each with its places; `announced` says how much is still to be announced, by file."""

    problems: list[Problem]
    off: list[Suppression]
    texts: Mapping[str, bytes]
    pages: int
    addresses: dict[str, list[Origin]]
    announced: dict[str, int]

    def with_first(self, problem: Problem) -> CheckResult:
        """The same with one more problem, before all others."""
        return self._replace(problems=[problem, *self.problems])


def check(
    site: Path,
    base_url: str = "",
    drafts: bool = False,
    progress: Progress | None = None,
    told: Callable[[str], object] | None = None,
    trust_templates: bool = False,
) -> CheckResult:
    """Check a site. Nothing of it is changed, and nothing is published but what an interrupted build was about to;
    `progress` is told how far each step is, and `told` what is waited for.

    The time of the check is that of a build (`cache.clock`). Raises ValueError where that is no number.
    """
    out = site / FOLDER / CHECKED
    try:
        with Work(site, out, told) as work:
            options = pipeline.BuildOptions(
                site, out, base_url, drafts=drafts, progress=progress, trust_templates=trust_templates
            )
            checked = _check(options)
            return checked if not work.fault else checked.with_first(pipeline.unfinished(work.fault))
    finally:
        if progress:
            progress("", 0, 0)


def _check(options: pipeline.BuildOptions) -> CheckResult:
    site = options.site
    manifest, now = build_memory.Manifest(site, options.out), build_memory.clock()
    seen = pipeline.looked(site)
    today = dt.datetime.fromtimestamp(now, dt.UTC).date()
    tracked = _tracked(site)
    asked = {"base_url": options.base_url, "drafts": options.drafts, "check": 1}
    asked |= {"trust_templates": options.trust_templates}
    asked |= {"today": str(today), "tracked": tracked}
    kept = manifest.folder / f"{CHECKED}.json"
    if build_memory.unchanged(manifest, asked, seen, now) and (known := _recalled(kept, manifest.path, site)):
        return known
    draft = pipeline.make(options, manifest, seen, now)
    evidence = _evidence(draft, tracked, today) if draft.workshop else None
    found = inspect(evidence, options.progress) if evidence else []
    made = pipeline.finish(draft, asked, checking=True)
    heard = made.heard or Acknowledgements.of(None, {})
    told = heard.hear(_traced(made.problems, evidence)) + heard.hear(locate(found, draft.texts), errors=True)
    own = [*_misnamed(draft.workshop), *_changed_archives(site, draft.workshop)]
    if made.published:  # else not all has been looked for
        own += heard.unheard(frozenset(_looked_for()))
    problems = _in_order(folded([*told, *locate(own, draft.texts)]))
    off = [Suppression(each.code, each.reason, each.at, each.found) for each in heard.entries]
    seen_of = (len(evidence.pages), addresses(evidence), announcements(evidence)) if evidence else (0, {}, {})
    checked = CheckResult(problems, off, draft.texts, *seen_of)
    if made.published:
        _keep(kept, manifest.path, checked)
    return checked


_BUILT = "(built) "


def _traced(told: list[Problem], evidence: Evidence | None) -> list[Problem]:
    """A build's problems, those of built pages told where that stands which causes them."""
    from msgspec.structs import replace

    problems: list[Problem] = []
    for each in told:
        page = each.origin.file.removeprefix(_BUILT)
        words = re.findall(r"`#?([^`]+)`", each.message)
        if evidence is None or (page == each.origin.file and each.code != "duplicate-anchor"):
            problems.append(each)
        elif page != each.origin.file:
            problems += [replace(each, origin=origin) for origin in evidence.trace(page, *words)]
        else:
            problems.append(replace(each, origin=evidence.again(each.origin, words[0])))
    return problems


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each once: a link that waits to be written is told as that alone."""
    told = list(problems)
    waiting = {_spot(each.origin) for each in told if each.code == PLACEHOLDER_LINK.name}
    return in_order([each for each in told if each.code != BROKEN_LINK.name or _spot(each.origin) not in waiting])


def _looked_for() -> Iterable[CodeName]:
    """The codes of all that is looked for here, whatever is found."""
    from enlsp_site.build.code_registry import BUILD_CODES, CHECKS

    return (code.name for code in (*BUILD_CODES, *(code for _, codes in CHECKS for code in codes)))


def _tracked(site: Path) -> list[str]:
    """The lists of built sites that git keeps in the site's folder or right below it, as output goes; nothing where
    there is no git, or no repository."""
    import subprocess

    from enlsp_site.storage.files import MARKER

    if not any((folder / ".git").exists() for folder in (site.resolve(), *site.resolve().parents)):
        return []
    command = ["git", "-C", str(site), "ls-files", "-z", "--", f":(glob){MARKER}", f":(glob)*/{MARKER}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [each for each in done.stdout.decode("utf-8", "replace").split("\0") if each]


# What is looked at


def _evidence(draft: pipeline.BuiltSite, tracked: list[str], today: dt.date) -> Evidence:
    """Everything that rules look at, from what was made."""
    assert draft.workshop
    targets = {target.path: target for target in draft.targets}
    stored = {each.item.path: _stored(each.item, targets.get(each.item.path), draft) for each in draft.made}
    shown = [path for path in stored if "head" in targets[path].inputs]
    told = one_by_one(shown, "looking at pages", draft.options.progress)
    pages = {path: _facts(stored[path], draft.memory) for path in told}
    return Evidence(
        workshop=draft.workshop,
        built=PublishedSite(
            pages,
            stored,
            seen=once(lambda path: _seen(targets.get(path))),
            whole=len(pages) == sum("head" in target.inputs for target in draft.targets),
        ),
        sources=SourceTree(
            draft.texts,
            tree={name: stamp[0] for name, stamp in draft.seen.tree.stamps.items()},
            tracked=tuple(tracked),
        ),
        templates=SiteTemplates(
            once(partial(_templates, draft)),
            own=frozenset(name.removeprefix("templates/") for name in draft.texts if name.startswith("templates/")),
        ),
        base_url=_base_url(draft),
        today=today,
    )


def _base_url(draft: pipeline.BuiltSite) -> str:
    from enlsp_site.model.urls import with_slash

    return with_slash(draft.options.base_url) or (draft.workshop.current.site.url if draft.workshop else "")


def _stored(item: OutputFile, target: Target | None, draft: pipeline.BuiltSite) -> PublishedFile:
    """A file of the site as rules see it."""
    copied = target.inputs["source"] if target and target.recipe == "copy" else ""
    if copied:
        path = draft.options.site / copied
        return PublishedFile(_size(path), path.read_bytes, str(copied))
    if isinstance(item.data, SpooledBytes):
        return PublishedFile(item.data.size, item.data.read)
    if item.data is not None:
        return PublishedFile(len(item.data), partial(bytes, item.data))
    path = item.source or draft.options.out / item.path
    return PublishedFile(_size(path), path.read_bytes)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _facts(stored: PublishedFile, memory: Memory) -> PageFacts:
    """What a page holds, remembered by its bytes."""
    data = stored.read()
    key = memory.digest(data)
    known = memory.recall("facts", key)
    if known is None:
        known = facts_of(data)
        memory.keep("facts", key, known)
        return known
    return known if isinstance(known, PageFacts) else PageFacts.of(known)


def _templates(draft: pipeline.BuiltSite) -> dict[str, str]:
    """The texts of all templates by name, the site's before the theme's."""
    found: dict[str, str] = {}
    for folder in (draft.options.site / "templates", files.theme_dir() / "templates"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".css", ".xml", ".txt"):
                found.setdefault(path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace"))
    return found


def _seen(target: Target | None) -> PageSource:
    """Where a target comes from; its content files are looked for when somebody asks."""
    if target is None:
        return PageSource("", tuple)
    return PageSource(target.recipe, once(partial(_files_of, target)))


def _files_of(target: Target) -> tuple[str, ...]:
    """The content files in which a target's values were written."""
    found: dict[str, None] = {}
    _walk(target.inputs, found)
    return tuple(found)


def _walk(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, Origin):
        found.setdefault(value.file)
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            _walk(getattr(value, name), found)
    elif isinstance(value, tuple | list):
        for each in value:
            _walk(each, found)
    elif isinstance(value, dict):
        for each in value.values():
            _walk(each, found)


# Rules that are off


def _misnamed(workshop: Workshop | None) -> Iterable[Problem]:
    """What is wrong with the names of rules that are acknowledged."""
    from enlsp_site.build.code_registry import CODES
    from enlsp_site.diagnostics.suggest import did_you_mean, suggest

    for edition in workshop.editions if workshop else ():
        for index, each in enumerate(edition.unchecked):
            if each.rule not in CODES:
                hint = did_you_mean(suggest(each.rule, CODES), "docs/checks.md lists them")
                yield report(
                    UNKNOWN_RULE, edition.site.origin.at("unchecked", index, "rule"), rule=each.rule, hint=hint
                )


# Archives


def _changed_archives(site: Path, workshop: Workshop | None) -> Iterable[Problem]:
    """The files of archives that are not as they are listed."""
    for edition in workshop.archives if workshop else ():
        for path, how in archives.changed(site / "editions" / edition):
            yield report(ARCHIVE_CHANGED, Origin(f"editions/{edition}/{path}"), how=how, edition=edition)


# The Nu HTML checker


def conformance(site: Path) -> list[Problem] | str:
    """What the Nu HTML checker says of the pages of the last check; or why it cannot be asked.

    It is a program for Java that whoever wants it brings: its file is named in $VNU, or is the command `vnu`.
    """
    import os
    import shutil
    import subprocess

    out = site / FOLDER / CHECKED
    jar = os.environ.get("VNU", "")
    if jar and not shutil.which("java"):
        return "--conformance needs Java 17 or later"
    if not jar and not shutil.which("vnu"):
        return "--conformance needs the Nu HTML checker: name its vnu.jar in $VNU, or install the command vnu"
    command = ["java", "-Xss4m", "-jar", jar] if jar else ["vnu"]
    options = ["--skip-non-html", "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *options, str(out)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    try:
        said: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        return f"the Nu HTML checker does not run: {' '.join(done.stderr.split())[:200]}"
    return [_said(each, out) for each in said]


def _said(message: Mapping[str, Any], out: Path) -> Problem:
    from urllib.parse import unquote, urlsplit

    path = Path(unquote(urlsplit(str(message.get("url", ""))).path))
    inside = path.relative_to(out.resolve()).as_posix() if path.is_relative_to(out.resolve()) else str(path)
    origin = Origin(f"{_BUILT}{inside}", (), int(message.get("lastLine", 0)), int(message.get("firstColumn", 1)))
    return report(HTML_CONFORMANCE, origin, str(message["message"]), "mend it where it is written")


# What is kept of a check


def _keep(path: Path, manifest: Path, checked: CheckResult) -> None:
    """Write down a check for the next one, beside the manifest that says whether it still holds."""
    kept = {
        "manifest": files.digest_file(manifest) if manifest.is_file() else "",
        "problems": [plain(each, Quotes()) for each in checked.problems],
        "off": [[*each[:3], [plain(problem, Quotes()) for problem in each.problems]] for each in checked.off],
        "pages": checked.pages,
        "announced": checked.announced,
        "addresses": {address: [_spot(each) for each in found] for address, found in checked.addresses.items()},
    }
    try:
        files.write(path, json.dumps(kept, ensure_ascii=False).encode(), path.parent)
    except OSError:  # it is made again then
        return


def _recalled(path: Path, manifest: Path, site: Path) -> CheckResult | None:
    """The last check, if it was made with this manifest."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["manifest"] != files.digest_file(manifest):
            return None
        problems = [from_row(each) for each in kept["problems"]]
        off = [
            Suppression(code, reason, at, [from_row(each) for each in found])
            for code, reason, at, found in kept["off"]
        ]
        linked = {
            address: [Origin(file, (), line, column) for file, line, column in found]
            for address, found in kept["addresses"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
        return None
    names = {place.file for each in problems for place in (each.origin, *(other.origin for other in each.related))}
    texts = {name: (site / name).read_bytes() for name in names if (site / name).is_file()}
    return CheckResult(problems, off, texts, kept["pages"], linked, kept["announced"])


def _spot(origin: Origin) -> tuple[str, int, int]:
    return origin.file, origin.line, origin.column
