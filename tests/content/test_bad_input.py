"""What organizers are told about what they wrote wrong: each message whole, with place, line, caret and hint."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from loops import some
from sites import GOOD, Site, picture, words

from enlsp_site.storage import build_memory, output

MakeSite = Callable[..., Site]

SITE = "content/site.yaml"
SPEAKERS = "content/people/speakers.yaml"
SCHEDULE = "content/schedule.yaml"
OVERVIEW = "content/pages/overview.md"
DATES = "content/dates.yaml"


def block(text: str) -> str:
    """A message as it is told, from a test that is indented."""
    return dedent(text).lstrip("\n")


# Empty files


@pytest.mark.parametrize("name", ["dates", "sponsors", "news", "people/committee", "data/rooms"])
@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_left_out_with_a_warning(make_site: MakeSite, name: str, text: str) -> None:
    told = make_site({f"content/{name}.yaml": text}).build()
    assert told.problems == block(f"""
        content/{name}.yaml:1:1: warning: this file has nothing in it [empty-file]
          hint: fill it in, or delete the file
        """)
    assert told.code == 0


def test_an_empty_site_yaml_is_an_error_and_the_rest_is_looked_at_all_the_same(make_site: MakeSite) -> None:
    site = make_site({SITE: "", "content/dates.yaml": "- {name: Workshop, date: soon}\n"})
    assert site.problems() == block("""
        content/dates.yaml:1:26: error: "soon" is not a date [bad-date]
          1 | - {name: Workshop, date: soon}
            |                          ^
          hint: write year-month-day, as in 2025-08-22
        content/site.yaml:1:1: error: this file has nothing in it [missing-site]
          hint: it needs at least name, title and edition
        """)


def test_a_missing_site_yaml(make_site: MakeSite) -> None:
    assert make_site({SITE: None}).problems() == block("""
        content/site.yaml: error: this file is missing: it names the workshop [missing-site]
          hint: `enlsp new` makes a site to start from; --site says where a site is
        """)


def test_an_empty_page_is_told_once_though_the_home_page_names_it(make_site: MakeSite) -> None:
    assert make_site({OVERVIEW: ""}).build().problems == block("""
        content/pages/overview.md:1:1: warning: this file has nothing in it [empty-file]
          hint: begin the file with three lines: ---, title: …, ---; or delete it
        """)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Hello.\n", "this page has no front matter", "begin the file with three lines: ---, title: …, ---"),
        (
            "---\ntitle: Overview\n\nHello.\n",
            "the front matter that begins here never ends",
            "write --- on a line after it",
        ),
        ("\n---\ntitle: Overview\n---\n", "something stands before the front matter", "the first line must be ---"),
    ],
)
def test_a_page_without_front_matter(make_site: MakeSite, text: str, message: str, hint: str) -> None:
    first = f"  1 | {text.splitlines()[0]}\n    | ^\n" if text.splitlines()[0] else ""
    assert make_site({OVERVIEW: text}).problems() == (
        f"{OVERVIEW}:1:1: error: {message} [missing-front-matter]\n{first}  hint: {hint}\n"
    )


# Bytes


def test_files_from_windows_are_read_like_any(make_site: MakeSite) -> None:
    plain, windows, marked = make_site(name="plain"), make_site(name="windows"), make_site(name="marked")
    windows.write(
        {name: str(text).replace("\n", "\r\n") for name, text in GOOD.items() if name.startswith("content")}
    )
    marked.write({name: f"\ufeff{text}" for name, text in GOOD.items() if name.startswith("content")})
    for site in (plain, windows, marked):
        told = site.build()
        assert (told.code, told.problems) == (0, "")
    assert plain.published() == windows.published() == marked.published()


def test_the_place_of_a_problem_is_right_in_a_file_from_windows(make_site: MakeSite) -> None:
    text = "\ufeff- name: Ada Lovelace\r\n- name: Alan Turing\r\n  afiliation: Manchester\r\n"
    assert make_site({SPEAKERS: text}).problems() == block("""
        content/people/speakers.yaml:3:3: error: person has no field `afiliation` [unknown-key]
          3 |   afiliation: Manchester
            |   ^
          hint: did you mean `affiliations`?
        """)


def test_latin_1_bytes(make_site: MakeSite) -> None:
    # The rest of the file is read all the same: the schedule finds its speaker.
    text = "- name: Ada Lovelace\n- name: Jürgen Schmidhuber\n".encode("latin-1")
    assert make_site({SPEAKERS: text}).problems() == block("""
        content/people/speakers.yaml:2:10: error: byte 0xFC is not UTF-8; in Windows-1252 it is “ü” [encoding]
          2 | - name: J\ufffdrgen Schmidhuber
            |          ^
          hint: save the file as UTF-8 in your editor
        """)


@pytest.mark.parametrize("name", [SPEAKERS, OVERVIEW, SITE])
def test_utf_16(make_site: MakeSite, name: str) -> None:
    first = str(GOOD[name]).splitlines()[0]
    assert make_site({name: str(GOOD[name]).encode("utf-16")}).problems() == (
        f"{name}:1:1: error: the file is UTF-16, not UTF-8 [encoding]\n"
        f"  1 | {first}\n    | ^\n"
        "  hint: save the file as UTF-8 in your editor; Windows Notepad calls UTF-16 “Unicode”\n"
    )


def test_a_tab_for_indentation(make_site: MakeSite) -> None:
    assert make_site({SPEAKERS: "- name: Ada Lovelace\n\taffiliations: [London]\n"}).problems() == block("""
        content/people/speakers.yaml:2:1: error: a tab is used for indentation [tab-indentation]
          2 |  affiliations: [London]
            | ^
          hint: indent with spaces
        """)


# Keys and values


def test_a_duplicate_key(make_site: MakeSite) -> None:
    text = "- name: Ada Lovelace\n  role: Speaker\n  role: Chair\n"
    assert make_site({SPEAKERS: text}).problems() == block("""
        content/people/speakers.yaml:3:3: error: the key `role` is given twice [duplicate-key]
          3 |   role: Chair
            |   ^
          hint: it stands in line 2 already; keep one of the two
        """)


def test_a_misspelt_key(make_site: MakeSite) -> None:
    assert make_site({SPEAKERS: "- {name: Ada Lovelace, afiliation: London}\n"}).problems() == block("""
        content/people/speakers.yaml:1:24: error: person has no field `afiliation` [unknown-key]
          1 | - {name: Ada Lovelace, afiliation: London}
            |                        ^
          hint: did you mean `affiliations`?
        """)


def test_a_wrong_type(make_site: MakeSite) -> None:
    # Nobody in the schedule is missed because of it: the file may have named them.
    assert make_site({SPEAKERS: "- name: [Ada, Lovelace]\n  links: https://example.org\n"}).problems() == block("""
        content/people/speakers.yaml:1:9: error: `name` must be text, not a list [wrong-type]
          1 | - name: [Ada, Lovelace]
            |         ^
          hint: for example `name: Lu Hou`
        content/people/speakers.yaml:2:10: error: `links` must be a mapping (`home: …`), not text [wrong-type]
          2 |   links: https://example.org
            |          ^
          hint: write `links: {home: https://example.org}`
        """)


def test_a_missing_key_of_site_yaml(make_site: MakeSite) -> None:
    assert make_site({SITE: "name:\ntitle: Tiny\n"}).problems() == block("""
        content/site.yaml:1:1: error: `edition` is missing: every site needs it [missing-key]
          1 | name:
            | ^
          hint: for example `edition: 2025`
        content/site.yaml:1:6: error: `name` is empty: every site needs it [missing-key]
          1 | name:
            |      ^
          hint: for example `name: ENLSP`
        """)


def test_a_value_that_a_comment_has_swallowed_does_not_take_the_page_away(make_site: MakeSite) -> None:
    site = make_site({OVERVIEW: "---\ntitle: Overview\ndescription: #1 of all\n---\n"})
    told = site.build()
    assert told.problems == (
        f"{OVERVIEW}:3:1: warning: `description` is empty, for what follows `#` is a comment [value-in-comment]\n"
        "  3 | description: #1 of all\n"
        "    | ^\n"
        '  hint: if it is the value, put it in quotes: "#1 of all"\n'
    )
    assert told.code == 0
    assert "2031/overview/index.html" in site.published()


def test_an_address_that_is_no_e_mail_address(make_site: MakeSite) -> None:
    site = make_site(
        {
            SITE: f"{GOOD[SITE]}contact: https://example.org/contact\n",
            SPEAKERS: "- {name: Ada Lovelace, links: {email: ada}}\n",
        }
    )
    assert site.problems() == block("""
        content/people/speakers.yaml:1:39: error: `ada` is no e-mail address [bad-email]
          1 | - {name: Ada Lovelace, links: {email: ada}}
            |                                       ^
          hint: write it like chairs@example.org
        content/site.yaml:6:10: error: `https://example.org/contact` is no e-mail address [bad-email]
          6 | contact: https://example.org/contact
            |          ^
          hint: write it like chairs@example.org
        """)


# Names


def test_an_unknown_speaker_in_the_schedule(make_site: MakeSite) -> None:
    text = """\
