"""The kinds of a person's links: schema, handles, importers, templates, words and docs know the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from enlsp_site.content import handles, json_schema
from enlsp_site.content.entries.people import PersonLinksEntry
from enlsp_site.content.link_labels import NAMES
from enlsp_site.importers.parse import people, rows
from enlsp_site.importers.result import ENTRIES
from enlsp_site.model import link_kinds, wording
from enlsp_site.model.identity import PROFILES
from enlsp_site.model.link_kinds import PERSON, LinkKind

EVERY = pytest.mark.parametrize("kind", PERSON, ids=lambda kind: kind.name)
DOCS = Path(__file__).resolve().parents[2] / "docs/content.md"


def test_editors_offer_every_kind_with_its_words() -> None:
    assert PersonLinksEntry.__struct_fields__ == tuple(kind.name for kind in PERSON)
    fields = json_schema.schemas()["people"]["$defs"]["PersonLinksEntry"]["properties"]
    for kind in PERSON:
        text = fields[kind.name]
        assert (text["description"], text["examples"]) == (kind.about, [kind.example])


@EVERY
def test_every_kind_has_a_title_in_all_languages(kind: LinkKind) -> None:
    for language in wording.known():
        entries = wording.language(language).entries
        assert (f"link_{kind.name}" in entries) != bool(kind.title), language
    assert NAMES.get(kind.name, "") == kind.title


@EVERY
def test_what_a_name_stands_for_is_an_address_of_its_kind(kind: LinkKind) -> None:
    if not kind.pattern:
        assert (kind.address, kind.name in ("home", "email")) == ("", True)
        return
    address = handles.address_of(kind.name, kind.example)
    assert address is not None
    assert people.link_kind(address) == (kind.name if kind.hosts else "home")


@EVERY
def test_tables_and_data_files_may_have_every_kind(kind: LinkKind) -> None:
    address = f"mailto:{kind.example}" if kind.name == "email" else kind.example
    made = rows.person({kind.name: kind.example}, "Ada Lovelace")
    assert made == {"name": "Ada Lovelace", "links": {kind.name: kind.example}}, address
    if kind.name != "email":
        row = {"name": "Ada Lovelace", kind.name: kind.example}
        assert people.person(row, lambda _: "")["links"] == {kind.name: kind.example}
    assert kind.name in ENTRIES["links"].__struct_fields__


@EVERY
def test_the_docs_have_a_row_for_every_kind(kind: LinkKind) -> None:
    assert f"| `{kind.name}` | {kind.about} | `{kind.name}: {kind.written}` |" in DOCS.read_text("utf-8")


def test_profiles_are_what_is_one_persons_alone() -> None:
    assert set(PROFILES) == {kind.name for kind in PERSON} - {"home", "youtube", "email"}


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("scholar.google.de", "scholar"),
        ("de.linkedin.com", "linkedin"),
        ("www.github.com", "github"),
        ("adalovelace.github.io", ""),
        ("twitter.com", "x"),
        ("notx.com", ""),
        ("dblp.uni-trier.de", "dblp"),
    ],
)
def test_the_host_says_the_kind(host: str, kind: str) -> None:
    assert link_kinds.kind_of_host(host) == kind
