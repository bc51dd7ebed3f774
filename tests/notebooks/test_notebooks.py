"""Each notebook runs top to bottom, offline, on the shipped corpus, and keeps its shape and its promises to readers."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import Index

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 300  # one notebook, on a machine that does other things too; alone on two cores each takes under a minute
LIBRARIES = ("nbclient", "ipykernel", "pandas", "matplotlib", "networkx", "sklearn", "pyarrow")
OFFLINE = """
import socket as _socket
_connect = _socket.socket.connect
def _local(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
        raise OSError(f"notebooks must not go online: {address}")
    return _connect(self, address)
_socket.socket.connect = _local
"""


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def figures(path: Path) -> int:
    code = "\n".join("".join(cell["source"]) for cell in cells(path) if cell["cell_type"] == "code")
    return len(re.findall(r"\bshow\(", code))


def test_there_are_seven() -> None:
    """The seven of the README, numbered."""
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{n}-" for n in range(1, 8)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_stripped_and_framed(path: Path) -> None:
    """No outputs are kept; it opens with what it shows and closes with what to try; every figure has a text."""
    found = cells(path)
    assert all(
        cell["cell_type"] != "code" or (not cell["outputs"] and cell["execution_count"] is None) for cell in found
    )
    first, last = "".join(found[0]["source"]), "".join(found[-1]["source"])
    assert first.startswith("# ") and "**Det viser notesbogen:**" in first
    assert last.startswith("## Prøv selv") and last.count("\n- ") >= 3
    code = "\n".join("".join(cell["source"]) for cell in found if cell["cell_type"] == "code")
    assert code.count("plt.subplots(") == figures(path) > 0
    assert not re.search(r"https?://(?!www\.w3\.org)", code)


def run(path: Path, index: Index) -> Iterator[dict[str, Any]]:
    """Every output of the notebook, executed in a kernel of its own that can't reach the network."""
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    book = nbformat.read(path, as_version=4)
    book.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))
    client = nbclient.NotebookClient(
        book, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    for cell in book.cells:
        yield from cell.get("outputs", [])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_to_the_end(path: Path, shipped: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell fails or warns; each figure is an SVG with a Danish text, and nothing refers to another host's files."""
    for library in LIBRARIES:
        pytest.importorskip(library, reason=f"{library} comes with the extra notebooks")
    monkeypatch.setenv("STRATEGIGRAF_DATA", str(shipped.snapshot.folder.parents[1]))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep))
    pictures = 0
    for output in run(path, shipped):
        assert output.get("name") != "stderr" or "Warning" not in output["text"], output["text"]
        html = output.get("data", {}).get("text/html", "")
        assert not re.search(r"<(script|link|iframe)\b|<img[^>]+src=\"http", html)
        for alt, kind in re.findall(r'<img alt="([^"]*)" src="data:([^;]+);', html):
            assert kind == "image/svg+xml" and len(alt) > 30
            pictures += 1
    assert pictures == figures(path)
