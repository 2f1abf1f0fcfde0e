"""A build after any edits makes byte for byte what a build from nothing makes.

A machine edits a site at random (content of every kind, texts of papers, templates, static files, renames,
deletions, edits that come back, edits within one time stamp, clocks set back, a damaged cache) and builds after each
step; a copy of the site is built from nothing beside it. Where there is an error, both must tell it, and the last
good site must stay.

So that thousands of steps take minutes, what builds from nothing have in common is made once: a template's code, for
the same text, and what a site gave that has been built from nothing before, file by file the same.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pytest
from hypothesis import currently_in_test_context, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sites import GOOD, picture

from enlsp_site.build import edits, render
from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.content import rereading
from enlsp_site.model import urls
from enlsp_site.model.targets import Target
from enlsp_site.pages import search
from enlsp_site.storage import build_memory, kept_results, keys
from enlsp_site.storage.files import MARKER, digest, theme_dir
from enlsp_site.storage.kept_results import KeptResults

pytestmark = pytest.mark.whole

Text = str | bytes | None

SITE = str(GOOD["content/site.yaml"])
SPEAKERS = str(GOOD["content/people/speakers.yaml"])
SCHEDULE = str(GOOD["content/schedule.yaml"])
PAPERS = str(GOOD["content/papers.yaml"])
NEWS_TEMPLATE = (theme_dir() / "templates/sections/news.html").read_text("utf-8")

VARIANTS: dict[str, tuple[Text, ...]] = {
    "content/site.yaml": (
        SITE,
        SITE + "language: fr\n",
        SITE + 'look: {accent: "#0b6e4f"}\n',
        SITE + "papers_public_from: 2031-11-30\n",
        SITE + "tilte: misspelt\n",
    ),
    "content/dates.yaml": (
        GOOD["content/dates.yaml"],
        "- {name: Submission deadline, date: 2031-08-29, was: [2031-08-22]}\n",
        None,
    ),
    "content/people/speakers.yaml": (
        SPEAKERS,
        SPEAKERS.replace("- name: Alan", "  photo: images/ada.jpg\n- name: Alan"),
        SPEAKERS.replace("London", "Oxford"),
        SPEAKERS.replace("Ada Lovelace", "Ada King"),  # whom the schedule does not know
    ),
    "content/people/committee.yaml": (GOOD["content/people/committee.yaml"], "- Emmy Noether (Göttingen)\n", None),
    "content/sponsors.yaml": (GOOD["content/sponsors.yaml"], "- {tier: Silver, sponsors: [Example Labs]}\n", None),
    "content/schedule.yaml": (
        SCHEDULE,
        SCHEDULE.replace("08:30-09:00", "08:30-08:55"),
        SCHEDULE + "    - {time: 09:30-09:45, title: Coffee, kind: break}\n",
        None,
    ),
    "content/papers.yaml": (
        PAPERS,
        PAPERS + "  abstract: It is $x^2$, and *plain*.\n",
        PAPERS + "  abstract: It is $x^3$, and *plain*.\n",
        PAPERS + "- {id: 9, title: Smallest models, authors: Grace Hopper, keywords: [size]}\n",
        PAPERS.replace("Small models", "Tiny models"),
        "- {id: 8, title: Smaller models, authors: Alan Turing}\n" + PAPERS.partition("- id: 8")[0],
        PAPERS.replace("- id: 8", "- {id: 1, title: Little models, authors: Grace Hopper}\n- id: 8"),
    ),
    "content/news.yaml": (GOOD["content/news.yaml"], '- {date: 2031-07-01, title: "It is on", text: Come.}\n', None),
    "content/pages/overview.md": (
        GOOD["content/pages/overview.md"],
        "---\ntitle: Overview\n---\n## Why\n\nFor *this*: ![A ramp](images/ramp.png)\n",
        "---\ntitle: Overview\n---\nSee [the plan](venue).\n",
    ),
    "content/pages/call.md": (GOOD["content/pages/call.md"], "---\ntitle: Call\n---\nNo more.\n", None),
    "content/pages/venue.md": (
        None,
        "---\ntitle: The plan\n---\nHere.\n",
        "---\ntitle: Draft\ndraft: true\n---\nNo.\n",
    ),
    "content/data/rooms.yaml": (None, "- {name: Hall}\n"),
    "content/reading/works.yaml": (None, "entries:\n  - {title: A work, authors: Ada Lovelace, tags: [size]}\n"),
    "editions/2030/site.yaml": (None, "name: TINY\ntitle: The Workshop on Tinier Things\nedition: 2030\n"),
    "templates/sections/news.html": (
        None,
        NEWS_TEMPLATE + "{# Our own. #}\n",
        NEWS_TEMPLATE.replace("{% block body %}", "{% block body %}<p>Our own.</p>"),
        NEWS_TEMPLATE + "{{ no_such_thing }}\n{% if %}",
    ),
    "static/theme/style.css": (None, "body { color: black; }\n", "body { color: white; }\n"),
    "static/images/ada.jpg": (picture(40, 40), picture(50, 40), b"no picture"),
    "static/images/ramp.png": (picture(30, 20, "PNG"), picture(20, 30, "PNG"), None),
    "static/files/rules.txt": (None, "one", "two"),
}
NAMES = sorted(VARIANTS)
RENAMES = (
    ("content/pages/venue.md", "content/pages/hotel.md"),
    ("content/people/committee.yaml", "content/people/jury.yaml"),
    ("static/files/rules.txt", "static/files/other.txt"),
    ("editions/2030", "editions/2029"),
)
LISTED = """\
# Accepted.
- id: 7
  title: Small models
  authors: Ada Lovelace; Alan Turing
  abstract: {0}
