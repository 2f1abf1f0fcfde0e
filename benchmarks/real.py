"""How fast the site of a real workshop is built from its own data, here and by Jekyll, which it was made for.

    python -m benchmarks.real FOLDER [--rounds 10] [--tools FOLDER]

The folder is a workshop's Jekyll site: `_config.yml`, `_data/`, `index.md`, pictures. Its theme is not among the
data, so Jekyll is given the barest layout that shows them; ours is what `enlsp import jekyll` makes of the folder,
with the full theme. All builds of a round run one after the other; what counts is the median of the ratios to
Jekyll's cold build.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.compare import Run, Table, keep, table_of, timed
from benchmarks.rivals import ours, page, write

JEKYLL = "Jekyll, bare, cold"
COLD = "ours, full theme, cold, with the copies of all pictures"
PICTURES_KEPT = "ours, full theme, cold but for the pictures, as CI keeps them"
EDITED, UNCHANGED = "ours, full theme, one text edited", "ours, full theme, nothing changed"

PERSON = (
    '<li>{% if each.photo %}<img src="/images/{{ each.photo }}" alt="">{% endif %}'
    "{{ each.name }} ({{ each.affiliation }})</li>"
)


def main() -> None:
    """Measure, and write what was seen."""
    parser = argparse.ArgumentParser(description="time our build of a real workshop beside Jekyll's")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--tools", type=Path, default=Path.home() / ".cache" / "enlsp-benchmarks")
    asked = parser.parse_args()
    jekyll = shutil.which("jekyll")
    if not jekyll:
        raise SystemExit("there is no Jekyll here (as root: apt-get install jekyll)")
    enlsp = ours(asked.tools / "ours")[0].command[0]
    with TemporaryDirectory() as folder:
        theirs, own = Path(folder) / "theirs", Path(folder) / "own"
        lay_out_jekyll(asked.folder, theirs)
        lay_out_ours(asked.folder, own, enlsp)
        table: Table = {}
        for number in range(asked.rounds + 1):
            for name, run in one_round(theirs, own, jekyll, enlsp, number):
                table.setdefault(name, []).append(run)
    text = table_of("ENLSP 2025", {name: runs[1:] for name, runs in table.items()}, asked.rounds, JEKYLL)
    print(text)
    keep("compare a real workshop", text)


def lay_out_jekyll(source: Path, folder: Path) -> None:
    """Their site, without the plugins of its theme, and with the barest layouts and lists."""
    shutil.copytree(source, folder)
    home = page("{{ page.title }}", "{{ content }}", "/")
    nested = "{% for row in site.data.NAME %}{% for each in row.ROWS %}" + PERSON + "{% endfor %}{% endfor %}"
    people = {
        name: nested.replace("NAME", name).replace("ROWS", rows)
        for name, rows in (
            *(("speakers", "speakers"), ("panelists", "speakers")),
            *(("organizers", "organizers"), ("volunteers", "volunteers")),
        )
    }
    lists = people | {
        "schedule": "{% for each in site.data.schedule %}"
        "<li>{{ each.Time }} {{ each.Title }} {{ each.Presenter }}</li>{% endfor %}",
        "technical_committee": "{% for each in site.data.technical_committee %}<li>{{ each }}</li>{% endfor %}",
    }
    files = {f"_includes/{name}.html": f"<ul>{text}</ul>\n" for name, text in lists.items()}
    bare = {"_layouts/home.html": home, "_layouts/page.html": home, "_bare.yml": "theme: null\nplugins: []\n"}
    write(folder, files | bare)


def lay_out_ours(source: Path, folder: Path, enlsp: str) -> None:
    """What our import makes of it."""
    command = [enlsp, "import", "jekyll", str(source), "--site", str(folder)]
    subprocess.run(command, check=True, capture_output=True)


def one_round(theirs: Path, own: Path, jekyll: str, enlsp: str, number: int) -> Iterator[tuple[str, Run]]:
    """Jekyll cold; ours cold, cold with the store of pictures, after an edit, and of nothing new."""
    for made in ("_site", ".jekyll-cache"):
        shutil.rmtree(theirs / made, ignore_errors=True)
    config = "_config.yml,_bare.yml"
    yield JEKYLL, timed([jekyll, "build", "--quiet", "--disable-disk-cache", "--config", config], theirs)
    build = [enlsp, "build", "-q"]
    shutil.rmtree(own / ".enlsp", ignore_errors=True)
    shutil.rmtree(own / "public", ignore_errors=True)
    yield COLD, timed(build, own)
    for each in (own / ".enlsp").glob("m*-*"):  # manifest and memory
        each.unlink()
    shutil.rmtree(own / "public")
    yield PICTURES_KEPT, timed(build, own)
    text = next(iter(sorted((own / "content" / "pages").glob("*.md"))))
    text.write_text(f"{text.read_text('utf-8').partition('Edit ')[0]}Edit {number}.\n", "utf-8")
    yield EDITED, timed(build, own)
    timed(["sleep", "0.1"], own)  # let the edit grow older than the grain of the clock, as edits do
    timed(build, own)
    yield UNCHANGED, timed(build, own)


if __name__ == "__main__":
    main()
