"""robots.txt: everything may be read, and where the sitemap is (RFC 9309; sitemaps.org)."""

from collections.abc import Mapping
from typing import Any

from enlsp_site.model.urls import iri_to_uri


def write(inputs: Mapping[str, Any]) -> bytes:
    """`sitemap` is the sitemap's public address, or empty."""
    lines = ["User-agent: *", "Allow: /"]
    if inputs["sitemap"]:
        lines.append(f"Sitemap: {iri_to_uri(inputs['sitemap'])}")
    return ("\n".join(lines) + "\n").encode()
