"""Finds and parses the files of this folder: classes and relations, shapes, vocabularies, lexicon, corrections."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import tempfile
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
    source = (FOLDER / f"{name}.yaml").read_bytes()
    kept = _kept(name, source)
    try:
        return json.loads(kept.read_bytes())
    except (OSError, ValueError):
        pass
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C twin is ten times as fast
    read = yaml.load(source.decode(), Loader=loader)  # noqa: S506 # nosec B506
    _keep(kept, read)
    return read


def _kept(name: str, source: bytes) -> Path:
    """Where a table lies as JSON, which reads twenty times as fast: beside this module's bytecode, by its own hash."""
    beside = Path(importlib.util.cache_from_source(__file__))
    return beside.with_name(f"{name}.{hashlib.sha256(source).hexdigest()[:20]}.json")


def _keep(path: Path, value: Any) -> None:
    """Writes a table as JSON, whole or not at all; leaves it where the folder can't be written or JSON says less."""
    try:
        text = json.dumps(value, ensure_ascii=False)
        if json.loads(text) != value:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(stream.name, 0o644)
        os.replace(stream.name, path)
    except (OSError, TypeError, ValueError):
        return
    for stale in path.parent.glob(f"{path.name.split('.')[0]}.*.json"):
        if stale != path:
            stale.unlink(missing_ok=True)


def vocabulary(name: str) -> Path:
    """The Turtle file of a vocabulary: `vocabulary("actors")`. Raises FileNotFoundError when there is none."""
    path = FOLDER / f"{name}.ttl"
    if not path.is_file():
        raise FileNotFoundError(f"no vocabulary named {name!r} in {FOLDER.name}/")
    return path
