"""Every field of every record of the sites in tests/sites: changed and taken back, each file is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlsp_site.build import preview
from enlsp_site.build.pipeline import BuildOptions
from enlsp_site.commands.editing.changes import Sent, changes_of, name_of, shown
from enlsp_site.commands.editing.desk import EditDesk, EditRequest
from enlsp_site.commands.editing.fields import FormField, RecordForm, RecordSchema, kind_of
from enlsp_site.commands.editing.texts import EditedText
from enlsp_site.content.patching.changes import Path as Steps
from enlsp_site.content.patching.writing import means_more
from enlsp_site.diagnostics.origin import Origin

SITES = Path(__file__).resolve().parents[2] / "sites"
LARGEST = 100_000


class Known(NamedTuple):
    """A content file, its schema, and the ways to its records."""

    text: EditedText
    schema: RecordSchema
    records: list[Steps]

    def form(self, path: Steps) -> RecordForm:
        return self.schema.form(self.schema.at(self.text.values, path), self.text.value(path))


@cache
def known() -> list[Known]:
    found = []
    for path in sorted(SITES.glob("*/content/**/*.yaml")):
        file = f"content/{path.as_posix().partition('/content/')[2]}"
        if kind_of(file) and path.stat().st_size < LARGEST:
            text, schema = EditedText.of(file, path.read_bytes()), RecordSchema(kind_of(file))
            records = [
                each
                for each in mappings(text.values, ())
                if any(map(open_, schema.form(schema.at(text.values, each), text.value(each)).fields))
            ]
            found += [Known(text, schema, records)] if records else []
    return found


def mappings(value: Any, path: Steps) -> Iterator[Steps]:
    if isinstance(value, dict):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from mappings(each, (*path, step))


def open_(field: FormField) -> bool:
    return field.kind not in ("list", "closed") and bool(field.path)


def sent(form: RecordForm, **more: str) -> Sent:
    return Sent({name_of(each.path): shown(each) for each in form.fields if open_(each)} | more)


def single(value: Any) -> Any:
    """Data in which a list of one text is that text: to the reader they are the same."""
    if isinstance(value, dict):
        return {key: single(each) for key, each in value.items()}
    if isinstance(value, list):
        return value[0] if len(value) == 1 and isinstance(value[0], str) else [single(each) for each in value]
    return value


@st.composite
def edits(draw: st.DrawFn) -> tuple[Known, Steps, FormField, str]:
    """A field of a record of a site, and another text for it."""
    file = draw(st.sampled_from(known()))
    path = draw(st.sampled_from(file.records))
    field = draw(st.sampled_from([each for each in file.form(path).fields if open_(each)]))
    old = shown(field)
    texts = [f"{old}x", f'{old} #1: "q"', "010", "no", old[1:], ""]
    by_kind = {
        "choice": ["", *field.choices],
        "yes": ["", "true", "false"],
        "lines": [f"{old}\nNew: one", f"New: one\n{old}", old.partition("\n")[2], ""],
        "text": [*texts, f"{old}\nanother line", f"# a\n\n{old}"],
    }
    return file, path, field, draw(st.sampled_from(by_kind.get(field.kind, texts)))


@settings(derandomize=True)
@given(edits())
def test_a_field_changed_and_changed_back_says_what_it_said(edit: tuple[Known, Steps, FormField, str]) -> None:
    file, path, field, new = edit
    form, value = file.form(path), file.text.value(path)
    made = changes_of(path, value, form.fields, sent(form, **{name_of(field.path): new}))
    if not made:
        return
    after = file.text.changed(made)
    again = file._replace(text=after).form(path)
    back = after.changed(changes_of(path, after.value(path), again.fields, sent(form)))
    assert single(back.values) == single(file.text.values)


@settings(derandomize=True)
@given(edits())
def test_a_letter_more_and_a_letter_less_is_the_same_file(edit: tuple[Known, Steps, FormField, str]) -> None:
    file, path, field, _ = edit
    form, value, name = file.form(path), file.text.value(path), name_of(field.path)
    if field.value is None or field.kind not in ("line", "text", "lines") or not shown(field)[-1:].isalpha():
        return
    if means_more(shown(field)):  # which stands there without quotes, as nobody would write it who knows better
        return
    after = file.text.changed(changes_of(path, value, form.fields, sent(form, **{name: f"{shown(field)}x"})))
    assert after.data != file.text.data
    again = file._replace(text=after).form(path)
    assert after.changed(changes_of(path, after.value(path), again.fields, sent(form))).data == file.text.data


@settings(derandomize=True)
@given(edit=edits())
def test_what_is_taken_back_is_the_file_byte_by_byte(
    edit: tuple[Known, Steps, FormField, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Through the desk, and to the disk; what a build says of it is looked at elsewhere."""
    file, path, field, new = edit
    site = tmp_path_factory.mktemp("site")
    place = site / file.text.file
    place.parent.mkdir(parents=True)
    place.write_bytes(file.text.data)
    desk = EditDesk(BuildOptions(site, site / "out"))
    address, form = Origin(file.text.file, path).address, file.form(path)
    request = EditRequest("save", address, file.text.digest, sent(form, **{name_of(field.path): new}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preview, "problems_if", lambda *_: [])
        done = desk.do(request)
        if done.kind == "saved":
            assert place.read_bytes() != file.text.data
            desk.undo(done.undo)
    assert place.read_bytes() == file.text.data
