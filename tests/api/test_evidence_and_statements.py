"""What leads up to a question, and the sentence that a name is cited from."""

from __future__ import annotations

import pytest

from api import pointed_lists, wording
from api.index import Index
from api.library import library
from api.linking import link
from api.question import parse
from api.reading import rank

_TEXTS = {
    "handleplan.md": (
        "# Havneplanen sejler videre\n\n3. maj 2019\n\n"
        "Udgangspunktet er Nordkystens Havneforbunds strategi for kajer og moler. Vægtigst i arbejdet er strategien "
        "”Med vinden ind i havn”, hvor et af hovedbudskaberne er, at kajerne skal være grønnere.\n\n"
        "Planen skal føre til rene bade i grønne og gule områder, i klubhusene og på stranden.\n"
    ),
    "vejplan.md": (
        "# Vejplanen er lagt frem\n\n4. juni 2020\n\n"
        "Vejplanen, som Trafikstyrelsen lancerede i april 2020, rummer 14 projekter. "
        "Formålet med vejplanen er at gøre cykelstierne bredere.\n"
    ),
}


def test_a_word_of_a_statement_weighs_less_than_one_of_the_question() -> None:
    question = parse("Planen skal omsætte en anden strategi til virkelighed. Hvor mange spor er der i strategien?")
    by_word = {term.word: term for term in question.terms}
    assert by_word["virkelighed"].told and not by_word["spor"].told
    assert by_word["virkelighed"].weight < 1.0


def test_names_and_years_of_a_statement_weigh_as_much_as_ever() -> None:
    question = parse("Det drejer sig om Havneforbundet i 2019. Hvem er formand for bestyrelsen?")
    told = {term.word: term.told for term in question.terms if term.role in ("name", "year")}
    assert told and not any(told.values())


@pytest.mark.parametrize(
    "text",
    [
        "Pyramiden er fortid. Hvad er man gået over til?",
        "Havnen blev bygget i fjor. Er det samme folk, der driver den?",
        "Quick question: hvilken plan kom først?",
    ],
)
def test_a_capital_after_a_full_stop_makes_no_name(text: str) -> None:
    said = wording.no_answer("not_stated", ("bro",), parse(text))
    assert not any(f"omtaler {word}" in said for word in ("Hvad", "Er", "Hvilken"))


def test_a_title_in_quotation_marks_is_told_whole() -> None:
    question = parse('Hvem står bag strategien "Med vinden ind i havn"?')
    assert "Med vinden ind i havn" in wording.no_answer("not_stated", (), question)


def test_what_the_graph_alone_knows_is_cited_from_its_own_text(index: Index) -> None:
    answer = index.ask("Hvem lancerede Med vinden ind i havn?")
    assert all(citation.doc_id.startswith("handleplan") for citation in answer.citations)
    assert "Trafikstyrelsen" not in [value.value for value in answer.values]


def test_adjectives_that_share_a_noun_are_one_member(index: Index) -> None:
    views, lexis = library(index).read([])
    question = link(parse("Hvor skal der være rene bade?"), lexis).question
    scored = next(s for s in rank(question, views, lexis, {}) if "grønne og gule" in s.sentence.text)
    text = scored.sentence.text
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("grønne", "gule områder", "klubhusene")]
    joined = pointed_lists._with_their_noun(scored, spans)
    assert [text[a:b] for a, b in joined] == ["grønne og gule områder", "klubhusene"]
