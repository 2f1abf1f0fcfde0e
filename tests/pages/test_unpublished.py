"""Papers that are not public yet: nothing of them is in the site before the moment, all of it after."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from sites import GOOD, Files, Site, picture, words

BASE = "https://example.org/tiny/"
BEFORE = str(int(dt.datetime(2031, 10, 5, 18, 59, 59, tzinfo=dt.UTC).timestamp()))
AT = str(int(dt.datetime(2031, 10, 5, 19, 0, tzinfo=dt.UTC).timestamp()))

SECRET = ("Heliotrope", "Quillfeather", "Zanzibarian", "marzipan", "secretkey", "9999.31337", "bilberry")
"""Words of papers that stand nowhere else: of titles, authors, an abstract, keywords, identifiers, file names."""

HOME = (
    "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\ntimezone: Europe/Paris\n"
    "papers_public_from: {when}\n"
)
SITE: Files = {
    **GOOD,
    "content/site.yaml": HOME.format(when="2031-10-05 12:00 PT"),
    "content/papers.yaml": """\
- id: 7
  title: Heliotrope models
  authors: [{name: Ada Quillfeather, affiliations: [University of Zanzibarian]}]
  abstract: All about marzipan.
  tldr: It is marzipan.
  keywords: [secretkey]
  arxiv: "9999.31337"
  pdf: papers/bilberry.pdf
  poster: posters/bilberry.png
  slides: 2031/bilberry-slides.pdf
- {id: 8, title: More of Heliotrope, authors: Bo Quillfeather}
""",
    "content/schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening remarks, kind: remarks}
    - {time: 08:30-09:00, kind: oral, papers: 7-8}
""",
    "content/news.yaml": """\
- {date: 2031-06-01, title: Accepted, text: "See [one](papers/7), [its file](papers/bilberry.pdf), [all](papers)."}
""",
    "static/papers/bilberry.pdf": "bilberry",
    "static/papers/bilberry-unlinked.zip": "bilberry",
    "static/posters/bilberry.png": picture(4, 4, "PNG"),
    "static/2031/bilberry-slides.pdf": "bilberry",
}


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    return Site(tmp_path / "site", SITE, capsys)


