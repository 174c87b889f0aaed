"""Speed and memory of the extraction of mentions, compared with the tokeniser of spaCy on the same abstracts.

Usage: python benchmarks/extraction.py [ABSTRACTS.jsonl[.gz]] [--count N] [--model NAME]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import spacy

from kg.extract import find_mentions, link_concepts
from kg.extract.background import read_abstracts

T = TypeVar("T")
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "text" / "abstracts.jsonl.gz"


def main() -> None:
    """Print the speed of tokenisation, of finding mentions and of linking them, and the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("abstracts", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--model", default=None)
    chosen = parser.parse_args()
    texts = list(islice(read_abstracts(chosen.abstracts), chosen.count))
    passages = [(f"work/{number}", text) for number, text in enumerate(texts)]
    find_mentions(passages[:1], chosen.model)
    nlp = spacy.blank("en")
    timed("tokenisation by spacy.blank('en')", len(texts), lambda: list(nlp.pipe(texts)))
    raw = timed("find_mentions", len(texts), lambda: find_mentions(passages, chosen.model))
    timed("link_concepts", len(texts), lambda: link_concepts(raw))
    print(f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(name: str, count: int, work: Callable[[], T]) -> T:
    """Run a function and print the number of abstracts per second of processor time."""
    started = time.process_time()
    result = work()
    seconds = time.process_time() - started
    print(f"{name}: {count} abstracts in {seconds:.2f} s, {count / seconds:.0f} per second")
    return result


if __name__ == "__main__":
    main()
