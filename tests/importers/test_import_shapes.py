"""Jekyll sites of other years and makers: without `_data/`, with its traps, and with the layout of a theme."""

from __future__ import annotations

from typing import Any

from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source


def brought(files: dict[str, str | bytes]) -> ImportResult:
    source = Source.of({name: text.encode() if isinstance(text, str) else text for name, text in files.items()})
    return imported("jekyll", source, ImportOptions())


def told(result: ImportResult) -> list[str]:
    return [f"{problem.origin}: {problem.message}" for problem in result.problems]


# A site in one page

OLD: dict[str, str | bytes] = {
    "_config.yml": "title: ENLSP NeurIPS Workshop 2022\nemail: chairs@example.org\ndescription: All of it\n",
    "index.html": """\
---
layout: home
---
<div class="container">
<h1>The Second Workshop on Efficient Natural Language and Speech Processing</h1>
<p>Welcome to <b>it</b>.</p>
<h2 id="cfp">Call for Papers</h2>
<p>Send us <a href="#dates">by then</a> or see <a href="papers.html">papers</a>, <a href="gone.html">gone</a>.</p>
<h2 id="dates">Important Dates</h2>
<ul><li>Submission Deadline: <s>September 25, 2022</s> <b>September 30, 2022 (AOE)</b></li>
<li>Workshop Date: December 2nd, 2022</li><li>Tutorials: Nov 29 - Dec 1, 2022 <li>Deadline: Soon</ul>
<h2>Keynote Speakers</h2>
<div class="row_perso">
<div class="card_perso"><img src="images/a.jpg" alt="Ada"><div><center><h6><b>Prof. Ada \
Lovelace</b><br>University of London<br>
<a href="https://scholar.google.ca/citations?user=feQAvxoAAAAJ&hl=en"><i></i></a>&nbsp;<a \
href="https://ada.example.org/">web</a></h6></center></div></div>
<div class="card_perso"><img src="images/missing.jpg"><div><h6><b>Alan Turing</b><br>Manchester</h6></div></div>
</div>
<h2>Schedule (Eastern Time)</h2>
<table><thead><tr><th>Time</th><th>Title</th><th>Presenter</th></tr></thead>
<tr><td>8:00AM - 8:10AM<td colspan=2>Opening Remarks
<tr><td>8:10AM - 8:55AM</td><td><b>Thinking fast</b> <a href="#pop1">[Abstract]</a> <a \
href="https://x.org/slides">slides</a></td><td>Prof. Ada Lovelace</td></tr>
<tr><td>9:00AM - 8:30AM</td><td>Odd</td><td></td></tr>
<tr><td>12:30 - 1:30</td><td>Lunch &amp; posters</td><td>A Bee<br>C Dee &amp; E Eff</td></tr>
</table>
<div id="pop1" class="modal"><div><span class="close">&times;</span><p><b>Abstract:</b> It is fast. \
&lt;think&gt;</p><p><b>Bio:</b> Ada was first.</p></div></div>
<h2>Accepted Papers</h2>
<ol>
<li><b>Tiny models that think a lot</b><br><i>A. Author, B. Author and C. Author</i><br><a \
href="papers/paper_7.pdf">[PDF]</a> <a href="papers/paper_8.pdf">[Poster]</a></li>
<li>“Second title of the list”, D. Author, E. Author <a href="https://arxiv.org/abs/2201.00001">arXiv</a></li>
</ol>
<h2>Technical Committee</h2>
<ul><li>Grace Hopper (Navy)<li>Emmy Noether, Göttingen<li>Broken (X<li>Kurt G&ouml;del (IAS (Princeton))</ul>
<h2>Platinium Sposors</h2>
<a href="https://labs.example.org"><img src="images/logo.png" alt="Ex Labs"></a>
<h2>Gold Sponsors</h2><img src="images/Huawei2.png">
<h2>Previous Editions</h2><ul><li><a href="https://neurips2021-nlp.github.io/">ENLSP 2021</a></ul>
</div>
""",
    "images/a.jpg": b"jpg",
    "images/logo.png": b"png",
    "images/Huawei2.png": b"png",
    "images/unused.png": b"png",
    "papers/paper_7.pdf": b"pdf",
}