- {{id: 9, title: Smallest models, authors: Grace Hopper (Navy), abstract: {1}}}
- id: 8
  title: Smaller models
  authors: Alan Turing
  abstract: {2}  # his
  keywords: size, models

- id: 10
  title: "{3}"
  authors: [Emmy Noether]
"""
"""Papers, each with a text."""
TEXTS = (
    (
        "It is small.",
        "It is $x^2$ & <b>.",
        "|\n    Two\n\n    lines",
        "TBD",
        r"A \beta one",
        "See https://example.org/",
    ),
    ("Plain", '"In quotes: \\"so\\""', "'Others: {}, []'", "a: b"),
    ("It is smaller.", "$O(n)$", ">-\n    Folded,\n    and last", "&it Marked", "It is"),
    ("Last models", "Models, at last", "L'ast \u00e9tude", "  "),
)
"""What each of these texts may be."""
STEPS = 20
"""How many edits an example has, at most."""


def states() -> Any:
    """A file, and one of the states that it can be in."""
    pairs = [(name, number) for name in NAMES for number in range(len(VARIANTS[name]))]
    return st.sampled_from(pairs)


class Outcome(NamedTuple):
    """What a build told, and the digest of each file that there is then, if it was published."""

    told: list[tuple[object, ...]]
    published: bool
    files: dict[str, str]


class Editing(RuleBasedStateMachine):
    """A site that is edited and built, and beside it the same site built from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="editing-"))
        self.site = self.root / "site"
        self.asked: dict[str, Any] = {"base_url": "", "drafts": False}
        self.results: KeptResults | None = None
        self.texts = [texts[0] for texts in TEXTS]
        self.published = False
        self.many = False
        self.ways: list[str] = []
        self.patch = pytest.MonkeyPatch()

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.root)

    @initialize(many=st.booleans(), served=st.booleans())
    def begin(self, many: bool, served: bool) -> None:
        if served:  # what `enlsp serve` keeps, and shows of records
            self.results = KeptResults()
            self.asked["origins"] = True
        self.patch.setattr(jinja2.Environment, "compile", compiled)
        if many:  # lists are made as those of many papers are, which show no abstracts
            self.patch.setattr(search, "FULL", 0)
            self.patch.setattr(urls, "PAPERS_A_PAGE", 2)
        self.many = many
        self.take_all_back()
        assert self.published, "a site in which nothing is wrong"

    @rule()
    def take_all_back(self) -> None:
        for name in NAMES:
            self.write(name, 0)
        self.compare()

    @rule(state=states())
    def edit(self, state: tuple[str, int]) -> None:
        self.write(*state)
        self.compare()

    @rule(edits=st.lists(st.tuples(st.integers(0, len(TEXTS) - 1), st.integers(0, 5)), min_size=2, max_size=4))
    def edit_texts_of_papers(self, edits: list[tuple[int, int]]) -> None:
        # One after the other, since only an edit of what was there before it is one of that text alone.
        for which, number in edits:
            self.texts[which] = TEXTS[which][number % len(TEXTS[which])]
            (self.site / "content/papers.yaml").write_text(LISTED.format(*self.texts), "utf-8")
            self.compare()

    @rule(state=states(), other=st.integers(0, 4))
    def edit_twice_within_one_time_stamp(self, state: tuple[str, int], other: int) -> None:
        # With a build in between; the file keeps its stamp where both texts are of one length.
        name, number = state
        self.write(name, number)
        path = self.site / name
        before = path.stat().st_mtime_ns if path.exists() else 0
        self.build(self.site)
        self.write(name, other % len(VARIANTS[name]))
        if before and path.exists():
            os.utime(path, ns=(before, before))
        self.compare()

    @rule(state=states(), seconds=st.integers(1, 10**6))
    def edit_with_the_clock_set_back(self, state: tuple[str, int], seconds: int) -> None:
        self.write(*state)
        path = self.site / state[0]
        if path.exists():
            earlier = path.stat().st_mtime_ns - seconds * 10**9
            os.utime(path, ns=(earlier, earlier))
        self.compare()

    @rule(names=st.sampled_from(RENAMES), back=st.booleans())
    def rename(self, names: tuple[str, str], back: bool) -> None:
        old, new = (self.site / name for name in (reversed(names) if back else names))
        if old.exists() and not new.exists():
            old.rename(new)
        self.compare()

    @rule(states=st.lists(states(), min_size=2, max_size=6))
    def check_another_branch_out(self, states: list[tuple[str, int]]) -> None:
        for state in states:
            self.write(*state)
        self.compare()

    @rule(name=st.sampled_from(NAMES))
    def touch(self, name: str) -> None:
        if (self.site / name).exists():
            os.utime(self.site / name)
        self.compare()

    @rule(base_url=st.sampled_from(["", "https://example.org/tiny/"]), drafts=st.booleans())
    def ask_for_something_else(self, base_url: str, drafts: bool) -> None:
        self.asked |= {"base_url": base_url, "drafts": drafts}
        self.compare()

    @rule(which=st.integers(0, 100))
    def delete_what_was_made(self, which: int) -> None:
        made = sorted(published(self.site).keys() - {MARKER})  # without it the folder is not ours any more
        if made:
            (self.site / "public" / made[which % len(made)]).unlink()
        self.compare()

    @rule(which=st.integers(0, 100), much=st.integers(0, 10**4))
    def damage_the_cache(self, which: int, much: int) -> None:
        kept = sorted(path for path in (self.site / ".enlsp").rglob("*") if path.is_file())
        if kept:
            path = kept[which % len(kept)]
            os.truncate(path, min(much, path.stat().st_size))
        self.compare()

    def write(self, name: str, number: int) -> None:
        """Bring a file into one of its states."""
        text, path = VARIANTS[name][number], self.site / name
        if text is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def build(self, site: Path) -> Report:
        """Build a site, in this process, as `serve` does; with what it keeps, if it is the one that is edited."""
        results = self.results if site == self.site else None
        try:
            return build(BuildOptions(site, site / "public", **self.asked, results=results))
        finally:
            gc.enable()

    def compare(self) -> None:
        """Build, and hold the result against a build from nothing."""
        before = published(self.site)
        report = self.build(self.site)
        self.published = report.published
        way = "short" if report.is_short else "whole" if report.made else "nothing new"
        if currently_in_test_context():
            event(way if report.published else "an error")
        self.ways.append(way)
        expected = self.from_nothing()
        assert told(report) == expected.told
        assert report.published == expected.published
        assert published(self.site) == (expected.files if report.published else before)
        assert self.build(self.site).made == ()

    def from_nothing(self) -> Outcome:
        """What a build from nothing gives, as it did before if there was the same to build."""
        key = repr((self.many, sorted(self.asked.items()), sorted(sources(self.site))))
        if key not in KNOWN:
            clean = self.root / "clean"
            shutil.copytree(self.site, clean, ignore=shutil.ignore_patterns("public", ".enlsp"))
            try:
                report = self.build(clean)
                KNOWN[key] = Outcome(told(report), report.published, published(clean))
            finally:
                shutil.rmtree(clean)
        return KNOWN[key]


