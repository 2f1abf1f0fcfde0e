"""The content of the next edition, from that of this one: what lasts is kept, what does not is blank.

Names, look, home, navigation, the people who organize, the tiers of sponsors and the topics of the call last; dates,
programme, papers, talks, news and the words of pages do not, and are TBD, with a comment that says where those of
this edition are. Texts in, texts out: nothing is read or written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from enlsp_site.content.patching import writing
from enlsp_site.content.patching.changes import UnpatchableError, ValueChange
from enlsp_site.content.patching.patch import patched
from enlsp_site.model import talks
from enlsp_site.model.dates import Dates
from enlsp_site.model.edition import LISTS, Edition
from enlsp_site.model.pages import Page
from enlsp_site.model.site import Site
from enlsp_site.model.sponsors import Sponsors
from enlsp_site.text import ordinals, plain_text

LASTING = re.compile(
    r"organi[sz]|committee|chair|steering|board|advis|volunteer|reviewer|team|staff|mentor|"
    r"comite|bureau|conseil|equipe|benevole|relect|"
    r"komitee|ausschuss|gremium|vorsitz|vorstand|leitung|beirat|helfer|freiwillig|gutacht|"
    r"组织|組織|委员|委員|主席|顾问|顧問|志愿|志願|评审|評審|审稿|審稿|团队|團隊|导师|導師"
)
"""Groups of people who are asked whether they go on, by name or heading in English, French, German or Chinese, in
small letters without marks; speakers and panelists are others every year."""
BLANKED = ("theme", "description", "venue", "actions", "announcement", "papers_public_from", "unchecked")
"""What site.yaml says of one year only."""
ASKED = "# TBD: still with us? This list is that of {old}.\n"


def next_content(edition: Edition, texts: Mapping[str, bytes], year: str) -> dict[str, bytes]:
    """The files of the next edition by their paths in content/; `texts` are those of this one by theirs."""
    made: dict[str, str] = {}
    groups = [name for name in sorted(texts) if re.fullmatch(r"people/[^/]+\.ya?ml", name)]
    for name in groups:
        made |= {name: _group(texts[name].decode("utf-8-sig"), name, edition.id)}
    made |= {f"pages/{page.name}.md": _page(page, edition.id) for page in edition.pages}
    made |= {name: texts[name].decode("utf-8-sig") for name in sorted(texts) if name.startswith("data/")}
    made["dates.yaml"] = _dates(edition.dates, edition.id)
    for kind, what in (("schedule", "The programme"), ("papers", "The accepted papers"), ("news", "News")):
        made[f"{kind}.yaml"] = _empty(kind, f"{what} of {year}", edition.id, texts)
    if edition.sponsors:
        made["sponsors.yaml"] = _sponsors(edition.sponsors, edition.id)
    site = next(name for name in ("site.yaml", "site.yml") if name in texts)
    made["site.yaml"] = _site(texts[site].decode("utf-8-sig"), edition, year, _sections(made))
    return {name: text.encode() for name, text in sorted(made.items())}


def _sections(made: Iterable[str]) -> frozenset[str]:
    """What home and navigation can name, by the files that there are."""
    stems = {name.rpartition("/")[2].rpartition(".")[0] for name in made if not name.startswith("data/")}
    return frozenset(stems | {*LISTS, talks.NAME, "editions"})


def _head(schema: str) -> str:
    return f"# yaml-language-server: $schema={schema}\n"


def _empty(kind: str, what: str, old: str, texts: Iterable[str]) -> str:
    """A list with nothing in it yet; `texts` are the files of the old edition."""
    file = next((name for name in sorted(texts) if name.startswith(f"{kind}.")), "")
    there = f" That of {old} is in editions/{old}/{file}." if file else ""
    return f"{_head(f'.schema/{kind}.json')}# TBD: {what}.{there}\n[]\n"


def _dates(dates: Dates | None, old: str) -> str:
    """The important dates by their names, none of them known."""
    rows = [{"name": each.name, "date": "TBD", "kind": each.kind} for each in (dates.dates if dates else ())]
    note = f"# TBD: the days. Those of {old} are in editions/{old}/dates.yaml.\n"
    return _head(".schema/dates.json") + note + (_block(rows) if rows else "[]\n")


def _sponsors(sponsors: Sponsors, old: str) -> str:
    rows = [{"tier": tier.name, "sponsors": []} for tier in sponsors.tiers]
    note = f"# TBD: who sponsors this time. Those of {old} are in editions/{old}/sponsors.yaml.\n"
    return _head(".schema/sponsors.json") + note + (_block(rows) if rows else "[]\n")


def _block(rows: list[dict[str, Any]]) -> str:
    return writing.block(rows, 0, "dates") + "\n"


def _group(text: str, name: str, old: str) -> str:
    """A group of people: asked whether they go on; or, of those who are others every year, nobody yet."""
    heading = re.search(r"^heading:.*\n", text, re.M)
    if LASTING.search(plain_text.slug(f"{name} {heading[0] if heading else ''}")):
        return _below_modeline(text, ASKED.format(old=old))
    note = f"# TBD: who they are. Those of {old} are in editions/{old}/{name}.\n"
    return _head("../.schema/people.json") + note + (heading[0] if heading else "") + "people: [TBD]\n"


def _below_modeline(text: str, note: str) -> str:
    """A text with a comment at its beginning, below the line that editors look for."""
    modeline = re.match(r"# yaml-language-server:.*\n", text)
    start = modeline.end() if modeline else 0
    return text[:start] + note + text[start:]


def _page(page: Page, old: str) -> str:
    """A page by its title and its topics; its words are to be written."""
    front: dict[str, Any] = {"title": page.title}
    if page.topics:
        front["topics"] = [{"group": each.group, "items": [*each.items]} for each in page.topics]
    note = f"# TBD: its words. Those of {old} are in editions/{old}/pages/.\n"
    return f"---\n{note}{writing.block(front, 0)}\n---\n\nTBD\n"


def _site(text: str, edition: Edition, year: str, sections: frozenset[str]) -> str:
    """site.yaml with the new year, without what was said of the old one, and with home and navigation as far as there
    is something to show."""
    from enlsp_site.content.syntax import yaml

    data, _ = yaml.parse(text, "site.yaml")
    kept = {key: _renewed(key, value, edition, year, sections) for key, value in data.items() if key not in BLANKED}
    kept["venue"] = "TBD"
    changes = [ValueChange("remove", (key,)) for key in data if key in BLANKED and key != "venue"]
    changes += [ValueChange("set", (key,), kept[key]) for key in data if key in kept and kept[key] != data[key]]
    changes += [] if "venue" in data else [ValueChange("add", (), "TBD", None, "venue")]
    note = (
        f"# TBD: title, host and links of this year. Those of {edition.id} are in editions/{edition.id}/site.yaml.\n"
    )
    try:
        made = patched(text, changes)
        if yaml.parse(made, "site.yaml")[0] != kept:
            raise UnpatchableError
    except UnpatchableError:
        made = writing.document(kept, ".schema/site.json")
    return _below_modeline(made, note)


def next_title(site: Site, year: str) -> tuple[str, str]:
    """The full name of the next edition, with the next number and year where it has them, and what is to be said of
    that; nothing where it is as it was."""
    words = f"{site.name} {site.host.name if site.host else ''}".split()
    found = ordinals.numbered(site.title, words)
    raised = re.sub(rf"\b{re.escape(site.edition)}\b", year, found.title if found and found.title else site.title)
    if raised != site.title:
        return raised, f"its title is “{raised}” now: look whether that is right"
    return raised, f"its title stays: “{found.ordinal}” in it may be no number of the workshop" if found else ""


def _renewed(key: str, value: Any, edition: Edition, year: str, sections: frozenset[str]) -> Any:
    """What becomes of a field of site.yaml."""
    if key == "edition":
        return year
    if key == "title":
        return next_title(edition.site, year)[0]
    if key == "host":
        return _host(value, edition.id, year)
    if key in ("home", "nav"):
        return [each for each in value if (name := _named(each)) is None or name in sections]
    return value


def _named(each: Any) -> str | None:
    """The section that an entry of `home` or `nav` names; None where it leads somewhere else."""
    return each if isinstance(each, str) else each.get("section")


def _host(value: Any, old: str, year: str) -> Any:
    """The host conference of the next year; where it is not a series of years, or its address holds the year, what is
    not known is left out."""
    name = value.get("name", "") if isinstance(value, dict) else value
    return name.replace(old, year) if isinstance(name, str) and old in name else value
