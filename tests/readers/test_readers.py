"""Exports in the programs that people read them with, run for real; docs/formats.md says what they make of them.

`make readers` brings the programs, in environments of their own (requirements.txt and package-lock.json beside this
file); bibtex, biber and bibutils are Debian's. A program that is not there is skipped. WRITE_FORMATS=1 writes the
table.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from sites import Site

from enlsp_site.exports import papers_bibtex, papers_csl, papers_ris
from enlsp_site.model.papers import Citation
from enlsp_site.text.person_names import split

HERE = Path(__file__).parent
TOP = HERE.parents[1]
PYTHON = HERE / ".venv/bin/python"
PACKAGES = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
LOCKED = dict(re.findall(r"^([\w-]+)==([\w.]+)", (HERE / "requirements.txt").read_text("utf-8"), re.M))

NAMES = (
    "Johannes Diderik van der Waals",
    "José Ortega y Gasset",
    "Greta Ver Haag",
    "Ada Lovelace",
    "Guy L. Steele Jr.",
    "Gemma Team",
)
PARTED = [
    ["van der Waals", "Johannes Diderik"],
    ["Ortega y Gasset", "José"],
    ["Ver Haag", "Greta"],
    ["Lovelace", "Ada"],
    ["Steele", "Guy L."],
    ["Gemma Team", ""],
]
PAPER = Citation(
    key="vanderwaals2031sorting",
    title=r"Sorting in $O(N \log N)$ with A* for <think> {x} and a|b",
    authors=NAMES,
    names=tuple(map(split, NAMES)),
    abstract="Below 5% of <all> costs & more.",
    book="MYW Workshop at NeurIPS 2031",
    year="2031",
    month=12,
    day=6,
    url="https://example.org/tiny/2031/papers/7/",
    full_text="https://example.org/tiny/2031/papers/7/a.pdf",
    doi="10.1002/(SICI)1097<1::AID-X>3.0.CO;2-#",
    arxiv="2305.13048",
    language="en",
)
BOOK = "MYW Workshop at NeurIPS 2031"
UNICODE = "Sorting in O(N log N) with A* for <think> {x} and a|b"
PLAIN = r"Sorting in O(N \log N) with A* for <think> {x} and a|b"
MATH = r"Sorting in $O(N \log N)$ with A* for $<$think$>$ {x} and a$|$b"
TITLES = {
    ("pandoc", "papers.bib"): MATH,
    ("bibtexparser", "papers.bib"): MATH,
    ("pybtex", "papers.bib"): r"Sorting in $O(N \log N)$ with A* for $<$think$>$ \x\ and a$|$b",
    ("bibutils", "papers.bib"): "Sorting in O(N łog N) with A* for <think> {x} and a|b",
    ("citation-js", "papers.bib"): PLAIN,
    ("better-bibtex", "papers.bib"): r"Sorting in O(N\logN) with A* for <think> {x} and a|b",
    ("biblatex-csl-converter", "papers.bib"): "Sorting in O(N  N) with A* for <think> {x} and a|b",
}
"""What each makes of a title with a formula and with signs. Where it loses something of `\\log`, the formula is valid
TeX that the program does not know; no other way of writing it is read by more of them."""

BRACED = frozenset({"bibtexparser"})
"""Who leaves the braces that keep a name together."""
BOOKLESS = frozenset({("bibutils", "papers.bib"), ("citation-js", "papers.ris")})
"""Who has the book under another name, or drops it."""
TORN = frozenset({("pandoc", "papers.ris")})
"""Who takes the last word of a group for its family name: RIS has no way to say otherwise."""
SUFFIXED = {("bibutils", "papers.bib"): ["Steele Jr.", "Guy L."], ("pandoc", "papers.ris"): ["Steele", "Jr."]}
"""Who keeps a suffix with the family name, and who takes it for the given name
(findings/pandoc-takes-a-suffix-in-ris-for-the-given-name.sh)."""
LAST_GROUP = frozenset({"bibutils"})
"""Who lists groups after people, whatever their order."""
DATES = {
    ("pandoc", "papers.bib"): "2031-12",
    ("bibtexparser", "papers.bib"): "2031-dec",
    ("pybtex", "papers.bib"): "2031-December",
    ("bibutils", "papers.bib"): "2031/12/",
    ("citation-js", "papers.bib"): "2031-12",
    ("better-bibtex", "papers.bib"): "2031-12",
    ("biblatex-csl-converter", "papers.bib"): "2031-12",
    ("citation-js", "papers.ris"): "2031-12-6",
    ("pandoc", "papers.ris"): "2031",
    ("rispy", "papers.ris"): "2031/12/06/",
    ("citation-js", "papers.csl.json"): "2031-12-6",
    ("pandoc", "papers.csl.json"): "2031-12-6",
}
"""What each makes of December 6, 2031: BibTeX has no day."""
WRITERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "papers.bib": papers_bibtex.write,
    "papers.ris": papers_ris.write,
    "papers.csl.json": papers_csl.write,
}
PAPERS = [
    *(("papers.bib", reader) for _, reader in sorted((file, reader) for reader, file in TITLES)),
    *(("papers.ris", reader) for reader in ("citation-js", "pandoc", "rispy")),
    *(("papers.csl.json", reader) for reader in ("citation-js", "pandoc")),
]
CALENDARS = ("c3voc", "ical.js", "icalendar", "ics", "khal", "libical", "node-ical", "vobject")
FEEDS = ("feedparser", "rss-parser")
PREVIEWS = {"metascraper": "the first", "open-graph-scraper": "the last"}
"""What shows a link beside a message, and which of the authors."""
PYTHONIC = frozenset(
    {
        *("pandoc", "bibtexparser", "pybtex", "bibutils", "rispy", "feedparser"),
        *("vobject", "ics", "icalendar", "khal", "libical", "c3voc"),
    }
)
DEBIAN = {"bibutils": ("bib2xml", "bibutils"), "khal": ("khal", "khal")}
"""Debian's programs: the command and the package that has it."""
DEBIANS = {"bibtex": "0.99d", "biber": "2.18", "bibutils": "7.2", "khal": "0.10.5", "libical": "3.0.16"}
"""Their versions in Debian 12 of June 2023; what other releases bring may differ."""
RELEASED: dict[str, str] = json.loads((HERE / "released.json").read_text("utf-8"))
"""When each version was published, as its registry has it."""
NPM = {"citation-js": "@citation-js/core", "better-bibtex": "@retorquere/bibtex-parser"}
PYPI = {"pandoc": "pypandoc-binary", "c3voc": "c3voc-schedule-tools"}


