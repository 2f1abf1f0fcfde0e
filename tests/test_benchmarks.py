"""What the measurement of pages does with its figures, and what it measures them on."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.checkers import Fault
from benchmarks.compare import Run, table_of
from benchmarks.host import host
from benchmarks.lighthouse import Audit, Scores
from benchmarks.report import Measured, at_most, written
from benchmarks.specimens import add_papers, add_photos, copy_of_site, publish
from benchmarks.visits import Visit

HOST = "http://127.0.0.1:1/enlsp/"
GOOD = Scores({"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}, 900, 0, 0.0, ())
ALL_MET = Measured(
    date="2031-08-22",
    tools={"Chromium": "1.2", "axe": "3.4"},
    machine="Linux on a desk",
    host=HOST,
    pages=9,
    photos=19,
    papers=12,
    plain_home=Visit((f"{HOST}plain/", f"{HOST}theme/style.css"), (50_000, 9_999), 0.0),
    full_home=Visit((f"{HOST}full/",), (400_000,), 0.0),
    styles=34_000,
    styles_packed=8_600,
    scripts_packed=12_000,
    scores={("home", "phone"): GOOD},
    shifts={("home", "phone"): 0.0},
    axe=[],
    ibm=[],
    vnu=[],
    html_validate=[],
    vnu_behind=3,
)


def test_a_page_of_aims_that_are_met_says_so() -> None:
    page = written(ALL_MET)
    assert "**All 15 aims are met.**" in page
    assert "| home of the plain site, over the wire | 60.0 KB | at most 60 KB | met |" in page
    assert "missed" not in page
    assert "Measured on 2031-08-22 with Chromium 1.2, axe 3.4; Linux on a desk." in page
    assert max(len(line) for line in page.split("\n## ")[0].splitlines()) <= 118


def test_what_is_missed_stands_at_the_top_and_in_its_row() -> None:
    slow = GOOD._replace(
        scores={**GOOD.scores, "performance": 97}, audits=(Audit("performance", "dom-size", "Too much", True),)
    )
    page = written(
        ALL_MET._replace(
            full_home=Visit((f"{HOST}full/", "https://example.org/font"), (400_001,), 0.0),
            scores={("home", "phone"): slow, ("home", "desktop"): GOOD},
            shifts={("home", "phone"): 0.0, ("home", "desktop"): 0.0004},
            axe=[Fault("index.html", "image-alt img", "no alt")],
            ibm=[Fault("index.html", "list_structure_proper /html[1]/ul[1]", "no list")],
        )
    )
    home = "home of the full site at 1280 px, with 19 photos, scrolled to its end, over the wire"
    assert page.split("\n\n")[3:5] == [
        "**13 of 19 aims are met.** Missed:",
        f"- {home}: 400.0 KB\n"
        "- requests to third parties: 1\n"
        "- axe, violations on 9 pages, phone and desktop, light and dark: 1\n"
        "- IBM's engine, violations on the same: 1\n"
        "- layout shift from opening a page to its end, the largest (home, desktop): 0.000\n"
        "- home on a phone: performance 97",
    ]
    assert f"| {home} | 400.0 KB | at most 400 KB | **missed** |" in page
    assert "| home | phone | **97** | 100 | 100 | 100 | 0.9 s | 0 ms | 0.000 |" in page
    assert "| performance | Too much (`dom-size`) | yes | home (phone) |" in page
    assert "## axe finds\n\n- `index.html` image-alt img: no alt" in page


def test_without_photos_nothing_is_said_of_their_weight() -> None:
    page = written(ALL_MET._replace(photos=0))
    assert "the full site has besides no photos, for want of them on this machine" in " ".join(page.split())
    assert "1280 px" not in page


@pytest.mark.parametrize(("found", "met"), [(12.0, True), (12.04, False)])
def test_a_figure_is_judged_as_it_was_found_not_as_it_is_shown(found: float, met: bool) -> None:
    assert at_most("weight", found, 12, "KB", 1) == ("weight", "12.0 KB", "at most 12 KB", met)


@pytest.mark.whole
def test_the_sites_that_are_measured_build_with_photos_and_papers(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "luhou.jpg").write_bytes(Path(__file__).parent.parent.joinpath("docs/images/phone.png").read_bytes())
    site = copy_of_site(tmp_path / "site")
    assert (add_photos(site, photos), add_papers(site)) == (1, 12)
    out = publish(site, tmp_path / "out", HOST)
    assert "<img" in (out / "2025/speakers/index.html").read_text("utf-8")
    assert len(list((out / "2025/papers").glob("[0-9]*/index.html"))) == 12


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "served/site").mkdir(parents=True)
    (tmp_path / "served/site/index.html").write_text("<p>" + "home " * 500)
    (tmp_path / "served/site/404.html").write_text("lost")
    (tmp_path / "outside").write_text("not to be had")
    with host(tmp_path / "served") as found:
        yield found


def test_the_host_packs_what_it_sends_to_those_who_understand(address: str) -> None:
    with urlopen(Request(f"{address}site/", headers={"Accept-Encoding": "gzip"})) as answer:
        data = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "max-age=600"
    assert gzip.decompress(data).startswith(b"<p>home home")
    assert len(data) < 100
    with urlopen(f"{address}site/") as answer:
        assert answer.read().startswith(b"<p>home home")


@pytest.mark.parametrize("path", ["site/nowhere", "site/../../outside", "site/%2e%2e/%2e%2e/outside"])
def test_the_host_sends_the_sites_own_page_for_what_is_not_there(address: str, path: str) -> None:
    with pytest.raises(HTTPError) as lost, urlopen(address + path):
        pass
    with lost.value as answer:
        assert (answer.status, answer.read()) == (404, b"lost")


def test_what_counts_is_the_median_of_the_ratios_in_the_same_round() -> None:
    """The machine was slow in the last round, for both: that is seen in the times, and not in the ratio."""
    theirs = [Run(1.0, 100_000_000, 1.5), Run(1.0, 100_000_000, 1.5), Run(4.0, 100_000_000, 1.5)]
    ours = [Run(0.5, 50_000_000, 0.6), Run(0.6, 50_000_000, 0.6), Run(2.0, 60_000_000, 0.6, 30, 2_000_000)]
    told = table_of("Papers", {"Other, cold": theirs, "ours": ours}, 3, "Other, cold", {"ours": 0.4}).splitlines()
    assert told[0].endswith("median of 3 rounds, with the least and the most.")
    assert told[2] == "| Papers | wall time | to Other cold (least–most) | aim | processor | memory | files |"
    assert told[4:] == [
        "| Other, cold | 1.000 s | 1.000 (1.000–1.000) |  | 1.50 s | 100 MB |  |",
        "| ours | 0.600 s | 0.500 (0.500–0.600) | 0.4: **missed** | 0.60 s | 50 MB | 30, 2.0 MB |",
    ]
