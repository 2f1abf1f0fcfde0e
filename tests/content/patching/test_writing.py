"""Values written as YAML that every reader takes for what they are."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from enlsp_site.content.patching import writing

PURE = yaml.BaseLoader
FAST = getattr(yaml, "CBaseLoader", PURE)
"""PyYAML's two parsers: where it was installed without libyaml there is the first alone."""

WORDS = st.text(st.sampled_from("aB1é?:#-,[]{}&*!|>'\"%@`~<=. \\_/"), min_size=1, max_size=12)


@pytest.mark.parametrize("loader", dict.fromkeys((PURE, FAST)))
@given(word=WORDS)
@example(word="Can they think? A view")
@example(word="10:30")
def test_every_parser_reads_what_is_written(loader: Any, word: str) -> None:
    assert yaml.load(f"[{writing.inline(word)}, {{{writing.inline('k')}: {writing.inline(word)}}}]", loader) == [
        word,
        {"k": word},
    ]
    assert yaml.load(f"- k: {writing.scalar(word)}\n", loader) == [{"k": word}]


def test_a_text_is_in_quotes_only_where_it_must_be() -> None:
    assert writing.inline(["Ada", "Why?", "10:30", "a, b"]) == '[Ada, "Why?", "10:30", "a, b"]'
    assert writing.scalar("Why? Because, in short") == "Why? Because, in short"
