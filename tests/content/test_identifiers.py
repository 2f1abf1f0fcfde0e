"""Identifiers of papers, in all the ways in which they are written, and the addresses that they stand for."""

from __future__ import annotations

import pytest

from enlsp_site.content.identifiers import address_of


@pytest.mark.parametrize(
    ("kind", "written", "address"),
    [
        ("arxiv", "2305.13048", "https://arxiv.org/abs/2305.13048"),
        ("arxiv", "arxiv:2305.13048", "https://arxiv.org/abs/2305.13048"),
        ("arxiv", "arXiv: 2305.13048v2", "https://arxiv.org/abs/2305.13048v2"),
        ("arxiv", "ArXiv.org/abs/2305.13048", "https://arxiv.org/abs/2305.13048"),
        ("arxiv", "arxiv.org/pdf/2305.13048v2.pdf", "https://arxiv.org/abs/2305.13048v2"),
        ("arxiv", "cs.CL/0501001", "https://arxiv.org/abs/cs.CL/0501001"),
        ("arxiv", "https://arxiv.org/pdf/2305.13048", "https://arxiv.org/pdf/2305.13048"),
        ("arxiv", "soon", None),
        ("doi", "10.1/2", "https://doi.org/10.1/2"),
        ("doi", "doi:10.1/2", "https://doi.org/10.1/2"),
        ("doi", "DOI: 10.1/2", "https://doi.org/10.1/2"),
        ("doi", "dx.doi.org/10.1/2", "https://doi.org/10.1/2"),
        ("doi", "10.1002/(SICI)1#<3", "https://doi.org/10.1002/(SICI)1%23%3C3"),
        ("doi", "11.1/2", None),
        ("openreview", "aVh9KRZdRk", "https://openreview.net/forum?id=aVh9KRZdRk"),
        ("openreview", "forum?id=aVh9KRZdRk", "https://openreview.net/forum?id=aVh9KRZdRk"),
        ("openreview", "OpenReview.net/forum?id=aVh9KRZdRk&noteId=x", "https://openreview.net/forum?id=aVh9KRZdRk"),
        ("openreview", "to come", None),
    ],
)
def test_an_identifier_leads_to_its_place(kind: str, written: str, address: str | None) -> None:
    assert address_of(kind, written) == address
