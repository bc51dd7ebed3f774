"""Figures for Prometheus. Labels hold route templates and fixed words, never what a visitor wrote."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

REQUESTS = Counter("strategigraf_requests_total", "Answered requests", ["method", "route", "status"], registry=REGISTRY)
SECONDS = Histogram(
    "strategigraf_request_seconds",
    "Time from a request's arrival to the end of its answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
IN_FLIGHT = Gauge("strategigraf_requests_in_flight", "Requests being answered", registry=REGISTRY)
CACHE = Counter("strategigraf_cache_total", "Look-ups of the answer cache", ["door", "outcome"], registry=REGISTRY)
SPARQL_WAITING = Gauge("strategigraf_sparql_waiting", "Queries that wait for a worker", registry=REGISTRY)
SPARQL_KILLED = Counter("strategigraf_sparql_killed_total", "Workers that ended early", ["why"], registry=REGISTRY)
INDEX = Gauge("strategigraf_index_info", "The generation that is served", ["generation", "hash"], registry=REGISTRY)
SWITCHES = Counter("strategigraf_index_switches_total", "New generations", ["outcome"], registry=REGISTRY)


def served(generation: str, hash_: str) -> None:
    """Notes which generation answers from now on."""
    INDEX.clear()
    INDEX.labels(generation, hash_).set(1)


def page() -> bytes:
    """All figures in Prometheus' text format."""
    return generate_latest(REGISTRY)
