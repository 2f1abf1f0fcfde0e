"""Tables of any kind, known by their columns: papers, people, a programme, or important dates."""

from __future__ import annotations

import re
from functools import partial

from enlsp_site.content.papers_codes import MISSING_HEADER
from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.parse import facts, rows
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.programme import ProgrammeBuilder, row_of, settle
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.parse.tables import lower, said
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.model.codes import BAD_DATE, BAD_TIME
from enlsp_site.text import slugs

_TIME = re.compile(r"(?:start(?:[ _]time)?|end[ _]time|time(?:[ _](?:start|end))?|when|begin|from|until|hour|slot)\b")
_TITLE = re.compile(r"(?:title|session|event|talk|what|activity|item|name|topic|programme?)\b")
_DATE = re.compile(r"(?:date|deadline|day|when)s?\b")
_AFTER = re.compile(r"(?:authors?|abstract|decision|keywords|tl;?dr|pdf|arxiv)")


def fill(result: ImportResult, name: str, title: str, header: list[str], lines: list[TableRow]) -> None:
    """Put the rows of a table where they belong; `title` is what the sheet or file is called.
    Reports `missing-header`."""
    into = result.options.into
    kind = into.partition("/")[0].removesuffix(".yaml") if into else kind_of(header, title)
    if kind == "schedule" and not into and _has_days_alone(lines):
        kind = "dates"
    if kind in ("papers", "reading"):
        papers(result, into, rows.papers(result, name, header, lines))
    elif kind == "schedule":
        _programme(result, name, lines)
    elif kind == "dates":
        result.put("dates.yaml", [made for line in lines if (made := _date(result, name, line))])
    elif kind == "people":
        group = group_of(title) or slugs.slug(title) or "people"
        result.put(into or f"people/{group}.yaml", rows.people(result, name, header, lines))
    else:
        columns = ", ".join(short(column, 20) for column in header if column) or "none"
        told = f"the columns of {title} ({columns}) say neither people nor papers, a programme or dates"
        result.refuse(
            name, 1, MISSING_HEADER, told, "begin with a row of names of columns, such as title and authors"
        )


def papers(result: ImportResult, into: str, made: list[Plain]) -> None:
    """Papers into papers.yaml, or into a reading list, which has fewer fields."""
    if into.startswith("reading/"):
        fields = ("title", "authors", "url", "arxiv", "doi", "abstract")
        result.put(into, [{field: each[field] for field in fields if field in each} for each in made])
    else:
        result.put(into or "papers.yaml", made)


def kind_of(header: list[str], title: str = "") -> str:
    """What a table holds, by its columns; an empty text where they do not say."""
    names = [" ".join(re.sub(r"[_\s]+", " ", column).strip().lower().split()) for column in header]
    known = rows.columns(header, rows.PAPERS)
    people = rows.columns(header, rows.PEOPLE)
    is_timed = any(_TIME.match(name) for name in names)
    if is_timed and any(_TITLE.match(name) for name in names) and "decision" not in known:
        return "schedule"
    if "title" in known and (_AFTER.search(" ".join(names)) or "id" in known):
        return "papers"
    if "name" in people or "given" in people or "family" in people:
        dated = any(_DATE.match(name) for name in names) and not {"affiliations", "bio", "role"} & people.keys()
        return "dates" if dated and "given" not in people else "people"
    if any(_DATE.match(name) for name in names) and len([name for name in names if name]) < 6:
        return "dates"
    return "papers" if "title" in known else "people" if group_of(title) and names else ""


def _has_days_alone(lines: list[TableRow]) -> bool:
    """Whether columns that may hold times (`When`) hold days, and no clock."""
    cells = [value for line in lines for key, value in line.cells.items() if _TIME.match(key.strip().lower())]
    return not any(_CLOCK.search(cell) for cell in cells) and any(facts.dated(cell) for cell in cells)


_CLOCK = re.compile(r"(?i)\d\s*[:.h]\s*\d\d|\d\s*[ap]\.?m\b|^\s*(?:0?\.\d+|1(?:\.0)?)\s*$")


def _programme(result: ImportResult, name: str, lines: list[TableRow]) -> None:
    """The rows of a programme by the days that they name."""
    programme = ProgrammeBuilder({}, [])
    days: dict[str, list[Plain]] = {}
    day = ""
    for line in lines:
        fields = lower({key: value for key, value in line.cells.items() if key})
        fields = {key: _clock(value) if _TIME.match(key) or key == "end" else value for key, value in fields.items()}
        written = said(fields.get("date")) or said(fields.get("day"))
        found = next(iter(facts.dated(written, result.options.edition)), None)
        if written and (now := found.days[0] if found else written) != day:
            day = now
            programme.begin_day()
        if not any(fields.values()):
            continue
        if made := programme.session(row_of(fields), partial(_lose, result, name, line.line)):
            days.setdefault(day, []).append(made)
        else:
            programme.lost.append(row_of(fields))
    entries = [
        entry(
            "day",
            date=day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else "TBD",
            title="" if facts.dated(day) else day,
            sessions=made,
        )
        for day, made in days.items()
    ]
    result.put("schedule.yaml", entries)
    settle(result, programme)


def _clock(value: str) -> str:
    """A time of day that a spreadsheet holds as a part of a day; other texts stay, but 24:00 is 00:00."""
    if re.fullmatch(r"0?\.\d+|1(?:\.0)?", value.strip()):
        minutes = round(float(value) * 24 * 60)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    return re.sub(r"\b24:00\b", "00:00", value)


def _lose(result: ImportResult, name: str, line: int, code: Code, message: str, hint: str) -> None:
    if code is BAD_TIME:
        result.lose("sessions", name, line, code, message, hint)
    else:
        result.warn(name, line, code, message, hint)


def _date(result: ImportResult, name: str, line: TableRow) -> Plain | None:
    """An important date of a row: one cell holds the date, another what it is for."""
    cells = {key.lower(): value.strip() for key, value in line.cells.items() if key and value.strip()}
    for key, value in cells.items():
        found = facts.dated(value, result.options.edition)
        if found and _DATE.match(key):
            first = found[0]
            rest = [each for other, each in cells.items() if other not in (key, "zone", "timezone", "time")]
            return entry(
                "date",
                name=rest[0] if rest else "Date",
                date=first.days[0] if len(first.days) == 1 or first.is_span else first.days,
                until=first.days[-1] if first.is_span else "",
                zone=facts.zone_in(f"{cells.get('zone', '')} {cells.get('timezone', '')} {value}"),
                note="; ".join(rest[1:]),
            )
    if cells:
        told = f"“{short(' '.join(cells.values()))}” holds no date that can be read"
        result.lose("dates", name, line.line, BAD_DATE, told, "write it in dates.yaml")
    return None
