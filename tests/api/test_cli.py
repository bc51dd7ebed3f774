"""The commands as users and scripts call them: real processes, exit codes, one line of error, JSON that parses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "cases" / "readme"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "data"
    run("build", "--corpus", str(EXAMPLE), "--data", str(folder))
    return folder


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments], capture_output=True, text=True, env=env, check=False
    )


def run(*arguments: str, **environment: str) -> str:
    done = call(*arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_build_reports_as_json(data: Path) -> None:
    """`build --json` prints the contract's object; a second build finds nothing to do."""
    report = json.loads(run("build", "--corpus", str(EXAMPLE), "--data", str(data), "--json"))
    assert report["documents"] == {"read": 0, "unchanged": 1, "removed": 0, "skipped": []}
    assert report["conforms"] is True and report["passages"] > 0 and report["triples"] > 0
    assert isinstance(report["seconds"], float)


def test_strict_exits_with_1_where_a_document_was_skipped(tmp_path: Path) -> None:
    """Without --strict the good one is built and the exit status is 0."""
    (tmp_path / "god.txt").write_text("Kystplanen blev lanceret i 2020.\n", encoding="utf-8")
    (tmp_path / "tom.txt").write_bytes(b"")
    arguments = ("build", "--corpus", str(tmp_path), "--data", str(tmp_path / "data"))
    lenient = call(*arguments)
    assert lenient.returncode == 0 and "tom.txt" in lenient.stdout
    assert call(*arguments, "--strict").returncode == 1


def test_ask_prints_an_answer_that_its_quotes_hold(data: Path) -> None:
    """`ask --json` is the contract's object, and each quote is the document's text from start to end."""
    text = (EXAMPLE / "havnepagten.txt").read_text(encoding="utf-8")
    answer = json.loads(run("ask", "Hvor mange initiativer indeholder Havnepagten?", "--json", "--data", str(data)))
    assert answer["status"] == "answered" and answer["values"][0]["value"] == "12"
    assert answer["citations"]
    for citation in answer["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_cold_start_loads_only_what_an_answer_needs(data: Path) -> None:
    """None of the libraries that read, build, check or serve is loaded, and the word list is not unpacked."""
    code = (
        "import contextlib, sys; from api.cli import main\n"
        f"sys.argv = ['strategigraf', 'ask', 'Hvem indgik Havnepagten?', '--data', {str(data)!r}]\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY as own\n"
        "print(own._get_dictionary.cache_info().currsize if hasattr(own, '_get_dictionary') else 0)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    *_, unpacked, loaded = done.stdout.strip().splitlines()
    heavy = [
        "spacy",
        "trafilatura",
        "pypdf",
        "docx",
        "lxml",
        "openvino",
        "pyshacl",
        "rdflib",
        "fastapi",
        "uvicorn",
        "jinja2",
        "yaml",
        "pandas",
    ]
    assert not set(heavy) & set(loaded.split()) and unpacked == "0"


def test_the_same_question_gets_the_same_answer(data: Path) -> None:
    """Two processes answer alike, but for the time it took."""
    one, two = (json.loads(run("ask", "Hvem står bag Havnepagten?", "--json", "--data", str(data))) for _ in range(2))
    one.pop("took_ms"), two.pop("took_ms")
    assert one == two


def test_many_questions_in_many_answers_out(data: Path, tmp_path: Path) -> None:
    """One object a line, in order, with the question's id carried over."""
    asked = [{"id": "a", "question": "Hvem står bag Havnepagten?"}, {"question": "Hvem er borgmester i Ribe?"}]
    source, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(item) + "\n" for item in asked), encoding="utf-8")
    run("ask", "--questions", str(source), "--out", str(out), "--data", str(data))
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["question"] for a in answers] == [item["question"] for item in asked]
    assert answers[0]["id"] == "a" and "id" not in answers[1]
    assert answers[1]["status"] == "no_answer" and answers[1]["values"] == []


