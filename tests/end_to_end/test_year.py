"""A workshop's years, as its README tells them: after each step nothing that was ever published is lost.

All addresses, calendars, feeds, redirects and archives are looked at after each step. In the whole form each
calendar is read by khal, ical.js and node-ical, too, as far as they are installed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from zoneinfo import ZoneInfo

import html5lib
import icalendar
import pytest
from sites import Files, Site

pytestmark = pytest.mark.whole

BASE = "https://w.example/myw/"
BEGIN = 1_798_000_000  # in December 2026
WEEK = 7 * 86_400
PARIS = ZoneInfo("Europe/Paris")
ATOM = "{http://www.w3.org/2005/Atom}"
MADE_ANEW = re.compile(r"\d+/(?:cards/|pictures/|sw\.js$|manifest\.webmanifest$)|theme/|\.enlsp")
"""What pages load and nobody quotes: pictures under names that say what is on them, and the current worker."""

CALL: Files = {
    "content/site.yaml": "name: MYW\ntitle: My Workshop\nedition: 2027\ntimezone: Europe/Paris\n"
    "host: NeurIPS 2027\nactions: {submit: 'https://submit.example/'}\n"
    "home: [overview, call, dates, speakers, news]\nnav: [call, speakers]\n",
    "content/pages/overview.md": "---\ntitle: Overview\n---\nWelcome. See the [call](call).\n",
    "content/pages/call.md": "---\ntitle: Call for papers\n---\nSend your best.\n",
    "content/pages/demos.md": "---\ntitle: Demos\n---\nBring yours.\n",
    "content/dates.yaml": "- {name: Submission deadline, date: 2027-08-22, kind: deadline, for: authors}\n"
    "- {name: Workshop, date: 2027-12-04, kind: event}\n",
    "content/news.yaml": "- {date: 2027-01-02, title: The call is out}\n",
    "content/people/speakers.yaml": "- {name: Ada Lovelace, affiliations: [London]}\n- Grace Hopper (Navy)\n",
    "content/people/organizers.yaml": "- Emmy Noether (Göttingen)\n",
    **dict.fromkeys(("content/schedule.yaml", "content/papers.yaml", "content/sponsors.yaml")),
    "content/reading/reading.yaml": None,
}
EXTENDED: Files = {
    "content/dates.yaml": "- {name: Submission deadline, date: 2027-08-29, was: 2027-08-22, for: authors}\n"
    "- {name: Workshop, date: 2027-12-04, kind: event}\n",
}
ACCEPTED: Files = {
    "content/papers.csv": "id,title,authors,decision,pdf\n7,Smal models,Ada Lovelace; Alan Turing,oral,papers/7.pdf\n"
    "8,Smaller models,Alan Turing,poster,\n",
    "static/papers/7.pdf": b"%PDF-1.4 of 2027",
}
PROGRAMME = """\
- date: 2027-12-04
  room: Hall A
  sessions:
    - {time: 09:00-09:30, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:30-10:00, title: A talk on compilers, kind: invited, people: [Grace Hopper]}
    - {time: 10:00-10:30, title: Orals, kind: oral, papers: [7]}
    - {time: 11:00-12:00, title: Panel on sizes, kind: panel, people: [Ada Lovelace, Grace Hopper]}
