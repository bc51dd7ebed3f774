"""The Python door: typed results with frames, graphs and HTML views, on the shipped corpus."""

from __future__ import annotations

import builtins
import csv
import dataclasses
import datetime
import doctest
import importlib
import json
import multiprocessing
import pickle
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from api import Index, open_index
from api.analysis import views
from api.analysis.frames import Rows
from api.analysis.queries import Table, Triples, Truth
from api.analysis.statements import Quote, around, relations
from api.analysis.timeline import days
from api.contract import Answer, plain
from indexer.build import Built
from indexer.errors import IndexDamaged, ModelMissing, NotFound, QueryError, UsageError

QUESTION = "Hvem står bag Digitaliseringspagten?"
RESULTS: dict[str, Callable[[Index], Any]] = {
    "answer": lambda index: index.ask(QUESTION),
    "hits": lambda index: index.search("digital post til virksomheder", k=4),
    "table": lambda index: index.sparql("SELECT ?s ?navn WHERE { ?s a sg:Strategy ; rdfs:label ?navn } LIMIT 7"),
    "truth": lambda index: index.sparql("ASK { ?s a sg:Strategy }"),
    "triples": lambda index: index.sparql("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t . ?s a sg:Agreement }"),
    "statements": lambda index: index.statements(relation="agreedBy"),
    "documents": lambda index: index.documents(),
    "entities": lambda index: index.entities(type="Actor"),
    "themes": lambda index: index.themes(),
    "timeline": lambda index: index.timeline(type="Strategy"),
    "periods": lambda index: index.timeline(type="Strategy").periods(),
    "network": lambda index: index.network(),
    "together": lambda index: index.network().together(),
}
SPITEFUL = """<script>alert(1)</script> & "Havnepagten"

2. maj 2024

Klimaministeriet og Danske Havnebyer indgik den 2. maj 2024 <b>Havnepagten</b> & mere.
"""


@pytest.mark.parametrize(
    "name",
    ["api.index", *(f"api.analysis.{path.stem}" for path in sorted(Path(views.__file__).parent.glob("[!_]*.py")))],
)
def test_the_examples_in_the_docstrings_hold(shipped: Index, name: str) -> None:
    """Every doctest of the door gives what it says, with `index` the shipped corpus."""
    if name == "api.analysis.figures":
        pytest.importorskip("matplotlib", reason="matplotlib comes with the extra notebooks")
    module = importlib.import_module(name)
    for test in doctest.DocTestFinder().find(module, extraglobs={"index": shipped}):
        assert doctest.DocTestRunner().run(test).failed == 0, test.name


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_each_result_has_a_frame_and_a_view(shipped: Index, make: Callable[[Index], Any]) -> None:
    """A frame has a row for each value, and the view is closed HTML in Danish."""
    pytest.importorskip("pandas", reason="pandas comes with the extra notebooks")
    found = make(shipped)
    frame = found.to_frame()
    count = len(found.citations) if isinstance(found, Answer) else 1 if isinstance(found, Truth) else len(found)
    assert len(frame) == count > 0
    assert found._repr_html_().startswith('<div lang="da"') and found._repr_html_().endswith("</div>")


def test_an_answer_is_the_contracts_and_shows_its_quotes(shipped: Index) -> None:
    """The JSON has the contract's fields and no other; the view marks each cited quote in its context."""
    answer = shipped.ask(QUESTION)
    assert answer.status == "answered" and set(plain(answer)) == set(Answer.model_fields)
    Answer.model_validate(plain(answer))
    shown = answer._repr_html_()
    for citation, quote in zip(answer.citations, answer.quotes, strict=True):
        text = shipped.texts.text(citation.doc_id)
        assert text[quote.start : quote.end] == citation.quote
        assert quote.before.removeprefix("… ") in text and quote.after.removesuffix(" …") in text
        assert f">{views.escape(citation.quote)}</mark>" in shown


def test_statements_carry_their_words(shipped: Index) -> None:
    """Every claim has a quote that stands in its document to the character; every relation is known."""
    found = shipped.statements()
    assert len(found) == shipped.sparql("SELECT (COUNT(?c) AS ?n) WHERE { ?c a sg:Claim }")[0]["n"] > 300
    for row in found:
        assert row.quotes and row.relation in relations() and row.modality
        for quote in (*row.quotes, *row.context):
            assert shipped.texts.text(quote.doc_id)[quote.start : quote.end] == quote.text


