"""An import over what is there: hand edits and comments stay, the source's changes come, and all of it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.commands import parser
from enlsp_site.content.patching.changes import ValueChange, applied
from enlsp_site.content.patching.patch import patched
from enlsp_site.content.patching.writing import document
from enlsp_site.content.syntax import yaml
from enlsp_site.importers.merge.merging import Merge
from enlsp_site.importers.merge.revising import revised
from enlsp_site.importers.result import plain

FIRST = "Name,Affiliation,Role\nAda Lovelace,London,\nAlan Turing,Manchester,\nGrace Hopper,Navy,\n"
SECOND = "Name,Affiliation,Role\nAda Lovelace,Cambridge,Chair\nAlan Turing,Princeton,\nEmmy Noether,Erlangen,\n"
EDITED = """\
# yaml-language-server: $schema=../.schema/people.json
# Ours, in the order of the posters.
heading: Speakers of the day
people:
  - name: Ada Lovelace  # opens
    affiliations: [London]
  # He will be late.
  - name: Alan Turing
    affiliations: ["King's College"]
    bio: >-
      He thinks
      about machines.
  - name: Grace Hopper
    affiliations: [Navy]
"""
MERGED = """\
# yaml-language-server: $schema=../.schema/people.json
# Ours, in the order of the posters.
heading: Speakers of the day
people:
  - name: Ada Lovelace  # opens
    role: Chair
    affiliations: [Cambridge]
  # He will be late.
  - name: Alan Turing
    affiliations: ["King's College"]
    bio: >-
      He thinks
      about machines.
  - name: Emmy Noether
    affiliations: [Erlangen]
  - name: Grace Hopper
    affiliations: [Navy]
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Imports a text as speakers into the site in `site/`: exit code, output, and what is told beside it."""
    monkeypatch.chdir(tmp_path)

    def importing(text: str, *options: str) -> tuple[int, str, str]:
        Path("speakers.csv").write_text(text, "utf-8")
        capsys.readouterr()
        code = parser.main(
            ["import", "csv", "speakers.csv", "--site", "site", "--into", "people/speakers.yaml", *options]
        )
        told = capsys.readouterr()
        return code, told.out, told.err

    return importing


def speakers() -> Path:
    return Path("site/content/people/speakers.yaml")


def test_edits_and_comments_stay_and_changes_come(run: Run) -> None:
    assert run(FIRST)[0] == 0
    speakers().write_text(EDITED, "utf-8")
    code, out, beside = run(SECOND)
    assert (code, speakers().read_text("utf-8")) == (0, MERGED)
    assert "people #2 (Alan Turing)" not in out
    assert (
        "content/people/speakers.yaml: people #2 affiliations: the source says “Princeton”; “King's College” is kept"
        in out
    )
    assert (
        "content/people/speakers.yaml: people #3 (Grace Hopper): "
        "the source has it no more; it is kept; --prune removes it"
    ) in out
    assert "-    affiliations: [London]\n+    role: Chair\n+    affiliations: [Cambridge]\n" in out
    assert beside == "0 files new, 1 changed, 0 copied\n"


def test_what_the_source_has_no_more_is_removed_if_asked_for(run: Run) -> None:
    run(FIRST)
    speakers().write_text(EDITED, "utf-8")
    run(SECOND, "--prune")
    assert speakers().read_text("utf-8") == MERGED.replace("  - name: Grace Hopper\n    affiliations: [Navy]\n", "")


def test_what_was_deleted_by_hand_stays_deleted(run: Run) -> None:
    run(FIRST)
    text = speakers().read_text("utf-8")
    speakers().write_text(text.replace("  - name: Alan Turing\n    affiliations: [Manchester]\n", ""), "utf-8")
    assert run(FIRST)[2] == "0 files new, 0 changed, 0 copied\n"
    assert "Alan Turing: deleted here; the source has changed it since" in run(SECOND)[1]
    assert "Alan" not in speakers().read_text("utf-8")
    speakers().unlink()
    code, out, _ = run(FIRST)
    assert (code, out, speakers().exists()) == (
        0,
        "columns: “Name” is name, “Affiliation” is affiliations, “Role” is role\n"
        "content/people/speakers.yaml: deleted here, and not written again\npeople 3 of 3\n",
        False,
    )


def test_without_what_was_imported_last_nothing_is_lost(run: Run) -> None:
    run(FIRST)
    Path("site/.enlsp/imported.json").unlink()
    speakers().write_text(EDITED, "utf-8")
    _, out, _ = run(SECOND)
    made = speakers().read_text("utf-8")
    assert "affiliations: [London]" in made, "it may have been written by hand"
    assert "Emmy Noether" in made
    assert "people #1 affiliations: the source says “Cambridge”; “London” is kept" in out


def test_a_dry_run_writes_nothing(run: Run) -> None:
    code, out, beside = run(FIRST, "--dry-run")
    assert (code, beside) == (0, "nothing written (--dry-run): 2 files new, 0 changed, 0 copied\n")
    assert "new content/people/speakers.yaml: 8 lines\n" in out
    assert not Path("site").exists()


def test_an_edition_has_its_own_folder(run: Run) -> None:
    run(FIRST)
    Path("site/content/site.yaml").write_text("name: A\ntitle: A\nedition: 2031\n", "utf-8")
    run(FIRST, "--edition", "2029")
    assert Path("site/editions/2029/people/speakers.yaml").read_text("utf-8") == speakers().read_text("utf-8")
    assert run(FIRST, "--edition", "2031")[2] == "0 files new, 0 changed, 0 copied\n"


def test_short_forms_of_people_are_known(run: Run) -> None:
    run(FIRST)
    speakers().write_text("- Ada Lovelace (London)\n- {name: Grace Hopper, affiliations: [Navy]}\n", "utf-8")
    Path("site/.enlsp/imported.json").unlink()
    run(SECOND)
    assert speakers().read_text("utf-8") == (
        "- name: Ada Lovelace\n  role: Chair\n  affiliations: [London]\n"
        "- name: Alan Turing\n  affiliations: [Princeton]\n"
        "- name: Emmy Noether\n  affiliations: [Erlangen]\n"
        "- {name: Grace Hopper, affiliations: [Navy]}\n"
    )


def test_files_that_cannot_be_read_are_left_alone(run: Run) -> None:
    speakers().parent.mkdir(parents=True)
    speakers().write_text("people: [", "utf-8")
    code, _, beside = run(FIRST)
    assert (code, speakers().read_text("utf-8")) == (1, "people: [")
    assert "nothing is imported into this file: " in beside


def test_nothing_is_written_outside_of_the_site(run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("site/content").mkdir(parents=True)
    Path("site/content/people").symlink_to(tmp_path / "elsewhere")
    code, _, beside = run(FIRST)
    assert (code, list((tmp_path / "elsewhere").iterdir())) == (1, [])
    assert "this symlink leads out of the site's folder: nothing is imported into it" in beside


@pytest.mark.parametrize(
    ("kind", "into", "told"),
    [
        ("csv", "../../out.yaml", "`csv` is imported into papers.yaml or people/<name>.yaml or reading/<name>.yaml"),
        ("csv", "people/../../x.yaml", "`csv` is imported into papers.yaml or"),
        ("listing", "papers.yaml", "`listing` is imported into reading/<name>.yaml, not into `papers.yaml`"),
        ("jekyll", "papers.yaml", "`jekyll` knows by itself which content files it fills"),
    ],
)
def test_files_that_a_kind_cannot_fill_are_refused(
    kind: str, into: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refusal:
        parser.main(["import", kind, str(tmp_path), "--site", str(tmp_path / "site"), "--into", into])
    assert refusal.value.code == 2
    assert capsys.readouterr().err.startswith(f"enlsp import: {told}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["jekyl", "x"], "there is no kind `jekyl`; did you mean `jekyll`?"),
        (["xyz", "x"], "there is no kind `xyz`: there are jekyll, openreview, cmt"),
        (["csv", "x", "--edition", "a b"], "`--edition`: an edition is a year, or a word without spaces, not `a b`"),
        (["csv", "x", "--dry"], "there is no option `--dry`; did you mean `--dry-run`?"),
        (["csv"], "SOURCE is missing"),
    ],
)
def test_wrong_usage_is_answered(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        parser.main(["import", *arguments])
    assert refusal.value.code == 2
    assert told in capsys.readouterr().err


def test_sources_that_are_not_there_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.csv"
    assert parser.main(["import", "csv", str(missing), "--site", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"enlsp import: {missing} cannot be read: no such file or directory\n"


def test_words_of_pages_are_merged_as_a_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    source.mkdir()
    page = "---\n---\n<h2>Call for Papers</h2><p>Send {}.</p>\n<h2>About us</h2><p>We are {}.</p>\n"
    command = ["import", "jekyll", str(source), "--site", str(site)]
    (source / "_config.yml").write_text("title: Tiny Workshop 2031\n", "utf-8")
    (source / "index.html").write_text(page.format("them", "few"), "utf-8")
    assert parser.main(command) == 0
    about = site / "content/pages/about-us.md"
    about.write_text(about.read_text("utf-8").replace("few", "many"), "utf-8")
    (source / "index.html").write_text(page.format("all of them", "more"), "utf-8")
    assert parser.main(command) == 0
    assert "Send all of them." in (site / "content/pages/call.md").read_text("utf-8")
    assert "We are many." in about.read_text("utf-8")
    told = "the source's words differ from those here, which are kept; theirs are in a draft in pages/imported/"
    assert f"content/pages/about-us.md: {told}" in capsys.readouterr().out
    assert "We are more." in (site / "content/pages/imported/words-about-us.md").read_text("utf-8")


def test_files_of_which_the_source_has_nothing_are_kept_until_they_are_pruned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    source.mkdir()
    command = ["import", "jekyll", str(source), "--site", str(site)]
    (source / "_config.yml").write_text("title: Tiny Workshop 2031\n", "utf-8")
    sections = [f"<h2>{title}</h2><p>Words of it.</p>" for title in ("Call for Papers", "Venue", "Travel")]
    (source / "index.html").write_text("\n".join(sections), "utf-8")
    assert parser.main(command) == 0
    venue, travel = site / "content/pages/venue.md", site / "content/pages/travel.md"
    travel.write_text(travel.read_text("utf-8") + "By train.\n", "utf-8")
    (source / "index.html").write_text(sections[0], "utf-8")
    assert parser.main(command) == 0
    told = capsys.readouterr().out
    assert "content/pages/venue.md: the source has it no more; it is kept; --prune removes it" in told
    assert "content/pages/travel.md: the source has it no more; it was edited here, and is kept" in told
    assert parser.main([*command, "--prune"]) == 0
    assert (venue.exists(), travel.exists()) == (False, True)


def test_the_name_that_an_import_gives_a_site_is_not_pruned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, site = tmp_path / "papers.csv", tmp_path / "site"
    source.write_text("id,title,authors\n1,On Trees,Ann Example\n2,On Leaves,Bob Sample\n", "utf-8")
    command = ["import", "csv", str(source), "--site", str(site)]
    assert parser.main(command) == 0
    source.write_text("id,title,authors\n1,On Trees,Ann Example\n", "utf-8")
    capsys.readouterr()
    assert parser.main(command) == 0
    assert "site.yaml" not in capsys.readouterr().out
    assert parser.main([*command, "--prune"]) == 0
    assert (site / "content/site.yaml").exists()
    assert "On Leaves" not in (site / "content/papers.yaml").read_text("utf-8")


def test_samples_of_a_new_site_are_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    source.mkdir()
    (source / "_config.yml").write_text("title: Old Workshop 2031\nemail: chairs@example.org\n", "utf-8")
    page = "<h2>Call for Papers</h2><p>Send them.</p><h2>Important Dates</h2><ul><li>Deadline: May 1, 2031</ul>"
    (source / "index.html").write_text(page, "utf-8")
    assert parser.main(["new", str(site), "--name", "OURS", "--year", "2031"]) == 0
    assert parser.main(["import", "jekyll", str(source), "--site", str(site)]) == 0
    assert "content/dates.yaml: the sample is replaced" in capsys.readouterr().out
    dates = (site / "content/dates.yaml").read_text("utf-8")
    assert dates.endswith("heading: Important Dates\ndates:\n  - {name: Deadline, date: 2031-05-01}\n")
    assert dates.startswith("# yaml-language-server: "), "what stands at the top teaches, and stays"
    assert (site / "content/pages/call.md").read_text("utf-8") == "---\ntitle: Call for Papers\n---\n\nSend them.\n"
    made = yaml.parse((site / "content/site.yaml").read_text("utf-8"), "site.yaml")[0]
    assert (made["name"], made["edition"], made["contact"]) == ("OURS", "2031", "chairs@example.org")
    assert made["home"] == ["call", "dates"]
    assert parser.main(["build", "--quiet", "--site", str(site)]) == 0
    assert ": error:" not in capsys.readouterr().err


# Texts that are changed in place


def test_changes_find_their_places_in_every_way_of_writing() -> None:
    text = (
        "a: 1  # one\n"
        "b: {c: x, d: [p, q]}\n"
        "e:\n"
        "- f: |\n"
        "    two\n"
        "    lines\n"
        "  g: 'it''s'\n"
        "# end of first\n"
        "- f: last\n"
        "h:\n"
    )
    changes = [
        ValueChange("set", ("a",), "a long text\nof two lines"),
        ValueChange("set", ("b", "c"), "y, z"),
        ValueChange("add", ("b",), "new", "c", "m"),
        ValueChange("add", ("b", "d"), "r", 1),
        ValueChange("set", ("e", 0, "f"), "three\n\nlines"),
        ValueChange("add", ("e",), {"f": "between", "k": "v"}, 0),
        ValueChange("remove", ("e", 0, "g")),
        ValueChange("set", ("h",), ["i", "j"]),
    ]
    made = patched(text, changes)
    assert made == (
        "a: |-  # one\n"
        "  a long text\n"
        "  of two lines\n"
        'b: {c: "y, z", m: new, d: [p, q, r]}\n'
        "e:\n"
        "- f: |-\n"
        "    three\n"
        "\n"
        "    lines\n"
        "- f: between\n"
        "  k: v\n"
        "# end of first\n"
        "- f: last\n"
        "h: [i, j]\n"
    )
    assert yaml.parse(made, "f")[0] == applied(yaml.parse(text, "f")[0], changes)


WORDS = st.text(alphabet="ab1 :#-'\"\\,[]{}\n\t|>&*!%@`~$.é“0?=<", max_size=40) | st.sampled_from(
    ["NO", "12:30", "x " * 90]
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["Ada Lovelace", "Alan Turing", "Émilie du Châtelet", "NO"])},
        optional={"bio": WORDS, "role": WORDS, "affiliations": st.lists(WORDS, max_size=3)},
    ),
    max_size=4,
    unique_by=lambda each: each["name"],
)


@given(ENTRIES, ENTRIES, st.booleans())
def test_what_is_written_is_read_back_and_merges_never_lose(
    one: list[object], other: list[object], prune: bool
) -> None:
    before, after = plain({"people": one}), plain({"people": other})
    if not before or not after:
        return
    text = document(before, "a.json")
    assert yaml.parse(text, "f") == (before, [])
    made = revised("people/x.yaml", text, before, after, Merge(prune))
    assert made.problems == []
    read = yaml.parse(made.text, "f")[0]
    again = revised("people/x.yaml", made.text, after, after, Merge(prune))
    assert again.text == made.text, "what was imported once changes nothing the second time"
    held = json.dumps(read)
    assert all(json.dumps(each["name"]) in held for each in after["people"])


def test_what_an_alias_repeats_is_not_changed_at_its_anchor() -> None:
    """`b` would change with `a`, which the source does not say; `c` beside them changes."""
    text = "a: &x one # here\nb: *x\nc: old\n"
    base = {"a": "one", "b": "one", "c": "old"}
    made = revised("data/x.yaml", text, base, base | {"a": "two"}, Merge(False))
    assert (made.text, [each.code for each in made.problems]) == (text, ["unmerged"])
    made = revised("data/x.yaml", text, base, base | {"c": "new"}, Merge(False))
    assert (made.text, made.problems) == ("a: &x one # here\nb: *x\nc: new\n", [])


@pytest.mark.parametrize(
    "damage",
    [
        *("", "{", "[]", "3", '{"csv": 3}', '{"csv": {"content": 3}}', '{"csv": {"content": {"files": []}}}'),
        *('{"csv": {"content": {"copies": 3}}}', '{"csv": {"content": {"files": {"people/speakers.yaml": 3}}}}'),
        '{"csv": {"content": {"files": {"people/speakers.yaml": ' + "[" * 90 + "]" * 90 + "}}}}",
        "[" * 100_000,
        '{"csv": ' * 30_000,
    ],
)
def test_a_damaged_record_of_imports_is_as_good_as_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    site = tmp_path / "site"
    (site / ".enlsp").mkdir(parents=True)
    (site / ".enlsp/imported.json").write_text(damage, "utf-8")
    (tmp_path / "speakers.csv").write_text("name,affiliation\nAda Lovelace,London\n", "utf-8")
    command = ["import", "csv", str(tmp_path / "speakers.csv"), "--site", str(site), "--into", "people/speakers.yaml"]
    for _ in range(2):
        assert parser.main(command) == 0
    assert "Ada Lovelace" in (site / "content/people/speakers.yaml").read_text("utf-8")


def test_too_little_memory_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(_: object) -> None:
        raise MemoryError

    (tmp_path / "content").mkdir()
    monkeypatch.setattr("enlsp_site.build.pipeline.build", none)
    assert parser.main(["build", "--site", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("enlsp: this machine has too little memory for that")
