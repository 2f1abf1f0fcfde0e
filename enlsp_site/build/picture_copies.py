"""The copies of pictures that pages show: taken from the store in the site's `.enlsp/`, or made, several at a time.

A copy is kept by the digest of its picture and by how it is made from it. So it is made once, whatever happens to
the output folder, and Pillow is not even imported where all copies are known.
"""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from enlsp_site.build.render import RenderedFile
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import copies, faults, pixels
from enlsp_site.model.media import PictureCopy
from enlsp_site.model.targets import Target
from enlsp_site.storage.blob_store import BlobStore
from enlsp_site.storage.build_memory import PICTURES, installed
from enlsp_site.storage.codes import CHANGED_FILE
from enlsp_site.storage.files import digest, unreadable
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile
from enlsp_site.storage.progress import Progress

WORKERS = 4
"""How many pictures are worked on at once, at most; no more than there are processors."""


class Job(NamedTuple):
    """What is to be made of one part of one picture: the copies by their keys."""

    source: str
    digest: str
    box: pixels.Box
    copies: dict[str, copies.Copy]


def develop(
    targets: list[Target], root: Path, memory: Memory, folder: OutputFolder, progress: Progress | None = None
) -> tuple[list[RenderedFile], list[Problem]]:
    """The copies that these targets name. One that is in the output folder as it was left there is kept."""
    store, version = BlobStore(root, PICTURES), _version()
    keys = {target.path: _key(target.inputs["copy"], version) for target in targets}
    known = {path: item for path, key in keys.items() if (item := _known(path, key, memory, folder, store))}
    made, problems = _developed(_jobs(targets, keys, known), root, store, progress)
    known |= {path: _item(path, key, made[key], memory) for path, key in keys.items() if key in made}
    store.tidy(frozenset(keys.values()))
    items = [known[path] for path in keys if path in known]
    return [RenderedFile(item, why="" if item.kept else "its picture is new or changed") for item in items], problems


def _key(copy: PictureCopy, version: str) -> str:
    """What stands for the bytes of a copy: not where it is published, nor how its picture is called."""
    return key_of((copy.digest, copy.box, copy.width, copy.height, copy.form, copy.drawn), version)


def _known(path: str, key: str, memory: Memory, folder: OutputFolder, store: BlobStore) -> OutputFile | None:
    """A copy that need not be made: it is in the output folder, or in the store."""
    before = memory.recall("targets", path)
    if before and before[0] == key and folder.holds(path, before[1], memory.recall("outputs", path)):
        return OutputFile(path, before[1])
    data = store.get(key)
    return _item(path, key, data, memory) if data is not None else None


def _item(path: str, key: str, data: bytes, memory: Memory) -> OutputFile:
    found = digest(data)
    memory.keep("targets", path, [key, found, (), (), ()])
    return OutputFile(path, found, data)


def _jobs(targets: list[Target], keys: Mapping[str, str], known: Mapping[str, OutputFile]) -> list[Job]:
    """What is to be made, so that each picture is decoded once; the largest first."""
    jobs: dict[tuple[str, pixels.Box], Job] = {}
    for target in targets:
        if target.path not in known:
            copy: PictureCopy = target.inputs["copy"]
            job = jobs.setdefault((copy.digest, copy.box), Job(copy.source, copy.digest, copy.box, {}))
            job.copies[keys[target.path]] = copies.Copy(copy.width, copy.height, copy.form, copy.drawn)
    return sorted(jobs.values(), key=lambda job: -sum(copy.width * copy.height for copy in job.copies.values()))


def _version() -> str:
    """What all copies depend on besides their pictures: how they are made, and by which Pillow."""
    own = b"\0".join(Path(str(module.__file__)).read_bytes() for module in (copies, pixels))
    return " ".join([digest(own), *installed(("pillow",))])


# Making


def _developed(
    jobs: list[Job], root: Path, store: BlobStore, progress: Progress | None
) -> tuple[dict[str, bytes], list[Problem]]:
    """The copies by their keys, put into the store as each picture is done; and what is wrong with pictures."""
    made: dict[str, bytes] = {}
    problems = []
    tell = progress or (lambda *_: None)
    done, total = 0, sum(len(job.copies) for job in jobs)
    tell("pictures", done, total)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, about what has been looked at when the content was read
        for job, result in _results(jobs, root):
            done += len(job.copies)
            tell("pictures", done, total)
            if isinstance(result, Problem):
                problems.append(result)
                continue
            for key, data in zip(job.copies, result, strict=True):
                store.keep(key, data)
                made[key] = data
    return made, problems


def _results(jobs: list[Job], root: Path) -> Iterator[tuple[Job, list[bytes] | Problem]]:
    """Every job with what came of it, as they are done. Pillow lets other threads work while it does."""
    waiting = deque(jobs)
    done: SimpleQueue[tuple[Job, list[bytes] | Problem | BaseException]] = SimpleQueue()

    def work() -> None:
        while True:
            try:
                job = waiting.popleft()
            except IndexError:
                return
            try:
                done.put((job, _made(job, root)))
            except BaseException as fault:
                done.put((job, fault))

    for _ in range(min(len(jobs), WORKERS, os.cpu_count() or 1)):
        Thread(target=work, name="picture copies", daemon=True).start()
    for _ in jobs:
        job, result = done.get()
        if isinstance(result, BaseException):
            waiting.clear()
            raise result
        yield job, result


def _made(job: Job, root: Path) -> list[bytes] | Problem:
    """The copies of one picture; or what is wrong with it that was not when the content was read."""
    try:
        data = (root / job.source).read_bytes()
        if digest(data) != job.digest:
            message = "this file changed while the site was being built"
            return report(CHANGED_FILE, Origin(job.source), message, "build again")
        return copies.make(data, job.box, job.copies.values())
    except OSError as fault:
        return unreadable(job.source, fault)
    except faults.UnreadablePictureError as found:
        code, clause, hint = found.fault
        return report(code, Origin(job.source), f"this picture {clause}", hint)
