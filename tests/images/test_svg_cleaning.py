"""SVG: what may run or asks elsewhere goes, and is told; what is a picture stays, byte for byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.images.svg_cleaning import DamagedSvgError, cleaned, may_run

MakeSite = Callable[..., Site]

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 4">'
RECT = '<rect width="4" height="4" fill="url(#g)" style="stroke: red"/>'


def svg(inner: str, head: str = HEAD) -> bytes:
    return f"{head}\n{inner}\n</svg>\n".encode()


@pytest.mark.parametrize(
    "inner",
    [
        RECT,
        f"<style>.a {{ fill: url(#g); font-family: 'My Font' }}</style>{RECT}<use href='#r'/>",
        '<image href="data:image/png;base64,AAAA"/><image xlink:href="beside.png"/>',
        '<a href="https://example.org/"><text>example</text></a>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li/></rdf:RDF></metadata>',
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"/>',
        '<animate attributeName="opacity" values="0;1" dur="1s"/>',
        "<text>1 &lt; 2 &amp; on time=now</text><!-- <script> in a comment -->",
        '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><title>Ä</title>',
    ],
)
def test_a_picture_stays_as_it_is(inner: str) -> None:
    assert cleaned(svg(inner)) == (svg(inner), [])


def test_what_old_drawing_programs_write_is_read() -> None:
    head = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [\n<!ENTITY s "4">\n]>\n'
    )
    data = head.encode() + svg('<rect width="&s;"/>')
    assert cleaned(data) == (data, [])
    rest, dropped = cleaned(head.encode() + svg('<rect width="&s;"/><script/>'))
    assert b'<rect width="4">' in rest
    assert [each.what for each in dropped] == ["the element `script`"]


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>x</script>", "the element `script`"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>', "the element `s:script`"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>', "the element `h:script`"),
        ("<foreignObject><p>x</p></foreignObject>", "the element `foreignObject`"),
        ("<iframe/>", "the element `iframe`"),
        ('<rect onclick="x"/>', "the handler `onclick`"),
        ('<rect ONLOAD="x"/>', "the handler `ONLOAD`"),
        ('<a href="java&#10;script:x"><text>t</text></a>', "`href`, which leads elsewhere"),
        ('<a xlink:href=" javascript:x"><text>t</text></a>', "`xlink:href`, which leads elsewhere"),
        ('<image href="https://example.org/a.png"/>', "`href`, which leads elsewhere"),
        ('<use xlink:href="//example.org/a.svg#b"/>', "`xlink:href`, which leads elsewhere"),
        ('<image href="data:image/svg+xml,x"/>', "`href`, which leads elsewhere"),
        ('<rect fill="url(https://example.org/a)"/>', "`fill`, which asks elsewhere"),
        ("<rect style=\"fill: url( '//example.org/a')\"/>", "`style`, which asks elsewhere"),
        ('<rect style="fill: \\75 rl(https://example.org)"/>', "`style`, which asks elsewhere"),
        ('<style>@import "https://example.org/a.css";</style>', "a stylesheet that asks elsewhere"),
        ("<style>a { fill: u<![CDATA[rl(https://example.org)]]> }</style>", "a stylesheet that asks elsewhere"),
        (
            '<set attributeName="xlink:href" to="javascript:x"/>',
            "the element `set`, which changes a link or a handler",
        ),
        ('<animate attributeName="onclick" to="x"/>', "the element `animate`, which changes a link or a handler"),
        ('<g xml:base="https://example.org/"/>', "`xml:base`"),
    ],
)
def test_what_may_run_or_asks_elsewhere_goes(inner: str, what: str) -> None:
    rest, dropped = cleaned(svg(inner + RECT))
    assert [(each.what, each.line) for each in dropped] == [(what, 2)]
    assert not may_run(rest)
    assert b"example.org" not in rest
    assert b'<rect width="4" height="4" fill="url(#g)" style="stroke: red">' in rest
    assert cleaned(rest) == (rest, [])


def test_a_stylesheet_from_elsewhere_goes() -> None:
    data = b'<?xml-stylesheet href="https://example.org/a.css"?>' + svg(RECT)
    assert [each.what for each in cleaned(data)[1]] == ["a stylesheet from elsewhere"]


def test_a_text_that_swells_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 4 if n else "x" * 50}">' for n in range(5))
    data = f"<!DOCTYPE svg [{entities}]>".encode() + svg("<script/><text>&e4;&e4;</text>")
    with pytest.raises(DamagedSvgError):
        cleaned(data)


@pytest.mark.parametrize("data", [b"", b"<svg", b"<svg><rect></svg>", b"no picture", svg("&nbsp;")])
def test_what_is_no_xml_is_told_apart(data: bytes) -> None:
    with pytest.raises(DamagedSvgError):
        cleaned(data)


# On a site


def test_a_logo_is_cleaned_and_what_went_is_told_at_its_line(make_site: MakeSite) -> None:
    site = make_site({"static/images/logo.svg": svg("<script>x</script>" + RECT), "static/plain.svg": svg(RECT)})
    told = site.build()
    assert told.problems == (
        "static/images/logo.svg:2:1: warning: the element `script` is left out of this picture [svg-dropped]\n"
        "  hint: a picture needs none of it: save it as plain SVG; other programs may show it differently\n"
    )
    published = site.published()
    assert b"script" not in published["images/logo.svg"]
    assert b"<rect" in published["images/logo.svg"]
    assert published["plain.svg"] == svg(RECT)
    assert "[svg-dropped]" in site.build().problems
    assert site.build().summary.startswith("0 made, ")
    site.write({"static/images/logo.svg": svg(RECT)})
    assert site.build().problems == ""
    assert site.published()["images/logo.svg"] == svg(RECT)


def test_a_damaged_drawing_that_may_run_is_not_published(make_site: MakeSite) -> None:
    site = make_site({"static/a.svg": svg("<script>x</script><g>")})
    assert "static/a.svg:3:1: error: this SVG is damaged, and holds what may run as a program" in site.problems()


def test_a_web_page_with_scripts_is_told_and_a_finished_edition_is_kept(make_site: MakeSite) -> None:
    page = "<!doctype html><title>Old</title><script>x</script>"
    drawing = svg("<script>x</script>")
    site = make_site(
        {
            "static/game.html": page,
            "static/plain.html": "<!doctype html><title>Plain</title>",
            "editions/2030/public/index.html": page,
            "editions/2030/public/a.svg": drawing,
        }
    )
    told = site.build()
    assert told.code == 0
    assert [line for line in told.problems.splitlines() if "warning" in line] == [
        "static/game.html: warning: this page holds scripts, which run with all rights of a page of the site "
        "[static-script]"
    ]
    assert site.published()["2030/a.svg"] == drawing
