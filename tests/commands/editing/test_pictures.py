"""Pictures that a form brings: looked at as a build does, put below static/ under a name of their own, or not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from edited_site import FILES, changed, write
from PIL import Image

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.commands.editing import pictures
from enlsp_site.commands.editing.changes import Sent
from enlsp_site.commands.editing.desk import EditDesk, EditOutcome, EditRequest
from enlsp_site.commands.editing.pictures import Upload
from enlsp_site.commands.editing.texts import RefusedEditError
from enlsp_site.storage import disk

SPEAKERS = "content/people/speakers.yaml"
GRACE = f"{SPEAKERS}#/people/2"


def picture(colour: str = "navy", form: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (200, 200), colour).save(made, form)
    return made.getvalue()


BLUE, RED = picture(), picture("maroon")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site")


@pytest.fixture
def desk(site: Path) -> EditDesk:
    return EditDesk(BuildOptions(site, site / ".enlsp/serve/1", origins=True))


def bring(desk: EditDesk, upload: Upload, field: str = "photo", **texts: str) -> EditOutcome:
    sent = Sent({f"field:{name}": text for name, text in texts.items()}, uploads={f"field:{field}": upload})
    return desk.do(EditRequest("save", GRACE, desk.view(GRACE).digest, sent))


def files_in(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in (site / "static").rglob("*") if path.is_file())


def test_a_photo_comes_with_the_line_that_names_it(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    done = bring(desk, Upload("IMG 4711.PNG", BLUE))
    assert done.kind == "saved"
    assert changed(site) == {SPEAKERS: ["+    photo: images/grace-hopper.png"]}
    assert (site / "static/images/grace-hopper.png").read_bytes() == BLUE
    assert build(BuildOptions(site, tmp_path / "out", strict=True)).published
    desk.undo(done.undo)
    assert (changed(site), files_in(site)) == ({}, [])


def test_a_speaker_is_added_with_a_photo(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    listed = f"{SPEAKERS}#/people"
    sent = Sent({"field:name": "Émilie du Châtelet"}, uploads={"field:photo": Upload("../../x.jpg", picture())})
    done = desk.do(EditRequest("add", listed, desk.new(listed, 2).digest, sent, after=2))
    assert done.kind == "saved"
    assert [line for line in changed(site)[SPEAKERS] if line != "+"] == [
        "+  - name: Émilie du Châtelet",
        "+    photo: images/emilie-du-chatelet.png",
    ]
    assert build(BuildOptions(site, tmp_path / "out", strict=True)).published


def test_nothing_is_written_over(desk: EditDesk, site: Path) -> None:
    bring(desk, Upload("a.png", BLUE))
    done = bring(desk, Upload("a.png", RED))
    assert done.kind == "saved"
    assert files_in(site) == ["static/images/grace-hopper-2.png", "static/images/grace-hopper.png"]
    assert (site / "static/images/grace-hopper.png").read_bytes() == BLUE
    desk.undo(done.undo)
    assert files_in(site) == ["static/images/grace-hopper.png"]
    assert bring(desk, Upload("again.png", BLUE)).kind == "same"
    assert files_in(site) == ["static/images/grace-hopper.png"]


def test_it_goes_where_the_others_are_under_the_ending_of_what_it_is(desk: EditDesk, site: Path) -> None:
    (site / "static/faces").mkdir(parents=True)
    (site / "static/faces/ada.png").write_bytes(BLUE)
    text = FILES[SPEAKERS].replace("    talk:\n", "    photo: /static/faces/ada.png\n    talk:\n")
    (site / SPEAKERS).write_text(text)
    assert bring(desk, Upload("grace.png", picture("navy", "JPEG"))).kind == "saved"
    assert "photo: faces/grace-hopper.jpg\n" in (site / SPEAKERS).read_text()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-picture"),
        (b"%PDF-1.7 x", "no-picture"),
        (b"<!doctype html><script>x</script>", "no-picture"),
        (b"#!/bin/sh\n", "no-picture"),
        (BLUE[:100], "broken-picture"),
    ],
)
def test_what_a_build_could_not_show_is_refused(desk: EditDesk, site: Path, data: bytes, code: str) -> None:
    done = bring(desk, Upload("face.png", data))
    assert (done.kind, [each.code for each in done.problems]) == ("refused", [code])
    assert (changed(site), files_in(site)) == ({}, [])


def test_a_picture_of_a_change_that_is_refused_does_not_stay(desk: EditDesk, site: Path) -> None:
    done = bring(desk, Upload("face.png", BLUE), name="")
    assert done.kind == "refused"
    old = EditRequest("save", GRACE, "old", Sent({}, uploads={"field:photo": Upload("face.png", BLUE)}))
    assert desk.do(old).kind == "conflict"
    assert (changed(site), files_in(site)) == ({}, [])


def test_too_large_a_file_is_refused(desk: EditDesk, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 100)
    with pytest.raises(RefusedEditError, match="large_picture"):
        bring(desk, Upload("face.png", BLUE))
    assert files_in(site) == []


@pytest.mark.parametrize(
    "written", ["../faces/a.png", "../../a.png", "/etc/a.png", "faces/../../a.png", "a\\b/a.png"]
)
def test_no_other_folder_is_reached(desk: EditDesk, site: Path, written: str) -> None:
    for name in ("faces", "outside"):
        (site / name).mkdir()
    text = FILES[SPEAKERS].replace("    talk:\n", f"    photo: '{written}'\n    talk:\n")
    (site / SPEAKERS).write_text(text)
    assert bring(desk, Upload("../../../evil.png", BLUE)).kind == "saved"
    assert files_in(site) == ["static/images/grace-hopper.png"]


@pytest.mark.parametrize("link", ["static", "static/images"])
def test_no_link_is_followed(desk: EditDesk, site: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (site / link).parent.mkdir(exist_ok=True)
    (site / link).symlink_to(outside)
    with pytest.raises(RefusedEditError, match="behind_link"):
        bring(desk, Upload("face.png", BLUE))
    assert [*outside.iterdir()] == []


def test_a_link_in_the_place_of_the_file_is_no_free_name(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    (site / "static/images").mkdir(parents=True)
    (site / "static/images/grace-hopper.png").symlink_to(tmp_path / "nowhere.png")
    assert bring(desk, Upload("face.png", BLUE)).kind == "saved"
    assert not (tmp_path / "nowhere.png").exists()
    assert files_in(site) == ["static/images/grace-hopper-2.png"]


def test_other_fields_bring_no_files(desk: EditDesk, site: Path) -> None:
    assert bring(desk, Upload("face.png", BLUE), field="bio").kind == "same"
    assert (changed(site), files_in(site)) == ({}, [])


def test_a_full_disk_leaves_all_as_it_was(desk: EditDesk, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "replace", full)
    with pytest.raises(RefusedEditError, match="unwritable"):
        bring(desk, Upload("face.png", BLUE))
    assert (changed(site), files_in(site)) == ({}, [])
