"""What the reader is shown: the sentences that are of the kind asked for, about the matter, each once, in one order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import open_index
from api.index import Index
from api.library import HITS, library
from api.linking import link
from api.offered import OFFERED, offered, shown
from api.question import parse
from api.reading import rank
from indexer.build import build
from indexer.settings import Settings

_BERTH = """# Årsberetning for Havnelauget i Skovshoved Nor

Lauget blev stiftet af tre fiskere. Det drives i dag af frivillige.

## Medlemmer

Interessen har været støt stigende gennem hele perioden, og lauget er glad for den store opbakning til arbejdet i havnen.
Ved årets udgang talte lauget 412 medlemmer. Formanden hedder Bodil Kastrup, og hun genopstiller.

## Broen

Den gamle bro blev spærret, fordi bolværket var råddent. Den nye bro åbner i maj 2027.

## Pladser

| Bro | Pladser | Afgift |
| --- | --- | --- |
| Nordbroen | 34 | 1.200 kr. |
| Sydbroen | 51 | 900 kr. |
"""
_FILLER = "\n\n".join(
    f"Afsnit {n}. Kommunen glæder sig over samarbejdet om havnen og ser frem til flere gode år med lauget."
    for n in range(60)
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("tekster")
    Path(folder, "lauget.md").write_text(_BERTH, "utf-8")
    Path(folder, "hilsen.md").write_text(f"# Hilsen fra kommunen\n\n{_FILLER}\n", "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened


def _offered(index: Index, question: str) -> list[str]:
    parsed = parse(question)
    hits = index.retriever.search(parsed.core, HITS)
    views, lexis = library(index).read(hits)
    linked = link(parsed, lexis)
    ranked = rank(linked.question, views, lexis, {})
    return [o.text for o in shown(offered(linked.question, ranked, hits, views))]


@pytest.mark.parametrize(
    ("question", "within", "first"),
    [
        ("Hvor mange er med i havnelauget?", "412 medlemmer", 3),
        ("Hvem står i spidsen for lauget ved Skovshoved Nor?", "Bodil Kastrup", 4),
        ("Hvornår kan man gå på den nye bro i havnen?", "maj 2027", 3),
        ("Hvorfor måtte man ikke bruge havnens gamle bro?", "råddent", 3),
    ],
)
def test_a_sentence_of_the_kind_asked_for_comes_early(index: Index, question: str, within: str, first: int) -> None:
    assert any(within in text for text in _offered(index, question)[:first])


@pytest.mark.parametrize("question", ["Hvad siger kommunen om havnen?", "lauget", "Hvor mange afsnit?"])
def test_each_sentence_stands_once_and_no_more_than_a_reader_takes(index: Index, question: str) -> None:
    parsed = parse(question)
    hits = index.retriever.search(parsed.core, HITS)
    views, lexis = library(index).read(hits)
    linked = link(parsed, lexis)
    given = offered(linked.question, rank(linked.question, views, lexis, {}), hits, views)
    keys = [(sentence.doc_id, sentence.number) for _, sentence in given]
    assert 0 < len(keys) == len(set(keys)) <= OFFERED
    again = offered(linked.question, rank(linked.question, views, lexis, {}), hits, views)
    assert keys == [(sentence.doc_id, sentence.number) for _, sentence in again]


def test_where_nothing_is_found_nothing_is_offered(index: Index) -> None:
    assert offered(parse("Hvem?"), [], [], []) == []


def test_a_row_comes_with_its_columns_and_a_sentence_that_points_back_with_the_one_before(index: Index) -> None:
    view = library(index).view("lauget.md")
    made = {o.text: o for o in shown([(view, s) for s in view.sentences])}
    row = next(o for text, o in made.items() if text.startswith("Sydbroen"))
    assert [(row.text[at:].split(" ")[0], name) for at, name in row.columns] == [
        ("Sydbroen", "Bro"),
        ("51", "Pladser"),
        ("900", "Afgift"),
    ]
    back = made["Det drives i dag af frivillige."]
    assert back.before == "Lauget blev stiftet af tre fiskere."
    assert made["Lauget blev stiftet af tre fiskere."].columns == ()


def test_the_head_of_a_table_is_not_offered(index: Index) -> None:
    assert not any("Bro | Pladser" in text for text in _offered(index, "Hvor mange pladser er der ved Sydbroen?"))
