"""A site's own templates, run so that they see what they show and nothing of the machine.

A stranger's branch with templates/ is a program that whoever builds it runs. So a site's own templates are compiled
in Jinja's sandbox, which hands out no attribute that begins with an underscore and calls nothing unsafe; the theme's,
which come with the program, are not, for an attribute costs six times there. The two environments load each from the
other what is the other's, so an own template may extend and include the theme's, and stand in their place.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2.environment import Environment, Template
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment


def parted(theme: dict[str, Any], own: dict[str, Any], names: frozenset[str]) -> tuple[Environment, Environment]:
    """An environment for the theme's templates and a sandbox for the site's own (`names`), with their arguments."""

    class ThemeEnvironment(Environment):
        def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
            return super()._load_template(name, globals) if name not in names else watched.of(name, globals)

    class OwnEnvironment(SandboxedEnvironment):
        def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
            return self.of(name, globals) if name in names else outer._load_template(name, globals)

        def of(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
            """A template of the site's own."""
            return super()._load_template(name, globals)

    class SandboxContext(Context):
        """What filters that look up attributes by name (`map`, `selectattr`) take the environment from: whichever
        template a page began with, it is the sandbox."""

        def __init__(self, _environment: Environment, *given: Any, **more: Any) -> None:
            super().__init__(watched, *given, **more)

    watched, outer = OwnEnvironment(**own), ThemeEnvironment(**theme)
    outer.context_class = watched.context_class = SandboxContext
    return outer, watched
