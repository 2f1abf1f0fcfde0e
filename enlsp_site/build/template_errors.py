"""Mistakes in templates, told to their author: where, what, and which record was being shown.

Part of `render`: the only other room that knows Jinja. A mistake in a template that many pages share is one
problem, not one for each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from enlsp_site.build.codes import TEMPLATE_ERROR, TEMPLATE_SYNTAX
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.record import Record
from enlsp_site.model.targets import Target
from enlsp_site.model.times import TimeError
from enlsp_site.model.wording import WordError


class TemplateFailure(NamedTuple):
    """A mistake as one page came upon it. `file` is as problems show it, `record` what was being shown there."""

    file: str
    line: int
    code: Code
    message: str
    hint: str
    record: str = ""
    column: int = 0


class TemplateFrame(NamedTuple):
    """A line of a template that an exception passed: the file, the line, and the variables there by name, as
    Jinja shows them to debuggers."""

    file: str
    line: int
    values: Mapping[str, Any]


def problems_of(mistakes: Iterable[tuple[TemplateFailure, str]]) -> list[Problem]:
    """The problems of the mistakes that pages came upon, given with their paths: each once."""
    pages: dict[tuple[str, int, str], list[tuple[TemplateFailure, str]]] = {}
    for mistake, path in mistakes:
        pages.setdefault((mistake.file, mistake.line, mistake.message), []).append((mistake, path))
    return [_problem(*found[0], len(found) - 1) for found in pages.values()]


def _problem(mistake: TemplateFailure, path: str, others: int) -> Problem:
    more = f" and {others} more" if others else ""
    shown = f", while showing {mistake.record}" if mistake.record else ""
    message = f"{mistake.message} (making {path}{more}{shown})"
    return report(mistake.code, Origin(mistake.file, (), mistake.line, mistake.column), message, mistake.hint)


def mistake_of(
    fault: Exception, target: Target, dirs: list[Path], root: Path, names: list[str]
) -> TemplateFailure | None:
    """What an exception is to the author of a template; None if no template is to blame.

    `dirs` are the folders of templates, `root` is the site's, and `names` are the templates that there are.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    if isinstance(fault, TemplateSyntaxError):
        file = _shown(fault.filename or fault.name or target.recipe, root)
        message = _sentence(fault.message or "")
        hint = _SAVE_HINT if message.endswith(NOT_UTF8) else _SYNTAX_HINT
        return TemplateFailure(file, fault.lineno, TEMPLATE_SYNTAX, message, hint)
    frames = list(_frames(fault.__traceback__, dirs))
    if not frames and not isinstance(fault, TemplateError):
        return None
    file, line, _ = frames[-1] if frames else TemplateFrame(target.recipe, 0, {})
    if isinstance(fault, TemplateNotFound):
        message, hint = f"there is no template `{fault.name}`", _meant(str(fault.name), names)
    else:
        message, hint = _told(fault, frames, target)
    column = _column(file, line, message)
    return TemplateFailure(_shown(file, root), line, TEMPLATE_ERROR, message, hint, _record(frames), column)


def _column(file: str, line: int, message: str) -> int:
    """Where in a template's line the first name stands that a message puts in backquotes; 0 if it is not there."""
    quoted = re.search("`([^`]+)`", message)
    try:
        written = Path(file).read_text("utf-8").split("\n")[line - 1] if quoted and line else ""
    except (OSError, UnicodeDecodeError, IndexError):  # edited since
        return 0
    found = re.search(rf"(?<!\w){re.escape(quoted[1])}(?!\w)", written) if quoted else None
    return found.start() + 1 if found else 0


NOT_UTF8 = "is not UTF-8"
_SAVE_HINT = "save the file as UTF-8 in your editor"
_SYNTAX_HINT = "look at the tags and brackets of this line and of the block around it"


_SANDBOX_HINT = "show what pages are handed; whoever trusts the templates of this site builds with --trust-templates"


