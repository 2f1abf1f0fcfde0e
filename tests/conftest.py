"""What many tests need: the repository, its site as built, and a browser."""

from __future__ import annotations

import os
import shutil
import sys
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pages
import pytest
from hypothesis import HealthCheck, settings
from pages import WHOLE, Built, built, shared, web_server, whole
from sites import GOOD, Files, Site

from benchmarks.checkers import axe_lacks, ibm_lacks, vnu_lacks
from enlsp_site.build import card_images
from enlsp_site.build.card_images import Job
from enlsp_site.model import zone_data
from enlsp_site.storage import user_secret

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadlines: how long one example takes, or is drawn, says more about the machine than about the code.
_SLOWLY = (HealthCheck.too_slow,)
settings.register_profile("short", deadline=None, max_examples=20, suppress_health_check=_SLOWLY)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=_SLOWLY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

# Compiled code is kept, whatever the surroundings say: else thousands of small sites would each compile the theme's
# templates, and that is four fifths of what building one takes; and each process that is started would compile us.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Nobody cuts the power of a test, and thousands of small builds would each wait for the disk.
os.fsync = lambda _: None

# The libraries that read what we write go by Python's own time zones, and a system's may be older than the site's.
SYSTEM_ZONES = zoneinfo.TZPATH
zoneinfo.reset_tzpath([zone_data.in_use().folder])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped, one line a reason."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is the same browser without its windows, which opens pages in a third of the time."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow, unless it is asked for."""
    if os.environ.get("HYPOTHESIS_PROFILE") == "long" or "slow" in config.getoption("markexpr"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in frozenset(slow)]


@pytest.fixture(scope="session")
def repo() -> Path:
    """The repository's top level, which is the ENLSP site, too."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def enlsp(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The ENLSP site as published under https://example.org/enlsp/, built once for all tests: only to be read."""
    return shared(tmp_path_factory, "enlsp", partial(copy_built, repo, base_url="https://example.org/enlsp/"))


@pytest.fixture(scope="session")
def enlsp_anywhere(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The ENLSP site built without an address, to lie anywhere: only to be read."""
    return shared(tmp_path_factory, "enlsp-anywhere", partial(copy_built, repo))


def copy_built(repo: Path, folder: Path, base_url: str = "") -> Built:
    """The site, built from a copy of its content, so that no test touches the repository's cache and output."""
    for name in ("content", "editions"):
        if (repo / name).is_dir():
            shutil.copytree(repo / name, folder / "site" / name)
    return built(folder / "site", folder / "out", base_url)


@pytest.fixture(scope="session")
def sites(enlsp_anywhere: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """The whole sites there are, built without an address: ENLSP's, the starter's, and those in tests/sites."""
    return [enlsp_anywhere, *(whole(name, tmp_path_factory) for name in WHOLE)]


@pytest.fixture(scope="session")
def samples(sites: list[Built], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Paths in `any_served` of pages that show every part of the templates (`pages.samples`)."""
    found = shared(tmp_path_factory, "samples", lambda _: pages.samples(sites))
    return [f"{Path(folder).parent.name}/out/{path}" for folder, path in found]


@pytest.fixture(scope="session")
def any_served(sites: list[Built]) -> Iterator[str]:
    """The address of a plain web server that has all whole sites, each in a folder of its own."""
    with web_server(sites[0].folder.parents[1]) as address:
        yield address


def needed(lacks: str) -> None:
    """Skip a test because of what this machine lacks; where GitHub runs it, nothing may be lacking."""
    if lacks and os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(lacks)
    if lacks:
        pytest.skip(lacks)


@pytest.fixture(scope="session")
def has_axe() -> None:
    """For tests that ask axe."""
    needed(axe_lacks())


@pytest.fixture(scope="session")
def has_ibm() -> None:
    """For tests that ask IBM's engine."""
    needed(ibm_lacks())


@pytest.fixture(scope="session")
def has_vnu() -> None:
    """For tests that ask the Nu HTML checker."""
    needed(vnu_lacks())


@pytest.fixture(scope="session")
def served(enlsp_anywhere: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a plain web server that has the ENLSP site under /any/prefix/."""
    top = tmp_path_factory.mktemp("served")
    (top / "any").mkdir()
    (top / "any/prefix").symlink_to(enlsp_anywhere.folder)
    with web_server(top) as address:
        yield f"{address}any/prefix/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: $CHROMIUM, or the system's. Each test opens its own pages or contexts in it."""
    if os.environ.get("ENLSP_NO_BROWSER") == "1":
        pytest.skip("ENLSP_NO_BROWSER is set")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        pytest.fail(
            "This test drives a Chromium and found none: install one, name it in CHROMIUM, or set ENLSP_NO_BROWSER=1"
        )
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # of a busy machine
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=arguments)
        without_workers(chromium)
        yield chromium
        chromium.close()


def without_workers(chromium: Browser) -> None:
    """Let no page of this browser start a service worker: it would answer requests before a test can. `with_workers`
    opens a context that may."""
    opened, page_of = chromium.new_context, chromium.new_page
    none = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })"

    def context(**wanted: Any) -> Any:
        found = opened(**wanted)
        found.add_init_script(none)
        return found

    def page(**wanted: Any) -> Any:
        found = page_of(**wanted)
        found.add_init_script(none)
        return found

    vars(chromium).update(new_context=context, new_page=page, with_workers=opened)


@pytest.fixture(autouse=True)
def _own_secret() -> Iterator[None]:
    """No test signs with the secret of another one's cache: a process that it starts would not know it."""
    yield
    user_secret.secret.cache_clear()


@pytest.fixture(autouse=True)
def cards_drawn_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Share drawn cards and icons among all sites of a process, by what they were drawn from, as a site's own cache
    does: thousands of small sites have the same ones. Not for tests that are about drawing."""
    if not request.node.get_closest_marker("draws"):
        monkeypatch.setattr(card_images, "_drawn", drawn_or_known)


def drawn_or_known(jobs: list[Job], *more: Any) -> Iterator[tuple[Job, bytes]]:
    """What is to be drawn, with its bytes, as `card_images` draws it, or as it did before."""
    DRAWN.update((key, data) for (_, key), data in draw([job for job in jobs if job[1] not in DRAWN], *more))
    return ((job, DRAWN[job[1]]) for job in jobs)


DRAWN: dict[str, bytes] = {}
draw = card_images._drawn


@pytest.fixture
def make_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Site]:
    """Makes a small good site with changes, in a folder of this name: `make_site({path: text, other path: None})`."""

    def make(changes: Files = {}, name: str = "site") -> Site:  # noqa: B006 - it is only read
        return Site(tmp_path / name, {**GOOD, **changes}, capsys)

    return make