def test_a_site_in_one_page_is_taken_apart() -> None:
    result = brought(OLD)
    site = result.files["site.yaml"]
    assert site["title"] == "The Second Workshop on Efficient Natural Language and Speech Processing"
    assert (site["edition"], site["host"], site["timezone"]) == ("2022", "NeurIPS 2022", "America/New_York")
    assert site["home"] == ["overview", "call", "dates", "speakers", "schedule", "papers", "committee", "sponsors"]
    assert site["editions"] == [{"title": "ENLSP 2021", "url": "https://neurips2021-nlp.github.io/"}]
    assert result.pages["pages/overview.md"].body == "Welcome to **it**."
    assert result.pages["pages/call.md"].body == "Send us [by then](dates) or see [papers](papers), gone."
    assert result.files["dates.yaml"]["dates"] == [
        {"name": "Submission Deadline", "date": "2022-09-30", "was": ["2022-09-25"], "zone": "AoE"},
        {"name": "Workshop Date", "date": "2022-12-02"},
        {"name": "Tutorials", "date": "2022-11-29", "until": "2022-12-01"},
    ]
    assert result.files["dates.yaml"]["intro"] == "- Deadline: Soon"
    assert sorted(result.copies) == ["images/Huawei2.png", "images/a.jpg", "images/logo.png", "papers/paper_7.pdf"]


def test_cards_are_people_and_windows_their_talks() -> None:
    result = brought(OLD)
    assert result.files["people/speakers.yaml"]["people"] == [
        {
            "name": "Ada Lovelace",
            "honorific": "Prof.",
            "affiliations": ["University of London"],
            "photo": "images/a.jpg",
            "links": {
                "home": "https://ada.example.org/",
                "scholar": "https://scholar.google.ca/citations?user=feQAvxoAAAAJ&hl=en",
            },
            "bio": "Ada was first.",
            "talk": {"title": "Thinking fast", "abstract": "It is fast. <think>"},
        },
        {"name": "Alan Turing", "affiliations": ["Manchester"]},
    ]
    assert result.files["people/committee.yaml"]["people"] == [
        "Grace Hopper (Navy)",
        "Emmy Noether (Göttingen)",
        "Broken (X)",
        "Kurt Gödel (IAS (Princeton))",
    ]


def test_tables_are_days() -> None:
    result = brought(OLD)
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["date"] == "2022-12-02"
    assert day["sessions"] == [
        {"time": "08:00-08:10", "title": "Opening Remarks", "kind": "remarks"},
        {
            "time": "08:10-08:55",
            "kind": "invited",
            "people": ["Ada Lovelace"],
            "links": [{"title": "slides", "url": "https://x.org/slides"}],
        },
        {"time": "12:30-13:30", "title": "Lunch & posters", "kind": "poster", "people": ["A Bee", "C Dee", "E Eff"]},
    ]
    assert [each["name"] for each in result.files["people/presenters.yaml"]["people"]] == ["A Bee", "C Dee", "E Eff"]
    assert result.pages["pages/imported/imported-schedule.md"].body == "**9:00AM - 8:30AM** Odd"


def test_lists_are_papers_and_logos_sponsors() -> None:
    result = brought(OLD)
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "7",
            "title": "Tiny models that think a lot",
            "authors": ["A. Author", "B. Author", "C. Author"],
            "pdf": "papers/paper_7.pdf",
        },
        {
            "id": "2",
            "title": "Second title of the list",
            "authors": ["D. Author", "E. Author"],
            "arxiv": "https://arxiv.org/abs/2201.00001",
        },
    ]
    assert result.files["sponsors.yaml"]["tiers"] == [
        {
            "tier": "Platinum Sponsors",
            "sponsors": [{"name": "Ex Labs", "url": "https://labs.example.org", "logo": "images/logo.png"}],
        },
        {"tier": "Gold Sponsors", "sponsors": [{"name": "Huawei", "logo": "images/Huawei2.png"}]},
    ]


