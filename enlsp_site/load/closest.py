"""What was probably meant by a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.75
"""How like each other two names must be for one to be proposed for the other: a letter or two, not a word."""


def closest_name(name: str, known: Iterable[str]) -> str:
    """The known name that is really like a name, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), sorted(known), n=1, cutoff=CUTOFF)
    return close[0] if close else ""


def closest_file(path: str, known: Iterable[str]) -> str:
    """The known path whose last step is really like a path's; of equal ones, that in the likest folder."""
    from difflib import SequenceMatcher, get_close_matches

    by_name: dict[str, list[str]] = {}
    for file in sorted(known):
        by_name.setdefault(file.rpartition("/")[2].lower(), []).append(file)
    close = get_close_matches(path.rpartition("/")[2].lower(), list(by_name), n=1, cutoff=CUTOFF)
    if not close:
        return ""
    return max(by_name[close[0]], key=lambda file: SequenceMatcher(None, path, file).ratio())
