"""Rules on links: that they lead somewhere, say where, and say it once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.hosts import is_known_host
from enlsp_site.checks.site.written import WrittenLink, all_links, links_of
from enlsp_site.content.codes import BROKEN_LINK
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.codes import PLACEHOLDER_LINK

INSECURE_LINK = Code(
    "insecure-link",
    "warning",
    what="this link goes without encryption to a host that has it",
    why="What is asked for without encryption can be read and changed on the way.",
    bad="http://arxiv.org/abs/2412.16720",
    good="https://arxiv.org/abs/2412.16720",
    mended=True,
)

NAMELESS_LINK = Code(
    "nameless-link",
    "warning",
    what="this link has no name",
    why="People who hear a page are read the words of a link; without any they hear an address, or “link”.",
    bad='<a href="https://scholar.google.com/…"></a>',
    good="[Ada Lovelace on Scholar](https://scholar.google.com/…)",
)

SAME_WORDS = Code(
    "same-words",
    "warning",
    what="links with the same words lead to different places",
    why="People who go from link to link hear the words alone, and cannot tell the two apart.",
    bad="[Link](https://openreview.net/…) and [Link](https://www.overleaf.com/…)",
    good="[submission portal](https://openreview.net/…) and [style file](https://www.overleaf.com/…)",
)

DIFFERENT_WORDS = Code(
    "different-words",
    "warning",
    what="one address goes by two names",
    why="One address under two names is mostly a link that was copied and whose address was not changed.",
    bad="[Gemini](https://…/card.pdf) and [Parakeet](https://…/card.pdf)",
    good="[Gemini](https://…/gemini.pdf) and [Parakeet](https://…/parakeet.pdf)",
)

UNLINKED_FILE = Code(
    "unlinked-file",
    "warning",
    what="this file is published, and no page links it",
    why="A file that nothing links is forgotten, or was never meant for everybody.",
    bad="static/reviews.xlsx, which no page links",
    good="static/poster-guide.pdf, which a page links",
)


_PLACEHOLDER = re.compile(r"(?i)(?:x{3,}|\#+|todo|tba|fixme|placeholder|n/a|\?+|https?://(?:x+|todo|tba)?/?)")
_NOWHERE = re.compile(
    r"(?i)https?://(?:www\.)?(?:example\.(?:com|org|net)|localhost|127\.0\.0\.1|0\.0\.0\.0|your-?\w*\.\w+)(?=[:/?#]|$)"
)


def links_are_no_placeholders(evidence: Evidence) -> Iterator[Problem]:
    """No link waits to be written. Reports `placeholder-link`."""
    for link in all_links(evidence):
        target = link.target.strip()
        if _PLACEHOLDER.fullmatch(target) or _NOWHERE.match(target) or (not target and link.in_text):
            shown = f"`{target}`" if target else "nothing"
            message = f"this link leads to {shown}, which is no address yet"
            yield report(PLACEHOLDER_LINK, link.origin, message, "write the address, or leave the link out")


def links_are_encrypted_where_they_can_be(evidence: Evidence) -> Iterator[Problem]:
    """No link says `http:` of a host that has https: a known one, or one that the site links so elsewhere.
    Reports `insecure-link`."""
    links = list(all_links(evidence))
    hosts = {_host(link.target) for link in links if link.target.startswith("https://")}
    for link in links:
        if link.target.startswith("http://") and ((host := _host(link.target)) in hosts or is_known_host(host)):
            message = f"this link goes to {host} without encryption, which has https as well"
            yield report(INSECURE_LINK, link.origin, message, f"write https{link.target[4:]}")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def links_have_names(evidence: Evidence) -> Iterator[Problem]:
    """Every link has words, or a picture with an alt, that say where it leads to those who do not see it
    (WCAG 2.4.4). Reports `nameless-link`."""
    found: dict[tuple[str, int], Origin] = {}
    for path, page in evidence.pages.items():
        for href, name in page.links:
            if not name:
                for origin in evidence.trace(path, *_as_written(href)):
                    found.setdefault((origin.file, origin.line), origin)
    named = {(link.origin.file, link.origin.line) for link in all_links(evidence) if link.words}
    for place, origin in found.items():
        if place not in named or not origin.line:
            yield report(
                NAMELESS_LINK, origin, "this link has no name", "write words into it that say where it leads"
            )


def _as_written(href: str) -> list[str]:
    """How a built page's address may stand in content."""
    bare = href.removesuffix("/index.html")
    return [href, unquote(href), bare.rpartition("../")[2]]


_VAGUE = re.compile(
    r"\W*(?:(?:click |read )?(?:here|more|link|this|this (?:page|link|paper|site)|web ?site|site|web ?page|page|pdf"
    r"|url|online)|\d+|link ?\d+)\W*",
    re.I,
)
"""Names of links that say nothing of their own, so they count for none."""


