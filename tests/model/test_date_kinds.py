"""What important dates are, from their names in the languages of the interface."""

from __future__ import annotations

import datetime as dt

import pytest

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.date_kinds import STAGES, kind_of, stage_of, staged, track_of
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.wording import FILES

HERE = Origin("content/dates.yaml")
NAMES = {
    "en": ("Submission deadline", "Author notification", "Camera-ready papers due", "Workshop"),
    "fr": (
        "Date limite de soumission",
        "Notification aux auteurs",
        "Remise des versions finales",
        "Journée d'atelier",
    ),
    "de": ("Einreichungsfrist", "Benachrichtigung der Autor:innen", "Abgabe der Endfassungen", "Workshop-Tag"),
    "zh": ("论文提交截止", "录用通知", "终稿提交截止", "研讨会"),
    "zh-hant": ("論文提交截止", "錄用通知", "終稿提交截止", "研討會"),
}
KINDS = ("deadline", "notification", "deadline", "event")


def date(name: str, kind: str = "") -> ImportantDate:
    return ImportantDate(origin=HERE, name=name, kind=kind or kind_of(name), days=(dt.date(2031, 1, 1),))  # type: ignore[arg-type]


def test_all_languages_of_the_interface_are_here() -> None:
    assert {each.stem for each in FILES.glob("*.json")} <= {*NAMES, "en-gb"}


@pytest.mark.parametrize("language", NAMES)
def test_names_tell_kinds_and_steps(language: str) -> None:
    names = NAMES[language]
    assert tuple(map(kind_of, names)) == KINDS
    assert [stage_of(date(name)) for name in names] == [*range(len(STAGES))]
    assert {track_of(date(name)) for name in names[:3]} == {frozenset()}


@pytest.mark.parametrize(
    ("name", "kind", "stage"),
    [
        ("Résumés", "deadline", 0),
        ("Clôture de l'appel à communications", "", 0),
        ("ÉCHÉANCE DES SOUMISSIONS", "", 0),
        ("Beiträge", "deadline", 0),
        ("Frist für Kurzfassungen", "", 0),
        ("摘要投稿", "", 0),
        ("Zusagen", "", 1),
        ("Annonce des résultats", "", 1),
        ("Results", "notification", 1),
        ("Versions définitives", "deadline", 2),
        ("Druckfertige Beiträge", "deadline", 2),
        ("最終版截止", "", 2),
        ("Colloque", "", 3),
        ("Tagung", "", 3),
        ("大会", "", 3),
        ("Registration deadline", "", None),
        ("Conference registration opens", "", None),
        ("Anmeldefrist", "", None),
        ("Date limite d'inscription", "", None),
        ("注册截止", "", None),
        ("Social event", "", None),
        ("Abendveranstaltung", "", None),
        ("Reviews due", "", None),
        ("Tutorials", "", None),
    ],
)
def test_a_date_is_a_step_by_its_kind_and_its_name(name: str, kind: str, stage: int | None) -> None:
    assert stage_of(date(name, kind)) == stage


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Demo submission", "Paper submission", False),
        ("Demo submission deadline", "Notification of demo acceptance", True),
        ("Soumission des démos", "Notification des démos", True),
        ("Soumission des démos", "Notification", False),
        ("Einreichung der Demos", "Benachrichtigung", False),
        ("演示论文提交", "演示录用通知", True),
        ("演示论文提交", "录用通知", False),
    ],
)
def test_a_track_is_what_is_left_of_a_name(one: str, other: str, same: bool) -> None:
    assert (track_of(date(one)) == track_of(date(other))) is same


def test_the_only_event_is_the_workshop_where_it_is_last() -> None:
    day, opens, dinner = date("TINY 2031", "event"), date("Registration opens", "event"), date("Dinner", "event")
    assert staged([]) == []
    assert [stage for stage, _ in staged([opens, day])] == [None, 3]
    assert [stage for stage, _ in staged([dinner, date("Camera-ready papers")])] == [None, 2]
    assert [stage for stage, _ in staged([day, dinner])] == [None, None]
    assert [stage for stage, _ in staged([date("Workshop"), dinner])] == [3, None]
