"""The steps in which targets are rendered, as they are told."""

from __future__ import annotations

from enlsp_site.model.targets import Target
from enlsp_site.pages.papers import BIB


def in_steps(targets: list[Target]) -> dict[str, list[Target]]:
    """The targets to render, by the step as which they are told."""
    steps: dict[str, list[Target]] = {"files": [], "search": [], "pages": [], "papers": []}
    for target in targets:
        steps[_step(target)].append(target)
    return steps


def _step(target: Target) -> str:
    """The step of a target. A paper's citation stays beside its page, which shows most of it, too."""
    if target.path.endswith(f"/{BIB}"):
        return "papers"
    return STEPS.get(target.recipe, "pages" if target.recipe.endswith(".html") else "files")


def one_of_each(targets: list[Target]) -> list[Target]:
    """A target for each template: where nothing can be published, what may be wrong with those is all that is left
    to be told, and a server waits to tell it."""
    found: dict[tuple[str, str], Target] = {}
    for target in targets:
        if target.recipe.endswith((".html", ".css")):
            section = target.inputs.get("section")
            found.setdefault((target.recipe, section.kind if section else ""), target)
    return [*found.values()]


FILES = {"papers": 2}
"""So many files are made of each thing that is counted in a step: of a paper its page, and the citation beside it."""
STEPS = {"paper.html": "papers", "search": "search"}
"""What the rendering of targets is told as, by recipe, if not as pages or as other files."""