def _told(fault: Exception, frames: list[TemplateFrame], target: Target) -> tuple[str, str]:
    """What an exception says, and a hint, if there is a better one than the usual."""
    from jinja2 import TemplateError
    from jinja2.exceptions import SecurityError

    if isinstance(fault, RecursionError):
        return "this template includes itself without end", "look for an include or a macro that leads back here"
    if isinstance(fault, SecurityError):
        return f"a site's own template may not do this: {_sentence(str(fault))}", _SANDBOX_HINT
    if isinstance(fault, TemplateError):
        lost = getattr(fault.args[0], "lost", None) if fault.args else None
        return _lost(lost, frames, target) if lost is not None else (_sentence(str(fault)), "")
    if isinstance(fault, TimeError | WordError):
        return _sentence(fault.message), fault.hint
    return _sentence(f"{type(fault).__name__}: {fault}"), ""


class UndefinedName(str):
    """What Jinja says of a name that stands for nothing, with the name itself (a `jinja2.Undefined`)."""

    __slots__ = ("lost",)
    lost: Any


def _lost(lost: Any, frames: list[TemplateFrame], target: Target) -> tuple[str, str]:
    """The message and hint for a name that stands for nothing (`jinja2.Undefined`)."""
    from jinja2.utils import missing

    name, owner = lost._undefined_name, lost._undefined_obj
    if owner is missing:
        return f"nothing is called `{name}` here", _one_of(str(name), _names_at(frames, target))
    if owner is None:
        hint = f"put it between {{% if … %}} and {{% endif %}}, for what may have no `{name}`"
        return f"`{name}` is asked of something that is not given", hint
    if isinstance(owner, Record):
        return f"{_an(_kind(owner))} has no `{name}`", _one_of(str(name), owner.__struct_fields__)
    if isinstance(owner, dict):
        return f"this mapping has no `{name}`", _one_of(str(name), map(str, owner))
    return f"{_an(_KINDS.get(type(owner), type(owner).__name__))} has no `{name}`", ""


def _an(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


_KINDS: dict[type, str] = {str: "text", int: "number", list: "list", tuple: "list"}


def _names_at(frames: list[TemplateFrame], target: Target) -> Iterator[str]:
    """What the innermost template can name: what its page is handed, and the variables of its loops."""
    yield from target.inputs
    for frame in frames[-1:]:
        yield from (name for name in frame.values if not name.startswith("_"))


def _meant(word: str, known: Iterable[str]) -> str:
    from enlsp_site.diagnostics.suggest import did_you_mean, suggest

    return did_you_mean(suggest(word, known))


def _one_of(word: str, known: Iterable[str]) -> str:
    """What was probably meant; else all that it can be, if that is no long list."""
    names = sorted(name for name in set(known) if name.isidentifier())
    listed = f"there are {', '.join(f'`{name}`' for name in names)}" if 0 < len(names) <= 20 else ""
    return _meant(word, names) or listed


def _sentence(words: str) -> str:
    """What a library says, as one line without a full stop."""
    return " ".join(words.split()).rstrip(".") or "this cannot be read"


def _shown(file: str, root: Path) -> str:
    """A template's path as an organizer knows it: relative to the site, or as one of the theme's."""
    path = Path(file)
    if path.is_relative_to(root.resolve()):
        return path.relative_to(root.resolve()).as_posix()
    _, inside, name = path.as_posix().rpartition("/templates/")
    return f"(the theme's) templates/{name}" if inside else file


def _frames(trace: TracebackType | None, dirs: list[Path]) -> Iterator[TemplateFrame]:
    """The lines of templates that an exception passed, outermost first."""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in dirs):
            yield TemplateFrame(file, trace.tb_lineno, trace.tb_frame.f_locals)
        trace = trace.tb_next


def _record(frames: list[TemplateFrame]) -> str:
    """The innermost record that was being shown: Jinja keeps what a loop is at in its variables."""
    for frame in reversed(frames):
        for value in reversed(frame.values.values()):
            if isinstance(value, Record) and hasattr(value, "origin"):
                return _describe(value)
    return ""


def _describe(record: Any) -> str:
    """A record in words: what it is, what it is called, and the file where it stands."""
    name = getattr(record, "name", "") or getattr(record, "title", "")
    return f"the {_kind(record)} “{name}” of {record.origin.file}"


def _kind(record: Record) -> str:
    """What a record is, in words: `person`, `news item`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(record).__name__).lower()
