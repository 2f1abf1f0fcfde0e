"""What answers the panel: every request is a POST with the token that only pages of this server have."""

from __future__ import annotations

import json
import re
import secrets
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError

from enlsp_site.commands.editing import form
from enlsp_site.commands.editing.changes import EXTEND, Sent
from enlsp_site.commands.editing.desk import EditDesk, EditOutcome, EditRequest
from enlsp_site.commands.editing.pictures import Upload
from enlsp_site.commands.editing.sessions import SessionMove
from enlsp_site.commands.editing.texts import RecordAddress, RefusedEditError
from enlsp_site.commands.editing.words import PanelWords, words_of
from enlsp_site.commands.serve.web import AssetHandler, UncachedHandler

EDIT = "/__enlsp__/edit"
FILES = "/__enlsp__/"
SCRIPT = f"{FILES}panel.js"
SCRIPTS = ("panel.js", "server.js", "timetable.js")
"""The script, and the modules that it imports."""
STYLE = "/__enlsp__/panel.css"

OF_SCRIPT = ("panel", "edit", "stop", "edit_this", "nothing", "discard", "failed")
"""The words that the script says itself."""


def rules(desk: EditDesk, token: str, *, afar: bool) -> list[tuple[Any, ...]]:
    """The addresses of the panel. `afar` lets machines on the network change something, too."""
    return [
        (EDIT, EditHandler, {"desk": desk, "token": token, "afar": afar}),
        *((re.escape(FILES + name), AssetHandler, {"data": _asset(name), "kind": ".js"}) for name in SCRIPTS),
        (re.escape(STYLE), AssetHandler, {"data": _asset("panel.css"), "kind": ".css"}),
    ]


def _asset(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def tags(token: str) -> str:
    """What puts the panel into a page."""
    return (
        f'<link rel="stylesheet" href="{STYLE}">\n'
        f'<script src="{SCRIPT}" type="module" data-token="{escape(token)}" data-end="{EDIT}"></script>\n'
    )


class EditHandler(UncachedHandler):
    """Reads and changes records for pages of this server, and for nobody else."""

    def initialize(self, desk: EditDesk, token: str, afar: bool) -> None:
        """Work at this desk."""
        self.desk = desk
        self.token = token
        self.afar = afar

    def prepare(self) -> None:
        """Refuse what does not come from a page of this server, or from another machine, before anything is read: by
        the token, by where the browser says that it comes from (Fetch Metadata; RFC 6454), and by its address."""
        super().prepare()
        if self._finished:
            return
        asked = self.request.headers
        origin = f"{self.request.protocol}://{self.request.host}"
        here = ip_address((self.request.remote_ip or "").partition("%")[0] or "0.0.0.0")
        if not (
            (self.afar or here.is_loopback)
            and secrets.compare_digest(asked.get("X-Enlsp-Token", "").encode(), self.token.encode())
            and asked.get("Origin", "").lower() == origin.lower()
            and asked.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        ):
            raise HTTPError(403)

    async def post(self) -> None:
        """Do what is asked for (`do`), and answer with HTML; `X-Enlsp-Outcome` says what came of it."""
        outcome, body = await IOLoop.current().run_in_executor(None, self._answer)
        self.set_header("X-Enlsp-Outcome", outcome)
        self.set_header("Content-Type", "application/json" if outcome == "places" else "text/html; charset=utf-8")
        self.finish(body)

    def write_error(self, status_code: int, **_: Any) -> None:
        """The number of what went wrong, and nothing else."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def _said(self, name: str) -> str:
        return str(self.get_body_argument(name, "", strip=False))

    def _answer(self) -> tuple[str, str]:
        words = words_of(self._said("lang"))
        try:
            return self._done(self._said("do"), words)
        except RefusedEditError as refusal:
            return "impossible", form.told(words.say(refusal.word, **refusal.values), words)

    def _done(self, what: str, words: PanelWords) -> tuple[str, str]:
        address, after = self._said("at"), self._said("after")
        behind = int(after) if after.isascii() and after.isdigit() else None
        if what == "places":
            return "places", self._places(words)
        if what == "view":
            return "form", form.form_of(self.desk.view(address), words)
        if what == "new":
            return "form", form.form_of(self.desk.new(address, behind), words)
        if what == "undo":
            return "undone", form.told(words.say("undone", place=self.desk.undo(self._said("undo")).place), words)
        if what == "session":
            return "session", form.move_of(*self.desk.session(address), words)
        request = EditRequest(what, address, self._said("digest"), self._sent(), behind, self._move())
        if what == "check":
            kind = next((each for each in ("add", "shift") if self._said(each)), "save")
            found, texts = self.desk.problems(request._replace(what=kind))
            return "checked", form.problems_of(found, texts, words.say("would_tell"))
        if what in ("save", "add", "delete", "up", "down", "shift"):
            return self._changed(request, self.desk.do(request), words)
        raise RefusedEditError("no_record")

    def _places(self, words: PanelWords) -> str:
        """Where the records of a page stand, and the words of the script."""
        found = self.desk.places(self.get_body_arguments("at", strip=False))
        return json.dumps({"places": found, "words": {name: words.entries[name] for name in OF_SCRIPT}})

    def _sent(self) -> Sent:
        names = [name for name in self.request.body_arguments if name.startswith("field:")]
        uploads = {
            name.removeprefix(form.UPLOAD): Upload(found[0].filename, found[0].body)
            for name, found in self.request.files.items()
            if name.startswith(form.UPLOAD) and found[0].filename
        }
        return Sent({name: self._said(name) for name in names}, bool(self._said(EXTEND)), uploads)

    def _move(self) -> SessionMove:
        start = self._said("start")
        wanted = self.get_body_arguments("column", strip=False)
        return SessionMove(int(start) if re.fullmatch("[0-9]{1,4}", start) else 0, wanted[0] if wanted else None)

    def _changed(self, request: EditRequest, outcome: EditOutcome, words: PanelWords) -> tuple[str, str]:
        if outcome.kind == "saved":
            said = words.say("saved", place=outcome.place)
            said += " " + words.say("also", files=", ".join(outcome.also)) if outcome.also else ""
            return "saved", form.told(said, words, outcome.undo, outcome.address)
        if outcome.kind == "same":
            return "same", form.told(words.say("same"), words)
        if outcome.kind == "conflict" and request.what == "shift":
            raise RefusedEditError("moved_on", file=RecordAddress.of(request.address).file)
        if outcome.kind == "conflict" and outcome.view:
            note = f"<p>{words.say('conflict')}</p>"
            return "conflict", form.form_of(outcome.view, words, request.sent, note, now=True)
        note = form.problems_of(outcome.problems, outcome.texts, words.say("refused"))
        is_new = request.what == "add"
        view = self.desk.new(request.address, request.after) if is_new else self.desk.view(request.address)
        sent = request.sent if request.what in ("save", "add") else None
        return "refused", form.form_of(view._replace(digest=request.digest), words, sent, note)
