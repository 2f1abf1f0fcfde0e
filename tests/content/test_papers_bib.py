"""A bibliography becomes the same plain data as papers.yaml."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.content import papers_bib


def only(text: str) -> dict[str, Any]:
    """The one paper of a bibliography with nothing wrong in it."""
    records, problems = papers_bib.parse(text, "papers.bib")
    assert problems == []
    [record] = records
    return record


def told(text: str) -> list[tuple[str, str, str]]:
    """What is told of a bibliography: place, severity with code, and message."""
    problems = papers_bib.parse(text, "papers.bib")[1]
    return [
        (f"{problem.origin.line}:{problem.origin.column}", f"{problem.severity} {problem.code}", problem.message)
        for problem in problems
    ]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"A \ensuremath{<} B", "A < B"),
        (r"In \ensuremath{O(n \log n)}", r"In $O(n \log n)$"),
        (r"In {\ensuremath{\frac{1}{2}}} steps", r"In $\frac{1}{2}$ steps"),
        (r"$<$think$>$ and a$|$b", "<think> and a|b"),
        (r"If $a<b$ or $$<$$", r"If $a<b$ or $$<$$"),
        (r"H\textsubscript{2}O, 2\textsuperscript{nd}", "H$_{2}$O, 2$^{nd}$"),
        (r"\ensuremath{>} 5 \ensuremath{|} \$1 to \$2", "> 5 | $1 to $2"),
        (r"\ensuremath{\boldsymbol{\mathit{A}}} \ensuremath{\{a\}}", r"$\boldsymbol{\mathit{A}}$ $\{a\}$"),
        (r"A\ensuremath\times B and {\ensuremath{\alpha}}-stable", r"A$\times$ B and $\alpha$-stable"),
        (r"where $\ensuremath{x} < \ensuremath{y_{1}}$ holds", "where $x < y_{1}$ holds"),
    ],
)
def test_commands_for_math_are_math(written: str, title: str) -> None:
    assert only(f"@misc{{7, title = {{{written}}}}}")["title"] == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"{\textquotedblleft}No{\textquotedblright} {\textemdash} it{\textquoteright}s", "“No” — it’s"),
        (r"{\guillemotleft}A{\guillemotright} {\quotedblbase}b {\guilsinglleft}c{\guilsinglright}", "«A» „b ‹c›"),
        (r"5{\textpercent} {\texteuro}3 {\textsterling}2 {\textsection}1 {\textonehalf}", "5% €3 £2 §1 ½"),
        (r"a {\textrightarrow} b {\textbullet} c{\textdagger} {\texttimes} {\textdiv}", "a → b • c† × ÷"),
        (r"{\textasciicircum}x {\textasciitilde}3 {\textperiodcentered} {\textcopyright}", "^x ~3 · ©"),
        (r"{\CYRI}{\cyrv}{\cyra}{\cyrn} {\CYRSHCH}{\cyrya} {\=\CYRI}", "Иван Щя Ӣ"),
        (r"$\beta$-VAE, \beta-VAE, \alpha{} and \epsilon-greedy", r"$\beta$-VAE, β-VAE, α and ϵ-greedy"),
        (r"in O(n\log{}n) {\textexclamdown}", "in O(nlogn) ¡"),
        (r"\textfrac{1}{3} and \nicefrac{2}{3}\hspace{0.33em}on", "1/3 and 2/3 on"),
    ],
)
def test_signs_that_programs_have_commands_for_are_read(written: str, title: str) -> None:
    """OpenReview writes all that is not ASCII so, with the names that pylatexenc 2.10 has."""
    assert only(f"@misc{{7, title={{{written}}}}}")["title"] == title


def test_a_name_that_stands_for_nothing_stays_and_is_told() -> None:
    text = r"@misc{7, title={\ours: \frac and {\textours}, \CYRours}}"
    assert papers_bib.parse(text, "papers.bib")[0][0]["title"] == r"\ours: \frac and \textours, \CYRours"
    assert [message for _, _, message in told(text)] == [
        rf"the TeX command `\{name}` is not known" for name in ("ours", "frac", "textours", "CYRours")
    ]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"\${\textbackslash}texttt\{{TACO}\}\$: Temporal Loss", r"$\texttt{TACO}$: Temporal Loss"),
        (r"\${\textbackslash}text\{D\}\_\{2\}{\textbackslash}text\{O\}\$", r"$\text{D}_{2}\text{O}$"),
        (r"{\textbackslash}textsc\{Mamba\} is {\textbackslash}emph\{fast\}", "Mamba is fast"),
    ],
)
def test_tex_that_openreview_escaped_is_read_as_its_authors_wrote_it(written: str, title: str) -> None:
    assert only(f"@misc{{7, title={{{written}}}}}")["title"] == title


def test_an_entry_becomes_a_paper() -> None:
    assert only(r"""
        @InProceedings{smith-2025:fast,
          Title     = {{GPU}s at Work: $O(n^{2})$ in Stra{\ss}en -- a {S}tudy},
          AUTHOR    = {Smith, Jane and {\'E}mile Zola},
          abstract  = {We ask
                       why.

                       We \emph{answer}.},
          keywords  = {pruning; sparse {MoE, dense}, caching},
          decision  = {oral},
          award     = "Best Paper",
          pdf       = {papers/smith--fast.pdf},
          poster    = {posters/7.pdf}, slides = {s.pdf}, video = {https://v.org/1}, code = {https://c.org/~s/x},
          data      = {https://d.org}, openreview = {aBc_1}, doi = {10.1/x\_y}, url = {https://x.org/a\%20b},
          supplementary = {s.zip}, tldr = {Fast.},
          booktitle = {Proceedings}, year = 2025, month = dec, note = {To appear}, bdsk-url-1 = {x}
        }
    """) == {
        "id": "smith-2025:fast",
        "title": "GPUs at Work: $O(n^{2})$ in Straßen – a Study",
        "authors": [{"name": "Jane Smith"}, {"name": "Émile Zola"}],
        "abstract": "We ask why.\n\nWe answer.",
        "keywords": ["pruning", "sparse MoE, dense", "caching"],
        "decision": "oral",
        "award": "Best Paper",
        "pdf": "papers/smith--fast.pdf",
        "poster": "posters/7.pdf",
        "slides": "s.pdf",
        "video": "https://v.org/1",
        "code": "https://c.org/~s/x",
        "data": "https://d.org",
        "openreview": "aBc_1",
        "doi": "10.1/x_y",
        "url": "https://x.org/a%20b",
        "supplement": "s.zip",
        "tldr": "Fast.",
    }


def test_papers_keep_their_order() -> None:
    records, problems = papers_bib.parse("@misc{b, title={B}} @article{a, title={A}}", "papers.bib")
    assert records == [{"id": "b", "title": "B"}, {"id": "a", "title": "A"}]
    assert problems == []


def test_a_field_for_the_id_counts_more_than_the_key() -> None:
    assert only("@misc{smith2025, paperid = {12}}") == {"id": "12"}
    assert only("@misc{, id = 12, title = {A}}") == {"id": "12", "title": "A"}


def test_empty_fields_are_left_out() -> None:
    assert only('@misc{7, title = {A}, pdf = {}, url = "", award = {{ }}, keywords = {,}}') == {
        "id": "7",
        "title": "A",
    }


def test_a_volume_of_proceedings_is_no_paper() -> None:
    assert only("@proceedings{v, title={All}} @misc{7, title={A}}") == {"id": "7", "title": "A"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Doe, Jane and Roe, R.~J.", ["Jane Doe", "R. J. Roe"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("de la Cruz, Jr., Ana", ["Ana de la Cruz Jr."]),
        ("King, Martin Luther, Jr.", ["Martin Luther King Jr."]),
        ("{Acme Research and Sons, Inc.} AND Jane Doe", ["Acme Research and Sons, Inc.", "Jane Doe"]),
        ("Jane\n  Doe and\n  Sandy Anderson", ["Jane Doe", "Sandy Anderson"]),
        (r"M{\"u}ller, J{\'o}n and Lu Hou", ["Jón Müller", "Lu Hou"]),
        ("Jane Doe and and Lu Hou and", ["Jane Doe", "Lu Hou"]),
    ],
)
def test_names_of_authors(written: str, names: list[str]) -> None:
    assert only(f"@misc{{7, author = {{{written}}}}}")["authors"] == [{"name": name} for name in names]


def test_others_are_no_author() -> None:
    text = "@misc{7,\n  author = {Jane Doe and others}}"
    assert papers_bib.parse(text, "papers.bib")[0] == [{"id": "7", "authors": [{"name": "Jane Doe"}]}]
    assert told(text) == [("2:12", "warning and-others", "`others` is no author's name")]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Jane Doe et al.", ["Jane Doe"]),
        ("Jane Doe, et al.", ["Jane Doe"]),
        ("Jane Doe and Lu Hou et~al", ["Jane Doe", "Lu Hou"]),
        ("Jane Doe and et al.", ["Jane Doe"]),
    ],
)
def test_et_al_is_no_author(authors: str, names: list[str]) -> None:
    text = f"@misc{{7,\n  author = {{{authors}}}}}"
    assert papers_bib.parse(text, "papers.bib")[0][0]["authors"] == [{"name": name} for name in names]
    assert told(text) == [("2:12", "warning and-others", "`et al.` is no author's name")]


@pytest.mark.parametrize(
    ("written", "told_of", "hint"),
    [
        ("A Bee, C Dee, E Eff, G Aitch", "", "write `A Bee and C Dee and E Eff and G Aitch`"),
        ("Bee, A; Dee, C", "", "write `Bee, A and Dee, C`"),
        ("A Bee; C Dee", "", "write `A Bee and C Dee`"),
        ("Ada Lovelace, Alan Turing, Grace Hopper", "", "write `Ada Lovelace and Alan Turing and Grace Hopper`"),
        (
            "Ada Lovelace, Alan Turing and Grace Hopper",
            "Ada Lovelace, Alan Turing",
            "write `Ada Lovelace and Alan Turing`, or `{Ada Lovelace}, Alan Turing` if this is one name",
        ),
        (
            "Ada Lovelace, Alan Turing, and Grace Hopper",
            "Ada Lovelace, Alan Turing,",
            "write `Ada Lovelace and Alan Turing`",
        ),
        (
            r"Kurt G{\"o}del, {\'E}mile Zola",
            "",
            r"write `Kurt G{\"o}del and {\'E}mile Zola`, or `{Kurt G{\"o}del}, {\'E}mile Zola` if this is one name",
        ),
        (r"Ada Lovelace \& Alan Turing", "", "write `Ada Lovelace and Alan Turing`"),
        ("J. Smith, K. Jones, L. Lee", "", "write `J. Smith and K. Jones and L. Lee`"),
        ("Lovelace, A., Turing, A. M., Hopper, G.", "", "put `and` between authors"),
        ("Lovelace, A., and Turing, A. M.", "Lovelace, A.,", "put `and` between authors"),
        ("Lovelace, Ada, and Turing, Alan", "Lovelace, Ada,", "put `and` between authors"),
    ],
)
def test_authors_that_are_not_parted_by_and_are_told(written: str, told_of: str, hint: str) -> None:
    [problem] = papers_bib.parse(f"@misc{{7, author = {{{written}}}}}", "papers.bib")[1]
    assert (problem.origin.line, problem.origin.column, problem.severity) == (1, 19, "error")
    assert problem.code == "author-separator"
    assert problem.message == f"`{told_of or written}` reads as several names: BibTeX parts authors by `and` alone"
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (r"Garc{\'\i}a Roa, Luis Pedro and Ortega Sanz, Ana Luz", "Luis Pedro García Roa, Ana Luz Ortega Sanz"),
        ("{Ortega Sanz}, Ana Luz and Grace Hopper", "Ana Luz Ortega Sanz, Grace Hopper"),
        ("Ortega Sanz, A. L. and Grace Hopper", "A. L. Ortega Sanz, Grace Hopper"),
        ("Ortega Sanz, Ana Luz and Roe, Jo", "Ana Luz Ortega Sanz, Jo Roe"),
        ("Ortega Sanz, Ana Luz} } @misc{8, author={Turing, Alan", "Ana Luz Ortega Sanz, Alan Turing"),
        ("van der Berg, Jan Willem and Grace Hopper", "Jan Willem van der Berg, Grace Hopper"),
        (r"{Acme Labs, New York} and Johnson \& Johnson", r"Acme Labs, New York, Johnson & Johnson"),
    ],
)
def test_a_comma_that_turns_a_name_round_is_not_told(written: str, names: str) -> None:
    records, problems = papers_bib.parse(f"@misc{{7, author = {{{written}}}}}", "papers.bib")
    assert (", ".join(each["name"] for record in records for each in record["authors"]), problems) == (names, [])


@pytest.mark.parametrize(
    ("fields", "arxiv"),
    [
        ("eprint = {2305.13048}, archivePrefix = {arXiv}", "2305.13048"),
        ("eprint = {2305.13048v2}, eprinttype = {arxiv}, primaryClass = {cs.CL}", "2305.13048v2"),
        ("eprint = {cs/0112017}, archiveprefix = {{arXiv}}", "cs/0112017"),
        ("eprint = {2305.13048}", "2305.13048"),
        ("eprint = {12345}", None),
        ("eprint = {2305.13048}, eprinttype = {hal}", None),
        ("arxiv = {2305.13048}, eprint = {1111.1111}, archiveprefix = {arXiv}", "2305.13048"),
    ],
)
def test_an_eprint_of_arxiv_is_its_arxiv_number(fields: str, arxiv: str | None) -> None:
    assert only(f"@misc{{7, {fields}}}").get("arxiv") == arxiv


def test_an_unknown_field_is_told_and_left_out() -> None:
    text = "@misc{7,\n  title = {A},\n  abstrct = {We}, affiliation = {X}}"
    records, problems = papers_bib.parse(text, "papers.bib")
    assert records == [{"id": "7", "title": "A"}]
    assert [str(problem.origin) for problem in problems] == ["papers.bib:3:3", "papers.bib:3:19"]
    assert [problem.code for problem in problems] == ["unknown-field"] * 2
    assert problems[0].message == "the unknown field `abstrct` is left out"
    assert problems[0].hint == "did you mean `abstract`?"
    assert problems[1].hint.startswith("known are: id, title, authors,")


def test_a_field_given_twice_is_an_error() -> None:
    text = "@misc{7, title = {A}, supplement = {a},\n  Title = {B}, supplementary = {b}}"
    assert told(text) == [
        ("2:3", "error duplicate-field", "the field `title` says again what `title` said"),
        ("2:16", "error duplicate-field", "the field `supplementary` says again what `supplement` said"),
    ]


def test_an_unknown_command_is_told_where_its_value_stands() -> None:
    text = "@misc{7,\n  title = {\\ours{} beats \\ours}}"
    assert told(text) == [("2:11", "warning unknown-command", r"the TeX command `\ours` is not known")]


@pytest.mark.parametrize("text", ["", "  \n", "no entry here", "@comment{@misc{7, title={A}}}"])
def test_a_bibliography_without_entries_is_told(text: str) -> None:
    assert papers_bib.parse(text, "papers.bib")[0] == []
    assert told(text) == [("1:1", "warning no-papers", "the bibliography has no entry")]


LOCATED = """\
Accepted papers
  @misc{7,
    title = {A},
    AUTHOR = "B and
              C",
    eprint = {2305.13048}
  }
@broken{8, title}
@misc{9, paperid = 12}
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0,), (2, 3)),
        ((0, "id"), (2, 9)),
        ((0, "title"), (3, 13)),
        ((0, "authors"), (4, 14)),
        ((0, "authors", 1, "name"), (4, 14)),
        ((0, "arxiv"), (6, 14)),
        ((0, "abstract"), (2, 3)),
        ((1,), (9, 1)),
        ((1, "id"), (9, 20)),
        ((2, "title"), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_values_are_found_again(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert papers_bib.locate_all(LOCATED, [(), path]) == [(1, 1), place]


WORDS = ("@misc{", "@a(", "@string{", "@comment{", "@preamble{", "7,", "title=", "author =", "{", "}", ")", '"', "#")
MORE = (",", "=", " and ", "\n", "\\'", "\\foo", "$", "%", "@", "jan", "x", "~", "others", "é", "eprint={1}", "\\")


@given(st.lists(st.sampled_from(WORDS + MORE), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_papers_and_problems(text: str) -> None:
    records, problems = papers_bib.parse(text, "papers.bib")
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.origin.line <= len(lines)
        assert 1 <= problem.origin.column <= len(lines[problem.origin.line - 1]) + 1
        assert "\n" not in problem.message
    paths = [(index, name) for index, record in enumerate(records) for name in record]
    for (line, column), path in zip(papers_bib.locate_all(text, [*paths]), paths, strict=True):
        assert lines[line - 1][column - 1 :].strip(), path


NAMES = st.text("abcÉß", min_size=1, max_size=6)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=5), st.text("ab cß.:", min_size=1))
def test_what_is_written_is_read(people: list[tuple[str, str]], title: str) -> None:
    author = " and ".join(f"{last}, {first}" for first, last in people)
    record = only(f"@misc{{7, author = {{{author}}}, title = {{x {title}}}}}")
    assert record["authors"] == [{"name": f"{first} {last}"} for first, last in people]
    assert record["title"] == " ".join(f"x {title}".split())
