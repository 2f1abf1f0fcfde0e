"""The service worker and the manifest of an edition, as data."""

from __future__ import annotations

import json
from typing import Any

from enlsp_site.exports import service_worker, web_manifest


def listed(worker: bytes) -> dict[str, str]:
    """What a worker has in its list, read as JSON."""
    found: dict[str, str] = json.loads(worker.decode().partition(";\n")[0].removeprefix("const FILES = "))
    return found


def test_a_worker_names_files_from_its_own_folder_with_their_digests() -> None:
    files = {"2031/index.html": "a" * 64, "theme/style.css": "b" * 64, "images/a #1.svg": "c" * 64}
    assert listed(service_worker.write({"path": "2031/sw.js", "files": files})) == {
        "index.html": "a" * 12,
        "../theme/style.css": "b" * 12,
        "../images/a%20%231.svg": "c" * 12,
    }


def test_a_worker_is_another_one_when_a_file_is() -> None:
    one, two = ({"path": "2031/sw.js", "files": {"2031/index.html": digest * 64}} for digest in "ab")
    assert service_worker.write(one) != service_worker.write(two)


def test_a_manifest_has_what_browsers_want_of_one_and_addresses_from_its_own_folder() -> None:
    inputs: dict[str, Any] = {
        "name": "N: “T”",
        "short_name": "N",
        "language": "ar",
        "right_to_left": True,
        "size": 180,
    }
    manifest = json.loads(web_manifest.write(inputs))
    assert manifest["name"] == "N: “T”"
    assert (manifest["lang"], manifest["dir"]) == ("ar", "rtl")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("./", "./", "standalone")
    assert manifest["icons"] == [{"src": "icon.png", "sizes": "180x180", "type": "image/png"}]
