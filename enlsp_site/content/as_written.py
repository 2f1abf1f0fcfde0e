"""Values as messages show them: as they are written in a file, in quotation marks, or as a list of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from enlsp_site.content.syntax.yaml_faults import quoted


def written(value: Any) -> str:
    """A value as it stands in a file of YAML, on one line, in quotes where it needs them."""
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {written(each)}' for key, each in value.items())}}}"
    return quoted(value) if re.search(r"""^[\]\[{}#&*!|>@%`"',]|^[-?] |: | #""", value) else str(value)


def shown(value: str) -> str:
    """A text in quotation marks, shortened."""
    text = " ".join(value.split())
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"


def listed_words(words: Iterable[str]) -> str:
    """Words, each in backquotes."""
    return ", ".join(f"`{word}`" for word in words)
