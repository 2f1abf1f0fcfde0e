"""A programme and its people as they come out of another system: sessions by day, each person once.

What has no time that a session can have is told and counted, never dropped in silence. Texts that hold lists, code
or links are Markdown and go to `note`; others stay an abstract, which is plain text.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from enlsp_site.importers.codes import REMOTE_PICTURE
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.calendars import SessionsByDay
from enlsp_site.importers.parse.people import words
from enlsp_site.importers.result import ImportResult, Plain, short
from enlsp_site.model.codes import BAD_TIME

_MARKED = re.compile(
    r"(?m)^\s*(?:[-*+]|\d+[.)])\s+\S|^\s*(?:```|~~~)|`[^`\n]+`|\[[^\]\n]+\]\([^)\s]+\)|\*\*\S|^\s*#{1,6}\s|^\s*\|.*\|\s*$|^>\s"
    r"|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"
)
_TAG = re.compile(r"</?(?:p|br|ul|ol|li|b|i|em|strong|a|div|span|h[1-6]|code|pre|table|blockquote)\b[^<>]*>", re.I)


class Agenda:
    """Sessions and people of one source; `finish` puts them into the content files."""

    def __init__(self, result: ImportResult, name: str) -> None:
        self.result = result
        self.name = name
        self.people: dict[str, Plain] = {}
        self.days = SessionsByDay()

    def person(self, key: str, made: Plain) -> str:
        """Take in a person under a key of the source's; one that is there gets what it lacks. Returns the name."""
        if not made.get("name"):
            return ""
        held = self.people.setdefault(key or made["name"], made)
        for field, value in made.items():
            held.setdefault(field, value)
        return str(held["name"])

    def session(
        self,
        title: str,
        begin: dt.datetime | None,
        end: dt.datetime | None,
        zone: str = "",
        line: int = 1,
        /,
        **fields: Any,
    ) -> bool:
        """Put a session among the days. False, and told, where it has no times that one can have."""
        if begin is None or end is None:
            self._lose(title, line, "has no time that can be read, and is left out", "give it a time")
            return False
        session = {"title": title, **fields}
        session["kind"] = session.get("kind") or facts.kind_of(title) or "other"
        if self.days.add(begin, end, zone, session):
            return True
        lasts = end.astimezone(dt.UTC) - begin.astimezone(dt.UTC) if begin.tzinfo and end.tzinfo else end - begin
        hours, minutes = divmod(round(lasts.total_seconds() / 60), 60)
        told = f"lasts {hours}:{minutes:02} from {begin:%H:%M}, which no session can; it is left out"
        self._lose(title, line, told, "check its times")
        return False

    def tell_of_portraits(self, names: list[str]) -> None:
        """Tell whose portraits are on another site. Reports `remote-picture`."""
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            told = f"the portrait of {names[0]}{more} is on another site, and is not fetched"
            self.result.warn(self.name, 1, REMOTE_PICTURE, told, "put it into static/images/ and write photo")

    def _lose(self, title: str, line: int, told: str, hint: str) -> None:
        self.result.lose("sessions", self.name, line, BAD_TIME, f"“{short(title)}” {told}", hint)

    def finish(self) -> None:
        """Put the people and the days into the content files."""
        held = self.result.files.get("people/speakers.yaml", {}).get("people", [])
        known = {each["name"]: each for each in held}  # by other files of the source
        for each in self.people.values():
            for field, value in each.items() if each["name"] in known else ():
                known[each["name"]].setdefault(field, value)
        self.result.put("people/speakers.yaml", [each for each in self.people.values() if each["name"] not in known])
        self.result.put(self.result.options.into or "schedule.yaml", self.days.entries())


def texts(*written: str) -> dict[str, str]:
    """Longer texts of a session as its `abstract` (plain text) and `note` (Markdown); HTML becomes one of them."""
    found = [made for text in written if (made := _markdown(text))]
    found = list(dict.fromkeys(found))
    if not found:
        return {}
    if _MARKED.search(found[0]):
        return {"note": "\n\n".join(found)}
    return {"abstract": found[0], "note": "\n\n".join(found[1:])}


def _markdown(text: str) -> str:
    if text.strip() in ("", "None", "null", "nil"):
        return ""
    return words(_anchored(text)) if _TAG.search(text) else _linked(text).strip()


def _anchored(text: str) -> str:
    """HTML with the links of Markdown that stand in it as its own."""
    return re.sub(
        r"\[([^\[\]\n<>]*+)\]\((https?://[^)\s<>\"]+|www\.[^)\s<>\"]+)\)",
        lambda found: f'<a href="{address(found[2])}">{found[1]}</a>',
        text,
    )


def _linked(text: str) -> str:
    """Markdown whose links without a scheme have one, and whose pictures, which would be fetched, are links."""
    text = re.sub(r"!(\[[^\[\]\n]*+\]\([^)\s(]++\))", r"\1", text)
    text = re.sub(r"\]\((?://|(?=www\.))", "](https://", text)
    return text.replace("\r\n", "\n")


def line_of(text: str, title: str) -> int:
    """The line on which a title stands in a text; 1 where it does not."""
    return text.count("\n", 0, max(text.find(title), 0)) + 1


def address(url: str, base: str = "") -> str:
    """A whole address: a path joins the base, `//` and `www.` get a scheme; an empty text for what is none."""
    url = url.strip()
    if url.startswith(("http://", "https://")):
        return url if not re.search(r"\s", url) else ""
    if url.startswith("//"):
        return f"https:{url}"
    if url.startswith("www."):
        return f"https://{url}"
    return f"{base.rstrip('/')}{url}" if base and url.startswith("/") else ""
