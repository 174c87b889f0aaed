"""Queries that run in a process of their own, so that a crash of the engine does not end the calling process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results, serialize

from kg.graph.questions import find_question, run_question
from kg.model.errors import KgError, QueryError
from kg.store import Rows, Triples, open_store, write_json

_ROOT = Path(__file__).resolve().parents[2]
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from kg.graph.isolated import main; main()"


def run_isolated(store: Path, question: str, params: Mapping[str, object]) -> Rows | Triples:
    """Return the result of a query that runs in a new process, which opens the store on disk.

    Raises QueryError if the query fails, and if a signal ends its process.
    """
    values = {name: value if value is None else str(value) for name, value in params.items()}
    request = json.dumps({"store": str(store), "question": question, "params": values}).encode()
    done = subprocess.run([sys.executable, "-P", "-c", _START], input=request, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise QueryError(ended(done.returncode))
    head, _, body = done.stdout.partition(b"\n")
    header = json.loads(head)
    if "error" in header:
        raise QueryError(header["error"])
    if header["kind"] == "triples":
        return Triples([Triple(*quad.triple) for quad in parse(BytesIO(body), format=RdfFormat.N_TRIPLES)])
    found = cast(QuerySolutions, parse_query_results(body, format=QueryResultsFormat.JSON))
    return Rows(tuple(header["columns"]), [tuple(solution) for solution in found], header["note"])


def ended(status: int) -> str:
    """Return a message about a process that ended with an exit code, or with a signal if `status` is negative."""
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"status {status}"
    remedy = "it may need more memory than is available" if name == "SIGKILL" else "make the query smaller"
    return f"the process of the query ended with {name} before the result was complete; {remedy}"


def main() -> None:
    """Run the query on standard input, and write a header line and the result to standard output."""
    request = json.loads(sys.stdin.buffer.read())
    try:
        store = open_store(Path(request["store"]))
        result = run_question(store, find_question(request["question"]), request["params"])
        header, body = _written(result)
    except KgError as error:
        header, body = {"error": str(error)}, b""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _written(result: Rows | Triples) -> tuple[dict[str, object], bytes]:
    if isinstance(result, Triples):
        return {"kind": "triples"}, serialize(result.triples.drain(), format=RdfFormat.N_TRIPLES) or b""
    target = StringIO()
    write_json(result, target)
    header: dict[str, object] = {"kind": "rows", "columns": result.columns, "note": result.note}
    return header, target.getvalue().encode("utf-8", "replace")