- date: 2031-12-06
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelase]}
    - {time: 09:00-09:30, kind: panel, people: Zorro, moderators: [Prof. Grace Hoper]}
"""
    assert make_site({SCHEDULE: text}).problems() == block("""
        content/schedule.yaml:3:51: error: nobody in content/people is called `Ada Lovelase` [unknown-person]
          3 |     - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelase]}
            |                                                   ^
          hint: did you mean `Ada Lovelace`?
        content/schedule.yaml:4:48: error: nobody in content/people is called `Zorro` [unknown-person]
          4 |     - {time: 09:00-09:30, kind: panel, people: Zorro, moderators: [Prof. Grace Hoper]}
            |                                                ^
          hint: add the person to a file of content/people
        content/schedule.yaml:4:68: error: nobody in content/people is called `Prof. Grace Hoper` [unknown-person]
          4 |     - {time: 09:00-09:30, kind: panel, people: Zorro, moderators: [Prof. Grace Hoper]}
            |                                                                    ^
          hint: did you mean `Grace Hopper`?
        """)


def test_an_unknown_paper_in_the_schedule(make_site: MakeSite) -> None:
    text = """\
- date: 2031-12-06
  sessions:
    - {time: 09:00-09:30, kind: oral, papers: [7, 9]}
    - {time: 09:30-10:00, kind: poster, papers: 20-25}
