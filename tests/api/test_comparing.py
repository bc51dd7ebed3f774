"""Which is most, first or cheapest: of two that are named, of a table's rows, of a list's items."""

from __future__ import annotations

import pytest

from api.index import Index

_TEXTS = {
    "lygteplan.md": """# Lygteplanen i Vesterholm Amt

Planen blev vedtaget den 3. maj 2016. Seks byer får nye gadelygter, som styres fra en fælles central i Hjortbæk.

| By | Lygter | Udgift | Færdig |
| --- | --- | --- | --- |
| Hjortbæk | 1.240 | 6,8 mio. kr. | 1. marts 2018 |
| Nørre Kilde | 610 | 3,1 mio. kr. | 1. november 2017 |
| Sandvig | 980 | 7,4 mio. kr. | 15. juni 2018 |

Lygterne leveres af Lumio, der bød 17,9 mio. kr. Konkurrenten Nordlys Belysning bød 19,2 mio. kr.
""",
    "erfaringer.md": """# Erfaringer med lygterne

I Hjortbæk faldt elforbruget 31 pct., i Sandvig 44 pct. Beboerne blev spurgt i efteråret 2018. Så mange var tilfredse:

- Hjortbæk: 71 procent
- Nørre Kilde: 83 procent
- Sandvig: 58 procent

Centralen fik 112 klager i 2018, hvor den havde regnet med 40.

Svarene gemmes i 60 dage, fotografierne i fem år. Til formand for brugerrådet fik Birte Vangsø otte stemmer, mens Ole
Ravnholt fik seks.

## Regnskab for driften

| Post | Budget (kr.) | Regnskab (kr.) |
| --- | --- | --- |
| Strøm | 410.000 | 360.000 |
| Pærer | 120.000 | 390.000 |
| Løn | 300.000 | 310.000 |
""",
}


@pytest.mark.parametrize(
    ("question", "value", "figures"),
    [
        ("Hvor faldt elforbruget mest, i Hjortbæk eller Sandvig?", "Sandvig", ("44 pct", "31 pct")),
        ("Hvem bød lavest på lygterne, Lumio eller Nordlys Belysning?", "Lumio", ("17,9 mio. kr", "19,2 mio. kr")),
        ("Hvilken by får flest lygter i Lygteplanen?", "Hjortbæk", ("1.240", "980")),
        ("Hvilken by er dyrest i Lygteplanen?", "Sandvig", ("7,4 mio. kr", "6,8 mio. kr")),
        ("Hvor bliver lygterne først færdige, Nørre Kilde eller Hjortbæk?", "Nørre Kilde", ("1. november 2017",)),
        ("Hvor var beboerne mest tilfredse med lygterne?", "Nørre Kilde", ("83 procent", "71 procent")),
        ("Hvilken post blev der brugt flest penge på i driften?", "Pærer", ("390.000", "360.000")),
        ("Hvad gemmes længst, svarene eller fotografierne?", "fotografierne", ("60 dage",)),
        ("Hvem fik flest stemmer til brugerrådet, Vangsø eller Ravnholt?", "Birte Vangsø", ("otte", "seks")),
        ("Hvor er der færrest lygter, Hjortbæk, Nørre Kilde eller Sandvig?", "Nørre Kilde", ("610",)),
    ],
)
def test_what_comes_first_is_told_with_both_figures(
    index: Index, question: str, value: str, figures: tuple[str, ...]
) -> None:
    answer = index.ask(question)
    assert [v.label for v in answer.values] == [value]
    assert all(figure in answer.answer for figure in figures)
    quoted = " ".join(cited.quote for cited in answer.citations)
    assert all(figure in quoted for figure in figures)
