"""Codes: reading and writing files."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

UNREADABLE_FILE = Code(
    "unreadable-file",
    "error",
    what="this file cannot be read",
    why="Nothing of it could be shown.",
    bad="a file that only root may read",
    good="one that you may read",
    hint="check its permissions",
)

VANISHED_FILE = Code(
    "vanished-file",
    "error",
    what="this file vanished while the site was being built",
    why="A site without it would be half of what was meant.",
    bad="an editor that saves in two steps",
    good="the build started again",
    hint="build again; if it is not there any more, it is left out",
)

PATH_OUTSIDE_SITE = Code(
    "path-outside-site",
    "error",
    what="this leads out of the site's folder",
    why="What lies outside is not meant to be published, and is not there on another machine.",
    bad="photo: ../../private/ada.jpg",
    good="photo: images/ada.jpg",
)

BROKEN_SYMLINK = Code(
    "broken-symlink",
    "error",
    what="this symlink leads nowhere",
    why="There is no file to publish.",
    bad="static/ada.jpg, a link to a file that was deleted",
    good="static/ada.jpg as a file",
    hint="delete it, or put the file in its place",
)

BAD_NAME = Code(
    "bad-name",
    "error",
    what="the name of this file is not UTF-8, and cannot be part of an address",
    why="It cannot be part of an address.",
    bad=r"static/M\xfcller.pdf",
    good="static/mueller.pdf",
    hint="rename it; plain letters, digits and hyphens are best",
)

FOREIGN_OUTPUT = Code(
    "foreign-output",
    "error",
    what="the output folder holds files that no build made",
    why="They would be overwritten, or published with the site.",
    bad="enlsp build --out ~",
    good="enlsp build --out public",
)

FOREIGN_FILE = Code(
    "foreign-file",
    "error",
    what="a file that no build made stands where the site goes",
    why="It is yours, and would be overwritten.",
    bad="public/index.html written by hand",
    good="static/index.html, which is published too",
)

UNWRITABLE_OUTPUT = Code(
    "unwritable-output",
    "error",
    what="the output folder cannot be written",
    why="The site cannot be published there.",
    bad="a full disk, or a folder of somebody else",
    good="--out to a folder of your own",
)

CHANGED_OUTPUT = Code(
    "changed-output",
    "warning",
    what="a published file was changed by somebody else, and is made anew",
    why="The change would be lost without a word; it belongs into the sources.",
    bad="public/index.html edited",
    good="content/pages/overview.md edited",
)

FOREIGN_LINK = Code(
    "foreign-link",
    "warning",
    what="no build made this link, and what lies behind it is left",
    why="It is yours; what is published beside it does not touch it.",
    bad="public/old, a link to another folder",
    good="no such link in the output",
    hint="delete it if it is not needed",
)

CHANGED_FILE = Code(
    "changed-file",
    "error",
    what="this picture changed while the site was being built",
    why="Pages would speak of one picture and show another.",
    bad="a picture saved during a build",
    good="the build started again",
)


TOO_LONG = Code(
    "too-long",
    "error",
    what="this is longer than anybody writes",
    why=(
        "A content file may have 64 MB, a page 300,000 characters, a value 100,000: what is longer was written by a "
        "program, and would keep a build busy for minutes."
    ),
    bad="a biography of 2 MB",
    good="a link to it",
)

CODES = (
    CHANGED_FILE,
    FOREIGN_LINK,
    UNREADABLE_FILE,
    VANISHED_FILE,
    PATH_OUTSIDE_SITE,
    BROKEN_SYMLINK,
    BAD_NAME,
    FOREIGN_OUTPUT,
    FOREIGN_FILE,
    UNWRITABLE_OUTPUT,
    CHANGED_OUTPUT,
    TOO_LONG,
)