"""
    assert make_site({SCHEDULE: text}).problems() == block("""
        content/schedule.yaml:3:51: error: no paper has the id `9` [unknown-paper]
          3 |     - {time: 09:00-09:30, kind: oral, papers: [7, 9]}
            |                                                   ^
          hint: ids are those of content/papers.yaml
        content/schedule.yaml:4:49: error: no paper has an id from 20 to 25 [unknown-paper]
          4 |     - {time: 09:30-10:00, kind: poster, papers: 20-25}
            |                                                 ^
          hint: ids are those of content/papers.yaml
        """)


def test_two_papers_with_one_id(make_site: MakeSite) -> None:
    assert make_site(
        {"content/papers.yaml": "- {id: 7, title: Small}\n- {id: 7, title: Smaller}\n"}
    ).problems() == block("""
        content/papers.yaml:2:8: error: two papers have the id `7` [duplicate-id]
          2 | - {id: 7, title: Smaller}
            |        ^
          content/papers.yaml:1:8: the other paper stands here
          1 | - {id: 7, title: Small}
            |        ^
          hint: the other is “Small”; ids must differ
        """)


def test_an_unknown_section_on_the_home_page(make_site: MakeSite) -> None:
    text = str(GOOD[SITE]).replace("speakers", "speekers")
    assert make_site({SITE: text}).problems() == block("""
        content/site.yaml:5:18: error: there is no page, people group or list `speekers` [unknown-section]
          5 | home: [overview, speekers, schedule]
            |                  ^
          hint: did you mean `speakers`?
        """)


def test_a_draft_on_the_home_page_waits_for_its_publication(make_site: MakeSite) -> None:
    site = make_site({OVERVIEW: "---\ntitle: Overview\ndraft: true\n---\nSoon.\n"})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    assert "2031/overview/index.html" not in site.published()
    assert site.build("--drafts").code == 0
    assert "2031/overview/index.html" in site.published()


def test_a_link_to_a_draft(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/pages/call.md": "---\ntitle: Call\ndraft: true\n---\n",
            OVERVIEW: "---\ntitle: x\n---\nThe [call](call).\n",
        }
    )
    assert "hint: that page is a draft: delete `draft:` from it, or build with --drafts\n" in site.problems()


def test_two_pages_with_one_address(make_site: MakeSite) -> None:
    page = "---\ntitle: Another\n---\n"
    site = make_site(
        {
            "content/pages/Call.md": page,
            "content/pages/dates.md": page,
            "content/pages/speakers.md": page,
            "content/people/news.yaml": "- Ada Lovelace\n",
        }
    )
    told = site.problems()
    assert [line.partition(": error: ") for line in told.splitlines() if line.startswith("content/")] == [
        (f"content/{file}:1:1", ": error: ", f"this {kind} has the address /2031/{name}/, {too} [duplicate-url]")
        for file, kind, name, too in (
            ("pages/call.md", "page", "call", "which content/pages/Call.md has too"),
            ("pages/dates.md", "page", "dates", "which content/dates.yaml has too"),
            ("pages/speakers.md", "page", "speakers", "which content/people/speakers.yaml has too"),
            ("people/news.yaml", "people group", "news", "which content/news.yaml has too"),
        )
    ]
    assert told.count("  hint: rename the file: its name is its address\n") == 4


def test_a_file_where_a_page_is(make_site: MakeSite) -> None:
    assert make_site({"static/2031/call/index.html": "mine"}).problems() == (
        "static/2031/call/index.html: error: this would be published as 2031/call/index.html, "
        "where (built) 2031/call/index.html is already [duplicate-output]\n"
        "  hint: rename one of the two\n"
    )


def test_one_year_twice(make_site: MakeSite) -> None:
    site = make_site({"editions/2031/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\n"})
    assert site.problems() == block("""
        content/site.yaml:3:10: error: there is an earlier edition `2031` in editions/2031 [duplicate-edition]
          3 | edition: 2031
            |          ^
          hint: give the current edition its own year, or remove that folder
        """)


def test_files_that_nothing_reads(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/shedule.yaml": "- x\n",
            "content/mentors.yaml": "- x\n",
            "content/ada.jpg": "x",
            "content/pages/Late.MD": "x",
            "content/pages/2030/old.md": "x",
            "content/data/old.md": "x",
            "content/photos/ada.yaml": "x",
            "content/call.md~": "an editor's",
        }
    )
    told = site.build()
    lines = told.problems.splitlines()
    warned = {
        line.partition(":")[0]: lines[number + 1 :]
        for number, line in enumerate(lines)
        if line.endswith("warning: this file is not read [unknown-file]")
    }
    hints = {file: next(line for line in after if line.startswith("  hint: "))[8:] for file, after in warned.items()}
    assert hints == {
        "content/ada.jpg": "pictures and other files to publish belong in static/",
        "content/mentors.yaml": "pages go to pages/, people groups to people/",
        "content/pages/2030/old.md": "folders in pages/ are not read: put it into pages/ itself",
        "content/pages/Late.MD": "call it late.md, in small letters",
        "content/data/old.md": "only *.yaml and *.yml are read in data/; other files to publish belong in static/",
        "content/photos/ada.yaml": "read are the folders pages/, people/, reading/ and data/",
        "content/shedule.yaml": "did you mean schedule.yaml?",
    }
    assert told.code == 0


# Pictures


def test_a_missing_photo(make_site: MakeSite) -> None:
    text = "- {name: Ada Lovelace, photo: images/adda.jpg}\n- {name: Alan Turing, photo: turing.png}\n"
    assert make_site({SPEAKERS: text}).problems() == block("""
        content/people/speakers.yaml:1:31: error: there is no file static/images/adda.jpg [missing-file]
          1 | - {name: Ada Lovelace, photo: images/adda.jpg}
            |                               ^
          hint: did you mean `images/ada.jpg`?
        content/people/speakers.yaml:2:30: error: there is no file static/turing.png [missing-file]
          2 | - {name: Alan Turing, photo: turing.png}
            |                              ^
          hint: put it there, or leave the field out
        """)


@pytest.mark.parametrize(
    "path",
    [
        "images/ada.jpg",
        "/images/ada.jpg",
        "./images/ada.jpg",
        "static/images/ada.jpg",
        "../../static/images/ada.jpg",
        "images\\ada.jpg",
        "images/../images/ada.jpg",
    ],
)
def test_a_photo_is_found_however_its_path_is_written(make_site: MakeSite, path: str) -> None:
    site = make_site(
        {
            SPEAKERS: f"- {{name: Ada Lovelace, photo: '{path}'}}\n- Alan Turing\n",
            "static/images/ada.jpg": picture(40, 40),
        }
    )
    assert (told := site.build()).code == 0, told
    [photo] = site.page("2031/speakers/index.html").findall(".//main//img")
    assert re.fullmatch(r"\.\./pictures/ada-[0-9a-f]{8}-40\.jpg", photo.get("src"))


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "images/../../passwd", "..\\..\\secret.jpg", "static/../../secret.jpg", "/../secret.jpg"],
)
def test_a_photo_path_that_leaves_the_site(make_site: MakeSite, path: str) -> None:
    assert make_site({SPEAKERS: f"- name: Ada Lovelace\n  photo: {path}\n"}).problems() == (
        f"{SPEAKERS}:2:10: error: `{path}` leads out of the site's folder [path-outside-site]\n"
        f"  2 |   photo: {path}\n"
        "    |          ^\n"
        "  hint: put the picture under static/images/ and write images/…\n"
    )


def test_an_absolute_path_is_looked_for_in_the_site(make_site: MakeSite) -> None:
    assert make_site({SPEAKERS: "- name: Ada Lovelace\n  photo: /etc/passwd\n"}).problems() == block("""
        content/people/speakers.yaml:2:10: error: there is no file static/etc/passwd [missing-file]
          2 |   photo: /etc/passwd
            |          ^
          hint: put it there, or leave the field out
        """)


@pytest.mark.parametrize(
    "path", ["https://example.org/ada.jpg", "C:\\Users\\ada.jpg", "file:///etc/passwd", "data:image/png;base64,xx"]
)
def test_a_picture_of_another_place(make_site: MakeSite, path: str) -> None:
    assert make_site({SPEAKERS: f"- name: Ada Lovelace\n  photo: {path}\n"}).problems() == (
        f"{SPEAKERS}:2:10: error: a picture must be a file of this site [picture-elsewhere]\n"
        f"  2 |   photo: {path}\n"
        "    |          ^\n"
        "  hint: save it under static/images/ and write images/…: a page asks nothing of other sites\n"
    )


OUT_OF_IT = """\
error: this symlink leads out of the site's folder, and is not followed [path-outside-site]
  hint: put what it leads to in its place; nothing outside of the site's folder is published
