"""Samples of `enlsp new`: content files that nobody has edited yet, known by a line near their top.

The line names a digest of all the rest of the file, so that a sample is one until anything in it is changed:

    # sample 3f2a91c0: an example of enlsp new; what you change here makes it yours

Reports `sample`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from enlsp_site.content.codes import SAMPLE
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.files import digest

_LINE = re.compile(r"^# sample ([0-9a-f]{8}): .*\n", re.M)
_WORDS = "an example of enlsp new; what you change here makes it yours"
NEAR = 400
"""Within how many bytes of a file's beginning the line stands."""


def marked(text: str) -> str:
    """A content file as a sample: with the line behind its first one."""
    first, _, rest = text.partition("\n")
    return f"{first}\n# sample {_digest(text)}: {_WORDS}\n{rest}"


def is_sample(text: str) -> bool:
    """Whether a content file is a sample that nobody has changed."""
    found = _LINE.search(text[:NEAR])
    return found is not None and found[1] == _digest(text[: found.start()] + text[found.end() :])


def samples_left(texts: Mapping[str, bytes]) -> list[Problem]:
    """A warning for each content file that is still a sample. Reports `sample`."""
    found = sorted(name for name, data in texts.items() if b"\n# sample " in data[:NEAR])
    return [
        report(SAMPLE, Origin(name, (), 2, 1)) for name in found if is_sample(texts[name].decode("utf-8", "replace"))
    ]


def _digest(text: str) -> str:
    return digest(text.encode())[:8]
