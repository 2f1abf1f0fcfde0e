"""Identifiers of papers, in all the ways in which they are written, and the addresses that they stand for."""

from __future__ import annotations

import pytest

from enlsp_site.model.identifiers import FORMS, address_of, in_address


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


@pytest.mark.parametrize(
    ("kind", "address", "identifier"),
    [
        ("doi", "https://doi.org/10.1145/3442188.3445922", "10.1145/3442188.3445922"),
        ("doi", "https://dx.doi.org/10.1/a", "10.1/a"),
        ("doi", "https://example.org/10.1/a", ""),
        ("arxiv", "https://arxiv.org/abs/2305.13048v2", "2305.13048v2"),
        ("arxiv", "https://arxiv.org/pdf/2305.13048.pdf", "2305.13048"),
        ("arxiv", "https://arxiv.org/html/2305.13048", "2305.13048"),
        ("arxiv", "https://arxiv.org/list/cs", ""),
    ],
)
def test_an_address_holds_the_identifier(kind: str, address: str, identifier: str) -> None:
    assert in_address(kind, address) == identifier


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_written_as_an_example_is_found_in_the_address_made_of_it(kind: str) -> None:
    example = FORMS[kind].example.strip('"')
    address = address_of(kind, example)
    assert address is not None
    assert address.endswith(example)
    assert kind == "openreview" or in_address(kind, address) == example


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("10.1002/(SICI)1097<1::AID-X>3.0.CO;2-#", "https://doi.org/10.1002/(SICI)1097%3C1::AID-X%3E3.0.CO%3B2-%23"),
        ("10.1000/a%b", "https://doi.org/10.1000/a%25b"),
        ("doi.org/10.1000/a%25b", "https://doi.org/10.1000/a%25b"),
        ("www.doi.org/10.1000/a", "https://doi.org/10.1000/a"),
        ("dx.doi.org/10.1000/a", "https://doi.org/10.1000/a"),
    ],
)
def test_a_doi_is_encoded_in_its_address_only(written: str, address: str) -> None:
    assert address_of("doi", written) == address
