"""Codes: what is read in sources of imports, or mended there."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

CSV_SYNTAX = Code(
    "csv-syntax",
    "error",
    what="this is no CSV",
    why="Where cells end cannot be known.",
    bad="a quote that is never closed",
    good="the table exported again",
)

JSON_SYNTAX = Code(
    "json-syntax",
    "error",
    what="this is no JSON",
    why="It cannot be read.",
    bad="an export that was cut off",
    good="the same exported again",
)

XML_SYNTAX = Code(
    "xml-syntax",
    "error",
    what="this is no XML",
    why="It cannot be read.",
    bad="an export that was cut off",
    good="the same exported again",
)

XML_DOCTYPE = Code(
    "xml-doctype",
    "error",
    what="an XML file with a document type is not read",
    why="It could be made to swell until the memory is full.",
    bad="<!DOCTYPE schedule [ <!ENTITY …",
    good="a file without one",
)

NO_WORKBOOK = Code(
    "no-workbook",
    "error",
    what="this is no workbook of Excel",
    why="There is nothing to import.",
    bad="a text called .xlsx",
    good="`enlsp import csv`",
)

OLD_WORKBOOK = Code(
    "old-workbook",
    "error",
    what="this is a workbook of Excel 2003 or earlier",
    why="It is another format.",
    bad="papers.xls",
    good="papers.xlsx",
)

MENDED = Code(
    "mended",
    "warning",
    what="a mistake of the source was mended",
    why="It is read as it was probably meant.",
    bad="title: Keynote: small models",
    good='title: "Keynote: small models"',
)

MISSPELT = Code(
    "misspelt",
    "warning",
    what="a word of the source is read as another",
    why="It is probably misspelt.",
    bad="Platinium Sponsors",
    good="Platinum Sponsors",
)

REPAIRED_TIME = Code(
    "repaired-time",
    "warning",
    what="a time was repaired",
    why="It is read as it was probably meant.",
    bad="9:00 - 9:30 - 10:00",
    good="9:00 - 9:30",
)

TAB = Code(
    "tab",
    "warning",
    what="tabs are read as blanks",
    why="YAML takes no tabs; how deep a line stands is guessed.",
    bad="a tab before `name:`",
    good="two spaces",
)

TEX_IN_QUOTES = Code(
    "tex-in-quotes",
    "warning",
    what="TeX between double quotes lost its backslashes",
    why="It is mended where that is certain.",
    bad=r'"$\\theta$" as "$\theta$"',
    good="single quotes",
)

WRONG_DECODING = Code(
    "wrong-decoding",
    "warning",
    what="a text was read by the wrong table of letters before",
    why="It is mended where that is certain.",
    bad="RenÃ©",
    good="René",
)

BRACKETS = Code(
    "brackets",
    "warning",
    what="brackets do not match",
    why="What they were meant to hold is guessed.",
    bad="Ada Lovelace (MIT",
    good="Ada Lovelace (MIT)",
)

GLUED = Code(
    "glued",
    "warning",
    what="two entries of a list stood on one line",
    why="They are parted by a guess.",
    bad="Ada Lovelace (MIT)Alan Turing (Cambridge)",
    good="a line for each",
)

UNPLACED = Code(
    "unplaced",
    "warning",
    what="a line of a list could not be read",
    why="It is left out.",
    bad="tbc (see Slack)",
    good="Ada Lovelace (MIT)",
)

TOML_SYNTAX = Code(
    "toml-syntax",
    "error",
    what="this is no TOML",
    why="It cannot be read.",
    bad="title = Keynote",
    good='title = "Keynote"',
)

WORKBOOK = Code(
    "workbook",
    "error",
    what="this is a workbook of Excel, and no text",
    why="`csv` reads tables of text.",
    bad="enlsp import csv papers.xlsx",
    good="enlsp import xlsx papers.xlsx",
)

CODES = (
    TOML_SYNTAX,
    WORKBOOK,
    CSV_SYNTAX,
    JSON_SYNTAX,
    XML_SYNTAX,
    XML_DOCTYPE,
    NO_WORKBOOK,
    OLD_WORKBOOK,
    MENDED,
    MISSPELT,
    REPAIRED_TIME,
    TAB,
    TEX_IN_QUOTES,
    WRONG_DECODING,
    BRACKETS,
    GLUED,
    UNPLACED,
)
