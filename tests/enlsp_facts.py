"""What the ENLSP 2025 content says, read as plain YAML, for the tests that look at it and at the pages made of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[1] / "content"
TALLY = Path(__file__).parents[2] / "shared" / "enlsp2025" / "tally.json"

LEFT_BEHIND = {
    "https://cmt3.research.microsoft.com/ENLSP2024": "the portal of 2024's edition",
    "https://www.overleaf.com/latex/templates/neurips-2024/tpsbbrdqcmsh": "the style of NeurIPS 2024",
    "https://moshi-ai.com/": "not by Moshi's makers; the overview links their report, arXiv 2410.00037",
}
"""Links of the workshop's site that are not carried over, and why."""


def read(name: str) -> Any:
    """A content file, every value as the text that was written; of a page, its front matter."""
    text = (CONTENT / name).read_text(encoding="utf-8")
    if name.endswith(".md"):
        text = text.split("---\n")[1]
    yaml.safe_load(text)  # whatever else reads the file understands it too
    return yaml.load(text, Loader=yaml.BaseLoader)


def body(name: str) -> str:
    """What stands under a page's front matter."""
    return (CONTENT / "pages" / name).read_text(encoding="utf-8").split("---\n", 2)[2]


def files() -> list[Path]:
    """Every content file that organizers write."""
    return sorted(path for path in CONTENT.rglob("*") if path.suffix in {".yaml", ".md"})


def everything() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files())


def links_of(text: str) -> set[str]:
    """Every address in a text, up to the character that cannot belong to it."""
    return set(re.findall(r"https?://[^\s\"')\]]+", text))


def person(entry: Any) -> dict[str, Any]:
    """A person as a mapping, whether written as one or as “Name (Affiliation)”."""
    if isinstance(entry, dict):
        return entry
    short = re.fullmatch(r"([^()]+) \(([^()]+)\)", entry)
    assert short, f"neither a mapping nor “Name (Affiliation)”: {entry}"
    return {"name": short[1], "affiliations": [short[2]]}


def people(group: str) -> list[dict[str, Any]]:
    return [person(entry) for entry in read(f"people/{group}.yaml")["people"]]


def name_key(name: str) -> list[str]:
    """A name without letter case and order, in which the tally's lists differ from ours: “Pan, Yujie”."""
    return sorted(re.findall(r"[\w.'-]+", name.casefold()))


def title_key(title: str) -> str:
    """A title's letters and digits: without emoji, dashes and the words of a link in brackets."""
    return re.sub(r"\W", "", re.sub(r"\[.*?\]", "", title)).casefold()


def sessions() -> list[dict[str, Any]]:
    """The sessions of the workshop itself."""
    day, *_ = read("schedule.yaml")["days"]
    found: list[dict[str, Any]] = day["sessions"]
    return found
