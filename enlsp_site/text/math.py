r"""TeX formulas: where they stand in a text, and what they are in MathML.

A formula is `\(…\)`, `\[…\]`, `$…$` or `$$…$$` within one paragraph. The first two are always meant as one. A
dollar may also be money, a shell variable or a ticker, so what stands between two of them is a formula only if

- no white space touches the dollars from inside (of `$$` it may), and neither dollar has another dollar beside it;
- the closing dollar has no digit after it, unless a command begins the formula (`$\sim$10`, `$\times$2`);
- the opening dollar has no letter or digit before it, unless TeX is in the formula (`2$\times$`, `H$_2$O`);
- it holds no words beside white space (`3.7K to 5`, `x and y`), unless TeX is in it and no number begins it;
- it holds no backtick, no sign of another currency, no HTML tag, and no bare `%`, `#` or, outside tables, `&`.

"TeX in it" is a command, `^`, `_` or a brace. Words within braces and names of functions (`n log n`) do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from enlsp_site.storage.late_patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from math_core import LatexToMathML


class Formula(NamedTuple):
    """A formula in a text: from `start` up to `end`, with its delimiters; `tex` is what they enclose."""

    start: int
    end: int
    tex: str
    display: bool

    @property
    def inside(self) -> int:
        """Where its TeX begins in the text."""
        return self.start + (self.end - self.start - len(self.tex)) // 2


class FormulaFault(NamedTuple):
    """Why a formula cannot be read, and how far into its TeX."""

    offset: int
    reason: str


OPENING = r"\\[(\[]|\$\$?"
"""What may open a formula, as a regular expression; backslash pairs and `\\$` are to be skipped before it."""

_GROUPED = r"\{(?>(?:[^{}\\]|\\.|\{[^{}]{0,200}+\}){0,400})\}"
"""What stands in braces: a dollar in it ends nothing (`\text{ if $x < 0$}`)."""

_FORMS = {
    r"\(": (late(r"\\\(((?>(?:[^\\]|\\[^()\[\]])+))\\\)", re.S), False),
    r"\[": (late(r"\\\[((?>(?:[^\\]|\\[^()\[\]])+))\\\]", re.S), True),
    "$$": (late(r"\$\$((?>(?:[^\\$]|\\.)+))\$\$(?!\$)", re.S), True),
    "$": (late(rf"(?<!\$)\$((?>(?:{_GROUPED}|[^\\$]|\\.)+))\$(?!\$)", re.S), False),
}
_BLANK_LINE = late(r"\n[ \t]*\n")


def formula_at(text: str, start: int) -> Formula | None:
    """The formula whose opening delimiter stands at `start`; None where none does."""
    opening = "$$" if text.startswith("$$", start) else text[start : start + (1 if text[start] == "$" else 2)]
    pattern, display = _FORMS[opening]
    found = pattern.match(text, start)
    if not found or not found[1].strip() or _BLANK_LINE.search(found[1]):
        return None
    if opening == "$" and (found[1][0].isspace() or found[1][-1].isspace()):
        return None
    if opening[0] == "$" and not reads_as_math(
        found[1], text[start - 1 : start], text[found.end() : found.end() + 1]
    ):
        return None
    return Formula(start, found.end(), found[1], display)


_FORBIDDEN = late(r"[`€£¥₹₩]|(?<!\\)[%#]|</?[A-Za-z][^<>]*>")
_BARE_AMPERSAND = late(r"(?<!\\)&")
_TEX = late(r"\\[A-Za-z]|[\^_{}]")
_COMMAND = late(r"\\(?:[A-Za-z]+\*?|.)", re.S)
_WORD = late(r"(?<![^\s(\[,;])([A-Za-z]{2,})(?=[\s,;:.)\]]|$)")
# fmt: off
_FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "arg", "argmax", "argmin", "cos", "cosh", "cot", "deg", "det", "dim",
    "exp", "gcd", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "mod", "poly", "polylog", "sin",
    "sinh", "sup", "tan", "tanh",
})
# fmt: on


def reads_as_math(tex: str, before: str, after: str) -> bool:
    """Whether what stands between dollars is a formula; `before` and `after` are the characters around them.

    The rule is the module's; the white space beside the dollars is not looked at here.
    """
    if _FORBIDDEN.search(tex) or (_BARE_AMPERSAND.search(tex) and r"\begin" not in tex):
        return False
    has_tex = _TEX.search(tex) is not None
    if (after.isdigit() and not re.match(r"\\[A-Za-z]", tex)) or (before.isalnum() and not has_tex):
        return False
    bare = _outside_groups(tex)
    if after.isalpha() and re.search(r"[A-Za-z]{2}", bare):
        return False  # $HOME/$USER
    if has_tex and not re.match(r"[\d.]", tex):
        return True
    return not _has_words(bare)


def _outside_groups(tex: str) -> str:
    """A formula without its commands and without what stands within braces."""
    left: list[str] = []
    opened: list[int] = []
    for each in _COMMAND.sub(" ", tex):
        if each == "}" and opened:
            del left[opened.pop() :]
            continue
        if each == "{":
            opened.append(len(left))
        left.append(each)
    return "".join(left)


def _has_words(bare: str) -> bool:
    """Whether white space sets words apart in it, as it does in prose."""
    return bool(re.search(r"\s", bare)) and any(word not in _FUNCTIONS for word in _WORD.findall(bare))


_MOST_PARTS = 500
"""Commands and braces that a formula may hold: math-core recurses, and 1000 deep overflows a stack of 1 MB."""


def _refusal(tex: str) -> FormulaFault | None:
    """Why a formula is not even tried, if it would take the process down."""
    parts = len(re.findall(r"\\[A-Za-z]|\{", tex))
    return FormulaFault(0, f"it holds more than {_MOST_PARTS} commands and braces") if parts > _MOST_PARTS else None


_MACROS = {
    "smash": "#1",
    "Tilde": r"\tilde{#1}",
    "textup": r"\text{#1}",
    "mbox": r"\text{#1}",
    "mathbbm": r"\mathbb{#1}",
    "mathds": r"\mathbb{#1}",
    "poly": r"\operatorname{poly}",
    "allowbreak": "",
    "xspace": "",
    "nicefrac": r"\tfrac{#1}{#2}",
    "sfrac": r"\tfrac{#1}{#2}",
    "substack": r"\begin{matrix}#1\end{matrix}",
    "ensuremath": "{#1}",
    "mathnormal": "{#1}",
    "hbox": r"\text{#1}",
    "textnormal": r"\text{#1}",
    "textmd": r"\text{#1}",
    "textsuperscript": r"{}^{\text{#1}}",
    "textsubscript": r"{}_{\text{#1}}",
    "smallsetminus": r"\setminus",
}
"""Commands of abstracts that math-core has not, in those that it has: LaTeX's own, and those of amsmath, dsfont,
nicefrac and xfrac."""

_INNER = r"\$((?>(?:[^{}$]|\{(?:[^{}$]|\{[^{}$]*\})*\})*))\$"
_TEXT = late(rf"\\(text|textrm|textup|textnormal|textmd|mbox|hbox)\{{(?:[^{{}}$]|{_INNER})*\}}")
"""Text within a formula that has formulas in it, whose braces are two deep at most."""
_NUMBER = late(r'(<mn>\d{1,3}(?:,\d{3})*)</mn><mo rspace="0">,</mo><mn>(\d{3})(?!\d)')


def _readable(tex: str) -> str:
    r"""A formula as math-core reads it rightly: `\text{ if $x$}` is `\text{ if }x\text{}`, and the blank after a sign
    with a backslash stays (`\text{98\% of}`; math-core 0.8 and 0.9 take it for the end of a command's name)."""
    if r"\text" in tex or r"\mbox" in tex or r"\hbox" in tex:
        tex = _SIGN_BEFORE_BLANK.sub(r"\1{}", tex)
    return _TEXT.sub(lambda found: re.sub(_INNER, rf"}}\1\\{found[1]}{{", found[0]), tex) if "$" in tex else tex


_SIGN_BEFORE_BLANK = late(r"((?<!\\)(?:\\\\)*\\[%&_#${}])(?=[ \t\n])")


def _with_whole_numbers(written: str) -> str:
    """MathML in which `1{,}024` is one number, as it is read out."""
    while _NUMBER.search(written):
        written = _NUMBER.sub(r"\1,\2", written)
    return written


@lru_cache(maxsize=8)
def _converter(prefix: str = "") -> LatexToMathML:
    """The one converter, or one whose anchors begin with `prefix`: messages in plain text, and few expansions (a
    definition could go on without end; some commands, such as `\\textcolor`, are definitions of math-core's own)."""
    from math_core import LatexToMathML

    return LatexToMathML(
        fancy_error=False,
        allow_unreliable_rendering=True,
        max_expansions=100,
        macros=dict(_MACROS),
        id_prefix=prefix,
    )


def mathml(formula: Formula, source: str) -> tuple[str, FormulaFault | None]:
    """A formula in MathML; if it cannot be read, as it was written, in `<code class="tex">`, with the reason."""
    fault = _refusal(formula.tex)
    if fault is None:
        from math_core import LatexError

        try:
            written = _converter().convert_with_local_state(_readable(formula.tex), displaystyle=formula.display)
            return _finished(written), None
        except LatexError as error:
            offset, _, reason = str(error).partition(": ")
            fault = (
                FormulaFault(int(offset), reason.removesuffix("."))
                if offset.isdigit()
                else FormulaFault(0, str(error))
            )
    return as_written(formula, source), fault


def tree(tex: str, display: bool = False) -> Element | None:
    """A formula, given as TeX without delimiters, as elements of MathML; None if it cannot be read."""
    written, fault = mathml(Formula(0, 0, tex, display), "")
    return None if fault else elements(written)


def elements(written: str) -> Element:
    """MathML, as `mathml` writes it, as its elements."""
    from xml.etree.ElementTree import fromstring

    return fromstring(_NAMED.sub(lambda entity: unescape(entity[0]), written))


_NAMED = late(r"&(?!lt;|gt;|amp;|quot;|#)\w+;")
"""What HTML has a name for, and XML has not."""


def mathml_of_all(formulas: Sequence[Formula], prefix: str) -> list[str]:
    """The formulas of a text, each of which can be read by itself, with one count of equations; their anchors begin
    with `prefix`."""
    written = _converter(prefix).convert_all([(_readable(each.tex), each.display) for each in formulas])
    return list(map(_finished, written))


def as_written(formula: Formula, source: str) -> str:
    """A formula as the source has it, in `<code class="tex">`."""
    return f'<code class="tex">{escape(source[formula.start : formula.end])}</code>'


def _finished(written: str) -> str:
    """MathML as pages have it."""
    return _with_classes(_with_whole_numbers(written)).replace(*_REACHED, 1)


_REACHED = ('<math display="block">', '<math display="block" data-script="scroll" tabindex="0">')
"""A displayed formula that is wider than a phone is scrolled, so the keyboard must get to it as it gets to a wide
table (WCAG 2.1.1)."""

_STYLED = late(r'(<[a-z]+(?: [a-z]+="[^"]*")*?) style="([^"]*)"')
_CLASSES = {
    "font-variant-caps:small-caps": "tex-small-caps",
    "text-align:left": "tex-left",
    "text-align:right": "tex-right",
    "padding-left:0": "tex-close-left",
    "padding-right:0": "tex-close-right",
    "padding-left:1em": "tex-apart",
    "padding-top:0": "tex-close",
    "padding-top:0.1667em": "tex-strut",
    "width:100%": "tex-whole",
    "width:50%": "tex-side",
    "width:7.5%": "tex-number",
}
"""What math-core says of a cell's look, by the class that says it in the theme's stylesheet. What is not among
them goes along with one that is (`justify-items` with `text-align`, `padding-bottom` with `padding-top`)."""
_RULE = late(r"border-(left|right|top):0\.05em (solid|dashed) currentcolor")
_BACK = late(r"margin-left:-([\d.]+)(r?em)")
_STEPS = (3, 4, 5, 9, 18, 36)
"""Negative spaces, in eighteenths of an em (TeX's mu): the theme has a class for each, and the nearest is taken."""


def _with_classes(written: str) -> str:
    """MathML with classes and attributes in place of `style`, which a strict Content-Security-Policy forbids."""
    return _STYLED.sub(lambda tag: tag[1] + _look(tag[2]), written) if ' style="' in written else written


def _look(style: str) -> str:
    """The attributes that say the same as a `style`."""
    colour, classes = "", []
    for declaration in style.split(";"):
        said = re.sub(r":\s+", ":", declaration.strip())
        if said.startswith("color:"):
            colour = f' mathcolor="{said[6:]}"'
        elif said in _CLASSES:
            classes.append(_CLASSES[said])
        elif rule := _RULE.fullmatch(said):
            classes.append(f"tex-{rule[2]}-{rule[1]}")
        elif back := _BACK.fullmatch(said):
            mu = float(back[1]) * 18
            classes.append(f"tex-back-{min(_STEPS, key=lambda step: abs(step - mu))}")
    return (f' class="{" ".join(classes)}"' if classes else "") + colour
