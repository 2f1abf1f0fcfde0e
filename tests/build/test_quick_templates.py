"""What templates do otherwise than Jinja's for speed: pages are the same, byte by byte."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, Template, UndefinedError
from jinja2.runtime import Context

from enlsp_site.build import quick_templates
from enlsp_site.build.environment import environment_of
from enlsp_site.build.quick_templates import EVERYTHING, asked_for
from enlsp_site.storage.build_memory import world
from enlsp_site.storage.files import theme_dir

FRAME = SimpleNamespace(language="en", words=())
PAGES = 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the templates of a test are written."""
    (tmp_path / "page.html").write_text('{% from "part.html" import show with context %}{{ show(n) }}')
    return tmp_path


def environment(folder: Path) -> Environment:
    return environment_of([folder], folder / "cache", world(), lambda _, make: make())


def pages(folder: Path, part: str, **more: Any) -> tuple[list[str], list[str]]:
    """Pages that import this part, as our templates make them and as Jinja's own do."""
    (folder / "part.html").write_text(part)
    ours, plain = environment(folder), environment(folder)
    plain.template_class, plain.context_class = Template, Context
    values = [{"frame": FRAME, "data": None, "n": number, **more} for number in range(PAGES)]
    both = [[each.get_template("page.html").render(value) for value in values] for each in (ours, plain)]
    return both[0], both[1]


@pytest.mark.parametrize(
    "part",
    [
        '{% macro show(x) %}<i title="{{ x }}">{{ word("menu") }}{{ frame.language }}{{ "<" }}</i>{% endmacro %}',
        "{% macro show(x) %}{{ n }}{% endmacro %}",
        "{% macro show(x) %}{{ data or n }}{% endmacro %}",
        "{% set seen = n %}{% macro show(x) %}{{ seen }}{% endmacro %}",
        "{% set ns = namespace(n=0) %}{% macro show(x) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}",
        "{% set all = [] %}{% macro show(x) %}{{ all.append(x) }}{{ all }}{% endmacro %}",
        '{% from "other.html" import deep with context %}{% macro show(x) %}{{ deep() }}{% endmacro %}',
        '{% macro show(x) %}{% include "other.html" %}{% endmacro %}',
        "{% set next = cycler(1, 2) %}{% macro show(x) %}{{ next.next() }}{% endmacro %}",
        "{% macro show(x) %}{% if x % 2 %}{% set odd = x %}{% endif %}{{ odd is defined }}{% endmacro %}",
    ],
)
def test_pages_are_as_jinja_makes_them(folder: Path, part: str) -> None:
    (folder / "other.html").write_text("{% macro deep() %}{{ n }}{% endmacro %}{{ n }}")
    ours, plain = pages(folder, part)
    assert ours == plain


MACROS = """\
{% macro pair(a, b="-") %}[{{ a }}{{ b }}]{% endmacro %}
{% macro all(a) %}{{ a }}{{ varargs|join }}{{ kwargs|length }}{% endmacro %}
{% macro wrapped(a) %}<i>{{ caller() }}{{ a }}</i>{% endmacro %}
{% macro named(a, caller=None) %}{{ a }}{{ caller() if caller else "none" }}{% endmacro %}
{% macro show(x) %}
{{ pair(x) }}{{ pair(x, "<") }}{{ pair(b=1, a=x) }}{{ pair("<"|safe, x) }}{{ all(1, 2, x) }}{{ all(1, c=x) }}
{% call wrapped(x) %}{{ pair(x) }}{% endcall %}{{ named(x) }}{% call named(x) %}!{% endcall %}
{% for each in [1, 2] %}{% set y = each %}{{ pair(each, y) }}{{ word("menu") }}{% endfor %}
{% endmacro %}
"""


