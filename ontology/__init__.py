"""Finds and parses the files of this folder: classes and relations, shapes, vocabularies, lexicon, corrections."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SCHEMA = FOLDER / "strategi.ttl"
SHAPES = FOLDER / "shapes.ttl"
CONTEXT = FOLDER / "context.jsonld"
LEXICON = FOLDER / "lexicon.yaml"
CORRECTIONS = FOLDER / "corrections.yaml"


def vocabulary(name: str) -> Path:
    """The Turtle file of a vocabulary: `vocabulary("actors")`. Raises FileNotFoundError when there is none."""
    path = FOLDER / f"{name}.ttl"
    if not path.is_file():
        raise FileNotFoundError(f"no vocabulary named {name!r} in {FOLDER.name}/")
    return path
