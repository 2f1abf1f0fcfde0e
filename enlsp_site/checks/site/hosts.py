"""Hosts that are known to answer by https, whatever old links to them say."""

from __future__ import annotations

_KNOWN = """
    aclanthology.org arxiv.org bsky.app dblp.org dl.acm.org doi.org docs.google.com drive.google.com
    en.wikipedia.org github.com huggingface.co ieeexplore.ieee.org iclr.cc icml.cc linkedin.com medium.com
    neurips.cc nips.cc openreview.net orcid.org papers.nips.cc proceedings.mlr.press proceedings.neurips.cc
    scholar.google.com slideslive.com twitter.com www.aclweb.org www.linkedin.com www.overleaf.com www.youtube.com
    x.com youtu.be youtube.com
"""
_KNOWN_HOSTS = frozenset(_KNOWN.split())
"""Hosts that have long answered by https alone or as well."""


def is_known_host(host: str) -> bool:
    """Whether a host is known to answer by https."""
    return host.lower() in _KNOWN_HOSTS
