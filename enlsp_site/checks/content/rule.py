"""What a rule of every build is: a fact that it asserts of an edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Edition


class ContentRule(NamedTuple):
    """A rule on records. `holds` returns the problems where the fact that it is named after does not hold.

    `of_texts` says that it looks at each text by itself: what it finds in a record, no other record decides
    (`tex.is_fine`). `if_whole` says that it tells of what is nowhere, which follows from any error for which
    something was left out: it is asked only where nothing was.
    """

    holds: Callable[[Edition], list[Problem]]
    of_texts: bool = False
    if_whole: bool = False
