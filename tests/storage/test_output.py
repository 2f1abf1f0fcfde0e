"""The output folder: nothing of the user's is lost, and a reader never sees half a file."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from sites import Site

from enlsp_site.storage import disk, journal
from enlsp_site.storage.files import MARKER
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile

MakeSite = Callable[..., Site]

CALL = "content/pages/call.md"
NEW_CALL = {CALL: "---\ntitle: Call for papers\n---\nSend us your very best.\n"}
BY_HAND = "by hand"
FORGOTTEN = {"content/addresses.yaml": None}
"""Nobody remembers what was published, and so nobody is told that it is gone."""


def block(text: str) -> str:
    """A message as it is told, from a test that is indented."""
    return dedent(text).lstrip("\n")


def foreign(place: str, message: str) -> str:
    """What is told of a folder that is not to be published in."""
    return f"{place}: error: {message} [foreign-output]\n  hint: name an empty or a new folder with --out\n"


# Whose folder it is


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(make_site: MakeSite) -> None:
    site = make_site({"thesis/chapter.tex": "years of work"})
    told = foreign("thesis", "this folder holds files that no build made, and is left as it is")
    assert site.problems("--out", "thesis") == told
    assert site.published("thesis") == {"chapter.tex": b"years of work"}


def test_the_site_itself_is_no_output_folder(make_site: MakeSite) -> None:
    site = make_site()
    told = foreign(".", "this folder holds files that no build made, and is left as it is")
    assert site.problems("--out", ".") == told


@pytest.mark.parametrize("out", ["content", "static/site", "templates/new", "editions/2030/public"])
def test_what_the_site_is_made_from_is_no_output_folder(make_site: MakeSite, out: str) -> None:
    site = make_site()
    top = out.partition("/")[0]
    assert site.problems("--out", out) == foreign(out, f"the site is made from {top}/, and cannot be published in it")
    assert not (site.folder / out / MARKER).exists()


def test_a_file_is_no_output_folder(make_site: MakeSite) -> None:
    site = make_site({"public": BY_HAND})
    assert site.problems() == foreign("public", "this is a file, not a folder")
    assert (site.folder / "public").read_text() == BY_HAND


@pytest.mark.parametrize("name", [".git/HEAD", ".DS_Store"])
def test_an_empty_folder_and_a_fresh_checkout_are_taken(make_site: MakeSite, name: str) -> None:
    site = make_site({f"checkout/{name}": "x"})
    (site.folder / "empty").mkdir()
    assert site.build("--out", "checkout").code == site.build("--out", "empty").code == 0
    assert (site.folder / "checkout" / name).read_text() == "x"


def test_a_folder_elsewhere_is_named_from_where_one_stands(make_site: MakeSite) -> None:
    site = make_site()
    (site.folder.parent / "other").mkdir()
    (site.folder.parent / "other/mine.txt").write_text(BY_HAND)
    told = site.problems("--out", str(site.folder.parent / "other"))
    assert told == foreign("../other", "this folder holds files that no build made, and is left as it is")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_list_of_what_was_made(make_site: MakeSite, data: bytes) -> None:
    site = make_site()
    site.build()
    site.write({f"public/{MARKER}": data, **NEW_CALL})
    assert site.problems() == block("""
        public: error: .enlsp-made.json in this folder, which lists what builds made, cannot be read [foreign-output]
          hint: delete the folder, and build again
        """)


@pytest.mark.parametrize("path", ["../mine.txt", "/mine.txt", "a/../../mine.txt", "..", ""])
def test_a_list_that_was_tampered_with_removes_nothing_outside(make_site: MakeSite, path: str) -> None:
    import hashlib

    site = make_site({"mine.txt": BY_HAND, "public/mine.txt": BY_HAND})
    digest = hashlib.blake2b(BY_HAND.encode(), digest_size=16).hexdigest()
    site.write({f"public/{MARKER}": json.dumps({path: digest})})
    assert site.build().code == 0
    assert (site.folder / "mine.txt").read_text() == BY_HAND
    assert (site.folder / "public/mine.txt").read_text() == BY_HAND


# Files in it


def test_a_file_that_the_build_did_not_make_survives(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    site.write({"public/CNAME": "example.org", "public/2031/call/notes.txt": BY_HAND})
    site.write({CALL: None, "content/news.yaml": None})
    assert site.build().code == 0
    assert site.build("--clean").code == 0
    published = site.published()
    assert (published["CNAME"], published["2031/call/notes.txt"]) == (b"example.org", BY_HAND.encode())
    assert "2031/call/index.html" not in published
    assert not (site.folder / "public/2031/news").exists()


def test_a_file_that_would_be_overwritten_is_not(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    site.write({"public/2031/talks/index.html": BY_HAND})
    site.write({"content/pages/talks.md": "---\ntitle: Talks\n---\n", **NEW_CALL})
    assert site.problems() == block("""
        public/2031/talks/index.html: error: no build made this file, and it would be overwritten [foreign-file]
          hint: move it to static/ if it belongs to the site, else away from here
        """)
    assert site.published() == {**before, "2031/talks/index.html": BY_HAND.encode()}


def test_a_file_that_is_there_already_with_the_same_bytes_is_taken_over(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    kept = len(site.published()) - 1
    site.write({"static/robot.txt": "beep", "public/robot.txt": "beep"})
    assert site.build().summary.startswith(f"0 made, {kept + 1} kept, 0 removed in ")
    site.write({"static/robot.txt": None})
    assert site.build().summary.startswith(f"0 made, {kept} kept, 1 removed in ")


def test_a_file_changed_by_hand_is_made_again_while_it_is_made_at_all(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    site.write({"public/index.html": BY_HAND, "public/images/ada.jpg": BY_HAND})
    told = site.build("-v")
    assert "made index.html: the file was not as left\n" in told.problems
    assert "made images/ada.jpg: " in told.problems
    assert BY_HAND.encode() not in site.published().values()


def test_a_file_changed_by_hand_and_no_longer_made_is_left_with_a_warning(make_site: MakeSite) -> None:
    site = make_site({"content/pages/old.md": "---\ntitle: Old\n---\n"})
    site.build()
    site.write({"content/pages/old.md": None, "public/2031/old/index.html": BY_HAND, **FORGOTTEN})
    told = site.build()
    assert told.problems == (
        "public/2031/old/index.html: warning: "
        "this file is no longer made; it was changed by hand, and is left [changed-output]\n"
        "  hint: delete it if it is not needed\n"
    )
    assert told.code == 0
    assert site.published()["2031/old/index.html"] == BY_HAND.encode()
    assert site.build().problems == ""


def test_such_a_warning_is_an_error_when_warnings_are_and_nothing_is_published(make_site: MakeSite) -> None:
    site = make_site({"content/pages/old.md": "---\ntitle: Old\n---\n"})
    site.build("--strict")
    site.write({"content/pages/old.md": None, "public/2031/old/index.html": BY_HAND, **NEW_CALL})
    before = site.published()
    assert "error: this file is no longer made" in site.problems("--strict")
    assert site.published() == before


def test_a_file_in_the_place_of_a_folder_and_the_other_way_round(make_site: MakeSite) -> None:
    site = make_site({"content/pages/web.md": "---\ntitle: Web\n---\n", "static/a.txt": "x"})
    site.build()
    (site.folder / "public/2031/web/index.html").unlink()
    (site.folder / "public/2031/web").rmdir()
    (site.folder / "public/a.txt").unlink()
    site.write({"public/2031/web": BY_HAND, "public/a.txt/mine.txt": BY_HAND})
    assert site.problems() == block("""
        public/2031/web: error: no build made this, and 2031/web/index.html is to be written below it [foreign-file]
          hint: move it to static/ if it belongs to the site, else away from here
        public/a.txt: error: this folder stands where a file of that name is to be written [foreign-file]
          hint: move it to static/ if it belongs to the site, else away from here
        """)


def test_nothing_is_written_through_a_symlink_in_the_folder(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    elsewhere = site.folder.parent / "elsewhere"
    (site.folder / "public/2031/call").rename(elsewhere)
    (site.folder / "public/2031/call").symlink_to(elsewhere)
    before = (elsewhere / "index.html").read_bytes()
    site.write(NEW_CALL)
    assert site.problems() == block("""
        public/2031/call: error: no build made this, and 2031/call/index.html is to be written below it [foreign-file]
          hint: move it to static/ if it belongs to the site, else away from here
        """)
    assert (elsewhere / "index.html").read_bytes() == before


def test_what_was_a_file_may_become_a_folder_and_the_other_way_round(make_site: MakeSite) -> None:
    site = make_site(
        {"static/talk": "a file", "static/poster/a.txt": "in a folder", "static/poster/b/c.txt": "deeper"}
    )
    site.build()
    site.write({"static/talk": None, "static/poster/a.txt": None, "static/poster/b/c.txt": None})
    (site.folder / "static/poster/b").rmdir()
    (site.folder / "static/poster").rmdir()
    site.write({"static/talk/slides.txt": "in a folder", "static/poster": "a file"})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    published = site.published()
    assert (published["talk/slides.txt"], published["poster"]) == (b"in a folder", b"a file")
    assert site.build().summary.startswith("0 made, ")


def test_nothing_is_removed_through_a_symlink_in_the_folder(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    elsewhere = site.folder.parent / "elsewhere"
    (site.folder / "public/2031/call").rename(elsewhere)
    (site.folder / "public/2031/call").symlink_to(elsewhere)
    before = (elsewhere / "index.html").read_bytes()
    site.write({CALL: None, "content/news.yaml": None, **FORGOTTEN})
    for options in ((), ("--clean",)):
        told = site.build(*options)
        assert (told.code, (elsewhere / "index.html").read_bytes()) == (0, before)
        assert told.problems == (
            block("""
            public/2031/call: warning: no build made this link, and what lies behind it is left [foreign-link]
              hint: delete it if it is not needed
            """)
            if not options
            else ""
        )


def test_a_file_that_has_become_a_link_is_not_removed(make_site: MakeSite) -> None:
    site = make_site({"mine.txt": BY_HAND, "static/a.txt": BY_HAND})
    site.build()
    (site.folder / "public/a.txt").unlink()
    (site.folder / "public/a.txt").symlink_to(site.folder / "mine.txt")
    site.write({"static/a.txt": None})
    assert "[changed-output]" in site.build().problems
    assert (site.folder / "mine.txt").read_text() == BY_HAND
    assert (site.folder / "public/a.txt").is_symlink()


def test_clean_removes_what_a_build_wrote_whatever_became_of_it(make_site: MakeSite) -> None:
    site = make_site({"content/pages/old.md": "---\ntitle: Old\n---\n"})
    site.build()
    site.write(
        {"content/pages/old.md": None, "public/2031/old/index.html": BY_HAND, "public/CNAME": BY_HAND, **FORGOTTEN}
    )
    told = site.build("--clean")
    assert (told.code, told.problems) == (0, "")
    assert "2031/old/index.html" not in site.published()
    assert site.published()["CNAME"] == BY_HAND.encode()


def test_the_folder_of_another_site_is_refused_until_it_is_taken_over(make_site: MakeSite, tmp_path: Path) -> None:
    one, other = make_site({}, "one"), make_site({"content/pages/own.md": "---\ntitle: Own\n---\n"}, "other")
    assert one.build("--out", "../shared").code == 0
    before = one.published("../shared")
    told = foreign("../shared", "another site was published in this folder, and its pages would be removed")
    hint = "name another folder with --out; if this one is to be this site's from now on, build with --take-over"
    for options in ((), ("--clean",), ("--strict",)):
        assert other.problems("--out", "../shared", *options) == told.partition("  hint")[0] + f"  hint: {hint}\n"
        assert one.published("../shared") == before
    (tmp_path / "shared/mine.txt").write_text(BY_HAND)
    assert other.build("--out", "../shared", "--take-over").code == 0
    assert other.build().code == 0
    assert other.published("../shared").keys() - other.published().keys() == {"mine.txt"}
    assert one.build("--out", "../shared").code == 1
    assert str(tmp_path).encode() not in other.published("../shared")[MARKER]


def test_a_site_that_is_moved_with_its_output_keeps_it(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site()
    site.build()
    site.build("--out", "../shared")
    (tmp_path / "there").mkdir()
    for name in ("site", "shared"):
        (tmp_path / name).rename(tmp_path / "there" / name)
    site.folder = tmp_path / "there/site"
    assert (site.build().code, site.build("--out", "../shared").code) == (0, 0)


def test_a_list_of_an_older_release_is_taken_over(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    whole = site.published()
    files = json.loads(whole[MARKER])["files"]
    site.write({f"public/{MARKER}": json.dumps(files)})
    assert site.build().code == 0
    assert site.published() == whole


def test_a_static_file_saved_during_a_build_is_not_published_unseen(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digested, then saved, then copied, then taken back with its old time: the copy is another file."""
    site = make_site({"static/one.txt": "first"})
    source, real = site.folder / "static/one.txt", disk.copy_new
    stamp = source.stat().st_mtime_ns

    def meanwhile(path: Any, *rest: Any) -> None:
        if str(path).endswith("one.txt"):
            source.write_text("other")
            real(path, *rest)
            source.write_text("first")
            os.utime(source, ns=(stamp, stamp))
        else:
            real(path, *rest)

    monkeypatch.setattr(disk, "copy_new", meanwhile)
    told = site.problems()
    assert told.endswith(
        "error: this file changed while the site was being built [changed-file]\n  hint: build again\n"
    )
    assert site.published() == {}
    monkeypatch.undo()
    assert site.build().code == 0
    assert site.published()["one.txt"] == b"first"


