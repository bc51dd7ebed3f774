"""Plans are runnable queries composed from the relations a question points to and the things it means."""

from __future__ import annotations

import pytest

from api import Index
from api.plan import frames, plans, rows
from api.question import parse
from api.things import things
from indexer.iris import term

POINTED = [
    ("Hvem godkendte varmeplanen?", "agreedBy", "Byrådet"),
    ("Hvornår blev cykelstrategien Let på pedalerne vedtaget?", "launchedOn", "2023-03-14"),
    ("Hvor mange delprojekter har varmeplanen?", "initiativeCount", "7"),
]


@pytest.mark.parametrize(("text", "relation", "value"), POINTED, ids=[text for text, _, _ in POINTED])
def test_a_plan_runs_and_answers(practice: Index, text: str, relation: str, value: str) -> None:
    """The question's words point to the relation; the graph's claim gives value, document and place."""
    question = parse(text)
    made = [plan for plan in plans(question, things(practice).meant(question)) if plan.relation == relation]
    assert made
    found = [row for plan in made for row in rows(practice, plan)]
    assert value.casefold() in {row.value.casefold() for row in found}
    for row in found:
        assert 0 <= row.start < row.end <= len(practice.texts.text(row.doc_id))


def test_a_thing_of_another_period_is_not_meant(practice: Index) -> None:
    """A year in the question rules out a thing whose own years are others."""
    labels = [m.row.label for m in things(practice).meant(parse("Hvad sagde aftalen Kulturaftalen fra 1999?"))]
    assert not [label for label in labels if "2018" in label]


def test_every_relation_is_in_the_ontology() -> None:
    """What asking.yaml points to exists in strategi.ttl."""
    import ontology

    schema = ontology.SCHEMA.read_text(encoding="utf-8")
    assert frames()
    for frame in frames():
        assert f"sg:{frame.relation} a owl:" in schema, term(frame.relation)