def test_a_search_run_is_a_trec_file(data: Path, tmp_path: Path) -> None:
    """Six columns, ranks from 1, scores that never rise."""
    queries, out = tmp_path / "q.tsv", tmp_path / "run.trec"
    queries.write_text("q1\tlandstrøm i færgelejer\nq2\tformand\n", encoding="utf-8")
    run("search", "--queries", str(queries), "--run", str(out), "-k", "3", "--data", str(data))
    rows = [line.split(" ") for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row[0] for row in rows} == {"q1", "q2"} and all(len(row) == 6 and row[1] == "Q0" for row in rows)
    for qid in ("q1", "q2"):
        mine = [row for row in rows if row[0] == qid]
        assert [int(row[3]) for row in mine] == list(range(1, len(mine) + 1))
        assert [float(row[4]) for row in mine] == sorted((float(row[4]) for row in mine), reverse=True)


@pytest.mark.parametrize("format_", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_every_export_holds_the_whole_graph(data: Path, tmp_path: Path, format_: str) -> None:
    """rdflib reads each format back to the number of triples that `info` tells."""
    import rdflib

    out = tmp_path / "graf"
    run("export", "--format", format_, "-o", str(out), "--data", str(data))
    names = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    graph = rdflib.Dataset(default_union=True)
    graph.parse(out, format=names.get(format_, format_))
    assert len(graph) == json.loads(run("info", "--json", "--data", str(data)))["triples"]


@pytest.mark.parametrize("format_", ["table", "json", "xml", "csv", "tsv"])
def test_a_select_is_written_in_every_format(data: Path, format_: str) -> None:
    """Each holds the count that the text states."""
    query = "SELECT ?antal WHERE { ?x sg:initiativeCount ?antal }"
    assert "12" in run("sparql", query, "--format", format_, "--data", str(data))


def test_sparql_can_search(data: Path) -> None:
    """`sg:soeg` binds passages and scores on the command line too."""
    query = 'SELECT ?p ?score WHERE { (?p ?score) sg:soeg "landstrøm ved færgelejer" } LIMIT 1'
    assert len(json.loads(run("sparql", query, "--format", "json", "--data", str(data)))["results"]["bindings"]) == 1


def test_the_graph_dump_counts_in_the_text(data: Path) -> None:
    """Every mention and every piece of evidence in `graph` is the document's text at its offsets."""
    text = (EXAMPLE / "havnepagten.txt").read_text(encoding="utf-8")
    (document,) = json.loads(run("graph", "--data", str(data)))["documents"]
    assert document["doc"] == "havnepagten.txt" and document["entities"] and document["statements"]
    for entity in document["entities"]:
        assert entity["iri"] and all(text[m["start"] : m["end"]] == m["text"] for m in entity["mentions"])
    for statement in document["statements"]:
        assert text[statement["start"] : statement["end"]] == statement["evidence"]
        assert statement["modality"] in ("besluttet", "i gang", "gennemført", "forventet", "ønsket")


def test_verify_and_validate_pass(data: Path) -> None:
    """A fresh index keeps all promises and conforms."""
    run("verify", "--data", str(data))
    run("validate", "--data", str(data))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ask", "Hvem?", "--data", "/findes/ikke"), 1),
        (("build", "--corpus", "/findes/ikke"), 1),
        (("sparql", "SELECT ?x WHERE { ?x"), 1),
        (("sparql", "INSERT DATA { <a:b> <a:c> <a:d> }"), 1),
        (("sparql", "SELECT * { SERVICE <http://findes.invalid/sparql> { ?s ?p ?o } }"), 1),
        (("sparql", "-f", "/findes/ikke.rq"), 2),
        (("validate", "/findes/ikke.ttl"), 1),
        (("graph", "--doc", "findes-ikke.txt"), 1),
        (("ask",), 2),
        (("search", "x", "--mode", "ukendt"), 2),
        (("build", "--base", "ikke-en-iri"), 2),
        (("ukendt",), 2),
        (("build", "--corpus", ""), 2),
        (("build", "--corpus", "a" * 300), 1),
        (("build", "--base", "https://e x/<>"), 2),
        (("graph", "-o", str(EXAMPLE)), 2),
        (("graph", "-o", "a" * 300), 1),
        (("export", "-o", "/dev/full"), 1),
        (("sparql", "SELECT * " + "{" * 3000 + "}" * 3000), 1),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), 1),
        (("sparql", "-f", str(EXAMPLE)), 2),
        (("search", "--queries", str(EXAMPLE), "--run", "x"), 2),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)
