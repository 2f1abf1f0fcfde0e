"""Links between editions, and to papers by their ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]

OLD = {
    "editions/2030/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n",
    "editions/2030/pages/call.md": "---\ntitle: Call\n---\n## Topics\n",
    "editions/2029/public/index.html": "<p>It was.</p>",
    "editions/2029/public/talks/index.html": "<p id='ada'>They were.</p>",
}


def page(link: str) -> str:
    return f"---\ntitle: Overview\n---\n[a]({link})\n"


@pytest.mark.parametrize(
    ("edition", "link", "address"),
    [
        ("editions/2030", "/2031/", "../../2031/index.html"),
        ("editions/2030", "/2031/call", "../../2031/call/index.html"),
        ("content", "/2031/", "../index.html"),
        ("content", "/2031/call", "../call/index.html"),
        ("content", "/2031/papers/7", "../papers/7/index.html"),
        ("content", "/2030/call", "../../2030/call/index.html"),
        ("content", "/2030/call.md#topics", "../../2030/call/index.html#topics"),
        ("content", "/2029/talks/#ada", "../../2029/talks/index.html#ada"),
        ("content", "papers/P-8", "../papers/p-8/index.html"),
        ("content", "papers/8.5", "../papers/8-5/index.html"),
    ],
)
def test_links_lead_into_other_editions(make_site: MakeSite, edition: str, link: str, address: str) -> None:
    papers = "- {id: 7, title: Small}\n- {id: P-8, title: Smaller}\n- {id: 8.5, title: Smallest}\n"
    schedule = "- {date: TBD, sessions: []}\n"
    files = {"content/papers.yaml": papers, "content/schedule.yaml": schedule}
    site = make_site({**OLD, **files, f"{edition}/pages/overview.md": page(link)})
    assert site.build().problems == ""
    year = "2030" if edition == "editions/2030" else "2031"
    assert f'href="{address}">a</a>' in site.published()[f"{year}/overview/index.html"].decode()


@pytest.mark.parametrize("link", ["/2030/cal", "/2029/nothing", "/2030/call#nothing", "/2031/cal"])
def test_what_another_edition_has_not_is_told(make_site: MakeSite, link: str) -> None:
    site = make_site({**OLD, "content/pages/overview.md": page(link)})
    assert site.problems().startswith("content/pages/overview.md:4:5: error: ")
