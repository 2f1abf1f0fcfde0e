"""Where values stand in a YAML text: line and column of the value to which a path leads."""

from __future__ import annotations

import contextlib
from typing import Any

from enlsp_site.content.syntax import text_positions
from enlsp_site.content.syntax.yaml import loader
from enlsp_site.diagnostics.origin import Path

_KEY = "~key:"


class _Spot:
    """Where a value stands; for a mapping also where its keys do, for a text what it is. Lines and columns from 0."""

    __slots__ = ("column", "items", "keys", "line", "pending", "style", "value")

    def __init__(self, event: Any) -> None:
        self.line: int = event.start_mark.line
        self.column: int = event.start_mark.column
        self.style: str = getattr(event, "style", None) or ""
        self.value: str | None = getattr(event, "value", None)
        self.items: dict[str | int, _Spot] = {}
        self.keys: dict[str, _Spot] | None = None
        self.pending: Any = None  # the key whose value comes next


def locate_all(text: str, paths: list[Path], *, first_line: int = 1) -> list[tuple[int, int]]:
    """Line and column, from 1, of the values at the paths; the text is parsed once.

    A quoted text stands at its quote, a block text at its `|`, a list or mapping at its first `-` or key.
    A last step `~key:name` asks for the key `name` itself, `~at:2:7` for a place within a text: its second line, and
    the seventh column of that, as far as it can be known. Of what does not exist, the place of the deepest ancestor
    is given. Columns count characters.
    """
    root, lines = _spots(text), text.split("\n")
    found = [text_positions.place(_follow(root, path), path, lines) for path in paths] if root else []
    return [(line + first_line, column + 1) for line, column in found] or [(first_line, 1)] * len(paths)


def _follow(spot: _Spot, path: Path) -> _Spot:
    for step in path:
        if isinstance(step, str) and step.startswith(_KEY) and spot.keys is not None:
            return spot.keys.get(step.removeprefix(_KEY), spot)
        if step not in spot.items:
            break
        spot = spot.items[step]
    return spot


def _spots(text: str) -> _Spot | None:
    """The places of all values, as far as the text can be read."""
    import yaml

    root: _Spot | None = None
    anchors: dict[str, _Spot] = {}
    open_spots: list[_Spot] = []
    with contextlib.suppress(yaml.YAMLError):
        pull = loader(text).get_event
        while not isinstance(event := pull(), (yaml.DocumentEndEvent, yaml.StreamEndEvent)):
            if isinstance(event, yaml.CollectionEndEvent):
                open_spots.pop()
            elif isinstance(event, yaml.NodeEvent):
                spot = _Spot(event)
                if open_spots:
                    _attach(open_spots[-1], spot, event)
                root = root or spot
                if isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
                    spot.items, spot.keys = anchors[event.anchor].items, anchors[event.anchor].keys
                elif event.anchor:
                    anchors[event.anchor] = spot
                if isinstance(event, yaml.CollectionStartEvent):
                    spot.keys = {} if isinstance(event, yaml.MappingStartEvent) else None
                    open_spots.append(spot)
    return root


def _attach(parent: _Spot, spot: _Spot, event: Any) -> None:
    """Put a value into its list or mapping, or keep it as the key of the value that comes next."""
    if parent.keys is None:
        parent.items[len(parent.items)] = spot
    elif parent.pending is None:
        parent.pending = (getattr(event, "value", None), spot)
    else:
        key, key_spot = parent.pending
        parent.pending = None
        if key is not None:
            parent.keys.setdefault(key, key_spot)
            parent.items.setdefault(key, spot)
