"""`enlsp next`: an archive that shows what it showed, a next edition that builds, and nothing half or lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site, drawing, picture, words

from enlsp_site.storage import disk, folder_moves

MakeSite = Callable[..., Site]

SITE = """\
# What is said once.
name: TINY
title: The Workshop on Tiny Things   # our name
edition: 2031
host: {name: TinyConf 2031, url: "https://tinyconf.example/2031"}
timezone: Europe/Paris
theme: Smaller still
home: [overview, call, speakers, schedule, organizers]
nav: [call, speakers]
look: {logo: images/logo.svg}
"""
YEAR = {
    "content/site.yaml": SITE,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny. [Flyer](flyer.pdf), ![Hall](images/hall.jpg)\n",
    "content/pages/call.md": "---\ntitle: Call\ntopics:\n  - {group: Size, items: [a, b]}\n---\nWrite to us.\n",
    "content/people/organizers.yaml": "- {name: Bo Peng, photo: images/bo.jpg}\n",
    "content/papers.yaml": "- {id: 7, title: Small models, authors: Ada Lovelace, pdf: papers/old.pdf}\n"
    "- {id: 8, title: Smaller models, authors: Ada Lovelace}\n",
    "static/images/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "static/images/bo.jpg": picture(300, 300),
    "static/images/hall.jpg": picture(600, 400),
    "static/flyer.pdf": b"%PDF-1.4 of 2031",
    "static/papers/old.pdf": b"%PDF-1.4 the paper of 2031",
    "static/never-named.txt": "kept where it is",
}


def enlsp(site: Site, *arguments: str) -> tuple[int, str]:
    """The exit code of a command on a site, and what it said."""
    told = site.run(*arguments)
    return told.code, told.out + told.problems + told.summary


def files_of(site: Site) -> dict[str, bytes]:
    """All that the site's folder holds but what can be made again."""
    made = (".enlsp", "public")
    paths = (path for path in site.folder.rglob("*") if path.is_file())
    found = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if not name.startswith(made)}


WORKER = {"2031/sw.js", "2031/manifest.webmanifest"}
"""What only the current edition has: it is gone from an earlier one."""


def without_ribbon(page: bytes) -> bytes:
    """A page of an archive without what says that there is a newer edition: the line on top, and the list below; and
    of the current edition without the line of where there is no network, which its worker alone needs."""
    page = re.sub(rb'<aside class="newer".*?</aside>\n|<p [^>]*data-script="offline".*?</p>\n', b"", page, flags=re.S)
    return re.sub(
        rb'<nav class="colophon-part" aria-label="[^"]*">\n<p class="label">[^<]*editions</p>.*?</nav>\n',
        b"",
        page,
        flags=re.S,
    )


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site(YEAR)
    assert made.build().code == 0
    return made


def test_every_address_of_the_old_edition_shows_what_it_showed(site: Site) -> None:
    before = site.published()
    code, said = enlsp(site, "next", "2032")
    assert code == 0, said
    assert site.build().code == 0
    after = site.published()
    old = {path for path in before if path.startswith("2031/")}
    assert len(old) > 20
    assert {path for path in old if path not in after} == WORKER, "browsers forget what they kept of it"
    changed = {path for path in old - WORKER if without_ribbon(after[path]) != without_ribbon(before[path])}
    assert changed <= {"2031/editions/index.html"}
    rest = {path for path in before if not path.startswith("2031/") and not path.endswith((".html", ".xml", ".json"))}
    assert {path for path in rest if after.get(path) != before[path]} == set(), "files keep their addresses too"
    assert b"TINY <span" in after["index.html"]
    assert b"2032" in after["index.html"]


def test_files_go_with_the_edition_that_names_them_and_next_years_do_not_show_in_it(site: Site) -> None:
    code, said = enlsp(site, "next", "2032")
    assert code == 0
    names = files_of(site)
    assert names["editions/2031/static/papers/old.pdf"] == b"%PDF-1.4 the paper of 2031"
    assert "static/papers/old.pdf" not in names
    assert "static/never-named.txt" in names
    assert "static/images/logo.svg" in names, "the next edition has the same logo"
    assert "stays: static/images/logo.svg, which others name too; 2031 has a copy of its own" in said
    assert names["editions/2031/static/images/logo.svg"] == names["static/images/logo.svg"]
    papers = "- {id: 1, title: New, authors: Cy, pdf: papers/old.pdf}\n"
    site.write({"content/papers.yaml": papers, "static/papers/old.pdf": b"%PDF-1.4 of 2032"})
    assert site.build().code == 0
    after = site.published()
    assert after["2031/papers/7/small-models.pdf"] == b"%PDF-1.4 the paper of 2031"
    assert after["2032/papers/1/new.pdf"] == b"%PDF-1.4 of 2032"
    new = drawing(7, 7)
    site.write({"static/images/logo.svg": new})
    assert "shared-by-editions" not in site.build().problems
    after = site.published()
    assert after["images/logo.svg"] == new.encode()
    assert after["2031/images/logo.svg"] == names["editions/2031/static/images/logo.svg"]
    assert b'src="images/logo.svg"' in after["2031/index.html"]


