"""Pictures: what they are, the smaller copies that pages show, and how a page names those. Bytes in, bytes out.

Pillow is imported when there is a picture to look into or to make, and nowhere else.
"""

from __future__ import annotations

from enlsp_site.images.copies import Copy, make, small
from enlsp_site.images.faults import Fault, UnreadableError
from enlsp_site.images.html import sources
from enlsp_site.images.inspection import Seen, look
from enlsp_site.images.pixels import SUFFIXES, Box

__all__ = ["SUFFIXES", "Box", "Copy", "Fault", "Seen", "UnreadableError", "look", "make", "small", "sources"]
