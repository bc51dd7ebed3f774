"""schemathesis finds nothing wrong: what OpenAPI says of every door is what the door does."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.mark.skipif(importlib.util.find_spec("schemathesis") is None, reason="schemathesis is not installed")
def test_a_slice_of_schemathesis(server) -> None:
    """Some hundred cases over all operations, /sparql among them. The whole: tests/bench/openapi.py."""
    command = [
        sys.executable,
        str(BENCH / "openapi.py"),
        server.base,
        "--cases",
        "100",
        "--examples",
        "4",
        "--seed",
        "5",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr[-4000:]
    assert json.loads(done.stdout)["cases"] >= 100
