"""Make the compact fact extract the corpus check runs on.

    python tests/corpus/extract_facts.py FACTS_DIR [OUT.json]

Reads the fact base (YAML) and writes ``facts.json``::

    {"entries": {"strategies/fods-2016-2020": {
         "names":   ["…titles and other names, usable anywhere…"],
         "head":    {"successor": "…"},              # what the entry says outside its claims
         "claims":  {"launched": [{"value", "source_id", "confidence", "note"?}]},
         "general": ["title"]}},                      # properties known only as common knowledge
     "sources": {"fm-2016": {"title", "publisher", "date", "url"}}}

Claims of confidence ``general`` are left out, and so is every note that leans on common knowledge.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

FILES = ("strategies", "initiatives", "actors", "persons", "solutions", "themes", "conflicts")
NAME_FIELDS = ("title", "name", "abbreviation", "name_en", "prefLabel_da", "prefLabel_en")
NAME_LISTS = ("alt_names", "inflections", "abbr", "altLabels_da", "phrases_da")
SKIPPED_HEAD = {"id", "claims", "roles", "note", "mappings", "source", "source_id", "confidence", *NAME_LISTS}
UNCHECKED = "almen viden"


def entry_list(document: Any) -> list[dict[str, Any]]:
    """The one list of entries a fact file holds."""
    return next(value for value in document.values() if isinstance(value, list))


def claim_extract(claim: dict[str, Any]) -> dict[str, Any]:
    """One claim without its address; the note goes where it leans on common knowledge."""
    kept: dict[str, Any] = {
        key: claim[key] for key in ("value", "source_id", "confidence", "entity", "property") if key in claim
    }
    note = claim.get("note", "")
    if note and UNCHECKED not in note:
        kept["note"] = note
    return kept


def names_of(entry: dict[str, Any], general: set[str]) -> list[str]:
    """Every name of the entry, except a title no source has shown."""
    names = [entry[field] for field in NAME_FIELDS if entry.get(field) and field not in general]
    for field in NAME_LISTS:
        names.extend(entry.get(field) or [])
    return [str(name) for name in names]


def entry_extract(entry: dict[str, Any], is_conflict: bool) -> dict[str, Any]:
    """One entry: names, head fields, claims by property, and the properties left out."""
    claims: dict[str, list[dict[str, Any]]] = {}
    left_out: set[str] = set()
    for claim in [*entry.get("claims", []), *entry.get("roles", [])]:
        if claim.get("confidence") == "general":
            left_out.add(claim["property"])
        else:
            claims.setdefault(claim["property"], []).append(claim_extract(claim))
    general = left_out - claims.keys()
    head = {key: value for key, value in entry.items() if key not in SKIPPED_HEAD and key not in general and value}
    if is_conflict:
        head["assessment"] = " ".join(s for s in str(entry["assessment"]).split(". ") if UNCHECKED not in s)
    names = [] if is_conflict else names_of(entry, general)
    return {"names": names, "head": head, "claims": claims, "general": sorted(general)}


def extract(directory: Path) -> dict[str, Any]:
    """The whole extract from a directory of fact files."""
    entries: dict[str, Any] = {}
    for kind in FILES:
        for entry in entry_list(yaml.safe_load((directory / f"{kind}.yaml").read_text("utf-8"))):
            entries[f"{kind}/{entry['id']}"] = entry_extract(entry, kind == "conflicts")
    sources = entry_list(yaml.safe_load((directory / "sources.yaml").read_text("utf-8")))
    fields = ("title", "publisher", "date", "url")
    return {"entries": entries, "sources": {s["id"]: {f: s.get(f) for f in fields} for s in sources}}


def main(arguments: list[str]) -> None:
    """Write the extract beside this script, or where the second argument says."""
    out = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).with_name("facts.json")
    text = json.dumps(extract(Path(arguments[0])), ensure_ascii=False, indent=0, default=str, sort_keys=True)
    out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
