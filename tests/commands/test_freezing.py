"""`enlsp archive`: a finished site that nothing changes, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from sites import Site, drawing, picture

from enlsp_site.build import render, workers
from enlsp_site.commands.self_contained import self_contained
from enlsp_site.model.targets import Target
from enlsp_site.storage import disk

MakeSite = Callable[..., Site]

SITE = """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
url: https://tiny.example/w/
timezone: Europe/Paris
home: [overview, speakers, schedule, editions]
look: {logo: images/logo.svg}
"""
YEAR = {
    "content/site.yaml": SITE,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny. [Flyer](flyer.pdf), ![Hall](images/hall.jpg)\n",
    "content/papers.yaml": "- {id: 7, title: Small models, authors: Ada Lovelace, pdf: papers/old.pdf}\n",
    "static/images/logo.svg": drawing(9, 9),
    "static/images/hall.jpg": picture(600, 400),
    "static/flyer.pdf": b"%PDF-1.4 of 2031",
    "static/papers/old.pdf": b"%PDF-1.4 the paper of 2031",
    "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
    "    - {time: 08:15-08:30, title: Opening, kind: remarks}\n    - {time: 09:00-09:30, kind: oral, papers: [7]}\n",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site in its second year."""
    made = make_site(YEAR)
    assert made.build().code == 0
    assert made.run("next", "2032").code == 0
    assert made.build().code == 0
    return made


def kept(site: Site) -> dict[str, bytes]:
    """All of the site's folder but what can be made again."""
    paths = (path for path in site.folder.rglob("*") if path.is_file())
    found = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if not name.startswith((".enlsp/", "public/"))}


def loaded_by(page: bytes) -> set[str]:
    """What a page loads: its scripts, styles and pictures."""
    tags = re.findall(rb"<(?:script|link|img|source|button)\b[^>]*>", page)
    wanted = [tag for tag in tags if not re.search(rb'rel="(?:canonical|alternate)', tag)]
    found = re.findall(rb'\s(?:src|href|data-src)="([^"#]+)"', b" ".join(wanted))
    return {unquote(each.decode()) for each in found}


def test_every_address_stays_and_all_that_pages_load_is_their_own(site: Site) -> None:
    before = site.published()
    told = site.run("archive", "2031")
    assert told.code == 0, told
    assert re.match(r"2031 is a finished site now: \d+ files in editions/2031/public/\n", told.out)
    assert site.build("--strict").code == 0
    after = site.published()
    root = {"sitemap.xml", ".enlsp-made.json"}
    assert {path for path in before if path not in after} == set()
    assert {path for path in before if path not in root and not path.startswith("2031/")} == {
        path for path in after if path not in root and not path.startswith("2031/")
    }
    pages = [path for path in after if path.startswith("2031/") and path.endswith(".html")]
    assert len(pages) > 5
    for path in pages:
        depth = path.count("/") - 1
        assert not [each for each in loaded_by(after[path]) if each.startswith("../" * (depth + 1))], path
    same = [path for path in before if path.startswith("2031/") and not path.endswith(".html")]
    assert [path for path in same if before[path] != after[path]] == []
    assert after["2031/archive/flyer.pdf"] == after["flyer.pdf"] == b"%PDF-1.4 of 2031"


def test_a_later_theme_changes_no_byte_of_it(site: Site) -> None:
    site.run("archive", "2031")
    site.build()
    before = {path: data for path, data in site.published().items() if path.startswith("2031/")}
    site.write({"static/theme/style.css": "body {color: red}", "static/images/logo.svg": drawing(3, 3)})
    site.write({"templates/home.html": "{% extends 'base.html' %}{% block main %}<h1>New</h1>{% endblock %}"})
    site.write({"static/flyer.pdf": b"%PDF-1.4 of 2032"})
    assert site.build().code == 0
    after = site.published()
    assert {path: after[path] for path in after if path.startswith("2031/") and path in before} == before
    assert site.run("next", "2033").code == 0
    assert site.build().code == 0
    after = site.published()
    assert {path: after.get(path) for path in before} == before


