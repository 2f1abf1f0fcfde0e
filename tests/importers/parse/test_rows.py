"""Tables of people: every field and every kind of link has a column."""

from __future__ import annotations

from enlsp_site.importers.parse import rows
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.result import ImportResult, Plain
from enlsp_site.importers.source import Source


def people(header: list[str], *cells: list[str]) -> tuple[list[Plain], list[str]]:
    result = ImportResult(Source.of({}))
    lines = [TableRow(dict(zip(header, row, strict=True)), number) for number, row in enumerate(cells, 2)]
    return rows.people(result, "speakers.csv", header, lines), result.notes


def test_links_and_talks_are_taken() -> None:
    cells = {
        "Name": "Ada Lovelace",
        "dblp": "65/9612",
        "OpenReview": "~Ada_Lovelace1",
        "Hugging Face": "ada",
        "bluesky": "ada.bsky.social",
        "mastodon": "@ada@mastodon.social",
        "youtube": "@ada",
        "email": "ada@example.org",
        "Talk": "On engines",
        "Talk abstract": "What they do.",
    }
    made, _ = people([*cells], [*cells.values()])
    assert made == [
        {
            "name": "Ada Lovelace",
            "links": {
                "dblp": "65/9612",
                "openreview": "~Ada_Lovelace1",
                "huggingface": "ada",
                "bluesky": "ada.bsky.social",
                "mastodon": "@ada@mastodon.social",
                "youtube": "@ada",
                "email": "ada@example.org",
            },
            "talk": {"title": "On engines", "abstract": "What they do."},
        }
    ]


def test_a_talk_without_an_abstract_is_its_title() -> None:
    made, _ = people(["name", "talk title"], ["Ada Lovelace", "On engines"])
    assert made == [{"name": "Ada Lovelace", "talk": "On engines"}]


def test_addresses_that_systems_know_people_by_stay_out() -> None:
    made, notes = people(["Name", "Email"], ["Ada Lovelace", "ada@example.org"])
    assert made == [{"name": "Ada Lovelace"}]
    assert notes == ["columns: “Name” is name; left out: Email"]


def test_a_home_page_that_is_a_profile_is_that_and_gives_way_to_one_that_is_written() -> None:
    made, _ = people(["name", "website"], ["Ada Lovelace", "https://github.com/ada"])
    assert made[0]["links"] == {"github": "https://github.com/ada"}
    made, _ = people(["name", "website", "github"], ["Ada Lovelace", "https://github.com/ada", "lovelace"])
    assert made[0]["links"] == {"github": "lovelace"}
