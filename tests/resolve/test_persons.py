from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.errors import SettingsError
from kg.model.identity import Resolution, Verdict
from kg.model.record import PaperRecord
from kg.resolve import explain, identity_rows, parse_decisions, resolve
from kg.resolve.resolution import ResolveOptions
from tests.resolve.records import paper

FIRST = [
    "Ada",
    "Bo",
    "Cleo",
    "Dov",
    "Edda",
    "Finn",
    "Gita",
    "Hugo",
    "Iris",
    "Jon",
    "Kaja",
    "Lars",
    "Mina",
    "Nils",
    "Olga",
]
LAST = ["Abel", "Brodal", "Carver", "Dunn", "Eklund", "Falk", "Grimes", "Holt", "Ibsen", "Jarvi", "Krag", "Lund", "Moe"]


def crowd(seed: int, papers: int = 40, listing: str = "z") -> list[PaperRecord]:
    """Papers by made-up people, so that a name in question stands among others."""
    draw = random.Random(seed)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    titles = [f"{draw.choice(FIRST)} studies {draw.random():.12f} with {draw.choice(LAST)}" for _ in range(papers)]
    return [paper(f"{listing}/{n}", t, *draw.sample(people, 3), year=2020) for n, t in enumerate(titles, start=1)]


def person_of(resolution: Resolution, title: str, name: str) -> str:
    return next(
        a.person for w in resolution.works if w.title == title for a in w.authorships if a.name_as_written == name
    )


def decided(*lines: str) -> ResolveOptions:
    return ResolveOptions(parse_decisions(lines, "people.csv"))


ONE, TWO = "Gripping with soft hands", "Hands that let go"


def test_a_rare_name_and_its_initials_are_one_person_with_the_fullest_name() -> None:
    records = [paper("a/1", ONE, "Ronald S. Fearing", "Ann Oak"), paper("a/2", TWO, "R.S. Fearing", "Ann Oak")]
    resolution = resolve([*records, *crowd(1)])
    ronald = person_of(resolution, TWO, "R.S. Fearing")
    assert ronald == person_of(resolution, ONE, "Ronald S. Fearing")
    (person,) = [p for p in resolution.persons if p.id == ronald]
    assert (person.name, person.alternates) == ("Ronald S. Fearing", ("R.S. Fearing",))


@pytest.mark.parametrize("others", [0, 60])
def test_a_common_name_without_anything_in_common_is_two_persons(others: int) -> None:
    pair = [paper("a/1", ONE, "Wei Wang", "Ann Oak"), paper("a/2", TWO, "Ben Elm", "Wei Wang")]
    resolution = resolve([*pair, *crowd(1, others)])
    assert person_of(resolution, ONE, "Wei Wang") != person_of(resolution, TWO, "Wei Wang")
    assert any(j.left_name == j.right_name == "Wei Wang" for j in resolution.judgements)


@pytest.mark.parametrize("others", [0, 60])
def test_a_rare_name_without_coauthors_is_one_person(others: int) -> None:
    names = ("Laurenz Quistgaard", "Ottoline Zweifel", "Xaver Tschirnhaus")
    records = [paper(f"a/{n}", f"Study {n} of a {LAST[n % 13]} in {FIRST[n]}", names[n % 3]) for n in range(15)]
    resolution = resolve([*records, *crowd(1, others)])
    assert sum(person.name in names for person in resolution.persons) == 3


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jörg Quister-Müller", "Jörg Quister-Mueller"),
        ("van der Berg, Piet", "P. Van Den Berg"),
        ("Guido C.H.E. de Vries", "Guido de Vries"),
        ("Jean-Luc E. Petit", "J.L.E. Petit"),
        ("Nguyen Van An", "An Van Nguyen"),
        ("Jon Quister", "Jonathan Quister"),
        ("Aleksandr Ivanov", "Alexander Ivanov"),
        ("Soo-Hyun Kim", "Su-Hyun Kim"),
        ("JOSÉ GARCÍA", "José García"),
    ],
)
def test_two_spellings_with_a_shared_coauthor_are_one_person(left: str, right: str) -> None:
    resolution = resolve([paper("a/1", ONE, left, "Zoe Quark"), paper("a/2", TWO, right, "Zoe Quark"), *crowd(1)])
    assert person_of(resolution, ONE, left) == person_of(resolution, TWO, right)


def test_two_suffixes_are_two_persons() -> None:
    records = [paper("a/1", ONE, "Ann Quister Jr.", "Zoe Quark"), paper("a/2", TWO, "Ann Quister Sr.", "Zoe Quark")]
    resolution = resolve(records)
    assert person_of(resolution, ONE, "Ann Quister Jr.") != person_of(resolution, TWO, "Ann Quister Sr.")


