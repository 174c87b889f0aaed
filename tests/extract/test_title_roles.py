"""A method or dataset that heads the title of a paper is proposed or introduced by it."""

from __future__ import annotations

from kg.extract.title_roles import apply_title_roles
from kg.model.mention import Finder, Kind, RawMention, Role


def raw(text: str, kind: Kind = Kind.METHOD, long_form: str = "", work: str = "w") -> RawMention:
    return RawMention(work, 0, len(text), text, kind, Finder.MODEL, 0.9, Role.MENTIONS, 0.6, "", long_form)


def roles(mentions: list[RawMention], title: str) -> list[Role]:
    return [mention.role for mention in apply_title_roles(mentions, {"w": title})]


def test_what_stands_before_the_colon_is_proposed_in_all_its_spellings() -> None:
    mentions = [raw("Zorb Networks"), raw("ZN", long_form="Zorb network"), raw("quux"), raw("ZN")]
    assert roles(mentions, "Zorb Network: Faster Quux") == [Role.PROPOSES, Role.PROPOSES, Role.MENTIONS, Role.MENTIONS]
    assert roles([raw("ZN", long_form="Zorb network"), raw("Zorb network")], "ZN: Faster") == [Role.PROPOSES] * 2


def test_a_title_that_is_nothing_but_the_name_proposes_it() -> None:
    assert roles([raw("Zorb-networks"), raw("Zorb")], "Zorb networks") == [Role.PROPOSES, Role.MENTIONS]


def test_a_dataset_is_introduced() -> None:
    assert roles([raw("ZorbBank", Kind.DATASET)], "ZorbBank: A Bank of Zorbs") == [Role.INTRODUCES]


def test_a_name_inside_a_title_or_in_another_title_has_no_effect() -> None:
    assert roles([raw("zorb network")], "On the Zorb Network") == [Role.MENTIONS]
    assert roles([raw("zorb network", work="v")], "Zorb Network") == [Role.MENTIONS]
    assert roles([raw("?!"), raw("zorb")], "!?: zorb") == [Role.MENTIONS] * 2
