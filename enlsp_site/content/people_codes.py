"""Codes: people whom something else names."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

ANOTHER_HONORIFIC = Code(
    "another-honorific",
    "warning",
    what="the same person has another honorific in the programme than in their record",
    why="Shown is that of the record.",
    bad="people: [Dr. Ada Lovelace], who is Prof. in speakers.yaml",
    good="people: [Ada Lovelace]",
)

UNKNOWN_PERSON = Code(
    "unknown-person",
    "error",
    what="nobody is called so here",
    why="A session would announce somebody without a page, or misspell their name.",
    bad="people: [Ada Lovlace]",
    good="people: [Ada Lovelace]",
)

DOUBTFUL_PERSON = Code(
    "doubtful-person",
    "error",
    what="two people on this site are called so",
    why="One would be shown as the other.",
    bad="people: [Wei Wang], or `same_as: Wei Wang`, of whom there are two",
    good="people: [Wei Wang (MIT)], or `same_as: https://orcid.org/…`",
)

CODES = (ANOTHER_HONORIFIC, UNKNOWN_PERSON, DOUBTFUL_PERSON)