def test_the_line_on_the_current_edition_leads_to_the_root_and_names_no_year(site: Site) -> None:
    site.run("archive", "2031")
    page = (site.folder / "editions/2031/public/papers/index.html").read_text()
    line = re.search(r'<aside class="newer".*?</aside>', page, re.S)
    assert line
    assert '<a href="../../index.html">TINY</a>' in line[0]


def test_a_changed_a_deleted_and_an_added_file_are_told(site: Site) -> None:
    assert "archive-changed" not in site.run("check").problems
    site.run("archive", "2031")
    assert "archive-changed" not in site.run("check").problems
    folder = site.folder / "editions/2031"
    page = folder / "public/index.html"
    page.write_bytes(page.read_bytes().replace(b"Tiny.", b"tiny."))
    (folder / "static/flyer.pdf").unlink()
    (folder / "public/more.txt").write_text("more")
    told = site.run("check")
    assert told.code == 1
    assert "editions/2031/public/index.html: error: this file of an archive was changed" in told.problems
    assert "editions/2031/static/flyer.pdf: error: this file of an archive was deleted" in told.problems
    assert "editions/2031/public/more.txt: error: this file of an archive was added" in told.problems
    assert "changed: editions/2031/public/index.html" in site.run("archive", "2031", "--accept").out
    assert "archive-changed" not in site.run("check").problems


def test_no_change_is_marked_in_it_for_good(site: Site) -> None:
    page, file = "2031/schedule/index.html", "editions/2031/schedule.yaml"
    site.write({file: str(YEAR["content/schedule.yaml"]).replace("09:00-09:30", "10:00-10:30")})
    assert site.build().code == 0
    assert "Moved: was 09:00" in site.published()[page].decode()
    assert site.run("archive", "2031").code == 0
    assert site.build().code == 0
    assert "Moved" not in site.published()[page].decode()
    assert "was December 6, 2031, 09:00" in site.published()["2031/changes/index.html"].decode()
    assert site.run("archive", "2031", "--thaw").code == 0
    site.write({file: str(YEAR["content/schedule.yaml"]).replace("09:00-09:30", "11:00-11:30")})
    assert site.run("archive", "2031").code == 0
    assert "Moved" not in (site.folder / "editions/2031/public/schedule/index.html").read_text("utf-8")


def test_content_comes_back(site: Site) -> None:
    before = kept(site)
    assert site.run("archive", "2031").code == 0
    assert kept(site) != before
    assert "2031 is a finished site already" in site.run("archive", "2031").summary
    assert site.run("archive", "2031", "--thaw").code == 0
    assert kept(site) == before
    assert "has no .content/" in site.run("archive", "2031", "--thaw").summary


def test_what_was_changed_is_not_lost_on_the_way_back(site: Site) -> None:
    site.run("archive", "2031")
    (site.folder / "editions/2031/public/index.html").write_text("by hand")
    before = kept(site)
    told = site.run("archive", "2031", "--thaw")
    assert (told.code, "editions/2031/public/index.html was changed since" in told.summary) == (1, True)
    assert kept(site) == before


def test_papers_that_are_not_public_yet_are_waited_for(site: Site) -> None:
    text = (site.folder / "editions/2031/site.yaml").read_text()
    site.write({"editions/2031/site.yaml": text + "papers_public_from: 2099-01-01\n"})
    before = kept(site)
    told = site.run("archive", "2031")
    assert (told.code, "the papers of 2031 are not public yet" in told.summary) == (1, True), told
    assert kept(site) == before


def test_what_cannot_be_an_archive_is_said(site: Site) -> None:
    assert "2032 is the current edition" in site.run("archive", "2032").summary
    assert "there is no earlier edition `1999`" in site.run("archive", "1999").summary


class Killed(BaseException):
    """What stops a process here."""


