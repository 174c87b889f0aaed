"""One paper proposes a method; papers that mean the same by its name take it up."""

from __future__ import annotations

from kg.extract import settle_proposals
from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Proposal, Role
from kg.model.work import Authorship, Work

USES, PROPOSES = Role.USES, Role.PROPOSES


def settled(name: str, *papers: tuple[str, int | None, str, Role], known: bool = False, **shared: str) -> Extraction:
    """Papers (title, year, abstract, role) that name one method; `shared` maps a concept to the places of papers."""
    works = [
        Work(f"w{place}", title, title, (Authorship(f"w{place}", 1, f"p{place}", "A"),), text, year=year)
        for place, (title, year, text, _) in enumerate(papers)
    ]
    mentions = [
        Mention(f"w{place}", start, start + len(name), text[start : start + len(name)], "m", role, Finder.MODEL, 0.9)
        for place, (_, _, text, role) in enumerate(papers)
        for start in [text.lower().index(name.lower())]
    ]
    links = [ConceptLink(each.work, each.concept, each.role, 0.9) for each in mentions]
    links += [ConceptLink(f"w{place}", other, USES, 0.9) for other, places in shared.items() for place in places]
    concepts = [Concept("m", Kind.METHOD, name, in_vocabulary=known)]
    concepts += [Concept(other, Kind.METHOD, other) for other in shared]
    return settle_proposals(Extraction(tuple(mentions), tuple(concepts), tuple(links)), works)


FIRST = ("GateNet: Parsing with Gates", 2020, "We propose GateNet for trees.", PROPOSES)


def test_the_paper_that_defines_a_name_proposes_it_and_later_ones_take_it_up() -> None:
    found = settled(
        "GateNet", FIRST, ("Trees", 2021, "We train GateNet.", USES), ("Old", 2022, "GateNet.", Role.MENTIONS)
    )
    assert found.proposals == (Proposal("m", "w0", ("w1",)),)


def test_no_paper_proposes_what_an_older_one_names() -> None:
    assert settled("GateNet", FIRST, ("Trees", 2019, "We train GateNet.", USES)).proposals == ()


def test_a_generic_last_word_makes_no_other_name() -> None:
    first = ("On Trees", 2021, "We propose Soft Gate Search (SGS).", PROPOSES)
    older = ("Old Trees", 2020, "We run the Soft Gate Search method (SGS).", USES)
    assert settled("Soft Gate Search", first, older).proposals == ()


def test_no_paper_proposes_a_name_that_two_papers_of_a_year_define() -> None:
    second = ("GateNet for Graphs", 2020, "We introduce GateNet for graphs.", PROPOSES)
    assert settled("GateNet", FIRST, second).proposals == ()


def test_a_short_name_needs_the_same_long_form_or_related_content() -> None:
    first = ("SGS: Soft Gates", 2020, "We propose SGS (soft gate search) for trees.", PROPOSES)
    other = ("Chips", 2021, "The SGS (silicon grid sensor) is used.", USES)
    bare = ("More trees", 2021, "We train SGS.", USES)
    assert settled("SGS", first, other, bare).proposals == (Proposal("m", "w0"),)
    assert settled("SGS", first, other, bare, parsing="02").proposals == (Proposal("m", "w0", ("w2",)),)
    same = ("More trees", 2021, "We train SGS (Soft Gate Search).", USES)
    assert settled("SGS", first, same).proposals == (Proposal("m", "w0", ("w1",)),)


def test_another_case_is_another_name() -> None:
    assert settled(
        "GLoM", ("GLoM: Gates", 2020, "We propose GLoM.", PROPOSES), ("X", 2021, "GLOM wins.", USES)
    ).proposals == (Proposal("m", "w0"),)


def test_a_phrase_or_a_name_of_the_vocabulary_needs_title_and_abstract() -> None:
    by_the_way = ("On Trees", 2020, "We propose gate search for trees.", PROPOSES)
    assert settled("gate search", by_the_way).proposals == ()
    titled = ("Gate Search: Fast Trees", 2020, "We propose gate search for trees.", PROPOSES)
    assert settled("gate search", titled).proposals == (Proposal("m", "w0"),)
    assert settled("GateNet", ("On Trees", 2020, "We propose GateNet.", PROPOSES), known=True).proposals == ()
    assert settled("GateNet", FIRST, known=True).proposals == (Proposal("m", "w0"),)


def test_a_shared_concept_that_a_paper_does_not_define_is_used_by_it() -> None:
    generic = ("On Trees", 2021, "We propose a new gate search method.", PROPOSES)
    found = settled("gate search", generic, ("Old", 2020, "We run gate search.", USES))
    assert {link.role for link in found.links} == {mention.role for mention in found.mentions} == {USES}
    alone = settled("gate search", generic)
    assert [link.role for link in alone.links] == [PROPOSES]
