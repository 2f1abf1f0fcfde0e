"""Who may ask the editing end: pages of the same server on the same machine, with its token."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from edited_site import changed, write
from serving import Serving

END = "/__enlsp__/edit"
GRACE = "content/people/speakers.yaml#/people/2"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("edited") / "site")


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(site, tmp_path_factory.mktemp("log") / "log") as server:
        yield server


def token_in(page: str) -> str:
    return re.findall(r'data-token="([^"]+)"', page)[0]


def headers(server: Serving, **others: str) -> dict[str, str]:
    """What a browser sends with a request of the panel, but for `others`; an empty one is not sent."""
    sent = {
        "X_Enlsp_Token": token_in(server.get("/").text),
        "Origin": f"http://127.0.0.1:{server.port}",
        "Sec_Fetch_Site": "same-origin",
        "Host": f"127.0.0.1:{server.port}",
    }
    return {name: value for name, value in (sent | others).items() if value}


def test_a_page_of_the_server_reads_a_record(server: Serving) -> None:
    body = urlencode({"do": "view", "at": GRACE, "lang": "fr-CH"})
    answer = server.get(END, "POST", body, **headers(server))
    assert (answer.status, answer.headers["x-enlsp-outcome"]) == (200, "form")
    assert answer.headers["cache-control"] == "no-store"
    assert 'value="Grace Hopper"' in answer.text
    assert ">Enregistrer</button>" in answer.text
    assert not re.search(r"<script|style=|on\w+=", answer.text)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"X_Enlsp_Token": ""}, 403),
        ({"X_Enlsp_Token": "guessed"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}, 403),
        ({"Host": "evil.example"}, 421),
    ],
)
def test_nobody_else_reads_or_writes(server: Serving, site: Path, sent: dict[str, str], status: int) -> None:
    for what in ("view", "places", "check", "save", "delete", "undo", "session", "shift"):
        body = urlencode({"do": what, "at": GRACE, "digest": "x", "field:name": "x", "undo": "1"})
        answer = server.get(END, "POST", body, **headers(server, **sent))
        assert answer.status == status
        assert "Hopper" not in answer.text
    assert changed(site) == {}


def test_there_is_nothing_to_get(server: Serving) -> None:
    for method in ("GET", "PUT", "DELETE"):
        assert server.get(END, method, **headers(server)).status in (403, 405)


def test_the_scripts_of_serve_stay_small(server: Serving) -> None:
    page = server.get("/").text
    own = re.findall(r'<script src="(/__enlsp__/[^"]+)"', page)
    for each in own:
        own += [f"/__enlsp__/{name}" for name in re.findall(r'from "./([^"]+)"', server.get(each).text)]
    sizes = {each: len(server.get(each).body) for each in own}
    assert len(sizes) >= 4
    assert all(server.get(each).headers["content-type"].startswith("text/javascript") for each in own)
    assert sum(sizes.values()) <= 30_000, sizes


def test_a_session_is_moved(server: Serving, site: Path) -> None:
    session = "content/schedule.yaml#/0/sessions/2"
    answer = server.get(END, "POST", urlencode({"do": "session", "at": session}), **headers(server))
    assert answer.headers["x-enlsp-outcome"] == "session"
    (told,) = re.findall(r'data-session="([^"]+)"', answer.text)
    known = json.loads(unescape(told))
    assert (known["start"], known["end"], known["starts"][session]) == (630, 660, 630)
    sent = {"at": session, "digest": known["digest"], "start": "660"}
    check = server.get(END, "POST", urlencode({"do": "check", "shift": "1", **sent}), **headers(server))
    assert "gap" in check.text
    old = urlencode({"do": "shift", **sent, "digest": "old"})
    assert "has changed since" in server.get(END, "POST", old, **headers(server)).text
    for start in ("", "-5", "x", "99999"):
        bad = urlencode({"do": "check", "shift": "1", **sent, "start": start})
        assert server.get(END, "POST", bad, **headers(server)).status == 200
    assert changed(site) == {}


def test_values_are_escaped(server: Serving) -> None:
    name = '"><script>x</script>'
    body = urlencode({"do": "save", "at": GRACE, "digest": "old", "field:name": name})
    answer = server.get(END, "POST", body, **headers(server))
    assert answer.headers["x-enlsp-outcome"] == "conflict"
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_server_that_others_see_is_edited_only_if_that_is_wanted(site: Path, tmp_path: Path) -> None:
    body = urlencode({"do": "view", "at": GRACE})
    with Serving(site, tmp_path / "log", "0.0.0.0") as server:
        page = server.get("/").text
        assert "panel.js" not in page
        assert "data-origin" not in page
        sent = {"Origin": f"http://127.0.0.1:{server.port}", "X_Enlsp_Token": "x"}
        assert server.get(END, "POST", body, **sent).status in (404, 405)
        assert "with --edit they could change its files" in server.told()
    with Serving(site, tmp_path / "log", "0.0.0.0", edit=True) as server:
        assert server.get(END, "POST", body, **headers(server)).status == 200
        assert "change its files, too" in server.told()
