"""That no word of the interface is forgotten: a site in a made-up language, in which each of them is marked.

Its words are their own names between `⟦` and `⟧`, and all that organizers wrote is Greek. So what is Latin outside of
those brackets, or a time of day, was said by a template or by our code without asking the language for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from pages import CLOSED_FRAME, Built, Page

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.content.link_labels import NAMES
from enlsp_site.exports import registry
from enlsp_site.model import wording
from enlsp_site.text.plain_text import slug

pytestmark = pytest.mark.whole

ENGLISH: dict[str, Any] = json.loads((wording.FILES / "en.json").read_bytes())
MADE_UP = "qaa"


def marked(name: str, entry: Any) -> Any:
    """A word as its name and its places, so that what is shown tells which word it was."""
    if isinstance(entry, list):
        return [f"⟦{name}⟧" for _ in entry]
    if isinstance(entry, dict):
        return {category: marked(name, text) for category, text in entry.items()}
    return f"⟦{name}{''.join(f' {{{place}}}' for place in wording.places(entry))}⟧"


# Content, in Greek

GROUPS = sorted(name[6:].replace("_", "-") for name in ENGLISH if name.startswith("group_"))
KINDS = sorted(name[8:] for name in ENGLISH if name.startswith("session_"))
PAPER_LINKS = ("pdf", "slides", "video", "code", "data", "supplement", "url", "openreview")
PROFILES = ("home", "scholar", "linkedin", "github", "x")


def site(edition: int, more: str) -> str:
    return f"name: Νάνο\ntitle: Τα μικρά\nedition: {edition}\nlanguage: {MADE_UP}\n{more}"


def paper(number: int, more: str = "") -> str:
    return f"- {{id: {number}, title: Μικρό {number}, authors: Άννα Νικολάου; Ρέα Παππά, keywords: [μικρά]{more}}}\n"


def sessions() -> str:
    """One of every kind without a title, and one with one."""
    untitled = [f"  - {{time: '{6 + n}:00-{6 + n}:30', kind: {kind}}}\n" for n, kind in enumerate(KINDS)]
    titled = [f"  - {{time: '{6 + n}:30-{7 + n}:00', kind: {kind}, title: Ωμέγα}}\n" for n, kind in enumerate(KINDS)]
    return "".join(untitled + titled)


CURRENT = {
    "site.yaml": site(
        2031,
        "host: Συνέδριο\nvenue: {name: Μέγαρο, city: Αθήνα, country: Ελλάδα}\ncontact: chairs@example.org\n"
        "url: https://example.org/\ntimezone: Europe/Athens\n"
        "actions: {submit: 'https://example.org/', register: 'https://example.org/', watch: 'https://example.org/'}\n"
        "embed_hosts: [poll.example]\nrepository: https://github.com/a/b\nannouncement: {text: Νέα, url: call}\n"
        "redirects: {pali: call}\ngone: {chathike: Χάθηκε.}\n",
    ),
    "dates.yaml": """\
- {name: Υποβολή, date: 2031-08-22, was: [2031-08-15], kind: deadline}
- {name: Τελικό, date: 2031-10-05 12:00, zone: Europe/Athens}
- {name: Μαθήματα, date: 2031-12-02 09:00, until: 2031-12-04, kind: event}
- {name: Έκθεση, date: 2031-11-30, until: 2031-12-01, kind: event}
- {name: Εργαστήριο, date: [2031-12-05 09:00, 2031-12-06 09:00], kind: event}
- {name: Λοιπά, date: TBD}
""",
    "schedule.yaml": f"""\
- date: 2031-12-05
  room: Αίθουσα
  sessions:
{sessions()}\
- date: [2031-12-06, 2031-12-07]
  timezone: Europe/Athens
  sessions:
  - {{time: 08:00-08:30, kind: keynote, people: [Άννα Νικολάου], abstract: TBD}}
  - {{time: 08:30-09:00, kind: panel, people: TBD, moderators: [Άννα Νικολάου], abstract: Λόγια.}}
  - {{time: 09:00-10:00, kind: oral, papers: [1, 2, 3, 4], stream: 'https://example.org/'}}
  - {{time: 10:00-11:00, kind: poster, papers: [5, 6], boards: [1, 2], recording: 'https://example.org/', room: Χολ}}
  - {{time: 11:00-11:30, kind: demo, cancelled: yes}}
  - {{time: 11:30-12:00, kind: demo, title: Ωμέγα, cancelled: Ασθένεια}}
  - {{time: '22:00-01:00', kind: social}}
