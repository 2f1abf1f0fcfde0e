"""The filters of Liquid and of Jekyll: functions of a value and its arguments, by their names."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from enlsp_site.importers.liquid.expressions import like, member, number, shown, truthy

Filter = Callable[..., Any]
LONGEST = 1 << 20


def listed(value: Any) -> list[Any]:
    """A value as a list: a mapping is the list of its pairs, nothing an empty one."""
    if isinstance(value, dict):
        return like(value, [[key, each] for key, each in value.items()])
    return value if isinstance(value, list) else [] if value is None else [value]


def _sorted(value: Any, key: Any = None, *_: Any) -> list[Any]:
    def order(each: Any) -> tuple[int, float, str]:
        found = member(each, key) if key is not None else each
        is_number = isinstance(found, int | float) or (
            isinstance(found, str) and re.fullmatch(r"-?\d+(\.\d+)?", found)
        )
        return (found is None, number(found) if is_number else float("inf"), shown(found))

    return like(value, sorted(listed(value), key=order))


def _where(value: Any, key: Any, wanted: Any = True, *_: Any) -> list[Any]:
    def fits(each: Any) -> bool:
        found = member(each, key)
        if isinstance(found, list):
            return wanted in found
        return truthy(found) if wanted is True else shown(found) == shown(wanted)

    return like(value, [each for each in listed(value) if fits(each)])


def _grouped(value: Any, key: Any, *_: Any) -> list[Any]:
    groups: dict[str, list[Any]] = {}
    for each in listed(value):
        groups.setdefault(shown(member(each, key)), []).append(each)
    return [{"name": name, "items": like(value, items), "size": len(items)} for name, items in groups.items()]


def _uniq(value: Any, *_: Any) -> list[Any]:
    made: list[Any] = []
    for each in listed(value):
        if each not in made:
            made.append(each)
    return like(value, made)


def _date(value: Any, form: Any = "%Y-%m-%d", *_: Any) -> str:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?", shown(value))
    if not found:
        return shown(value)
    try:
        year, month, day, hour, minute = (int(part or 0) for part in found.groups())
        made = dt.datetime(year, month, day, hour, minute)
        return made.strftime(re.sub(r"%-([dmIHMy])", r"%\1", shown(form)).encode("ascii", "replace").decode())
    except ValueError:
        return shown(value)


def _slice(value: Any, start: Any, length: Any = 1, *_: Any) -> Any:
    held = value if isinstance(value, list) else shown(value)
    first = int(number(start))
    first = max(len(held) + first, 0) if first < 0 else first
    return held[first : first + max(int(number(length)), 0)]


def _truncated(value: Any, length: Any = 50, end: Any = "...", *_: Any) -> str:
    words, most = shown(value), int(number(length))
    return words if len(words) <= most else words[: max(most - len(shown(end)), 0)] + shown(end)


def _few_words(value: Any, count: Any = 15, end: Any = "...", *_: Any) -> str:
    words = shown(value).split()
    most = max(int(number(count)), 1)
    return " ".join(words[:most]) + (shown(end) if len(words) > most else "")


def _whole(value: float) -> float:
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _divided(value: Any, by: Any, *_: Any) -> float:
    one, other = number(value), number(by)
    if not other:
        return 0
    return one // other if isinstance(one, int) and isinstance(other, int) else one / other


def _without_tags(value: Any, *_: Any) -> str:
    return re.sub(r"<[^<>]{0,2000}>", "", shown(value))


def _sentence(value: Any, joiner: Any = "and", *_: Any) -> str:
    words = [shown(each) for each in listed(value)]
    return (
        ", ".join(words[:-1]) + f", {shown(joiner)} {words[-1]}"
        if len(words) > 2
        else f" {shown(joiner)} ".join(words)
    )


def _replaced(value: Any, old: Any, new: Any = "", *_: Any) -> str:
    made = shown(value).replace(shown(old), shown(new)) if shown(old) else shown(value)
    return made[:LONGEST]


def _address(value: Any, *_: Any) -> str:
    return shown(value)


def _slug(value: Any, *_: Any) -> str:
    return re.sub(r"[^\w]+", "-", shown(value).lower()).strip("-")


def _or(value: Any, other: Any = "", *_: Any) -> Any:
    return other if value in (None, False, "", [], "false") else value


FILTERS: dict[str, Filter] = {
    "default": _or,
    "upcase": lambda value, *_: shown(value).upper(),
    "downcase": lambda value, *_: shown(value).lower(),
    "capitalize": lambda value, *_: shown(value)[:1].upper() + shown(value)[1:],
    "strip": lambda value, *_: shown(value).strip(),
    "lstrip": lambda value, *_: shown(value).lstrip(),
    "rstrip": lambda value, *_: shown(value).rstrip(),
    "strip_html": _without_tags,
    "strip_newlines": lambda value, *_: shown(value).replace("\n", ""),
    "newline_to_br": lambda value, *_: shown(value).replace("\n", "<br>\n"),
    "normalize_whitespace": lambda value, *_: " ".join(shown(value).split()),
    "relative_url": _address,
    "absolute_url": _address,
    "prepend": lambda value, words="", *_: (shown(words) + shown(value))[:LONGEST],
    "append": lambda value, words="", *_: (shown(value) + shown(words))[:LONGEST],
    "replace": _replaced,
    "replace_first": lambda value, old, new="", *_: shown(value).replace(shown(old), shown(new), 1),
    "remove": lambda value, words, *_: shown(value).replace(shown(words), "") if shown(words) else shown(value),
    "remove_first": lambda value, words, *_: shown(value).replace(shown(words), "", 1),
    "split": lambda value, mark=" ", *_: shown(value).split(shown(mark) or None) if shown(value) else [],
    "join": lambda value, mark=" ", *_: shown(mark).join(map(shown, listed(value)))[:LONGEST],
    "array_to_sentence_string": _sentence,
    "first": lambda value, *_: member(value, "first"),
    "last": lambda value, *_: member(value, "last"),
    "size": lambda value, *_: len(value) if isinstance(value, list | dict | str) else 0,
    "sort": _sorted,
    "sort_natural": _sorted,
    "reverse": lambda value, *_: like(value, list(reversed(listed(value)))),
    "uniq": _uniq,
    "compact": lambda value, *_: like(value, [each for each in listed(value) if each is not None]),
    "map": lambda value, key, *_: [member(each, key) for each in listed(value)],
    "where": _where,
    "find": lambda value, key, wanted=True, *_: next(iter(_where(value, key, wanted)), None),
    "group_by": _grouped,
    "concat": lambda value, more, *_: like(value, listed(value) + listed(more)),
    "push": lambda value, more, *_: [*listed(value), more],
    "unshift": lambda value, more, *_: [more, *listed(value)],
    "pop": lambda value, *_: like(value, listed(value)[:-1]),
    "shift": lambda value, *_: like(value, listed(value)[1:]),
    "sample": lambda value, *_: member(value, "first"),
    "slice": _slice,
    "truncate": _truncated,
    "truncatewords": _few_words,
    "date": _date,
    "date_to_string": lambda value, *_: _date(value, "%d %b %Y"),
    "date_to_long_string": lambda value, *_: _date(value, "%d %B %Y"),
    "date_to_xmlschema": lambda value, *_: shown(value),
    "plus": lambda value, other, *_: _whole(number(value) + number(other)),
    "minus": lambda value, other, *_: _whole(number(value) - number(other)),
    "times": lambda value, other, *_: _whole(number(value) * number(other)),
    "divided_by": _divided,
    "modulo": lambda value, other, *_: _whole(number(value) % number(other)) if number(other) else 0,
    "floor": lambda value, *_: int(number(value) // 1),
    "ceil": lambda value, *_: -int(-number(value) // 1),
    "round": lambda value, digits=0, *_: _whole(round(number(value), int(number(digits)) or None) or 0),
    "abs": lambda value, *_: abs(number(value)),
    "at_least": lambda value, other, *_: max(number(value), number(other)),
    "at_most": lambda value, other, *_: min(number(value), number(other)),
    "escape": lambda value, *_: html.escape(shown(value)),
    "escape_once": lambda value, *_: html.escape(html.unescape(shown(value))),
    "xml_escape": lambda value, *_: html.escape(shown(value)),
    "cgi_escape": lambda value, *_: quote(shown(value)),
    "uri_escape": lambda value, *_: quote(shown(value), safe="/:?&=#%+,;@"),
    "url_encode": lambda value, *_: quote(shown(value)),
    "url_decode": lambda value, *_: unquote(shown(value)),
    "slugify": _slug,
    "jsonify": lambda value, *_: json.dumps(value, ensure_ascii=False, default=str),
    "inspect": lambda value, *_: json.dumps(value, ensure_ascii=False, default=str),
    "number_of_words": lambda value, *_: len(shown(value).split()),
    "to_integer": lambda value, *_: int(number(value)),
    "smartify": lambda value, *_: shown(value),
    "remove_accents": lambda value, *_: shown(value),
}
"""All but those that need what is around them: `markdownify`, `where_exp`, `find_exp`, `group_by_exp`."""
