"""Mentions by form and context alone: no vocabulary is loaded in these tests unless they say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import grammar
from indexer.mentions import works
from ontology.gazetteer import Entry, Gazetteer

from .extraction import read

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "mentions" / "sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_finds_what_the_annotated_sentence_marks(case: dict[str, Any]) -> None:
    """Every marked name is found with its type, and nothing that is marked as no name."""
    record = read("Om sagen\n\n3. maj 2018\n\n" + case["text"] + "\n")
    found = {f"{m.type}: {m.text}" for m in record.mentions}
    assert set(case["finds"]) <= found
    assert not set(case.get("not", ())) & found
    assert case["finds"] or case.get("not")


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("indgik", "indgå", "past"),
        ("vedtaget", "vedtage", "part"),
        ("lanceres", "lancere", "pass"),
        ("digitaliserede", "digitalisere", "past"),
    ],
)
def test_verb_forms(form: str, lemma: str, kind: str) -> None:
    """Irregular, regular, passive and unknown verbs give their infinitive and form."""
    assert grammar.verb_of(form) == grammar.Verb(lemma, kind)


@pytest.mark.parametrize(
    ("surface", "years", "anaphoric"),
    [
        ("den nye fællesoffentlige digitaliseringsstrategi for 2016-20", ("2016", "2020"), False),
        ("strategien", (None, None), True),
        ("den tidligere plan", (None, None), True),
        ("Havplan 2030", ("2030", None), False),
    ],
)
def test_signature(surface: str, years: tuple[str | None, str | None], anaphoric: bool) -> None:
    """A work's words give its years, and say whether they only point back."""
    signature = works.signature(surface)
    assert signature is not None
    assert (signature.years, signature.anaphoric) == (years, anaphoric)


def test_known_names_give_identity_and_negative_labels_cancel() -> None:
    """An entry's name is found in any inflection; inside a negative label it is not."""
    entry = Entry("https://e/mit", "Solution", "Mit Overblik", negative=("Mit Overblik over haven",))
    record = read(
        "Sagen\n\nArbejdet med Mit Overblik fortsætter.\n\nMit Overblik over haven er en bog.\n", Gazetteer.of([entry])
    )
    assert [m.span.start for m in record.mentions if m.iri == entry.iri] == [record.document.text.index("Mit Overblik")]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Den nye strategi, KL’s 33 om ”og” i 2016-2020. at\n•–:()æøÅ"), max_size=300))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever the text, every mention is the text between its offsets, or names what stands there."""
    record = read("Titel\n\n" + text + "\n")
    for mention in record.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(record.document.text)
        assert (
            mention.type == "Theme" or mention.type == "Person" or mention.span.of(record.document.text) == mention.text
        )