- date: 2031-12-08
  sessions:
  - {{time: 09:00-10:00, kind: tutorial, room: Άλφα, track: Άλφα, abstract: Λόγια.}}
  - {{time: 09:00-10:00, kind: tutorial, room: Βήτα, track: Βήτα}}
  - {{time: 09:00-10:00, kind: tutorial, parallel: yes}}
- date: 2031-12-09
  room: Αίθουσα
  sessions:
  - {{time: 09:00-10:00, title: Ένα}}
  - {{time: 10:00-11:00, title: Δύο}}
  - {{time: 11:00-12:00, title: Τρία, room: Χολ}}
- date: TBD
  timezone: Europe/Athens
  sessions: []
""",
    "papers.yaml": "".join(
        [
            "- id: 1\n  title: Μικρό\n  tldr: Λίγο.\n  abstract: Λόγια.\n  keywords: [μικρά]\n  award: Βραβείο\n"
            "  decision: oral\n  track: Άλφα\n  poster: images/poster.svg\n  arxiv: '2305.13048'\n  doi: 10.1145/1\n"
            "  authors:\n  - {name: Άννα Νικολάου, affiliations: [Αθήνα], corresponding: yes, equal: yes}\n"
            "  - {name: Ρέα Παππά, affiliations: [Πάτρα], equal: yes}\n",
            *(f"  {kind}: https://example.org/forum?id=abc\n" for kind in PAPER_LINKS),
            paper(2, ", track: Βήτα, decision: spotlight, poster: 'https://example.org/'"),
            paper(3, ", decision: poster"),
            paper(4, ", decision: demo"),
            *(paper(number) for number in range(5, 22)),
        ]
    ),
    "addresses.yaml": "".join(
        f"- {{at: {at}, since: 2001-01-01, {more}}}\n"
        for at, more in (
            *((name, f"title: {name}") for name in ("dates", "schedule", "papers", "speakers")),
            (f"speakers#{slug('Άννα Νικολάου')}", "title: Άννα Νικολάου"),
            (f"dates#{slug('Υποβολή')}", "title: Υποβολή"),
            (f"schedule#{slug('Ένα')}", "title: Ένα, when: '2031-12-09 07:00-08:00 Europe/Athens', room: Αίθουσα"),
            (f"schedule#{slug('Δύο')}", "title: Δύο, cancelled: yes"),
            (f"schedule#{slug('Τρία')}", "title: Τρια, room: Αίθουσα"),
        )
    ),
    "news.yaml": "".join(f"- {{date: 2031-06-0{day}, title: Νέα {day}, text: TBD}}\n" for day in range(1, 8)),
    "reading/reading.yaml": "group: tag\nentries:\n- {title: Πρώτο, tags: [μικρά, μεγάλα], date: 2031-08-22}\n"
    + "".join(f"- {{title: Έργο {number}, abstract: Λόγια.}}\n" for number in range(6)),
    "sponsors.yaml": "- {tier: Χρυσός, sponsors: [Χορηγός, {name: Άλφα, logo: images/poster.svg}]}\n",
    "people/speakers.yaml": "".join(
        [
            "- name: Άννα Νικολάου\n  honorific: Δρ.\n  role: Έδρα\n  affiliations: [Αθήνα]\n  country: Ελλάδα\n"
            "  photo: images/poster.svg\n  bio: Ζει.\n  talk: {title: Ομιλία, abstract: Λόγια., bio: Μιλά.}\n"
            "  links:\n"
            "    email: chairs@example.org\n",
            *(f"    {kind}: https://example.org/\n" for kind in PROFILES),
            "- {name: Ρέα Παππά, talk: TBD}\n",
            "- {name: Νίκη Σιδέρη, talk: {title: TBD, abstract: TBD}}\n",
            "- {name: Εύα Ρήγα, talk: {title: Ομιλία, abstract: TBD, speakers: [Ρέα Παππά]}}\n",
        ]
    ),
    "pages/call.md": "---\ntitle: Πρόσκληση\n---\n## Α\n\nΛόγια[^1].\n\n## Β\n\n|α|\n|-|\n|β|\n\n## Γ\n\n"
    "- [x] α\n- [ ] β\n\n[^1]: Ω.\n",
    "pages/frames.md": "---\ntitle: Πλαίσια\n---\nvideo: https://vimeo.com/123456789\n\n"
    "form: https://tally.so/r/abc123\n\nmap: https://www.openstreetmap.org/#map=15/37.97/23.73\n\n"
    "embed: https://poll.example/now\n",
    "pages/soon.md": "---\ntitle: Σύντομα\ndraft: true\n---\nΛόγια.\n",
    **{f"people/{name}.yaml": "- Άννα Νικολάου (Αθήνα)\n" for name in GROUPS if name != "speakers"},
}
OLDER = {
    "site.yaml": site(
        2030,
        "links: [{title: Κανόνες, url: 'https://example.org/'}]\npapers_public_from: 2099-01-01\n"
        "home: [dates, schedule, speakers, papers, sponsors, editions, changes]\n",
    ),
    "addresses.yaml": "".join(
        f"- {{at: {at}, since: 2001-01-0{day}, title: Ω}}\n"
        for day, at in enumerate(("papers", "dates", "speakers"), 1)
    ),
    "dates.yaml": "dates: []\n",
    "schedule.yaml": "days: []\n",
    "papers.yaml": paper(1) + paper(2),
    "sponsors.yaml": "tiers: []\n",
    "people/speakers.yaml": "people: []\n",
}
OLDEST = {
    "site.yaml": site(2029, "url: https://example.org/\nhome: [talks, pictures, more, news, papers, editions]\n"),
    "schedule.yaml": "- date: 2029-12-05\n  room: Αίθουσα\n  online: {url: 'https://example.org/', for: registered}\n"
    "  sessions:\n"
    "  - {time: 08:00-09:00, title: Ωμέγα, mode: onsite, language: el, note: Λόγια., recorded: no}\n"
    "  - {time: 09:00-10:00, title: Ωμέγα, mode: online}\n"
    + "".join(
        f"  - {{time: '{hour}:00-{hour + 1}:00', title: Ωμέγα {hour}, recording: 'https://example.org/'}}\n"
        for hour in range(10, 17)
    ),
    "people/speakers.yaml": "- {name: Ρέα Παππά, talk: {title: Ομιλία, slides: 'https://example.org/a'}}\n",
    "pages/pictures.md": "---\ntitle: Εικόνες\ngallery: images/seven\n---\nΛόγια.\n",
    "pages/more.md": "---\ntitle: Πολλά\n---\nΛόγια.\n\n<!-- more -->\n\nΛόγια [@a].\n",
    "references.bib": "@misc{a, author = {Ωμέγα}, title = {Ψι}}\n",
    "papers.yaml": "".join(map(paper, range(1, 402))),
    "news.yaml": "news: []\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The site in the made-up language."""
    top = tmp_path_factory.mktemp("made-up")
    files, folder = top / "languages", top / "site"
    files.mkdir()
    entries = {name: marked(name, entry) for name, entry in ENGLISH.items()}
    (files / f"{MADE_UP}.json").write_text(json.dumps(entries), "utf-8")
    for start, texts in (("content", CURRENT), ("editions/2030", OLDER), ("editions/2029", OLDEST)):
        for name, text in texts.items():
            path = folder / start / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    (folder / "static/images/seven").mkdir(parents=True)
    for name in ("poster", *(f"seven/{number}" for number in range(7))):
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3" viewBox="0 0 4 3"/>'
        (folder / f"static/images/{name}.svg").write_text(drawing, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "FILES", files)
        report = build(BuildOptions(folder, top / "out", drafts=True))
        assert report.published, report.problems
        yield Built(folder, top / "out", "", report)


