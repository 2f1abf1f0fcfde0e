"""How one takes part from afar: `online`, `stream` and `mode` of days and sessions."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.codes import BAD_VALUE
from enlsp_site.content.entries.schedule import DayEntry, OnlineEntry, SessionEntry
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.model.schedule import OPENS
from enlsp_site.model.session_kinds import ANYWHERE


def read_online(
    reader: Reader, entry: SessionEntry, origin: Origin, day: DayEntry, day_origin: Origin
) -> dict[str, Any]:
    """How one takes part in a session, as fields of its record: what it says itself, else what its day says, but for
    breaks and social events, and for a session that is `onsite`. Reports `bad-value`."""
    mode = entry.mode or ("" if entry.kind in ANYWHERE else day.mode) or ""
    written, place = entry.online, origin
    if written is None and not entry.stream and mode != "onsite" and entry.kind not in ANYWHERE:
        written, place = day.online, day_origin
    if written is None:
        return {"stream": reader.link(entry.stream, origin.at("stream")), "mode": mode}
    if entry.stream and entry.online:
        hint = "keep `online`, and delete `stream`"
        reader.complain(origin.at("stream"), BAD_VALUE, "`online` says where to join this session, too", hint)
    if mode == "onsite":
        hint = "write `mode: hybrid`, or delete `online`"
        reader.complain(place.at("online"), BAD_VALUE, "a session that is `onsite` cannot be joined online", hint)
    found = _access(reader, written, place.at("online"))
    return {**found, "mode": mode or ("hybrid" if entry.room or day.room else "online")}


def mode_of_day(entry: DayEntry) -> str:
    """How a day is held, if it says so: what most of its sessions need not repeat."""
    return entry.mode or (("hybrid" if entry.room else "online") if entry.online else "")


def _access(reader: Reader, written: OnlineEntry | str, origin: Origin) -> dict[str, Any]:
    """Where to join, from when, and whether one must have registered."""
    if isinstance(written, str):
        return {"stream": reader.link(written, origin)}
    return {
        "stream": reader.link(written.url, origin.at("url")),
        "registered": written.for_ == "registered",
        "opens": _minutes(reader, written.opens, origin.at("opens")),
    }


def _minutes(reader: Reader, written: str | None, origin: Origin) -> int:
    """So many minutes before the beginning; what is usual where nothing is said."""
    if written is None or times.is_tbd(written):
        return OPENS
    length = re.sub(r"\s*\b(?:before(?:hand)?|earlier|early|ahead)$", "", written.strip(), flags=re.I)
    if re.fullmatch(r"0\s*[a-z]*|at the (?:start|beginning)", length, re.I):
        return 0
    try:
        return round(times.parse_duration(length).total_seconds() / 60)
    except times.TimeError:
        message, hint = f"`{written}` does not say how long before a session it opens", "write it like 15 min before"
        reader.complain(origin, BAD_TIME, message, hint)
        return OPENS
