"""Which names are one thing across documents."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from indexer import iris
from indexer.identity import identify
from indexer.resolved import Thing
from indexer.types import Document, DocumentRecord, Entity, Metadata, Span


def record(doc_id: str, date: str | None, *entities: Entity) -> DocumentRecord:
    document = Document(doc_id, "x" * 100, (), Metadata(doc_id, date=date))
    return DocumentRecord(document, (), (), entities, ())


def entity(label: str, type_: str, *alt: str, period: tuple[str | None, str | None] = (None, None)) -> Entity:
    return Entity(f"{type_}/{label}", label, type_, alt, (Span(0, 1),), period=period)


def named(records: Sequence[DocumentRecord], known: dict[str, Thing] | None = None) -> dict[tuple[str, str], str]:
    found = identify(sorted(records, key=lambda r: r.document.doc_id), iris.BASE, known or {}, (), {})
    return {(r.document.doc_id, e.label): found.of(r.document.doc_id)[e.key] for r in records for e in r.entities}


def test_definite_and_indefinite_forms_are_one_thing() -> None:
    """'Kystpagten' in one text and 'kystpagt' in another are the same pact."""
    iri = named(
        [record("a", None, entity("Kystpagten", "Initiative")), record("b", None, entity("kystpagt", "Initiative"))]
    )
    assert iri["a", "Kystpagten"] == iri["b", "kystpagt"]


def test_namesakes_of_different_periods_are_different_strategies() -> None:
    """The joint strategy for 2011-2015 is not the one for 2016-2020."""
    label = "den fælles havneplan"
    iri = named(
        [
            record("a", None, entity(label + " 2011-2015", "Strategy")),
            record("b", None, entity(label, "Strategy", period=("2016", "2020"))),
        ]
    )
    assert len(set(iri.values())) == 2


def test_an_undated_name_is_the_strategy_in_force_on_the_texts_day() -> None:
    """An article from 2018 that says 'den fælles havneplan' speaks of the one for 2016-2020."""
    label = "den fælles havneplan"
    iri = named(
        [
            record("a", None, entity(label + " 2011-2015", "Strategy"), entity(label + " 2016-2020", "Strategy")),
            record("b", "2018-05-01", entity(label, "Strategy")),
        ]
    )
    assert iri["b", label] == iri["a", label + " 2016-2020"]


def test_a_bare_name_with_a_period_is_the_one_strategy_of_that_period() -> None:
    """'Strategien for 2016-2020' in another text is the harbour strategy of those years, where there is one alone."""
    iri = named(
        [
            record("a", None, entity("Den fælles havnestrategi 2016-2020", "Strategy")),
            record(
                "b", None, entity("Strategien for 2016-2020", "Strategy"), entity("Strategien 2011-2015", "Strategy")
            ),
        ]
    )
    assert iri["b", "Strategien for 2016-2020"] == iri["a", "Den fælles havnestrategi 2016-2020"]
    assert iri["b", "Strategien 2011-2015"] not in (iri["a", "Den fælles havnestrategi 2016-2020"],)


def test_a_bare_name_with_two_namesakes_stays_apart() -> None:
    """Two strategies of one period: a bare name is neither, unless its own document names one of them."""
    full = ("Den fælles havnestrategi 2016-2020", "Den fælles vandstrategi 2016-2020")
    iri = named(
        [
            record("a", None, *(entity(label, "Strategy") for label in full)),
            record("b", None, entity("Strategien 2016-2020", "Strategy")),
            record("c", None, entity("Strategien 2016-2020", "Strategy"), entity(full[1], "Strategy")),
        ]
    )
    assert iri["b", "Strategien 2016-2020"] not in (iri["a", full[0]], iri["a", full[1]])
    assert iri["c", "Strategien 2016-2020"] == iri["a", full[1]]


def test_an_undated_name_outside_all_periods_stays_apart() -> None:
    """A text from 2031 does not speak of a strategy that ended in 2020."""
    label = "den fælles havneplan"
    iri = named(
        [record("a", None, entity(label + " 2016-2020", "Strategy")), record("b", "2031", entity(label, "Strategy"))]
    )
    assert iri["b", label] != iri["a", label + " 2016-2020"]


def test_an_abbreviation_that_a_text_explains_is_its_name_elsewhere() -> None:
    """'Danske Havnes Forening (DHF)' in one text makes DHF in another the same body."""
    iri = named(
        [
            record("a", None, entity("Danske Havnes Forening", "Organisation", "DHF")),
            record("b", None, entity("DHF", "Organisation")),
        ]
    )
    assert iri["a", "Danske Havnes Forening"] == iri["b", "DHF"]


def test_an_abbreviation_of_two_bodies_joins_neither() -> None:
    """Where two texts explain one abbreviation differently, nothing is guessed."""
    iri = named(
        [
            record("a", None, entity("Styregruppen for Tog", "Organisation", "SFT")),
            record("b", None, entity("Støttefonden Tang", "Organisation", "SFT")),
            record("c", None, entity("SFT", "Organisation")),
        ]
    )
    assert len(set(iri.values())) == 3


def test_a_known_name_keeps_the_vocabularys_iri() -> None:
    """What the vocabularies know has the IRI they give it, under the index's base."""
    iri = iris.BASE + "aktoer/kl"
    known = {iri: Thing(iri, "Organisation", "KL", known=True)}
    one = Entity("k", "KL", "Organisation", mentions=(Span(0, 1),), iri=iri)
    assert named([record("a", None, one)], known)["a", "KL"] == iri


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_identity_never_depends_on_the_order_of_documents(order: tuple[int, ...]) -> None:
    """The same texts in any order give the same things with the same names."""
    records = [
        record("a", "2012", entity("Den Blå Pagt", "Agreement", "DBP"), entity("Vandrådet", "Organisation")),
        record("b", "2013", entity("DBP", "Agreement"), entity("Vandråd", "Organisation")),
        record("c", None, entity("planen for vand 2012-2014", "Strategy")),
        record("d", "2013-02", entity("planen for vand", "Strategy")),
    ]
    shuffled = [records[n] for n in order]
    ordered = sorted(shuffled, key=lambda r: r.document.doc_id)
    first = identify(ordered, iris.BASE, {}, (), {})
    again = identify(records, iris.BASE, {}, (), {})
    assert first.things == again.things


def test_a_theme_found_by_its_form_is_the_vocabularys_concept() -> None:
    """What a text calls 'telemedicinen' is the theme the vocabulary calls Telemedicin, by any of its names."""
    iri = iris.BASE + "tema/telemedicin"
    known = {iri: Thing(iri, "Theme", "Telemedicin", ("telesundhed",), known=True)}
    found = named([record("a", None, entity("Telemedicinen", "Theme"), entity("Telesundhed", "Theme"))], known)
    assert set(found.values()) == {iri}
