"""sitemap.xml: every page by its address to quote (sitemaps.org, protocol 0.9)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape


def write(inputs: Mapping[str, Any]) -> bytes:
    """`urls` are the pages' public addresses, in the order of the site."""
    rows = "".join(f"<url><loc>{escape(iri_to_uri(url))}</loc></url>\n" for url in inputs["urls"])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()


def iri_to_uri(address: str) -> str:
    """An address with what is not ASCII percent-encoded (RFC 3987, 3.1)."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")
