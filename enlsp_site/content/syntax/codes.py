"""Codes: how content files are written: text, YAML and BibTeX."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

ENCODING = Code(
    "encoding",
    "error",
    what="the file is not UTF-8",
    why="Letters beyond ASCII would be guessed, and names published that are nobody's.",
    bad="speakers.yaml saved as “Windows ANSI”",
    good="the same saved as “UTF-8”",
)

CONTROL_CHARACTER = Code(
    "control-character",
    "error",
    what="a character stands here that no text may hold",
    why="It is invisible, and what browsers and feeds make of it cannot be foretold.",
    bad="a title with U+0008 in it, from a PDF",
    good="the title typed anew",
)

YAML_SYNTAX = Code(
    "yaml-syntax",
    "error",
    what="this is no YAML",
    why="What the file says cannot be known from here on, so nothing of it could be shown.",
    bad="title: Keynote: small models",
    good='title: "Keynote: small models"',
)

TAB_INDENTATION = Code(
    "tab-indentation",
    "error",
    what="a tab is used for indentation",
    why="YAML takes no tabs: how deep a line stands cannot be known.",
    bad="a tab before `name: Ada`",
    good="two spaces before `name: Ada`",
)

CURLY_QUOTES = Code(
    "curly-quotes",
    "warning",
    what="curly quotes are shown as part of the text",
    why="They come from word processors and quote nothing in YAML; the text is shown with them.",
    bad="title: “Small models”",
    good='title: "Small models"',
)

VALUE_IN_COMMENT = Code(
    "value-in-comment",
    "warning",
    what="what stands behind ` #` is a comment and is not shown",
    why="YAML takes it for a note to its writer; as it looks here, it was meant to be shown.",
    bad="room: Hall 4 #7",
    good='room: "Hall 4 #7"',
)

DUPLICATE_KEY = Code(
    "duplicate-key",
    "error",
    what="a key is given twice",
    why="Which of the two counts cannot be known; YAML readers silently take one.",
    bad="`room: A` and `room: B` in one session",
    good="one `room:`",
)

BAD_KEY = Code(
    "bad-key",
    "error",
    what="a key must be text",
    why="A field has a name: what belongs to none could not be shown.",
    bad="`? [a, b]`",
    good="`authors: [a, b]`",
)

MERGE_KEY = Code(
    "merge-key",
    "error",
    what="the merge key `<<` is not supported",
    why="What it would bring here is left out.",
    bad="`<<: *defaults`",
    good="the fields written out",
)

YAML_TAG = Code(
    "yaml-tag",
    "error",
    what="a tag is not supported",
    why="Tags ask for objects of a program; content is text.",
    bad="`date: !!timestamp 2025-12-06`",
    good="`date: 2025-12-06`",
)

UNKNOWN_ALIAS = Code(
    "unknown-alias",
    "error",
    what="an alias stands for nothing",
    why="`*` in front of a text asks for a value that was named before with `&`, and none was.",
    bad="bio: *not* a physicist",
    good="bio: '*not* a physicist'",
)

RECURSIVE_ALIAS = Code(
    "recursive-alias",
    "error",
    what="an alias stands inside of what it stands for",
    why="It would have no end.",
    bad="`people: &p [*p]`",
    good="the people written out",
)

ALIAS_BOMB = Code(
    "alias-bomb",
    "error",
    what="aliases make more values of this file than it may hold",
    why="A few lines would fill all memory.",
    bad="ten lists of ten aliases of one another",
    good="the values written out",
)

TOO_DEEP = Code(
    "too-deep",
    "error",
    what="brackets are nested deeper than anything that is written by hand",
    why="Mostly a bracket was never closed, and everything behind it is inside of it.",
    bad="a thousand `[`",
    good="as many `]` as `[`",
)

MANY_DOCUMENTS = Code(
    "many-documents",
    "error",
    what="a second document begins here, and a content file is one",
    why="What stands below the line `---` would not be shown.",
    bad="two sessions with `---` between them",
    good="one list",
)

UNCLOSED_QUOTE = Code(
    "unclosed-quote",
    "error",
    what="a quote is never closed",
    why="Everything behind it would be part of it.",
    bad='title = "Small models,',
    good='title = "Small models",',
)

UNCLOSED_BRACE = Code(
    "unclosed-brace",
    "error",
    what="an entry is never closed",
    why="Everything behind it would be part of it.",
    bad="title = {Small {models}",
    good="title = {Small {models}}",
)

MISSING_BRACE = Code(
    "missing-brace",
    "error",
    what="an entry does not begin with a brace",
    why="Where it begins and ends cannot be known.",
    bad="@misc smith2025,",
    good="@misc{smith2025,",
)

STRAY_BRACE = Code(
    "stray-brace",
    "warning",
    what="a closing brace was never opened",
    why="It is passed over.",
    bad="title = {Small}}",
    good="title = {Small}",
)

MISSING_COMMA = Code(
    "missing-comma",
    "error",
    what="a comma is missing between two fields",
    why="Where one ends and the next begins cannot be known.",
    bad="title = {A} year = 2025",
    good="title = {A}, year = 2025",
)

MISSING_NAME = Code(
    "missing-name",
    "error",
    what="a field has no name",
    why="What it is cannot be known.",
    bad="= {Small models}",
    good="title = {Small models}",
)

MISSING_EQUALS = Code(
    "missing-equals",
    "error",
    what="there is no `=` between a field and its value",
    why="Which is which cannot be known.",
    bad="title {Small models}",
    good="title = {Small models}",
)

MISSING_VALUE = Code(
    "missing-value",
    "error",
    what="a field has no value",
    why="It would swallow what stands behind it.",
    bad="title = , year = 2025",
    good="title = {Small models}, year = 2025",
)

MISSING_CITATION_KEY = Code(
    "missing-citation-key",
    "error",
    what="an entry has no key",
    why="The key is the paper's id and address.",
    bad="@misc{, title = {A}}",
    good="@misc{smith2025, title = {A}}",
)

UNKNOWN_STRING = Code(
    "unknown-string",
    "error",
    what="there is no such `@string`",
    why="What it stands for would be missing.",
    bad="journal = tacl, without an `@string` of that name",
    good="journal = {TACL}",
)

NO_TEXT = Code(
    "no-text",
    "error",
    what="this is {kind}, and no text",
    why="Nothing of it can be read, whatever its name says.",
    bad="papers.xlsx renamed to papers.csv",
    good="the same saved as CSV UTF-8",
)

CODES = (
    NO_TEXT,
    ENCODING,
    CONTROL_CHARACTER,
    YAML_SYNTAX,
    TAB_INDENTATION,
    CURLY_QUOTES,
    VALUE_IN_COMMENT,
    DUPLICATE_KEY,
    BAD_KEY,
    MERGE_KEY,
    YAML_TAG,
    UNKNOWN_ALIAS,
    RECURSIVE_ALIAS,
    ALIAS_BOMB,
    TOO_DEEP,
    MANY_DOCUMENTS,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACE,
    MISSING_BRACE,
    STRAY_BRACE,
    MISSING_COMMA,
    MISSING_NAME,
    MISSING_EQUALS,
    MISSING_VALUE,
    MISSING_CITATION_KEY,
    UNKNOWN_STRING,
)
