"""The syntax of BibTeX: a bibliography to its entries, with the place of each field.

An entry is `@type{key, name = value, ...}`, or with parentheses; a value is one or more pieces joined with
`#`, each in braces, in quotes, a number, or a name given by `@string`; what stands between entries is not
read. Braces count even after a backslash, as they do for BibTeX. Beyond BibTeX, a line that begins with `%`
is a comment, between entries and between fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from enlsp_site.content.codes import MISSING_KEY
from enlsp_site.content.syntax.codes import (
    MISSING_BRACE,
    MISSING_COMMA,
    MISSING_EQUALS,
    MISSING_NAME,
    MISSING_VALUE,
    STRAY_BRACE,
    UNCLOSED_BRACE,
    UNCLOSED_QUOTE,
    UNKNOWN_STRING,
)
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Names that BibTeX knows without `@string`."""

ENTRY_HINT = "an entry begins like `@misc{7,`"

_FREE = re.compile(
    r"^[ \t]*%.*"
    r"|(?P<first>^[ \t]*)?(?<![\w.])@(?:\s*(?P<kind>[A-Za-z][\w-]*+)(?P<open>\s*[{(])?)?",
    re.MULTILINE,
)
"""What counts between entries: a comment line, or an `@` that does not belong to an e-mail address."""

_START = re.compile(r"^[ \t]*@\s*[A-Za-z]", re.MULTILINE)
"""Where reading goes on after an error: an entry that begins its line."""

_GAP = re.compile(r"(?>(?:\s++|%.*+)*)")
_KEY = {"}": re.compile(r'[^\s,{}"=]*+'), ")": re.compile(r'[^\s,{})"=]*+')}
_NAME = re.compile(r"[A-Za-z_][\w:.+/-]*+")
_NAMED = re.compile(_NAME.pattern + r"\s*+=")
_WORD = re.compile(r'[^\s,{}()"=#%]++')
_IN_QUOTES = re.compile(r'["{}]')


class BibtexField(NamedTuple):
    """A field: its name in lower case, its value (TeX, without the outer braces), and the offsets of both."""

    name: str
    at: int
    value: str
    value_at: int


class BibtexEntry(NamedTuple):
    """An entry that was read to its end; offsets are of its `@` and of its key."""

    at: int
    key: str
    key_at: int
    fields: list[BibtexField]


class _EntryError(Exception):
    """An entry cannot be read on: its problem is told, and reading goes on with the next entry."""