def test_a_statement_reads_as_danish(shipped: Index) -> None:
    """Numbers and dates are written as Danes do, a unit once, and a negated claim says so."""
    row = shipped.statements(relation="initiativeCount")[0]
    assert row.text.count("initiativer") == 1
    money = next(row for row in shipped.statements(relation="budget") if row.unit and len(row.object.label) > 6)
    assert money.text.endswith(money.unit or "?") and "." in money.text
    assert dataclasses.replace(row, negated=True).text.startswith("Det passer ikke, at ")


def test_statements_can_be_picked(shipped: Index) -> None:
    """By label in any case, by IRI, by value, by relation in three spellings, by document; and they combine."""
    found = shipped.statements(subject="mitid")
    assert found and {row.subject.label for row in found} == {"MitID"}
    assert found == shipped.statements(subject=found[0].subject.iri)
    for name in ("agreedBy", "sg:agreedBy", "er aftalt eller vedtaget af"):
        assert {row.relation for row in shipped.statements(relation=name)} == {"agreedBy"}
    dated = next(row for row in shipped.statements(relation="launchedOn") if row.object.type == "Date")
    assert dated in list(shipped.statements(object=dated.object.label))
    of_one = shipped.statements(doc=dated.quotes[0].doc_id)
    assert dated in list(of_one) and all(any(q.doc_id == dated.quotes[0].doc_id for q in row.quotes) for row in of_one)
    assert len(shipped.statements(subject=dated.subject.iri, relation="launchedOn", object=dated.object.label)) >= 1


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda i: i.statements(subject="Digitalseringsstyrelsen"), NotFound, "Digitaliseringsstyrelsen"),
        (lambda i: i.statements(object="42 æbler"), NotFound, "42 æbler"),
        (lambda i: i.statements(subject="x> } DELETE {"), NotFound, "kender ikke"),
        (lambda i: i.statements(object='" } INSERT'), NotFound, "kender ikke"),
        (lambda i: i.statements(relation="gavAftale"), UsageError, "agreedBy"),
        (lambda i: i.statements(doc="findes/ikke.md"), NotFound, "findes/ikke.md"),
        (lambda i: i.entities(type="Havn"), UsageError, "Organisation"),
        (lambda i: i.timeline(type="Havn"), UsageError, "Strategy"),
        (lambda i: i.network(["gavAftale"]), UsageError, "agreedBy"),
        (lambda i: i.sparql("SELECT WHERE"), QueryError, "SELECT"),
        (lambda i: i.export_tables("x", "xlsx"), UsageError, "parquet"),
    ],
)
def test_a_wrong_call_says_what_to_try(
    shipped: Index, call: Callable[[Index], Any], error: type[Exception], says: str
) -> None:
    """The error is ours, on one line, and names what is wrong or what there is."""
    with pytest.raises(error) as raised:
        call(shipped)
    assert "\n" not in str(raised.value) and (error is QueryError or says in str(raised.value))


def test_rows_behave_as_a_frozen_sequence(shipped: Index) -> None:
    """A slice and a filter keep the kind; values can't be changed."""
    found = shipped.statements(relation="agreedBy")
    assert type(found[:2]) is type(found) and list(found[:2]) == list(found)[:2]
    kl = found.filter(lambda row: row.object.label == "KL")
    assert 0 < len(kl) < len(found) and isinstance(kl, Rows)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found[0].modality = "ønsket"  # type: ignore[misc]


def test_hits_are_a_list_and_mark_the_query(shipped: Index) -> None:
    """Hits compare as the list they always were; the view marks words of the query."""
    hits = shipped.search("digital post", k=3)
    assert hits == list(hits) and hits[0].rank == 1
    assert "post</mark>" in hits._repr_html_().casefold()


def test_everything_strange_is_escaped(build_texts: Callable[[Mapping[str, str]], Built], tmp_path: Path) -> None:
    """Mark-up in a text is shown as text, in every view."""
    build_texts({"<i>ond.txt": SPITEFUL})
    with open_index(tmp_path / "data") as index:
        made = [make(index) for make in (RESULTS["hits"], RESULTS["documents"])]
        made += [
            index.statements(),
            index.timeline(),
            index.network(),
            index.entities(),
            index.ask("Hvem indgik Havnepagten?"),
        ]
        made += [index.sparql("SELECT * WHERE { ?s ?p ?o FILTER isLiteral(?o) }"), *index.statements()]
        for found in made:
            shown = found._repr_html_()
            assert "<script" not in shown and "<b>Havne" not in shown and "<i>" not in shown
        assert any("&lt;b&gt;Havnepagten" in found._repr_html_() for found in made)


