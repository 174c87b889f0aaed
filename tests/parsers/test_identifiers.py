# ruff: noqa: E501
"""Identifiers in web addresses: escaped signs in DOIs, addresses of the ACM, several identifiers in one address."""

from __future__ import annotations

import pytest

from kg.parsers.identifiers import identifiers_in, read_doi


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://doi.org/10.5555%2FSheep.1", "10.5555/sheep.1"),
        ("https://doi.org/10.5555/A%3A1022", "10.5555/a:1022"),
        ("https://dl.acm.org/doi/abs/10.5555/290.297", "10.5555/290.297"),
        ("http://doi.acm.org/10.5555/290.297", "10.5555/290.297"),
        ("https://doi.org/10.5555/(SICI)1(1998)7:1%3C1::AID-1%3E3.0.CO;2-2", "10.5555/(sici)1(1998)7:1%3c1::aid-1%3e3.0.co;2-2"),
    ],
)  # fmt: skip
def test_dois_in_addresses(address: str, doi: str) -> None:
    assert [identifier.value for identifier in identifiers_in([address, address])] == [doi]
    assert read_doi(address) == doi


def test_other_addresses_have_no_doi() -> None:
    assert identifiers_in(["https://dl.acm.org/profile/1", "https://example.org/10%2E5555"]) == ()
