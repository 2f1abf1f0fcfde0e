"""How papers are quoted: citations in all forms, each read here with a reader that is not ours where there is one."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import time
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import citation_text, highwire, papers_bibtex, papers_csl, papers_csv, papers_json, papers_ris
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Author, Citation, Paper, Papers
from enlsp_site.model.people import PersonName
from enlsp_site.model.record import Link
from enlsp_site.model.schedule import Day, Schedule
from enlsp_site.model.site import Host, Site
from enlsp_site.pages.citations import appeared, citation, keys, quoting
from enlsp_site.text.person_names import split

BASE = "https://example.org/tiny/"
HERE = Origin("content/papers.yaml", (), 1, 1)
SITE = Site(
    origin=HERE,
    name="TINY",
    title="The Workshop on Tiny Things",
    edition="2031",
    host=Host(name="BIGCONF 2031"),
)
LOVELACE = Paper(
    origin=HERE,
    id="7",
    slug="7",
    title="A study of small models",
    authors=(Author(name="Ada Lovelace", affiliations=("University of London",)), Author(name="Alan Turing")),
    abstract="Why small.",
    keywords=("small", "models"),
    links=(
        Link(title="PDF", url="site:2031/papers/7/a-study.pdf", kind="pdf"),
        Link(title="arXiv", url="https://arxiv.org/abs/2305.13048v2", kind="arxiv"),
        Link(title="DOI", url="https://doi.org/10.1145/3442188.3445922", kind="doi"),
    ),
)


def edition(*papers: Paper, days: tuple[str, ...] = ("2031-12-06",), **more: Any) -> Edition:
    """An edition that takes place on one of some days."""
    event = ImportantDate(origin=HERE, name="Workshop", kind="event", days=tuple(map(dt.date.fromisoformat, days)))
    return Edition(
        id="2031",
        folder="content",
        site=SITE,
        dates=Dates(heading="Dates", dates=(event,)),
        papers=Papers(heading="Papers", papers=papers or (LOVELACE,)),
        **more,
    )


def titled(title: str, *authors: str, **more: Any) -> Paper:
    """A paper of which no more is known."""
    names = tuple(Author(name=name) for name in authors or ("Ada Lovelace",))
    return Paper(origin=HERE, id="7", slug="7", title=title, authors=names, **more)


def quoted(*papers: Paper, base_url: str = BASE) -> list[Citation]:
    """The citations of an edition's papers, in their order."""
    known = edition(*papers)
    shared = quoting(known, base_url)
    return [citation(paper, key, shared) for paper, key in zip(known.accepted, keys(known), strict=True)]


# What a citation holds


def test_a_citation_holds_what_is_known() -> None:
    (found,) = quoted()
    assert found == Citation(
        key="lovelace2031study",
        title="A study of small models",
        authors=("Ada Lovelace", "Alan Turing"),
        names=(PersonName("Lovelace", "Ada"), PersonName("Turing", "Alan")),
        abstract="Why small.",
        book="The Workshop on Tiny Things at BIGCONF 2031",
        year="2031",
        month=12,
        day=6,
        url="https://example.org/tiny/2031/papers/7/",
        pdf="https://example.org/tiny/2031/papers/7/a-study.pdf",
        full_text="https://example.org/tiny/2031/papers/7/a-study.pdf",
        doi="10.1145/3442188.3445922",
        arxiv="2305.13048v2",
        keywords=("small", "models"),
        language="en",
    )


def test_without_the_sites_address_there_are_none() -> None:
    (found,) = quoted(base_url="")
    assert (found.url, found.pdf) == ("", "")


@pytest.mark.parametrize("address", ["https://example.org/tiny/2031/papers/7/a.pdf", "site:papers/7.pdf"])
def test_only_a_pdf_beside_its_page_is_named(address: str) -> None:
    (found,) = quoted(titled("Small", links=(Link(title="PDF", url=address, kind="pdf"),)))
    assert found.pdf == ""


@pytest.mark.parametrize(
    ("days", "known"),
    [
        (("2031-12-06",), ("2031", 12, 6)),
        (("2031-12-06", "2031-12-07"), ("2031", 12, 0)),
        (("2031-11-30", "2031-12-01"), ("2031", 0, 0)),
        (("2031-12-31", "2032-01-01"), ("2031", 0, 0)),  # then it is the edition's name that tells
        ((), ("2031", 0, 0)),
    ],
)
def test_of_the_day_is_said_what_all_candidates_share(days: tuple[str, ...], known: tuple[str, int, int]) -> None:
    assert appeared(edition(days=days)) == known


