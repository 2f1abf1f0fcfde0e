"""The addresses of a paper as files of data write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enlsp_site.model import urls
from enlsp_site.model.papers import Paper


def linked(paper: Paper, inputs: Mapping[str, Any]) -> dict[str, str]:
    """A paper's page, as `page`, and its links by their kinds.

    They are whole ones if the site's own address, `base_url`, is known; else those inside the site are relative to
    the file's `path`.
    """
    base, here = inputs["base_url"], inputs["path"]
    page = urls.inside(urls.paper_path(inputs["edition"], paper.slug))
    found = {"page": page, **{link.kind: link.url for link in paper.links}}
    if base:
        return {kind: urls.iri_to_uri(urls.absolute(base, url)) for kind, url in found.items()}
    return {kind: urls.relative(url, here) for kind, url in found.items()}
