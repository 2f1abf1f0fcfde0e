"""Who reads a site while builds publish it meets no missing file, and no page with the stylesheet of another build:
pages come, change and link one another, and colours change with them."""

from __future__ import annotations

import posixpath
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sites import GOOD
from stopped import Stopper, links_of

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked off one that has imported all"),
]


def write(site: Path, number: int) -> None:
    """The site for a build of that number: so many pages, up to ten, linked by the overview and by the one before."""
    pages = min(number, 10)
    files = dict(GOOD)
    files["content/site.yaml"] = f"{GOOD['content/site.yaml']}look: {{accent: '#{number:02x}1c4a'}}\n"
    links = " ".join(f"[{each}](page{each})." for each in range(pages + 1))
    files["content/pages/overview.md"] = f"---\ntitle: Overview\n---\n{links}\n"
    for each in range(pages + 1):
        after = f"[next](page{(each + 1) % (pages + 1)})"
        files[f"content/pages/page{each}.md"] = f"---\ntitle: Page {each}\n---\nAfter {number} builds: {after}.\n"
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else str(text).encode())


def crawl(public: Path) -> tuple[int, list[str]]:
    """Follow all links from the home page, at once: how many files were read, and which were not there. Where one is
    not there and the page that led to it is another one by now, that page is read again."""
    read: dict[str, bytes] = {}
    left, missing = [("index.html", "")], []
    while left:
        path, linked_by = left.pop()
        try:
            read[path] = (public / path).read_bytes()
        except OSError:
            if not linked_by or is_as(public / linked_by, read[linked_by]):
                missing.append(path)
            else:
                left.append((linked_by, "index.html"))
            continue
        for link in links_of(read[path]) if path.endswith(".html") else ():
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
            target = target if posixpath.splitext(target)[1] else f"{target}/index.html"
            if target not in read and (target, path) not in left:
                left.append((target, path))
    return len(read), missing


def is_as(path: Path, data: bytes) -> bool:
    """Whether a file is there, and what it was."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


_BUILD = re.compile(rb"After (\d+) builds")
_ACCENT = re.compile(rb"--accent: #(..)1c4a;")
_LOOK = re.compile(rb'href="\.\./(look[^"]*\.css)"')


def fits(public: Path, page: str) -> bool | None:
    """Whether a page that tells its build has that build's colours; None where it has changed while it was looked at,
    or is not there yet."""
    try:
        data = (public / page).read_bytes()
        build, look = _BUILD.search(data), _LOOK.search(data)
        if not (build and look):
            return None
        colours = (public / "2031" / look[1].decode()).read_bytes()
        if (public / page).read_bytes() != data:
            return None
    except OSError:
        return None
    accent = _ACCENT.search(colours)
    return accent is not None and int(accent[1], 16) == int(build[1])


def read_during(site: Path, builds: int) -> int:
    """Build so often, and crawl meanwhile. Returns how many files were read."""
    stopper, read = Stopper(), 0
    write(site, 0)
    assert stopper.run(site).code == 0
    with ThreadPoolExecutor(1) as others:
        for number in range(1, builds + 1):
            write(site, number)
            build = others.submit(stopper.run, site)
            while not build.done():
                count, missing = crawl(site / "public")
                assert missing == [], number
                read += count
                pages = [f"2031/page{each}/index.html" for each in range(min(number, 10))]
                assert [page for page in pages if fits(site / "public", page) is False] == [], number
            assert build.result().code == 0, build.result().said
    stopper.close()
    return read


def test_a_reader_meets_no_missing_file_while_a_build_publishes(tmp_path: Path) -> None:
    assert read_during(tmp_path, 3) > 60


@pytest.mark.slow
def test_a_reader_meets_no_missing_file_while_a_hundred_builds_publish(tmp_path: Path) -> None:
    assert read_during(tmp_path, 100) > 3000
