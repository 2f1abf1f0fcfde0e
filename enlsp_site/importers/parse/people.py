"""People of foreign files to people of ours: fields under their many names, links by where they lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.parse.tables import lower, said
from enlsp_site.importers.result import Plain, entry
from enlsp_site.model.link_kinds import PERSON, kind_of_host

GROUPS = (
    ("speakers", r"speaker|keynote"),
    ("panelists", r"panell?ist"),
    ("volunteers", r"volunteer"),
    ("committee", r"committee|reviewer|\bpc\b"),
    ("organizers", r"organi[sz](?:er|ing)|\bchairs?\b|organi[sz]ation$"),
    ("mentors", r"mentors\b"),
    ("advisors", r"advis[oe]r|advisory"),
    ("moderators", r"moderator"),
)
_ALSO = {
    "home": ("link", "page", "site"),
    "scholar": ("scholar_link",),
    "linkedin": ("linkedin_link",),
    "x": ("twitter_link",),
    "github": ("github_link",),
}
"""What fields of data files are called besides what columns of tables are."""
_LINKS = {
    kind.name: (*(name.replace(" ", "_") for name in kind.columns), *_ALSO.get(kind.name, ()), kind.name)
    for kind in PERSON
    if kind.name != "email"
}


def group_of(words: str) -> str:
    """The group of people that a heading or the name of a file tells of; an empty text if it tells of none."""
    line = words.lower().replace("_", " ").replace("-", " ")
    return next((name for name, pattern in GROUPS if re.search(pattern, line)), "")


def link_kind(address: str) -> str:
    """What kind of a person's link an address is, by where it leads: `home` if it is nowhere known."""
    try:
        host = (urlsplit(address.strip()).hostname or "").lower()
    except ValueError:
        return "home"
    return kind_of_host(host) or "home"


def links_of(addresses: list[str]) -> Plain:
    """A person's links from addresses; of two of a kind the first."""
    found: Plain = {}
    for address in addresses:
        if address.startswith(("http://", "https://")):
            found.setdefault(link_kind(address), address.strip())
    return entry("links", **found)


def link(value: str) -> str:
    """A link as it is written: addresses whole, names without a blank."""
    value = value.strip()
    if value.startswith("www."):
        return f"https://{value}"
    return "" if re.search(r"\s", value) or value in ("#", "-", "/") else value


def person(row: dict[str, Any], photo: Callable[[str], str]) -> Plain:
    """A person from a mapping; `photo` finds the picture that a field names. Without a name there is none."""
    fields = lower(row)
    honorific, name = facts.named(plain(said(fields.get("name"))))
    title = plain(said(fields.get("title")))
    is_honorific = bool(
        re.fullmatch(r"(?i)(?:(?:assoc|assist)\w*\.?\s*)?(?:prof|dr|professor|mr|ms|mrs)\.?(?:\s*dr\.?)?", title)
    )
    role = plain(said(fields.get("role") or fields.get("position")))
    return entry(
        "person",
        name=name,
        honorific=title if is_honorific else honorific,
        role=role or ("" if is_honorific else title),
        affiliations=affiliations(fields),
        country=plain(said(fields.get("country"))),
        photo=photo(said(fields.get("photo") or fields.get("image") or fields.get("img") or fields.get("picture"))),
        links=_links(fields),
        bio=words(said(fields.get("bio") or fields.get("biography"))),
    )


def affiliations(fields: dict[str, Any]) -> list[str]:
    """A person's affiliations, from a text or a list."""
    keys = ("affiliations", "affiliation", "institution", "institutions", "organization", "company", "university")
    value = next((fields[key] for key in keys if fields.get(key)), "")
    parts = value if isinstance(value, list) else [value]
    return [plain(said(each)) for each in parts if said(each)]


def words(text: str) -> str:
    """A longer text of a field, as Markdown; an empty text for what is still to come, or not there."""
    from enlsp_site.importers.parse import markup, prose
    from enlsp_site.model.times import is_tbd

    if not text or is_tbd(text):
        return ""
    if "<" not in text:
        return re.sub(r"[ \t]*\n[ \t]*", "\n", prose.quoted(text))
    writer = prose.MarkdownWriter(lambda address, _: address if "://" in address else "", lambda _address, _: "")
    return writer.markdown(markup.parsed(text).children)


def _links(fields: dict[str, Any]) -> Plain:
    found: Plain = {}
    for kind, keys in _LINKS.items():
        for key in keys:
            value = link(said(fields.get(key) or fields.get(f"{key}_link") or fields.get(f"{key}_url")))
            if value and kind == "home" and value.startswith("http"):
                found.setdefault(link_kind(value), value)
            elif value and kind != "home":
                found.setdefault(kind, value)
    for each in fields.get("links") or () if isinstance(fields.get("links"), list) else ():
        address = (
            said(each.get("url") or each.get("absolute_url") or each.get("href")) if isinstance(each, dict) else ""
        )
        found |= {kind: url for kind, url in links_of([address]).items() if kind not in found}
    return entry("links", **found)
