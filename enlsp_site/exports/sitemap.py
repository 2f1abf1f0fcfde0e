"""sitemap.xml: every page by its address to quote (sitemaps.org, protocol 0.9)."""

from collections.abc import Mapping
from typing import Any

from enlsp_site.exports.xml_escape import escape
from enlsp_site.model.urls import iri_to_uri


def write(inputs: Mapping[str, Any]) -> bytes:
    """`urls` are the pages' public addresses, in the order of the site."""
    rows = "".join(f"<url><loc>{escape(iri_to_uri(url))}</loc></url>\n" for url in inputs["urls"])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()
