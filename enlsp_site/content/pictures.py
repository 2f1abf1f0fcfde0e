"""The pictures of an edition: looked into as its files name them, and the copies that its pages need.

What was seen of a picture is remembered by its bytes, so that one that has not changed is not opened again.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from enlsp_site.content.picture_codes import (
    FONT_ELSEWHERE,
    MOVING_PICTURE,
    PICTURE_ELSEWHERE,
    PICTURE_SIZE,
    PICTURE_SUFFIX,
)
from enlsp_site.content.picture_sizes import Role, Shape, figure
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import faults, inspection, picture_html, pixels
from enlsp_site.model import urls
from enlsp_site.model.media import Picture, PictureCopy, PictureFiles, StaticFile
from enlsp_site.storage.codes import PATH_OUTSIDE_SITE
from enlsp_site.storage.files import digest, unreadable
from enlsp_site.storage.memory import Memory
from enlsp_site.text import plain_text

TYPES = {"avif": "image/avif", "webp": "image/webp"}
"""The forms in which all copies are made, the best first, and their media types."""

OPENED = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")
"""How files end that browsers open as pictures."""


class PictureResult(NamedTuple):
    """A picture, unless nothing can be made of it; and what is wrong with it."""

    picture: Picture | None
    problems: list[Problem]


class AskedPicture(NamedTuple):
    """A picture that was asked for: the values with which it was, and what came of it."""

    values: tuple[StaticFile, Role, Origin, str]
    result: PictureResult


class EditionPictures:
    """The pictures that one edition names. `copies` are those to be made of them, by their paths, and `asked` all
    that were asked for."""

    def __init__(self, root: Path, edition: str, memory: Memory) -> None:
        self.copies: dict[str, PictureCopy] = {}
        self.asked: list[AskedPicture] = []
        self._root = root
        self._edition = edition
        self._memory = memory

    def picture(self, file: StaticFile, role: Role, origin: Origin, alt: str = "") -> PictureResult:
        """A file as a picture for a purpose; `origin` is where it is named."""
        found = self._looked(file, role, origin, alt)
        self.asked.append(AskedPicture((file, role, origin, alt), found))
        return found

    def _looked(self, file: StaticFile, role: Role, origin: Origin, alt: str) -> PictureResult:
        if not file.digest:  # it cannot be read, which has been told of
            return PictureResult(None, [])
        try:
            seen = self._seen(file)
        except OSError as fault:
            return PictureResult(None, [unreadable(file.source, fault)])
        except faults.UnreadablePictureError as found:
            code, clause, hint = found.fault
            return PictureResult(None, [report(code, origin, f"{file.source} {clause}", hint)])
        return PictureResult(self._placed(file, seen, role(seen), alt), _warnings(file, seen, origin))

    def _seen(self, file: StaticFile) -> inspection.PictureInfo:
        """What is seen of a picture. Raises OSError, and `UnreadablePictureError`, which is not remembered."""
        known = self._memory.recall("pictures", file.digest)
        if known is not None:
            seen = inspection.PictureInfo(*known)
            return seen._replace(box=(seen.box[0], seen.box[1], seen.box[2], seen.box[3]))
        seen = inspection.look((self._root / file.source).read_bytes())
        self._memory.keep("pictures", file.digest, list(seen))
        return seen

    def _placed(self, file: StaticFile, seen: inspection.PictureInfo, shape: Shape, alt: str) -> Picture:
        """A picture as pages show it, its copies put down to be made. An SVG is shown as it is."""
        plain = Picture(
            url=urls.inside(file.path), alt=alt, width=shape.width, height=shape.height, file=file, tone=seen.tone
        )
        if seen.form == "SVG":
            return plain
        name = f"{self._edition}/pictures/{_name(file)}-{digest(repr((file.digest, shape.box)).encode())[:8]}"
        rest = "png" if seen.clear or seen.drawn else "jpg"
        sources = [
            PictureFiles(
                type=kind,
                files=tuple((self._copy(file, seen, shape, name, wide, form), wide) for wide in shape.widths),
            )
            for form, kind in TYPES.items()
            if _fits(shape, form)
        ]
        return Picture(
            url=self._copy(file, seen, shape, name, shape.fallback, rest),
            alt=alt,
            width=shape.width,
            height=shape.height,
            sizes=shape.sizes,
            sources=tuple(sources),
            file=file,
            tone=seen.tone,
        )

    def _copy(
        self, file: StaticFile, seen: inspection.PictureInfo, shape: Shape, name: str, width: int, form: str
    ) -> str:
        """The address of a copy, which is put down."""
        left, top, right, bottom = shape.box
        path = f"{name}-{width}.{form}"
        self.copies[path] = PictureCopy(
            path=path,
            source=file.source,
            digest=file.digest,
            box=shape.box,
            width=width,
            height=max(1, round(width * (bottom - top) / (right - left))),
            form=form,
            drawn=seen.drawn and form != "jpg",
        )
        return urls.inside(path)


def _fits(shape: Shape, form: str) -> bool:
    """Whether all copies can be had in a form: what is a hundred times as high as wide is not, in some."""
    left, top, right, bottom = shape.box
    wide = max(shape.widths, default=0)
    return max(wide, wide * (bottom - top) / (right - left)) <= pixels.SIDES[form]


def _name(file: StaticFile) -> str:
    """What the copies of a file are called, beside what tells them apart."""
    return plain_text.slug(file.path.rpartition("/")[2].rpartition(".")[0])[:40].strip("-")


def _warnings(file: StaticFile, seen: inspection.PictureInfo, origin: Origin) -> list[Problem]:
    """What is wrong with a picture that is shown all the same."""
    problems = []
    _, dot, suffix = file.source.rpartition(".")
    fitting = pixels.SUFFIXES[seen.form]
    if f"{dot}{suffix.lower()}" not in fitting:
        message = f"{file.source} is a picture of another kind than its name says: {seen.form}"
        problems.append(report(PICTURE_SUFFIX, origin, message, f"let its name end with {fitting[0]}"))
    if seen.moving:
        hint = "save one of its pictures by itself; a link to the file lets it be played"
        message = f"{file.source} is an animation: its first picture is shown, and stands still"
        problems.append(report(MOVING_PICTURE, origin, message, hint))
    if not seen.width:
        hint = 'give its <svg> a viewBox, as in viewBox="0 0 200 80"'
        message = f"{file.source} does not say how large it is, so the page moves when it comes"
        problems.append(report(PICTURE_SIZE, origin, message, hint))
    return problems


Words = tuple[Code, str, str]
"""A problem's code, message and hint."""


