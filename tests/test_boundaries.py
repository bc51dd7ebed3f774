"""What a folder must not know of another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", sorted(ROOT.glob("indexer/**/*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_indexer_knows_nothing_of_the_doors(path: Path) -> None:
    """indexer/ never imports api/, a web framework or the command line's library."""
    assert not imported(path) & {"api", "fastapi", "starlette", "typer", "click", "uvicorn"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("ontology/*.py")), ids=lambda p: p.name)
def test_the_ontology_knows_nothing_of_the_code(path: Path) -> None:
    """ontology/ is data: it imports neither of our packages."""
    assert not imported(path) & {"api", "indexer"}


def test_the_first_nouns_import_nothing_of_ours() -> None:
    """types.py can be read before anything else."""
    source = (ROOT / "indexer" / "types.py").read_text(encoding="utf-8")
    assert "from ." not in source and "import indexer" not in source
