"""Danish as Danes write it: dates, numbers, lists, reasons."""

from __future__ import annotations

import pytest

from api import wording
from api.question import parse


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2016-05-12", "den 12. maj 2016"), ("2015-06", "juni 2015"), ("2019-21", "foråret 2019"), ("2020", "2020"),
        ("2011/2015", "2011-2015"), ("2017-01/2017-06", "januar 2017 til juni 2017"),
    ],
)  # fmt: skip
def test_dates(value: str, said: str) -> None:
    """ISO and EDTF in words."""
    assert wording.day(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [("33", "33"), ("426400000", "426.400.000"), ("2.5", "2,5"), ("halvdelen", "halvdelen")]
)
def test_numbers(value: str, said: str) -> None:
    """A point between thousands, a comma before the fraction."""
    assert wording.number(value) == said


def test_lists() -> None:
    """The last member is joined by "og"."""
    assert wording.listed(["KL", "regeringen", "Danske Regioner"]) == "KL, regeringen og Danske Regioner"
    assert wording.listed(["KL"]) == "KL"
    assert wording.listed([]) == ""


@pytest.mark.parametrize(
    "reason", ["unknown_entity", "not_stated", "outside_period", "false_premise", "ambiguous", "off_topic"]
)
def test_every_reason_has_words(reason: str) -> None:
    """Each reason of the contract is said in Danish, with and without the words that are missing."""
    question = parse("Hvorfor lukkede havnen i 1999?")
    for missing in ((), ("havnen",)):
        text = wording.no_answer(reason, missing, question)
        assert text.endswith(".")
        assert "{" not in text


def test_every_relation_is_said() -> None:
    """A relation without words of its own would show its English name."""
    import re

    import ontology

    relations = re.findall(
        r"^sg:(\w+) a owl:\w+Property , sg:Relation", ontology.SCHEMA.read_text(encoding="utf-8"), re.M
    )
    assert relations
    for name in relations:
        assert name not in wording.statement("A", name, "B")
