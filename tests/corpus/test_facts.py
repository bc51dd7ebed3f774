"""Every number, date and name of the corpus stands in the fact base, and planted errors are found."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import fact_check
import mutate
import pytest
import read_texts

Facts = dict[str, Any]
META = {
    "title": "Prøve",
    "date": "2016-05-17",
    "claims": [
        "strategies/fods-2016-2020.launched",
        "strategies/fods-2016-2020.initiative_count",
        "conflicts/K-2016-lancering",
        "persons/sophie-loehde.role",
    ],
    "sources": [{"id": "fm-2016"}],
}
TRUE_TEXT = """Regeringen, KL og Danske Regioner lancerede strategien for 2016-2020 torsdag den 12. maj 2016.
Den har 33 initiativer, og Sophie Løhde blev minister for offentlig innovation. Digitaliseringsstyrelsens oversigt
nævner treogtredive."""


def kinds(text: str, facts: Facts, **changes: Any) -> set[str]:
    """The kinds of finding in a text under the sample metadata."""
    return {finding.kind for finding in fact_check.check(text, META | changes, facts)}


def test_the_corpus_has_no_findings(texts: list[read_texts.Text], facts: Facts, names: fact_check.Names) -> None:
    found = [(t.path, f) for t in texts for f in fact_check.check(t.text, t.meta, facts, names)]
    assert found == []


def test_a_true_text_has_no_findings(facts: Facts) -> None:
    assert kinds(TRUE_TEXT, facts) == set()


@pytest.mark.parametrize(
    ("true", "planted", "kind"),
    [
        ("maj 2016", "maj 2014", "date"),
        ("den 12. maj", "den 13. juni", "date"),
        ("torsdag", "onsdag", "weekday"),
        ("2016-2020", "2015-2020", "period"),
        ("33 initiativer", "34 initiativer", "number"),
        ("treogtredive", "toogtredive", "number"),
        ("33 initiativer", "4.200 initiativer", "number"),
        ("33 initiativer", "initiativ 9.9", "label"),
        ("Sophie Løhde", "Sophie Zeberg", "name"),
        ("Danske Regioner", "Danske Kommuner", "name"),
        ("Digitaliseringsstyrelsens oversigt", "Så nævner Kurt et tal og oversigten", "name"),
    ],
)
def test_planted_errors_are_found(facts: Facts, true: str, planted: str, kind: str) -> None:
    assert true in TRUE_TEXT
    assert kind in kinds(TRUE_TEXT.replace(true, planted), facts)


@pytest.mark.parametrize(
    "claim",
    [
        "strategies/fods-2017.launched",
        "strategies/fods-2016-2020.shoe_size",
        "strategies/digital-forvaltning-2004.title",
    ],
    ids=["unknown entry", "unknown property", "common knowledge"],
)
def test_claims_that_may_not_be_used_are_found(facts: Facts, claim: str) -> None:
    assert kinds(TRUE_TEXT, facts, claims=[*META["claims"], claim]) == {"claim"}


def test_a_figure_needs_the_property_it_stands_under(facts: Facts) -> None:
    claims = [claim for claim in META["claims"] if "initiative_count" not in claim]
    assert kinds(TRUE_TEXT, facts, claims=claims) == {"number"}


def test_an_unknown_source_is_found(facts: Facts) -> None:
    assert kinds(TRUE_TEXT, facts, sources=[{"id": "findes-ikke"}]) == {"source"}


def test_computed_numbers_must_add_up_from_supported_ones(facts: Facts) -> None:
    meta = META | {"claims": [*META["claims"], "conflicts/K-2007-antal"]}
    text = "Sammen er det 68 initiativer."
    right, wrong, unfounded = ("68 = 33 + 35", "68 = 33 + 34", "68 = 33 + 41 - 6")
    assert fact_check.check(text, meta | {"computed": [right]}, facts) == []
    assert fact_check.check(text, meta | {"computed": [wrong]}, facts)
    assert fact_check.check(text, meta | {"computed": [unfounded]}, facts)


@pytest.mark.parametrize(
    ("change", "share"),
    [(mutate.mistyped, 0.9), (mutate.moved, 0.8)],
    ids=["one digit mistyped", "moved by one to nine"],
)
def test_random_changes_are_found(
    texts: list[read_texts.Text],
    facts: Facts,
    names: fact_check.Names,
    change: Callable[[str, random.Random], str],
    share: float,
) -> None:
    """One figure per document. What escapes is a figure that lands on another true one of the same document."""
    chance = random.Random(2003)
    missed, tried = [], 0
    for text in texts:
        planted = mutate.plant(text.text, change, chance)
        if planted is None:
            continue
        tried += 1
        if len(fact_check.check(planted[0], text.meta, facts, names)) <= len(
            fact_check.check(text.text, text.meta, facts, names)
        ):
            missed.append((text.path, planted[1]))
    assert tried >= len(texts) * 0.9
    assert len(missed) <= tried * (1 - share), missed
