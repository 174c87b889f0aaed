"""The pinned versions and their hashes agree, and advisories are compared with them."""

from __future__ import annotations

import re

import pytest

from benchmarks.advisories import ROOT, concerns, pins

ADVISORY = {
    "affected": [
        {
            "package": {"name": "Tree_House"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"}]}],
            "versions": ["1.5"],
        }
    ]
}


def test_every_pinned_version_has_hashes() -> None:
    assert dict(pins(ROOT / "requirements.txt")) == dict(pins(ROOT / "constraints.txt"))
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text(encoding="utf-8").strip())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


@pytest.mark.parametrize(
    ("version", "affected"),
    [("1.1", True), ("1.2", False), ("1.5", True), ("1.9", False), ("2.0", True), ("3.1", True)],
)
def test_an_advisory_concerns_the_versions_in_its_ranges(version: str, affected: bool) -> None:
    assert concerns(ADVISORY, "tree-house", version) is affected
    assert not concerns(ADVISORY, "other", version)