"""


@pytest.mark.parametrize("name", ["static/images/secret.jpg", "editions/2030/static/secret.jpg"])
def test_a_photo_that_is_a_symlink_out_of_the_site(make_site: MakeSite, name: str) -> None:
    site = make_site({SPEAKERS: "- {name: Ada Lovelace, photo: images/secret.jpg}\n"})
    secret = site.folder.parent / "secret.jpg"
    secret.write_text("secret")
    (site.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (site.folder / name).symlink_to(secret)
    told = site.problems()
    assert f"{name}: {OUT_OF_IT}" in told
    assert ("missing-file" in told) == name.startswith("editions/")


@pytest.mark.parametrize("name", ["static/images", "static", "content/people", "content/pages", "templates"])
def test_a_symlinked_folder_out_of_the_site(make_site: MakeSite, name: str) -> None:
    ada = {SPEAKERS: "- {name: Ada Lovelace, photo: images/ada.jpg}\n", "static/images/ada.jpg": picture(40, 40)}
    site = make_site({"templates/own.html": "", **ada})
    (site.folder / name).rename(site.folder.parent / "elsewhere")
    (site.folder / name).symlink_to(site.folder.parent / "elsewhere")
    assert site.problems() == f"{name}: {OUT_OF_IT}"


def test_symlinks_inside_the_site_are_followed_but_not_in_circles(make_site: MakeSite) -> None:
    site = make_site({"static/photos/grace.jpg": "picture"})
    (site.folder / "static/more").symlink_to("photos")
    (site.folder / "static/same.jpg").symlink_to("images/ada.jpg")
    assert site.build().code == 0
    assert site.published()["more/grace.jpg"] == b"picture"
    assert site.published()["same.jpg"] == b"no real picture"
    (site.folder / "static/round").symlink_to("..")
    (site.folder / "static/nothing.jpg").symlink_to("nowhere.jpg")
    assert site.problems() == block("""
        static/nothing.jpg: error: this symlink leads nowhere [broken-symlink]
          hint: delete it, or put the file in its place
        static/round: error: this symlink leads back to a folder that it is in [broken-symlink]
          hint: delete it
        """)


UNPUBLISHED = """\
error: this symlink leads to what is not published under its own name, and is not followed [path-outside-site]
  hint: put what it leads to in its place; from static/ a link may lead to files in static/
"""


@pytest.mark.parametrize(
    "target",
    [
        *("../.git", "../.env", "../content", "../content/papers.yaml", "../templates", "../public", "../notes.txt"),
        *("../editions/2030/content.yaml", "../editions", ".hidden/key.txt"),
    ],
)
@pytest.mark.parametrize("name", ["static/g", "editions/2030/public/g"])
def test_a_link_shows_nothing_that_is_not_published_itself(make_site: MakeSite, name: str, target: str) -> None:
    """A pull request of one line must not publish the repository, what is written and not shown, or the output."""
    secret = "what nobody is to read"
    site = make_site(
        {
            **{f"{each}/secret.txt": secret for each in (".git", "content/data", "templates", "static/.hidden")},
            **dict.fromkeys((".env", "notes.txt", "static/.hidden/key.txt"), secret),
            "editions/2030/content.yaml": "{}",
            "editions/2030/public/index.html": "2030",
        }
    )
    link = site.folder / name
    link.symlink_to(os.path.relpath(site.folder / "static" / target, link.parent))
    (site.folder / "public").mkdir()
    for options in ((), ("--strict",)):
        told = site.problems(*options)
        around = name.startswith("editions") and target == "../editions"  # which has its own words
        assert (f"{name}: error: this symlink leads back" if around else f"{name}: {UNPUBLISHED}") in told
        assert site.published() == {}


def test_links_among_what_is_published_are_followed(make_site: MakeSite) -> None:
    site = make_site({"static/.well-known/security.txt": "mail us", "editions/2030/public/index.html": "2030"})
    (site.folder / "static/security.txt").symlink_to(".well-known/security.txt")
    (site.folder / "editions/2030/public/ada.jpg").symlink_to("../../../static/images/ada.jpg")
    (site.folder / "content/pages/other.md").symlink_to("call.md")
    assert site.build().code == 0
    published = site.published()
    assert published["security.txt"] == b"mail us"
    assert published["2030/ada.jpg"] == b"no real picture"
    assert "2031/other/index.html" in published


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="names are any bytes on Linux only")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_file_name_that_is_no_text(make_site: MakeSite, form: str) -> None:
    site = make_site()
    with open(os.fsencode(site.folder / "static") + b"/\xfcber.jpg", "w"):  # noqa: PTH123 - a path of bytes
        pass
    told = site.build("--format", form)
    assert told.code == 1
    assert "the name of this file is not UTF-8, and cannot be part of an address" in told.out + told.problems


# Links


UNSAFE = "javascript:alert(1)"
PLACES = {
    "host": (SITE, f"{GOOD[SITE]}host: {{name: Host, url: '@'}}\n"),
    "venue": (SITE, f"{GOOD[SITE]}venue: {{name: Hall, url: '@'}}\n"),
    "links": (SITE, f"{GOOD[SITE]}links: [{{title: Link, url: '@'}}]\n"),
    "nav": (SITE, f"{GOOD[SITE]}nav: [{{title: Link, url: '@'}}]\n"),
    "editions": (SITE, f"{GOOD[SITE]}editions: [{{title: Link, url: '@'}}]\n"),
    "dates": ("content/dates.yaml", "- {name: Workshop, date: TBD, url: '@'}\n"),
    "home": (SPEAKERS, "- {name: Ada Lovelace, links: {home: '@'}}\n"),
    "orcid": (SPEAKERS, "- {name: Ada Lovelace, links: {orcid: '@'}}\n"),
    "sponsor": ("content/sponsors.yaml", "- {tier: Gold, sponsors: [{name: Labs, url: '@'}]}\n"),
    "session": (SCHEDULE, "- {date: TBD, sessions: [{time: 9:00-10:00, links: [{title: Link, url: '@'}]}]}\n"),
    **{
        kind: ("content/papers.yaml", f"- {{id: 7, title: Small, {kind}: '@'}}\n")
        for kind in ("pdf", "poster", "slides", "video", "code", "data", "supplement", "url")
    },
}


@pytest.mark.whole
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "address", [UNSAFE, "JavaScript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_an_unsafe_link_in_yaml(make_site: MakeSite, place: str, address: str) -> None:
    name, text = PLACES[place]
    told = make_site({name: text.replace("'@'", '"' + address.replace("\t", "\\t") + '"')}).problems()
    scheme = address.strip().replace("\t", "").partition(":")[0].lower()
    first, *_, hint = told.splitlines()
    line = text.count("\n")
    column = text.splitlines()[-1].index("'@'") + 1
    assert first == f"{name}:{line}:{column}: error: a link cannot lead to `{scheme}:` [unsafe-link]"
    assert hint == "  hint: write an address that starts with https://"


@pytest.mark.parametrize("kind", ["arxiv", "doi", "openreview"])
def test_an_identifier_of_a_paper_has_the_form_of_one(make_site: MakeSite, kind: str) -> None:
    site = make_site({"content/papers.yaml": f"- {{id: 7, title: Small, {kind}: '{UNSAFE}'}}\n"})
    assert f"error: `{UNSAFE}` is no " in site.problems()


MARKDOWN = {
    "link": ("[a]({})", 5),
    "picture": ("![a]({})", 6),
    "autolink": ("<{}>", 2),
    "reference": ("[a][r]\n\n[r]: {}", 6),
    "HTML": ('<a href="{}">a</a>', 10),
    "HTML picture": ('<img src="{}" alt="a">', 11),
}


@pytest.mark.parametrize("way", MARKDOWN)
def test_an_unsafe_link_in_markdown_is_left_out_with_a_warning(make_site: MakeSite, way: str) -> None:
    written, column = MARKDOWN[way]
    source = written.format(UNSAFE)
    site = make_site({OVERVIEW: f"---\ntitle: Overview\n---\n{source}\n"})
    line = 3 + len(source.splitlines())
    what = "image" if "picture" in way else "link"
    assert site.build().problems == (
        f"{OVERVIEW}:{line}:{column}: warning: `javascript:` {what} is left out of the page [html-dropped]\n"
        f"  {line} | {source.splitlines()[-1]}\n"
        f"    | {' ' * (column - 1)}^\n"
        "  hint: write an address that starts with https://, or the name of a page or file of this site\n"
    )
    assert not re.search(rb"""=\s*["']?javascript:""", b"".join(site.published().values()))


