"""Questions in two steps and with two sides over strange texts: plans that are described, counts that are held against
each other, texts beside each other, what is told before the question."""

from __future__ import annotations

import pytest

from api.index import Index

_TEXTS = {
    "klumme.md": """# Ny kyststrategi: havnene får lys igen

4. marts 2014

Af Lone Krag

Klumme i Havnebladet

Regeringen og Havnerådet er blevet enige om kyststrategien 2014-2018. Kyststrategien har 24 indsatser, og mange af dem
gælder fyrene. Kyststrategien blev lanceret den 1. marts 2014. Havnerådet hilser strategien velkommen.

Et valg forsinkede strategien i et halvt år. Sælerne har ingen nævnt.
""",
    "referat.md": """# Havnerådet ser frem: kyststrategien 2019-2023

12. juni 2019

Havnerådet vedtog den 11. juni 2019 kyststrategien 2019-2023 sammen med regeringen og Øernes Forbund. Kyststrategien
2019-2023 har 31 indsatser. Havneplanen skal føre kyststrategien 2019-2023 ud i livet, og Havneplanen har 18 tiltag.

Kyststrategien 2014-2018 førte blandt andet til Fyrfonden og til 40 nye bøjer. Formand Tage Lund roser samarbejdet om
sælerne. Rådet er i gang med at afklare, hvad der skal ske efter 2023.
""",
}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange indsatser havde den strategi, der førte til Fyrfonden?", "24"),
        ("Hvor mange indsatser er der i den strategi, Lone Krag skriver klumme om?", "24"),
        ("Hvor mange bøjer førte den strategi til, som et valg forsinkede?", "40"),
        ("Hvem skrev klummen om den strategi, der førte til Fyrfonden?", "Lone Krag"),
        ("Kyststrategien Lone Krag skrev om i 2014 – hvor mange bøjer førte den til?", "40"),
        ("Hvor mange flere indsatser er der i kyststrategien 2019-2023 end tiltag i Havneplanen?", "13"),
        ("Hvor stor er forskellen på antallet af indsatser i kyststrategien 2019-2023 og antallet af tiltag i Havneplanen?",
         "13"),
        ("Hvor mange indsatser bliver det, hvis man lægger kyststrategien 2014-2018 og kyststrategien 2019-2023 sammen?",
         "55"),
        ("Hvilken tekst er ældst, Lone Krags klumme eller Havnerådets tekst om kyststrategien 2019-2023?",
         "Lone Krags klumme"),
        ("Blev kyststrategien 2014-2018 lanceret før eller efter kyststrategien 2019-2023 blev vedtaget?", "før"),
        ("Er det Lone Krags klumme eller referatet fra juni 2019, der nævner bøjer?", "referatet fra juni 2019"),
        ("Er Havnerådet modstander af kyststrategien fra 2014?", "nej"),
        ("Nævner både Lone Krags klumme og referatet fra juni 2019 sælerne?", "ja"),
        ("Oplyser både Lone Krags klumme og referatet fra juni 2019, hvor mange bøjer der kom?", "nej"),
        ("Havneplanen gælder ved fjorden. Hvor mange tiltag er der?", "18"),
        ("Ligger det allerede fast, hvad der skal ske efter 2023?", "nej"),
    ],
)  # fmt: skip
def test_each_side_and_each_step_is_asked_for_itself(index: Index, question: str, value: str) -> None:
    answer = index.ask(question)
    assert [v.label.casefold() for v in answer.values] == [value.casefold()]
