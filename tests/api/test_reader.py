"""The reader points at sentences and words: its input keeps every word in place, its output is the same every time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api import reader as reading
from api.reader_input import MARK, SENTENCES, TOKENS, Offered, pack
from indexer.engines.bulk import BulkE5, bundled
from indexer.engines.marking import Marker
from indexer.engines.tokens import Tokenizer
from indexer.engines.weights import Weights


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(bundled())


@pytest.fixture(scope="module")
def tokenizer(weights: Weights) -> Tokenizer:
    return Tokenizer(weights.pieces)


def _offered(*texts: str, heading: str = "Økonomi", title: str = "Plan for Fjordby") -> list[Offered]:
    return [Offered("plan.md", number, text, heading, title) for number, text in enumerate(texts)]


_TEXT = st.text(st.sampled_from("aAbBæøåÆé 0123.,–»«()|\n\t漢😀\u0301"), max_size=400)


@given(question=_TEXT, texts=st.lists(_TEXT, max_size=20))
@settings(max_examples=60, deadline=None)
def test_every_word_of_the_input_stands_where_it_says(
    question: str, texts: list[str], tokenizer: Tokenizer, weights: Weights
) -> None:
    packed = pack(question, _offered(*texts), tokenizer, weights.pieces)
    assert len(packed.ids) <= TOKENS
    assert len(packed.placed) <= SENTENCES
    last = 0
    for placed in packed.placed:
        text = texts[placed.offered]
        assert packed.ids[placed.mark] == weights.pieces.ids[MARK]
        at = placed.mark + 1
        for first, final, start, end in placed.words:
            assert (first, at) == (at, first)
            assert not any(c.isspace() for c in text[start:end])
            at = final + 1
        assert placed.mark > last
        last = at - 1


def test_sentences_of_one_section_stand_in_the_order_of_the_text(tokenizer: Tokenizer, weights: Weights) -> None:
    late, early = _offered("Den første sætning.", "Den anden sætning.")[::-1]
    packed = pack("Hvad står først?", [late, early], tokenizer, weights.pieces)
    assert [p.offered for p in packed.placed] == [1, 0]


def _said(ids: tuple[int, ...], weights: Weights) -> str:
    names = {number: piece for piece, number in weights.pieces.ids.items()}
    return "".join(names.get(i, "") for i in ids).replace("▁", " ")


def test_a_row_is_read_with_its_columns_heads_but_points_only_at_its_own_words(
    tokenizer: Tokenizer, weights: Weights
) -> None:
    text = "Havnø | 12 | 31"
    row = Offered("plan.md", 4, text, "", "Plan", columns=((0, "Kommune"), (8, "Elever"), (13, "Lærere")))
    packed = pack("Hvor mange elever er der i Havnø?", [row], tokenizer, weights.pieces)
    assert "Kommune: Havnø | Elever: 12 | Lærere: 31" in _said(packed.ids, weights)
    assert [text[start:end] for *_, start, end in packed.placed[0].words] == ["Havnø", "|", "12", "|", "31"]


def test_the_sentence_before_stands_there_only_where_it_is_not_read_itself(
    tokenizer: Tokenizer, weights: Weights
) -> None:
    first = Offered("plan.md", 0, "Bjerglyd måler støj ved skoler.", "", "Plan")
    second = Offered("plan.md", 1, "Den koster 4 mio. kr.", "", "Plan", before=first.text)
    alone = pack("Hvad koster Bjerglyd?", [second], tokenizer, weights.pieces)
    both = pack("Hvad koster Bjerglyd?", [second, first], tokenizer, weights.pieces)
    assert _said(alone.ids, weights).count("måler støj") == 1
    assert _said(both.ids, weights).count("måler støj") == 1
    assert second.text[slice(*alone.placed[0].words[0][2:])] == "Den"
    assert len(both.placed) == 2


def test_a_long_sentence_leaves_room_for_the_others(tokenizer: Tokenizer, weights: Weights) -> None:
    packed = pack("Hvad koster det?", _offered("ord " * 2_000, "Det koster 4 mio. kr."), tokenizer, weights.pieces)
    assert {p.offered for p in packed.placed} == {0, 1}


def test_without_changes_the_marker_is_the_encoder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """An adapter that changes nothing, and a head that copies: the mean of the states is the encoder's own vector."""
    path = tmp_path_factory.mktemp("adapter") / "none.npz"
    none = np.zeros((2, 384), np.float16)
    np.savez(
        path,
        **{
            "scale": np.float32(2),
            "l0.q.down": none,
            "l0.q.up": none.T,
            "head.w": np.eye(384),
            "head.b": np.zeros(384),
        },
    )
    marker = Marker(bundled(), path)
    text = "Kommunen afsætter 12 mio. kr. til indsatsen."
    ids = [marker.pieces.start, *marker.tokenizer.ids(f"passage: {text}"), marker.pieces.end]
    mean = marker.marks(ids).mean(axis=0)
    own = BulkE5(bundled()).encode_passages([text])[0]
    assert float(mean @ own / np.linalg.norm(mean)) >= 0.999


