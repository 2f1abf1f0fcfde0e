"""What is to stand at addresses that no record has any more: ways to where it is now, or a word about it.

They come from what an edition remembers (`ledger`), from `aliases` of records, and from `redirects` and `gone` in
site.yaml. Reports `address-gone` where an address was published, and nothing says what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec.structs import replace

from enlsp_site.content.address_codes import ADDRESS_GONE
from enlsp_site.content.addresses import FILE
from enlsp_site.content.codes import BAD_VALUE
from enlsp_site.content.entries.site import SiteEntry
from enlsp_site.content.ledger import Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.pages import UnrenderedPage
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import has_errors
from enlsp_site.model import urls
from enlsp_site.model.addresses import Redirect, Remembered
from enlsp_site.model.edition import LISTS, Edition
from enlsp_site.model.talks import NAME, talk_days
from enlsp_site.text import plain_text


def settle_sections(reader: Reader, edition: Edition, fronts: Iterable[UnrenderedPage]) -> dict[str, tuple[str, ...]]:
    """Note the edition's sections in its memory. Each is called as its file is; comes back is what leads to it, too,
    by its name."""
    aliases = {front.name: tuple(as_list(front.entry.aliases)) for front in fronts}
    titles = {page.name: page.title for page in edition.pages}
    titles |= {group.name: group.heading for group in edition.groups}
    titles |= {each.name: each.heading for each in edition.reading}
    titles |= {name: getattr(edition, name).heading for name in LISTS if getattr(edition, name) is not None}
    everything = replace(edition, kept_back=False)  # what is not public yet is not gone
    titles |= {NAME: reader.language.say("heading_talks")} if talk_days(everything) else {}
    wanted = [Wanted(name, Facts(title), aliases=aliases.get(name, ())) for name, title in titles.items()]
    settled = reader.ledger.settle("", wanted, moves=False)
    reader.ledger.settle(EDITION, [Wanted(edition.id, Facts(""))], moves=False)
    return {name: each.revision.was for name, each in zip(titles, settled, strict=True)}


EDITION = "/"
"""What stands before the edition's own address: `/2031`."""
ROOMS = "schedule/rooms/"


def settle_rooms(reader: Reader, edition: Edition) -> None:
    """Note the rooms of the programme, which have pages. A room is called as it is written; the one in which all that
    was in another one is now, where that is not there any more, is the same."""
    names = edition.rooms
    renamed = _renamed(reader, names)
    wanted = [Wanted(name, Facts(""), aliases=tuple(renamed.get(name, ()))) for name in names]
    reader.ledger.settle(ROOMS, wanted, moves=False)


def _renamed(reader: Reader, names: tuple[str, ...]) -> dict[str, list[str]]:
    """What rooms were called before, by the sessions that are in them still."""
    was_in = {line.at: line.room for line in reader.ledger.before if line.kind == "schedule#"}
    known = {line.slug for line in reader.ledger.lines_of(ROOMS)}
    now_in: dict[str, set[str]] = {}
    for line in reader.ledger.now:
        if line.kind == "schedule#" and was_in.get(line.at):
            now_in.setdefault(was_in[line.at], set()).add(line.room)
    found: dict[str, list[str]] = {}
    for before, after in now_in.items():
        if before not in names and len(after) == 1 and (now := after.pop()) and plain_text.slug(before) in known:
            found.setdefault(now, []).append(plain_text.slug(before))
    return found


def marked_for(reader: Reader, entry: SiteEntry | None, origin: Origin) -> float:
    """How long changes are marked on the pages, in seconds: three days where site.yaml does not say.
    Reports `bad-value`."""
    written = ((entry and entry.changes) or "3 days").strip().lower()
    found = re.fullmatch(r"(\d{1,3}) *(d|days?|h|hours?|weeks?)", written)
    if found:
        return int(found[1]) * {"d": 86400.0, "h": 3600.0, "w": 604800.0}[found[2][0]]
    if written not in ("no", "none", "0", "off"):
        message, hint = f"`{entry and entry.changes}` is no length of time", "write 3 days, 36 hours, 2 weeks, or no"
        reader.complain(origin.at("changes"), BAD_VALUE, message, hint)
    return 0


