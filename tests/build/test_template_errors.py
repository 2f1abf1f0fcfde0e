"""Mistakes in a site's own templates, as their author is told of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from sites import Site

from enlsp_site.model.people import Person

MakeSite = Callable[..., Site]

PEOPLE = "templates/sections/people.html"
DATES = "templates/sections/dates.html"
ADA = "the person “Ada Lovelace” of content/people/speakers.yaml"


FIELDS = "there are " + ", ".join(f"`{name}`" for name in sorted(Person.__struct_fields__))


def people(inner: str) -> str:
    """A template for people groups that shows each person so."""
    return f"{{% for person in section.value.people %}}\n{inner}\n{{% endfor %}}\n"


def block(text: str) -> str:
    """A message as it is told, from a test that is indented."""
    return dedent(text).lstrip("\n")


def test_a_name_that_is_not_there_is_told_once_with_line_record_and_caret(make_site: MakeSite) -> None:
    # Four pages show people: the home page at two addresses, and two groups.
    assert make_site({PEOPLE: people("{{ person.foto }}")}).problems() == (
        f"{PEOPLE}:2:11: error: a person has no `foto` (making 2031/index.html and 3 more, while showing {ADA})"
        " [template-error]\n"
        "  2 | {{ person.foto }}\n"
        "    |           ^\n"
        "  hint: did you mean `photo`?\n"
    )


@pytest.mark.parametrize(
    ("inner", "message", "hint"),
    [
        ("{{ person.salary }}", "a person has no `salary`", FIELDS),
        ("{{ person['salary'].net }}", "a person has no `salary`", FIELDS),
        ("{{ parson.name }}", "nothing is called `parson` here", "did you mean `person`?"),
        ("{{ sektion.name }}", "nothing is called `sektion` here", "did you mean `section`?"),
        (
            "{{ person.talk.title }}",
            "`title` is asked of something that is not given",
            "put it between {% if … %} and {% endif %}, for what may have no `title`",
        ),
        ("{{ person.affiliations.first }}", "a list has no `first`", ""),
        ("{{ person.name.family }}", "a text has no `family`", ""),
        ("{{ data.rooms }}", "this mapping has no `rooms`", "there are `tables`"),
        (
            "{% include 'parts/persn.html' %}",
            "there is no template `parts/persn.html`",
            "did you mean `parts/person.html`?",
        ),
        ('{{ word("menuu") }}', "there is no word `menuu`", "did you mean `menu`?"),
        ('{{ word("at_host", hots="") }}', "the word `at_host` needs `host`", 'write word("at_host", host=…)'),
        ("{{ 1 / 0 }}", "ZeroDivisionError: division by zero", ""),
        ("{{ person.name + 1 }}", 'TypeError: can only concatenate str (not "int") to str', ""),
    ],
)
def test_what_is_told_of_a_mistake_at_work(make_site: MakeSite, inner: str, message: str, hint: str) -> None:
    files = {PEOPLE: people(inner), "content/data/tables.yaml": "round: 2\n"}
    told = make_site(files).problems().splitlines()
    name = message.split("`")[1] if "`" in message else ""
    column = inner.find(name)
    assert told[0].startswith(f"{PEOPLE}:2:{column + 1}: error: {message} (making 2031/")
    assert told[0].endswith(f", while showing {ADA}) [template-error]")
    assert told[1:3] == [f"  2 | {inner}", f"    | {' ' * column}^"]
    assert told[3:] == ([f"  hint: {hint}"] if hint else [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n{% fro x in y %}", 2, "Encountered unknown tag 'fro'"),
        ("{% if frame %}\n", 1, "Unexpected end of template"),
        ("\n\n{{ a b }}\n", 3, "expected token 'end of print statement', got 'b'"),
        ("{{ frame|foto }}\n", 1, "No filter named 'foto'"),
    ],
)
def test_a_template_that_cannot_be_read(make_site: MakeSite, text: str, line: int, message: str) -> None:
    told = make_site({PEOPLE: text}).problems()
    assert told.startswith(f"{PEOPLE}:{line}:1: error: {message}")
    assert told.count(" error: ") == 1
    assert " (making 2031/index.html and 3 more) [template-syntax]\n" in told
    assert told.endswith("  hint: look at the tags and brackets of this line and of the block around it\n")


def test_a_macro_that_does_not_know_the_page(make_site: MakeSite) -> None:
    macro = '{% macro today() %}{{ "2031-12-06"|date }}{% endmacro %}\n'
    use = '{% from "day.html" import today %}{{ today() }}'
    told = make_site({PEOPLE: use, "templates/day.html": macro}).problems()
    assert "templates/day.html:1:1: error: the language of the page is not known here (making 2031/" in told
    assert told.endswith("  hint: write `with context` behind the import\n")


def test_a_template_that_is_not_utf_8(make_site: MakeSite) -> None:
    told = make_site({PEOPLE: "{# a\nbé #}".encode("latin-1")}).problems()
    assert told.startswith(f"{PEOPLE}:2:1: error: byte 0xE9 is not UTF-8 (making 2031/index.html and 3 more)")
    assert told.endswith("  hint: save the file as UTF-8 in your editor\n")


def test_a_template_that_includes_itself(make_site: MakeSite) -> None:
    told = make_site({PEOPLE: '{% include "sections/people.html" %}'}).problems()
    assert told.startswith(f"{PEOPLE}:1:1: error: this template includes itself without end (making ")
    assert told.endswith("  hint: look for an include or a macro that leads back here\n")


def test_a_part_that_lacks_what_the_theme_needs_of_it(make_site: MakeSite) -> None:
    # The theme's templates import macros from parts; a part of the site's own must have them all.
    told = make_site({"templates/parts/links.html": "{# nothing yet #}\n"}).problems()
    assert told.startswith("(the theme's) templates/")
    assert "error: the template 'parts/links.html' (imported on line " in told
    assert ") does not export the requested name '" in told


def test_mistakes_on_several_lines_and_in_several_templates_are_all_told(make_site: MakeSite) -> None:
    site = make_site(
        {
            PEOPLE: "{% if compact %}\n{{ one }}\n{% else %}\n{{ two }}\n{% endif %}\n",
            "templates/look.css": "{{ look.acent }}\n",
        }
    )
    told = site.problems()
    assert [line.partition(" (")[0] for line in told.splitlines() if " error: " in line] == [
        "templates/look.css:1:9: error: a look has no `acent`",
        f"{PEOPLE}:2:4: error: nothing is called `one` here",
        f"{PEOPLE}:4:4: error: nothing is called `two` here",
    ]


def test_a_template_is_named_from_where_one_stands(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({PEOPLE: "{{ one }}\n"})
    site.folder = tmp_path
    assert site.run("build", "--site", "site").problems.startswith(f"site/{PEOPLE}:1:4: error: ")
    assert site.run("build", "--site", str(tmp_path / "site")).problems.startswith(f"site/{PEOPLE}:1:4: error: ")


def test_dates_of_data_are_written_as_dates(make_site: MakeSite) -> None:
    dates = "{{ data.v.d|date }}, {{ data.v.d|weekday }}, {{ [data.v.d]|days }}, {{ data.v.d|span('2031-03-02') }}"
    site = make_site({"content/data/v.yaml": "d: 2031-01-02\n", DATES: f"<p>{dates}</p>\n"})
    assert site.build().code == 0
    written = "January 2, 2031, Thursday, January 2, 2031, January 2, 2031, January 2 – March 2, 2031"
    assert f"<p>{written}</p>" in site.published()["2031/dates/index.html"].decode()


def test_a_date_of_data_that_is_none_is_told_as_in_content(make_site: MakeSite) -> None:
    site = make_site({"content/data/v.yaml": "d: soon\n", DATES: "<p>{{ data.v.d|date }}</p>\n"})
    told = site.problems()
    assert f'{DATES}:1:1: error: "soon" is not a date (making ' in told
    assert told.endswith("  hint: write year-month-day, as in 2025-08-22\n")


def test_a_sites_own_templates_see_its_data(make_site: MakeSite) -> None:
    site = make_site({"content/data/rooms.yaml": "hall: 12\n", DATES: "<p>{{ data.rooms.hall }}</p>\n"})
    assert site.build().code == 0
    assert "<p>12</p>" in site.published()["2031/dates/index.html"].decode()