def words_lead_to_one_place(evidence: Evidence) -> Iterator[Problem]:
    """In one text, links with the same words lead to the same place (WCAG 2.4.9). It is told once of each words.
    Reports `same-words`."""
    for source in evidence.sources:
        groups: dict[str, list[WrittenLink]] = {}
        for link in links_of(source):
            if link.words and link.in_text and _is_address(link.target) and not link.target.startswith("mailto:"):
                groups.setdefault(_folded(link.words) or link.words, []).append(link)
        for first, *rest in groups.values():
            others = [link for link in rest if _same(link.target) != _same(first.target)]
            if others:
                more = f", and so do {len(others) - 1} more" if len(others) > 1 else ""
                message = (
                    f"“{others[0].words}” leads elsewhere than in line {first.origin.line}, to {first.target}{more}"
                )
                hint = "give the links words that tell them apart"
                yield report(SAME_WORDS, others[0].origin, message, hint)


def places_go_by_one_name(evidence: Evidence) -> Iterator[Problem]:
    """In one text, links to the same document elsewhere call it by the same name: three names for one PDF are two
    links that were copied and not finished. Reports `different-words`."""
    for source in evidence.sources:
        seen: dict[str, WrittenLink] = {}
        for link in links_of(source):
            if not link.words or not link.in_text or _VAGUE.fullmatch(link.words) or not _is_document(link.target):
                continue
            first = seen.setdefault(_same(link.target), link)
            if not _alike(first.words or "", link.words):
                message = f"“{link.words}” is what “{first.words}” is in line {first.origin.line}: {link.target}"
                hint = "mend the address of one of them, or call both the same"
                yield report(DIFFERENT_WORDS, link.origin, message, hint)


def _is_document(target: str) -> bool:
    """Whether an address names one thing elsewhere, and not a whole site."""
    return target.startswith(("http://", "https://")) and len(urlsplit(target).path.strip("/")) > 3


def _is_address(target: str) -> bool:
    return bool(target) and not _PLACEHOLDER.fullmatch(target)


def _same(target: str) -> str:
    """An address as it counts for whether two are the same."""
    return re.sub(r"^https?://(?:www\.)?", "", target.partition("#")[0] or target).rstrip("/").removesuffix(".md")


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "our", "the", "to"})


def _alike(one: str, other: str) -> bool:
    """Whether two names may be of one thing: they share a word that says something."""
    first, second = (set(_folded(each).split()) - _SMALL for each in (one, other))
    return any(not word.isdigit() for word in first & second) or _folded(one).replace(" ", "") == _folded(
        other
    ).replace(" ", "")


_ASKED_FOR = re.compile(
    r"(?:^|/)(?:CNAME|\.nojekyll|robots\.txt|favicon\.ico|humans\.txt|ads\.txt|404\.html|LICENSE(?:\.\w+)?"
    r"|google\w+\.html|BingSiteAuth\.xml|\.well-known/.+|[^/]+\.(?:css|js|mjs|map|woff2?|ttf|otf))$"
)
"""Files that are asked for by their names, or by others than pages."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".ico", ".bmp", ".tif", ".tiff")


def files_are_linked(evidence: Evidence) -> Iterator[Problem]:
    """Whatever is published from static/ is linked from somewhere on the site. Reports `unlinked-file`."""
    if not evidence.whole:
        return
    for path, stored in evidence.files.items():
        if (
            not stored.source.startswith("static/")
            or stored.source.startswith("static/theme/")
            or path in evidence.linked
        ):
            continue
        if _ASKED_FOR.search(path) or path.lower().endswith(PICTURES):
            continue
        yield report(
            UNLINKED_FILE,
            Origin(stored.source),
            f"this is published as {path}, and no page links it",
            "link it, or delete it; what is published can be found, linked or not",
        )


def addresses_in_data_lead_somewhere(evidence: Evidence) -> Iterator[Problem]:
    """Feeds, calendars and JSON name pages that there are, as pages' own links do. Reports `broken-link`."""
    base = evidence.base_url
    if not base or not evidence.whole:
        return
    pattern = re.compile(re.escape(base) + r"""[^\s"'<>{}\\,;#?]*""")
    for path, stored in evidence.files.items():
        if path.endswith((".xml", ".ics", ".json", ".bib", ".ris", ".csv")) and not stored.source:
            text = re.sub(r"\r?\n[ \t]", "", stored.read().decode("utf-8", "replace"))
            for address in dict.fromkeys(pattern.findall(text)):
                found = unquote(address[len(base) :])
                if not _is_published(found, evidence):
                    yield report(
                        BROKEN_LINK,
                        evidence.trace(path, found)[0],
                        f"{path} leads to {address}, where nothing is published",
                        "mend the link, or add the page",
                    )


def _is_published(path: str, evidence: Evidence) -> bool:
    return any(each in evidence.files for each in (path, f"{path}index.html", f"{path}/index.html"))


RULES = (
    Rule(PLACEHOLDER_LINK, links_are_no_placeholders),
    Rule(INSECURE_LINK, links_are_encrypted_where_they_can_be),
    Rule(BROKEN_LINK, addresses_in_data_lead_somewhere),
    Rule(NAMELESS_LINK, links_have_names),
    Rule(SAME_WORDS, words_lead_to_one_place),
    Rule(DIFFERENT_WORDS, places_go_by_one_name),
    Rule(UNLINKED_FILE, files_are_linked),
)
