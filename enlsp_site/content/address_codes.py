"""Codes: what became of addresses that were published."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

ADDRESS_GONE = Code(
    "address-gone",
    "warning",
    what="a page was published, and nothing is at its address now",
    why="Links to it from elsewhere, and in people's notes and calendars, lead nowhere.",
    bad="pages/call.md deleted",
    good="`aliases: [call]` at the page that took its place, or `gone: {call: …}` in site.yaml",
)

CODES = (ADDRESS_GONE,)