def test_the_programme_knows_the_day_better_than_the_dates() -> None:
    day = Day(origin=HERE, title="", days=(dt.date(2031, 12, 8),), zone="UTC", zone_label="UTC")
    assert appeared(edition(schedule=Schedule(heading="Schedule", days=(day,)))) == ("2031", 12, 8)


def test_an_edition_that_is_no_year_tells_none() -> None:
    assert appeared(replace(edition(days=()), id="spring")) == ("", 0, 0)


@pytest.mark.parametrize(
    ("title", "authors", "key"),
    [
        ("The GEAR of it", ("Hao Kang",), "kang2031gear"),
        ("On 3D things", ("Ludwig van Beethoven",), "vanbeethoven20313d"),
        ("Über Größe", ("Günter Klambauer",), "klambauer2031uber"),
        ("Small", ("Hou, Lu",), "hou2031small"),
        ("李", ("李明",), "tiny2031-7"),
        ("Small", (), "lovelace2031small"),
    ],
)
def test_keys_are_made_of_author_year_and_title(title: str, authors: tuple[str, ...], key: str) -> None:
    assert [found.key for found in quoted(titled(title, *authors))] == [key]


def test_keys_are_unlike() -> None:
    papers = [replace(titled("Small models"), id=name, slug=name) for name in ("1", "2", "3")]
    assert [each.key for each in quoted(*papers)] == [
        "lovelace2031small",
        "lovelace2031small-2",
        "lovelace2031small-3",
    ]


# Names


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Greg Ver Steeg", "Ver Steeg, Greg"),
        ("Juan de la Cruz", "de la Cruz, Juan"),
        ("Van Morrison", "Morrison, Van"),
        ("Hou, Lu", "Hou, Lu"),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("李明", "李, 明"),
        ("Plato", "Plato"),
    ],
)
def test_names_are_turned_round(name: str, sorted_by: str) -> None:
    assert split(name).inverted == sorted_by


# BibTeX


def test_a_bibtex_entry_reads_as_one_writes_it() -> None:
    assert papers_bibtex.entry(quoted()[0]) == (
        "@inproceedings{lovelace2031study,\n"
        "  title      = {A study of small models},\n"
        "  author     = {Lovelace, Ada and Turing, Alan},\n"
        "  booktitle  = {The {Workshop} on {Tiny} {Things} at {BIGCONF} 2031},\n"
        "  year       = {2031},\n"
        "  url        = {https://example.org/tiny/2031/papers/7/},\n"
        "  doi        = {10.1145/3442188.3445922},\n"
        "  eprint     = {2305.13048v2},\n"
        "  eprinttype = {arXiv},\n"
        "  month      = dec,\n"
        "}\n"
    )


def test_the_file_has_abstract_and_pdf_besides() -> None:
    found = entry_of(LOVELACE)
    assert found["abstract"] == "Why small."
    assert found["pdf"] == "https://example.org/tiny/2031/papers/7/a-study.pdf"


def test_an_abstract_is_tex_with_its_formulas_in_braces() -> None:
    paper = titled("Small", abstract="Below 5% of $O(n)$.\n\nAnd {more}.")
    assert entry_of(paper)["abstract"] == r"Below 5\% of {$O(n)$}. And \{more\}."


