from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.affiliations import organisations


def test_an_organisation_is_found_among_departments_and_places() -> None:
    full = organisations(["Dept. of Computing, University of Example, 12345 Exampleton, Exampleland"])
    assert full == organisations(["The University of Example"]) == {"university example"}


def test_an_affiliation_without_a_kind_is_its_first_part() -> None:
    assert organisations(["Examplesoft, Exampleton"]) == {"examplesoft"}


@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_affiliations_have_organisations_in_normal_form(written: list[str]) -> None:
    found = organisations(written)
    assert all(part.strip() for part in found)
    assert organisations([text.upper() for text in found if text.isascii()]) >= set()
