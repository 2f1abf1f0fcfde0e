"""Names of people in their parts, as bibliographies need them: family name, given names, suffix.

No program can know the parts of every name: of `Gabriel García Márquez` the family name is the last two words, of
`Maria Clara Costa` the last alone. What a name itself tells is read from it; a file that says `family` settles the
rest.
Sources: “BibTeXing” (Patashnik 1988) on particles; CSL 1.0.2, “Names”, on what goes with a family name; “Names of
Persons” (IFLA, 1996) on the customs of countries; W3C, “Personal names around the world”.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from enlsp_site.model.name_titles import SUFFIXES
from enlsp_site.model.people import PersonName
from enlsp_site.storage.late_patterns import late
from enlsp_site.text.slugs import slug

PARTICLES = frozenset({
    "'s", "'t", "af", "al", "an", "ap", "auf", "av", "da", "dal", "dalla", "das", "de", "de'", "degli", "dei", "del",
    "della", "delle", "den", "der", "des", "di", "do", "dos", "du", "el", "in", "la", "las", "le", "li", "lo", "los",
    "na", "op", "san", "st", "te", "ten", "ter", "tot", "und", "van", "ver", "vom", "von", "wa", "zu", "zum",
    "zur",
})  # fmt: skip
"""What belongs to the family name after it: `Ludwig van Beethoven`."""

_SONS = frozenset({"bat", "ben", "bin", "bint", "ibn", "binti"})
"""“Son” or “daughter of”: with what follows it is the family name, unless another one follows that."""

_BOUND = frozenset({"abd", "abi", "abou", "abu"})
"""“Servant” or “father of”: no name without the word that follows it."""

_PARTICLES = PARTICLES | _SONS

_CAPITAL = frozenset({
    *_BOUND, "al", "ben", "da", "dal", "de", "dei", "del", "della", "der", "den", "di", "dos", "du", "el", "la", "le",
    "mac", "mag", "mhic", "nic", "ní", "san", "st", "ten", "ter", "uí", "van", "ver", "von", "ó",
})  # fmt: skip
"""Those that are particles with a capital, too: `Greg Ver Steeg`, `Nuala Ní Dhomhnaill`. Others are given names then
(`Do`, `In`, `Bin`)."""

_JOINED = frozenset({"y", "e", "i", "und"})
"""What joins two family names: `José Ortega y Gasset`."""

_DEVOTIONAL = frozenset({
    "dios", "jesús", "jesus", "carmen", "pilar", "ángeles", "angeles", "lourdes", "rosario", "socorro", "mar",
    "fátima", "fatima", "guadalupe", "dolores",
})  # fmt: skip
"""With a particle before it these are given names in Spanish and Portuguese, if a family name follows."""

_GROUP = late(
    r"\s(?:and|&|for|of)\s|\b(?:Team|Collaboration|Consortium|Group|Initiative|Project|University|Committee|Society"
    r"|Association|Foundation|Alliance|Network|Institute|Workshop|Organizers|Contributors|Labs?|Inc\.?|Ltd\.?)$",
    re.I,
)
"""What no person is called: such an author is a group, whose name has no parts."""

_FAMILY_FIRST = late(r"[\u3005\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3\u3040-\u30ff\U00020000-\U0003ffff\s]+")
"""Han, Hangul and Kana, in which the family name comes first. Foreign names have a dot between their words there."""

_HAN_OR_HANGUL = late(r"[\u3400-\u9fff]+|[\uac00-\ud7a3]+")
_HANGUL = late(r"[\uac00-\ud7a3]+")
_TWO = (
    *(
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "皇甫",
        "尉迟",
        "尉遲",
        "令狐",
        "东方",
        "東方",
        "夏侯",
        "慕容",
        "宇文",
    ),
    *("남궁", "황보", "제갈", "선우", "독고", "사공", "서문"),
)
"""Family names of two characters, Chinese and Korean."""


def particle(family: str) -> str:
    """The particles in small letters with which a family name begins, without which some sort it: `van der`; empty if
    there are none."""
    words = family.split()
    if len(words) < 2 or _plain(words[0]) not in _PARTICLES:
        return ""
    count = next(at for at, word in enumerate(words) if not _is_small(word) or at == len(words) - 1)
    return " ".join(words[:count])


def whole(name: PersonName) -> str:
    """A name as people write it: `Martin Luther King Jr.`, `张伟`."""
    if name.given and _FAMILY_FIRST.fullmatch(name.family + name.given):
        blank = "" if _HAN_OR_HANGUL.fullmatch(name.family + name.given) else " "
        return f"{name.family}{blank}{name.given}"
    return " ".join(part for part in (name.given, name.family, name.suffix) if part)


def sort_key(name: str) -> tuple[str, ...]:
    """What people are sorted by: the family name without particles in small letters (`van der Waals` is under W, `Van
    Durme` under V; CSL 1.0.2, demote-non-dropping-particle), then given names and suffix, in small letters without
    marks. Scripts without small letters stand behind, in the order of Unicode."""
    parts = split(name)
    family = parts.family[len(particle(parts.family)) :].lstrip("'’- ")
    return (*(slug(part) if part else "" for part in (family, parts.given, parts.suffix)), name)


@lru_cache(maxsize=16384)
def split(name: str) -> PersonName:
    """The parts of a name as people write it: `Lu Hou`, `Hou, Lu`, `Henry Ford III`, `NGUYEN Van An`, `张伟`."""
    name = " ".join(name.split())
    if _GROUP.search(name):
        return PersonName(name, is_group=True)
    if "," in name:
        return _inverted(*(part.strip() for part in name.split(",")))
    if not name.isascii() and _FAMILY_FIRST.fullmatch(name):
        return _family_first(name)
    words = name.split(" ")
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    if len(words) > 1 and _is_capital(words[0]) and not _is_capital(words[-1]):
        count = next(at for at, word in enumerate(words) if not _is_capital(word))
        return PersonName(" ".join(words[:count]), " ".join(words[count:]), suffix)
    start = _start(words)
    return PersonName(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _inverted(family: str, *rest: str) -> PersonName:
    """The parts of a name with commas: `Hou, Lu`, `King, Martin Luther, Jr.`, `King, Jr., Martin Luther`, and
    `Martin Luther King, Jr.`. A group may say whose it is: `Gemini Team, Google`."""
    if " " in family and _GROUP.search(family):
        return PersonName(", ".join((family, *rest)), is_group=True)
    suffixes = [part for part in rest if _is_suffix(part)]
    given = " ".join(part for part in rest if part and not _is_suffix(part))
    if suffixes and not given:
        found = split(family)
        return replace(found, suffix=" ".join(suffixes))
    return PersonName(family, given, " ".join(suffixes))


def _family_first(name: str) -> PersonName:
    """A name in a script in which the family name is first; without a blank that has one character, or two if it is a
    known one. Where it cannot be known (Japanese), the name has no parts."""
    family, blank, given = name.partition(" ")
    if blank:
        return PersonName(family, given)
    if re.search("[\u3040-\u30ff々]", name) or not 2 <= len(name) <= 4:
        return PersonName(name)
    count = 2 if name.startswith(_TWO) and len(name) > 2 else 1
    if len(name) - count > 2 or (len(name) == 4 and count == 1 and not _HANGUL.fullmatch(name)):
        return PersonName(name)
    return PersonName(name[:count], name[count:])


def _start(words: list[str]) -> int:
    """The word with which the family name begins: the last, with what belongs to it."""
    last = len(words) - 1
    small = (at for at in range(1, last) if _is_small(words[at]) and _plain(words[at]) in PARTICLES)
    first = next((at for at in small if not _is_devotional(words, at)), last)
    start = _with_particles(words, min(first, last))
    if start > 2 and words[start - 1] in _JOINED:
        return _with_particles(words, start - 2)
    joined = next((at for at in range(2, last) if words[at] in _JOINED and at < start), 0)
    return _with_particles(words, joined - 1) if joined and joined - 1 >= 1 else start


def _with_particles(words: list[str], start: int) -> int:
    """The first of the words before a family name that belong to it; the first word of all never does."""
    while start > 1 and _belongs(words[start - 1]):
        start -= 1
    return start


def _belongs(word: str) -> bool:
    """Whether a word belongs to the family name right after it."""
    plain = _plain(word)
    return plain in (_PARTICLES if _is_small(word) else _CAPITAL)


def _is_devotional(words: list[str], at: int) -> bool:
    """Whether particles begin a given name such as `María del Carmen`, which a family name follows."""
    after = at + 1
    while after < len(words) - 1 and _plain(words[after]) in PARTICLES:
        after += 1
    return words[after].lower() in _DEVOTIONAL and after < len(words) - 1


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace("`", "'").rstrip(".")


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter, be it after an apostrophe."""
    return word.lstrip("'’`")[:1].islower()


_NO_LETTER = late(r"[^\w]")


def _is_capital(word: str) -> bool:
    """Whether a word is written in capitals, as family names are in some countries: three letters at least, for two
    may be initials."""
    letters = word if word.isalpha() else _NO_LETTER.sub("", word)
    return len(letters) > 2 and letters.isupper() and not _is_suffix(word) and "." not in word


def _is_suffix(word: str) -> bool:
    return word.lower().replace(".", "") in SUFFIXES
