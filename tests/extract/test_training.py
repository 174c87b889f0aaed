"""A model trained on a handful of abstracts finds their terms, is the same every time, and comes with a card."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.extract import find_mentions
from kg.extract.card import CARD
from kg.extract.training import train
from kg.model.errors import KgError
from kg.model.mention import Kind

NAMES = ["Zorb", "Quux", "Blip", "Frob", "Wumpus", "Grault", "Plugh", "Xyzzy", "Corge", "Thud", "Waldo", "Fred"]


def write_gold(path: Path) -> Path:
    rows = []
    for number, name in enumerate(NAMES * 2):
        text = f"We propose {name}Net, a {name.lower()} attention network. "
        text += f"We evaluate {name}Net on the {name}-{number} dataset."
        concepts = [
            {"label": "METHOD", "role": "proposes", "mentions": [f"{name}Net"]},
            {"label": "METHOD", "role": "uses", "mentions": [f"{name.lower()} attention network"]},
            {"label": "DATASET", "role": "evaluates", "mentions": [f"{name}-{number}"]},
        ]
        rows.append(json.dumps({"id": f"toy/{number}", "abstract": text, "concepts": concepts}))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".npz", ".json", ".md")
    }


def test_a_model_learns_is_the_same_again_and_tells_about_itself(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    told: list[str] = []
    scores = train(gold, tmp_path / "one", held_out=gold, tell=told.append)
    train(gold, tmp_path / "two", held_out=gold, tell=told.append)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert scores is not None
    assert scores.concepts[Kind.METHOD].f1 > 0.8
    assert any("cross-validation" in line for line in told)
    card = (tmp_path / "one" / CARD).read_text(encoding="utf-8")
    assert "24 abstracts" in card
    assert "proposes" in card
    found = find_mentions([("work/1", "We propose GarplyNet, a garply attention network.")], str(tmp_path / "one"))
    assert "GarplyNet" in {mention.text for mention in found}


def test_annotations_that_are_not_there_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot read the annotations"):
        train(tmp_path / "none.jsonl", tmp_path / "out")
