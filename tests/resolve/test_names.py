from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.names import Relation, name_key, read_name, relate


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Jürgen Schmidhuber", "Jurgen Schmidhuber", Relation.EXACT),
        ("Fearing, Ronald S.", "Ronald S. Fearing", Relation.EXACT),
        ("Jiankang (Jack) Deng", "Jiankang Deng", Relation.EXACT),
        ("Martin Luther King, Jr.", "Martin Luther King", Relation.EXACT),
        ("Jae-Hoon Lee", "Jae Hoon Lee", Relation.JOINED),
        ("Ai Ti Aw", "AiTi Aw", Relation.JOINED),
        ("Tommi S. Jaakkola", "Tommi Jaakkola", Relation.MIDDLE),
        ("R. S. Fearing", "R. Fearing", Relation.INITIALS_MIDDLE),
        ("R. Fearing", "Ronald Fearing", Relation.INITIAL),
        ("J.-H. Lee", "Jae Hoon Lee", Relation.INITIALS),
        ("J. H. Lee", "Jaehoon Lee", Relation.INITIALS_INSIDE),
        ("Rüdiger Dillmann", "Ruediger Dillmann", Relation.NEAR),
        ("Mustapha Erden", "Mustafa Erden", Relation.NEAR),
        ("Mike Park", "Michael Park", Relation.NICKNAME),
        ("Bill Freeman", "William Freeman", Relation.NICKNAME),
        ("Rafael Murrieta-Cid", "Rafael Murrieta", Relation.FAMILY_PART),
        ("Liu Yang", "Yang Liu", Relation.ORDER),
    ],
)
def test_spellings_that_can_be_one_name(left: str, right: str, relation: Relation) -> None:
    for one, other in ((left, right), (right, left)):
        assert relate(read_name(name_key(one)), read_name(name_key(other))) is relation


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Wei Wang", "Wen Wang"),
        ("Wei Wang", "Weiming Wang"),
        ("R. Fearing", "D. Fearing"),
        ("Ronald S. Fearing", "Ronald T. Fearing"),
        ("Ronald Fearing", "Ronald Hearing"),
    ],
)
def test_spellings_that_cannot(left: str, right: str) -> None:
    assert relate(read_name(name_key(left)), read_name(name_key(right))) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_relate_both_ways_alike_and_each_to_itself(left: str, right: str) -> None:
    one, other = read_name(name_key(left)), read_name(name_key(right))
    assert relate(one, one) is Relation.EXACT
    assert relate(one, other) is relate(other, one)


@given(st.text(alphabet="abc. -", min_size=1, max_size=20), st.text(alphabet="abc. -", min_size=1, max_size=20))
def test_names_that_relate_share_a_block(left: str, right: str) -> None:
    one, other = read_name(name_key(left)), read_name(name_key(right))
    relation = relate(one, other)
    # Short forms may begin with another letter, and a hyphen may hide a given name in the family name.
    if relation not in (None, Relation.EXACT, Relation.JOINED, Relation.NICKNAME):
        assert set(one.blocks) & set(other.blocks)
