"""Closed-loop load on a running server: every client sends its next request when the last one is answered.

    python tests/bench/load.py http://127.0.0.1:8000 --clients 32 --seconds 60
    python tests/bench/load.py http://127.0.0.1:8000 --clients 8 --seconds 60 --no-cache

Asks, searches and queries come 2 : 4 : 4 and repeat. Before the load every request is answered once while the server
is idle; an answer under load that differs (its `took_ms` aside) counts as different. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import time
from collections import Counter, defaultdict
from typing import Any

import httpx2 as httpx

QUESTIONS = (
    "Hvem indgik aftalen om den fællesoffentlige digitaliseringsstrategi?",
    "Hvornår blev NemID lukket?",
    "Hvad er grunddataprogrammet?",
    "Hvilke initiativer er der i digitaliseringsstrategien 2022-2025?",
    "Hvem deltager i digitaliseringspartnerskabet?",
    "Hvor mange initiativer er der i strategien for cyber- og informationssikkerhed?",
    "Hvad koster en billet til månen?",
    "Hvornår blev Digital Post obligatorisk?",
    "Hvad er KOMBIT?",
    "Hvilken strategi afløste strategien for 2011-2015?",
)
SEARCHES = (
    "digital post til borgere", "velfærdsteknologi i ældreplejen", "kommunernes monopolbrud", "data om sundhed",
    "udsatte borgere uden NemID", "samarbejde mellem stat og regioner", "cybersikkerhed", "grunddata om ejendomme",
    "kunstig intelligens i sagsbehandling", "lærere og læringsplatforme", "telemedicin KOL", "åbne data",
)  # fmt: skip
QUERIES = (
    "SELECT ?s ?l WHERE { ?s a sg:Strategy ; rdfs:label ?l } ORDER BY ?l LIMIT 50",
    "SELECT ?l (COUNT(*) AS ?n) WHERE { ?p sg:mentions ?a . ?a a sg:Organisation ; rdfs:label ?l } GROUP BY ?l ORDER BY DESC(?n) ?l LIMIT 20",
    "ASK { ?c sg:conflictsWith ?d }",
    "SELECT ?d ?t WHERE { ?d a sg:Document ; dct:title ?t } ORDER BY ?t",
    "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a sg:Initiative ; rdfs:label ?l }",
    'SELECT ?p ?score WHERE { (?p ?score) sg:soeg ("digital post" 10) . ?p sg:inDocument ?d }',
)


def requests(base: str) -> list[tuple[str, str, dict[str, str]]]:
    """Every request as (door, address, parameters)."""
    return [
        *(("ask", f"{base}/api/ask", {"q": q}) for q in QUESTIONS),
        *(("search", f"{base}/api/search", {"q": q}) for q in SEARCHES),
        *(("sparql", f"{base}/sparql", {"query": q}) for q in QUERIES),
    ]


def digest(response: httpx.Response) -> str:
    """What an answer says, without how long it took."""
    body = response.content
    if "took_ms" in response.text[-200:] or b'"took_ms"' in body:
        found = response.json()
        found.pop("took_ms", None)
        body = json.dumps(found, sort_keys=True).encode()
    return hashlib.sha256(body).hexdigest()


async def client(
    number: int, base: str, until: float, idle: dict[str, str], seen: dict[str, Any], headers: dict[str, str]
) -> None:
    """One visitor."""
    dice = random.Random(number)
    doors = defaultdict(list)
    for item in requests(base):
        doors[item[0]].append(item)
    async with httpx.AsyncClient(timeout=30, headers=headers, trust_env=False) as http:
        while time.monotonic() < until:
            door, address, params = dice.choice(doors[dice.choices(("ask", "search", "sparql"), (2, 4, 4))[0]])
            began = time.perf_counter()
            try:
                response = await http.get(address, params=params)
            except httpx.HTTPError as error:
                seen["errors"][f"{door} {type(error).__name__}"] += 1
                continue
            seen["times"][door].append(time.perf_counter() - began)
            if response.status_code != 200:
                seen["errors"][f"{door} {response.status_code}"] += 1
            elif idle[door + str(params)] != digest(response):
                seen["different"][door] += 1


def quantile(times: list[float], share: float) -> float:
    """The time in milliseconds that this share of all stays under."""
    return round(sorted(times)[min(len(times) - 1, int(share * len(times)))] * 1000, 1) if times else 0.0


async def main() -> None:
    """Reads the arguments, loads the server, prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--no-cache", action="store_true", help="ask the server to compute every answer")
    given = parser.parse_args()
    headers = {"Cache-Control": "no-cache"} if given.no_cache else {}
    idle = {}
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        for door, address, params in requests(given.base):
            response = await http.get(address, params=params)
            response.raise_for_status()
            idle[door + str(params)] = digest(response)
    seen: dict[str, Any] = {"times": defaultdict(list), "errors": Counter(), "different": Counter()}
    until = time.monotonic() + given.seconds
    await asyncio.gather(*(client(n, given.base, until, idle, seen, headers) for n in range(given.clients)))
    figures = {
        door: {
            "n": len(times),
            **{f"p{int(p * 100)}": quantile(times, p) for p in (0.5, 0.9, 0.99)},
            "max": quantile(times, 1),
        }
        for door, times in sorted(seen["times"].items())
    }
    print(json.dumps({**figures, "errors": seen["errors"], "different": seen["different"]}, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
