r"""Formulas in Unicode, for places that hold nothing but text (`<title>`, tags, feeds): `O(n^2 \log n)` is
`O(n² log n)`.

What the letters of Unicode cannot show is told by signs: `x^(a/b)`, `√(n + 1)`. Letters are plain ones, since fonts
and search engines lack those of mathematics (`\mathcal{O}` is `O`), but for the sets of numbers (`ℝ`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from enlsp_site.storage.late_patterns import late
from enlsp_site.text.math import elements, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RAISED = str.maketrans(
    "0123456789+−-=()aeijkmnorstuvxhlpTbcdfgwyzαβγδθ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵉⁱʲᵏᵐⁿᵒʳˢᵗᵘᵛˣʰˡᵖᵀᵇᶜᵈᶠᵍʷʸᶻᵅᵝᵞᵟᶿ"
)
_LOWERED = str.maketrans("0123456789+−-=()aeijkmnorstuvxhlpβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₘₙₒᵣₛₜᵤᵥₓₕₗₚᵦᵧᵨᵩᵪ")
"""Letters above and below the line, as far as Unicode has them (superscripts and subscripts, modifier letters)."""

_ACCENTS = {
    **dict.fromkeys("ˆ^", "\u0302"), **dict.fromkeys("˜~", "\u0303"), **dict.fromkeys("¯‾̲", "\u0304"),
    **dict.fromkeys("⃗→", "\u20d7"), "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301",
    "`": "\u0300", "˚": "\u030a", **{each: each for each in "\u0302\u0303\u20db"},
}  # fmt: skip
"""Signs over a letter, as combining characters."""

_SPACED = late(r"(?:[=<>≤≥≦≧⩽⩾≪≫≠≈≃≅≡≔∼∝∈∉∋⊂⊆⊃⊇∪∩∖→←↔⇒⇐⇔↦⟶⟹∧∨∣⊢⊨⊕⊗±∓×⋅∘÷⊙+−]|:=|mod)\ufe00?")
_FUNCTION = "\u2061"
_ATOM = late(r"[^\W_][^\W_.]*(?:\.\d+)?[\u0300-\u036f′]*|[^\w\s]|√\w+")


@lru_cache(maxsize=4096)
def words(tex: str) -> str:
    """A formula, given as TeX without delimiters, on one line; the TeX itself if it cannot be read."""
    found = tree(tex)
    return " ".join(tex.split()) if found is None else _line(found)


def words_of(written: str) -> str:
    """The same of a formula that is MathML already."""
    return _line(elements(written))


def _line(found: Element) -> str:
    return " ".join(_said(found).replace("∣", "|").replace("...", "…").split())


def _said(element: Element) -> str:
    """What an element says; blanks in it are to be made single."""
    name = element.tag
    if name in ("mi", "mn", "mo", "mtext", "ms", "a"):
        text = "".join(element.itertext())
        stands_apart = len(text) > 1 and (
            name == "mi" or (name == "mo" and text.isalpha())
        )  # `log` is one or the other
        return f" {_letters(text)} " if stands_apart else _letters(text)
    if name == "mspace":
        return " " if _width(element) > 0.2 else ""
    if name == "mphantom":
        return ""
    return _FORMS.get(name, _row)(element)


def _width(space: Element) -> float:
    found = re.fullmatch(r"([\d.]+)em", space.get("width", ""))
    return float(found[1]) if found else 0


def _letters(text: str) -> str:
    """Letters of mathematics as plain ones."""
    text = text.replace("\ufe00", "").replace("\ufe01", "").replace("\xa0", " ")
    return "".join(unicodedata.normalize("NFKC", each) if each > "\U0001d3ff" else each for each in text)


def _row(parts: Iterable[Element]) -> str:
    """Elements beside one another; signs between two of them stand apart."""
    made, parts = "", list(parts)
    for at, part in enumerate(parts, 1):
        said = _said(part)
        if part.tag == "mo" and _is_between(said, made, at == len(parts)):
            said = f" {said} "
        made += f"{said} " if said in (",", ";") and made else said.replace(_FUNCTION, " ")
    return re.sub(r" +(?=[,;:!)\]}]|\.(?!\.))|(?<=\w) +(?=[(\[])|(?<=[(\[{]) +", "", made)


def _is_between(sign: str, before: str, ends: bool) -> bool:
    """Whether a sign stands between two things that it relates, so that it is none of one of them (`−1`, `10×`)."""
    return not ends and bool(_SPACED.fullmatch(sign)) and before.strip()[-1:] not in ("", *"([{,=<>")


def _script(table: dict[int, int], sign: str) -> Callable[[str, str], str]:
    """What puts a script on a base, with the letters that Unicode has for it; words stay words (`x_train`)."""

    def put(base: str, script: str) -> str:
        base, script = base.strip(), re.sub(r"\s*([^\w\s(),.;])\s*", r"\1", " ".join(script.split()))
        if not script or set(script) <= _MARKS.keys():
            return base + "".join(_MARKS[each] for each in script)
        if all(ord(each) in table for each in script) and not re.search(r"[^\W\d_]{3}", script):
            return base + script.translate(table)
        return f"{base}{sign}{_grouped(script)}"

    return put


_MARKS = {**{each: each for each in "′″‴*†°"}, "∗": "*", "⊤": "ᵀ", "∘": "°"}
_above, _below = _script(_RAISED, "^"), _script(_LOWERED, "_")


def _grouped(text: str) -> str:
    """A text that holds together: one letter, number or word, or in parentheses."""
    text = text.strip()
    return text if _ATOM.fullmatch(text) or re.fullmatch(r"\([^()]*\)", text) else f"({text})"


def _fraction(element: Element) -> str:
    top, bottom = map(_said, element)
    if element.get("linethickness") == "0":
        return f"{top.strip()} choose {bottom.strip()}"
    return f"{_grouped(top)}/{_grouped(bottom)}"


def _root(element: Element) -> str:
    return f"√{_grouped(_row(element))}"


def _nth_root(element: Element) -> str:
    inner, which = map(_said, element)
    return f"{_above('', which).removeprefix('^')}√{_grouped(inner)}"


def _over(element: Element) -> str:
    base, sign = (_said(each).strip() for each in element)
    if accent := _ACCENTS.get(sign):
        return unicodedata.normalize("NFC", "".join(f"{each}{accent}" for each in base))
    return base if sign in ("⏞", "") else _above(base, sign)


def _under(element: Element) -> str:
    base, sign = (_said(each).strip() for each in element)
    return base if sign in ("⏟", "̲", "_", "") else _apart(base, _below(base, sign))


def _both(element: Element) -> str:
    base, low, high = (_said(each).strip() for each in element)
    return _apart(base, _above(_below(base, low), high))


def _apart(base: str, whole: str) -> str:
    """A name with its scripts, apart from what follows; so is a sign of a sum."""
    return f" {whole} " if (len(base) > 1 and base.isalpha()) or base in tuple("∑∏∫⋃⋂") else whole


def _table(element: Element) -> str:
    """Rows with semicolons between them; of equations cells are parts, and their numbers are left out."""
    if element.get("displaystyle") == "true":
        rows = [[part for cell in row for part in cell if not _is_number(cell)] for row in element]
        return "; ".join(_row(row).strip() for row in rows)
    return "; ".join(", ".join(_row(cell).strip() for cell in row) for row in element)


def _is_number(cell: Element) -> bool:
    return re.fullmatch(r"\(.*\)", "".join(cell.itertext())) is not None and [part.tag for part in cell] == ["mtext"]


_FORMS: dict[str, Callable[[Element], str]] = {
    "mfrac": _fraction,
    "msup": lambda element: _above(*map(_said, element)),
    "msub": _under,
    "msubsup": _both,
    "mover": _over,
    "munder": _under,
    "munderover": _both,
    "msqrt": _root,
    "mroot": _nth_root,
    "mtable": _table,
}
