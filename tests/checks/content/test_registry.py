"""Rules on records and on what was built, each with the place that it tells."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable
from importlib import import_module

import pytest
from sites import Site, words

from enlsp_site.checks import content, registry
from enlsp_site.diagnostics.codes import Code

MakeSite = Callable[..., Site]


def test_each_rule_and_code_beside_it_is_listed() -> None:
    names = [each.name for each in pkgutil.iter_modules(content.__path__, f"{content.__name__}.")]
    modules = [import_module(name) for name in names]
    declared = {value.name for module in modules for value in vars(module).values() if isinstance(value, Code)}
    own = {code.name for code in registry.CODES}
    assert len(own) == len(registry.CODES) > 20
    assert own <= declared
    rules = {
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and list(inspect.signature(value).parameters) == ["edition"]
        and value.__annotations__["return"] == "list[Problem]"
        and not value.__name__.startswith("_")
    }
    assert rules == {rule.holds for rule in registry.RULES}


def places(told: str, code: str) -> list[str]:
    """File, line and column of the problems with a code."""
    return [line.partition(": ")[0] for line in told.splitlines() if line.endswith(f"[{code}]")]


def test_tex_that_cannot_be_read_is_told_at_its_formula(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/people/speakers.yaml": "- name: Ada Lovelace\n  talk: {title: 'On $\\nix$', abstract: Why.}\n",
            "content/people/panelists.yaml": "- {name: Alan Turing, talk: On $\\nix$}\n",
            "content/papers.yaml": "- id: 7\n  title: Small $\\nix$\n  tldr: A $\\nix$\n"
            "  abstract: |\n    One.\n\n    Two $\\nix$.\n",
            "content/schedule.yaml": """\
- date: TBD
  sessions:
    - {time: 9:00-10:00, title: 'The $\\nix$', abstract: 'A $\\nix$'}
    - {time: 10:00-11:00, kind: keynote, people: Ada Lovelace}
""",
        }
    )
    told = site.build()
    assert told.code == 0
    assert places(told.problems, "unreadable-math") == [
        "content/papers.yaml:2:17",
        "content/papers.yaml:3:12",
        "content/papers.yaml:7:10",
        "content/people/panelists.yaml:1:33",
        "content/people/speakers.yaml:2:22",
        "content/schedule.yaml:3:39",
        "content/schedule.yaml:3:61",
    ]


def test_tex_that_lost_its_backslash_is_told_and_left_alone(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/papers.yaml": """\
- id: 7
  title: "On \\textit{x}"
  tldr: "\\textbf{Small} is 1.45times faster"
  abstract: "So \\ref{y}, \\theta; mph{z}, 2.1-5.7times"
- id: 8
  title: Sometimes at 12pm, 3 times, 2timesheets and $3\\times 4$
  abstract: "A tab:\\ttext, a line\\nref, the end\\r of it"
""",
            "content/reading/works.yaml": "- {title: X, note: 50sim60}\n",
        }
    )
    told = site.build()
    assert told.code == 0
    assert sorted(re.findall(r"`\\(\S+)` has lost its backslash", told.problems)) == (
        ["emph", "ref", "sim", "textbf", "textit", "theta", "times", "times"]
    )
    assert places(told.problems, "damaged-tex")[0] == "content/papers.yaml:2:10"
    assert places(told.problems, "damaged-tex")[-1] == "content/reading/works.yaml:1:22"
    assert "extit{x}" in words(site.page("2031/papers/7/index.html"))


def test_html_that_is_dropped_from_a_block_is_told_on_its_line(make_site: MakeSite) -> None:
    bio = "- name: Ada Lovelace\n  bio: |\n    She counts.\n\n    Much <script>x</script>\n- Alan Turing\n"
    told = make_site({"content/people/speakers.yaml": bio}).build()
    assert places(told.problems, "html-dropped") == ["content/people/speakers.yaml:5:10"]


def test_an_id_given_twice_is_told_at_the_page_that_is_written(make_site: MakeSite) -> None:
    body = '---\ntitle: Call\n---\n<p id="a">One</p>\n\n<p id="a">Two</p>\n'
    site = make_site({"content/pages/call.md": body})
    expected = (
        "content/pages/call.md:1:1: error: two parts of the page 2031/call/index.html have the id `a`, so a link "
        "to it can lead to one of them only [duplicate-anchor]\n"
    )
    assert site.problems().startswith(expected)
    assert site.problems().count("error: ") == 1


@pytest.mark.parametrize("heading", ["Content start", "Call heading", "Site menu", "Heading"])
def test_headings_do_not_take_the_ids_of_the_theme(make_site: MakeSite, heading: str) -> None:
    site = make_site(
        {
            "content/site.yaml": "name: TINY\ntitle: Tiny Things\nedition: 2031\nhome: [call]\n",
            "content/pages/call.md": f"---\ntitle: Call\n---\n## {heading}\n",
        }
    )
    assert site.build().problems == ""


def test_sessions_do_not_take_the_ids_of_the_theme(make_site: MakeSite) -> None:
    sessions = "".join(
        f"    - {{time: {9 + hour}:00-{10 + hour}:00, title: {title}}}\n"
        for hour, title in enumerate(("Site menu", "Schedule heading", "Schedule day 1"))
    )
    assert make_site({"content/schedule.yaml": f"- date: TBD\n  sessions:\n{sessions}"}).build().problems == ""
