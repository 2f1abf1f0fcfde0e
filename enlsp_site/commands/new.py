"""A new site: the starter, a small complete one, with its names and dates filled in.

Its dates follow from the year, so that they go together: a workshop on the first Saturday of December, and what comes
before it at the usual distances.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from enlsp_site.commands import site_lock
from enlsp_site.content import addresses, json_schema, samples
from enlsp_site.storage.files import reason_of

SITE = "content/site.yaml"
STARTER = Path(__file__).parent / "starter"
DONE, USAGE = 0, 2
YEARS = range(1990, 2101)
"""The years that dates in content files may have."""
SATURDAY = 5
WELCOME = frozenset({".git", ".gitattributes", "LICENSE", "LICENSE.md", "LICENSE.txt"})
"""What may stand in the folder already: nothing of ours is called so."""
BEFORE = {"eve": 1, "camera_ready": 57, "notification": 71, "submission": 99, "earlier": 106, "call": 173}
"""The sample dates, in days before the workshop."""


class _NewSiteError(Exception):
    """The site cannot be made: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class NewSite(NamedTuple):
    """What a new site is to be. What is empty gets a default: the name from the folder's, the title from the name,
    the year from the clock; the `generator` that is to build the site is the one that runs. `bare` leaves the samples
    out."""

    name: str = ""
    title: str = ""
    year: str = ""
    host_conference: str = ""
    generator: str = ""
    bare: bool = False


def new(folder: Path, site: NewSite) -> int:
    """Make a site in a folder that is not there yet, or empty, and say what to do next. Returns the exit code.

    Where the site cannot be made, that is said in a sentence, nothing stays behind, and the code is 2.
    """
    try:
        builder = _generator(site.generator)
        files = starter_files(
            _name(folder, site.name),
            _line(site.title, "--title"),
            _year(site.year),
            _line(site.host_conference, "--host-conference"),
            builder,
        )
        files = bare_files(files) if site.bare else files
        _check_free(folder, files)
        _write(folder, files)
    except _NewSiteError as refusal:
        print(f"enlsp: {refusal.message}\n{refusal.hint}", file=sys.stderr)
        return USAGE
    except OSError as fault:
        reason = reason_of(fault)
        print(f"enlsp: {_shown(folder)} cannot be made: {reason}\nchoose another folder", file=sys.stderr)
        return USAGE
    option = "" if folder == Path() else f" --site {shlex.quote(str(folder))}"
    print(f"{_shown(folder)} is made: {len(files)} files, of which content/site.yaml is the one to begin with")
    print(f"to see it:      enlsp serve{option}")
    print("to publish it:  push it to GitHub; its README.md says how")
    _say_what_it_is_built_with(builder, named=bool(site.generator))
    return DONE


def _say_what_it_is_built_with(generator: str, named: bool) -> None:
    """What pip may not find, or find changed, on the day on which the site is built."""
    if not named and site_lock.comes_from_a_folder():
        print(
            f"to note:        its workflow installs {generator}, but this enlsp comes from a folder; if PyPI has no"
        )
        print("                such version, name it with --generator: git+https://HOST/OWNER/REPOSITORY@COMMIT")
    elif not site_lock.is_exact(generator):
        print(f"to note:        {_shown(generator)} may be another enlsp tomorrow; a version or a commit")
        print("                (enlsp-site==1.2.0, git+https://HOST/OWNER/REPOSITORY@COMMIT) stays the same")


def starter_files(name: str, title: str, year: int, host_conference: str, generator: str = "") -> dict[str, bytes]:
    """The files of a new site by their paths in it; the texts are of one line each, all but the name may be empty."""
    title = title or (name if "workshop" in name.lower() else f"{name} Workshop")
    host = f"host: {scalar(host_conference)}" if host_conference else f"# host: NeurIPS {year}"
    known = {"year": str(year), "next_year": str(year + 1), "host": host, **_dates(year)}
    files = {}
    for path in sorted(STARTER.rglob("*")):
        if path.is_file():
            written = scalar if path.suffix == ".yaml" else _markdown
            words = {"name": written(name), "title": written(title)}
            text = _filled(path.read_text("utf-8"), known | words)
            name_ = path.relative_to(STARTER).as_posix()
            if name_.startswith("content/") and name_ != SITE:
                text = samples.marked(text)
            files[name_] = text.encode()
    made = {f"content/.schema/{name}": data for name, data in json_schema.rendered().items()}
    made |= {f"content/{name}": data for name, data in addresses.GIT.items()}
    return files | made | site_lock.site_lock(generator or site_lock.this_generator())


