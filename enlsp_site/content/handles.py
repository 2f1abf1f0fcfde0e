"""What people are called elsewhere: a user name, an iD or a profile's key, and the address that it stands for."""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.model import urls


class Form(NamedTuple):
    """How a handle is written: a pattern, the address with `{}` for each of its groups, and an example."""

    pattern: str
    address: str
    example: str


FORMS = {
    "scholar": Form(r"([\w-]{12})", "https://scholar.google.com/citations?user={}", "qc6CJjYAAAAJ"),
    "linkedin": Form(r"(?:in/)?([\w%-]{3,100})/?", "https://www.linkedin.com/in/{}", "ada-lovelace"),
    "orcid": Form(r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx])", "https://orcid.org/{}", "0000-0002-1825-0097"),
    "dblp": Form(r"(?:pid/)?([0-9]{1,3}/[\w-]+|[a-z]/[\w-]+)", "https://dblp.org/pid/{}", "65/9612"),
    "openreview": Form(r"(~[^\s/]+[0-9]+)", "https://openreview.net/profile?id={}", "~Ada_Lovelace1"),
    "github": Form(r"@?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))", "https://github.com/{}", "adalovelace"),
    "huggingface": Form(r"@?([A-Za-z0-9][\w.-]*)", "https://huggingface.co/{}", "adalovelace"),
    "x": Form(r"@?([A-Za-z0-9_]{1,15})", "https://x.com/{}", '"@adalovelace"'),
    "bluesky": Form(r"@?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", "https://bsky.app/profile/{}", "ada.bsky.social"),
    "mastodon": Form(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)", "https://{1}/@{0}", '"@ada@mastodon.social"'),
    "youtube": Form(r"(@[\w.-]+)", "https://www.youtube.com/{}", '"@adalovelace"'),
}
"""The kinds of a person's links that can be written without an address."""


def is_bare(written: str) -> bool:
    """Whether what stands for a link has no mark of an address or a file: a scheme, a host before a slash, `www.`."""
    written = written.strip()
    first, slash, _ = written.partition("/")
    is_host = bool(slash) and ("." in first or not first)
    return not (urls.scheme(written) or is_host or written.startswith("www.") or urls.fault(written))


def address_of(kind: str, written: str) -> str | None:
    """The address that a handle stands for; nothing if it does not have the form of its kind."""
    form = FORMS[kind]
    found = re.fullmatch(form.pattern, written.strip())
    return form.address.format(*found.groups()) if found else None
