r"""Formulas for print: TeX, by way of MathML, to the markup of Typst's math mode: `\frac{a}{b}` is `frac(a, b)`.

What comes out is to be read by Typst's `eval` in math mode. Whatever the formula holds stands in it as single
letters, as characters with a backslash, or within quotes, so that no word of it is a name or a call of Typst's
(typst.app/docs/reference/syntax, “Math mode” and “Escape sequences”).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from enlsp_site.text.math import tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ACCENTS = {
    **dict.fromkeys("ˆ^\u0302", "hat"), **dict.fromkeys("˜~\u0303", "tilde"), "˙": "dot", "¨": "dot.double",
    "¯": "macron", **dict.fromkeys("⃗→", "arrow"), "ˇ": "caron", "˘": "breve", "´": "acute", "`": "grave",
    "˚": "circle",
}  # fmt: skip
"""Signs over a letter, by Typst's names of accents."""

_LINES = {"‾": "overline", "̲": "overline", "⏞": "overbrace", "⎴": "overbracket"}
_LINES_BELOW = {"_": "underline", "̲": "underline", "⏟": "underbrace", "⎵": "underbracket"}

_CLASSES = {"prefix": "opening", "postfix": "closing"}
"""What Typst calls a bracket, by the form that MathML gives a sign that is none by itself (`‖`)."""

_NOTHING = '""'
"""What a call of Typst's is given where a formula has nothing."""

_LARGE = frozenset("∑∏∐⋃⋂⨆⋁⋀⨁⨂⨀")
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "argmax", "argmin", "limsup", "liminf", "det", "Pr"})
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\ufe00\ufe01")


@lru_cache(maxsize=4096)
def typst(tex: str, display: bool = False) -> str:
    """A formula, given as TeX without delimiters, in Typst's math mode; empty if it cannot be read."""
    found = tree(tex, display)
    try:
        return "" if found is None else _row(found)
    except (ValueError, IndexError):  # math-core writes some scripts without what they belong to
        return ""


def _made(element: Element) -> str:
    name = element.tag
    if name in ("mi", "mn", "mo", "ms"):
        return _token(element)
    if name in ("mtext", "a"):
        return quoted("".join(element.itertext()).translate(_INVISIBLE))
    if name == "mspace":
        return _space(element.get("width", ""))
    return _FORMS.get(name, _row)(element)


def _token(element: Element) -> str:
    text = "".join(element.itertext()).translate(_INVISIBLE).strip()
    if len(text) == 1 and text.isalpha() and element.get("mathvariant") == "normal":
        return f"upright({text})"
    if element.tag == "mn" or (element.tag == "mi" and len(text) > 1 and not text.isalpha()):
        return quoted(text)
    if element.get("form") in _CLASSES and len(text) == 1:
        return f'class("{_CLASSES[element.get("form", "")]}", {_signs(text)})'
    if len(text) > 1 and text.isalpha():
        limits = ", limits: #true" if text in _LIMITS else ""
        return f"op({quoted(text)}{limits})"
    return _signs(text)


def _signs(text: str) -> str:
    """Characters one by one, none of which means anything to Typst."""
    return " ".join(f"\\{each}" if each.isascii() and not each.isalnum() else each for each in text if each.strip())


def quoted(text: str) -> str:
    """A text as a string of Typst, on one line; characters that cannot be set are left out."""
    shown = "".join(" " if each.isspace() else each for each in text if each.isspace() or each.isprintable())
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _space(width: str) -> str:
    found = re.fullmatch(r"(-?[\d.]+)em", width)
    return f"#h({float(found[1]):g}em)" if found and float(found[1]) else ""


def _row(parts: Iterable[Element]) -> str:
    return " ".join(filter(None, map(_made, parts)))


def _fenced(parts: Element) -> str:
    """A row; where brackets at both of its ends grow with what they hold, Typst is told so."""
    inner, made = list(parts), _row(parts)
    if len(inner) > 2 and inner[0].tag == inner[-1].tag == "mo" and inner[0].get("stretchy") != "false":
        return f"lr({made})"
    return made


def _fraction(element: Element) -> str:
    top, bottom = map(_argument, element)
    if element.get("linethickness") == "0":
        return f"mat(delim: #none, {top}; {bottom})"
    return f"frac({top}, {bottom})"


def _argument(element: Element) -> str:
    return _made(element) or _NOTHING


def _attached(*places: str) -> Callable[[Element], str]:
    """What sets scripts to a base; `places` are Typst's words for where they stand."""

    def put(element: Element) -> str:
        base, *scripts = element
        given = (f"{at}: {_argument(script)}" for at, script in zip(places, scripts, strict=True))
        return f"attach({', '.join((_held(element.tag, base), *given))})"

    return put


def _held(tag: str, base: Element) -> str:
    """A base whose scripts stand where MathML has them. Of sums and limits Typst knows itself that in a line they
    stand at the side."""
    text = "".join(base.itertext()).translate(_INVISIBLE).strip()
    moves, at_side = text in _LARGE or text in _LIMITS, tag.startswith("ms")
    if moves == at_side:
        return f"{'scripts' if at_side else 'limits'}({_argument(base)})"
    return _argument(base)


def _over(element: Element) -> str:
    base, sign = element
    text = "".join(sign.itertext()).strip()
    if text in _LINES:
        return f"{_LINES[text]}({_argument(base)})"
    if text in _ACCENTS:
        return f"accent({_argument(base)}, {_ACCENTS[text]})"
    if base.tag == "mover" and "".join(base[1].itertext()).strip() == "⏞":
        return f"overbrace({_argument(base[0])}, {_argument(sign)})"
    return _attached("t")(element)


def _under(element: Element) -> str:
    base, sign = element
    text = "".join(sign.itertext()).strip()
    if text in _LINES_BELOW:
        return f"{_LINES_BELOW[text]}({_argument(base)})"
    if base.tag == "munder" and "".join(base[1].itertext()).strip() == "⏟":
        return f"underbrace({_argument(base[0])}, {_argument(sign)})"
    return _attached("b")(element)


def _table(element: Element) -> str:
    """Rows and columns, set to the side that the cells of the first row are set to."""
    rows = [[_row(cell) or _NOTHING for cell in row] for row in element]
    width = max(map(len, rows), default=0)
    cells = "; ".join(", ".join(row + [_NOTHING] * (width - len(row))) for row in rows)
    left = all("tex-left" in cell.get("class", "") for row in element for cell in row)
    side = "align: #left, " if left else ""
    return f"mat(delim: #none, {side}{cells})" if rows else ""


def _struck(element: Element) -> str:
    held = _row(each for each in element if not each.get("class", "").startswith("menclose-"))
    return f"cancel({held or _NOTHING})"


_FORMS: dict[str, Callable[[Element], str]] = {
    "mrow": _fenced,
    "mfrac": _fraction,
    "msup": _attached("t"),
    "msub": _attached("b"),
    "msubsup": _attached("b", "t"),
    "mover": _over,
    "munder": _under,
    "munderover": _attached("b", "t"),
    "msqrt": lambda element: f"sqrt({_row(element) or _NOTHING})",
    "mroot": lambda element: f"root({_argument(element[1])}, {_argument(element[0])})",
    "mtable": _table,
    "menclose": _struck,
    "mphantom": lambda element: f"#hide(${_row(element)}$)",
}
