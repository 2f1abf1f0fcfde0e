"""Codes: how papers are written as a table or as BibTeX, and works that pages cite."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

MISSING_HEADER = Code(
    "missing-header",
    "error",
    what="the first row names no column that is known",
    why="Which cell is the title and which the authors cannot be known.",
    bad="7,Small models,Ada Lovelace as the first row",
    good="id,title,authors as the first row",
)

UNKNOWN_COLUMN = Code(
    "unknown-column",
    "warning",
    what="an unknown column is left out",
    why="Spreadsheets hold more than belongs on a page; the known columns are shown.",
    bad="a column “Reviewer 2”",
    good="no such column",
)

MISSPELT_COLUMN = Code(
    "misspelt-column",
    "error",
    what="a column is called almost like a known one",
    why="Papers would be published without what stands in it.",
    bad="the column `autors`",
    good="the column `authors`",
)

DUPLICATE_COLUMN = Code(
    "duplicate-column",
    "error",
    what="two columns are for one field",
    why="Which of the two counts cannot be known.",
    bad="`title` and `paper title`",
    good="one of the two",
)

UNNAMED_COLUMN = Code(
    "unnamed-column",
    "warning",
    what="a column has no name and is left out",
    why="The named columns are shown.",
    bad="a column of notes without a head",
    good="`keywords` above it",
)

TOO_MANY_CELLS = Code(
    "too-many-cells",
    "error",
    what="a row has more cells than the header",
    why="A comma within a title parts it, and everything behind it is one column off.",
    bad="7,Small, but good,Ada Lovelace",
    good='7,"Small, but good",Ada Lovelace',
)

TOO_FEW_CELLS = Code(
    "too-few-cells",
    "error",
    what="a row has fewer cells than the header",
    why="What is left out cannot be known, and everything behind it is one column off.",
    bad="7,Ada Lovelace below id,title,authors",
    good="7,,Ada Lovelace",
)

STRAY_QUOTE = Code(
    "stray-quote",
    "error",
    what="text follows a closing quote",
    why="Where the cell ends cannot be known.",
    bad='7,"Small" models',
    good='7,"""Small"" models"',
)

SPREADSHEET_VALUE = Code(
    "spreadsheet-value",
    "error",
    what="a cell holds what a spreadsheet made of its value",
    why="It would be published as it stands: `#REF!` for a title, or `1.2E+05` for an id.",
    bad="#NAME? in the column `title`",
    good="the title itself",
)

NO_PAPERS = Code(
    "no-papers",
    "warning",
    what="there is no paper in this file",
    why="The list of papers is left out.",
    bad="papers.csv with a header alone",
    good="papers.csv with papers",
)

UNKNOWN_FIELD = Code(
    "unknown-field",
    "warning",
    what="a field is not one that is shown",
    why="The others are.",
    bad="autor = {Ada Lovelace}",
    good="author = {Ada Lovelace}",
)

UNKNOWN_COMMAND = Code(
    "unknown-command",
    "warning",
    what="a command of TeX is not known",
    why="It is shown as it was written.",
    bad=r"{\myname}",
    good="Ada Lovelace",
)

DUPLICATE_FIELD = Code(
    "duplicate-field",
    "error",
    what="a field stands twice in an entry",
    why="Which of the two counts cannot be known.",
    bad="two `title` in one entry",
    good="one `title`",
)

AUTHOR_SEPARATOR = Code(
    "author-separator",
    "error",
    what="authors are parted by commas",
    why="BibTeX takes a comma for “family name, given name”: two people would become one.",
    bad="author = {Ada Lovelace, Alan Turing}",
    good="author = {Ada Lovelace and Alan Turing}",
)

AND_OTHERS = Code(
    "and-others",
    "warning",
    what="`others` is no author's name",
    why="The authors who are named are shown.",
    bad="author = {Ada Lovelace and others}",
    good="all authors",
)

UNKNOWN_REFERENCE = Code(
    "unknown-reference",
    "error",
    what="references.bib has no work `{key}`",
    why="The page would refer to a work that its list does not have.",
    bad="[@lovelase1843]",
    good="[@lovelace1843]",
)

NO_REFERENCES = Code(
    "no-references",
    "warning",
    what="there is no {file} that `{key}` could be in",
    why="What looks like a reference to a work is shown as it is written.",
    bad="[@lovelace1843] on a page, and no references.bib beside site.yaml",
    good="a references.bib that has `@article{lovelace1843, …}`",
    hint="put that work into {file}; if it is none, write `\\[@{key}]`",
)

DUPLICATE_REFERENCE = Code(
    "duplicate-reference",
    "warning",
    what="another work has the key `{key}`",
    why="Pages show the first of them.",
    bad="two entries `@article{lovelace1843, …}`",
    good="a key of its own for each work",
    hint="give one of the two another key, or delete it",
)

CODES = (
    MISSING_HEADER,
    UNKNOWN_COLUMN,
    MISSPELT_COLUMN,
    DUPLICATE_COLUMN,
    UNNAMED_COLUMN,
    TOO_MANY_CELLS,
    TOO_FEW_CELLS,
    STRAY_QUOTE,
    SPREADSHEET_VALUE,
    NO_PAPERS,
    UNKNOWN_FIELD,
    UNKNOWN_COMMAND,
    DUPLICATE_FIELD,
    AUTHOR_SEPARATOR,
    AND_OTHERS,
    UNKNOWN_REFERENCE,
    NO_REFERENCES,
    DUPLICATE_REFERENCE,
)
