"""Load test of the server: clients send queries without pause, of which one in ten exceeds the time limit.

    python -m benchmarks.serving OUTPUT [--seconds 60] [--clients 32]

OUTPUT is the output folder of a build. The program prints the number, speed and correctness of the responses, and the
memory of the server and its processes.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?i) }"
GOOD = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?work a kg:Work }",
    "SELECT ?name WHERE { ?person foaf:name ?name } ORDER BY ?name LIMIT 20",
    "SELECT ?title WHERE { ?work kg:year 2021 ; rdfs:label ?title } LIMIT 50",
    "ASK { ?work kg:proposesMethod ?method }",
    "CONSTRUCT { ?a foaf:knows ?b } WHERE { ?w dcterms:creator ?a , ?b FILTER(?a != ?b) } LIMIT 50",
    "SELECT ?d (COUNT(*) AS ?n) WHERE { ?work kg:evaluatesOn ?d } GROUP BY ?d ORDER BY DESC(?n) ?d LIMIT 10",
)
PORT = 8377


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("output", type=Path)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--clients", type=int, default=32)
    given = options.parse_args()
    command = [sys.executable, "-m", "kg", "serve", "--out", str(given.output), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        asyncio.run(load(f"http://127.0.0.1:{PORT}", server.pid, given.seconds, given.clients))
    finally:
        server.terminate()
        server.wait(20)


async def load(address: str, pid: int, seconds: float, clients: int) -> None:
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await until_ready(client)
        right = {query: await answer(client, query) for query in GOOD}
        taken: list[float] = []
        seen: collections.Counter[str] = collections.Counter()
        memory = [memory_of(pid)]
        end = time.monotonic() + seconds

        async def one(number: int) -> None:
            rng = random.Random(number)
            while time.monotonic() < end:
                query = RUNAWAY if rng.random() < 0.1 else rng.choice(GOOD)
                begun = time.monotonic()
                found = await answer(client, query)
                if query == RUNAWAY:
                    seen[f"runaway {found[0]}"] += 1
                else:
                    taken.append(time.monotonic() - begun)
                    seen[
                        "right" if found == right[query] else f"good query {found[0]}" if found[0] != 200 else "WRONG"
                    ] += 1

        async def watch() -> None:
            while time.monotonic() < end:
                await asyncio.sleep(2)
                memory.append(memory_of(pid))

        await asyncio.gather(watch(), *(one(number) for number in range(clients)))
        begun = time.monotonic()
        after = await answer(client, GOOD[0])
        status = (await client.get("/status")).json()["processes"]
    report(seen, taken, memory, seconds)
    print(
        f"afterwards: {'right' if after == right[GOOD[0]] else 'WRONG'} in {time.monotonic() - begun:.3f} s; {status}"
    )


async def until_ready(client: httpx.AsyncClient) -> None:
    for _ in range(1_800):
        try:
            if (await client.get("/status")).status_code == 200:
                return
        except httpx.TransportError:
            await asyncio.sleep(0.1)
    raise SystemExit("the server did not start")


async def answer(client: httpx.AsyncClient, query: str) -> tuple[int, bytes]:
    response = await client.post("/sparql", data={"query": query})
    return response.status_code, response.content


def memory_of(pid: int) -> float:
    """Return the memory of a process and its descendants in MiB, as proportional set size (PSS, see proc(5))."""
    children = collections.defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(fields[1])].append(int(entry.parent.name))
    family, total = [pid], 0.0
    while family:
        each = family.pop()
        family += children[each]
        try:
            shares = Path(f"/proc/{each}/smaps_rollup").read_text().split("\nPss:")[1]
            total += int(shares.split()[0]) / 1024
        except (OSError, ValueError, IndexError):
            continue
    return total


def report(seen: collections.Counter[str], taken: list[float], memory: list[float], seconds: float) -> None:
    for kind in sorted(seen):
        print(f"{kind:<20} {seen[kind]:>7}")
    cuts = statistics.quantiles(taken, n=100)
    print(f"good queries         {len(taken) / seconds:>7.1f} per second")
    print(f"p50 {cuts[49]:.3f} s   p90 {cuts[89]:.3f} s   p99 {cuts[98]:.3f} s   longest {max(taken):.3f} s")
    third = max(1, len(memory) // 3)
    parts = [statistics.mean(memory[start : start + third]) for start in range(0, 3 * third, third)]
    print(
        "memory, MiB          "
        + "  ".join(f"{part:.0f}" for part in parts)
        + f"  (mean of each third of the time; maximum {max(memory):.0f})"
    )


if __name__ == "__main__":
    main()
