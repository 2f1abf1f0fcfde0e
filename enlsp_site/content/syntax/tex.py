"""TeX in bibliographies to plain text: accents, letters, symbols, dashes and quotes.

Math (`$...$`, `$$...$$`, `\\(...\\)`) stays as it was written: titles and abstracts may hold it. Nothing is
executed: a command that is not known leaves its argument, or itself if it has none, and is named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.storage.late_patterns import late

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
"""Accents to the combining characters of Unicode that stand for them."""

_COMMANDS = {
    "ss": "ß",
    "SS": "ẞ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "dj": "đ",
    "DJ": "Đ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "IJ": "Ĳ",
    "ij": "ĳ",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "slash": "/",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textdollar": "$",
    "textquotesingle": "'",
    "textdegree": "°",
    "textmu": "µ",
    "texttimes": "×",
    "textpm": "±",
    "textregistered": "®",
    "texttrademark": "™",
    "quad": " ",
    "qquad": " ",
    "enskip": " ",
    "enspace": " ",
    "thinspace": " ",
    "space": " ",
    "nobreakspace": " ",
    "nobreakdash": "",
    "nolinebreak": "",
    "textcompwordmark": "",
    "newline": " ",
    "linebreak": " ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
}
"""Commands that stand for text."""

_STYLES = late(
    "bf|bfseries|em|emph|footnotesize|hbox|it|itshape|large|mbox|mdseries|normalfont|normalsize|protect|relax"
    "|rm|rmfamily|sc|scshape|sf|sffamily|sl|slshape|small|textbf|textit|textmd|textnormal|textrm|textsc|textsf"
    "|textsl|texttt|textup|tiny|tt|ttfamily|underline|upshape|xspace"
)
"""Commands that only say how their text looks: the text is kept, the look is not."""

_SYMBOLS = {"\\": " ", ",": " ", ";": " ", ":": " ", "/": "", "-": "", "!": "", "@": "", "(": "(", ")": ")"}
"""Commands of one sign, as far as they do not stand for the sign itself."""

_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”"}

_TOKEN = late(
    r"""
    (?P<math>\$\$(?>(?:[^$\\\n]|\\[^\n])+)\$\$ | \$(?>(?:[^$\\\n]|\\[^\n])+)\$ | \\\((?>(?:[^\\\n]|\\[^()\n])*)\\\))
    | (?P<href>\\href\s*+\{[^{}]*+\})
    | \\url\s*+\{(?P<url>[^{}]*+)\}
    | \\(?:textfrac|nicefrac|sfrac)\s*+\{(?P<fraction>[^{}]*+\}\s*+\{[^{}]*+)\}
    | (?P<skip>\\[hv]space\*?\s*+\{[^{}]*+\})
    | \\(?P<accent>["'`^~=.]|[uvHckrbdt](?![A-Za-z]))\s*+
    | \\(?P<command>[A-Za-z]++)\*?+[ ]*+
    | \\(?P<symbol>.)
    | (?P<brace>[{}])
    | (?P<ligature>---?|``|'')
    | (?P<space>(?>(?:\s|~)+))
    | (?P<words>[^\\${}`'~\s-]++|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class TexText(NamedTuple):
    """What TeX says in plain text, and the commands in it that are not known, each once."""

    text: str
    unknown: list[str]


def to_text(tex: str, prose: bool = True, paragraphs: bool = False) -> TexText:
    """The text that TeX stands for, with blanks made single, without its outer ones and without braces.

    `prose` sets dashes, quotes and ties (`~`); an address is better off without. `paragraphs` keeps blank
    lines as two line ends, where all blanks are one space otherwise.
    """
    out: list[str] = []
    unknown: dict[str, None] = {}
    accents: list[str] = []
    for token in _TOKEN.finditer(_with_dollars(_unwrapped(tex, paragraphs))):
        if token.lastgroup == "accent":
            accents.append(token["accent"])
            continue
        if token.lastgroup == "command" and not _is_known(token):
            unknown[token["command"]] = None
        piece = _piece(token, prose)
        if accents and (piece or token[0] == "}"):
            piece = _accented(piece, accents)
            accents.clear()
        if piece and not (piece.isspace() and out and out[-1].isspace()):
            out.append(piece)
    return TexText("".join([*out, _accented("", accents)]).strip(), list(unknown))


_PLAIN = r"[^{}$\\]|\\."
_GROUP = rf"\{{(?>(?:{_PLAIN}|\{{(?>(?:{_PLAIN}|\{{(?>(?:{_PLAIN}|\{{[^{{}}$]*+\}})*)\}})*)\}})*)\}}"
_IN_MATH = late(
    rf"\\\$|(?P<math>\$(?>(?:[^$\\\n]|\\[^\n])+)\$)"
    rf"|\\(?P<how>ensuremath|textsuperscript|textsubscript)\s*+(?P<what>{_GROUP}|\\[A-Za-z]++)"
)
_ENSURED = late(rf"\\ensuremath\s*+\{{((?>(?:{_PLAIN}|\{{[^{{}}$]*+\}})*))\}}")
_SIGN = late(r"(?<![\\$])\$([<>|])\$(?!\$)")
_DOLLARS = {"ensuremath": "${}$", "textsuperscript": "$^{{{}}}$", "textsubscript": "$_{{{}}}$"}


def _with_dollars(tex: str) -> str:
    """TeX in which commands for math are math between dollars; a sign that is no math at all is that sign (`$<$`)."""
    if "\\ensuremath" in tex or "\\texts" in tex:
        tex = _IN_MATH.sub(_as_math, tex)
    return _SIGN.sub(r"\1", tex) if "$" in tex else tex


def _as_math(found: re.Match[str]) -> str:
    """A command for math between dollars, or what is between them already, where it says nothing."""
    if found["how"]:
        what = found["what"]
        return _DOLLARS[found["how"]].format(what[1:-1] if what.startswith("{") else what)
    return _ENSURED.sub(r"\1", found[0]) if found["math"] else found[0]


def _unwrapped(tex: str, paragraphs: bool) -> str:
    """TeX without its line ends, but for those between paragraphs, which become two."""

    def gap(found: re.Match[str]) -> str:
        lines = found[0].count("\n") + 2 * found[0].count("\\par")
        return "\n\n" if lines > 1 and paragraphs else " " if lines else found[0]

    return re.sub(r"(?:\s|\\par(?![A-Za-z]))+", gap, tex)


def _piece(token: re.Match[str], prose: bool) -> str:
    """The text that a token stands for; nothing for braces, styles and the address of a link."""
    whole = token[0]
    match token.lastgroup:
        case "brace" | "href":
            return ""
        case "skip":
            return " "
        case "fraction":
            return "/".join(part.strip(" {}") for part in token["fraction"].split("}"))
        case "url":
            return token["url"]
        case "command":
            silent = _has_argument(token) or _is_known(token)
            return _said(token) or ("" if silent else whole)
        case "symbol":
            return _SYMBOLS.get(token["symbol"], token["symbol"])
        case "ligature":
            return _LIGATURES[whole] if prose else whole
        case "space":
            return whole if not prose and "~" in whole else "\n\n" if "\n" in whole else " "
    return whole


def _is_known(token: re.Match[str]) -> bool:
    command = token["command"]
    return command in _COMMANDS or bool(_STYLES.fullmatch(command)) or bool(_said(token))


def _said(token: re.Match[str]) -> str:
    """The letter or sign that a command stands for; empty if it is none, or if it does something to what is behind
    it."""
    command = token["command"]
    if command in _COMMANDS or _has_argument(token) or _STYLES.fullmatch(command):
        return _COMMANDS.get(command, "")
    from enlsp_site.content.syntax.tex_letters import letter

    return letter(command)


def _has_argument(token: re.Match[str]) -> bool:
    following = token.string[token.end() : token.end() + 2]
    return following.startswith("{") and following != "{}"


def _accented(piece: str, accents: list[str]) -> str:
    """A piece of text with accents, the outermost first, put on its first character.

    Accents on nothing stand for themselves if they are signs: addresses write a tilde as `\\~{}`.
    """
    from unicodedata import normalize

    if not piece:
        return "".join(accent for accent in accents if not accent.isalpha())
    base = {"ı": "i", "ȷ": "j"}.get(piece[0], piece[0])
    marks = "".join(_ACCENTS[accent] for accent in reversed(accents))
    return normalize("NFC", base + marks) + piece[1:]
