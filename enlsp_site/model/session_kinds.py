"""What kinds of sessions there are: each a row of `KINDS`, and its words `kind_<name>` in every language.

From it are made what `kind` of schedule.yaml may be (`content.entries`), what importers guess from a title, what else
depends on the kind of a session, and the list in docs/content.md.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class SessionKind(NamedTuple):
    """A kind of sessions. `words` is a pattern of what titles of such sessions say, in small letters, empty if
    nothing tells. `talk` says that the session of one speaker takes title and abstract from the speaker's talk,
    `shared` that its time is shared out evenly among several papers, `apart` that it stands alone: nobody waits for
    it, and a day of nothing else is none of the workshop's own. `anywhere` says that it need not be in the day's
    room, and that it keeps nobody busy; `plain` that pages do not name its kind, which nobody looks for."""

    name: str
    words: str = ""
    talk: bool = False
    shared: bool = False
    apart: bool = False
    anywhere: bool = False
    plain: bool = False


KINDS = (
    SessionKind("remarks", r"opening|closing|welcome|remarks|introduction|concluding|conclusion", plain=True),
    SessionKind("keynote", r"key\s?-?note|plenary", talk=True),
    SessionKind("invited", r"invited", talk=True),
    SessionKind("oral", r"\boral|contributed|paper presentation|accepted (?:paper|talk)", shared=True),
    SessionKind("spotlight", r"spotlight|lightning", shared=True),
    SessionKind("poster", r"poster"),
    SessionKind("demo", r"\bdemos?\b|demonstration"),
    SessionKind("panel", r"panel"),
    SessionKind("tutorial", r"tutorial", talk=True),
    SessionKind("mentoring", r"mentor", apart=True),
    SessionKind("discussion", r"discussion|q\s?&\s?a|breakout|round ?table"),
    SessionKind("award", r"award"),
    SessionKind("break", r"break\b|lunch|coffee", anywhere=True, plain=True),
    SessionKind("social", r"social|reception|gala|network(?!s)", apart=True, anywhere=True, plain=True),
    SessionKind("other", plain=True),
)
"""The kinds of sessions, in the order in which editors offer them."""

NAMES = tuple(kind.name for kind in KINDS)
TALKS = frozenset(kind.name for kind in KINDS if kind.talk)
SHARED = frozenset(kind.name for kind in KINDS if kind.shared)
APART = frozenset(kind.name for kind in KINDS if kind.apart)
ANYWHERE = frozenset(kind.name for kind in KINDS if kind.anywhere)
PLAIN = frozenset(kind.name for kind in KINDS if kind.plain)

_SAID_FIRST = (
    *("social", "panel", "tutorial", "mentoring", "award", "poster"),
    *("keynote", "invited", "spotlight", "oral", "demo"),
)
"""Of a title that tells of several kinds the first of these decides, or else the first of the table."""


def kind_of(title: str) -> str:
    """The kind of session that a title tells of, by its name; empty if it does not say."""
    words = title.lower()
    told = [kind.name for kind in KINDS if kind.words and re.search(kind.words, words)]
    if "break" in told and "poster" not in told:
        return "break"
    told = [name for name in told if name != "break"]
    return next((name for name in _SAID_FIRST if name in told), told[0] if told else "")
