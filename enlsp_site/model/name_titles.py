"""What stands before and behind names of persons and is no part of them: each word once, for all who part names.

Names are parted by `text.person_names`; who is who is said by `model.identity`. Words are in small letters, without a
full stop.
"""

from __future__ import annotations

HONORIFICS = frozenset({"dr", "mr", "mrs", "ms", "mx", "prof", "professor"})
"""What tells of a rank or how to address someone, and makes no other person of a name."""

PEERAGE = frozenset({"sir", "dame"})
"""What may be a given name, too (`Dame Diop`): it is left out of initials alone."""

SUFFIXES = frozenset({"jr", "sr", "2nd", "3rd", "ii", "iii", "iv", "phd", "md", "msc", "bsc", "esq"})
"""What tells persons of one name apart, and degrees."""

PATTERN = rf"(?:{'|'.join(sorted(HONORIFICS, key=lambda word: (-len(word), word)))})\b\.?"
"""An honorific in a text, as a pattern for small letters; of `prof` and `professor` the longer one."""


def is_honorific(word: str) -> bool:
    """Whether a word is an honorific, in capitals or not, with a full stop or without."""
    return word.lower().rstrip(".") in HONORIFICS
