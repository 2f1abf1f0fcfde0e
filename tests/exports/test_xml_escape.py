"""Text in XML."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from enlsp_site.exports.xml_escape import escape, quoted


@pytest.mark.parametrize(
    "words",
    ["", "A & B", "<script>", "]]>", "say \"yes\" and 'no'", "two\nlines\tand\r\nmore", "Vulić 研讨会 😀", "&amp;"],
)
def test_what_is_written_is_read_again(words: str) -> None:
    element = ElementTree.fromstring(f"<a b={quoted(words)}>{escape(words)}</a>")
    assert element.get("b") == words
    assert (element.text or "") == words.replace("\r\n", "\n")  # as all line ends are read (XML 1.0, 2.11)