def bare_files(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a new site without its samples: no content but site.yaml, which names no section."""
    kept = {path: data for path, data in files.items() if not path.startswith("content/") or "/." in path}
    site = files[SITE].decode()
    for name in ("home", "nav"):
        site = re.sub(rf"(?m)^{name}:\n(?:  - .*\n)+", "", site)
    return {**kept, SITE: site.encode()}


def _filled(text: str, values: dict[str, str]) -> str:
    """A text with its `{names}` replaced, all at once: what a value holds is not looked at."""
    return re.sub(rf"\{{({'|'.join(values)})\}}", lambda found: values[found[1]], text)


def scalar(text: str) -> str:
    """A text of one line as a YAML scalar: plain where every reader takes it for this text, else in double quotes.

    JSON's strings are YAML's, too (YAML 1.2.2, section 1.3).
    """
    import yaml

    from enlsp_site.content.syntax.encoding import CURLY

    with contextlib.suppress(yaml.YAMLError, ValueError):  # ValueError: a date that the calendar does not have
        if yaml.safe_load(f"key: {text} # end") == {"key": text} and text[0] not in CURLY:
            return text
    return json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    """A text as Markdown shows it, its signs without effect."""
    return re.sub(r"([\\`*_\[\]<>#&|~$])", r"\\\1", text)


def _dates(year: int) -> dict[str, str]:
    """The sample dates of a year, by name."""
    workshop = dt.date(year, 12, 1)
    workshop += dt.timedelta(days=(SATURDAY - workshop.weekday()) % 7)
    before = {name: workshop - dt.timedelta(days=days) for name, days in BEFORE.items()}
    return {name: day.isoformat() for name, day in {**before, "workshop": workshop}.items()}


def _name(folder: Path, given: str) -> str:
    """The short name: as given, or from the folder's name, its words apart and with a capital."""
    if name := _line(given, "--name"):
        return name
    words = _line(re.sub("[-_]", " ", folder.resolve().name), "the folder's name", "give the name with --name")
    return words[:1].upper() + words[1:] or "Workshop"


def _line(text: str, what: str, hint: str = "write it without") -> str:
    """A text on one line. Refuses characters that no content file may hold."""
    from enlsp_site.content.syntax.encoding import UNWANTED

    line = " ".join(text.split())
    if UNWANTED.search(line):
        raise _NewSiteError(f"{what} holds a character that cannot be written in a file", hint)
    return line


def _generator(given: str) -> str:
    """What pip is to install as the site's generator: as given, or the one that runs."""
    line = _line(given, "--generator")
    if line.startswith(("-", "#")):
        raise _NewSiteError(
            f"--generator is what pip can install, not `{_shown(line)}`",
            "write it as in --generator enlsp-site==1.2.0 or --generator git+https://HOST/OWNER/REPOSITORY@COMMIT",
        )
    return line or site_lock.this_generator()


def _year(given: str) -> int:
    """The year: as given, or this one."""
    if not given.strip():
        return dt.date.today().year
    if not re.fullmatch("[0-9]{4}", given.strip()) or int(given) not in YEARS:
        raise _NewSiteError(
            f"--year is a year from {YEARS[0]} to {YEARS[-1]}, not `{_shown(given)}`", "write it as in --year 2026"
        )
    return int(given)


def _check_free(folder: Path, files: dict[str, bytes]) -> None:
    """Refuse a folder that has something in it, hidden files too: nothing is written over. Raises OSError.

    A repository that has just been made, and holds a licence at most, is as good as empty; and so is what this
    command left there when it was killed: some of the same files, whole or cut off, and nothing else.
    """
    nearest = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if nearest.exists() and not nearest.is_dir():
        raise _NewSiteError(f"{_shown(nearest)} is a file, and a site is a folder", "choose another name")
    there = sorted(set(os.listdir(folder)) - WELCOME) if folder.exists() else []
    if there and not _is_left_over(folder, files):
        first = ", ".join(f"`{_shown(name)}`" for name in there[:3])
        rest = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise _NewSiteError(
            f"{_shown(folder)} is not empty: {first}{rest} would be in the way",
            "choose a folder that is not there yet, or an empty one",
        )


def _is_left_over(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether all that is in a folder was written by this command, of which some is missing."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    mine = {name: path for name, path in there.items() if name.partition("/")[0] not in WELCOME}
    return (
        all(name in files and not path.is_symlink() for name, path in mine.items())
        and all(files[name].startswith(path.read_bytes()) for name, path in mine.items())
        and any(name not in mine or mine[name].stat().st_size < len(data) for name, data in files.items())
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files, or none: what was made is removed again when one fails. Raises OSError."""
    made: list[Path] = []
    try:
        for name, data in files.items():
            _make_folder((folder / name).parent, made)
            if (folder / name).is_file() and data.startswith((folder / name).read_bytes()):  # left by a killed one
                (folder / name).unlink()
            with (folder / name).open("xb") as file:  # x: never over a file that has come in between
                made.append(folder / name)
                file.write(data)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note each."""
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _shown(text: Path | str) -> str:
    """A text for the terminal, also where its bytes are no UTF-8."""
    return str(text).encode("utf-8", "replace").decode()
