"""The steps in which targets are rendered, as they are told."""

from __future__ import annotations

from enlsp_site.model.targets import Target


def in_steps(targets: list[Target]) -> dict[str, list[Target]]:
    """The targets to render, by the step as which they are told."""
    steps: dict[str, list[Target]] = {"files": [], "search": [], "pages": [], "papers": []}
    for target in targets:
        steps[STEPS.get(target.recipe, "pages" if target.recipe.endswith(".html") else "files")].append(target)
    return steps


def one_of_each(targets: list[Target]) -> list[Target]:
    """A target for each template: where nothing can be published, what may be wrong with those is all that is left
    to be told, and a server waits to tell it."""
    found: dict[tuple[str, str], Target] = {}
    for target in targets:
        if target.recipe.endswith((".html", ".css")):
            section = target.inputs.get("section")
            found.setdefault((target.recipe, section.kind if section else ""), target)
    return [*found.values()]


STEPS = {"paper.html": "papers", "search": "search"}
"""What the rendering of targets is told as, by recipe, if not as pages or as other files."""
