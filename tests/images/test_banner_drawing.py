"""The drawing behind an edition's title."""

from xml.etree import ElementTree

from enlsp_site.images import banner_drawing


def drawing(name: str, accent: str = "#7a1f3d") -> str:
    return banner_drawing.write({"name": name, "accent": accent}).decode()


def test_every_edition_has_its_own_and_keeps_it() -> None:
    names = [f"ENLSP {year}" for year in range(2020, 2030)]
    assert len({drawing(name) for name in names}) == len(names)
    assert drawing("ENLSP 2025") == drawing("ENLSP 2025")


def test_it_is_an_svg_in_the_accent_that_needs_nothing_else() -> None:
    text = drawing("ENLSP 2025", accent="#005a9c")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "stroke:#005a9c" in text
    assert "#7a1f3d" not in text
    assert text.count("http") == 1, "the name space is its only address"


def test_the_name_is_not_written_into_it() -> None:
    assert "script" not in drawing("<script>alert(1)</script>")


def test_the_curve_is_closed_and_stays_inside() -> None:
    path = ElementTree.fromstring(drawing("ENLSP 2025")).find(".//{http://www.w3.org/2000/svg}path")
    assert path is not None
    start, _, pieces = path.attrib["d"].removeprefix("M").removesuffix("Z").partition("C")
    numbers = [float(number) for number in pieces.split()]
    assert start.split() == pieces.split()[-2:]
    on_the_curve = [abs(number) for n, number in enumerate(numbers) if n % 6 > 3]
    assert 450 < max(on_the_curve) <= 500
