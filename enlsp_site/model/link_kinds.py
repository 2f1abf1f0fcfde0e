"""Where a person can be found elsewhere: every kind of such a link, each a row of `PERSON`.

From it are made what `links` of people/<group>.yaml may hold, with the words that editors show (`content.entries`),
the addresses that names stand for (`content.handles`), by which profiles two entries are one person (`identity`),
what links are called, what importers take, and the table in docs/content.md.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class LinkKind(NamedTuple):
    """A kind of a person's links.

    `name` is the field; `title` what the link is called, empty where each language has words of its own
    (`link_<name>`). `about` and `example` are for organizers, the example as the text that YAML gives. `pattern` says
    which names stand for an `address`, in which `{}` is each of the pattern's groups; both are empty where only an
    address will do. `hosts` is a pattern of the hosts whose addresses are of this kind, without `www.`, empty if none
    is. `own` says that such a profile is one person's alone. `columns` is what tables call it besides, in small
    letters.
    """

    name: str
    title: str
    about: str
    example: str
    pattern: str = ""
    address: str = ""
    hosts: str = ""
    own: bool = True
    columns: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The example as it stands in YAML: what begins with `@` is in quotes."""
        return f'"{self.example}"' if self.example.startswith("@") else self.example


PERSON = (
    LinkKind(
        "home",
        "",
        "https://…, mailto:…, or a page or file of this site: call, speakers, papers/7.pdf.",
        "https://example.org/",
        own=False,
        columns=("homepage", "home page", "website", "url", "web"),
    ),
    LinkKind(
        "scholar",
        "Google Scholar",
        "The 12 letters behind `user=` in a Google Scholar profile's address, or the address.",
        "qc6CJjYAAAAJ",
        r"([\w-]{12})",
        "https://scholar.google.com/citations?user={}",
        r"scholar\.google\..+",
        columns=("google scholar",),
    ),
    LinkKind(
        "linkedin",
        "LinkedIn",
        "The name behind linkedin.com/in/, or the address.",
        "ada-lovelace",
        r"(?:in/)?([\w%-]{3,100})/?",
        "https://www.linkedin.com/in/{}",
        r"linkedin\.com",
    ),
    LinkKind(
        "orcid",
        "ORCID",
        "An ORCID iD, or its address.",
        "0000-0002-1825-0097",
        r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx])",
        "https://orcid.org/{}",
        r"orcid\.org",
        columns=("orcid id",),
    ),
    LinkKind(
        "dblp",
        "DBLP",
        "The key behind dblp.org/pid/, or the address.",
        "65/9612",
        r"(?:pid/)?([0-9]{1,3}/[\w-]+|[a-z]/[\w-]+)",
        "https://dblp.org/pid/{}",
        r"dblp\.(?:org|uni-trier\.de)",
    ),
    LinkKind(
        "openreview",
        "OpenReview",
        "The name of an OpenReview profile, or its address.",
        "~Ada_Lovelace1",
        r"(~[^\s/]+[0-9]+)",
        "https://openreview.net/profile?id={}",
        r"openreview\.net",
    ),
    LinkKind(
        "github",
        "GitHub",
        "A user name of GitHub, or the address.",
        "adalovelace",
        r"@?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))",
        "https://github.com/{}",
        r"github\.com",
    ),
    LinkKind(
        "huggingface",
        "Hugging Face",
        "A user name of Hugging Face, or the address.",
        "adalovelace",
        r"@?([A-Za-z0-9][\w.-]*)",
        "https://huggingface.co/{}",
        r"huggingface\.co",
        columns=("hugging face",),
    ),
    LinkKind(
        "x",
        "X",
        "A user name of X, in quotes if it begins with @, or the address.",
        "@adalovelace",
        r"@?([A-Za-z0-9_]{1,15})",
        "https://x.com/{}",
        r"(?:twitter|x)\.com",
        columns=("twitter",),
    ),
    LinkKind(
        "bluesky",
        "Bluesky",
        "A handle of Bluesky, or the address.",
        "ada.bsky.social",
        r"@?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
        "https://bsky.app/profile/{}",
        r"bsky\.app",
    ),
    LinkKind(
        "mastodon",
        "Mastodon",
        "A user name with its server, in quotes because of its @, or the address.",
        "@ada@mastodon.social",
        r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)",
        "https://{1}/@{0}",
    ),
    LinkKind(
        "youtube",
        "YouTube",
        "A channel's name, in quotes because of its @, or the address.",
        "@adalovelace",
        r"(@[\w.-]+)",
        "https://www.youtube.com/{}",
        r"youtube\.com",
        own=False,
    ),
    LinkKind("email", "", "An e-mail address.", "ada@example.org", own=False),
)
"""The kinds of a person's links, in the order in which they are shown."""

BY_NAME = {kind.name: kind for kind in PERSON}


def kind_of_host(host: str) -> str:
    """The kind of link that addresses at a host are, by its name; empty if it is no kind's."""
    bare = host.lower().removeprefix("www.")
    return next((each.name for each in PERSON if each.hosts and _is_at(bare, each.hosts)), "")


def _is_at(host: str, hosts: str) -> bool:
    return re.fullmatch(rf"(?:.+\.)?(?:{hosts})", host) is not None