def test_unsafe_links_in_markdown_values(make_site: MakeSite) -> None:
    site = make_site(
        {
            SPEAKERS: f"- {{name: Ada Lovelace, bio: '[a]({UNSAFE})'}}\n",
            "content/news.yaml": f"- {{date: 2031-06-01, title: News, text: '[a]({UNSAFE})'}}\n",
            SCHEDULE: f"- {{date: TBD, sessions: [{{time: 9:00-10:00, note: '[a]({UNSAFE})'}}]}}\n",
        }
    )
    told = site.build()
    assert told.code == 0
    assert [line.partition(": ")[0] for line in told.problems.splitlines() if "html-dropped" in line] == [
        "content/news.yaml:1:46",
        "content/people/speakers.yaml:1:34",
        "content/schedule.yaml:1:56",
    ]
    assert b"javascript:" not in b"".join(site.published().values())


@pytest.mark.whole
@pytest.mark.parametrize(
    "source",
    [
        "[a](&#106;avascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](<java\nscript:alert(1)>)",
        "[a](\x01javascript:alert(1))",
        '<a href="java&#9;script:alert(1)">a</a>',
        '<a href="java&NewLine;script:alert(1)">a</a>',
        '<a href=" &#14;javascript:alert(1)">a</a>',
        '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">a</a>',
        "<a href=javascript:alert(1)>a</a>",
        '<a href="x" href="javascript:alert(1)">a</a>',
        '<svg><a xlink:href="javascript:alert(1)">a</a></svg>',
        '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">a</button></form>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<div onclick="alert(1)">a</div>',
        '<math><mi xlink:href="javascript:alert(1)">a</mi></math>',
        "<style>@import 'javascript:alert(1)';</style>",
        '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
        '<base href="javascript:alert(1)//">',
        '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    ],
)
def test_no_disguise_brings_a_script_into_a_page(make_site: MakeSite, source: str) -> None:
    site = make_site({OVERVIEW: f"---\ntitle: Overview\n---\n{source}\n"})
    built = site.build()
    if built.code:
        assert built.problems, source
        return
    for element in some(site.page("2031/overview/index.html").find(".//main").iter()):
        assert element.tag not in {"script", "iframe", "style", "form", "button", "svg", "meta", "base"}, source
        for name, value in element.items():
            assert not str(name).startswith("on"), source
            address = "".join(letter for letter in value.lower() if letter > " ")
            assert not address.startswith(("javascript:", "data:")), source


def test_a_link_that_leads_nowhere(make_site: MakeSite) -> None:
    text = """\
---
title: Overview
---
The [calls](calls), the [poster](poster.pdf),
our [partner](www.example.org), [another](//example.org/a), [up](../../../etc/passwd).
"""
    assert make_site({OVERVIEW: text}).problems() == block("""
        content/pages/overview.md:4:13: error: there is no page or file `calls` [broken-link]
          4 | The [calls](calls), the [poster](poster.pdf),
            |             ^
          hint: did you mean `call`?
        content/pages/overview.md:4:34: error: there is no page or file `poster.pdf` [broken-link]
          4 | The [calls](calls), the [poster](poster.pdf),
            |                                  ^
          hint: pages are named as their files (call for pages/call.md), files as under static/
        content/pages/overview.md:5:15: error: there is no page or file `www.example.org` [broken-link]
          5 | our [partner](www.example.org), [another](//example.org/a), [up](../../../etc/passwd).
            |               ^
          hint: for another site, write https://www.example.org
        content/pages/overview.md:5:43: error: there is no page or file `//example.org/a` [broken-link]
          5 | our [partner](www.example.org), [another](//example.org/a), [up](../../../etc/passwd).
            |                                           ^
          hint: for another site, write https://example.org/a
        content/pages/overview.md:5:66: error: there is no page or file `../../../etc/passwd` [path-outside-site]
          5 | our [partner](www.example.org), [another](//example.org/a), [up](../../../etc/passwd).
            |                                                                  ^
          hint: pages are named as their files (call for pages/call.md), files as under static/
        """)


# Text that looks like markup


SCRIPT = "<script>alert(1)</script>"


def test_a_script_in_plain_text_is_shown_as_text(make_site: MakeSite) -> None:
    site = make_site(
        {
            name: text.replace("@", SCRIPT)
            for name, text in {
                SITE: "{name: 'N @', title: 'Title @', edition: 2031, description: '@', theme: 'Theme @'}",
                SPEAKERS: "- {name: 'Ada @', affiliations: ['Lab @'], role: 'Role @', talk: {title: 'Talk @'}}",
                "content/people/committee.yaml": "['Grace @']",
                "content/papers.yaml": "- {id: 7, title: 'Paper @', authors: 'Author @', abstract: 'Abstract @'}",
                "content/sponsors.yaml": "- {tier: 'Tier @', sponsors: ['Labs @']}",
                SCHEDULE: "- {date: TBD, sessions: [{time: 9:00-10:00, title: 'Session @', room: 'Room @'}]}",
                "content/dates.yaml": "- {name: 'Date @', date: TBD, note: 'Note @'}",
                "content/news.yaml": "- {date: 2031-06-01, title: 'News @'}",
                "content/pages/call.md": "---\ntitle: 'Page @'\n---\n`Code @`\n",
            }.items()
        }
    )
    assert (told := site.build()).problems == ""
    assert told.code == 0
    shown = {
        "speakers": ["Ada", "Lab", "Role", "Talk"],
        "committee": ["Grace"],
        "papers": ["Paper"],
        "papers/7": ["Paper", "Author", "Abstract"],
        "sponsors": ["Tier", "Labs"],
        "schedule": ["Session", "Room"],
        "dates": ["Date", "Note"],
        "news": ["News"],
        "call": ["Page", "Code"],
        "": ["Title", "Theme"],
    }
    for name, starts in shown.items():
        page = site.page(f"2031/{name}/index.html".replace("//", "/"))
        text = words(page.find(".//main"))
        for start in starts:
            assert f"{start} {SCRIPT}" in text, name
        runs = [each for each in page.iter("script") if each.get("type") != "application/ld+json"]
        assert not [script for script in runs if "alert" in words(script)]
        assert SCRIPT in words(page.find(".//title"))


def test_a_script_in_markdown_is_left_out_with_a_warning(make_site: MakeSite) -> None:
    site = make_site({OVERVIEW: f"---\ntitle: Overview\n---\nHello {SCRIPT} there.\n"})
    assert site.build().problems == block("""
        content/pages/overview.md:4:7: warning: `<script>` is left out of the page [html-dropped]
          4 | Hello <script>alert(1)</script> there.
            |       ^
          hint: scripts do not pass: link to the page that needs one
        """)
    main: Any = site.page("2031/overview/index.html").find(".//main")
    assert "Hello there." in words(main)
    assert "alert" not in words(main)


# Several at once


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines(make_site: MakeSite) -> None:
    site = make_site(
        {
            SPEAKERS: "- {name: Ada Lovelace, rôle: Chair}\n- {name: Alan Turing, photo: turing.png}\n",
            "content/dates.yaml": "- {name: Workshop, date: 2031-02-30}\n",
            OVERVIEW: "---\ntitle: Overview\n---\n[lost](nowhere)\n",
            "templates/sections/dates.html": "{{ dates. }}\n",
            SCHEDULE: "- date: 2031-12-06\n  sessions:\n    - {time: 12:00, people: [Nobody]}\n",
        }
    )
    told = site.problems()
    assert [line.partition(" error:")[0] for line in told.splitlines() if " error: " in line] == [
        "content/dates.yaml:1:26:",
        "content/pages/overview.md:4:8:",
        "content/people/speakers.yaml:1:24:",
        "content/people/speakers.yaml:2:30:",
        "content/schedule.yaml:3:14:",
        "content/schedule.yaml:3:30:",
        "templates/sections/dates.html:1:1:",
    ]
    assert site.build().summary == "7 errors; nothing was published"


# Attacks on the machine

LAUGHS = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}' if n else 'ha'] * 10)}]\n" for n in range(10))
"""The billion laughs: each list is ten of the one before."""