def test_trouble_is_one_clear_line(data: Path, arguments: tuple[str, ...], code: int) -> None:
    """The exit status says whose fault it is; stderr has no traceback; stdout stays empty."""
    extra = () if "--data" in arguments or arguments[0] in ("ukendt", "validate") else ("--data", str(data))
    done = call(*arguments, *extra)
    assert done.returncode == code
    assert done.stderr.strip() and "Traceback" not in done.stderr and not done.stdout
    if code == 1:
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("STRATEGIGRAF_MAX_BYTES", "mange", "STRATEGIGRAF_MAX_BYTES"),
        ("STRATEGIGRAF_MAX_BYTES", "-1", "STRATEGIGRAF_MAX_BYTES"),
        ("STRATEGIGRAF_READ_SECONDS", "nan", "STRATEGIGRAF_READ_SECONDS"),
        ("STRATEGIGRAF_BASE", "ikke en iri", "--base"),
        ("STRATEGIGRAF_SPACY_MODEL", "findes_ikke", "spaCy"),
        ("STRATEGIGRAF_VOCABULARIES", "findes_ikke", "vokabular"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, variable: str, value: str, said: str) -> None:
    """One line that says which, before anything is built."""
    done = call("build", "--corpus", str(EXAMPLE), "--data", str(tmp_path / "data"), **{variable: value})
    assert done.returncode in (1, 2) and said in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "data" / "current").exists()


@pytest.mark.parametrize("how", ["closed", "full", "left"])
def test_results_that_cannot_be_written(data: Path, how: str) -> None:
    """A full disk is one line; a reader who leaves, or who closed us from the start, is no failure."""
    command = f"{sys.executable} -m api.cli export --data {data}"
    shell = {"closed": f"{command} >&-", "full": f"{command} > /dev/full", "left": f"{command} | head -1"}[how]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, env=env)
    if how == "full":
        assert done.returncode == 1 and done.stderr == "strategigraf: kan ikke skrive resultatet: disken er fuld\n"
    else:
        assert (done.returncode, done.stderr) == (0, "")


def test_out_may_be_a_pipe_or_a_link(data: Path, tmp_path: Path) -> None:
    """A device is written to and stays one; a link keeps leading to what is written."""
    assert json.loads(run("graph", "-o", "/dev/stdout", "--data", str(data)))["documents"]
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real.json")
    run("graph", "-o", str(link), "--data", str(data))
    assert link.is_symlink() and json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))["documents"]


def test_search_from_inside_sparql(data: Path) -> None:
    """The command knows `sg:soeg`, as the server does."""
    said = run("sparql", 'SELECT ?p { (?p ?s) sg:soeg "initiativer" }', "--format", "csv", "--data", str(data))
    assert "/passage/" in said


@pytest.mark.parametrize(
    "line", ["ikke json", '{"spørgsmål": "Hvem?"}', "[1]", '{"question": "\\ud800"}', "[" * 99_000]
)
def test_a_bad_line_of_questions_is_named(data: Path, tmp_path: Path, line: str) -> None:
    """The message has the line's number, and no answers are written."""
    source, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    source.write_text('{"question": "Hvem?"}\n' + line + "\n", encoding="utf-8")
    done = call("ask", "--questions", str(source), "--out", str(out), "--data", str(data))
    assert done.returncode == 2 and "linje 2" in done.stderr and not out.exists()


def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path) -> None:
    """Interrupted work leaves no index and no traceback."""
    command = [sys.executable, "-m", "api.cli", "build", "--data", str(tmp_path / "data")]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    while not (tmp_path / "data").exists():  # it has begun, however slow the machine is
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert len(errors.strip().splitlines()) == 1 and "afbrudt" in errors
    assert not (tmp_path / "data" / "current").exists()


def test_ctrl_c_while_the_commands_are_loaded() -> None:
    """One line and 130 from the first moment that is ours."""
    code = "import os, signal; from api import start; start.early(); os.kill(os.getpid(), signal.SIGINT); input()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert (done.returncode, done.stderr) == (130, "strategigraf: afbrudt\n")


def test_every_command_has_help() -> None:
    """--help exits with 0 and is Danish."""
    for name in ("build", "ask", "search", "sparql", "serve", "export", "validate", "info", "verify", "eval", "graph"):
        assert "--data" in run(name, "--help", COLUMNS="120")
