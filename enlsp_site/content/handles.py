"""What people are called elsewhere: a user name, an iD or a profile's key, and the address that it stands for."""

from __future__ import annotations

import re

from enlsp_site.model import urls
from enlsp_site.model.link_kinds import BY_NAME


def is_bare(written: str) -> bool:
    """Whether what stands for a link has no mark of an address or a file: a scheme, a host before a slash, `www.`."""
    written = written.strip()
    first, slash, _ = written.partition("/")
    is_host = bool(slash) and ("." in first or not first)
    return not (urls.scheme(written) or is_host or written.startswith("www.") or urls.fault(written))


def address_of(kind: str, written: str) -> str | None:
    """The address that a handle stands for; nothing if it does not have the form of its kind."""
    form = BY_NAME[kind]
    found = re.fullmatch(form.pattern, written.strip())
    return form.address.format(*found.groups()) if found else None
