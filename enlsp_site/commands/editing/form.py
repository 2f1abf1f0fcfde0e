"""A record as an HTML form: plain fields and buttons, with every value escaped, and no script or style in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

from enlsp_site.commands.editing.changes import EXTEND, Sent, name_of, shown
from enlsp_site.commands.editing.desk import RecordView
from enlsp_site.commands.editing.fields import FormField
from enlsp_site.commands.editing.sessions import SessionPlace
from enlsp_site.commands.editing.words import PanelWords
from enlsp_site.commands.serve.overlay import problem_item
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.diagnostics.told import Quotes

HEADING = "enlsp-panel-title"
UPLOAD = "file:"
"""What the name of a file in a form begins with, before that of its field."""

MOST = 5
"""So many problems are shown beside what was typed."""


def form_of(
    view: RecordView, words: PanelWords, sent: Sent | None = None, note: str = "", *, now: bool = False
) -> str:
    """The form of a record. `sent` is what was typed, where it is shown again; `note` is said above it, as HTML. With
    `now` each field says what the file has, where that is something else."""
    typed = sent.fields if sent else {}
    title = words.say("new_entry") if view.is_new else escape(view.label or view.form.title or view.place)
    fields = "".join(
        _field(field, number, view, words, typed, now=now) for number, field in enumerate(view.form.fields)
    )
    after = "" if not view.is_new or view.position is None else _hidden("after", str(view.position))
    return (
        f'<form method="post" lang="{words.name}" aria-labelledby="{HEADING}">\n'
        f'<h2 id="{HEADING}">{title}</h2>\n<p class="enlsp-place">{escape(view.place)}</p>\n'
        f"{_hidden('at', view.address)}{_hidden('digest', view.digest)}{after}"
        f'<div class="enlsp-note">{note}</div>\n{fields}{_extends(view, words, sent)}'
        f'<div class="enlsp-foot">\n<div class="enlsp-problems" role="status"></div>\n{_buttons(view, words)}</div>\n'
        "</form>\n"
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">\n'


def _field(
    field: FormField, number: int, view: RecordView, words: PanelWords, typed: Mapping[str, str], *, now: bool
) -> str:
    name, key = name_of(field.path), f"enlsp-field-{number}"
    label = escape(" › ".join(map(str, field.path)) or view.form.title or view.place)
    about = f'<small id="{key}-about" lang="en">{escape(field.about)}</small>\n' if field.about else ""
    if field.kind in ("list", "closed"):
        where = f"<p>{_where(field, view, words)}</p>"
        return f'<div class="enlsp-field">\n<b lang="en">{label}</b>\n{where}\n{about}</div>\n'
    text = typed.get(name, shown(field))
    required = f" <i>{words.say('required')}</i>" if field.required else ""
    described = f' aria-describedby="{key}-about"' if about else ""
    attributes = f'id="{key}" name="{escape(name)}"{described}' + " required" * field.required
    more = f"<small>{words.say('per_line')}</small>\n" if field.kind == "lines" else ""
    more += about + (_in_file(field, text, words) if now else "")
    return (
        f'<div class="enlsp-field">\n<label for="{key}"><span lang="en">{label}</span>{required}</label>\n'
        f"{_control(field, text, attributes, words)}\n{more}</div>\n"
    )


def _control(field: FormField, text: str, attributes: str, words: PanelWords) -> str:
    if field.kind in ("choice", "yes"):
        values = [(each, each) for each in field.choices] if field.kind == "choice" else []
        yes, no = ("yes", "no") if text.lower() in ("yes", "no") else ("true", "false")  # as the file says it
        values = values or [(yes, words.say("yes")), (no, words.say("no"))]
        if text and text not in dict(values):
            values.append((text, escape(text)))
        first = f'<option value="">{words.say("unsaid")}</option>'
        options = first + "".join(
            f'<option value="{escape(value)}"{" selected" if value == text else ""}>{said}</option>'
            for value, said in values
        )
        return f"<select {attributes}>{options}</select>"
    if field.kind in ("line", "picture") and "\n" not in text:
        line = f'<input type="text" {attributes} value="{escape(text)}" autocomplete="off">'
        return line + (_upload(field, words) if field.kind == "picture" else "")
    rows = min(max(text.count("\n") + 1, 2 if field.kind == "lines" else 4), 12)
    return f'<textarea {attributes} rows="{rows}">\n{escape(text, quote=False)}</textarea>'


def _upload(field: FormField, words: PanelWords) -> str:
    """What takes a picture from this machine: browsers let one drop it there, too."""
    name = escape(UPLOAD + name_of(field.path))
    return (
        f'\n<label class="enlsp-file">{words.say("choose_picture")} '
        f'<input type="file" name="{name}" accept="image/*"></label>'
    )


def _where(field: FormField, view: RecordView, words: PanelWords) -> str:
    line = view.lines.get(field.path)
    return words.say("in_file", line=line) if line else words.say("unset")


def _in_file(field: FormField, text: str, words: PanelWords) -> str:
    """What the file has for a field, where a form says something else."""
    now = shown(field)
    if now == text.replace("\r\n", "\n"):
        return ""
    said = f"{words.say('now')} <q>{escape(now)}</q>" if now else words.say("now_empty")
    return f'<p class="enlsp-now">{said}</p>\n'


def _extends(view: RecordView, words: PanelWords, sent: Sent | None) -> str:
    """For an important date that is there: whether its day is kept as an earlier one."""
    if view.form.of != "DateEntry" or view.is_new:
        return ""
    checked = " checked" if sent and sent.extends else ""
    return (
        f'<p class="enlsp-field"><label><input type="checkbox" name="{EXTEND}" value="1"{checked}> '
        f"{words.say('extends')}</label></p>\n"
    )


def _buttons(view: RecordView, words: PanelWords) -> str:
    made = []
    if view.form.fields:
        made.append(_button("add" if view.is_new else "save", words.say("add" if view.is_new else "save")))
    if not view.is_new and view.position is not None:
        made += [_button("up", words.say("up"))] * (view.position > 0)
        made += [_button("down", words.say("down"))] * (view.position + 1 < view.total)
        made += [_button("delete", words.say("delete"))]
        made += [_opens(view.list_address, words.say("add_after"), view.position)]
    elif not view.is_new and view.list_address:
        made += [_opens(view.list_address, words.say("add"), None)]
    made += [_opens(address, words.say("add_to", name=name), None) for name, address in view.lists]
    if view.form.of == "SessionEntry" and not view.is_new:
        made += [f'<button type="button" value="shift">{words.say("shift")}</button>']
    made += [f'<button type="button" value="close">{words.say("close")}</button>']
    return f'<p class="enlsp-buttons">{" ".join(made)}</p>\n'


def _button(what: str, label: str) -> str:
    unchecked = "" if what in ("save", "add") else " formnovalidate"
    return f'<button name="do" value="{what}"{unchecked}>{label}</button>'


def _opens(address: str, label: str, after: int | None) -> str:
    """A button that opens the form of a new entry of a list; behind a position, or at the list's end."""
    behind = "" if after is None else f' data-after="{after}"'
    return f'<button type="button" value="new" data-at="{escape(address)}"{behind}>{label}</button>'


