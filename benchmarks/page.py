"""How good the pages are, seen by a browser: weight, Lighthouse, layout shifts, two engines that look for
barriers, two checkers of HTML.

    python -m benchmarks.page [--photos FOLDER] [--runs 3]

Writes docs/quality.md. Needs a Chromium ($CHROMIUM, or the system's), Node and Java: `make quality` sees to them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from benchmarks import checkers, lighthouse, specimens
from benchmarks.host import host, packed
from benchmarks.report import Measured, written
from benchmarks.visits import SIZES, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCUMENT = specimens.REPOSITORY / "docs" / "quality.md"
PHOTOS = specimens.REPOSITORY.parent / "shared" / "enlsp2025" / "images"
HOME = "2025/"
PAGES = {
    "home": HOME,
    "the schedule": "2025/schedule/",
    "the papers": "2025/papers/",
    "a paper": "2025/papers/*/",
    "the papers of 2024": "2024/papers/",
}
"""What Lighthouse looks at, where the site has it: the first page at such an address."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Build the sites, measure, write the page."""
    parser = argparse.ArgumentParser(description="measure the built pages of the ENLSP site in a browser")
    parser.add_argument("--photos", type=Path, default=PHOTOS, help="a folder with photos of the people")
    parser.add_argument("--runs", type=int, default=3, help="how often Lighthouse looks at each page")
    asked = parser.parse_args()
    if lacks := lacking():
        raise SystemExit(f"{lacks}\n`make quality` brings all that is needed")
    with TemporaryDirectory() as folder, host(Path(folder) / "served") as address:
        measured = measure(Path(folder), address, asked.photos, asked.runs)
    DOCUMENT.write_text(written(measured), "utf-8")
    print(f"written: {DOCUMENT.relative_to(specimens.REPOSITORY)}")


def lacking() -> str:
    """What this machine lacks for the measurement; empty if it lacks nothing."""
    if not lighthouse.LIGHTHOUSE.exists():
        return "Lighthouse is not here: npm ci --prefix benchmarks/tools brings it"
    if not chromium():
        return "There is no Chromium here: install one, or name it in CHROMIUM"
    lacks = (checkers.axe_lacks, checkers.ibm_lacks, checkers.vnu_lacks, checkers.html_validate_lacks)
    return next(filter(None, (each() for each in lacks)), "")


def chromium() -> str:
    """The browser to look with; empty if there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or ""


def measure(folder: Path, address: str, photos: Path, runs: int) -> Measured:
    """Everything, on a plain and a full site that are built into `served` in a folder."""
    from playwright.sync_api import sync_playwright

    plain = specimens.publish(
        specimens.copy_of_site(folder / "plain"), folder / "served" / "plain", f"{address}plain/"
    )
    site = specimens.copy_of_site(folder / "full")
    photographed, made_up = specimens.add_photos(site, photos), specimens.add_papers(site)
    full = specimens.publish(site, folder / "served" / "full", f"{address}full/")
    styles = b"".join(sheet.read_bytes() for sheet in sorted((plain / "theme").glob("*.css")))
    told = checkers.vnu(plain, full)
    views = list(looked_at(full, f"{address}full/"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        axe, ibm = accessibility(browser, f"{address}full/", full)
        return Measured(
            date=dt.date.today().isoformat(),
            tools=tools(browser),
            machine=f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores that other work may share",
            host=address,
            pages=len(pages(full)),
            photos=photographed,
            papers=made_up,
            plain_home=visit(browser, f"{address}plain/{HOME}", "desktop"),
            full_home=visit(browser, f"{address}full/{HOME}", "desktop"),
            styles=len(styles),
            styles_packed=len(packed(styles)),
            scripts_packed=sum(
                len(packed(script.read_bytes()))
                for script in (plain / "theme").glob("*.js")
                if script.name not in specimens.RARE_SCRIPTS
            ),
            shifts={(page, device): visit(browser, url, device).shift for page, device, url in views},
            axe=axe,
            ibm=ibm,
            vnu=[fault for fault in told if fault.words not in checkers.BEHIND],
            html_validate=checkers.html_validate(plain, full),
            vnu_behind=len([fault for fault in told if fault.words in checkers.BEHIND]),
            scores={(page, device): scores(url, device, runs) for page, device, url in views},
        )


def looked_at(out: Path, address: str) -> Iterator[tuple[str, str, str]]:
    """What is looked at closely: a page's name, the device, and the page's address."""
    for page, pattern in PAGES.items():
        for found in sorted(out.glob(f"{pattern}index.html"))[:1]:
            for device in SIZES:
                yield page, device, f"{address}{found.parent.relative_to(out).as_posix()}/"


def scores(url: str, device: str, runs: int) -> lighthouse.Scores:
    """What Lighthouse says, which takes a while and is told meanwhile."""
    print(f"Lighthouse looks at {url} on a {device} …", file=sys.stderr)
    return lighthouse.measure(url, device, chromium(), runs)


def tools(browser: Browser) -> dict[str, str]:
    """What measures, with versions."""
    return {
        "Chromium": browser.version,
        "Lighthouse": lighthouse.version(),
        "axe": checkers.axe_version(),
        "IBM's engine": checkers.ibm_version(),
        "the Nu HTML checker": checkers.vnu_version(),
        "html-validate": checkers.html_validate_version(),
    }


def pages(out: Path) -> list[str]:
    """The pages of a built site."""
    return sorted(page.relative_to(out).as_posix() for page in out.rglob("*.html"))


def accessibility(browser: Browser, address: str, out: Path) -> tuple[list[checkers.Fault], list[checkers.Fault]]:
    """What axe and IBM's engine find on every page of a built site, on a phone and a desktop, in light and dark."""
    axe, ibm = [], []
    for device, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", bypass_csp=True
        )
        checkers.prepare_axe(context)
        checkers.prepare_ibm(context)
        page = context.new_page()
        for path in pages(out):
            page.goto(address + path)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                axe += checkers.axe(page, f"{path} ({device}, {scheme})")
                ibm += checkers.ibm(page, f"{path} ({device}, {scheme})")
        context.close()
    return axe, ibm


if __name__ == "__main__":
    main()
