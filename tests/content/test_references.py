"""Works that pages cite: numbers in the text, the list at its end, and what is told of both."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]
PAGE = "content/pages/overview.md"
BIB = r"""
@article{lovelace1843, author = {Lovelace, Ada}, title = {Notes on the {Analytical} Engine}, journal = {Scientific
  Memoirs}, volume = 3, number = 2, pages = {666--731}, year = 1843, doi = {10.1000/182}}
@inproceedings{turing:1950, author = {Alan Turing and G\"odel, Kurt and van Rossum, Guido}, title = {Can machines
  think?}, booktitle = {Proc. of Mind}, year = {1950}, url = {https://example.org/a_b?c=1&d=2}}
@misc{hou+23, author = {Hou, Lu and others}, title = {Small $n$ \& large $N$}, eprint = {2305.13048},
  archiveprefix = {arXiv}, date = {2023-05-22}, note = {To appear}}
@book{many, editor = {A A and B B and C C and D D and E E and F F and G G and H H and I I and J J and K K and L L
  and M M}, title = {Much}, publisher = {Press}}
@online{bare, url = {https://example.org/}}
@misc{unread, title = {\unknowncommand{x}}, month = julember}
"""


def shown(make_site: MakeSite, body: str, bib: str | None = BIB) -> tuple[Site, str]:
    """A site whose overview has this body, beside this bibliography; and what was told."""
    files = {} if bib is None else {"content/references.bib": bib}
    site = make_site({PAGE: f"---\ntitle: Overview\n---\n{body}\n", **files})
    return site, site.build().problems


def text_of(site: Site) -> str:
    return words(next(site.page("2031/overview/index.html").iterfind(".//*[@class='prose']")))


def rows(site: Site, path: str = "2031/overview/index.html") -> list[str]:
    """The list of works, without the ways back."""
    found = site.page(path).find(".//ol[@class='references']")
    return [] if found is None else [words(row).rstrip("↩ ") for row in found.iterfind("li")]


def test_works_are_numbered_as_they_are_cited_and_listed_at_the_end(make_site: MakeSite) -> None:
    site, told = shown(make_site, "As [@turing:1950] says [@lovelace1843; @turing:1950, p. 3].")
    assert told == ""
    assert text_of(site).startswith("As [1] says [2; 1, p. 3]. References ")
    assert rows(site) == [
        "Alan Turing, Kurt Gödel, and Guido van Rossum. Can machines think? In Proc. of Mind, 1950.",
        "Ada Lovelace. Notes on the Analytical Engine. Scientific Memoirs 3(2), 666–731, 1843.",
    ]


def test_numbers_lead_to_the_list_and_back(make_site: MakeSite) -> None:
    site, _ = shown(make_site, "One [@lovelace1843], two [@many, @lovelace1843].")
    page = site.page("2031/overview/index.html")
    ids = {each.get("id"): each for each in page.iter() if each.get("id")}
    there = [ids[link.get("href")[1:]] for link in page.iterfind(".//a[@role='doc-biblioref']")]
    assert [words(row)[:3] for row in there] == ["Ada", "A A", "Ada"]
    back = [link.get("href")[1:] for link in there[0].iterfind("a[@class='footnote-backref']")]
    assert [ids[name].text for name in back] == ["1", "1"]
    assert there[0].find("a[@class='footnote-backref']").get("title") == "Jump back to reference 1 in the text"


@pytest.mark.parametrize(
    ("key", "row", "leads_to"),
    [
        (
            "hou+23",
            "Lu Hou et al. Small n & large N. arXiv:2305.13048, 2023. To appear.",
            "https://arxiv.org/abs/2305.13048",
        ),
        ("many", "A A, B B, C C, D D, E E, F F, G G, H H, I I, J J et al. Much. Press.", None),
        ("bare", "example.org/.", "https://example.org/"),
        ("turing:1950", "", "https://example.org/a_b?c=1&d=2"),
        ("lovelace1843", "", "https://doi.org/10.1000/182"),
    ],
)
def test_what_is_known_of_a_work_is_shown_with_a_link(
    make_site: MakeSite, key: str, row: str, leads_to: str | None
) -> None:
    site, told = shown(make_site, f"See [@{key}].")
    assert told == ""
    assert not row or rows(site) == [row]
    link = site.page("2031/overview/index.html").find(".//ol[@class='references']/li/a")
    assert link.get("href") == (leads_to or "#cited:1-1")


def test_an_unknown_key_is_an_error_with_the_one_that_was_meant(make_site: MakeSite) -> None:
    _, told = shown(make_site, "First.\n\nAs [@lovelace1834; @many] says.")
    assert f"{PAGE}:6:4: error: references.bib has no work `lovelace1834` [unknown-reference]" in told
    assert "hint: did you mean `lovelace1843`?" in told
    assert told.count("error:") == 1


def test_without_a_bibliography_it_is_text_and_told(make_site: MakeSite) -> None:
    site, told = shown(make_site, "Write to [@enlsp].", bib=None)
    assert (
        f"{PAGE}:4:10: warning: there is no content/references.bib that `enlsp` could be in [no-references]" in told
    )
    assert text_of(site) == "Write to [@enlsp]."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"A handle \[@enlsp].", "A handle [@enlsp]."),
        ("A handle `[@many]`.", "A handle [@many]."),
        ("A link [@enlsp](https://example.org/).", "A link @enlsp."),
        (
            "[@enlsp] and [mail a@example.org] and [@].\n\n[@enlsp]: https://example.org/",
            "@enlsp and [mail a@example.org] and [@].",
        ),
        ("[see [@many]](https://example.org/)", "see [@many]"),
        ("A note[^1].\n\n[^1]: Of [@many].", "A note1. Of [1]. ↩"),
    ],
)
def test_what_is_none_stays_what_it_is(make_site: MakeSite, body: str, text: str) -> None:
    site, told = shown(make_site, body)
    assert told == ""
    assert text_of(site).partition(" References ")[0] == text


def test_a_heading_of_ones_own_at_the_end_is_that_of_the_list(make_site: MakeSite) -> None:
    site, told = shown(make_site, "As [@many][^1] says.\n\n## Further reading\n\n[^1]: A note.")
    assert told == ""
    assert text_of(site).startswith("As [1]1 says. Further reading A A, B B")
    assert "References" not in text_of(site)


def test_the_home_page_has_the_list_with_the_whole_page_and_leads_to_it_from_a_teaser(make_site: MakeSite) -> None:
    site, _ = shown(make_site, "As [@many] says.")
    assert len(rows(site, "2031/index.html")) == 1
    site, told = shown(make_site, "As [@many] says.\n\n<!-- more -->\n\nAnd [@bare].")
    assert told == ""
    assert rows(site, "2031/index.html") == []
    link = site.page("2031/index.html").find(".//a[@role='doc-biblioref']")
    assert (link.get("href"), link.get("id")) == ("overview/index.html#reference:1", None)


def test_only_what_is_cited_is_told_of(make_site: MakeSite) -> None:
    assert shown(make_site, "See [@many].")[1] == ""
    _, told = shown(make_site, "See [@unread] and [@unread].")
    assert told.count("content/references.bib:11:1: warning: the TeX command `\\unknowncommand` is not known") == 1


def test_a_bibliography_that_cannot_be_read_is_told_and_not_what_follows(make_site: MakeSite) -> None:
    _, told = shown(make_site, "See [@b].", "@misc{a, title = {One}}\n@misc{b, title = {Two}")
    assert "content/references.bib:2:1: error: the entry `b` is never closed" in told
    assert "unknown-reference" not in told


def test_of_two_works_with_one_key_the_first_is_shown(make_site: MakeSite) -> None:
    site, told = shown(make_site, "See [@a].", "@misc{a, title = {One}}\n@misc{a, title = {Two}}")
    assert "content/references.bib:2:7: warning: another work has the key `a` [duplicate-reference]" in told
    assert rows(site) == ["One."]


def test_a_site_without_citations_loads_none_of_it(make_site: MakeSite) -> None:
    site = make_site({"content/references.bib": BIB})
    script = (
        "import sys; from enlsp_site.commands.parser import main; print(main(['build', '--site', '.']));"
        "print({'enlsp_site.content.references', 'enlsp_site.content.syntax.bibtex'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=site.folder, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-2:] == ["0", "set()"]
