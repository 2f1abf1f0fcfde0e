"""Where a site's content is kept, and how its host opens a file of it in its editor.

The forms of addresses are those that the hosts' own *Edit* buttons have (docs/edit-in-the-browser.md says where they
are documented). What an editor does with a line is its own affair: `#L12` leads there in GitHub's and GitLab's, and
elsewhere says nothing.
"""

from __future__ import annotations

from typing import Literal, get_args

from enlsp_site.model.record import Record

Software = Literal["github", "gitlab", "forgejo"]
"""What a host runs; Gitea has the addresses of Forgejo, which comes from it."""

SOFTWARE: tuple[str, ...] = get_args(Software)

HOSTS: dict[str, tuple[Software, str]] = {
    "github.com": ("github", "GitHub"),
    "gitlab.com": ("gitlab", "GitLab"),
    "codeberg.org": ("forgejo", "Codeberg"),
    "gitea.com": ("forgejo", "Gitea"),
}
"""Hosts that are known, each with what it runs and what it is called."""

_EDITORS: dict[Software, str] = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}


class Repository(Record, frozen=True):
    """Where the files of a site are kept: `url` is the address of the repository, without a slash at its end, `host`
    what its host is called, `branch` the one that is published, and `folder` where in it the site is (empty: it is
    the whole repository)."""

    url: str
    software: Software
    host: str
    branch: str = "main"
    folder: str = ""


def software_of(host: str) -> tuple[Software, str] | None:
    """Return what a host runs and what it is called; None where its name does not tell."""
    if host in HOSTS:
        return HOSTS[host]
    named: dict[str, Software] = {"gitlab": "gitlab", "forgejo": "forgejo", "gitea": "forgejo"}
    found = next((software for name, software in named.items() if name in host.split(".")[0]), None)
    return (found, host) if found else None


def edit_address(repository: Repository, file: str) -> str:
    """Return the address at which the host opens a file of the site, by its path from the site's folder."""
    from urllib.parse import quote

    path = "/".join(filter(None, (repository.folder, file)))
    return f"{repository.url}/{_EDITORS[repository.software]}/{quote(repository.branch)}/{quote(path)}"
