"""Pictures, fonts, cards and other files, as pages show and publish them."""

from __future__ import annotations

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.record import Record


class PictureFiles(Record, frozen=True):
    """A picture in one form (`type` is its media type): the files, by address, and the width of each in pixels."""

    type: str
    files: tuple[tuple[str, int], ...]


class Picture(Record, frozen=True):
    """A published picture: `url` is a `site:` address; `alt` what it shows, empty for ornament.

    `width` and `height` are its size as shown, in CSS pixels, 0 where that is not known. `sources` are its copies in
    forms that not every browser knows, the best first, and `sizes` says how wide they are shown (HTML, 4.8.4.2.2);
    `url` is then the copy for all other browsers. `file` is what was put under static/.
    `tone` is `pale` or `dark` where nearly all of it is lost on light or on dark paper.
    """

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    sizes: str = ""
    sources: tuple[PictureFiles, ...] = ()
    file: StaticFile | None = None
    tone: str = ""


class FontFile(Record, frozen=True):
    """A font of the site. `url` is where it is published; `source` and `digest` are those of its file, `format` is as
    CSS calls it; `characters` are the first and last of each run of code points that it has."""

    url: str
    source: str
    digest: str
    format: str
    characters: tuple[tuple[int, int], ...] = ()


class StaticFile(Record, frozen=True):
    """A file that is published as it is. `path` is where; `source` from where, relative to the site's folder
    (or absolute, for the theme's); `digest` stands for its bytes. If that is a symlink, `linked` is where the file is
    published that it leads to. Where other bytes than its own are published, those of an SVG that is cleaned or of a
    stylesheet of the theme without its comments, `cleaned` stands for these.
    `copies` are files of earlier editions with the same bytes, which are published as this one. `listed` says that it
    is a page of a finished site which search engines may know."""

    path: str
    source: str
    digest: str
    linked: str = ""
    cleaned: str = ""
    copies: tuple[str, ...] = ()
    listed: bool = False


class PictureCopy(Record, frozen=True):
    """A smaller copy of a picture, to be made. `path` is where it is published; `source` and `digest` are those of
    the file that it is made from. It shows the part `box` of that (left, top, right, bottom in pixels) in `width` by
    `height` pixels. `form` is `avif`, `webp`, `jpg` or `png`; `drawn` says that edges count for more than shades."""

    path: str
    source: str
    digest: str
    box: tuple[int, int, int, int]
    width: int
    height: int
    form: str
    drawn: bool = False


CARD_SIZE = (1200, 630)
"""Width and height of a card in pixels, as networks ask for them."""


CARD_PORTRAIT = 316
"""The diameter of a portrait on a card, in pixels."""


ICON_SIZE = 180
"""Width and height of the icon that phones put on their home screens, in pixels."""


class CardDefaults(Record, frozen=True):
    """What the cards of an edition share. `edition` and `host` stand above all else, `foot` (when and where) at the
    lower edge; `motif` is the name that the drawing is made from (`formats.motif`).

    `sans` sets titles without serifs; `font` is one of the site's, for letters that ours have not. `mirrored` is for
    languages that run leftward. `origin` is where its words were written.
    """

    origin: Origin
    edition: str
    accent: str
    motif: str
    host: str = ""
    foot: str = ""
    sans: bool = False
    font: FontFile | None = None
    mirrored: bool = False


class Card(Record, frozen=True):
    """The picture that shared links show: plain text in the edition's colours. `note` (where a person works, who
    wrote it) and `line` (the theme, a talk's title) stand below the `title`. The card of a person has their
    `portrait`, or their `monogram` where there is none. `origins` are where title, note and line were written."""

    origins: tuple[Origin, Origin, Origin]
    stock: CardDefaults
    title: str
    note: str = ""
    line: str = ""
    portrait: PictureCopy | None = None
    monogram: str = ""

    def words(self) -> tuple[tuple[str, Origin], ...]:
        """All that is written on it, from the top down, and where it was written first."""
        title, note, line = self.origins
        head = ((self.stock.edition, self.stock.origin), (self.stock.host, self.stock.origin))
        body = ((self.title, title), (self.note, note), (self.line, line), (self.monogram, title))
        return (*head, *body, (self.stock.foot, self.stock.origin))


class Icon(Record, frozen=True):
    """The icon of an edition, in `size` by `size` pixels: its `logo`, or `letters` on the accent, with serifs or
    without, in `font` where ours have not all of them. `form` is `png` or `ico`."""

    letters: str
    accent: str
    size: int
    form: str = "png"
    logo: PictureCopy | None = None
    sans: bool = False
    font: FontFile | None = None
