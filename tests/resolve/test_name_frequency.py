from __future__ import annotations

from kg.resolve.name_frequency import count_names


def test_a_common_name_is_common_in_a_listing_of_two_names() -> None:
    frequency = count_names(["wei wang", "ottoline zweifel"])
    assert frequency.share["wei wang"] > 1000 * frequency.share["ottoline zweifel"]


def test_names_of_the_corpus_count() -> None:
    alone = count_names(["ottoline zweifel"])
    among = count_names(["ottoline zweifel", *(f"ottoline z{letter}" for letter in "abcdefgh")])
    assert among.share["ottoline zweifel"] > alone.share["ottoline zweifel"]


def test_an_initial_is_more_common_and_a_middle_name_rarer_than_the_name() -> None:
    share = count_names(["maria rossi", "m rossi", "maria b rossi", "maria bella rossi"]).share
    assert share["m rossi"] > share["maria rossi"] > share["maria b rossi"] > share["maria bella rossi"]


def test_a_larger_corpus_expects_more_people_of_a_name() -> None:
    few, many = (count_names(["wei wang", *(f"a{n} b{n}" for n in range(size))]) for size in (10, 1000))
    assert many.expected("wei wang", "wei wang") > few.expected("wei wang", "wei wang")
