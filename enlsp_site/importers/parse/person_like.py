"""Whether a short text is the name of a person."""

from __future__ import annotations

import re

from enlsp_site.model import name_titles

_OTHER = r"""
universit\w* institut\w* college school department dept laborator\w* labs? research google deepmind
microsoft meta amazon nvidia openai inc ltd gmbh workshop conference talk keynote session break lunch coffee
poster\w* paper\w* schedule program\w* call dates? deadline submission organi[sz]\w+ committee speakers?
chairs? panel\w* sponsors? invited accepted home about contact website news more read here click link email
abstract bio slides video pdf code the for with and in on to professor student engineer scientist director
introduction closing opening remarks tba tbd welcome virtual room hall online proceedings awards? best
learning models? language venue registration cent(?:er|re) group team sessions? mentor\w* prospects?
previous editions? gold silver diamond platinum bronze day topics? important submit program overview
"""
_HONORIFICS = re.compile(rf"(?i)^(?:(?:assoc|assist)\w*\.?\s+)?(?:{name_titles.PATTERN}\s*)+")
_NOT = re.compile(rf"(?i)\b(?:{'|'.join(_OTHER.split())})\b")
_PARTICLES = r"(?:van|von|de|del|della|der|den|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|af|y|e|san|st)"
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’.\-]*|[a-zà-ÿ]+[A-Z][\w'’\-]*"
_MORE = rf"{_PARTICLES}|{_WORD}|[(\"“‘'][\w .'’-]{{1,20}}[)\"”’']"
_BEHIND = r"(?:,?\s+(?:Jr|Sr|Ph\.?D|M\.?D|II|III|IV)\.?)*"
_NAME = re.compile(rf"(?:{_WORD})(?:\s+(?:{_MORE})){{1,5}}{_BEHIND}")


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person: two to six words with capitals, and none of other things."""
    line = " ".join(text.split()).strip(" ,.;:*")
    if not 3 < len(line) < 60 or re.search(r"[@/|{}<>=?!\d]", line):
        return False
    line = _HONORIFICS.sub("", line)
    return bool(_NAME.fullmatch(line)) and not _NOT.search(line)
