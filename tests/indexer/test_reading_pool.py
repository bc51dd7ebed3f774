"""The reading pool: order, limits, and that nothing a document does stops the others or leaves a process behind."""

from __future__ import annotations

import dataclasses
import io
import os
import threading
import time
import zlib
from pathlib import Path

import pytest

from indexer import reading_child, reading_pool
from indexer.documents import read_document
from indexer.errors import UnreadableDocument
from indexer.reading_child import decode, encode
from indexer.reading_pool import ReadingPool
from indexer.settings import Settings
from indexer.types import Document

PAGE = "<html><body><main><h1>Side {}</h1><p>Regionen bygger bro nummer {} i år.</p></main></body></html>"


def page(number: int) -> bytes:
    return PAGE.format(number, number).encode()


def slow_markdown() -> bytes:
    """Markdown that takes longer than a tenth of a second and is too large for this process."""
    return ("Et afsnit om *broer* og [veje](x) ved kysten.\n\n" * 60_000).encode()


def test_order_and_content() -> None:
    """Results come in the order of the items, whoever is done first, and are what reading here gives."""
    items = []
    for number in range(12):
        items.append((f"{number}.html", (f"{number}.html", page(number)), None))
        items.append((f"{number}.txt", (f"{number}.txt", f"Tekst nummer {number}.".encode()), b"publisher: Havnen"))
    with ReadingPool(2, Settings()) as pool:
        found = list(pool.read(items))
    assert [doc_id for doc_id, _ in found] == [item[0] for item in items]
    for (doc_id, result), (_, (name, data), sidecar) in zip(found, items, strict=True):
        assert result == read_document(doc_id, name, data, sidecar, Settings())


def test_document_survives_the_pipe() -> None:
    """Zones, cells, sources and spans come back from a child as they went in."""
    data = b"---\ntitle: A\nsources: [{id: x, title: y}]\n---\n# T\n\n| a | b |\n|---|---|\n| 1 | |\n\n4. maj 2021\n"
    found = read_document("a.md", "a.md", data, None, Settings())
    assert found.zones and found.metadata.sources
    assert decode(encode(found)) == found


def test_paths(tmp_path: Path) -> None:
    """Paths are read; what is missing, too large, no file, or named oddly gives one line and stops nothing."""
    good = tmp_path / "linje\nskift.txt"
    good.write_text("Hej med dig.")
    (tmp_path / "stor.txt").write_text("x" * 2000)
    (tmp_path / "mappe.txt").mkdir()
    os.mkfifo(tmp_path / "kø.txt")
    names = ["mangler.txt", "stor.txt", "mappe.txt", "kø.txt", "linje\nskift.txt"]
    with ReadingPool(2, dataclasses.replace(Settings(), max_bytes=1000)) as pool:
        found = list(pool.read((name, tmp_path / name, None) for name in names))
    assert [type(result) for _, result in found] == [UnreadableDocument] * 4 + [Document]
    for _, result in found[:4]:
        assert "\n" not in str(result) and str(tmp_path) not in str(result)


def test_sidecar_paths(tmp_path: Path) -> None:
    """A sidecar that is a pipe or a gigabyte is refused before it is read."""
    (tmp_path / "a.txt").write_text("Hej med dig.")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "stor.yaml").write_bytes(b"#" * 2_000_000)
    (tmp_path / "god.yaml").write_text("publisher: Havnen")
    with ReadingPool(1, Settings()) as pool:
        found = [
            r
            for _, r in pool.read(
                ("a.txt", tmp_path / "a.txt", tmp_path / n) for n in ("pipe.yaml", "stor.yaml", "god.yaml")
            )
        ]
    assert [type(result) for result in found] == [UnreadableDocument, UnreadableDocument, Document]
    assert isinstance(found[2], Document) and found[2].metadata.publisher == "Havnen"


