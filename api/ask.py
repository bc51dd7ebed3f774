"""The question path, on one screen: text → Question → sentences and claims → values → decision → Answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .answer import answered, unanswered
from .attempts import solve
from .citations import citer
from .contract import Answer

if TYPE_CHECKING:
    from .index import Index


def answer(index: Index, question: str, k: int = 5) -> Answer:
    """One answer with its citations, or why there is none. The same question to the same index: the same answer."""
    started = time.perf_counter()
    solution = solve(index, question)
    build = answered if solution.decision.reason is None else unanswered
    made = build(index, citer(index), solution, k)
    return made.model_copy(update={"took_ms": round((time.perf_counter() - started) * 1000, 1)})
