"""The commands, a few lines each: they read the arguments, call one function, and print what it returns."""

from __future__ import annotations

if __name__ == "__main__":  # python -m api.cli
    from .start import early

    early()

import enum
import errno
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indexer.errors import StrategigrafError, UsageError, said
from indexer.settings import Settings, from_environment

if TYPE_CHECKING:
    from .index import Index

app = typer.Typer(
    name="strategigraf",
    help="Danske offentlige strategier som graf med ordrette belæg: svar, søgning og SPARQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[
    Path | None, typer.Option("--data", help="Mappen med indekset. Standard: $STRATEGIGRAF_DATA, ellers ./data.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="Skriv til en fil i stedet for til skærmen.")]


class Mode(enum.StrEnum):
    """Which legs of the search are used."""

    hybrid = "hybrid"
    dense = "dense"
    lexical = "lexical"


class Unit(enum.StrEnum):
    """What is ranked."""

    passage = "passage"
    document = "document"


class RdfFormat(enum.StrEnum):
    """How the graph is written."""

    turtle = "turtle"
    trig = "trig"
    ntriples = "ntriples"
    nquads = "nquads"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


class ResultFormat(enum.StrEnum):
    """How a query's result is written."""

    table = "table"
    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"
    turtle = "turtle"
    ntriples = "ntriples"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


def _path(given: str) -> Path:
    """A path that was given; an empty one, of a variable that is not set, would mean the folder we stand in."""
    if not given.strip():
        raise typer.BadParameter("stien er tom")
    return Path(given)


def _settings(data: Path | None, base: str | None = None) -> Settings:
    import dataclasses

    settings = from_environment()
    changes: dict[str, Any] = {}
    if data is not None:
        changes["data"] = data
    if base is not None:
        changes["base"] = base if base.endswith(("/", "#")) else base + "/"
    return dataclasses.replace(settings, **changes)


@contextmanager
def _opened(data: Path | None) -> Iterator[Index]:
    from .index import open_index

    with open_index(_settings(data).data) as index:
        yield index


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function that shows how far a stage has come, on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell


def _say(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _dump(value: Any) -> None:
    _say(json.dumps(value, ensure_ascii=False, indent=2))


@app.command()
def build(
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            "--corpus",
            parser=_path,
            metavar="PATH",
            help="En mappe eller fil; kan gentages. Standard: det medfølgende korpus.",
        ),
    ] = None,
    base: Annotated[str | None, typer.Option("--base", help="Hvor tingenes IRI'er hører hjemme.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=256, help="Antal processer.")] = os.cpu_count() or 1,
    strict: Annotated[bool, typer.Option("--strict", help="Slut med 1, hvis et dokument blev sprunget over.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Læs dokumenterne, og byg graf og indeks.

    Eksempel: strategigraf build --corpus mine-dokumenter
    """
    import corpus as shipped
    from indexer.build import build as build_index
    from indexer.iris import is_base

    settings = _settings(data, base)
    if not is_base(settings.base):
        raise UsageError(f"--base skal være en IRI, for eksempel https://data.example.dk/id/, ikke {settings.base!r}")
    with _progress() as tell:
        built = build_index(corpus or [shipped.FOLDER], settings, jobs=jobs, report=tell)
    if as_json:
        _dump(built.to_json())
    else:
        from .wording_build import built_text

        _say(built_text(built, settings.data))
    if not built.conforms or (strict and built.skipped):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="Spørgsmålet, i anførselstegn.")] = None,
    questions: Annotated[Path | None, typer.Option("--questions", help="JSONL: et spørgsmål pr. linje.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="JSONL: et svar pr. linje.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Højst så mange kildehenvisninger.")] = 5,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Svar på et spørgsmål på dansk, med henvisninger.

    Eksempel: strategigraf ask "Hvem indgik aftalen om digitaliseringsstrategien 2016-2020?"
    """
    if (question is None) == (questions is None):
        raise typer.BadParameter("angiv enten et spørgsmål eller --questions FIL")
    if questions is not None and out is None:
        raise typer.BadParameter("--questions kræver --out FIL")
    with _opened(data) as index:
        if question is not None:
            index.prepare()
            from .answer_text import answer_text
            from .contract import plain

            answer = index.ask(question, k)
            if as_json:
                _dump(plain(answer))
            else:
                _say(answer_text(answer))
            return
        assert questions is not None and out is not None
        from .batch import ask_many

        with _progress() as tell:
            count = ask_many(index, questions, out, k, lambda done, total: tell("Svarer", done, total))
    _say(f"{count} svar skrevet til {out}")


@app.command()
def search(
    text: Annotated[str | None, typer.Argument(help="Det, der søges efter.")] = None,
    queries: Annotated[Path | None, typer.Option("--queries", help="TSV: id, tabulator, tekst.")] = None,
    run: Annotated[Path | None, typer.Option("--run", help="TREC-fil, der skrives.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Antal resultater.")] = 10,
    mode: Annotated[Mode, typer.Option("--mode", help="Betydning og ord, kun betydning, eller kun ord.")] = Mode.hybrid,
    unit: Annotated[Unit, typer.Option("--unit", help="Tekststykker eller hele dokumenter.")] = Unit.passage,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Find de tekststykker, der svarer bedst til en tekst.

    Eksempel: strategigraf search "digital post til virksomheder" -k 5
    """
    if (text is None) == (queries is None):
        raise typer.BadParameter("angiv enten en tekst eller --queries FIL")
    if queries is not None and run is None:
        raise typer.BadParameter("--queries kræver --run FIL")
    with _opened(data) as index:
        if text is not None:
            if mode is not Mode.lexical:
                index.prepare()
            hits = index.search(text, k, mode.value, unit.value)
            if as_json:
                _dump([hit.to_json() for hit in hits])
            else:
                from .wording_build import hits_text

                _say(hits_text(hits))
            return
        assert queries is not None and run is not None
        from .batch import search_many

        with _progress() as tell:
            count = search_many(
                index, queries, run, k, mode.value, unit.value, lambda done, total: tell("Søger", done, total)
            )
    _say(f"{count} søgninger skrevet til {run}")


@app.command()
def sparql(
    query: Annotated[str | None, typer.Argument(help="Forespørgslen; vore præfikser er kendt.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Læs forespørgslen fra en fil.")] = None,
    format_: Annotated[
        ResultFormat | None, typer.Option("--format", help="Standard: table, eller turtle for grafer.")
    ] = None,
    data: Data = None,
) -> None:
    """Spørg grafen med SPARQL 1.1.

    Eksempel: strategigraf sparql "SELECT ?strategi ?antal WHERE { ?strategi sg:initiativeCount ?antal }"
    """
    if (query is None) == (file is None):
        raise typer.BadParameter("angiv enten en forespørgsel eller -f FIL")
    if file is not None:
        from .batch import read_lines

        query = "\n".join(read_lines(file))
    from . import local_query
    from .results import write_result

    assert query is not None
    with _opened(data) as index:
        write_result(local_query.run(index, query), format_.value if format_ else None, sys.stdout.buffer)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Adressen, der lyttes på.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Porten, der lyttes på.")] = 8000,
    query_limit: Annotated[
        float, typer.Option("--query-limit", min=0.1, max=3600, help="Sekunder en SPARQL-forespørgsel højst må tage.")
    ] = 10.0,
    data: Data = None,
) -> None:
    """Start serveren: web, API og SPARQL.

    Eksempel: strategigraf serve --port 8000
    """
    # A fork while another thread multiplies on several threads of OpenBLAS stops both for good, and workers are forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from .serve import serve as run_server

    run_server(_settings(data), host=host, port=port, query_limit=query_limit)


@app.command()
def export(
    format_: Annotated[RdfFormat, typer.Option("--format", help="Hvordan grafen skrives.")] = RdfFormat.turtle,
    out: Out = None,
    data: Data = None,
) -> None:
    """Skriv hele grafen ud.

    Eksempel: strategigraf export --format trig -o graf.trig
    """
    with _opened(data) as index:
        if out is None:
            index.graph.serialize(format_.value, sys.stdout.buffer)
            return
        from .batch import whole_file

        with whole_file(out) as stream:
            index.graph.serialize(format_.value, stream.buffer)  # type: ignore[attr-defined]
    _say(f"grafen er skrevet til {out}")


@app.command()
def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="RDF-filer; uden filer kontrolleres indekset.")] = None,
    data: Data = None,
) -> None:
    """Kontrollér grafen mod SHACL-formerne; slutter med 1, hvis den ikke overholder dem.

    Eksempel: strategigraf validate graf.ttl
    """
    from indexer import shacl

    if files:
        found = [v for path in files for v in shacl.validate_file(path)]
    else:
        with _opened(data) as index:
            found = list(shacl.validate(shacl.to_rdflib(iter(index.graph.store))))
    for violation in found:
        path = f" {violation.path}" if violation.path else ""
        value = f" = {violation.value}" if violation.value is not None else ""
        _say(f"{violation.focus}{path}{value}: {violation.message}")
    _say(f"{len(found)} overtrædelser" if found else "grafen overholder alle former")
    if found:
        raise typer.Exit(1)


@app.command()
def info(data: Data = None, as_json: AsJson = False) -> None:
    """Vis, hvad indekset holder."""
    with _opened(data) as index:
        from .wording_build import info_text, info_values

        values = info_values(index)
    if as_json:
        _dump(values)
    else:
        _say(info_text(values))


@app.command()
def verify(data: Data = None, as_json: AsJson = False) -> None:
    """Kontrollér løfterne på det, der er indekseret; slutter med 1 og en liste, hvor de brydes."""
    from indexer.verify import problems

    from .index import open_index

    with open_index(_settings(data).data, check=False) as index:
        found = list(problems(index.snapshot))
    if as_json:
        _dump({"ok": not found, "problems": found})
    else:
        for line in found:
            _say(line)
        _say(f"{len(found)} brudte løfter" if found else "alle løfter er holdt: belæg, ordlyd og kontrolsummer")
    if found:
        raise typer.Exit(1)


@app.command(name="eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="JSONL med spørgsmål, svar og belæg.")],
    show_wrong: Annotated[int, typer.Option("--show-wrong", min=0, help="Vis så mange af de forkerte.")] = 0,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Besvar et spørgsmålssæt, og vis, hvor godt det gik.

    Eksempel: strategigraf eval tests/cases/questions/corpus.jsonl
    """
    from .batch import read_questions
    from .evaluate import evaluate as run
    from .evaluate import report_text

    with _opened(data) as index:
        result = run(index, read_questions(questions))
    if as_json:
        _dump(result)
    else:
        _say(report_text(result, show_wrong))


@app.command()
def graph(
    doc: Annotated[list[str] | None, typer.Option("--doc", help="Et dokuments id; kan gentages.")] = None,
    out: Out = None,
    data: Data = None,
) -> None:
    """Vis som JSON, hvad der er fundet i hvert dokument.

    Eksempel: strategigraf graph --doc strategier/oversigt.md
    """
    from .batch import whole_file
    from .graph_dump import graph_dump

    with _opened(data) as index:
        value = graph_dump(index, doc)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    if out is None:
        _say(text)
        return
    with whole_file(out) as stream:
        stream.write(text + "\n")


class Interrupted(BaseException):
    """Ctrl-C; not a KeyboardInterrupt, which typer turns into its own message and exit code."""


def _interrupt(number: int, frame: object) -> None:
    raise Interrupted


def main() -> None:
    """The console script: errors are one line on stderr, Ctrl-C ends with 130."""
    signal.signal(signal.SIGINT, _interrupt)
    if sys.stdout is None:  # closed by who called us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    code = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            code = _fail(f"kan ikke skrive resultatet: {said(error)}", 1)
    sys.exit(code)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _run() -> int:
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # whoever read us has read enough
            return 0
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Interrupted:
        return _fail("afbrudt; det gamle indeks er uændret", 130)
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.errno in _FULL:
            return _fail(f"kan ikke skrive resultatet: {said(error)}", 1)
        return _unexpected(error)
    except StrategigrafError as error:
        return _fail(str(error), error.exit_code)
    except ValueError as error:
        from ontology.gazetteer import VocabularyError

        if isinstance(error, VocabularyError):
            return _fail(f"et vokabular kan ikke bruges: {error}", 1)
        return _unexpected(error)
    except Exception as error:
        return _unexpected(error)
    return 0


def _unexpected(error: Exception) -> int:
    if os.environ.get("STRATEGIGRAF_DEBUG"):
        raise error
    return _fail(f"uventet fejl ({type(error).__name__}: {error}). Sæt STRATEGIGRAF_DEBUG=1 for at se, hvor.", 1)


def _fail(text: str, code: int) -> int:
    line = " ".join(text.split())
    sys.stderr.write(f"strategigraf: {line}\n")
    return code


if __name__ == "__main__":
    main()
