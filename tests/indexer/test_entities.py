"""Which mentions are one thing: references, abbreviations, namesakes told apart by period."""

from __future__ import annotations

import pytest

from indexer.types import DocumentRecord, Entity
from ontology.gazetteer import Entry, Gazetteer

from .extraction import read


def entity(record: DocumentRecord, surface: str) -> Entity:
    """The entity that has a mention with these very words."""
    text = record.document.text
    return next(e for e in record.entities for s in e.mentions if s.of(text) == surface)


def test_references_go_to_the_main_work_not_to_the_one_it_replaces() -> None:
    """ "Planen" in the next paragraph is the new plan, though the old one was named last."""
    record = read(
        "Ny plan\n\n3. maj 2021\n\nByen har Havplan 2021-2024. Den afløser Havplan 2016-2020.\n\nPlanen er dyr.\n"
    )
    assert entity(record, "Planen").key == entity(record, "Havplan 2021-2024").key
    assert entity(record, "Havplan 2016-2020").key != entity(record, "Planen").key


def test_apposed_title_names_the_same_work() -> None:
    """A title in quotation marks after its head is another name of the one work."""
    record = read("Sagen\n\nKommunens strategi for havet ”Sammen om bølgerne” er ny. Strategien er god.\n")
    assert entity(record, "Sammen om bølgerne").key == entity(record, "Strategien").key


def test_abbreviation_in_parentheses() -> None:
    """ "Styrelsen for Havet (SFH)" and "SFH" are one, and so is "styrelsen"."""
    record = read("Sagen\n\nStyrelsen for Havet (SFH) er ny. SFH skal lede arbejdet. Det siger styrelsen selv.\n")
    assert entity(record, "SFH").key == entity(record, "Styrelsen for Havet").key == entity(record, "styrelsen").key


def test_surname_is_the_person_named_before() -> None:
    """ "Damm" after "Martin Damm" is he."""
    record = read("Sagen\n\nFormand Karen Toft er glad. Toft siger, at planen er god.\n")
    assert entity(record, "Toft").key == entity(record, "Karen Toft").key


def test_a_paper_whose_name_is_a_common_word_keeps_it() -> None:
    """ "Dagbladet Forvaltningen" is a name though "forvaltningen" alone points back; the text is read all the same."""
    record = read("Nyt system\n\n*Dagbladet Forvaltningen, 28. marts 2025.*\n\nByrådet valgte Nordlys i maj 2024.\n")
    assert entity(record, "Forvaltningen").label == "Forvaltningen"


def test_undated_series_name_is_read_from_the_documents_date() -> None:
    """Of namesakes the one in force on the day is meant, and the reading is kept."""
    series = [
        Entry(
            "https://e/a",
            "Strategy",
            "Havstrategien 2011-2015",
            start=2011,
            end=2015,
            series="den nationale havstrategi",
        ),
        Entry(
            "https://e/b",
            "Strategy",
            "Havstrategien 2016-2020",
            start=2016,
            end=2020,
            series="den nationale havstrategi",
        ),
    ]
    record = read("Sagen\n\n3. maj 2018\n\nDen nationale havstrategi er god.\n", Gazetteer.of(series))
    found = entity(record, "Den nationale havstrategi")
    assert (found.iri, found.period) == ("https://e/b", ("2016", "2020"))
    assert found.reading and "2018" in found.reading


@pytest.mark.parametrize(("year", "meant"), [(2012, "https://e/a"), (2015, "https://e/b"), (2031, None)])
def test_a_member_without_a_known_end_is_in_force_until_the_next_begins(year: int, meant: str | None) -> None:
    """The first of a series does not come back because the later ones have ended."""
    name = "den nationale havstrategi"
    series = [
        Entry("https://e/a", "Strategy", "Havstrategien 2011", start=2011, end=None, series=name),
        Entry("https://e/b", "Strategy", "Havstrategien 2014-2018", start=2014, end=2018, series=name),
    ]
    record = read(f"Sagen\n\n3. maj {year}\n\nDen nationale havstrategi er god.\n", Gazetteer.of(series))
    assert entity(record, "Den nationale havstrategi").iri == meant


def test_the_document_is_an_entity_and_furniture_names_nothing() -> None:
    """The document comes first; what only a teaser names is no entity."""
    record = read(
        "Havet er nyt\n\n3. maj 2018\n\nRegeringen har vedtaget havplanen.\n\nMest læste\n\n • 14.02.17 Ledelse\n  Dansk Fuglenævn klager\n"
    )
    assert record.entities[0].document
    assert record.entities[0].label == "Havet er nyt"
    assert "Dansk Fuglenævn" not in {e.label for e in record.entities}
