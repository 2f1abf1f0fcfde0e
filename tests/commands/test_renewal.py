"""What `enlsp next` renews of what a site is built and published with, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.commands import renewal, site_lock
from enlsp_site.commands.new import STARTER

MakeSite = Callable[..., Site]
TODAY = (STARTER / renewal.WORKFLOW).read_bytes()


def site_with(make_site: MakeSite, workflow: bytes, generator: str = "enlsp-site==0.0.1") -> Site:
    return make_site(
        {
            renewal.WORKFLOW: workflow,
            renewal.GENERATOR: f"# The generator.\n{generator}\n",
            renewal.LIBRARIES: "jinja2==3.0\n",
        }
    )


def test_todays_workflow_is_known_to_be_ours() -> None:
    """Whoever changes it adds its digest to those that there were."""
    assert renewal.workflow_digest(TODAY) in renewal.OURS


def test_an_earlier_workflow_and_the_lock_become_todays(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = TODAY.replace(b"checkout@v6", b"checkout@v4").replace(b"\n", b"\r\n")
    monkeypatch.setattr(renewal, "OURS", renewal.OURS | {renewal.workflow_digest(earlier.replace(b"\r", b""))})
    site = site_with(make_site, earlier)
    told = site.run("next", "2032")
    assert told.code == 0, told
    assert (site.folder / renewal.WORKFLOW).read_bytes() == TODAY
    lock = site_lock.site_lock(site_lock.this_generator())
    assert {name: (site.folder / name).read_bytes() for name in lock} == lock
    assert [line for line in told.out.splitlines() if line.startswith("renewed: ")] == [
        f"renewed: {name}" for name in (*lock, renewal.WORKFLOW)
    ]
    assert site.run("next", "--undo").code == 0
    assert (site.folder / renewal.WORKFLOW).read_bytes() == earlier
    assert (site.folder / renewal.LIBRARIES).read_text() == "jinja2==3.0\n"


def test_a_workflow_of_ones_own_stays_and_is_told(make_site: MakeSite) -> None:
    own = TODAY + b"# mine\n"
    site = site_with(make_site, own)
    told = site.run("next", "2032")
    assert "stays: .github/workflows/publish.yml, which you have changed" in told.out
    assert (site.folder / renewal.WORKFLOW).read_bytes() == own


def test_what_is_as_today_is_nothing_to_tell(make_site: MakeSite) -> None:
    site = site_with(make_site, TODAY)
    site.write({**site_lock.site_lock(site_lock.this_generator())})
    told = site.run("next", "2032")
    assert ("renewed" in told.out, renewal.WORKFLOW in told.out) == (False, False)


def test_a_generator_from_a_repository_keeps_its_libraries_where_nobody_knows_a_newer_one(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "enlsp-site @ git+https://git.example/o/r@abc1234"
    monkeypatch.setattr(site_lock, "comes_from_a_folder", lambda: True)
    site = site_with(make_site, TODAY, address)
    told = site.run("next", "2032")
    assert f"stays: requirements/generator.txt, which names {address}, and requirements/build.txt" in told.out
    assert (site.folder / renewal.LIBRARIES).read_text() == "jinja2==3.0\n"
    assert site.run("next", "--undo").code == 0
    newer = "enlsp-site @ git+https://git.example/o/r@def5678"
    monkeypatch.setattr(site_lock, "comes_from_a_folder", lambda: False)
    monkeypatch.setattr(site_lock, "this_generator", lambda: newer)
    (site.folder / ".enlsp/next/new").rename(site.folder / ".enlsp/next/aside")
    assert site.run("next", "2032").code == 0
    assert (site.folder / renewal.GENERATOR).read_text().endswith(f"\n{newer}\n")


def test_a_site_without_them_gets_none(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.run("next", "2032").code == 0
    assert not (site.folder / "requirements").exists()
    assert not (site.folder / ".github").exists()
