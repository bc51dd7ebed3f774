"""An answer says its value first, marks its sources, and names another value where sources disagree."""

from __future__ import annotations

import re

from api import Index


def test_marks_point_at_citations(practice: Index) -> None:
    """Every [n] in the text is a citation, and every citation of an answer is marked."""
    answer = practice.ask("Hvem leder programmet Scenekunst på farten?")
    marked = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marked == {c.n for c in answer.citations}


def test_the_value_stands_in_a_quote(practice: Index) -> None:
    """The evidence gate: a name, a date or a number that was read stands in what is cited."""
    for text, said in (
        ("Hvem skal evaluere kulturpagten?", "Center for Kulturanalyse"),
        ("Hvor meget har Kulturministeriet bevilget?", "6 mio."),
        ("Hvornår godkendte byrådet varmeplanen?", "maj 2022"),
    ):
        answer = practice.ask(text)
        assert said in " ".join(c.quote for c in answer.citations), text


def test_few_citations(practice: Index) -> None:
    """k bounds the citations; an answer never comes with a pile."""
    assert len(practice.ask("Hvem vedtog cykelstrategien?", k=1).citations) == 1
    assert len(practice.ask("Hvem vedtog cykelstrategien?", k=9).citations) <= 3
