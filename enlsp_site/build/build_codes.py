"""The codes that every build may give, gathered from beside their rules. It imports only what a build has anyway."""

from __future__ import annotations

from enlsp_site.build import codes as build
from enlsp_site.checks.registry import CODES as CONTENT_RULES
from enlsp_site.content import address_codes as addresses
from enlsp_site.content import codes as content
from enlsp_site.content import papers_codes as papers
from enlsp_site.content import people_codes as people
from enlsp_site.content import picture_codes as pictures
from enlsp_site.content.syntax import codes as syntax
from enlsp_site.diagnostics.codes import Code
from enlsp_site.images import codes as images
from enlsp_site.model import codes as model
from enlsp_site.storage import codes as storage

EVERY_BUILD: tuple[tuple[str, tuple[Code, ...]], ...] = (
    ("How files are written", syntax.CODES),
    ("What content says", (*content.CODES, *people.CODES)),
    ("Papers as a table or as BibTeX", papers.CODES),
    ("Dates, times and addresses", (*model.CODES, *addresses.CODES)),
    ("Pictures and fonts", (*pictures.CODES, *images.CODES)),
    ("Rules on content", CONTENT_RULES),
    ("Files of the site", storage.CODES),
    ("Building", build.CODES),
)
"""What every build tells, by what it is about."""

BUILD_CODES = tuple(code for _, codes in EVERY_BUILD for code in codes)
"""The same as one tuple."""
