"""The tables of words are what their YAML says, read from there or from the JSON kept beside the bytecode."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import ontology

NAMES = sorted(path.stem for path in ontology.FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_its_yaml(name: str) -> None:
    """The first and the second reading agree with the file."""
    said = yaml.safe_load((ontology.FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    for _ in range(2):
        ontology.table.cache_clear()
        assert ontology.table(name) == said


def test_a_changed_table_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept is known by the content it was made from; what is kept no longer is removed, damage is mended."""
    monkeypatch.setattr(ontology, "FOLDER", tmp_path)
    monkeypatch.setattr(ontology, "_kept", lambda name, source: tmp_path / f"{name}.{hash(source)}.json")
    source = tmp_path / "ord.yaml"
    for text, said in (("[1, å]", [1, "å"]), ("{a: 2}", {"a": 2})):
        source.write_text(text, encoding="utf-8")
        ontology.table.cache_clear()
        assert ontology.table("ord") == said
    (kept,) = tmp_path.glob("ord.*.json")
    kept.write_text("{")
    ontology.table.cache_clear()
    assert ontology.table("ord") == {"a": 2} and kept.read_text() == '{"a": 2}'
    source.write_text("{1: 2024-05-01}", encoding="utf-8")  # keys and dates that JSON can't tell
    for _ in range(2):
        ontology.table.cache_clear()
        assert list(ontology.table("ord")) == [1]
    ontology.table.cache_clear()