# What is said outside of the brackets

FOREIGN = [
    "GitHub",
    *NAMES.values(),
    "chairs@example.org",
    "AoE",
    "EET",
    "EEST",
    "Europe/Athens",
    *(export.title for export in registry.PAPERS),
]
"""What is called the same in all languages, and the one word of the content that is not Greek."""

SOURCE = re.compile(r"\b(?:content|editions)/[\w./-]+")
"""The name of a file of content, as links to it are called."""

HEARD = frozenset({"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title", "value"})
"""Attributes with words in them."""

WORDS = re.compile(r"(?![0-9]{4}-|https?:|\.?\.?/).*(?:[A-Z]|\S\s+\S)")
"""What in an attribute for a script (`data-…`) is for people: no name, number, moment or address."""

NO_WORDS = frozenset(
    {
        "viewport",
        "refresh",
        "robots",
        "color-scheme",
        "theme-color",
        "format-detection",
        "og:type",
        "og:url",
        "twitter:card",
    }
)


def outside(text: str, depth: int = 0) -> tuple[str, int]:
    """What of a text stands outside of brackets, `depth` of which are open before it; and how many are after it."""
    kept = []
    for piece in re.split("([⟦⟧])", text):
        depth += (piece == "⟦") - (piece == "⟧")
        kept += [piece] if not depth and piece not in ("⟦", "⟧") else [" "]
    return "".join(kept), depth