_CASES = [
    (
        "hvor stort er budgettet til stien?",
        ["Stien åbner i 2027.", "Byrådet har sat 14 mio. kr. af til stien.", "Sidste år blev der talt 300 cyklister."],
        1,
        "14 mio. kr.",
    ),
    (
        "Hvem har lavet programmet Fjordtal?",
        ["Fjordtal er i brug i ni kommuner.", "Det er udviklet af firmaet Nordbit.", "KL har rost det."],
        1,
        "Nordbit",
    ),
    (
        "hvorfor er opstarten skubbet?",
        ["Projektet skulle være begyndt i maj.", "Starten er udskudt til august, fordi der mangler montører."],
        1,
        "montører",
    ),
]


@pytest.mark.parametrize(("question", "texts", "right", "words"), _CASES)
def test_the_reader_points_at_the_sentence_and_the_words(
    question: str, texts: list[str], right: int, words: str
) -> None:
    found = reading.reader()
    assert found is not None
    reads = found.read(question, _offered(*texts))
    best = max(reads, key=lambda read: read.share)
    assert best.offered == right
    span = best.spans[0]
    assert words in texts[right][span.start : span.end] or texts[right][span.start : span.end] in words
    assert sum(read.share for read in reads) == pytest.approx(1.0, abs=0.01)
    assert sum(read.whole for read in reads) <= 1.001


def test_the_same_is_read_from_many_threads() -> None:
    found = reading.reader()
    assert found is not None
    question, texts, _, _ = _CASES[0]

    def once(_: int) -> list[tuple[float, float, tuple[reading.Span, ...]]]:
        assert found is not None
        return [(r.share, r.whole, r.spans) for r in found.read(question, _offered(*texts))]

    with ThreadPoolExecutor(8) as pool:
        assert len({repr(answer) for answer in pool.map(once, range(32))}) == 1


def test_what_finds_no_room_is_read_where_the_first_input_hardly_answers() -> None:
    found = reading.reader()
    assert found is not None
    beside = [
        f"Havnen i Kalvø fik i {year} nye bolværker, lygter, cykelstativer og en bænk af træ."
        for year in range(1960, 1984)
    ]
    answer = "Fjordtal er udviklet af firmaet Nordbit."
    reads = found.read("Hvem har udviklet Fjordtal?", _offered(*beside[:14], answer))
    assert max(reads, key=lambda read: read.share).offered == 14
    first = found.read("Hvem har udviklet Fjordtal?", _offered(answer, *beside[:14]))
    assert len(first) < len(reads)  # nothing more is read where the first input answers
    assert len({read.offered for read in reads}) == len(reads)


def test_nothing_to_read_is_no_error() -> None:
    found = reading.reader()
    assert found is not None
    assert found.read("Hvad?", []) == []
    assert found.read("", _offered("")) == []