MANY = "a: &a [" + "ha, " * 2000 + "ha]\nb: [" + "*a, " * 2000 + "*a]\n"
"""A long list, two thousand times."""

WEIGHED = """
import re, resource, sys, time
from enlsp_site.commands import parser
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
code = parser.main(["build", "--site", sys.argv[1]])
peak = re.search(r"VmHWM:\\s+([0-9]+) kB", open("/proc/self/status").read())
print(code, time.process_time(), int(peak[1]) // 1024)
"""
"""Builds, and tells the exit code, the seconds that it took, and the most megabytes that it held."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and counted otherwise elsewhere")
@pytest.mark.parametrize("bomb", [LAUGHS, MANY], ids=["laughs", "many"])
@pytest.mark.parametrize("name", ["content/data/bomb.yaml", SITE, OVERVIEW])
def test_an_alias_bomb_is_refused_at_once(make_site: MakeSite, name: str, bomb: str) -> None:
    site = make_site({name: f"---\n{bomb}---\n" if name == OVERVIEW else bomb})
    done = subprocess.run(
        [sys.executable, "-c", WEIGHED, str(site.folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=site.folder,
    )
    assert "error: the aliases of this file stand for more than 100,000 values [alias-bomb]\n" in done.stderr
    assert "  hint: write the values out, or use fewer aliases of aliases\n" in done.stderr
    code, seconds, megabytes = done.stdout.split()
    assert code == "1"
    assert float(seconds) < 1
    assert int(megabytes) < 200


# Files that come and go


def gone_after_the_scan(
    monkeypatch: pytest.MonkeyPatch, name: str, then: Callable[[Path], None] = Path.unlink
) -> None:
    """Have something happen to a file between being found and being read."""
    look = build_memory.look

    def look_and_lose(site: Path) -> build_memory.Snapshot:
        found = look(site)
        then(site / name)
        return found

    monkeypatch.setattr(build_memory, "look", look_and_lose)


@pytest.mark.parametrize(
    "name", [SITE, SPEAKERS, OVERVIEW, "content/papers.yaml", "content/data/rooms.yaml", "static/images/ada.jpg"]
)
def test_a_file_that_vanishes_during_the_build(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # What would follow from it, such as unknown speakers, is not told.
    site = make_site({"content/data/rooms.yaml": "a: 1\n"})
    gone_after_the_scan(monkeypatch, name)
    assert site.problems() == block(f"""
        {name}: error: this file vanished while the site was being built [vanished-file]
          hint: build again; if it is not there any more, it is left out
        """)


def test_a_picture_that_vanishes_at_the_last_moment(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    publish = output.OutputFolder.publish

    def lose_and_publish(*given: Any) -> output.PublishResult:
        (site.folder / "static/images/ada.jpg").unlink()
        return publish(*given)

    monkeypatch.setattr(output.OutputFolder, "publish", lose_and_publish)
    assert site.problems() == block("""
        static/images/ada.jpg: error: this file vanished while the site was being built [vanished-file]
          hint: build again; if it is not there any more, it is left out
        """)
    assert site.published() == {}


def test_a_template_that_vanishes_during_the_build_gives_way_to_the_themes(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"templates/sections/dates.html": "mine"})
    gone_after_the_scan(monkeypatch, "templates/sections/dates.html")
    assert site.build().code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", [SPEAKERS, "static/images/ada.jpg", "content/people"])
def test_a_file_or_folder_that_cannot_be_read(make_site: MakeSite, name: str) -> None:
    site = make_site()
    (site.folder / name).chmod(0)
    try:
        told = site.problems()
    finally:
        (site.folder / name).chmod(0o755)
    assert told.startswith(f"{name}: error: this ")
    assert told.endswith("cannot be read: permission denied [unreadable-file]\n  hint: check its permissions\n")
    assert len(told.splitlines()) == 2


def test_a_file_that_cannot_be_read(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "speakers.yaml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert make_site().problems() == block("""
        content/people/speakers.yaml: error: this file cannot be read: permission denied [unreadable-file]
          hint: check its permissions
        """)


def test_a_folder_that_cannot_be_read(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    listdir = os.listdir

    def refuse(path: Any) -> list[str]:
        if str(path).endswith("content/people") and "starter" not in str(path):  # that one is the program's own
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert make_site().problems() == block("""
        content/people: error: this cannot be read: permission denied [unreadable-file]
          hint: check its permissions
        """)


# --- Earlier editions that are not where they belong ---


def test_an_old_site_put_right_into_the_folder_of_its_edition(make_site: MakeSite) -> None:
    assert make_site({"editions/2030/index.html": "<p>old</p>"}).problems() == block("""
        editions/2030: error: this folder holds neither content files nor public/, so nothing of it is published [unread-edition]
          hint: put a finished site into editions/2030/public/, or content files beside a site.yaml
        """)  # noqa: E501


def test_a_finished_site_without_its_first_page(make_site: MakeSite) -> None:
    assert make_site({"editions/2030/public/old/index.html": "<p>old</p>"}).problems() == block("""
        editions/2030/public: error: this finished site has no index.html [missing-index]
          hint: put the whole site into editions/2030/public/, so that index.html stands right in it
        """)


def test_an_edition_from_content_files_and_as_a_finished_site(make_site: MakeSite) -> None:
    earlier = {"editions/2030/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2030\n"}
    assert make_site({**earlier, "editions/2030/public/index.html": "<p>old</p>"}).problems() == block("""
        editions/2030/public: error: this finished site stands beside content files of the same edition [two-sources]
          hint: keep one of the two: the content files, or editions/2030/public/
        """)


# --- Links of a page to itself ---


def test_an_anchor_that_a_page_does_not_have(make_site: MakeSite) -> None:
    text = "---\ntitle: Overview\n---\n\n## Here\n\n[Up](#here), and [down](#there).\n"
    assert make_site({OVERVIEW: text}).problems() == block("""
        content/pages/overview.md:7:25: error: the page 2031/overview/index.html has no `#there` [broken-anchor]
          7 | [Up](#here), and [down](#there).
            |                         ^
          hint: anchors are made from headings and names; the page's source shows them
        """)


# What would be published without a word


def first_lines(told: str) -> list[tuple[str, str]]:
    """Each problem with its hint."""
    lines = told.splitlines()
    heads = [line for line in lines if ": error: " in line or ": warning: " in line]
    return list(zip(heads, [line[8:] for line in lines if line.startswith("  hint: ")], strict=True))


def test_a_person_without_the_space_after_a_colon(make_site: MakeSite) -> None:
    site = make_site({SPEAKERS: "- name:Ada Lovelace\n  affiliations:[London]\n- Alan Turing\n"})
    assert first_lines(site.problems()) == [
        (
            f"{SPEAKERS}:1:3: error: there is no space after the colon of `name`, so "
            "“name:Ada Lovelace affiliations:[London]” is a name [missing-space]",
            "write `name: Ada Lovelace`",
        )
    ]


def test_a_sponsor_and_an_author_without_the_space(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/sponsors.yaml": "- {tier: Gold, sponsors: [name:Labs]}\n",
            "content/papers.yaml": "- {id: 7, title: A, authors: [name:Ada]}\n",
        }
    )
    assert site.problems().count("[missing-space]") == 2


def test_authors_that_are_read_as_one(make_site: MakeSite) -> None:
    table = 'id,title,authors\n7,A,"A B, C D and E F"\n8,B,"Lovelace, Ada"\n9,C,A B (X and Y)\n'
    told = make_site({"content/papers.yaml": None, "content/papers.csv": table}).build()
    assert first_lines(told.problems) == [
        (
            "content/papers.csv:2:5: warning: “A B, C D and E F” is read as one author [one-author]",
            "authors are parted by `;`: A B; C D; E F",
        )
    ]


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ("Ada Lovelace, Alan Turing", True),
        ("Ada Lovelace, Alan Turing (Somewhere)", True),
        ("Grace Hopper; Ada Lovelace, Alan Turing", True),
        ("Ortega Sanz, Ana Luz; Roe, Jo", False),
        ("Ortega Sanz, A. L.", False),
        ("Lovelace, Ada", False),
        ("King, Martin Luther", False),
        ("Henry Ford, III", False),
    ],
)
def test_two_authors_with_a_comma_between_them(make_site: MakeSite, authors: str, told: bool) -> None:
    site = make_site({"content/papers.yaml": None, "content/papers.csv": f'id,title,authors\n7,A,"{authors}"\n'})
    expected = (
        "content/papers.csv:2:5: warning: “Ada Lovelace, Alan Turing” is read as one author [one-author]",
        "authors are parted by `;`: Ada Lovelace; Alan Turing; if it is one name, write it as it is spoken: Alan "
        "Turing Ada Lovelace",
    )
    assert first_lines(site.build().problems) == [expected] * told


def test_a_span_that_ends_before_it_begins(make_site: MakeSite) -> None:
    site = make_site({DATES: "- {name: Tutorials, date: 2031-06-03, until: 2031-06-01}\n"})
    assert first_lines(site.problems()) == [
        (
            f'{DATES}:1:46: error: "2031-06-01" is not after June 3, 2031, on which it begins [bad-date]',
            "write the last day, or delete `until`",
        )
    ]


def test_a_person_twice_in_one_file(make_site: MakeSite) -> None:
    people = "- Wei Wang (A)\n- Wei Wang (B)\n- {name: wei wang, affiliations: [a]}\n- Ada Lovelace\n"
    assert first_lines(make_site({SPEAKERS: people}).problems()) == [
        (
            f"{SPEAKERS}:3:3: error: “wei wang” stands twice in this file [duplicate-person]",
            "delete one; if they are two people, give each an affiliation of their own",
        )
    ]


def test_links_of_pages_that_cannot_be_followed(make_site: MakeSite) -> None:
    text = "---\ntitle: Overview\n---\n[a]() [b](mailto:foo)\n[c](http:/x.org) [d](https://…) [e](foo@bar.org)\n"
    told = first_lines(make_site({OVERVIEW: text}).problems())
    assert [(head.partition(": ")[0], head.rpartition(" ")[2], hint) for head, hint in told] == [
        (
            f"{OVERVIEW}:4:5",
            "[broken-link]",
            "write an address between the round brackets, or the words without any brackets",
        ),
        (f"{OVERVIEW}:4:11", "[bad-email]", "write it like mailto:chairs@example.org"),
        (f"{OVERVIEW}:5:5", "[bad-url]", "write http://x.org"),
        (
            f"{OVERVIEW}:5:22",
            "[placeholder-link]",
            "write the whole address, or leave it out until it is known",
        ),
        (f"{OVERVIEW}:5:37", "[broken-link]", "for mail, write mailto:foo@bar.org"),
    ]


def test_names_elsewhere_that_are_none(make_site: MakeSite) -> None:
    people = '- {name: Ada Lovelace, links: {github: ana ruiz, mastodon: "@ben", scholar: "https://…"}}\n'
    told = first_lines(make_site({SPEAKERS: people}).problems())
    assert [(head.partition(": ")[2], hint) for head, hint in told] == [
        ("error: `ana ruiz` is no name of GitHub [bad-handle]", "write it like adalovelace, or the whole address"),
        (
            "error: `@ben` is no name of Mastodon [bad-handle]",
            'write it like "@ada@mastodon.social", or the whole address',
        ),
        (
            "error: `https://…` is no address yet: `…` stands for something [placeholder-link]",
            "write the whole address, or leave it out until it is known",
        ),
    ]


def test_names_elsewhere_become_links(make_site: MakeSite) -> None:
    people = '- {name: Ada Lovelace, links: {github: ana, x: "@ana", openreview: ~Ana_Ruiz1}}\n'
    site = make_site({SPEAKERS: people})
    assert site.build("--strict").code == 0
    page = site.published()["2031/speakers/index.html"].decode()
    for address in ("https://github.com/ana", "https://x.com/ana", "https://openreview.net/profile?id=~Ana_Ruiz1"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        (
            "content/papers.xlsx",
            "spreadsheets are not read: save papers as CSV, papers.csv, with names of fields in the first row",
        ),
        ("content/call.docx", "documents are not read: for a page, save its text as Markdown in pages/"),
    ],
)
def test_files_of_an_office(make_site: MakeSite, file: str, hint: str) -> None:
    told = make_site({file: b"PK"}).build()
    assert first_lines(told.problems) == [(f"{file}: warning: this file is not read [unknown-file]", hint)]


def test_four_dashes_are_no_front_matter(make_site: MakeSite) -> None:
    told = make_site({OVERVIEW: "----\ntitle: Overview\n----\n"}).problems()
    assert first_lines(told)[0] == (
        f"{OVERVIEW}:1:1: error: `----` does not begin the front matter [missing-front-matter]",
        "write three dashes: ---",
    )


def test_each_kind_of_what_is_dropped_is_told_once(make_site: MakeSite) -> None:
    text = "---\ntitle: Overview\n---\n" + "<p style='x:y' onclick='z()' align=left>a</p>\n\n" * 3
    told = first_lines(make_site({OVERVIEW: text}).build().problems)
    assert told == [
        (
            f"{OVERVIEW}:4:4: warning: `style` is left out of the page, here and 2 more times [html-dropped]",
            "colours and sizes come from the theme: delete it",
        ),
        (
            f"{OVERVIEW}:4:16: warning: `onclick` is left out of the page, here and 2 more times [html-dropped]",
            "event handlers do not pass: what a click should do is for a link",
        ),
    ]
