"""The one registry of codes: all kinds of problems that the program can tell, gathered from beside their rules.

Nothing imports it at the start: it knows every package that gives a problem. A code that is declared and not gathered
here is found by tests/build/test_code_registry.py.
"""

from __future__ import annotations

from enlsp_site.build.build_codes import BUILD_CODES, EVERY_BUILD
from enlsp_site.checks import external_links
from enlsp_site.checks.site.rules import FAMILIES
from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers import codes as importers
from enlsp_site.importers.parse import codes as sources

CHECKS = tuple((name, tuple(dict.fromkeys(rule.code for rule in rules))) for name, rules in FAMILIES)
"""What `enlsp check` tells besides."""

OTHERS = (
    ("Addresses elsewhere (`enlsp check --external`)", external_links.CODES),
    ("Sources of imports (`enlsp import`)", (*importers.CODES, *sources.CODES)),
)

__all__ = ["BUILD_CODES", "CHECKS", "CODES", "EVERY_BUILD", "FAMILIES_OF_CODES"]

FAMILIES_OF_CODES = (*EVERY_BUILD, *CHECKS, *OTHERS)

CODES: dict[str, Code] = {code.name: code for _, codes in FAMILIES_OF_CODES for code in codes}
"""Every code by its name."""
