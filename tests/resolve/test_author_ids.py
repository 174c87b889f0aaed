from __future__ import annotations

import pytest

from kg.model.record import AuthorName
from kg.resolve.author_ids import contradict, read_author_id, read_author_ids, same_by_id


@pytest.mark.parametrize(
    ("written", "scheme", "value"),
    [
        ("0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "orcid", "0000-0002-1694-233X"),
        ("~Ann_Oak1", "openreview", "~Ann_Oak1"),
        ("https://openreview.net/profile?id=~Ann_Oak1", "openreview", "~Ann_Oak1"),
        ("https://dblp.org/pid/12/345-6.html", "dblp", "12/345-6"),
        ("https://openalex.org/A5023888391", "openalex", "A5023888391"),
        ("Ann@Example.ORG", "email", "ann@example.org"),
        ("/37087220021", "", "/37087220021"),
    ],
)
def test_an_identifier_has_a_scheme(written: str, scheme: str, value: str) -> None:
    assert read_author_id(written) == (scheme, value)


def test_an_author_has_all_identifiers_once() -> None:
    orcid = "0000-0002-1825-0097"
    author = AuthorName("Ann Oak", "Ann Oak", f"https://orcid.org/{orcid}", orcid, (), "a@example.org")
    assert read_author_ids(author, "ann oak") == (("email", "a@example.org oak"), ("orcid", orcid))


def test_one_address_for_two_families_joins_nobody() -> None:
    authors = [AuthorName(name, name, email="team@example.org") for name in ("Ann Oak", "Ben Elm", "A. Oak")]
    ids = [read_author_ids(author, key) for author, key in zip(authors, ("ann oak", "ben elm", "a oak"), strict=True)]
    assert list(same_by_id(ids)) == [(0, 2)]


def test_only_identifiers_of_one_scheme_contradict() -> None:
    ann, bea, dblp, mail, other = (
        (("openreview", "~Ann_Oak1"),),
        (("openreview", "~Ann_Oak2"),),
        (("dblp", "12/3"),),
        (("email", "a oak"),),
        (("email", "b oak"),),
    )
    assert contradict(ann, bea)
    assert not any(contradict(ann, each) for each in (ann, dblp, (), (*ann, *bea)))
    assert not contradict(mail, other)