def test_the_graph_of_claims_is_the_stores(shipped: Index) -> None:
    """to_rdflib holds the same triples as the store for each claim, and queries run on it."""
    found = shipped.statements(relation="agreedBy")[:3]
    graph = found.to_rdflib()
    for row in found:
        count = shipped.sparql(f"SELECT (COUNT(*) AS ?n) WHERE {{ <{row.iri}> ?p ?o }}")[0]["n"]
        assert len(list(graph.query(f"SELECT * WHERE {{ <{row.iri}> ?p ?o }}"))) == count
    quotes = {
        str(row[0]) for row in graph.query("SELECT ?t WHERE { ?c prov:wasDerivedFrom/oa:hasSelector/oa:exact ?t }")
    }
    assert quotes == {quote.text for row in found for quote in row.quotes}
    plain_triples = list(graph.query("SELECT * WHERE { ?s sg:agreedBy ?o }"))
    facts = [row for row in found if not row.negated and row.modality in ("besluttet", "i gang", "gennemført")]
    assert len(plain_triples) == len({(row.subject.iri, row.object.iri) for row in facts})


def test_networks_become_networkx(shipped: Index) -> None:
    """Nodes carry labels; projected ties say what is shared, and each tie's weight counts it."""
    pytest.importorskip("networkx", reason="networkx comes with the extra notebooks")
    network = shipped.network()
    graph = network.to_networkx()
    assert graph.is_directed() and graph.number_of_edges() == len(network)
    assert {data["label"] for _, data in graph.nodes(data=True)} == {node.label for node in network.nodes}
    actors = network.together("Organisation")
    assert not actors.to_networkx().is_directed()
    assert all(row.weight == len(row.via) and row.quotes for row in actors)
    assert shipped.statements().to_networkx().number_of_edges() > len(network)


def test_timelines_are_in_order_and_periods_follow_claims(shipped: Index) -> None:
    """Moments rise; a period that claims give rests on their quotes; the known strategy has its years."""
    timeline = shipped.timeline(type="Strategy")
    assert [m.first for m in timeline] == sorted(m.first for m in timeline)
    periods = {p.subject.label: p for p in timeline.periods()}
    period = periods["Den fællesoffentlige digitaliseringsstrategi 2016-2020"]
    assert (period.first, period.last) == (datetime.date(2016, 1, 1), datetime.date(2020, 12, 31))
    assert all(p.first <= p.last and (p.basis == "navn" or p.quotes) for p in timeline.periods())


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016", (2016, 1, 1), (2016, 12, 31)),
        ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("2016-05-12", (2016, 5, 12), (2016, 5, 12)),
        ("2011-21", (2011, 3, 1), (2011, 5, 31)),
    ],
)
def test_days_of_a_date(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """A date spans the days it may mean."""
    assert days(value) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("value", ["", "2016-13", "2016-02-30", "snart", "2016-05-12-01", "2011-2015"])
def test_what_is_no_date_has_no_days(value: str) -> None:
    """Nothing is guessed."""
    assert days(value) is None


def test_context_stays_in_the_paragraph() -> None:
    """Words around a quote end at a line break, and at a whole word where they are cut."""
    text = "Før.\nEn to tre fire.\nEfter."
    assert around(text, 8, 10) == ("En ", " tre fire.")
    before, after = around("ord " * 100 + "HER" + " ord" * 100, 400, 403)
    assert before.startswith("… ord") and after.endswith("ord …") and len(before) < 150


def test_sparql_gives_values_by_kind(shipped: Index) -> None:
    """Numbers are numbers, text is text; the three kinds of query give three kinds of result; search works inside."""
    row = shipped.sparql('SELECT ("33"^^xsd:integer AS ?n) (2.5 AS ?d) (true AS ?b) ("KL"@da AS ?t) ?u WHERE {}')[0]
    assert dict(row) == {"n": 33, "d": 2.5, "b": True, "t": "KL", "u": None}
    assert isinstance(RESULTS["table"](shipped), Table) and isinstance(RESULTS["triples"](shipped), Triples)
    assert not shipped.sparql("ASK { ?s a sg:FindesIkke }")
    found = shipped.sparql('SELECT ?p ?score WHERE { (?p ?score) sg:soeg ("digital post" 3) . } ORDER BY DESC(?score)')
    assert [row["p"] for row in found] == [hit.passage for hit in shipped.search("digital post", k=3)]


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_tables_agree_with_the_index(shipped: Index, tmp_path: Path, format_: str) -> None:
    """Every table is described column by column, its key is unique, and every offset cuts the words it stands with."""
    if format_ == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow comes with the extra notebooks")
    written = shipped.export_tables(tmp_path, format_)  # type: ignore[arg-type]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {path.name for path in written} == {path.name for path in tmp_path.iterdir()}
    tables: dict[str, list[dict[str, Any]]] = {}
    for resource in package["resources"]:
        rows = _rows(tmp_path / resource["path"], format_)
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) == resource["rowCount"] > 0 and list(rows[0]) == fields
        assert all(field["description"] for field in resource["schema"]["fields"])
        keys = {tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows}
        assert len(keys) == len(rows), resource["name"]
        tables[resource["name"]] = rows
    for name, words in (("tekststykker", "tekst"), ("omtaler", "ord"), ("belaeg", "citat")):
        for row in tables[name]:
            text = shipped.texts.text(row["doc_id"])
            assert _lines(text[int(row["start"]) : int(row["slut"])]) == _lines(row[words])
    assert {row["iri"] for row in tables["udsagn"]} == {row["udsagn"] for row in tables["belaeg"]}
    named = {row["iri"] for name in ("ting", "dokumenter") for row in tables[name]}
    assert {row["ting"] for row in tables["omtaler"]} <= named


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _rows(path: Path, format_: str) -> list[dict[str, Any]]:
    if format_ == "csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


