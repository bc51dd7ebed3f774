"""Many questions or searches from a file: JSONL in and out, TSV in and a TREC run file out. Bad lines are reported."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from indexer.errors import StrategigrafError, UsageError, said

from .contract import plain
from .index import Index
from .retrieval import Mode, Unit

Report = Callable[[int, int], None]

MAX_LINE = 100_000  # code points of one line that are read
RUN_TAG = "strategigraf"
_SPACE = re.compile(r"\s")  # any of them would part a column of a run file


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that appears under its name when the block succeeds, and not at all when it fails.

    A device or a pipe (`/dev/stdout`) is written to as it stands, and a link's target is what is written.
    Raises UsageError where no file can have this name, StrategigrafError where the writing fails.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} er en mappe. Angiv en fil.")
        if not path.parent.is_dir():
            raise UsageError(f"mappen {path.parent} findes ikke. Opret den, eller angiv en anden fil.")
        with _stream(path) if path.exists() and not path.is_file() else _beside(path.resolve()) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StrategigrafError(f"kan ikke skrive {path}: {said(error)}.") from error


def _stream(path: Path | int) -> IO[str]:
    return open(path, "w", encoding="utf-8", newline="\n")


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[IO[str]]:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.")
    try:
        with _stream(descriptor) as stream:
            yield stream
        os.chmod(name, 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_lines(path: Path) -> list[str]:
    """A UTF-8 file's lines. Raises UsageError where it can't be read."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{path} kan ikke læses: {said(error)}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} er ikke UTF-8. Gem filen som UTF-8, og prøv igen.") from error


def read_questions(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, each with a text `question`. Raises UsageError with the line that is wrong."""
    found = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line[:MAX_LINE])
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}, linje {number}: ikke JSON ({str(error)[:80]}).") from error
        if not isinstance(item, dict) or not isinstance(item.get("question"), str):
            raise UsageError(f'{path}, linje {number}: der skal stå {{"question": "…"}}.')
        try:
            line.encode()
            item["question"].encode()
        except UnicodeEncodeError as error:
            raise UsageError(f"{path}, linje {number}: spørgsmålet er ikke gyldig Unicode.") from error
        found.append(item)
    return found


def ask_many(index: Index, questions: Path, out: Path, k: int, report: Report) -> int:
    """Answers each question of a JSONL file, one object a line; a question's `id` is carried over. Returns how many."""
    asked = read_questions(questions)
    with whole_file(out) as stream:
        for number, item in enumerate(asked, 1):
            answer = plain(index.ask(item["question"], k))
            if "id" in item:
                answer = {"id": item["id"], **answer}
            stream.write(json.dumps(answer, ensure_ascii=False) + "\n")
            report(number, len(asked))
    return len(asked)


def read_queries(path: Path) -> list[tuple[str, str]]:
    """(qid, text) of each line `qid<TAB>text`. Raises UsageError with the line that is wrong."""
    found = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        qid, tab, text = line.partition("\t")
        if not tab or not re.fullmatch(r"\S+", qid):
            raise UsageError(f"{path}, linje {number}: der skal stå et id uden mellemrum, en tabulator og en tekst.")
        found.append((qid, text[:MAX_LINE]))
    return found


def search_many(index: Index, queries: Path, run: Path, k: int, mode: Mode, unit: Unit, report: Report) -> int:
    """Searches for each line of a TSV file and writes a TREC run file; returns how many queries there were.

    The third column is the passage's IRI, or the doc_id (white space percent-encoded) where documents are ranked.
    """
    asked = read_queries(queries)
    found = index.retriever.search_many([text for _, text in asked], k, mode, unit)
    with whole_file(run) as stream:
        for number, ((qid, _), hits) in enumerate(zip(asked, found, strict=True), 1):
            for hit in hits:
                name = _SPACE.sub(lambda space: quote(space[0]), hit.doc_id) if unit == "document" else hit.passage
                stream.write(f"{qid} Q0 {name} {hit.rank} {hit.score:.4f} {RUN_TAG}\n")
            report(number, len(asked))
    return len(asked)
