"""Statistics of abstracts without annotations are repeatable."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from kg.extract.background import build_background, read_abstracts

SENTENCE = "We train a graph network on the Zorb dataset and compare it with graph networks of others ."


def test_abstracts_are_read_gzipped_or_not(tmp_path: Path) -> None:
    line = json.dumps({"text": SENTENCE}) + "\n"
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    assert [list(read_abstracts(tmp_path / name)) for name in ("a.jsonl", "a.jsonl.gz")] == [[SENTENCE]] * 2


def test_terms_and_vectors_of_words_are_the_same_again_and_unknown_words_have_none() -> None:
    pytest.importorskip("floret", reason="training word vectors needs floret (pip install paperkg[train])")
    one, two = (build_background([SENTENCE] * 30) for _ in range(2))
    assert np.array_equal(one.words.vectors, two.words.vectors) and np.array_equal(one.terms.counts, two.terms.counts)
    known, unknown = one.words.rows(["graph", "zzyzx"])
    assert one.words.vectors[known].any() and not one.words.vectors[unknown].any()
