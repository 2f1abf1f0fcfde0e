"""Where records live, and how pages point to one another."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.model import urls

BASE = "https://example.org/enlsp/"


def test_sections_and_papers_have_folders_of_their_own() -> None:
    assert urls.section_path("2025", "speakers") == "2025/speakers/index.html"
    assert urls.section_path("2025", "") == "2025/index.html"
    assert urls.paper_path("2025", "7-b") == "2025/papers/7-b/index.html"


@pytest.mark.parametrize(
    ("address", "here", "written"),
    [
        ("site:2025/call/index.html", "2025/speakers/index.html", "../call/index.html"),
        ("site:2025/call/index.html", "2025/index.html", "call/index.html"),
        ("site:2025/call/index.html", "index.html", "2025/call/index.html"),
        ("site:2025/index.html", "2025/call/index.html", "../index.html"),
        ("site:index.html", "2025/papers/7/index.html", "../../../index.html"),
        ("site:theme/style.css", "2025/papers/7/index.html", "../../../theme/style.css"),
        ("site:2025/papers/7/index.html", "2025/papers/8/index.html", "../7/index.html"),
        ("site:2025/papers/7.pdf", "2025/papers/7/index.html", "../7.pdf"),
        ("site:2024/call/index.html", "2025/call/index.html", "../../2024/call/index.html"),
        ("site:2025/speakers/index.html#lu-hou", "2025/schedule/index.html", "../speakers/index.html#lu-hou"),
        ("site:2025/index.html", "2025/index.html", "index.html"),
        ("site:2025/index.html#call", "2025/index.html", "#call"),
        ("site:2025/my%20page/index.html#a", "2025/my page/index.html", "#a"),
        ("https://example.org/a#b", "2025/index.html", "https://example.org/a#b"),
        ("mailto:a@example.org", "2025/index.html", "mailto:a@example.org"),
        ("#anchor", "2025/index.html", "#anchor"),
        ("", "2025/index.html", ""),
    ],
)
def test_a_page_writes_addresses_relative_to_itself(address: str, here: str, written: str) -> None:
    assert urls.relative(address, here) == written


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1).filter(
    lambda name: name not in {".", ".."}
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_relative_address_leads_a_browser_to_the_file(target: str, here: str) -> None:
    page = "https://example.org" + urls.inside(here).replace("site:", "/any/prefix/")
    led = urlsplit(urljoin(page, urls.relative(urls.inside(target), here)))
    assert (led.hostname, led.query, led.fragment) == ("example.org", "", "")
    assert unquote(led.path) == f"/any/prefix/{target}"


@given(PATHS)
def test_a_public_address_means_the_file(target: str) -> None:
    led = urlsplit(urls.absolute(BASE, urls.inside(target)))
    path = unquote(led.path)
    assert (led.query, led.fragment) == ("", "")
    assert path + ("index.html" if path.endswith("/") else "") == f"/enlsp/{target}"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("papers/a b.pdf", "site:papers/a%20b.pdf"),
        ("papers/100%.pdf", "site:papers/100%25.pdf"),
        ("papers/what?.pdf", "site:papers/what%3F.pdf"),
        ("papers/#1.pdf", "site:papers/%231.pdf"),
        ("a:b.pdf", "site:a%3Ab.pdf"),
        ('a"<b>\\.pdf', "site:a%22%3Cb%3E%5C.pdf"),
        ("论文/über.pdf", "site:论文/über.pdf"),
        ("it's (1)&~_-,.pdf", "site:it's (1)&~_-,.pdf".replace(" ", "%20")),
    ],
)
def test_what_would_mean_something_else_in_an_address_is_encoded(path: str, written: str) -> None:
    assert urls.inside(path) == written


def test_an_anchor_is_set_after_the_path() -> None:
    assert urls.inside("2025/speakers/index.html", "lu-hou") == "site:2025/speakers/index.html#lu-hou"
    assert urls.inside("a#b.html", "c") == "site:a%23b.html#c"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("site:index.html", BASE),
        ("site:2025/index.html", BASE + "2025/"),
        ("site:2025/call/index.html#topics", BASE + "2025/call/#topics"),
        ("site:404.html", BASE + "404.html"),
        ("site:2025/a%20b.pdf", BASE + "2025/a%20b.pdf"),
        ("site:2025/myindex.html", BASE + "2025/myindex.html"),
        ("https://example.com/index.html", "https://example.com/index.html"),
        ("#a", "#a"),
    ],
)
def test_public_addresses_have_no_index_html(address: str, public: str) -> None:
    assert urls.absolute(BASE, address) == public


@pytest.mark.parametrize(
    ("iri", "uri"),
    [
        ("https://example.org/über/", "https://example.org/%C3%BCber/"),
        ("https://example.org/a%20b?c=d&e#f", "https://example.org/a%20b?c=d&e#f"),
        ("https://example.org/論文", "https://example.org/%E8%AB%96%E6%96%87"),
    ],
)
def test_an_iri_becomes_a_uri_once(iri: str, uri: str) -> None:
    assert urls.iri_to_uri(iri) == uri
    assert urls.iri_to_uri(uri) == uri


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/enlsp//", BASE),
        ("", ""),
    ],
)
def test_a_base_address_ends_with_one_slash(given_url: str, kept: str) -> None:
    assert urls.with_slash(given_url) == kept


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://example.org", "https"),
        ("HTTPS://example.org", "https"),
        ("javascript:alert(1)", "javascript"),
        ("JaVaScRiPt:alert(1)", "javascript"),
        ("java\tscript:alert(1)", "javascript"),
        ("java\nscript:alert(1)", "javascript"),
        ("\x01 javascript:alert(1)", "javascript"),
        ("data:text/html,<b>", "data"),
        ("view-source:x", "view-source"),
        ("x+y.z-1:a", "x+y.z-1"),
        ("call", ""),
        ("papers/7.pdf", ""),
        ("../a:b", ""),
        ("#a:b", ""),
        ("1a:b", ""),
        (":", ""),
        ("", ""),
        ("ſcript:x", ""),
    ],
)
def test_schemes_are_seen_as_browsers_see_them(address: str, scheme: str) -> None:
    assert urls.scheme(address) == scheme


def test_schemes_that_links_may_have() -> None:
    assert sorted(urls.SCHEMES) == ["http", "https", "mailto", "sip", "tel", "webcal", "xmpp"]


@pytest.mark.parametrize(
    ("address", "code", "hint"),
    [
        ("mailto:foo", "bad-email", "write it like mailto:chairs@example.org"),
        ("mailto:", "bad-email", "write it like mailto:chairs@example.org"),
        ("mailto:a@b.org,foo", "bad-email", "write it like mailto:chairs@example.org"),
        ("http:/x.org", "bad-url", "write http://x.org"),
        ("https:x.org/a", "bad-url", "write https://x.org/a"),
        ("https://", "bad-url", "write https://…"),
        ("https://…", "placeholder-link", "write the whole address, or leave it out until it is known"),
        ("https://example.org/...", "placeholder-link", "write the whole address, or leave it out until it is known"),
        ("papers/….pdf", "placeholder-link", "write the whole address, or leave it out until it is known"),
        ("...", "placeholder-link", "write the whole address, or leave it out until it is known"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, code: str, hint: str) -> None:
    fault = urls.fault(address)
    assert fault is not None
    assert (fault[0].name, fault[2]) == (code, hint)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTPS://example.org/a?b#c",
        "https://github.com/a/b/compare/v1...v2",
        "mailto:a@b.org?subject=x",
        "mailto:?subject=x",
        "mailto:a%40b.org",
        "tel:+1",
        "../call",
        "call#top",
    ],
)
def test_addresses_that_may_lead_somewhere(address: str) -> None:
    assert urls.fault(address) is None


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org/a/", ""),
        ("http://localhost:8000", ""),
        ("https://example.org/a b", "has a space in it"),
        ("https://example.org/?c", "has `?` in it"),
        ("https://example.org/#d", "has `#` in it"),
        ("https:/example.org", "is not a whole address"),
        ("example.org", "is not a whole address"),
    ],
)
def test_where_a_site_can_be_published(address: str, fault: str) -> None:
    assert urls.base_fault(address) == fault
