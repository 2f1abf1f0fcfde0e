"""Addresses that people copy from their browsers, and those of the frames that they stand for."""

from __future__ import annotations

import pytest

from enlsp_site.model.embeds import embed_of

TUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
PEER = "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "kind", "frame"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video", TUBE),
        ("https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=30s", "video", TUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=xyz", "video", TUBE),
        ("https://m.youtube.com/live/dQw4w9WgXcQ", "video", TUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", "video", TUBE),
        (TUBE, "video", TUBE),
        ("https://vimeo.com/76979871", "video", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "video",
            "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
        ),
        ("https://player.vimeo.com/video/76979871", "video", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://slideslive.com/38921797/small", "video", "https://slideslive.com/embed/presentation/38921797"),
        (
            "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "video",
            "https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv",
        ),
        (PEER.replace("embed", "watch"), "video", PEER),
        (
            "https://docs.google.com/forms/d/e/1FAIpQLSdB_x-y/viewform?usp=sf_link",
            "form",
            "https://docs.google.com/forms/d/e/1FAIpQLSdB_x-y/viewform?embedded=true",
        ),
        ("https://tally.so/r/wMabcd", "form", "https://tally.so/embed/wMabcd?transparentBackground=1"),
        (
            "https://www.openstreetmap.org/?mlat=45.7846&mlon=4.8529#map=16/45.7846/4.8529",
            "map",
            "https://www.openstreetmap.org/export/embed.html?bbox=4.85015%2C45.78323%2C4.85565%2C45.78597"
            "&layer=mapnik&marker=45.78460%2C4.85290",
        ),
    ],
)
def test_what_is_copied_from_a_browser_is_known(address: str, kind: str, frame: str) -> None:
    found = embed_of("embed", address)
    assert found is not None
    assert (found.frame, found.url) == (frame, address)
    assert found.host == frame.split("/")[2]
    assert found.kind == kind or kind == "map"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/poll",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?list=PL1",
        "https://www.youtube.com/@channel",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://user@vimeo.com/76979871",
        "https://vimeo.com:8443/76979871",
        "https://www.openstreetmap.org/#map=x/y/z",
        "https://forms.gle/abc",
    ],
)
def test_what_names_nothing_to_embed_is_a_link(address: str) -> None:
    assert embed_of("embed", address) is None


def test_a_host_that_the_site_lists_is_shown_as_it_is() -> None:
    found = embed_of("embed", "https://poll.example/now?a=1", ["Poll.example"], "The poll")
    assert found is not None
    assert (found.frame, found.host, found.title) == ("https://poll.example/now?a=1", "poll.example", "The poll")
