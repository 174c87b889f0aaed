"""Seconds and memory of resolution over papers of made-up people."""

from __future__ import annotations

import math
import multiprocessing
import random
import resource
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from operator import itemgetter

from kg.engine import EngineChoice, open_engine
from kg.engine.memory import infrequent_gc
from kg.model.listing import Lines
from kg.model.record import AuthorName, PaperRecord
from kg.resolve import ResolveOptions, Sharding, resolve

# Names of made-up people: how fast parts of names multiply and how evenly they are sharding (as in three corpora
# together, where 28,778 names have 11,162 given and 11,840 family names); the share of people also written by initial.
NEW, STRENGTH = 0.75, 100.0
INITIALS = 0.125
WORDS = 40  # words of titles and abstracts over the root of the number of papers


def make_papers(count: int, seed: int = 0) -> Iterator[PaperRecord]:
    """Yield papers of made-up people in made-up fields, about 3.6 names on each, in teams that stay together.

    There are three people for two papers, so the people, their names, the fields and the words grow with the papers.
    """
    draw = random.Random(seed)
    people = list(_make_people(3 * count // 2, draw))
    words = [_syllables(n, 11).lower() for n in range(int(WORDS * math.sqrt(count)))]
    for number in range(1, count + 1):
        leader = draw.randrange(len(people))
        others = (int(abs(draw.gauss(leader, 5))) for _ in range(draw.randint(1, 5)))
        team = {leader, *(min(other, len(people) - 1) for other in others)}
        field = random.Random(leader // 50).sample(words, 40)
        title = " ".join(draw.choices(field, k=8)) + f" {number}"
        abstract = " ".join(draw.choices(field, k=60) + draw.choices(words, k=60))
        authors = tuple(AuthorName(name, name) for name in (draw.choice(people[n]) for n in sorted(team)))
        venue, year = draw.choice(["ICLR", "ICML", "ACL", "CVPR", "IROS"]), draw.randint(2015, 2024)
        where = (f"made/{number:06}", "made", number, Lines(number, number))
        yield PaperRecord(*where, title, authors, abstract, venue, year)


def _make_people(count: int, draw: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which each person is written: a full name, and for one in eight also with an initial."""
    given, family = _draw_parts(count, draw), _draw_parts(count, draw)
    for first, last in zip(given, family, strict=True):
        name = f"{_syllables(first, 7)} {_syllables(last, 3)}"
        yield (name, f"{name[0]}. {_syllables(last, 3)}") if draw.random() < INITIALS else (name,)


def _draw_parts(count: int, draw: random.Random) -> list[int]:
    """Return parts of names by number, each a new one or that of an earlier person (Pitman and Yor, 1997).

    A person bears a new one with chance (STRENGTH + NEW · k) / (STRENGTH + n), where n people came before with k names,
    else an old one, the likelier the more bear it. So the vocabulary grows like n to the power of NEW.
    """
    drawn: list[int] = []
    bearers: list[int] = []
    for n in range(count):
        if draw.random() * (STRENGTH + n) < STRENGTH + NEW * len(bearers):
            drawn.append(len(bearers))
            bearers.append(0)
        else:
            drawn.append(_draw_old(drawn, bearers, draw))
        bearers[drawn[-1]] += 1
    return drawn


def _draw_old(drawn: list[int], bearers: list[int], draw: random.Random) -> int:
    """Return an old part, in proportion to its bearers less NEW."""
    while True:
        part = draw.choice(drawn)
        if draw.random() * bearers[part] > NEW:
            return part


def _syllables(number: int, salt: int) -> str:
    draw = random.Random(number * 31 + salt)
    return "".join(draw.choice("bcdfghjklmnprstvwxyz") + draw.choice("aeiou") for _ in range(2 + number % 2)).title()


def print_growth(sizes: Iterable[int], jobs: int = 1, rounds: int = 3) -> None:
    """Print processor and clock seconds of the main process (the fastest round) and its peak memory, for each size.

    With several `jobs` names are compared by as many further processes, whose own seconds and memory are not shown.
    Each round is a process of its own, so that no caches are shared.
    """
    print(f"{'papers':>8}{'signatures':>12}{'people':>9}{'CPU s':>8}{'wall s':>8}{'s / (n log n)':>16}{'peak MiB':>10}")
    first = 0.0
    for size in sizes:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
            signatures, people, seconds, wall, memory = min(
                pool.map(_grow, [size] * rounds, [jobs] * rounds), key=itemgetter(3)
            )
        rate = seconds / (size * math.log(size))
        first = first or rate
        row = f"{size:>8}{signatures:>12}{people:>9}{seconds:>8.1f}{wall:>8.1f}"
        print(f"{row}{rate / first:>15.2f}×{memory:>10.0f}", flush=True)


def _grow(size: int, jobs: int) -> tuple[int, int, float, float, float]:
    """Return signatures, people, seconds of processor and of clock, and peak memory (MiB) for `size` papers."""
    records = list(make_papers(size))
    with open_engine(EngineChoice(jobs=jobs), 0) as engine:
        list(engine.map(time.sleep, [0.5] * jobs * (jobs > 1)))  # as in a build, processes are there by now
        sharding = None if engine.is_single_process else Sharding(engine.map)
        return _resolve(records, sharding)


def _resolve(records: list[PaperRecord], sharding: Sharding | None) -> tuple[int, int, float, float, float]:
    start, wall = time.process_time(), time.perf_counter()
    with infrequent_gc():  # as in a build
        resolution = resolve(records, ResolveOptions(), sharding)
    seconds, waited = time.process_time() - start, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(len(work.authorships) for work in resolution.works), len(resolution.persons), seconds, waited, memory
