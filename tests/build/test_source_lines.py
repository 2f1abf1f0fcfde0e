"""Where entries stand: `lines.json` beside the files themselves, whatever form these have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import GOOD, Site

from enlsp_site.build import source_lines
from enlsp_site.content.locate import places
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.pages.mending import SourceEntry
from enlsp_site.storage.memory import Memory

MakeSite = Callable[..., Site]
HEAD = {"content/site.yaml": f"{GOOD['content/site.yaml']!s}repository: https://github.com/tiny/site\n"}
OTHERS = {
    "content/papers.yaml": None,
    "content/papers.csv": 'id,title,authors\n7,"Small\nmodels",Ada Lovelace; Alan Turing\n8,Smaller,Alan Turing\n',
    "content/people/speakers.yaml": (
        "# Those who speak\nheading: Speakers\npeople:\n  - name: Ada Lovelace\n\n  - Alan Turing (Manchester)\n"
    ),
    "content/reading/reading.yaml": "- title: On small things\n  url: https://example.org/\n",
}


def lines_of(site: Site) -> dict[str, dict[str, int]]:
    loaded: dict[str, dict[str, int]] = json.loads(site.published()["2031/lines.json"])
    return loaded


def test_every_entry_has_its_line(make_site: MakeSite) -> None:
    site = make_site(HEAD)
    assert site.build("--strict").code == 0
    assert lines_of(site) == {
        "content/dates.yaml": {"submission-deadline": 1, "workshop": 2},
        "content/schedule.yaml": {
            "opening-remarks": 3, "keynote-talk-ada-lovelace": 4, "oral-presentations": 5
        },
        "content/sponsors.yaml": {"example-labs": 3},
        "content/papers.yaml": {"7": 1, "8": 4},
        "content/news.yaml": {"2031-06-01-the-call-is-out": 1},
        "content/people/committee.yaml": {"grace-hopper": 1, "emmy-noether": 2},
        "content/people/speakers.yaml": {"ada-lovelace": 1, "alan-turing": 3},
    }  # fmt: skip


def test_tables_and_mappings_have_lines_too(make_site: MakeSite) -> None:
    site = make_site({**HEAD, **OTHERS})
    assert site.build().code == 0
    found = lines_of(site)
    assert found["content/papers.csv"] == {"7": 2, "8": 4}
    assert found["content/people/speakers.yaml"] == {"ada-lovelace": 4, "alan-turing": 6}
    assert found["content/reading/reading.yaml"] == {"on-small-things": 1}


def test_an_edit_above_makes_nothing_but_the_lines(make_site: MakeSite) -> None:
    site = make_site(HEAD)
    site.build()
    before = site.published()
    for name in ("dates", "papers", "schedule", "people/speakers"):
        path = f"content/{name}.yaml"
        site.write({path: f"# Another line.\n{GOOD[path]!s}"})
    assert site.build().code == 0
    after = site.published()
    listed = ".enlsp-made.json"
    assert {name for name in after if after[name] != before[name]} == {"2031/lines.json", listed}
    assert lines_of(site)["content/papers.yaml"] == {"7": 2, "8": 5}


@pytest.mark.parametrize(
    "text",
    [
        b"- a\n- b\n",
        b"# x\n\n- a: 1\n  b: |\n    - c\n\n- {a: 2}\n# y\n- a:\n    - 1\n",
        b"\xef\xbb\xbf- a\n\n- b\n",
        b"- a\r\n- b\r\n",
        b"[a,\n b]\n",
        b"- - a\n- b\n",
        "- a: \u2028\n- b\n".encode(),
        b"---\n- a\n- b\n",
    ],
)
def test_lines_are_those_of_the_parser(text: bytes) -> None:
    file = "content/dates.yaml"
    origins = [Origin(file, (number,)) for number in range(2)]
    found = source_lines._lines(text, [SourceEntry(each, "", str(number)) for number, each in enumerate(origins)])
    assert found == [each.line for each in places(origins, {file: text})]


def test_what_is_known_of_a_text_is_not_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    look_up = source_lines._lines
    monkeypatch.setattr(source_lines, "_lines", lambda *given: asked.append(1) or look_up(*given))
    memory, entry = Memory(None, ""), SourceEntry(Origin("content/dates.yaml", (0,)), "A", "a")
    for text in (b"- a\n", b"- a\n", b"\n- a\n"):
        source_lines._remembered(text, [entry], memory)
    assert len(asked) == 2


def test_an_edition_that_becomes_an_archive_leads_to_no_sources(make_site: MakeSite, tmp_path: Path) -> None:
    old = {name.replace("content/", "editions/2029/"): text for name, text in GOOD.items() if "site" not in name}
    old["editions/2029/site.yaml"] = "name: TINY\ntitle: Tiny\nedition: 2029\n"
    site = make_site({**HEAD, **old})
    assert site.build().code == 0
    assert b"/edit/main/editions/2029/pages/call.md" in site.published()["2029/call/index.html"]
    assert site.run("archive", "2029").code == 0
    assert b'class="mend"' not in (site.folder / "editions/2029/public/call/index.html").read_bytes()
