"""Ranking: both legs heard, exact things exact, furniture last, the same answer every time."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api import exactness, retrieval
from api.retrieval import Hit, Retriever
from indexer import lexical, vectors
from indexer.embedding import Encoder, open_encoder
from indexer.errors import UsageError


@dataclasses.dataclass(frozen=True)
class Row:
    """A passage as the retriever reads it."""

    id: int
    text: str
    doc_id: str
    zone: str = "body"
    title: str = ""
    date: str | None = None
    heading: str = ""
    start: int = 0

    @property
    def iri(self) -> str:
        return f"https://example.org/{self.id:03}"

    @property
    def end(self) -> int:
        return self.start + len(self.text)


TEXTS: list[tuple[str, str, str]] = [
    ("pagt", "body", "Digitaliseringspagten blev indgået mellem regeringen, KL og Danske Regioner i 2019."),
    ("pagt", "body", "Pagten har syv principper for samarbejdet mellem stat, kommuner og regioner."),
    ("strategi-2011", "body", "Den fællesoffentlige strategi fra 2011 rummer 60 initiativer og løber til 2015."),
    ("strategi-2016", "body", "Den fællesoffentlige strategi fra 2016 rummer 33 initiativer og løber til 2020."),
    ("strategi-2016", "body", "Initiativ 3.2 handler om en samlet indgang til data, initiativ 3.3 om adresser."),
    ("post", "body", "I 2015 skulle 80 procent af alle breve fra det offentlige sendes digitalt."),
    ("post", "body", "Fritagelse gælder 8 procent af borgerne, som fortsat får brev på papir."),
    ("sprog", "body", "Målet er et fælles sprog om borgernes behov i hele ældreplejen."),
    ("sprog", "body", "Sprog og fælles mål er vigtige, når ældreplejen taler med borgere."),
    ("cykel", "body", "Cykelstien langs havnen åbner til foråret, og broen følger efter."),
    (
        "cykel",
        "teaser",
        "Læs også: Digitaliseringspagten blev indgået mellem regeringen, KL og Danske Regioner i 2019.",
    ),
    ("sts", "body", "STS leverer fælles komponenter, som kommunernes fagsystemer bygger på."),
]
ROWS = [Row(n, text, doc, zone) for n, (doc, zone, text) in enumerate(TEXTS)]


class Source:
    """Passages in memory."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = {row.id: row for row in rows}

    def passages(self, ids: Sequence[int]) -> list[Row]:
        return [self.rows[number] for number in ids]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder()


def made(rows: Sequence[Row], folder: Path, encoder: Encoder) -> Retriever:
    """A retriever over rows whose filter `kind` is a document's name."""
    lexical.build(folder, [(row.id, row.text, row.heading) for row in rows])
    dense = vectors.build(np.array([row.id for row in rows]), encoder.encode_passages([row.text for row in rows]))

    def select(filters: Mapping[str, str]) -> list[int]:
        return [row.id for row in rows if row.doc_id == filters.get("kind", row.doc_id)]

    return Retriever(Source(rows), dense, lexical.load(folder), encoder, select)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Retriever:
    return made(ROWS, tmp_path_factory.mktemp("lexical"), encoder)


def ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Hvem indgik digitaliseringspagten?", 0),
        ("fællesoffentlig strategi 2011", 2),
        ("fællesoffentlig strategi 2016", 3),
        ("Hvor mange initiativer var der i strategien fra 2016?", 3),
        ("initiativ 3.2", 4),
        ("80 procent", 5),
        ("8 %", 6),
        ('"fælles sprog"', 7),
        ("STS", 11),
        ("hvornår kan man køre på cykel ved vandet", 9),
    ],
)
def test_the_right_passage_is_first(retriever: Retriever, query: str, first: int) -> None:
    """Hybrid search puts the passage that answers first."""
    assert ids(retriever.search(query, 3))[0] == first


def test_a_prepared_search_finds_the_same(retriever: Retriever, tmp_path: Path, encoder: Encoder) -> None:
    """What is begun beside other work, or kept from before, gives the hits of a search that was neither."""
    queries = ["Hvem indgik digitaliseringspagten?", "STS", "", "  ", "groenne planer i 2016"]
    fresh = made(ROWS, tmp_path, encoder)
    for query in queries:
        fresh.prepare(query)
    for query in queries:
        alone = next(retriever.search_many([query, "andet"], 12))
        assert fresh.search(query, 12) == alone
        fresh.search(query, 12).clear()  # a caller's own list
        assert fresh.search(query, 12) == alone
    assert fresh.search("STS", 12, filters={"kind": "post"}) != fresh.search("STS", 12)


