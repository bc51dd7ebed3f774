"""Danish for what commands tell of an index: a build's report, its contents, a list of hits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.build import Built

from .index import Index
from .retrieval import Hit

_MAX_SKIPS = 50


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def built_text(built: Built, data: Path) -> str:
    """A build's report, one fact a line."""
    lines = [
        f"{_count(built.read, 'dokument', 'dokumenter')} læst, {built.unchanged} uændret, {built.removed} fjernet, "
        f"{len(built.skipped)} sprunget over",
        f"{_count(built.passages, 'tekststykke', 'tekststykker')}, {built.triples} tripler; grafen "
        + ("overholder alle former" if built.conforms else f"bryder formerne {len(built.violations)} steder"),
    ]
    lines += [f"sprunget over: {skip.path}: {skip.reason}" for skip in built.skipped[:_MAX_SKIPS]]
    if len(built.skipped) > _MAX_SKIPS:
        lines.append(f"… og {len(built.skipped) - _MAX_SKIPS} til")
    lines += [f"bemærk: {note}" for note in built.notes]
    seconds = f"{built.seconds:.1f}".replace(".", ",")
    lines.append(f"indeks {built.hash[:12]} i {data} på {seconds} s")
    return "\n".join(lines)


def info_values(index: Index) -> dict[str, Any]:
    """What `info --json` prints."""
    made = index.manifest
    return {
        "index": made.hash,
        "generation": index.generation,
        "base": made.base,
        "version": made.version,
        "encoder": made.encoder,
        "engine": made.engine,
        "settings": made.settings,
        "conforms": made.conforms,
        **made.counts,
        "kept": [entry.doc_id for entry in made.documents if entry.kept],
        "notes": list(made.notes),
    }


def info_text(values: dict[str, Any]) -> str:
    """The same for people."""
    names = ", ".join(f"{name} {count}" for name, count in values["entities"].items())
    return "\n".join(
        [
            f"indeks       {values['index']}",
            f"dokumenter   {values['documents']}",
            f"tekststykker {values['passages']}",
            f"udsagn       {values['statements']} (heraf uenige: {values['conflicts']})",
            f"tripler      {values['triples']}",
            f"ting         {names}",
            f"model        {values['encoder']} ({values['engine']})",
            f"udgave       {values['version']}",
            f"base         {values['base']}",
        ]
    )


def hits_text(hits: Sequence[Hit]) -> str:
    """Ranked hits for people: where, what, and why."""
    if not hits:
        return "ingen tekststykker svarer til det"
    lines = []
    for hit in hits:
        date = f", {hit.date}" if hit.date else ""
        lines.append(f"{hit.rank}. {hit.title}{date} ({hit.doc_id}, {hit.score:.4f})")
        lines.append("   " + " ".join(hit.text.split()))
        lines.append(f"   {hit.why}")
    return "\n".join(lines)
