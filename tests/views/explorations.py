"""Explorations for tests: a small one, one of themes, one with injection attacks, and a large one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kg.model.exploration import CommunityLevel, Exploration, ExplorerPaper, LaidOutGraph, MapCommunity
from kg.model.measure import Community

EVIL = "</script><script>window.ran=1</script><img src=x onerror='window.ran=1'>\"'&${window.ran=1}=cmd"
MEASURES = ("works", "degree", "weightedDegree", "betweenness", "closeness", "eigenvector", "pageRank", "community")

PEOPLE = ("Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek", "Łukasz Øre")
CONCEPTS = ("dropout", "ImageNet", "GateNet")
ABSTRACTS = (
    "We study gates 𝒢 in nets, e.g. with dropout. GateNet beats all on ImageNet! The rest is left open.",
    "Nothing but dropout is used here.",
    "",
)
PAPERS = (
    ("Gates at work", "ICLR", 2021, (0, 1), ((0, "uses"), (1, "evaluates"), (2, "proposes"))),
    ("Rows of nothing", "ICML", 2022, (1, 2), ((0, "uses"),)),
    ("The last of all", "ICML", 2023, (2, 3), ()),
)


WHOLE = "4 of 5 authors, 3 links; 1 in separate components"
"""Numbers that the explorer shows of the authors of `small` at first."""


def small() -> Exploration:
    """Return three papers, five authors (a chain of four and an isolated one) and three concepts."""
    papers = tuple(
        ExplorerPaper(
            f"paper-{at}",
            title,
            text,
            venue,
            year,
            "accept, poster",
            "https://example.org/p",
            people,
            roles,
            mentions(text, roles),
        )
        for at, ((title, venue, year, people, roles), text) in enumerate(zip(PAPERS, ABSTRACTS, strict=True))
    )
    people = plane("coauthors", PEOPLE, ["person"] * 5, [(0, 1, 1), (1, 2, 1), (2, 3, 1)], [1, 2, 2, 1, 0])
    kinds = ["method", "dataset", "method"]
    concepts = plane("concepts", CONCEPTS, kinds, [(0, 1, 1), (0, 2, 1), (1, 2, 1)], [2, 1, 1])
    return Exploration("Test graph", people, concepts, papers, {"pageRank": "p(v) = …"})


def mentions(text: str, roles: tuple[tuple[int, str], ...]) -> tuple[tuple[int, int, int], ...]:
    starts = [(text.index(CONCEPTS[concept]), concept) for concept, _ in roles]
    return tuple((concept, start, start + len(CONCEPTS[concept])) for start, concept in sorted(starts))


def plane(
    name: str, labels: tuple[str, ...], kinds: list[str], edges: list[tuple[int, int, int]], works: list[int]
) -> LaidOutGraph:
    count = len(labels)
    measures: dict[str, tuple[float | int, ...]] = {name: tuple(range(count, 0, -1)) for name in MEASURES}
    measures |= {"works": tuple(works), "community": tuple(1 + (place > 2) for place in range(count))}
    return LaidOutGraph(
        name=name,
        ids=tuple(f"https://example.org/{name}/{place}" for place in range(count)),
        labels=labels,
        kinds=tuple(kinds),
        x=tuple(100 * place for place in range(count)),
        y=tuple(60 * (place % 2) for place in range(count)),
        aside=tuple(place == 4 for place in range(count)),
        measures=measures,
        edges=tuple(edges),
        communities=(Community(1, 3, ", ".join(labels[:2])), Community(2, max(count - 3, 0), labels[-1])),
        levels=levels(tuple(1 + (place > 2) for place in range(count)), labels),
        all_nodes=count,
        all_edges=len(edges),
    )


def levels(default: tuple[int, ...], names: tuple[str, ...]) -> tuple[CommunityLevel, ...]:
    """Return one coarse community, the default ones, and fine ones that equal the default ones."""
    sizes = [default.count(number) for number in range(1, max(default) + 1)]
    found = tuple(
        MapCommunity(number, size, names[(number - 1) % len(names)], (number - 1) % 36, 1)
        for number, size in enumerate(sizes, start=1)
    )
    fine = tuple(replace(each, within=each.number) for each in found)
    whole = MapCommunity(1, len(default), "Everything", 0, 0)
    return (
        CommunityLevel("coarse", (1,) * len(default), (whole,)),
        CommunityLevel("default", default, found),
        CommunityLevel("fine", default, fine),
    )


def star(neighbours: int) -> Exploration:
    """Return an author who is linked to this number of others."""
    names = ("The middle", *(f"Point {place}" for place in range(neighbours)))
    edges = [(0, place, 1) for place in range(1, neighbours + 1)]
    people = plane("coauthors", names, ["person"] * len(names), edges, [neighbours] + [1] * neighbours)
    return replace(small(), people=people, papers=())


def themed(themes: int = 6, size: int = 8) -> Exploration:
    """Return papers of 2018 to 2023 about themes: each names methods of one theme, some the dataset of the next."""
    random = np.random.default_rng(1)
    names = [f"theme {theme} method {place}" for theme in range(themes) for place in range(size)]
    names += [f"dataset {theme}" for theme in range(themes)]
    papers = []
    for number in range(360):
        theme = int(random.integers(themes))
        picked = sorted({theme * size + int(place) for place in random.integers(0, size, 3)} | {theme * size})
        dataset = themes * size + (theme if number % 3 else (theme + 1) % themes)
        team = tuple(sorted({theme * 5 + int(place) for place in random.integers(0, 6, 3)}))
        roles = (*((place, "uses") for place in picked), (dataset, "evaluates"))
        outcome = "rejected" if random.integers(10) < theme else "accepted, poster"
        papers.append(
            ExplorerPaper(
                f"paper-{number}",
                f"Paper {number}",
                "",
                ("ICLR", "ICML")[number % 2],
                2018 + number % 6,
                outcome,
                "",
                team,
                roles,
                (),
            )
        )
    concepts = _woven("concepts", names, [[place for place, _ in paper.roles] for paper in papers], size)
    people = _woven(
        "coauthors", [f"Author {n}" for n in range(themes * 5 + 1)], [list(paper.people) for paper in papers], 5
    )
    return Exploration("A field of themes", people, concepts, tuple(papers), {"pageRank": "p(v) = …"})


def _woven(name: str, labels: list[str], groups: list[list[int]], size: int) -> LaidOutGraph:
    """Return a graph whose links are the pairs in groups; its communities have this size and lie on a circle."""
    pairs: dict[tuple[int, int], int] = {}
    for group in groups:
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                pairs[one, other] = pairs.get((one, other), 0) + 1
    works = [sum(place in group for group in groups) for place in range(len(labels))]
    kinds = [
        "person" if name == "coauthors" else "dataset" if label.startswith("dataset") else "method" for label in labels
    ]
    edges = sorted(((*pair, weight) for pair, weight in pairs.items()), key=lambda edge: (-edge[2], edge))
    made = plane(name, tuple(labels), kinds, edges, works)
    community = [1 + (place // size if kind != "dataset" else place % size) for place, kind in enumerate(kinds)]
    numbers = sorted(set(community))
    angle = 2 * np.pi * np.array(community) / len(numbers)
    turn = np.arange(len(labels)) * 2.4
    reach = 16 * np.sqrt(1 + np.arange(len(labels)) % size)
    x, y = 200 * np.cos(angle) + reach * np.cos(turn), 200 * np.sin(angle) + reach * np.sin(turn)
    communities = tuple(
        Community(n, community.count(n), f"theme {n}, of {name}")
        for n in sorted(numbers, key=lambda n: -community.count(n))
    )
    return replace(
        made,
        x=tuple(x.astype(int).tolist()),
        y=tuple(y.astype(int).tolist()),
        measures=dict(made.measures) | {"community": tuple(community)},
        communities=communities,
        aside=(False,) * len(labels),
        levels=levels(tuple(community), tuple(f"theme {n}, of {name}" for n in numbers)),
    )


def hostile() -> Exploration:
    """Return the small exploration with a script in every text."""
    first = small()
    text = f"{EVIL} and {EVIL}."
    papers = tuple(
        ExplorerPaper(
            f"{EVIL} {at}",
            EVIL,
            text,
            EVIL,
            2021,
            EVIL,
            f"javascript:window.ran=1//{EVIL}",
            paper.people,
            ((0, EVIL), (1, EVIL)),
            ((0, 0, 9), (1, 20, 40)),
        )
        for at, paper in enumerate(first.papers)
    )
    people, concepts = (_renamed(each) for each in (first.people, first.concepts))
    return Exploration(EVIL, people, concepts, papers, dict.fromkeys(MEASURES, EVIL))


def _renamed(plane: LaidOutGraph) -> LaidOutGraph:
    labels = tuple(f"{EVIL} {place}" for place in range(len(plane.ids)))
    communities = tuple(Community(each.number, each.size, EVIL) for each in plane.communities)
    kinds = (EVIL,) * len(labels)
    evil = tuple(
        replace(level, communities=tuple(replace(each, name=EVIL) for each in level.communities))
        for level in plane.levels
    )
    return replace(plane, name=EVIL, ids=labels, labels=labels, kinds=kinds, communities=communities, levels=evil)


def large(nodes: int = 50_000, links: int = 200_000) -> Exploration:
    """Return this number of authors, linked by papers of three authors with nearby numbers."""
    random = np.random.default_rng(0)
    names = tuple(f"Zoë Müller {place}" for place in range(nodes))
    pairs: dict[tuple[int, int], int] = {}
    papers = []
    while len(pairs) < links:
        first = int(random.integers(nodes))
        team = sorted({first, *((first + int(step)) % nodes for step in random.integers(1, 400, 2))})
        for at, one in enumerate(team):
            for other in team[at + 1 :]:
                pairs[one, other] = pairs.get((one, other), 0) + 1
        papers.append(
            ExplorerPaper(
                f"paper-{len(papers)}",
                f"ExplorerPaper {len(papers)}",
                "",
                ("ICLR", "ICML")[len(papers) % 2],
                2015 + len(papers) % 9,
                "",
                "",
                tuple(team),
                (),
                (),
            )
        )
    edges = sorted(((*pair, weight) for pair, weight in pairs.items()), key=lambda edge: (-edge[2], edge))
    works = np.bincount([person for paper in papers for person in paper.people], minlength=nodes)
    return Exploration("A large field", _crowd(names, edges, works), small().concepts, tuple(papers), {})


def _crowd(names: tuple[str, ...], edges: list[tuple[int, int, int]], works: np.ndarray) -> LaidOutGraph:
    place = np.arange(len(names))
    groups = tuple(f"group {n}" for n in range(1, -(-len(names) // 500) + 1))
    reach = 20 * np.sqrt(place)
    measures: dict[str, tuple[float | int, ...]] = {name: tuple((1 / (1 + place)).tolist()) for name in MEASURES}
    measures |= {"works": tuple(works.tolist()), "community": tuple((1 + place // 500).tolist())}
    return LaidOutGraph(
        name="coauthors",
        ids=tuple(f"https://example.org/person/{n}" for n in place),
        labels=names,
        kinds=("person",) * len(names),
        x=tuple((reach * np.cos(place * 2.4)).astype(int).tolist()),
        y=tuple((reach * np.sin(place * 2.4)).astype(int).tolist()),
        aside=(False,) * len(names),
        measures=measures,
        edges=tuple(edges),
        communities=tuple(Community(n, 500, name) for n, name in enumerate(groups, start=1)),
        levels=levels(measures["community"], groups),
        all_nodes=len(names),
        all_edges=len(edges),
    )
