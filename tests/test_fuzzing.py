"""No mutant of an input that other people write causes more than an error of one line.

`make fuzz` runs as many cases as wanted. The listings of each format have tests of their own.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing import SUBJECTS, checking, mutated
from tests.parsers.mutating import SAMPLES

CASES = {"http": 80, "query": 150, "cache": 60}


@pytest.mark.parametrize("subject", [name for name in SUBJECTS if name not in SAMPLES])
def test_mutants_are_accepted_or_refused(subject: str, tmp_path: Path) -> None:
    accepted = 0
    with checking(subject, tmp_path) as check:
        for sample in SUBJECTS[subject].samples[:5]:
            accepted += check(sample.encode()).is_accepted
        assert accepted, "a sample is valid"

        @settings(
            max_examples=CASES.get(subject, 200),
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.randoms(use_true_random=False))
        def run(rng: random.Random) -> None:
            check(mutated(subject, rng))

        run()
