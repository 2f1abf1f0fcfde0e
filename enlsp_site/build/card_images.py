"""Cards and icons: taken from the store in the site's `.enlsp/`, or drawn.

They are kept by the values that they show, by the fonts, and by the code that draws: so a card is drawn once,
whatever happens to the output folder, and Pillow is not even imported where all are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from enlsp_site.build.render import RenderedFile
from enlsp_site.images import banner_drawing, cards, colours
from enlsp_site.images.fonts import coverage
from enlsp_site.model.media import Card, Icon
from enlsp_site.model.targets import Target
from enlsp_site.storage.blob_store import BlobStore
from enlsp_site.storage.build_memory import DRAWN, installed
from enlsp_site.storage.files import digest
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile
from enlsp_site.storage.progress import Progress, one_by_one

if TYPE_CHECKING:
    from enlsp_site.images.cards.canvas import Canvas
    from enlsp_site.images.cards.card import Locate

AHEAD = 4
"""How many drawings may wait for being compressed."""


def are_new(targets: list[Target], memory: Memory) -> bool:
    """Whether there may be something to draw that the last build did not have."""
    return any(memory.recall("targets", target.path) is None for target in targets)


def draw(
    targets: list[Target], root: Path, memory: Memory, folder: OutputFolder, progress: Progress | None = None
) -> list[RenderedFile]:
    """The cards and icons that these targets name. One that is in the output folder as it was left there is kept."""
    store, version = BlobStore(root, DRAWN), _version()
    made: dict[str, OutputFile] = {}
    jobs: list[Job] = []
    keys = set()
    for target in targets:
        path, key = target.path, key_of((target.recipe, target.inputs, _shaping(target)), version)
        keys.add(key)
        known = memory.recall("targets", path)
        if known and known[0] == key and folder.holds(path, known[1], memory.recall("outputs", path)):
            made[path] = OutputFile(path, known[1])
        elif (data := store.get(key)) is not None:
            made[path] = _item(path, key, data, memory)
        else:
            jobs.append((target, key))
    for (target, key), data in _drawn(jobs, lambda source: str(root / source), progress):
        store.keep(key, data)
        made[target.path] = _item(target.path, key, data, memory)
    store.tidy(keys)
    items = (made[target.path] for target in targets)
    return [RenderedFile(item, why="" if item.kept else "its values are new or changed") for item in items]


def _item(path: str, key: str, data: bytes, memory: Memory) -> OutputFile:
    found = digest(data)
    memory.keep("targets", path, [key, found, (), (), ()])
    return OutputFile(path, found, data)


def _version() -> str:
    """What all cards and icons depend on besides their values: the code that draws them, the fonts, and Pillow."""
    rooms = (Path(cards.__file__).parent, Path(coverage.__file__).parent)
    files = [file for room in rooms for file in sorted(room.iterdir()) if file.suffix in (".py", ".ttf")]
    files += [Path(colours.__file__), Path(banner_drawing.__file__)]
    return " ".join([digest(b"\0".join(file.read_bytes() for file in files)), *installed(("pillow",))])


def _shaping(target: Target) -> bool:
    """Whether this machine can shape the letters of a card; only asked where there are such."""
    card: Card | None = target.inputs.get("card")
    return card is not None and any(coverage.needs_shaping(text) for text, _ in card.words()) and coverage.can_shape()


Job = tuple[Target, str]
"""What is to be drawn, with its key."""


def _drawn(jobs: list[Job], locate: Locate, progress: Progress | None) -> Iterator[tuple[Job, bytes]]:
    """What is to be drawn, with its bytes. While one is drawn the one before is compressed, in a thread: that is half
    of the work, and zlib does it without Python's lock."""
    if not jobs:
        return
    waiting: Queue[tuple[Job, Canvas] | None] = Queue(maxsize=AHEAD)
    done: SimpleQueue[tuple[Job, bytes | BaseException]] = SimpleQueue()

    def compress() -> None:
        while (each := waiting.get()) is not None:
            job, canvas = each
            try:
                done.put((job, _compressed(job[0], canvas)))
            except BaseException as fault:
                done.put((job, fault))

    thread = Thread(target=compress, name="card images", daemon=True)
    thread.start()
    try:
        for job in one_by_one(jobs, "cards", progress):
            waiting.put((job, _canvas(job[0], locate)))
    finally:
        waiting.put(None)
    for _ in jobs:
        job, result = done.get()
        if isinstance(result, BaseException):
            raise result
        yield job, result


def _canvas(target: Target, locate: Locate) -> Canvas:
    from enlsp_site.images.cards.card import draw_card
    from enlsp_site.images.cards.icon import draw_icon

    inputs = target.inputs
    return draw_card(inputs["card"], locate) if "card" in inputs else draw_icon(inputs["icon"], locate)


def _compressed(target: Target, canvas: Canvas) -> bytes:
    icon: Icon | None = target.inputs.get("icon")
    return canvas.ico() if icon and icon.form == "ico" else canvas.png()
