"""What is asked of one thing is read of that thing alone, and gives what reading everything gives."""

from __future__ import annotations

import pytest

from api import Index, figures
from api.library import DOCUMENTS, Library


@pytest.mark.parametrize("relation", ["launchedOn", "responsibleActor", "initiativeCount", "validTo"])
def test_one_thing_is_read_alone(practice: Index, relation: str) -> None:
    """The claims about one thing, and those whose value one thing is, are those of the whole relation."""
    whole = figures.Figures(practice).all(relation)
    alone = figures.Figures(practice)
    for one in whole:
        assert alone.of(relation, one.row.iri) == [f for f in whole if f.row.iri == one.row.iri]
        if one.other:
            assert alone.tied(relation, one.value) == [f for f in whole if f.value == one.value]
    assert not alone._known  # nothing was read whole


def test_very_many_claims_are_not_read_together(practice: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a relation has more claims than anybody could check, none are reckoned with, but one thing's are told."""
    relation = max(practice.manifest.counts["relations"], key=practice.manifest.counts["relations"].__getitem__)
    one = figures.Figures(practice).all(relation)[0]
    monkeypatch.setattr(figures, "MOST", 0)
    many = figures.Figures(practice)
    assert many.all(relation) == ()
    assert one in many.of(relation, one.row.iri)


def test_texts_tell_of_few_without_reading_all(practice: Index) -> None:
    """The first names, the things most spoken of, and things by IRI are those that reading everything shows."""
    texts = practice.texts
    every = texts.entities()
    assert texts.names(2) == [row.doc_id for row in texts.documents()][:2]
    assert Library(practice).small == (len(texts.documents()) <= DOCUMENTS)
    asked = [row.iri for row in every[8:2:-1]]
    assert texts.entities_of([*asked, "no:thing"]) == every[3:9]
    kinds = {"Organisation", "Person"}
    named = sorted((r for r in every if r.type in kinds and r.mentions > 1), key=lambda r: (-r.mentions, r.iri))
    assert texts.most_mentioned(kinds, 3) == named[:3]
    thing = max(every, key=lambda row: row.mentions)
    assert texts.passages_mentioning(thing.iri, 1) == texts.passages_mentioning(thing.iri)[:1]