def test_what_is_wrong_in_the_page_is_told_with_its_line() -> None:
    assert told(brought(OLD)) == [
        "index.html:16:1: there is no picture images/missing.jpg: Alan Turing has no portrait",
        "index.html:28:1: there is no file papers/paper_8.pdf: the link is left out",
        "index.html:32:1: the brackets of “Broken (X” do not match",
        "index.html:33:1: “Platinium Sposors” is read as “Platinum Sponsors”",
        "index.html:35:1: the logo says no name; “Huawei” is taken from its file",
        "index.html:22:1: “9:00AM - 8:30AM” is no range of times: “Odd” is kept in a draft",
        'index.html:23:1: "12:30 - 1:30" ends at 01:30, before it starts at 12:30; it is read as 12:30–13:30',
        "index.html:8:1: the link to gone.html leads nowhere on the new site: its words are kept without it",
    ]


# A site with `_data/`, and the traps of it

NEW: dict[str, str | bytes] = {
    "_config.yml": "title: ENLSP NeurIPS Workshop 2024\nauthor: {email: chairs@example.org}\n",
    "_data/speakers.yml": (
        "- num_row: 1\n\n  speakers:\n\t\t- name: Ivan Vuliƒá\n\t\t  title: Dr.\n\t\t  affiliation: A & B\n"
    ),
    "_data/organizers.yml": b"- name: Ren\x8e Descartes\n  affiliation: It\xd5s here\n",
    "_data/technical_committee.yml": "- Ada Lovelace (London\n- Coleman (Berkeley (Student))\n- No Place\n",
    "_data/schedule.yml": """\
- Title: <b>Welcome: the opening</b>
  Time: 8:00AM - 8:10AM
  Whole_line: true
- Title: "<b>(KeyNote Talk)</b> Scaling \\textit{laws} &amp; \\alpha"
  Time: 8:10AM - 8:40AM
  Presenter: Dr. Ivan Vulić
  Bio: He <b>thinks</b>.<br>A lot.
  Abstract: One &lt;think&gt;.<br><br>Two.
- Title: (Spotlight 1) Tiny Models: that think
  Time: 8:40AM - 8:46AM
  Presenter: A. Author
  Authors: A. Author, B. Author
  Is_paper: true
- Title: Lunch
  Time: 12:00AM - 1:00PM
- Title: Posters (Paper IDs #1 - #25)
  Time: 1:00PM - 2:00PM
- Title: Panel
  Time: later
  Presenter: <b>Dr. Ivan Vulić</b> & Prof. Someone Else<br>Third Person
""",
    "_data/schedule_old.yml": "- Title: Old\n  Time: 8:00AM - 8:10AM\n",
    "_data/accepted_papers.yml": """\
[
{
"id": "1",
"title": "Tiny Models: That Think",
"abstract": "We use \\times and \\mathcal{L}, 1.5\\times.",
"authors": "A. Author, B. Author*",
"has_supp": true,
},
{
"id": "2",
"title": "Anonymous work",
"abstract": "",
"authors": "",
"has_supp": false,
},
]
""",
    "_data/navigation.yml": "- title: Papers\n  url: /accepted_papers.html\n- title: Gone\n  url: /nowhere.html\n",
    "accepted_papers.md": (
        "---\nlayout: page\ntitle: Accepted Papers\n---\n{% include "
        "accepted_papers.html %}\nBest Paper Award: Tiny models - that think!\n"
    ),
    "index.md": """\
---
layout: home
---
# The Fourth Workshop on Efficient Things

## Important Dates
* Submission deadline: **Sept. 30, 2024, 11:59 PM AoE**
* Workshop: December 14, 2024

## Speakers
{% include speakers.html %}

## Organizers
{% include organizers.html %}

## Committee
{% include technical_committee.html %}

## Schedule
All times are in Vancouver time.
{% include schedule.html %}

## Latest News
- October 3, 2024: Notifications are out. Look at [them](accepted_papers.html).
- Soon: more

## Call for Papers
**Send** us `code` and A_b_c, $5 and $6.

## Sponsors
<h3>Diamond</h3><img src="images/apple-logo.png">
<h3>Gold</h3><img src="images/AMD.png" alt="AMD"><img src="images/AMD.png" alt="Other">
""",
    "images/apple-logo.png": b"png",
    "images/AMD.png": b"png",
    "papers/paper_1.pdf": b"pdf",
    "papers/paper_1_supp.pdf": b"pdf",
    "images/posters/1.png": b"png",
}