@pytest.mark.parametrize("way", [(), ("--thaw",)], ids=["freeze", "thaw"])
def test_a_stop_at_any_rename_leaves_the_one_or_the_other(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, way: tuple[str, ...]
) -> None:
    small = {name: text for name, text in YEAR.items() if name.startswith("content/") and "overview" not in name}
    small |= {"content/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\n", "content/papers.yaml": None}
    site = make_site({**small, "content/schedule.yaml": None})
    site.run("next", "2032")
    for step in (way and ((), ("--thaw",))) or ((),):
        before = kept(site)
        site.run("archive", "2031", *step)
        after = kept(site)
    if not way:
        site.run("archive", "2031", "--thaw")
    else:
        site.run("archive", "2031")
    rename, seen = disk.replace, set()
    for count in range(1, 60):
        done = [0]

        def counting(path: str, final: str, between: str = "", done: list[int] = done, count: int = count) -> None:
            if "/editions/2031" in final or "/next/" in final:
                done[0] += 1
                if done[0] == count:
                    raise Killed
            rename(path, final, between)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "replace", counting)
            try:
                site.run("archive", "2031", *way)
            except Killed:
                pass
            else:
                break
        site.run("schema")
        site.run("check")  # any command goes on
        now = kept(site)
        assert now in (before, after)
        seen.add(now == after)
        if now == after:
            site.run("archive", "2031", *({} if way else ("--thaw",)))
    assert seen == {True, False}


def test_addresses_in_sets_of_pictures_and_in_styles_are_moved() -> None:
    files = {
        "2031/index.html": b'<img srcset="../a%20b.png 1x, own.png 2x" src="../a%20b.png">\n'
        b'<a href="../2032/index.html">next</a> <a href="https://x.example/../a.png">x</a>\n<p>src="../a b.png"</p>',
        "2031/own.png": b"own",
        "2031/look.css": b'a {background: url("../a b.png")} b {background: url(own.png)}',
        "a b.png": b"shared",
        "2032/index.html": b"",
    }
    made = self_contained(files, "2031", "TINY")
    assert sorted(made) == ["archive/a b.png", "index.html", "look.css", "own.png"]
    assert made["index.html"].startswith(b'<img srcset="archive/a%20b.png 1x, own.png 2x" src="archive/a%20b.png">\n')
    assert made["index.html"].endswith(files["2031/index.html"].partition(b"\n")[2])
    assert b'url("archive/a%20b.png")' in made["look.css"]


def test_only_that_edition_is_made(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    one = render.Renderer.make

    def counting(self: render.Renderer, target: Target, key: str) -> Any:
        made.append(target.path)
        return one(self, target, key)

    monkeypatch.setattr(workers, "how_many", lambda _: 1)
    monkeypatch.setattr(render.Renderer, "make", counting)
    site.write({"content/papers.yaml": "- {id: 1, title: New, authors: A. B}\n"})
    assert site.run("archive", "2031").code == 0
    assert len(made) > 10
    assert [path for path in made if not path.startswith("2031/")] == []


def test_files_that_other_editions_link_stay_where_they_were(site: Site) -> None:
    site.write({"content/pages/old.md": "---\ntitle: Old\n---\n[Hall](images/hall.jpg), [page](/2031/papers/7/)\n"})
    assert site.build().code == 0
    before = site.published()
    assert "images/hall.jpg" in before
    assert site.run("archive", "2031").code == 0
    assert site.build("--strict").code == 0
    assert site.published()["images/hall.jpg"] == before["images/hall.jpg"]


def test_a_symlink_in_its_files_becomes_what_it_leads_to_and_comes_back(site: Site) -> None:
    link = site.folder / "editions/2031/static/more.pdf"
    link.symlink_to("flyer.pdf")
    page = site.folder / "editions/2031/pages/overview.md"
    page.write_text(page.read_text() + "\n[More](more.pdf)\n")
    assert site.build().code == 0
    before = kept(site)
    assert site.run("archive", "2031").code == 0
    assert site.build("--strict").code == 0
    assert not link.is_symlink()
    assert site.published()["more.pdf"] == b"%PDF-1.4 of 2031"
    assert site.run("archive", "2031", "--thaw").code == 0
    assert link.readlink().name == "flyer.pdf"
    assert kept(site) == before
