"""A conference made by code: three days in five rooms at once with 150 talks, as content files."""

from __future__ import annotations

from pathlib import Path

DAYS, ROOMS, TALKS = 3, 5, 10
"""Talks are those of a room on a day."""

STARTS = ("09:30", "10:00", "10:30", "11:30", "12:00", "14:00", "14:30", "15:00", "16:00", "16:30")
ENDS = ("10:00", "10:30", "11:00", "12:00", "12:30", "14:30", "15:00", "15:30", "16:30", "17:00")
TRACKS = ("Theory", "Systems", "Hardware", "Applications", "Society")
SUBJECTS = ("Sparse attention", "Early exits", "Shared caches", "Short chains of thought", "Quantized experts")
AIMS = ("for speech on a phone", "at a fixed budget", "without a second model", "where every joule counts")
ABSTRACT = "What this talk is about, in so many words that its own page needs some lines for them. " * 8

SITE = """\
name: MANY
title: The Conference of Many Talks
edition: 2031
timezone: Asia/Kolkata
home: [schedule]
"""
FOR_ALL = """\
    - {{time: 09:00-09:30, title: Opening of day {day}, kind: keynote, room: Room 1, people: [Speaker {day}]}}
    - {{time: 11:00-11:30, title: Coffee, kind: break}}
    - {{time: 12:30-14:00, title: Lunch, kind: break}}
    - {{time: 15:30-16:00, title: Tea, kind: break}}
"""
TALK = """\
    - time: {start}-{end}
      title: {title}
      kind: {kind}
      room: Room {room}
      track: {track}
      people: [Speaker {speaker}]
      abstract: {abstract}
"""


def talks() -> list[tuple[int, int, int]]:
    """Day, room and number of each talk, from 0."""
    return [(day, room, number) for day in range(DAYS) for number in range(TALKS) for room in range(ROOMS)]


def title(day: int, room: int, number: int) -> str:
    """What a talk is called."""
    count = (day * TALKS + number) * ROOMS + room
    return f"{SUBJECTS[count % 5]} {AIMS[count % 4]}, part {count + 1}"


def make(site: Path) -> None:
    """Write the content of the conference into a folder."""
    (site / "content/people").mkdir(parents=True)
    (site / "content/site.yaml").write_text(SITE, "utf-8")
    speakers = "".join(f"- Speaker {each + 1} (University of {SUBJECTS[each % 5]})\n" for each in range(50))
    (site / "content/people/speakers.yaml").write_text(speakers, "utf-8")
    days = []
    for day in range(DAYS):
        days.append(f"- date: 2031-07-0{day + 1}\n  sessions:\n{FOR_ALL.format(day=day + 1)}")
        for _, room, number in (each for each in talks() if each[0] == day):
            days.append(
                TALK.format(
                    start=STARTS[number],
                    end=ENDS[number],
                    title=title(day, room, number),
                    kind="invited" if number == 0 else "oral",
                    room=room + 1,
                    track=TRACKS[room],
                    speaker=number * ROOMS + room + 1,
                    abstract=ABSTRACT,
                )
            )
    (site / "content/schedule.yaml").write_text("".join(days), "utf-8")
