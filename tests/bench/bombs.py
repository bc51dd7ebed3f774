"""Queries that want all time and memory there is, against a running server, and what the others feel meanwhile.

    python tests/bench/bombs.py http://127.0.0.1:8000 --limit 10

Each query is sent alone and four at a time; meanwhile /health and an uncached search are asked in a row. Promised: the
query ends by limit + 1 s, with 200 or 503; /health p99 under 100 ms; every search under 1 s; the server and its workers
gain less than 1.5 GiB and give it back. `--pid` (the server's process) lets memory be measured. Prints a line a query,
then one JSON object; exits 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import time
from pathlib import Path

import httpx2 as httpx

PAIR = "?a ?b ?c . ?d ?e ?f"
BOMBS = {
    "cross": f"SELECT (COUNT(*) AS ?n) {{ {PAIR} . ?g ?h ?i }}",
    "sort": f"SELECT * {{ {PAIR} }} ORDER BY ?c ?f LIMIT 1",
    "distinct": f"SELECT DISTINCT ?a ?c ?d {{ {PAIR} }}",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:b>)* ?b . ?b (<x:a>|!<x:b>)* ?c }",
    "concat": f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {PAIR} }}",
    "regex": f"SELECT (COUNT(*) AS ?n) {{ {PAIR} FILTER(REGEX(STR(?c), '(a*)*b(c*)*') && REGEX(STR(?f), '(.*)*x')) }}",
    "lists": "SELECT * { ?s ?p " + "(" * 40 + "1" + ")" * 40 + " }",
    "union": "SELECT (COUNT(*) AS ?n) { " + " UNION ".join([f"{{ {PAIR} }}"] * 60) + " }",
    "optional": "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?x{n} ?y{n} ?c }}" for n in range(12)) + " }",
    "construct": f"CONSTRUCT {{ ?a ?b ?f . ?d ?e ?c }} {{ {PAIR} }}",
    "result": f"SELECT * {{ {PAIR} }}",
    "values": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(8)) + " }",
    "minus": "SELECT * { ?a ?b ?c MINUS { ?d ?e ?f . ?g ?h ?i } } LIMIT 1",
    "exists": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?c = ?i && ?f = 1) } }",
}  # fmt: skip


def memory(pid: int) -> float:
    """Resident mebibytes of a process and its children; 0 without a pid."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/status") if pid else ():
        try:
            said = path.read_text()
        except OSError:
            continue
        if f"\nPPid:\t{pid}\n" in said or f"\nPid:\t{pid}\n" in said:
            found = re.search(r"VmRSS:\s+(\d+)", said)
            total += int(found[1]) if found else 0
    return total / 1024


def quantile(times: list[float], share: float) -> int:
    """Milliseconds that this share of all stays under."""
    return round(sorted(times)[min(len(times) - 1, int(share * len(times)))] * 1000) if times else 0


async def measure(base: str, query: str, times: int, pid: int) -> dict[str, object]:
    """What one query does to a server when it is sent `times` at once."""
    health: list[float] = []
    search: list[float] = []
    ended: list[tuple[int, float]] = []
    used, others = [memory(pid)], []
    async with httpx.AsyncClient(timeout=90, trust_env=False, base_url=base) as http:

        async def bomb(number: int) -> None:
            began = time.perf_counter()
            answer = await http.post("/sparql", data={"query": f"{query} # {number}"})  # equal ones would be run once
            ended.append((answer.status_code, round(time.perf_counter() - began, 2)))

        jobs = [asyncio.create_task(bomb(number)) for number in range(times)]

        async def ask(address: str, into: list[float], pause: float) -> None:
            while not all(job.done() for job in jobs):
                began = time.perf_counter()
                answer = await http.get(address, headers={"Cache-Control": "no-cache"})
                into.append(time.perf_counter() - began)
                others.append(answer.status_code)
                await asyncio.sleep(pause)

        async def weigh() -> None:
            while not all(job.done() for job in jobs):
                used.append(await asyncio.to_thread(memory, pid))
                await asyncio.sleep(0.25)

        await asyncio.gather(
            ask("/health", health, 0.02), ask("/api/search?q=digital+post", search, 0.1), weigh(), *jobs
        )
        await asyncio.sleep(2)  # killed workers are replaced
    return {
        "health p99 ms": quantile(health, 0.99), "search max ms": quantile(search, 1), "ended": ended,
        "MiB gained": round(max(used) - used[0]), "MiB kept": round(memory(pid) - used[0]),
        "others": sorted(set(others)),
    }  # fmt: skip


def broken(found: dict[str, object], limit: float) -> list[str]:
    """The promises that a measurement breaks."""
    ended: list[tuple[int, float]] = found["ended"]  # type: ignore[assignment]
    checks = {
        "ended late": max(took for _, took in ended) > limit + 1,
        "another status": not {status for status, _ in ended} <= {200, 503},
        "slow health": int(str(found["health p99 ms"])) > 100,
        "slow search": int(str(found["search max ms"])) > 1000,
        "memory": int(str(found["MiB gained"])) > 1536 or int(str(found["MiB kept"])) > 200,
        "others failed": found["others"] not in ([200], []),
    }
    return [name for name, is_so in checks.items() if is_so]


def main() -> int:
    """Reads the arguments, sends the queries, prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--limit", type=float, default=10.0, help="the server's --query-limit")
    parser.add_argument("--pid", type=int, default=0)
    parser.add_argument("--only", nargs="*", choices=sorted(BOMBS))
    given = parser.parse_args()
    wrong = {}
    for name, query in BOMBS.items():
        for times in (1, 4) if not given.only or name in given.only else ():
            found = asyncio.run(measure(given.base, query, times, given.pid))
            print(f"{name} x{times}: {json.dumps(found)}", flush=True)
            if faults := broken(found, given.limit):
                wrong[f"{name} x{times}"] = faults
    print(json.dumps({"broken": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
