"""A stranger's query made ready for a worker: within the guard's limits, `sg:soeg` replaced by its hits."""

from __future__ import annotations

import dataclasses

from indexer.errors import Busy, QueryError, QueryTimeout, StrategigrafError

from . import sparql_guard
from .current import Generation
from .deps import SEARCHING, in_thread
from .soeg import Found, Search, patterns, rewrite
from .sparql_workers import Job, Outcome

_LONG = 2_000  # code points from which a query is looked through in a thread, away from the event loop


async def ready(generation: Generation, job: Job) -> Job:
    """The job as a worker of this generation may take it. Raises QueryError; Busy where too many searches wait."""
    if len(job.query) <= _LONG:
        searches, service = _looked_through(job.query)
    else:
        searches, service = await in_thread("guard", 1, lambda: _looked_through(job.query))
    query = job.query
    if searches:
        query = await in_thread("search", SEARCHING, lambda: rewrite(job.query, _search(generation)))
    return dataclasses.replace(job, query=query, service=service)


def _looked_through(query: str) -> tuple[bool, bool]:
    """Whether a query uses sg:soeg, and whether SERVICE stands in it as a word. Raises QueryError."""
    sparql_guard.check(query)
    return bool(patterns(query)), sparql_guard.has_word(query, "SERVICE")


def _search(generation: Generation) -> Search:
    def search(text: str, hits: int) -> list[Found]:
        found = generation.index.search(text, k=hits)
        return [Found(hit.passage, hit.score, hit.start, hit.end) for hit in found]

    return search


def said(outcome: Outcome, limit: float) -> str:
    """Why a job gave no result, and what to try, in Danish; `limit` is what a query may take, in seconds."""
    return {
        "bad": f"Forespørgslen kan ikke læses: {outcome.message}",
        "refused": "SERVICE kan ikke bruges her: forespørgsler besvares kun af denne graf.",
        "unacceptable": "Formatet passer ikke til forespørgslen.",
        "timeout": f"Forespørgslen blev afbrudt efter {limit:g} sekunder. Gør den mindre, eller sæt LIMIT.",
        "busy": "Der er for mange forespørgsler lige nu. Prøv igen om lidt.",
        "memory": "Forespørgslen brugte mere hukommelse, end en forespørgsel må. Gør den mindre.",
        "large": "Resultatet fylder over 32 MiB. Sæt LIMIT, eller hent grafen i mindre dele.",
        "crash": "Forespørgslen kunne ikke gennemføres. Er den meget lang eller indviklet, så gør den enklere.",
        "damaged": "Grafen kan ikke læses lige nu. Prøv igen om lidt.",
    }[outcome.status]


def error(outcome: Outcome, limit: float) -> StrategigrafError:
    """The same as an exception, with its HTTP status."""
    text = said(outcome, limit)
    if outcome.status == "timeout":
        return QueryTimeout(text)
    return QueryError(text) if outcome.status in ("bad", "refused", "unacceptable") else Busy(text)
