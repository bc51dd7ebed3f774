"""Which sentences speak of what is asked: found by their words, and told of alone where some are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from api import open_index, reading
from api.library import library
from api.linking import Lexis, link
from api.question import parse
from api.views import View
from indexer.build import Built
from indexer.settings import Settings

TEXTS = {
    "bro.txt": """Broen ved Kalvø

Kalvø Kommune bygger en bro i 2024. Broen koster 12 mio. kr. Den åbner i 2026.

Borgmester Lone Krag glæder sig. Næste år kommer der en cykelsti. Hvem betaler?
""",
    "havn.txt": "Havnen i Hejse\n\nHavnen i Hejse fik nemlog-in i 2019. Kommunen betalte.\n",
}


@pytest.fixture
def views(build_texts: Callable[[Mapping[str, str]], Built], settings: Settings) -> list[View]:
    build_texts(TEXTS)
    with open_index(settings.data) as index:
        return library(index).read([])[0]


def test_a_chosen_sentence_is_told_of_as_among_all(views: list[View]) -> None:
    """With the same scores, and also where it holds nothing of the question; no other is."""
    lexis = Lexis([view.vocabulary for view in views])
    question = link(parse("Hvornår åbner Kalvø Kommunes bro?"), lexis).question
    ranked = {(s.sentence.doc_id, s.sentence.number): s for s in reading.rank(question, views, lexis, {})}
    every = frozenset((view.doc_id, s.number) for view in views for s in view.sentences)
    assert ranked and set(ranked) < every
    for only in (frozenset(list(ranked)[:2]), every - set(ranked), every):
        chosen = reading.rank(question, views, lexis, {}, only)
        assert {(s.sentence.doc_id, s.sentence.number) for s in chosen} == only
        assert all(ranked.get((s.sentence.doc_id, s.sentence.number), s) == s for s in chosen)


def test_the_tokens_of_a_term_are_all_that_match(views: list[View]) -> None:
    """As each token by itself is found to match, words of letters and others ("2026", "nemlog-in") alike."""
    lexis = Lexis([view.vocabulary for view in views])
    question = link(parse("Hvornår fik havnen i Hejse nemlog-in, i 2019 eller 2026?"), lexis).question
    for sentence in (s for view in views for s in view.sentences):
        for term in question.content:
            match = lexis.alike(term.word)
            for joined in (False, True):
                said = [reading.matched(term, match, low, joined=joined) for low in sentence.lows]
                for least in (0.45, 0.85, 0.95):
                    alone = tuple(i for i, share in enumerate(said) if share >= least)
                    assert reading.spots(term, lexis, sentence, least, joined=joined) == alone


def test_a_document_knows_where_its_words_stand(views: list[View]) -> None:
    for view in views:
        for word, numbers in view.holding.items():
            assert list(numbers) == [s.number for s in view.sentences if word in s.words]
            assert view.count(word) == len(numbers)
        assert view.count("findesikke") == 0
