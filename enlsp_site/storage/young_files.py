"""Files that had just been written when a build read them: their stamps say little, so a manifest keeps their
digests, and a build with nothing new compares these. Once is enough: what is written later has another stamp."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from typing import Any

    from enlsp_site.storage.build_memory import Manifest, Snapshot


def settle(manifest: Manifest, known: dict[str, Any], seen: Snapshot) -> None:
    """Go by the stamps alone of the files that are young no more, where all are as in `known`, the manifest's values.
    Where that cannot be written, they are compared again."""
    stamps = known["inputs"]
    old = [name for name, stamp in stamps.items() if len(stamp) > 3 and name not in seen.young]
    if old:
        stamps.update({name: stamps[name][:3] for name in old})
        try:
            manifest.put(known)
        except OSError:
            return
