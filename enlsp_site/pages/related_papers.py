"""Which papers are near one another: those that share keywords and rare words of their titles.

An inverted index at build time, no model. The work for a paper has a bound, however many papers there are: of a word
that many share only the papers written nearest count. Weights are whole numbers: every machine finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from enlsp_site.model.papers import Paper
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory
from enlsp_site.text import plain_text

FEWEST, MOST = 3, 5
"""How many are named at least, if so many are near at all, and at most. Beyond the first few only those count that
are at least half as near as the nearest."""

_REACH = 16
"""Of the papers that share a word, so many before and after a paper are looked at."""

_COMMON_FROM, _COMMON_SHARE = 40, 8
"""Among so many papers a word that more than one in so many of them has says nothing; a keyword always does."""

_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset({
    "and", "are", "but", "can", "for", "from", "how", "into", "its", "not", "our", "out", "over", "that",
    "the", "their", "they", "this", "toward", "towards", "via", "was", "what", "when", "where", "which",
    "while", "who", "why", "will", "with", "without", "you", "your", "using", "use", "based", "new", "study",
    "approach", "method", "methods", "efficient", "framework", "improve", "improved", "improves", "improving",
    "large", "language", "llm", "llms", "model", "models", "learning", "neural"
})  # fmt: skip
"""Words that say too little: of every language's titles, and of this field's."""


def remembered(papers: Sequence[Paper], memory: Memory) -> list[tuple[int, ...]]:
    """`related`, found once for the same titles and keywords: of an edit of thousands of papers it is a sixth."""
    key = key_of([(paper.title, paper.keywords) for paper in papers], memory.version)
    known = memory.recall("related", key)
    if known is None:
        known = related(papers)
        memory.keep("related", key, known)
    return [tuple(each) for each in known]


def related(papers: Sequence[Paper]) -> list[tuple[int, ...]]:
    """For each paper the positions of those nearest to it, the nearest first: at most five, fewer where few are."""
    words = [_words(paper) for paper in papers]
    index: dict[str, list[int]] = {}
    places: list[list[int]] = []
    for number, found in enumerate(words):
        own = []
        for word in found:
            sharing = index.setdefault(word, [])
            own.append(len(sharing))
            sharing.append(number)
        places.append(own)
    weights = {word: _weight(word, len(papers), len(sharing)) for word, sharing in index.items()}
    return [
        _nearest(number, [(index[word], place, weights[word]) for word, place in zip(found, own, strict=True)])
        for number, (found, own) in enumerate(zip(words, places, strict=True))
    ]


def _words(paper: Paper) -> list[str]:
    """What a paper is about, each once: keywords whole (`#…`), and the words of keywords and title."""
    keywords = [keyword.casefold() for keyword in paper.keywords]
    title = plain_text.plain_text(paper.title).casefold()
    single = _WORD.findall(" ".join([title, *keywords]))
    return list(dict.fromkeys([*(f"#{keyword}" for keyword in keywords), *_told(single)]))


def _told(words: Iterable[str]) -> list[str]:
    """The words that say something, a plural as its singular."""
    return [_singular(word) for word in words if word not in _COMMON]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _weight(word: str, papers: int, sharing: int) -> int:
    """How much it says that two papers share a word: the rarer the more, a keyword twice as much; a word that only
    one paper has, or very many have, says nothing."""
    if sharing < 2:
        return 0
    rare = (papers // sharing).bit_length()
    if word.startswith("#"):
        return 2 * rare
    return 0 if papers >= _COMMON_FROM and sharing * _COMMON_SHARE > papers else rare


def _nearest(number: int, shared: list[tuple[list[int], int, int]]) -> tuple[int, ...]:
    """The papers nearest to one, whose words are given by who shares them, its own place among those, and weight."""
    score: dict[int, int] = {}
    for sharing, place, weight in shared:
        if weight:
            for other in sharing[max(place - _REACH, 0) : place + _REACH + 1]:
                score[other] = score.get(other, 0) + weight
    score.pop(number, None)
    if not score:
        return ()
    best = sorted([(-near, other) for other, near in score.items()])[:MOST]
    nearest = best[0][0]
    return tuple([other for rank, (far, other) in enumerate(best) if rank < FEWEST or far * 2 <= nearest])
