"""Rules on pictures: that each is shown, is as large as it needs to be, and says what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.links import PICTURES as SUFFIXES
from enlsp_site.checks.site.written import WrittenLink, pictures_of
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

UNUSED_PICTURE = Code(
    "unused-picture",
    "warning",
    what="no page shows this picture",
    why="Last year's portraits are published all the same, and nobody takes them down.",
    bad="static/images/old.jpg, which no page shows",
    good="photo: images/ada.jpg",
)

SMALL_PICTURE = Code(
    "small-picture",
    "warning",
    what="{file} has {pixels} pixels across, and is shown in {shown}: it looks blurred",
    why="It is shown, enlarged; screens of today show two pixels for each.",
    bad="a portrait of 90 × 90 pixels",
    good="one of 400 × 400",
    hint="ask for a larger one; a portrait should have 400 pixels at its shorter side",
)


OVERSIZED_PICTURE = Code(
    "oversized-picture",
    "warning",
    what="this picture is much larger than it is shown",
    why=(
        "Megabytes that nobody sees slow every clone and every build. An SVG is sent as it is, however many "
        "paths it has."
    ),
    bad="a portrait with 6,000 pixels across, shown in 384",
    good="a portrait with 800 pixels across",
)

MISSING_ALT = Code(
    "missing-alt",
    "warning",
    what="a picture has no alt",
    why="People who do not see a picture are told its alt, and nothing without it.",
    bad="![](images/times.png)",
    good="![Time to answer by model: ours takes half](images/times.png)",
)

EMPTY_ALT = Code(
    "empty-alt",
    "warning",
    what="an alt says nothing",
    why="“poster” says that there is a picture, which is known already.",
    bad="![poster](images/poster7.png)",
    good="![Poster of paper 7: pruning keeps 95 % of the accuracy](images/poster7.png)",
)

BANNER_TEXT = Code(
    "banner-text",
    "warning",
    what="the words on the banner are not said as text",
    why="Words that are drawn are not found, not translated, and too small on a phone.",
    bad="look: {banner: images/banner.jpg}",
    good="look: {banner: images/banner.jpg, banner_text: The Art of Smart Thinking}",
)


def pictures_are_shown(evidence: Evidence) -> Iterator[Problem]:
    """Every picture under static/ is shown or linked somewhere. Reports `unused-picture`."""
    shown = {copy.source for edition in evidence.workshop.editions for copy in edition.pictures}
    if not evidence.whole:
        return
    for file in evidence.workshop.files:
        name = file.source.rpartition("/")[2]
        if not file.source.startswith("static/") or file.source.startswith("static/theme/"):
            continue
        if not name.lower().endswith(SUFFIXES) or name.lower().startswith(("favicon", "apple-touch-icon")):
            continue
        if file.source in shown or file.path in evidence.linked or evidence.named(name):
            continue
        hint = "delete it, or show it; `static/` is published as it is"
        yield report(UNUSED_PICTURE, Origin(file.source), "no page shows this picture", hint)


FAR = 3
"""So many times as many pixels across as any screen is sent is far larger than shown."""
LARGE = 1_500_000
"""Bytes from which on a picture that is far too large is worth a word."""


def pictures_are_as_large_as_shown(evidence: Evidence) -> Iterator[Problem]:
    """No picture has several times the pixels that any page shows, and megabytes for it. Visitors are sent smaller
    copies; whoever clones or builds the site is not. Reports `oversized-picture`."""
    widest: dict[str, int] = {}
    boxes: dict[str, int] = {}
    for copy in (copy for edition in evidence.workshop.editions for copy in edition.pictures):
        widest[copy.source] = max(widest.get(copy.source, 0), copy.width)
        boxes[copy.source] = copy.box[2] - copy.box[0]
    for source, width in sorted(widest.items()):
        size = evidence.tree.get(source, 0)
        if size > LARGE and boxes[source] >= FAR * width:
            message = f"this picture is {boxes[source]:,} pixels across and {_told(size)}, and is shown in {width:,}"
            hint = f"save it with about {2 * width:,} pixels across"
            yield report(OVERSIZED_PICTURE, Origin(source), message, hint)


HEAVY = 400_000


def drawings_are_light(evidence: Evidence) -> Iterator[Problem]:
    """Pictures that are published as they are, such as SVGs, weigh no more than a page may: they have no copies.
    Reports `oversized-picture`."""
    for path, stored in evidence.files.items():
        if stored.source.startswith("static/") and path.lower().endswith(".svg") and stored.size > HEAVY:
            message = f"this drawing has {_told(stored.size)}, and is sent as it is"
            hint = "simplify its paths, or export it as PNG or WebP if it holds photos"
            yield report(OVERSIZED_PICTURE, Origin(stored.source), message, hint)


def _told(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"


def portraits_are_as_large_as_shown(evidence: Evidence) -> Iterator[Problem]:
    """A portrait has a pixel for each that the page shows, at least. Reports `small-picture`."""
    for edition in evidence.workshop.editions:
        for person in (person for group in edition.groups for person in group.people):
            photo = person.photo
            widths = [wide for form in photo.sources for _, wide in form.files] if photo else []
            if photo and photo.file and widths and max(widths) < photo.width:
                place, file = person.origin.at("photo"), photo.file.source
                yield report(SMALL_PICTURE, place, file=file, pixels=max(widths), shown=photo.width)


def pictures_have_an_alt(evidence: Evidence) -> Iterator[Problem]:
    """Every picture in a text says what it shows, for those who do not see it (WCAG 1.1.1). On pages, one that is
    ornament has an empty alt; one without any is told of. Reports `missing-alt`."""
    for picture in _pictures(evidence):
        if not (picture.words or "").strip() and not _is_in_figure(evidence, picture):
            message = f"the picture {picture.target} has no alt: words for those who do not see it"
            hint = 'write what it shows: ![A bar chart of …](…), or alt="…"'
            yield report(MISSING_ALT, picture.origin, message, hint)
    written = {picture.target.rpartition("/")[2] for picture in _pictures(evidence)}
    for path, page in evidence.pages.items():
        for src, alt in page.images:
            name = unquote(src).rpartition("/")[2]
            if alt is None and name not in written and not any(name.startswith(_stem(each)) for each in written):
                for origin in evidence.trace(path, src, name):
                    message = f"the picture {name} has no alt: words for those who do not see it"
                    yield report(MISSING_ALT, origin, message, 'write alt="…", or alt="" if it is ornament')


def _stem(name: str) -> str:
    return name.rpartition(".")[0].lower().replace("_", "-")


def _pictures(evidence: Evidence) -> Iterator[WrittenLink]:
    for source in evidence.sources:
        if source.file.endswith(".md"):
            yield from pictures_of(source)


def _is_in_figure(evidence: Evidence, picture: WrittenLink) -> bool:
    """Whether a picture is HTML with an alt that was left empty on purpose: ornament."""
    return picture.words == "" and "<img" in _line(evidence, picture.origin)


def _line(evidence: Evidence, origin: Origin) -> str:
    source = evidence.source(origin.file)
    return source.text.split("\n")[origin.line - 1][origin.column - 1 :] if source else ""


_EMPTY = re.compile(
    r"(?i)\W*(?:the |a |an )?(?:poster|image|img|picture|pic|photo|photograph|figure|fig|logo|icon|banner|graphic"
    r"|thumbnail|screenshot|alt|untitled|image description|description|placeholder)\W*\d*\W*"
)


def alts_say_something(evidence: Evidence) -> Iterator[Problem]:
    """No alt is an empty phrase or the file's name: who hears “poster” knows as little as before.
    Reports `empty-alt`."""
    for picture in _pictures(evidence):
        words = (picture.words or "").strip()
        if words and (_EMPTY.fullmatch(words) or _is_name(words, picture.target)):
            message = f"“{words}” does not say what the picture {picture.target} shows"
            hint = "write what one sees in it, or what it is there for"
            yield report(EMPTY_ALT, picture.origin, message, hint)


def _is_name(words: str, target: str) -> bool:
    name = unquote(target).rpartition("/")[2]
    return words.casefold() in (name.casefold(), name.rpartition(".")[0].casefold()) and bool(
        re.search(r"[._\d-]", words)
    )


def banners_have_their_words_as_text(evidence: Evidence) -> Iterator[Problem]:
    """A banner comes with what is written in it, or says that there is nothing: drawn words are read by no search
    engine, no translator and nobody on a phone. Reports `banner-text`."""
    for edition in evidence.workshop.editions:
        banner = edition.site.look.banner
        if banner and not banner.alt and not edition.wordless_banner:
            message = "this banner may have words drawn in it, which only those who see it can read"
            hint = "write them beside it, `banner_text: …` in look, or `banner_text: none` if there are none"
            yield report(BANNER_TEXT, edition.site.origin.at("look", "banner"), message, hint)


RULES = (
    Rule(UNUSED_PICTURE, pictures_are_shown),
    Rule(OVERSIZED_PICTURE, pictures_are_as_large_as_shown),
    Rule(OVERSIZED_PICTURE, drawings_are_light),
    Rule(SMALL_PICTURE, portraits_are_as_large_as_shown),
    Rule(MISSING_ALT, pictures_have_an_alt),
    Rule(EMPTY_ALT, alts_say_something),
    Rule(BANNER_TEXT, banners_have_their_words_as_text),
)
