"""`enlsp next YEAR`: this edition becomes an archive, and its setting the beginning of the next one.

content/ moves to editions/<old>/, with the files of static/ that nobody else names, and with copies of those that the
next edition names too; a new content/ keeps what lasts.
All of that is one step: it is prepared aside, and then carried out by renames that a stop cannot leave half
(`storage.folder_moves`). Nothing is overwritten, and `--undo` takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from enlsp_site.commands import next_content, renewal, symlinks
from enlsp_site.commands.content_step import StepError, at_work, carry_out, loaded, refuse_kept, take
from enlsp_site.content import addresses, json_schema
from enlsp_site.content.named_files import loaded_by_style, named_files
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import folder_moves
from enlsp_site.storage.files import Sources
from enlsp_site.storage.folder_moves import FOLDER

EDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}")
AT_ROOT = """
# Written by `enlsp next`: the files of this edition keep the addresses that they had in the site's static/.
static_at_root: yes
"""


class NextEditionPlan(NamedTuple):
    """All that `enlsp next` would do: the files that it makes, by their paths in the site; what it moves, from where
    to where; the files that both editions name, which stay, and of which the old one has a copy of its own; the
    symlinks in content/ that would lead nowhere from the old one's folder, each with the files in its place; and what
    is left to be said."""

    old: str
    made: dict[str, bytes]
    moves: list[tuple[str, str]]
    shared: list[str]
    parted: dict[str, dict[str, Path]]
    notes: list[str]


def run(site: Path, year: str, *, dry_run: bool) -> int:
    """Make the next edition, or say what that would do. Returns the exit code."""

    def step() -> Iterable[str]:
        with at_work(site):
            prepared = prepare(site, year)
            if not dry_run:
                carry_out(site, f"edition {year}", lambda: _set_aside(site, prepared), final=False)
        return _told(prepared, year, dry_run=dry_run)

    return take("next", step)


def undo(site: Path) -> int:
    """Take the last `enlsp next` back. Returns the exit code."""

    def step() -> Iterable[str]:
        with at_work(site):
            plan = folder_moves.take_back(site)
        if plan is None:
            raise StepError("there is nothing to take back: no edition was begun, or it is published")
        return [f"{plan.name} is taken back; what was written for it since is kept in {FOLDER}/"]

    return take("next", step)


def prepare(site: Path, year: str) -> NextEditionPlan:
    """What is to be done. Raises StepError where the site does not allow it, and OSError."""
    workshop, sources = loaded(site)
    old = workshop.current.id
    _check(site, old, year, workshop)
    texts = {
        name.removeprefix("content/"): text for name, text in sources.texts.items() if name.startswith("content/")
    }
    made = {
        f"content/{name}": data for name, data in next_content.next_content(workshop.current, texts, year).items()
    }
    made |= {f"content/.schema/{name}": data for name, data in json_schema.rendered().items()}
    made |= {f"content/{name}": data for name, data in addresses.GIT.items()}
    moves, shared = _static(workshop, sources, made, old)
    moves = [("content", f"editions/{old}"), *moves]
    renewed, notes = renewal.renewed(site)
    notes += filter(None, [next_content.next_title(workshop.current.site, year)[1]])
    return NextEditionPlan(old, made | renewed, moves, shared, symlinks.leading_out(site / "content"), notes)


def _check(site: Path, old: str, year: str, workshop: Workshop) -> None:
    """Refuse what would be in the way, or overwritten."""
    taken = {edition.id for edition in workshop.editions} | {*workshop.archives}
    if not EDITION.fullmatch(year) or year in taken:
        wrong = "is an edition of this site already" if year in taken else "is no name of an edition"
        raise StepError(f"`{year}` {wrong}; write the next year, as in `enlsp next 2027`")
    if (site / "editions" / old).exists():
        raise StepError(f"editions/{old} is there already; move it away first")
    refuse_kept(site)


def _static(
    workshop: Workshop, sources: Sources, made: dict[str, bytes], old: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """The files of static/ that move with the old edition, from where to where; and those that stay, since others
    name them too, a symlink leads to them, or they are there through one."""
    style = _own_style(sources, old)
    own = named_files(workshop, workshop.current) | style
    others = {name for edition in workshop.editions[1:] for name in named_files(workshop, edition)}
    others |= style | sources.tree.links.keys() | {*sources.tree.links.values()}
    texts = b"\n".join(data for name, data in made.items() if "/.schema/" not in name)
    kept = {name for name in own if name in others or _is_named(name.removeprefix("static/"), texts)}
    moves = [(name, f"editions/{old}/{name}") for name in sorted(own - kept)]
    return moves, sorted(kept)


def _is_named(name: str, texts: bytes) -> bool:
    """Whether texts name a file, and not only one whose name ends or begins as its does."""
    begins = rb"(?:(?<![\w/-])|(?<=[^\w-]/)|(?<=static/))"
    return bool(re.search(begins + re.escape(name.encode()) + rb"(?!\.?[\w-])", texts))


def _own_style(sources: Sources, old: str) -> set[str]:
    """The organizers' stylesheet, with what it loads: both editions have that look until one of them changes."""
    there, name = sources.tree.stamps, "static/own.css"
    if name not in there or f"static/{old}/own.css" in there:
        return set()
    return {name, *loaded_by_style((sources.root / name).read_bytes(), name)} & there.keys()


