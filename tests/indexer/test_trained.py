"""A user's own spaCy pipeline beside our rules: a small one is trained here, and what it finds comes in, ours first."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest

from indexer import mentions, passages
from indexer.documents import read_document
from indexer.mentions import trained
from indexer.settings import Settings
from indexer.types import Document, Mention
from ontology.gazetteer import load_gazetteer

BODIES = ("Blomsterby", "Vindkraft", "Bølgegang", "Stenalder", "Morgenstund", "Kornmod")
SENTENCES = (
    "Han arbejder hos {} i dag.",
    "Hun arbejder hos {} nu.",
    "De arbejder hos {} igen.",
    "Alle arbejder hos {} der.",
)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Danish pipeline that has learnt, from two dozen sentences, that a name after "hos" is a body's."""
    spacy = pytest.importorskip("spacy")
    from spacy.training import Example

    spacy.util.fix_random_seed(3)
    language = spacy.blank("da")
    recogniser = language.add_pipe("ner")
    recogniser.add_label("ORG")
    examples = []
    for sentence in SENTENCES:
        for name in BODIES:
            start = sentence.index("{}")
            text = sentence.format(name)
            marked = {"entities": [(start, start + len(name), "ORG")]}
            examples.append(Example.from_dict(language.make_doc(text), marked))
    language.initialize(lambda: examples)
    order = random.Random(3)
    for _ in range(15):
        order.shuffle(examples)
        language.update(examples)
    folder = tmp_path_factory.mktemp("pipeline") / "da_lille"
    language.to_disk(folder)
    return folder


def document(text: str) -> Document:
    return read_document("a.txt", "a.txt", f"Nyt om sagen\n\n3. maj 2018\n\n{text}\n".encode(), None, Settings())


def found(text: str, settings: Settings) -> tuple[Mention, ...]:
    made = document(text)
    return mentions.find(made, passages.split(made), load_gazetteer(only=()), settings)


def test_what_only_the_pipeline_finds_comes_in(pipeline: Path) -> None:
    """A body that no rule of ours sees is found with a pipeline and not without, weaker than what ours find."""
    text = "Hun arbejder hos Skovmus nu."
    ours = found(text, Settings())
    with_it = found(text, dataclasses.replace(Settings(), spacy_model=str(pipeline)))
    assert "Skovmus" not in {m.text for m in ours}
    (mention,) = [m for m in with_it if m.text == "Skovmus"]
    assert (mention.type, mention.confidence) == ("Organisation", 0.5)
    assert mention.span.of(document(text).text) == "Skovmus"
    assert set(ours) <= set(with_it)


def test_ours_win_where_the_two_overlap(pipeline: Path) -> None:
    """The pipeline's shorter or other reading of a name is dropped where a rule of ours has read it."""
    text = "Han arbejder hos Havnestyrelsen i dag. De arbejder hos Vindkraft igen."
    settings = dataclasses.replace(Settings(), spacy_model=str(pipeline))
    theirs = trained.find(document(text), str(pipeline))
    assert any(m.text.startswith("Havne") for m in theirs)
    both = found(text, settings)
    body = [m for m in both if m.text.startswith("Havne")]
    assert [(m.text, m.confidence > 0.5) for m in body] == [("Havnestyrelsen", True)]
    assert any(m.text == "Vindkraft" and m.confidence == 0.5 for m in both)


def test_a_pipeline_that_is_not_there_is_told_of() -> None:
    """An unknown name is no silent nothing."""
    with pytest.raises(OSError, match="da_findes_ikke"):
        found("Han arbejder hos Skovmus nu.", dataclasses.replace(Settings(), spacy_model="da_findes_ikke"))