@pytest.mark.parametrize("mode", retrieval.MODES)
def test_furniture_comes_after_the_text_itself(retriever: Retriever, mode: retrieval.Mode) -> None:
    """The same words in a teaser rank below those in the body, and the hit says so."""
    hits = retriever.search("Digitaliseringspagten mellem regeringen, KL og Danske Regioner", 12, mode)
    found = ids(hits)
    assert found.index(0) < found.index(10)
    assert "uden for brødteksten" in hits[found.index(10)].why


def test_a_hit_is_what_the_contract_says(retriever: Retriever) -> None:
    """All fields of the contract, ranks from 1, scores falling with 4 decimals."""
    hits = retriever.search("digital post i 2015", 5)
    shown = hits[0].to_json()
    assert {"rank", "score", "doc_id", "passage", "text", "start", "end", "title", "date", "why"} <= set(shown)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(round(hit.score, 4) == hit.score for hit in hits)


def test_why_names_what_matched(retriever: Retriever) -> None:
    """Words in the form the passage has them, numbers, phrases and closeness."""
    why = retriever.search("pagt fra 2019 mellem regering og KL", 1)[0].why
    assert "regeringen" in why
    assert "2019" in why
    assert "betydningslighed 0,9" in why
    assert "»fælles sprog«" in retriever.search('"fælles sprog"', 1)[0].why
    assert "betydning" not in retriever.search("pagt", 1, "lexical")[0].why


@pytest.mark.parametrize("query", ["digitaliseringspakten", "pagten digitalisering"])
def test_why_names_words_that_are_alike(retriever: Retriever, query: str) -> None:
    """A slip of the pen or a part of a compound: the word in the passage that it met is named."""
    hit = next(hit for hit in retriever.search(query, 12) if hit.id == 0)
    assert "ligner: digitaliseringspagten" in hit.why


@pytest.mark.parametrize("mode", retrieval.MODES)
def test_a_bare_heading_comes_after_what_it_heads(tmp_path: Path, encoder: Encoder, mode: retrieval.Mode) -> None:
    """A heading ranks below a body text that says as much."""
    rows = [
        Row(0, "Principper for digital inklusion", "d", "heading"),
        Row(1, "Principper for digital inklusion.", "d"),
        Row(2, "Cykelstien langs havnen åbner til foråret.", "e"),
    ]
    assert ids(made(rows, tmp_path, encoder).search("principper for digital inklusion", 3, mode))[0] == 1


def test_a_heading_leads_to_its_text(tmp_path: Path, encoder: Encoder) -> None:
    """Words that stand only in the heading find the text below it."""
    rows = [
        Row(0, "Seks principper hjælper den, der ikke er fortrolig med skærme.", "d", heading="Digital inklusion"),
        Row(1, "Seks kommuner deler erfaringer om veje og broer.", "e", heading="Trafik"),
    ]
    assert ids(made(rows, tmp_path, encoder).search("inklusion", 2, "lexical"))[0] == 0


