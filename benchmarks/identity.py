"""Who is who: scores against known identities, the weights of the evidence, works found again, and time over size.

    python -m benchmarks.identity score            B³ and pairwise scores on the three corpora
    python -m benchmarks.identity train            fit the weights, cross-validated by blocks of names
    python -m benchmarks.identity works            works found again in perturbed copies of real listings
    python -m benchmarks.identity growth [SIZES]   seconds and memory over papers of made-up people

The corpora lie beside the checkout (`KG_CORPUS`). Each command prints a table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import multiprocessing
import os
import random
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.engine import EngineChoice, open_engine
from kg.engine.memory import infrequent_gc
from kg.model.listing import Lines, ListingHints
from kg.model.record import AuthorName, PaperRecord
from kg.parsers import find_listings, read_listing
from kg.resolve import ResolveOptions, Spread, evaluate, resolve
from kg.resolve.blocking import related_names
from kg.resolve.comparing import Compared, compare
from kg.resolve.evaluation import score
from kg.resolve.evidence import survey
from kg.resolve.linking import Rules, cluster
from kg.resolve.names import Relation
from kg.resolve.signatures import Paper, sign
from kg.resolve.weights import FEATURES, WEIGHTS

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT.parent / "shared" / "corpus"))
# Floors of B³ F1, and what a pair weighs in training. Names of `openreview` never vary, so only its pairs of one name
# count; some ids of `ieee` are wrong, so its pairs count less.
FLOORS = {"openreview": 0.987, "acl": 0.998, "ieee": 0.937}
OF_ONE_NAME = {"openreview": 1.0, "acl": 1.0, "ieee": 0.2}
OF_RELATED_NAMES = {"openreview": 0.0, "acl": 0.2, "ieee": 0.2}
# Names of made-up people: how fast parts of names multiply and how evenly they are spread (as in the three corpora
# together, where 28,778 names have 11,162 given and 11,840 family names); the share of people also written by initial.
NEW, STRENGTH = 0.75, 100.0
INITIALS = 0.125
WORDS = 40  # words of titles and abstracts over the root of the number of papers
HAND_SET = (Relation.JOINED, Relation.MIDDLE, Relation.NICKNAME, Relation.FAMILY_PART, Relation.NEAR, Relation.ORDER)
FOLDS = 5
RIDGE = 0.1


def read_gold(name: str) -> list[PaperRecord]:
    """The papers of a corpus with the true ids of their authors."""
    with gzip.open(CORPUS / "identity" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_record(name, number, json.loads(line)) for number, line in enumerate(lines, start=1)]


def _record(listing: str, number: int, paper: dict) -> PaperRecord:  # type: ignore[type-arg]
    authors = tuple(AuthorName(a["name"], a["name"], a["id"]) for a in paper["authors"])
    where = (f"{listing}/{number:06}", listing, number, Lines(number, number))
    return PaperRecord(*where, paper["title"], authors, paper["abstract"], paper["venue"], paper["year"])


def print_scores() -> None:
    """Scores of every corpus."""
    heads = ("B³ F1", "P", "R", "pair F1", "P", "R", "CPU s")
    print(f"{'corpus':<12}{'signatures':>11}{'floor':>8}" + "".join(f"{head:>8}" for head in heads))
    for name, floor in FLOORS.items():
        start = time.process_time()
        s = evaluate(read_gold(name))
        figures = (s.b3_f1, s.b3_precision, s.b3_recall, s.pair_f1, s.pair_precision, s.pair_recall)
        shown = "".join(f"{figure:>8.4f}" for figure in figures)
        print(f"{name:<12}{s.signatures:>11}{floor:>8.3f}{shown}{time.process_time() - start:>8.1f}", flush=True)


def train() -> None:
    """Fitted weights beside those in use, and scores of each fold under weights fitted on the others."""
    compared = {name: _compare(name) for name in FLOORS}
    rows = np.vstack([c.rows for c, _ in compared.values()])
    same = np.concatenate([_labels(c, ids) for c, ids in compared.values()])
    weight = np.concatenate([_pair_weights(name, c) for name, (c, _) in compared.items()])
    fold = np.concatenate([_folds(c) for c, _ in compared.values()])
    held_out = np.zeros(len(rows))
    for number in range(FOLDS):
        inside = fold != number
        held_out[~inside] = rows[~inside] @ _with_hand_set(fit(rows[inside], same[inside], weight[inside]))
    for feature, value in zip(FEATURES, fit(rows, same, weight), strict=True):
        print(f"{feature:<50}{value:>8.2f}   in use {WEIGHTS[feature]:>6.2f}{' by hand' * (feature in HAND_SET)}")
    for shift in (0.0, 0.05, 0.1, 0.15):
        print(f"constant {shift:+.2f}: " + ", ".join(_held_out_scores(compared, held_out + shift)), flush=True)


def fit(rows: NDArray[np.float64], same: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a ridge penalty, by Newton's method."""
    found = np.zeros(rows.shape[1])
    ridge = np.diag([1e-6] + [RIDGE] * (rows.shape[1] - 1))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (same - chance)) - ridge @ found
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _with_hand_set(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """The fitted weights, but for those that are set by hand."""
    return np.array([WEIGHTS[n] if n in HAND_SET else w for n, w in zip(FEATURES, found.tolist(), strict=True)])


def _compare(name: str) -> tuple[Compared, list[str | None]]:
    records = read_gold(name)
    papers = [
        Paper(r.id, r.title, r.abstract or "", f"{r.venue} {r.year}", r.year, tuple(_nameless(a) for a in r.authors))
        for r in records
    ]
    signatures = sign(papers)
    related = related_names(signature.key for signature in signatures)
    return compare(survey(papers, signatures), related), [
        author.source_id for record in records for author in record.authors
    ]


def _nameless(author: AuthorName) -> AuthorName:
    return replace(author, source_id=None)


def _labels(compared: Compared, ids: list[str | None]) -> NDArray[np.float64]:
    return np.array([ids[pair.left] == ids[pair.right] for pair in compared.pairs], dtype=np.float64)


def _pair_weights(name: str, compared: Compared) -> NDArray[np.float64]:
    """Each signature weighs the same, however many pairs it is in; each corpus by its table."""
    degree = Counter(number for pair in compared.pairs for number in (pair.left, pair.right))
    base = np.array([(1 / degree[pair.left] + 1 / degree[pair.right]) / 2 for pair in compared.pairs])
    share = [(OF_ONE_NAME if p.relation is Relation.EXACT else OF_RELATED_NAMES)[name] for p in compared.pairs]
    return base / base.sum() * 10_000 * np.array(share)


def _folds(compared: Compared) -> NDArray[np.int64]:
    """Folds by family name, so that no name is in two."""
    families = [compared.signatures[pair.left].key.rpartition(" ")[2] for pair in compared.pairs]
    return np.array([zlib.crc32(family.encode()) % FOLDS for family in families])


def _held_out_scores(
    compared: dict[str, tuple[Compared, list[str | None]]], odds: NDArray[np.float64]
) -> Iterator[str]:
    start = 0
    for name, (c, ids) in compared.items():
        part, start = odds[start : start + len(c.pairs)], start + len(c.pairs)
        clusters = cluster(c.signatures, zip(c.pairs, part.tolist(), strict=True), c.related, Rules()).clusters
        label = {number: n for n, members in enumerate(clusters) for number in members}
        yield f"{name} {score(ids, [label[n] for n in range(len(ids))]).b3_f1:.4f}"


def print_works() -> None:
    """Precision and recall of pairs of records, over the real listings with five perturbed copies of every record."""
    records = list(_read_listings())
    home = {record: work.id for work in resolve(records).works for record in work.records}
    print(f"{len(records)} records of {len(set(home.values()))} works, {len(CHANGES)} perturbed copies of each")
    for kept in ("with", "without"):
        copies = [_perturb(record, number, kept == "with") for record in records for number in range(len(CHANGES))]
        works = resolve([*records, *copies]).works
        held = [(home[record.partition("~")[0]], work.id) for work in works for record in work.records]
        s = score([true for true, _ in held], [found for _, found in held])
        figures = f"precision {s.pair_precision:.4f}, recall {s.pair_recall:.4f}, F1 {s.pair_f1:.4f}"
        print(f"copies {kept} abstracts: {len(works)} works; pairs: {figures}", flush=True)


def _perturb(record: PaperRecord, number: int, keep_abstract: bool) -> PaperRecord:
    key = f"{record.id}~{number}"
    changed = CHANGES[number](record, random.Random(key))
    return replace(changed, id=key, listing=f"copy-{number}", abstract=record.abstract if keep_abstract else None)


def _read_listings() -> Iterator[PaperRecord]:
    for path in find_listings([CORPUS / "seeds", CORPUS / "lists"]):
        yield from read_listing(path, ListingHints()).records


def _other_case(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(record, title=draw.choice([str.upper, str.lower, str.title])(record.title))


def _other_punctuation(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(
        record, title=record.title.replace("-", draw.choice([" ", "–", ""])).rstrip(".?!") + draw.choice([".", ""])
    )


def _latex(record: PaperRecord, draw: random.Random) -> PaperRecord:
    if "\\" in record.title or "$" in record.title:
        return record
    first, space, rest = record.title.partition(" ")
    marked = draw.choice(["{%s}", "\\textbf{%s}", "{\\it %s}"]) % first
    return replace(record, title=marked + space + rest)


def _cut_subtitle(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(record, title=record.title.split(": ")[0])


def _missing_author(record: PaperRecord, draw: random.Random) -> PaperRecord:
    gone = draw.randrange(max(len(record.authors), 1))
    return replace(record, authors=record.authors[:gone] + record.authors[gone + 1 :])


CHANGES = (_other_case, _other_punctuation, _latex, _cut_subtitle, _missing_author)


def make_papers(count: int, seed: int = 0) -> Iterator[PaperRecord]:
    """Papers of made-up people in made-up fields, about 3.6 names on each, in teams that stay together.

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
    """The ways in which each person is written: a full name, and for one in eight also with an initial."""
    given, family = _draw_parts(count, draw), _draw_parts(count, draw)
    for first, last in zip(given, family, strict=True):
        name = f"{_syllables(first, 7)} {_syllables(last, 3)}"
        yield (name, f"{name[0]}. {_syllables(last, 3)}") if draw.random() < INITIALS else (name,)


def _draw_parts(count: int, draw: random.Random) -> list[int]:
    """Parts of names by number, each a new one or that of somebody before (Pitman and Yor, 1997).

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
    """A part that somebody bears, in proportion to its bearers less NEW."""
    while True:
        part = draw.choice(drawn)
        if draw.random() * bearers[part] > NEW:
            return part


def _syllables(number: int, salt: int) -> str:
    draw = random.Random(number * 31 + salt)
    return "".join(draw.choice("bcdfghjklmnprstvwxyz") + draw.choice("aeiou") for _ in range(2 + number % 2)).title()


def print_growth(sizes: Iterable[int], jobs: int = 1, rounds: int = 3) -> None:
    """Seconds of the main process and on the clock (the fastest of the rounds), and its peak memory, for each size.

    With several `jobs` names are compared by as many further processes, whose own seconds and memory are not shown.
    Each round is a process of its own, so that none finds what an earlier one remembered.
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
    """Signatures, people, seconds of processor and of clock, and peak memory (MiB) of resolving `size` papers."""
    records = list(make_papers(size))
    with open_engine(EngineChoice(jobs=jobs), 0) as engine:
        list(engine.map(time.sleep, [0.5] * jobs * (jobs > 1)))  # as in a build, processes are there by now
        spread = None if engine.is_single_process else Spread(engine.map)
        return _resolve(records, spread)


def _resolve(records: list[PaperRecord], spread: Spread | None) -> tuple[int, int, float, float, float]:
    start, wall = time.process_time(), time.perf_counter()
    with infrequent_gc():  # as in a build
        resolution = resolve(records, ResolveOptions(), spread)
    seconds, waited = time.process_time() - start, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(len(work.authorships) for work in resolution.works), len(resolution.persons), seconds, waited, memory


def main() -> None:
    """Run the command named on the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.identity", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("score", "train", "works", "growth"))
    parser.add_argument("sizes", nargs="*", type=int, default=[5_000, 10_000, 20_000, 40_000])
    parser.add_argument("--jobs", type=int, default=1, help="processes that compare names, in growth")
    options = parser.parse_args()
    if options.command == "growth":
        print_growth(options.sizes, options.jobs)
    elif not CORPUS.is_dir():
        sys.exit(f"the corpora are not here ({CORPUS}): set KG_CORPUS to their folder")
    else:
        {"score": print_scores, "train": train, "works": print_works}[options.command]()


if __name__ == "__main__":
    main()
