"""What takes long to read: caps that nobody meets by hand, and parsers whose time grows as what they read.

Each parser is fed the worst that is known for it, ten times as much the second time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sites import GOOD, Site, picture

from enlsp_site.build import relative_links
from enlsp_site.checks import safe_fixes
from enlsp_site.checks.site import page, written
from enlsp_site.content import papers_bib, papers_csv, pictures, referenced_pictures
from enlsp_site.content.picture_sizes import figure
from enlsp_site.content.syntax import bibtex, tex, yaml
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.images import inspection
from enlsp_site.images.faults import UnreadablePictureError
from enlsp_site.model import time_ranges, times
from enlsp_site.model.media import StaticFile
from enlsp_site.storage import disk, files
from enlsp_site.storage.files import digest
from enlsp_site.storage.memory import Memory
from enlsp_site.text import plain_text, slugs

MakeSite = Callable[..., Site]


def svg(width: str) -> object:
    return inspection.look(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}"></svg>'.encode())


def drawn(text: str) -> object:
    return inspection.look(text.encode())


def bib(value: str) -> object:
    return papers_bib.parse(f"@misc{{a, title = {{{value}}}, author = {{{value}}}, keywords = {{{value}}}}}", "p.bib")


def table(text: str) -> object:
    return papers_csv.parse(f"id,title,authors\n{text}", "p.csv")


def unread(text: str) -> object:
    return [
        yaml.parse(each, "a.yaml") for each in (f"title: {text}: x", f"a: b{text}\n c: d", f"- [{text}", f"a {text}")
    ]


PARSERS: tuple[Callable[[str], object], ...] = (
    *(times.parse_date, times.parse_moment, times.parse_clock, times.parse_duration, times.zone),
    time_ranges.parse_range,
    *(svg, drawn, bib, table, unread, tex.to_text, slugs.slug, slugs.initials),
    lambda text: bibtex.BibtexScanner(text, "p.bib", lambda _: False).entries(),
    lambda text: papers_csv.parse(text, "p.csv"),
    lambda text: referenced_pictures._NAME.findall(text.encode()),
    *(plain_text.excerpt, plain_text.plain_inline, plain_text.plain_paragraphs, plain_text.tex_faults),
    lambda text: [*plain_text._sentence_ends(text)],
    lambda text: page.facts_of(text.encode()),
    lambda text: [*relative_links._tags(text)],
    lambda text: relative_links.LinkedText([text]),
    lambda text: relative_links.LinkedText(text[at : at + 7] for at in range(0, len(text), 7)),
    *(disk.above, written._shown),
    lambda text: safe_fixes.found_in("a.yaml", text, text, "trailing-space"),
)
WORST = (
    *(
        "9:00{ *}x",
        "{ *}x",
        "{1*}x",
        "{.*}x",
        "{A. *}",
        "{a *}",
        "{a*}",
        "{,*}x",
        "{-*}x",
        "{(*}",
        '{"*}',
        "{<*}",
        "{@ *}",
    ),
    *("{<svg *}", "{\\(*}", "{$ *}", "{{*}", "{}*}", "{\n*}x", "{ and*}", "a{ *}b", '{"\n*}', '{a,"b""\n*}', "{;*}"),
    *("{<a *}", '{<a href="*}', "{<img alt='*}", "{<td*}", "{<script *}", "{<script>*}", "{<!--*}", "{<title>*}"),
    *("{<i></b>*}", "{<a b=1 *}", "{<a\t*}", "<a{ b*}>", "{a/*}", "{a:  \n*}"),
    *('{@misc{a,t="*}', "{@misc{a,t={\n*}", "{a.jpg*}", "{http://*}", "{_*}", "{\\a{*}", "{%*}", "{a,b;*}"),
)
"""Texts in which what stands in braces is repeated, the last brace left out."""


def repeated(form: str, size: int) -> str:
    start, _, rest = form.partition("{")
    part, _, end = rest.rpartition("*}")
    return start + part * (size // len(part)) + end


def seconds(parser: Callable[[str], object], text: str) -> float:
    """Processor time, of whatever comes of it."""
    began = time.process_time()
    try:
        made = parser(text)
        if isinstance(made, Iterable) and not isinstance(made, str):
            list(made)
    except (ValueError, UnreadablePictureError):
        pass
    return time.process_time() - began


def grown(parser: Callable[[str], object], form: str, size: int, fine: float) -> tuple[float, float]:
    """The times of so much and of ten times as much, where the second is more than `fine` and 40 times the first the
    last of five such pairs, since what else the machine does is counted, too."""
    for _ in range(5):
        little, much = (seconds(parser, repeated(form, many)) for many in (size, 10 * size))
        if much < max(fine, 40 * little):
            break
    return little, much


@pytest.mark.parametrize("form", WORST)
def test_the_time_of_a_parser_grows_as_what_it_reads(form: str) -> None:
    """Ten times as much takes ten times as long, or is refused; with squares it would be a hundred times."""
    for number, parser in enumerate(PARSERS):
        little, much = grown(parser, form, 2_000, 0.1)
        assert much < max(0.1, 40 * little), (number, getattr(parser, "__name__", ""), little, much)


@pytest.mark.slow
@pytest.mark.parametrize("form", WORST)
def test_the_time_of_a_parser_grows_as_what_it_reads_also_where_that_is_much(form: str) -> None:
    for number, parser in enumerate(PARSERS):
        little, much = grown(parser, form, 10_000, 0.3)
        assert much < max(0.3, 40 * little), (number, getattr(parser, "__name__", ""), little, much)


def test_what_is_longer_than_anybody_writes_is_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_TEXT", 500_000)
    long, page = "x" * 100_001, "---\ntitle: Long\n---\n" + "words and words\n" * 20_000
    site = make_site(
        {
            "content/news.yaml": f"- {{date: 2031-06-01, title: The call, text: {long}}}\n",
            "content/pages/call.md": page,
            "content/papers.yaml": "# " + "x" * 500_000 + "\n" + str(GOOD["content/papers.yaml"]),
        }
    )
    told = site.problems()
    assert (
        "content/news.yaml:1:45: error: this text has 100,001 characters, and no value may have over 100,000" in told
    )
    assert "content/pages/call.md:1:1: error: this page has 320,0" in told
    assert "content/papers.yaml: error: this file has 500,1" in told
    assert told.count("[too-long]") == 3


def test_a_time_with_thousands_of_blanks_is_that_time() -> None:
    assert time_ranges.parse_range(f"9:00{' ' * 20_000}-{' ' * 20_000}10:00")[0].hour == 9


# Pictures


@pytest.mark.parametrize("size", [(1, 32_001), (32_001, 1)])
def test_a_side_that_no_picture_has_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(UnreadablePictureError) as told:
        inspection.look(picture(*size, "PNG"))
    assert told.value.fault.code.name == "huge-picture"


def test_a_form_that_takes_no_such_side_is_left_out(tmp_path: Path) -> None:
    data = picture(30, 20_000, "PNG")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/tall.png").write_bytes(data)
    album = pictures.EditionPictures(tmp_path, "2031", Memory(None, ""))
    file = StaticFile(path="tall.png", source="static/tall.png", digest=digest(data))
    shown = album.picture(file, figure(), Origin("x")).picture
    assert shown is not None
    assert [source.type for source in shown.sources] == ["image/avif"]
    assert {copy.form for copy in album.copies.values()} == {"avif", "jpg"}
