"""manifest.webmanifest: how an edition is called, begins and looks on a home screen (W3C Web Application
Manifest). Its addresses are relative to its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def write(inputs: Mapping[str, Any]) -> bytes:
    """`name` and `short_name`, `language` with `right_to_left`, and the `size` in pixels of icon.png beside it."""
    size = f"{inputs['size']}x{inputs['size']}"
    manifest = {
        "name": inputs["name"],
        "short_name": inputs["short_name"],
        "lang": inputs["language"],
        "dir": "rtl" if inputs["right_to_left"] else "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fcfbf9",
        "theme_color": "#fcfbf9",
        "icons": [{"src": "icon.png", "sizes": size, "type": "image/png"}],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
