"""Comparison of the pinned versions with a copy of the advisory database of the Python Packaging Authority.

    git clone https://github.com/pypa/advisory-database
    python -m benchmarks.advisories advisory-database/vulns

The program prints every advisory that concerns a version in constraints.txt; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent


def pins(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the normalised name and the version of each line `name==version`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w.-]+)==([^\s;\\]+)", line):
            yield normalised(found[1]), found[2]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def advisories(database: Path, name: str) -> list[dict[str, Any]]:
    """Return the advisories on a package that have not been withdrawn."""
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((database / name).glob("*.yaml")))
    return [each for each in read if not each.get("withdrawn")]


def concerns(advisory: dict[str, Any], name: str, version: str) -> bool:
    for affected in advisory.get("affected", []):
        if normalised(affected["package"]["name"]) == name:
            ranges = [each["events"] for each in affected.get("ranges", []) if each["type"] == "ECOSYSTEM"]
            if version in affected.get("versions", []) or any(in_range(events, Version(version)) for events in ranges):
                return True
    return False


def in_range(events: list[dict[str, str]], version: Version) -> bool:
    """Return True if the last event up to a version is its introduction."""
    inside = False
    for event in events:
        inside |= "introduced" in event and (event["introduced"] == "0" or version >= Version(event["introduced"]))
        if "fixed" in event and version >= Version(event["fixed"]):
            inside = False
        if "last_affected" in event and version > Version(event["last_affected"]):
            inside = False
    return inside


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", type=Path)
    database = parser.parse_args().database
    found = [
        (name, version, each) for name, version in pins(ROOT / "constraints.txt") for each in advisories(database, name)
    ]
    hits = [each for each in found if concerns(each[2], each[0], each[1])]
    for name, version, advisory in hits:
        print(f"{name} {version}: {advisory['id']} {advisory.get('details', '')[:100]}")
    print(f"{len(found)} advisories on the pinned packages, {len(hits)} on the pinned versions")
    return 1 if hits else 0


if __name__ == "__main__":
    raise SystemExit(main())