KNOWN: dict[str, Outcome] = {}
"""What sites gave that were built from nothing, by all that there was to build."""
CODES: dict[tuple[object, ...], Any] = {}
"""The code of templates."""
compile_anew = jinja2.Environment.compile


def compiled(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, *more: Any) -> Any:
    """A template's code, as Jinja compiled it before or compiles it now: it depends on nothing else."""
    key = (self.sandboxed, source, name, filename, *more)
    if key not in CODES:
        CODES[key] = compile_anew(self, source, name, filename, *more)
    return CODES[key]


def published(site: Path) -> dict[str, str]:
    """What lies in a site's output folder: the digests of all files."""
    return {name.removeprefix("public/"): found for name, found in files(site, "public")}


def sources(site: Path) -> Iterator[tuple[str, str]]:
    """What a site is built from: all files but those that are made, with their digests."""
    made = ("public", ".enlsp")
    return (found for top in site.iterdir() if top.name not in made for found in files(site, top.name))


def files(site: Path, top: str) -> Iterator[tuple[str, str]]:
    """The files in a folder of a site, with their digests."""
    for at, _, names in os.walk(site / top):
        for name in names:
            path = os.path.join(at, name)  # noqa: PTH118 - a walk of texts
            yield os.path.relpath(path, site), digest(Path(path).read_bytes())


