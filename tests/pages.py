"""Built sites as tests read them: pages parsed by html5lib, which knows the HTML standard and none of our code."""

from __future__ import annotations

import os
import pickle
import re
import runpy
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

import html5lib
import pytest

from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.commands.new import starter_files

T = TypeVar("T")

CLOSED_FRAME = frozenset({"template", "script", "style"})
"""Elements whose text no visitor sees."""


SITES = Path(__file__).parent / "sites"
FAULTY = frozenset({"enlsp2025"})
"""Sites that are there for their mistakes."""

WHOLE = ("starter", *sorted({found.parents[1].name for found in SITES.glob("*/content/site.yaml")} - FAULTY))
"""The whole sites beside ENLSP's: what `enlsp new` makes, and folders of tests/sites."""


TAG = re.compile(r"</?[a-z][^>]*>")
FORMULA = re.compile(r"<math.*?</math>", re.S)
VALUE = re.compile(r'\b(?!class|role|type|dir|hidden|open)([\w-]+)="[^"]*"')
"""An attribute whose value says nothing of the shape of a page."""


class Page:
    """A page of a built site. `path` is relative to the output folder."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _parser(self) -> html5lib.HTMLParser:
        return html5lib.HTMLParser(namespaceHTMLElements=False)

    @cached_property
    def root(self) -> Element:
        """The `html` element."""
        root: Element = self._parser.parse(self.text)
        return root

    @cached_property
    def shape(self) -> frozenset[tuple[str, str]]:
        """What stands next to what, without texts and addresses: lists that differ in length only have one shape."""
        body = FORMULA.sub("<math>", self.text.partition("<body")[2])
        tags = [VALUE.sub(r"\1", tag) for tag in TAG.findall(body)]
        headings = [tag for tag in tags if tag.startswith("<h")]
        return frozenset([*pairwise(tags), *pairwise(headings)])

    @property
    def language(self) -> str:
        """What its `html` element says of it: its language and direction."""
        return self.text.partition("<html")[2].partition(">")[0]

    @property
    def faults(self) -> list[str]:
        """What the standard calls a parse error, with line and column."""
        assert self.root is not None
        return [f"{line}:{column} {code} {details}" for (line, column), code, details in self._parser.errors]

    def meta(self, name: str) -> str:
        """The content of the only `<meta>` of a name or property; empty if there is none."""
        found = [
            each.get("content", "")
            for each in self.root.iter("meta")
            if name in (each.get("name"), each.get("property"))
        ]
        assert len(found) < 2, f"{self.path} says {name} twice"
        return found[0] if found else ""

    def linked(self, rel: str) -> list[str]:
        """The addresses of the `<link>`s of a kind."""
        return [each.get("href", "") for each in self.root.iter("link") if rel in each.get("rel", "").split()]

    @cached_property
    def anchors(self) -> list[str]:
        """Every `id` of the page, as often as it is given."""
        return [each.get("id", "") for each in self.root.iter() if "id" in each.attrib]

    def addresses(self) -> Iterator[str]:
        """What every element of the page leads to or loads."""
        for each in self.root.iter():
            for name in ("href", "src", "poster", "action", "data"):
                if name in each.attrib:
                    yield each.attrib[name]
            yield from (part.split()[0] for part in each.get("srcset", "").split(",") if part.strip())

    def section(self, name: str) -> Element:
        """A section, on its own page or among others: the one that the heading `<name>-heading` heads."""
        (found,) = (each for each in self.root.iter("section") if each.get("aria-labelledby") == f"{name}-heading")
        return found


class Built:
    """A site that was built into `folder`."""

    def __init__(self, site: Path, folder: Path, base_url: str, report: Report) -> None:
        self.site = site
        self.folder = folder
        self.base_url = base_url
        self.report = report

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by path."""
        return {
            path.relative_to(self.folder).as_posix(): Page(
                path.relative_to(self.folder).as_posix(), path.read_text("utf-8")
            )
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def look(self) -> frozenset[bytes]:
        """The stylesheets: what colours and sizes its pages have."""
        return frozenset(path.read_bytes() for path in self.folder.rglob("*.css"))


def samples(sites: Iterable[Built]) -> list[tuple[str, str]]:
    """Some pages of the sites, as the site's folder and the page's path there, for tests that take long on each.
    Whatever stands next to whatever on a page of one look and language does so on one of them: together they show
    every part of the templates in every order, in each look and language. Left out are pages without a look here:
    those that load their styles from where the site is published, as its 404 does, and those that lead on at once."""
    shapes = {
        (str(site.folder), page.path): {(site.look, page.language, each) for each in page.shape}
        for site in sites
        for page in site.pages.values()
        if not re.search(r'<link rel="stylesheet" href="(?:/|https?:)|http-equiv="refresh"', page.text)
    }
    left = set[Any]().union(*shapes.values())
    found = []
    while left:
        found.append(max(shapes, key=lambda each: len(shapes[each] & left)))
        left -= shapes[found[-1]]
    return found


def shared(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What is made in a folder of its own, once for all processes of a run of the tests: the first that wants it
    makes it while the others wait. It can be pickled, and is only to be read."""
    top = folders.getbasetemp()
    folder = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / "shared" / name
    kept = folder / "made"
    patience = time.monotonic() + 600
    while not kept.exists():
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            assert time.monotonic() < patience, f"Another process has not made {name} in ten minutes"
            time.sleep(0.05)
            continue
        try:
            made = make(folder)
        except BaseException:
            shutil.rmtree(folder)
            raise
        (folder / "part").write_bytes(pickle.dumps(made))
        (folder / "part").replace(kept)
    found: T = pickle.loads(kept.read_bytes())
    return found


def built(site: Path, out: Path, base_url: str = "") -> Built:
    """A site, built with success."""
    report = build(BuildOptions(site, out, base_url))
    assert report.published, report.problems
    return Built(site, out, base_url, report)


def whole(name: str, folders: pytest.TempPathFactory) -> Built:
    """One of the whole sites, copied and built without an address, once for all tests: only to be read."""
    return shared(folders, name, partial(_whole, name))


def large(folders: pytest.TempPathFactory) -> Built:
    """The site of a large conference, which tests/sites/large/make.py makes up, built without an address, once for
    all tests: only to be read."""
    return shared(folders, "large", _large)


def _large(folder: Path) -> Built:
    runpy.run_path(str(SITES / "large/make.py"))["make"](folder / "site")
    return built(folder / "site", folder / "out")


def _whole(name: str, folder: Path) -> Built:
    site = folder / "site"
    if name == "starter":
        for path, data in starter_files("MYW", "", 2031, "").items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
    else:
        shutil.copytree(SITES / name, site, ignore=shutil.ignore_patterns(".enlsp", "public"))
    return built(site, folder / "out")


def with_class(element: Element, name: str) -> list[Element]:
    """The elements of a class inside an element, in the order of the page."""
    return [each for each in element.iter() if name in each.get("class", "").split()]


def only(element: Element, name: str) -> Element:
    """The one element of a class inside an element."""
    (found,) = with_class(element, name)
    return found


def said(element: Element | None) -> str:
    """The text of an element in one line, read out as well as seen; nothing for nothing."""
    return " ".join("".join(_texts(element)).split()) if element is not None else ""


def _texts(element: Element) -> Iterator[str]:
    if element.tag not in CLOSED_FRAME:
        yield element.text or ""
        for each in element:
            yield from _texts(each)
            yield each.tail or ""


def hrefs(element: Element) -> list[str]:
    """Where the links inside an element lead."""
    return [each.get("href", "") for each in element.iter("a")]


class _Quiet(SimpleHTTPRequestHandler):
    def send_head(self) -> Any:
        """Every file whole: what was built twice within a second has the same date."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing in the terminal."""


@contextmanager
def web_server(folder: Path) -> Iterator[str]:
    """A plain web server on a folder, while the block runs: its address, with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
