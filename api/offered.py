"""Which sentences the reader is shown: the best by the question's words, then those of the passages that search found.

Words alone find 75 to 80 of 100 sentences that answer in other words than the question's; half of each finds 90 to 97
(measured on the reader's own questions over 5, 14 and 30 texts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .reader_input import SENTENCES, Offered
from .views import Sentence, View

if TYPE_CHECKING:
    from .reading import Scored
    from .retrieval import Hit

RANKED = 6  # by words; the others come from passages


def offered(ranked: Sequence[Scored], hits: Sequence[Hit], views: Iterable[View]) -> list[tuple[View, Sentence]]:
    """At most SENTENCES sentences with their documents, each once; more by words where the passages give too few."""
    by_id = {view.doc_id: view for view in views}
    found: dict[tuple[str, int], tuple[View, Sentence]] = {}

    def add(view: View, sentence: Sentence) -> None:
        if len(found) < SENTENCES:
            found.setdefault((sentence.doc_id, sentence.number), (view, sentence))

    for scored in ranked[:RANKED]:
        add(scored.view, scored.sentence)
    for hit in hits:
        if len(found) >= SENTENCES:
            break
        view = by_id.get(hit.doc_id)
        for sentence in view.sentences if view is not None else ():
            if hit.start <= sentence.start and sentence.end <= hit.end:
                add(by_id[hit.doc_id], sentence)
    for scored in ranked[RANKED:]:
        add(scored.view, scored.sentence)
    return list(found.values())


def shown(sentences: Iterable[tuple[View, Sentence]]) -> list[Offered]:
    """The sentences as the reader takes them."""
    return [Offered(s.doc_id, s.number, s.text, s.heading, view.title) for view, s in sentences]
