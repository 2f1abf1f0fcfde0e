"""Rules on what must not be published: addresses of people, keys, and papers before their day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.links import PICTURES
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition

AUTHOR_EMAIL = Code(
    "author-email",
    "warning",
    what="an address of e-mail came with an export",
    why=(
        "Addresses that a review system exported were not given to be published. What lies under static/ is "
        "published as it is."
    ),
    bad="reviewers with `email: ada@example.edu`, in a file of people",
    good="names and affiliations alone",
)

PUBLISHED_SECRET = Code(
    "published-secret",
    "error",
    what="this looks like a key or a password, and is published",
    why="Keys are found by programs minutes after they are published.",
    bad="static/config.js with a token",
    good="the token among the secrets of the repository",
)

EARLY_PAPER = Code(
    "early-paper",
    "error",
    what="a paper is told of before its day",
    why="Papers under embargo, or before the notification, are told by a line of news as well.",
    bad="news with the title of a paper, before `papers_public_from`",
    good="news without it",
)


_MAIL = re.compile(
    r"(?<![\w.+%@-])[A-Za-z0-9][\w.+-]*@(?:[A-Za-z0-9-]+\.)+(?!example\b|invalid\b|test\b)[A-Za-z]{2,}(?<!@example\.com)(?<!@example\.org)(?<!@example\.net)(?![\w@])"
)
_LISTS = ("papers.", "people/", "schedule.", "committee", "reviewers", "authors", "data/")


def no_address_came_with_an_export(evidence: Evidence) -> Iterator[Problem]:
    """No e-mail address of an author or reviewer stands in the files of papers and people. What a person gives as
    a link of their own (`mailto:`) is meant. Reports `author-email`."""
    for source in evidence.sources:
        name = source.file.partition("/")[2]
        name = name.partition("/")[2] if source.file.startswith("editions/") else name
        if not name.startswith(_LISTS):
            continue
        edition = evidence.edition_of(source.file)
        contact = edition.site.contact if edition else ""
        for found in _MAIL.finditer(source.text):
            before = source.text[max(0, found.start() - 7) : found.start()]
            if found[0] not in contact and before != "mailto:" and not before.endswith("/"):
                message = f"the e-mail address {found[0]} stands here, and came perhaps with an export"
                hint = "delete it, also from comments; if its owner wants it to be shown, write it as a link mailto:…"
                yield report(AUTHOR_EMAIL, source.place(found.start()), message, hint)


def addresses_on_pages_are_meant(evidence: Evidence) -> Iterator[Problem]:
    """In files that are published as they are, such as tables, no e-mail addresses stand. Reports `author-email`."""
    contacts = " ".join(edition.site.contact for edition in evidence.workshop.editions)
    for path, stored in evidence.files.items():
        if not stored.source.startswith("static/") or not path.endswith(
            (".csv", ".json", ".txt", ".tsv", ".bib", ".yaml")
        ):
            continue
        found = [each for each in _MAIL.findall(stored.read().decode("utf-8", "replace")) if each not in contacts]
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            message = f"this file is published with the e-mail address {found[0]}{more}"
            yield report(AUTHOR_EMAIL, Origin(stored.source, (), 1, 1), message, "delete them, or the file")


_SECRETS = (
    ("a private key", r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----", ("private key",)),
    ("a key of AWS", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", ("akia", "asia")),
    ("a token of GitHub", r"\bgh[pousr]_[A-Za-z0-9]{36,}\b", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    ("a token of GitHub", r"\bgithub_pat_\w{50,}\b", ("github_pat_",)),
    ("a token of GitLab", r"\bglpat-[\w-]{20,}", ("glpat-",)),
    ("a token of Hugging Face", r"\bhf_[A-Za-z0-9]{30,}\b", ("hf_",)),
    ("a key of OpenAI or Anthropic", r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}", ("sk-",)),
    ("a key of Google", r"\bAIza[\w-]{35}\b", ("aiza",)),
    ("a token of Slack", r"\bxox[abposr]-[A-Za-z0-9-]{10,}", ("xox",)),
    ("a key of Stripe", r"\b[sr]k_live_[A-Za-z0-9]{16,}\b", ("k_live_",)),
    (
        "a password",
        r"""(?i)\b(?:password|passwd|api[_-]?key|secret[_-]?key|access[_-]?token)["']?\s*[:=]\s*["'][^\s"'<>{}]{8,}["']""",
        (
            "password",
            "passwd",
            "api_key",
            "api-key",
            "apikey",
            "secret_key",
            "secret-key",
            "access_token",
            "access-token",
        ),
    ),
)
"""What is secret, what it looks like, and words of which one stands in it, in lower case: looking for those is by far
quicker than for patterns."""


