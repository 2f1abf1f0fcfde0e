"""`look` in site.yaml, from what is written to what a visitor's browser is handed: fonts, accents, icons, cards."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fonts import font
from PIL import Image
from sites import Site, words

from enlsp_site.images.cards import card, icon
from enlsp_site.images.fonts import coverage

MakeSite = Callable[..., Site]
START = "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\nhome: [overview, speakers]\n"
BASE = "https://example.org/tiny/"


def look(*lines: str) -> dict[str, str]:
    """site.yaml with these lines in its `look`."""
    return {"content/site.yaml": START + "look:\n" + "".join(f"  {line}\n" for line in lines)}


def image(size: tuple[int, int] = (400, 300), colour: str = "#3060a0", form: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def metas(page: Any) -> dict[str, str]:
    """What a page says of itself by name or property."""
    found = {each.get("property") or each.get("name"): each.get("content") for each in page.iter("meta")}
    return {name: content for name, content in found.items() if name and content}


def icons(page: Any) -> list[tuple[str, str]]:
    """The icons of a page: what each is for, and its address."""
    return [(each.get("rel"), each.get("href")) for each in page.iter("link") if "icon" in each.get("rel")]


# The font of headings


@pytest.mark.parametrize("written", [[], ["font: serif"], ["font: Serif"], ["font: TBD"]])
def test_headings_have_serifs_unless_asked_otherwise(make_site: MakeSite, written: list[str]) -> None:
    site = make_site(look('accent: "#7a1f3d"', *written))
    assert site.build().problems == ""
    assert site.published()["2031/look.css"].decode() == (
        ":root {\n"
        "  --accent: #7a1f3d;\n"
        "  --plain-accent-text: #7a1f3d;\n"
        "  --plain-accent-line: #7a1f3d;\n"
        "  --plain-accent-tint: #f8edef;\n"
        "}\n"
        '.hero-motif { background-image: url("motif.svg"); }\n'
    )


def test_headings_without_serifs(make_site: MakeSite) -> None:
    site = make_site(look("font: sans"))
    assert site.build().problems == ""
    assert "\n  --headings: var(--sans);\n" in site.published()["2031/look.css"].decode()


@pytest.mark.parametrize(
    ("name", "address", "flavor", "format_"),
    [
        ("Bars.woff", "../fonts/Bars.woff", "woff", "woff"),
        ("Bars.ttf", "../fonts/Bars.ttf", None, "truetype"),
        ("a 'b' (c) & d.ttf", "../fonts/a%20%27b%27%20%28c%29%20%26%20d.ttf", None, "truetype"),
    ],
)
def test_a_font_of_ones_own_is_loaded_from_the_site(
    make_site: MakeSite, name: str, address: str, flavor: str | None, format_: str
) -> None:
    site = make_site({**look(f'font: "fonts/{name}"'), f"static/fonts/{name}": font("Tiny", flavor)})
    assert site.build().problems == ""
    style = site.published()["2031/look.css"].decode()
    assert style.startswith(
        f'@font-face {{ font-family: "Headings"; src: url("{address}") format("{format_}"); '
        "font-weight: 100 900; font-display: swap; }\n"
    )
    assert '\n  --headings: "Headings", var(--serif);\n' in style


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "font: fonts/Bars.ttf",
            "content/site.yaml:6:9: error: there is no file static/fonts/Bars.ttf [missing-file]\n"
            "  6 |   font: fonts/Bars.ttf\n"
            "    |         ^\n"
            "  hint: did you mean `fonts/Bars.woff`?\n",
        ),
        (
            "font: Georgia",
            "content/site.yaml:6:9: error: there is no font `Georgia` here [unknown-value]\n"
            "  6 |   font: Georgia\n"
            "    |         ^\n"
            "  hint: write serif, sans, or the path of a font under static/, such as fonts/Name.woff2\n",
        ),
        (
            'font: "https://example.org/a.woff2"',
            "content/site.yaml:6:9: error: a font must be a file of this site [font-elsewhere]\n"
            '  6 |   font: "https://example.org/a.woff2"\n'
            "    |         ^\n"
            "  hint: save it under static/fonts/ and write fonts/…: a page asks nothing of other sites\n",
        ),
        (
            "font: ../../etc/passwd",
            "content/site.yaml:6:9: error: `../../etc/passwd` leads out of the site's folder [path-outside-site]\n"
            "  6 |   font: ../../etc/passwd\n"
            "    |         ^\n"
            "  hint: put the font under static/fonts/ and write fonts/…\n",
        ),
        (
            "font: images/ada.txt",
            "content/site.yaml:6:9: error: static/images/ada.txt is no font, or damaged [no-font]\n"
            "  6 |   font: images/ada.txt\n"
            "    |         ^\n"
            "  hint: put a WOFF2, WOFF, TTF or OTF file in its place\n",
        ),
        (
            "card_font: images/ada.txt",
            "content/site.yaml:6:14: error: static/images/ada.txt is no font, or damaged [no-font]\n"
            "  6 |   card_font: images/ada.txt\n"
            "    |              ^\n"
            "  hint: put a TTF, OTF or TTC file in its place\n",
        ),
        (
            "card_font: fonts/Bars.woff",
            "content/site.yaml:6:14: error: static/fonts/Bars.woff is a WOFF font, and cards are not drawn with that "
            "[font-format]\n"
            "  6 |   card_font: fonts/Bars.woff\n"
            "    |              ^\n"
            "  hint: put a TTF, OTF or TTC file in its place\n",
        ),
        (
            "card_font: fonts/cut.ttf",
            "content/site.yaml:6:14: error: static/fonts/cut.ttf is no font, or damaged [no-font]\n"
            "  6 |   card_font: fonts/cut.ttf\n"
            "    |              ^\n"
            "  hint: put a TTF, OTF or TTC file in its place\n",
        ),
        (
            "font: fonts/some.ttc",
            "content/site.yaml:6:9: error: static/fonts/some.ttc is a TTC font, and browsers do not load that "
            "[font-format]\n"
            "  6 |   font: fonts/some.ttc\n"
            "    |         ^\n"
            "  hint: put a WOFF2, WOFF, TTF or OTF file in its place\n",
        ),
        (
            "font: ''",
            "",
        ),
    ],
)
def test_what_is_no_font_is_told(make_site: MakeSite, line: str, problem: str) -> None:
    files = {
        "static/images/ada.txt": "no font",
        "static/fonts/Bars.woff": font("Tiny", "woff"),
        "static/fonts/cut.ttf": font("Tiny")[:50],
        "static/fonts/some.ttc": b"ttcf" + bytes(60),
    }
    assert make_site({**look(line), **files}).build().problems == problem


# The accent


def test_an_accent_that_cannot_be_read_is_told_with_one_of_its_hue_that_can(make_site: MakeSite) -> None:
    site = make_site(look('accent: "#ffcc00"'))
    told = site.build()
    assert (told.code, told.problems) == (
        0,
        "content/site.yaml:6:11: warning: `#ffcc00` is too light for text: its contrast with the paper is 1.46 to 1, "
        "and 4.5 is needed [light-accent]\n"
        '  6 |   accent: "#ffcc00"\n'
        "    |           ^\n"
        "  hint: write `#876b00`, of the same hue; until then text is shown in `#785000`, a darker shade of it\n",
    )
    assert "--plain-accent-text: #785000;" in site.published()["2031/look.css"].decode()
    site.write(look('accent: "#876b00"'))
    assert site.build().problems == ""


# Icons


def test_without_a_logo_icons_have_letters(make_site: MakeSite) -> None:
    site = make_site(look('accent: "#7a1f3d"'))
    assert site.build().problems == ""
    assert icons(site.page("2031/call/index.html")) == [
        ("icon", "../icon.png"),
        ("icon", "../icon.svg"),
        ("apple-touch-icon", "../icon.png"),
    ]
    assert icons(site.page("index.html"))[1] == ("icon", "2031/icon.svg")
    files = site.published()
    drawn = ElementTree.fromstring(files["2031/icon.svg"])
    assert [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")] == ["T"]
    assert b"#7a1f3d" in files["2031/icon.svg"]
    assert Image.open(BytesIO(files["2031/icon.png"])).size == (180, 180)
    assert Image.open(BytesIO(files["favicon.ico"])).size == (32, 32)


@pytest.mark.parametrize(
    ("name", "letters"), [("TINY", "T"), ("Tiny Models", "TM"), ("<b>", "B"), ("王小明", "王"), ("MLSys & Co", "MC")]
)
def test_the_letters_are_those_of_a_monogram(make_site: MakeSite, name: str, letters: str) -> None:
    site = make_site({"content/site.yaml": START.replace("TINY", f'"{name}"')})
    assert site.build().code == 0
    drawn = ElementTree.fromstring(site.published()["2031/icon.svg"])
    assert [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")] == [letters]


def test_a_logo_that_is_an_svg_is_the_icon_as_it_is(make_site: MakeSite) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M0 0h32v32z"/></svg>'
    site = make_site({**look("logo: images/logo.svg"), "static/images/logo.svg": svg})
    assert site.build().problems == ""
    assert icons(site.page("2031/index.html"))[:2] == [("icon", "icon.png"), ("icon", "../images/logo.svg")]
    assert "2031/icon.svg" not in site.published()


def test_a_logo_in_pixels_is_all_icons(make_site: MakeSite) -> None:
    site = make_site({**look("logo: images/logo.png"), "static/images/logo.png": image((300, 200))})
    assert site.build().problems == ""
    assert icons(site.page("2031/index.html")) == [("icon", "icon.png"), ("apple-touch-icon", "icon.png")]
    files = site.published()
    assert Image.open(BytesIO(files["2031/icon.png"])).convert("RGB").getpixel((90, 90)) == (0x30, 0x60, 0xA0)
    assert Image.open(BytesIO(files["favicon.ico"])).convert("RGB").getpixel((16, 16)) == (0x30, 0x60, 0xA0)


def test_a_wide_logo_is_no_icon(make_site: MakeSite) -> None:
    site = make_site({**look("logo: images/logo.png"), "static/images/logo.png": image((900, 200))})
    assert site.build().problems == ""
    assert icons(site.page("2031/index.html"))[1] == ("icon", "icon.svg")


def test_an_icon_of_ones_own_goes_before_ours(make_site: MakeSite) -> None:
    site = make_site({"static/favicon.ico": "mine", "static/2031/icon.svg": "<svg/>"})
    assert site.build().problems == ""
    assert site.published()["favicon.ico"] == b"mine"
    assert site.published()["2031/icon.svg"] == b"<svg/>"


# Cards


def test_a_shared_link_shows_a_card_where_the_address_is_known(make_site: MakeSite) -> None:
    site = make_site({"content/site.yaml": START + "theme: Small is fine\n"})
    assert site.build("--base-url", BASE).problems == ""
    said = metas(site.page("index.html"))
    assert {name: said[name] for name in said if name.startswith(("og:image", "twitter"))} == {
        "og:image": BASE + "2031/cards/edition.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "TINY 2031 · The Workshop on Tiny Things",
        "twitter:card": "summary_large_image",
    }
    said = metas(site.page("2031/call/index.html"))
    assert (said["og:image"], said["og:image:alt"]) == (
        BASE + "2031/cards/pages/call.png",
        "TINY 2031 · Call for papers",
    )
    for path in ("speakers", "schedule", "papers", "papers/7"):
        assert metas(site.page(f"2031/{path}/index.html"))["og:image"] == BASE + "2031/cards/edition.png"
    made = {path for path in site.published() if path.startswith("2031/cards/")}
    assert made == {
        "2031/cards/index.html",
        "2031/cards/edition.png",
        "2031/cards/pages/call.png",
        "2031/cards/pages/overview.png",
        "2031/cards/speakers/ada-lovelace.png",
        "2031/cards/speakers/alan-turing.png",
    }


def test_without_an_address_no_page_names_a_card(make_site: MakeSite) -> None:
    site = make_site()
    assert site.build().problems == ""
    assert metas(site.page("index.html"))["twitter:card"] == "summary"
    assert "og:image" not in metas(site.page("index.html"))
    made = {path for path in site.published() if path.startswith("2031/cards/") and path.endswith(".png")}
    assert made == {
        "2031/cards/edition.png",
        "2031/cards/speakers/ada-lovelace.png",
        "2031/cards/speakers/alan-turing.png",
    }


def test_papers_have_cards_of_their_own_if_asked_for(make_site: MakeSite) -> None:
    site = make_site(look("paper_cards: yes"))
    assert site.build("--base-url", BASE).problems == ""
    said = metas(site.page("2031/papers/7/index.html"))
    assert said["og:image"] == BASE + "2031/cards/papers/7.png"
    assert said["og:image:alt"] == "TINY 2031 · Small models"


def test_a_draft_and_an_earlier_edition_have_cards_too(make_site: MakeSite) -> None:
    earlier = START.replace("2031", "2030").replace("home: [overview, speakers]\n", "")
    site = make_site(
        {"editions/2030/site.yaml": earlier, "content/pages/plan.md": "---\ntitle: α\ndraft: yes\n---\nβ"}
    )
    assert site.build("--base-url", BASE, "--drafts").problems == ""
    assert metas(site.page("2031/plan/index.html"))["og:image"] == BASE + "2031/cards/pages/plan.png"
    assert metas(site.page("2030/index.html"))["og:image"] == BASE + "2030/cards/edition.png"


def test_who_speaks_has_a_card(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/people/speakers.yaml": "- TBD\n- Ada Lovelace\n",
            "content/people/panelists.yaml": "- Grace Hopper\n- {name: Emmy Noether, talk: On rings}\n",
            "content/schedule.yaml": None,
        }
    )
    assert site.build().code == 0
    made = {path for path in site.published() if path.startswith("2031/cards/") and path.count("/") == 3}
    assert made == {"2031/cards/speakers/ada-lovelace.png", "2031/cards/panelists/emmy-noether.png"}


def test_the_cards_are_shown_on_a_page_that_the_speakers_page_leads_to(make_site: MakeSite) -> None:
    site = make_site()
    assert site.build().problems == ""
    speakers = site.page("2031/speakers/index.html")
    assert [each.get("href") for each in speakers.iter("a") if words(each) == "Cards to share"] == [
        "../cards/index.html"
    ]
    assert "cards/index.html" not in site.published()["index.html"].decode()
    page = site.page("2031/cards/index.html")
    assert metas(page)["robots"] == "noindex"
    assert [(each.get("src"), each.get("alt")) for each in page.iter("img")] == [
        ("edition.png", "TINY 2031 · The Workshop on Tiny Things · December 6, 2031"),
        ("speakers/ada-lovelace.png", "TINY 2031 · Ada Lovelace · University of London · December 6, 2031"),
        ("speakers/alan-turing.png", "TINY 2031 · Alan Turing · University of Manchester · December 6, 2031"),
    ]


def test_a_page_called_cards_is_in_the_way(make_site: MakeSite) -> None:
    assert make_site({"content/pages/cards.md": "---\ntitle: Cards\n---\nα"}).problems() == (
        "content/pages/cards.md:1:1: error: this page has the address /2031/cards/, which the page of cards has too "
        "[duplicate-url]\n"
        "  1 | ---\n"
        "    | ^\n"
        "  hint: rename the file: its name is its address\n"
    )


def test_a_portrait_is_on_the_card(make_site: MakeSite) -> None:
    speakers = "- {name: Ada Lovelace, photo: images/ada.png}\n- Alan Turing\n"
    site = make_site({"content/people/speakers.yaml": speakers, "static/images/ada.png": image((300, 400))})
    assert site.build().problems == ""
    made = Image.open(BytesIO(site.published()["2031/cards/speakers/ada-lovelace.png"])).convert("RGB")
    assert made.getpixel((925, 315)) == (0x30, 0x60, 0xA0)


def test_letters_that_no_font_has_are_told_once_for_each_file(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/people/speakers.yaml": (
                "- {name: 王小明, talk: 快速推理}\n- {name: Ada Lovelace, talk: On 🚀 engines}\n"
            ),
            "content/schedule.yaml": None,
        }
    )
    told = site.build()
    assert (told.code, told.problems) == (
        0,
        "content/people/speakers.yaml:1:10: warning: cards lack letters of “王小明”: no font at hand has "
        "王 小 明 快 速 推 理 🚀 [lost-letters]\n"
        "  1 | - {name: 王小明, talk: 快速推理}\n"
        "    |          ^\n"
        "  hint: put a TTF or OTF font that has them under static/fonts/ and name it in site.yaml: "
        "look: {card_font: fonts/Name.ttf}\n",
    )
    site.write({**look("card_font: fonts/Bars.ttf"), "static/fonts/Bars.ttf": font("王小明快速推理🚀")})
    assert site.build().problems == ""


def test_letters_that_cannot_be_set_here_are_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "can_shape", lambda: False)
    files = {**look("card_font: fonts/Bars.ttf"), "static/fonts/Bars.ttf": font("שלום ")}
    site = make_site({**files, "content/people/speakers.yaml": "- שלום\n", "content/schedule.yaml": None})
    assert site.build().problems == (
        "content/people/speakers.yaml:1:3: warning: cards leave out “שלום”: its letters join or run from right to "
        "left, for which FriBidi is missing [unshaped-letters]\n"
        "  1 | - שלום\n"
        "    |   ^\n"
        "  hint: install it and build again; on Debian and Ubuntu: apt-get install libfribidi0\n"
    )


# What is kept


@pytest.mark.draws
def test_what_has_been_drawn_is_never_drawn_again(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    assert site.build("--base-url", BASE).problems == ""
    before = site.published()

    def draws(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(card, "draw_card", draws)
    monkeypatch.setattr(icon, "draw_icon", draws)
    site.write({"content/news.yaml": "- {date: 2031-06-02, title: New}\n"})
    assert site.build("--base-url", BASE).summary.startswith("5 made, ")
    assert site.build("--base-url", BASE, "--out", "other").problems == ""
    changed = {path for path, data in site.published("other").items() if data != before.get(path)}
    assert {path for path in changed if path.endswith((".png", ".ico"))} == set()
    with pytest.raises(AssertionError, match="drawn again"):
        site.build("--clean")


def test_a_card_that_was_changed_by_hand_is_put_back(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    before = site.published()["2031/cards/edition.png"]
    (site.folder / "public/2031/cards/edition.png").write_bytes(b"mine")
    assert site.build().summary.startswith("1 made")
    assert site.published()["2031/cards/edition.png"] == before


def test_two_builds_have_the_same_bytes(make_site: MakeSite) -> None:
    one, other = make_site(name="one"), make_site(name="other")
    for site in (one, other):
        assert site.build("--base-url", BASE).problems == ""
    drawn = [name for name in one.published() if name.endswith((".png", ".ico", ".svg", ".css"))]
    assert len(drawn) > 8
    assert {name: one.published()[name] for name in drawn} == {name: other.published()[name] for name in drawn}


def test_a_stylesheet_of_ones_own_goes_before_all_of_ours(make_site: MakeSite) -> None:
    site = make_site({"static/own.css": ".hero-title { color: red; }\n"})
    assert site.build("--out", "public").code == 0
    for path in ("index.html", "2031/speakers/index.html", "404.html"):
        sheets = [each.get("href") for each in site.page(path).iter("link") if each.get("rel") == "stylesheet"]
        names = [str(sheet).rpartition("/")[2] for sheet in sheets]
        always = [name for name in names if name not in OF_PAGES]
        assert always == ["style.css", "look.css", "own.css", "later.css"], path
    assert site.published()["own.css"] == b".hero-title { color: red; }\n"


OF_PAGES = ("programme.css", "papers.css", "sections.css")
"""The theme's sheets that only some pages have."""


