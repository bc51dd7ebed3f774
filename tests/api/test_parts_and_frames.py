"""Parts numbered in lines, items announced by number, whose quotation a line opens: asked over strange texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from indexer.build import build
from indexer.settings import Settings

_PLAN = """Skoven først
Plan for byens træer 2031-2035

Udgivet af Ravnby Kommune, maj 2031

Planen rummer otte indsatser fordelt på tre spor.

Planen hviler på to principper:
- Langsomt: Ingen træer fældes uden høring.
- Lokalt: Frø hentes i egnen.

Spor 1. Gamle træer

Indsats 1.1 Egeloven
Der oprettes et register over byens ege.

Spor 2. Nye skove

Indsats 2.1 Kystskoven
Kystskoven plantes i 2032 af Træfonden.

Spor 3. Haver og gårde

Indsats 3.1 Frøbanken
Frøbanken drives af Ravnby Havekreds.
"""
_NEWS = """Ravnby Kommune
Pressemeddelelse

Ny aftale om byens træer

Offentliggjort 4. maj 2031

Borgmester Jens Holm siger:
"Et træ skal have lov at blive gammelt, uden at nogen spørger, hvad pladsen er værd."

Formanden for KL's Miljøudvalg, Kirsten Dahl, siger:
"Kommunerne betaler gerne, men regningen må ikke vokse."
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a plan and of news about it."""
    corpus = tmp_path_factory.mktemp("parts")
    (corpus / "plan.txt").write_text(_PLAN, encoding="utf-8")
    (corpus / "nyt.txt").write_text(_NEWS, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("parts_data"), vocabularies=())
    build([corpus], settings, jobs=1)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Hvad hedder planens tre spor?", ["Gamle træer", "Nye skove", "Haver og gårde"]),
        ("Hvilke spor er planen delt i?", ["Gamle træer", "Nye skove", "Haver og gårde"]),
        ("Hvilke to principper hviler planen på?", ["Langsomt", "Lokalt"]),
        ("Hvem er ansvarlig for indsats 4.2?", []),
        ("Hvem mener, at et træ skal have lov at blive gammelt?", ["Jens Holm"]),
        ("Hvem er formand for KL?", []),
        ("Hvem er formand for KL's Miljøudvalg?", ["Kirsten Dahl"]),
    ],
)
def test_answered(index: Index, question: str, values: list[str]) -> None:
    assert [value.value for value in index.ask(question).values] == values
