"""The content files by their kinds: what each holds."""

from typing import Any

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