def read(reader: str, path: Path) -> list[dict[str, Any]]:
    """What a program makes of a file; skipped where it is not installed."""
    if reader in DEBIAN and not shutil.which(DEBIAN[reader][0]):
        pytest.skip(f"{reader} is not installed: apt-get install {DEBIAN[reader][1]}")
    if reader == "libical" and not list(Path("/usr/lib").glob("*/girepository-1.0/ICalGLib-3.0.typelib")):
        pytest.skip("libical is not installed: apt-get install gir1.2-ical-3.0 python3-gi")
    if reader in PYTHONIC:
        if not PYTHON.is_file():
            pytest.skip("the readers are not installed: make readers")
        command = [str(PYTHON), str(HERE / "read.py")]
    else:
        if not (HERE / "node_modules").is_dir() or not shutil.which("node"):
            pytest.skip("the readers are not installed: make readers")
        command = ["node", str(HERE / "read.mjs")]
    done = subprocess.run([*command, reader, str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


PANDOC = {"1.17": "3.9"}
"""Which pandoc a version of pypandoc-binary brings."""


def version(reader: str) -> str:
    """A reader with its version and when that was published: the locked one, or Debian's."""
    if reader in DEBIANS:
        return f"{reader} {DEBIANS[reader]} (Debian 12)"
    number = LOCKED[PYPI.get(reader, reader)] if reader in PYTHONIC else PACKAGES[NPM.get(reader, reader)]
    named = f"{reader} {PANDOC[number] if reader == 'pandoc' else number}"
    return f"{named} ({RELEASED[named]})"


def test_of_every_version_it_is_known_when_it_was_published() -> None:
    readers = {*(reader for _, reader in PAPERS), *CALENDARS, *FEEDS, *PREVIEWS} - DEBIANS.keys()
    assert {version(each).rpartition(" (")[0] for each in readers} == RELEASED.keys()


@pytest.mark.parametrize(("file", "reader"), PAPERS)
def test_papers_are_read_right(tmp_path: Path, file: str, reader: str) -> None:
    path = tmp_path / ("papers.json" if file.endswith(".json") else file)
    path.write_bytes(WRITERS[file]({"citations": (PAPER,)}))
    (found,) = read(reader, path)
    names = [[part.strip("{}") for part in name] if reader in BRACED else name for name in found["authors"]]
    group = ["Team", "Gemma"] if (reader, file) in TORN else PARTED[-1]
    parted = [*PARTED[:-2], SUFFIXED.get((reader, file), PARTED[-2]), group]
    assert sorted(names) == sorted(parted)
    assert names == parted or reader in LAST_GROUP
    if (reader, file) not in BOOKLESS:
        assert found["book"] == BOOK
    assert found["title"] == TITLES.get((reader, file), UNICODE)
    assert found["date"] == DATES[reader, file]


PRINTED = r"Sorting in {$O(N \log N)$} with {A}* for $<$think$>$ \{x\} and a$|$b"
"""What plain.bst makes of the title, in a bibliography that LaTeX sets."""


def test_bibtex_prints_capitals_formulas_and_signs(tmp_path: Path) -> None:
    """plain.bst sets titles in small letters, but for what is in braces."""
    if not shutil.which("bibtex"):
        pytest.skip("bibtex is not installed: apt-get install texlive-binaries texlive-latex-base")
    (tmp_path / "papers.bib").write_bytes(papers_bibtex.write({"citations": (PAPER,)}))
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{papers}\n")
    done = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "warning" not in done.stdout.lower(), done.stdout
    printed = " ".join((tmp_path / "a.bbl").read_text("utf-8").split())
    assert PRINTED in printed
    assert "Johannes~Diderik van~der Waals" in printed
    assert "{MYW} {Workshop} at {NeurIPS} 2031" in printed
    assert "December 2031" in printed


def test_biber_has_nothing_to_say(tmp_path: Path) -> None:
    if not shutil.which("biber"):
        pytest.skip("biber is not installed: apt-get install biber")
    (tmp_path / "papers.bib").write_bytes(papers_bibtex.write({"citations": (PAPER,)}))
    command = ["biber", "--tool", "--nolog", "papers.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, re.findall("(?:WARN|ERROR).*", done.stdout)) == (0, [])


SITE = {
    "content/site.yaml": "name: TINY\ntitle: Tiny Things\nedition: 2031\ntimezone: Europe/Paris\n"
    "url: https://example.org/\nhome: [schedule]\n",
    "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
    "    - {time: 09:00-09:30, title: Opening, kind: remarks, track: Theory}\n"
    "    - {time: 09:30-10:00, title: Closing, kind: remarks}\n",
    "content/news.yaml": '- {date: 2031-06-01, title: The call is out, text: "Go."}\n',
}
SESSIONS = [
    {"title": "Opening", "at": "2031-12-06T08:00:00Z"},
    {"title": "Closing", "at": "2031-12-06T08:30:00Z"},
]


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Path:
    made = make_site(SITE)
    assert made.build().code == 0
    return made.folder / "public/2031"


@pytest.mark.parametrize("reader", CALENDARS)
def test_calendars_are_read_right(site: Path, reader: str) -> None:
    assert read(reader, site / "schedule.ics") == SESSIONS


def test_a_schedule_is_read_right(make_site: Callable[..., Site]) -> None:
    made = make_site(SITE)
    assert made.build("--base-url", "https://example.org/").code == 0
    assert read("c3voc", made.folder / "public/2031/schedule.json") == SESSIONS


PAPERS_SITE = {
    **SITE,
    "content/site.yaml": SITE["content/site.yaml"].replace("[schedule]", "[papers]"),
    "content/papers.yaml": "- id: 1\n  title: 'Sorting in $O(N \\log N)$ & <think>'\n  abstract: Below 5% of costs.\n"
    "  authors: [Ada Lovelace (London), Guy L. Steele Jr., Gemma Team, José Ortega y Gasset]\n"
    "- {id: 2, title: Second, authors: [Greta Ver Haag]}\n",
}
SHOWN = "Sorting in O(N log N) & <think>"


@pytest.fixture
def paper_site(make_site: Callable[..., Site]) -> Path:
    made = make_site(PAPERS_SITE)
    assert made.build().code == 0
    return made.folder / "public/2031"


@pytest.mark.parametrize("reader", PREVIEWS)
def test_a_shared_paper_is_shown_right(paper_site: Path, reader: str) -> None:
    """Who shows a link beside a message gets title and sentence without TeX, and a name without the mark of a place;
    of several authors some take the first, some the last."""
    (found,) = read(reader, paper_site / "papers/1/index.html")
    assert found["title"].removesuffix(" · TINY 2031") == SHOWN
    assert found["description"] == "Below 5% of costs."
    assert found["author"] == {"the first": "Ada Lovelace", "the last": "José Ortega y Gasset"}[PREVIEWS[reader]]


def test_zotero_saves_papers_from_their_pages_and_from_the_list(paper_site: Path) -> None:
    """Its translators are no package: ZOTERO_SERVER is the address of a running translation server."""
    server = os.environ.get("ZOTERO_SERVER", "")
    if not server:
        pytest.skip("Zotero's translators are no package: run its translation server, and name it in ZOTERO_SERVER")
    with served(paper_site.parent) as base:
        (paper,) = asked(server, f"{base}/2031/papers/1/".encode(), "text/plain")
        choice = asked(server, f"{base}/2031/papers/".encode(), "text/plain")
        listed = asked(server, json.dumps(choice).encode(), "application/json")
    assert (paper["title"], paper["abstractNote"]) == (SHOWN, "Below 5% of costs.")
    assert [(each["title"], each["itemType"]) for each in listed] == [
        (SHOWN, "conferencePaper"),
        ("Second", "conferencePaper"),
    ]
    for found in (paper, listed[0]):
        assert [(each.get("name", each.get("lastName")), each.get("firstName")) for each in found["creators"]] == [
            ("Lovelace", "Ada"),
            ("Steele Jr", "Guy L."),
            ("Gemma Team", None),
            ("Ortega y Gasset", "José"),
        ]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, served on this machine."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def asked(server: str, body: bytes, kind: str) -> Any:
    """What the translation server makes of a page; of several items first the choice."""
    request = Request(f"{server}/web", body, {"Content-Type": kind})
    try:
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except HTTPError as error:
        if error.code != 300:
            raise
        return json.load(error)


@pytest.mark.parametrize("reader", FEEDS)
def test_feeds_are_read_right(site: Path, reader: str) -> None:
    (found,) = read(reader, site / "feed.xml")
    assert (found["title"], found["at"][:10]) == ("The call is out", "2031-06-01")


def test_the_documentation_says_what_readers_make_of_each_file() -> None:
    """WRITE_FORMATS=1 writes it."""
    path = TOP / "docs/formats.md"
    rows = [
        f"| `{file}` | {version(reader)} | {_names(reader, file)} | {_made(reader, file)} | {DATES[reader, file]} |"
        for file, reader in PAPERS
    ]
    shown = PRINTED.replace("|", r"\|")
    rows[len(TITLES) : len(TITLES)] = [
        f"| `papers.bib` | {version('bibtex')}, plain.bst | parted | printed: `{shown}` | December 2031 |",
        f"| `papers.bib` | {version('biber')} | | no warning | |",
    ]
    others = (
        ("schedule.json", ("c3voc",), "moments"),
        ("schedule.ics", CALENDARS, "moments"),
        ("feed.xml", FEEDS, "days"),
        ("a paper's page", PREVIEWS, ""),
    )
    rows += [
        f"| {file if ' ' in file else f'`{file}`'} | {version(reader)} "
        f"| {PREVIEWS.get(reader, '')} | titles | {dates} |"
        for file, readers, dates in others
        for reader in readers
    ]
    rows.append("| pages of papers and their list | Zotero's translators of June 2026 | parted | titles | days |")
    head = ["| file | read by | names | titles and formulas | dates |", "|---|---|---|---|---|"]
    table = re.sub(" +", " ", "\n".join([*head, *rows]))
    text = re.sub(
        r"(<!-- readers -->\n).*?(\n<!-- end -->)",
        lambda found: found[1] + table + found[2],
        path.read_text("utf-8"),
        flags=re.S,
    )
    if os.environ.get("WRITE_FORMATS"):
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def _names(reader: str, file: str) -> str:
    if (reader, file) in TORN:
        return "parted, a group too; of `Steele, Guy L., Jr.` the given name is `Jr.`"
    return "parted, in braces" if reader in BRACED else "parted"


def _made(reader: str, file: str) -> str:
    title = TITLES.get((reader, file), "")
    told = f"title: `{title.replace('|', chr(92) + '|')}`" if title else "the title as it is in Unicode"
    return f"{told}; no book" if (reader, file) in BOOKLESS else told