def test_the_next_edition_keeps_what_lasts_and_asks_for_the_rest(site: Site) -> None:
    assert enlsp(site, "next", "2032")[0] == 0
    new = {
        name.removeprefix("content/"): data.decode()
        for name, data in files_of(site).items()
        if name.startswith("content/")
    }
    assert "title: The Workshop on Tiny Things   # our name\nedition: 2032\nhost: TinyConf 2032\n" in new["site.yaml"]
    assert "theme" not in new["site.yaml"]
    assert "venue: TBD" in new["site.yaml"]
    assert "# TBD: still with us?" in new["people/organizers.yaml"]
    assert "Bo Peng" in new["people/organizers.yaml"]
    assert "Ada" not in new["people/speakers.yaml"]
    assert "- {name: Workshop, date: TBD, kind: event}" in new["dates.yaml"]
    assert "Example Labs" not in new["sponsors.yaml"]
    assert "Gold" in new["sponsors.yaml"]
    assert "items: [a, b]" in new["pages/call.md"]
    assert "Write to us" not in new["pages/call.md"]
    told = enlsp(site, "build", "--strict")
    assert told[0] == 0, told[1]


def test_nobody_and_nothing_yet_is_said_so_and_has_no_letters(site: Site) -> None:
    assert enlsp(site, "next", "2032")[0] == 0
    assert site.build().code == 0
    speakers, sponsors = (site.page(f"2032/{name}/index.html") for name in ("speakers", "sponsors"))
    assert [words(each) for each in speakers.iterfind(".//main//li")] == ["… To be announced"]
    (tier,) = (each for each in sponsors.iter("section") if "tier" in each.get("class", "").split())
    assert words(tier) == "Gold To be announced."


@pytest.mark.parametrize(
    ("title", "following", "said"),
    [
        ("The Third Workshop on Tiny Things", "The Fourth Workshop on Tiny Things", "its title is “The Fourth"),
        ("Tiny Things 2031", "Tiny Things 2032", "its title is “Tiny Things 2032” now"),
        ("Second Language Models", "Second Language Models", "its title stays: “Second” in it may be no number"),
    ],
)
def test_the_number_in_its_title_is_raised_or_told(site: Site, title: str, following: str, said: str) -> None:
    site.write({"content/site.yaml": SITE.replace("The Workshop on Tiny Things ", title)})
    assert said in enlsp(site, "next", "2032", "--dry-run")[1]
    assert said in enlsp(site, "next", "2032")[1]
    assert f"title: {following}" in files_of(site)["content/site.yaml"].decode()


def test_a_file_that_only_schemas_name_or_that_is_called_alike_goes_with_its_edition(site: Site) -> None:
    """The schemas have `papers/7.pdf` as their example, and a name may end as another does."""
    papers = "- {id: 7, title: Small models, authors: Ada Lovelace, pdf: papers/7.pdf}\n"
    site.write({"content/papers.yaml": papers, "static/papers/7.pdf": b"%PDF", "static/logo.svg": drawing(9, 9)})
    site.write({"content/pages/call.md": "---\ntitle: Call\n---\n![](logo.svg)\n"})
    assert enlsp(site, "next", "2032")[0] == 0
    names = files_of(site)
    assert {"editions/2031/static/papers/7.pdf", "editions/2031/static/logo.svg"} <= names.keys()
    assert {"static/papers/7.pdf", "static/logo.svg"}.isdisjoint(names)
    assert "static/images/logo.svg" in names


