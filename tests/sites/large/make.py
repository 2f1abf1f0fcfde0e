"""A large conference made by code: three days in eight rooms, 210 sessions, 160 papers; the same files each time.

    python tests/sites/large/make.py FOLDER

writes its content into a folder, in which `enlsp build` makes its site.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

DAYS = ("2031-03-04", "2031-03-05", "2031-03-06")
ROOMS = ("Great Hall", "Hall B", "Room 101", "Room 102", "Room 201", "Room 202", "Library", "Garden Pavilion")
SLOTS = (
    *("10:15-10:55", "11:00-11:40", "11:45-12:25"),
    *("13:45-14:25", "14:30-15:10", "15:15-15:55"),
    *("16:20-17:00", "17:05-17:45"),
)
TALKS = 3
"""In so many rooms, the first ones, papers are presented, two in each slot."""
KINDS = ("oral", "oral", "spotlight", "invited", "invited", "tutorial", "panel", "discussion")
"""What is in each room."""
TRACKS = ("Theory", "Systems", "Hardware", "Applications", "Society")
PAPERS = 160
SUBJECTS = ("Sparse attention", "Early exits", "Shared caches", "Short chains of thought", "Quantized experts")
AIMS = ("for speech on a phone", "at a fixed budget", "without a second model", "where every joule counts")
NAMES = ("Ada", "Bo", "Chandra", "Dilnoza", "Emeka", "Fumiko", "Gil", "Hana", "Ivo", "Jun")
FAMILIES = ("Sample", "Example", "Instance", "Specimen", "Case", "Model", "Pattern", "Proof", "Trial", "Token")
WORDS = "What is told here, in so many words that a page of its own needs some lines for them. " * 6

SITE = """\
name: LARGE
title: The Large Conference
edition: 2031
timezone: Asia/Kolkata
home: [schedule, papers]
"""
FOR_ALL = """\
- date: {date}
  sessions:
  - {{time: 09:00-09:45, title: Keynote of day {day}, kind: keynote, room: Great Hall, people: [{speaker}]}}
  - {{time: 09:45-10:15, title: Coffee, kind: break}}
  - {{time: 12:25-13:45, title: Lunch, kind: break}}
  - {{time: 15:55-16:20, title: Tea, kind: break}}
  - {{time: 17:45-19:00, title: Posters of day {day}, kind: poster, room: {room}, papers: {papers}, boards: {boards}}}
  - {{time: 19:00-22:00, title: Reception {day}, kind: social, room: Library}}
"""
SESSION = """\
  - time: {time}
    title: {title}
    kind: {kind}
    room: {room}
    track: {track}
"""


def person(number: int) -> str:
    """Who has a number, one of a hundred."""
    return f"{NAMES[number % 10]} {FAMILIES[number // 10 % 10]}"


def paper(number: int) -> str:
    """A paper of papers.yaml, counted from 1; one in forty has an award."""
    authors = "; ".join(person(number * 7 + each) for each in range(3 + number % 3))
    return (
        f"- id: {number}\n  title: {SUBJECTS[number % 5]} {AIMS[number % 4]}, study {number}\n  authors: {authors}\n"
        f"  abstract: {WORDS}\n  decision: {'oral' if number <= 2 * TALKS * len(SLOTS) * len(DAYS) else 'poster'}\n"
        + ("  award: Best Paper\n" if number % 40 == 7 else "")
    )


def session(day: int, slot: int, room: int) -> str:
    """A session in one of the rooms: with papers, a speaker, or an abstract."""
    count = (day * len(SLOTS) + slot) * len(ROOMS) + room
    text = SESSION.format(
        time=SLOTS[slot],
        title=f"{SUBJECTS[count % 5]} and {TRACKS[count % 4].lower()}, part {count + 1}",
        kind=KINDS[room],
        room=ROOMS[room],
        track=TRACKS[(slot + room) % 5],
    )
    if room < TALKS:
        first = ((day * len(SLOTS) + slot) * TALKS + room) * 2 + 1
        return text + f"    papers: [{first}, {first + 1}]\n"
    return text + f"    people: [{person(count)}]\n    abstract: {WORDS}\n"


def schedule() -> str:
    """All of schedule.yaml."""
    text, share = "", -(-PAPERS // len(DAYS))
    for day, date in enumerate(DAYS):
        first, last = day * share + 1, min((day + 1) * share, PAPERS)
        text += FOR_ALL.format(
            date=date,
            day=day + 1,
            speaker=person(90 + day),
            papers=f"{first}-{last}",
            boards=f"P{first}-P{last}",
            room=ROOMS[-1],
        )
        text += "".join(session(day, *each) for each in product(range(len(SLOTS)), range(len(ROOMS))))
    return text


def make(site: Path) -> None:
    """Write the content of the conference into a folder."""
    (site / "content/people").mkdir(parents=True)
    speakers = "".join(f"- {person(each)} (University of {SUBJECTS[each % 5]})\n" for each in range(100))
    for name, text in {
        "site.yaml": SITE,
        "people/speakers.yaml": speakers,
        "papers.yaml": "".join(map(paper, range(1, PAPERS + 1))),
        "schedule.yaml": schedule(),
    }.items():
        (site / "content" / name).write_text(text, "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
