"""Texts in Latin letters on pages that are read from right to left."""

from __future__ import annotations

import pytest
from pages import Built, built

from enlsp_site.build.text_direction import isolated

EN, LTR = 'lang="en" dir="ltr"', 'dir="ltr"'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>שלום.</p>", "<p>שלום.</p>"),
        ("<h1>Why small?</h1>", f"<h1><span {EN}>Why small?</span></h1>"),
        ("<a href=x>Why small?</a>", f"<a href=x {EN}>Why small?</a>"),
        ("<p>מאת <a href=x>Ada (MIT).</a></p>", f"<p>מאת <a href=x {EN}>Ada (MIT).</a></p>"),
        ("<p>מאת Ada.</p>", "<p>מאת Ada.</p>"),
        ("<p><bdi>Amélie</bdi>, <bdi>عمر</bdi></p>", f"<p><bdi {LTR}>Amélie</bdi>, <bdi>عمر</bdi></p>"),
        ("<li><em>A</em> and <b>B</b></li>", f"<li><span {EN}><em>A</em> and <b>B</b></span></li>"),
        ("<p>12:30 – 13:00&nbsp;&amp;</p>", "<p>12:30 – 13:00&nbsp;&amp;</p>"),
        ("<p>R&amp;D!</p>", f"<p><span {EN}>R&amp;D!</span></p>"),
        ('<p lang="en">Tiny things.</p>', '<p lang="en"><span dir="ltr">Tiny things.</span></p>'),
        ('<i lang="en" dir="ltr">Menu.</i>', '<i lang="en" dir="ltr">Menu.</i>'),
        ("<title>Home.</title><script>a</script><math><mi>x</mi></math>",) * 2,
        ('<div class="prose"><p>Small.</p><ul><li>One.</li></ul></div>',
         f'<div class="prose" {EN}><p>Small.</p><ul><li>One.</li></ul></div>'),
        ('<div class="prose bio"><p>קטן.</p><ul><li>One.</li></ul></div>',
         f'<div class="prose bio"><p>קטן.</p><ul {EN}><li>One.</li></ul></div>'),
        ("<ul><li>One.<ul><li>Two.</li></ul></li></ul>", f"<ul><li {EN}>One.<ul><li>Two.</li></ul></li></ul>"),
        ("<p>One.<br>Two.</p>", f"<p><span {EN}>One.<br>Two.</span></p>"),
    ],
)  # fmt: skip
def test_what_is_written_from_left_to_right_says_so(html: str, found: str) -> None:
    assert isolated(html) == found


FILES = {
    "site.yaml": "name: TINY\ntitle: הסדנה\nedition: 2031\nlanguage: he\nhome: [speakers]\n",
    "people/speakers.yaml": """\
- name: Ada Lovelace
  affiliations: [University (London), MIT]
  talk: {title: Is small enough?}
  bio: "Ada wrote programs.\\n\\n- For machines."
""",
    "sponsors.yaml": "- tier: Gold\n  sponsors: [{name: Example Labs Inc.}]\n",
    "schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening., kind: remarks}
    - {time: 08:30-09:00, kind: oral, papers: [7]}
""",
    "papers.yaml": "- {id: 7, title: Small models?, authors: Ada Lovelace; Émile B., abstract: We look.}\n",
    "pages/overview.md": "---\ntitle: אודות\n---\nשלום. See below.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hebrew")
    for name, text in FILES.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    return built(folder, folder / "public")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("papers/", "Small models?"),
        ("papers/7/", "Small models?"),
        ("papers/7/", "We look."),
        ("schedule/", "Small models?"),
        ("schedule/", "Opening."),
        ("speakers/", "University (London)"),
        ("speakers/", "Is small enough?"),
        ("speakers/", "Ada wrote programs."),
        ("sponsors/", "Example Labs Inc."),
    ],
)
def test_titles_places_bios_and_sponsors_keep_their_stops(site: Built, path: str, text: str) -> None:
    root = site.pages[f"2031/{path}index.html"].root
    above = {child: parent for parent in root.iter() for child in parent}
    [*found] = [each for each in root.find("body").iter() if "".join(each.itertext()).strip() == text]
    inner = found[-1]
    while inner.get("dir") is None:
        inner = above[inner]
    assert (inner.get("dir"), inner.get("lang")) == ("ltr", "en"), text
    assert root.get("dir") == "rtl"
