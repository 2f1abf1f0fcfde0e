"""The locked versions: those that are installed, those that pyproject.toml allows, and no more than is needed."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import pytest
from loops import some
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BUILD, TEST = ROOT / "requirements/build.txt", ROOT / "requirements/test.txt"

locked_versions = pytest.mark.skipif(
    "UNLOCKED" in os.environ,
    reason=f"make test-{os.environ.get('UNLOCKED')} takes other versions than the locked ones",
)


def locked(file: Path) -> dict[str, tuple[Requirement, tuple[str, ...]]]:
    """The requirements of a file by name, each with the digests that its files may have."""
    blocks = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n", "", file.read_text("utf-8")).strip())
    found = {}
    for block in blocks:
        words, *digests = re.split(r"\s*\\\n\s*", block.strip())
        requirement = Requirement(words)
        found[canonicalize_name(requirement.name)] = requirement, tuple(digests)
    return found


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


def differences(file: Path) -> Iterator[str]:
    """Where what is installed is not what a lock says."""
    for name, (requirement, _) in locked(file).items():
        if applies(requirement):
            try:
                installed = version(name)
            except PackageNotFoundError:
                installed = "not installed"
            if not requirement.specifier.contains(installed, prereleases=True):
                yield f"{requirement.name}: {installed}, locked {requirement.specifier}"


def wanted(*groups: str) -> list[Requirement]:
    """What pyproject.toml asks for: of the package itself, and of groups."""
    written = list(PROJECT["project"]["dependencies"])
    for group in groups:
        written += [entry for entry in PROJECT["dependency-groups"][group] if isinstance(entry, str)]
    return [Requirement(line) for line in written]


@locked_versions
def test_what_is_installed_is_what_is_locked() -> None:
    assert list(differences(TEST)) == [], "make test installs it; after a change of pyproject.toml: make lock"


def test_another_version_and_a_missing_package_are_seen(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "pytest==1.0 \\\n    --hash=sha256:00\n    # via us\nnowhere==2.0 ; python_version >= '3'\n", "utf-8"
    )
    assert list(differences(lock)) == [
        f"pytest: {version('pytest')}, locked ==1.0",
        "nowhere: not installed, locked ==2.0",
    ]


@pytest.mark.parametrize(
    ("file", "groups"), [(BUILD, ("install",)), (TEST, ("install", "test", "lint"))], ids=["build", "test"]
)
def test_the_lock_answers_what_pyproject_asks_for(file: Path, groups: tuple[str, ...]) -> None:
    there = locked(file)
    for asked in some(wanted(*groups)):
        requirement, _ = there[canonicalize_name(asked.name)]
        [pin] = requirement.specifier
        assert pin.operator == "==", requirement
        assert asked.specifier.contains(pin.version, prereleases=True), f"{asked}, locked {requirement}: make lock"


@pytest.mark.parametrize("file", [BUILD, TEST], ids=["build", "test"])
def test_every_package_is_locked_to_its_digests(file: Path) -> None:
    there = locked(file)
    assert there
    assert [name for name, (_, digests) in there.items() if not digests] == []
    assert all(
        re.fullmatch("--hash=sha256:[0-9a-f]{64}", digest) for _, digests in there.values() for digest in digests
    )


def test_a_build_has_the_versions_that_were_tested() -> None:
    tested = locked(TEST)
    for name, (requirement, digests) in some(locked(BUILD).items()):
        assert (tested[name][0].specifier, tested[name][1]) == (requirement.specifier, digests)


@locked_versions
def test_for_a_build_nothing_is_installed_that_it_does_not_need() -> None:
    needed: set[str] = set()
    left = wanted("install")
    while left:
        asked = left.pop()
        if applies(asked) and (name := canonicalize_name(asked.name)) not in needed:
            needed.add(name)
            left += map(Requirement, requires(name) or [])
    installed = {name for name, (requirement, _) in locked(BUILD).items() if applies(requirement)}
    assert installed == needed