def sessions(result: ImportResult) -> list[dict[str, Any]]:
    (day,) = result.files["schedule.yaml"]["days"]
    found: list[dict[str, Any]] = day["sessions"]
    return found


def test_spotlights_are_joined_to_papers() -> None:
    result = brought(NEW)
    assert [(each["time"], each.get("title", ""), each["kind"], each.get("papers")) for each in sessions(result)] == [
        ("08:00-08:10", "Welcome: the opening", "remarks", None),
        ("08:10-08:40", "", "keynote", None),
        ("08:40-08:46", "(Spotlight 1) Tiny Models: that think", "spotlight", ["1"]),
        ("12:00-13:00", "Lunch", "break", None),
        ("13:00-14:00", "Posters (Paper IDs #1 - #25)", "poster", "1-25"),
    ]
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "1",
            "title": "Tiny Models: That Think",
            "authors": ["A. Author", {"name": "B. Author", "corresponding": "true"}],
            "abstract": "We use \\times and \\mathcal{L}, 1.5\\times.",
            "award": "Best Paper Award",
            "pdf": "papers/paper_1.pdf",
            "poster": "images/posters/1.png",
            "supplement": "papers/paper_1_supp.pdf",
        },
        {"id": "2", "title": "Anonymous work"},
    ]


def test_texts_are_read_as_they_were_meant() -> None:
    result = brought(NEW)
    assert result.files["people/speakers.yaml"]["people"] == [
        {
            "name": "Ivan Vulić",
            "honorific": "Dr.",
            "affiliations": ["A & B"],
            "bio": "He **thinks**.<br>\nA lot.",
            "talk": {
                "title": "(KeyNote Talk) Scaling \\textit{laws} & \\alpha",
                "abstract": "One <think>.\n\nTwo.",
            },
        }
    ]
    assert result.files["people/organizers.yaml"]["people"] == [
        {"name": "René Descartes", "affiliations": ["It’s here"]}
    ]
    assert result.files["people/committee.yaml"]["people"] == [
        "Ada Lovelace (London)",
        "Coleman (Berkeley (Student))",
        "No Place",
    ]
    assert result.pages["pages/call.md"].body == "**Send** us `code` and A_b_c, $5 and $6."


def test_the_rest_of_the_page_has_its_places() -> None:
    result = brought(NEW)
    assert result.files["site.yaml"]["title"] == "The Fourth Workshop on Efficient Things"
    assert result.files["site.yaml"]["timezone"] == "America/Vancouver"
    assert result.files["site.yaml"]["nav"] == [{"title": "Papers", "url": "papers"}]
    assert result.files["schedule.yaml"]["intro"] == "All times are in Vancouver time."
    assert result.files["dates.yaml"]["dates"] == [
        {"name": "Submission deadline", "date": "2024-09-30 23:59", "zone": "AoE"},
        {"name": "Workshop", "date": "2024-12-14"},
    ]
    assert result.files["news.yaml"] == {
        "heading": "Latest News",
        "intro": "- Soon: more",
        "news": [
            {
                "date": "2024-10-03",
                "title": "Notifications are out.",
                "text": "Look at [them](papers).",
            }
        ],
    }
    assert result.files["sponsors.yaml"]["tiers"] == [
        {"tier": "Diamond", "sponsors": [{"name": "Apple", "logo": "images/apple-logo.png"}]},
        {
            "tier": "Gold",
            "sponsors": [{"name": "AMD", "logo": "images/AMD.png"}, {"name": "Other", "logo": "images/AMD.png"}],
        },
    ]


