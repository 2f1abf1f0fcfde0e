"""The wheel as users get it: whole, and enough on its own to make a site and build it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [file] = out.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """An environment with the wheel and, by a path file, the libraries of ours; nothing leads to our source.

    Python does not read the .pth files of a folder that a .pth file names, so our editable install is unseen.
    """
    there = tmp_path_factory.mktemp("elsewhere")
    venv.create(there, with_pip=False, symlinks=os.name != "nt")
    python = there / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    alone = ["--quiet", "--no-deps", "--no-index", str(wheel)]
    installed = subprocess.run([*pip, *alone], capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    [packages] = [path.parent for path in there.rglob("enlsp_site") if (path / "__init__.py").is_file()]
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    return python.parent


def run_elsewhere(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that is told nothing of where our source lies."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_wheel_is_imported_from_its_own_environment(elsewhere: Path, tmp_path: Path) -> None:
    where = run_elsewhere(elsewhere / "python", "-c", "import enlsp_site; print(enlsp_site.__file__)", cwd=tmp_path)
    imported = Path(where.stdout.strip()).resolve()
    assert imported.is_relative_to(elsewhere.parent.resolve()), where.stdout + where.stderr


def test_the_wheel_alone_makes_and_builds_a_site(elsewhere: Path, tmp_path: Path) -> None:
    made = run_elsewhere(elsewhere / "enlsp", "new", "x", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    built = run_elsewhere(elsewhere / "enlsp", "build", "--site", "x", "--strict", cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "<title>" in (tmp_path / "x/public/index.html").read_text("utf-8")


def test_the_wheel_alone_gives_a_new_site_all_its_files(elsewhere: Path, tmp_path: Path) -> None:
    run_elsewhere(elsewhere / "enlsp", "new", "x", cwd=tmp_path)
    for name in ("README.md", ".gitignore", "content/site.yaml", ".github/workflows/publish.yml"):
        assert (tmp_path / "x" / name).is_file(), name
    ours, theirs = (top / "requirements/build.txt" for top in (ROOT, tmp_path / "x"))
    assert theirs.read_text("utf-8").splitlines()[1:] == ours.read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("templates", "theme/templates"),
        ("static", "theme/static"),
        ("enlsp_site/commands/starter", "commands/starter"),
        ("enlsp_site/model/languages", "model/languages"),
    ],
)
def test_the_wheel_holds_the_theme_and_the_starter_whole(wheel: Path, ours: str, theirs: str) -> None:
    files = [file.relative_to(ROOT / ours).as_posix() for file in (ROOT / ours).rglob("*") if file.is_file()]
    wanted = {f"enlsp_site/{theirs}/{file}" for file in files if "__pycache__" not in file}
    assert wanted
    with ZipFile(wheel) as packed:
        assert {name for name in packed.namelist() if name.startswith(f"enlsp_site/{theirs}/")} == wanted
