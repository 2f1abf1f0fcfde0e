"""docs/recipes.md: what each recipe says to write is put into a small site, which is built strictly and looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import Files, Site, any_picture, picture

MakeSite = Callable[..., Site]
TEXT = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text("utf-8")
FOUND = {
    question: re.findall("`([^`]+)`", answer)
    for question, answer in re.findall(r"^\*\*… (.*?)\?\*\* (.*?)(?=^\*\*…|\Z)", TEXT.replace("`#`", ""), re.M | re.S)
}
"""What each recipe says to write, by its question."""

SITE = "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\ntimezone: Europe/Paris\n"
HOME = SITE + "home: [overview, speakers, schedule]\n"
SPEAKERS = "- {name: Ada Lovelace, affiliations: [University of London]§}\n- {name: Alan Turing}\n"
DAY = "- date: 2031-12-06\n  sessions:\n"
KEYNOTE = "    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]§}\n"
LATER = "    - {time: 09:00-09:30, kind: oral, papers: [7, 8], people: TBD}\n"
PAPERS = "- {id: 7, title: Small models, authors: Ada Lovelace§}\n- {id: 8, title: Smaller models}\n"
PAGE = "---\ntitle: A page\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#fff"/></svg>\n'

SITE_FILE, SPEAKERS_FILE = "content/site.yaml", "content/people/speakers.yaml"
SCHEDULE_FILE, PAPERS_FILE = "content/schedule.yaml", "content/papers.yaml"


class Recipe(NamedTuple):
    """What is written, and what must be there.

    In the files `«0»` is the recipe's first code, `«1»` its second, with `fills` for the `…` in them. `shows` are
    texts in pages by path; `hides` texts that are in none of these; `told` is what is told, if anything is.
    """

    files: Mapping[str, str | bytes | None]
    shows: Mapping[str, tuple[str, ...]]
    hides: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    told: str = ""


def site(more: str) -> dict[str, str | bytes | None]:
    """site.yaml with some lines more."""
    return {SITE_FILE: HOME + more + "\n"}


def speaker(more: str) -> dict[str, str | bytes | None]:
    """Speakers of whom the first has some fields more."""
    return {SPEAKERS_FILE: SPEAKERS.replace("§", f", {more}" if more else "")}


def session(more: str) -> dict[str, str | bytes | None]:
    """A schedule of which the keynote has some fields more."""
    return {SCHEDULE_FILE: DAY + KEYNOTE.replace("§", f", {more}" if more else "") + LATER}


def papers(more: str) -> dict[str, str | bytes | None]:
    """Papers of which the first has some fields more."""
    return {PAPERS_FILE: PAPERS.replace("§", f", {more}" if more else "")}


def page(text: str, head: str = "") -> dict[str, str | bytes | None]:
    """A page of this text."""
    return {"content/pages/venue.md": PAGE.replace("---\n", f"---\n{head}", 1) + text + "\n"}


VENUE, VIDEO = "2031/venue/index.html", "https://vimeo.com/76979871"
HOME_PAGE, LIST, KEYNOTE_PAGE = "2031/index.html", "2031/papers/index.html", "2031/schedule/index.html"
ONE, TALKS = "2031/schedule/keynote-talk-ada-lovelace/index.html", "2031/talks/index.html"
JPEG = picture(400, 400)

RECIPES: Mapping[str, Recipe] = {
    "show two tracks of papers": Recipe(
        {PAPERS_FILE: "- {id: 7, title: Small models, «0»: Systems}\n- {id: 8, title: Smaller models, «0»: Data}\n"},
        {LIST: ("Systems", "Data"), "2031/papers/7/index.html": ("Systems",)},
    ),
    "say what each track asks for, and how it is reviewed": Recipe(
        page("«0»\n\nTwo reviewers run the code.\n\nSee [the rules](venue#systems).", head="«2»\n"),
        {VENUE: ('id="systems"', "Two reviewers run the code.", "Kernels")},
    ),
    "put the best papers first": Recipe(
        site("«0»") | {PAPERS_FILE: "- {id: 7, title: Small models}\n- {id: 8, title: The best of models, «1»}\n"},
        {LIST: (r"/re/The best of models.*Small models", "Best Paper")},
    ),
    "get PDFs into the list of papers": Recipe(
        papers("«0»") | {"«1»7.pdf": b"%PDF-1.4\n%%EOF\n"}, {LIST: ("PDF", "7/small-models.pdf")}
    ),
    "show a video": Recipe(
        page("«0»") | papers("«1»: https://vimeo.com/76979871") | session("«2»: https://vimeo.com/76979871"),
        {VENUE: ("youtube", "dQw4w9WgXcQ"), "2031/papers/7/index.html": ("76979871",), ONE: ("76979871",)},
        hides=("<iframe",),
        fills=("dQw4w9WgXcQ",),
    ),
    "show a map of the venue": Recipe(page("«0»"), {VENUE: ("openstreetmap.org", "frame-src https://www.openst")}),
    "ask visitors something": Recipe(
        page("«0»"),
        {VENUE: ("frame-src https://docs.google.com", "/forms/d/e/1FAIpQLSf0/viewform")},
        fills=("1FAIpQLSf0",),
    ),
    "show something of a host that is not known": Recipe(
        site("«0»") | page("«1»"), {VENUE: ("frame-src https://poll.example.org",)}, fills=("poll.example.org/now",)
    ),
    "paste what another site gives me to embed": Recipe(
        page("«0»"),
        {VENUE: ("player.vimeo.com",)},
        hides=("<iframe",),
        told="write `embed: https://player.vimeo.com/video/76979871` on a line of its own",
    ),
    "offer the call in French, too": Recipe(
        {"content/«0»": "---\ntitle: Appel\n«1»\n«2»\n---\nEnvoyez-nous vos articles.\n"} | session("«4»"),
        {
            "2031/appel/index.html": ('lang="fr"', "../call/", "Envoyez-nous"),
            "2031/call/index.html": ("../appel/", "Français"),
            KEYNOTE_PAGE: ("Language: ", "Français"),
        },
    ),
    "let those mend a page who have no Python": Recipe(
        site("«0»"), {"2031/call/index.html": ("https://github.com/OWNER/REPOSITORY/edit/", "content/pages/call.md")}
    ),
    "keep the home page short": Recipe(
        {
            "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny things.\n\n«0»\n\nAll of the rest.\n",
            SITE_FILE: SITE + "«2»: [overview, «1»]\n",
            SPEAKERS_FILE: "- {name: Ada Lovelace, bio: Ada wrote the first program., talk: {title: Engines}}\n"
            "- {name: Alan Turing}\n",
        },
        {HOME_PAGE: ("Tiny things.", "Ada Lovelace", "Engines")},
        hides=("All of the rest.", "the first program"),
    ),
    "cite papers on a page": Recipe(
        page("As shown [@key].".replace("[@key]", "«0»"))
        | {"«1»": "@article{key, title = {Notes}, author = {Lovelace, Ada}, journal = {Memoirs}, year = {1843}}\n"},
        {VENUE: (r"/re/As shown .{0,80}>1<", "Memoirs")},
    ),
    "show the photographs of last year": Recipe(
        page("Look.", head="«3»\n") | {"static/images/2024/dinner.jpg": JPEG},
        {VENUE: ("The dinner", "<figure")},
    ),
    "put two pictures side by side": Recipe(
        page("«0»") | {"static/images/a.png": any_picture("a.png"), "static/images/b.png": any_picture("b.png")},
        {VENUE: (r"/re/<p[^>]*>\s*(?:<a[^>]*>)?(?:<picture>)?.*?alt=\"left\".*?alt=\"right\".*?</p>",)},
    ),
    "play a film of my own": Recipe(
        page("«0»\n\n«2»") | {"static/files/tour.mp4": b"x", "static/files/interview.mp3": b"x"},
        {VENUE: ("<video", "files/tour.mp4", "<audio", "files/interview.mp3")},
    ),
    "publish slides and recordings of a talk": Recipe(
        speaker("«0»") | session(""),
        {ONE: ("Engines", "https://slides.example/", VIDEO), TALKS: ("Engines", VIDEO)},
        fills=("Engines", "https://slides.example/", VIDEO),
    ),
    "show all recordings and slides at one place": Recipe(
        speaker("talk: {title: Engines, slides: https://slides.example/}") | session("") | site("«1»"),
        {"2031/talks/index.html": ("Engines", "https://slides.example/"), HOME_PAGE: ('href="talks/index.html"',)},
    ),
    "announce a talk of two speakers": Recipe(
        speaker("«0»")
        | {SCHEDULE_FILE: DAY + KEYNOTE.replace("[Ada Lovelace]§", "[Ada Lovelace, Alan Turing]") + LATER},
        {KEYNOTE_PAGE: ("Engines", "Ada Lovelace", "Alan Turing"), HOME_PAGE: ("Engines",)},
        fills=("Engines",),
    ),
    "introduce a speaker otherwise for one talk": Recipe(
        speaker("«0»") | session(""), {ONE: ("Ada counts.",)}, fills=("Ada counts.",)
    ),
    "mark who contributed equally, or wrote while at another place": Recipe(
        {"content/people/committee.yaml": "- {name: Grace Hopper, «0»}\n- {name: Emmy Noether, «0»}\n"},
        {"2031/committee/index.html": (r"/re/</ul>.*Equal contribution",)},
    ),
    "show another part of a portrait": Recipe(
        {
            SPEAKERS_FILE: "- {name: Ada Lovelace, photo: images/ada.jpg, «0»}\n"
            "- {name: Alan Turing, photo: images/alan.jpg, «1»}\n",
            "static/images/ada.jpg": picture(400, 800),
            "static/images/alan.jpg": picture(800, 400),
            **session(""),
        },
        {"2031/speakers/index.html": ("ada", "alan")},
    ),
    "name one of two people called Wei Wang": Recipe(
        {
            SPEAKERS_FILE: "- {name: Wei Wang, affiliations: [Univ A]}\n- {name: Wei Wang, affiliations: [Univ B]}\n",
            SCHEDULE_FILE: DAY + "    - {time: 08:30-09:00, kind: keynote, «0»}\n"
            "    - {time: 10:00-10:30, title: Once more, people: [«1»]}\n",
        },
        {
            "2031/schedule/keynote-talk-wei-wang/index.html": ("Univ B",),
            "2031/schedule/once-more-wei-wang/index.html": ("Univ B",),
        },
        told="Wei Wang is in no session of the schedule",
    ),
    "hold a hybrid workshop": Recipe(
        {
            SCHEDULE_FILE: "- date: 2031-12-06\n  «0»\n  sessions:\n"
            + KEYNOTE.replace("§", "")
            + "    - {time: 09:00-10:00, title: Posters, kind: poster, papers: [7, 8], people: TBD, «1»}\n"
            "    - {time: 10:00-11:00, title: Chat, «2»: https://chat.example/}\n"
        },
        {KEYNOTE_PAGE: ("https://conf.example/join", "https://chat.example/", "On site")},
        fills=("conf.example/join",),
    ),
    "put a button “Join live” on the home page for two days": Recipe(
        site("«0»"), {HOME_PAGE: ("Join live", "https://conf.example/join")}, fills=("conf.example/join",)
    ),
    "stream a session": Recipe(session("«0»"), {KEYNOTE_PAGE: ("https://live.example/",)}, fills=("live.example/",)),
    "change colours and spaces": Recipe(
        site("«0»") | {"«1»": ":root { --space: 1rem; }\n"},
        {"own.css": ("--space: 1rem",), HOME_PAGE: ('own.css"',), "2031/look.css": ("#1f5f5b",)},
    ),
    "get more onto a page": Recipe(
        site("look: {density: compact, «1», «2»}"),
        {"2031/look.css": ("--rhythm: clamp(1.5rem", ".portrait { border-radius: 0.25rem; }")},
    ),
    "show a logo that is made for dark pages": Recipe(
        site("look: {«0»}")
        | {
            "static/images/logo.svg": SVG,
            "content/sponsors.yaml": "- tier: Gold\n  sponsors: [{name: Example Labs, «0»}]\n",
        },
        {HOME_PAGE: ("brand-logo logo-on-ink",), "2031/sponsors/index.html": ('class="logo logo-on-ink',)},
    ),
    "write in a title or a room": Recipe(session("«0»"), {KEYNOTE_PAGE: ("Hall 4 #7",)}),
    "plan two days in two rooms": Recipe(
        {
            SCHEDULE_FILE: "- date: 2031-12-05\n  sessions:\n"
            "    - {time: 09:00-10:00, title: One, «0»: Hall A}\n    - {time: 09:00-10:00, title: Two, «0»: Hall B}\n"
            "    - {time: 10:00-10:30, kind: break}\n" + DAY + KEYNOTE.replace("§", "") + LATER,
            "content/dates.yaml": "- {name: Workshop, date: 2031-12-05, until: 2031-12-06}\n",
        },
        {KEYNOTE_PAGE: ("Hall A", "Hall B", "One", "Two")},
    ),
    "extend a deadline": Recipe(
        {"content/dates.yaml": "- «0»\n- {name: Workshop, date: 2031-12-06}\n"},
        {"2031/dates/index.html": (r"/re/<s class=\"was\">.*March 7.*</s>", "March 14")},
    ),
    "keep the papers back until a day": Recipe(site("«0»"), {HOME_PAGE: ("TINY",)}, hides=("Smaller models",)),
    "give several addresses for several questions": Recipe(
        site("«0»"),
        {HOME_PAGE: ("papers@tw.example", "money@tw.example", "Submissions", "Sponsors")},
        fills=("tw.example", "tw.example"),
    ),
    "change the words of a button or a heading": Recipe(site("«0»"), {LIST: ("Contributions",)}),
}

ELSEWHERE = {
    "print signs, badges and a book of abstracts": "tests/pages/print",
    "open a problem in my editor": "tests/commands",
}
"""Recipes that are commands, not content, and what tests them."""


def test_each_recipe_is_followed_here_or_elsewhere() -> None:
    questions = {" ".join(each.split()) for each in FOUND}
    assert questions == {*RECIPES, *ELSEWHERE}
    assert all((Path(__file__).parents[1] / each).is_dir() for each in ELSEWHERE.values())


def test_an_answer_is_short() -> None:
    blocks = TEXT.split("\n\n")[2:]
    assert [each for each in blocks if len(each.strip().splitlines()) > 2] == []


def written(text: str, codes: list[str], fills: Iterator[str]) -> str:
    """A text of a recipe with its codes in it."""
    whole = re.sub("«([0-9]+)»", lambda found: codes[int(found[1])], text)
    return re.sub("…", lambda _: next(fills), whole)


@pytest.mark.parametrize("question", RECIPES)
def test_a_recipe_is_followed_and_shows_what_it_promises(make_site: MakeSite, question: str) -> None:
    recipe = RECIPES[question]
    codes = next(found for name, found in FOUND.items() if " ".join(name.split()) == question)
    fills = iter(recipe.fills)
    files: Files = {
        written(name, codes, fills): written(text, codes, fills) if isinstance(text, str) else text
        for name, text in recipe.files.items()
    }
    made = make_site(files)
    told = made.build() if recipe.told else made.build("--strict")
    assert told.code == 0, told
    assert recipe.told in told.problems
    texts = {name: data.decode("utf-8", "replace") for name, data in made.published().items()}
    for path, wanted in recipe.shows.items():
        text = texts[path] if path in texts else "".join(each for name, each in texts.items() if path in name)
        for each in wanted:
            assert is_in(each, text), (each, path)
        assert [each for each in recipe.hides if each in text] == []


def is_in(wanted: str, text: str) -> bool:
    """Whether a text holds what is wanted of it: words, an expression (`/re/`), or one of several with `|`."""
    if wanted.startswith("/re/"):
        return bool(re.search(wanted[4:], text, re.S))
    return any(each in text for each in wanted.split("|"))
