"""Addresses on pages: made relative where they link, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from sites import Site

from enlsp_site.build.relative_links import LinkedText, writer
from enlsp_site.build.render import RenderedPage, Renderer
from enlsp_site.model.targets import Target


def test_addresses_become_relative_in_the_attributes_that_link() -> None:
    page = (
        '<a class="x" href="site:2031/call/index.html#top">c</a><img src=\'site:images/a.png\' alt="site:a.png">'
        '<img srcset="site:images/a.png 1x, site:images/b.png 2x"><a href=site:index.html>h</a>'
    )
    assert LinkedText([page]).placed(writer("2031/speakers/index.html")) == (
        '<a class="x" href="../call/index.html#top">c</a><img src=\'../../images/a.png\' alt="site:a.png">'
        '<img srcset="../../images/a.png 1x, ../../images/b.png 2x"><a href=../../index.html>h</a>'
    )


@pytest.mark.parametrize(
    "page",
    [
        "<h1>See href=site:foo now</h1>",
        '<meta name="description" content="site:visit us">',
        '<p title="a href=&#34;site:x&#34;">src=site:abc</p>',
        '<code>&lt;a href="site:2031/call/index.html"&gt;</code>',
    ],
)
def test_what_only_looks_like_an_address_stays(page: str) -> None:
    assert LinkedText([page]).placed(writer("2031/index.html")) == page


def test_the_404_page_has_whole_addresses_which_are_escaped() -> None:
    write = writer("404.html", 'https://x.org/"><script>/')
    assert LinkedText(['<a href="site:2031/index.html">']).placed(write) == (
        '<a href="https://x.org/&quot;&gt;&lt;script&gt;/2031/">'
    )


def test_a_template_may_write_what_no_file_can_hold(make_site: object) -> None:
    site: Site = make_site({"templates/404.html": '{{ "\\ud800" }}'})  # type: ignore[operator]
    assert site.build().code == 0
    assert site.published()["404.html"] == b"&#55296;\n"


def test_builds_in_turn_with_the_same_templates_keep_their_shared_parts_apart(tmp_path: Path) -> None:
    """A server's templates are kept from build to build; what a build has rendered for all its pages is not."""
    (tmp_path / "day.html").write_text('{% call once("top", frame) %}<b>{{ top }}</b>{% endcall %}<i>{{ own }}</i>')
    builds = [Renderer(tmp_path, [tmp_path], tmp_path / "cache", "version", "world") for _ in range(2)]
    frame = SimpleNamespace(base_url="", right_to_left=False)
    pages = []
    for own in ("one", "two"):
        for name, build in zip(("first", "second"), builds, strict=True):
            inputs = {"frame": frame, "top": f"the {name}'s", "own": own}
            page = build.make(Target("day.html", "day.html", inputs), f"{name} {own}")
            assert isinstance(page, RenderedPage)
            pages.append(page.data.decode())
    assert pages == [
        "<b>the first&#39;s</b><i>one</i>\n",
        "<b>the second&#39;s</b><i>one</i>\n",
        "<b>the first&#39;s</b><i>two</i>\n",
        "<b>the second&#39;s</b><i>two</i>\n",
    ]
