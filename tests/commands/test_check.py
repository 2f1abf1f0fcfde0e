"""`enlsp check`: a bad site and a good one for each code, exit codes, rules that are off, the real sites."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sites import Files, Site, picture

from benchmarks.checkers import VNU
from enlsp_site.build.code_registry import CODES as ALL_CODES
from enlsp_site.checks import evidence
from enlsp_site.checks.external_links import DEAD_LINK
from enlsp_site.checks.site import rules
from enlsp_site.commands import parser
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

MakeSite = Callable[..., Site]
BAD = Path(__file__).parents[1] / "sites" / "bad"

BASE: Files = {
    "static/images/ada.jpg": None,
    "content/sponsors.yaml": '- tier: Gold\n  sponsors:\n    - {name: Tiny Labs, url: "https://labs.tiny.org/"}\n',
}
"""What the small good site must leave out to be good in the eyes of `enlsp check`, too."""

ADDRESS = "https://tiny.org/ws/"
NEED_AN_ADDRESS = ("wrong-canonical", "invalid-jsonld")
AFTERWARDS = ("overdue-tbd",)


def exif(width: int, height: int) -> bytes:
    """A photo that says where it was taken."""
    data = Image.Exif()
    data[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    return picture(width, height, exif=data.tobytes())


def made(code: str, kind: str) -> dict[str, bytes]:
    """The files of a site that are better made than kept: pictures, large ones, and what looks like a secret."""
    bad = kind == "bad"
    token = b'token = "' + (b"ghp_" + b"a1B2" * 9 if bad else b"from the environment") + b'"\n'
    large = picture(40, 20, "PNG") + b"\0" * (6_000_000 if bad else 10)
    wide = picture(2400, 2400, "JPEG", quality=1) + b"\0" * (2_000_000 if bad else 10)
    return {
        "built-site": {} if bad else {".gitignore": b"public/\n.enlsp/\n"},
        "picture-suffix": {f"static/images/ada.{'jpg' if bad else 'png'}": picture(200, 200, "PNG")},
        "oversized-picture": {"static/images/ada.jpg": wide},
        "small-picture": {"static/images/ada.jpg": picture(90 if bad else 500, 90 if bad else 500)},
        "photo-metadata": {"static/images/room.jpg": exif(40, 20) if bad else picture(40, 20)},
        "published-secret": {"static/settings.js": token},
        "heavy-page": {"content/pages/long.md": LONG % (b"\nThings grow.\n" * (9000 if bad else 10))},
        "huge-file": {"static/images/hall.png": large, "content/pages/overview.md": HALL},
    }.get(code, {})


LONG = b"---\ntitle: A long page\ndescription: All that there is to say.\n---\n%s\n"
HALL = (
    b"---\ntitle: Overview\ndescription: Where we meet.\n---\n![The hall, with all chairs taken](images/hall.png)\n"
)


def overlay(code: str, kind: str) -> dict[str, str | bytes | None]:
    folder = BAD / code / kind
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**BASE, **found, **made(code, kind)}


def checked(make_site: MakeSite, code: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the check of a site tells, a line each."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1960000000" if code in AFTERWARDS else "1930000000")
    site = make_site(overlay(code, kind))
    if code == "built-site":
        for command in (["init", "-q"], ["add", "."]):
            subprocess.run(["git", *command], cwd=site.folder, check=True)
    address = ("--base-url", ADDRESS) if code in NEED_AN_ADDRESS else ()
    told = site.run("check", "--format", "json", "--strict", *address)
    problems: list[dict[str, Any]] = json.loads(told.out)
    assert told.code == (1 if problems else 0)
    return [
        f"{each['file']}:{each['line']}:{each['column']}: {each['message']} [{each['code']}]\n  {each['hint']}"
        for each in problems
    ]


CODES = sorted({rule.code.name for rule in rules.rules()})


@pytest.mark.whole
@pytest.mark.parametrize("code", CODES)
def test_a_bad_site_has_the_problems_that_are_expected_and_its_good_twin_none(
    make_site: MakeSite, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "\n".join(checked(make_site, code, "bad", monkeypatch)) + "\n"
    told = re.sub(r"weighs \d+ kB", "weighs 1234 kB", told)  # how much of it is the theme's is not said here
    assert f"[{code}]" in told
    assert told == (BAD / code / "expected.txt").read_text("utf-8")


@pytest.mark.whole
@pytest.mark.parametrize("code", CODES)
def test_its_good_twin_has_none(make_site: MakeSite, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked(make_site, code, "good", monkeypatch) == []


def test_every_bad_site_is_of_a_rule() -> None:
    assert {path.name for path in BAD.iterdir()} <= ALL_CODES.keys()


# The command


def test_nothing_is_published_and_nothing_changed(make_site: MakeSite) -> None:
    site = make_site(BASE)
    before = {path for path in site.folder.rglob("*") if path.is_file()}
    assert site.run("check").code == 0
    after = {path for path in site.folder.rglob("*") if path.is_file()}
    assert {path.relative_to(site.folder).parts[0] for path in after - before} == {".enlsp"}
    assert not (site.folder / "public").exists()


def test_a_second_check_tells_the_same_from_memory(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(
        {**BASE, "content/pages/overview.md": PAGE % "[Register](#) and [book](http://arxiv.org/abs/1)."}
    )
    first = site.run("check", "--format", "json")
    monkeypatch.setattr("enlsp_site.build.check.inspect", None)
    time.sleep(0.06)  # older than the grain of the clock
    again = site.run("check", "--format", "json")
    assert (again.code, again.out) == (first.code, first.out)


def test_a_check_after_an_edit_sees_it(make_site: MakeSite) -> None:
    site = make_site(BASE)
    assert site.run("check").summary.startswith("nothing is wrong; looked at ")
    site.write({"content/pages/overview.md": PAGE % "[Register](#)."})
    told = site.run("check")
    assert (told.code, told.summary.partition(";")[0]) == (1, "1 error")


def test_a_site_with_an_error_is_checked_all_the_same(make_site: MakeSite) -> None:
    site = make_site({**BASE, "content/pages/overview.md": PAGE % "[Us](paper) in [2030](https://a.org/TINY2029)."})
    assert re.findall(r"\[([a-z-]+)\]$", site.run("check").problems, re.M) == ["broken-link", "other-edition"]


PAGE = "---\ntitle: Overview\ndescription: What it is about.\n---\n%s\n"
WARNED = {**BASE, "content/pages/overview.md": PAGE % "See [the survey](http://arxiv.org/abs/1)."}


def test_warnings_are_errors_only_if_that_is_asked_for(make_site: MakeSite) -> None:
    site = make_site(WARNED)
    assert (site.run("check").code, site.run("check", "--strict").code) == (0, 1)
    assert site.run("check", "--strict", "--skip", "insecure-link").code == 0
    assert site.run("check", "--strict", "--only", "missing-alt,empty-alt").code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--only", "insecurelink"), "`--only`: there is no rule `insecurelink`; did you mean `insecure-link`?"),
        (("--skip", "xyzzy"), "`--skip`: there is no rule `xyzzy`; docs/checks.md lists them"),
        (("--only", ","), "`--only`: it takes codes of rules, with commas between them"),
        (("--format", "xml"), "`--format`: problems are told as text, json, github or sarif, not xml"),
        (("--base-url", "here"), "--base-url is a whole address, not `here`: write https://…"),
    ],
)
def test_wrong_usage_is_told(make_site: MakeSite, options: tuple[str, ...], words: str) -> None:
    told = make_site(BASE).run("check", *options)
    assert told.code == 2
    assert words in told.problems + told.summary


def test_a_clock_that_is_none_is_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    told = make_site(BASE).run("check")
    assert (told.code, told.summary) == (
        2,
        "enlsp check: SOURCE_DATE_EPOCH is no whole number of seconds: unset it",
    )


# Rules that are off

OLD_SERVER = "{rule: insecure-link, reason: the server is old}"
SITE = "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\n"


def test_a_rule_that_is_off_is_shown_with_its_reason(make_site: MakeSite) -> None:
    off = f"{SITE}unchecked: [{OLD_SERVER}, {{rule: same-words, reason: we like it so}}]\n"
    told = make_site({**WARNED, "content/site.yaml": off}).run("check", "--strict")
    assert told.code == 1, "an acknowledgement that is not needed any more is told"
    assert told.problems.startswith("content/site.yaml:4:70: error: there is no `same-words` here any more")
    assert told.problems.endswith(
        "off: insecure-link (1 found): the server is old\noff: same-words (nothing found): we like it so\n"
        "to be announced: content/schedule.yaml (1)\n"
    )


def test_a_rule_is_off_for_its_edition_only(make_site: MakeSite) -> None:
    off = f"{SITE.replace('2031', '2030')}unchecked: [{OLD_SERVER}]\n"
    told = make_site({**WARNED, "editions/2030/site.yaml": off}).run("check")
    assert "content/pages/overview.md:5:18: warning: this link goes to arxiv.org" in told.problems


def test_a_rule_that_is_none_cannot_be_off_nor_one_without_a_reason(make_site: MakeSite) -> None:
    off = f"{SITE}unchecked:\n  - {{rule: insecurelink, reason: the server is old}}\n"
    told = make_site({**BASE, "content/site.yaml": off}).run("check", "--format", "json")
    assert [(each["line"], each["column"], each["message"], each["hint"]) for each in json.loads(told.out)] == [
        (5, 12, "there is no rule `insecurelink`", "did you mean `insecure-link`?")
    ]
    site = make_site({**BASE, "content/site.yaml": f"{SITE}unchecked: [{{rule: same-words}}]\n"}, "other")
    assert "`reason` is missing: every rule that is off needs it [missing-key]" in site.run("check").problems


# The documentation


def test_the_documentation_is_that_of_the_rules(make_site: MakeSite, repo: Path) -> None:
    told = make_site(BASE).run("check", "--rules")
    assert told.out == (repo / "docs/checks.md").read_text("utf-8")


def test_rules_are_told_where_there_is_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert parser.main(["check", "--rules"]) == 0
    assert "\n### gap\n" in capsys.readouterr().out
    assert parser.main(["check", "--explain", "gap"]) == 0
    assert capsys.readouterr().out.startswith("gap\n===\n")
    with pytest.raises(SystemExit):
        parser.main(["check"])


# Texts

COMMENTED = [
    ("name: Ada # of old", "name: Ada         "),
    ("# all of it", "           "),
    ("a: b#c # d", "a: b#c    "),
    ("a: 'x # y' # z", "a: 'x # y'    "),
    ('a: "x \\" # y" # z', 'a: "x \\" # y"    '),
    ("a: it's # z", "a: it's    "),
    ("- {a: 'it''s # y', b: c} # z", "- {a: 'it''s # y', b: c}    "),
    ("a: rock 'n roll # kept, for a quote is open", "a: rock 'n roll # kept, for a quote is open"),
]


@pytest.mark.parametrize(("text", "visible"), COMMENTED)
def test_comments_are_not_looked_at(text: str, visible: str) -> None:
    assert evidence.ContentSource("content/x.yaml", text.encode()).visible == visible


@pytest.mark.whole
@pytest.mark.parametrize(
    "piece", ["it's ", "[a](", "<a href='", "a@", "http://", "[", "- ", "Ã©", "&amp;", "# ", '"']
)
def test_no_text_takes_long(make_site: MakeSite, piece: str) -> None:
    text = f"- |\n  {piece * 10_000}\n- '{piece * 5}'\n"
    site = make_site({**BASE, "content/data/x.yaml": text, "content/pages/call.md": PAGE % (piece * 1000)})
    began = time.process_time()
    site.run("check", "--skip", "html-dropped")
    assert time.process_time() - began < 8  # most of it is the reader of Markdown


# Real sites


@pytest.mark.whole
def test_the_site_of_this_repository_is_clean(
    repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("content", "editions"):
        shutil.copytree(repo / name, tmp_path / name)
    told = Site(tmp_path, {}, capsys).run("check", "--strict", "--base-url", "https://enlsp.org/")
    assert (told.code, told.summary.partition(";")[0]) == (0, "nothing is wrong")
    assert re.findall(r"^off: ([a-z-]+) ", told.problems, re.M) == ["overdue-tbd", "two-spellings"]


OLD = Path(__file__).parents[3] / "shared" / "enlsp2025"


def test_the_old_page_of_the_workshop_has_what_it_is_known_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not OLD.is_dir():
        pytest.skip("the folder with the old page of the workshop is not here")
    head, body = (OLD / "index.md").read_text("utf-8").split("layout: home\n---\n")
    front = "---\n" + "#\n" * (head.count("\n") - 2) + "title: ENLSP 2025\ndescription: As it was.\n---\n"
    site = Site(
        tmp_path,
        {
            "content/site.yaml": "name: ENLSP\ntitle: The old page\nedition: 2025\nhost: NeurIPS 2025\nhome: [old]\n",
            "content/pages/old.md": front + body,
        },
        capsys,
    )
    shutil.copytree(OLD / "images", tmp_path / "static/images")
    problems: list[dict[str, Any]] = json.loads(site.run("check", "--format", "json").out)
    lines = (front + body).splitlines()
    places: dict[str, list[int]] = {}
    for each in problems:
        if each["file"] == "content/pages/old.md":
            places.setdefault(each["code"], []).append(each["line"])
    assert places["other-edition"] == [number_of(lines, text) for text in PORTALS]
    assert places["different-words"] == [number_of(lines, ">GPT-4.5<"), number_of(lines, ">Nvidia NeMo Parakeet")]
    assert places["wrong-season"] == [number_of(lines, "AM EST (Toronto)"), number_of(lines, "PM EST (Toronto)")]
    assert places["missing-alt"] == [number_of(lines, f"/images/{name}") for name in NO_ALT]
    assert places["duplicate-anchor"] == [number_of(lines, ">Confirmed Panelists<")]
    assert {each["file"] for each in problems if each["code"] == "photo-metadata"} == {"static/images/dav.jpg"}


PORTALS = ("in our CMT submission portal", "strictly following the NeurIPS template", "through our CMT submission")
NO_ALT = ("banner2025_v3.png", "Huawei2.png", "Apple-Logo.jpg", "Logo-Sanofi.png", "AMD.png")


def number_of(lines: list[str], words: str) -> int:
    """The line in which words stand, from 1."""
    return next(number for number, line in enumerate(lines, start=1) if words in line)


# Where it comes from


def test_what_a_template_causes_is_told_of_the_template(make_site: MakeSite) -> None:
    base = (Path(__file__).parents[2] / "templates/base.html").read_text("utf-8")
    site = make_site(
        {**BASE, "templates/base.html": base.replace("<footer ", '<img src="https://a.org/x.gif"><footer ', 1)}
    )
    line = next(number for number, text in enumerate(base.splitlines(), start=1) if "<footer " in text)
    told = site.run("check", "--only", "third-party,missing-alt").problems
    assert sorted(re.findall(r"^(templates/base\.html:\d+).*\[([a-z-]+)\]$", told, re.M)) == [
        (f"templates/base.html:{line}", "missing-alt"),
        (f"templates/base.html:{line}", "third-party"),
    ]
    assert len(re.findall(r"asks a\.org for x\.gif; so it is on \d+ more pages \[third-party\]", told)) == 1


def test_what_a_link_of_a_template_breaks_is_told_of_the_template(make_site: MakeSite) -> None:
    page = '{% extends "base.html" %}\n{% block main %}<h1>Lost</h1><a href="nowhere.html">home</a>{% endblock %}\n'
    site = make_site({**BASE, "templates/404.html": page})
    told = site.run("check", "--only", "broken-link").problems
    assert told.startswith("templates/404.html:2:39: error: nothing is published at `nowhere.html` [broken-link]\n")


def test_data_beside_pages_leads_somewhere(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    news = '- {date: 2031-06-01, title: A lost page, text: "See [us](https://tiny.org/ws/2031/lost/)."}\n'
    site = make_site({**BASE, "content/news.yaml": news})
    told = site.run("check", "--base-url", ADDRESS, "--only", "broken-link").problems
    assert told.startswith(
        "content/news.yaml:1:78: error: 2031/feed.xml leads to https://tiny.org/ws/2031/lost/, "
        "where nothing is published [broken-link]\n"
    )


def test_the_nu_checker_is_asked_for_all_pages(
    make_site: MakeSite, has_vnu: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VNU", str(VNU))
    page = '{% extends "base.html" %}\n{% block main %}<h1>Lost</h1><marquee>it moves</marquee>{% endblock %}\n'
    site = make_site({**BASE, "templates/404.html": page})
    told = site.run("check", "--conformance", "--format", "json", "--only", "html-conformance")
    problems: list[dict[str, Any]] = json.loads(told.out)
    assert {(each["file"], each["code"]) for each in problems if "marquee" in each["message"]} == {
        ("(built) 404.html", "html-conformance")
    }


def test_without_the_nu_checker_it_is_said_how_to_get_it(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VNU", raising=False)
    monkeypatch.setenv("PATH", "")
    told = make_site(BASE).run("check", "--conformance")
    assert (told.code, told.summary) == (
        2,
        "enlsp check: --conformance needs the Nu HTML checker: name its vnu.jar in $VNU, or install the command vnu",
    )


def test_links_to_other_sites_are_asked_for_and_keep_nobody_from_publishing(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, list[str]] = {}

    def ask(addresses: dict[str, list[Origin]], site: Path) -> list[Problem]:
        asked.update({address: [str(each) for each in places] for address, places in addresses.items()})
        return [report(DEAD_LINK, Origin("content/sponsors.yaml", (), 3, 34), "it is gone", "mend it")]

    monkeypatch.setattr("enlsp_site.checks.external_links.ask", ask)
    told = make_site(BASE).run("check", "--external", "--strict")
    assert asked == {"https://labs.tiny.org/": ["content/sponsors.yaml:3:31"]}
    assert (told.code, told.summary.partition(";")[0]) == (0, "1 warning")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("stress", {"same-abstract", "trailing-space", "lost-letters", "unshaped-letters"}),
        ("sllm", {"no-slot"}),
        ("parallel", {"placeholder-link"}),
    ],
)
def test_whole_sites_raise_no_false_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, known: set[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    shutil.copytree(BAD.parent / name, tmp_path, dirs_exist_ok=True)
    problems: list[dict[str, Any]] = json.loads(Site(tmp_path, {}, capsys).run("check", "--format", "json").out)
    assert [each for each in problems if each["code"] not in known] == []


def test_a_new_site_is_told_of_its_samples_and_nothing_else(make_site: MakeSite) -> None:
    site = make_site()
    site.run("new", "mine", "--name", "MINE", "--year", "2031")
    problems: list[dict[str, Any]] = json.loads(site.run("check", "--site", "mine", "--format", "json").out)
    assert {each["code"] for each in problems} == {"sample", "sample-text"}
