r"""Formulas: what is one and what is money, and what becomes of them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from enlsp_site.text.math import Formula, FormulaFault, formula_at, mathml


def dollars(text: str) -> str | None:
    """What stands between the first dollar and the one that closes it, if the rule takes it for a formula."""
    formula = formula_at(text, text.index("$"))
    return formula.tex if formula else None


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x$", "x"),
        ("the $i$th of $n$", "i"),
        ("a top-$k$ list", "k"),
        ("$n+1$.", "n+1"),
        ("($p < 0.05$)", "p < 0.05"),
        ("$O(n \\log n)$", "O(n \\log n)"),
        ("$O(n log n)$", "O(n log n)"),
        ("$P(x | y)$", "P(x | y)"),
        ("$100$ tokens", "100"),
        ("$3.5$-fold", "3.5"),
        ("$x, y, z$", "x, y, z"),
        ("$\\text{number of tokens} / n$", "\\text{number of tokens} / n"),
        ("$L_{max}$", "L_{max}"),
        ("$\\sim$10 hours", "\\sim"),
        ("2$\\times$ faster", "\\times"),
        ("10$^{-3}$", "^{-3}"),
        ("H$_2$O", "_2"),
        ("$x_i for all i$", "x_i for all i"),
        ("$a\n+ b$", "a\n+ b"),
        ("$\\$5 + x$", "\\$5 + x"),
        ("$\\begin{matrix} a & b \\end{matrix}$", "\\begin{matrix} a & b \\end{matrix}"),
        ("$$x + y$$", "x + y"),
        ("$$\nx\n$$", "\nx\n"),
    ],
)
def test_dollars_around_mathematics_are_a_formula(text: str, tex: str) -> None:
    assert dollars(text) == tex


@pytest.mark.parametrize(
    "text",
    [
        "$1,000 and $2,000",
        "$3.7K to $46.3K",
        "from $1M–$2M",
        "($20) and ($30)",
        "$5 per hour or 6$ a day",
        "$5 per GPU_hour or 6$",
        "$20/month, or 30$ for two",
        "$5 (€4) or 6$",
        "US$5 or US$6",
        "A$50, or C$",
        "$AAPL and $TSLA",
        "$HOME/$USER",
        "$PATH and `$HOME`",
        "`$x` or `y$`",
        "$x and y$",
        "$ x$",
        "$x $",
        "$x",
        "$",
        "$$",
        "$$$",
        "$$ and $$",
        "$$$x$$$",
        "$x$$",
        "$x$5",
        "$a\n\nb$",
        "$a\n \t\nb$",
        "$50% and 60%$",
        "?a=$b&c=$d",
        "$5</td><td>6$",
        "$x\\$",
    ],
)
def test_other_dollars_are_dollars(text: str) -> None:
    assert dollars(text) is None


def test_brackets_are_formulas_within_one_paragraph() -> None:
    assert formula_at(r"a \(x_i\) b", 2) == Formula(2, 9, "x_i", False)
    assert formula_at(r"\[ x \]", 0) == Formula(0, 7, " x ", True)
    assert formula_at(r"\(a \\ b\)", 0) == Formula(0, 10, r"a \\ b", False)
    assert formula_at(r"\(some words\)", 0) is not None
    assert formula_at("\\(a\n\nb\\)", 0) is None
    assert formula_at(r"\(a \(b\)", 0) is None
    assert formula_at(r"\(\)", 0) is None
    assert formula_at(r"\( \)", 0) is None


def test_a_formula_knows_where_its_tex_begins() -> None:
    for text in (r"\(x\)", r"\[x\]", "$x$", "$$x$$"):
        formula = formula_at(text, 0)
        assert formula is not None
        assert text[formula.inside] == "x"


def convert(source: str) -> tuple[str, FormulaFault | None]:
    formula = formula_at(source, 0)
    assert formula is not None
    return mathml(formula, source)


def test_formulas_become_mathml() -> None:
    assert convert("$x_i$") == ("<math><msub><mi>x</mi><mi>i</mi></msub></math>", None)
    assert convert("$$x$$") == ('<math display="block" data-script="scroll" tabindex="0"><mi>x</mi></math>', None)
    assert "&lt;" in convert("$a < b$")[0]
    assert convert(r"\(\widetilde{x}\)")[1] is None


def test_what_cannot_be_read_is_shown_as_written_with_place_and_reason() -> None:
    html, fault = convert(r"\(é < \foo\)")
    assert html == r'<code class="tex">\(é &lt; \foo\)</code>'
    assert fault == FormulaFault(4, 'Unknown command "\\foo"')


@pytest.mark.parametrize(
    "tex",
    [r"\def\a{\a\a}\a", r"\newcommand{\a}{\a\a}\a", r"\def\a#1{#1#1}" + r"\a{" * 10 + "x" + "}" * 10],
)
def test_definitions_without_end_are_refused(tex: str) -> None:
    fault = convert(rf"\({tex}\)")[1]
    assert fault is not None
    assert fault.reason.startswith("Too many expansions of custom commands")


STYLED = {
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": {"tex-right", "tex-close-right", "tex-left", "tex-close-left"},
    r"\begin{cases}a&b\\c&d\end{cases}": {"tex-left", "tex-close-right", "tex-apart"},
    r"\begin{align}a&=b\end{align}": {
        *("tex-whole", "tex-side", "tex-right", "tex-close-right", "tex-left", "tex-close-left"),
    },
    r"\begin{multline}a\\b\end{multline}": {"tex-whole", "tex-left", "tex-number", "tex-right"},
    r"\begin{array}{|c:c|}\hline a&b\\ \hdashline c&d\end{array}": {
        *("tex-solid-left", "tex-dashed-right", "tex-solid-top", "tex-solid-right", "tex-dashed-top"),
    },
    r"\begin{subarray}{c}a\\b\end{subarray}": {"tex-close"},
    r"\cfrac12": {"tex-strut"},
    r"x\!y": {"tex-back-3"},
    r"x\negmedspace y\negthickspace z": {"tex-back-4", "tex-back-5"},
    r"x\hspace{-0.5em}y\hspace{-1em}z\hspace{-3em}": {"tex-back-9", "tex-back-18", "tex-back-36"},
    r"\xcancel{x}": {"menclose-updiagonalstrike", "menclose-downdiagonalstrike"},
    r"\boxed{x}": set(),
}
"""Formulas that math-core gives a look of their own, and the classes that say it."""


@pytest.mark.parametrize(("tex", "classes"), STYLED.items())
def test_the_look_of_formulas_is_told_by_classes(repo: Path, tex: str, classes: set[str]) -> None:
    # A strict Content-Security-Policy lets no style attribute through.
    html, fault = convert(rf"\[{tex}\]")
    assert fault is None
    assert ' style="' not in html
    assert {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()} == classes
    styles = (repo / "static/theme/style.css").read_text("utf-8")
    assert [name for name in classes if f".{name}" not in styles] == []


def test_the_colour_of_a_formula_is_an_attribute() -> None:
    assert convert(r"\(\textcolor{blue}{y}\)") == ('<math><mrow mathcolor="#0000FF"><mi>y</mi></mrow></math>', None)


@pytest.mark.parametrize("tex", ["{" * 20_000, r"\sqrt" * 20_000, r"\frac{" * 9_000, r"\left(" * 9_000])
def test_bottomless_nesting_does_not_take_the_process_down(tex: str) -> None:
    formula = Formula(0, len(tex) + 4, tex, False)
    assert mathml(formula, rf"\({tex}\)")[1] == FormulaFault(0, "it holds more than 500 commands and braces")


def test_formulas_that_are_just_allowed_are_read() -> None:
    assert convert("$" + "{" * 500 + "x" + "}" * 500 + "$") == ("<math><mi>x</mi></math>", None)


def test_text_without_formulas_imports_no_converter() -> None:
    code = (
        "import sys; from enlsp_site.text import plain_text as text\n"
        "text.plain_paragraphs('plain <b> text'); text.plain_inline('100%'); text.tex_faults('x')\n"
        "text.excerpt('x'); text.plain_inline('$1,000 and \\\\%')\n"
        "sys.exit(' '.join({'math_core', 'nh3', 'markdown'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (r"$y = 0 \text{ if $x < 0$}$", "<mtext>&nbsp;if&nbsp;</mtext><mi>x</mi>"),
        (r"$f(x) = 1 \text{ if $x_{i} \le 2{,}048$ else $\frac{1}{2}$}$", "<mn>2,048</mn>"),
        (r"$f(x) = 1 \mbox{ for $n \in \{1, 2\}$}$", "<mtext>&nbsp;for&nbsp;</mtext><mi>n</mi>"),
        (r"$y \textrm{ where $y = x^{2}$ holds}$", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("$1{,}024$", "<mn>1,024</mn>"),
        ("$1{,}048{,}576$", "<mn>1,048,576</mn>"),
        (r"$\textsc{Mamba}$", '<span class="tex-small-caps">Mamba</span>'),
        (r"$\smash{x}$", "<mi>x</mi>"),
        (r"$\Tilde{x}$", "<mover"),
        (r"$\textup{a b}$", "<mtext>a"),
        (r"$\mbox{a b}$", "<mtext>a"),
        (r"$\mathbbm{1}$", "𝟙"),
        (r"$\mathds{1}$", "𝟙"),
        (r"$\nicefrac{a+b}{2}$", "<mfrac displaystyle"),
        (r"$\sum_{\substack{i<n\\j<m}} x$", "<mtable"),
        (r"$\hbox{if } x\xspace$", "<mtext>if"),
        (r"$2\textsuperscript{nd}$", "<mtext>nd</mtext>"),
        (r"$n^{\poly(n)}$", ">poly</m"),
        (r"$a\allowbreak b$", "<mi>b</mi>"),
    ],
)
def test_formulas_of_real_abstracts_are_read(written: str, found: str) -> None:
    formula = formula_at(written, 0)
    assert formula is not None
    assert formula.end == len(written)
    made, fault = mathml(formula, written)
    assert fault is None
    assert found in made.replace("\xa0", "&nbsp;")


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\text{98\% of them}", "98%\xa0of\xa0them"),
        (r"x\& \textit{R \& D}", "R\xa0&amp;\xa0D"),
        (r"\text{a \{ b \} c}", "a\xa0{\xa0b\xa0}\xa0c"),
        (r"\mbox{say \$ 5}", "say\xa0$\xa05"),
    ],
)
def test_the_blank_after_a_sign_in_words_stays(tex: str, words: str) -> None:
    written, fault = mathml(Formula(0, 0, tex, False), tex)
    assert fault is None
    assert words in re.sub(r"</?[a-z]+>", "", written)


def test_braces_within_braces_take_time_as_they_are_many() -> None:
    """With squares it would be 10 seconds."""
    deep = "{" * 20_000 + "}" * 20_000
    began = time.process_time()
    assert dollars(f"${deep}$") is not None
    assert dollars(f"${deep} HOME and$USER") is None
    assert time.process_time() - began < 1
    assert dollars("$a {of words} b$") == "a {of words} b"
