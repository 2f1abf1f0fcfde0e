"""sw.js: the service worker of an edition (W3C Service Workers), which shows it where there is no network.

What it does is in `service_worker.js` beside this; in front of that stand the files that it keeps from the first
visit on, each with a digest of its bytes. So it is another worker when one of them changes, which browsers notice at
the next visit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enlsp_site.model import urls


def write(inputs: Mapping[str, Any]) -> bytes:
    """The worker at `path`, which keeps `files`: digests by path in the site."""
    place = urls.relative_to(inputs["path"])
    kept = {place(urls.inside(path)): digest[:12] for path, digest in inputs["files"].items()}
    code = Path(__file__).with_name("service_worker.js").read_text("utf-8")
    return f"const FILES = {json.dumps(kept, indent=1)};\n\n{code}".encode()
