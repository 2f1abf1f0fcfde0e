"""Where the site's files are kept, as organizers write it in site.yaml."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar

from msgspec import Meta

from enlsp_site.content.entries.base import Entry
from enlsp_site.model.repository import Software

Address = Annotated[
    str,
    Meta(
        description="The address of the repository in a browser: pages then lead to their files in its editor.",
        examples=["https://github.com/OWNER/REPOSITORY"],
        min_length=1,
    ),
]


class RepositoryEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A repository of which the site is a part, or another branch than main, or a host that is not known."""

    called: ClassVar[str] = "repository"
    url: Address
    branch: Annotated[str, Meta(description="The branch that is published; main, if it is left out.")] | None = None
    folder: (
        Annotated[str, Meta(description="The folder of the site in the repository.", examples=["site"])] | None
    ) = None
    software: Annotated[Software, Meta(description="What the host runs, where its name does not say it.")] | None = (
        None
    )
