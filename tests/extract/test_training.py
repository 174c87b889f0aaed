"""Training on a few abstracts finds their terms, is repeatable, and writes a model card."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from kg.extract import find_mentions
from kg.extract.card import CARD
from kg.extract.training import Sources, train
from kg.model.errors import KgError
from kg.model.mention import Kind, Role

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
        if path.is_file() and path.suffix in (".npz", ".json")
    }


def test_training_is_repeatable_and_writes_a_card(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    messages: list[str] = []
    scores = train(Sources(gold, held_out=(gold,)), tmp_path / "one", messages.append)
    train(Sources(gold, held_out=(gold,)), tmp_path / "two", messages.append)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert scores is not None
    assert scores.concepts[Kind.METHOD].f1 > 0.8
    assert any("cross-validation" in line for line in messages)
    card = (tmp_path / "one" / CARD).read_text(encoding="utf-8")
    assert "24 abstracts" in card
    assert "proposes" in card
    assert re.search(r"^- Speed on the training machine: \d+ abstracts per second", card, re.MULTILINE)
    assert "| method | vocabulary alone | 0.000" in card
    assert "| method | this model | " in card
    text = "We propose GarplyNet, a garply attention network. We evaluate GarplyNet on the Garply-7 dataset."
    found = find_mentions([("work/1", text)], str(tmp_path / "one"))
    assert "GarplyNet" in {mention.text for mention in found}


def test_annotations_that_are_not_there_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot read the annotations"):
        train(Sources(tmp_path / "none.jsonl"), tmp_path / "out")


def test_more_annotations_are_learnt_from_and_the_first_alone_are_scored(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    gold.write_text("".join(lines[:14]), encoding="utf-8")
    more = tmp_path / "more.jsonl"
    more.write_text("".join(lines[14:]), encoding="utf-8")
    messages: list[str] = []
    train(Sources(gold, (more,)), tmp_path / "model", messages.append)
    assert messages[0] == "14 annotated abstracts, 10 more for training"
    card = (tmp_path / "model" / CARD).read_text(encoding="utf-8")
    assert "`gold.jsonl`, 14 abstracts with 42 concepts" in card
    assert "`more.jsonl`, 10 abstracts with 30 concepts" in card


def test_columns_without_roles_train_a_finder_and_leave_roles_to_the_shipped_classifier(tmp_path: Path) -> None:
    gold = tmp_path / "gold.conll"
    columns = "We O,propose O,{0}Net B-METHOD,tested O,on O,the O,{0}-{1} B-DATASET,dataset O,. O".replace(",", "\n")
    documents = (columns.format(name, number) for number, name in enumerate(NAMES * 2))
    gold.write_text("\n\n".join(documents), encoding="utf-8")
    scores = train(Sources(gold, held_out=(gold,)), tmp_path / "model", lambda line: None)
    assert scores is not None
    assert scores.concepts[Kind.METHOD].f1 > 0.8
    assert "No role is annotated" in (tmp_path / "model" / CARD).read_text(encoding="utf-8")
    text = "We propose GarplyNet tested on the Garply-7 dataset ."
    roles = {each.text: each.role for each in find_mentions([("work/1", text)], str(tmp_path / "model"))}
    assert roles["GarplyNet"] is Role.PROPOSES


def test_a_classifier_of_roles_that_is_broken_is_a_clear_error(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    train(Sources(gold), tmp_path / "model", lambda line: None)
    shutil.copytree(tmp_path / "model", tmp_path / "broken")
    (tmp_path / "broken" / "roles.npz").write_bytes(b"nothing")
    with pytest.raises(KgError, match=r"roles\.npz: cannot load the classifier of roles"):
        find_mentions([("work/1", "We propose ZorbNet.")], str(tmp_path / "broken"))
