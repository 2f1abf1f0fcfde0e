"""What of other sites a page holds: what is written, what stands on the page, and what its policy lets in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sites import GOOD, Site

MakeSite = Callable[..., Site]

PAGE = "content/pages/overview.md"


def shown(make_site: MakeSite, body: str, **more: str) -> tuple[Site, str, str]:
    """A site whose overview has this body, the page, and what was told."""
    files = {f"content/{name}.yaml": text for name, text in more.items()}
    site = make_site({PAGE: f"---\ntitle: Overview\n---\n{body}\n", **files})
    told = site.build()
    assert told.code == 0
    return site, (site.folder / "public/2031/overview/index.html").read_text("utf-8"), told.problems


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return next((part for part in found[1].split("; ") if part.startswith("frame-src")), "")


def frames(page: str) -> list[str]:
    return re.findall(r'<figure[^<>]* data-frame="([^"]*)"', page)


def test_a_line_is_a_card_that_names_its_host_and_links_there(make_site: MakeSite) -> None:
    _, page, told = shown(make_site, "Before.\n\nvideo: [A tour](https://youtu.be/dQw4w9WgXcQ)\n\nAfter.")
    assert told == ""
    assert frames(page) == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
    assert "Loaded from www.youtube-nocookie.com only when you ask for it" in page
    assert '<a href="https://youtu.be/dQw4w9WgXcQ">Open at youtu.be</a>' in page
    assert 'aria-label="Show the video of A tour"' in page
    assert "<iframe" not in page
    assert policy(page) == "frame-src https://www.youtube-nocookie.com"


def test_only_pages_that_hold_something_let_it_in(make_site: MakeSite) -> None:
    body = "map: https://www.openstreetmap.org/#map=16/45.78/4.85\n\nform: https://tally.so/r/wMabcd"
    site, page, _ = shown(make_site, body)
    assert policy(page) == "frame-src https://tally.so https://www.openstreetmap.org"
    home = (site.folder / "public/2031/index.html").read_text("utf-8")
    assert policy(home) == policy(page)
    others = [path for path in site.folder.glob("public/**/*.html") if 'data-frame="' not in path.read_text("utf-8")]
    assert len(others) > 5
    assert not any(policy(path.read_text("utf-8")) for path in others)


def test_words_with_a_colon_are_words(make_site: MakeSite) -> None:
    body = "The video: https://youtu.be/dQw4w9WgXcQ\n\n`video: https://youtu.be/x`\n\n- video: https://youtu.be/x"
    _, page, _ = shown(make_site, body)
    assert frames(page) == []


def test_an_unknown_host_is_a_link_and_told_and_may_be_listed(make_site: MakeSite) -> None:
    _, page, told = shown(make_site, "embed: https://poll.example/now")
    assert frames(page) == []
    assert '<a href="https://poll.example/now">' in page
    assert f"{PAGE}:4:8: warning: whether poll.example lets others show it in a frame is not known" in told
    assert "hint: write `embed_hosts: [poll.example]` into site.yaml" in told
    site = f"{GOOD['content/site.yaml']!s}embed_hosts: [poll.example]\n"
    _, page, told = shown(make_site, "embed: https://poll.example/now", site=site)
    assert (frames(page), told) == (["https://poll.example/now"], "")


def test_a_pasted_frame_becomes_a_card_and_its_writer_is_told_how_to_write_it(make_site: MakeSite) -> None:
    body = '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A &quot;tour&quot;"></iframe>'
    _, page, told = shown(make_site, body)
    assert frames(page) == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
    assert '<figcaption class="embed-title">A &quot;tour&quot;</figcaption>' in page
    assert "hint: write `embed: https://www.youtube.com/embed/dQw4w9WgXcQ` on a line of its own" in told


@pytest.mark.parametrize(
    "attack",
    [
        '<p data-frame="https://evil.example/">x</p>',
        'video: [x" data-frame="https://evil.example/](https://evil.example/)',
        'video: [x](https://youtu.be/dQw4w9WgXcQ"%20data-frame="https://evil.example/)',
    ],
)
def test_nothing_else_reaches_the_policy(make_site: MakeSite, attack: str) -> None:
    _, page, _ = shown(make_site, attack)
    assert "evil" not in policy(page)
    assert all("evil" not in frame for frame in frames(page))


def test_files_of_the_site_play(make_site: MakeSite) -> None:
    site = make_site(
        {
            PAGE: '---\ntitle: Overview\n---\n<video src="files/tour.mp4" poster="images/x.svg" autoplay></video>\n',
            "static/files/tour.mp4": b"no real film",
            "static/images/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        }
    )
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    page = (site.folder / "public/2031/overview/index.html").read_text("utf-8")
    assert re.search(r'<video src="\.\./\.\./files/tour\.mp4" poster="[^"]*x\.svg" controls preload="meta', page)
    site.write({PAGE: '---\ntitle: Overview\n---\n<video src="files/tuor.mp4"></video>\n'})
    assert "there is no page or file `files/tuor.mp4`" in site.problems()


def test_the_video_of_a_paper_and_the_recording_of_a_session_play_on_their_pages(make_site: MakeSite) -> None:
    papers = "- {id: 7, title: Small, video: 'https://vimeo.com/76979871'}\n- {id: 8, title: Less, video: 'https://x.example/v'}\n"
    schedule = (
        "- date: 2031-12-06\n  sessions:\n    - {time: 09:00-10:00, title: Panel, kind: panel, "
        "recording: 'https://slideslive.com/38921797'}\n"
    )
    site, _, _ = shown(make_site, "Words.", papers=papers, schedule=schedule)
    pages = {path: (site.folder / f"public/2031/{path}/index.html").read_text("utf-8") for path in (
        "papers/7", "papers/8", "schedule/panel", "schedule", "papers")}  # fmt: skip
    assert {path: frames(page) for path, page in pages.items()} == {
        "papers/7": ["https://player.vimeo.com/video/76979871?dnt=1"],
        "papers/8": [],
        "schedule/panel": ["https://slideslive.com/embed/presentation/38921797"],
        "schedule": [],
        "papers": [],
    }