def test_traps_are_told_with_their_lines() -> None:
    lines = told(brought(NEW))
    for line in (
        "_data/schedule.yml:16:1: what follows ` #` is a comment for YAML; it is read as a part of the value",
        "_data/accepted_papers.yml:1:1: 1 of 2 papers have no PDF in papers/, beginning with 2",
        "_data/schedule_old.yml:1:1: this file is a copy or an earlier draft of another, and is not imported",
        "_data/speakers.yml:4:1: there is a tab here, and on 2 more lines; it is read as blanks",
        "_data/speakers.yml:1:1: “Ivan Vulić” was decoded wrongly once; it is mended",
        (
            "_data/technical_committee.yml:1:3: the brackets of “Ada Lovelace "
            "(London” do not match; it is read as Ada Lovelace (London)"
        ),
        (
            "_data/accepted_papers.yml:5:1: in double quotes YAML "
            "takes the backslashes of TeX for escapes; they are kept"
        ),
        "_data/accepted_papers.yml:9:1: paper 2 has no authors",
        '_data/schedule.yml:15:9: "12:00AM - 1:00PM" lasts more than 12 hours; it is read as 12:00–13:00',
        "_data/schedule.yml:19:9: “later” is no range of times: “Panel” is kept in a draft",
        "_data/navigation.yml:3:3: the navigation's “Gone” leads to /nowhere.html, which is nowhere on the new site",
    ):
        assert line in lines


# jekyll-theme-conference

CONFERENCE: dict[str, str | bytes] = {
    "_config.yml": "title: Tiny Conference 2031\n",
    "_data/program.yml": """\
days:
  - name: Saturday
    date: 2031-12-06
    rooms:
      - name: Room A
        talks:
          - {name: Keynote of the day, time_start: '09:00', time_end: '10:00'}
          - {name: Coffee break, time_start: '10:00', time_end: '10:30'}
          - {name: No time}
      - name: Room B
        talks:
          - {name: Small things, time_start: '09:00', time_end: '09:30'}
""",
    "_rooms/a.md": "---\nname: Room A\n---\n",
    "_talks/key.md": (
        "---\nname: Keynote of the day\nspeakers: [Ada Lovelace]\ncategories: [Keynote]\n---\nWhat it is about.\n"
    ),
    "_talks/small.md": (
        "---\nname: Small things\nspeakers:\n  - Alan Turing\nlinks:\n"
        "  - {name: Slides, absolute_url: 'https://x.org/s'}\n---\n"
    ),
    "_talks/lost.md": "---\nname: Never held\n---\nWords.\n",
    "_speakers/ada.md": (
        "---\nname: Ada Lovelace\nlinks:\n  - {name: Web, absolute_url: "
        "'https://ada.example.org/'}\n---\nShe was *first*.\n"
    ),
    "_speakers/alan.md": "---\nfirst_name: Alan\nlast_name: Turing\n---\n",
    "_posts/2031-05-01-call.md": "---\ntitle: The call is out\n---\nRead it.\n",
    "index.md": "---\nlayout: home\n---\n# Welcome\nCome.\n",
}


def test_the_layout_of_a_theme_comes_over() -> None:
    result = brought(CONFERENCE)
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], day["title"]) == ("2031-12-06", "Saturday")
    assert day["sessions"] == [
        {
            "time": "09:00-10:00",
            "title": "Keynote of the day",
            "kind": "keynote",
            "people": ["Ada Lovelace"],
            "room": "Room A",
            "abstract": "What it is about.",
        },
        {
            "time": "09:00-09:30",
            "title": "Small things",
            "kind": "other",
            "people": ["Alan Turing"],
            "room": "Room B",
            "links": [{"title": "Slides", "url": "https://x.org/s"}],
        },
        {"time": "10:00-10:30", "title": "Coffee break", "kind": "break", "room": "Room A"},
    ]
    assert result.files["people/speakers.yaml"]["people"] == [
        {"name": "Ada Lovelace", "links": {"home": "https://ada.example.org/"}, "bio": "She was *first*."},
        {"name": "Alan Turing"},
    ]
    assert result.files["news.yaml"]["news"] == [
        {"date": "2031-05-01", "title": "The call is out", "text": "Read it."}
    ]
    assert "Never held" in result.pages["pages/imported/imported-talks.md"].body
    assert [line for line in told(result) if "_config" not in line] == [
        "_data/program.yml:9:13: “No time” has no time that can be read, and is left out",
        "_data/program.yml:10:15: there is no room “Room B” in _rooms",
        "_talks/lost.md:1:1: this talk is not in the programme, and is kept in a draft",
    ]