@pytest.mark.parametrize("mode", retrieval.MODES)
def test_asking_for_more_keeps_the_first(
    retriever: Retriever, mode: retrieval.Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first hits and their scores are the same, whatever k is."""
    monkeypatch.setattr(retrieval, "_POOL", 4)
    few, many = (retriever.search("fælles strategi for digital post", k, mode) for k in (2, 12))
    assert many[:2] == few


def test_documents_come_once(retriever: Retriever) -> None:
    """By document, each is given by its best passage."""
    passages = retriever.search("fælles mål for digitalisering", 12)
    documents = retriever.search("fælles mål for digitalisering", 12, unit="document")
    best = list(dict.fromkeys(hit.doc_id for hit in passages))
    assert [hit.doc_id for hit in documents] == best
    assert [hit.rank for hit in documents] == list(range(1, len(best) + 1))


@pytest.mark.parametrize("mode", retrieval.MODES)
def test_many_questions_get_what_each_gets_alone(retriever: Retriever, mode: retrieval.Mode) -> None:
    """A batch gives the hits of single searches, to the last field; an empty question gives none."""
    asked = ["pagt 2019", "", "cykel", "  ", "initiativ 3.3", "80 procent"]
    together = list(retriever.search_many(asked, 4, mode))
    assert together == [retriever.search(query, 4, mode) for query in asked]
    assert together[1] == together[3] == []


def test_filters_limit_and_unknown_ones_are_refused(retriever: Retriever) -> None:
    """Only passages that pass come back; a filter that does not exist is a usage error."""
    assert {hit.doc_id for hit in retriever.search("digital", 10, filters={"kind": "post"})} == {"post"}
    assert retriever.search("digital", 10, filters={"kind": "findes ikke"}) == []
    assert retriever.search("digital", 10, filters={"kind": ""}) == retriever.search("digital", 10)
    with pytest.raises(UsageError, match="farve"):
        retriever.search("digital", filters={"farve": "rød"})


@pytest.mark.parametrize("bad", [{"k": 0}, {"k": 10_000}, {"mode": "magisk"}, {"unit": "bog"}])
def test_bad_calls_are_usage_errors(retriever: Retriever, bad: dict[str, object]) -> None:
    """A k, mode or unit that does not exist is refused in one line."""
    with pytest.raises(UsageError) as caught:
        retriever.search("digital", **bad)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_order_of_indexing_does_not_matter(tmp_path: Path, encoder: Encoder, retriever: Retriever) -> None:
    """Passages handed over in another order give the same hits."""
    turned = made(ROWS[::-1], tmp_path, encoder)
    for query in ("fælles strategi", "80 procent i 2015", "KL"):
        assert turned.search(query, 12) == retriever.search(query, 12)


def test_equal_passages_break_ties_by_iri(tmp_path: Path, encoder: Encoder) -> None:
    """Copies of one text come in the order of their IRIs."""
    copies = [Row(n, TEXTS[0][2], f"d{n}") for n in (4, 1, 3)]
    assert ids(made(copies, tmp_path, encoder).search("pagten", 3)) == [1, 3, 4]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_searched_for(retriever: Retriever, query: str) -> None:
    """No text raises; what comes back is ranked."""
    hits = retriever.search(query, 5)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_facets_count_documents() -> None:
    """Each value's number of documents, most first; a document is counted once however many hits it has."""
    about = {"a": {"year": ["2011"], "theme": ["Sundhed", "Data"]}, "b": {"year": ["2011"], "theme": ["Data"]}}
    counted = retrieval.facets(["a", "a", "b"], lambda doc_id: about[doc_id])
    assert counted["year"] == [{"value": "2011", "count": 2}]
    assert counted["theme"] == [{"value": "Data", "count": 2}, {"value": "Sundhed", "count": 1}]
    assert counted["actor"] == []


@pytest.mark.parametrize(
    ("query", "kind", "expected"),
    [
        ("hvad skete i 2016-2020", "years", ("2016", "2020")),
        ("2,5 procent", "percents", ("2.5",)),
        ("omkring 20 pct. af", "percents", ("20",)),
        ("60.000 borgere", "numbers", ("60000",)),
        ("initiativ 3.2", "numbers", ("3.2",)),
        ("KL og DI mener", "acronyms", ("KL", "DI")),
        ("HVAD MENER KL", "acronyms", ()),
        ("»ét samlet Danmark«", "phrases", ("ét samlet Danmark",)),
        ("i 2016", "numbers", ()),
    ],
)
def test_exact_parts_are_read(query: str, kind: str, expected: tuple[str, ...]) -> None:
    """Years, percentages, numbers, acronyms and quoted phrases, each once."""
    assert getattr(exactness.read(query), kind) == expected


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ("i 2016", "Fra 2016 til 2020.", "I 2015 og 12016."),
        ("8 procent", "Det er 8 %.", "Det er 80 % eller 18 procent."),
        ("60 initiativer", "De 60 tiltag", "De 160 tiltag, 60.000 borgere og 1.60"),
        ("60000 borgere", "For 60.000 borgere", "For 60 borgere"),
        ('"fælles sprog"', "et Fælles\nsprog om", "sprog er fælles"),
        ("DI siger", "Det siger DI.", "Det siger DIGST og di."),
    ],
)
def test_lift_goes_to_what_holds_it_exactly(query: str, holds: str, lacks: str) -> None:
    """A passage with the very thing is raised, one with a lookalike is not; beside the passage counts half."""
    asked = exactness.read(query)
    assert exactness.lift(asked, lacks, "", None) == 0.0
    assert 0 < exactness.lift(asked, "", holds, None) < exactness.lift(asked, holds, "", None)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_reading_never_fails(text: str) -> None:
    """Any text can be read for exact parts and explained."""
    asked = exactness.read(text)
    assert exactness.lift(asked, text, text, None) >= 0
    assert isinstance(exactness.why(asked, text, text, 0.5, True), str)
