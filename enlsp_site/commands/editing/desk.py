"""Reading a record, changing it in its file, and taking that back: what the server of `enlsp serve` asks for.

A change is made on the bytes that its form was made from, and on no others. What it makes is read again, and looked
at as a build looks at it, before it is written in one step.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.build import preview
from enlsp_site.build.context import BuildOptions
from enlsp_site.commands.editing import changes, pictures, renaming, sessions
from enlsp_site.commands.editing.fields import RecordForm, RecordSchema, kind_of
from enlsp_site.commands.editing.short_forms import as_mapping, as_text
from enlsp_site.commands.editing.texts import EditedText, RecordAddress, RefusedEditError, allowed
from enlsp_site.content.patching.changes import Path as Steps
from enlsp_site.content.patching.changes import ValueChange, applied
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images.faults import UnreadablePictureError
from enlsp_site.storage import files
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.exchanges import write_together
from enlsp_site.storage.work import Work

KEPT = 50
"""So many changes can be taken back, the last first."""


class RecordView(NamedTuple):
    """A record as a form shows it: its address, its file's digest, where it stands, what it is called, and its form.
    `position` is its place in the list that it is in, of `total`; None where it is in none. `is_new` says that it is
    to be added behind `position`."""

    address: str
    digest: str
    place: str
    label: str
    form: RecordForm
    lines: dict[Steps, int]
    position: int | None = None
    total: int = 0
    list_address: str = ""
    is_new: bool = False
    lists: tuple[tuple[str, str], ...] = ()


class EditRequest(NamedTuple):
    """What is asked for: `save`, `delete`, `up`, `down`, `add`, or `shift`, which moves a session in the programme,
    of which record, made on which bytes."""

    what: str
    address: str
    digest: str
    sent: changes.Sent
    after: int | None = None
    move: sessions.SessionMove = sessions.SessionMove(0)


class EditOutcome(NamedTuple):
    """What came of it: `saved`, with what names it for being taken back, the other files that name who was renamed,
    and the address that the record has now; `same` where there was nothing to change; `refused` for the problems;
    `conflict` where the file is another by now, with the record as it is."""

    kind: str
    place: str = ""
    undo: str = ""
    also: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, bytes] = {}
    view: RecordView | None = None
    address: str = ""


class _Opened(NamedTuple):
    """A record in its file: the way to it, its value, that value as a mapping, and its form."""

    text: EditedText
    path: Steps
    value: Any
    mapping: Any
    form: RecordForm


class EditDesk:
    """The end of `enlsp serve` that changes content files of a site, which is built with `options`."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._site: Path = options.site
        self._done: OrderedDict[str, dict[str, tuple[bytes, str]]] = OrderedDict()
        self._pictures: dict[str, dict[str, str]] = {}
        self._count = 0

    # Read

    def view(self, address: str) -> RecordView:
        """A record as it is now. Raises `RefusedEditError`."""
        return self._view(self._opened(RecordAddress.of(address)))

    def new(self, address: str, after: int | None) -> RecordView:
        """An empty record, to be added to the list at an address. Raises `RefusedEditError`."""
        opened = self._listed(RecordAddress.of(address))
        form = opened.form
        count = len(opened.value or ())
        place = _place(opened.text, opened.path)
        lines: dict[Steps, int] = {}
        return RecordView(address, opened.text.digest, place, "", form, lines, after, count, address, is_new=True)

    def session(self, address: str) -> tuple[RecordView, sessions.SessionPlace]:
        """A session, and where it is in the programme. Raises `RefusedEditError`."""
        opened = self._opened(RecordAddress.of(address))
        return self._view(opened), sessions.place_of(opened.text, opened.path)

    def places(self, addresses: list[str]) -> dict[str, tuple[str, str]]:
        """Where records stand, as `content/people/speakers.yaml:12`, and what they are called, by their addresses;
        those that cannot be opened are left out."""
        texts: dict[str, EditedText | None] = {}
        found: dict[str, list[tuple[str, Steps]]] = {}
        for address in addresses:
            try:
                known = RecordAddress.of(address)
                if known.file not in texts:
                    texts[known.file] = self._text(known.file)
                text = texts[known.file]
                if text:
                    found.setdefault(known.file, []).append((address, text.path(known.steps)))
            except RefusedEditError:
                continue
        made: dict[str, tuple[str, str]] = {}
        for file, own in found.items():
            text = texts[file]
            assert text
            for (address, path), line in zip(own, text.lines([path for _, path in own]), strict=True):
                made[address] = (f"{file}:{line}", label_of(text.value(path)))
        return made

    def _text(self, file: str) -> EditedText | None:
        try:
            return EditedText.read(self._site, file)
        except RefusedEditError:
            return None

    def _opened(self, address: RecordAddress) -> _Opened:
        text = EditedText.read(self._site, address.file)
        kind = kind_of(address.file)
        if not kind:
            raise RefusedEditError("not_edited", file=address.file)
        path = text.path(address.steps)
        value = text.value(path)
        schema = RecordSchema(kind)
        node = schema.at(text.values, path)
        if isinstance(value, list):
            return _Opened(text, path, value, None, RecordForm("", "", []))
        form = schema.form(node, value)
        mapping = value
        if isinstance(value, str) and schema.takes_mapping(node):
            form = schema.form(node, None)
            mapping = as_mapping(form.of, value)
            form = schema.form(node, mapping)
        return _Opened(text, path, value, mapping, form)

    def _listed(self, address: RecordAddress) -> _Opened:
        """A list of records, with the form of an entry."""
        text = EditedText.read(self._site, address.file)
        kind = kind_of(address.file)
        if not kind:
            raise RefusedEditError("not_edited", file=address.file)
        schema = RecordSchema(kind)
        path = text.path(address.steps[:-1])
        above = text.value(path)
        if address.steps:
            is_there = isinstance(above, list) or (isinstance(above, dict) and address.steps[-1] in above)
            path = text.path(address.steps) if is_there else (*path, address.steps[-1])
        value = text.value(path) if not address.steps or is_there else None
        item = schema.item(text.values, path)
        if item is None or not (value is None or isinstance(value, list)):
            raise RefusedEditError("gone", file=address.file)
        return _Opened(text, path, value, None, schema.form(item, None))

    def _view(self, opened: _Opened) -> RecordView:
        text, path, form = opened.text, opened.path, opened.form
        inner = [(*path, *each.path) for each in form.fields if each.kind in ("list", "closed") and each.value]
        lines = dict(zip(inner, text.lines(inner), strict=True)) if inner else {}
        shown = {where[len(path) :]: line for where, line in lines.items()}
        address = Origin(text.file, path).address
        position, count, listed = None, 0, ""
        if path and isinstance(path[-1], int):
            position, count = path[-1], len(text.value(path[:-1]))
            listed = Origin(text.file, path[:-1]).address
        elif isinstance(opened.value, list):
            listed = address
        lists = [
            (str(each.path[-1]), Origin(text.file, (*path, *each.path)).address) for each in form.fields if each.adds
        ]
        label = label_of(opened.mapping)
        place = _place(text, path)
        return RecordView(
            address, text.digest, place, label, form, shown, position, count, listed, lists=tuple(lists)
        )

    # Change

    def problems(self, request: EditRequest) -> tuple[list[Problem], Mapping[str, bytes]]:
        """What a build would say of a change that it does not say now, and the texts that are quoted; nothing of a
        change that is none. Raises `RefusedEditError`."""
        with Work(self._site, self._options.out):
            opened, made = self._changes(request)
            if not made:
                return [], {}
            texts = renaming.followed(self._site, opened.text, opened.text.changed(made), opened.mapping, made)
            return self._new_problems(opened, texts, request)

    def do(self, request: EditRequest) -> EditOutcome:
        """Make a change, if no build would refuse it. Raises `RefusedEditError` where it cannot be made."""
        with Work(self._site, self._options.out):
            try:
                brought = self._brought(request)
            except UnreadablePictureError as found:
                code, clause, hint = found.fault
                name = ", ".join(each.name for each in request.sent.uploads.values())
                return EditOutcome("refused", problems=(report(code, Origin(name), f"this {clause}", hint),))
            named = {name: each.written for name, each in brought.items()}
            sent = request.sent._replace(fields={**request.sent.fields, **named})
            with pictures.there(self._site, brought) as kept:
                outcome = self._made(request._replace(sent=sent))
                if outcome.kind == "saved":
                    self._pictures[outcome.undo] = dict(kept)
                else:
                    kept.clear()
            return outcome

    def _brought(self, request: EditRequest) -> dict[str, pictures.PlacedPicture]:
        """The pictures that a form brings, by the names of their fields."""
        if not request.sent.uploads or request.what not in ("save", "add"):
            return {}
        address = RecordAddress.of(request.address)
        opened = self._listed(address) if request.what == "add" else self._opened(address)
        known = {changes.name_of(each.path): each for each in opened.form.fields if each.kind == "picture"}
        called = request.sent.fields.get("field:name", label_of(opened.mapping))
        return {
            name: pictures.placed(self._site, opened.text.values, str(known[name].path[-1]), called, upload)
            for name, upload in request.sent.uploads.items()
            if name in known
        }

    def _made(self, request: EditRequest) -> EditOutcome:
        opened, made = self._changes(request)
        if opened.text.digest != request.digest:
            return EditOutcome("conflict", view=self._conflicting(request, opened))
        if not made:
            return EditOutcome("same", _place(opened.text, opened.path))
        after = opened.text.changed(made)
        texts = renaming.followed(self._site, opened.text, after, opened.mapping, made)
        found, quoted = self._new_problems(opened, texts, request, only_errors=True)
        if found:
            return EditOutcome("refused", problems=tuple(found), texts=quoted)
        also = tuple(file for file in texts if file != after.file)
        path = sessions.path_after(opened.path, made) if request.what == "shift" else opened.path
        address = Origin(after.file, path).address
        return EditOutcome("saved", _place(after, path), self._write(texts), also=also, address=address)

    def _changes(self, request: EditRequest) -> tuple[_Opened, list[ValueChange]]:
        address = RecordAddress.of(request.address)
        if request.what == "add":
            opened = self._listed(address)
            return opened, _to_add(opened, request)
        opened = self._opened(address)
        if request.what == "shift":
            return opened, sessions.changes_of(opened.text, opened.path, request.move)
        return opened, (_to_move if request.what in ("delete", "up", "down") else _to_save)(opened, request)

    def _conflicting(self, request: EditRequest, opened: _Opened) -> RecordView:
        return self.new(request.address, request.after) if request.what == "add" else self._view(opened)

    def _new_problems(
        self, opened: _Opened, texts: Mapping[str, EditedText], request: EditRequest, *, only_errors: bool = False
    ) -> tuple[list[Problem], Mapping[str, bytes]]:
        """What is told of texts that is not told of those that are there."""
        data = {file: each.data for file, each in texts.items()}
        after = preview.problems_if(self._options, data)
        after = [each for each in after if not only_errors or each.severity == "error"]
        if not after:
            return [], data
        before = preview.problems_if(self._options, {opened.text.file: opened.text.data})
        path = opened.path if request.what in ("save", "add") else opened.path[:-1]
        return [*preview.new_problems(before, after, opened.text.file, path)], data

    # Write, and take back

    def _write(self, texts: Mapping[str, EditedText]) -> str:
        """Write files, all or none; what names that for taking it back."""
        kept = {}
        for file, each in texts.items():
            path = allowed(self._site, file)
            kept[file] = (path.read_bytes(), each.digest)
        self._put({file: each.data for file, each in texts.items()})
        self._count += 1
        name = f"{self._count}"
        self._done[name] = kept
        while len(self._done) > KEPT:
            gone, _ = self._done.popitem(last=False)
            self._pictures.pop(gone, None)
        return name

    def _put(self, texts: Mapping[str, bytes]) -> None:
        try:
            write_together([(allowed(self._site, file), data) for file, data in texts.items()], self._site / FOLDER)
        except OSError as fault:
            raise RefusedEditError("unwritable", file=", ".join(texts), reason=files.reason_of(fault)) from None

    def undo(self, name: str) -> EditOutcome:
        """Take a change back, if its files still are as it left them. Raises `RefusedEditError`."""
        with Work(self._site, self._options.out):
            kept = self._done.get(name)
            if kept is None:
                raise RefusedEditError("no_undo")
            for file, (_, after) in kept.items():
                if EditedText.read(self._site, file).digest != after:
                    raise RefusedEditError("undo_conflict", file=file)
            self._put({file: before for file, (before, _) in kept.items()})
            pictures.take_away(self._site, self._pictures.pop(name, {}))
            del self._done[name]
        return EditOutcome("undone", ", ".join(kept))


