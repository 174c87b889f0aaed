"""The repository follows its own rules on imports, lengths of files, names and content."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
FOLDERS = ("kg", "ontology", "tests", "examples", "benchmarks", "docs", ".ci")

ORDER = "cli > server, pipeline > graph > reporting > stages > engine, cache, output, settings > model"
STAGES = ("parsers", "resolve", "extract", "rdf", "store", "analysis", "views")
PUBLIC_FACE = {"__init__", "__main__"}
"""The public face imports from every package."""

FENCES = {
    "spacy": {"extract"},
    "networkx": {"analysis", "graph"},
    "graspologic_native": {"analysis"},
    "pyvis": {"views"},
    "matplotlib": {"views"},
    "jinja2": {"views", "server"},
    "rdflib": {"rdf", "store", "graph"},
    "oxrdflib": {"store"},
    "pyshacl": {"store"},
    "bibtexparser": {"parsers"},
    "charset_normalizer": {"parsers"},
    "ftfy": {"parsers"},
    "pylatexenc": {"parsers", "resolve"},
    "rispy": {"parsers"},
    "typer": {"cli"},
    "rich": {"cli"},
    "distributed": {"engine"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "mimeparse": {"server"},
    "pandas": {"store", "graph"},
}
"""The only parts of kg that may import each library."""

LONGEST = 400
VAGUE = {"utils", "util", "helpers", "misc", "common", "manager", "handler", "processor", "data", "info"}
# Patterns are concatenated so that this file does not contain the texts that it searches for.
MACHINE_PATH = re.compile(
    "(?<![\\w.}])/(?:" + "work/(?:main|shared|[.])|ro" + "ot/|home/\\w|tmp/ba" + "sh|Us" + "ers/)"
)
REGISTRY = re.compile("files[.]python" + "hosted|pypi[.]org/" + "simple|registry[.]np" + "mjs")
MARK = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + "X|HA" + r"CK)\b")
LONGEST_QUOTE = 13


def part(path: Path) -> str:
    """Return the part of kg that a file belongs to: "views" for kg/views/page.py, "cli" for kg/cli/app.py."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported(source: str, package: str) -> Iterator[str]:
    """Yield the full names of all modules that a source imports; relative imports start at `package`."""
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


def ranks() -> dict[str, int]:
    """Return the rank of every package in the import order, the lowest 0; the stages share one."""
    levels = [level.split(", ") for level in reversed(ORDER.replace("stages", ", ".join(STAGES)).split(" > "))]
    return {name: rank for rank, level in enumerate(levels) for name in level}


def uses() -> Iterator[tuple[str, str, str]]:
    """Yield every import of kg within kg: a description, the importing part and the imported part."""
    for path in MODULES:
        for name in sorted(imports_of(path)):
            if name[0] == "kg" and len(name) > 1:
                yield f"{path.relative_to(ROOT)} imports {'.'.join(name)}", part(path), name[1]


def texts() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every text file of the project, except generated files."""
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    files += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        made = {"__pycache__", "bundle"} & set(path.parts)
        if not made and path.suffix not in {".png", ".webp", ".pyc", ".whl", ".gz", ".bin", ".npz"}:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = ((name, n, line) for name, text in texts() for n, line in enumerate(text.splitlines(), start=1))
    return [f"{name}:{n}: {line.strip()[:100]}" for name, n, line in found if pattern.search(line)]


def test_imports_are_seen_wherever_and_however_they_are_written() -> None:
    source = "import a.b\ndef f():\n    from c import d\n    from . import e\n    from ..g.h import i\n"
    assert sorted(imported(source, "kg.store")) == ["a.b", "c.d", "kg.g.h.i", "kg.store.e"]


def test_the_order_names_every_package() -> None:
    assert {part(path) for path in MODULES} == ranks().keys() | PUBLIC_FACE


def test_a_package_imports_only_to_the_right() -> None:
    """Because the stages have the same rank, no stage imports another one."""
    rank = ranks()
    used = [(use, user, name) for use, user, name in uses() if user != name and user not in PUBLIC_FACE]
    assert [use for use, user, name in used if rank.get(name, len(rank)) >= rank[user]] == []


def test_no_import_circle() -> None:
    """Imports inside functions and imports only for type checkers are included."""
    sorter = TopologicalSorter({module_name(path): set(modules_used(path)) for path in MODULES})
    sorter.prepare()  # raises CycleError, which names the circle


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules_used(path: Path) -> Iterator[str]:
    """Return the modules of kg that a file imports, packages only where the name is not a module."""
    known = {module_name(each) for each in MODULES}
    for name in imports_of(path):
        full = ".".join(name)
        found = full if full in known else full.rpartition(".")[0]
        if found in known and found != module_name(path):
            yield found


def test_only_the_public_face_lies_directly_in_kg() -> None:
    loose = {path.name for path in (ROOT / "kg").glob("*.py")}
    assert loose == {"__init__.py", "__main__.py", "settings.py", "output.py"}


@pytest.mark.parametrize("library", FENCES)
def test_a_library_is_imported_only_behind_its_fence(library: str) -> None:
    users = {part(path) for path in MODULES for name in imports_of(path) if name[0] == library}
    assert users <= FENCES[library]


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_class_names_are_unique() -> None:
    """Names of private classes are compared without their underscore."""
    owners: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                owners.setdefault(node.name.strip("_"), []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in owners.items() if len(paths) > 1} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in MODULES if {path.stem, path.parent.name} & VAGUE] == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY, MARK], ids=["machine path", "registry", "mark"])
def test_no_file_contains_machine_paths_registries_or_marks(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [name for name, node in public(tree) if not (ast.get_docstring(node) or "").strip(". \n")] == []


def public(
    tree: ast.Module,
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield a module and its public classes, functions and methods."""
    yield "the module", tree
    owners: list[ast.Module | ast.ClassDef] = [tree]
    while owners:
        for node in owners.pop().body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                yield node.name, node
                owners += [node] if isinstance(node, ast.ClassDef) else []


def test_no_sentence_of_the_examples_is_somebody_elses(corpus: Path) -> None:
    """No sequence of 14 words of an abstract in examples/ occurs in a real listing or an annotated abstract."""
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
    """Return the lines of a listing in which a sentence ends, which are neither titles nor names nor addresses."""
    lines = listing.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if re.search(r"[a-z0-9)][.?] [A-Z]", line) and "**" not in line)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[n:] for n in range(LONGEST_QUOTE + 1)), strict=False)
