"""`enlsp print`: PDFs of the programme, of signs, badges and abstracts."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable

import pypdf
import pytest
from sites import Site

MakeSite = Callable[..., Site]

CONTENT = {
    "content/schedule.yaml": """\
- date: 2031-12-06
  room: Hall 3
  sessions:
    - {time: 08:15-08:30, title: Opening remarks, kind: remarks}
    - {time: 08:30-09:00, title: Large models, kind: keynote, people: [Ada Lovelace], cancelled: illness}
    - {time: 09:00-09:30, title: Talks, kind: oral, papers: [7], moderators: [Alan Turing]}
    - {time: 10:00-11:00, title: Posters, kind: poster, room: Foyer, papers: [8], boards: P17}
- date: 2031-12-07
  sessions:
    - {time: 09:00-10:00, title: Left, room: Room A}
    - {time: 09:00-10:00, title: Right, room: Room B}
""",
    "content/papers.yaml": """\
- id: 7
  title: 'Small models in $O(n^2)$ "quoted" #1'
  authors: Ada Lovelace (University of London); Alan Turing
  abstract: "One $\\\\frac{a}{b}$.\\n\\nTwo."
  keywords: [small, models]
- id: 8
  title: Smaller models
  authors: Alan Turing; Élise Åström
""",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(CONTENT)


def pages_of(site: Site, name: str) -> list[str]:
    """The words on the pages of a PDF, with single blanks."""
    reader = pypdf.PdfReader(io.BytesIO((site.folder / "print" / f"{name}.pdf").read_bytes()))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def words_of(site: Site, name: str) -> str:
    return " ".join(pages_of(site, name))


def printed(site: Site, *arguments: str) -> list[str]:
    """The names of what was written, after nothing else was said."""
    told = site.run("print", *arguments)
    assert (told.code, told.problems, told.summary) == (0, "", "")
    return re.findall(r"print/(\w+)\.pdf", told.out)


def test_all_that_there_is_to_print_is_printed(site: Site) -> None:
    assert printed(site, "--base-url", "https://tiny.example/") == [
        *("programme", "doors", "boards", "abstracts", "badges")
    ]


def test_the_programme_is_on_one_sheet_with_its_days_rooms_and_changes(site: Site) -> None:
    assert printed(site, "programme") == ["programme"]
    (page,) = pages_of(site, "programme")
    assert "Saturday, December 6, 2031" in page
    assert "08:15–08:30 Opening remarks" in page
    assert "Large models Cancelled" in page
    assert "10:00–11:00 Posters Foyer" in page
    assert "Moderated by Alan Turing" in page
    assert re.search(r"Room A Room B 09:00 09:00–10:00 Left 09:00–10:00 Right", page)


def test_each_door_has_a_sign_for_each_day(site: Site) -> None:
    printed(site, "doors")
    signs = pages_of(site, "doors")
    assert [re.match(r"(Hall 3|Foyer|Room [AB]) (\w+day)", sign)[0] for sign in signs if sign] == [
        *("Hall 3 Saturday", "Foyer Saturday", "Room A Sunday", "Room B Sunday")
    ]
    assert "Posters" not in signs[0]
    assert "10:00–11:00 Posters" in signs[1]


def test_each_poster_has_a_sign_with_its_board_or_number(site: Site) -> None:
    printed(site, "boards", "--base-url", "https://tiny.example/")
    first, second = pages_of(site, "boards")
    assert first.startswith("№ 7 Small models in")
    assert second.startswith("P17 Smaller models Alan Turing, Élise Åström")


def test_the_book_of_abstracts_has_contents_papers_with_formulas_and_an_index(site: Site) -> None:
    printed(site, "abstracts")
    pages = pages_of(site, "abstracts")
    assert "The Workshop on Tiny Things" in pages[0]
    assert pages[1].startswith("Contents Schedule")
    assert re.search(r"Ada Lovelace ?1 ?, Alan Turing 1? ?University of London One", " ".join(pages[3:]))
    assert "Small models in" in pages[3]
    assert '"quoted" #1' in pages[3]
    assert "Keywords: small, models" in pages[3]
    assert re.search(r"Index of authors.*Åström, Élise, 4 Lovelace, Ada, 4 Turing, Alan, 4", pages[-1])


def test_what_is_printed_is_accessible_and_the_same_each_time(site: Site) -> None:
    names = printed(site)
    first = {name: (site.folder / "print" / f"{name}.pdf").read_bytes() for name in names}
    printed(site)
    for name, data in first.items():
        assert (site.folder / "print" / f"{name}.pdf").read_bytes() == data
        assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert len(first) == 5


def test_badges_are_of_a_table_if_one_is_named(site: Site) -> None:
    site.write({"names.csv": 'Full name,Affiliation,Role\n"Hopper, Grace",Navy,Chair\nEmmy Noether,,\n'})
    printed(site, "badges", "--names", "names.csv")
    assert words_of(site, "badges") == "TINY 2031 Grace Hopper Navy Chair TINY 2031 Emmy Noether"


def test_badges_are_of_who_is_on_the_site_each_once(site: Site) -> None:
    printed(site, "badges")
    words = words_of(site, "badges")
    assert words.count("Ada Lovelace") == 1
    assert "Grace Hopper Navy" in words


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["dors"], 2, "there is no `dors`; did you mean `doors`?"),
        (["--edition", "1999"], 1, "there is no edition `1999` made of content files; there is 2031"),
        (["badges", "--names", "none.csv"], 1, "there is no file none.csv"),
        (["badges", "--names", "content/dates.yaml"], 1, "names nobody: its first row names no column `name`"),
    ],
)
def test_what_cannot_be_printed_is_told(site: Site, arguments: list[str], code: int, said: str) -> None:
    told = site.run("print", *arguments)
    assert told.code == code
    assert said in told.summary


def test_what_would_be_empty_is_refused_by_name(site: Site) -> None:
    site.write({"content/schedule.yaml": None})
    told = site.run("print", "doors")
    assert (told.code, told.summary) == (
        1,
        "enlsp print: there is nothing to print in `doors`: no session has a room",
    )
    assert printed(site) == ["boards", "abstracts", "badges"]


def test_a_site_with_errors_is_not_printed(site: Site) -> None:
    site.write({"content/dates.yaml": "- {name: Workshop, date: soon-ish}\n"})
    told = site.run("print")
    assert told.code == 1
    assert "the site has 1 error; mend them first" in told.summary


def test_letters_that_no_font_has_are_told(site: Site) -> None:
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace}\n- {name: Alan Turing}\n- {name: 张伟}\n"})
    told = site.run("print", "badges")
    assert told.code == 0
    assert "print shows `?` for letters of “张伟”: no font at hand has 张 伟 [lost-letters]" in told.problems
    assert "??" in words_of(site, "badges")


def test_without_its_libraries_the_command_says_what_to_install(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "typst" else object())
    told = site.run("print")
    assert told.code == 2
    assert told.summary == "enlsp print: typst must be installed for that: pip install 'enlsp-site[print]'"


def test_papers_that_are_not_public_yet_are_printed_with_a_note(site: Site) -> None:
    text = (site.folder / "content/site.yaml").read_text()
    site.write({"content/site.yaml": text + "papers_public_from: 2031-12-01\n"})
    told = site.run("print", "boards")
    assert told.code == 0
    assert told.summary == "note: the papers of 2031 are not public yet; what is printed of them is yours to keep"


def test_it_is_said_why_a_document_is_not_for_screen_readers(site: Site) -> None:
    papers = (
        "- {id: 7, title: 'A formula $\\\\text{张}$', authors: Ada Lovelace}\n- {id: 8, title: B, authors: C D}\n"
    )
    site.write({"content/papers.yaml": papers})
    told = site.run("print", "boards")
    assert told.code == 0
    assert "note: boards.pdf is tagged, but no PDF/UA-1: the text" in told.problems
