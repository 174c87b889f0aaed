"""Draw statements of the report of a build and print them with their evidence, as Markdown with a box for each verdict.

    python -m benchmarks.audit OUTPUT --seed 1 [--count 30] [--kind roles --kind trends] [--listings FOLDER ...]
                               [--order 2]

`--listings` shows the lines that papers come from, `--order` shuffles the statements of each kind for a second reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.audit.kinds import KINDS
from benchmarks.audit.statement import Audited, draw


def arguments() -> argparse.Namespace:
    """Return the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--order", type=int)
    parser.add_argument("--kind", action="append", choices=sorted(KINDS))
    parser.add_argument("--listings", type=Path, nargs="*", default=[])
    return parser.parse_args()


def sheet(audited: Audited, kind: str, given: argparse.Namespace) -> Iterator[str]:
    """Yield the lines about one kind of statement: the statements drawn, each with a number and its evidence."""
    question, make = KINDS[kind]
    total, drawn = draw(kind, make(audited), given.seed, given.count)
    yield f"\n## {kind}: {len(drawn)} of {total} statements\n\nTrue if: {question}\n"
    numbered = list(enumerate(drawn, start=1))
    if given.order is not None:
        Random(f"{given.order} {kind}").shuffle(numbered)
    for number, statement in numbered:
        yield f"### {kind} {number} [ ]\n\n{statement.text}\n"
        yield from statement.evidence()
        yield ""


def main() -> None:
    """Print the statements of each kind."""
    given = arguments()
    audited = Audited(given.out, tuple(given.listings))
    print(f"# Statements of the report, seed {given.seed}")
    for kind in given.kind or KINDS:
        for line in sheet(audited, kind, given):
            print(line)


if __name__ == "__main__":
    main()
