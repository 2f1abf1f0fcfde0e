"""Setting up: the Makefile and its scripts, on machines that lack this or that."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "scripts").glob("*.sh"))

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the scripts look after Linux machines")

INSTALL_OURSELVES = "venv-python -m pip install --quiet --no-deps --no-build-isolation --editable ."


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command with the given environment and nothing else in it."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# --------------------------------------------------------------------------------------------------
# A machine made of stand-ins: only what a test puts on it can be called


class Machine:
    """A folder as the only PATH, with the common tools of a small Debian and stand-ins for the rest.

    `calls` holds what the stand-ins were called with, in order.
    """

    TOOLS = (
        "sh",
        "dirname",
        "touch",
        "awk",
        "mkdir",
        "cat",
        "chmod",
        "env",
        "ln",
        "make",
        "rm",
        "printf",
        "true",
    )

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.log = folder / "calls"
        self.checkout = folder / "checkout"
        self.checkout.mkdir()
        for name in ("Makefile", "pyproject.toml"):
            shutil.copy(ROOT / name, self.checkout)
        for name in ("scripts", "requirements"):
            shutil.copytree(ROOT / name, self.checkout / name)
        self.bin.mkdir()
        for name in self.TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.bin / name).symlink_to(found)
        self.put("id", "echo 1000")
        self.whole = folder / "has-ensurepip"

    def put(self, name: str, lines: str) -> Path:
        """A stand-in that writes down its call and then does `lines`."""
        file = self.bin / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'#!/bin/sh\necho "{file.name} $*" >> "{self.log}"\n{lines}\n', "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return file

    def put_python(self, version: str, complete: bool = True, name: str = "python3") -> None:
        """A Python of a version, which makes environments only when `complete` (Debian's does not)."""
        if complete:
            self.whole.touch()
        in_venv, enlsp = self.put("venv-python", ""), self.put("enlsp", "")
        too_old = int(version in ("3.9", "3.10"))
        self.put(
            name,
            f"""case "$*" in
                *"sys.exit(sys.version_info < "*) exit {too_old} ;;
                *sys.version_info*) echo {version} ;;
                *"import ensurepip"*) test -e "{self.whole}" ;;
                "-m venv"*) mkdir -p .venv/bin; ln -s {in_venv} .venv/bin/python; ln -s {enlsp} .venv/bin ;;
            esac""",
        )

    def put_apt(self, brings: Path) -> None:
        """An apt-get for root, whose `install` brings a file that can be run."""
        self.put("id", "echo 0")
        bring = f"printf '%s\\n' '#!/bin/sh' > '{brings}'; chmod +x '{brings}'"
        self.put("apt-get", f'case "$*" in *install*) {bring} ;; esac')

    def make(self, *goals: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run("make", *goals, cwd=self.checkout, PATH=str(self.bin), **environment)

    def calls(self, *names: str) -> list[str]:
        """What was called, of the commands named."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if line.split()[0] in names]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@on_linux
def test_make_site_makes_an_environment_builds_and_says_where_to_look(machine: Machine) -> None:
    machine.put_python("3.11")
    result = machine.make("site")
    assert result.returncode == 0, result.stderr
    assert machine.calls("venv-python", "enlsp") == [
        "venv-python -m pip install --quiet --require-hashes --requirement requirements/build.txt",
        INSTALL_OURSELVES,
        "enlsp build",
    ]
    assert f"{machine.checkout}/public/index.html" in result.stdout
    assert "make serve" in result.stdout


@on_linux
def test_a_second_run_installs_nothing(machine: Machine) -> None:
    machine.put_python("3.11")
    machine.make("site")
    machine.log.unlink()
    assert machine.make("site").returncode == 0
    assert machine.calls("python3", "venv-python", "enlsp") == ["enlsp build"]


@on_linux
@pytest.mark.parametrize("name", ["pyproject.toml", "requirements/build.txt"])
def test_what_changed_of_what_is_installed_is_installed_again(machine: Machine, name: str) -> None:
    machine.put_python("3.11")
    machine.make("site")
    machine.log.unlink()
    later = (machine.checkout / ".venv/ready-to-build").stat().st_mtime + 5
    os.utime(machine.checkout / name, (later, later))
    machine.make("site")
    assert INSTALL_OURSELVES in machine.calls("venv-python")


@on_linux
def test_an_old_python_is_refused_in_a_sentence(machine: Machine) -> None:
    machine.put_python("3.9")
    result = machine.make("site")
    assert result.returncode != 0
    assert "enlsp-site needs Python 3.11 or later, and python3 is 3.9." in result.stderr
    assert "PYTHON=python3.12 make site" in result.stderr
    assert not (machine.checkout / ".venv").exists()


@on_linux
def test_a_machine_without_python_is_told_what_to_install(machine: Machine) -> None:
    result = machine.make("site")
    assert result.returncode != 0
    assert "There is no python3 here. Install Python 3.11 or later" in result.stderr


@on_linux
@pytest.mark.parametrize("how", ["environment", "argument"])
def test_another_python_can_be_named(machine: Machine, how: str) -> None:
    machine.put_python("3.12", name="python3.12")
    if how == "environment":
        result = machine.make("site", PYTHON="python3.12")
    else:
        result = machine.make("site", "PYTHON=python3.12")
    assert result.returncode == 0, result.stderr
    assert "with Python 3.12" in result.stderr


@on_linux
def test_debians_missing_venv_is_installed_where_no_password_is_needed(machine: Machine) -> None:
    machine.put_python("3.11", complete=False)
    machine.put_apt(brings=machine.whole)
    result = machine.make("site")
    assert result.returncode == 0, result.stderr
    update, install = machine.calls("apt-get")
    assert update.endswith(" update")
    assert install.endswith(" -y --no-install-recommends install python3.11-venv")


@on_linux
def test_sudo_is_never_let_ask_for_a_password(machine: Machine) -> None:
    machine.put_python("3.11", complete=False)
    machine.put("sudo", 'test "$1" = -n && exit 1; cat')  # without -n it would wait for an answer
    machine.put("apt-get", "")
    result = machine.make("site")
    assert result.returncode != 0
    assert "As root: apt-get install python3.11-venv; then run this again" in result.stderr
    assert machine.calls("sudo", "apt-get") == ["sudo -n true"]


@on_linux
def test_sudo_is_used_where_it_needs_no_password(machine: Machine) -> None:
    machine.put_python("3.11", complete=False)
    machine.put_apt(brings=machine.whole)
    machine.put("id", "echo 1000")
    machine.put("sudo", 'test "$1" = -n || exit 1; shift; exec "$@"')
    assert machine.make("site").returncode == 0
    assert machine.calls("sudo")[1].startswith("sudo -n apt-get ")


# --------------------------------------------------------------------------------------------------
# The browser of the tests


def environment_with_playwright(machine: Machine, works: str = "exit 0") -> None:
    """A .venv whose Playwright runs if `works` does, and has no browser of its own to offer."""
    lines = f'case "$*" in *"playwright --version") {works} ;; *) exit 1 ;; esac'
    machine.put("venv-python", lines)
    (machine.checkout / ".venv/bin").mkdir(parents=True)
    (machine.checkout / ".venv/bin/python").symlink_to(machine.bin / "venv-python")


def browser(machine: Machine, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("sh", "scripts/browser.sh", cwd=machine.checkout, PATH=str(machine.bin), **environment)


@on_linux
@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_on_the_path_is_taken(machine: Machine, name: str) -> None:
    environment_with_playwright(machine)
    there = machine.put(name, "exit 0")
    assert browser(machine).stdout == f"{there}\n"


@on_linux
def test_of_browsers_on_the_path_those_that_are_asked_for_go_first(machine: Machine) -> None:
    environment_with_playwright(machine)
    other, there = machine.put("chromium", "exit 0"), machine.put("chromium-headless-shell", "exit 0")
    command = ("sh", "scripts/browser.sh", "chromium-headless-shell")
    assert run(*command, cwd=machine.checkout, PATH=str(machine.bin)).stdout == f"{there}\n"
    assert browser(machine).stdout == f"{other}\n"
    there.unlink()
    assert run(*command, cwd=machine.checkout, PATH=str(machine.bin)).stdout == f"{other}\n"


@on_linux
def test_a_placeholder_that_does_not_run_is_passed_over(machine: Machine) -> None:
    environment_with_playwright(machine)
    machine.put("chromium-browser", "echo 'requires the chromium snap'; exit 1")
    there = machine.put("google-chrome", "exit 0")
    assert browser(machine).stdout == f"{there}\n"


@on_linux
def test_a_browser_that_is_named_goes_first(machine: Machine) -> None:
    environment_with_playwright(machine)
    machine.put("chromium", "exit 0")
    named = machine.put("mine", "exit 0")
    assert browser(machine, CHROMIUM=str(named)).stdout == f"{named}\n"


@on_linux
def test_a_named_browser_that_does_not_run_is_said(machine: Machine) -> None:
    environment_with_playwright(machine)
    machine.put("chromium", "exit 0")
    result = browser(machine, CHROMIUM="/nowhere/chrome")
    assert result.returncode == 1
    assert "CHROMIUM is /nowhere/chrome, which does not run" in result.stderr


@on_linux
def test_a_missing_browser_and_its_fonts_are_installed(machine: Machine) -> None:
    environment_with_playwright(machine)
    chromium = machine.bin / "chromium"
    machine.put_apt(brings=chromium)
    assert browser(machine).stdout == f"{chromium}\n"
    assert machine.calls("apt-get")[-1].endswith(" install chromium fonts-noto-core")


@on_linux
def test_a_missing_browser_that_is_asked_for_is_installed_and_else_another(machine: Machine) -> None:
    environment_with_playwright(machine)
    chromium = machine.bin / "chromium"
    bring = f"printf '%s\\n' '#!/bin/sh' > '{chromium}'; chmod +x '{chromium}'"
    machine.put("id", "echo 0")
    machine.put("apt-get", f'case "$*" in *install*shell*) exit 100 ;; *install*) {bring} ;; esac')
    command = ("sh", "scripts/browser.sh", "chromium-headless-shell")
    assert run(*command, cwd=machine.checkout, PATH=str(machine.bin)).stdout == f"{chromium}\n"
    installed = [line.partition(" install ")[2] for line in machine.calls("apt-get") if " install " in line]
    assert installed == ["chromium-headless-shell fonts-noto-core", "chromium fonts-noto-core"]


@on_linux
def test_where_no_browser_can_be_had_it_is_said_in_a_sentence(machine: Machine) -> None:
    environment_with_playwright(machine)
    result = browser(machine)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "As root: apt-get install chromium fonts-noto-core" in result.stderr
    assert "make fast" in result.stderr
    assert machine.calls("venv-python")[-1] == "venv-python -m playwright install chromium"


@on_linux
def test_the_library_that_playwright_lacks_on_a_small_debian_is_installed(machine: Machine) -> None:
    library = machine.bin / "libatomic"
    environment_with_playwright(machine, works=f'test -e "{library}"')
    machine.put_apt(brings=library)
    there = machine.put("chromium", "exit 0")
    assert browser(machine).stdout == f"{there}\n"
    assert machine.calls("apt-get")[-1].endswith(" install libatomic1")


# --------------------------------------------------------------------------------------------------
# What looks at built pages


def page_tools(machine: Machine) -> subprocess.CompletedProcess[str]:
    return run("sh", "scripts/page-tools.sh", "tests/tools", cwd=machine.checkout, PATH=str(machine.bin))


@on_linux
def test_npm_installs_what_the_lock_names(machine: Machine) -> None:
    machine.put("java", "exit 0")
    machine.put("npm", "exit 0")
    result = page_tools(machine)
    assert (result.returncode, result.stderr) == (0, "")
    assert machine.calls("npm") == ["npm --version", "npm ci --prefix tests/tools --loglevel error"]


@on_linux
def test_make_test_installs_it_when_the_lock_changed_and_only_then(machine: Machine) -> None:
    machine.put("java", "exit 0")
    listed = machine.checkout / "tests/tools/node_modules/.package-lock.json"
    listed.parent.mkdir(parents=True)
    machine.put("npm", f"touch {listed}")
    lock = machine.checkout / "tests/tools/package-lock.json"
    lock.touch()
    goal = "tests/tools/node_modules/.package-lock.json"
    for changed, calls in ((False, 1), (False, 1), (True, 2)):
        if changed:
            later = listed.stat().st_mtime + 5
            os.utime(lock, (later, later))
        assert machine.make(goal).returncode == 0
        assert machine.calls("npm").count("npm ci --prefix tests/tools --loglevel error") == calls


@on_linux
@pytest.mark.parametrize(("program", "package"), [("java", "default-jre-headless"), ("npm", "nodejs npm")])
def test_node_and_java_are_installed_where_no_password_is_needed(
    machine: Machine, program: str, package: str
) -> None:
    machine.put({"java": "npm", "npm": "java"}[program], "exit 0")
    machine.put_apt(brings=machine.bin / program)
    result = page_tools(machine)
    assert result.returncode == 0, result.stderr
    assert machine.calls("apt-get")[-1].endswith(f" install {package}")
    assert "skipped" not in result.stderr


@on_linux
@pytest.mark.parametrize(("program", "package"), [("java", "default-jre-headless"), ("npm", "nodejs npm")])
def test_what_cannot_be_had_is_said_and_stops_nothing(machine: Machine, program: str, package: str) -> None:
    machine.put({"java": "npm", "npm": "java"}[program], "exit 0")
    result = page_tools(machine)
    assert result.returncode == 0
    assert f"There is no {program.replace('java', 'Java')} here" in result.stderr
    assert f"As root: apt-get install {package} " in result.stderr


@on_linux
def test_an_installation_that_fails_is_said_and_stops_nothing(machine: Machine) -> None:
    machine.put("java", "exit 0")
    machine.put("npm", 'test "$1" != ci')
    result = page_tools(machine)
    assert result.returncode == 0
    assert "npm could not install what tests/tools/package-lock.json names" in result.stderr
    assert "To see why: npm ci --prefix tests/tools" in result.stderr


@pytest.mark.parametrize("folder", ["tests/tools", "benchmarks/tools"])
def test_locks_hold_exact_versions_and_no_place_to_get_them_from(folder: str) -> None:
    wanted = json.loads((ROOT / folder / "package.json").read_text("utf-8"))["devDependencies"]
    lock = (ROOT / folder / "package-lock.json").read_text("utf-8")
    packages = {name: each for name, each in json.loads(lock)["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, each in packages.items() if "resolved" in each or "integrity" not in each] == []
    assert "registry" not in lock
    assert "omit-lockfile-registry-resolved=true" in (ROOT / folder / ".npmrc").read_text("utf-8")


# --------------------------------------------------------------------------------------------------
# The files themselves


@on_linux
@pytest.mark.parametrize("goal", re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
def test_every_goal_of_the_makefile_parses(goal: str) -> None:
    result = run("make", "--dry-run", goal, cwd=ROOT, PATH=os.environ["PATH"])
    assert result.returncode == 0, result.stderr


@on_linux
def test_make_alone_lists_every_goal() -> None:
    listed = run("make", cwd=ROOT, PATH=os.environ["PATH"]).stdout
    [phony] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert re.findall(r"^make (\S+) ", listed, re.MULTILINE) == phony.split()


@on_linux
def test_make_test_checks_form_types_and_behaviour() -> None:
    planned = run("make", "--dry-run", "test", cwd=ROOT, PATH=os.environ["PATH"]).stdout
    for command in ("ruff check", "ruff format --check", "mypy --strict", "-m pytest"):
        assert f"/{command}" in planned or command in planned


@on_linux
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_are_posix_shell(script: Path) -> None:
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    result = run(shutil.which("dash") or "sh", "-n", script, cwd=ROOT)
    assert (result.returncode, result.stderr) == (0, "")


@on_linux
def test_ci_calls_make_test_and_installs_nothing() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "make test"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_set_up_names_no_host_to_download_from() -> None:
    files = [ROOT / "Makefile", ROOT / ".ci/run", *SCRIPTS]
    files += [*(ROOT / ".github").rglob("*.yml"), *(ROOT / "requirements").glob("*.txt")]
    assert [file.name for file in files if re.search(r"https?://|index-url", file.read_text("utf-8"))] == []


def test_contributing_names_only_files_and_goals_that_exist() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = set(re.findall(r"`((?:enlsp_site|templates|tests|scripts|\.github)/[^`{<]*)`", page))
    assert len(paths) > 30
    assert {path for path in paths if "NAME" not in path and not any(ROOT.glob(path))} == set()
    goals = set(re.findall(r"`make ([a-z-]+)`", page))
    assert goals
    assert goals <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
