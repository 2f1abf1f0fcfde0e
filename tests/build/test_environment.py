"""What templates can do with words and dates, in the language of their page."""

from __future__ import annotations

import datetime as dt
import json
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest

from enlsp_site.build.environment import environment_of
from enlsp_site.model.wording import Changed


def rendered(tmp_path: Path, template: str, language: str, words: Changed = (), **values: object) -> str:
    frame = SimpleNamespace(language=language, words=words)
    return (
        environment_of([tmp_path], tmp_path, "1", lambda _, make: make())
        .from_string(template)
        .render(frame=frame, **values)
    )


def test_values_are_escaped_and_markup_stays(tmp_path: Path) -> None:
    bold = "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}"
    template = bold + '{{ word("at_host", host=bold(v)) }} {{ word("at_host", host=v) }}'
    assert rendered(tmp_path, template, "en", v="<&>") == "at <b>&lt;&amp;&gt;</b> at &lt;&amp;&gt;"


def test_words_of_a_site_are_text_never_markup(tmp_path: Path) -> None:
    changed = (("at_host", '<script>{host}"'),)
    assert rendered(tmp_path, '{{ word("at_host", host="x") }}', "en", changed) == "&lt;script&gt;x&#34;"
    template = '{% set before, after = around("at_host", "host") %}{{ before }}|{{ after }}'
    assert rendered(tmp_path, template, "en", changed) == "&lt;script&gt;|&#34;"


def test_what_is_in_a_value_is_no_place(tmp_path: Path) -> None:
    said = rendered(tmp_path, '{{ word("at_host", host="{host.__class__}") }}', "en")
    assert said == "at {host.__class__}"


@pytest.mark.parametrize(
    ("language", "before", "after"), [("en", "", " of Ada"), ("fr", "", " (Ada)"), ("zh", "Ada的", "")]
)
def test_a_word_around_what_has_markup_of_its_own(tmp_path: Path, language: str, before: str, after: str) -> None:
    template = '{% set before, after = around("part_of", "part", owner="Ada") %}{{ before }}<b>PDF</b>{{ after }}'
    assert rendered(tmp_path, template, language) == f"{before}<b>PDF</b>{after}"


def test_words_for_a_script(tmp_path: Path) -> None:
    template = '<p {{ word_data("passed", "in_days") }}>'
    made = rendered(tmp_path, template, "fr", (("passed", 'fini "<&>"'),))
    assert made.startswith('<p data-words="{')
    assert made.endswith('}">')
    assert "<&" not in made
    assert json.loads(unescape(made[15:-2])) == {
        "passed": 'fini "<&>"',
        "in_days": {"one": "dans {n} jour", "other": "dans {n} jours"},
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "October 1, 2031|Wednesday, October 1, 2031|October 1 or 2, 2031|October 1–2, 2031|09:05"),
        ("fr", "1er octobre 2031|mercredi 1er octobre 2031|1er ou 2 octobre 2031|1er–2 octobre 2031|09:05"),
        ("de", "1. Oktober 2031|Mittwoch, 1. Oktober 2031|1. oder 2. Oktober 2031|1.–2. Oktober 2031|09:05"),
        ("zh", "2031年10月1日|2031年10月1日星期三|2031年10月1日或2日|2031年10月1日至2日|09:05"),
    ],
)
def test_dates_and_times(tmp_path: Path, language: str, said: str) -> None:
    template = "{{ a|date }}|{{ a|weekday }}|{{ [a, b]|days }}|{{ a|span(b) }}|{{ clock|clock }}"
    days = {"a": dt.date(2031, 10, 1), "b": "2031-10-02"}
    assert rendered(tmp_path, template, language, **days, clock=dt.time(9, 5)) == said


def test_a_date_that_stands_in_a_template_is_not_written_for_all_languages(tmp_path: Path) -> None:
    (tmp_path / "day.html").write_text("{{ '2031-10-01'|date }}", "utf-8")
    for language, said in (("en", "October 1, 2031"), ("fr", "1er octobre 2031")):
        environment = environment_of(
            [tmp_path], tmp_path, "1", lambda _, make: make()
        )  # what it compiles is kept for the next one
        frame = SimpleNamespace(language=language, words=())
        assert environment.get_template("day.html").render(frame=frame) == said
