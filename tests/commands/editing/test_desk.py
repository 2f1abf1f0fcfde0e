"""The editing end: a record is read as fields, and a change of it changes nothing else of its file."""

from __future__ import annotations

import errno
import json
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from edited_site import FILES, changed, write

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.commands.editing.changes import Sent, name_of, shown
from enlsp_site.commands.editing.desk import EditDesk, EditOutcome, EditRequest, RecordView
from enlsp_site.commands.editing.texts import RefusedEditError
from enlsp_site.storage import disk

SPEAKERS = "content/people/speakers.yaml"
ADA, ALAN, GRACE = (f"{SPEAKERS}#/people/{number}" for number in range(3))
DEADLINE = "content/dates.yaml#/0"
SESSION = "content/schedule.yaml#/0/sessions/1"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site")


@pytest.fixture
def desk(site: Path) -> EditDesk:
    return EditDesk(BuildOptions(site, site / ".enlsp/serve/1", origins=True))


def fields(view: RecordView) -> dict[str, str]:
    return {"/".join(map(str, field.path)): shown(field) for field in view.form.fields if field.value is not None}


def sent_of(view: RecordView, **texts: str) -> Sent:
    """The whole form as a browser sends it, with some of its texts others; `__` stands for a step inwards."""
    texts = {name.replace("__", "/"): text for name, text in texts.items()}
    whole = {name_of(each.path): shown(each) for each in view.form.fields if each.kind not in ("list", "closed")}
    return Sent(whole | {f"field:{name}": text for name, text in texts.items()}, extends="extend" in texts)


def save(desk: EditDesk, address: str, **texts: str) -> EditOutcome:
    view = desk.view(address)
    return desk.do(EditRequest("save", address, view.digest, sent_of(view, **texts)))


def entry(desk: EditDesk, what: str, address: str) -> EditOutcome:
    return desk.do(EditRequest(what, address, desk.view(address).digest, Sent({})))


def is_green(site: Path, out: Path) -> bool:
    return build(BuildOptions(site, out, strict=True)).published


# Read


def test_a_record_is_read_as_its_fields(desk: EditDesk) -> None:
    view = desk.view(ADA)
    assert (view.place, view.label, view.position, view.total) == (f"{SPEAKERS}:4", "Ada Lovelace", 0, 3)
    assert fields(view) == {
        "name": "Ada Lovelace",
        "affiliations": "University of London\nAnalytical Society",
        "links/home": "https://ada.example/",
        "talk/title": "Notes on engines",
    }
    kinds = {"/".join(map(str, each.path)): each.kind for each in view.form.fields}
    assert {kinds[name] for name in ("name", "role", "links/scholar", "talk/title")} == {"line"}
    assert kinds["photo"] == "picture"
    assert {kinds[name] for name in ("bio", "talk/abstract")} == {"text"}
    assert {kinds[name] for name in ("affiliations", "talk/speakers")} == {"lines"}
    assert kinds["address"] == "choice"


def test_a_short_form_is_read_as_the_fields_that_it_stands_for(desk: EditDesk) -> None:
    assert fields(desk.view(ALAN)) == {"name": "Alan Turing", "affiliations": "King's College\nBletchley Park"}


def test_what_a_form_cannot_show_is_named_with_its_line(desk: EditDesk) -> None:
    view = desk.view("content/schedule.yaml#/0")
    closed = {field.path[-1]: view.lines.get(field.path) for field in view.form.fields if field.kind == "list"}
    assert closed["sessions"] == 3


def test_records_are_named_by_where_they_stand(desk: EditDesk) -> None:
    assert desk.places([ADA, GRACE, DEADLINE, "content/none.yaml#/0", f"{SPEAKERS}#/people/9", "x"]) == {
        ADA: (f"{SPEAKERS}:4", "Ada Lovelace"),
        GRACE: (f"{SPEAKERS}:12", "Grace Hopper"),
        DEADLINE: ("content/dates.yaml:1", "Submission deadline"),
    }


# Change


