"""Accepted papers from a bibliography (`papers.bib`) to plain data, the same that papers.yaml gives.

TeX in values becomes text; math stays as it was written. Only what is wrong with the bibliography itself is
told here: whether its values are good is seen later, where those of papers.yaml are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from enlsp_site.content.papers_codes import (
    AND_OTHERS,
    AUTHOR_SEPARATOR,
    DUPLICATE_FIELD,
    NO_PAPERS,
    UNKNOWN_COMMAND,
    UNKNOWN_FIELD,
)
from enlsp_site.diagnostics.origin import Path
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.identifiers import is_arxiv
from enlsp_site.model.paper_fields import BIBTEX, NAMES, PROSE

if TYPE_CHECKING:  # few sites have a bibliography: the others do not wait for these modules
    from enlsp_site.content.syntax.bibtex import BibtexEntry, BibtexField, BibtexScanner

_IGNORED = (
    "address annotation annote archiveprefix articleno bibsource biburl booktitle chapter citekey comment "
    "copyright creationdate crossref date date-added date-modified day edition editor eprint eprintclass "
    "eprinttype eventdate eventtitle file groups howpublished institution isbn issn issue journal "
    "journaltitle key langid language location modificationdate month note number numpages organization "
    "owner pages primaryclass publisher pubstate school section series shorttitle timestamp type urldate "
    "venue volume year"
)
"""Fields that say nothing to a site."""


def parse(text: str, file: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The papers of a bibliography, one dict an entry, and what is wrong with the bibliography.

    Values are strings, `keywords` a list of them, `authors` a list of `{"name": ...}`; the citation key is
    the `id`, unless there is a field of that name. Empty fields are left out, and so are entries that
    cannot be read, each of which is told.
    Reports `no-papers`.
    """
    from enlsp_site.content.syntax.bibtex import ENTRY_HINT, BibtexScanner

    scanner = BibtexScanner(text, file, _is_ignored)
    entries = scanner.entries()
    turned = _turned(entries)
    records = [_record(entry, scanner, turned) for entry in entries]
    if not records and not scanner.problems:
        scanner.tell(0, NO_PAPERS, "the bibliography has no entry", ENTRY_HINT)
    return records, sorted(scanner.problems, key=lambda problem: (problem.origin.line, problem.origin.column))


def locate_all(text: str, paths: list[Path]) -> list[tuple[int, int]]:
    """Line and column, from 1, of the values at `paths` in what `parse` gives; the text is read once.

    `(3, "authors")` and all that is further inside is where the value of the field begins that gave it (its
    brace or quote); what has no field is at its entry's `@`, and what has no entry at the start of the file.
    """
    from enlsp_site.content.syntax.bibtex import BibtexScanner

    scanner = BibtexScanner(text, "", _is_ignored)
    entries = scanner.entries()
    return [scanner.place(_offset(entries, path)) for path in paths]


def _offset(entries: list[BibtexEntry], path: Path) -> int:
    index = path[0] if path else None
    if not isinstance(index, int) or not 0 <= index < len(entries):
        return 0
    entry = entries[index]
    if len(path) == 1:
        return entry.at
    source = _sources(entry).get(str(path[1]))
    if source:
        return source.value_at
    return entry.key_at if path[1] == "id" else entry.at


def _sources(entry: BibtexEntry) -> dict[str, BibtexField]:
    """The fields of a paper, and which field of its entry each one comes from: the first not empty."""
    sources: dict[str, BibtexField] = {}
    for field in entry.fields:
        if field.name in BIBTEX and field.value.strip():
            sources.setdefault(BIBTEX[field.name], field)
    given = {field.name: field for field in entry.fields}
    if "eprint" in given and "arxiv" not in sources and _is_arxiv(given):
        sources["arxiv"] = given["eprint"]
    return sources


def _is_arxiv(given: dict[str, BibtexField]) -> bool:
    """Whether the `eprint` of an entry is on arXiv: it says so, or it says nothing but looks like it."""
    for name in ("archiveprefix", "eprinttype"):
        if name in given:
            return given[name].value.strip("{} ").lower() == "arxiv"
    return is_arxiv(given["eprint"].value.strip("{} "))


