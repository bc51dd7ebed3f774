"""Checking document by document finds what checking the whole graph finds, and whose document it is."""

from __future__ import annotations

import dataclasses

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


def check(found: Resolution) -> tuple[tuple[shacl.Violation, ...], frozenset[str]]:
    things = {thing.iri: thing for thing in found.things}
    checked = conformance.Checked(found.documents, things, found.claims)
    return conformance.check(checked, iris.BASE, "v", 1, lambda done, total: None)


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


def test_who_violates_a_shape_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the documents of the batch with the violation are suspects, so that the next build looks at them again."""
    monkeypatch.setattr(conformance, "_BATCH", 1)
    good, bad, too = (record(d, "agreedBy", o) for d, o in (("a", "board"), ("b", "theme"), ("c", "board")))
    assert check(resolution(good, too)) == ((), frozenset())
    violations, suspects = check(resolution(good, bad, too))
    assert violations and suspects == {"b"}


def test_a_thing_is_checked_by_itself() -> None:
    """A thing that no claim in sight speaks of is held against its own shape."""
    thing = resolution(record("a", "agreedBy", "board")).things[0]
    bad = dataclasses.replace(thing, label="")
    for one, fits in ((thing, True), (bad, False)):
        alone = conformance.Checked((), {}, (), (one,))
        assert (not conformance.check(alone, iris.BASE, "v", 1, lambda done, total: None)[0]) is fits
