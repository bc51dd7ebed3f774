"""What the corpus tests share: the corpus as text, the fact extract, and this directory on the path."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import fact_check  # noqa: E402
import read_texts  # noqa: E402


@pytest.fixture(scope="session")
def facts() -> dict[str, Any]:
    """The fact extract; see ``extract_facts.py`` for its shape."""
    loaded: dict[str, Any] = json.loads((HERE / "facts.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def names(facts: dict[str, Any]) -> fact_check.Names:
    """Every name of the fact base."""
    return fact_check.Names(facts)


@pytest.fixture(scope="session")
def texts() -> list[read_texts.Text]:
    """Every document of the corpus that ships."""
    return read_texts.read_all(HERE.parents[1] / "corpus")
