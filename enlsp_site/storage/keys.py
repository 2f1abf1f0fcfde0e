"""The keys of targets: digests of all values that a file of the site shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.targets import DeferredValue
from enlsp_site.storage.files import digest


def key_of(values: Iterable[Any], version: str, *, origins: bool = False) -> str:
    """The key of a target: a digest of its recipe and of the values it shows. Origins say nothing (model.Origin),
    unless the target shows `origins`, too."""
    encoded = msgspec.msgpack.encode((version, *values), enc_hook=_enc_with_origins if origins else _enc)
    return digest(encoded)


def _enc_with_origins(value: object) -> object:
    return (value.file, value.path) if isinstance(value, Origin) else _enc(value)


def _enc(value: object) -> str | None:
    """What is no plain value is an Origin, which takes no part, or a Later, for which its key stands; anything else
    would be a fault of ours."""
    if isinstance(value, DeferredValue):
        return value.key
    if not isinstance(value, Origin):
        raise TypeError(f"a target's inputs hold a {type(value).__name__}")
    return None
