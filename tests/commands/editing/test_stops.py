"""A save that is killed at any of its steps on the disk: each file is the old one or the new one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from edited_site import FILES

CHANGED = ("content/people/speakers.yaml", "content/schedule.yaml")
PHOTO = "static/images/ada-king.png"

SCRIPT = r"""
import json, os, shutil, signal, sys
from io import BytesIO
from pathlib import Path
from PIL import Image
from edited_site import FILES, write
from enlsp_site.build.pipeline import BuildOptions
from enlsp_site.commands.editing.changes import Sent
from enlsp_site.commands.editing.desk import EditDesk, EditRequest
from enlsp_site.commands.editing.pictures import Upload
from enlsp_site.storage.work import Work
from stopped import standing

ADA = "content/people/speakers.yaml#/people/0"
top = Path(sys.argv[1])
photo = BytesIO()
Image.new("RGB", (64, 64), "navy").save(photo, "PNG")


def desk_of(site):
    return EditDesk(BuildOptions(site, site / ".enlsp/serve/1", origins=True))


def save(site):
    desk = desk_of(site)
    sent = Sent({"field:name": "Ada King"}, uploads={"field:photo": Upload("a.png", photo.getvalue())})
    return desk.do(EditRequest("save", ADA, desk.view(ADA).digest, sent)).kind


def files(site):
    # by its own listing, which no file that is there escapes without a fault
    return {
        f"{top}/{name}": data.hex()
        for top in ("content", "static")
        for name, data in standing(site / top).items()
        if data is not None
    }


def stopping(site, at):
    # the audit events of all that changes the disk below the site; at one of them the process is gone
    count = 0

    def hook(event, args):
        nonlocal count
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if not (writes or event in ("os.rename", "os.link", "os.remove", "os.mkdir")):
            return
        if not str(args[0]).startswith(str(site)):
            return
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def tried(site, at):
    child = os.fork()
    if not child:
        stopping(site, at)
        save(site)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


warm = write(top / "warm")
desk_of(warm).problems(EditRequest("save", ADA, "", Sent({"field:role": "x"})))
assert save(shutil.copytree(warm, top / "whole")) == "saved"
told = {"old": files(warm), "new": files(top / "whole"), "stops": []}
for at in range(1, 400):
    site = shutil.copytree(warm, top / "site")
    code = tried(site, at)
    if code == 0:
        break
    stopped = files(site)
    with Work(site):
        after = files(site)
    again = desk_of(site)
    country = EditRequest("save", ADA, again.view(ADA).digest, Sent({"field:country": "UK"}))
    told["stops"].append([code, stopped, after, again.do(country).kind])
    shutil.rmtree(site)
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a save of a new name and a photo, which changes two files and brings one, leaves when it is killed."""
    path = str(Path(__file__).parents[2])
    code = f"import sys; sys.path.insert(0, {path!r})\n{SCRIPT}"
    command = [sys.executable, "-c", code, str(tmp_path_factory.mktemp("stops"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_each_file_is_the_old_one_or_the_new_one(told: dict[str, Any]) -> None:
    old, new = told["old"], told["new"]
    assert {name for name in new if new[name] != old.get(name)} == {*CHANGED, PHOTO}
    assert len(told["stops"]) > 8
    assert {code for code, _, _, _ in told["stops"]} == {-9}
    for _, stopped, after, _ in told["stops"]:
        for found in (stopped, after):
            assert set(FILES) <= set(found) <= set(new), set(found) ^ set(new)
            assert all(data in (old.get(name), new[name]) for name, data in found.items())


def test_the_next_command_finds_all_files_old_or_makes_all_new(told: dict[str, Any]) -> None:
    halves = 0
    for _, stopped, after, _ in told["stops"]:
        now = {name: after[name] for name in CHANGED}
        assert now in ({name: told[which][name] for name in CHANGED} for which in ("old", "new"))
        halves += now != {name: stopped[name] for name in CHANGED}
    assert halves > 1  # which were half done, or noted and not begun


def test_no_record_names_a_photo_that_is_not_there(told: dict[str, Any]) -> None:
    found = [each for stop in told["stops"] for each in stop[1:3]]
    named = [each for each in found if each[CHANGED[0]] == told["new"][CHANGED[0]]]
    assert len(named) > 2
    assert all(PHOTO in each for each in named)


def test_work_goes_on_after_it(told: dict[str, Any]) -> None:
    assert {kind for _, _, _, kind in told["stops"]} == {"saved"}
