"""A site's own templates see what they show; the theme's are as fast as before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from sites import Site
from tornado.netutil import bind_sockets

MakeSite = Callable[..., Site]

HOME = '{% extends "base.html" %}\n'


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from enlsp_site.storage import user_secret

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    user_secret.secret.cache_clear()


@pytest.mark.parametrize(
    "reach",
    [
        "{{ frame.__class__.__name__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ frame|attr('__class__') }}",
        "{{ [frame]|map(attribute='__class__')|list }}",
        "{{ [[frame]]|map('first')|map('attr', '__class__')|list }}",
        "{{ word.__globals__ }}",
        "{{ once.__closure__ }}",
        "{{ '{0.__class__}'.format(frame) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = namespace %}{{ x.__init__ }}",
    ],
)
@pytest.mark.parametrize("where", ["404.html", "sections/news.html"])
def test_a_template_of_a_site_reaches_nothing_of_the_machine(make_site: MakeSite, where: str, reach: str) -> None:
    """Also where a page begins with a template of the theme, which includes it."""
    site = make_site({f"templates/{where}": f"one\n{reach}\n"})
    told = site.build()
    if "|map(" in reach:  # a list shows what is missing in it as such, and is no mistake
        assert told.code == 0
        shown = b"".join(data for path, data in site.published().items() if path.endswith(".html"))
        assert b"Undefined" in shown or b"Missing" in shown
        assert b"class &#39;" not in shown
        return
    assert f"templates/{where}:2" in told.problems
    assert site.published() == {}


def test_what_the_sandbox_refuses_is_told_with_what_to_do(make_site: MakeSite) -> None:
    site = make_site({"templates/404.html": "one\n{{ ''.__class__.__mro__ }}\n"})
    told = site.problems()
    assert told.startswith("templates/404.html:2")
    assert "error: a site's own template may not do this: " in told
    assert "whoever trusts the templates of this site builds with --trust-templates\n" in told
    assert site.build("--trust-templates").code == 0
    assert b"object" in site.published()["404.html"]
    assert site.build().code == 1


def test_check_and_serve_can_be_told_to_trust_a_sites_templates(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from enlsp_site.commands.serve import rebuild

    site = make_site({"templates/404.html": "one\n{{ ''.__class__.__mro__ }}\n"})
    said = "a site's own template may not do this"
    assert said in site.run("check", "-q").problems
    assert said not in site.run("check", "-q", "--trust-templates").problems
    assert said in site.run("check", "-q").problems, "what was found with it is not kept for a check without"
    asked: list[bool] = []

    async def run(options: Any, sockets: Any, *_: Any, **__: Any) -> None:
        asked.append(options.trust_templates)
        for each in sockets:
            each.close()

    def at_once(asking: Coroutine[Any, Any, None]) -> None:  # where a browser's loop runs there can be no other
        with pytest.raises(StopIteration):
            asking.send(None)

    monkeypatch.setattr(rebuild, "bind_sockets", lambda _, host: bind_sockets(0, host))  # any port that is free
    monkeypatch.setattr(rebuild, "_run", run)
    monkeypatch.setattr(asyncio, "run", at_once)
    assert site.run("serve").code == 0
    assert site.run("serve", "--trust-templates").code == 0
    assert asked == [False, True]


def test_own_templates_extend_include_and_replace_the_themes(make_site: MakeSite) -> None:
    lost = '<p>Lost in {{ frame.name }}: {% include "own/part.html" %}</p>'
    part = "{{ [frame]|map(attribute='name')|join }}"
    own = f'{{% extends "base.html" %}}{{% block main %}}{lost}{{% endblock %}}'
    site = make_site({"templates/404.html": own, "templates/own/part.html": part})
    assert site.build().code == 0


def test_compiled_code_that_came_with_the_site_is_not_run(make_site: MakeSite, tmp_path: Path) -> None:
    """A branch may hold .enlsp/, too: what is in it counts only if this user wrote it."""
    site = make_site({"templates/404.html": "{{ frame.name }} lost\n"})
    site.build("--trust-templates")
    site.build("--clean")
    (kept,) = (site.folder / ".enlsp/templates").iterdir()
    forged = kept.read_bytes().replace(b"lost", b"owned")
    seal, _, code = forged.partition(b"\n")
    kept.write_bytes(seal + b"\n" + code)
    site.write({"content/site.yaml": "name: OTHER\ntitle: Other\nedition: 2031\n"})
    assert site.build().code == 0
    assert b"owned" not in site.published()["404.html"]
    assert (tmp_path / "cache/enlsp-site/secret").stat().st_mode & 0o777 == 0o600
