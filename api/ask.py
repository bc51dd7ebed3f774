"""The question path, on one screen: text → Question → sentences and claims → values → decision → Answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from . import decide, extract, reading
from .answer import answered, unanswered
from .citations import citer
from .contract import Answer
from .library import HITS, library
from .linking import link
from .question import parse

if TYPE_CHECKING:
    from .index import Index


def answer(index: Index, question: str, k: int = 5) -> Answer:
    """One answer with its citations, or why there is none. The same question to the same index: the same answer."""
    started = time.perf_counter()
    parsed = parse(question)
    hits = index.retriever.search(parsed.core, max(k, HITS)) if parsed.core else []
    views, lexis = library(index).read(hits)
    linked = link(parsed, lexis)
    ranked = reading.rank(linked.question, views, lexis, {})
    found = extract.candidates(linked.question, ranked, lexis)
    decision = decide.decide(linked, found)
    if decision.reason is None:
        made = answered(index, citer(index), linked, found, decision, None)
    else:
        made = unanswered(index, citer(index), linked, ranked, decision)
    return made.model_copy(update={"took_ms": round((time.perf_counter() - started) * 1000, 1)})
