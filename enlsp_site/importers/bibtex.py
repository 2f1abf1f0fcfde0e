"""BibTeX to papers, or to a reading list with `--into reading/<name>.yaml`.

Authors who are parted by commas, `&` or `et al.` where BibTeX knows `and` alone are read as they are meant, and told
(`author-separator`, `and-others`).
"""

from __future__ import annotations

import re

from enlsp_site.content import papers_bib
from enlsp_site.content.papers_codes import AND_OTHERS, AUTHOR_SEPARATOR
from enlsp_site.content.syntax.bibtex import BibtexField, BibtexScanner
from enlsp_site.importers.codes import NO_TITLE
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.result import ImportResult, Plain, ordered


def fill(result: ImportResult) -> None:
    """Fill the result from each bibliography of the source. Reports `no-title`."""
    names = [name for name in result.source.names if name.lower().endswith(".bib")]
    for name in names or result.source.names[:1]:
        text = _with_ands(result, name, result.text(name))
        records, problems = papers_bib.parse(text, name)
        for problem in problems:
            result.pass_on(problem, "warning" if problem.code == AUTHOR_SEPARATOR.name else problem.severity)
        into = result.options.into or "papers.yaml"
        if into.startswith("reading/"):
            years = _years(text, name)
            result.put(into, [_reading(record, years) for record in records if record.get("title")])
            continue
        for number, record in enumerate(records, 1):
            if not record.get("title"):
                result.warn(
                    name, 1, NO_TITLE, f"the entry `{record.get('id', number)}` has no title, and is left out", ""
                )
        result.put(into, [_paper(record, number) for number, record in enumerate(records, 1) if record.get("title")])


_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s*,?\s*\\?&\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r",\s*$")
_ET_AL = re.compile(r"[,\s]+et\.?\s+al\.?\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:^|[\s.~-])[A-Z]\.?$")


def _with_ands(result: ImportResult, name: str, text: str) -> str:
    """The bibliography with `and` between all authors; where that was mended is told. Lines stay where they are."""
    scanner = BibtexScanner(text, name, lambda _: True)
    fields = [field for entry in scanner.entries() for field in entry.fields if field.name == "author"]
    is_usual = any(_commas(field.value) > 2 or _is_mixed(_plainer(field.value)) for field in fields)
    for field in reversed(fields):
        at = text.find(field.value, field.value_at, field.value_at + 2 + len(field.value))
        made = _parted(field.value, is_usual)
        if at >= 0 and made != field.value:
            text = text[:at] + made + text[at + len(field.value) :]
            _tell(result, name, scanner, field)
    return text


def _plainer(value: str) -> str:
    """A list of authors without what else than commas parts them: `;`, `&`, a comma before `and`, `et al.`."""
    made = _AMPERSAND.sub(" and ", _SEMICOLON.sub(" and ", _ET_AL.sub("", value)))
    return "and".join(_COMMA.sub(" ", part) if _is_for_and(part) else part for part in _AND.split(made))


def _is_for_and(part: str) -> bool:
    """Whether the comma at the end of a part belongs to the `and` behind it, and not to initials."""
    return bool(_COMMA.search(part)) and _apart(part) == part


def _tell(result: ImportResult, name: str, scanner: BibtexScanner, field: BibtexField) -> None:
    line, column = scanner.place(field.value_at)
    if _ET_AL.search(field.value):
        result.warn(
            name, line, AND_OTHERS, "`et al.` is no author's name, and is left out", "name every author", column
        )
    else:
        told = "the authors are not parted by `and`; they are read as " + "; ".join(_AND.split(_parted(field.value)))
        result.warn(name, line, AUTHOR_SEPARATOR, told, "look whether these are their names", column)


def _commas(value: str) -> int:
    """The most commas in one of the authors that `and` parts."""
    return max(part.count(",") for part in _AND.split(value))


def _is_mixed(value: str) -> bool:
    """Whether a list reads as in English: commas, and `and` before the last who has none."""
    *parts, last = _AND.split(value)
    return bool(parts) and "," not in last and all(_are_names(part) for part in parts if "," in part)


def _are_names(part: str) -> bool:
    """Whether what stands between commas are whole names, and no family name with given ones."""
    names = [each.strip() for each in part.split(",")]
    return all(is_name(re.sub(r"\\[\W]|\\i\b|[{}]", "", each)) and not _INITIALS.search(each) for each in names)


def _parted(value: str, is_usual: bool = True) -> str:
    """The authors with `and` between them. One comma between two names of two words may be in one name turned round
    (`Rinnooy Kan, Alexander`): it parts two only where commas are usual in the bibliography."""
    if "{" in re.sub(r"\{\\[^{}]*(?:\{[^{}]*\})?[^{}]*\}|\\\W?\{\w\}", "", value):
        return value  # a name in braces is one
    parts = [_apart(part) for part in _AND.split(_plainer(value))]
    for at, part in enumerate(parts):
        if not _are_names(part) or "," not in part:
            continue
        if part.count(",") > 1 or (is_usual and ("," not in parts[-1] or len(parts) == 1)):
            parts[at] = re.sub(r",\s*", " and ", part)
    return "and".join(parts)


def _apart(part: str) -> str:
    """Names with their initials behind them, `Smith, J., Jones, K. L.,`, with `and` between them."""
    names = [each.strip() for each in part.strip().rstrip(",").split(",")]
    family, initials = names[::2], names[1::2]
    if len(family) != len(initials) or not all(map(_SHORT.fullmatch, initials)) or "," not in part.strip()[:-1]:
        return part
    if len(names) == 2 and not part.rstrip().endswith(","):
        return part
    blank = part[len(part.rstrip()) :]
    return " and ".join(f"{one}, {other}" for one, other in zip(family, initials, strict=True)) + blank


_SHORT = re.compile(r"(?:[^\W\d_]\.[\s~-]*){1,4}")


def _paper(record: dict[str, object], number: int) -> Plain:
    authors = record.get("authors")
    names = [each["name"] for each in authors if isinstance(each, dict)] if isinstance(authors, list) else authors
    decision = str(record.get("decision", "")).lower()
    kind = decision if decision in ("oral", "spotlight", "poster", "demo") else ""
    return ordered("paper", {**record, "id": record.get("id") or str(number), "authors": names, "decision": kind})


def _reading(record: dict[str, object], years: dict[str, str]) -> Plain:
    made = _paper(record, 1)
    return ordered(
        "reading",
        {**made, "date": years.get(str(record.get("id", "")), ""), "id": "", "tags": record.get("keywords")},
    )


def _years(text: str, name: str) -> dict[str, str]:
    """The year of each entry by its key."""
    found = {}
    for each in BibtexScanner(text, name, lambda _: True).entries():
        year = next((field.value for field in each.fields if field.name in ("year", "date")), "")
        if known := re.search(r"\b(?:1[6-9]|20)\d\d\b", year):
            found[each.key] = known[0]
    return found
