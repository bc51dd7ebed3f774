"""The corpus has the size and variety promised, and every document its metadata."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import read_texts

FIELDS = {"title", "date", "kind", "publisher", "language", "license", "sources", "claims"}


def test_at_least_eighty_documents_and_thirty_thousand_words(texts: list[read_texts.Text]) -> None:
    assert len(texts) >= 80
    assert sum(len(text.text.split()) for text in texts) >= 30_000


def test_every_form_a_source_can_have_is_there(texts: list[read_texts.Text]) -> None:
    formats = Counter(Path(text.path).suffix for text in texts)
    assert formats[".md"] > len(texts) / 2
    assert min(formats[suffix] for suffix in (".txt", ".html", ".pdf", ".docx")) >= 2
    kinds = {str(text.meta.get("kind")) for text in texts}
    assert {"nyhed", "referat", "faq", "leder", "portræt", "tale", "løsning"} <= kinds


def test_metadata_is_complete(texts: list[read_texts.Text]) -> None:
    for text in texts:
        assert text.meta.keys() >= FIELDS, text.path
        assert (text.meta["publisher"], text.meta["language"], text.meta["license"]) == (
            "strategigraf",
            "da",
            "CC BY 4.0",
        ), text.path
        datetime.date.fromisoformat(str(text.meta["date"]))
        assert text.meta["claims"], text.path


def test_sources_are_shown_as_the_fact_base_has_them(texts: list[read_texts.Text], facts: dict[str, Any]) -> None:
    for text in texts:
        assert text.meta["sources"], text.path
        for source in text.meta["sources"]:
            known = facts["sources"][source["id"]]
            assert source["title"] == known["title"], (text.path, source)
            is_web = str(known["url"]).startswith("http")
            assert source.get("url") == (known["url"] if is_web else None), (text.path, source)


def test_sources_carry_the_claims(texts: list[read_texts.Text], facts: dict[str, Any]) -> None:
    """Every claim used has at least one of its sources among those the document shows."""
    for text in texts:
        shown = {source["id"] for source in text.meta["sources"]}
        for claim in text.meta["claims"]:
            entry, _, name = claim.rpartition(".")
            known = facts["entries"].get(entry, {}).get("claims", {}).get(name)
            if known:
                assert shown & {c["source_id"] for c in known} or all(c["confidence"] == "derived" for c in known), (
                    text.path,
                    claim,
                )