def sheets_of(site: Site, path: str) -> list[str]:
    """The stylesheets that a page loads, by their names."""
    links = [each.get("href") for each in site.page(path).iter("link") if each.get("rel") == "stylesheet"]
    return [str(link).rpartition("/")[2] for link in links]


def test_a_page_has_the_sheets_of_what_it_shows(make_site: MakeSite) -> None:
    site = make_site()
    assert site.build().problems == ""
    assert sheets_of(site, "2031/schedule/index.html") == ["style.css", "programme.css", "look.css", "later.css"]
    assert sheets_of(site, "2031/papers/index.html") == ["style.css", "papers.css", "look.css", "later.css"]
    assert sheets_of(site, "2031/speakers/index.html") == ["style.css", "sections.css", "look.css", "later.css"]
    assert sheets_of(site, "404.html") == ["style.css", "look.css", "later.css"]
    home = ["style.css", "programme.css", "sections.css", "look.css", "later.css"]  # without papers
    assert sheets_of(site, "2031/index.html") == home


def test_a_style_css_in_the_place_of_the_themes_is_the_whole_look(make_site: MakeSite) -> None:
    site = make_site({"static/theme/style.css": "p { color: red; }\n"})
    assert site.build().problems == ""
    assert sheets_of(site, "2031/schedule/index.html") == ["style.css", "look.css"]
    site.write({"static/theme/programme.css": "td { color: red; }\n"})
    assert site.build().problems == ""
    assert sheets_of(site, "2031/schedule/index.html") == ["style.css", "programme.css", "look.css"]