"""
CHANGED: Files = {
    "content/schedule.yaml": PROGRAMME.replace("09:00-09:30, kind", "14:00-14:30, room: Hall B, kind")
    .replace("kind: invited,", "kind: invited, cancelled: The speaker is ill,")
    .replace("Panel on sizes", "Panel on the size of things"),
    "content/papers.csv": str(ACCEPTED["content/papers.csv"]).replace("Smal models", "Small models"),
    "content/pages/demos.md": None,
    "content/news.yaml": "- {date: 2027-01-02, title: The call for papers is out}\n",
}
GONE = "gone: {demos: They did not take place.}\n"
RECORDED: Files = {
    "content/schedule.yaml": str(CHANGED["content/schedule.yaml"])
    .replace("title: Orals,", "title: Orals, recording: 'https://video.example/1',")
    .replace("Hall A", "Great Hall")
}
SECOND: Files = {
    "content/dates.yaml": "- {name: Workshop, date: 2028-12-02, kind: event}\n",
    "content/people/speakers.yaml": "- Alan Turing\n",
    "content/papers.yaml": "- {id: 7, title: Another, authors: Alan Turing, pdf: papers/7.pdf}\n",
    "content/schedule.yaml": "- date: 2028-12-02\n  sessions:\n"
    "    - {time: 09:00-09:30, kind: keynote, people: [Alan Turing]}\n",
    "content/news.yaml": "- {date: 2028-01-02, title: Once more}\n",
    "static/papers/7.pdf": b"%PDF-1.4 of 2028",
}


class Years:
    """A site, and all that it has ever published: paths, calendar entries with what was said of each last, the ids of
    feeds' entries, and the bytes of archives."""

    def __init__(self, site: Site, patch: pytest.MonkeyPatch) -> None:
        self.site = site
        self._patch = patch
        self.now = BEGIN
        self.paths: set[str] = set()
        self.events: dict[tuple[str, str], tuple[Any, int]] = {}
        self.entries: dict[str, set[str]] = {}
        self.archives: dict[str, bytes] = {}
        self.readers: tuple[Callable[[Path], list[str]], ...] = ()
        self._pages: dict[bytes, Any] = {}

    def build(self, files: Files | None = None) -> dict[str, bytes]:
        """Write these files, build a week later, and look at everything."""
        self.site.write(files or {})
        self.now += WEEK
        self._patch.setenv("SOURCE_DATE_EPOCH", str(self.now))
        told = self.site.build("--base-url", BASE)
        assert told.code == 0, told.problems
        found = {path: data for path, data in self.site.published().items() if not MADE_ANEW.match(path)}
        assert self.paths - found.keys() == set(), "an address is lost"
        self.paths |= found.keys()
        self._look_at_links(found)
        self._look_at_calendars(found)
        self._look_as_others_do(found)
        self._look_at_feeds(found)
        assert [path for path, data in self.archives.items() if found[path] != data] == [], "an archive has changed"
        return found

    def run(self, *command: str) -> str:
        """A command of the README."""
        told = self.site.run(*command)
        assert told.code == 0, told
        return told.out

    def keep(self, files: Mapping[str, bytes], edition: str) -> None:
        """From now on no byte of this edition changes."""
        self.archives |= {path: data for path, data in files.items() if path.startswith(f"{edition}/")}

    def _look_at_links(self, files: Mapping[str, bytes]) -> None:
        whole = self.site.published()
        pages = {path: self._parsed(whole[path]) for path in files if path.endswith(".html")}
        anchors = {path: {each.get("id") for each in page.iter() if each.get("id")} for path, page in pages.items()}
        assert len(pages) > 8
        for path, page in pages.items():
            links = [
                each.get("href") or each.get("src") for each in page.iter() if each.get("href") or each.get("src")
            ]
            refresh = [each.get("content") for each in page.iter("meta") if each.get("http-equiv") == "refresh"]
            for link in [*links, *(each.partition("url=")[2] for each in refresh)]:
                target, anchor = urldefrag(urljoin(BASE + path, link))
                if not target.startswith(BASE):
                    continue
                place = unquote(target.removeprefix(BASE))
                place += "index.html" * (not place or place.endswith("/"))
                assert place in whole, f"{path} links {link}"
                assert not anchor or place not in anchors or unquote(anchor) in anchors[place], f"{path} links {link}"

    def _parsed(self, page: bytes) -> Any:
        if page not in self._pages:
            self._pages[page] = html5lib.parse(page, namespaceHTMLElements=False)
        return self._pages[page]

    def _look_at_calendars(self, files: Mapping[str, bytes]) -> None:
        seen: dict[tuple[str, str], tuple[Any, int]] = {}
        for path in files:
            if not path.endswith((".ics",)):
                continue
            for event in icalendar.Calendar.from_ical(files[path]).walk("VEVENT"):
                said = (str(event.get("DTSTART").dt), str(event.get("LOCATION")), str(event.get("STATUS")))
                seen[path, str(event["UID"])] = said, int(event.get("SEQUENCE", 0))
                assert event["DTSTAMP"].dt.timestamp() <= self.now
        assert self.events.keys() - seen.keys() == set(), "an entry of a calendar is lost"
        for key, (before, count) in self.events.items():
            after, number = seen[key]
            assert number > count if after != before else number >= count, (key, before, after)
        self.events |= seen

    def _look_as_others_do(self, files: Mapping[str, bytes]) -> None:
        """Other programs find the sessions of each programme at their moments."""
        for path in files if self.readers else ():
            if path.endswith("/schedule.ics"):
                events = icalendar.Calendar.from_ical(files[path]).walk("VEVENT")
                moments = sorted(f"{each['DTSTART'].dt.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" for each in events)
                assert moments
                at = self.site.folder.parent / "read.ics"
                at.write_bytes(files[path])
                assert [reader(at) for reader in self.readers] == [moments] * len(self.readers), path

    def _look_at_feeds(self, files: Mapping[str, bytes]) -> None:
        for path in files:
            if path.endswith("feed.xml"):
                ids = [each.findtext(f"{ATOM}id") or "" for each in ET.fromstring(files[path]).iter(f"{ATOM}entry")]
                assert len(set(ids)) == len(ids)
                assert self.entries.get(path, set()) <= set(ids), f"{path} has lost an entry"
                self.entries[path] = set(ids)


