"""Where compiled templates are kept: the theme's are compiled once, whatever may be written where."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from enlsp_site.build import compiled_templates
from enlsp_site.build.compiled_templates import CompiledTemplates
from enlsp_site.storage import user_secret
from enlsp_site.storage.files import BYTECODE

NAMES = ("base.html", "home.html")


@pytest.fixture
def user_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for kept in (user_secret.secret, compiled_templates._forget_unused):
        kept.cache_clear()
    return tmp_path / "cache" / "enlsp-site" / "templates"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme" / "templates"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text(f"{{{{ 6 * 7 }}}} {name}", "utf-8")
    return folder


def compiled(theme: Path, site: Path, versions: bytes = b"1", own: Path | None = None) -> list[str]:
    """The templates that are compiled to show all of a site."""
    found: list[str] = []

    class Counting(Environment):
        def compile(self, source: Any, name: Any = None, *given: Any, **more: Any) -> Any:
            found.append(name)
            return super().compile(source, name, *given, **more)

    environment = Counting(
        loader=FileSystemLoader([*([own] if own else []), theme]),
        bytecode_cache=CompiledTemplates(site / ".enlsp" / "templates", theme, versions),
    )
    for name in NAMES:
        assert environment.get_template(name).render() == f"42 {name}"
    return found


@pytest.mark.usefixtures("user_cache")
def test_the_themes_are_compiled_once_and_lie_beside_them(theme: Path, tmp_path: Path) -> None:
    assert compiled(theme, tmp_path / "one") == [*NAMES]
    assert compiled(theme, tmp_path / "two") == []
    assert len(list((theme / BYTECODE).iterdir())) == len(NAMES)
    assert compiled(theme, tmp_path / "two", versions=b"2") == [*NAMES]


def test_where_python_writes_no_bytecode_they_are_compiled_once_for_all_sites(
    theme: Path, tmp_path: Path, user_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled(theme, tmp_path / "one") == [*NAMES]
    assert compiled(theme, tmp_path / "two") == []
    assert not (theme / BYTECODE).exists()
    assert len(list(user_cache.iterdir())) == len(NAMES)


def test_what_lies_beside_the_theme_is_read_where_it_cannot_be_written(
    theme: Path, tmp_path: Path, user_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled(theme, tmp_path / "one") == [*NAMES]
    monkeypatch.setattr(compiled_templates, "_can_make", lambda _: False)
    assert compiled(theme, tmp_path / "two") == []
    assert not user_cache.exists()


def test_the_users_cache_is_believed_where_it_has_their_seal(
    theme: Path, tmp_path: Path, user_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(theme, tmp_path / "one")
    (user_cache.parent / "secret").write_bytes(bytes(32))
    user_secret.secret.cache_clear()
    assert compiled(theme, tmp_path / "one") == [*NAMES]


def test_what_nobody_compiled_for_long_goes(
    theme: Path, tmp_path: Path, user_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    user_cache.mkdir(parents=True)
    days = {"old": 91, "young": 89}
    for name, age in days.items():
        (user_cache / name).write_bytes(b"")
        os.utime(user_cache / name, (time.time() - age * 86400,) * 2)
    compiled(theme, tmp_path / "one")
    assert {path.name for path in user_cache.iterdir()} & {*days} == {"young"}


def test_a_sites_own_lie_in_its_cache(theme: Path, tmp_path: Path, user_cache: Path) -> None:
    own = tmp_path / "one" / "templates"
    own.mkdir(parents=True)
    (own / "home.html").write_text("42 home.html", "utf-8")
    assert compiled(theme, tmp_path / "one", own=own) == [*NAMES]
    assert len(list((tmp_path / "one" / ".enlsp" / "templates").iterdir())) == 1
    assert not user_cache.exists()