def _to_save(opened: _Opened, request: EditRequest) -> list[ValueChange]:
    path, mapping, value = opened.path, opened.mapping, opened.value
    if mapping is value:
        return changes.changes_of(path, value, opened.form.fields, request.sent)
    own = changes.changes_of((), mapping, opened.form.fields, request.sent)
    if not own:
        return []
    made = applied(mapping, own)
    short = as_text(opened.form.of, made)
    return [ValueChange("set", path, made if short is None else short, key=_list_key(path))]


def _to_add(opened: _Opened, request: EditRequest) -> list[ValueChange]:
    made = changes.mapping_of(opened.form.fields, request.sent)
    if not made:
        return []
    path, key = opened.path, _list_key(opened.path)
    if opened.value is None:
        is_there = path and path[-1] in opened.text.value(path[:-1])
        if not path or is_there:
            return [ValueChange("set", path, [made], key=key)]
        return [ValueChange("add", path[:-1], [made], None, str(path[-1]))]
    return [ValueChange("add", path, made, request.after, key)]


def _to_move(opened: _Opened, request: EditRequest) -> list[ValueChange]:
    """What deletes an entry of a list, or moves it by one."""
    at = opened.path[-1] if opened.path else None
    if not isinstance(at, int):
        raise RefusedEditError("gone", file=opened.text.file)
    if request.what == "delete":
        return [ValueChange("remove", opened.path)]
    count = len(opened.text.value(opened.path[:-1]))
    after = at - 2 if request.what == "up" else at + 1
    if after >= count or (request.what == "up" and at == 0):
        return []
    return [ValueChange("move", opened.path, after=after if after >= 0 else None)]


def _list_key(path: Steps) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def _place(text: EditedText, path: Steps) -> str:
    """Where a value stands; of what is not there, what it would stand in."""
    return f"{text.file}:{text.lines([path])[0]}"


def label_of(value: Any) -> str:
    """What a record is called: its name or title; of a text the text itself."""
    if isinstance(value, dict):
        found = (value.get(key) for key in ("name", "title", "heading", "date", "time"))
        return next((each for each in found if isinstance(each, str) and each.strip()), "")
    return value if isinstance(value, str) else ""