def test_initials_meet_through_the_initials_of_coauthors() -> None:
    crowded = [
        paper(f"s/{n}", f"Work {n} of {first}", f"{first} Sato", f"{first} Ito") for n, first in enumerate(FIRST)
    ]
    pair = [paper("a/1", ONE, "J. Sato", "K. Ito"), paper("a/2", TWO, "Jun Sato", "Ken Ito")]
    resolution = resolve([*pair, *crowded])
    assert person_of(resolution, ONE, "J. Sato") == person_of(resolution, TWO, "Jun Sato")


def with_fields(record: PaperRecord, **fields: object) -> PaperRecord:
    """Return the record with further fields of its first author."""
    first, *others = record.authors
    return replace(record, authors=(replace(first, **fields), *others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"affiliations": ("Department of Computing, Example University, Exampleton",)},
        {"email": "wang@example.org"},
        {"orcid": "0000-0002-1825-0097"},
    ],
)
def test_an_affiliation_an_address_or_an_orcid_in_common_makes_one_person(fields: dict[str, object]) -> None:
    pair = [paper("a/1", ONE, "Wei Wang", "Ann Oak"), paper("a/2", TWO, "Wei Wang", "Ben Elm")]
    resolution = resolve([*(with_fields(record, **fields) for record in pair), *crowd(1)])
    assert person_of(resolution, ONE, "Wei Wang") == person_of(resolution, TWO, "Wei Wang")


def test_other_orcids_make_two_persons_whatever_they_share() -> None:
    pair = [paper(f"a/{n}", title, "Xaver Quister", "Ann Oak") for n, title in enumerate((ONE, TWO))]
    ids = ("0000-0002-1825-0097", "0000-0001-5109-3700")
    resolution = resolve([with_fields(record, orcid=each) for record, each in zip(pair, ids, strict=True)])
    assert person_of(resolution, ONE, "Xaver Quister") != person_of(resolution, TWO, "Xaver Quister")


def test_nobody_is_twice_on_one_paper() -> None:
    resolution = resolve([paper("a/1", ONE, "Wei Wang", "Wei Wang")])
    assert len(resolution.persons) == 2 and len({a.person for w in resolution.works for a in w.authorships}) == 2


def test_an_id_of_the_source_is_stronger_than_names() -> None:
    records = [
        paper("a/1", ONE, ("Ann Oak", "0000-0002-1825-0097"), ("Bea Elm", "~Bea_Elm1")),
        paper("a/2", TWO, ("Ann Birch", "https://orcid.org/0000-0002-1825-0097"), ("Bea Elm", "~Bea_Elm2")),
    ]
    resolution = resolve(records)
    assert person_of(resolution, ONE, "Ann Oak") == person_of(resolution, TWO, "Ann Birch")
    assert person_of(resolution, ONE, "Bea Elm") != person_of(resolution, TWO, "Bea Elm")


def test_every_merge_and_near_miss_is_told_with_reasons_and_a_score() -> None:
    records = [paper("a/1", ONE, "Ronald S. Fearing", "Ann Oak"), paper("a/2", TWO, "R.S. Fearing", "Ann Oak")]
    resolution = resolve([*records, *crowd(1)])
    (told,) = [j for j in explain(resolution, "Ronald S. Fearing") if j.verdict is Verdict.SAME]
    assert told.score > 0.5 and any("shared co-author ann oak" in reason for reason in told.reasons)
    assert explain(resolution, person_of(resolution, ONE, "Ronald S. Fearing")) == [told]
    rows = list(identity_rows(resolution))
    assert len(rows) == len(resolution.judgements) and all(len(row) == 8 for row in rows)


def test_the_order_of_the_records_changes_nothing() -> None:
    records = [*crowd(2), paper("a/1", ONE, "Wei Wang", "Ann Oak"), paper("a/2", TWO, "W. Wang", "Ben Elm")]
    expected = resolve(records)
    for seed in range(3):
        shuffled = random.Random(seed).sample(records, len(records))
        assert resolve(shuffled) == expected


def test_the_user_joins_two_people_and_the_id_that_goes_is_kept() -> None:
    records = [paper("a/1", ONE, "Ann Oak", year=2019), paper("a/2", TWO, "Maria Birch", year=2020), *crowd(3)]
    before = resolve(records)
    oak, birch = person_of(before, ONE, "Ann Oak"), person_of(before, TWO, "Maria Birch")
    for line in (f"same,{oak},https://example.org/kg/{birch}", f'same,"Ann Oak @ {ONE}",Maria Birch'):
        after = resolve(records, decided(line, "# a remark", ""))
        (person,) = [p for p in after.persons if "Ann Oak" in (p.name, *p.alternates)]
        assert person.id == oak and birch in person.replaces
        assert person_of(after, TWO, "Maria Birch") == oak
        assert any("decided in people.csv" in j.reasons[0] for j in after.judgements)
    assert resolve(records) == before  # taken back, all is as it was


