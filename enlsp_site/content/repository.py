"""Where the site's files are kept: `repository` of site.yaml."""

from __future__ import annotations

from enlsp_site.content.codes import BAD_VALUE
from enlsp_site.content.entries.repository import RepositoryEntry
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import urls
from enlsp_site.model.codes import BAD_URL
from enlsp_site.model.repository import SOFTWARE, Repository, software_of
from enlsp_site.storage.late_patterns import late

_BY_SSH = late(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)[:/](?P<path>[\w./-]+?)(?:\.git)?/?")
"""What `git remote` says of a repository that is reached by SSH."""


def read_repository(reader: Reader, written: RepositoryEntry | str | None, origin: Origin) -> Repository | None:
    """The repository; None where none is named, it is to be announced, or a problem was found. Reports `bad-url` and
    `bad-value`."""
    entry = RepositoryEntry(url=written) if isinstance(written, str) else written
    where = origin if isinstance(written, str) else origin.at("url")
    address = _address(reader, entry.url, where) if entry else ""
    if not entry or not address:
        return None
    from urllib.parse import urlsplit

    host = (urlsplit(address).hostname or "").lower()
    known = software_of(host) or ((entry.software, host) if entry.software else None)
    if known is None:
        hint = f"write `repository: {{url: {address}, software: {' or '.join(SOFTWARE)}}}`"
        reader.complain(where, BAD_VALUE, f"what `{host}` runs cannot be told by its name", hint)
        return None
    folder = (entry.folder or "").strip("/")
    if any(step in ("", ".", "..") for step in folder.split("/")) and folder:
        reader.complain(
            origin.at("folder"), BAD_VALUE, f"`{folder}` is no folder of a repository", "write it as site"
        )
        return None
    branch = (entry.branch or "").strip() or "main"
    return Repository(url=address, software=entry.software or known[0], host=known[1], branch=branch, folder=folder)


def _address(reader: Reader, written: str, origin: Origin) -> str:
    """The address of a repository as browsers show it; empty, and a problem, where it is none."""
    if found := _BY_SSH.fullmatch(written.strip()):
        hint = f"write https://{found['host']}/{found['path']}"
        reader.complain(origin, BAD_URL, "this is the address that git uses, and browsers another", hint)
        return ""
    from urllib.parse import urlsplit

    address = reader.known(written).rstrip("/").removesuffix(".git")
    if not address:
        return ""
    if urls.scheme(address) not in ("http", "https"):
        hint = "write https://github.com/OWNER/REPOSITORY"
        reader.complain(origin, BAD_URL, "the address of the repository must be a whole one", hint)
        return ""
    if not reader.link(address, origin):
        return ""
    if "@" in urlsplit(address).netloc:
        hint = "write it as a browser shows it, such as https://github.com/OWNER/REPOSITORY"
        reader.complain(origin, BAD_URL, "an address with a user or a password would be on every page", hint)
        return ""
    steps = [step for step in urlsplit(address).path.split("/") if step]
    if len(steps) < 2 or "-" in steps or "tree" in steps[2:] or "src" in steps[2:] or {"?", "#"} & set(address):
        hint = "write {url: https://github.com/OWNER/REPOSITORY, branch: main, folder: site}"
        reader.complain(origin, BAD_URL, f"`{address}` is not the address of a repository alone", hint)
        return ""
    return address