def entry_of(*papers: Paper) -> dict[str, str]:
    """The fields of one entry, as the reader of BibTeX has them."""
    library = bibtexparser.parse_string(papers_bibtex.write({"citations": quoted(*papers)}).decode())
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {field.key: str(field.value) for field in entry.fields}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Costs & 50% of $1,000 in_use #1", r"Costs \& 50\% of \$1,000 in\_use \#1"),
        (r"A {curly} tale", r"A \{curly\} tale"),
        (r"A {lone tale", r"A $\lbrace$lone tale"),
        (r"A } lone { tale", r"A $\rbrace$ lone $\lbrace$ tale"),
        ("a|b", "a$|$b"),
        (r"A\b, ~ and ^", r"A\textbackslash{}b, \textasciitilde{} and \textasciicircum{}"),
        (r"Powers of \(x^{2}\) and $a_1$", "Powers of {$x^{2}$} and {$a_1$}"),
        (r"Cases \(\left\{ x \right.\) here", r"Cases {$\left\lbrace  x \right.$} here"),
        ("GEAR: KV Caches for LLMs", "{GEAR}: {KV} Caches for {LLMs}"),
        ("BiRNA-BERT and 3D LoRA, GPT-4", "{BiRNA}-{BERT} and {3D} {LoRA}, {GPT}-4"),
        ("A Title in Capitals of Titles", "A Title in Capitals of Titles"),
        ("Speech recognition in Hawaiian with small Mamba", "Speech recognition in {Hawaiian} with small {Mamba}"),
        ("Speech recognition: Towards something small", "Speech recognition: Towards something small"),
        ("Größe “zählt”", "Größe “zählt”"),
        ("<think> harder", "$<$think$>$ harder"),
        (r"Sorting in $O(N \log N)$", r"Sorting in {$O(N \log N)$}"),
        ("Faster A* and I/O on A/B tests", "Faster {A}* and {I}/{O} on {A}/{B} tests"),
        ("How I made plan A", "How {I} made plan {A}"),
        ("Q&A on the A-star", r"{Q}\&{A} on the {A}-star"),
    ],
)
def test_titles_are_escaped_and_keep_their_capitals(title: str, written: str) -> None:
    assert entry_of(titled(title))["title"] == written


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (("Ada Lovelace", "Hou, Lu"), "Lovelace, Ada and Hou, Lu"),
        (("Alan van der Turing", "Greta Ver Haag"), "van der Turing, Alan and Ver Haag, Greta"),
        (("José Ortega y Gasset",), "{Ortega y Gasset}, José"),
        (("Karl vom und zum Stein", "Henry Ford III"), "vom und zum Stein, Karl and Ford, III, Henry"),
        (("Plato", "Gemma Team"), "Plato and {Gemma Team}"),
        (("Martin Luther King, Jr.",), "King, Jr., Martin Luther"),
        (("The Bread and Butter Group",), "{The Bread and Butter Group}"),
        (("A & B",), r"{A \& B}"),
    ],
)
def test_authors_are_parted_by_and(names: tuple[str, ...], written: str) -> None:
    assert entry_of(titled("Small", *names))["author"] == written


ANY = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=4))
def test_whatever_is_written_reads_as_so_many_entries(written: list[tuple[str, str]]) -> None:
    papers = [
        replace(titled(title, author), id=str(number), slug=str(number))
        for number, (title, author) in enumerate(written)
    ]
    library = bibtexparser.parse_string(papers_bibtex.write({"citations": quoted(*papers)}).decode())
    assert library.failed_blocks == []
    assert len(library.entries) == len(papers)


def seconds(words: int) -> float:
    """The processor time that a title takes which was never seen before."""
    title = "what. " * words + str(time.perf_counter_ns())
    citation = replace(quoted()[0], title=title, book=title)
    began = time.process_time()
    papers_bibtex.entry(citation)
    return time.process_time() - began


def test_eight_times_the_title_takes_eight_times_as_long() -> None:
    most = 20 * min(seconds(2_000) for _ in range(3)) + 0.1
    assert any(seconds(16_000) < most for _ in range(3)), "the least of three: a machine may be busy"


# RIS


def test_ris_is_read_by_another() -> None:
    second = replace(titled("More &\n about \\(x^2\\)", "Martin Luther King, Jr."), id="8", slug="8")
    first, other = rispy.loads(papers_ris.write({"citations": quoted(LOVELACE, second)}).decode())
    assert first == {
        "type_of_reference": "CPAPER",
        "authors": ["Lovelace, Ada", "Turing, Alan"],
        "title": "A study of small models",
        "secondary_title": "The Workshop on Tiny Things at BIGCONF 2031",
        "year": "2031",
        "date": "2031/12/06/",
        "abstract": "Why small.",
        "keywords": ["small", "models"],
        "urls": ["https://example.org/tiny/2031/papers/7/"],
        "file_attachments1": "https://example.org/tiny/2031/papers/7/a-study.pdf",
        "doi": "10.1145/3442188.3445922",
        "language": "en",
        "id": "lovelace2031study",
    }
    assert (other["title"], other["authors"]) == ("More & about x²", ["King, Martin Luther, Jr."])


@given(ANY, ANY)
def test_no_text_breaks_a_ris_record(title: str, name: str) -> None:
    (found,) = rispy.loads(papers_ris.write({"citations": quoted(titled(f"T {title}", f"A {name}"))}).decode())
    assert found["id"]


# In plain words