# What else there is

ODD: dict[str, str | bytes] = {
    "_config.yml": "title: Odd Workshop 2031\n",
    "_data/schedule_day1.yml": """\
- Title: Talk
  Time: 9:00 AM - 9:30 AM
  Presenter: Ada Lovelace
  Abstract: In this talk we show
    two things: one
    and another: two
- Title: "Quoted" and more
  Time: 9:30 AM - 10:00 AM
  Presenter: "Moderator: Grace Hopper<br>Emmy Noether"
""",
    "_data/schedule_day2.yml": "- Title: Closing\n  Time: 9:00 AM - 9:30 AM\n",
    "_data/oral_papers.yml": "- {id: 3, title: One thing, authors: A. Bee}\n",
    "_data/poster_papers.yml": (
        "- {id: 3, title: One thing, authors: A. Bee}\n- {id: 4, title: Other, authors: [A. Bee, C. Dee]}\n"
    ),
    "travel.md": """\
---
title: Travel
---
See the [venue](/#venue), [this][1], [nothing](gone.md) and <https://example.org/map>, write <a@b.org>.
![The hall](images/hall.png){:width="300"} ![Gone](images/gone.png)

- Less &lt;than&gt; that

[1]: https://example.org/this
""",
    "images/hall.png": b"png",
    "index.md": """\
{% include schedule.html %} {% include oral_papers.html %}
<h3>Program Committee</h3>
<p>Ada Lovelace (London), Alan Turing (Manchester (Maths)), Grace Hopper (Navy), Emmy Noether (Erlangen)</p>
<h3>Workshop dates</h3>
<table><tr><td>Workshop</td><td>December 6-7, 2031</td></tr><tr><td>Deadline</td><td><del>May 1, 2031</del> \
TBD</td></tr></table>
<h3>Accepted Papers</h3>
<div><h4>Heads of papers are titles, too</h4><p>A. Bee, C. Dee</p><a href="https://arxiv.org/abs/2301.00001">arXiv</a>
<h4>The second of them has no link</h4><p>C. Dee</p></div>
<p class="blackpar_title" id="venue">Venue</p>
<p>Hall <a href="mailto:a@b.org">write</a><br>Second line</p>
""",
}


def test_other_ways_of_writing_are_known() -> None:
    result = brought(ODD)
    assert [each for each in result.problems if each.severity == "error"] == []
    assert result.files["people/committee.yaml"]["people"] == [
        "Ada Lovelace (London)",
        "Alan Turing (Manchester (Maths))",
        "Grace Hopper (Navy)",
        "Emmy Noether (Erlangen)",
    ]
    first, second = result.files["schedule.yaml"]["days"]
    assert (first["title"], first["date"], second["date"]) == ("schedule day1", "2031-12-06", "2031-12-07")
    assert first["sessions"][0]["abstract"] == "In this talk we show\ntwo things: one\nand another: two"
    assert first["sessions"][1] == {
        "time": "09:30-10:00",
        "title": '"Quoted" and more',
        "kind": "invited",
        "people": ["Emmy Noether"],
        "moderators": ["Grace Hopper"],
    }
    assert result.files["dates.yaml"]["dates"] == [
        {"name": "Workshop", "date": "2031-12-06", "until": "2031-12-07"},
        {"name": "Deadline", "date": "TBD", "was": ["2031-05-01"]},
    ]
    assert [(each["id"], each["title"], each.get("decision")) for each in result.files["papers.yaml"]["papers"]] == [
        ("3", "One thing", "oral"),
        ("4", "Other", "poster"),
        ("1", "Heads of papers are titles, too", None),
        ("2", "The second of them has no link", None),
    ]
    assert result.pages["pages/travel.md"].body == (
        "See the [venue](venue), [this](https://example.org/this), nothing and "
        "[https://example.org/map](https://example.org/map), write [a@b.org](mailto:a@b.org). "
        "![The hall](images/hall.png) Gone\n\n- Less &lt;than> that"
    )
    assert result.pages["pages/venue.md"].body == "Hall [write](mailto:a@b.org)<br>\nSecond line"
