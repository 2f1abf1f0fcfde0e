"""What is made again and what is kept; and that the cache can be lost, damaged or read-only without harm."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sites import GOOD, Site, picture

import enlsp_site
from enlsp_site.exports import registry
from enlsp_site.model import wording
from enlsp_site.model.zone_data import in_words
from enlsp_site.storage import build_memory

MakeSite = Callable[..., Site]

SPEAKERS = "content/people/speakers.yaml"
CALL = "content/pages/call.md"
HOME = ["2031/index.html", "index.html"]
SEARCH = "2031/search.js"


def made(site: Site, *options: str) -> list[str]:
    """The files that a build makes, which must go well."""
    told = site.build("-v", *options)
    assert told.code == 0, told
    return sorted(line[5:].partition(": ")[0] for line in told.problems.splitlines() if line.startswith("made "))


def edited(site: Site, *options: str) -> list[str]:
    """The files that a build makes after an edit, but for the service worker: it is another one whenever a file that
    it keeps is (tests/pages/test_offline.py)."""
    return [path for path in made(site, *options) if path != "2031/sw.js"]


def whole(site: Site) -> int:
    """How many files the site has that was built, the list of them left out."""
    return len(site.published()) - 1


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """One of the good files with something else in it."""
    assert old in str(GOOD[name])
    return {name: str(GOOD[name]).replace(old, new)}


# What is made again


def test_the_second_build_makes_nothing(make_site: MakeSite) -> None:
    site = make_site()
    first = made(site)
    assert len(first) == whole(site) > len(GOOD)
    assert site.build().summary.startswith(f"0 made, {whole(site)} kept, 0 removed in ")


def test_a_file_that_was_only_touched_or_saved_again_makes_nothing(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    for name in GOOD:
        (site.folder / name).touch()
    assert made(site) == []
    site.write(GOOD)
    assert made(site) == []


def test_moving_a_record_within_its_file_makes_nothing(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    site.write({SPEAKERS: f"# Our speakers.\n\n{GOOD[SPEAKERS]}"})
    assert made(site) == []


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        # A role is shown with the person, but not in the schedule.
        (
            changed(SPEAKERS, "- name: Ada Lovelace\n", "- name: Ada Lovelace\n  role: Analyst\n"),
            ["cards/speakers/ada-lovelace.png"],
        ),
        # An affiliation is shown in the schedule, too.
        (
            changed(SPEAKERS, "of London", "of Oxford"),
            [
                *("cards/speakers/ada-lovelace.png", "now.json", "schedule.ics", "schedule/index.html"),
                *("schedule/keynote-talk-ada-lovelace.ics", "schedule/keynote-talk-ada-lovelace/index.html"),
                "speakers/ada-lovelace.ics",
            ],
        ),
    ],
)
def test_editing_a_person_makes_only_the_pages_that_show_her(
    make_site: MakeSite, change: dict[str, str], shown: list[str]
) -> None:
    site = make_site()
    site.build()
    site.write(change)
    always = ["cards/index.html", "search.js", "speakers/index.html"]
    assert edited(site) == sorted([*HOME, *(f"2031/{name}" for name in (*always, *shown))])


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (changed("content/people/committee.yaml", "Navy", "Yale"), ["2031/committee/index.html", SEARCH]),
        (changed(CALL, "your best", "all"), ["2031/call/index.html", SEARCH]),
        (
            changed("content/papers.yaml", "Smaller", "Tinier"),
            [
                "2031/changes/index.html",
                *sorted(f"2031/{export.name}" for export in registry.PAPERS),
                "2031/papers/7/index.html",  # the next one is named on it
                *("2031/papers/8/index.html", "2031/papers/8/paper.bib", "2031/papers/index.html"),
                "2031/schedule/index.html",  # where it can be starred, since no session has it
                SEARCH,
                "2031/speakers/index.html",  # with its author's papers
            ],
        ),
        ({"static/images/ada.jpg": "another picture"}, ["images/ada.jpg"]),
        ({"static/new.txt": "new"}, ["new.txt"]),
    ],
)
def test_what_the_home_page_does_not_show_leaves_it_alone(
    make_site: MakeSite, change: dict[str, str], shown: list[str]
) -> None:
    site = make_site(changed("content/papers.yaml", "Smaller", "Smallest"))
    site.build()
    site.write(GOOD)
    site.build()  # the first title that is mended brings the page of changes, which all pages lead to
    site.write(change)
    assert edited(site) == shown


def test_a_template_is_part_of_every_page(make_site: MakeSite) -> None:
    site = make_site({"templates/404.html": "{{ frame.name }} lost\n"})
    site.build()
    site.write({"templates/404.html": "{{ frame.name }} is lost\n"})
    assert made(site) == ["404.html"]  # the others were rendered, and came out the same
    site.write({"templates/404.html": None})
    assert made(site) == ["404.html"]
    assert b"lost" not in site.published()["index.html"]


def test_options_are_part_of_what_is_made(make_site: MakeSite) -> None:
    site = make_site({"content/pages/soon.md": "---\ntitle: Soon\ndraft: true\n---\n"})
    site.build()
    assert made(site, "--strict") == []
    kept = whole(site)
    assert edited(site, "--drafts") == [SEARCH, "2031/soon/index.html"]
    assert site.build().summary.startswith(f"2 made, {kept - 2} kept, 1 removed in ")
    assert {"sitemap.xml", "index.html", "2031/call/index.html"} <= set(
        made(site, "--base-url", "https://example.org/a")
    )
    assert b"https://example.org/a/2031/call/" in site.published()["2031/call/index.html"]
    assert made(site, "--base-url", "https://example.org/a") == []
    assert "2031/call/index.html" in made(site, "--base-url", "https://example.org/b")


def test_each_output_folder_has_a_memory_of_its_own(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    assert len(made(site, "--out", "other")) == whole(site)
    assert made(site) == made(site, "--out", "other") == []
    assert site.published() == site.published("other")


def test_clean_does_not_look_at_what_is_remembered(make_site: MakeSite) -> None:
    site = make_site({"templates/404.html": "{{ frame.name }} lost\n"})
    site.build()
    kept = sorted((site.folder / ".enlsp").glob("m*-*"))
    assert [file.name.partition("-")[0] for file in kept] == ["manifest", "memory"]
    drawn = [*(site.folder / ".enlsp/drawn").iterdir(), *(site.folder / ".enlsp/templates").iterdir()]
    for file in (*kept, *drawn):
        file.write_bytes(b"not of this build")
    assert site.build("--clean", "-v").problems == f"{in_words()}\n"
    assert b"not of this build" not in b"".join(file.read_bytes() for file in cached(site))


def test_nothing_is_written_outside_of_the_cache_and_the_output(make_site: MakeSite, tmp_path: Path) -> None:
    def outside() -> dict[str, bytes]:
        ours = (site.folder / ".enlsp", site.folder / "public", tmp_path / "elsewhere")
        there = (file for file in tmp_path.rglob("*") if file.name != "addresses.yaml")  # what is meant to be kept
        files = [file for file in there if not any(file.is_relative_to(each) for each in ours)]
        return {str(file): file.read_bytes() if file.is_file() else b"" for file in files}

    site = make_site({"templates/404.html": "{{ frame.name }} lost\n", "static/ada.jpg": picture(40, 40)})
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace, photo: ada.jpg}\n- Alan Turing\n"})
    before = outside()
    for options in ((), ("--out", "../elsewhere"), ("--clean",)):
        assert site.build(*options).code == 0
    assert site.run("check").code in (0, 1)
    assert outside() == before
    assert sorted(path.name.partition("-")[0] for path in (site.folder / ".enlsp").iterdir()) == [
        *(".gitignore", "CACHEDIR.TAG", "checked", "checked.json", "drawn", "edits", "edits"),
        *("manifest", "manifest", "manifest"),
        *("memory", "memory", "memory", "pictures", "templates"),
    ]
    shutil.move(site.folder, tmp_path / "moved")
    site.folder = tmp_path / "moved"
    assert site.build().code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "moved"]


def test_clean_begins_from_nothing_and_comes_to_the_same(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    told = site.build("--clean", "-v")
    assert told.summary.startswith(f"0 made, {len(before) - 1} kept, 0 removed in ")
    assert site.published() == before


# What is removed


def test_a_page_that_is_gone_is_removed_with_its_folder(make_site: MakeSite) -> None:
    site = make_site({"content/pages/old.md": "---\ntitle: Old\n---\n", "static/a/b/c.txt": "deep"})
    site.build()
    site.write({"content/pages/old.md": None, "static/a/b/c.txt": None, "content/addresses.yaml": None})
    told = site.build("-v")
    assert (
        told.problems == f"made {SEARCH}: its values changed\nmade 2031/sw.js: its values changed\n"
        "removed 2031/old/index.html\nremoved a/b/c.txt\n"
        f"note: published by renames from .enlsp/\n{in_words()}\n"
    )
    assert told.summary.startswith(f"2 made, {whole(site) - 2} kept, 2 removed in ")
    assert not (site.folder / "public/2031/old").exists()
    assert not (site.folder / "public/a").exists()


def test_output_that_was_deleted_by_hand_is_made_again(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    (site.folder / "public/2031/call/index.html").unlink()
    (site.folder / "public/images/ada.jpg").unlink()
    assert made(site) == ["2031/call/index.html", "images/ada.jpg"]
    assert site.published() == before
    shutil.rmtree(site.folder / "public")
    assert len(made(site)) == len(before) - 1
    assert site.published() == before


def test_output_that_was_changed_by_hand_is_made_again(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    site.write({"public/2031/call/index.html": "mine", "public/images/ada.jpg": "mine", "public/robots.txt": ""})
    assert made(site) == ["2031/call/index.html", "images/ada.jpg", "robots.txt"]
    assert site.published() == before


# The same bytes everywhere

BUILD = "import sys; from enlsp_site.commands.parser import main; "
BUILD += "sys.exit(main(['build', '--site', sys.argv[1], '--quiet']))"


@pytest.mark.whole
def test_the_same_bytes_whatever_the_hash_seed_and_the_folder(make_site: MakeSite) -> None:
    published = []
    for seed in ("0", "1", "2"):
        site = make_site(name=f"a folder/{seed}" * int(seed + "1"))
        subprocess.run(
            [sys.executable, "-c", BUILD, str(site.folder)], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        published.append(site.published())
    assert published[0] == published[1] == published[2]
    assert "2031/index.html" in published[0]


# Edits that come fast


@pytest.mark.parametrize("name", [CALL, "static/images/ada.jpg", "templates/404.html"])
def test_an_edit_within_one_tick_of_the_clock_is_seen(
    make_site: MakeSite, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Size, time and inode are those of before: such a file is told from its bytes while it is young. A minute is
    # young here, since a machine that is busy may need more than a tick from writing the file to building.
    for module in ("build_memory", "memory"):
        monkeypatch.setattr(f"enlsp_site.storage.{module}.GRAIN", 60_000_000_000)
    monkeypatch.setattr(
        "enlsp_site.storage.files.stamp_of", lambda found: (found.st_size, found.st_mtime_ns, found.st_ino)
    )
    site = make_site({name: "---\ntitle: Call\n---\none\n"})
    stamp = (site.folder / name).stat()
    site.build()
    with (site.folder / name).open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"two\n")
    os.utime(site.folder / name, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (site.folder / name).stat().st_ino == stamp.st_ino
    assert len([path for path in edited(site) if path != SEARCH]) == 1
    assert made(site) == []


@pytest.mark.parametrize("years", [0, 10])
def test_an_edit_whose_time_is_set_back_is_seen(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    for module in ("build_memory", "memory"):
        monkeypatch.setattr(f"enlsp_site.storage.{module}.GRAIN", 0)  # no file is too young for its stamp
    site = make_site()
    site.build()
    stamp = (site.folder / CALL).stat()
    with (site.folder / CALL).open("r+b") as file:
        file.write(str(GOOD[CALL]).replace("best", "last").encode())
    then = stamp.st_mtime_ns - years * 365 * 86400 * 10**9
    os.utime(site.folder / CALL, ns=(then, then))
    assert (site.folder / CALL).stat().st_size == stamp.st_size
    assert edited(site) == ["2031/call/index.html", SEARCH]
    assert b"your last." in site.published()["2031/call/index.html"]


def test_an_edit_while_the_site_is_being_built_is_seen_next_time(make_site: MakeSite) -> None:
    site = make_site()
    look = build_memory.look(site.folder)
    stamp = (site.folder / CALL).stat()
    (site.folder / CALL).write_text(str(GOOD[CALL]).replace("best", "last"))
    os.utime(site.folder / CALL, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    manifest = build_memory.Manifest(site.folder, site.folder / "public")
    manifest.write({}, look, {}, [], [])
    assert build_memory.unchanged(manifest, {}, build_memory.look(site.folder), 0) is None


def test_a_file_of_the_future_is_told_from_its_bytes(make_site: MakeSite) -> None:
    site = make_site()
    later = 4_000_000_000 * 10**9
    os.utime(site.folder / CALL, ns=(later, later))
    site.build()
    (site.folder / CALL).write_text(str(GOOD[CALL]).replace("best", "last"))
    os.utime(site.folder / CALL, ns=(later, later))
    assert edited(site) == ["2031/call/index.html", SEARCH]


def test_an_edit_is_seen_however_soon_it_comes(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    for number in range(10):
        site.write({CALL: str(GOOD[CALL]).replace("best", str(number))})
        assert edited(site) == ["2031/call/index.html", SEARCH]
        assert f"your {number}.".encode() in site.published()["2031/call/index.html"]


# Damage


def cached(site: Site) -> list[Path]:
    """All files of the cache."""
    return sorted(file for file in (site.folder / ".enlsp").rglob("*") if file.is_file())


def truncated(file: Path) -> None:
    """As a crash may leave it."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garbled(file: Path) -> None:
    """One bit is not as it was."""
    data = bytearray(file.read_bytes())
    data[len(data) * 2 // 3] ^= 4
    file.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": truncated,
    "garbled": garbled,
    "empty": lambda file: file.write_bytes(b""),
    "other": lambda file: file.write_bytes(b"\x80\x04garbage" * 100),
    "deleted": Path.unlink,
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.whole
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_any_file_of_the_cache_does_no_harm(make_site: MakeSite, damage: str) -> None:
    own = {"templates/404.html": "{{ frame.name }} lost\n"}
    site = make_site(own)
    site.build()
    files = [file.relative_to(site.folder) for file in cached(site)]
    for many in ("templates", "drawn"):
        alike = [file for file in files if file.parent.name == many]
        files = [file for file in files if file not in alike[1:]]
    # The manifest, the memory, the state of edits, a compiled template, a card, and two that mark the folder.
    assert len(files) == 7
    for file in files:
        shutil.rmtree(site.folder / ".enlsp")
        site.write({**GOOD, **own})
        site.build("--clean")
        DAMAGES[damage](site.folder / file)
        site.write({**changed(CALL, "your best", "all"), "templates/404.html": "{{ frame.name }} is lost\n"})
        assert edited(site) == ["2031/call/index.html", SEARCH, "404.html"], file
        assert b"<p>Send us all.</p>" in site.published()["2031/call/index.html"]


@pytest.mark.whole
@pytest.mark.parametrize("pattern", ["manifest-*", "memory-*"])
@pytest.mark.parametrize("damage", ["truncated", "garbled", "empty", "other"])
def test_damage_is_told_to_who_asks_for_more(make_site: MakeSite, pattern: str, damage: str) -> None:
    site = make_site()
    site.build()
    [file] = (site.folder / ".enlsp").glob(pattern)
    DAMAGES[damage](file)
    site.write(changed(CALL, "your best", "all"))
    told = site.build("-v")
    assert "note: the cache was damaged, and is made anew\n" in told.problems
    assert (told.code, site.build().problems) == (0, "")


def test_a_cache_of_another_version_is_made_anew(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    site.build()
    [file] = (site.folder / ".enlsp").glob("memory-*")
    values = msgspec.msgpack.decode(file.read_bytes().partition(b"\n")[2])
    assert values["version"] == build_memory.world()
    monkeypatch.setattr(build_memory, "__version__", "9999")
    told = site.build("-v")
    assert told.problems == f"note: the cache is of another version, and is made anew\n{in_words()}\n"
    assert told.summary.startswith(f"0 made, {whole(site)} kept, 0 removed in ")
    assert site.build("-v").problems == f"{in_words()}\n"


def test_without_its_cache_the_site_comes_out_the_same(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()
    shutil.rmtree(site.folder / ".enlsp")
    assert made(site) == []
    assert site.published() == before


def test_a_cache_that_cannot_be_written_is_done_without(make_site: MakeSite) -> None:
    site = make_site({".enlsp": "a file is in the way"})
    told = site.build("-v")
    assert told.code == 0
    assert "note: the cache cannot be written: " in told.problems
    assert made(site) == []
    site.write(changed(CALL, "your best", "all"))
    assert edited(site) == ["2031/call/index.html", SEARCH]


def test_a_cache_that_cannot_be_deleted(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    site.build()

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert site.problems("--clean") == (
        ".enlsp: error: the cache cannot be deleted: permission denied [unwritable-cache]\n"
        "  hint: delete this folder by hand, and build again\n"
    )


def test_the_cache_keeps_itself_out_of_git_and_of_backups(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    assert (site.folder / ".enlsp/.gitignore").read_text() == "*\n"
    assert (
        (site.folder / ".enlsp/CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_what_is_not_asked_for_is_forgotten(make_site: MakeSite) -> None:
    site = make_site()
    site.build()  # from the second one on there are addresses to read
    remembered = []
    for number in range(3):
        site.write({CALL: f"---\ntitle: Call\n---\nNumber {number}.\n"})
        site.build()
        [file] = (site.folder / ".enlsp").glob("memory-*")
        tables = msgspec.msgpack.decode(file.read_bytes().partition(b"\n")[2])["tables"]
        remembered.append({kind: len(table) for kind, table in tables.items() if kind != "files"})
    assert remembered[0] == remembered[1] == remembered[2]


def test_other_words_make_a_site_anew() -> None:
    stamped = {line.partition(":")[0] for line in build_memory.world().splitlines()}
    assert {f"/model/languages/{tag}.json" for tag in wording.known()} <= stamped


def test_other_time_zones_make_a_site_anew(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    site.build()
    manifest = build_memory.Manifest(site.folder, site.folder / "public")
    asked = {"base_url": "", "strict": False, "drafts": False}
    assert build_memory.unchanged(manifest, asked, build_memory.look(site.folder), 0) is not None
    monkeypatch.setenv("PYTHONTZPATH", str(site.folder))
    assert build_memory.unchanged(manifest, asked, build_memory.look(site.folder), 0) is None


def test_all_code_of_ours_is_part_of_what_results_depend_on() -> None:
    """Whichever package it lies in, and wherever the module that looks lies."""
    package = Path(enlsp_site.__file__).parent
    inside = [path.relative_to(package) for path in package.rglob("*.py")]
    ours = sorted(f"/{path.as_posix()}" for path in inside if "theme" not in path.parts)
    watched = sorted(line.partition(":")[0] for line in build_memory.world().splitlines() if ".py:" in line)
    assert watched == ours
