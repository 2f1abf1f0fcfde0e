"""`enlsp new`: a whole small site that builds without a word, over nothing that was there."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml as other_yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from loops import some
from sites import any_picture

from enlsp_site.commands import new as room
from enlsp_site.commands import parser, site_lock
from enlsp_site.commands.new import scalar, starter_files
from enlsp_site.content import schema
from enlsp_site.content.entries.dates import DateEntry
from enlsp_site.content.entries.news import NewsEntry
from enlsp_site.content.entries.pages import TopicsEntry
from enlsp_site.content.entries.papers import AuthorEntry, PaperEntry
from enlsp_site.content.entries.people import PeopleFile, PersonEntry, PersonLinksEntry, TalkEntry
from enlsp_site.content.entries.reading import ReadingEntry, ReadingFile
from enlsp_site.content.entries.repository import RepositoryEntry
from enlsp_site.content.entries.schedule import DayEntry, SessionEntry
from enlsp_site.content.entries.site import BudgetsEntry, HostEntry, LookEntry, SiteEntry, UncheckedEntry, VenueEntry
from enlsp_site.content.entries.sponsors import SponsorEntry, TierEntry
from enlsp_site.content.json_schema import schemas, write_schemas
from enlsp_site.content.syntax import yaml
from enlsp_site.content.syntax.encoding import UNWANTED
from enlsp_site.images.fonts import coverage


def build(site: Path) -> int:
    return parser.main(["build", "--site", str(site), "--strict", "--quiet"])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(file: Path) -> Any:
    data, problems = yaml.parse(file.read_text("utf-8"), file.name)
    assert problems == []
    return data


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "my-workshop"
    assert parser.main(["new", str(folder), "--year", "2026"]) == 0
    return folder


# --------------------------------------------------------------------------------------------------
# What is made


def test_a_new_site_builds_and_is_told_of_its_samples_alone(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert build(site) == 0
    out, told = capfd.readouterr()
    assert out == ""
    samples = [path for path in (site / "content").rglob("*") if path.suffix in (".yaml", ".md")]
    assert told.count(" warning: ") == told.count("[sample]") == len(samples) - 1, "site.yaml is no sample"


def test_a_sample_is_one_until_somebody_edits_it(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = site / "content/news.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    capfd.readouterr()
    assert build(site) == 0
    assert "news.yaml" not in capfd.readouterr().err


def test_a_bare_site_has_no_samples_and_builds_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert parser.main(["new", str(tmp_path / "bare"), "--name", "BARE", "--year", "2031", "--bare"]) == 0
    names = {path.name for path in (tmp_path / "bare/content").iterdir()}
    assert names == {".schema", ".gitattributes", "site.yaml"}
    capfd.readouterr()
    assert build(tmp_path / "bare") == 0
    assert capfd.readouterr() == ("", "")


def test_the_page_of_a_new_site_shows_its_sections(site: Path) -> None:
    assert build(site) == 0
    home = (site / "public/index.html").read_text("utf-8")
    for section in ("Overview", "News", "Important dates", "Call for papers", "Invited speakers", "Schedule"):
        assert f">{section}</" in home
    for section in ("Accepted papers", "Organizers", "Sponsors"):
        assert f">{section}</" in home


def test_a_new_site_has_all_its_files(site: Path) -> None:
    pages, people = ("overview.md", "call.md"), ("speakers.yaml", "organizers.yaml")
    lists = ("site", "dates", "sponsors", "schedule", "papers", "news")
    assert set(contents(site)) == {
        *(f"content/{name}.yaml" for name in lists),
        *(f"content/people/{name}" for name in people),
        *(f"content/pages/{name}" for name in pages),
        "content/reading/reading.yaml",
        *(f"content/.schema/{kind}.json" for kind in schema.SHAPES),
        *("requirements/build.txt", "requirements/generator.txt"),
        *(
            "static/images/logo.svg",
            ".github/workflows/publish.yml",
            "content/.gitattributes",
            ".gitignore",
            "README.md",
        ),
    }


def test_every_placeholder_is_filled(site: Path) -> None:
    for name, data in some(contents(site).items()):
        assert not re.search(rb"(?<!\$\{)\{[a-z_]+\}", data), name


def generator_of(site: Path) -> str:
    """What pip installs as the site's generator."""
    [line] = [line for line in read_lines(site / "requirements/generator.txt") if not line.startswith("#")]
    return line


