"""Where each record lives, and how one page points to another.

Inside the site an address is `site:` and a path from its root (`site:2025/speakers/index.html#lu-hou`), in which
characters that would mean something else in an address are percent-encoded. Only when a page is written does it
become relative to that page, so that the site works at `/`, under any prefix and opened from a folder. Links name
`index.html` because a folder opened from disk shows no page.
"""

from __future__ import annotations

from collections.abc import Callable

from enlsp_site.diagnostics.codes import Code
from enlsp_site.model.codes import BAD_EMAIL, BAD_URL, CREDENTIALS_IN_ADDRESS, MISLEADING_ADDRESS, PLACEHOLDER_LINK
from enlsp_site.model.schedule import Session

INSIDE = "site:"
SCHEMES = frozenset({"http", "https", "mailto", "sip", "tel", "webcal", "xmpp"})
"""What links may lead to; `javascript:`, `data:` and the like are refused."""


_ENCODED = dict(enumerate(map(chr, range(128))))
_ENCODED |= {code: f"%{code:02X}" for code in (*range(33), 127, *b'"#%:;<>?[\\]^`{|}')}
"""What cannot stand in the path of an address: RFC 3986 (3.3), and a colon, which would end a scheme (4.2).
Letters of all scripts stay, as in IRIs; those that stay are named where they are frequent, since what is not found
here takes four times as long."""

_URI = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:/?#[]@!$&'()*+,;=%~-._"
_OF_URIS = frozenset(_URI)


def inside(path: str, anchor: str = "") -> str:
    """The address of a file of the site, by its path as the folder has it: `a #1.pdf` becomes `a%20%231.pdf`."""
    address = INSIDE + path.translate(_ENCODED)
    return f"{address}#{anchor}" if anchor else address


PAGE_ENDS = (".html", ".htm")
"""What the name of a file ends with that every host answers as a page."""


def section_path(edition: str, name: str) -> str:
    """Where a section or page of an edition lives; the home page has no name."""
    return f"{edition}/{name}/index.html" if name else f"{edition}/index.html"


def paper_path(edition: str, slug: str) -> str:
    """Where a paper has its page."""
    return f"{edition}/papers/{slug}/index.html"


def session_path(edition: str, slug: str) -> str:
    """Where a session has its page, if it has one; its place on the programme's page is called the same."""
    return f"{edition}/schedule/{slug}/index.html"


def room_path(edition: str, slug: str) -> str:
    """Where a room of the programme has its page."""
    return section_path(edition, f"schedule/rooms/{slug}")


EMBED = "embed"
"""What the programme for frames is called among its sessions."""


def embed_path(edition: str) -> str:
    """Where the programme is for the frames of other sites."""
    return section_path(edition, f"schedule/{EMBED}")


def screen_path(room: str) -> str:
    """Where what the screen of a room shows is, by the path of the room's page."""
    return f"{room.removesuffix('index.html')}screen/index.html"


def has_page(session: Session) -> bool:
    """Whether there is more to tell of a session than its title and its time. The others live on the programme's
    page only."""
    people = [person for person in (*session.people, *session.moderators) if person.url]
    texts = (session.abstract, session.note, session.links, session.stream, session.recording, session.registered)
    return bool(people or session.papers or any(texts))


def of_session(edition: str, session: Session) -> str:
    """Where a session is to be found: on its own page, if it has one, else at its place on the programme's."""
    if has_page(session):
        return inside(session_path(edition, session.slug))
    return inside(section_path(edition, "schedule"), session.slug)


PAPERS_A_PAGE = 300
"""How many papers a page of their list holds, so that it stays light on a phone."""


def list_page(page: int) -> str:
    """What a page of the list of papers is called among the papers' own: the second is `page-2`."""
    return f"page-{page}"


ORDERS = ("title", "session", "award", "track", "topic")
"""What else papers are listed by."""


def order_page(order: str) -> str:
    """What a list of papers in another order is called among the papers' own pages."""
    return f"by-{order}"


def list_path(edition: str, page: int, order: str = "") -> str:
    """Where a page of a list of papers lives, counted from 1: of that in an order, or of that as written."""
    steps = ["papers", *([order_page(order)] if order else []), *([list_page(page)] if page > 1 else [])]
    return section_path(edition, "/".join(steps))


def relative(address: str, here: str) -> str:
    """An address as the page at the path `here` writes it: relative if it is inside the site, else as it is."""
    return relative_to(here)(address)


def relative_to(here: str) -> Callable[[str], str]:
    """How the page at a path writes addresses: `relative`, for many of them."""
    here = here.translate(_ENCODED)
    ours = here.split("/")[:-1]
    top, up = here[: here.find("/") + 1], "../" * len(ours)

    def write(address: str) -> str:
        if not address.startswith(INSIDE):
            return address
        path, mark, anchor = address[len(INSIDE) :].partition("#")
        if top and not path.startswith(top):  # they share no folder
            return up + path + mark + anchor
        if path == here and mark:
            return mark + anchor
        theirs = path.split("/")
        shared, most = 0, min(len(ours), len(theirs) - 1)
        while shared < most and ours[shared] == theirs[shared]:
            shared += 1
        return "../" * (len(ours) - shared) + "/".join(theirs[shared:]) + mark + anchor

    return write


def absolute(base_url: str, address: str) -> str:
    """The public form of an address, without `index.html`; one of the outside world stays as it is.

    `base_url` ends with a slash.
    """
    if not address.startswith(INSIDE):
        return address
    path, mark, anchor = address[len(INSIDE) :].partition("#")
    folder, _, name = path.rpartition("/")
    if name == "index.html":
        path = f"{folder}/" if folder else ""
    return base_url + path + mark + anchor