def redirects(
    reader: Reader, entry: SiteEntry, file: str, edition: Edition, sections: Mapping[str, tuple[str, ...]]
) -> tuple[Redirect, ...]:
    """The pages at old addresses, each once. What site.yaml says counts more than what is remembered of records."""
    found: dict[str, Redirect] = {}
    for each in _of_records(reader, edition, sections):
        found.setdefault(each.path, each)
    found |= {each.path: each for each in _written(reader, entry, Origin(file))}
    for earlier, path in _earlier(reader, edition).items():  # they led to a page that leads elsewhere by now
        if path in found and earlier not in found:
            found[earlier] = replace(found[path], path=earlier)
    _tell_of_gone(reader, edition, found)
    return tuple(found.values())


def _of_records(reader: Reader, edition: Edition, sections: Mapping[str, tuple[str, ...]]) -> Iterator[Redirect]:
    for name, others in sections.items():
        to = urls.inside(urls.section_path(edition.id, name))
        yield from (Redirect(path=_path(edition.id, other), to=to) for other in others)
    yield from _of_rooms(reader, edition)
    paged = {line.slug for line in reader.ledger.now if line.kind == "schedule#" and line.page}
    for _, session in edition.sessions:
        to = urls.of_session(edition.id, session)
        lost = [session.slug] if session.slug in paged and not urls.has_page(session) else []
        for other in (*lost, *session.revision.was):
            yield Redirect(path=_path(edition.id, f"schedule/{other}"), to=to)
    for paper in () if edition.kept_back else edition.accepted:
        to = urls.inside(urls.paper_path(edition.id, paper.slug))
        yield from (Redirect(path=_path(edition.id, f"papers/{other}"), to=to) for other in paper.aliases)


def _of_rooms(reader: Reader, edition: Edition) -> Iterator[Redirect]:
    """The pages of rooms, and of what their screens show, lead to those of what the rooms are called now."""
    for line in reader.ledger.now:
        if line.kind == ROOMS:
            room = urls.room_path(edition.id, line.slug)
            for other in line.was:
                path = urls.room_path(edition.id, other)
                yield Redirect(path=path, to=urls.inside(room))
                yield Redirect(path=urls.screen_path(path), to=urls.inside(urls.screen_path(room)))


def _written(reader: Reader, entry: SiteEntry, origin: Origin) -> Iterator[Redirect]:
    """What site.yaml says of old addresses."""
    edition = reader.names.edition
    for old, new in (entry.redirects or {}).items():
        to = reader.link(new, origin.at("redirects", old))
        if to and _can_be(reader, old, origin.at("redirects", old), is_listed=bool(entry.redirects_file)):
            yield Redirect(path=_path(edition, old), to=to)
    for old, text in (entry.gone or {}).items():
        if _can_be(reader, old, origin.at("gone", old)):
            yield Redirect(path=_path(edition, old), text=reader.said(text))


def _can_be(reader: Reader, old: str, origin: Origin, *, is_listed: bool = False) -> bool:
    """Whether a page can be at an old address, or, where hosts are told of redirects (`is_listed`), a line can be for
    it. Reports `bad-value`."""
    path = _path("", old)
    if "?" in old:
        hint = "write it without what follows the `?`: hosts of files do not look at that"
    elif path == "/index.html" or any(map(_is_no_name, path[1:].split("/"))):
        hint = "write it as it was published, below the edition's: old-call, schedule/panel, old/call.html"
    elif not (path.endswith(urls.PAGE_ENDS) or is_listed):
        hint = (
            "only a host can redirect a file: `redirects_file: yes` tells it; a folder is written with `/` at its end"
        )
    else:
        return True
    reader.complain(origin, BAD_VALUE, f"no page can be at `{old}`", hint)
    return False