def _turned(entries: list[BibtexEntry]) -> bool:
    """Whether the bibliography has names with the family name first."""
    from enlsp_site.content.syntax.bibtex_values import turns_names

    return turns_names(
        field.value for entry in entries for field in entry.fields if field.name in ("author", "authors")
    )


def _record(entry: BibtexEntry, scanner: BibtexScanner, turned: bool) -> dict[str, Any]:
    """The paper that an entry is; what it says that cannot be used is told."""
    from enlsp_site.content.syntax.bibtex_values import split

    _tell_odd_fields(entry, scanner)
    record: dict[str, Any] = {"id": entry.key} if entry.key else {}
    for name, field in _sources(entry).items():
        if name == "authors":
            _tell_lists(field, scanner, turned)
            value: Any = _authors(field, scanner)
        elif name == "keywords":
            value = _texts(split(field.value, "[,;]"), name, field, scanner)
        else:
            value = "".join(_texts([field.value], name, field, scanner))
        if value:
            record[name] = value
    return record


def _texts(parts: list[str], name: str, field: BibtexField, scanner: BibtexScanner) -> list[str]:
    """Parts of a field's value as text, without empty ones; commands that are not known are told."""
    from enlsp_site.content.syntax import bibtex_values

    texts = [bibtex_values.to_text(part, name in PROSE, name == "abstract") for part in parts]
    for command in dict.fromkeys(command for text in texts for command in text.unknown):
        message = f"the TeX command `\\{command}` is not known"
        scanner.tell(field.value_at, UNKNOWN_COMMAND, message, "write what it stands for")
    return [text.text for text in texts if text.text]


def _is_ignored(name: str) -> bool:
    """Whether a field says nothing to a site; programs add some of their own, which begin with their name."""
    return name.startswith(("bdsk-", "mendeley-")) or name in _IGNORED.split()


def _tell_odd_fields(entry: BibtexEntry, scanner: BibtexScanner) -> None:
    """Tell of fields given twice, under one name or two, and of those that are not known."""
    seen: dict[str, str] = {}
    for field in entry.fields:
        name = BIBTEX.get(field.name)
        if name and name in seen:
            message = f"the field `{field.name}` says again what `{seen[name]}` said"
            scanner.tell(field.at, DUPLICATE_FIELD, message, "keep one of the two")
        elif name:
            seen[name] = field.name
        elif not _is_ignored(field.name):
            _tell_unknown_field(field, scanner)


def _tell_unknown_field(field: BibtexField, scanner: BibtexScanner) -> None:
    from enlsp_site.diagnostics.suggest import did_you_mean, suggest

    hint = did_you_mean(suggest(field.name, BIBTEX), f"known are: {', '.join(NAMES)}")
    message = f"the unknown field `{field.name}` is left out"
    scanner.tell(field.at, UNKNOWN_FIELD, message, hint)


def _authors(field: BibtexField, scanner: BibtexScanner) -> list[dict[str, str]]:
    """The authors of a paper: names between `and`s outside braces, as they are spoken."""
    from enlsp_site.content.syntax import bibtex_values

    value = bibtex_values.without_others(field.value)
    authors = bibtex_values.authors(value)
    names = [author for author in authors if author.lower() != "others"]
    if value != field.value or names != authors:
        others = "`others`" if names != authors else "`et al.`"
        scanner.tell(field.value_at, AND_OTHERS, f"{others} is no author's name", "name every author")
    spoken = [bibtex_values.spoken(name) for name in names]
    return [{"name": name} for name in _texts(spoken, "authors", field, scanner)]


def _tell_lists(field: BibtexField, scanner: BibtexScanner, turned: bool) -> None:
    """Tell of what BibTeX takes for one name, and is several."""
    from enlsp_site.content.syntax.bibtex_values import lists, without_others

    for author, people in lists(without_others(field.value), turned):
        named = [each for each in people if each]
        hint = f"write `{' and '.join(named)}`" if all(" " in each for each in named) else "put `and` between authors"
        if author.count(",") == 1 and "," not in named[0]:
            hint += f", or `{{{named[0]}}}, {named[1]}` if this is one name"
        message = f"`{author[:60]}` reads as several names: BibTeX parts authors by `and` alone"
        scanner.tell(field.value_at, AUTHOR_SEPARATOR, message, hint)
