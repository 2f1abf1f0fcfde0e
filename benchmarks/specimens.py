"""The sites whose pages are measured: ENLSP 2025 as it is, and with the photos of its people and with papers.

The photos are not part of the repository, which has no right to give them away: they are taken from a folder that is
named, where there is one. Its papers are not known yet either, so a dozen is made up here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from enlsp_site.build.pipeline import BuildOptions, build

REPOSITORY = Path(__file__).parent.parent
RARE_SCRIPTS = {
    "embed.js": 500,
    "lists.js": 950,
    "mend.js": 600,
    "programme-embed.js": 600,
    "programme.js": 5_000,
    "room.js": 600,
    "screen.js": 2_600,
    "scroll.js": 250,
}
"""Scripts of the theme that few pages have, or for a while, each with the bytes that it may weigh when packed."""
PHOTOS = {
    "Samy Bengio": "samy_bengio.jpg",
    "Azalia Mirhoseini": "azalia.jpg",
    "Weizhu Chen": "Weizhu_Chen.jpg",
    "Barbara Plank": "barbara2.jpg",
    "Peter Clark": "peter_clark.jpg",
    "Lu Hou": "luhou.jpg",
    "Beidi Chen": "beidi_chen.jpg",
    "Ivan Vulić": "ivan_vulic.jpg",
    "Tanya Roosta": "tanya_roosta.jpg",
    "Mehdi Rezagholizadeh": "Mehdi_Rezagholizadeh.jpg",
    "Peyman Passban": "peyman_passban.jpg",
    "Yue Dong": "Yue_Dong.jpg",
    "Tatiana Likhomanenko": "tatiana_likhomanenko.jpg",
    "Vikram Appia": "Vikram-Appia.jpg",
    "Boxing Chen": "boxing2.jpg",
    "David Alfonso-Hermelo": "dav.jpg",
    "Khalil Bibi": "khalil_bibi.png",
    "Mahsa Ghazvini Nejad": "Mahsa.jpg",
    "Ali Edalati": "ali.jpg",
}
"""Whose photo is which file."""

SUBJECTS = ("Short chains of thought", "Early exits", "Shared caches", "Sparse experts")
AIMS = ("for speech on a phone", "at a fixed budget", "without a second model")
ABSTRACT = """\
{title}: that is what this paper is about, which nobody has written. It asks how much of the work at test time
could be left out, and finds that the cost falls from \\(O(n^2)\\) to \\(O(n \\log n)\\) where the input is longer
than the answer.

Its second paragraph says what was measured: {number} models, each with and without the change, on two benchmarks,
at batch sizes from 1 to 64. The change costs nothing in training, and at test time it saves between a fifth and a
half of the energy. What it cannot do is told as well: on short inputs nothing is gained.
"""


def copy_of_site(site: Path) -> Path:
    """ENLSP 2025 alone, as an organizer has it: its content, the theme from where it is installed."""
    for name in ("content", "editions"):
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, site / name)
    return site


def add_photos(site: Path, photos: Path) -> int:
    """Give each person a photo from a folder, where it has one; returns how many got one."""
    given = {name: file for name, file in PHOTOS.items() if (photos / file).is_file()}
    for group in (site / "content" / "people").glob("*.yaml"):
        lines = []
        for line in group.read_text("utf-8").splitlines():
            lines.append(line)
            before, mark, name = line.partition("- name: ")
            if mark and name in given:
                lines.append(f"{before}  photo: images/{given[name]}")
        group.write_text("\n".join(lines) + "\n", "utf-8")
    (site / "static" / "images").mkdir(parents=True, exist_ok=True)
    for file in given.values():
        shutil.copyfile(photos / file, site / "static" / "images" / file)
    return len(given)


def add_papers(site: Path) -> int:
    """Give the site papers, where it has none; returns how many were made up."""
    if any((site / "content").glob("papers.*")):
        return 0
    titles = [f"{subject} {aim}" for subject in SUBJECTS for aim in AIMS]
    papers = [_paper(number, title) for number, title in enumerate(titles, 1)]
    (site / "content" / "papers.yaml").write_text("\n".join(papers), "utf-8")
    return len(papers)


def _paper(number: int, title: str) -> str:
    """A paper with all that a page of a paper shows."""
    abstract = "\n".join(f"    {line}".rstrip() for line in ABSTRACT.format(title=title, number=number).splitlines())
    return f"""\
- id: {number}
  title: {title}
  authors:
    - {{name: Ada Example, affiliations: [University of Examples], corresponding: true}}
    - {{name: Ben Sample, affiliations: [University of Examples, Sample Labs]}}
  decision: {"oral" if number % 4 == 1 else "poster"}
  keywords: [efficiency, {title.split()[0].lower()} {title.split()[1].lower()}]
  tldr: Less work at test time, and nobody is the worse for it.
  arxiv: "2501.{number:05}"
  code: https://example.org/code/{number}
  abstract: |
{abstract}
"""


def publish(site: Path, out: Path, address: str) -> Path:
    """Build a site that will be at an address; it must have no errors."""
    report = build(BuildOptions(site, out, address))
    if not report.published:
        raise SystemExit("\n".join(f"{each.origin.file}: {each.message}" for each in report.problems))
    return out