def test_the_user_parts_a_person_and_new_listings_do_not_undo_it() -> None:
    records = [paper(f"a/{n}", t, "Xaver Quist", "Ann Oak", year=2018 + n) for n, t in enumerate((ONE, TWO))]
    before = resolve(records)
    assert person_of(before, ONE, "Xaver Quist") == person_of(before, TWO, "Xaver Quist")
    part = decided(f"different,Xaver Quist @ {ONE},Xaver Quist @ {TWO}")
    for added in ([], [paper("b/1", "A third work", "Xaver Quist", "Ann Oak", year=2021)], crowd(4)):
        after = resolve([*records, *added], part)
        assert person_of(after, ONE, "Xaver Quist") == person_of(before, ONE, "Xaver Quist")
        assert person_of(after, ONE, "Xaver Quist") != person_of(after, TWO, "Xaver Quist")


def test_decisions_that_contradict_each_other_are_an_error_that_names_the_lines() -> None:
    records = [paper(f"a/{n}", f"Title {name}", name) for n, name in enumerate(("Ann Oak", "Ben Elm", "Cy Ash"))]
    lines = ("same,Ann Oak,Ben Elm", "same,Ben Elm,Cy Ash", "different,Ann Oak,Cy Ash")
    with pytest.raises(SettingsError, match=r"people.csv, line 3: .*people.csv, line 1.*people.csv, line 2"):
        resolve(records, decided(*lines))


def test_a_decision_about_nobody_is_noted_and_changes_nothing() -> None:
    records = crowd(5)
    resolution = resolve(records, decided("same,Nobody Known,Ada Abel"))
    assert resolution.persons == resolve(records).persons
    assert resolution.notes and "people.csv, line 1" in resolution.notes[0]


@pytest.mark.parametrize("line", ["equal,a,b", "same,a", "different,,b"])
def test_a_line_that_makes_no_sense_is_an_error(line: str) -> None:
    with pytest.raises(SettingsError, match=r"people.csv: line 1: write"):
        parse_decisions([line], "people.csv")


def clusters(resolution: Resolution) -> dict[str, set[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for work in resolution.works:
        for authorship in work.authorships:
            found.setdefault(authorship.person, set()).add((work.id, authorship.position))
    return found


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_a_person_who_only_gains_later_papers_keeps_the_id(seed: int) -> None:
    first = crowd(seed, 25, "a")
    later = [replace(record, year=2022) for record in crowd(seed + 1, 25, "b")]
    before, after = clusters(resolve(first)), clusters(resolve([*first, *later]))
    old = {item for items in before.values() for item in items}
    grown = [(i, n) for i, items in before.items() for n, more in after.items() if more & old == items]
    assert len(grown) > len(before) / 2
    assert all(i == n for i, n in grown)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_given_an_earlier_build_no_id_changes_hands_and_none_is_lost(seed: int) -> None:
    """Whatever is added, in whatever year: who only gains papers keeps the id, who is taken in is replaced."""
    first, added = crowd(seed, 25, "m"), [replace(r, year=2000) for r in crowd(seed + 1, 25, "b")]
    earlier = resolve(first)
    known = {f"{a.work}/authorship/{a.position}": a.person for w in earlier.works for a in w.authorships}
    later = resolve([*first, *added], ResolveOptions(earlier=known))
    before, after = clusters(earlier), clusters(later)
    old = {item for items in before.values() for item in items}
    assert all(i == n for i, items in before.items() for n, more in after.items() if more & old == items)
    assert set(before) <= {known_id for p in later.persons for known_id in (p.id, *p.replaces)}
    assert len({p.id for p in later.persons}) == len(after)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3)), max_size=6))
def test_any_records_resolve_and_nothing_is_lost(written: list[tuple[str, list[str]]]) -> None:
    records = [paper(f"a/{n}", title, *names) for n, (title, names) in enumerate(written)]
    resolution = resolve(records)
    assert sorted(r for w in resolution.works for r in w.records) == sorted(r.id for r in records)
    people = {p.id for p in resolution.persons}
    assert {a.person for w in resolution.works for a in w.authorships} == people
    assert all(person.isascii() and " " not in person for person in people)
