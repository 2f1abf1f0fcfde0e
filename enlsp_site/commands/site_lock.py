"""What a site is built with: its generator and the libraries, to the version, as files in its `requirements/`.

`build.txt` holds the libraries with their digests, those that this generator was tested with; `generator.txt` the
generator itself, as pip reads it (PEP 508, or an address). The site's workflow and README install both, so that a
commit of it builds the same site in years. `enlsp new` writes them; what renews a site writes them again.
"""

from __future__ import annotations

import json
import re
from typing import Any

from enlsp_site import __version__
from enlsp_site.storage.files import theme_dir

PACKAGE = "enlsp-site"
_EXACT = re.compile(r"== *[^*\s]+$|[^/@]@(?=\D*\d)[^/@\s]+$|\.whl$")
"""How a pinned generator ends: with a whole version; after an address, with `@` and a commit or tag, which have
digits where most branches have none; or as a wheel."""


def site_lock(generator: str) -> dict[str, bytes]:
    """The files by their paths in a site; `generator` is one line that pip can install."""
    named = (
        "# The generator that makes this site; what is renewed here should be tried with `enlsp build --strict`.\n"
        f"{generator}\n"
    )
    return {"requirements/build.txt": _libraries(), "requirements/generator.txt": named.encode()}


def this_generator() -> str:
    """The generator that runs, as pip can install it elsewhere: its released version; or, where pip had it from a
    repository (PEP 610), that repository at that commit."""
    source = _source()
    if commit := source.get("vcs_info", {}).get("commit_id"):
        return f"{PACKAGE} @ {source['vcs_info']['vcs']}+{source['url']}@{commit}"
    return f"{PACKAGE}=={__version__}"


def comes_from_a_folder() -> bool:
    """Whether the generator that runs was installed from a folder, so that its version need not be a released one."""
    return "dir_info" in _source()


def is_exact(generator: str) -> bool:
    """Whether what pip can install is one version, or one commit or tag, and the same on another day."""
    address, _, _ = generator.partition("#")
    return bool(_EXACT.search(address.strip()))


def _libraries() -> bytes:
    lines = (theme_dir() / "requirements/build.txt").read_text("utf-8").splitlines(keepends=True)
    told = "# The libraries that enlsp makes this site with, to the version and the digest of each of their files.\n"
    return (told + "".join(line for line in lines if not line.startswith("#"))).encode()


def _source() -> dict[str, Any]:
    """Where pip had the package from (PEP 610); empty for a released version."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        written = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return {}
    return dict(json.loads(written)) if written else {}
