"""Rules on the math of plain texts."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.content.codes import UNREADABLE_MATH
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Edition
from enlsp_site.storage.late_patterns import late
from enlsp_site.text import plain_text

DAMAGED_TEX = Code(
    "damaged-tex",
    "warning",
    what="a command of TeX has lost its backslash",
    why="Quotes of YAML and JSON eat the backslashes of TeX; what is left is shown.",
    bad=r'"$0.5 \times n$" in double quotes',
    good=r"'$0.5 \times n$' in single quotes",
)

BARE_TEX = Code(
    "bare-tex",
    "warning",
    what="a command of TeX stands outside of math",
    why="It is shown as it was written, with its backslash.",
    bad=r"Learning in O(\log n)",
    good=r"Learning in $O(\log n)$",
)


def tex_can_be_read(edition: Edition) -> list[Problem]:
    """The math of titles and abstracts is shown as math: of papers, talks, sessions and what is on reading lists.
    Reports `unreadable-math`."""
    return [
        report(
            UNREADABLE_MATH,
            _place(origin.at(*steps), value, offset),
            f"this TeX cannot be read: {reason}",
            "it is shown as written",
        )
        for origin, steps, value in _texts(edition)
        for offset, reason in plain_text.tex_faults(value)
    ]


def tex_is_whole(edition: Edition) -> list[Problem]:
    r"""No command has lost its backslash on the way here: the `\t` of `\textit` was read as a tab, the `\r` of `\ref`
    as the end of a line, or it was dropped behind a number (`1.45times`). What was meant is not guessed.
    Reports `damaged-tex`."""
    return [
        report(
            DAMAGED_TEX,
            _place(origin.at(*steps), value, offset),
            f"`{command}` has lost its backslash before it came here",
            f"write `{command}` again, in $…$ if it is math; between double quotes YAML reads backslashes itself",
        )
        for origin, steps, value in _texts(edition)
        for offset, command in _damaged(value)
    ]


def tex_stands_between_dollars(edition: Edition) -> list[Problem]:
    """No command of TeX stands outside of math, where it is shown as it was typed. Reports `bare-tex`."""
    return [
        report(
            BARE_TEX,
            _place(origin.at(*steps), value, offset),
            f"`{command}` is shown as it is written: TeX is read between dollar signs",
            "put the formula between dollar signs ($…$); if it is no formula, write the sign itself",
        )
        for origin, steps, value in _texts(edition)
        if "\\" in value
        for offset, command in _bare(value)
    ]


def is_fine(value: str) -> bool:
    """Whether none of these rules has anything to say of a text."""
    return not (plain_text.tex_faults(value) or any(_damaged(value)) or any(_bare(value)))


# fmt: off
_COMMANDS = frozenset({
    "alpha", "approx", "argmax", "argmin", "beta", "bm", "cdot", "cite", "delta", "Delta", "ell", "emph",
    "epsilon", "eqref", "eta", "footnote", "frac", "gamma", "Gamma", "ge", "geq", "in", "infty", "kappa", "label",
    "lambda", "Lambda", "ldots", "le", "leq", "log", "mathbb", "mathbf", "mathcal", "mathit", "mathrm", "mu", "nabla",
    "neq", "nu", "omega", "Omega", "partial", "phi", "Phi", "pi", "pm", "prod", "psi", "Psi", "ref", "rho",
    "rightarrow", "sigma", "Sigma", "sim", "sqrt", "sum", "tau", "text", "textbf", "textit", "textrm",
    "textsc", "texttt", "theta", "Theta", "times", "to", "url", "varepsilon", "xi", "zeta",
})
# fmt: on
_BARE = late(r"""\\(?:([A-Za-z]+)|["'`^~=]\{?[A-Za-z])""")


def _bare(value: str) -> Iterator[tuple[int, str]]:
    """Where commands stand outside of math, each command once."""
    seen = set()
    for start, words in plain_text.words_of(value):
        for found in _BARE.finditer(words):
            if (found[1] is None or found[1] in _COMMANDS) and found[0] not in seen:
                seen.add(found[0])
                yield start + found.start(), found[0]


_ESCAPES = {
    "\t": ("t", "ext(?:bf|it|rm|sc|sf|tt)?|imes|heta|au|ilde|o|op|riangle|frac"),
    "\r": ("r", "ef|ho|ight|m|angle|oot|ceil|floor"),
}
"""What escapes become, each with its letter and with how commands go on that begin with that. Others become control
characters, which no content file may hold."""
_ESCAPED = late("|".join(f"{escape}(?:{rest})(?![A-Za-z])" for escape, (_, rest) in _ESCAPES.items()))
_BEHEADED = late(r"(?<![A-Za-z\\])(?:(ext(?:bf|it|rm|sc|sf|tt))|(mph)|(ef))(?=\{)")
_SIGNS = ("times", "cdot", "sim", "approx", "leq", "geq", "infty")
_SIGN = late(rf"(?<=[0-9])(?:{'|'.join(_SIGNS)})(?![a-z])")


def _damaged(value: str) -> Iterator[tuple[int, str]]:
    """Where commands stand that have lost their backslash, and which they probably were."""
    if "\t" in value or "\r" in value:
        for found in _ESCAPED.finditer(value):
            yield found.start(), f"\\{_ESCAPES[found[0][0]][0]}{found[0][1:]}"
    if "{" in value:
        for found in _BEHEADED.finditer(value):
            if value[found.start() - 1 : found.start()] not in _ESCAPES:
                yield found.start(), f"\\{'ter'[(found.lastindex or 1) - 1]}{found[0]}"
    if any(sign in value for sign in _SIGNS):
        for found in _SIGN.finditer(value):
            yield found.start(), f"\\{found[0]}"


def _place(origin: Origin, value: str, offset: int) -> Origin:
    """The place of a character of a text."""
    before = value[:offset]
    return origin.inside(before.count("\n") + 1, offset - before.rfind("\n"))


def _texts(edition: Edition) -> Iterator[tuple[Origin, tuple[str, ...], str]]:
    """The plain texts that may hold math, with the origins of their records and the steps from there. What a session
    has from its speaker's talk is told of there."""
    for paper in edition.accepted:
        for field in ("title", "tldr", "abstract"):
            yield paper.origin, (field,), getattr(paper, field)
    for item in (item for shown in edition.reading for item in shown.items):
        for field in ("title", "note", "abstract"):
            yield item.origin, (field,), getattr(item, field)
    of_talks = set()
    for person in (person for group in edition.groups for person in group.people if person.talk):
        for field in ("title", "abstract"):
            value = getattr(person.talk, field)
            of_talks.add(value)
            yield person.origin, ("talk", field), value
    days = edition.days
    for session in (session for day in days for session in day.sessions):
        for field in ("title", "abstract"):
            if (value := getattr(session, field)) not in of_talks:
                yield session.origin, (field,), value


CODES = (BARE_TEX, DAMAGED_TEX)
RULES = (
    ContentRule(tex_can_be_read, of_texts=True),
    ContentRule(tex_is_whole, of_texts=True),
    ContentRule(tex_stands_between_dollars, of_texts=True),
)
