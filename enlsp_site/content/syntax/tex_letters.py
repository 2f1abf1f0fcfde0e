r"""Letters and signs that TeX has commands for besides its own few: those of LaTeX's text symbols (“LaTeX2e font
selection”, TS1 encoding), of Cyrillic (T2A encoding), and of mathematics where they stand in a text.

Programs that write BibTeX, OpenReview's among them, have all that is not ASCII as such commands.
"""

from __future__ import annotations

from functools import lru_cache


def _pairs(written: str) -> dict[str, str]:
    words = written.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_TEXT = _pairs("""
    exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § copyright © ordfeminine ª lnot ¬ paragraph ¶
    periodcentered · ordmasculine º onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ onesuperior ¹
    twosuperior ² threesuperior ³ asciidieresis ¨ asciimacron ¯ asciiacute ´ asciigrave ` asciicaron ˇ asciibreve ˘
    acutedbl ˝ florin ƒ schwa ə baht ฿ daggerdbl ‡ bullet • openbullet ◦ perthousand ‰ pertenthousand ‱ percent %
    ampersand & numbersign # braceleft { braceright } asteriskcentered * referencemark ※ interrobang ‽
    fractionsolidus ⁄ colonmonetary ₡ lira ₤ naira ₦ won ₩ dong ₫ euro € peso ₱ celsius ℃ numero № servicemark ℠
    estimated ℮ visiblespace ␣ musicalnote ♪ tildelow ~ quotedbl " greaterequal ≥ lessequal ≤ hyphen ‐ figuredash ‒
    horbar ― glotstop ʔ
""")
r"""What `\text…` stands for, where that is no sign of mathematics."""

_QUOTES = _pairs("""
    guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright › quotedblbase „
    quotesinglbase ‚
""")

_CYRILLIC = _pairs("""
    A А B Б V В G Г D Д E Е YO Ё ZH Ж Z З I И ISHRT Й K К L Л M М N Н O О P П R Р S С T Т U У F Ф H Х C Ц CH Ч SH Ш
    SHCH Щ HRDSN Ъ ERY Ы SFTSN Ь EREV Э YU Ю YA Я DJE Ђ IE Є DZE Ѕ II І YI Ї JE Ј LJE Љ NJE Њ TSHE Ћ USHRT Ў
    DZHE Џ GUP Ґ
""")
r"""The capital letters after `\CYR`; `\cyr` is before the small ones."""


@lru_cache(maxsize=1024)
def letter(command: str) -> str:
    r"""What a command (without its backslash) stands for: a letter or sign, or the name of a function, `\log`; empty
    if it is none of them."""
    if command in _QUOTES:
        return _QUOTES[command]
    if command.startswith("CYR"):
        return _CYRILLIC.get(command[3:], "")
    if command.startswith("cyr"):
        return _CYRILLIC.get(command[3:].upper(), "").lower()
    symbol = command.removeprefix("text")
    return (_TEXT.get(symbol, "") if symbol != command else "") or _in_mathematics(symbol)


def _in_mathematics(command: str) -> str:
    """A sign of mathematics, as Unicode has it."""
    from enlsp_site.text import math_words

    found = math_words.words(f"\\{command}")
    return "" if "\\" in found else found
