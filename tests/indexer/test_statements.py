"""Statements from short texts, nothing known beforehand; and the promises on evidence that hold for any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from indexer import lexicon
from indexer.types import Modality

from .extraction import read, states

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "statements" / "texts.yaml").read_text(encoding="utf-8"))


def record_of(case: dict[str, Any]):  # type: ignore[no-untyped-def]
    """The case's text under its title, else a headline that names nothing, with its day; Markdown where it says so."""
    title, day = case.get("title", "Nyt om sagen"), case.get("day", "3. maj 2018")
    if case.get("format") == "md":
        return read(f"# {title}\n\n{day}\n\n{case['text']}\n", name="tekst.md")
    return read(f"{title}\n\n{day}\n\n{case['text']}\n")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_states_what_a_careful_reader_would(case: dict[str, Any]) -> None:
    """Every annotated triple is stated, those marked so are not, negation and modality are kept."""
    record = record_of(case)
    missing = [triple for triple in case.get("states", ()) if not any(not s.negated for s in states(record, triple))]
    assert not missing
    assert not [triple for triple in case.get("not", ()) if states(record, triple)]
    assert all(any(s.negated for s in states(record, triple)) for triple in case.get("negated", ()))
    for triple, mood in case.get("mood", ()):
        assert {s.modality for s in states(record, triple)} == {Modality(mood)}
    assert any(case.get(part) for part in ("states", "negated", "mood"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_evidence_carries_subject_and_object(case: dict[str, Any]) -> None:
    """Each entity of a statement is mentioned in its evidence or context; spans lie in the text."""
    record = record_of(case)
    mentions = {e.key: e.mentions for e in record.entities if not e.document}
    for statement in record.statements:
        spans = (statement.evidence.span, *statement.evidence.context)
        assert all(span.end <= len(record.document.text) for span in spans)
        for side in (statement.subject, statement.object):
            if isinstance(side, str) and side != "document":
                assert any(span.overlaps(m) for span in spans for m in mentions[side])


def test_furniture_states_nothing() -> None:
    """A teaser about another strategy gives no statement."""
    record = read(
        "Havet\n\n3. maj 2018\n\nTeksten handler om andet.\n\nLæs også\n\n • 13.05.16 Infrastruktur\n  Regeringen har vedtaget Vejplan 2016-2020\n"
    )
    assert [s.relation for s in record.statements if s.relation != "publishedOn"] == []


def test_speaker_of_what_is_claimed_in_a_quotation() -> None:
    """A claim inside a quotation is the speaker's."""
    record = read('Havet\n\n3. maj 2018\n\n"Havplanen indeholder 12 initiativer," siger borgmester Birgit Friis.\n')
    (count,) = states(record, "havplanen | initiativeCount | 12")
    speaker = next(e for e in record.entities if e.key == count.speaker)
    assert speaker.label == "Birgit Friis"


def test_byline_and_dateline_state_bibliography_only() -> None:
    """Who wrote and when, from the lines that say so."""
    record = read(
        "Havplanen er vedtaget\n\n09/11/2011 08:50\n\nNick Skov\n\nRegeringen har vedtaget havplanen i dag.\n"
    )
    assert {s.relation for s in record.statements if s.subject == "document"} == {"publishedOn", "author"}


def test_every_frame_has_its_classes() -> None:
    """Each frame of the lexicon names a relation and what it is said of; verbs are infinitives the grammar knows."""
    for lemma, frames in lexicon.frames().items():
        for frame in frames:
            assert frame.relation
            assert frame.done, lemma
            assert frame.doer or frame.date or frame.place, lemma
