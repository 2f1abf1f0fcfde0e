"""Where a host opens a file in its editor."""

from __future__ import annotations

import pytest

from enlsp_site.model.repository import Repository, edit_address, software_of


@pytest.mark.parametrize(
    ("repository", "file", "address"),
    [
        (
            Repository(url="https://github.com/a/b", software="github", host="GitHub"),
            "content/people/speakers.yaml",
            "https://github.com/a/b/edit/main/content/people/speakers.yaml",
        ),
        (
            Repository(url="https://gitlab.com/group/sub/b", software="gitlab", host="GitLab", branch="pages/new"),
            "content/dates.yaml",
            "https://gitlab.com/group/sub/b/-/edit/pages/new/content/dates.yaml",
        ),
        (
            Repository(url="https://codeberg.org/a/b", software="forgejo", host="Codeberg", folder="web/site"),
            "content/pages/call #2 & ß?.md",
            "https://codeberg.org/a/b/_edit/main/web/site/content/pages/call%20%232%20%26%20%C3%9F%3F.md",
        ),
    ],
)
def test_a_file_opens_in_the_editor_of_its_host(repository: Repository, file: str, address: str) -> None:
    assert edit_address(repository, file) == address


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("github.com", ("github", "GitHub")),
        ("codeberg.org", ("forgejo", "Codeberg")),
        ("gitlab.uni.example", ("gitlab", "gitlab.uni.example")),
        ("forgejo.example.org", ("forgejo", "forgejo.example.org")),
        ("git.example.org", None),
        ("example.gitlab.com", None),
    ],
)
def test_the_name_of_a_host_may_tell_what_it_runs(host: str, known: tuple[str, str] | None) -> None:
    assert software_of(host) == known
