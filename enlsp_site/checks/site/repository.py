"""Rules on the repository: what belongs into it, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

BUILT_SITE = Code(
    "built-site",
    "warning",
    what="a built site is committed beside its sources",
    why="A built site beside its sources is old the moment after, and every change is in every diff.",
    bad="public/ in git",
    good="public/ in .gitignore",
)

HUGE_FILE = Code(
    "huge-file",
    "warning",
    what="this file is huge",
    why="Whoever clones the repository loads every picture that ever was in it.",
    bad="a banner.png of 24 MB",
    good="a banner.jpg of 600 kB",
)

WORKING_FILE = Code(
    "working-file",
    "warning",
    what="this file is one that only one program opens",
    why="What only one program opens is of no use to a visitor.",
    bad="static/images/banner.xcf",
    good="static/images/banner.jpg",
)

COPIED_FILE = Code(
    "copied-file",
    "warning",
    what="this file is called like a copy of another",
    why="Next year somebody edits the copy.",
    bad="schedule - Copy.yaml",
    good="schedule.yaml",
)


MARKER = ".enlsp-made.json"


def the_built_site_is_not_committed(evidence: Evidence) -> Iterator[Problem]:
    """Git keeps what the site is made of, and not the site that was made. Reports `built-site`."""
    for path in evidence.tracked:
        folder, _, name = path.rpartition("/")
        if name == MARKER:
            shown = f"{folder}/" if folder else "this folder"
            message = f"{shown} holds a built site, and is committed"
            hint = f"git rm -r --cached {folder or '.'}, and name it in .gitignore; the workflow builds the site anew"
            yield report(BUILT_SITE, Origin(folder or path), message, hint)


HUGE = 5_000_000
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|svg)$", re.I)


def pictures_are_not_huge(evidence: Evidence) -> Iterator[Problem]:
    """No picture of many megabytes is in the repository: it stays in its history for good. Reports `huge-file`."""
    for path, size in sorted(evidence.tree.items()):
        if size > HUGE and _PICTURE.search(path):
            message = f"this picture has {size / 1e6:.1f} MB"
            hint = "save it with at most 4,000 pixels at its longer side, before it is committed"
            yield report(HUGE_FILE, Origin(path), message, hint)


_WORK = re.compile(r"\.(?:xcf|psd|psb|ai|indd|afdesign|afphoto|sketch|fig|heic|heif|cr2|nef|dng|key|kra)$", re.I)


def working_files_stay_at_home(evidence: Evidence) -> Iterator[Problem]:
    """No file of a drawing program or a camera is there: no browser shows it. Reports `working-file`."""
    for path in sorted(evidence.tree):
        if _WORK.search(path):
            message = f"this is a working file ({path.rpartition('.')[2].lower()}), which no browser shows"
            hint = "export it as JPEG, PNG or SVG, and keep the original elsewhere"
            yield report(WORKING_FILE, Origin(path), message, hint)


_COPY = re.compile(
    r"(?i)^(?:copy(?: \(\d+\))? of |kopie von )|[ _-]+copy(?: ?\(?\d*\)?)?(?:\.\w+)*$| ?\(\d+\)(?:\.\w+)+$"
    r"|\.(?:orig|bak|old|rej|swp|tmp)$|~$"
)


def there_are_no_copies(evidence: Evidence) -> Iterator[Problem]:
    """No file is a copy that a file manager or an editor made: of two files that are alike, somebody edits the wrong
    one. Reports `copied-file`."""
    for path in sorted(evidence.tree):
        of_an_archive = path.startswith("editions/") and "/public/" in path
        if not of_an_archive and _COPY.search(path.rpartition("/")[2]):
            hint = "delete it; git keeps what was there before"
            yield report(COPIED_FILE, Origin(path), "this file is called like a copy of another", hint)


RULES = (
    Rule(BUILT_SITE, the_built_site_is_not_committed),
    Rule(HUGE_FILE, pictures_are_not_huge),
    Rule(WORKING_FILE, working_files_stay_at_home),
    Rule(COPIED_FILE, there_are_no_copies),
)
