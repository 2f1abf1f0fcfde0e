r"""Formulas in Unicode: what `<title>`, feeds and citations hold in place of TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.text.math_words import words


@pytest.mark.parametrize(
    ("tex", "found"),
    [
        (r"O(N \log N)", "O(N log N)"),
        (r"\mathcal{O}(n^2)", "O(n²)"),
        (r"\tilde{O}(n^{1.5})", "Õ(n^1.5)"),
        (r"n^{O(1)}", "n^(O(1))"),
        (r"2^{n/2}", "2^(n/2)"),
        (r"A^{-1}", "A⁻¹"),
        (r"\mathbf{x}^\top y", "xᵀy"),
        (r"90^\circ", "90°"),
        (r"f'(x)", "f′(x)"),
        (r"(-1)^n", "(−1)ⁿ"),
        (r"H_2O", "H₂O"),
        (r"x^{2}_{i}", "xᵢ²"),
        (r"x_{\text{train}}", "x_train"),
        (r"\nabla_\theta", "∇_θ"),
        (r"\ell_2", "ℓ₂"),
        (r"\|A\|_F", "‖A‖_F"),
        (r"\mathbb{R}^{d\times k}", "ℝ^(d×k)"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\max_{x\in X} f(x)", "max_(x∈X) f(x)"),
        (r"\log_2 n", "log₂ n"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x+1}", "³√(x + 1)"),
        (r"\hat{x}", "x̂"),
        (r"\overline{AB}", "ĀB̄"),
        (r"\vec{v}", "v⃗"),
        (r"a<b, c", "a < b, c"),
        (r"x=-1", "x = −1"),
        (r"\sim 10\times", "∼10×"),
        (r"\pm 3\%", "±3%"),
        (r"1{,}024", "1,024"),
        (r"\{1,\dots,n\}", "{1, …, n}"),
        (r"p(x\mid y)", "p(x | y)"),
        (r"|x|", "|x|"),
        (r"k\text{-NN}", "k-NN"),
        (r"\text{if } x", "if x"),
        (r"\textsc{Mamba}", "Mamba"),
        (r"\texttt{<x>}", "<x>"),
        (r"x\,y\quad z", "xy z"),
        (r"\underbrace{x}_{y}", "x_y"),
        (r"\widehat{x}_n", "x̂ₙ"),
        (r"\dddot{x}", "x⃛"),
        (r"\nicefrac{a+b}{2}", "(a + b)/2"),
        (r"\phantom{x}y", "y"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{align}a&=b\\c&=d\end{align}", "a = b; c = d"),
    ],
)
def test_formulas_are_read_without_tex(tex: str, found: str) -> None:
    assert words(tex) == found


def test_what_cannot_be_read_stays_as_it_was_written() -> None:
    assert words("\\foo  x") == "\\foo x"


PIECES = st.sampled_from(
    ["x", "12", "{", "}", "^", "_", "\\frac", "\\sqrt", "\\hat", "+", "-", "(", ")", "&", "\\log", "\\text{a b}"]
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_any_formula_is_one_line(tex: str) -> None:
    assert words(tex) == " ".join(words(tex).split())
