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
    """The address that a handle stands for; None if it does not have the form of its kind."""
    form = BY_NAME[kind]
    found = re.fullmatch(form.pattern, written.strip())
    return form.address.format(*found.groups()) if found else None


_ORCID = re.compile(r"(?:^|orcid\.org/)([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])(?:[/?#]|$)", re.I)


def orcid_fault(written: str) -> tuple[str, str] | None:
    """What is wrong with an ORCID iD or its address, and what to do: an address that only its owner can open, or an
    iD whose last character is not that of its digits (ISO 7064, MOD 11-2). None where it is right or no iD at all."""
    if re.search(r"orcid\.org/(?:my-orcid|signin|login|register|oauth)", written, re.I):
        return "this is where you log in to ORCID, and not your page", "write your iD, as in 0000-0002-1825-0097"
    found = _ORCID.search(written.strip())
    if not found or _check_character(found[1]) == found[1][-1].upper():
        return None
    return f"{found[1]} is no ORCID iD: its last character does not go with the others", "check it for a slip"


def _check_character(orcid: str) -> str:
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    left = (12 - total % 11) % 11
    return "X" if left == 10 else str(left)
