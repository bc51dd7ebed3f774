"""Comunica, the SPARQL client of web pages, asks our endpoint; where Node and Comunica are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "bench" / "comunica.cjs"


@pytest.fixture(scope="module")
def said(server) -> dict[str, Any]:
    """What each query of the script gave, with the source named as SPARQL, and (`found_`) recognised by Comunica."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    have = subprocess.run([node, "-e", "require('@comunica/query-sparql')"], capture_output=True, cwd="/")
    if have.returncode:
        pytest.skip("NODE_PATH leads to no @comunica/query-sparql that this Node can load")
    done = subprocess.run(
        [node, str(SCRIPT), f"{server.base}/sparql"], capture_output=True, text=True, timeout=120, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("source", ["", "found_"])
def test_comunica_reads_our_results(server, said: dict[str, Any], source: str) -> None:
    """SELECT, ASK, CONSTRUCT, OPTIONAL and sg:soeg give what they give by HTTP; a refusal carries our words."""
    assert said[source + "select"]["rows"] == 6 and said[source + "ask"] is True
    assert said[source + "construct"] == {"quads": 6} and said[source + "optional"]["rows"] == 3
    assert said[source + "join"]["rows"] > 0 and said[source + "soeg_join"]["rows"] > 0
    query = 'SELECT ?stykke ?score { (?stykke ?score) sg:soeg ("digital post" 5) . ?stykke a sg:Passage }'
    ours = server.sparql(query).json()["results"]["bindings"]
    found = said[source + "soeg"]
    assert found["rows"] == len(ours) == 5
    assert found["first"] == [ours[0]["stykke"]["value"], ours[0]["score"]["value"]]
    assert "SERVICE kan ikke bruges" in said[source + "bad"]["error"]
