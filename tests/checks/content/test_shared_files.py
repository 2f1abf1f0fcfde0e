"""A file that two editions name: told, and parted without an address that changes."""

from __future__ import annotations

from collections.abc import Callable

from sites import GOOD, Site, drawing

MakeSite = Callable[..., Site]

EARLIER = """\
name: TINY
title: The Workshop on Tiny Things
edition: 2030
timezone: Europe/Paris
home: [organizers]
look: {logo: logo.svg}
"""
FILES = {
    "editions/2030/site.yaml": EARLIER,
    "editions/2030/people/organizers.yaml": "- {name: Bo Peng}\n",
    "content/people/organizers.yaml": "- {name: Bo Peng}\n",
    "static/logo.svg": drawing(9, 9),
    "static/other.svg": drawing(8, 8),
}


def two_editions(make_site: MakeSite) -> Site:
    text = str(GOOD["content/site.yaml"]).replace("home: [", "look: {logo: logo.svg}\nhome: [organizers, ")
    return make_site({**FILES, "content/site.yaml": text})


def test_a_file_of_two_editions_is_told_with_the_command_that_parts_them(make_site: MakeSite) -> None:
    told = two_editions(make_site).build()
    assert told.code == 0
    assert "static/logo.svg: warning: editions 2031 and 2030 name one and the same file" in told.problems
    assert "`enlsp archive 2030 --part` gives 2030 a copy of its own" in told.problems
    assert "other.svg" not in told.problems


def test_parting_changes_no_byte_and_a_new_file_is_not_shown_by_the_archive(make_site: MakeSite) -> None:
    site = two_editions(make_site)
    site.build()
    before = site.published()
    told = site.run("archive", "2030", "--part")
    assert (told.code, told.out) == (0, "2030 has a copy of its own: editions/2030/static/logo.svg\n")
    assert "shared-by-editions" not in site.build().problems
    assert site.published() == before
    assert site.run("archive", "2030", "--part").out == "2030 shares no file with another edition\n"
    site.write({"static/logo.svg": drawing(7, 7)})
    assert site.build().code == 0
    after = site.published()
    assert after["2030/logo.svg"] == drawing(9, 9).encode()
    assert after["logo.svg"] == drawing(7, 7).encode()
    assert b'src="logo.svg"' in after["2030/index.html"]


def test_an_edition_with_files_of_its_own_keeps_their_addresses(make_site: MakeSite) -> None:
    site = two_editions(make_site)
    site.write({"editions/2030/static/plan.txt": "its own"})
    site.build()
    before = site.published()
    assert site.run("archive", "2030", "--part").code == 0
    assert site.build().code == 0
    after = site.published()
    assert {path for path in before if path not in after} == set()
    assert after["2030/plan.txt"] == b"its own"
    assert after["2030/logo.svg"] == drawing(9, 9).encode()


def test_what_cannot_be_parted_is_said(make_site: MakeSite) -> None:
    site = two_editions(make_site)
    assert "2031 is the current edition" in site.run("archive", "2031", "--part").summary
    assert "there is no earlier edition `1999`; there is 2030" in site.run("archive", "1999", "--part").summary
