"""The panel's own words, in the language of the page that it lies over (`languages/`)."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any


class PanelWords:
    """The words of a language. What fills a place is escaped, and so are the words."""

    def __init__(self, name: str, entries: dict[str, str]) -> None:
        self.name = name
        self.entries = entries

    def say(self, word: str, /, **values: Any) -> str:
        """A word as HTML."""
        return escape(self.entries[word].format(**values))


@cache
def words_of(language: str) -> PanelWords:
    """The words for a language tag (BCP 47): those of its first part, or English."""
    folder = Path(__file__).with_name("languages")
    name = language.partition("-")[0].lower()
    name = name if name in {path.stem for path in folder.glob("*.json")} else "en"
    return PanelWords(name, json.loads((folder / f"{name}.json").read_text("utf-8")))
