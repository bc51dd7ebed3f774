"""Proper names without a head noun: found and typed by the words before them, or by how they are made."""

from __future__ import annotations

import pytest

from indexer.mentions import find
from indexer.passages import split
from indexer.types import Document, Metadata, Span, Zone, ZoneSpan
from ontology.gazetteer import load_gazetteer


def found(text: str) -> dict[str, str]:
    """The mentions of one paragraph by surface, with their class, when no vocabulary knows a name."""
    document = Document("a.txt", text, (ZoneSpan(Span(0, len(text)), Zone.BODY),), Metadata("a"))
    return {m.text: m.type for m in find(document, split(document), load_gazetteer(only=()))}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Arbejdet støttes af fagforbundet Lods & Kaj.", "Lods & Kaj", "Organisation"),
        ("Planen hedder Rum til Alle, og den gælder i fire år.", "Rum til Alle", "ActionPlan"),
        ("Aftalen, der har fået navnet En Vej for Flere, trådte i kraft i maj.", "En Vej for Flere", "Agreement"),
        ("Rådet har udgivet rapporten »Vand i tal« om emnet.", "Vand i tal", "Publication"),
        ("I år begynder forsøget Stille Nætter i to byer.", "Stille Nætter", "Initiative"),
        ("Byen har haft glæde af Madkaravanen og vil udvide den.", "Madkaravanen", "Initiative"),
    ],
)
def test_a_name_is_typed_by_what_stands_before_it(text: str, name: str, type_: str) -> None:
    """The class noun, the naming verb or the form of the name tells what it is."""
    assert found(text).get(name) == type_


@pytest.mark.parametrize(
    "text",
    [
        "Mødet holdes i Skagen og i Kalundborg.",
        "Ministeren sagde, at planen »skal være klar til jul«.",
        "Rigsrevisionen og Folketinget har set på sagen, som Grundloven kræver.",
        "Det hele gik godt, og Danskerne var glade.",
    ],
)
def test_places_bodies_and_sayings_are_no_initiatives(text: str) -> None:
    """A capital alone makes no initiative, and what somebody says is no title."""
    assert "Initiative" not in found(text).values() and "ActionPlan" not in [
        kind for name, kind in found(text).items() if "jul" in name
    ]