def test_a_reference_reads_as_in_a_list_of_references() -> None:
    (found,) = quoted()
    assert citation_text.entry(found) == (
        "Ada Lovelace and Alan Turing. A study of small models. "
        "In The Workshop on Tiny Things at BIGCONF 2031, December 2031. https://doi.org/10.1145/3442188.3445922"
    )
    turned = titled("Small", "Kim, Min-jun", "King, Jr., Martin Luther", "Gemini Team, Google")
    assert citation_text.entry(quoted(turned)[0]).startswith(
        "Min-jun Kim, Martin Luther King Jr., and Gemini Team, Google. Small."
    )
    question = replace(found, title="Why small?", authors=("A B", "C D", "E F"), doi="", month=0, book="")
    assert citation_text.entry(question) == (
        "A B, C D, and E F. Why small? 2031. https://example.org/tiny/2031/papers/7/"
    )


# The tags of a page


def test_tags_name_one_author_each_without_affiliation() -> None:
    assert highwire.tags(quoted()[0]) == [
        ("citation_title", "A study of small models"),
        ("citation_author", "Lovelace, Ada"),
        ("citation_author", "Turing, Alan"),
        ("citation_publication_date", "2031/12/06"),
        ("citation_conference_title", "The Workshop on Tiny Things at BIGCONF 2031"),
        ("citation_language", "en"),
        ("citation_doi", "10.1145/3442188.3445922"),
        ("citation_arxiv_id", "2305.13048v2"),
        ("citation_keywords", "small; models"),
        ("citation_abstract", "Why small."),
        ("citation_abstract_html_url", "https://example.org/tiny/2031/papers/7/"),
        ("citation_pdf_url", "https://example.org/tiny/2031/papers/7/a-study.pdf"),
    ]


@pytest.mark.parametrize(
    ("names", "tags"),
    [
        (("Alan van der Turing", "Plato"), ["van der Turing, Alan", "Plato"]),
        # A full stop before the comma Zotero parts from it with a blank, which it keeps.
        (("Robert Downey Jr.", "Henry Ford III"), ["Downey Jr, Robert", "Ford III, Henry"]),
        # Without a comma Zotero takes the last word of a group for its family name.
        (("Gemma Team", "Ed Bayes and Friends", "Plato"), ["Gemma Team,", "Ed Bayes and Friends,", "Plato"]),
        # Of a single tag with words on both sides of its comma Zotero would make two people.
        (("Charles Jean de la Vallée Poussin",), ["de la Vallée Poussin, Charles Jean;"]),
        (("Charles de la Vallée Poussin",), ["de la Vallée Poussin, Charles"]),
    ],
)
def test_tags_have_the_family_name_first(names: tuple[str, ...], tags: list[str]) -> None:
    found = highwire.tags(quoted(titled("Small", *names))[0])
    assert [value for name, value in found if name == "citation_author"] == tags


def test_names_that_were_written_in_parts_are_not_guessed_at() -> None:
    author = Author(name="Gabriel García Márquez", parts=PersonName("García Márquez", "Gabriel"))
    paper = replace(titled("Small"), authors=(author,))
    assert entry_of(paper)["author"] == "García Márquez, Gabriel"
    assert papers_csl.item(quoted(paper)[0])["author"] == [{"family": "García Márquez", "given": "Gabriel"}]


@pytest.mark.parametrize("host", ["doi.org", "www.doi.org", "dx.doi.org"])
def test_a_doi_is_an_identifier_whatever_its_address(host: str) -> None:
    address = f"https://{host}/10.1002/(SICI)1097%3C1::AID-X%3E3.0.CO;2-%23"
    paper = titled("Small", links=(Link(title="DOI", url=address, kind="doi"),))
    (found,) = quoted(paper)
    assert found.doi == "10.1002/(SICI)1097<1::AID-X>3.0.CO;2-#"
    assert entry_of(paper)["doi"] == found.doi
    assert ("citation_doi", found.doi) in highwire.tags(found)


# CSL-JSON


