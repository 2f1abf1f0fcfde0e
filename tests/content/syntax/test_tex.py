"""TeX in bibliographies becomes the text that it stands for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.content.syntax.tex import to_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"G{\"o}del, G\"{o}del, G\"odel", "Gödel, Gödel, Gödel"),
        (r"Erd\H{o}s, Vel\'azquez, \c{C}a\u{g}lar, \v{S}imek, \v Simek", "Erdős, Velázquez, Çağlar, Šimek, Šimek"),
        (r"Garc\'{\i}a, Garc\'{i}a, Garc\'\i a", "García, García, García"),
        (
            r"{\O}stergaard, \AA{}ngstr\"om, {\L}ukasz, Stra{\ss}e, Stra\ss e",
            "Østergaard, Ångström, Łukasz, Straße, Straße",
        ),
        (r"Nguy\~{\^e}n, \.Zak, \k{a}, \d{t}, \=a", "Nguyễn, Żak, ą, ṭ, ā"),
        (r"{\i} {\ae}{\oe} \th", "ı æœ þ"),
    ],
)
def test_accents_and_letters(tex: str, text: str) -> None:
    assert to_text(tex) == (text, [])
    assert unicodedata.is_normalized("NFC", to_text(tex).text)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a--b---c ``quoted'' x~y", "a–b—c “quoted” x y"),
        (r"R\&D, 50\%, a\_b, \$5, \#1, \{x\}", "R&D, 50%, a_b, $5, #1, {x}"),
        (r"\textbf{bold} and \emph{\textit{both}} and {\sc Small}", "bold and both and Small"),
        (r"{DNA} and {{RNA}}", "DNA and RNA"),
        ("O'Brien's co-author", "O'Brien's co-author"),
        ("one\n   two \t three\n\n four", "one two three four"),
        (r"one\\two \ three\ldots", "one two three…"),
        (r"100% {of} them", "100% of them"),
        (r"\href{https://x.org/a}{our code} at \url{https://x.org/~a--b}", "our code at https://x.org/~a--b"),
    ],
)
def test_signs_and_commands(tex: str, text: str) -> None:
    assert to_text(tex) == (text, [])


@pytest.mark.parametrize(
    "math",
    [
        r"$\mathcal{O}(n^{2})$",
        r"$$\tilde{x} -- y~z$$",
        r"\(\frac{a}{b} \% \)",
        r"$\text{costs \$5}$",
    ],
)
def test_math_stays_as_it_was_written(math: str) -> None:
    assert to_text(rf"{{\'A}} {math} {{B}}") == (f"Á {math} B", [])


def test_a_dollar_that_opens_nothing_is_text() -> None:
    assert to_text(r"for $5 {only}") == ("for $5 only", [])


def test_blank_lines_part_paragraphs_on_demand() -> None:
    tex = "one\ntwo\n  \n three \\par four"
    assert to_text(tex, paragraphs=True).text == "one two\n\nthree\n\nfour"
    assert to_text(tex).text == "one two three four"


def test_a_dollar_is_not_paired_with_one_of_another_paragraph() -> None:
    assert to_text("{a} $5\n\n{b} $6", paragraphs=True).text == "a $5\n\nb $6"


def test_addresses_keep_tildes_dashes_and_quotes() -> None:
    assert to_text(r"https://x.org/~me/a--b\_c\~{}d{\%}20", prose=False).text == "https://x.org/~me/a--b_c~d%20"


def test_unknown_commands_are_named_once_and_leave_their_argument_or_themselves() -> None:
    assert to_text(r"\ours{} and \theirs{Baseline}, \ours") == (
        r"\ours and Baseline, \ours",
        ["ours", "theirs"],
    )


@given(st.text(alphabet="\\{}$\"'`^~-= \n\tabcHvoi()é", max_size=60), st.booleans(), st.booleans())
def test_any_tex_becomes_text(tex: str, prose: bool, paragraphs: bool) -> None:
    text = to_text(tex, prose, paragraphs).text
    assert text == text.strip()
    assert paragraphs or "\n" not in text


@given(st.text(alphabet=st.characters(blacklist_characters="\\{}$`'~-", blacklist_categories=["Cs"])))
def test_text_without_tex_keeps_its_words(plain: str) -> None:
    assert to_text(plain).text == " ".join(plain.split())


@pytest.mark.parametrize("piece", ["{", "\\(", "$$", "\\href{", "\\'{", "$a\n\n", "\\url", " ", "\\'"])
def test_long_and_broken_is_still_fast(piece: str) -> None:
    assert len(to_text(piece * 50_000, paragraphs=True).text) <= len(piece) * 50_000
