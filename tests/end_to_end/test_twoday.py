"""A workshop of two days, made from content alone: what its organizers said is on its pages."""

from __future__ import annotations

import re

import pytest
from pages import Built, whole, with_class
from sites import words


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return whole("twoday", tmp_path_factory)


def links(site: Built, path: str) -> set[str]:
    return {each.get("href", "") for each in site.pages[path].root.iter("a")}


def test_namesakes_have_their_own_sessions(site: Built) -> None:
    page = site.pages["2031/speakers/index.html"].root
    first, second = (each for each in with_class(page, "profile") if each.get("id", "").startswith("wei-wang"))
    assert [len(with_class(each, "parts")) for each in (first, second)] == [1, 1]
    ghent = {link.get("href", "") for link in first.iter("a")}
    small = {link.get("href", "") for link in second.iter("a")}
    assert "../schedule/quantization-by-hand-wei-wang/index.html" in ghent - small
    assert "../schedule/data-sets-that-can-be-read-wei-wang/index.html" in small - ghent


def test_the_best_paper_stands_first_with_its_sessions(site: Built) -> None:
    papers = with_class(site.pages["2031/papers/index.html"].root, "paper")
    assert len(papers) == 20
    assert [link.get("href") for link in papers[0].iter("a")] == [
        "12/index.html",
        "../schedule/data/index.html",
        "../schedule/posters/index.html",
    ]
    assert "2031/papers/by-track/index.html" in site.pages


def test_each_page_lets_in_what_it_holds(site: Built) -> None:
    found = {path: re.findall(r"frame-src ([^;]*);", page.text) for path, page in site.pages.items()}
    allowed = {path: each for path, each in found.items() if each}
    hosts = "https://docs.google.com https://player.vimeo.com https://poll.example https://www.openstreetmap.org"
    everything = [f"{hosts} https://www.youtube-nocookie.com"]
    keynote = next(path for path, each in allowed.items() if each == ["https://player.vimeo.com"])
    assert keynote.startswith("2031/schedule/")
    assert allowed == {
        "index.html": everything,
        "2031/index.html": everything,
        "2031/venue/index.html": everything,
        keynote: ["https://player.vimeo.com"],
    }


def test_recordings_and_slides_are_at_one_place(site: Built) -> None:
    entries = with_class(site.pages["2031/talks/index.html"].root, "work")
    outside = [[link.get("href", "") for link in each.iter("a") if "://" in link.get("href", "")] for each in entries]
    assert outside == [
        ["https://vimeo.com/76979871", "https://slides.example/eight-bits"],
        ["https://slides.example/donau"],
    ]


def test_a_talk_of_two_is_theirs(site: Built) -> None:
    talk = site.pages["2031/schedule/keynote-talk/index.html"]
    assert "Donaudampfschifffahrt" in talk.text
    assert "https://slides.example/donau" in talk.text


def test_what_is_cited_is_numbered_and_listed(site: Built) -> None:
    page = site.pages["2031/overview/index.html"].root
    [listed] = with_class(page, "references")
    assert [words(row).rstrip("↩ ") for row in listed.iter("li")] == [
        "Ada Lovelace. Notes on the Analytical Engine. Scientific Memoirs 3, 666–731, 1843.",
        "Alan M. Turing. Computing Machinery and Intelligence. Mind 59(236), 433–460, 1950.",
    ]
    assert "overview/index.html#reference:1" in links(site, "2031/index.html")
    assert "files/hello.wav" in site.pages["2031/overview/index.html"].text


def test_the_organizers_share_a_note(site: Built) -> None:
    [notes] = with_class(site.pages["2031/organizers/index.html"].root, "notes")
    assert words(notes) == "* Equal contribution † Work done while at the Institute of Small Things"


def test_home_is_short_where_it_is_to_be(site: Built) -> None:
    page = site.pages["2031/index.html"].root
    [papers] = with_class(page, "section-papers")
    assert words(papers).startswith("Accepted papers Reading all of it Best Paper")
    assert words(papers).endswith("All 20 papers")
    [programme] = with_class(page, "section-schedule")
    assert "Closing and awards" in words(programme)
    assert "Lunch" not in words(programme)


def test_speakers_on_the_home_page_have_their_talk_and_its_time_and_lead_to_it(site: Built) -> None:
    speakers = next(each for each in site.pages["2031/index.html"].root.iter() if each.get("id") == "speakers")
    first = with_class(speakers, "card-link")[0]
    said = words(first)
    assert said.startswith("WW Wei Wang University of Ghent Home page of Wei Wang ORCID of Wei Wang Eight bits are")
    assert said.endswith("plenty July 4, 2031, 09:00")
    [name] = with_class(first, "person-name")
    assert [link.get("href") for link in name.iter("a")] == ["speakers/index.html#wei-wang"]
    assert not with_class(site.pages["2031/organizers/index.html"].root, "card-link")
