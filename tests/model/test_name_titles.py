"""Honorifics and suffixes: whoever parts names knows the same."""

from __future__ import annotations

import pytest

from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.model.identity import without_honorific
from enlsp_site.model.name_titles import HONORIFICS, PEERAGE, SUFFIXES, is_honorific
from enlsp_site.text.slugs import initials


@pytest.mark.parametrize("word", sorted(HONORIFICS))
def test_honorifics_are_no_part_of_a_name(word: str) -> None:
    for written in (word, word.title(), f"{word.title()}."):
        assert is_honorific(written)
        assert is_name(f"{written} Ada Lovelace")
        assert without_honorific(f"{written} Ada Lovelace") == "Ada Lovelace"
        assert facts.named(f"{written} Ada Lovelace")[1] == "Ada Lovelace"
        assert initials(f"{written} Ada Lovelace") == "AL"


@pytest.mark.parametrize("word", sorted(PEERAGE))
def test_what_may_be_a_given_name_stays_in_it(word: str) -> None:
    assert without_honorific(f"{word.title()} Diop") == f"{word.title()} Diop"
    assert initials(f"{word.title()} Ada Lovelace") == "AL"


@pytest.mark.parametrize("word", sorted(SUFFIXES))
def test_suffixes_are_no_initials(word: str) -> None:
    assert initials(f"Martin King {word.title()}.") == "MK"