def is_ours(text: str) -> bool:
    """Whether a text outside of brackets has something in it that is neither Greek nor the same in all languages."""
    text = SOURCE.sub(" ", text)
    for name in sorted(FOREIGN, key=len, reverse=True):
        text = text.replace(name, " ")
    return re.search(r"[A-Za-z]|[0-9]:[0-9]{2}", text) is not None


def seen(element: Element) -> Iterator[str]:
    """The texts of an element in their order, without those of code."""
    if element.tag not in CLOSED_FRAME and element.tag != "pre":
        yield element.text or ""
        for child in element:
            yield from seen(child)
            yield child.tail or ""


def heard(page: Page) -> Iterator[tuple[str, str]]:
    """The attributes of a page that have words in them."""
    for element in page.root.iter():
        meta = element.get("name") or element.get("property") or element.get("http-equiv") or ""
        if element.get("class") == "Z3988":  # a citation in COinS, for reference managers
            continue
        if element.tag == "meta" and (meta in NO_WORDS or meta.startswith(("citation_", "Content-", "og:image"))):
            continue
        for name, value in element.items():
            if name == "data-words":
                yield f"{element.tag} {name}", " ".join(leaves(json.loads(value)))
            elif is_heard(element, name) or (name.startswith("data-") and WORDS.match(value)):
                yield f"{element.tag} {name}", value


def is_heard(element: Element, name: str) -> bool:
    """Whether an attribute is said: the value of a box to tick is only for a script, its label is heard."""
    return name in HEARD and not (name == "value" and element.get("type") == "checkbox")


def leaves(value: Any) -> Iterator[str]:
    """The texts in plain data, without the names that they have there."""
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    else:
        yield str(value)


def forgotten(page: Page) -> list[str]:
    """What a page says without having asked the language for it."""
    found, depth = [], 0
    for text in seen(page.root):
        left, depth = outside(text, depth)
        found += [" ".join(left.split())] if is_ours(left) else []
    found += [f"{name}: {value}" for name, value in heard(page) if is_ours(outside(value)[0])]
    return found + (["a bracket is not closed"] if depth else [])


def test_no_page_says_a_word_that_is_not_in_the_file_of_the_language(made: Built) -> None:
    assert len(made.pages) > 60
    assert {path: words for path, page in made.pages.items() if (words := forgotten(page))} == {}


def test_the_test_would_notice() -> None:
    head = "<!doctype html><title>⟦lost⟧</title>"
    for body, told in (
        ("<p>Menu</p>", "Menu"),
        ("<p>⟦menu⟧ of Άννα</p>", "of Άννα"),
        ('<p title="Copy">⟦menu⟧</p>', "p title: Copy"),
        ('<p data-next="Next">⟦menu⟧</p>', "p data-next: Next"),
        ('<p data-words=\'{"now": "Now"}\'>⟦menu⟧</p>', "p data-words: Now"),
        ('<img alt="Portrait of Άννα">', "img alt: Portrait of Άννα"),
        ("<p>⟦menu</p>", "a bracket is not closed"),
        ("<p>08:15</p>", "08:15"),
    ):
        assert forgotten(Page("x.html", head + body)) == [told]
    sound = '<p title="⟦copy⟧">⟦part_of <b>Άννα</b>⟧ AoE</p><script>let word = "Menu";</script>'
    assert forgotten(Page("x.html", head + sound)) == []


def test_the_feed_is_called_in_the_language(made: Built) -> None:
    feed = (made.folder / "2031/feed.xml").read_text("utf-8")
    assert "<title>⟦news_of Νάνο 2031⟧</title>" in feed
    assert not is_ours(outside("".join(re.findall("<(?:title|name)>([^<]*)<", feed)))[0])


SPARE = frozenset({"language", "theme", "theme_light", "theme_system", "today", "in_days", "days_ago", "venue_time",
                   "see_schedule", "search", "now", "close", "copy", "copied", "am", "pm", "online",
                   "papers_failed", "title_with", "book_of_abstracts", "book_contents", "book_index"})  # fmt: skip
"""Words that no template says yet, or only where a site asks for the clock of twelve hours; one for apps only, one of
a large programme (tests/browser/test_large.py), one where two sessions of one title changed
(tests/pages/test_changes.py), and those of the book of abstracts (tests/commands/test_print.py)."""


def test_every_word_is_said_somewhere(made: Built) -> None:
    said = set(re.findall(r"⟦(\w+)", "".join(page.text for page in made.pages.values())))
    assert said <= ENGLISH.keys()
    assert ENGLISH.keys() - said - SPARE == set()
