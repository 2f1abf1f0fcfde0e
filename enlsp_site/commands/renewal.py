"""What a site is built and published with, as `enlsp new` writes it today: its lock and its workflow.

What organizers have changed themselves is theirs: it is told, and stays. The workflow is known to be ours by its
digest, line ends and blanks at their ends aside.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from enlsp_site.commands import site_lock
from enlsp_site.commands.new import STARTER

WORKFLOW = ".github/workflows/publish.yml"
GENERATOR, LIBRARIES = "requirements/generator.txt", "requirements/build.txt"
OURS = frozenset(
    {
        "27c2bb8ebeff5a69",
        "96f246180af8566c",
        "b96f4ae1187effc1",
    }
)
"""What `workflow_digest` gives for each workflow that `enlsp new` has ever written, today's too."""


def renewed(site: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of a site to write, by their paths, where they are not as they would be today; and what to say."""
    lock, told = _lock(site)
    workflow, more = _workflow(site)
    made = {name: data for name, data in (lock | workflow).items() if not _is(site / name, data)}
    return made, [*(f"renewed: {name}" for name in made), *told, *more]


def workflow_digest(data: bytes) -> str:
    """What names a workflow, however git has written its line ends."""
    lines = [line.rstrip() for line in data.decode("utf-8", "replace").splitlines()]
    return hashlib.sha256("\n".join([*lines, ""]).encode()).hexdigest()[:16]


def _lock(site: Path) -> tuple[dict[str, bytes], list[str]]:
    """The generator that runs and its libraries, where the site names them. Where it names another than a release,
    and nobody can say where the one that runs came from, both stay: they belong together."""
    written = site / GENERATOR
    if not written.is_file():
        return {}, []
    lines = [line for line in written.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    is_release = not lines or re.fullmatch(rf"{site_lock.PACKAGE} *==.*", lines[0])
    if not is_release and site_lock.comes_from_a_folder():
        return {}, [f"stays: {GENERATOR}, which names {lines[0]}, and {LIBRARIES}, which belongs to it"]
    return site_lock.site_lock(site_lock.this_generator()), []


def _workflow(site: Path) -> tuple[dict[str, bytes], list[str]]:
    """The workflow, where the site has one of ours."""
    if not (site / WORKFLOW).is_file():
        return {}, []
    there, today = (site / WORKFLOW).read_bytes(), (STARTER / WORKFLOW).read_bytes()
    if workflow_digest(there) in OURS:
        return {} if workflow_digest(there) == workflow_digest(today) else {WORKFLOW: today}, []
    return {}, [f"stays: {WORKFLOW}, which you have changed; `enlsp new DIR` writes today's, to compare it with"]


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
