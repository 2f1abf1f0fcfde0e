"""site.yaml as loaded: what is to be announced, what is too long, what stands twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]

START = "name: TINY\ntitle: Tiny Things\n"


@pytest.mark.parametrize("host", ["TBD", "{name: TBD, url: TBD}"])
def test_what_is_to_be_announced_is_left_out(make_site: MakeSite, host: str) -> None:
    more = "".join(f"{key}: TBD\n" for key in ("theme", "description", "url", "language", "contact"))
    site = make_site(
        {"content/site.yaml": f"{START}edition: 2031\nhost: {host}\nvenue: {{city: Paris, country: TBA}}\n{more}"}
    )
    assert site.build().problems == ""
    page = site.page("index.html")
    assert page.get("lang") == "en"
    assert "TBD" not in site.published()["index.html"].decode()
    assert "TBA" not in words(page)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("edition: " + 5000 * "a", "`edition` may have at most 40 characters, and has 5000"),
        ('edition: "2031\\n"', "`edition` does not have the right form: “2031”"),
        ('edition: 2031\nlanguage: "en\\n"', "`language` does not have the right form: “en”"),
        ('edition: 2031\nlook: {accent: "#123456\\n"}', "`accent` does not have the right form: “#123456”"),
    ],
)
def test_values_that_become_addresses_are_looked_at_to_their_end(
    make_site: MakeSite, line: str, message: str
) -> None:
    assert f"error: {message} [bad-value]\n" in make_site({"content/site.yaml": f"{START}{line}\n"}).problems()


def test_a_section_stands_once_on_the_home_page(make_site: MakeSite) -> None:
    site = make_site({"content/site.yaml": f"{START}edition: 2031\nhome: [overview, call, overview]\n"})
    assert site.problems() == (
        "content/site.yaml:4:24: error: `overview` stands twice in `home` [duplicate-section]\n"
        "  4 | home: [overview, call, overview]\n"
        "    |                        ^\n"
        "  hint: a section stands on the home page once: delete one of the two\n"
    )
