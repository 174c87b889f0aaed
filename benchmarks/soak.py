"""Soak test of the server: mixed load with runaway queries, killed processes, slow clients and broken-off requests.

    python -m benchmarks.soak OUTPUT [--seconds 1200] [--clients 8] [--pause 0.2]

OUTPUT is the output folder of a build. Clients request pages, searches, named queries and SPARQL, and wait `--pause`
seconds between two requests. At the same time, one client sends runaway queries, one holds half-sent requests open, and
a worker is killed every 10 s, the fork server every 120 s. The program prints the number of right, refused and wrong
responses, the time of responses, and the memory in each third of the time. The exit code is 1 if a response is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx

from benchmarks.serving import GOOD, RUNAWAY, memory_of, until_ready

PORT = 8378
PATHS = (
    "/",
    "/search?q=learning",
    "/suggest?q=trans",
    "/query?name=top_datasets",
    "/sparql?query=ASK%7B%7D",
    *("/sparql?" + urlencode({"query": query}) for query in GOOD),
)
_SLOW = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\nContent-Type: application/sparql-query\r\n\r\n"
)
_REFUSED = (503, 504, 507)


@dataclass
class Observations:
    """Responses by outcome, times of responses to good requests, and memory in MiB, with the time of each."""

    outcomes: collections.Counter[str] = field(default_factory=collections.Counter)
    seconds: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    kills: collections.Counter[str] = field(default_factory=collections.Counter)
    load: list[float] = field(default_factory=list)


class Soak:
    """Clients and disturbances of one server."""

    def __init__(self, pid: int, address: str, until: float, pause: float) -> None:
        self.pid, self.address, self.until, self.pause = pid, address, until, pause
        self.seen = Observations()
        self.right: dict[str, str] = {}

    def lasts(self) -> bool:
        return time.monotonic() < self.until

    async def learn(self) -> None:
        """Store the responses to all requests without load."""
        async with httpx.AsyncClient(base_url=self.address, timeout=60) as client:
            for path in PATHS:
                self.right[path] = _digest(path, await client.get(path))

    async def read(self, number: int) -> None:
        """Send good requests one after another and compare the responses."""
        rng = random.Random(number)
        async with httpx.AsyncClient(base_url=self.address, timeout=60) as client:
            while self.lasts():
                path = rng.choice(PATHS)
                begun = time.monotonic()
                try:
                    response = await client.get(path)
                except httpx.TransportError as error:
                    self.seen.outcomes[f"good: {type(error).__name__}"] += 1
                    continue
                self.seen.seconds.append(time.monotonic() - begun)
                self.seen.outcomes[f"good: {self._outcome(path, response)}"] += 1
                await asyncio.sleep(self.pause * rng.uniform(0.5, 1.5))

    def _outcome(self, path: str, response: httpx.Response) -> str:
        if response.status_code in _REFUSED:
            return str(response.status_code)
        return "right" if _digest(path, response) == self.right[path] else "WRONG"

    async def run_away(self) -> None:
        """Send queries that exceed the deadline, and break some of them off."""
        rng = random.Random(1)
        async with httpx.AsyncClient(base_url=self.address) as client:
            while self.lasts():
                try:
                    response = await client.post("/sparql", data={"query": RUNAWAY}, timeout=rng.choice((1, 60)))
                    self.seen.outcomes[f"runaway: {response.status_code}"] += 1
                except httpx.TransportError:
                    self.seen.outcomes["runaway: broken off"] += 1
                await asyncio.sleep(2)

    async def be_slow(self) -> None:
        """Hold many half-sent requests open."""
        host, port = self.address.removeprefix("http://").split(":")
        while self.lasts():
            opened = [await asyncio.open_connection(host, int(port), local_addr=("127.0.0.2", 0)) for _ in range(100)]
            for _, writer in opened:
                writer.write(_SLOW)
            await asyncio.sleep(30)
            for _, writer in opened:
                writer.close()
            self.seen.outcomes["half-sent requests"] += len(opened)

    async def kill(self) -> None:
        """Kill a worker every 10 s and the fork server every 120 s."""
        rng = random.Random(2)
        for turn in range(1, 1_000_000):
            await asyncio.sleep(10)
            if not self.lasts():
                return
            servers = _children(self.pid)
            pids = servers if turn % 12 == 0 else [pid for server in servers for pid in _children(server)]
            if pids:
                os.kill(rng.choice(pids), signal.SIGKILL)
                self.seen.kills["fork server" if turn % 12 == 0 else "worker"] += 1

    async def measure(self) -> None:
        """Measure the memory of the server and its processes, and the load of the machine, every 3 s."""
        while self.lasts():
            self.seen.memory.append((time.monotonic(), memory_of(self.pid)))
            self.seen.load.append(os.getloadavg()[0])
            await asyncio.sleep(3)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _digest(path: str, response: httpx.Response) -> str:
    """Return a digest of a response; of pages with the duration of a query, only the status counts."""
    content = b"" if path.startswith("/query") else response.content
    return f"{response.status_code} {hashlib.sha256(content).hexdigest()}"


async def soak(pid: int, address: str, seconds: float, clients: int, pause: float) -> Observations:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        await until_ready(client)
    running = Soak(pid, address, time.monotonic() + seconds, pause)
    await running.learn()
    running.until = time.monotonic() + seconds
    await asyncio.gather(
        running.run_away(), running.be_slow(), running.kill(), running.measure(), *map(running.read, range(clients))
    )
    return running.seen


def report(seen: Observations, seconds: float) -> int:
    for outcome, count in sorted((seen.outcomes + seen.kills).items()):
        print(f"{outcome:24} {count:8,}")
    cuts = statistics.quantiles(seen.seconds, n=100)
    print(f"good requests            {len(seen.seconds) / seconds:8.1f} per second")
    print(f"p50 {cuts[49]:.3f} s   p90 {cuts[89]:.3f} s   p99 {cuts[98]:.3f} s   longest {max(seen.seconds):.3f} s")
    third = max(1, len(seen.memory) // 3)
    parts = [statistics.mean(mib for _, mib in seen.memory[n * third : (n + 1) * third]) for n in range(3)]
    print("memory, MiB, by third    " + "  ".join(f"{part:.0f}" for part in parts), f" ratio {parts[2] / parts[1]:.3f}")
    print(f"load of the machine      {statistics.mean(seen.load):.1f}")
    return 1 if seen.outcomes["good: WRONG"] else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--seconds", type=float, default=1_200)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--pause", type=float, default=0.2)
    given = parser.parse_args()
    command = [sys.executable, "-m", "kg", "serve", "--out", str(given.output), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{PORT}"
            seen = asyncio.run(soak(server.pid, address, given.seconds, given.clients, given.pause))
        finally:
            server.terminate()
    return report(seen, given.seconds)


if __name__ == "__main__":
    sys.exit(main())
