"""Names in their parts: a corpus of real names with where each is known so, and what holds of any name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.model.people import PersonName
from enlsp_site.text.person_names import particle, sort_key, split

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "names.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def parts(name: PersonName) -> tuple[str, str, str]:
    return name.family, name.given, name.suffix


def test_the_corpus_is_what_it_says() -> None:
    assert len(ROWS) >= 120
    assert all(len(row) == 5 and all(row[each] for each in (0, 1, 4)) for row in ROWS)
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("name", "family", "given_", "suffix", "source"), ROWS, ids=[row[0] for row in ROWS])
def test_a_name_has_its_parts(name: str, family: str, given_: str, suffix: str, source: str) -> None:
    assert parts(split(name)) == (family, given_, suffix), source


@pytest.mark.parametrize("row", [row for row in ROWS if row[2]], ids=lambda row: str(row[0]))
def test_the_inverted_form_reads_back(row: list[str]) -> None:
    found = split(row[0])
    assert parts(split(found.inverted)) == parts(found)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ludwig van Beethoven", "van"),
        ("Charles-Jean de la Vallée Poussin", "de la"),
        ("Jean de La Fontaine", "de"),
        ("Greta Ver Haag", ""),
        ("Karl vom und zum Stein", "vom und zum"),
        ("José Ortega y Gasset", ""),
        ("Gerard 't Hooft", "'t"),
        ("Louis d'Orléans", ""),
        ("Plato", ""),
        ("Gemma Team", ""),
    ],
)
def test_particles_are_known_apart(name: str, found: str) -> None:
    assert particle(split(name).family) == found


def test_groups_are_known() -> None:
    assert [row[0] for row in ROWS if split(row[0]).is_group] == [row[0] for row in ROWS if row[4] == "a group"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_no_letter_of_a_name_is_lost(name: str) -> None:
    kept = "".join(parts(split(name))).replace(" ", "").replace(",", "")
    assert sorted(kept) == sorted(letter for letter in name.replace(",", "") if not letter.isspace())


def test_people_are_sorted_by_family_names_without_particles_and_marks() -> None:
    wanted = (
        *("Nima Ahmadi", "José Ángel", "Sandra de la Cruz", "Greg Ver Steeg", "Johannes van der Waals"),
        *("Wei Wang", "Ada Wang Jr.", "Łucja Żak", "Álvaro Zamora", "Plato", "Ortega y Gasset, José"),
        *("Louis d'Orléans", "Gerard 't Hooft", "Kim Ng", "김철수", "张伟"),
    )
    assert sorted(wanted, key=sort_key) == [
        *("Nima Ahmadi", "José Ángel", "Sandra de la Cruz", "Louis d'Orléans", "Gerard 't Hooft", "Kim Ng"),
        *("Ortega y Gasset, José", "Plato", "Greg Ver Steeg", "Johannes van der Waals", "Ada Wang Jr.", "Wei Wang"),
        *("Łucja Żak", "Álvaro Zamora", "张伟", "김철수"),
    ]
