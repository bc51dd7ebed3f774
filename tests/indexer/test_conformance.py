"""Checking document by document finds what checking the whole graph finds, and does not check twice."""

from __future__ import annotations

import pytest

from indexer import conformance, iris, rdf, shacl
from indexer.resolve import Resolution, resolve
from indexer.types import Document, DocumentRecord, Entity, Evidence, Literal, Metadata, Passage, Span, Statement, Zone

TEXT = "Havnerådet indgik Havnepagten med 12 initiativer."


def record(doc_id: str, relation: str, value: str | Literal) -> DocumentRecord:
    whole = Span(0, len(TEXT))
    entities = (
        Entity("pact", "Havnepagten", "Agreement", mentions=(Span(18, 29),)),
        Entity("board", "Havnerådet", "Organisation", mentions=(Span(0, 10),)),
        Entity("theme", "havne", "Theme", mentions=(Span(0, 5),)),
    )
    return DocumentRecord(
        Document(doc_id, TEXT, (), Metadata(doc_id)),
        (Passage(doc_id, whole, Zone.BODY, (whole,)),),
        (),
        entities,
        (Statement("pact", relation, value, Evidence(whole)),),
    )


def resolution(*records: DocumentRecord) -> Resolution:
    return resolve(records, iris.BASE, {})


def whole(found: Resolution) -> tuple[shacl.Violation, ...]:
    parts = (found.documents, found.things, found.claims, found.places)
    return shacl.validate(shacl.to_rdflib(rdf.quads(*parts, iris.BASE, "v")))


def check(
    found: Resolution, known: frozenset[bytes] = frozenset()
) -> tuple[tuple[shacl.Violation, ...], frozenset[bytes], int]:
    batches = []
    violations, conforming = conformance.check(
        found, iris.BASE, "v", known, 1, lambda done, total: batches.append(done)
    )
    return violations, conforming, len(batches)


@pytest.mark.parametrize(
    ("relation", "value"),
    [
        ("agreedBy", "board"),
        ("agreedBy", "theme"),
        ("concernsTheme", "board"),
        ("initiativeCount", Literal("mange", "text")),
    ],
)
def test_bundles_find_what_the_whole_graph_shows(relation: str, value: str | Literal) -> None:
    """A wrong type or value is found with the same message, in whichever document it stands."""
    found = resolution(record("a", "agreedBy", "board"), record("b", relation, value))
    assert check(found)[0] == whole(found)
    assert bool(whole(found)) == ((relation, value) != ("agreedBy", "board"))


def test_what_conformed_is_not_checked_again() -> None:
    """With the digests of the last time nothing is checked; after an edit of one document only its bundle is."""
    found = resolution(record("a", "agreedBy", "board"), record("b", "agreedBy", "board"))
    _, conforming, batches = check(found)
    assert batches == 1 and len(conforming) == 2
    assert check(found, conforming) == ((), conforming, 0)
    edited = resolution(record("a", "agreedBy", "board"), record("b", "agreedBy", "theme"))
    violations, kept, batches = check(edited, conforming)
    assert batches == 1 and violations and len(kept) <= 1