def problems_of(problems: Iterable[Problem], texts: Mapping[str, bytes], lead: str) -> str:
    """Problems as the overlay shows them, below a line that says what they are; nothing of none."""
    quotes = Quotes(texts)
    items = "".join(problem_item(each, quotes) for each in [*problems][:MOST])
    return f"<p>{lead}</p>\n<ol>\n{items}</ol>\n" if items else ""


def told(sentences: str, words: PanelWords, undo: str = "", address: str = "") -> str:
    """What is said when something has been done to the record at an address, with a button that takes it back."""
    button = f'<button name="undo" value="{escape(undo)}">{words.say("undo")}</button>' if undo else ""
    close = f'<button type="button" value="close">{words.say("close")}</button>'
    at = f' data-at="{escape(address)}"' if address else ""
    return f'<form method="post" lang="{words.name}"{at}><span>{sentences}</span> {button} {close}</form>\n'


def move_of(view: RecordView, place: SessionPlace, words: PanelWords) -> str:
    """What moves a session, step by step, to another time and another room; its script knows the places."""
    listed, _, _ = view.address.rpartition("/")
    starts = {f"{listed}/{number}": start for number, start in enumerate(place.starts) if start is not None}
    known = {**place._asdict(), "starts": starts, "at": view.address, "digest": view.digest}
    steps = [("earlier", "↑"), ("later", "↓"), *([("before", "←"), ("next", "→")] if place.columns else [])]
    buttons = "".join(
        f'<button type="button" value="{name}" aria-label="{words.say(name)}" title="{words.say(name)}">'
        f'<span aria-hidden="true">{sign}</span></button>\n'
        for name, sign in steps
    )
    return (
        f'<form method="post" lang="{words.name}" data-session="{escape(json.dumps(known))}" '
        f'aria-label="{words.say("moving", label=view.label)}">\n<p class="enlsp-moving">{escape(view.label)} '
        f'<b></b></p>\n<div class="enlsp-problems" role="status"></div>\n<p class="enlsp-buttons">{buttons}'
        f"<button>{words.say('drop')}</button>\n"
        f'<button type="button" value="cancel">{words.say("cancel")}</button></p>\n</form>\n'
    )
