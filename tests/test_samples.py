"""Sites that tests share, and the pages that are looked at for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import Built, samples, shared

from enlsp_site.build.context import Report


def test_what_is_shared_is_made_once_and_again_only_after_a_failure(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("own")
    monkeypatch.setattr(tmp_path_factory, "getbasetemp", lambda: own / "popen-gw0")
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    calls = []

    def make(folder: Path) -> list[int]:
        calls.append(folder)
        if len(calls) == 1:
            raise OSError("full")
        return [*range(3)]

    with pytest.raises(OSError, match="full"):
        shared(tmp_path_factory, "numbers", make)
    assert [shared(tmp_path_factory, "numbers", make) for _ in range(3)] == [[0, 1, 2]] * 3
    assert calls == [own / "shared/numbers"] * 2


def test_samples_are_few_and_leave_no_part_language_or_look_out(tmp_path: Path) -> None:
    texts = {
        "a/one.html": "<html lang=en><body><p><b></b></p></body>",
        "a/two.html": "<html lang=en><body><p><b></b></p><p></p></body>",
        "b/three.html": "<html lang=en><body><p></p></body>",
        "b/four.html": "<html lang=vi><body><p></p></body>",
        "c/five.html": "<html lang=en><body><p></p></body>",
        "c/style.css": "p { color: red }",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    sites = [Built(tmp_path, tmp_path / name, "", Report([], True)) for name in "abc"]
    found = {f"{Path(folder).name}/{path}" for folder, path in samples(sites)}
    assert found == {"a/two.html", "b/four.html", "c/five.html"}
