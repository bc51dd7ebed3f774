"""Questions are turned into plain Danish before they are read; what they ask about stays."""

from __future__ import annotations

import pytest

from api.phrasing import tidied
from api.question import Kind, parse

TIDIED = [
    ("hvornaar aabner bibliotekets doere", "hvornår åbner bibliotekets døre"),
    ("Hvor ligger Aabybro?", "Hvor ligger Aabybro?"),
    ("Havnekortet – hvad er det?", "hvad er Havnekortet?"),
    ("hvad er Havnekortet for noget", "hvad er Havnekortet"),
    ("How many people were using Sundpost?", "hvor mange personer var bruge Sundpost?"),
    ("Forklar kort hvad Havnekortet er", "hvad er Havnekortet?"),
    ("Hvornår kom planen, hvis man skal tro Havnebladet?", "Hvornår kom planen ifølge Havnebladet?"),
    ("Ham, som rådet skal skrive til, hvad hedder han?", "hvem som rådet skal skrive til?"),
    ("Jeg leder efter prisen på broen", "hvad er prisen på broen?"),
    ("Hvad koster broen iflg. havnechefen?", "Hvad koster broen ifølge havnechefen?"),
    ("Iflg. notatet fra 2019, hvad koster broen?", "ifølge notatet fra 2019, hvad koster broen?"),
    ("hvem betaler broen, jf. notatet fra 2019", "hvem betaler broen, ifølge notatet fra 2019"),
    ("Hvad skal broen bære (leder maj 2016)?", "Hvad skal broen bære ifølge leder maj 2016?"),
    ("Notatet fra 2019: hvor mange broer skal rives ned?", "hvor mange broer skal rives ned ifølge Notatet fra 2019?"),
    ("Hvad er broen med havnechefens ord?", "Hvad er broen ifølge havnechefen?"),
    ("Hvad vil rådet bygge, står der i overskriften?", "Hvad vil rådet bygge ifølge overskriften?"),
    ("Hvordan er broen, som Ida Holm skriver om i maj 2016?", "Hvordan er broen ifølge Ida Holm i maj 2016?"),
    ("Kan du liste broerne i planen?", "nævn broerne i planen?"),
    ("Må jeg få en oversigt over broerne", "nævn broerne"),
    ("Kan du nævne, om broen er åben?", "Kan du nævne, om broen er åben?"),
    ("broplanen 2027-30: antal svar?", "broplanen 2027-2030: antal svar?"),
    ("hvem åbnede broen i feb. 2017", "hvem åbnede broen i februar 2017"),
    ("Broen (25 meter): hvem ejer den?", "Broen (25 meter): hvem ejer den?"),
]


@pytest.mark.parametrize(("text", "expected"), TIDIED, ids=[text for text, _ in TIDIED])
def test_tidied(text: str, expected: str) -> None:
    """Letters, language and wrapping are set right, each only where it is wrong."""
    assert tidied(text) == expected


KINDS = [
    ("hvis ord er det, at havet aldrig sover", Kind.QUOTE),
    ('"en bro for langt" - hvem forsvarede sig sådan?', Kind.QUOTE),
    ("Hvem er Per Havgaard Nielsen?", Kind.DEFINITION),
    ("Kan I forklare hvad Havnekortet går ud på?", Kind.DEFINITION),
    ("Hvilket konsulentfirma regnede på broen?", Kind.WHO),
    ("Hvad betalte rådet for broen?", Kind.NUMBER),
    ("Hvor tilfredse var sejlerne med broen?", Kind.HOW),
    ("How many ferries does Sundrederiet have?", Kind.NUMBER),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_kind(text: str, kind: Kind) -> None:
    """The kind is read from what is asked, however it is put."""
    assert parse(text).kind is kind


def test_an_infinitive_behind_a_modal_is_a_verb() -> None:
    """ "Skal styrelsen levere kortet" asks for a delivery; it is no noun."""
    roles = {term.word: term.role for term in parse("Hvornår skal styrelsen levere kortet?").content}
    assert roles["levere"] == "verb" and roles["kortet"] == "noun"
