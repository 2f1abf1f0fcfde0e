r"""Formulas in Typst's math mode, and that Typst takes them."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
import typst as library
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.text import math_typst
from enlsp_site.text.math_typst import quoted, typst

FORMULAS = {
    r"x^2_{i}": 'attach(x, b: i, t: "2")',
    r"\frac{a,b}{c;d}": r"frac(a \, b, c \; d)",
    r"\sqrt[3]{x}": 'root("3", x)',
    r"\sqrt{}": 'sqrt("")',
    r"\hat{x}\overline{AB}\vec{v}": "accent(x, hat) overline(A B) accent(v, arrow)",
    r"\underbrace{a+b}_{n}": r"underbrace(a \+ b, n)",
    r"\text{if } x": '"if " x',
    r"\text{a\_b}": '"a_b"',
    r"\binom{n}{k}": r"lr(\( mat(delim: #none, n; k) \))",
    r"\begin{cases}a&x>0\\b\end{cases}": r'lr(\{ mat(delim: #none, align: #left, a, x \> "0"; b, ""))',
    r"f'(x)": r"attach(f, t: ′) \( x \)",
    r"\lVert x\rVert_2": 'class("opening", ‖) x attach(class("closing", ‖), b: "2")',
    r"\#\_\$\{\}/": r"\# \_ \$ \{ \} \/",
    r"1{,}024": '"1,024"',
    r"\mathrm{KL}(p\|q)": r'op("KL") \( p ‖ q \)',
    r"\stackrel{d}{\to}": "attach(limits(→), t: d)",
    r"\cancel{x}\phantom{y}": "cancel(x) #hide($y$)",
    r"\mathrm{d}x": "upright(d) x",
    r"^{13}C": 'attach("", t: "13") C',
}


@pytest.mark.parametrize(("tex", "found"), FORMULAS.items())
def test_a_formula_is_written_in_typst(tex: str, found: str) -> None:
    assert typst(tex) == found


def test_what_cannot_be_read_is_nothing() -> None:
    assert typst(r"\frac{a") == ""
    assert typst(r"\nosuchcommand") == ""


def test_mathml_that_lacks_a_part_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(math_typst, "tree", lambda *_: fromstring("<math><msup><mo>′</mo></msup></math>"))
    assert typst("a formula of which math-core 0.8 makes this") == ""


def test_scripts_of_sums_are_left_to_typst_but_where_they_must_stand_at_the_side() -> None:
    assert typst(r"\sum_{i=1}^n x", display=True) == r'attach(∑, b: i \= "1", t: n) x'
    assert typst(r"\sum\nolimits_i x", display=True) == "attach(scripts(∑), b: i) x"


def test_a_quoted_text_is_one_string() -> None:
    assert quoted('say "hi"\\\n') == '"say \\"hi\\"\\\\ "'


def takes(formulas: list[str]) -> bytes:
    """What Typst makes of formulas."""
    main = b'#for each in json("data.json") { math.equation(eval(each, mode: "math")) }'
    compile_: Any = library.compile
    made: bytes = compile_({"main": main, "data.json": json.dumps(formulas).encode()}, ignore_system_fonts=True)
    return made


def test_typst_takes_all_of_them() -> None:
    assert takes([typst(tex) for tex in FORMULAS]).startswith(b"%PDF")


PIECES = st.sampled_from(
    (
        *("x", "y_i", "2", "+", "=", ",", ";", "(", ")", "|", ":", "'", "<", "/", "\\%", "\\&", "\\#", "\\_", "\\$"),
        *(r"\alpha", r"\log", r"\sum", r"\int", r"\to", r"\cdots", r"\|", r"\{", r"\}", r"\,", r"\quad", r"\ell"),
        *(r"\text{a \"b\" #c}", r"\mathbb{R}", r"\mathcal{O}", r"\operatorname{arg max}", r"\texttt{x}", r"\ddot x"),
    )
)
TEX = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda both: rf"\frac{{{both[0]}}}{{{both[1]}}}"),
        st.tuples(inner, inner).map(lambda both: f"{{{both[0]}}}^{{{both[1]}}}"),
        st.tuples(inner, inner).map(lambda both: f"{{{both[0]}}}_{{{both[1]}}}"),
        st.tuples(inner, inner).map(lambda both: rf"\underset{{{both[0]}}}{{{both[1]}}}"),
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        inner.map(lambda each: rf"\sqrt{{{each}}}"),
        inner.map(lambda each: rf"\left({each}\right]"),
        inner.map(lambda each: rf"\widehat{{{each}}}"),
        st.tuples(inner, inner).map(lambda both: rf"\begin{{pmatrix}}{both[0]}&{both[1]}\\1\end{{pmatrix}}"),
    ),
    max_leaves=8,
)


@given(st.lists(TEX, min_size=20, max_size=20))
def test_typst_takes_whatever_tex_there_is(formulas: list[str]) -> None:
    assert takes([typst(tex) for tex in formulas]).startswith(b"%PDF")
