"""Documents as PDF, by Typst: tagged, and as PDF/UA-1 (ISO 14289-1) where all that stands in them allows it.

The same data gives the same bytes: no date is written, and no font of the machine is looked at.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.images.fonts import coverage

SIZES = ("13", "12", "11", "10", "9", "8", "7", "6")
"""The sizes of a programme's letters, in points: the first at which it has at most two sheets is taken."""
SHEETS = 2

_FONTS = str(Path(coverage.SERIF).parent)
_OWN = ("Noto Serif", "Noto Sans Math")


class TypesetDocument(NamedTuple):
    """A PDF. `fault` says why it is no PDF/UA-1, empty if it is; `plain` that its formulas stand as words, since
    Typst refused one."""

    pdf: bytes
    fault: str = ""
    plain: bool = False


class TypesettingError(Exception):
    """Typst refused a document, whatever was left out."""


def fonts(own: Path | None) -> tuple[list[str], list[str]]:
    """The families of a document, the first goes first, and where Typst finds them; `own` is a site's font."""
    import typst

    paths = [_FONTS, *([str(own)] if own else [])]
    ours = set(typst.Fonts(include_system_fonts=False, font_paths=[_FONTS]).families())
    found = set(typst.Fonts(include_system_fonts=False, font_paths=paths).families()) - ours
    return [*_OWN, *sorted(found)], paths


def typeset(template: str, data: dict[str, Any], font_paths: list[str]) -> TypesetDocument:
    """A document: `template` names a file beside this module, without `.typ`. Raises TypesettingError."""
    import typst

    compile_: Any = typst.compile  # its types know nothing of files in memory
    size = _size(template, data, font_paths)
    fault, plain = "", False
    for standard, shown in (("ua-1", data), (None, data), ("ua-1", _in_words(data)), (None, _in_words(data))):
        plain = shown is not data
        try:
            files = _files(template, shown)
            made: bytes = compile_(
                files, font_paths=font_paths, ignore_system_fonts=True, sys_inputs=size, pdf_standards=standard or []
            )
        except typst.TypstError as refusal:
            fault = fault or str(refusal).removeprefix("PDF/UA-1 error: ").splitlines()[0]
        else:
            return TypesetDocument(made, fault, plain)
    raise TypesettingError(fault)


def _size(template: str, data: dict[str, Any], font_paths: list[str]) -> dict[str, str]:
    """The size of a programme's letters: as large as two sheets allow. Other documents have their own."""
    import typst

    if template != "programme":
        return {}
    for size in SIZES[:-1]:
        try:
            query: Any = typst.query
            found = query(
                _files(template, data), "<pages>", field="value", one=True,
                font_paths=font_paths, ignore_system_fonts=True, sys_inputs={"size": size},
            )  # fmt: skip
        except typst.TypstError:
            break
        if int(found) <= SHEETS:
            return {"size": size}
    return {"size": SIZES[-1]}


def _files(template: str, data: dict[str, Any]) -> dict[str, Any]:
    """The files that Typst sees: the templates and the data, and nothing of the disk."""
    shared = {f"{name}.typ": _template(name) for name in ("common", "tables")}
    written = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    return {"main": _template(template), **shared, "data.json": written}


@cache
def _template(name: str) -> bytes:
    return Path(__file__).with_name(f"{name}.typ").read_bytes()


def _in_words(value: Any) -> Any:
    """Data whose formulas stand as words."""
    if isinstance(value, list):
        return [_in_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    return value["words"] if "math" in value else {key: _in_words(each) for key, each in value.items()}