class BibtexScanner:
    """Reads a bibliography from its first entry to its last; `at` is the offset of what is read next.

    `ignored` tells, by its name, a field whose value does not count: no `@string` is missed in it.
    """

    def __init__(self, text: str, file: str, ignored: Callable[[str], bool]) -> None:
        self.text = text
        self.file = file
        self.ignored = ignored
        self.problems: list[Problem] = []
        self.at = 0
        self._lines = [0, *(end.end() for end in re.finditer("\n", self.text))]
        self._closers, self._strays = _braces(self.text)
        self._strings = dict(zip(_MONTHS, _MONTHS, strict=True))
        self._entry_at = 0
        self._entry = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        from bisect import bisect_right

        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def tell(self, offset: int, code: Code, message: str, hint: str) -> None:
        """Add a problem with what stands at an offset."""
        origin = Origin(self.file, (), *self.place(offset))
        self.problems.append(report(code, origin, message, hint))

    def entries(self) -> list[BibtexEntry]:
        """All entries that can be read, but no volumes of proceedings; what is wrong is told.
        Reports `stray-brace`."""
        entries = []
        while found := _FREE.search(self.text, self.at):
            self.at = found.end()
            try:
                entry = self._construct(found)
            except _EntryError:
                line = self.text.rfind("\n", 0, self.at) + 1
                start = _START.search(self.text, max(line, self._entry_at + 1))
                self.at = start.start() if start else len(self.text)
            else:
                entries += [entry] if entry else []
        for stray in self._strays:
            message = "this closing brace was never opened: fields behind it are not read"
            self.tell(stray, STRAY_BRACE, message, "look for one brace too many before it")
        return entries

    def _construct(self, found: re.Match[str]) -> BibtexEntry | None:
        """Read on behind `@kind{`; an entry, if it is one."""
        kind = (found["kind"] or "").lower()
        self._entry_at = found.start() if found["first"] is None else found.end("first")
        self._entry = f"`@{kind}`"
        opener = found.end() - 1
        closer = "}" if self.text[opener] == "{" else ")"
        if not found["open"]:
            if kind not in ("", "comment") and found["first"] is not None:
                message = f"`@{kind}` is not followed by a brace"
                self.tell(self._entry_at, MISSING_BRACE, message, ENTRY_HINT)
        elif kind == "comment":
            self.at = self._closers.get(opener, opener) + 1
        elif kind == "preamble":
            self._require_closed(opener)
            self._value("")
        elif kind == "string":
            self._require_closed(opener)
            self._strings |= {field.name: field.value for field in self._fields(closer)}
        else:
            key_at, key = self._key(closer)
            self._require_closed(opener)
            fields = self._fields(closer)
            return None if kind == "proceedings" else BibtexEntry(self._entry_at, key, key_at, fields)
        return None

    def _key(self, closer: str) -> tuple[int, str]:
        """The offset of the citation key, and the key, which may be empty."""
        start = self._skip()
        key = self._take(_KEY[closer])
        end = self.at
        following = self._peek()
        if following == "," or (key and following == closer):
            self._entry = f"`{key}`" if key else self._entry
        elif key and following not in ("=", "", "@"):
            message = f"a comma is missing after the citation key `{key}`"
            raise self._failure(end, MISSING_COMMA, message, "a key holds no blanks: `@misc{smith-2025,`")
        elif following in ("", "@"):
            raise self._unclosed()
        else:
            message = "the entry has no citation key"
            hint = "a key stands before the first field: `@misc{7, title =`"
            raise self._failure(start, MISSING_KEY, message, hint)
        return start, key

    def _fields(self, closer: str) -> list[BibtexField]:
        """The fields up to the end of the entry, which is read too."""
        fields: list[BibtexField] = []
        while True:
            while self._peek() == ",":
                self.at += 1
            if self._peek() == closer:
                self.at += 1
                return fields
            fields.append(self._field())
            end = self.at
            if self._peek() not in (",", closer):
                self._go_on_without_comma(fields[-1].name, end)

    def _go_on_without_comma(self, name: str, end: int) -> None:
        """Tell of the comma that is missing behind a field, which ends at `end`; go on if a field follows."""
        if self._peek() in ("", "@"):
            raise self._unclosed()
        message = f"a comma is missing after the field `{name}`"
        hint = "put one between fields; a value that holds quotes is put between braces"
        self.tell(end, MISSING_COMMA, message, hint)
        if not _NAMED.match(self.text, self.at):
            raise _EntryError

    def _field(self) -> BibtexField:
        at = self.at
        name = self._take(_NAME).lower()
        if not name:
            if self._peek() in ("", "@"):
                raise self._unclosed()
            message = "the name of a field is missing here"
            raise self._failure(at, MISSING_NAME, message, "a field is `name = {value}`")
        end = self.at
        if self._peek() != "=":
            message = f"`=` is missing after `{name}`"
            raise self._failure(end, MISSING_EQUALS, message, f"write `{name} = {{...}}`")
        self.at += 1
        value_at = self._skip()
        return BibtexField(name, at, self._value(name), value_at)

    def _value(self, name: str) -> str:
        """The value of a field: pieces joined with `#`."""
        value = self._piece(name)
        end = self.at
        while self._peek() == "#":
            self.at += 1
            value += self._piece(name)
            end = self.at
        self.at = end
        return value

    def _piece(self, name: str) -> str:
        start = self._skip()
        if self.text.startswith("{", start):
            self._require_closed(start)
            self.at = self._closers[start] + 1
            return self.text[start + 1 : self.at - 1]
        if self.text.startswith('"', start):
            return self._quoted(name)
        word = self._take(_WORD)
        if not word:
            message = f"the field `{name}` has no value" if name else "a value is missing here"
            raise self._failure(start, MISSING_VALUE, message, "put the value between braces")
        if not word.isdecimal() and word.lower() not in self._strings and not self.ignored(name):
            self._tell_unknown_string(word, start)
        return self._strings.get(word.lower(), word)

    def _quoted(self, name: str) -> str:
        """A piece between quotes; a quote between braces does not end it."""
        start = self.at + 1
        self.at = start
        while found := _IN_QUOTES.search(self.text, self.at):
            self.at = found.end()
            if found[0] == '"':
                return self.text[start : found.start()]
            if found[0] == "}":
                break
            self._require_closed(found.start())
            self.at = self._closers[found.start()] + 1
        message = f"the quote that opens `{name}` in the entry {self._entry} is never closed"
        hint = "end the value with a quote, or put it between braces"
        raise self._failure(self._entry_at, UNCLOSED_QUOTE, message, hint)

    def _tell_unknown_string(self, word: str, offset: int) -> None:
        from enlsp_site.diagnostics.suggest import did_you_mean, suggest

        hint = did_you_mean(suggest(word, self._strings), "put the value between braces")
        self.tell(offset, UNKNOWN_STRING, f"no `@string` is named `{word}`", hint)

    def _require_closed(self, opener: int) -> None:
        if self.text[opener] == "{" and opener not in self._closers:
            raise self._unclosed()

    def _unclosed(self) -> _EntryError:
        message = f"the entry {self._entry} is never closed"
        hint = "every `{` needs its `}`, also after a backslash"
        return self._failure(self._entry_at, UNCLOSED_BRACE, message, hint)

    def _failure(self, offset: int, code: Code, message: str, hint: str) -> _EntryError:
        """Tell why an entry cannot be read on; to be raised."""
        self.tell(offset, code, message, hint)
        return _EntryError()

    def _skip(self) -> int:
        """Go on behind blanks and comments, and say where that is."""
        found = _GAP.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _peek(self) -> str:
        """The next sign behind blanks and comments; empty at the end."""
        return self.text[self._skip() : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""


def _braces(text: str) -> tuple[dict[int, int], list[int]]:
    """Where each opening brace is closed, if it is; and the closing ones that were never opened."""
    closers: dict[int, int] = {}
    strays: list[int] = []
    opened: list[int] = []
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closers[opened.pop()] = brace.start()
        else:
            strays.append(brace.start())
    return closers, strays
