"""Every kind of edit, one at a time: a build after it makes what a build from nothing makes.

The kinds are those of the schemas beside content/: whatever an entry can say is said once in `tests/sites/edits`, and
each value in it is changed and put back. Some changes are mistakes then; both builds must tell them. The short way is
taken by edits of what only a paper's own page shows, and by no other.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from loops import some

from enlsp_site.build import render
from enlsp_site.build.edits import EditState
from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.model import urls
from enlsp_site.model.paper_fields import PLAIN
from enlsp_site.pages import search
from enlsp_site.storage.build_memory import Manifest

pytestmark = pytest.mark.whole

SITE = Path(__file__).parent.parent / "sites/edits"
SCHEMAS = Path(__file__).parent.parent.parent / "content/.schema"
ELSEWHERE = {"theme", "font", "card_font", "translations"}
"""Fields that the site does not have: they name a theme, fonts, or pages in other languages."""
A_FEW = 23
"""One of so many edits is in every run of the tests."""


class Edit(NamedTuple):
    """A value in a file: the names that lead to it, and where it stands."""

    file: str
    names: tuple[str, ...]
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.file.removeprefix('content/')}: {'.'.join(self.names)}"


def values(node: yaml.Node, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """All values below a node of YAML, with the names that lead there."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from values(value, (*names, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from values(each, names)
    else:
        yield names, node.start_mark.index, node.end_mark.index


def edits() -> list[Edit]:
    """The first value of each kind in each file; of a page its text, too."""
    found: dict[tuple[str, tuple[str, ...]], Edit] = {}
    for path in sorted(SITE.rglob("*.*")):
        file, text = path.relative_to(SITE).as_posix(), path.read_bytes()
        if path.suffix == ".md":
            start, end = 4, text.index(b"\n---\n", 4)
            found[file, ()] = Edit(file, (), end + 5, len(text) - 1)
        elif path.suffix == ".yaml":
            start, end = 0, len(text)
        else:
            continue
        for names, first, last in values(yaml.compose(text[start:end].decode(), yaml.SafeLoader)):
            found.setdefault((file, names), Edit(file, names, start + first, start + last))
    return [*found.values()]


def changed(value: str) -> str:
    """Another value: a number more, the other answer, or a letter more."""
    inner = value.rstrip("\"'\n")
    rest = value[len(inner) :]
    if inner in ("yes", "no"):
        return {"yes": "no", "no": "yes"}[inner] + rest
    return (inner[:-1] + str((int(inner[-1]) + 1) % 10) if inner[-1:].isdigit() else f"{inner}s") + rest


EDITS = edits()


def test_whatever_an_entry_can_say_is_said_in_the_site() -> None:
    folders = {"pages": "page", "people": "people", "reading": "reading"}
    for schema in some(sorted(SCHEMAS.glob("*.json"))):
        own = [
            each for each in EDITS if folders.get(Path(each.file).parent.name, Path(each.file).stem) == schema.stem
        ]
        said = {name for each in own for name in each.names}
        for kind, entry in some(json.loads(schema.read_text("utf-8"))["$defs"].items()):
            missing = entry.get("properties", {}).keys() - said - ELSEWHERE
            assert missing == set(), f"{schema.stem}: {kind}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site, built; lists are made as those of many papers are, which show no abstracts."""
    folder = tmp_path_factory.mktemp("edits") / "site"
    shutil.copytree(SITE, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FULL", 0)
        patch.setattr(urls, "PAPERS_A_PAGE", 2)
        assert made(folder).published
        yield folder


def made(folder: Path) -> Report:
    """Build a site, as `serve` does."""
    try:
        return build(BuildOptions(folder, folder / "public"))
    finally:
        gc.enable()


def published(folder: Path) -> dict[str, bytes]:
    """All files of the output."""
    out = folder / "public"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def told(report: Report) -> list[tuple[object, ...]]:
    """The problems of a build, with their places."""
    return [
        (each.origin.file, each.origin.line, each.origin.column, each.code, each.message) for each in report.problems
    ]


def is_of_its_page_alone(edit: Edit, folder: Path) -> bool:
    """Whether no page but the paper's own shows what is edited, as the last build has noted."""
    manifest = Manifest(folder, folder / "public")
    known = manifest.read()
    assert known
    with EditState(manifest.edits_path, known["edits"]) as state:
        own = PLAIN - state.fields
    return edit.file == "content/papers.yaml" and edit.names[-1] in own


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            each, id=str(each), marks=() if number % A_FEW == 0 or "abstract" in each.names else pytest.mark.slow
        )
        for number, each in enumerate(EDITS)
    ],
)
def test_an_edit_makes_what_a_build_from_nothing_makes(
    edit: Edit, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    whole = render.render
    monkeypatch.setattr(render, "render", lambda *given, **more: calls.append(1) or whole(*given, **more))
    file, before, short = site / edit.file, published(site), is_of_its_page_alone(edit, site)
    text = file.read_bytes()
    value = changed(text[edit.start : edit.end].decode()).encode()
    file.write_bytes(text[: edit.start] + value + text[edit.end :])
    report = made(site)
    assert (not calls) == short, "the short way" if short else "the whole way"
    shutil.copytree(site, tmp_path / "clean", ignore=shutil.ignore_patterns("public", ".enlsp"))
    fresh = made(tmp_path / "clean")
    assert told(report) == told(fresh)
    assert report.published == fresh.published
    assert published(site) == (published(tmp_path / "clean") if fresh.published else before)
    file.write_bytes(text)
    assert made(site).published
    assert published(site) == before
