r"""The formulas of one text together: numbers of equations go on through it, and `\eqref` finds its `\label` in it.

Anchors begin with what is the text's own, since many texts, each with an `eq:loss`, may stand on one page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from enlsp_site.storage.late_patterns import late
from enlsp_site.text.math import Formula, FormulaFault, as_written, mathml, mathml_of_all
from enlsp_site.text.math_words import words, words_of

Written = tuple[str, FormulaFault | None]
"""A formula in MathML; or as it was written, with the reason why it cannot be read."""

_NUMBERED = late(r"\\(?:label|eqref)\b|\\begin\{(?:equation|align|alignat|gather|multline)\}")
_NAMED = late(r"(?<!\\)((?:\\\\)*\\(label|eqref)[ ]*\{)([^{}]*)(?=\})")


def equations(formulas: Sequence[tuple[Formula, str]]) -> list[Written]:
    """Each formula of a text, with what its place counts in, in MathML.

    A formula that refers to no label of the text, or gives a label that another one gave, is not read.
    """
    found = [mathml(_with_plain_names(formula), source) for formula, source in formulas]
    if not any(_NUMBERED.search(formula.tex) for formula, _ in formulas):
        return found
    found = [
        (as_written(formula, source), fault) if fault else each
        for each, (formula, source), fault in zip(found, formulas, _faults(formulas, found), strict=True)
    ]
    read = [at for at, (_, fault) in enumerate(found) if fault is None]
    prefix = f"eq-{crc32(chr(0).join(formula.tex for formula, _ in formulas).encode(errors='replace')):08x}-"
    together = mathml_of_all([_with_plain_names(formulas[at][0]) for at in read], prefix)
    for at, written in zip(read, together, strict=True):
        found[at] = (written, None)
    return found


def in_words(formulas: Sequence[tuple[Formula, str]]) -> list[str]:
    """Each formula of a text, as for `equations`, in Unicode. A reference says the number of its equation, and one to
    nothing its label."""
    if not any("\\eqref" in formula.tex for formula, _ in formulas):
        return [words(formula.tex) for formula, _ in formulas]
    return [
        words(_REFERENCE.sub(r"\\text{(\1)}", formula.tex)) if fault else words_of(written)
        for (formula, _), (written, fault) in zip(formulas, equations(formulas), strict=True)
    ]


_REFERENCE = re.compile(r"\\eqref[ ]*\{([^{}]*)\}")


def _faults(formulas: Sequence[tuple[Formula, str]], found: Sequence[Written]) -> list[FormulaFault | None]:
    """Why each cannot be read: of itself, or since its labels are not what it takes them for."""
    faults = [fault for _, fault in found]
    before: list[FormulaFault | None] = []
    while before != faults:  # one that is not read gives no label either
        before, given = list(faults), _given(formulas, faults)
        faults = [fault or _fault(formula, given) for (formula, _), fault in zip(formulas, before, strict=True)]
    return faults


def _given(formulas: Sequence[tuple[Formula, str]], faults: Sequence[FormulaFault | None]) -> Counter[str]:
    """How often each label is given in what can be read."""
    read = [formula for (formula, _), fault in zip(formulas, faults, strict=True) if fault is None]
    return Counter(
        _plain(found[3]) for formula in read for found in _NAMED.finditer(formula.tex) if found[2] == "label"
    )


def _fault(formula: Formula, given: Counter[str]) -> FormulaFault | None:
    for found in _NAMED.finditer(formula.tex):
        if found[2] == "eqref" and not given[_plain(found[3])]:
            return FormulaFault(found.start(2) - 1, f"no equation of this text has the label `{found[3]}`")
        if found[2] == "label" and given[_plain(found[3])] > 1:
            return FormulaFault(found.start(2) - 1, f"another equation of this text has the label `{found[3]}`, too")
    return None


def _with_plain_names(formula: Formula) -> Formula:
    """A formula whose labels hold nothing but what math-core takes in them (`eq:loss_1` it refuses), as long as they
    were, so that places in it stay."""
    if "\\label" not in formula.tex and "\\eqref" not in formula.tex:
        return formula
    return formula._replace(tex=_NAMED.sub(lambda found: found[1] + _plain(found[3]), formula.tex))


def _plain(label: str) -> str:
    return re.sub(r"[^A-Za-z0-9:-]", ".", label)