def test_comments_name_the_files_that_there_were(site: Site) -> None:
    site.write({"content/papers.yaml": None, "content/papers.csv": "id,title,authors\n7,Small,Ada\n"})
    site.write({"content/news.yaml": None, "content/pages/call.md": "---\ntitle: Call\n---\nX\n"})
    assert enlsp(site, "next", "2032")[0] == 0
    new = files_of(site)
    assert (
        b"# TBD: The accepted papers of 2032. That of 2031 is in editions/2031/papers.csv.\n"
        in new["content/papers.yaml"]
    )
    assert b"# TBD: News of 2032.\n[]" in new["content/news.yaml"]


@pytest.mark.parametrize(
    ("name", "heading", "lasts"),
    [
        ("programmkomitee", "", True),
        ("comité", "", True),
        ("leute", "heading: Gutachterinnen und Gutachter\n", True),
        ("委员会", "", True),
        ("referenten", "heading: Vortragende\n", False),
        ("orateurs", "", False),
    ],
)
def test_who_lasts_is_known_in_all_languages(site: Site, name: str, heading: str, lasts: bool) -> None:
    file = f"people/{name}.yaml"
    site.write({f"content/{file}": f"{heading}people:\n  - Karl Weiss\n"})
    assert enlsp(site, "next", "2032")[0] == 0
    assert ("Karl Weiss" in files_of(site)[f"content/{file}"].decode()) is lasts


def test_what_it_would_do_is_said_and_nothing_is_changed(site: Site) -> None:
    before = files_of(site)
    code, said = enlsp(site, "next", "2032", "--dry-run")
    assert code == 0
    assert "would move: content/ to editions/2031/, with 3 files of static/" in said
    assert "  static/papers/old.pdf to editions/2031/static/papers/old.pdf" in said
    assert files_of(site) == before


def test_it_is_taken_back_until_it_is_published(site: Site) -> None:
    before = files_of(site)
    assert enlsp(site, "next", "2032")[0] == 0
    assert enlsp(site, "next", "--undo")[0] == 0
    assert files_of(site) == before
    assert enlsp(site, "next", "--undo")[0] == 1
    (site.folder / ".enlsp/next/new").rename(site.folder / ".enlsp/next/aside")
    assert enlsp(site, "next", "2032")[0] == 0
    assert site.build().code == 0
    assert enlsp(site, "next", "--undo")[0] == 1, "it is published"


@pytest.mark.parametrize(
    ("year", "why"),
    [
        ("2031", "`2031` is an edition of this site already"),
        ("../x", "`../x` is no name of an edition"),
    ],
)
def test_a_year_that_cannot_be_is_refused(site: Site, year: str, why: str) -> None:
    before = files_of(site)
    code, said = enlsp(site, "next", year)
    assert (code, why in said) == (1, True), said
    assert files_of(site) == before


def test_a_site_with_errors_is_mended_first(make_site: MakeSite) -> None:
    site = make_site({**YEAR, "content/people/speakers.yaml": "- {name: Ada, photo: no.jpg}\n"})
    before = files_of(site)
    code, said = enlsp(site, "next", "2032")
    assert code == 1
    assert "mend them first" in said
    assert files_of(site) == before


class Killed(BaseException):
    """What stops a process here."""


