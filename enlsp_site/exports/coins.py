"""A paper in a list as programs for references take it from there: a context object (COinS;
ANSI/NISO Z39.88-2004), whose keys and values are written as in an address.

Zotero saves the items of a page that has several; of its ways to find them (unAPI, COinS, DOIs) this is the one that
needs neither a server nor a registered identifier. It reads an encoded `+` as a blank, whatever one writes.
"""

from __future__ import annotations

from urllib.parse import quote

from enlsp_site.exports.highwire import author
from enlsp_site.model.papers import Citation
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def context_object(paper: Citation) -> str:
    """The text of the object, for the title of `<span class="Z3988">`; what is not known is left out. The abstract is
    on the paper's own page. A name that ends with a comma has no parts for Zotero, which lists groups (`rft.aucorp`)
    before people."""
    rows = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", plain_text.plain_text(paper.title)),
        ("rft.btitle", paper.book),
        *(("rft.au", author(name) if name.given else f"{name.family},") for name in paper.names),
        ("rft.date", "-".join([paper.year, *(f"{part:02}" for part in (paper.month, paper.day) if part)])),
        ("rft_id", f"info:doi/{paper.doi}" if paper.doi else ""),
        ("rft_id", iri_to_uri(paper.url)),
        ("rft.language", paper.language),
    ]
    return "&".join([f"{key}={_quoted(value)}" for key, value in rows if value])


_QUOTED = {code: quote(chr(code), safe="") for code in range(128)}


def _quoted(value: str) -> str:
    """A value as an address has it; of ASCII alone, as most are, in a tenth of the time."""
    return value.translate(_QUOTED) if value.isascii() else quote(value, safe="")
