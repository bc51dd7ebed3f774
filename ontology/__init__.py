"""Finds and parses the files of this folder: classes and relations, shapes, vocabularies, lexicon, corrections."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
SCHEMA = FOLDER / "strategi.ttl"
SHAPES = FOLDER / "shapes.ttl"
CONTEXT = FOLDER / "context.jsonld"
LEXICON = FOLDER / "lexicon.yaml"
CORRECTIONS = FOLDER / "corrections.yaml"


@functools.cache
def table(name: str) -> Any:
    """What a YAML file of this folder holds, read once: `table("synonyms")`. Not to be changed by who gets it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C twin is ten times as fast
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 # nosec B506


def vocabulary(name: str) -> Path:
    """The Turtle file of a vocabulary: `vocabulary("actors")`. Raises FileNotFoundError when there is none."""
    path = FOLDER / f"{name}.ttl"
    if not path.is_file():
        raise FileNotFoundError(f"no vocabulary named {name!r} in {FOLDER.name}/")
    return path
