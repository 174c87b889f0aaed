from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.title_words import are_opposed, is_same_word, known_words, number_of
from kg.resolve.titles import TitleRelation, read_title, relate_titles


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Counting Sheep", "COUNTING SHEEP.", TitleRelation.EXACT),
        ("Counting Sheep", "Counting Sheep (Extended Abstract)", TitleRelation.NOTED),
        ("Colour of Sheep", "Color of Sheep", TitleRelation.SPELLING),
        ("Counting Sheep: A Study", "Counting Sheep", TitleRelation.SUBTITLE),
        ("SheepNet: Counting Sheep from Above", "Counting Sheep from Above", TitleRelation.SUBTITLE),
        ("Counting Sheep at Night", "Counting Goats at Night", TitleRelation.CHANGED),
        ("Counting Sheep: Part I", "Counting Sheep: Part II", TitleRelation.OPPOSED),
        ("Counting Sheep", "Counting Sheep: Part II", TitleRelation.OPPOSED),
        ("Herding with RRT", "Herding with RRT*", TitleRelation.OPPOSED),
        ("Counting Sheep", "Ploughing by Night", TitleRelation.OTHER),
    ],
)
def test_titles_relate(left: str, right: str, relation: TitleRelation) -> None:
    for one, other in ((left, right), (right, left)):
        assert relate_titles(read_title(one), read_title(other)) is relation


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("colours", "color"),
        ("optimising", "optimizing"),
        ("learing", "learning"),
        ("queries", "query"),
        ("2nd", "second"),
    ],
)
def test_spellings_of_one_word(left: str, right: str) -> None:
    assert is_same_word(left, right) and is_same_word(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("trail", "trial"), ("causal", "casual"), ("bert", "bart"), ("two", "three")]
)
def test_two_words(left: str, right: str) -> None:
    assert not is_same_word(left, right)


def test_opposites_and_numbers() -> None:
    assert are_opposed("online", "offline") and are_opposed("supervised", "unsupervised")
    assert not are_opposed("graph", "subway")
    assert [number_of(word) for word in ("iv", "2d", "third", "tree")] == ["4", "2d", "3", None]


def test_known_words_are_plain_words() -> None:
    assert len(known_words()) > 5_000 and all(word.isalpha() and word.islower() for word in known_words())


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_titles_relate_both_ways_alike(left: str, right: str) -> None:
    one, other = read_title(left), read_title(right)
    assert relate_titles(one, other) is relate_titles(other, one)
    assert relate_titles(one, one) is TitleRelation.EXACT


def test_very_long_titles_relate() -> None:
    left, right = (read_title(" ".join([first, *(f"word{n}" for n in range(5_000))])) for first in ("one", "tree"))
    assert relate_titles(left, right) is not TitleRelation.EXACT