def commands_of(readme: str) -> list[list[str]]:
    """The commands in the README's table of the year, in their order."""
    table = readme.partition("## Through the year")[2]
    rows = [row for row in table.splitlines() if row.startswith("|")]
    return [found.split() for row in rows for found in re.findall("`enlsp ([^`]+)`", row.rpartition(" | ")[2])]


@pytest.fixture
def years(make_site: Any, monkeypatch: pytest.MonkeyPatch) -> Years:
    outside = make_site({})
    told = outside.run("new", "my-workshop", "--name", "MYW", "--year", "2027", "--host-conference", "NeurIPS 2027")
    assert told.code == 0, told
    return Years(Site(outside.folder / "my-workshop", {}, outside._capsys), monkeypatch)


@pytest.mark.parametrize("is_whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["short", "whole"])
def test_a_year_and_the_next_ones(years: Years, is_whole: bool) -> None:
    site = years.site
    readme = commands_of((site.folder / "README.md").read_text("utf-8"))
    assert readme == [
        ["import", "openreview", "notes.json"],
        ["next", "2028", "--dry-run"],
        ["next", "2028"],
        ["next", "--undo"],
        ["build"],
        ["archive", "2027"],
        ["archive", "2023", "--from", "old.zip"],
    ]
    assert not is_whole or site.build().code == 0, "as it is made"
    years.readers = installed_readers() if is_whole else ()
    years.build(CALL)
    assert b"2027-08-29" in years.build(EXTENDED)["2027/dates/index.html"]
    assert b"of 2027" in years.build(ACCEPTED)["2027/papers/7/smal-models.pdf"]
    before = years.build({"content/schedule.yaml": PROGRAMME})
    years.site.write({"content/site.yaml": f"{CALL['content/site.yaml']!s}{GONE}"})
    files = years.build(CHANGED)
    assert files["2027/papers/7/smal-models.pdf"] == b"%PDF-1.4 of 2027", (
        "where it was, though its title is corrected"
    )
    assert b"They did not take place." in files["2027/demos/index.html"]
    assert b"STATUS:CANCELLED" in files["2027/schedule.ics"]
    told = files["2027/changes/index.html"].decode()
    assert [told.count(word) for word in ("Hall B", "The speaker is ill", "Was called")] == [1, 1, 2]
    first = years.build(RECORDED)
    assert b"url=../great-hall/index.html" in first["2027/schedule/rooms/hall-a/index.html"]
    assert b"The call for papers is out" in first["2027/feed.xml"]
    _, preview, begin, undo, build, freeze, adopt = readme
    if is_whole:
        years.run(*preview)
        years.run(*begin)
        years.run(*undo)
        shutil.rmtree(site.folder / ".enlsp/next", ignore_errors=True)
    years.run(*begin)
    assert build == ["build"]
    assert b"MYW <span" in years.build()["index.html"]
    second = years.build(SECOND)
    assert second["2027/papers/7/smal-models.pdf"] == first["2027/papers/7/smal-models.pdf"]
    assert second["2028/papers/7/another.pdf"] == b"%PDF-1.4 of 2028"
    years.run(*freeze, "--base-url", BASE)
    years.keep(years.build(), "2027")
    if not is_whole:
        return
    years.build({"static/theme/style.css": "body { color: green }"})
    years.run("next", "2029")
    years.build()
    years.run("archive", "2028", "--base-url", BASE)
    years.keep(years.build(), "2028")
    (site.folder / "old").mkdir()
    (site.folder / "old/index.html").write_text("<title>MYW 2023</title><a href='/'>home</a>")
    shutil.make_archive(str(site.folder / "old"), "zip", site.folder / "old")
    years.run(*adopt)
    files = years.build()
    years.keep(files, "2023")
    last = years.build({"content/news.yaml": "- {date: 2029-01-02, title: A third time}\n"})
    assert len(years.entries["feed.xml"]) == 3
    assert [last["editions/index.html"].count(f"MYW {year}".encode()) > 0 for year in (2029, 2028, 2027, 2023)] == [
        True
    ] * 4
    assert "archive-changed" not in site.run("check", "--base-url", BASE).problems
    as_read_by_others(site.folder.parent, before["2027/schedule.ics"], last["2027/schedule.ics"])


READERS = Path(__file__).parents[1] / "readers"


def installed_readers() -> tuple[Callable[[Path], list[str]], ...]:
    """The programs that are installed, each as what finds the moments in a calendar."""
    has_node = (READERS / "node_modules").is_dir() and shutil.which("node")
    in_node = [lambda path, name=name: [at for at, _ in by_node(name, path)] for name in ("ical.js", "node-ical")]
    return (*(in_node if has_node else []), *([moments_by_khal] if shutil.which("khal") else []))


def by_node(reader: str, calendar: Path) -> list[tuple[str, str]]:
    """The moments of sessions with their titles, as a program of Node's reads them."""
    command = ["node", str(READERS / "read.mjs"), reader, str(calendar)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return sorted((each["at"], each["title"]) for each in json.loads(done.stdout))


def moments_by_khal(calendar: Path) -> list[str]:
    """The moments of sessions, as khal shows them."""
    with TemporaryDirectory() as folder:
        day = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")[0]["DTSTART"].dt.date()
        lines = listed_by_khal(Path(folder), [calendar], str(day), "{start}")
    starts = [dt.datetime.strptime(line, "%Y-%m-%d %H:%M").replace(tzinfo=PARIS) for line in lines]
    return sorted(f"{each.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" for each in starts)


def listed_by_khal(folder: Path, calendars: list[Path], day: str, form: str) -> list[str]:
    """What khal shows of a day once it has taken in these calendars, one after the other."""
    (folder / "c").mkdir()
    zones = "default_timezone=Europe/Paris\nlocal_timezone=Europe/Paris\n"
    times = "timeformat=%H:%M\ndateformat=%Y-%m-%d\nlongdateformat=%Y-%m-%d\ndatetimeformat=%Y-%m-%d %H:%M\n"
    known = f"[calendars]\n[[c]]\npath={folder}/c\n[sqlite]\npath={folder}/db\n"
    (folder / "conf").write_text(f"{known}[locale]\n{zones}{times}longdatetimeformat=%Y-%m-%d %H:%M\n")
    khal = ["khal", "-c", f"{folder}/conf"]
    for calendar in calendars:
        subprocess.run([*khal, "import", "--batch", "-a", "c", str(calendar)], capture_output=True, check=True)
    command = [*khal, "list", "--day-format", "", "--format", form, day, "1d"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return sorted(" ".join(line.split()) for line in done.stdout.splitlines() if line.strip())


def as_read_by_others(folder: Path, before: bytes, after: bytes) -> None:
    """What programs make of a programme in which a talk was moved, another one cancelled and a panel renamed, where
    they are installed: khal of one that it had before, ical.js and node-ical of the last one."""
    calendars = [folder / "before.ics", folder / "after.ics"]
    for path, data in zip(calendars, (before, after), strict=True):
        path.write_bytes(data)
    if shutil.which("khal"):
        assert listed_by_khal(folder, calendars, "2027-12-04", "{start-time} {title} {status}") == KHAL
    for reader in ("ical.js", "node-ical") if (READERS / "node_modules").is_dir() and shutil.which("node") else ():
        found = {title.partition(" (")[0]: at for at, title in by_node(reader, calendars[1])}
        assert found["Panel on the size of things"] == "2027-12-04T10:00:00Z"
        assert found["Keynote talk"] == "2027-12-04T13:00:00Z"
        assert len(found) == 4


KHAL = [
    "09:30 A talk on compilers (Grace Hopper) CANCELLED",
    "10:00 Orals CONFIRMED",
    "11:00 Panel on the size of things (Ada Lovelace, Grace Hopper) CONFIRMED",
    "14:00 Keynote talk (Ada Lovelace) CONFIRMED",
]
