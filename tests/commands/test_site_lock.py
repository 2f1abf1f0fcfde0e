"""What a site is built with: files that pip reads, which name one version of everything."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from test_lock import BUILD, locked

from enlsp_site import __version__
from enlsp_site.commands import site_lock

ELSEWHERE = "git+https://example.org/ada/enlsp-site"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def said_by_pip(monkeypatch: pytest.MonkeyPatch, source: object) -> None:
    """Let the package have come from where pip wrote down (`direct_url.json`, PEP 610), or from an index."""

    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(source) if source and name == "direct_url.json" else None

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed())


def test_the_libraries_are_those_that_this_generator_was_tested_with(tmp_path: Path) -> None:
    files = site_lock.site_lock("enlsp-site==9.9")
    (tmp_path / "build.txt").write_bytes(files["requirements/build.txt"])
    assert locked(tmp_path / "build.txt") == locked(BUILD)
    assert "make lock" not in files["requirements/build.txt"].decode()


def test_the_generator_is_one_line_for_pip() -> None:
    for generator in ("enlsp-site==9.9", f"{ELSEWHERE}@{COMMIT}"):
        lines = site_lock.site_lock(generator)["requirements/generator.txt"].decode().splitlines()
        assert [line for line in lines if not line.startswith("#")] == [generator]


def test_a_released_generator_is_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    said_by_pip(monkeypatch, None)
    [pin] = Requirement(site_lock.this_generator()).specifier
    assert (pin.operator, pin.version) == ("==", __version__)
    assert not site_lock.comes_from_a_folder()


def test_a_generator_from_a_repository_is_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    url = ELSEWHERE.removeprefix("git+")
    said_by_pip(
        monkeypatch, {"url": url, "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": COMMIT}}
    )
    requirement = Requirement(site_lock.this_generator())
    assert (requirement.name, requirement.url) == ("enlsp-site", f"{ELSEWHERE}@{COMMIT}")
    assert site_lock.is_exact(site_lock.this_generator())


@pytest.mark.parametrize("how", [{"editable": True}, {}])
def test_a_generator_from_a_folder_is_known(monkeypatch: pytest.MonkeyPatch, how: dict[str, bool]) -> None:
    said_by_pip(monkeypatch, {"url": "file:///somewhere", "dir_info": how})
    assert site_lock.comes_from_a_folder()
    assert site_lock.this_generator() == f"enlsp-site=={__version__}"


@pytest.mark.parametrize(
    ("generator", "exact"),
    [
        ("enlsp-site==0.1.0", True),
        ("enlsp-site == 0.1.0", True),
        (f"{ELSEWHERE}@{COMMIT}", True),
        (f"{ELSEWHERE}@v0.1.0#egg=enlsp-site", True),
        (f"enlsp-site @ {ELSEWHERE}@{COMMIT}", True),
        ("https://example.org/enlsp_site-0.1.0-py3-none-any.whl", True),
        ("enlsp-site", False),
        ("enlsp-site~=0.1", False),
        ("enlsp-site==0.1.*", False),
        (ELSEWHERE, False),
        (f"{ELSEWHERE}@main", False),
        (f"enlsp-site @ {ELSEWHERE}", False),
        ("git+ssh://git@example.org/ada/2027", False),
        ("../enlsp-site", False),
    ],
)
def test_what_names_one_version_is_told_from_what_does_not(generator: str, exact: bool) -> None:
    assert site_lock.is_exact(generator) is exact


def test_nothing_is_asked_for_by_name_alone() -> None:
    text = site_lock.site_lock("enlsp-site==9.9")["requirements/build.txt"].decode()
    assert re.findall(r"(?m)^[a-z0-9-]+(?!==)[^a-z0-9=-].*$", text) == []