# Errors


def test_an_error_leaves_the_last_good_site_byte_for_byte(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    stamps = {path: (site.folder / "public" / path).stat().st_mtime_ns for path in before}
    site.write({**NEW_CALL, "content/dates.yaml": "- {name: Workshop, date: soon}\n", "content/news.yaml": None})
    assert site.build().code == 1
    assert site.published() == before
    assert {path: (site.folder / "public" / path).stat().st_mtime_ns for path in before} == stamps


def failing(monkeypatch: pytest.MonkeyPatch, what: str, number: int, when: Callable[[str], bool]) -> None:
    """Have a step on the disk fail with this error number for some paths; for what is written, for some texts."""
    real: Any = getattr(disk, what)

    def call(*given: Any) -> Any:
        about = given[-1] if what == "make_folder" else given[1]
        if when(about.decode("utf-8", "replace") if isinstance(about, bytes) else str(about)):
            raise OSError(number, os.strerror(number), str(given[0]))
        return real(*given)

    monkeypatch.setattr(disk, what, call)


@pytest.mark.parametrize(
    ("what", "number", "message", "hint"),
    [
        (
            "write_new",
            errno.EACCES,
            "permission denied",
            "check its permissions, or name another folder with --out",
        ),
        ("write_new", errno.ENOSPC, "no space left on device", "free some space on the disk, and build again"),
        ("write_new", errno.EROFS, "read-only file system", "name another folder with --out"),
        *(
            (step, errno.EACCES, "permission denied", "check its permissions, or name another folder with --out")
            for step in ("make_folder", "replace")
        ),
    ],
)
def test_a_folder_that_cannot_be_written(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, what: str, number: int, message: str, hint: str
) -> None:
    site = make_site()
    site.build()
    before = site.published()
    site.write({"content/pages/talks.md": "---\ntitle: Talks\n---\n"})
    failing(monkeypatch, what, number, lambda about: "public/2031/talks" in about or "<title>Talks" in about)
    assert site.problems() == block(f"""
        public/2031/talks/index.html: error: this cannot be written: {message} [unwritable-output]
          hint: {hint}
        """)
    after = site.published()
    assert not [path for path in after if path.endswith(".tmp")]
    assert after.keys() == before.keys()
    monkeypatch.undo()
    assert site.build().code == 0
    assert "2031/talks/index.html" in site.published()
    assert site.build().summary.startswith("0 made, ")


def test_a_disk_that_is_full_in_the_middle_changes_nothing(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    site.build()
    before = site.published()
    site.write(
        {"content/site.yaml": "name: OTHER\ntitle: Another Workshop\nedition: 2031\n", "content/sponsors.yaml": None}
    )
    failing(monkeypatch, "write_new", errno.ENOSPC, lambda about: "<title>Page not found" in about)
    assert "public/404.html: error: this cannot be written" in site.problems()
    assert site.published() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", ["public", "public/2031/call"])
def test_a_folder_without_permission_to_write(make_site: MakeSite, name: str) -> None:
    site = make_site()
    site.build()
    before = site.published()
    site.write(NEW_CALL)
    (site.folder / name).chmod(0o555)
    try:
        told = site.build()
    finally:
        (site.folder / name).chmod(0o755)
    at = "public" if name == "public" else "public/2031/call/index.html"
    assert told.problems == block(f"""
        {at}: error: this cannot be written: permission denied [unwritable-output]
          hint: check its permissions, or name another folder with --out
        """)
    assert site.published() == before


# The folder by itself


PAGES = [OutputFile(f"{path}.html", path, data=path.encode()) for path in ("a", "b/c", "b/d/e")]


def test_where_there_is_no_folder_yet_the_whole_one_is_put_there_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    puts: list[str] = []
    real = disk.replace

    def replace(path: str, final: str, between: str = "") -> None:
        if Path(final).parent != tmp_path / ".enlsp":
            puts.append(os.path.relpath(final, tmp_path))
            assert not (tmp_path / "out").exists()
        real(path, final, between)

    monkeypatch.setattr(disk, "replace", replace)
    folder = OutputFolder(tmp_path / "out", "out", tmp_path)
    done = folder.publish(folder.compare(PAGES))
    assert (puts, done.made) == (["out"], ("a.html", "b/c.html", "b/d/e.html"))
    assert [(tmp_path / "out" / path).read_bytes() for path in done.made] == [b"a", b"b/c", b"b/d/e"]
    assert [*OutputFolder(tmp_path / "out", "out", tmp_path).listed] == [*done.made]
    assert not [*(tmp_path / ".enlsp").glob("staging/*")]


def test_where_a_folder_cannot_be_renamed_its_files_are_put_there_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "replace", errno.EXDEV, lambda path: path.endswith("/out"))
    folder = OutputFolder(tmp_path / "out", "out", tmp_path)
    done = folder.publish(folder.compare(PAGES))
    assert (done.made, done.problems) == (("a.html", "b/c.html", "b/d/e.html"), [])
    assert (tmp_path / "out/b/d/e.html").read_bytes() == b"b/d/e"


def test_a_folder_that_somebody_makes_meanwhile_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.replace

    def replace(path: str, final: str, between: str = "") -> None:
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out/mine.txt").write_text(BY_HAND)
        real(path, final, between)

    monkeypatch.setattr(disk, "replace", replace)
    folder = OutputFolder(tmp_path / "out", "out", tmp_path)
    assert [each.code for each in folder.publish(folder.compare(PAGES)).problems] == ["unwritable-output"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_publication_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = OutputFolder(tmp_path / "out", "out", tmp_path)
    items = [OutputFile(f"{name}.html", name, data=name.encode()) for name in "abc"]
    failing(monkeypatch, "replace", errno.EIO, lambda path: path.endswith(("/out", "/b.html")))
    assert folder.publish(folder.compare(items)).problems
    assert not (tmp_path / "out").exists()
    monkeypatch.undo()
    again = OutputFolder(tmp_path / "out", "out", tmp_path)
    changes = again.compare(items)
    assert changes.problems == []
    assert again.publish(changes).made == ("a.html", "b.html", "c.html")


@pytest.mark.parametrize("step", ["replace", "link", "make_folder", "append"])
def test_a_fault_at_any_step_of_putting_files_in_place_is_taken_back(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    site = make_site({"static/a/one.txt": "one", "static/two.txt": "two"})
    site.build()
    before = site.published()
    other = "---\ntitle: Other\n---\n"
    site.write({**NEW_CALL, "static/a/one.txt": None, "static/two.txt": "2", "content/pages/other.md": other})
    for number in range(60):
        left = [number]

        def when(_: str, left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] == -1

        failing(monkeypatch, step, errno.EIO, when)
        told = site.build()
        monkeypatch.undo()
        if told.code == 0:
            break
        assert "cannot be written: input/output error [unwritable-output]" in told.problems
        assert told.summary.endswith("nothing was published")
        assert site.published() == before, number
        assert not (site.folder / ".enlsp/staging").exists()
    assert number
    after = site.published()
    assert site.build("--out", "clean", "--clean").code == 0
    assert after == site.published("clean")


def test_a_disk_that_stays_full_keeps_nothing_from_being_taken_back(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folders nor second names can be made any more, also where a file was a folder, or is to be one."""
    site = make_site({"static/a/b/c.txt": "deep", "static/two": "a file"})
    site.build()
    before = site.published()
    site.write({"static/a/b/c.txt": None, "static/two": None})
    (site.folder / "static/a/b").rmdir()
    (site.folder / "static/a").rmdir()
    other = "---\ntitle: Other\n---\n"
    site.write({**NEW_CALL, "static/a": "a file", "static/two/b.txt": "deep", "content/pages/other.md": other})
    for number in range(90):
        left = [number]

        def when(_: str, left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] < 0

        for step in ("write_new", "write_synced", "copy_new", "append", "link", "make_folder"):
            failing(monkeypatch, step, errno.ENOSPC, when)
        told = site.build()
        monkeypatch.undo()
        if told.code == 0:
            break
        assert told.summary.endswith("nothing was published"), (number, told)
        assert site.published() == before, number
        assert not (site.folder / ".enlsp/staging").exists()
    assert number > 10
    after = site.published()
    assert site.build("--out", "clean", "--clean").code == 0
    assert after == site.published("clean")


def test_a_file_that_comes_into_a_folder_while_it_is_replaced_is_kept(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"static/a/b.txt": "deep"})
    site.build()
    before = site.published()
    site.write({"static/a/b.txt": None})
    (site.folder / "static/a").rmdir()
    site.write({"static/a": "a file"})
    real = disk.write_synced

    def write_synced(*given: Any) -> None:
        real(*given)
        (site.folder / "public/a/mine.txt").write_text(BY_HAND)

    monkeypatch.setattr(disk, "write_synced", write_synced)
    assert "public/a/mine.txt: error: this cannot be written: directory not empty" in site.build().problems
    assert site.published() == {**before, "a/mine.txt": BY_HAND.encode()}


def test_what_can_be_neither_finished_nor_taken_back_is_told_with_how_much_of_it_there_is(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    site.build()
    site.write(
        {**NEW_CALL, **FORGOTTEN, "content/sponsors.yaml": None, "content/pages/other.md": "---\ntitle: Other\n---\n"}
    )
    came: list[str] = []

    def when(path: str) -> bool:
        came.append(path)
        return "public" in path and sum("public" in each for each in came) > 3

    failing(monkeypatch, "replace", errno.EIO, when)
    told = site.build()
    assert "; 3 of " in told.problems
    assert "files are published, and could not be taken back [unwritable-output]" in told.problems
    assert told.summary == "1 error; published in part"
    again = site.build()
    assert "what was interrupted can be neither finished nor taken back" in again.problems
    monkeypatch.undo()
    assert site.build().problems == "note: a publication that was interrupted is taken back\n"
    assert site.build("--out", "clean", "--clean").code == 0
    assert site.published() == site.published("clean")


def test_what_is_removed_as_soon_as_it_is_published_is_made_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    real = OutputFolder._published

    def removed(self: OutputFolder, *given: Any) -> Any:
        (site.folder / "public/index.html").unlink()
        return real(self, *given)

    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "_published", removed)
        assert site.build().code == 0
    assert not (site.folder / "public/index.html").exists()
    assert site.build().code == 0
    assert (site.folder / "public/index.html").is_file()


def test_a_copy_in_place_of_a_second_name_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file system has no second names, or is another one: half a page must not be taken for the old one."""

    def other(*_: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    def full(source: str, path: str) -> None:
        disk.write_new(path, Path(source).read_bytes()[:2])
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr("os.link", other)
    page, second = tmp_path / "page.html", tmp_path / "second"
    page.write_bytes(b"whole")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy_new", full)
        with pytest.raises(OSError, match="no space"):
            disk.link(str(page), str(second))
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    disk.link(str(page), str(second))
    assert second.read_bytes() == b"whole"
    with pytest.raises(FileExistsError):
        disk.link(str(page), str(second))


def test_a_kept_item_is_not_written(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "out", "out", tmp_path)
    stamps = folder.publish(folder.compare([OutputFile("a.html", "d", data=b"a")])).stamps
    assert folder.holds("a.html", "d", [*stamps["a.html"]])
    assert not folder.holds("a.html", "other", [*stamps["a.html"]])
    assert not folder.holds("a.html", "d", None)
    assert folder.publish(folder.compare([OutputFile("a.html", "d")])).made == ()
    (tmp_path / "out/a.html").unlink()
    assert not folder.holds("a.html", "d", [*stamps["a.html"]])


def test_a_build_that_is_stopped_leaves_nothing_half_written(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, replace, count = make_site(), os.replace, iter(range(100))
    site.build()
    site.write({"content/site.yaml": "name: OTHER\ntitle: Another Workshop\nedition: 2031\n"})

    def stopped(source: str, target: str) -> None:
        if "public" in str(target) and next(count) == 5:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", stopped)
    assert site.build().code == 130
    assert [file for file in site.published() if file.endswith(".tmp")] == []
    monkeypatch.setattr(os, "replace", replace)
    assert site.build().code == 0


def test_a_file_where_a_page_needs_a_folder(make_site: MakeSite) -> None:
    site = make_site({"static/2031": "x"})
    told = site.problems()
    assert told.startswith("static/2031: error: this would be published as 2031, where a folder must be for 2031/")
    assert told.endswith("[duplicate-output]\n  hint: rename it\n")
    assert site.published() == {}


def test_a_list_of_what_was_made_that_is_gone_is_made_again(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    whole = site.published()
    (site.folder / "public" / MARKER).unlink()
    told = site.build()
    assert told.code == 1
    assert "holds files that no build made" in told.problems
    assert site.published() == {path: data for path, data in whole.items() if path != MARKER}


@pytest.mark.parametrize("at", ["_stand_in", "_put", "remove"])
def test_what_was_killed_on_another_machine_is_made_good_without_its_journal(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """As in a container that finds the site of another: nobody there has the secret that its journal is signed with.
    Papers and pages that were to come, or to go, do neither any more."""
    papers = {"content/papers.yaml": "- {id: 7, title: Seven, authors: A B}\n", **FORGOTTEN}
    pages = {f"content/pages/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("one", "two")}
    site = make_site({**papers, **pages})
    site.build()
    before = everything(site)
    lines = "".join(f"- {{id: {number}, title: No. {number}, authors: A B}}\n" for number in (7, 8, 9))
    site.write({**dict.fromkeys(pages), **FORGOTTEN, "content/papers.yaml": lines})

    def killed(self: object, *_: object) -> None:
        if at != "remove" or str(self).endswith("/index.html"):
            raise SystemExit(9)

    monkeypatch.setattr(disk if at == "remove" else journal.Publication, at, killed)
    assert site.build().code == 9
    monkeypatch.undo()
    assert len([*(site.folder / ".enlsp/staging").iterdir()]) == 1
    monkeypatch.setattr(journal.user_secret, "verified", lambda _: None)
    site.write({**papers, **pages} if at != "remove" else papers)
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    now = everything(site)
    if at == "remove":
        shutil.rmtree(site.folder / "public")
        site.build()
        before = everything(site)
    assert now == before


def everything(site: Site) -> dict[str, bytes | None]:
    """What stands in the output, folders too, but for the list of it."""
    paths = ((path.relative_to(site.folder / "public").as_posix(), path) for path in site.folder.rglob("public/**/*"))
    return {name: path.read_bytes() if path.is_file() else None for name, path in paths if name != MARKER}
