"""What of a file's data does not fit its type, in words, and the data without it.

Data and type are walked together, and only where msgspec did not take the data. Reported are `unknown-key`,
`missing-key`, `wrong-type`, `unknown-value` and `bad-value`, as `validate.convert` says.
"""

from __future__ import annotations

import re
import types
from collections.abc import Collection, Iterable
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from enlsp_site.content.as_written import listed_words, shown, written
from enlsp_site.content.codes import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE
from enlsp_site.content.entries.base import given
from enlsp_site.content.synonyms import file_of, joined, likely_word, meant_field, meant_word
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Gaps, Origin, Path
from enlsp_site.diagnostics.problem import Fix, Problem
from enlsp_site.diagnostics.suggest import did_you_mean, is_certain, suggest
from enlsp_site.images.colours import as_colour
from enlsp_site.model.language_names import code_of

BAD: Final[Any] = object()
"""Stands for a value that was reported and is to be left out."""

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NOUNS = {str: "text", bool: "yes or no"}


class _UnionMember(NamedTuple):
    """One of the types that a value may have, and the constraints on it."""

    type: Any
    metas: tuple[msgspec.Meta, ...]


class Misfits:
    """Goes through data and type together.

    Its methods return the data without what was reported, or `BAD` where nothing is left.
    """

    def __init__(self, origin: Origin) -> None:
        self.problems: list[Problem] = []
        self.gaps: Gaps = {}
        self._origin = origin
        self._known_fields: dict[type, dict[str, msgspec.structs.FieldInfo]] = {}

    def value(self, data: Any, type_: Any, path: Path) -> Any:
        """Any value. Where msgspec takes it, there is nothing to look for."""
        try:
            kept = given(data)
            msgspec.convert(kept, type_, strict=False)
            return kept
        except msgspec.ValidationError as failure:
            reason = str(failure)
        members = _members(type_)
        shape = _shape(data.__class__)
        fitting = [member for member in members if _shape(member.type) == shape]
        if data is None or not fitting:
            return self._wrong_type(data, members, path)
        if shape == "scalar":
            return self._scalar(data, fitting, members, path)
        before = len(self.problems)
        kept = self._inner(data, fitting[0], path)
        if kept is BAD:
            return BAD
        try:
            msgspec.convert(kept, type_, strict=False)
        except msgspec.ValidationError:  # a rule for the whole, such as a struct may have
            if len(self.problems) == before:
                self._say(path, BAD_VALUE, f"{self._name(path)} does not fit: {reason}")
            return BAD
        return kept

    def _say(self, path: Path, code: Code, message: str, hint: str = "", fix: Fix | None = None) -> None:
        self.problems.append(report(code, self._origin.at(*path), message, hint, fix=fix))

    def _name(self, path: Path) -> str:
        """What messages call a value: by its key, or by its number in a list."""
        path = (*self._origin.path, *path)
        name = "the file"
        for step in path:
            name = f"item {step + 1} of {name}" if isinstance(step, int) else f"`{step}`"
        return name

    # Lists and mappings

    def _inner(self, data: Any, member: _UnionMember, path: Path) -> Any:
        if isinstance(data, list):
            return self._list(data, member, path)
        is_struct = _is_struct(member.type)
        return self._struct(data, member.type, path) if is_struct else self._mapping(data, member, path)

    def _mapping(self, data: dict[str, Any], member: _UnionMember, path: Path) -> dict[str, Any]:
        value_type = (*get_args(member.type), Any, Any)[1]
        items = {key: self.value(value, value_type, (*path, key)) for key, value in data.items() if value is not None}
        return {key: value for key, value in items.items() if value is not BAD}

    def _list(self, data: list[Any], member: _UnionMember, path: Path) -> list[Any]:
        item_type = (get_args(member.type) or (Any,))[0]
        items = [self.value(item, item_type, (*path, index)) for index, item in enumerate(data)]
        kept = [index for index, item in enumerate(items) if item is not BAD]
        if len(kept) < len(items):
            self.gaps[self._origin.path + path] = kept
        return [items[index] for index in kept]

    def _struct(self, data: dict[str, Any], struct: type, path: Path) -> Any:
        fields = self._fields(struct)
        if self._is_inner(data, struct, path) or self._is_keyed(data, struct, path):
            return BAD
        kept: dict[str, Any] = {}
        told = set()  # fields of which nothing needs to be said any more
        for key, value in data.items():
            if value is None:
                continue
            if key in fields:
                told.add(key)
                good = self.value(value, fields[key].type, (*path, key))
                if good is not BAD:
                    kept[key] = good
            else:
                told.add(self._unknown_key(key, struct, data, path))
        required = [name for name, field in fields.items() if field.required]
        for name in required:
            if name not in told:
                self._missing_key(name, struct, name in data, path)
        return kept if all(name in kept for name in required) else BAD

    def _is_inner(self, data: dict[str, Any], struct: type, path: Path) -> bool:
        """Report a mapping that belongs one level deeper: a person where the file holds a list of people, a sponsor
        where a tier holds sponsors. Returns whether it is one."""
        fields = self._fields(struct)
        required = {name for name, field in fields.items() if field.required}
        if not data.keys() - fields.keys() or required & data.keys():
            return False
        for name in sorted(required):
            inner = _element(fields[name].type)
            if inner and data.keys() <= self._fields(inner).keys():
                called = _called(inner)
                hint = f"put it into a list, below `{name}:` of a {_called(struct)}, and begin it with `- `"
                if not (*self._origin.path, *path):
                    hint = f"begin each {called} with `- `, and indent what belongs to it: `- {next(iter(data))}: …`"
                self._say(path, WRONG_TYPE, f"a {called} stands here where a list of them belongs", hint)
                return True
        return False

    def _is_keyed(self, data: dict[str, Any], struct: type, path: Path) -> bool:
        """Report a mapping of which a key is what a field should say: `Gold: […]` where a tier is called so, or
        `Submission deadline: 2031-08-22`. Returns whether it is one."""
        fields = self._fields(struct)
        required = [name for name, field in fields.items() if field.required]
        inner = _element(fields[required[0]].type) if len(required) == 1 else None
        asked = self._fields(inner or struct)
        names = [name for name, field in asked.items() if field.required]
        key, value = next(iter(data.items()), ("", None))
        is_field = any(meant_field(each, (*fields, *asked)) or suggest(each, (*fields, *asked)) for each in data)
        if is_field or not 0 < len(names) < 3 or re.fullmatch("[a-z_]*", key):  # which may be misspelt
            return False
        hint = f"write `{'- ' if inner or path else ''}{names[0]}: {key}`"
        if len(names) > 1:
            said = f" {written(value)}`" if isinstance(value, str) else "` above what it has"
            hint += f", and on the next line, indented, `{names[1]}:{said}"
        self._say((*path, f"~key:{key}"), UNKNOWN_KEY, f"{_called(inner or struct)} has no field `{key}`", hint)
        return True

    def _fields(self, struct: type) -> dict[str, msgspec.structs.FieldInfo]:
        if struct not in self._known_fields:
            fields = msgspec.structs.fields(struct)
            self._known_fields[struct] = {field.encode_name: field for field in fields}
        return self._known_fields[struct]

    def _unknown_key(self, key: str, struct: type, data: dict[str, Any], path: Path) -> str:
        """Report a key that the struct does not know; returns the field that was meant, if one is like it."""
        fields = self._fields(struct)
        free = [name for name in fields if data.get(name) is None]
        meant = meant_field(key, free) or suggest(key, free)
        if both := joined(meant, data):
            hint = f"write both as one: `{meant}: {both}`"
        elif meant and (whole := self._as_mapping(meant, fields[meant].type, data[key])):
            hint = f"write `{whole}`"
        else:
            hint = did_you_mean(meant, self._where_else(key, struct))
        is_one = meant not in ("time", "name") or key.lower() == meant
        fix = Fix(key, meant) if meant and is_one and is_certain(key, free) else None
        self._say((*path, f"~key:{key}"), UNKNOWN_KEY, f"{_called(struct)} has no field `{key}`", hint, fix)
        return meant

    def _where_else(self, key: str, struct: type) -> str:
        """Where a field stands that an entry does not have: deeper, or in another file; or which there are."""
        fields = self._fields(struct)
        if within := next((name for name, field in fields.items() if key in self._inner_fields(field.type)), ""):
            return f"it belongs below `{within}:`"
        if not self._origin.path and _called(struct) == "site" and (file := file_of(key)):
            return f"that stands in a file of its own, content/{file}"
        return f"the fields are {listed_words(fields)}"

    def _as_mapping(self, key: str, type_: Any, data: Any) -> str:
        """How a text is written where a mapping belongs, as the first of its fields; "" where text may stand."""
        members = _members(type_)
        structs = [each.type for each in members if _is_struct(each.type)]
        if not structs or not isinstance(data, str) or any(_shape(each.type) == "scalar" for each in members):
            return ""
        return f"{key}: {{{next(iter(self._fields(structs[0])))}: {written(data)}}}"

    def _inner_fields(self, type_: Any) -> Collection[str]:
        """The fields of the mapping that a field may be."""
        return {name for each in _members(type_) if _is_struct(each.type) for name in self._fields(each.type)}

    def _missing_key(self, name: str, struct: type, is_written: bool, path: Path) -> None:
        state = "empty" if is_written else "missing"
        message = f"`{name}` is {state}: every {_called(struct)} needs it"
        example = _example(_members(self._fields(struct)[name].type), name)
        hint = example or (f"write something behind `{name}:`" if is_written else f"add `{name}: …`")
        if self._origin.file.endswith(".csv"):
            hint = f"fill in the column of `{name}`"
        self._say((*path, name) if is_written else path, MISSING_KEY, message, hint)

    # Scalars

    def _scalar(self, data: Any, fitting: list[_UnionMember], members: list[_UnionMember], path: Path) -> Any:
        if isinstance(data, str) and any(member.type is bool for member in fitting):
            answer = _YES_NO.get(data.strip().lower())
            if answer is not None:
                return answer
        words = [word for member in fitting for word in _words(member.type)]
        if words and all(_words(member.type) for member in fitting):
            return self._unknown_value(data, words, path)
        for member in fitting:
            try:
                value = msgspec.convert(data, member.type, strict=False)
            except msgspec.ValidationError:
                continue
            return self._breach(value, member.metas, path)
        return self._wrong_type(data, members, path)

    def _unknown_value(self, data: Any, words: list[str], path: Path) -> Any:
        text = str(data)
        if meant := meant_word(text, words):
            return meant
        hint, fix = likely_word(text, words)
        self._say(path, UNKNOWN_VALUE, f"{self._name(path)} cannot be {shown(data)}", hint, fix)
        return BAD

    def _breach(self, value: str, metas: Iterable[msgspec.Meta], path: Path) -> Any:
        """Report a text that one of the constraints forbids."""
        phrase = next((phrase for meta in metas if (phrase := _broken(value, meta))), "does not fit")
        message = f"{self._name(path)} {phrase}"
        hints = [meta.description.rstrip(".") for meta in metas if meta.description]
        example = _example([_UnionMember(None, tuple(metas))], path[-1] if path else "")
        hint = "; ".join([*hints[:1], *([example] if example else [])])
        is_colour = any(str((meta.examples or [""])[0]).startswith("#") for meta in metas)
        meant, bare = "", value.rstrip(",; ")
        if is_colour and (colour := as_colour(value)):
            meant = f'"{colour}"'
        elif path and path[-1] == "language":
            meant = code_of(value)
        elif bare != value and not any(_broken(bare, meta) for meta in metas):
            meant = bare
            hint = f"write `{path[-1]}: {bare}`: no line ends with `{value[len(bare) :].strip()}`"
        if meant:
            hint = hint if meant == bare else f"write `{path[-1]}: {meant}`"
        self._say(path, BAD_VALUE, message, hint, Fix(value, meant) if meant not in ("", bare) else None)
        return BAD

    def _wrong_type(self, data: Any, members: list[_UnionMember], path: Path) -> Any:
        name, expected = self._name(path), " or ".join(dict.fromkeys(map(self._noun, members)))
        takes_scalar = any(_shape(member.type) == "scalar" for member in members)
        if data is None:
            self._say(path, WRONG_TYPE, f"{name} is empty", f"write {expected}, or delete it")
            return BAD
        shape = _shape(data.__class__)
        hint, fix = _example(members, path[-1] if path else ""), None
        if shape != "scalar" and takes_scalar and not hint:
            hint = "text that begins with a bracket needs quotes" if shape == "list" else _QUOTE_COLON
        elif isinstance(data, str) and path and (items := _as_list(data, members)):
            hint, fix = f"write `{path[-1]}: {items}`", Fix(data, items)
        elif shape != "list" and not hint and any(_shape(member.type) == "list" for member in members):
            hint = "begin each item with `- `, on a line of its own"
        structs = [member.type for member in members if _is_struct(member.type)]
        if structs and not hint and path:
            hint = self._fields_wanted(structs[0], data if shape == "scalar" else "…", path[-1])
        found = f"a {shape}" if shape != "scalar" else shown(data) if takes_scalar else "text"
        self._say(path, WRONG_TYPE, f"{name} must be {expected}, not {found}", hint, fix)
        return BAD

    def _fields_wanted(self, struct: type, said: str, step: str | int) -> str:
        """How an entry is written that has fields, of which at least the required ones."""
        fields = self._fields(struct)
        names = [name for name, field in fields.items() if field.required] or list(fields)[:1]
        if isinstance(step, str):
            return f"write `{step}: {{{next(iter(fields))}: {written(said)}}}`"
        lines = [f"`- {names[0]}: …`", *(f"`{name}: …`" for name in names[1:])]
        return f"write {' and, indented below it, '.join(lines)}"

    def _noun(self, member: _UnionMember) -> str:
        """What a value of this type is called."""
        if _is_struct(member.type):
            fields = self._fields(member.type)
            first = next((name for name, field in fields.items() if field.required), next(iter(fields), ""))
            return f"a mapping (`{first}: …`)"
        if words := _words(member.type):
            return f"one of {listed_words(words)}"
        return _NOUNS.get(member.type) or f"a {_shape(member.type)}"