def told(report: Report) -> list[tuple[object, ...]]:
    """The problems of a build, with their places."""
    return [
        (each.origin.file, each.origin.line, each.origin.column, each.severity, each.code, each.message, each.hint)
        for each in report.problems
    ]


TestEditing = Editing.TestCase
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
TestEditing.settings = settings(
    max_examples=500 if LONG else 3, stateful_step_count=STEPS if LONG else 6, deadline=None
)


# Faults that are planted: each is found by some edits, and these find nothing without it


def key_without_inputs(values: tuple[Any, ...], version: str, **more: Any) -> str:
    """The key of a target, which leaves out what the target shows."""
    return keys.key_of(values[:1], version, **more)


def same_but_for(field: str) -> Any:
    """`same`, which leaves a field of editions out."""
    whole = kept_results.same

    def same(one: Any, other: Any, read: Collection[str] = ()) -> bool:
        return whole(one, other, [name for name in read if name != field])

    return same


def stands_anyhow(pool: Any, target: Target) -> Any:
    """The file that stood at a target's path, whatever it was made of."""
    return pool._standing.get(target.path, (None, None))[1]


def unchanged(manifest: build_memory.Manifest, *_: Any) -> Any:
    """What the last build wrote, as if no file had changed since."""
    return manifest.read(), []


FAULTS: dict[str, tuple[bool, Any, str, Any, str]] = {
    "a key of targets without what they show": (False, render, "key_of", key_without_inputs, "dates"),
    "results kept for other papers": (True, kept_results, "same", same_but_for("papers"), "papers"),
    "results kept for other groups of people": (True, kept_results, "same", same_but_for("groups"), "people"),
    "results kept for another programme": (True, kept_results, "same", same_but_for("schedule"), "schedule"),
    "papers read of entries elsewhere": (True, rereading, "same", lambda *_: True, "papers moved"),
    "files taken for those of other targets": (True, render._RenderPool, "_stands", stands_anyhow, "papers"),
    "fields that reach nowhere": (False, edits.EditState, "fields", frozenset(), "titles"),
    "stamps that never change": (False, build_memory, "since", unchanged, "dates"),
}
"""Whether it is in a process that keeps results; what is replaced by what; and the edits that find it."""
FOUND_BY = {
    "dates": [("content/dates.yaml", 1)],
    "papers": [("content/papers.yaml", 4)],
    "papers moved": [("content/papers.yaml", 6)],
    "people": [("content/people/speakers.yaml", 2)],
    "schedule": [("content/schedule.yaml", 1)],
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_is_planted_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    served, where, what, fault, found_by = FAULTS[name]
    for is_planted in (False, True):
        machine = Editing()
        try:
            machine.begin(many=True, served=served)
            if found_by == "titles":
                machine.edit_texts_of_papers([(0, 0), (0, 1)])
                assert machine.ways[-1] == "short"
            with monkeypatch.context() as patch:
                if is_planted:
                    patch.setattr(where, what, fault)
                with pytest.raises(AssertionError) if is_planted else nullcontext():
                    if found_by == "titles":
                        machine.edit_texts_of_papers([(3, 1), (3, 2)])
                    for state in FOUND_BY.get(found_by, ()):
                        machine.edit(state)
        finally:
            machine.teardown()
