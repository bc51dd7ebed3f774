"""Lists are given whole: members of a sentence, items of a block, cells of a column, names told one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import open_index
from api.index import Index
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "moede.txt": """Referat af møde i Fyrrådet

Mødt var: Asta Bruun, havnechef i Klitby (formand); Jonas Tang, fyrmester på Stenø; Mille Ravn, kasserer.

Rådet gennemgik ansøgningerne til Fyrpuljen. To foreninger trak sig, nemlig Stenø Lokalråd og Klitby Sejlklub, \
fordi de var trætte af ventetiden.

Sekretariatet gav tre grunde til at sige lejemålet op:
a) taget er utæt,
b) huslejen er steget med en tredjedel,
c) der er for langt til havnen.
""",
    "fyrplan.md": """# Fyrplanen

Planen blev til i 2021. Bag den står Klitby Kommune, Stenø Kommune og to foreninger: Fyrets Venner og Kystlauget.

| Fyr | Kommune | Bygget | Stand |
| --- | --- | --- | --- |
| Sorteknold Fyr | Stenø | 1881 | god |
| Vestre Fyr | Klitby | 1902 | ringe |
| Lille Fyr | Stenø | 1934 | god |
| Odden Fyr | Klitby | 1911 | middel |

## Hvad planen kræver af ejerne

Enhver ejer skal

- male fyret hvert sjette år
- holde trappen åben for gæster
- føre logbog over lysets timer
""",
    "udbud.txt": """Udbud af drift af fyrlamperne

Tre firmaer bød på opgaven: Lysværk A/S, der hører til i Klitby, Nordlampe ApS, der er ejet af sine ansatte, og \
Fyrteknik.

Tildelingskriterier
Pris 50 pct., holdbarhed 30 pct. og strømforbrug 20 pct.

Opgaven er delt:
Del A: eftersyn af lamperne
Del B: udskiftning, herunder af linser
Del C: vagt om natten
""",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("tekster")
    for name, text in _TEXTS.items():
        Path(folder, name).write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("Hvem mødte op til mødet i Fyrrådet?", ["Asta Bruun", "Jonas Tang", "Mille Ravn"]),
        ("Hvilke foreninger smuttede, fordi det trak ud?", ["Stenø Lokalråd", "Klitby Sejlklub"]),
        (
            "Hvilke tre årsager havde sekretariatet til at opsige lejemålet?",
            ["taget er utæt", "huslejen er steget med en tredjedel", "der er for langt til havnen"],
        ),
        ("Hvem står bag Fyrplanen?", ["Klitby Kommune", "Stenø Kommune", "Fyrets Venner", "Kystlauget"]),
        ("Hvilke fyrtårne ligger i Stenø?", ["Sorteknold Fyr", "Lille Fyr"]),
        (
            "Hvilke pligter har den, der ejer et fyr?",
            ["male fyret hvert sjette år", "holde trappen åben for gæster", "føre logbog over lysets timer"],
        ),
        ("Hvilke virksomheder ville gerne passe fyrlamperne?", ["Lysværk A/S", "Nordlampe ApS", "Fyrteknik"]),
        ("tildelingskriterier udbud fyrlamper", ["Pris", "holdbarhed", "strømforbrug"]),
        ("Hvilke tre dele falder arbejdet med lamperne i?", ["eftersyn af lamperne", "udskiftning", "vagt om natten"]),
    ],
)
def test_the_whole_list_is_given(index: Index, question: str, members: list[str]) -> None:
    assert [v.label for v in index.ask(question).values] == members
