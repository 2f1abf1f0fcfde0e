"""What others say of built pages: axe and IBM's engine, for those who read and operate them; the Nu HTML checker and
html-validate, for the standards.

All come with `npm ci --prefix tests/tools`, and the Nu HTML checker needs a Java. Tests and measurements share them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

NODE_MODULES = Path(__file__).parent.parent / "tests" / "tools" / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
BRING = "`make test` brings it, and so does: npm ci --prefix tests/tools"

JAVA_OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A deep page needs a deep stack; and a run is too short for Java's second compiler to pay for its own work."""

HTML_VALIDATE = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"
HTML_RULES = NODE_MODULES.parent / "htmlvalidate.json"
"""All recommended rules but matters of taste: the doctype is in small letters; a paper's title is as long as it is;
an id is one by HTML's rules, for it stands in addresses that were published; and a list that is sifted at every
choice, which is told (WCAG 4.1.3), needs no button for it (H32 is one technique among several)."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules that are asked of axe: WCAG 2.2 at level AA, which holds those before it, and its own advice."""

SIZED = ("scrollable-region-focusable", "target-size")
COLOURED = ("color-contrast", "link-in-text-block")
"""Those rules that depend on the size of the window, and those that depend on colours."""

RUN_AXE = """async ([rules, parts]) => {
    for (const closed of document.querySelectorAll("details")) closed.open = true;
    for (const _ of "12") await new Promise(requestAnimationFrame);  // scripts that watch sizes are told with a frame
    const where = parts ? { include: [...document.querySelectorAll(parts)] } : document;
    const { violations } = await axe.run(where, { runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => [id, target.join(" "), failureSummary]));
}"""
"""Looks at a page with everything unfolded: what is folded away is no less read."""

IBM = NODE_MODULES / "accessibility-checker-engine" / "ace-window.js"
"""The engine of IBM's Equal Access Accessibility Checker: other rules for WCAG 2.2, EN 301 549 and Section 508."""

RUN_IBM = """async () => {
    for (const closed of document.querySelectorAll("details")) closed.open = true;
    for (const _ of "12") await new Promise(requestAnimationFrame);  // scripts that watch sizes are told with a frame
    const { results } = await new ace_ibma.Checker().check(document, ["IBM_Accessibility"]);
    return results.filter(({ value: [policy, found] }) => policy === "VIOLATION" && found === "FAIL").map(
        ({ ruleId, path, message }) => [ruleId, path.dom, message]);
}"""
"""Looks at a page as axe does. What is only perhaps wrong, or a recommendation, is left to who reads the page."""

BEHIND = (
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: Unrecognized at-rule “@container”",
    "Attribute “scriptlevel” not allowed on element “mtable” at this point.",
    "Attribute “tabindex” not allowed on element “math” at this point.",
)
"""What the Nu checker says of standards that are younger than its rules: container queries (CSS Containment 3), into
which it does not look either, and MathML Core, where every element may have `scriptlevel` and `tabindex`."""


class Fault(NamedTuple):
    """What is wrong with a file of a site: its path there, the rule or the line, and what the checker says of it."""

    path: str
    where: str
    words: str


def axe_lacks() -> str:
    """Why axe cannot run here; empty if it can."""
    return "" if AXE.is_file() else f"axe is not here: {BRING}"


def vnu_lacks() -> str:
    """Why the Nu HTML checker cannot run here; empty if it can."""
    if not shutil.which("java"):
        return "The Nu HTML checker needs Java 17 or later (Debian: apt-get install default-jre-headless)"
    if not VNU.is_file():
        return f"The Nu HTML checker is not here: {BRING}"
    return "" if vnu_version() else "The Nu HTML checker does not run: it needs Java 17 or later"


def ibm_lacks() -> str:
    """Why IBM's engine cannot run here; empty if it can."""
    return "" if IBM.is_file() else f"IBM's engine is not here: {BRING}"


def axe_version() -> str:
    """The version of axe, from its package."""
    return str(json.loads(AXE.parent.joinpath("package.json").read_text("utf-8"))["version"])


def vnu_version() -> str:
    """The version of the Nu HTML checker; empty if it does not run."""
    asked = subprocess.run(["java", "-jar", str(VNU), "--version"], capture_output=True, text=True, check=False)
    return asked.stdout.split()[0] if asked.returncode == 0 else ""


def html_validate_version() -> str:
    """The version of html-validate, from its package."""
    return str(json.loads(HTML_VALIDATE.parents[1].joinpath("package.json").read_text("utf-8"))["version"])


def ibm_version() -> str:
    """The version of IBM's engine, from its package."""
    return str(json.loads(IBM.parent.joinpath("package.json").read_text("utf-8"))["version"])


def prepare_axe(context: BrowserContext) -> None:
    """Let every page that is opened in a context from now on have axe, beside its own scripts."""
    context.add_init_script(path=AXE)


def axe(page: Page, path: str, rules: tuple[str, ...] = TAGS, parts: str = "") -> list[Fault]:
    """What axe finds on the page that a browser shows, in its present size and colours. Rules are named or tagged;
    `parts` is a selector of what is looked at, where that is not everything."""
    found: list[list[str]] = page.evaluate(RUN_AXE, [list(rules), parts])
    return [Fault(path, f"{rule} {target}", " ".join(words.split())) for rule, target, words in found]


def prepare_ibm(context: BrowserContext) -> None:
    """The same with IBM's engine, which writes styles, so that the context must have been made with `bypass_csp`."""
    context.add_init_script(path=IBM)


def ibm(page: Page, path: str) -> list[Fault]:
    """The violations that IBM's engine finds on the page that a browser shows, in its present size and colours."""
    found: list[list[str]] = page.evaluate(RUN_IBM)
    return [Fault(path, f"{rule} {element}", words) for rule, element, words in found]


def vnu(*folders: Path) -> list[Fault]:
    """The errors in all HTML, CSS and SVG files of the folders, also those in which the checker is behind. One run
    for all of them: Java takes seconds to start."""
    options = ["--skip-non-html", "--also-check-css", "--also-check-svg", "--stdout", "--exit-zero-always"]
    command = ["java", *JAVA_OPTIONS, "-jar", str(VNU), *options, "--format", "json", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    said: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        Fault(_within(each.get("url", ""), folders), f"{each.get('lastLine', 0)}", each["message"])
        for each in said
        if each["type"] != "info"
    ]


def html_validate_lacks() -> str:
    """Why html-validate cannot run here; empty if it can."""
    if not shutil.which("node"):
        return "html-validate needs Node 20 or later"
    return "" if HTML_VALIDATE.is_file() else f"html-validate is not here: {BRING}"


def html_validate(*folders: Path) -> list[Fault]:
    """What html-validate finds in all pages of the folders."""
    found = [f"{folder.resolve()}/**/*.html" for folder in folders]
    command = ["node", str(HTML_VALIDATE), "--config", str(HTML_RULES), "--formatter", "json", *found]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    inside = tuple(folder.resolve() for folder in folders)
    return [
        Fault(_within(f"file://{page['filePath']}", inside), f"{each['line']} {each['ruleId']}", each["message"])
        for page in json.loads(done.stdout)
        for each in page["messages"]
    ]


def _within(url: str, folders: tuple[Path, ...]) -> str:
    """The path in its folder of a file that the Nu checker names by a `file:` address."""
    path = Path(unquote(urlsplit(url).path))
    inside = [path.relative_to(each).as_posix() for each in folders if path.is_relative_to(each)]
    return inside[0] if inside else str(path)
