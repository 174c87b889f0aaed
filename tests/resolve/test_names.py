from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.names import generation, name_key, read_name


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Jürgen  Schmidhuber", "jurgen schmidhuber"),
        ("Fearing, R.S.", "r s fearing"),
        ("Fearing R. S.", "r s fearing"),
        ("Jiankang (Jack) Deng", "jiankang deng"),
        ("JOSÉ GARCÍA", "jose garcia"),
        ("Martin Luther King, Jr.", "martin luther king"),
        ("King, Martin Luther, Jr.", "martin luther king"),
        ("King Jr., Martin Luther", "martin luther king"),
        ("Dr. Ann Oak", "ann oak"),
        ("Ch. Martin", "c martin"),
        ("HH Asada", "h h asada"),
        ("Judith Espinoza L.", "judith espinoza"),
        ("Wei LI", "wei li"),
    ],
)
def test_a_key_is_the_name_without_what_is_house_style(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("key", "first", "particles", "last"),
    [
        ("piet van der berg", "piet", ("van", "der"), "berg"),
        ("van dung hoang", "van", (), "hoang"),
        ("antonio j del-ama", "antonio", ("del",), "ama"),
        ("jae-hoon lee", "jaehoon", (), "lee"),
        ("j-h lee", "j", (), "lee"),
        ("plato", "", (), "plato"),
    ],
)
def test_particles_do_not_belong_to_the_family_name(key: str, first: str, particles: tuple[str], last: str) -> None:
    name = read_name(key)
    assert (name.first, name.particles, name.last) == (first, particles, last)


def test_a_suffix_tells_generations_apart() -> None:
    assert [generation(name) for name in ("Ann Oak III", "Oak, Ann, Jr.", "Jr. Oak", "Ann Oak")] == [
        "3",
        "jr",
        None,
        None,
    ]


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert key and read_name(key).key == key


@pytest.mark.parametrize("piece", ["BB ", "(", "J. ", "van "])
def test_a_very_long_name_has_a_key(piece: str) -> None:
    assert name_key(piece * 20_000 + "Oak").endswith("oak")