def read_lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_a_new_site_is_built_with_the_enlsp_that_made_it(site: Path) -> None:
    assert generator_of(site) == site_lock.this_generator()
    assert "requirements/generator.txt" in (site / "README.md").read_text("utf-8")
    assert "requirements/generator.txt" in (site / ".github/workflows/publish.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("spec", "noted"),
    [
        ("enlsp-site==0.2.0", False),
        ("git+https://example.org/ada/enlsp-site@0123456789abcdef0123456789abcdef01234567", False),
        ("git+https://example.org/ada/enlsp-site", True),
        ("enlsp-site", True),
    ],
)
def test_another_enlsp_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spec: str, noted: bool
) -> None:
    assert parser.main(["new", str(tmp_path / "x"), "--generator", f" {spec} "]) == 0
    assert generator_of(tmp_path / "x") == spec
    assert (f"{spec} may be another enlsp tomorrow" in capsys.readouterr().out) is noted


@pytest.mark.parametrize("spec", ["--index-url=x", "-r other.txt", "# nothing"])
def test_what_pip_would_read_as_something_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spec: str
) -> None:
    assert parser.main(["new", str(tmp_path / "x"), f"--generator={spec}"]) == 2
    assert f"--generator is what pip can install, not `{spec}`" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_enlsp_that_may_not_be_released_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for from_folder in (True, False):
        monkeypatch.setattr(site_lock, "comes_from_a_folder", lambda told=from_folder: told)
        parser.main(["new", str(tmp_path / f"x{from_folder}")])
        assert ("name it with --generator" in capsys.readouterr().out) is from_folder


def test_the_options_say_what_it_is_about(tmp_path: Path) -> None:
    options = ["--name", "ENLSP", "--title", "Efficient: a workshop", "--year", "2031"]
    assert parser.main(["new", str(tmp_path / "x"), *options, "--host-conference", "NeurIPS 2031"]) == 0
    data = read(tmp_path / "x/content/site.yaml")
    assert (data["name"], data["title"]) == ("ENLSP", "Efficient: a workshop")
    assert (data["edition"], data["host"]) == ("2031", "NeurIPS 2031")


def test_without_options_the_folder_and_the_clock_say_it(tmp_path: Path) -> None:
    assert parser.main(["new", str(tmp_path / "deep/causal_reasoning-2"), "--name", "  "]) == 0
    data = read(tmp_path / "deep/causal_reasoning-2/content/site.yaml")
    assert data["name"] == "Causal reasoning 2"
    assert data["title"] == "Causal reasoning 2 Workshop"
    assert data["edition"] == str(dt.date.today().year)
    assert "host" not in data


def test_a_folder_called_workshop_is_no_workshop_workshop(site: Path) -> None:
    assert read(site / "content/site.yaml")["title"] == "My workshop"


@given(st.sampled_from(room.YEARS))
def test_the_dates_of_a_year_go_together(year: int) -> None:
    files = starter_files("X", "", year, "")
    submission, notification, camera_ready, workshop = (
        dt.date.fromisoformat(entry["date"]) for entry in parsed(files, "content/dates.yaml")
    )
    [item] = parsed(files, "content/news.yaml")
    assert dt.date(year, 1, 1) <= dt.date.fromisoformat(item["date"]) < submission
    assert submission < notification < camera_ready < workshop <= dt.date(year, 12, 31)
    assert workshop.weekday() == room.SATURDAY
    assert parsed(files, "content/schedule.yaml")[0]["date"] == str(workshop)


def parsed(files: dict[str, bytes], name: str) -> Any:
    data, problems = yaml.parse(files[name].decode(), name)
    assert problems == []
    return data


def test_the_schedule_finds_the_sample_speaker(site: Path) -> None:
    assert build(site) == 0
    page = (site / "public/2026/schedule/index.html").read_text("utf-8")
    assert "speakers/index.html#sample-speaker" in page
    assert "To be announced" in page


