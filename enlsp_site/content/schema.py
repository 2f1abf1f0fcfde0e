"""The content files by their kinds: what each holds."""

from typing import Any

from enlsp_site.content.entries.base import Entry
from enlsp_site.content.entries.dates import DateEntry, DatesFile
from enlsp_site.content.entries.news import NewsEntry, NewsFile
from enlsp_site.content.entries.pages import PageEntry
from enlsp_site.content.entries.papers import PaperEntry, PapersFile
from enlsp_site.content.entries.people import PeopleFile, PersonEntry
from enlsp_site.content.entries.reading import ReadingEntry, ReadingFile
from enlsp_site.content.entries.schedule import DayEntry, ScheduleFile
from enlsp_site.content.entries.site import SiteEntry
from enlsp_site.content.entries.sponsors import SponsorsFile, TierEntry

SHAPES: dict[str, Any] = {
    "site": SiteEntry,
    "dates": DatesFile | list[DateEntry],
    "people": PeopleFile | list[PersonEntry | str],
    "sponsors": SponsorsFile | list[TierEntry],
    "schedule": ScheduleFile | list[DayEntry],
    "papers": PapersFile | list[PaperEntry],
    "news": NewsFile | list[NewsEntry],
    "reading": ReadingFile | list[ReadingEntry],
    "page": PageEntry,
}
"""What each kind of content file holds, by the kind's name."""

HEADS = {
    "site": ("site.yaml", "What is said once about this edition of the workshop."),
    "dates": ("dates.yaml", "The important dates: a list, or a mapping with `dates` and a heading of its own."),
    "people": (
        "people/*.yaml",
        "A group of people: a list, or a mapping with `people` and a heading of its own. The file's name is "
        "the group's, and its address.",
    ),
    "sponsors": (
        "sponsors.yaml",
        "The sponsors by tier, the highest first: a list, or a mapping with `tiers` and a heading of its own.",
    ),
    "schedule": (
        "schedule.yaml",
        "The programme by day: a list, or a mapping with `days` and a heading of its own.",
    ),
    "papers": (
        "papers.yaml",
        "The accepted papers: a list, or a mapping with `papers` and a heading of its own.",
    ),
    "news": ("news.yaml", "The news, in any order: a list, or a mapping with `news` and a heading of its own."),
    "reading": (
        "reading/*.yaml",
        "A reading list: a list, or a mapping with `entries` and a heading of its own. The file's name is its "
        "address.",
    ),
    "page": (
        "pages/*.md",
        "The front matter of a Markdown page: what stands between its first two lines of ---.",
    ),
}
"""What editors call each kind of file, and say of it."""


def field_names() -> frozenset[str]:
    """All names that fields of content files have."""
    kinds = [Entry]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return frozenset(name for kind in kinds for name in kind.__struct_encode_fields__)