@pytest.mark.parametrize(
    ("missing", "call"),
    [
        ("pandas", lambda index: index.documents().to_frame()),
        ("pandas", lambda index: index.ask(QUESTION).to_frame()),
        ("networkx", lambda index: index.network().to_networkx()),
        ("pyarrow", lambda index: index.export_tables("x")),
    ],
)
def test_a_missing_extra_is_named(
    shipped: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str, call: Callable[[Index], Any]
) -> None:
    """Without the library, the error names it and the line that installs it."""
    real = builtins.__import__
    monkeypatch.chdir(tmp_path)

    def gone(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == missing:
            raise ImportError(name)
        return real(name, *rest, **more)

    def no_module(name: str, package: str | None = None) -> Any:
        return gone(name)

    monkeypatch.setattr(importlib, "import_module", no_module)
    with pytest.raises(ModelMissing, match=rf'{missing}.*pip install -e "\.\[notebooks\]"'):
        call(shipped)


def test_many_threads_get_the_same(shipped: Index) -> None:
    """Eight threads over one index get what one gets."""
    names = [row.label for row in shipped.entities(type="Organisation")][:16]

    def work(name: str) -> tuple[int, str, int]:
        return len(shipped.statements(object=name)), shipped.search(name, k=1)[0].passage, len(shipped.timeline())

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, names)) == [work(name) for name in names]


def _in_child(index: Index) -> tuple[str, int, str]:
    return index.hash, len(index.statements(relation="agreedBy")), index.search("digital post", k=1)[0].passage


def test_an_index_can_be_sent_to_another_process(shipped: Index) -> None:
    """A child that opens the same generation gives the same; so do results that were sent."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_in_child, shipped).result(timeout=60) == _in_child(shipped)
    found = shipped.statements(relation="agreedBy")
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_rebuilt_index_is_not_mistaken_for_the_one_sent(
    build_texts: Callable[[Mapping[str, str]], Built], tmp_path: Path
) -> None:
    """The child says so, rather than answering from another generation."""
    build_texts({"a.txt": "Havnepagten gælder fra 2024.\n"})
    with open_index(tmp_path / "data") as index:
        sent = pickle.dumps(index)
    build_texts({"a.txt": "Havnepagten gælder fra 2025.\n"})
    with pytest.raises(IndexDamaged, match="bygget om"):
        pickle.loads(sent)


def test_a_quote_shows_itself() -> None:
    """The quote is marked between the words around it."""
    quote = Quote("a.txt", "Titel", "2024", 3, 5, "to", "en ", " tre")
    assert "en <mark" in quote._repr_html_() and ">to</mark> tre" in quote._repr_html_()


def test_a_listing_is_plain_and_danish() -> None:
    """Nothing is shown for what is missing, decimals have a comma, and text is escaped."""
    pandas = pytest.importorskip("pandas", reason="pandas comes with the extra notebooks")
    from api.analysis.figures import listing

    frame = pandas.DataFrame(
        {"a": pandas.array([1, None], dtype="Int64"), "b": [0.5, float("nan")], "c": ["<i>", None]}
    )
    shown = listing(frame, "to rækker")._repr_html_()
    assert ">1</td>" in shown and ">0,50</td>" in shown and "&lt;i&gt;" in shown and shown.count("></td>") == 3
