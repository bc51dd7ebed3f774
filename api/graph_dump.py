"""What `strategigraf graph` prints: for each document, its entities and statements by label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.errors import NotFound

from .index import Index


def graph_dump(index: Index, doc_ids: Sequence[str] | None = None) -> dict[str, Any]:
    """The contract's JSON of some documents, or of all. Raises NotFound for a doc_id the index does not hold."""
    from indexer.graph_json import document_json

    known = [document.doc_id for document in index.texts.documents()]
    wanted = list(doc_ids) if doc_ids else known
    for doc_id in wanted:
        if doc_id not in known:
            raise NotFound(f"indekset har intet dokument, der hedder {doc_id!r}. Se dem med: strategigraf info")
    return {"documents": [document_json(index.texts.record(d), index.texts.keys(d).get) for d in wanted]}
