"""Codes: templates, the build itself and `enlsp check` itself."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

TEMPLATE_ERROR = Code(
    "template-error",
    "error",
    what="a template fails",
    why="The pages made with it cannot be made.",
    bad="{{ papr.title }}",
    good="{{ paper.title }}",
)

TEMPLATE_SYNTAX = Code(
    "template-syntax",
    "error",
    what="a template cannot be read",
    why="The pages made with it cannot be made.",
    bad="{% if paper %} without {% endif %}",
    good="{% if paper %}…{% endif %}",
)

UNWRITABLE_CACHE = Code(
    "unwritable-cache",
    "error",
    what="the cache cannot be deleted",
    why="A clean build would not be clean.",
    bad=".cache owned by root",
    good="the folder deleted by hand",
)

BAD_CLOCK = Code(
    "bad-clock",
    "error",
    what="$SOURCE_DATE_EPOCH is no whole number of seconds",
    why="What is public already cannot be known.",
    bad="SOURCE_DATE_EPOCH=today",
    good="SOURCE_DATE_EPOCH=1764547200",
)

OWN_FAULT = Code(
    "own-fault",
    "error",
    what="the build failed by a fault of its own",
    why="It is not your content: please report it.",
    bad="",
    good="",
)

UNKNOWN_RULE = Code(
    "unknown-rule",
    "warning",
    what="there is no rule `{rule}`",
    why="Nothing is switched off by it.",
    bad="rule: unlinkedfile",
    good="rule: unlinked-file",
)

HTML_CONFORMANCE = Code(
    "html-conformance",
    "warning",
    what="the Nu HTML checker has something to say",
    why="Browsers show the page; the standard says otherwise.",
    bad="<center>",
    good='<p class="middle">',
)

UNUSED_UNCHECKED = Code(
    "unused-unchecked",
    "warning",
    what="there is no `{rule}` here any more to acknowledge",
    why="An acknowledgement that stays hides the next mistake of its kind.",
    bad="a room that is not booked twice any more",
    good="the entry of `unchecked` deleted",
    hint="delete this entry: it would hide the next one",
)

UNKNOWN_PLACE = Code(
    "unknown-place",
    "warning",
    what="there is no place `{place}` to acknowledge something at",
    why="Nothing is switched off by it.",
    bad="at: schedule.yaml#postersession",
    good="at: schedule.yaml#poster-session",
)

ARCHIVE_CHANGED = Code(
    "archive-changed",
    "error",
    what="this file of an archive was {how} since `enlsp archive` made it",
    why="An archive never changes: who quoted a page of it finds what was quoted.",
    bad="an editor that changed the line ends of editions/2031/public/index.html",
    good="the file as it was",
    hint="bring it back, as with `git checkout`; if it is meant, `enlsp archive {edition} --accept`",
)

CODES = (
    TEMPLATE_ERROR,
    TEMPLATE_SYNTAX,
    UNWRITABLE_CACHE,
    BAD_CLOCK,
    OWN_FAULT,
    UNKNOWN_RULE,
    HTML_CONFORMANCE,
    UNUSED_UNCHECKED,
    UNKNOWN_PLACE,
    ARCHIVE_CHANGED,
)
