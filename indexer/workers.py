"""Documents to records, in this process or in several: the first phase for many documents.

Reading bytes happens in the reading pool's limited children; finding things in the text happens in workers that load
the language tools once. Results come in the order of the files, whatever the number of jobs.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from .corpus_files import CorpusFile
from .errors import UnreadableDocument
from .settings import Settings
from .texts import encode_record
from .types import Document

_FEW = 24  # documents that one process analyses sooner than a second one has loaded spaCy
_CHUNK = 4

_settings: Settings | None = None


def analyse_all(
    files: Sequence[CorpusFile], settings: Settings, jobs: int
) -> Iterator[tuple[str, bytes | UnreadableDocument]]:
    """For each file in turn, its doc_id and its encoded record, or why it can't be read."""
    if not files:
        return
    from .reading_pool import ReadingPool

    with ReadingPool(jobs, settings) as pool:
        read = pool.read((file.doc_id, file.path, file.sidecar) for file in files)
        yield from _records(read, settings, jobs if len(files) > _FEW else 1)


def _records(
    read: Iterable[tuple[str, Document | UnreadableDocument]], settings: Settings, jobs: int
) -> Iterator[tuple[str, bytes | UnreadableDocument]]:
    if jobs == 1:
        _load(settings)
        for doc_id, document in read:
            yield doc_id, document if isinstance(document, UnreadableDocument) else _analyse(document)
        return
    with ProcessPoolExecutor(
        jobs, mp_context=QuietContext(), initializer=_start_worker, initargs=(settings,)
    ) as workers:
        try:
            waiting = [
                (doc_id, doc if isinstance(doc, UnreadableDocument) else workers.submit(_analyse, doc))
                for doc_id, doc in read
            ]
            for doc_id, result in waiting:
                yield doc_id, result if isinstance(result, UnreadableDocument) else result.result()
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            raise


def _start_worker(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
    die_with_parent()
    _load(settings)


class _QuietProcess(SpawnProcess):
    """A spawned process that says nothing on standard error: one whose parent was shot would print a traceback."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # multiprocessing's name
        heard, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            return SpawnProcess._Popen(process_obj)
        finally:
            os.dup2(heard, 2)
            os.close(heard)
            os.close(nowhere)


class QuietContext(SpawnContext):
    """Spawns such processes."""

    Process = _QuietProcess


def die_with_parent() -> None:
    """Asks the kernel to end this process when its parent does; on Linux alone."""
    with contextlib.suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _load(settings: Settings) -> None:
    global _settings
    _settings = settings


def _analyse(document: Document) -> bytes | UnreadableDocument:
    from ontology.gazetteer import load_gazetteer

    from .pipeline import analyse

    assert _settings is not None
    try:
        record = analyse(document, load_gazetteer(only=_settings.vocabularies), _settings)
    except Exception as error:  # one document's trouble never stops the others; it is reported with its name
        line = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return UnreadableDocument(f"kunne ikke analyseres ({line}). Meld fejlen med dokumentet.")
    return encode_record(record)
