"""Characters that no HTML document may hold, and how to be rid of them."""

from __future__ import annotations

from enlsp_site.storage.late_patterns import late

_PLANE_ENDS = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = late(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_PLANE_ENDS}]")
"""Controls, surrogates and noncharacters: parse errors by the HTML standard (13.2.3.5)."""


def without_forbidden(text: str, instead: str = "") -> str:
    """Text with `instead` in the place of each character that HTML forbids; a form feed is one, for us."""
    return text if text.isprintable() else _FORBIDDEN.sub(instead, text)