def _elsewhere(noun: str, folder: str) -> Words:
    code = FONT_ELSEWHERE if noun == "font" else PICTURE_ELSEWHERE
    hint = f"save it under static/{folder}/ and write {folder}/…: a page asks nothing of other sites"
    return code, f"a {noun} must be a file of this site", hint


ELSEWHERE = _elsewhere("picture", "images")


def path_of(written: str, top: Callable[[str], str], noun: str = "picture", folder: str = "images") -> str | Words:
    """The path under static/ that was written for a file (a `noun`, which has its place in a `folder`), or why it is
    none. `top` takes what stands before it."""
    if urls.scheme(written):
        return _elsewhere(noun, folder)
    clean = posixpath.normpath(top(written.replace("\\", "/")))
    if clean.startswith(".."):
        hint = f"put the {noun} under static/{folder}/ and write {folder}/…"
        return PATH_OUTSIDE_SITE, f"`{written}` leads out of the site's folder", hint
    return clean


_IMAGE = re.compile(r'<img((?: [^\s=>"]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s=>"]+)="([^"]*)"')


def in_text(html: str, picture: Callable[[str, Role], Picture | None]) -> str:
    """Cleaned HTML with the pictures in it made what they are elsewhere on a page.

    `picture` is given the address of each and what it is for, and returns it, or None if it stays as it is.
    """

    def placed(found: re.Match[str]) -> str:
        said = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
        shown = picture(said.get("src", ""), figure(_asked(said, "width"), _asked(said, "height")))
        if shown is None:
            return found[0]
        size = {"width": str(shown.width), "height": str(shown.height)} if shown.width else {}
        said |= {"src": shown.url, "decoding": "async", **size}
        image = "<img" + "".join(f' {name}="{escape(value)}"' for name, value in said.items()) + ">"
        return f"<picture>{picture_html.sources(shown)}{image}</picture>" if shown.sources else image

    return _IMAGE.sub(placed, html)


def _asked(said: dict[str, str], side: str) -> int:
    """The width or height that an author gave a picture, in CSS pixels; 0 if it is no such number."""
    written = said.get(side, "").strip().removesuffix("px")
    return int(written) if written.isascii() and written.isdigit() else 0
