"""Talks: slides, recording, who speaks on this occasion, and several speakers of one talk."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site

MakeSite = Callable[..., Site]

SPEAKERS = """\
- name: Ada Lovelace
  bio: Ada writes programs.
  talk:
    title: On engines
    abstract: Why they weave.
    slides: https://slides.example/engines
    video: https://vimeo.com/76979871
    bio: Ada wrote the first *program* for this talk.
    speakers: [Alan Turing]
- Alan Turing
"""


def pages(make_site: MakeSite, session: str) -> tuple[str, str]:
    """The pages of the session and of the speakers."""
    schedule = f"- date: 2031-12-06\n  sessions:\n    - {{time: 09:00-10:00, id: it, {session}}}\n"
    site = make_site({"content/people/speakers.yaml": SPEAKERS, "content/schedule.yaml": schedule})
    assert site.build().code == 0
    files = site.published()
    return files["2031/schedule/it/index.html"].decode(), files["2031/speakers/index.html"].decode()


def test_a_session_shows_what_there_is_of_its_talk(make_site: MakeSite) -> None:
    session, speakers = pages(make_site, "kind: keynote, people: [Ada Lovelace, Alan Turing]")
    for shown in (
        "On engines</h1>",
        "Why they weave.",
        "https://slides.example/engines",
        'data-frame="https://player.vimeo.com/video/76979871?dnt=1"',
        "Ada wrote the first <em>program</em>",
    ):
        assert shown in session, shown
    for shown in ("With Alan Turing", "https://slides.example/engines", "https://vimeo.com/76979871"):
        assert shown in speakers, shown
    assert "Ada writes programs." in speakers
    assert "Ada writes programs." not in session


def test_a_talk_of_two_is_no_session_of_one_of_them(make_site: MakeSite) -> None:
    session, _ = pages(make_site, "kind: keynote, people: [Ada Lovelace]")
    assert "On engines" not in session
    assert "data-frame" not in session


def test_a_recording_of_the_session_goes_before_that_of_the_talk(make_site: MakeSite) -> None:
    session, _ = pages(
        make_site,
        "kind: keynote, people: [Ada Lovelace, Alan Turing], recording: 'https://slideslive.com/38921797'",
    )
    assert 'data-frame="https://slideslive.com/embed/presentation/38921797"' in session
    assert "vimeo" not in session
