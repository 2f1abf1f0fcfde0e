"""The rule on photos: that none is published with what its camera noted of a person or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from enlsp_site.checks.evidence import Evidence, PublishedFile
from enlsp_site.checks.rule import Rule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

PHOTO_METADATA = Code(
    "photo-metadata",
    "warning",
    what="this photo says where it was taken, or whose it is",
    why="Cameras write into photos where they were taken, and whose they are.",
    bad="papers/7/poster.jpg with the coordinates of a living room",
    good="the same picture saved without metadata",
)

_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4}(?:Exif\0\0)?)(II\*\0|MM\0\*)", re.S)
_XMP_PLACE, _XMP_OWNER = (
    rb"exif:GPSLatitude",
    rb"(?:aux|exifEX):(?:OwnerName|CameraOwnerName|SerialNumber|BodySerialNumber)",
)
_CAMERA, _LOCATION = 0x8769, 0x8825
_LATITUDE, _OWNERS = (_LOCATION, 2), {(_CAMERA, 0xA430), (_CAMERA, 0xA431)}
"""Tags with the directory that they stand in (Exif 2.32, 4.6): the latitude, the camera's owner and its number."""


def photos_keep_to_themselves(evidence: Evidence) -> Iterator[Problem]:
    """No photo is published with the place where it was taken, or with its camera's owner or number. The copies that
    pages show have no such data; a file that is linked or published as it is has what the camera wrote.
    Reports `photo-metadata`."""
    for path, stored in evidence.files.items():
        what = _told_by(stored) if stored.source and path.lower().endswith(_WITH_METADATA) else ""
        if what:
            message = f"this picture is published with {what}, as its camera wrote it"
            hint = "save it without metadata: `exiftool -all= FILE`, or an editor's “export for the web”"
            yield report(PHOTO_METADATA, Origin(stored.source), message, hint)


_WITH_METADATA = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


def _told_by(stored: PublishedFile) -> str:
    """What a picture's metadata tell of its maker."""
    data = stored.read()[:1_000_000]
    found = _EXIF.search(data)
    tags = set(_tags(data[found.start(1) :])) if found else set()
    if _LATITUDE in tags or re.search(_XMP_PLACE, data):
        return "the place where it was taken"
    return "the owner or the number of its camera" if tags & _OWNERS or re.search(_XMP_OWNER, data) else ""


def _tags(tiff: bytes) -> Iterator[tuple[int, int]]:
    """The tags of a TIFF header's first directory, of the camera's and of the place's, each with its directory."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    waiting, done = [(0, number(4, 4))], 0
    while waiting and done < 3:
        directory, start = waiting.pop()
        done += 1
        for index in range(min(number(start, 2), 200)):
            tag = number(start + 2 + 12 * index, 2)
            yield directory, tag
            if directory == 0 and tag in (_CAMERA, _LOCATION):
                waiting.append((tag, number(start + 10 + 12 * index, 4)))


RULES = (Rule(PHOTO_METADATA, photos_keep_to_themselves),)
