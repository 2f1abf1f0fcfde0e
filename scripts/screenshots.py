"""Pictures of the built ENLSP site for the README, so that they never lie: `make screenshots`.

Needs a Chromium (scripts/browser.sh finds one, CHROMIUM names another).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from enlsp_site.build.pipeline import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOP = Path(__file__).parent.parent
IMAGES = TOP / "docs" / "images"
VIEWS = (
    ("home", "2025/index.html", (1280, 800), "light"),
    ("home-dark", "2025/index.html", (1280, 800), "dark"),
    ("phone", "2025/schedule/index.html", (390, 800), "light"),
)
"""Name, page, size of the window in CSS pixels, colour scheme."""


def main() -> None:
    """Build the site into a folder of its own and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        shutil.copytree(TOP / "content", site / "content")
        out = Path(folder) / "out"
        if not build(Options(site, out)).published:
            raise SystemExit("the site has errors: `enlsp build` tells them")
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for view in VIEWS:
            take(browser, out, *view)
        browser.close()


def take(browser: Browser, out: Path, name: str, page: str, size: tuple[int, int], scheme: str) -> None:
    """One picture of what a window of this size shows first."""
    window = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    window.goto((out / page).as_uri())
    window.screenshot(path=IMAGES / f"{name}.png")
    window.close()


if __name__ == "__main__":
    main()