def test_csl_json_is_a_list_of_items() -> None:
    (found,) = json.loads(papers_csl.write({"citations": quoted()}))
    assert found == {
        "id": "lovelace2031study",
        "type": "paper-conference",
        "title": "A study of small models",
        "author": [{"family": "Lovelace", "given": "Ada"}, {"family": "Turing", "given": "Alan"}],
        "container-title": "The Workshop on Tiny Things at BIGCONF 2031",
        "issued": {"date-parts": [[2031, 12, 6]]},
        "abstract": "Why small.",
        "keyword": "small, models",
        "language": "en",
        "URL": "https://example.org/tiny/2031/papers/7/",
        "DOI": "10.1145/3442188.3445922",
        "archive": "arXiv",
        "archive_location": "2305.13048v2",
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        # Zotero reads no particle that stands apart; processors part it from the family name themselves.
        ("Alan van der Turing", {"family": "van der Turing", "given": "Alan"}),
        ("Henry Ford III", {"family": "Ford", "given": "Henry", "suffix": "III"}),
        ("Gemma Team", {"literal": "Gemma Team"}),
        ("Plato", {"literal": "Plato"}),
        ("José Ortega y Gasset", {"family": "Ortega y Gasset", "given": "José"}),
    ],
)
def test_csl_json_has_names_in_parts(name: str, written: dict[str, str]) -> None:
    assert papers_csl.item(quoted(titled("Small", name))[0])["author"] == [written]


def test_an_abstract_that_is_to_be_announced_is_none() -> None:
    (found,) = quoted(replace(titled("Small"), abstract="To be announced"))
    assert found.abstract == ""


@pytest.mark.parametrize("lost", [{"authors": ()}, {"year": ""}])
def test_a_page_that_scholar_would_misread_has_no_tags(lost: dict[str, Any]) -> None:
    assert highwire.tags(replace(quoted()[0], **lost)) == []


# Papers as data


def inputs(name: str, *papers: Paper, base: str = BASE) -> dict[str, Any]:
    return {
        "title": SITE.title,
        "edition": "2031",
        "base_url": base,
        "papers": papers or (LOVELACE,),
        "path": f"2031/{name}",
    }


def test_json_holds_everything() -> None:
    assert json.loads(papers_json.write(inputs("papers.json"))) == {
        "title": "The Workshop on Tiny Things",
        "edition": "2031",
        "papers": [
            {
                "id": "7",
                "title": "A study of small models",
                "authors": [
                    {"name": "Ada Lovelace", "affiliations": ["University of London"]},
                    {"name": "Alan Turing", "affiliations": []},
                ],
                "abstract": "Why small.",
                "tldr": "",
                "keywords": ["small", "models"],
                "decision": "",
                "track": "",
                "award": "",
                "page": "https://example.org/tiny/2031/papers/7/",
                "links": {
                    "pdf": "https://example.org/tiny/2031/papers/7/a-study.pdf",
                    "arxiv": "https://arxiv.org/abs/2305.13048v2",
                    "doi": "https://doi.org/10.1145/3442188.3445922",
                },
            }
        ],
    }


def test_without_an_address_links_are_relative_to_the_file() -> None:
    (paper,) = json.loads(papers_json.write(inputs("papers.json", base="")))["papers"]
    assert (paper["page"], paper["links"]["pdf"]) == ("papers/7/index.html", "papers/7/a-study.pdf")


def rows(*papers: Paper) -> list[dict[str, str]]:
    written = papers_csv.write(inputs("papers.csv", *papers))
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_paper() -> None:
    (row,) = rows(LOVELACE)
    assert {name: value for name, value in row.items() if value} == {
        "id": "7",
        "title": "A study of small models",
        "authors": "Ada Lovelace (University of London); Alan Turing",
        "abstract": "Why small.",
        "keywords": "small; models",
        "pdf": "https://example.org/tiny/2031/papers/7/a-study.pdf",
        "arxiv": "https://arxiv.org/abs/2305.13048v2",
        "doi": "https://doi.org/10.1145/3442188.3445922",
        "page": "https://example.org/tiny/2031/papers/7/",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    evil = start + "cmd|' /C calc'!A0"
    paper = replace(titled(evil, evil, keywords=(evil,), abstract=evil, tldr=evil, award=evil), id=evil)
    (row,) = rows(paper)
    told = ("id", "title", "authors", "abstract", "tldr", "keywords", "award")
    assert {row[name] for name in told} == {f"'{evil}"}


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=3))
def test_csv_reads_back_what_was_written(written: list[tuple[str, str]]) -> None:
    papers = [replace(titled(title), abstract=abstract) for title, abstract in written]
    found = [(row["title"], row["abstract"]) for row in rows(*papers)]
    assert [tuple(re.sub(r"^'(?=[=+\-@＝＋－＠\t\r\n])", "", each) for each in row) for row in found] == written
