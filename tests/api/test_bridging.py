"""Questions in two steps, where texts use other words than the question: read for the name, then for what is asked."""

from __future__ import annotations

import pytest

from api import bridging, relatives
from api.index import Index
from api.question import parse

_TEXTS = {
    "fyrtaarn.md": """# Lanterneplanen sender lys over Vestersund

Kystforvaltningen præsenterede i dag Lanterneplanen, der skal gøre sejladsen i Vestersund sikrere. Planen erstatter
Bøjeplanen fra 2011. Styringen af lysene bygges af Skærgaard Elektronik ApS, som slog tre andre firmaer i udbuddet.
Prøven foregår i Klitnæs Havn fra september 2022, fordi indsejlingen dér er den sværeste.

Havneforeningens formand Rikke Tvilling klagede over prisen.
""",
    "skaergaard.md": """# Navne og tal fra erhvervslivet

Skærgaard Elektronik ligger i Humlebjerg og har 48 ansatte. Direktør er Anton Mejlby, der tog over efter Sofie Brandal
i 2020. Virksomheden betalte sidste år en bøde på 200.000 kr., fordi et lager brændte.

Brandal er i dag havnefoged i Rønsø. Konkurrenten Fyrværk A/S blev lukket i 2021.
""",
    "havne.md": """# Havne i Vestersund

| Havn | Kajplads (meter) | Havnefoged | Renoveret |
| --- | --- | --- | --- |
| Klitnæs | 340 | Bodil Strand | 2016 |
| Rønsø | 520 | Sofie Brandal | 2019 |
| Odby | 180 | Tage Lund | 2008 |

Bøjeplanen kostede 14 mio. kr. og havde syv indsatser.
""",
}


@pytest.mark.parametrize(
    ("question", "value", "quoted"),
    [
        ("Hvem er direktør for det firma, der skal levere styringen af lysene?", "Anton Mejlby", "Skærgaard"),
        ("Hvad kostede den plan, som Lanterneplanen er trådt i stedet for?", "14 mio. kr.", "Bøjeplanen"),
        ("Hvor mange ansatte er der i det firma, der vandt opgaven med styringen?", "48", "Skærgaard"),
        ("Hvornår blev den havn renoveret, der har mest kajplads?", "2019", "Rønsø"),
        ("Hvor lang er kajen i den havn, hvor man prøver lysene af?", "340", "Klitnæs"),
        ("I hvilken by ligger det firma, som skal bygge styringen?", "Humlebjerg", "Skærgaard"),
        ("Hvor mange ansatte har det firma i dag, der slog tre andre i udbuddet?", "48", "Skærgaard"),
    ],
)
def test_what_is_only_described_is_found_first(index: Index, question: str, value: str, quoted: str) -> None:
    answer = index.ask(question)
    assert [v.label for v in answer.values] == [value]
    assert quoted in " ".join(cited.quote for cited in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår blev det firma stiftet, der skal levere styringen af lysene?",
        "Hvor mange sider havde den plan, som Lanterneplanen er trådt i stedet for?",
        "Hvor gammel er den formand, der klagede over prisen?",
    ],
)
def test_what_no_text_says_of_the_thing_described_is_refused(index: Index, question: str) -> None:
    assert index.ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("question", "noun", "outer"),
    [
        (
            "Hvornår skal den mole være bygget, som fiskernes gamle formand bad om?",
            "mole",
            "Hvornår skal {} være bygget?",
        ),
        ("Hvad kostede den sluse i 2019, hvor man prøvede de nye porte?", "sluse", "Hvad kostede {} i 2019?"),
        (
            "Hvem overtog posten efter den minister, der satte sit navn under planen?",
            "minister",
            "Hvem overtog posten efter {}?",
        ),
        ("Hvilket job fik hun, der ledede havnens kontor?", "person", "Hvilket job fik {}?"),
        ("Fra hvornår er den havn ude, der stemte imod planen?", "havn", "Fra hvornår er {} ude?"),
        ("Hvilken dag fik det værft opgaven, der ledes af Tage Lund?", "værft", "Hvilken dag fik {} opgaven?"),
        ("Hvem har bygget det fyr, havnens folk passer om vinteren?", "fyr", "Hvem har bygget {}?"),
        ("Hvor meget tæller det i udbuddet, som fiskerne skal bedømme?", "", "Hvor meget tæller {} i udbuddet?"),
    ],
)
def test_a_thing_that_is_described_is_told_from_what_is_asked_of_it(question: str, noun: str, outer: str) -> None:
    parsed = parse(question)
    told = next(bridging.descriptions(parsed.core.rstrip(" ?.!"), parsed))
    assert (told.noun, told.outer) == (noun, outer)


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("Hvad kostede den sluse, hvor man prøvede portene?", "i hvilken sluse prøvede man portene?"),
        ("Hvor mange bor i den by, hvis borgmester sagde nej?", "hvilken bys borgmester sagde nej?"),
        ("Hvad koster det fyr, som byrådet aldrig har villet slukke?", "hvilket fyr har byrådet aldrig villet slukke?"),
        ("Hvornår fratrådte hun, der ledede havnens kontor?", "hvem ledede havnens kontor?"),
        ("Hvad koster de færger, der ikke kom med i forsøget?", "hvilke færger kom ikke med i forsøget?"),
    ],
)
def test_a_description_is_read_as_people_would_ask_it(question: str, spoken: str) -> None:
    parsed = parse(question)
    assert next(bridging.descriptions(parsed.core.rstrip(" ?.!"), parsed)).spoken == spoken


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hvad ville næstformanden i Havnerådet have gjort?", "hvem er næstformand i Havnerådet?"),
        ("Hvornår begyndte udbuddets kontaktperson i jobbet?", "hvem er kontaktperson for udbuddet?"),
        ("Hvad sagde Havnerådets medlem af udvalget?", None),
        ("Hvornår åbner havnen i Rønsø?", None),
    ],
)
def test_the_holder_of_an_office_is_asked_for_by_it(question: str, asked: str | None) -> None:
    found = relatives.office(question)
    assert (found.asked if found is not None else None) == asked


@pytest.mark.parametrize(
    "question",
    ["Hvilken af de seks havne i planen har mest kajplads?", "Hvem er havnefoged i Rønsø?", "Hvad kostede Bøjeplanen?"],
)
def test_nothing_is_described_where_a_thing_is_named_or_chosen(question: str) -> None:
    parsed = parse(question)
    assert next(bridging.descriptions(parsed.core.rstrip(" ?.!"), parsed), None) is None
