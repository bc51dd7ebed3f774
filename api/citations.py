"""Evidence to citations: quotes cut from the canonical text by their offsets, never looked for again."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from indexer import iris
from indexer.rdf import PREFIXES

from . import wording
from .contract import Citation, CitedStatement, DocumentRef
from .reading import Scored

if TYPE_CHECKING:
    from .index import Index

Place = tuple[str, int, int]
_CLAIMS = """SELECT ?s ?p ?o ?from ?to ?slabel ?olabel WHERE {{
  ?evidence oa:hasSource <{doc}> ; oa:hasSelector ?position .
  ?position oa:start ?from ; oa:end ?to .
  ?claim prov:wasDerivedFrom ?evidence ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:negated false .
  ?s ?p ?o .
  OPTIONAL {{ ?s rdfs:label ?slabel }} OPTIONAL {{ ?o rdfs:label ?olabel }}
}}"""
MOST_STATEMENTS = 6
KEPT = 2_000  # documents whose claims are held in memory


class Citer:
    """Cuts citations of one index; the claims of each document are read once, and kept while there is room."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._claims: dict[str, list[tuple[int, int, CitedStatement]]] = {}

    def cite(self, places: Iterable[tuple[Scored, int, int]], most: int) -> list[Citation]:
        """Citations of stretches (sentence, start, end), each once, numbered from 1 in the order given."""
        out: list[Citation] = []
        seen: list[Place] = []
        for scored, start, end in places:
            doc_id = scored.sentence.doc_id
            if any(doc_id == d and start < b and a < end for d, a, b in seen) or len(out) >= most:
                continue
            seen.append((doc_id, start, end))
            out.append(self._one(len(out) + 1, scored, start, end))
        return out

    def _one(self, n: int, scored: Scored, start: int, end: int) -> Citation:
        doc_id = scored.sentence.doc_id
        document = self._index.texts.document(doc_id)
        text = scored.view.text
        ref = DocumentRef(
            iri=document.iri, title=document.title, publisher=document.publisher, date=document.date, url=document.url
        )
        passage = scored.view.record.passages[scored.sentence.part]
        return Citation(
            n=n,
            doc_id=doc_id,
            document=ref,
            passage=iris.passage(self._index.base, doc_id, passage.span.start, passage.span.end, passage.span.of(text)),
            quote=text[start:end],
            start=start,
            end=end,
            score=round(max(0.0, scored.score), 4),
            statements=tuple(self._statements(doc_id, document.iri, start, end)),
        )

    def _statements(self, doc_id: str, iri: str, start: int, end: int) -> list[CitedStatement]:
        claims = self._claims.get(doc_id)
        if claims is None:
            claims = self._read(iri)
            if len(self._claims) >= KEPT:
                self._claims = {}
            self._claims[doc_id] = claims
        found: dict[str, CitedStatement] = {}
        for a, b, statement in claims:
            if a < end and start < b:
                found.setdefault(statement.text, statement)
        return list(found.values())[:MOST_STATEMENTS]

    def _read(self, iri: str) -> list[tuple[int, int, CitedStatement]]:
        rows = self._index.graph.select(_CLAIMS.format(doc=iri))
        out = []
        for row in rows:
            s, p, o = row["s"].value, row["p"].value, row["o"].value
            subject = row["slabel"].value if "slabel" in row else "citatet"
            thing = row["olabel"].value if "olabel" in row else wording.literal(o)
            text = wording.statement(subject, p.removeprefix(PREFIXES["sg"]), thing)
            out.append((int(row["from"].value), int(row["to"].value), CitedStatement(s=s, p=p, o=o, text=text)))
        return sorted(out, key=lambda item: (item[0], item[1], item[2].s, item[2].p, item[2].o, item[2].text))


_CITERS: weakref.WeakKeyDictionary[Index, Citer] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def citer(index: Index) -> Citer:
    """The citer of an index, made on first use."""
    with _OPENING:
        found = _CITERS.get(index)
        if found is None:
            found = _CITERS[index] = Citer(index)
        return found


def sentence_place(scored: Scored) -> tuple[Scored, int, int]:
    """A whole sentence as a place to cite."""
    return scored, scored.sentence.start, scored.sentence.end


def distinct(places: Sequence[tuple[Scored, int, int]]) -> list[tuple[Scored, int, int]]:
    """Places in order, each stretch once."""
    return list({(s.sentence.doc_id, a, b): (s, a, b) for s, a, b in places}.values())