def test_any_other_sheet_of_the_theme_is_replaced_alone(make_site: MakeSite) -> None:
    site = make_site({"static/theme/programme.css": "td { color: red; }\n"})
    assert site.build().problems == ""
    assert sheets_of(site, "2031/schedule/index.html") == ["style.css", "programme.css", "look.css", "later.css"]
    assert site.published()["theme/programme.css"] == b"td { color: red; }\n"


def test_a_template_of_ones_own_that_names_no_sheets_has_them_all(make_site: MakeSite) -> None:
    own = '{% extends "base.html" %}{% block main %}<h1>Lost</h1>{% endblock %}'
    site = make_site({"templates/404.html": own})
    assert site.build().problems == ""
    assert sheets_of(site, "404.html") == ["style.css", *OF_PAGES, "look.css", "later.css"]


def theme_css(repo: Path) -> str:
    """All of the theme's stylesheets, one after the other."""
    return "".join(path.read_text("utf-8") for path in sorted((repo / "static/theme").glob("*.css")))


def test_all_of_the_theme_stands_in_layers(repo: Path) -> None:
    """What stands in no layer goes before what stands in one (CSS Cascading 5, 6.4.3)."""
    css = re.sub(r"/\*.*?\*/", "", theme_css(repo), flags=re.S)
    depth, outside = 0, ""
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        elif depth == 0:
            outside += piece
    heads = {head.split(" ")[0] for head in re.split(r"[\n;]", outside) if head.strip()}
    assert heads <= {"@layer", "@charset"}, heads


