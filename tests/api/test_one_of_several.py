"""Of several like things in one sentence the one that is asked for: shares, ends of a period, years that stand before,
names beside roles."""

from __future__ import annotations

import dataclasses

import pytest

from api import attempts, solving
from api.decide import Decision
from api.index import Index

_TEXTS = {
    "faerge.md": """# Færgen til Lynø

Udgiften til færgen deles med 55 pct. til Lynø Kommune, 30 pct. til Strandby Kommune og 15 pct. til Havneselskabet.

Klagenævnet afviste klagen i oktober 2031. Kontrakten kunne derpå underskrives den 9. november samme år.

Der kan søges om rabatkort fra den 1. juni til den 15. september 2031.

Vores kaptajn, Tora Lindegaard fra rederiet Bølge & Bro, regner med 40 afgange. I 2030 klagede 23 passagerer over
prisen, mod 64 året før.

Kravet er, at mindst 60 husstande er med; indtil nu har 41 meldt sig til ordningen.

Tilsynet føres af Medarbejder- og Trafikstyrelsen.
""",
    "interview.txt": """Havnen fik sin mole

Interview i bladet Kajen, maj 2032
Af Troels Brandt

Da molen i Strandby blev indviet den 4. februar i år, var den dyrere end regnet.
""",
}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor stor en del af udgiften til færgen betaler Strandby Kommune?", "30"),
        ("Hvornår blev kontrakten om færgen underskrevet?", "2031-11-09"),
        ("Hvad er sidste frist for at søge om rabatkort til færgen?", "2031-09-15"),
        ("Hvornår blev molen i Strandby indviet?", "2032-02-04"),
        ("Hvem er kaptajn på færgen?", "Tora Lindegaard"),
        ("Hvor mange klagede over prisen på færgen i 2030?", "23"),
        ("Hvor mange husstande har foreløbig sagt ja til ordningen?", "41"),
        ("Hvem fører tilsyn med færgen?", "Medarbejder- og Trafikstyrelsen"),
    ],
)
def test_the_one_that_is_asked_for_is_given_alone(index: Index, question: str, value: str) -> None:
    assert [v.value for v in index.ask(question).values] == [value]


@pytest.mark.parametrize(
    ("opinion", "value", "confidence", "first"),
    [
        ((1.0, 0.98, 0.95), "Bølge & Bro", 0.6, True),
        ((1.0, 0.98, 0.95), "Bølge & Bro", 0.86, False),  # the steps are nearly as sure
        ((1.0, 0.6, 0.95), "Bølge & Bro", 0.6, False),  # the reader is not
        ((1.0, 0.98, 0.95), "Tora Lindegaard", 0.6, False),  # they say the same, and show why
    ],
)
def test_one_sentence_that_answers_all_goes_before_steps_that_are_less_sure(
    index: Index, opinion: tuple[float, float, float], value: str, confidence: float, first: bool
) -> None:
    asked = solving.direct(index, "Hvem er kaptajn på færgen?")
    best = dataclasses.replace(asked.found[0], value="Tora Lindegaard", opinion=opinion)
    plain = dataclasses.replace(asked, found=(best,), decision=Decision(0.9))
    steps = dataclasses.replace(plain, found=(dataclasses.replace(best, value=value),), decision=Decision(confidence))
    assert attempts._goes_before(plain, steps) is first
