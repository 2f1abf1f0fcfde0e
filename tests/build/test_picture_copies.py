"""Copies of pictures are made once, whatever happens to the output folder, and the same each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image
from sites import picture

from enlsp_site.build import picture_copies
from enlsp_site.build.picture_copies import develop
from enlsp_site.build.render import RenderedFile
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import copies, faults, pixels
from enlsp_site.images.codes import BROKEN_PICTURE
from enlsp_site.model.media import PictureCopy
from enlsp_site.model.targets import Target
from enlsp_site.storage.codes import CHANGED_FILE
from enlsp_site.storage.files import digest
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output import OutputFolder


def target(path: str, source: Path, width: int, form: str, box: pixels.Box = (0, 0, 60, 30)) -> Target:
    copy = PictureCopy(
        path=path,
        source=source.name,
        digest=digest(source.read_bytes()),
        box=box,
        width=width,
        height=width // 2,
        form=form,
    )
    return Target(path=path, recipe="picture", inputs={"copy": copy})


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo in the folder of a site."""
    file = tmp_path / "ada.jpg"
    file.write_bytes(picture(60, 30))
    return file


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing may be made."""

    def fail(*_: object) -> list[bytes]:
        raise AssertionError("a picture is made")

    monkeypatch.setattr(copies, "make", fail)


def developed(targets: list[Target], site: Path) -> dict[str, bytes | None]:
    made, problems = develop(targets, site, Memory(None, ""), OutputFolder(site / "public", "public", site))
    assert problems == []
    return {each.item.path: each.item.data for each in made}


def test_copies_come_in_the_order_in_which_they_are_asked_for(photo: Path) -> None:
    paths = ["b.webp", "a.jpg", "c.png"]
    targets = [target(path, photo, 20, path[-3:].replace("ebp", "webp")) for path in paths]
    found = developed(targets, photo.parent)
    assert list(found) == paths
    wanted = copies.make(
        photo.read_bytes(), (0, 0, 60, 30), [copies.Copy(20, 10, form) for form in ("webp", "jpg", "png")]
    )
    assert list(found.values()) == wanted


def test_a_copy_is_made_once_for_all_that_ask_for_it(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    make = copies.make

    def counted(data: bytes, box: pixels.Box, copies: list[copies.Copy]) -> list[bytes]:
        asked.append(len(list(copies)))
        return make(data, box, copies)

    monkeypatch.setattr(copies, "make", counted)
    twin = photo.with_name("twin.jpg")
    twin.write_bytes(photo.read_bytes())
    found = developed(
        [target("2031/a.webp", photo, 20, "webp"), target("2030/a.webp", twin, 20, "webp")], photo.parent
    )
    assert asked == [1]
    assert found["2031/a.webp"] == found["2030/a.webp"] is not None


def test_what_has_been_made_is_found_in_the_store(
    photo: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    first = developed([target("2031/a.webp", photo, 20, "webp")], photo.parent)
    renamed = photo.rename(photo.with_name("lovelace.jpg"))
    request.getfixturevalue("never")
    assert developed([target("2031/b.webp", renamed, 20, "webp")], photo.parent) == {
        "2031/b.webp": first["2031/a.webp"]
    }


@pytest.mark.parametrize("change", ["picture", "width", "form", "box", "drawn", "code"])
def test_what_counts_for_a_copy_makes_it_again(photo: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    developed([target("a", photo, 20, "webp")], photo.parent)
    asked = target("a", photo, 24 if change == "width" else 20, "png" if change == "form" else "webp")
    if change == "picture":
        photo.write_bytes(picture(60, 30, quality=50))
        asked = target("a", photo, 20, "webp")
    if change == "box":
        asked = target("a", photo, 20, "webp", (0, 0, 40, 20))
    if change == "drawn":
        copy = asked.inputs["copy"]
        asked = Target(path="a", recipe="picture", inputs={"copy": type(copy)(**{**vars_of(copy), "drawn": True})})
    if change == "code":
        monkeypatch.setattr(picture_copies, "_version", lambda: "another")
    made: list[bytes] = []
    make = copies.make
    monkeypatch.setattr(copies, "make", lambda *given: made.extend(make(*given)) or made)
    assert list(developed([asked], photo.parent).values()) == made
    assert len(made) == 1


def vars_of(copy: PictureCopy) -> dict[str, object]:
    return {name: getattr(copy, name) for name in copy.__struct_fields__}


def test_the_number_of_workers_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photos = []
    for number in range(6):
        file = tmp_path / f"{number}.png"
        shades = random.Random(number)
        noise = Image.frombytes("RGB", (60, 30), bytes(shades.randrange(256) for _ in range(60 * 30 * 3)))
        noise.save(file)
        photos.append(file)
    targets = [target(f"{file.stem}.{form}", file, 40, form) for file in photos for form in ("avif", "webp", "jpg")]
    found = []
    for workers in (1, 6):
        monkeypatch.setattr(picture_copies, "WORKERS", workers)
        monkeypatch.setattr("os.cpu_count", lambda: 8)
        monkeypatch.setattr(picture_copies, "_version", lambda workers=workers: str(workers))
        found.append(developed(targets, tmp_path))
    assert found[0] == found[1]
    assert len(found[0]) == 18


def told(targets: list[Target], site: Path) -> tuple[list[RenderedFile], list[Problem]]:
    return develop(targets, site, Memory(None, ""), OutputFolder(site / "public", "public", site))


def test_a_picture_that_changes_while_the_site_is_built(photo: Path) -> None:
    asked = target("a", photo, 20, "webp")
    photo.write_bytes(picture(60, 30, quality=50))
    message = "this file changed while the site was being built"
    assert told([asked], photo.parent) == ([], [report(CHANGED_FILE, Origin("ada.jpg"), message, "build again")])


def test_a_picture_that_vanishes_while_the_site_is_built(photo: Path) -> None:
    asked = target("a", photo, 20, "webp")
    photo.unlink()
    made, [problem] = told([asked], photo.parent)
    assert (made, problem.code, problem.origin.file) == ([], "vanished-file", "ada.jpg")


def test_a_picture_of_which_no_copy_can_be_made(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[bytes]:
        raise faults.UnreadablePictureError(
            faults.PictureFault(BROKEN_PICTURE, "cannot be made smaller: why", "do that")
        )

    other = photo.with_name("alan.jpg")
    other.write_bytes(picture(60, 30, quality=50))
    make = copies.make
    monkeypatch.setattr(
        copies, "make", lambda data, *rest: (fail if data == photo.read_bytes() else make)(data, *rest)
    )
    made, problems = told([target("a", photo, 20, "webp"), target("b", other, 20, "webp")], photo.parent)
    assert [each.item.path for each in made] == ["b"]
    message = "this picture cannot be made smaller: why"
    assert problems == [report(BROKEN_PICTURE, Origin("ada.jpg"), message, "do that")]


def test_a_fault_of_ours_is_not_swallowed(photo: Path, never: None) -> None:
    with pytest.raises(AssertionError, match="a picture is made"):
        developed([target("a", photo, 20, "webp")], photo.parent)


def test_progress_is_told_for_copies(photo: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    targets = [target("a", photo, 20, "webp"), target("b", photo, 24, "webp"), target("c", photo, 20, "jpg")]
    develop(
        targets,
        photo.parent,
        Memory(None, ""),
        OutputFolder(photo.parent / "public", "public", photo.parent),
        lambda *told: seen.append(told),
    )
    assert seen == [("pictures", 0, 3), ("pictures", 3, 3)]
