"""A query of the user's own, run in this process: what the command line and Python share. Strangers' go to workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer.errors import QueryError

from . import soeg, sparql_guard

if TYPE_CHECKING:
    from .index import Index


def run(index: Index, query: str) -> Any:
    """The engine's own result; our prefixes and `sg:soeg` are known. There is no time limit.

    Raises QueryError in Danish with the parser's message, also for updates and for SERVICE: nothing is ever fetched.
    """
    sparql_guard.check(query)
    if sparql_guard.has_word(query, "SERVICE"):
        raise QueryError("SERVICE kan ikke bruges her: forespørgsler besvares kun af denne graf.")

    def search(text: str, hits: int) -> list[soeg.Found]:
        found = index.retriever.search(text, hits)
        return [soeg.Found(hit.passage, hit.score, hit.start, hit.end) for hit in found]

    rewritten = soeg.rewrite(query, search)
    try:
        return index.graph.query(rewritten)
    except QueryError as error:
        raise QueryError(f"forespørgslen kan ikke læses (grafen kan spørges, ikke ændres): {error}") from error
