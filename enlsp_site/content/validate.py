"""Plain data to typed entries, with every fault of the data collected.

msgspec converts, and is trusted where it succeeds. It stops at its first error; only then are data and type
walked together (`misfits`): what does not fit is reported and cut out, so that msgspec can convert the rest and no
later check reports what follows from the same fault.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from enlsp_site.content.entries.base import given
from enlsp_site.diagnostics.origin import Gaps, Origin
from enlsp_site.diagnostics.problem import Problem

T = TypeVar("T")


def convert(data: Any, type_: type[T], origin: Origin) -> tuple[T | None, list[Problem], Gaps]:
    """Data of a content file as `type_`, a problem for everything in it that does not fit, and the places of what
    is left in lists of which items were left out.

    A type is made of what entries are made of: texts, yes or no, `Literal`s, structs, mappings with any keys,
    and lists and unions of these.

    A key with nothing behind it counts as not given. What is valid comes back: an item of a list that does
    not fit is left out, and so is a field that is unknown or optional; a record without one of its required
    fields is None, or left out of its list.

    Reports `unknown-key`, `missing-key`, `wrong-type`, `unknown-value` (not one of the words allowed) and
    `bad-value` (empty, too long, of the wrong form), each with the path of the value in its origin. The
    last step of an unknown key's path is `~key:` and the key: the place of the key itself.

    A struct may say what messages call it: `called: ClassVar[str] = "person"`.
    """
    try:
        return msgspec.convert(given(data), type_, strict=False), [], {}
    except msgspec.ValidationError:
        from enlsp_site.content.misfits import BAD, Misfits
    walk = Misfits(origin)
    cleaned = walk.value(data, type_, ())
    if cleaned is BAD:
        return None, walk.problems, {}
    return msgspec.convert(cleaned, type_, strict=False), walk.problems, walk.gaps
