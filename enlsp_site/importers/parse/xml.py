"""Foreign XML, without a document type: no entity of it can grow."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from enlsp_site.importers.parse.codes import XML_DOCTYPE, XML_SYNTAX
from enlsp_site.importers.result import ImportResult


def parsed(result: ImportResult, name: str, data: bytes) -> ElementTree.Element | None:
    """The root of an XML file; None, and told, for one with a document type or that cannot be read.
    Reports `xml-doctype` and `xml-syntax`."""
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
        result.refuse(name, 1, XML_DOCTYPE, "an XML file with a document type is not read", "export it again")
        return None
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as fault:
        line, column = fault.position
        result.refuse(name, line, XML_SYNTAX, str(fault).partition(":")[0], "export it again", column + 1)
    except (ValueError, LookupError, RecursionError) as fault:
        result.refuse(name, 1, XML_SYNTAX, str(fault), "export it again")
    return None
