"""What is given in the end: a value with a fair chance of being right, the likelier of two, or a refusal with its reason."""

from __future__ import annotations

import math

import pytest

from api import second_opinion, weighing
from api.index import Index

_TEXTS = {
    "aftale.md": """# Aftale om Borgerkortet

Regeringen og kommunerne indgik den 4. marts 2019 en aftale om Borgerkortet. Der er sat 38 mio. kr. af til udviklingen, mens
driften ventes at koste 6 mio. kr. om året. Opgaven blev lagt hos Nordlys Data, der slog tre andre bydere.

Styregruppen består af Hanne Brix, Ole Vestergaard og Tine Lund. Afleveringen skulle være sket i juni 2020.
""",
    "status.md": """# Status på Borgerkortet, november 2021

Kortet kom i brug den 12. oktober 2021. Forsinkelsen skyldtes, at leverandøren manglede folk. 214.000 har hentet det, hvor man
havde sigtet efter 300.000. Regningen for at bygge det løb op i 51 mio. kr.

Der er lavet kort til tre grupper: studerende, pensionister og ansatte i kommunerne.
""",
}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor høj endte regningen for at lave Borgerkortet med at blive?", "51 mio. kr."),
        ("Hvilket firma vandt opgaven med Borgerkortet?", "Nordlys Data"),
        ("hvor mange har taget borgerkortet til sig", "214.000"),
        ("Hvornår kunne man begynde at bruge Borgerkortet?", "12. oktober 2021"),
        ("Hvorfor blev Borgerkortet for sent færdigt?", "manglede folk"),
    ],
)
def test_the_value_stands_in_a_quote_of_its_sentence(index: Index, question: str, value: str) -> None:
    answer = index.ask(question)
    assert answer.status == "answered"
    assert any(value in cited.quote for cited in answer.citations)
    assert value in answer.answer or value in [v.label for v in answer.values]


def test_a_list_is_given_with_all_its_members(index: Index) -> None:
    answer = index.ask("Hvilke grupper er der lavet borgerkort til?")
    assert {v.label for v in answer.values} >= {"studerende", "pensionister"}
    assert len(answer.values) == 3


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er direktør i Nordlys Data?",
        "Hvor mange klager har der været over Borgerkortet?",
        "Hvornår bliver Borgerkortet lukket?",
    ],
)
def test_what_only_a_neighbour_would_answer_is_refused(index: Index, question: str) -> None:
    answer = index.ask(question)
    assert answer.status == "no_answer"
    assert answer.reason


def test_confidence_is_a_chance_and_the_same_every_time(index: Index) -> None:
    for question in ("Hvad koster driften af Borgerkortet?", "Hvem sidder i styregruppen for Borgerkortet?"):
        one, other = index.ask(question), index.ask(question)
        assert 0.0 < one.confidence < 1.0
        assert (one.answer, one.confidence) == (other.answer, other.confidence)


def test_every_figure_has_a_weight_and_is_finite(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(weighing.RIGHT) <= set(weighing.NAMES)
    assert set(weighing.UNSAID) <= set(weighing.NAMES)
    seen: list[weighing.Option] = []
    options = weighing.options

    def recorded(*given: object) -> list[weighing.Option]:
        made = options(*given)  # type: ignore[arg-type]
        seen.extend(made)
        return made

    monkeypatch.setattr(weighing, "options", recorded)
    index.ask("Hvad koster driften af Borgerkortet?")
    assert seen
    for option in seen:
        assert set(option.figures) == set(weighing.NAMES)
        assert all(math.isfinite(value) for value in option.figures.values())


def test_without_a_reader_the_rules_decide(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "reader", lambda: None)
    assert index.ask("Hvem er direktør i Nordlys Data?").status == "no_answer"
    assert index.ask("Hvornår blev aftalen om Borgerkortet indgået?").citations
