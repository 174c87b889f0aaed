from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.given_names import is_part, is_short_form, is_variant


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("aleksandr", "alexander"),
        ("dmitry", "dmitrii"),
        ("sergey", "sergei"),
        ("mohammed", "muhammad"),
        ("hossein", "hussein"),
        ("soohyun", "suhyun"),
        ("kyungmin", "gyeongmin"),
        ("yeongho", "youngho"),
        ("youhei", "yohei"),
        ("shunsuke", "syunsuke"),
        ("ruediger", "rudiger"),
        ("hroshi", "hiroshi"),
    ],
)
def test_spellings_of_one_given_name(left: str, right: str) -> None:
    assert is_variant(left, right) and is_variant(right, left)


@pytest.mark.parametrize(("left", "right"), [("wei", "wen"), ("jian", "jiang"), ("yuheng", "yuhang"), ("ann", "anna")])
def test_two_given_names(left: str, right: str) -> None:
    assert not is_variant(left, right)


def test_short_forms_and_parts() -> None:
    assert is_short_form("jonathan", "jon") and is_short_form("bill", "william")
    assert is_part("niravkumar", "nirav")
    assert not is_part("xiaoming", "xiao")


@given(
    st.text(alphabet="abceghijkmnosuyz", min_size=1, max_size=12), st.text(alphabet="aehinouy", min_size=1, max_size=9)
)
def test_variants_go_both_ways(left: str, right: str) -> None:
    assert is_variant(left, right) == is_variant(right, left)
    assert is_part(left, right) == is_part(right, left)
