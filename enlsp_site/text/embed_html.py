"""What stands on a page for something of another site until a visitor asks for it: a card of ours, which names whom
it will contact, with a link for those without scripts. `theme/embed.js` puts the frame in its place."""

from __future__ import annotations

import re
from html import escape

from enlsp_site.model.embeds import Embed
from enlsp_site.model.wording import Language

_CARD = re.compile(r'<figure class="embed embed-[a-z]+" data-script="embed" data-frame="https://([^/"?#]+)')
_POLICY = "; form-action "


def card(shown: Embed, language: Language, owner: str = "") -> str:
    """Return the card as HTML. `owner` is what it is about where it has no title of its own; plain text."""
    title = shown.title or owner
    name = language.say(f"embed_{shown.kind}")
    heard = escape(language.say("part_of", part=name, owner=title) if title else name)
    tag = f'<button class="action by-script" type="button" aria-label="{heard}" hidden>'
    button = f"{tag}{escape(name)}</button>"
    link = f'<a href="{escape(shown.url)}">{escape(language.say("embed_open", host=_host_of(shown.url)))}</a>'
    head = f'<figcaption class="embed-title">{escape(shown.title)}</figcaption>' if shown.title else ""
    return (
        f'<figure class="embed embed-{shown.kind}" data-script="embed" data-frame="{escape(shown.frame)}">{head}'
        f'<div class="embed-card">{button}<p class="embed-note by-script" hidden>'
        f"{escape(language.say('embed_note', host=shown.host))}</p><p>{link}</p></div></figure>"
    )


def allowed(html: str) -> str:
    """Return a page whose Content-Security-Policy lets in the frames that its cards name, and no others."""
    hosts = sorted(set(_CARD.findall(html)))  # no text has a `<`, and no attribute a `"`: only a card of ours is one
    sources = " ".join(f"https://{host}" for host in hosts)
    return html.replace(_POLICY, f"; frame-src {sources}{_POLICY}", 1) if hosts else html


def _host_of(address: str) -> str:
    return address.removeprefix("https://").partition("/")[0].removeprefix("www.")