def test_time_limit() -> None:
    """A document that takes too long is ended and told; the next is read by a new child."""
    items = [("a.md", ("a.md", slow_markdown()), None), ("b.html", ("b.html", page(1)), None)]
    begin = time.perf_counter()
    with ReadingPool(1, dataclasses.replace(Settings(), read_seconds=0.7)) as pool:
        (_, first), (_, second) = pool.read(items)
    assert isinstance(first, UnreadableDocument) and "sekunder" in str(first)
    assert isinstance(second, Document) or "sekunder" in str(second)
    assert time.perf_counter() - begin < 10


def memory_bomb() -> bytes:
    """A PDF of some kilobytes whose one image-free page draws a string of a gigabyte."""
    content = zlib.compress(b"BT /F1 9 Tf (" + b"a" * 70_000_000 + b") Tj ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R 3 0 R 3 0 R 3 0 R 3 0 R 3 0 R]/Count 8>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, c) for n, c in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def test_bomb_beside_others() -> None:
    """A PDF that unpacks to more than a child may hold ends in a line; its neighbours are read."""
    items = [(f"{n}.html", (f"{n}.html", page(n)), None) for n in range(3)]
    items.insert(1, ("bombe.pdf", ("bombe.pdf", memory_bomb()), None))
    begin = time.perf_counter()
    with ReadingPool(2, dataclasses.replace(Settings(), read_seconds=5.0)) as pool:
        found = dict(pool.read(items))
    assert isinstance(found["bombe.pdf"], UnreadableDocument) and "\n" not in str(found["bombe.pdf"])
    assert [type(found[f"{n}.html"]) for n in range(3)] == [Document] * 3
    assert time.perf_counter() - begin < 20


def test_killed_child_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that dies with a document gives a line, and the pool goes on."""
    killed: list[reading_pool._Child] = []
    real = reading_pool._Child.read

    def shot(self: reading_pool._Child, *args: object) -> object:
        if not killed:
            killed.append(self)
            self._process.kill()
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(reading_pool._Child, "read", shot)
    with ReadingPool(1, Settings()) as pool:
        (_, first), (_, second) = pool.read([(f"{n}.html", (f"{n}.html", page(n)), None) for n in range(2)])
    assert isinstance(first, UnreadableDocument) and "gik ned" in str(first)
    assert isinstance(second, Document)


def test_no_child_for_light_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small text and Markdown start no process: a build of a few texts does not wait for one."""
    monkeypatch.setattr(reading_pool, "_Child", None)
    with ReadingPool(4, Settings()) as pool:
        found = list(pool.read([("a.txt", ("a.txt", b"Hej."), None), ("b.md", ("b.md", b"# Hej\n\nMed dig."), None)]))
    assert all(isinstance(result, Document) for _, result in found)


def test_given_up_half_way() -> None:
    """A reader who stops after the first result leaves neither process nor thread behind."""
    pool = ReadingPool(2, Settings())
    with pool:
        results = pool.read((f"{n}.html", (f"{n}.html", page(n)), None) for n in range(50))
        next(results)
        children = list(pool._all)
        results.close()
    assert children and all(child._process.poll() is not None for child in children)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reading")]


def test_child_prints_nothing_into_the_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with ReadingPool(1, Settings()) as pool:
        list(pool.read([("a.pdf", ("a.pdf", b"%PDF-1.4 x"), None)]))
    out, err = capfdbinary.readouterr()
    assert out == err == b""


def test_memory_error_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that runs out of memory says so and asks to be replaced."""

    def greedy(*_: object) -> Document:
        raise MemoryError

    monkeypatch.setattr(reading_child, "read_document", greedy)
    reply, healthy = reading_child._answer({"doc_id": "a", "name": "a.txt", "max_bytes": 9}, b"x", None)
    assert "hukommelse" in reply["error"] and not healthy


def test_frames() -> None:
    """Frames come back as they were sent; a torn one is the end."""
    stream = io.BytesIO()
    reading_child.send(stream, b"en", b"", b"tre")
    stream.seek(0)
    assert [reading_child.receive(stream) for _ in range(4)] == [b"en", b"", b"tre", None]
    assert reading_child.receive(io.BytesIO(stream.getvalue()[:9])) is None