def stopped(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Stop at the rename of this number."""
    done = [0]
    replace = disk.replace

    def counting(path: str, final: str, between: str = "") -> None:
        done[0] += 1
        if done[0] == count:
            raise Killed
        replace(path, final, between)

    monkeypatch.setattr(disk, "replace", counting)


@pytest.mark.parametrize("undone", [False, True], ids=["forward", "back"])
def test_a_stop_at_any_rename_is_gone_on_from_by_the_next_command(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, undone: bool
) -> None:
    outcomes = set()
    for count in range(1, 20):
        site = make_site(YEAR, f"site-{count}")
        before = files_of(site)
        if undone:
            assert enlsp(site, "next", "2032")[0] == 0
        middle = files_of(site)
        with monkeypatch.context() as patch:
            stopped(patch, count)
            try:
                enlsp(site, "next", "--undo" if undone else "2032")
            except Killed:
                pass
            else:
                break
        assert enlsp(site, "check")[0] in (0, 1)  # any command goes on
        after = files_of(site)
        assert set(after) in (set(before), set(middle) if undone else {*after})
        is_begun = (site.folder / "editions/2031/site.yaml").is_file()
        assert is_begun == (
            "content/people/speakers.yaml" in after and b"TBD" in after["content/people/speakers.yaml"]
        )
        outcomes.add(is_begun)
    assert count > 5
    assert outcomes == {True, False}
    assert folder_moves.read(Path(site.folder)) is None or not undone


def test_symlinks_lead_to_the_same_bytes_as_before(site: Site) -> None:
    site.write({"editions/2030/site.yaml": "name: TINY\ntitle: T\nedition: 2030\n", "static/shared/a.pdf": b"%PDF a"})
    (site.folder / "editions/2030/people").mkdir()
    (site.folder / "editions/2030/people/chairs.yaml").write_text("- Ada\n")
    (site.folder / "content/people/chairs.yaml").symlink_to("../../editions/2030/people/chairs.yaml")
    (site.folder / "content/people/same.yaml").symlink_to("organizers.yaml")
    (site.folder / "static/linked.pdf").symlink_to("papers/old.pdf")
    (site.folder / "static/folder").symlink_to("shared")
    call = "---\ntitle: Call\n---\n[one](linked.pdf), [two](folder/a.pdf)\n"
    site.write({"content/pages/call.md": call})
    assert site.build().code == 0
    before = {path: data for path, data in site.published().items() if path.startswith("2031/") or ".pdf" in path}
    code, said = enlsp(site, "next", "2032")
    assert code == 0, said
    old = site.folder / "editions/2031"
    assert (old / "people/same.yaml").readlink() == Path("organizers.yaml")
    assert not (old / "people/chairs.yaml").is_symlink()
    assert (
        (site.folder / "static/shared/a.pdf").read_bytes() == (old / "static/folder/a.pdf").read_bytes() == b"%PDF a"
    )
    assert site.build().code == 0
    after = site.published()
    changed = [
        path
        for path in before.keys() - WORKER
        if without_ribbon(after.get(path, b"")) != without_ribbon(before[path])
    ]
    assert changed == ["2031/editions/index.html"]
    (site.folder / "editions/2030/people/chairs.yaml").write_text("- Bo\n")
    assert site.build().code == 0
    assert b"Ada" in site.published()["2031/chairs/index.html"]


def test_what_symlinks_became_is_taken_back(site: Site) -> None:
    site.write(
        {"editions/2030/site.yaml": "name: TINY\ntitle: T\nedition: 2030\n", "editions/2030/data/x.yaml": "[1]\n"}
    )
    (site.folder / "content/data").symlink_to("../editions/2030/data")
    assert site.build().code == 0
    before = files_of(site)
    assert enlsp(site, "next", "2032")[0] == 0
    assert (site.folder / "editions/2031/data/x.yaml").read_text() == "[1]\n"
    assert enlsp(site, "next", "--undo")[0] == 0
    assert files_of(site) == before
    assert (site.folder / "content/data").is_symlink()


def test_an_edition_keeps_the_look_of_its_own_stylesheet(site: Site) -> None:
    style = ".x { background: url(images/x.svg) } @import 'more.css';\n"
    site.write(
        {"static/own.css": style, "static/images/x.svg": drawing(5, 5), "static/more.css": "a { color: red }\n"}
    )
    assert site.build().code == 0
    before = {path: data for path, data in site.published().items() if path.startswith("2031/")}
    assert enlsp(site, "next", "2032")[0] == 0
    assert site.build().code == 0
    after = site.published()
    assert [
        path for path in before.keys() - WORKER if without_ribbon(after[path]) != without_ribbon(before[path])
    ] == []
    site.write({"static/own.css": "b { color: blue }\n", "static/images/x.svg": None, "static/more.css": None})
    assert site.build().code == 0
    after = site.published()
    assert b'href="own.css"' in after["2031/index.html"]
    assert b'href="../own.css"' in after["2032/index.html"]
    assert after["2031/own.css"] == style.encode()
    assert after["2031/images/x.svg"] == drawing(5, 5).encode()
    assert after["2031/more.css"] == b"a { color: red }\n"
    site.write({"static/own.css": None})
    assert site.build().code == 0
    after = site.published()
    assert b"own.css" not in after["2032/index.html"]
    assert b'href="../own.css"' in after["2031/index.html"]
    frozen = enlsp(site, "archive", "2031")
    assert frozen[0] == 0, frozen
    assert site.build().code == 0
    page = site.published()["2031/index.html"].decode()
    assert 'href="archive/own.css"' in page
    assert site.published()["2031/archive/own.css"] == style.encode()
    assert site.published()["2031/archive/images/x.svg"] == drawing(5, 5).encode()