@pytest.mark.parametrize("known", [True, False], ids=["this Jinja", "another form of it"])
def test_macros_are_called_as_jinja_calls_them(folder: Path, monkeypatch: pytest.MonkeyPatch, known: bool) -> None:
    assert quick_templates._MACROS_ARE_KNOWN
    monkeypatch.setattr(quick_templates, "_MACROS_ARE_KNOWN", known)
    ours, plain = pages(folder, MACROS)
    assert ours == plain
    assert "[0&lt;]" in ours[0]


@pytest.mark.parametrize("call", ["pair()", "pair(1, 2, 3)", "pair(1, c=2)", "wrapped(1)"])
def test_a_wrong_call_of_a_macro_fails_as_in_jinja(folder: Path, call: str) -> None:
    told = []
    for plain in (False, True):
        (folder / "page.html").write_text(f"{MACROS}{{{{ {call} }}}}")
        each = environment(folder)
        each.context_class = Context if plain else each.context_class
        with pytest.raises((TypeError, UndefinedError)) as raised:
            each.get_template("page.html").render(frame=FRAME, data=None)
        told.append((raised.type, str(raised.value)))
    assert told[0] == told[1]


def test_what_pages_set_before_the_import_is_seen(folder: Path) -> None:
    (folder / "page.html").write_text(
        '{% set odd = n if n % 2 else "" %}{% from "part.html" import show with context %}{{ show(n) }}'
    )
    ours, plain = pages(
        folder, "{% macro show(x) %}{% if not x %}{% set odd = 1 %}{% endif %}{{ odd }}{% endmacro %}"
    )
    assert ours == plain
    assert len(set(ours)) > 2


@pytest.mark.parametrize("before", ["", "{% set n = 3 %}", '{% set signs = ("*", "†") %}'])
def test_a_part_that_shows_no_page_is_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    made: list[str | None] = []
    plain = Template.make_module

    def counted(self: Template, *given: Any) -> Any:
        made.append(self.name)
        return plain(self, *given)

    monkeypatch.setattr(Template, "make_module", counted)
    pages(folder, before + "{% macro show(x) %}{{ x }}{% endmacro %}")
    assert len(made) == 1 + PAGES, "once; and for each page where Jinja does it"


def test_each_frame_has_modules_of_its_own(folder: Path) -> None:
    (folder / "part.html").write_text('{% macro show(x) %}{{ word("menu") }}{% endmacro %}')
    template = environment(folder).get_template("page.html")
    german = SimpleNamespace(language="de", words=())
    told = [template.render(frame=frame, data=None, n=0) for frame in [FRAME] * PAGES + [german] * 2 + [FRAME]]
    assert told[0] == told[-1] != told[-2] == told[-3]


def test_the_parts_of_the_theme_show_no_page() -> None:
    # One that came to would cost each paper's page what a tenth of it takes; of sections there are few, and the table
    # of their sheets holds no macro.
    templates = theme_dir() / "templates"
    ours = environment(templates)
    parts = [name for name in ours.list_templates() if name.startswith("parts/")]
    assert {name for name in parts if asked_for(ours, name) == EVERYTHING} <= {
        "parts/section.html",
        "parts/sheets.html",
    }


@pytest.mark.parametrize("value", ["<&>\"'", "plain", 7, None, "", FRAME])
def test_values_are_escaped_as_jinja_does(folder: Path, value: object) -> None:
    ours, plain = pages(folder, "{% macro show(x) %}{{ v }}{{ v|safe }}{{ v|upper }}{% endmacro %}{{ v }}", v=value)
    assert ours == plain
    both = [
        each.from_string("{% set b %}{{ v }}{% endset %}{{ b }}{{ [b]|join }}{{ b ~ v }}{{ b|upper }}")
        for each in (environment(folder), Environment(autoescape=True))
    ]
    assert both[0].render(v=value) == both[1].render(v=value)


def test_another_form_of_jinja_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enlsp_site.build.quick_templates._escape", lambda: None)
    ours, plain = pages(folder, "{% macro show(x) %}{{ '<' }}{{ x }}{% endmacro %}")
    assert ours == plain
