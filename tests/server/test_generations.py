"""A new index while requests go on: taken up in time, each answer from one generation, a bad one never."""

from __future__ import annotations

import dataclasses
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx

from indexer.build import build
from indexer.settings import Settings
from indexer.snapshot import current

NEW = """---
title: Aftale om snedkerdata
date: 2024-05-01
publisher: Snedkerstyrelsen
---
# Aftale om snedkerdata

Snedkerstyrelsen og KL indgik den 1. maj 2024 en aftale om snedkerdata. Aftalen gælder til 2027.
"""


def rebuild(corpus: Path, data: Path) -> str:
    """Builds again and gives the new hash."""
    return build([corpus], dataclasses.replace(Settings(), data=data)).hash


def test_a_new_index_is_taken_up(
    own_data: Path, small_corpus: Path, tmp_path: Path, start: Callable[..., object]
) -> None:
    """Within ten seconds of the switch, while requests go on; every answer is of the old index or of the new one."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    server = start(own_data)
    old = server.get("/health").json()["index"]
    before = (own_data / "generations" / (current(own_data) or "")).name
    stop, seen, wrong = threading.Event(), set(), []

    def visit() -> None:
        with httpx.Client(base_url=server.base, trust_env=False, timeout=30) as client:
            while not stop.is_set():
                listed = client.get("/api/documents")
                count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?d a sg:Document }"})
                hits = client.get("/api/search", params={"q": "snedkerdata", "k": 1})
                for answer in (listed, count, hits):
                    if answer.status_code != 200:
                        wrong.append(answer.text)
                        continue
                    index = answer.headers["x-strategigraf-index"]
                    seen.add(index)
                    new = index != old
                    if answer is listed and listed.json()["total"] != (7 if new else 6):
                        wrong.append("documents of another generation")
                    if answer is count and count.json()["results"]["bindings"][0]["n"]["value"] != (
                        "7" if new else "6"
                    ):
                        wrong.append("graph of another generation")
                    if answer is hits and ("Snedkerstyrelsen" in hits.text) is not new:
                        wrong.append("hits of another generation")

    threads = [threading.Thread(target=visit) for _ in range(3)]
    for thread in threads:
        thread.start()
    (corpus / "ny.md").write_text(NEW, encoding="utf-8")
    new = rebuild(corpus, own_data)
    switched = time.monotonic()
    while server.get("/health").json()["index"] != new and time.monotonic() < switched + 30:
        time.sleep(0.1)
    took = time.monotonic() - switched
    time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]
    assert seen == {old, new} and took < 10, took
    deadline = time.monotonic() + 10
    while (own_data / "generations" / before).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not (own_data / "generations" / before).exists()  # nothing of what was taken out lies about
    assert server.get("/api/documents/ny.md").status_code == 200


def test_a_damaged_new_index_is_refused(own_data: Path, start: Callable[..., object]) -> None:
    """The old one goes on answering, and health says why; when a good one comes, it is taken."""
    server = start(own_data)
    old = current(own_data) or ""
    bad = own_data / "generations" / "999999-badbadba"
    shutil.copytree(own_data / "generations" / old, bad)
    with (bad / "texts.sqlite").open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\xff" * 50)
    (own_data / "current").write_text(bad.name + "\n")
    deadline = time.monotonic() + 20
    while server.get("/health").json()["note"] is None and time.monotonic() < deadline:
        time.sleep(0.2)
    health = server.get("/health").json()
    assert health["generation"] == old and "gamle" in health["note"] and server.get("/health/ready").status_code == 200
    assert server.get("/api/documents").json()["total"] == 6
    (own_data / "current").write_text(old + "\n")
    deadline = time.monotonic() + 20
    while server.get("/health").json()["note"] is not None and time.monotonic() < deadline:
        time.sleep(0.2)
    assert server.get("/health").json()["note"] is None


def test_damage_to_the_index_in_use(own_data: Path, start: Callable[..., object]) -> None:
    """Where a file changes under the server, it stops answering with one clear line; when it is whole again, it answers."""
    server = start(own_data)
    path = own_data / "generations" / (current(own_data) or "") / "texts.sqlite"
    good = path.read_bytes()
    path.write_bytes(good[:9000] + b"\xff" + good[9001:])
    deadline = time.monotonic() + 20
    while server.get("/health/ready").status_code == 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    ready = server.get("/health/ready")
    assert ready.status_code == 503 and "texts.sqlite" in ready.json()["note"]
    assert server.get("/health").status_code == 200
    for address in ("/api/documents", "/api/search?q=x", "/sparql?query=ASK%7B%7D", "/id/aktoer/kl"):
        answer = server.get(address)
        assert answer.status_code == 503 and answer.headers["retry-after"] and "beskadiget" in answer.text
    path.write_bytes(good)
    deadline = time.monotonic() + 20
    while server.get("/health/ready").status_code != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert server.get("/api/documents").json()["total"] == 6


def test_no_pointer_keeps_the_index(own_data: Path, start: Callable[..., object]) -> None:
    """A pointer that is gone or nonsense changes nothing for a running server."""
    server = start(own_data)
    for said in ("../../etc\n", "", "nothing-here\n"):
        (own_data / "current").write_text(said)
        time.sleep(2.5)
        assert server.get("/api/documents").json()["total"] == 6
    (own_data / "current").unlink()
    time.sleep(2.5)
    assert server.get("/api/documents").json()["total"] == 6