_QUOTE_COLON = "text with a colon and a space in it, or that begins with a brace, needs quotes"


# Types


def _members(type_: Any, metas: tuple[msgspec.Meta, ...] = ()) -> list[_UnionMember]:
    """The alternatives of a type, unions and annotations taken apart; without None."""
    origin = get_origin(type_)
    if origin is Annotated:
        inner, *found = get_args(type_)
        return _members(inner, (*metas, *(meta for meta in found if isinstance(meta, msgspec.Meta))))
    if origin in (Union, types.UnionType):
        return [member for inner in get_args(type_) for member in _members(inner, metas)]
    return [] if type_ is type(None) else [_UnionMember(type_, metas)]


def _shape(type_: Any) -> str:
    """What data of a type looks like in a file: a `list`, a `mapping` or a `scalar`."""
    kind = get_origin(type_) or type_
    if kind is list:
        return "list"
    return "mapping" if kind is dict or _is_struct(kind) else "scalar"


def _is_struct(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


def _words(type_: Any) -> list[str]:
    """The words that a Literal allows."""
    return [str(word) for word in get_args(type_)] if get_origin(type_) is Literal else []


def _element(type_: Any) -> type | None:
    """The struct of which a type is a list; None if it is no such list."""
    lists = [member.type for member in _members(type_) if get_origin(member.type) is list]
    inner = [each.type for kind in lists for each in _members(get_args(kind)[0])]
    return next((each for each in inner if _is_struct(each)), None)


def _called(struct: type) -> str:
    return str(getattr(struct, "called", "") or struct.__name__.removesuffix("Entry").lower())


# Words


def _as_list(text: str, members: list[_UnionMember]) -> str:
    """A text as the list of words that belongs in its place, `[speakers, schedule]`; "" where none does."""
    lists = [member.type for member in members if _shape(member.type) == "list"]
    words = [each for kind in lists for each in _members((get_args(kind) or (Any,))[0]) if each.type is str]
    parts = [part for each in re.split("[,;]", text) if (part := each.strip())]
    is_plain = all(re.fullmatch(r"[\w./#() -]+", part) for part in parts)
    return f"[{', '.join(map(written, parts))}]" if words and parts and is_plain else ""


def _broken(value: str, meta: msgspec.Meta) -> str:
    """How a text breaks a constraint, as what follows its name; nothing if it keeps it."""
    if meta.min_length is not None and len(value) < meta.min_length:
        return f"must have at least {meta.min_length} characters" if value else "must not be empty"
    if meta.max_length is not None and len(value) > meta.max_length:
        return f"may have at most {meta.max_length} characters, and has {len(value)}"
    if meta.pattern is not None and not re.search(meta.pattern, value):
        return f"does not have the right form: {shown(value)}"
    return ""


def _example(members: list[_UnionMember], key: str | int) -> str:
    """An example of the schema, as it is written in a file."""
    metas = (meta for member in members for meta in member.metas)
    for meta in metas:
        if meta.examples:
            value = written(meta.examples[0])
            return f"for example `{key}: {value}`" if isinstance(key, str) and key else f"for example `{value}`"
    return ""