def _set_aside(site: Path, prepared: NextEditionPlan) -> list[tuple[str, str]]:
    """Write what is new aside, and return the renames. Raises OSError."""
    new = f"{FOLDER}/new"
    old = f"editions/{prepared.old}"
    renewed = {name: data for name, data in prepared.made.items() if not name.startswith("content/")}
    for name, data in prepared.made.items():
        if name not in renewed:
            (site / new / name).parent.mkdir(parents=True, exist_ok=True)
            (site / new / name).write_bytes(data)
    archived = archived_site(site, "content")
    (site / new / "old").mkdir(parents=True, exist_ok=True)
    (site / new / "old" / archived[0]).write_bytes(archived[1])
    moves = [*prepared.moves]
    for link, files in prepared.parted.items():
        moves.append((f"{old}/{link}", f"{FOLDER}/before/{link}"))
        moves += folder_moves.set_aside(site, {f"{old}/{name}": file for name, file in files.items()})
    moves += [
        (f"{old}/{archived[0]}", f"{FOLDER}/before/{archived[0]}"),
        (f"{new}/old/{archived[0]}", f"{old}/{archived[0]}"),
    ]
    moves += [(f"{new}/content", "content")]
    return moves + folder_moves.set_aside(site, renewed | {f"{old}/{name}": site / name for name in prepared.shared})


def archived_site(site: Path, folder: str) -> tuple[str, bytes]:
    """site.yaml of an edition that becomes an archive, which is in `folder`: its name, and its bytes with what it
    says of its files."""
    name = next(each for each in ("site.yaml", "site.yml") if (site / folder / each).is_file())
    before = (site / folder / name).read_bytes()
    if re.search(rb"^static_at_root:", before, re.M):
        return name, before
    return name, before.rstrip(b"\r\n") + b"\n" + AT_ROOT.encode()


def _told(prepared: NextEditionPlan, year: str, *, dry_run: bool) -> Iterator[str]:
    """What was done, and what is left to do."""
    would = "would move" if dry_run else "moved"
    yield f"{would}: content/ to editions/{prepared.old}/, with {_counted(len(prepared.moves) - 1)} of static/"
    for source, target in prepared.moves[1:] if dry_run else ():
        yield f"  {source} to {target}"
    has = "would have" if dry_run else "has"
    for name in prepared.shared:
        yield f"stays: {name}, which others name too; {prepared.old} {has} a copy of its own"
    yield from prepared.notes
    made = sum(name.startswith("content/") and "/." not in name for name in prepared.made)
    verb = "would make" if dry_run else "made"
    yield f"{verb}: content/ for {year}, {_counted(made)}; TBD in them says what to write"
    if not dry_run:
        yield "next:  enlsp build, and look; `enlsp next --undo` takes it back until then"


def _counted(count: int) -> str:
    return f"{count} file{'s' * (count != 1)}"
