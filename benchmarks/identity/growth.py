"""Time and memory of identity resolution, as a function of the number of synthetic papers."""

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

# Parameters of the Pitman-Yor process that draws name parts: discount and strength. They fit three corpora together, in
# which 28,778 names have 11,162 given names and 11,840 family names.
NEW, STRENGTH = 0.75, 100.0
INITIALS = 0.125  # share of people whose name is also written with an initial
WORDS = 40  # size of the vocabulary of titles and abstracts, divided by the square root of the number of papers


def make_papers(count: int, seed: int = 0) -> Iterator[PaperRecord]:
    """Yield synthetic papers with about 3.6 authors each, who form stable teams and have fields of their own.

    There are three people for every two papers, so the numbers of people, names, fields and words grow with `count`.
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
    """Yield the spellings of each person: the full name and, for one person in eight, also the name with an initial."""
    given, family = _draw_parts(count, draw), _draw_parts(count, draw)
    for first, last in zip(given, family, strict=True):
        name = f"{_syllables(first, 7)} {_syllables(last, 3)}"
        yield (name, f"{name[0]}. {_syllables(last, 3)}") if draw.random() < INITIALS else (name,)


def _draw_parts(count: int, draw: random.Random) -> list[int]:
    """Draw one name part per person from a Pitman-Yor process (Pitman and Yor, 1997); parts are given as numbers.

    After n people with k distinct parts, the next person has a new part with probability
    (STRENGTH + NEW · k) / (STRENGTH + n), else an existing part in proportion to its number of bearers less NEW. The
    number of distinct parts therefore grows as n to the power of NEW.
    """
    drawn: list[int] = []
    bearers: list[int] = []
    for n in range(count):
        if draw.random() * (STRENGTH + n) < STRENGTH + NEW * len(bearers):
            drawn.append(len(bearers))
            bearers.append(0)
        else:
            drawn.append(_draw_existing(drawn, bearers, draw))
        bearers[drawn[-1]] += 1
    return drawn


def _draw_existing(drawn: list[int], bearers: list[int], draw: random.Random) -> int:
    """Return an existing part, with a probability proportional to its number of bearers less NEW."""
    while True:
        part = draw.choice(drawn)
        if draw.random() * bearers[part] > NEW:
            return part


def _syllables(number: int, salt: int) -> str:
    draw = random.Random(number * 31 + salt)
    return "".join(draw.choice("bcdfghjklmnprstvwxyz") + draw.choice("aeiou") for _ in range(2 + number % 2)).title()


def print_growth(sizes: Iterable[int], jobs: int = 1, rounds: int = 3) -> None:
    """Print the processor time, wall-clock time and peak memory of the main process for each size (fastest round).

    With several `jobs`, as many further processes compare names; their time and memory are not included. Each round is
    a separate process, so that rounds do not share caches.
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
    """Return the numbers of signatures and people, processor and wall-clock seconds, and peak memory in MiB."""
    records = list(make_papers(size))
    with open_engine(EngineChoice(jobs=jobs), 0) as engine:
        list(engine.map(time.sleep, [0.5] * jobs * (jobs > 1)))  # wait until all processes have started, as in a build
        sharding = None if engine.is_single_process else Sharding(engine.map)
        return _resolve(records, sharding)


def _resolve(records: list[PaperRecord], sharding: Sharding | None) -> tuple[int, int, float, float, float]:
    start, wall = time.process_time(), time.perf_counter()
    with infrequent_gc():  # as in a build
        resolution = resolve(records, ResolveOptions(), sharding)
    seconds, waited = time.process_time() - start, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(len(work.authorships) for work in resolution.works), len(resolution.persons), seconds, waited, memory
