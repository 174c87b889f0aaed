"""The repository keeps its own rules: who may import what, how long a file is, what it never holds."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
FOLDERS = ("kg", "ontology", "tests", "examples", "benchmarks", "docs", ".ci")

STAGES = ("parsers", "resolve", "extract", "rdf", "store", "analysis", "views")
COMPOSERS = (
    "answers",
    "comparing",
    "exploring",
    "looking",
    "networks",
    "recall",
    "reporting",
    "spreading",
    "tables",
    "terminal",
    "artefacts",
    "drawing",
    "exports",
    "queries",
    "identity",
    "graph",
    "pipeline",
    "preloaded",
    "server",
    "trials",
)
"""Only these know the stages: what is shown, written and asked of a finished graph, the chain itself, the server."""

HEIGHTS = {
    "model": 0,
    **dict.fromkeys(("answers", "exploring", "networks", "recall", "reporting", "spreading", "tables", "pages"), 2),
    **dict.fromkeys(("artefacts", "drawing", "progress", "terminal"), 3),
    **dict.fromkeys(("comparing", "exports", "identity", "queries"), 4),
    **dict.fromkeys(("looking", "pipeline", "preloaded", "trials"), 5),
    **dict.fromkeys(("graph", "server"), 6),
    "cli": 7,
    "__init__": 8,
}
"""A part of kg imports what lies lower, and of its own height only itself; stages and all others lie at 1."""

FENCES = {
    "spacy": {"extract"},
    "networkx": {"analysis", "graph"},
    "pyvis": {"views"},
    "matplotlib": {"views"},
    "jinja2": {"views", "server"},
    "rdflib": {"rdf", "store", "graph"},
    "oxrdflib": {"store"},
    "pyshacl": {"store"},
    "pylatexenc": {"resolve"},
    "typer": {"cli", "trials"},
    "rich": {"cli", "terminal", "tables", "progress"},
    "distributed": {"engine"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "pandas": {"graph"},
}
"""The only parts of kg that import a library."""

LONGEST = 400
VAGUE = {"utils", "util", "helpers", "misc", "common", "manager", "handler", "processor", "data", "info"}
# In pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(
    "(?<![\\w.}])/(?:" + "work/(?:main|shared|[.])|ro" + "ot/|home/\\w|tmp/ba" + "sh|Us" + "ers/)"
)
REGISTRY = re.compile("files[.]python" + "hosted|pypi[.]org/" + "simple|registry[.]np" + "mjs")
MARK = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + "X|HA" + r"CK)\b")
LONGEST_QUOTE = 13


def part(path: Path) -> str:
    """The part of kg a file belongs to: "views" for kg/views/page.py, "cli" for kg/cli.py."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported(source: str, package: str) -> Iterator[str]:
    """The full names of all modules a source imports, anywhere in it; `package` is where relative imports start."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package.split(".")[: -node.level + 1 or None] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imports_of(path: Path) -> set[tuple[str, ...]]:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    return {tuple(name.split(".")) for name in imported(path.read_text(encoding="utf-8"), package)}


def height(name: str) -> int:
    return HEIGHTS.get(name, HEIGHTS["__init__"] if name.startswith("__") else 1)


def uses() -> Iterator[tuple[str, str, str]]:
    """Every import of kg within kg: in words, the part that imports, the part imported."""
    for path in MODULES:
        for name in sorted(imports_of(path)):
            if name[0] == "kg" and len(name) > 1:
                yield f"{path.relative_to(ROOT)} imports {'.'.join(name)}", part(path), name[1]


def texts() -> Iterator[tuple[str, str]]:
    """Every file of the project that is text, by its path; generated files and the environment are not of it."""
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    files += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        made = {"__pycache__", "bundle"} & set(path.parts)
        if not made and path.suffix not in {".png", ".pyc", ".whl", ".gz", ".bin", ".npz"}:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = ((name, n, line) for name, text in texts() for n, line in enumerate(text.splitlines(), start=1))
    return [f"{name}:{n}: {line.strip()[:100]}" for name, n, line in found if pattern.search(line)]


def test_imports_are_seen_wherever_and_however_they_are_written() -> None:
    source = "import a.b\ndef f():\n    from c import d\n    from . import e\n    from ..g.h import i\n"
    assert sorted(imported(source, "kg.store")) == ["a.b", "c.d", "kg.g.h.i", "kg.store.e"]


def test_a_module_imports_only_what_lies_lower() -> None:
    assert [use for use, user, used in uses() if user != used and height(used) >= height(user)] == []


def test_only_composers_know_the_stages() -> None:
    assert [use for use, user, used in uses() if used in STAGES and user not in {used, *COMPOSERS}] == []


@pytest.mark.parametrize("library", FENCES)
def test_a_library_is_imported_only_behind_its_fence(library: str) -> None:
    users = {part(path) for path in MODULES for name in imports_of(path) if name[0] == library}
    assert users <= FENCES[library]


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in MODULES if {path.stem, path.parent.name} & VAGUE] == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY, MARK], ids=["machine path", "registry", "mark"])
def test_no_file_holds_what_belongs_elsewhere(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [name for name, node in public(tree) if not (ast.get_docstring(node) or "").strip(". \n")] == []


def public(
    tree: ast.Module,
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """A module and its public classes, functions and methods."""
    yield "the module", tree
    owners: list[ast.Module | ast.ClassDef] = [tree]
    while owners:
        for node in owners.pop().body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                yield node.name, node
                owners += [node] if isinstance(node, ast.ClassDef) else []


def test_no_sentence_of_the_examples_is_somebody_elses(corpus: Path) -> None:
    """No run of 14 words of an abstract in examples/ stands in a real listing or an annotated abstract."""
    ours = {run for path in (ROOT / "examples").glob("*-*") for run in runs(sentences(path))}
    real = [path.read_text(encoding="utf-8") for folder in ("seeds", "lists") for path in (corpus / folder).glob("*")]
    real += [
        json.loads(line)["abstract"]
        for path in (corpus / "annotations").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(ours) > 5_000
    assert sorted(ours & {run for text in real for run in runs(text)}) == []


def sentences(listing: Path) -> str:
    """The lines of a listing that are neither title nor names nor address: a sentence ends amid them."""
    lines = listing.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if re.search(r"[a-z0-9)][.?] [A-Z]", line) and "**" not in line)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[n:] for n in range(LONGEST_QUOTE + 1)), strict=False)
