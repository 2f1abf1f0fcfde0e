r"""The formulas of one text together: numbers, labels, references."""

from __future__ import annotations

import re

from enlsp_site.text.equations import equations
from enlsp_site.text.math import Formula, FormulaFault
from enlsp_site.text.plain_text import plain_text


def of(*formulas: str) -> list[tuple[str, FormulaFault | None]]:
    return equations([(Formula(0, len(tex) + 4, tex, True), rf"\[{tex}\]") for tex in formulas])


def equation(tex: str) -> str:
    return rf"\begin{{equation}}{tex}\end{{equation}}"


def test_numbers_go_on_through_a_text() -> None:
    found = [re.findall(r"\((\d)\)", html) for html, _ in of(equation("x"), "y", equation("z"))]
    assert found == [["1"], [], ["2"]]


def test_a_reference_may_stand_before_its_equation() -> None:
    (before, no_fault), (html, fault) = of(r"\eqref{a b_1}", equation(r"x \label{a b_1}"))
    assert (no_fault, fault) == (None, None)
    (anchor,) = re.findall('id="([^"]*)"', html)
    assert f'<a href="#{anchor}">(1)</a>' in before
    assert re.fullmatch(r"\S+", anchor)


def test_a_reference_to_nothing_is_told_where_it_stands() -> None:
    (html, fault), _ = of(r"x + \eqref{q}", equation("y"))
    assert fault == FormulaFault(4, "no equation of this text has the label `q`")
    assert html == r'<code class="tex">\[x + \eqref{q}\]</code>'


def test_an_equation_that_cannot_be_read_gives_no_label() -> None:
    found = [fault for _, fault in of(r"\eqref{q}", equation(r"\foo \label{q}"), equation(r"z \label{q}"))]
    assert [fault and fault.reason for fault in found] == [None, 'Unknown command "\\foo"', None]


def test_faults_bring_others() -> None:
    found = [fault for _, fault in of(r"\eqref{q}", equation(r"\label{q} \eqref{r}"))]
    assert [fault and fault.reason[-3:] for fault in found] == ["`q`", "`r`"]


def test_a_label_is_given_once() -> None:
    faults = [fault for _, fault in of(equation(r"x \label{q}"), equation(r"y \label{q}"))]
    assert faults == [FormulaFault(18, "another equation of this text has the label `q`, too")] * 2


def test_what_has_no_name_is_told_by_the_converter() -> None:
    assert [(fault.offset, fault.reason) for _, fault in of(r"\eqref", r"\eqref{") if fault] == [
        (6, "Expected non-special ASCII characters in string literal"),
        (7, 'Expected closing token "}", but reached end of input'),
    ]


def test_in_words_a_reference_says_the_number_of_its_equation_and_one_to_nothing_its_label() -> None:
    given = equation(r"a = b \label{eq:a}")
    assert plain_text(rf"Let \[{given}\]; by \(\eqref{{eq:a}}\) it is") == "Let a = b; by (1) it is"
    assert plain_text(r"by \(\eqref{eq:a}\) and \(x < y\) it is") == "by (eq:a) and x < y it is"
