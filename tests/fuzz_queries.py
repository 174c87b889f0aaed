"""Check of SPARQL queries: they run in a child process, which is replaced when a query ends it."""

from __future__ import annotations

import os
import resource
import signal
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import QueryBoolean, Store

from kg.model.errors import KgError
from kg.store import new_store
from kg.store.evaluation import open_answer
from kg.store.query_tokens import tokens
from tests.fuzz_checks import Check, Checked
from tests.tiny import tiny_quads

_SECONDS = 2
_MOST_WALL_SECONDS = 300.0
_MOST_ROWS = 50
_LENGTH, _REPLY = struct.Struct(">I"), struct.Struct(">Bd")
_REFUSED, _ACCEPTED, _LINES, _RAISED, _TOKENS = range(5)
_FAULTS = {_LINES: "an error of several lines", _RAISED: "another exception", _TOKENS: "tokens that differ"}


@dataclass(slots=True)
class QueryProcess:
    """Child process that runs queries on a store one after another, each with a limit of processor time."""

    store: Store
    _pid: int = 0
    _connection: socket.socket = field(init=False)

    def check(self, content: bytes) -> Checked:
        """Run a query. A signal that ends the process is a fault unless the limit of processor time was reached."""
        if not self._pid:
            self._start()
        self._connection.sendall(_LENGTH.pack(len(content)) + content)
        reply = self._connection.recv(_REPLY.size, socket.MSG_WAITALL)
        if not reply:
            status = self.end()
            assert status == -signal.SIGXCPU, f"exit status {status}"
            return Checked(False, _SECONDS)
        code, seconds = _REPLY.unpack(reply)
        assert code in (_REFUSED, _ACCEPTED), _FAULTS[code]
        return Checked(code == _ACCEPTED, seconds)

    def end(self) -> int:
        """Close the connection, at which the process ends, and return the exit status."""
        self._connection.close()
        pid, self._pid = self._pid, 0
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if pid else 0

    def _start(self) -> None:
        self._connection, theirs = socket.socketpair()
        self._connection.settimeout(_MOST_WALL_SECONDS)
        self._pid = os.fork()
        if self._pid == 0:
            self._connection.close()
            try:
                _serve(self.store, theirs)
            finally:
                os._exit(0)
        theirs.close()


def of_queries(_: Path) -> Iterator[Check]:
    """Open the check of queries."""
    process = QueryProcess(new_store(None, tiny_quads()))
    yield process.check
    process.end()


def _serve(store: Store, connection: socket.socket) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while head := connection.recv(_LENGTH.size, socket.MSG_WAITALL):
        length = _LENGTH.unpack(head)[0]
        content = connection.recv(length, socket.MSG_WAITALL) if length else b""
        before = _processor_seconds()
        resource.setrlimit(resource.RLIMIT_CPU, (int(before) + _SECONDS + 1, resource.RLIM_INFINITY))
        code = _run(store, content.decode("utf-8", "replace"))
        connection.sendall(_REPLY.pack(code, _processor_seconds() - before))


def _run(store: Store, text: str) -> int:
    try:
        if "".join(token for _, token in tokens(text)) != text:
            return _TOKENS
        answer = open_answer(store, text)
        if not isinstance(answer, QueryBoolean):
            for _ in islice(answer, _MOST_ROWS):
                pass
    except KgError as error:
        return _LINES if "\n" in str(error) or len(str(error)) > 2_000 else _REFUSED
    except Exception:
        return _RAISED
    return _ACCEPTED


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