def _secret(text: str) -> tuple[str, re.Match[str]] | None:
    """What of a text is secret, and where."""
    small = text.lower()
    for what, pattern, words in _SECRETS:
        if any(word in small for word in words) and (found := re.search(pattern, text)):
            return what, found
    return None


_BINARY = (
    *PICTURES,
    ".pdf",
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".zip",
    ".gz",
    ".mp4",
    ".webm",
    ".mp3",
    ".pptx",
    ".docx",
)


def nothing_secret_is_published(evidence: Evidence) -> Iterator[Problem]:
    """No published file holds a key, a token or a password: none that is published as it is, and no content or
    template that others are made from, comments and all, for they are in the repository.
    Reports `published-secret`."""
    for file, text in _texts(evidence):
        if secret := _secret(text):
            what, found = secret
            message = f"{file} publishes {what}: {found[0][:8]}…"
            hint = "revoke it first, then delete it: it may have been read"
            yield report(PUBLISHED_SECRET, _place(text, found.start(), file), message, hint)


def _texts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The site's own texts: content, templates, and files that are published as they are."""
    yield from ((source.file, source.text) for source in evidence.sources)
    yield from evidence.own_templates()
    for path, stored in evidence.files.items():
        if stored.source and not path.lower().endswith(_BINARY) and _is_ours(path, stored.source):
            yield stored.source, stored.read().decode("utf-8", "replace")


def _is_ours(path: str, source: str) -> bool:
    """The theme's own files are not looked into."""
    return not source.startswith("/") and not path.startswith("theme/")


def _place(text: str, at: int, file: str) -> Origin:
    return Origin(file, (), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def papers_are_not_public_before_their_day(evidence: Evidence) -> Iterator[Problem]:
    """While papers are kept back (`papers_public_from`), no published file has the title of one."""
    for edition in evidence.workshop.editions:
        if not (edition.kept_back and edition.papers):
            continue
        titles = [paper.title for paper in edition.papers.papers if len(paper.title) > 12]
        if titles:
            yield from _early(evidence, edition, re.compile("|".join(map(re.escape, titles)), re.I))


def _early(evidence: Evidence, edition: Edition, pattern: re.Pattern[str]) -> Iterator[Problem]:
    told: set[tuple[str, int]] = set()
    papers = {paper.origin.file for paper in edition.papers.papers} if edition.papers else set()
    for path, stored in evidence.files.items():
        if path.lower().endswith(_BINARY) or not _is_ours(path, stored.source):
            continue
        if found := pattern.search(stored.read().decode("utf-8", "replace")):
            places = [each for each in evidence.trace(path, found[0]) if each.file not in papers]
            for origin in places or [Origin(f"(built) {path}")]:
                if (origin.file, origin.line) not in told:
                    told.add((origin.file, origin.line))
                    message = f"the title “{found[0][:60]}” is published, and papers are kept back until their day"
                    listed = urls.section_path(edition.id, "papers")
                    hint = f"take it out until then; the list of papers will be at {listed}"
                    yield report(EARLY_PAPER, origin, message, hint)


RULES = (
    Rule(AUTHOR_EMAIL, no_address_came_with_an_export),
    Rule(AUTHOR_EMAIL, addresses_on_pages_are_meant),
    Rule(PUBLISHED_SECRET, nothing_secret_is_published),
    Rule(EARLY_PAPER, papers_are_not_public_before_their_day),
)
