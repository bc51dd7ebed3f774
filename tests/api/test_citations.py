"""Citations are cut by offsets, few, and each stretch comes once."""

from __future__ import annotations

from api import Index
from api.attempts import solve
from api.citations import citer, sentence_place


def test_each_stretch_once_and_numbered(practice: Index) -> None:
    """Repeats fall away, numbers run from 1, and no more than asked for come."""
    ranked = solve(practice, "Hvem vedtog cykelstrategien?").ranked[:4]
    places = [sentence_place(scored) for scored in (*ranked, *ranked)]
    cited = citer(practice).cite(places, 3)
    assert [c.n for c in cited] == [1, 2, 3]
    assert len({(c.doc_id, c.start) for c in cited}) == 3
    for c in cited:
        assert practice.texts.text(c.doc_id)[c.start : c.end] == c.quote


def test_statements_stand_in_the_graph(practice: Index) -> None:
    """A cited sentence brings the claims it carries, in readable Danish."""
    answer = practice.ask("Hvem er skoleleder på Lindeskolen?")
    statements = [s for c in answer.citations for s in c.statements]
    assert statements
    for s in statements:
        assert s.text
        assert practice.graph.ask(f"ASK {{ <{s.s}> <{s.p}> ?o }}")