def test_the_documented_properties_are_those_of_the_theme(repo: Path) -> None:
    css = theme_css(repo)
    text = (repo / "docs/content.md").read_text("utf-8").partition("| property | is |")[2].partition("\n\n")[0]
    names = re.findall(r"`(--[a-z-]+)`", text)
    assert len(names) > 15
    assert [name for name in names if f"{name}:" not in css] == []


# Portraits, density, where headings stand


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("portraits: square", ".portrait { border-radius: 0.25rem; }"),
        ("density: compact", "--rhythm: clamp(1.5rem, 1rem + 2vw, 2.75rem);"),
        ("headings: after", ".home .section-head { grid-column: 2; }"),
        ("headings: above", ".home .section { display: block; }"),
    ],
)
def test_what_else_look_changes_stands_in_its_stylesheet_alone(make_site: MakeSite, line: str, rule: str) -> None:
    site = make_site(look('accent: "#7a1f3d"'))
    assert site.build().problems == ""
    before = site.published()
    site.write(look('accent: "#7a1f3d"', line))
    assert site.build().problems == ""
    after = site.published()
    lists = {".enlsp-made.json", "2031/sw.js"}
    assert {path for path in before if before[path] != after[path]} - lists == {"2031/look.css"}
    assert rule in after["2031/look.css"].decode()
    assert rule not in before["2031/look.css"].decode()


def test_words_that_look_does_not_know_are_told(make_site: MakeSite) -> None:
    told = make_site(look("density: dense")).problems()
    assert "content/site.yaml:6" in told
    assert "compact" in told
