"""Rules on what is left over: from last year, a scaffold, a date that has passed, a PDF or an export."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from enlsp_site.checks import safe_fixes
from enlsp_site.checks.evidence import ContentSource, Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.written import links_of
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Paper

OTHER_EDITION = Code(
    "other-edition",
    "warning",
    what="this leads to another edition's portal or style",
    why="Papers that are sent to last year's portal, or come in last year's style, are lost or late.",
    bad="[Portal](https://cmt3.research.microsoft.com/ENLSP2024) on the site of 2025",
    good="[Portal](https://cmt3.research.microsoft.com/ENLSP2025)",
)

SAMPLE_TEXT = Code(
    "sample-text",
    "warning",
    what="this is text of a scaffold",
    why="A site with its scaffold's words looks abandoned.",
    bad="This is the base Jekyll theme.",
    good="The workshop is about tiny things.",
)

OVERDUE_TBD = Code(
    "overdue-tbd",
    "warning",
    what="this was to be announced, and its day is over",
    why="After the day nobody waits for an announcement any more.",
    bad="talk: TBD, the year after the workshop",
    good="talk: {title: Small models}",
)

WRONG_SEASON = Code(
    "wrong-season",
    "warning",
    what="the letters of a zone are those of the other season",
    why="People who trust the letters come an hour late.",
    bad="July 15, 7:00 AM EST",
    good="July 15, 7:00 AM EDT",
)

MOJIBAKE = Code(
    "mojibake",
    "warning",
    what="these letters were read by the wrong table",
    why="Names that were read by the wrong table of letters are not their owners' names.",
    bad="RenÃ© Descartes",
    good="René Descartes",
    mended=True,
)

BROKEN_WORD = Code(
    "broken-word",
    "warning",
    what="a word is broken as at the end of a line",
    why="What was copied from a PDF keeps the ends of its lines within words.",
    bad="fine- tuned",
    good="fine-tuned",
)

HTML_ENTITY = Code(
    "html-entity",
    "warning",
    what="an entity of HTML stands in plain text",
    why="Titles and names are plain text, in which `&amp;` is five letters.",
    bad="title: Speech &amp; Language",
    good="title: Speech & Language",
    mended=True,
)

SAME_ABSTRACT = Code(
    "same-abstract",
    "warning",
    what="two papers have one abstract",
    why="An abstract under two papers was pasted once too often, and one of the two lacks its own.",
    bad="two papers with one abstract",
    good="each paper with its own",
)

TRAILING_SPACE = Code(
    "trailing-space",
    "warning",
    what="lines end with spaces",
    why="Spaces that nobody sees make changes that nobody made.",
    bad="`name: Ada Lovelace` and a space",
    good="`name: Ada Lovelace`",
    mended=True,
)


# Other editions

_SERIES = "neurips nips icml iclr acl naacl eacl emnlp coling cvpr iccv eccv aaai ijcai kdd colm interspeech icassp"
_STYLE = re.compile(rf"(?i)(?<![\w/.-])(?:{'|'.join(_SERIES.split())})[_-](20\d\d)(?:\w*)\.(?:sty|zip|tex|cls|pdf)\b")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def addresses_are_of_this_edition(evidence: Evidence) -> Iterator[Problem]:
    """No address of the workshop or its conference, and no style file, is that of another year, unless the words
    beside it say that year."""
    for source in evidence.sources:
        edition = evidence.edition_of(source.file)
        if edition and re.fullmatch(r"20\d\d", edition.id) and "/reading/" not in source.file:
            yield from _of_other_years(source, edition, _named_year(edition))


def _named_year(edition: Edition) -> re.Pattern[str]:
    """The name of the workshop or of a conference, and a year beside it."""
    names = [edition.site.name.lower(), *_SERIES.split()]
    if edition.site.host:
        names += re.findall(r"[a-z]{3,}", edition.site.host.name.lower())
    named = "|".join(re.escape(name) for name in dict.fromkeys(names) if name not in ("the", "conference"))
    return re.compile(rf"(?i)(?<![a-z])(?:{named})[-_./]?(20\d\d)(?!\d)|(?<!\d)(20\d\d)[-_.]?(?:{named})(?![a-z])")


def _of_other_years(source: ContentSource, edition: Edition, pattern: re.Pattern[str]) -> Iterator[Problem]:
    lines = source.visible.split("\n")
    hint = f"write that of {edition.id}; if this one is meant, say its year in the words of the link"
    for link in links_of(source):
        found = _year(pattern, link.target)
        around = link.words or lines[link.origin.line - 1].replace(link.target, "")
        if (
            found
            and found != edition.id
            and found not in around
            and not _is_list_of_editions(source, link.origin.line)
        ):
            message = f"`{link.target}` is of {found}, and this edition is {edition.id}"
            yield report(OTHER_EDITION, link.origin, message, hint)
    small = source.visible.lower()
    mails = _MAIL.finditer(source.visible) if "@" in small else ()
    styles = (
        _STYLE.finditer(source.visible)
        if any(f"{series}_20" in small or f"{series}-20" in small for series in _SERIES.split())
        else ()
    )
    for found_mail in (*mails, *styles):
        year = _year(pattern, found_mail[0]) or (found_mail[1] if found_mail.re is _STYLE else "")
        if (
            year
            and year != edition.id
            and "mailto:" not in source.visible[max(0, found_mail.start() - 7) : found_mail.start()]
        ):
            message = f"`{found_mail[0]}` is of {year}, and this edition is {edition.id}"
            yield report(OTHER_EDITION, source.place(found_mail.start()), message, f"write that of {edition.id}")


def _year(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return (found[1] or found[2] or "") if found else ""


def _is_list_of_editions(source: ContentSource, line: int) -> bool:
    """Whether a line of site.yaml stands in its list of other editions."""
    if not source.file.endswith("site.yaml"):
        return False
    heads = [head for head in source.text.split("\n")[:line] if re.match(r"\w+:", head)]
    return bool(heads) and heads[-1].startswith(("editions:", "host:"))


# Samples

_SAMPLES = (
    r"lorem ipsum",
    r"This is the base Jekyll theme",
    r"customizing your Jekyll theme",
    r"source code for (?:Minima|Jekyll) at",
    r"Welcome to Jekyll",
    r"You.ll find this post in your `?_posts",
    r"Sample (?:Speaker|Organizer|Talk|Author|Sponsor)\b",
    r"\bAuthor ?1, ?Author ?2\b",
    r"\bPaper abstract here\b",
    r"\bPaper sample\b",
    r"\b(?:Jane|John) Doe\b",
    r"\b(?:Your|Insert|Enter) (?:name|title|text|abstract|bio|affiliation|description) here\b",
    r"\bReplace this text\b",
    r"\bOne sentence on what this workshop is about\b",
    r"\bAdd more news items as needed\b",
    r"\bUniversity of Somewhere\b",
    r"\bFirst Author\b",
)
_SAMPLE_WORDS = (
    *("lorem ipsum", "jekyll", "_posts", "sample ", "author1", "author 1", "paper sample", "jane doe", "john doe"),
    *(" here", "replace this text", "one sentence on", "add more news", "university of somewhere", "first author"),
)
"""One of these stands in each of them; looking for words is by far quicker than for patterns."""
_SAMPLE = re.compile("|".join(f"(?:{each})" for each in _SAMPLES), re.I)


def samples_are_replaced(evidence: Evidence) -> Iterator[Problem]:
    """Nothing is left of the text that a theme or `enlsp new` came with. Reports `sample-text`."""
    for source in evidence.sources:
        small = source.visible.lower()
        for found in _SAMPLE.finditer(source.visible) if any(word in small for word in _SAMPLE_WORDS) else ():
            message = f"“{' '.join(found[0].split())}” is sample text of a scaffold"
            yield report(SAMPLE_TEXT, source.place(found.start()), message, "write your own, or delete it")


# To be announced

_TBD = re.compile(r"(?<![\w-])(?:TBD|TBA|to be (?:announced|determined|confirmed))(?![\w-])", re.I)


def what_was_to_be_announced_is(evidence: Evidence) -> Iterator[Problem]:
    """After the workshop nothing is to be announced, and nothing of papers after notification (`overdue-tbd`)."""
    for source in evidence.sources:
        edition = evidence.edition_of(source.file)
        last, what = _awaited(source, edition) if edition else (None, "")
        if last and evidence.today > last:
            for found in _TBD.finditer(source.visible):
                message = f"“{found[0]}” still stands here, and {what} was on {last}"
                hint = "write what it became, or delete it"
                yield report(OVERDUE_TBD, source.place(found.start()), message, hint)


def announcements(evidence: Evidence) -> dict[str, int]:
    """How much is still to be announced, by file."""
    found = {source.file: len(_TBD.findall(source.visible)) for source in evidence.sources}
    return {file: count for file, count in found.items() if count}


def _awaited(source: ContentSource, edition: Edition) -> tuple[dt.date | None, str]:
    """The day that the announcements of a file wait for, as far as it is known, and what is on it."""
    dates = edition.dates.dates if edition.dates else ()
    days = [day for date in dates if date.kind == "notification" for day in date.days]
    if days and source.file.removeprefix(f"{edition.folder}/").startswith("papers."):
        return max(days), "the notification"
    return _last_day(edition), "the workshop"


def _last_day(edition: Edition) -> dt.date | None:
    """The last day of the workshop, as far as it is known."""
    days = [day for each in edition.days for day in each.days]
    for date in edition.dates.dates if edition.dates else ():
        if date.kind == "event":
            days += [*date.days, *((date.until,) if date.until else ())]
    return max(days, default=None)


# Texts that were damaged on their way

_BROKEN = re.compile(r"(?<![\w-])([a-z]{2,}|[A-Z][a-z]+)- ([a-z]{2,})(?![\w-])")
_AFTER = "and or to nor und oder et ou bis vs as but for in of the with than"
_SUSPENDED = frozenset(_AFTER.split())
"""What follows the hyphen of “pre- and post-training”."""


def words_are_whole(evidence: Evidence) -> Iterator[Problem]:
    """No word was cut in two where a line of a PDF ended. Reports `broken-word`."""
    for source in evidence.sources:
        for found in _BROKEN.finditer(source.visible):
            if found[2] not in _SUSPENDED and not source.visible[: found.start()].endswith(("\n", "- ")):
                message = f"“{found[0]}” was cut in two by the end of a line"
                hint = f"write “{found[1]}{found[2]}” or “{found[1]}-{found[2]}”"
                yield report(BROKEN_WORD, source.place(found.start()), message, hint)


def texts_were_decoded_rightly(evidence: Evidence) -> Iterator[Problem]:
    """No text was read by the wrong table of letters on its way here (“RenÃ©”). Reports `mojibake`."""
    for source in evidence.sources:
        for edit in safe_fixes.found_in(source.file, source.text, source.visible, "mojibake"):
            wrong = source.visible[edit.start : edit.end]
            words = _around(source.visible, edit)
            message = f"“{_cut(words)}” was decoded wrongly: `{_cut(wrong)}` was “{_cut(edit.new)}”"
            yield report(MOJIBAKE, source.place(edit.start), message, f"write “{_cut(edit.new)}”; `--fix` does it")


def _cut(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _around(text: str, edit: safe_fixes.TextEdit) -> str:
    """The words around a place."""
    start, end = edit.start, edit.end
    while start and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    return text[start:end]


def plain_text_has_no_entities(evidence: Evidence) -> Iterator[Problem]:
    """Plain text is shown letter by letter, so `&amp;` in it is shown as that. Reports `html-entity`."""
    for source in evidence.sources:
        for edit in safe_fixes.found_in(source.file, source.text, source.visible, "html-entity"):
            wrong = source.visible[edit.start : edit.end]
            hint = f"write `{edit.new}`" + ("; `--fix` does it" if safe_fixes.is_safe(edit) else "")
            message = f"`{wrong}` is HTML, and is shown as it stands in plain text"
            yield report(HTML_ENTITY, source.place(edit.start), message, hint)


def lines_end_without_spaces(evidence: Evidence) -> Iterator[Problem]:
    """No line of a content file ends with spaces, which nobody sees and every comparison shows. Each file is told of
    once. Reports `trailing-space`."""
    for source in evidence.sources:
        found = safe_fixes.found_in(source.file, source.text, source.visible, "trailing-space")
        if found:
            more = f", and {len(found) - 1} more of this file" if len(found) > 1 else ""
            message = f"this line ends with spaces{more}"
            yield report(TRAILING_SPACE, source.place(found[0].start), message, "delete them; `--fix` does it")


def abstracts_are_of_one_paper(evidence: Evidence) -> Iterator[Problem]:
    """No abstract stands under two papers. Reports `same-abstract`."""
    for edition in evidence.workshop.editions:
        groups: dict[str, list[Paper]] = {}
        for paper in edition.accepted:
            groups.setdefault(" ".join(re.findall(r"\w+", paper.abstract.casefold())), []).append(paper)
        for words, papers in groups.items():
            if len(papers) > 1 and len(words) >= LONG_ENOUGH:
                *others, last = (paper.id for paper in papers)
                message = f"papers {', '.join(others)} and {last} have the same abstract"
                hint = "give each its own; one of them was pasted once too often"
                yield report(SAME_ABSTRACT, papers[1].origin.at("abstract"), message, hint)


LONG_ENOUGH = 40
"""Letters of an abstract from which on it is no chance that two are alike."""


# Times

_WINTER = {
    "EST": ("EDT", "America/New_York"), "CST": ("CDT", "America/Chicago"), "MST": ("MDT", "America/Denver"),
    "PST": ("PDT", "America/Los_Angeles"), "CET": ("CEST", "Europe/Paris"), "GMT": ("BST", "Europe/London"),
    "EET": ("EEST", "Europe/Athens"),
}  # fmt: skip
_ZONE = re.compile(r"\b(?:[01]?\d|2[0-3])(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*\(?(EST|CST|MST|PST|CET|EET)\b")
_DAY = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
    r"(?:,? (?P<year>20\d\d))?|(?P<iso>20\d\d-?[01]\d-?[0-3]\d)(?=T|\b)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def zones_are_of_the_season(evidence: Evidence) -> Iterator[Problem]:
    """In texts no time of a summer's day is given in winter time (EST in July). Of times in YAML fields every build
    says so. Reports `wrong-season`."""
    for source in evidence.sources:
        edition = evidence.edition_of(source.file)
        if not source.file.endswith(".md") or edition is None:
            continue
        for found in _ZONE.finditer(source.visible):
            day = _nearest_day(source.visible, found.start(), edition.id)
            summer, zone = _WINTER[found[1]]
            if day and _is_summer(day, zone):
                message = f"{found[1]} is winter time, and on {day} {summer} is the time there"
                hint = f"write {summer}, or a name without a season, such as the city's"
                yield report(WRONG_SEASON, source.place(found.start(1)), message, hint)


def _nearest_day(text: str, at: int, year: str) -> dt.date | None:
    """The day that is named nearest to a place, in the same part of a page."""
    starts = [each.start() for each in re.finditer(r"^#{1,6} |<h[1-6]\b", text, re.M)]
    start = max((each for each in starts if each <= at), default=0)
    end = min((each for each in starts if each > at + 200), default=len(text))
    days = [(abs(each.start() - at), day) for each in _DAY.finditer(text, start, end) if (day := _date(each, year))]
    return min(days)[1] if days else None


def _date(found: re.Match[str], year: str) -> dt.date | None:
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        if not (found["year"] or year.isdigit()):
            return None
        return dt.date(int(found["year"] or year), _MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None


def _is_summer(day: dt.date, zone: str) -> bool:
    from enlsp_site.model.zone_data import zone_info

    return bool(dt.datetime.combine(day, dt.time(12), zone_info(zone)).dst())


RULES = (
    Rule(OTHER_EDITION, addresses_are_of_this_edition),
    Rule(SAMPLE_TEXT, samples_are_replaced),
    Rule(OVERDUE_TBD, what_was_to_be_announced_is),
    Rule(WRONG_SEASON, zones_are_of_the_season),
    Rule(MOJIBAKE, texts_were_decoded_rightly),
    Rule(BROKEN_WORD, words_are_whole),
    Rule(HTML_ENTITY, plain_text_has_no_entities),
    Rule(SAME_ABSTRACT, abstracts_are_of_one_paper),
    Rule(TRAILING_SPACE, lines_end_without_spaces),
)
