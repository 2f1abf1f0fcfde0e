"""Names on other sites, and the addresses that they stand for."""

from __future__ import annotations

import pytest

from enlsp_site.content import handles
from enlsp_site.model.link_kinds import PERSON, LinkKind


@pytest.mark.parametrize("kind", [kind for kind in PERSON if kind.pattern], ids=lambda kind: kind.name)
def test_each_example_has_an_address(kind: LinkKind) -> None:
    assert handles.is_bare(kind.example)
    assert str(handles.address_of(kind.name, kind.example)).startswith("https://")


@pytest.mark.parametrize(
    ("kind", "written", "address"),
    [
        ("github", "anaruiz", "https://github.com/anaruiz"),
        ("github", "@anaruiz", "https://github.com/anaruiz"),
        ("x", "@anaruiz", "https://x.com/anaruiz"),
        ("bluesky", "@ana.bsky.social", "https://bsky.app/profile/ana.bsky.social"),
        ("huggingface", "ana.ruiz", "https://huggingface.co/ana.ruiz"),
        ("openreview", "~Ben_Okri1", "https://openreview.net/profile?id=~Ben_Okri1"),
        ("orcid", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
        ("scholar", "qc6CJjYAAAAJ", "https://scholar.google.com/citations?user=qc6CJjYAAAAJ"),
        ("dblp", "65/9612", "https://dblp.org/pid/65/9612"),
        ("dblp", "pid/l/AdaLovelace", "https://dblp.org/pid/l/AdaLovelace"),
        ("mastodon", "@ben@mastodon.social", "https://mastodon.social/@ben"),
        ("mastodon", "ben@mastodon.social", "https://mastodon.social/@ben"),
        ("linkedin", "ana-ruiz-1", "https://www.linkedin.com/in/ana-ruiz-1"),
        ("linkedin", "in/ana-ruiz", "https://www.linkedin.com/in/ana-ruiz"),
        ("youtube", "@ana", "https://www.youtube.com/@ana"),
    ],
)
def test_a_name_stands_for_an_address(kind: str, written: str, address: str) -> None:
    assert handles.is_bare(written)
    assert handles.address_of(kind, written) == address


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("github", "ana ruiz"),
        ("orcid", "0000-0002"),
        ("openreview", "Ben Okri"),
        ("bluesky", "ana"),
        ("mastodon", "ben"),
    ],
)
def test_what_has_not_the_form_stands_for_nothing(kind: str, written: str) -> None:
    assert handles.address_of(kind, written) is None


@pytest.mark.parametrize(
    "written", ["https://github.com/a", "github.com/a", "www.x.com", "/files/a.html", "https://…"]
)
def test_addresses_are_not_bare(written: str) -> None:
    assert not handles.is_bare(written)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("0000-0002-1825-0097", ""),
        ("https://orcid.org/0000-0002-1694-233X", ""),
        ("orcid.org/0000-0002-1694-233x", ""),
        ("TBD", ""),
        ("0000-0002-1825-0096", "0000-0002-1825-0096 is no ORCID iD: its last character does not go with the others"),
        ("https://orcid.org/0000-0002-1694-2330", "0000-0002-1694-2330 is no ORCID iD"),
        ("https://orcid.org/my-orcid?orcid=0000-0002-1825-0097", "this is where you log in to ORCID"),
        ("http://orcid.org/0000-0002-1694-2330?lang=en", "0000-0002-1694-2330 is no ORCID iD"),
        ("https://orcid.org/0000-0002-1694-233X/print", ""),
        ("https://orcid.org/signin", "this is where you log in to ORCID"),
    ],
)
def test_an_orcid_is_checked_by_its_digits(written: str, fault: str) -> None:
    found = handles.orcid_fault(written)
    assert found[0].startswith(fault) if found and fault else (not found and not fault)
