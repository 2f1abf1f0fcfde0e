"""Foreign YAML, JSON and such read leniently, with what was mended told by its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from enlsp_site.content.syntax import yaml, yaml_places
from enlsp_site.content.syntax.codes import VALUE_IN_COMMENT, YAML_SYNTAX
from enlsp_site.diagnostics.codes import Code
from enlsp_site.diagnostics.origin import Path
from enlsp_site.importers.parse import repairs
from enlsp_site.importers.parse.codes import JSON_SYNTAX, MENDED, TAB, TEX_IN_QUOTES, TOML_SYNTAX, WRONG_DECODING
from enlsp_site.importers.result import ImportResult, short

ATTEMPTS = 12
"""How many lines of a YAML file are put in quotes until it can be read."""


class SourceData:
    """What a file of the source holds, and the places of its values, for what is told of them."""

    def __init__(self, result: ImportResult, name: str, text: str, value: Any) -> None:
        self.result = result
        self.name = name
        self.value = value
        self._text = text
        self._waiting: list[tuple[Path, Code, str, str]] = []

    def warn(self, path: Path, code: Code, message: str, hint: str = "") -> None:
        """Tell of the value at a path; it is told with its line when all is read (`told`)."""
        self._waiting.append((path, code, message, hint))

    def told(self) -> None:
        """Tell all that waits, each with its line and column."""
        paths = [path for path, _, _, _ in self._waiting]
        places = yaml_places.locate_all(self._text, paths) if paths else []
        for (line, column), (_, code, message, hint) in zip(places, self._waiting, strict=True):
            self.result.warn(self.name, line, code, message, hint, column)
        self._waiting = []


def read_yaml(result: ImportResult, name: str, text: str | None = None, first_line: int = 1) -> SourceData:
    """A YAML file, or a part of one, with what keeps it from being read mended where it is clear what was meant.

    What cannot be read at all is an error, and the text is kept in a draft.
    Reports `mended`.
    """
    written = result.text(name) if text is None else text
    made = _mended(result, name, written, first_line)
    value, problems = yaml.parse(made, name, first_line=first_line)
    for _ in range(ATTEMPTS):
        fault = next((each for each in problems if each.code == YAML_SYNTAX.name), None)
        if value is not None or fault is None:
            break
        again = repairs.quoted_values(made, fault.origin.line - first_line + 1)
        if again == made:
            break
        result.warn(
            name, fault.origin.line, MENDED, f"{fault.message}; the value is read as it stands", "put it in quotes"
        )
        made = again
        value, problems = yaml.parse(made, name, first_line=first_line)
    for each in problems:
        result.pass_on(each, "error" if value is None else "warning")
    if value is None and made.strip() and problems:
        result.keep(f"unread {name}", f"Unread: {name}", "\n".join(f"    {line}" for line in made.split("\n")))
    return SourceData(result, name, made, _redecoded(result, name, value))


def _mended(result: ImportResult, name: str, text: str, first_line: int) -> str:
    """The text without tabs, and with its TeX."""
    text, tabs = repairs.untabbed(text)
    if tabs:
        told = f"there is a tab here, and on {len(tabs) - 1} more lines" if len(tabs) > 1 else "there is a tab here"
        result.warn(name, tabs[0] + first_line - 1, TAB, f"{told}; it is read as blanks", "YAML takes no tabs")
    text, hidden = repairs.numbers_kept(text)
    for line in hidden:
        told = "what follows ` #` is a comment for YAML; it is read as a part of the value"
        result.warn(name, line + first_line - 1, VALUE_IN_COMMENT, told, "put the value in quotes")
    text, lines = repairs.tex_kept(text)
    for line in lines:
        told = "in double quotes YAML takes the backslashes of TeX for escapes; they are kept"
        result.warn(name, line + first_line - 1, TEX_IN_QUOTES, told, "put the value in single quotes")
    return text


def _redecoded(result: ImportResult, name: str, value: Any) -> Any:
    """The values with what was decoded wrongly mended; the first is told."""
    found: list[str] = []
    made = _each(value, found)
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        told = f"“{short(found[0], 40)}” was decoded wrongly once{more}; it is mended"
        result.warn(name, 1, WRONG_DECODING, told, "look whether names are right")
    return made


def _each(value: Any, found: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _each(each, found) for key, each in value.items()}
    if isinstance(value, list):
        return [_each(each, found) for each in value]
    if isinstance(value, str) and (made := repairs.redecoded(value)) != value:
        found.append(made)
        return made
    return value


def read_toml(result: ImportResult, name: str, text: str | None = None, first_line: int = 1) -> SourceData:
    """A TOML file, or a part of one; what cannot be read is an error, and the text is kept in a draft.
    Reports `toml-syntax`."""
    import tomllib

    written = result.text(name) if text is None else text
    try:
        return SourceData(result, name, "", _plain(tomllib.loads(written)))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        told = re.sub(r"\s*\(at .*", "", str(fault)) or "this is nested too deep"
        result.refuse(name, line + first_line - 1, TOML_SYNTAX, told, "mend it, and import again", column)
        result.keep(f"unread {name}", f"Unread: {name}", "\n".join(f"    {line}" for line in written.split("\n")))
    return SourceData(result, name, "", None)


def _plain(value: Any) -> Any:
    """Values of TOML as texts, as those of YAML are read."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def read_json(result: ImportResult, name: str) -> Any:
    """The data of a JSON file; None, and a problem, where it cannot be read. Reports `json-syntax`."""
    text = result.text(name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        result.refuse(name, fault.lineno, JSON_SYNTAX, fault.msg.lower(), "export it again", fault.colno)
    except (ValueError, RecursionError):
        result.refuse(name, 1, JSON_SYNTAX, "this is nested too deep, or holds a number that is too long")
    return None


def mappings(value: Any, wanted: str, path: Path = (), depth: int = 0) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The mappings in some data that have a key, however deep they stand, with their paths."""
    if depth > 20:
        return
    if isinstance(value, dict) and wanted in {str(key).lower() for key in value}:
        yield path, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from mappings(each, wanted, (*path, key), depth + 1)


def records(value: Any) -> list[dict[str, Any]]:
    """The mappings of a list; of anything else, which a damaged file may hold in its place, nothing."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def lower(value: dict[str, Any]) -> dict[str, Any]:
    """A mapping by its keys in small letters with underlines."""
    return {re.sub(r"[\s-]+", "_", str(key).strip().lower()): each for key, each in value.items()}


def said(value: Any) -> str:
    """A value as a text; an empty text for what is none, or YAML's word for that."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return "" if text in ("null", "~") else text


def is_true(value: Any) -> bool:
    """Whether a value says yes."""
    return said(value).lower() in ("true", "yes", "on", "1") or value is True
