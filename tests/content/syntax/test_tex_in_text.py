"""TeX in the titles and abstracts that submission systems hand on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.content.syntax.tex_in_text import to_plain


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"M\"uller, {\'e}t\'e, Andr\'e", "Müller, été, André"),
        (r"Erd\H{o}s and \v{S}ev\v c{\'\i}k", "Erdős and Ševčík"),
        (r"\emph{very \textbf{small}} models", "very small models"),
        (r"Stra\ss{}e, \AA ngstr\"{o}m, \LaTeX", "Straße, Ångström, LaTeX"),
    ],
)
def test_what_is_surely_tex_is_read(written: str, shown: str) -> None:
    assert to_plain(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        r"A*-decoding at C:\new with --flag, ~100 'quoted' ``x``",
        r"it\'s and don\'t and we\'re",
        r"$\emph{x}$ and \(\'e\) and \[\textbf{y}\] and $$\ss$$",
        r"50\% of \$5 and a\_b",
        r"\alpha and \unknown{x}",
    ],
)
def test_all_else_stays_as_it_is(written: str) -> None:
    assert to_plain(written) == written


def test_papers_csv_reads_it_and_what_is_left_is_told(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            "content/papers.yaml": None,
            "content/papers.csv": "id,title,authors,abstract\n"
            "7,\\emph{Small} models,Andr\\'e M\\\"uller,In O(\\log n)\n",
        }
    )
    told = site.build()
    assert told.code == 0
    assert [line.partition(": ")[0] for line in told.problems.splitlines() if "[bare-tex]" in line] == [
        "content/papers.csv:2:40"
    ]
    page = site.published()["2031/papers/index.html"].decode()
    assert "Small models" in page
    assert "André Müller" in page
