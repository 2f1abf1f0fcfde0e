"""The codes of problems that no rule of this room tells: those of reading and building, and of checking itself."""

from __future__ import annotations

_BUILD = """
    alias-bomb ambiguous-zone another-honorific another-year author-separator bad-boards bad-clock bad-date
    bad-email bad-handle bad-identifier bad-key bad-name bad-time bad-url bad-value broken-anchor broken-link
    broken-picture broken-symlink changed-file changed-output control-character curly-quotes damaged-tex
    dates-out-of-order double-booked doubtful-person duplicate-anchor duplicate-column duplicate-edition
    duplicate-field duplicate-id duplicate-key duplicate-output duplicate-person duplicate-section duplicate-url
    empty-file empty-picture encoding font-elsewhere font-format foreign-file foreign-output gap html-dropped
    huge-picture light-accent large-pdf late-end lost-letters lost-words many-documents merge-key missing-brace
    missing-comma missing-equals missing-file missing-front-matter missing-header missing-index missing-key
    missing-name missing-site missing-space missing-value moving-picture no-encoder no-font no-papers no-picture
    no-slot not-shown one-author overlap path-outside-site picture-elsewhere picture-size picture-suffix
    placeholder-link recursive-alias stray-brace stray-quote tab-indentation template-error template-syntax
    too-deep too-few-cells too-many-cells two-places two-poster-sessions two-sources unclosed-brace
    unclosed-quote unknown-alias unknown-column unknown-command unknown-field unknown-file unknown-key
    unknown-language unknown-paper unknown-person unknown-section unknown-string unknown-value unknown-word
    unknown-zone unnamed-column unread-edition unreadable-file unreadable-math unsafe-link unshaped-letters
    unwritable-cache unwritable-output value-in-comment vanished-file wrong-edition wrong-type wrong-zone
    yaml-syntax yaml-tag
"""
BUILD_CODES = tuple(_BUILD.split())
"""What a build tells of how content is written, of pictures, of templates and of the output folder."""

CHECK_CODES = ("unknown-rule", "dead-link", "moved-link", "unsure-link", "html-conformance")
"""What is told of how rules are switched off, of addresses elsewhere, and by the Nu HTML checker."""
