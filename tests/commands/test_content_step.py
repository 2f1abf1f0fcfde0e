"""What `enlsp next` and `enlsp archive` do around their step: all refuse alike, and change nothing then."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.commands.content_step import StepError, loaded, take
from enlsp_site.storage.progress import ProgressBar

MakeSite = Callable[..., Site]

COMMANDS = (("next", "2032"), ("archive", "2030"), ("archive", "2030", "--part"))
OLD = {"editions/2030/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n"}


def content(site: Site) -> dict[str, bytes]:
    folders = (site.folder / "content", site.folder / "editions")
    return {
        path.relative_to(site.folder).as_posix(): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_step_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert take("next", lambda: ["moved: this", "made: that"]) == 0
    assert capsys.readouterr() == ("moved: this\nmade: that\n", "")


def test_it_is_told_how_far_the_reading_is(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = "".join(f"- {{id: {number}, title: Thing {number}, authors: [Ada]}}\n" for number in (7, 8, 9))
    site = make_site(OLD | {"content/papers.yaml": papers})
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(ProgressBar, "on", lambda _: lambda *step: told.append(step))
    loaded(site.folder)
    assert told[0] == ("reading", 0, 1)
    assert any(total == 3 for _, _, total in told), told
    assert told[-1] == ("", 0, 0)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (StepError("move it away first"), "enlsp next: move it away first\n"),
        (OSError(errno.ENOSPC, "No space left"), "enlsp next: no space left; nothing was changed\n"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    capsys: pytest.CaptureFixture[str], fault: Exception, told: str
) -> None:
    def step() -> list[str]:
        raise fault

    assert take("next", step) == 1
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_site_with_errors_is_left_as_it_is(make_site: MakeSite, command: tuple[str, ...]) -> None:
    site = make_site({**OLD, "content/dates.yaml": "- {name: Workshop, date: soon}\n"})
    before = content(site)
    told = site.run(*command)
    words = "the site has 1 error; mend them first: `enlsp build` tells them"
    assert (told.code, told.summary) == (1, f"enlsp {command[0]}: {words}")
    assert content(site) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_clock_that_is_none_is_told(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    told = make_site(OLD).run(*command)
    words = "SOURCE_DATE_EPOCH is no whole number of seconds: unset it"
    assert (told.code, told.summary) == (1, f"enlsp {command[0]}: {words}")