def built(site: Site, monkeypatch: pytest.MonkeyPatch, now: str) -> list[str]:
    """The paths of a site built at a time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", now)
    told = site.build("--base-url", BASE)
    assert (told.code, told.problems) == (0, "")
    return sorted(site.published())


def told_of(site: Site) -> dict[str, list[str]]:
    """Which of the secret words stand in which file, in its bytes or in its name."""
    found = {}
    for path, data in site.published().items():
        text = path + data.decode("utf-8", "replace")
        if hits := [word for word in SECRET if word.casefold() in text.casefold()]:
            found[path] = hits
    return found


def test_before_the_moment_nothing_tells_of_the_papers(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = built(site, monkeypatch, BEFORE)
    assert told_of(site) == {}
    assert [path for path in paths if path.startswith(("2031/papers", "papers", "posters"))] == [
        "2031/papers/index.html"
    ]


def test_a_link_to_a_file_that_is_kept_back_is_kept_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.folder / "static/other.pdf").symlink_to("papers/bilberry.pdf")
    (site.folder / "static/more").symlink_to("papers")
    built(site, monkeypatch, BEFORE)
    assert told_of(site) == {}
    assert {"other.pdf", "more/bilberry.pdf"} < set(built(site, monkeypatch, AT))


def test_from_the_moment_on_everything_does(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = built(site, monkeypatch, AT)
    assert {word for hits in told_of(site).values() for word in hits} == set(SECRET)
    assert {"2031/papers/7/heliotrope-models.pdf", "2031/papers/8/index.html", "2031/papers.json"} < set(paths)


def test_the_list_says_how_many_they_are_and_when_they_come(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site, monkeypatch, BEFORE)
    (section,) = (each for each in site.page("2031/papers/index.html").iter("section"))
    assert words(section).endswith("2 papers have been accepted. Public from October 5, 2031, 12:00 PDT.")


def test_links_to_a_paper_lead_to_the_list_until_then(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def links() -> list[str]:
        news = site.page("2031/news/index.html")
        (item,) = (each for each in news.iter("article"))
        return [each.get("href") for each in item.iter("a")]

    built(site, monkeypatch, BEFORE)
    assert links() == ["../papers/index.html"] * 3
    built(site, monkeypatch, AT)
    assert links() == ["../papers/7/index.html", "../../papers/bilberry.pdf", "../papers/index.html"]


def test_a_build_of_nothing_new_notices_that_the_moment_has_come(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    without = built(site, monkeypatch, BEFORE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    assert site.build("--base-url", BASE).summary.startswith("0 made")
    both = built(site, monkeypatch, AT)
    assert set(without) < set(both)
    assert site.build("--base-url", BASE).summary.startswith("0 made")
    assert built(site, monkeypatch, BEFORE) == without
    assert told_of(site) == {}


def test_without_source_date_epoch_the_clock_counts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("enlsp_site.storage.build_memory.time.time", lambda: float(BEFORE))
    assert site.build().code == 0
    assert told_of(site) == {}
    monkeypatch.setattr("enlsp_site.storage.build_memory.time.time", lambda: float(AT))
    assert site.build().code == 0
    assert told_of(site) != {}


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("2031-10-05 23:59 AoE", dt.datetime(2031, 10, 6, 11, 59, tzinfo=dt.UTC)),
        ("2031-10-05 12:00", dt.datetime(2031, 10, 5, 10, 0, tzinfo=dt.UTC)),
        ("2031-10-05", dt.datetime(2031, 10, 4, 22, 0, tzinfo=dt.UTC)),
        ("2031-10-05 (AoE)", dt.datetime(2031, 10, 5, 12, 0, tzinfo=dt.UTC)),
    ],
)
def test_the_moment_is_read_as_dates_are(
    site: Site, monkeypatch: pytest.MonkeyPatch, when: str, first: dt.datetime
) -> None:
    """A time without a zone is in the site's, a day alone begins."""
    site.write({"content/site.yaml": HOME.format(when=when)})
    built(site, monkeypatch, str(int(first.timestamp()) - 1))
    assert told_of(site) == {}
    built(site, monkeypatch, str(int(first.timestamp())))
    assert told_of(site) != {}


def test_while_it_is_to_be_announced_they_are_kept_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/site.yaml": HOME.format(when="TBD")})
    built(site, monkeypatch, AT)
    assert told_of(site) == {}
    (section,) = (each for each in site.page("2031/papers/index.html").iter("section"))
    assert words(section).endswith("2 papers have been accepted.")


def test_what_is_wrong_with_them_is_told_before_they_are_public(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    site.write({"content/papers.yaml": "- {id: 7, title: One}\n- {id: 7, title: Two}\n"})
    assert "two papers have the id `7` [duplicate-id]" in site.problems()


def test_a_moment_that_cannot_be_read_is_told(site: Site) -> None:
    site.write({"content/site.yaml": HOME.format(when="05/10/2031")})
    assert site.problems().startswith(
        'content/site.yaml:5:21: error: "05/10/2031" does not say which number is the month [bad-date]'
    )


def test_an_epoch_that_is_no_number_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    told = site.build()
    assert told.code == 1
    assert told.problems.startswith("SOURCE_DATE_EPOCH: error: this is no whole number of seconds [bad-clock]")


def test_papers_of_earlier_editions_stay_public(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    old = json.dumps([{"id": "1", "title": "Old models", "pdf": "papers/old.pdf"}])
    site.write(
        {
            "editions/2030/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n",
            "editions/2030/papers.yaml": old,
            "static/papers/old.pdf": "old",
        }
    )
    paths = built(site, monkeypatch, BEFORE)
    assert told_of(site) == {}
    assert {"2030/papers/1/index.html", "2030/papers/1/old-models.pdf", "2030/papers.json"} < set(paths)