def test_git_keeps_what_was_written_and_not_what_was_made(site: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    written = set(contents(site))
    assert build(site) == 0
    (site / ".venv").mkdir()
    (site / ".venv/pyvenv.cfg").touch()
    subprocess.run([git, "init", "--quiet", str(site)], check=True)
    listing = [git, "-C", str(site), "ls-files", "--others", "--exclude-standard"]
    assert set(subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split()) == written


# --------------------------------------------------------------------------------------------------
# What it teaches


def yaml_files(site: Path) -> list[Path]:
    return sorted((site / "content").rglob("*.yaml"))


def test_every_yaml_file_names_its_schema(site: Path) -> None:
    for file in some(yaml_files(site)):
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        named = (file.parent / first.partition("=")[2]).resolve()
        kind = file.parent.name if file.parent.name in ("people", "reading") else file.stem
        assert named == (site / "content/.schema" / f"{kind}.json").resolve()
        assert Draft202012Validator(schemas()[kind]).is_valid(read(file)), file


def test_the_schemas_are_those_of_enlsp_schema(site: Path, tmp_path: Path) -> None:
    ours = {path.name: path.read_bytes() for path in write_schemas(tmp_path / "schemas")}
    assert contents(site / "content/.schema") == ours


def uncommented(text: str) -> str:
    """A content file with all of its examples in use, as its comments say: without their # and the space after it.

    Lines with a # alone part comments into paragraphs. One that begins with a list item or a key is an example.
    """
    lines: list[str] = []
    inside = example = False
    for line in text.split("\n"):
        if line.startswith("# ") and not inside:
            example = bool(re.match(r"# +(- |[a-z_]+:( |$))", line))
        inside = line.startswith("# ")
        lines.append(line[2:] if inside and example else line)
    return "\n".join(lines).replace(": []\n", ":\n")


def test_every_example_in_the_comments_can_be_used(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for file in yaml_files(site):
        file.write_text(uncommented(file.read_text("utf-8")), "utf-8")
    for name in ("ada.jpg", "banner.jpg", "example.svg", "example-dark.svg"):
        (site / "static/images" / name).write_bytes(any_picture(name))
    shutil.copy(site / "static/images/logo.svg", site / "static/images/logo-dark.svg")
    (site / "static/fonts").mkdir()
    shutil.copy(coverage.SERIF, site / "static/fonts/Name.ttf")
    (site / "static/papers").mkdir()
    for name in ("7.pdf", "7-poster.pdf"):
        (site / "static/papers" / name).touch()
    capfd.readouterr()
    assert build(site) == 0, capfd.readouterr().err
    speakers = read(site / "content/people/speakers.yaml")
    assert [person["name"] for person in speakers["people"]] == ["Sample Speaker", "Ada Lovelace"]
    assert speakers["layout"] == "cards"
    assert [paper["id"] for paper in read(site / "content/papers.yaml")["papers"]] == ["7", "12"]
    assert [tier["tier"] for tier in read(site / "content/sponsors.yaml")["tiers"]] == ["Gold", "Silver"]
    days = read(site / "content/schedule.yaml")
    assert [session["time"] for session in days[0]["sessions"]][-1] == "16:15"
    assert len(days) == 2
    assert read(site / "content/site.yaml")["look"]["banner"] == "images/banner.jpg"
    for file in yaml_files(site):
        kind = file.parent.name if file.parent.name in ("people", "reading") else file.stem
        faults = [fault.message for fault in Draft202012Validator(schemas()[kind]).iter_errors(read(file))]
        assert faults == []


CHECKED = (BudgetsEntry, UncheckedEntry)
TAUGHT = {
    "content/site.yaml": (SiteEntry, HostEntry, VenueEntry, LookEntry, RepositoryEntry, *CHECKED),
    "content/dates.yaml": (DateEntry,),
    "content/people/speakers.yaml": (
        PeopleFile,
        PersonEntry,
        PersonLinksEntry,
        TalkEntry,
    ),
    "content/sponsors.yaml": (TierEntry, SponsorEntry),
    "content/schedule.yaml": (DayEntry, SessionEntry),
    "content/papers.yaml": (PaperEntry, AuthorEntry),
    "content/news.yaml": (NewsEntry,),
    "content/reading/reading.yaml": (ReadingFile, ReadingEntry),
    "content/pages/call.md": (TopicsEntry,),
}


@pytest.mark.parametrize("name", TAUGHT)
def test_every_field_is_taught(name: str, site: Path) -> None:
    words = set(re.findall("[a-z_]+", (site / name).read_text("utf-8")))
    fields = {field.encode_name for entry in TAUGHT[name] for field in msgspec.structs.fields(entry)}
    assert fields - words == set()


def test_every_kind_of_session_and_date_is_taught(site: Path) -> None:
    for name, entry in (("dates", DateEntry), ("schedule", SessionEntry)):
        text = (site / f"content/{name}.yaml").read_text("utf-8")
        kinds = re.findall("'([a-z]+)'", str(entry.__annotations__["kind"]))
        assert len(kinds) >= 4
        assert [kind for kind in kinds if not re.search(rf"\b{kind}\b", text)] == []


def test_the_readme_is_one_page_of_commands_that_exist(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (site / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 66
    commands = re.findall(r"(?m)(?:^|`)enlsp ([a-z]+)((?: --[a-z-]+)*)", text)
    assert {name for name, _ in commands} == {"serve", "build", "schema", "import", "next", "archive"}
    for name, options in commands:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            parser.main([name, "--help"])
        assert left.value.code == 0
        known = capsys.readouterr().out
        assert [option for option in options.split() if option not in known] == []


# --------------------------------------------------------------------------------------------------
# Names of all kinds


def is_writable(text: str) -> bool:
    return bool(text) and not UNWANTED.search(text)


lines = st.text(max_size=40).map(lambda text: " ".join(text.split())).filter(is_writable)


@given(lines)
@example('A: "B"')
@example("Ünïcode's")
@example("{a: b}")
@example("2025-13-45")
@example("- #")
@example("c:\\new")
@example("...")
@example("---")
@example("key:")
@example("\U0001fffe")
def test_every_text_is_the_same_text_in_yaml(text: str) -> None:
    written = f"key: {scalar(text)}\nnext: x\n"
    assert yaml.parse(written, "x.yaml") == ({"key": text, "next": "x"}, [])
    assert other_yaml.safe_load(written) == {"key": text, "next": "x"}


@given(lines, lines, lines)
@example("{title}", "{year}", "{host}")
def test_names_come_into_the_site_as_they_were_given(name: str, title: str, host: str) -> None:
    files = starter_files(name, title, 2026, host)
    data = parsed(files, "content/site.yaml")
    assert (data["name"], data["title"], data["host"], data["edition"]) == (name, title, host, "2026")


def test_plain_names_need_no_quotes(tmp_path: Path) -> None:
    text = starter_files("ENLSP", "Efficient NLP, 5th edition", 2026, "NeurIPS 2026")["content/site.yaml"].decode()
    assert "\nname: ENLSP\ntitle: Efficient NLP, 5th edition\nedition: 2026\n" in text
    assert "\nhost: NeurIPS 2026\n" in text


@pytest.mark.parametrize("name", ['A: "B"', "Ünïcode's", "<script>x</script>", "NO", "C: *b* #1 & co."])
def test_a_site_of_any_name_builds(name: str, tmp_path: Path) -> None:
    assert parser.main(["new", str(tmp_path / "x"), f"--name={name}", f"--title=On {name}", "--year=2026"]) == 0
    assert build(tmp_path / "x") == 0
    page = (tmp_path / "x/public/index.html").read_text("utf-8")
    title = re.search("<title>(.*?)</title>", page)
    assert title is not None
    assert html.unescape(title[1]) == f"{name} 2026: On {name}"


def test_the_readme_shows_a_title_as_it_is() -> None:
    readme = starter_files("X", "*Fast* <b>& [small]", 2026, "")["README.md"].decode()
    assert readme.startswith("# \\*Fast\\* \\<b\\>\\& \\[small\\]\n")


# --------------------------------------------------------------------------------------------------
# What it refuses


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said when a site cannot be made."""
    capsys.readouterr()
    assert parser.main(["new", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (".hidden", "README.md", "a.txt", "b.txt"):
        (tmp_path / name).write_text("mine", "utf-8")
    before = contents(tmp_path)
    said = refused([str(tmp_path)], capsys)
    assert said == (
        f"enlsp: {tmp_path} is not empty: `.hidden`, `README.md`, `a.txt` and 1 more would be in the way\n"
        "choose a folder that is not there yet, or an empty one\n"
    )
    assert contents(tmp_path) == before


def test_a_second_time_is_refused_and_leaves_the_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(site)
    assert "is not empty: `.github`, `.gitignore`, `README.md` and 3 more" in refused([str(site)], capsys)
    assert contents(site) == before


def test_an_empty_folder_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert parser.main(["new", "."]) == 0
    assert "enlsp serve\n" in capsys.readouterr().out
    assert read(folder / "content/site.yaml")["name"] == "Here"


@pytest.mark.parametrize("name", ["notes.txt", "notes.txt/site"])
def test_a_file_is_no_folder(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", "utf-8")
    assert f"enlsp: {file} is a file, and a site is a folder" in refused([str(tmp_path / name)], capsys)
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize("year", ["26", "2026-27", "next", "1889", "٢٠٢٦"])
def test_a_year_is_a_year(year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused([str(tmp_path / "x"), "--year", year], capsys)
    assert said.startswith(f"enlsp: --year is a year from 1990 to 2100, not `{year}`\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--name", "--title", "--host-conference"])
@pytest.mark.parametrize("text", ["a\x00b", "a\udcffb", "\x1b[31mred"])
def test_a_name_that_no_file_may_hold_is_refused(
    option: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused([str(tmp_path / "x"), option, text], capsys)
    assert said == f"enlsp: {option} holds a character that cannot be written in a file\nwrite it without\n"
    assert list(tmp_path.iterdir()) == []


class FullDisk:
    """A disk that is full when a certain file is written."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Path.open

        def open_file(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
            if path.name == name and mode == "xb":
                raise OSError(28, "No space left on device", str(path))
            return whole(path, mode, *more, **named)

        monkeypatch.setattr(Path, "open", open_file)


def test_a_half_made_site_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    FullDisk("site.yaml", monkeypatch)
    (tmp_path / "empty").mkdir()
    for name in ("deep/er/x", "empty"):
        said = refused([str(tmp_path / name)], capsys)
        assert said.startswith(f"enlsp: {tmp_path / name} cannot be made: no space left on device\n")
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_file_that_comes_in_between_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("mine", "utf-8")
    monkeypatch.setattr(room, "_check_free", lambda *_: None)
    assert "cannot be made: file exists" in refused([str(tmp_path)], capsys)
    assert contents(tmp_path) == {"content/site.yaml": b"mine"}


@pytest.mark.parametrize("cut", [0, 7])
def test_what_was_killed_in_the_middle_can_be_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cut: int
) -> None:
    assert parser.main(["new", str(tmp_path / "whole")]) == 0
    whole = contents(tmp_path / "whole")
    for name in sorted(whole)[::3]:
        site = tmp_path / "site"
        shutil.rmtree(site, ignore_errors=True)
        assert parser.main(["new", str(site), "--name", "Whole"]) == 0
        (site / name).write_bytes(whole[name][:cut])
        assert parser.main(["new", str(site), "--name", "Whole"]) == 0, name
        assert contents(site) == whole
    assert parser.main(["new", str(site), "--name", "Whole"]) == 2  # it is whole
    (site / "content/site.yaml").write_text("mine")
    (site / "README.md").unlink()
    assert parser.main(["new", str(site), "--name", "Whole"]) == 2
    assert (site / "content/site.yaml").read_text() == "mine"


# --------------------------------------------------------------------------------------------------
# What it says


def test_it_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "two words"
    assert parser.main(["new", str(folder)]) == 0
    first, see, publish, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{folder} is made: ")
    assert see == f"to see it:      enlsp serve --site '{folder}'"
    assert "push it to GitHub" in publish