def _is_no_name(step: str) -> bool:
    """Whether nothing on all hosts and disks can be called so."""
    return step in ("", ".", "..") or "\\" in step or not step.isprintable() or len(step.encode()) > 255


def _path(edition: str, old: str) -> str:
    """The page at an address as it was published, which may be written as `/2031/schedule/panel/`, `schedule/panel`,
    `Old_Call`, `old%20call` or `old/call.html`: in a folder, unless it ends like a file."""
    written = re.sub(r"(?:^|/)index\.html$", "/", unquote(old.split("#")[0].strip()))
    steps = [step for step in written.split("/") if step]
    steps = steps[1:] if steps[:1] == [edition] and len(steps) > 1 else steps
    whole = "/".join(steps)
    return f"{edition}/{whole}" if _FILE.search(written) else urls.section_path(edition, whole)


_FILE = re.compile(r"[^/]\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""What a file's address ends with."""


def _earlier(reader: Reader, edition: Edition) -> dict[str, str]:
    """The earlier addresses of pages that are gone, with the last one of each."""
    found: dict[str, str] = {}
    gone = reader.ledger.gone
    now = {_page_of(edition.id, line) for line in reader.ledger.now} if gone else set()  # as mostly none is
    for line in gone:
        path = _page_of(edition.id, line)
        others = [_page_of(edition.id, replace(line, at=line.kind + each)) for each in line.was]
        found |= {other: path for other in others if other not in ("", path) and other not in now}
    return found


def _tell_of_gone(reader: Reader, edition: Edition, found: Mapping[str, Redirect]) -> None:
    """Note the pages that were published and are not there any more. Where something cannot be read it may be that
    one."""
    if has_errors(reader.problems) or not reader.names.whole:
        return
    file = f"{edition.folder}/{FILE}"
    earlier = _earlier(reader, edition)
    for line in reader.ledger.gone:
        if line.kind == EDITION and line.slug in reader.names.editions:  # it was moved by hand
            continue
        own = _page_of(edition.id, line)
        for path in (own, *(other for other, last in earlier.items() if last == own)):
            if path and path not in found:
                origin = Origin(file).at(*_row(reader, file, line))
                reader.problems.append(report(ADDRESS_GONE, origin, *_said_of_gone(edition.id, line, path)))


def _said_of_gone(edition: str, line: Remembered, path: str) -> tuple[str, str]:
    """What is said of a page that is gone, and what to do."""
    address = path.removesuffix("index.html")
    short = address.removeprefix(f"{edition}/").strip("/")
    slug = short.rpartition("/")[2]
    since = f" since {line.since}" if line.since else ""
    if line.kind == EDITION:
        message = f"this edition was published at `{line.at}/`{since}, and nothing is there now: it is `/{edition}/`"
        hint = (
            f"write `edition: {line.slug}` again: `enlsp next YEAR` begins the next one, and keeps this where it is"
        )
        return message, f"{hint}; or take this line out, if nobody has seen it there"
    message = f"`/{address}` was published{since} (“{line.title or short}”), and nothing is there now"
    hint = (
        f"write `aliases: [{slug}]` at what took its place, or in site.yaml `redirects: {{{short}: …}}`, "
        f"or `gone: {{{short}: why}}` for a page that says why; or bring it back"
    )
    return message, hint


def _row(reader: Reader, file: str, line: Remembered) -> tuple[int, ...]:
    """Where a line stands in its file."""
    from enlsp_site.content.syntax import yaml

    for number, row in enumerate(reader.parsed(file, yaml.parse) or ()):
        if row.get("at") == line.at and "on" not in row:
            return (number,)
    return ()


def _page_of(edition: str, line: Remembered) -> str:
    """The path of the page that was at a remembered address; empty for a place on another page."""
    if line.kind == EDITION:
        return urls.section_path(line.slug, "")
    if line.kind == "schedule#" and line.page:
        return _path(edition, f"schedule/{line.slug}")
    return _path(edition, line.at) if "#" not in line.at else ""
