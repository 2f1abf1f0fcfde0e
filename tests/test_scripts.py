"""The scripts of the theme, and the policy that lets in nothing else."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from loops import some
from pages import Built

from benchmarks.specimens import RARE_SCRIPTS

MOST = 12_000
"""Bytes that all scripts together may weigh, gzipped, but for those that few pages have."""
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


def scripts(repo: Path) -> list[Path]:
    found = sorted((repo / "static/theme").glob("*.js"))
    assert found
    return found


def test_the_scripts_are_light(repo: Path) -> None:
    weights = {script.name: len(gzip.compress(script.read_bytes(), 9)) for script in scripts(repo)}
    assert sum(weight for name, weight in weights.items() if name not in RARE_SCRIPTS) <= MOST
    for name, most in RARE_SCRIPTS.items():
        assert weights[name] <= most, name


def test_scripts_run_as_modules_and_from_disk_as_plain_scripts(repo: Path) -> None:
    # One file each that neither imports nor exports, and keeps its names in a block.
    for script in some(scripts(repo)):
        text = re.sub(r"/\*.*?\*/", "", script.read_text("utf-8"), flags=re.S).strip()
        assert (text[0], text[-1]) == ("{", "}"), script.name
        assert not re.search(r"^\s*(import|export)\b|\bimport\(|\beval\(|\binnerHTML\b", text, re.M), script.name


@pytest.mark.whole
def test_every_page_says_the_policy_and_obeys_it(enlsp: Built) -> None:
    for path, page in some(enlsp.pages.items()):
        said = [each.get("content", "") for each in page.root.iter("meta") if each.get("http-equiv")]
        assert len(said) == 1, path
        assert dict(part.strip().split(" ", 1) for part in said[0].split(";")) == POLICY
        for each in page.root.iter():
            assert not [name for name in each.attrib if name == "style" or name.startswith("on")], (path, each.tag)
            assert each.tag != "style", path
            if each.tag == "script" and each.get("type") != "application/ld+json":
                assert not each.text
                assert each.get("src"), path


def test_what_is_kept_for_where_there_is_no_network_is_light(enlsp: Built) -> None:
    worker = (enlsp.folder / "2025/sw.js").read_text("utf-8")
    found = json.loads(worker.partition(";\n")[0].removeprefix("const FILES = "))
    kept = {(enlsp.folder / "2025" / path).resolve() for path in found}
    assert {
        enlsp.folder / path for path in ("2025/index.html", "2025/schedule/index.html", "theme/style.css")
    } <= kept
    assert sum(file.stat().st_size for file in kept) <= 1_500_000


def test_the_policy_stands_before_what_it_governs(enlsp: Built) -> None:
    for path, page in some(enlsp.pages.items()):
        head = page.root.find("head")
        assert head is not None
        tags = [each.get("http-equiv") or each.tag for each in head]
        assert tags.index("Content-Security-Policy") < min(
            tags.index(tag) for tag in ("script", "link") if tag in tags
        ), path


@pytest.mark.parametrize("name", ["times", "schedule", "sift", "copy"])
def test_scripts_are_fetched_where_there_is_a_use_for_them(enlsp: Built, name: str) -> None:
    used = {path for path, page in enlsp.pages.items() if f'data-script="{name}"' in page.text}
    home = {"index.html", "2025/index.html"}
    programme = {path for path in enlsp.pages if path.startswith("2025/schedule/")}
    programme -= {"2025/schedule/embed/index.html"}
    assert len(programme) > 10
    dated = {path for path in programme if "/mentorship-" in path}  # which day the workshop itself is, is not known
    assert (
        used
        == {
            "times": {*home, *dated, "2025/dates/index.html", "2025/schedule/index.html"},
            "schedule": {*home, *programme},
            "sift": {"2025/reading/index.html", "2024/papers/index.html", "2024/papers/by-title/index.html"},
            "copy": {path for path in enlsp.pages if re.fullmatch("2024/papers/[0-9]+/index.html", path)},
        }[name]
    )
