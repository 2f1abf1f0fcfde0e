"""What people write for a field or for one of its words, where the schema has another: `lunch` is a break.

Words that mean the same are taken without a problem; a field that is called otherwise is told, with its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from enlsp_site.diagnostics.problem import Fix
from enlsp_site.diagnostics.suggest import did_you_mean, is_certain, suggest

_WORDS = {
    "break": ("lunch", "coffee", "tea", "pause", "breakfast", "intermission", "refreshments"),
    "social": ("reception", "dinner", "banquet", "drinks", "party", "excursion", "networking"),
    "remarks": ("opening", "closing", "welcome", "introduction", "remark", "conclusion"),
    "invited": ("talk", "invited talk", "speaker", "lecture"),
    "oral": ("orals", "oral session", "presentations", "contributed", "contributed talk", "papers"),
    "spotlight": ("spotlights", "lightning", "lightning talks"),
    "poster": ("posters", "poster session"),
    "demo": ("demos", "demonstration", "demonstrations"),
    "panel": ("roundtable", "round table"),
    "tutorial": ("tutorials", "hands-on", "workshop"),
    "award": ("awards", "prize", "prizes"),
    "other": ("registration", "check-in", "checkin", "misc", "miscellaneous"),
    "authors": ("author", "submitters"),
    "reviewers": ("reviewer", "committee", "program committee", "programme committee", "pc"),
    "presenters": ("presenter", "speakers", "speaker"),
    "attendees": ("attendee", "participants", "participant", "visitors"),
    "everyone": ("all", "everybody", "anyone"),
    "online": ("virtual", "remote", "zoom"),
    "onsite": ("in person", "in-person", "physical", "on site", "on-site", "offline"),
    "hybrid": ("both", "mixed"),
}
"""What the words of the schema are called otherwise: `kind` and `mode` of sessions, `decision` of papers, `for` of
dates."""

_MEANT = {other: word for word, others in _WORDS.items() for other in others}

_FIELDS = {
    "people": ("speaker", "speakers", "presenter", "presenters", "panelists", "who", "person"),
    "moderators": ("moderator", "chair", "chairs", "host", "session chair"),
    "title": ("name", "heading", "topic", "subject", "talk"),
    "name": (
        *("title", "person", "full name", "event", "label"),
        *("first", "last", "given", "family", "first name", "last name", "given name", "family name", "surname"),
    ),
    "time": ("start", "end", "begin", "from", "to", "hours", "when", "slot", "starts", "ends"),
    "date": ("day", "deadline", "when", "due"),
    "room": ("location", "place", "where", "venue", "hall"),
    "kind": ("type", "category"),
    "abstract": ("description", "summary", "text"),
    "bio": ("biography", "about", "description", "text"),
    "note": ("comment", "remark", "notes", "description"),
    "affiliations": ("institution", "institutions", "university", "company", "organization", "organisation"),
    "photo": ("image", "picture", "portrait", "img", "avatar"),
    "logo": ("image", "picture", "img", "icon"),
    "links": ("website", "homepage", "url", "link"),
    "url": ("link", "website", "homepage", "address", "web", "href"),
    "role": ("position", "job", "function"),
    "authors": ("author", "by", "writers"),
    "tier": ("level", "category", "name"),
    "timezone": ("tz", "zone", "time zone"),
    "zone": ("timezone", "tz", "time zone"),
    "contact": ("email", "mail", "e-mail"),
    "papers": ("paper", "talks"),
    "recording": ("video",),
    "video": ("recording",),
    "stream": ("zoom", "livestream", "live"),
    "x": ("twitter",),
    "scholar": ("google scholar", "google"),
    "edition": ("year",),
    "look": ("color", "colour", "colors", "colours", "style", "design"),
    "accent": ("color", "colour", "main color", "main colour", "primary"),
    "venue": ("location", "place", "city", "where"),
    "tldr": ("summary", "tl;dr"),
}
"""What fields are called otherwise. Which of them a kind of entry has decides what is meant."""

_PARTS = {
    "time": (("{}-{}", "start", "end"), ("{}-{}", "starts", "ends"), ("{}-{}", "from", "to")),
    "name": (
        ("{} {}", "first", "last"),
        ("{} {}", "first name", "last name"),
        ("{} {}", "given", "family"),
        ("{} {}", "name", "surname"),
    ),
}
"""Fields that are one, and that people write in two: how, and what they call the two."""

_FILES = {
    "dates.yaml": ("date", "dates", "deadlines", "important dates"),
    "schedule.yaml": ("schedule", "program", "programme", "sessions", "agenda", "days"),
    "people/speakers.yaml": ("speakers", "speaker", "people", "keynotes", "invited speakers"),
    "people/organizers.yaml": ("organizers", "organisers", "chairs", "committee"),
    "sponsors.yaml": ("sponsors", "sponsor"),
    "papers.csv": ("papers", "accepted papers"),
    "news.yaml": ("news",),
}
"""What of a site stands in a file of its own, and what people call it who look for it in site.yaml."""


def meant_word(text: str, words: Collection[str]) -> str:
    """Return the word of the schema that a text stands for: in other letters (`Keynote`), by another name (`lunch`),
    or with more said (`Accept (Poster)`); "" if it stands for none, or says that something is not accepted."""
    plain = " ".join(text.lower().replace("_", " ").split())
    if plain in words or (found := _MEANT.get(plain)) in words:
        return plain if plain in words else str(found)
    if re.search(r"reject|withdr|declin|not ", plain):
        return ""
    parts = re.findall(r"[a-z-]+", plain)
    return next((part for part in parts if part in words and part != "other"), "")


def likely_word(text: str, words: Collection[str]) -> tuple[str, Fix | None]:
    """Return a hint that proposes the word of the schema that a misspelt text stands for, or lists the words; and
    the mend, where it is certain."""
    known = {word: word for word in words} | {other: word for other, word in _MEANT.items() if word in words}
    if "poster" in words and re.search(r"reject|withdr|declin", text.lower()):
        return "only accepted papers are shown: leave this one out", None
    written = suggest(text, words) or suggest(text, known)
    if not written:
        return f"it is one of {', '.join(f'`{word}`' for word in words)}", None
    meant = known[written]
    fix = Fix(text, meant) if is_certain(text, known) else None
    return did_you_mean(meant) if meant == written else f"did you mean “{written}”, which is `{meant}`?", fix


def meant_field(key: str, fields: Collection[str]) -> str:
    """Return the one of some fields that a key is in other letters, or for which it is another name; "" if there is
    none."""
    plain = _plain(key)
    same = next((field for field in fields if _plain(field) == plain), "")
    return same or next((field for field, others in _FIELDS.items() if field in fields and plain in others), "")


def _plain(key: str) -> str:
    return " ".join(key.lower().replace("_", " ").replace("-", " ").split())


def joined(meant: str, data: Mapping[str, Any]) -> str:
    """Return how a field is written whose parts stand in two fields of an entry (`start` and `end` of a time); "" if
    they do not."""
    said = {_plain(key): value for key, value in data.items() if isinstance(value, str)}
    both = (row for row in _PARTS.get(meant, ()) if {*row[1:]} <= said.keys())
    return next((form.format(said[one], said[other]) for form, one, other in both), "")


def file_of(key: str) -> str:
    """Return the file in which stands what people look for in site.yaml under this name; "" if it is none."""
    return next((file for file, names in _FILES.items() if _plain(key) in names), "")
