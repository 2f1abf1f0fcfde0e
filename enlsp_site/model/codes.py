"""Codes: dates, times, zones and addresses."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

BAD_DATE = Code(
    "bad-date",
    "error",
    what="this is no date, or may be two",
    why="Deadlines would be shown, counted down and sent to calendars on a wrong day.",
    bad="date: 05/12/2025",
    good="date: 2025-12-05",
)

BAD_TIME = Code(
    "bad-time",
    "error",
    what="this is no time of day, or none that a session can have",
    why="The programme and all calendars would show a wrong time.",
    bad="time: 9:30-9:00",
    good="time: 9:00-9:30",
)

UNKNOWN_ZONE = Code(
    "unknown-zone",
    "error",
    what="this is not a time zone",
    why="All times would be hours off for somebody.",
    bad="timezone: California",
    good="timezone: America/Los_Angeles",
)

AMBIGUOUS_ZONE = Code(
    "ambiguous-zone",
    "error",
    what="the letters stand for several time zones",
    why="All times would be hours off for somebody.",
    bad="zone: IST",
    good="zone: Asia/Kolkata",
)

WRONG_ZONE = Code(
    "wrong-zone",
    "error",
    what="the zone is not in force on that day",
    why="EST in July is an hour off what clocks show; which of the two is meant cannot be known.",
    bad="2025-07-15 07:00 EST",
    good="2025-07-15 07:00 EDT",
)

BAD_URL = Code(
    "bad-url",
    "error",
    what="this is no address of the web",
    why="Whoever follows it lands nowhere.",
    bad="url: https//enlsp.org",
    good="url: https://enlsp.org",
)

PLACEHOLDER_LINK = Code(
    "placeholder-link",
    "error",
    what="this link is still to be written",
    why="Whoever clicks it lands nowhere, or on a page of somebody else.",
    bad="[Register](xxx), [Portal](#), https://example.com/",
    good="[Register](https://neurips.cc/Register)",
)

BAD_EMAIL = Code(
    "bad-email",
    "error",
    what="this is no e-mail address",
    why="Mail to it would come back.",
    bad="contact: chairs at example.org",
    good="contact: chairs@example.org",
)

MISLEADING_ADDRESS = Code(
    "misleading-address",
    "warning",
    what="this address does not lead where it seems to",
    why="A host before an @ is a name, and a letter of another alphabet makes another host.",
    bad="https://neurips.cc@example.org/",
    good="https://neurips.cc/",
)

CREDENTIALS_IN_ADDRESS = Code(
    "credentials-in-address",
    "warning",
    what="this address holds a name or a password",
    why="Everybody can read it on the page.",
    bad="https://chair:secret@example.org/",
    good="https://example.org/",
)

CODES = (
    BAD_DATE,
    BAD_TIME,
    UNKNOWN_ZONE,
    AMBIGUOUS_ZONE,
    WRONG_ZONE,
    BAD_URL,
    PLACEHOLDER_LINK,
    BAD_EMAIL,
    MISLEADING_ADDRESS,
    CREDENTIALS_IN_ADDRESS,
)
