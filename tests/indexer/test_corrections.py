"""Reviewed corrections: applied last, kept through rebuilds, reported when their text is gone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from api import Index, open_index
from indexer.build import Built, build
from indexer.errors import CorpusError
from indexer.settings import Settings

TEXT = "Ny pagt\n\n4. juni 2024\n\nKlimaministeriet og Danske Havnebyer indgik Havnepagten 2024-2028. Pagten indeholder 12 initiativer.\n"
COUNTS = "ASK { ?x sg:initiativeCount 12 }"
Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def corrected(write_corpus: Write, settings: Settings, tmp_path: Path) -> Callable[[str], Built]:
    """Builds the text with a corrections file of this content."""

    def run(corrections: str, text: str = TEXT) -> Built:
        path = tmp_path / "rettelser.yaml"
        path.write_text("corrections:\n" + corrections, encoding="utf-8")
        return build([write_corpus({"a.txt": text})], dataclasses.replace(settings, corrections=path))

    return run


def opened(settings: Settings) -> Index:
    return open_index(settings.data)


def test_a_rejected_statement_is_gone_and_comes_back_with_its_correction(
    corrected: Callable[..., Built], settings: Settings
) -> None:
    """What a reviewer rejects is in no rebuild; taking the correction out brings it back."""
    corrected("  []")
    with opened(settings) as index:
        assert index.graph.ask(COUNTS)
    corrected("  - {action: reject, doc: a.txt, quote: 12 initiativer, relation: initiativeCount, reason: forkert}")
    with opened(settings) as index:
        assert not index.graph.ask(COUNTS)
    corrected("  []")
    with opened(settings) as index:
        assert index.graph.ask(COUNTS)


def test_an_added_statement_has_its_quote(corrected: Callable[..., Built], settings: Settings) -> None:
    """What a reviewer adds stands in the graph with the words as evidence."""
    corrected(
        "  - {action: add, doc: a.txt, quote: Danske Havnebyer indgik Havnepagten 2024-2028, "
        "subject: {label: Danske Havnebyer, type: Organisation}, relation: supports, "
        "object: {label: Havnepagten 2024-2028, type: Agreement}, reason: læst}"
    )
    with opened(settings) as index:
        query = 'ASK { ?c rdf:predicate sg:supports ; prov:wasDerivedFrom/oa:hasSelector/oa:exact "Danske Havnebyer indgik Havnepagten 2024-2028" }'
        assert index.graph.ask(query)


def test_names_that_are_merged_are_one_thing(corrected: Callable[..., Built], settings: Settings) -> None:
    """Two labels that a reviewer calls one have one IRI."""
    corrected("  - {action: merge, names: [Klimaministeriet, Danske Havnebyer], reason: prøve}")
    with opened(settings) as index:
        labels = {
            label
            for entity in index.texts.entities()
            for label in [(entity.label, *entity.alt)]
            if "Klimaministeriet" in label
        }
        assert any("Danske Havnebyer" in names for names in labels)


def test_a_retyped_thing_has_its_new_class(corrected: Callable[..., Built], settings: Settings) -> None:
    """The class a reviewer gives is the one in the graph."""
    corrected("  - {action: retype, name: Havnepagten 2024-2028, type: Strategy, reason: prøve}")
    with opened(settings) as index:
        assert index.graph.ask('ASK { ?x a sg:Strategy ; rdfs:label "Havnepagten 2024-2028"@da }')


def test_a_correction_whose_text_is_gone_is_reported(corrected: Callable[..., Built]) -> None:
    """The build names the document and the words that are no longer there."""
    built = corrected("  - {action: reject, doc: a.txt, quote: 99 initiativer, reason: forkert}")
    assert any("99 initiativer" in note and "a.txt" in note for note in built.notes)


@pytest.mark.parametrize(
    "bad", ["  - {action: ukendt}", "  - {action: reject, doc: a.txt}", "  - [1]", "  - {action: [}"]
)
def test_a_bad_correction_is_one_clear_error(corrected: Callable[..., Built], bad: str) -> None:
    """A file of corrections that can't be understood stops the build with the item's number or the line."""
    with pytest.raises(CorpusError, match="rettelse"):
        corrected(bad)
