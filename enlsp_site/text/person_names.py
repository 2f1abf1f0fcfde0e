"""Names of people as bibliographies sort them: family name first, given names after it."""

from __future__ import annotations

_PARTICLES = frozenset({
    "af", "al", "ap", "av", "bin", "da", "dal", "de", "dei", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "la", "le", "ten", "ter", "van", "ver", "von", "zu", "zum", "zur"
})  # fmt: skip
"""What belongs to the family name after it, written small or not: `Ludwig van Beethoven`, `Greg Ver Steeg`."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def parted(name: str) -> tuple[str, str, str]:
    """Family name, given names and suffix (`Jr.`) of a name written either way round: `Lu Hou` or `Hou, Lu`.

    The last word is the family name, with the particles before it; which of several family names begins it (`Samira
    Ebrahimi Kahou`) nobody can tell from the name. A name of one word is a family name.
    """
    family, comma, rest = (part.strip() for part in name.partition(","))
    if comma and not _is_suffix(rest):
        given, _, suffix = (part.strip() for part in rest.partition(","))
        return family, given, suffix
    words = family.split()
    suffix = rest if comma else words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start]), suffix


def _is_suffix(word: str) -> bool:
    return word.lower().rstrip(".") in _SUFFIXES


def inverted(name: str) -> str:
    """`Hou, Lu`; a name of one word as it is. A suffix stands last, as RIS has it: `King, Martin Luther, Jr.`."""
    return ", ".join(part for part in parted(name) if part)
