"""Where each record lives, and how one page points to another.

Inside the site an address is `site:` and a path from its root (`site:2025/speakers/index.html#lu-hou`), in which
characters that would mean something else in an address are percent-encoded. Only when a page is written does it
become relative to that page, so that the site works at `/`, under any prefix and opened from a folder. Links name
`index.html` because a folder opened from disk shows no page.
"""

from __future__ import annotations

INSIDE = "site:"
SCHEMES = frozenset({"http", "https", "mailto", "tel", "webcal"})
"""What links may lead to; `javascript:`, `data:` and the like are refused."""


_ENCODED = {code: f"%{code:02X}" for code in (*range(33), 127, *b'"#%:<>?[\\]^`{|}')}
"""What cannot stand in the path of an address: RFC 3986 (3.3), and a colon, which would end a scheme (4.2).
Letters of all scripts stay, as in IRIs."""


def inside(path: str, anchor: str = "") -> str:
    """The address of a file of the site, by its path as the folder has it: `a #1.pdf` becomes `a%20%231.pdf`."""
    address = INSIDE + path.translate(_ENCODED)
    return f"{address}#{anchor}" if anchor else address


def section_path(edition: str, name: str) -> str:
    """Where a section or page of an edition lives; the home page has no name."""
    return f"{edition}/{name}/index.html" if name else f"{edition}/index.html"


def paper_path(edition: str, slug: str) -> str:
    """Where a paper has its page."""
    return f"{edition}/papers/{slug}/index.html"


def relative(address: str, here: str) -> str:
    """An address as the page at the path `here` writes it: relative if it is inside the site, else as it is."""
    if not address.startswith(INSIDE):
        return address
    path, mark, anchor = address[len(INSIDE) :].partition("#")
    here = here.translate(_ENCODED)
    if path == here and mark:
        return mark + anchor
    ours, theirs = here.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    return "../" * (len(ours) - shared) + "/".join(theirs[shared:]) + mark + anchor


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
    from urllib.parse import quote

    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")


def with_slash(base_url: str) -> str:
    """A base address as the rest of the code expects it: empty, or ending with one slash."""
    return base_url.rstrip("/") + "/" if base_url else ""


def scheme(address: str) -> str:
    """The scheme of an address in lower case, or nothing if it has none (RFC 3986, 3.1).

    White space and control characters are dropped first, as browsers do: `java\\tscript:` is JavaScript.
    """
    clean = "".join(letter for letter in address if letter > " " and letter != "\x7f")
    head, colon, _ = clean.partition(":")
    if not colon or not head or not head[0].isalpha() or not head.isascii():
        return ""
    return head.lower() if all(letter.isalnum() or letter in "+-." for letter in head) else ""
