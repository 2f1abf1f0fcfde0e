"""Addresses that are links without any markup, as GitHub has them ("Autolinks" in its specification, 6.9), and
those between angle brackets (CommonMark 0.31, 6.5).
"""

from __future__ import annotations

import re
from html import unescape

from enlsp_site.text.placeholders import MARKED

ANGLE = re.compile(rf"<(?P<mark>{MARKED})?(?P<address>[A-Za-z][A-Za-z0-9.+-]{{1,31}}:[^\s<>\x00-\x1f]*+)>")
_HOST_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ANGLE_MAIL = re.compile(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_HOST_PART}(?>(?:\.{_HOST_PART})*))>")

_BARE = re.compile(
    r"(?i:https?://|ftp://|www\.)(?=[^\s<])[^\s<`，。；：、！？（）「」『』【】\U0010fff0-\U0010ffff]+"
)
_HOST = re.compile(r"(?i:[a-z]+://)?([^/?#:]*)")
_MOST = 2000
"""Characters of an address. A browser follows longer ones, but nobody writes them by hand."""


def bare(text: str, at: int) -> str:
    """The address that begins at a place of a text, without the punctuation of the sentence after it. An empty
    text where none begins."""
    found = _BARE.match(text, at, at + _MOST)
    written = _trimmed(found[0]) if found else ""
    host = _HOST.match(written)
    parts = host[1].split(".") if host else []
    if parts == ["localhost"]:
        return written
    return written if len(parts) > 1 and all(parts[-2:]) and not any("_" in part for part in parts[-2:]) else ""


_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
_ENDS_SENTENCE = frozenset("?!.,:;*_~'\"…’”»")


def _trimmed(address: str) -> str:
    """An address without what only ends the sentence: brackets stay where it opened them."""
    address = address[: _closing_square(address)]
    excess = address.count(")") - address.count("(")
    while address:
        if address[-1] == ")" and excess > 0:
            address, excess = address[:-1], excess - 1
        elif address[-1] == ";" and (entity := _ENTITY_END.search(address, max(0, len(address) - 40))):
            address = address[: entity.start()]
        elif address[-1] in _ENDS_SENTENCE:
            address = address[:-1]
        else:
            break
    return address


def _closing_square(address: str) -> int:
    """Where the first square bracket closes that the address did not open."""
    depth = 0
    for found in re.finditer(r"[\[\]]", address):
        depth += 1 if found[0] == "[" else -1
        if depth < 0:
            return found.start()
    return len(address)


def target(written: str) -> str:
    """Where a bare address leads."""
    return f"http://{written}" if written[:4].lower() == "www." else unescape(written)


_MAIL = re.compile(
    r"(?<![\w.+/:@-])(?:(?i:mailto:)|(?P<chat>(?i:xmpp:)))?[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,63}"
    r"@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+(?(chat)(?:/[A-Za-z0-9@.]+)?)(?![\w@-])"
)


def mails(text: str) -> list[tuple[int, int, str]]:
    """Where in a text addresses of mail (or of a chat, `xmpp:`) stand: from, up to, and where they lead."""
    if "@" not in text:
        return []
    found = [each for each in _MAIL.finditer(text) if each[0][-1] not in "-_"]
    return [(each.start(), each.end(), each[0] if ":" in each[0] else f"mailto:{each[0]}") for each in found]
