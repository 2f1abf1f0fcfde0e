"""How a page names the files of a picture."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from enlsp_site.model.media import Picture


def sources(picture: Picture) -> str:
    """The `<source>` elements of a picture, the best form first; a browser takes the first form that it knows, and of
    that the file whose width fits."""
    return "".join(
        f'<source type="{each.type}" srcset="{_candidates(each.files)}" sizes="{escape(picture.sizes)}">'
        for each in picture.sources
    )


def _candidates(files: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{escape(url)} {width}w" for url, width in files)