def test_a_text_is_changed_and_nothing_else(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    assert save(desk, GRACE, name="Grace M. Hopper").kind == "saved"
    assert changed(site) == {SPEAKERS: ['-  - name: "Grace Hopper"', '+  - name: "Grace M. Hopper"']}
    assert is_green(site, tmp_path / "out")


def test_who_names_a_person_follows_a_new_name(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    done = save(desk, ADA, name="Ada King")
    assert (done.kind, done.also) == ("saved", ("content/schedule.yaml",))
    assert changed(site) == {
        SPEAKERS: [
            '-  - name: Ada Lovelace   # not "Lady Lovelace"',
            '+  - name: Ada King   # not "Lady Lovelace"',
        ],
        "content/schedule.yaml": ["-      people: [Ada Lovelace]", "+      people: [Ada King]"],
    }
    assert is_green(site, tmp_path / "out")
    desk.undo(done.undo)
    assert changed(site) == {}


@pytest.mark.parametrize("at", ["write_synced", "link", "replace"])
def test_a_new_name_stands_in_all_files_or_in_none(
    desk: EditDesk, site: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the second of two files is written, kept, or replaced."""
    real, calls = getattr(disk, at), count(1)

    def full(*given: object) -> None:
        if (at != "replace" or str(given[1]).endswith(".yaml")) and next(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*given)

    monkeypatch.setattr(disk, at, full)
    with pytest.raises(RefusedEditError) as refused:
        save(desk, ADA, name="Ada King")
    assert next(calls) > 2
    assert refused.value.values == {
        "file": f"{SPEAKERS}, content/schedule.yaml",
        "reason": "no space left on device",
    }
    assert changed(site) == {}
    assert [*(site / "content").rglob(".*")] == []
    monkeypatch.undo()
    assert save(desk, ADA, name="Ada King").kind == "saved"


def test_an_extended_deadline_keeps_its_days(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    assert save(desk, DEADLINE, date="2031-05-15", extend="1").kind == "saved"
    assert save(desk, DEADLINE, date="2031-05-22", extend="1").kind == "saved"
    old = FILES["content/dates.yaml"].splitlines()[0]
    new = old.replace("2031-05-01,", "2031-05-22, was: [2031-05-01, 2031-05-15],")
    assert changed(site) == {"content/dates.yaml": [f"-{old}", f"+{new}"]}
    assert is_green(site, tmp_path / "out")


def test_fields_are_added_and_removed_where_they_belong(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    assert save(desk, ADA, role="Keynote", links__home="", bio="Wrote *notes*.").kind == "saved"
    assert changed(site) == {
        SPEAKERS: [
            "+    role: Keynote",
            '-    links: {home: "https://ada.example/"}',
            "+    bio: Wrote *notes*.",
        ]
    }
    assert is_green(site, tmp_path / "out")


def test_a_field_is_added_where_the_one_before_it_goes(desk: EditDesk, site: Path) -> None:
    assert save(desk, GRACE, role="Chair").kind == "saved"
    assert save(desk, GRACE, role="", country="USA").kind == "saved"
    assert changed(site) == {SPEAKERS: ["+    country: USA"]}


def test_a_short_form_stays_one_as_long_as_it_can(desk: EditDesk, site: Path) -> None:
    short = "  - Alan Turing (King's College; Bletchley Park)"
    save(desk, ALAN, affiliations="King's College")
    assert changed(site) == {SPEAKERS: [f"-{short}", "+  - Alan Turing (King's College)"]}
    save(desk, ALAN, role="Chair")
    assert changed(site)[SPEAKERS] == [
        f"-{short}",
        "+  - name: Alan Turing",
        "+    affiliations: [King's College]",
        "+    role: Chair",
    ]


def test_lists_change_entry_by_entry(desk: EditDesk, site: Path) -> None:
    save(desk, ADA, affiliations="University of London\nAnalytical Society\nRoyal Society")
    old = "    affiliations: [University of London, 'Analytical Society']"
    assert changed(site) == {SPEAKERS: [f"-{old}", f"+{old[:-1]}, Royal Society]"]}


def test_a_form_that_says_what_is_there_changes_nothing(desk: EditDesk, site: Path) -> None:
    for address in (ADA, ALAN, GRACE, DEADLINE, SESSION, "content/news.yaml#/0", "content/papers.yaml#/0"):
        assert save(desk, address).kind == "same"
    assert changed(site) == {}


# Entries


def test_an_entry_is_added_behind_another(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    listed = f"{SPEAKERS}#/people"
    view = desk.new(listed, 0)
    sent = sent_of(view, name="Mary Somerville", affiliations="Royal Society", talk__title="TBD")
    done = desk.do(EditRequest("add", listed, view.digest, sent, after=0))
    assert done.kind == "saved"
    assert [line for line in changed(site)[SPEAKERS] if line.strip("+-")] == [
        "+  - name: Mary Somerville",
        "+    affiliations: Royal Society",
        "+    talk: {title: TBD}",
    ]
    assert desk.view(ALAN).label == "Mary Somerville"
    assert is_green(site, tmp_path / "out")


def test_an_entry_goes_with_its_comments_and_comes_back(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    done = entry(desk, "delete", GRACE)
    assert changed(site)[SPEAKERS] == [f"-{line}" for line in FILES[SPEAKERS].splitlines()[-4:]]
    assert is_green(site, tmp_path / "out")
    assert desk.undo(done.undo).kind == "undone"
    assert changed(site) == {}


def test_an_entry_moves_with_its_comments(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    entry(desk, "up", GRACE)
    assert [desk.view(each).label for each in (ADA, ALAN, GRACE)] == ["Ada Lovelace", "Grace Hopper", "Alan Turing"]
    assert '  # promised\n  - name: "Grace Hopper"' in (site / SPEAKERS).read_text()
    assert is_green(site, tmp_path / "out")
    entry(desk, "down", ALAN)
    assert [desk.view(each).label for each in (ADA, ALAN, GRACE)] == ["Ada Lovelace", "Alan Turing", "Grace Hopper"]
    assert entry(desk, "up", ADA).kind == "same"


# What is refused


def test_what_a_build_would_refuse_is_not_saved(desk: EditDesk, site: Path) -> None:
    done = save(desk, DEADLINE, date="2031-13-01")
    assert (done.kind, [each.code for each in done.problems]) == ("refused", ["bad-date"])
    assert (done.problems[0].origin.file, done.problems[0].origin.line) == ("content/dates.yaml", 1)
    assert entry(desk, "delete", ADA).kind == "refused"  # a session names her
    assert changed(site) == {}


def test_what_was_wrong_before_forbids_no_change(desk: EditDesk, site: Path) -> None:
    (site / "content/news.yaml").write_text("- date: never\n  title: Old\n")
    assert save(desk, GRACE, name="Grace M. Hopper").kind == "saved"
    assert save(desk, "content/news.yaml#/0", date="2031-02-03").kind == "saved"


def test_what_is_typed_is_judged_without_being_written(desk: EditDesk, site: Path) -> None:
    view = desk.view(SESSION)
    found, texts = desk.problems(EditRequest("save", SESSION, view.digest, sent_of(view, people="Nobody Known")))
    assert [each.code for each in found] == ["unknown-person"]
    assert b"Nobody Known" in texts["content/schedule.yaml"]
    assert changed(site) == {}


def test_a_file_that_has_changed_since_is_not_written_over(desk: EditDesk, site: Path) -> None:
    view = desk.view(GRACE)
    by_hand = FILES[SPEAKERS].replace("Grace Hopper", "Grace Murray Hopper")
    (site / SPEAKERS).write_text(by_hand)
    request = EditRequest("save", GRACE, view.digest, sent_of(view, name="G. Hopper"))
    done = desk.do(request)
    assert done.kind == "conflict"
    assert (site / SPEAKERS).read_text() == by_hand
    assert done.view
    assert fields(done.view)["name"] == "Grace Murray Hopper"
    assert desk.do(request._replace(digest=done.view.digest)).kind == "saved"
    assert changed(site) == {SPEAKERS: ['-  - name: "Grace Hopper"', '+  - name: "G. Hopper"']}


def test_what_has_changed_since_is_not_taken_back(desk: EditDesk, site: Path) -> None:
    done = save(desk, GRACE, role="Chair")
    (site / SPEAKERS).write_text(FILES[SPEAKERS] + "  - Emmy Noether\n")
    with pytest.raises(RefusedEditError, match="undo_conflict"):
        desk.undo(done.undo)
    with pytest.raises(RefusedEditError, match="no_undo"):
        desk.undo("17")
    assert (site / SPEAKERS).read_text() == FILES[SPEAKERS] + "  - Emmy Noether\n"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("content/site.yaml", "no_record"),
        ("content/../content/site.yaml#", "not_content"),
        ("/etc/passwd#", "not_content"),
        ("content//site.yaml#", "not_content"),
        (".enlsp/x.yaml#", "not_content"),
        ("templates/x.yaml#", "not_content"),
        ("content/none.yaml#", "no_file"),
        ("content/people#", "no_file"),
        ("content/people/speakers.yaml#/people/9", "gone"),
        ("content/people/speakers.yaml#/people/-1", "gone"),
        ("content/people/speakers.yaml#/people/x", "gone"),
        ("content/people/speakers.yaml#/people/0/name/x", "gone"),
        ("content/logo.txt#", "not_edited"),
        ("content/linked.yaml#", "behind_link"),
        ("content/folder/dates.yaml#", "behind_link"),
        ("content/broken.yaml#", "unreadable"),
        ("content/latin.yaml#", "unreadable"),
    ],
)
def test_nothing_else_is_opened(desk: EditDesk, site: Path, tmp_path: Path, address: str, why: str) -> None:
    (tmp_path / "dates.yaml").write_text("- {name: x, date: 2031-01-01}\n")
    (site / "content/linked.yaml").symlink_to(tmp_path / "dates.yaml")
    (site / "content/folder").symlink_to(tmp_path)
    (site / "content/logo.txt").write_text("x")
    (site / "content/broken.yaml").write_text("- [x\n")
    (site / "content/latin.yaml").write_bytes(b"- \xe4\n")
    save, delete = (EditRequest(what, address, "", Sent({"field:name": "x"})) for what in ("save", "delete"))
    for each in (desk.view, partial(desk.new, after=None)):
        with pytest.raises(RefusedEditError) as refusal:
            each(address)
        assert refusal.value.word == why
    for request in (save, delete):
        with pytest.raises(RefusedEditError) as refusal:
            desk.do(request)
        assert refusal.value.word == why


def test_words_are_the_same_in_all_languages() -> None:
    import enlsp_site.commands.editing.words as module

    folder = Path(module.__file__).with_name("languages")
    every = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert set(every) == {"de", "en", "fr", "zh"}
    places = {
        name: {w: sorted(p[1:] for p in text.split("}") if "{" in p) for w, text in e.items()}
        for name, e in every.items()
    }
    assert all(each.keys() == every["en"].keys() for each in every.values()), places
