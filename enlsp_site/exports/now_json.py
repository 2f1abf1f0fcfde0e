"""now.json: the programme for signs at the venue, which ask for it again and again to show what is on and next.

JSON (RFC 8259), a session a line; moments are RFC 3339 with the offset of the venue's clocks. A sign compares them
with its own time: the file knows no now, so it has the same bytes until the programme changes. Other than the files
for conference apps it has what was cancelled and says what was moved, for a sign must not go on with what it showed.
Identifiers are those of calendars and apps: they stay when a session is moved or gets another title.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from enlsp_site import __version__
from enlsp_site.exports.sign_sessions import Moved, SignPerson, SignSession
from enlsp_site.storage.files import digest

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def write(inputs: Mapping[str, Any]) -> bytes:
    """The `sessions`, records of `sign_sessions`, in their order, under what all of them share.

    `title`, `edition` and `language` are the site's, `url` is the programme's page, if that has an address. `version`
    is a digest of the rest, by which a sign knows whether anything is new; `changed` the moment of the last change
    since it was published (UTC; empty where there was none); `zone` that of all sessions, an IANA name; empty where
    they have several, or a mere distance from UTC.
    """
    sessions: tuple[SignSession, ...] = inputs["sessions"]
    zones = {each.zone for each in sessions}
    known = {
        **{name: inputs[name] for name in ("title", "edition", "language", "url")},
        "zone": zones.pop() if len(zones) == 1 else "",
        "changed": max((each.changed for each in sessions), default=""),
        "rooms": list(dict.fromkeys(each.room for each in sessions if each.room)),
    }
    rows = [_ENCODER.encode(_row(each)) for each in sessions]
    version = digest("\n".join((_ENCODER.encode(known), *rows)).encode(errors="replace"))[:12]
    head = _ENCODER.encode({"generator": f"enlsp-site {__version__}", "version": version, **known})
    return (f'{head[:-1]}, "sessions": [\n' + ",\n".join(rows) + "\n]}\n").encode(errors="replace")


def _row(session: SignSession) -> dict[str, Any]:
    """A session; what does not hold of it is false, empty or null, and never missing."""
    return {
        "id": session.id,
        "title": session.title,
        "kind": session.kind,
        "track": session.track,
        "room": session.room,
        "starts": session.starts,
        "ends": session.ends,
        "zone": session.zone,
        "people": list(map(_person, session.people)),
        "moderators": list(map(_person, session.moderators)),
        "language": session.language,
        "recorded": session.recorded,
        "note": session.note,
        "cancelled": session.cancelled is not None,
        "reason": session.cancelled.reason if session.cancelled else "",
        "moved": _before(session.moved),
        "changed": session.changed,
        "url": session.url,
    }


def _person(person: SignPerson) -> dict[str, Any]:
    return {"name": person.name, "affiliations": person.affiliations, "cancelled": person.cancelled}


def _before(moved: Moved | None) -> dict[str, str] | None:
    return {"starts": moved.starts, "ends": moved.ends, "room": moved.room} if moved else None
