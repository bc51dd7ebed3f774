"""Questions in many wordings are read for what they ask; none is too odd to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.question import Kind, parse

KINDS = [
    ("Hvem vedtog planen?", Kind.WHO),
    ("hvem er borgmester i Nyby", Kind.WHO),
    ("Hvad hedder direktøren for havnen?", Kind.WHO),
    ("Hvilken styrelse har ansvaret?", Kind.WHO),
    ("Hvornår træder aftalen i kraft?", Kind.WHEN),
    ("I hvilket år blev foreningen stiftet?", Kind.WHEN),
    ("Hvad er fristen for ansøgninger?", Kind.WHEN),
    ("Hvor blev mødet holdt?", Kind.WHERE),
    ("I hvilken by ligger biblioteket?", Kind.WHERE),
    ("Hvor mange skoler er med?", Kind.NUMBER),
    ("Hvad koster broen?", Kind.NUMBER),
    ("Hvor stor en andel af eleverne går på SFO?", Kind.NUMBER),
    ("budget for havneplanen", Kind.NUMBER),
    ("Hej igen! hvem ejer broen", Kind.WHO),
    ("Hvad var den gennemsnitlige ventetid i 2024?", Kind.NUMBER),
    ("Hvad er taksten for en nat i havnen?", Kind.NUMBER),
    ("Hvad er der meldt ud om, hvornår broen åbner?", Kind.WHEN),
    ("Hvad siger planen om, hvem der har ansvaret?", Kind.WHO),
    ("Hvad er formålet med puljen?", Kind.PURPOSE),
    ("Hvorfor blev færgen lukket?", Kind.WHY),
    ("Hvad er årsagen til forsinkelsen?", Kind.WHY),
    ("Hvordan skal planen gennemføres?", Kind.HOW),
    ("Skal alle kommuner deltage?", Kind.YESNO),
    ("Stemte Venstre imod planen?", Kind.YESNO),
    ("Hvem sagde, at havet er varmt?", Kind.QUOTE),
    ("Hvad mener Lærerforeningen om planen?", Kind.SAID),
    ("Hvem er Bente Holm?", Kind.DEFINITION),
    ("Hvad er Havpagten?", Kind.DEFINITION),
    ("Hvilke temaer har strategien?", Kind.WHAT),
    ("Nævn de tre mål i planen", Kind.WHAT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_kind(text: str, kind: Kind) -> None:
    """What sort of thing would answer is read from the question word, the noun behind it, or the first verb."""
    assert parse(text).kind is kind


POLITE = [
    "Hvor mange skoler er med i forsøget?",
    "Hej, kan du fortælle mig, hvor mange skoler der er med i forsøget?",
    "Jeg skriver på et notat og mangler et tal: Hvor mange skoler er med i forsøget?",
    "Ved du, hvor mange skoler der er med i forsøget? På forhånd tak!",
    "antal skoler forsøget",
]


@pytest.mark.parametrize("text", POLITE)
def test_politeness_is_set_aside(text: str) -> None:
    """Five wordings ask for the same: the number of schools in the trial."""
    question = parse(text)
    assert (question.kind, question.focus) == (Kind.NUMBER, "skole")
    assert "forsøget" in [term.word for term in question.content]
    assert not {"notat", "tal", "tak", "fortælle"} & {term.word for term in question.content}


def test_a_name_told_before_the_question_is_kept_where_a_pronoun_needs_it() -> None:
    """What is left out as personal is not what "hun", "den" or "det" stands for."""
    parsed = parse("Vi har en borger, der har tabt sit Klikpas i havnen. Hvad skal hun betale?")
    assert "Klikpas" in [term.word for term in parsed.terms]
    assert "Sandvig" not in [term.word for term in parse("Jeg bor i Sandvig Kommune. Hvem ejer broen?").terms]


def test_the_source_is_not_the_matter() -> None:
    """What follows "ifølge" tells which text is meant; it need not stand in the sentence that answers."""
    question = parse("Hvor mange broer skal bygges ifølge lederen fra maj 2016?")
    assert {"lederen", "maj", "2016"} <= {term.word for term in question.scope}
    assert {"broer", "bygges"} == {term.word for term in question.content}


def test_a_leader_is_a_text_where_it_is_the_source() -> None:
    """ "Leder" is a verb, a chief or a text: behind "ifølge" with a name it is the last."""
    question = parse("Jens Holms leder 2016: hvilke broer skal rives ned?")
    assert {"Jens", "leder", "2016"} <= {term.word for term in question.scope}
    assert {"broer", "rives"} <= {term.word for term in question.content}


def test_a_title_in_quotation_marks_is_a_name() -> None:
    """What another plan holds is no answer to what this one does; a quoted remark is no title."""
    roles = {term.word: term.role for term in parse('Hvor mange mål har "Sammen om havnen"?').terms}
    assert roles["havnen"] == "name" and roles["mål"] == "noun"
    said = {term.word: term.role for term in parse('Hvem sagde "vi bygger havnen nu"?').terms}
    assert said["havnen"] == "noun"


def test_fixed_phrases_become_one_word() -> None:
    """ "Gå i gang" is asked for as igangsætte, wherever its words stand."""
    assert "igangsætte" in [term.word for term in parse("Hvorfor gik byggeriet ikke i gang?").content]


def test_english_terms_become_danish() -> None:
    """Borrowed words meet the Danish text."""
    assert "interessent" in [term.word for term in parse("Hvem er stakeholders i projektet?").terms]


def test_names_years_and_compounds() -> None:
    """A hyphen joins two terms; a year is a year wherever it stands."""
    terms = {term.word: term.role for term in parse("Hvem er KL-formand under 2016-strategien?").terms}
    assert terms["KL"] == "name"
    assert terms["2016"] == "year"
    assert terms["strategien"] == "noun"


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text makes the reading fail, and terms point at tokens of the core."""
    question = parse(text)
    assert all(0 <= term.at < len(question.tokens) for term in question.terms)


def test_a_long_text_is_read_in_time() -> None:
    """A flood of words or signs is cut, not chewed."""
    assert len(parse("hvem " * 5000).core) <= 1000
    assert parse("(" * 5000 + "?" * 5000).kind is not None