def iri_to_uri(address: str) -> str:
    """An address with what is not ASCII percent-encoded (RFC 3987, 3.1)."""
    if _OF_URIS.issuperset(address):  # as most are, and asking takes a fifth of the time
        return address
    from urllib.parse import quote

    return quote(address, safe=_URI)


def with_slash(base_url: str) -> str:
    """A base address as the rest of the code expects it: empty, or ending with one slash."""
    return base_url.rstrip("/") + "/" if base_url else ""


def fault(address: str) -> tuple[Code, str, str] | None:
    """What is wrong with an address that is not looked for inside the site: code, message and hint; or None."""
    import re

    if found := re.search(r"…|(?:^|[/=:?.])\.\.\.|\.\.\.$", address):
        message = f"`{address}` is no address yet: `{'…' if '…' in found[0] else '...'}` stands for something"
        return PLACEHOLDER_LINK, message, "write the whole address, or leave it out until it is known"
    if scheme(address) in ("http", "https") and not re.match(r"(?i)https?://[^/?#\s]", address):
        kind, _, rest = address.partition(":")
        meant = f"{kind}://{rest.strip('/ ')}" if rest.strip("/ ") else "https://…"
        return BAD_URL, f"`{address}` is no address of the web", f"write {meant}"
    if scheme(address) == "mailto" and (wrong := _wrong_mail(address)) is not None:
        return BAD_EMAIL, f"`{wrong}` is no e-mail address", "write it like mailto:chairs@example.org"
    return None


def doubt(address: str) -> tuple[Code, str, str] | None:
    """Why an address outside the site may not lead where it seems to: code, message and hint; or None. A name or a
    password before the host (RFC 3986, 3.2.1 and 7.6) is shown to all, or looks like a host itself; a host with
    letters of two scripts, or with such as nobody sees, looks like another one (Unicode Technical Standard 39)."""
    if address.isascii() and "@" not in address and "xn--" not in address:
        return None
    if scheme(address) not in ("http", "https"):
        return None
    authority = address.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    user, at, host = authority.rpartition("@")
    if at and "." in user.partition(":")[0]:
        message = f"this address looks as if it led to `{user}`, and leads to `{host}`"
        return MISLEADING_ADDRESS, message, f"write https://{host}/…, if that is meant"
    if at:
        message = f"this address holds a {'password' if ':' in user else 'user name'}, which everybody can read"
        return CREDENTIALS_IN_ADDRESS, message, "write the address without it, and change the password"
    scripts = _scripts(host)
    if len(scripts) > 1:
        message = f"the host of this address has letters of two scripts: {' and '.join(sorted(scripts))}"
        return MISLEADING_ADDRESS, message, "type the address anew, by hand"
    return None


def _scripts(host: str) -> set[str]:
    """The scripts of a host's letters, of a label that has more than one; `hidden` for letters that nobody sees."""
    import unicodedata

    for label in host.partition(":")[0].split("."):
        try:
            text = label.encode("ascii").decode("idna") if label.startswith("xn--") else label
        except UnicodeError:
            text = label
        names = [unicodedata.name(letter, "HIDDEN").split()[0].lower() for letter in text if not letter.isascii()]
        marks = {"hidden" for letter in text if unicodedata.category(letter) in ("Cf", "Cc")}
        latin = {"latin"} if any(letter.isascii() and letter.isalpha() for letter in text) else set()
        found = latin | marks | {name for name in names if name not in ("combining", "digit", "middle")}
        if "cjk" in found:  # Japanese and Chinese hosts mix their scripts with Latin as a matter of course
            found -= {"latin", "hiragana", "katakana", "katakana-hiragana"}
        if len(found) > 1:
            return found
    return set()


MAIL = r"[^\s@<>()\"]++@[^\s@<>()\"]+\.[^\s@<>()\".]+"
"""A pattern of an e-mail address."""


def _wrong_mail(address: str) -> str | None:
    """The first of the addressees of a `mailto:` that is none (RFC 6068); one with a subject alone has none."""
    import re
    from urllib.parse import unquote

    to, query, _ = address.partition(":")[2].partition("?")
    if not to and query:
        return None
    return next((part for part in unquote(to).split(",") if not re.fullmatch(MAIL, part.strip())), None)


def base_fault(address: str) -> str:
    """Why a site cannot be published at an address: what it is not, or what it must not hold. An empty text if
    it can."""
    if scheme(address) not in ("http", "https") or fault(address):
        return "is not a whole address"
    unwanted = next((letter for letter in address if letter.isspace() or letter in "?#"), "")
    return f"has {'a space' if unwanted.isspace() else f'`{unwanted}`'} in it" if unwanted else ""


_DROPPED = dict.fromkeys((*range(33), 127))


def scheme(address: str) -> str:
    """The scheme of an address in lower case, or an empty text if it has none (RFC 3986, 3.1).

    White space and control characters are dropped first, as browsers do: `java\\tscript:` is JavaScript.
    """
    if address.startswith(("https://", "http://")):  # as most do
        return address.partition(":")[0]
    if ":" not in address:
        return ""
    head = address.partition(":")[0].translate(_DROPPED)
    if not head or not head[0].isalpha() or not head.isascii():
        return ""
    return head.lower() if all(letter.isalnum() or letter in "+-." for letter in head) else ""
