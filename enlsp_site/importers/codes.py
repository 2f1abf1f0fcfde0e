"""Codes: what `enlsp import` finds in its sources."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

NO_TITLE = Code(
    "no-title",
    "warning",
    what="an entry has no title, and is left out",
    why="Nothing could be listed under it.",
    bad="a row of a spreadsheet without a title",
    good="the same with a title",
)

NO_NAME = Code(
    "no-name",
    "warning",
    what="an entry has no name, and is left out",
    why="People are listed by their names.",
    bad="a row without a name",
    good="the same with a name",
)

NO_AUTHORS = Code(
    "no-authors",
    "warning",
    what="a paper has no authors in this export",
    why="Exports made for reviewers are anonymous.",
    bad="notes of OpenReview without `authors`",
    good="an export made for chairs",
)

NO_DATE = Code(
    "no-date",
    "warning",
    what="a day has no date",
    why="Its sessions are kept; when they are is not known.",
    bad="a day called “Day 1”",
    good="date: 2025-12-06",
)

NO_ZONE = Code(
    "no-zone",
    "warning",
    what="the source says times and no zone",
    why="Times are kept as they stand.",
    bad="9:00 - 9:30 without a zone",
    good="timezone in site.yaml",
)

NO_CONFIG = Code(
    "no-config",
    "warning",
    what="there is no _config.yml",
    why="The site's name is in it.",
    bad="a folder inside of the site",
    good="the site's own folder",
)

NO_SCHEDULE = Code(
    "no-schedule",
    "error",
    what="this file holds no schedule",
    why="There is nothing to import.",
    bad="an export of speakers given to pretalx",
    good="schedule.json",
)

NOTHING_FOUND = Code(
    "nothing-found",
    "error",
    what="nothing in the source could be imported",
    why="Nothing is changed.",
    bad="a PDF given to bibtex",
    good="a .bib file",
)

BAD_NAVIGATION = Code(
    "bad-navigation",
    "warning",
    what="an entry of the navigation has no title or no address",
    why="It is left out.",
    bad="- title: Call",
    good="- {title: Call, url: call.html}",
)

CANCELLED = Code(
    "cancelled",
    "warning",
    what="an event is cancelled, and left out",
    why="The calendar says so.",
    bad="STATUS:CANCELLED",
    good="STATUS:CONFIRMED",
)

REPEATS = Code(
    "repeats",
    "warning",
    what="an event repeats, and is imported once",
    why="A programme says each session.",
    bad="RRULE:FREQ=DAILY",
    good="an event for each day",
)

UNPLACED_TALK = Code(
    "unplaced-talk",
    "warning",
    what="a talk is in no session",
    why="It is kept in a draft.",
    bad="a talk that no day names",
    good="its name in a day of _data/schedule",
)

KEPT_FILE = Code(
    "kept-file",
    "warning",
    what="there is such a file already, and it is kept",
    why="Nothing of yours is overwritten.",
    bad="static/images/ada.jpg of your own",
    good="that file deleted, and the import again",
)

MARKS_OF_AFFILIATIONS = Code(
    "marks-of-affiliations",
    "warning",
    what="marks of affiliations stand at names",
    why="Which affiliation they mean is not said in the source.",
    bad="Ada Lovelace1,2",
    good="Ada Lovelace (MIT)",
)

REMOTE_PICTURE = Code(
    "remote-picture",
    "warning",
    what="a picture stands on another host",
    why="Pages ask no third party: it becomes no part of the site.",
    bad="an avatar at gravatar.com",
    good="the picture in static/images/",
)

SAMPLE_PAGE = Code(
    "sample-page",
    "warning",
    what="a page of the theme's documentation is kept as a draft",
    why="It says nothing of the workshop.",
    bad="a page “Getting started with Jekyll”",
    good="the draft deleted",
)

SUPERSEDED = Code(
    "superseded",
    "warning",
    what="another file says the same, and is read in its place",
    why="Which of the two counts is guessed.",
    bad="speakers-old.yml beside speakers.yml",
    good="speakers.yml alone",
)

SYMLINK = Code(
    "symlink",
    "warning",
    what="a link of the file system is not followed",
    why="It may lead out of the source.",
    bad="logo.png, a link",
    good="logo.png itself",
)

UNKNOWN_DATA = Code(
    "unknown-data",
    "warning",
    what="a file of data is of no kind that is known",
    why="It is kept under data/.",
    bad="_data/menu-icons.yml",
    good="`templates` of your own that show it",
)

UNKNOWN_ROOM = Code(
    "unknown-room",
    "warning",
    what="a session is in a room that the source does not list",
    why="It is kept as it is written.",
    bad="room: Hall Z",
    good="a room of _rooms",
)

UNNAMED_SPONSOR = Code(
    "unnamed-sponsor",
    "warning",
    what="a logo says no name",
    why="It is taken from the name of its file.",
    bad="<img src=acme.png>",
    good="<img src=acme.png alt=Acme>",
)

UNMERGED = Code(
    "unmerged",
    "error",
    what="nothing is imported into this file",
    why="It cannot be read, or not be changed without losing something.",
    bad="a schedule.yaml with a mistake",
    good="the mistake mended",
)

UNREADABLE_SOURCE = Code(
    "unreadable-source",
    "error",
    what="this source cannot be read",
    why="Nothing of it could be imported.",
    bad="a file that only root may read",
    good="one that you may read",
)

SOURCE_TOO_LARGE = Code(
    "source-too-large",
    "error",
    what="this source is too large",
    why="It would fill the memory.",
    bad="a repository of 4 GB",
    good="the folder of the site in it",
)

PATH_OUTSIDE_SOURCE = Code(
    "path-outside-source",
    "warning",
    what="a file leads out of the archive",
    why="It is not unpacked.",
    bad="../../etc/passwd in a zip",
    good="a zip made again",
)

LOST_LINK = Code(
    "lost-link",
    "warning",
    what="a link of an old site leads nowhere in it",
    why="It is kept as it was written, and may never have led anywhere.",
    bad='<a href="/2023/slides.pdf"> where there is no such file',
    good="slides.pdf among the files that `enlsp archive --from` is given",
)

ANOTHER_EDITION = Code(
    "another-edition",
    "warning",
    what="this is of another edition, and is not imported with this one",
    why="Papers and people of two years would be shown as those of one.",
    bad="pages of 2023 beside those of 2024",
    good="`enlsp import … --edition 2023` for the others",
)

UNKNOWN_TAG = Code(
    "unknown-tag",
    "warning",
    what="a tag of the site's templates is not known",
    why="What it shows is missing in the page that is imported.",
    bad="{% gist 1234 %}",
    good="what the gist says, written out",
)

UNKNOWN_FILTER = Code(
    "unknown-filter",
    "warning",
    what="a filter of the site's templates is not known",
    why="The value is taken as it stands.",
    bad="{{ page.title | shout }}",
    good="{{ page.title | upcase }}",
)

MISSING_INCLUDE = Code(
    "missing-include",
    "warning",
    what="a file that a template includes is not in the source",
    why="What it shows is missing in the page that is imported.",
    bad="{% include speakers.html %} without that file",
    good="the whole folder of the site imported",
)

TEMPLATE_TOO_LONG = Code(
    "template-too-long",
    "warning",
    what="a template shows more than can be read",
    why="A loop that never ends would fill the memory; the page is cut there.",
    bad="{% for i in (1..1000000000) %}",
    good="{% for i in (1..10) %}",
)

NO_ABSTRACT = Code(
    "no-abstract",
    "warning",
    what="a paper has no abstract",
    why="Its page says little, and search does not find it.",
    bad="an entry with `title` and `authors` alone",
    good="`abstract` with it",
)

GUESSED_END = Code(
    "guessed-end",
    "warning",
    what="a session has no end: one is guessed",
    why="A programme needs to know when a session is over.",
    bad="9:00 Opening, and nothing after it",
    good="9:00 - 9:15 Opening",
)

TIME_IN_UTC = Code(
    "time-in-utc",
    "warning",
    what="an event is in UTC, and the calendar does not say by which clocks it is shown",
    why="In which zone the workshop is cannot be told by it.",
    bad="DTSTART:20251206T163000Z",
    good="DTSTART;TZID=America/Los_Angeles:20251206T083000",
)

ZONE_DATA = Code(
    "zone-data",
    "warning",
    what="the source and the time zones of this machine differ about a clock",
    why="One of the two is older than a change of that zone; what the source prints is kept.",
    bad="14:00+02:00 in a zone that is at +03:00 now",
    good="`enlsp build` with the newest tzdata",
)

AMBIGUOUS_TIME = Code(
    "ambiguous-time",
    "warning",
    what="a time is on a clock that shows it twice",
    why="In the night in which summer time ends, an hour comes twice; this is its second time.",
    bad="2025-11-02T01:30-08:00 in America/Los_Angeles",
    good="a time that comes once",
)

CODES = (
    NO_ABSTRACT,
    GUESSED_END,
    TIME_IN_UTC,
    ZONE_DATA,
    AMBIGUOUS_TIME,
    ANOTHER_EDITION,
    UNKNOWN_TAG,
    UNKNOWN_FILTER,
    MISSING_INCLUDE,
    TEMPLATE_TOO_LONG,
    NO_TITLE,
    NO_NAME,
    NO_AUTHORS,
    NO_DATE,
    NO_ZONE,
    NO_CONFIG,
    NO_SCHEDULE,
    NOTHING_FOUND,
    BAD_NAVIGATION,
    CANCELLED,
    REPEATS,
    UNPLACED_TALK,
    KEPT_FILE,
    MARKS_OF_AFFILIATIONS,
    REMOTE_PICTURE,
    SAMPLE_PAGE,
    SUPERSEDED,
    SYMLINK,
    UNKNOWN_DATA,
    UNKNOWN_ROOM,
    UNNAMED_SPONSOR,
    UNMERGED,
    UNREADABLE_SOURCE,
    SOURCE_TOO_LARGE,
    PATH_OUTSIDE_SOURCE,
    LOST_LINK,
)
