"""Plain values to YAML that a person likes to edit: small things on one line, long texts as blocks.

`syntax.yaml` reads back the very same values.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

WIDTH = 110
"""How wide lines may be, and from where on a text is a block."""
SHORT_LISTS = ("dates", "sessions", "sponsors", "links", "nav", "editions", "news")
"""Lists whose entries stand on one line each, where they fit."""

_TIME = re.compile("[0-9:]+-[0-9:]+|[0-9-]{10} [0-9]{2}:[0-9]{2}")
BOOLEANS = ("draft", "corresponding", "equal", "parallel", "paper_cards")
"""Fields that are true or false, and not texts."""

_NO_PLAIN = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`~]|:(?=\s|$)|\s#|^\s|\s$|^$|[^\S ]|^[“”„‟‘’‚‛«»]""")
_MEANS_MORE = re.compile(
    r"(?i:true|false|yes|no|on|off|null|y|n)|[-+]?[0-9][0-9_]*\.[0-9_.]*(?:e[-+]?[0-9]+)?|[-+]?\.[0-9].*"
    r"|0[0-9]+|0[ox].*|[-+]?\.(?i:inf|nan)|[-+]?[0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?|[-+]?[0-9_]*_[0-9_]*|[0-9]+e[0-9]+"
)
"""Plain scalars that other readers of YAML would take for something else than text."""
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def document(data: Any, modeline: str) -> str:
    """A whole file; `modeline` is the schema that editors check it with, if there is one."""
    head = f"# yaml-language-server: $schema={modeline}\n" if modeline else ""
    return head + block(data, 0).lstrip("\n") + "\n"


def block(value: Any, indent: int, key: str = "") -> str:
    """A value in block style, on lines of its own, each with its indent, without the last line end."""
    if isinstance(value, dict):
        return "\n".join(" " * indent + field(name, each, indent) for name, each in value.items())
    lines = [" " * indent + "- " + item(each, indent + 2, key) for each in value]
    return "\n".join(lines)


def field(name: str, value: Any, indent: int) -> str:
    """`name: value`, of which the first line has no indent; `indent` is that of the name."""
    key = scalar(name)
    if name in BOOLEANS and value in ("true", "false"):
        return f"{key}: {value}"
    if isinstance(value, dict | list) and value:
        flow = inline(value)
        if _is_small(value) and len(flow) + len(key) + indent + 2 <= WIDTH:
            return f"{key}: {flow}"
        return f"{key}:\n{block(value, indent + 2, name)}"
    words = text(value, indent + 2, len(key) + 2) if isinstance(value, str) else inline(value)
    return f"{key}: {words}"


def item(value: Any, indent: int, key: str = "") -> str:
    """An entry of a list, of which the first line has no indent; `indent` is that of its fields."""
    if isinstance(value, str):
        return text(value, indent, 0)
    if not value:
        return inline(value)
    flow = inline(value)
    if (key in SHORT_LISTS or isinstance(value, list)) and _is_flat(value) and len(flow) + indent <= WIDTH:
        return flow
    return block(value, indent)[indent:]


def _is_small(value: Any) -> bool:
    """Whether a value stands on one line where it fits: a list of texts, or a mapping of them."""
    return _is_flat(value) and (isinstance(value, dict) or all(isinstance(each, str) for each in value))


def _is_flat(value: Any) -> bool:
    """Whether nothing in a value is longer than a line, and nothing in it nests deeper than lists of texts."""
    inner = list(value.values()) if isinstance(value, dict) else value
    return all(
        all(isinstance(part, str) and "\n" not in part for part in each) if isinstance(each, list) else
        isinstance(each, str) and "\n" not in each and len(each) <= 80
        for each in inner
    )  # fmt: skip


def inline(value: Any, key: str = "") -> str:
    """A value in flow style, on one line."""
    if key in BOOLEANS and value in ("true", "false"):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(name, True)}: {inline(each, name)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(each) for each in value) + "]"
    return scalar(value, True)


def text(value: str, indent: int, before: int) -> str:
    """A text after its key, which takes `before` characters; `indent` is that of further lines."""
    if value and value[0] not in " \n" and not value.endswith("\n"):
        if "\n" in value and all(line.isprintable() for line in value.split("\n")):
            return _literal(value, indent)
        if len(value) + before + indent > WIDTH + 10 and (folded := _folded(value, indent)):
            return folded
    return scalar(value)


def _literal(value: str, indent: int) -> str:
    lines = (" " * indent + line if line else "" for line in value.split("\n"))
    return "|-\n" + "\n".join(lines)


def _folded(value: str, indent: int) -> str:
    """A long text on one line as a block that is folded; nothing where its blanks would not come back."""
    if "  " in value or re.search(r"[^\S ]", value):
        return ""
    lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if " ".join(lines) != value:
        return ""
    return ">-\n" + "\n".join(" " * indent + line for line in lines)


def scalar(value: str, flow: bool = False) -> str:
    """A text on one line: plain where every reader takes it for this text, else in quotes."""
    if is_plain(value, flow):
        return value
    if ("\\" in value or '"' in value) and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return in_double_quotes(value)


def is_plain(value: str, flow: bool) -> bool:
    """Whether every reader takes a text without quotes for this text; `flow` is between brackets."""
    if _NO_PLAIN.search(value) or not value.isprintable() or _MEANS_MORE.fullmatch(value):
        return False
    if flow and (set(",[]{}?") & set(value) or (":" in value and not _TIME.fullmatch(value))):
        return False
    return value not in ("---", "...") and not value.startswith(("--- ", "... ", "<<", "="))


def means_more(value: str) -> bool:
    """Whether other readers of YAML take a text without quotes for a number, a time, true, false or null."""
    return not _NO_PLAIN.search(value) and bool(_MEANS_MORE.fullmatch(value))


def in_double_quotes(value: str) -> str:
    """A text in double quotes, with escapes for what no editor shows (YAML 1.1, 5.1 and 7.3.1)."""
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def page(front: dict[str, Any], body: str, modeline: str) -> str:
    """A page: its front matter between fences, and its Markdown."""
    head = f"# yaml-language-server: $schema={modeline}\n" if modeline else ""
    words = body.strip("\n")
    return f"---\n{head}{block(front, 0)}\n---\n" + (f"\n{words}\n" if words else "")


def modeline(path: str) -> str:
    """The schema of a content file by its path in the edition's folder, as editors find it from there."""
    kind = path.partition("/")[0].removesuffix(".yaml")
    name = {"pages": "page", "data": ""}.get(kind, kind)
    return f"{'../' * path.count('/')}.schema/{name}.json" if name else ""
