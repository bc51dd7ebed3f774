"""An answer and the hits of a search as notebooks show them: the contract's own shapes, with frames and HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from pydantic import PrivateAttr

from ..contract import Answer
from ..retrieval import Hit
from . import views
from .frames import SHOWN, need
from .statements import Quote, around

if TYPE_CHECKING:
    from ..index import Index

_CITATIONS = ("n", "doc_id", "title", "publisher", "date", "quote", "start", "end", "score", "passage")
_VALUES = ("label", "type", "value", "iri")
_HITS = (
    "rank",
    "score",
    "doc_id",
    "title",
    "date",
    "text",
    "start",
    "end",
    "why",
    "zone",
    "dense",
    "lexical",
    "passage",
)


class AnswerView(Answer):
    """The contract's answer; `to_frame` and the HTML view are all it adds, its JSON is the same."""

    _quotes: tuple[Quote, ...] = PrivateAttr(default=())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The cited quotes in their context, in the order of the citations."""
        return self._quotes

    def to_frame(self, part: Literal["citations", "values"] = "citations") -> Any:
        """A pandas DataFrame with a row a citation, or a row a value. Raises ModelMissing without pandas."""
        pandas = need("pandas", "en dataramme")
        if part == "values":
            return pandas.DataFrame([value.model_dump() for value in self.values], columns=list(_VALUES))
        rows = [
            {**c.document.model_dump(include={"title", "publisher", "date"}), **c.model_dump()} for c in self.citations
        ]
        return pandas.DataFrame(rows, columns=list(_CITATIONS))

    def _repr_html_(self) -> str:
        return views.answer(self, self._quotes)


def viewed(index: Index, answer: Answer) -> AnswerView:
    """An answer with its quotes' context, cut from the canonical texts."""
    made = AnswerView.model_construct(**{name: getattr(answer, name) for name in Answer.model_fields})
    quotes = []
    for c in answer.citations:
        before, after = around(index.texts.text(c.doc_id), c.start, c.end)
        quotes.append(
            Quote(c.doc_id, c.document.title, c.document.date, c.start, c.end, c.quote, before, after, c.passage)
        )
    made._quotes = tuple(quotes)
    return made


class Hits(list[Hit]):
    """Hits, best first: a list like any other, with a data frame and an HTML view that marks the query's words."""

    def __init__(self, hits: Iterable[Hit], query: str) -> None:
        super().__init__(hits)
        self.query = query

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a hit. Raises ModelMissing without pandas."""
        pandas = need("pandas", "en dataramme")
        return pandas.DataFrame([{name: getattr(hit, name) for name in _HITS} for hit in self], columns=list(_HITS))

    def _repr_html_(self) -> str:
        from ..pages.search_page import marked

        rows = []
        for hit in self[:SHOWN]:
            words = views.runs((run.text, run.marked) for run in marked(hit.text, self.query))
            where = f"{hit.doc_id}, tegn {hit.start}-{hit.end} · {hit.why}"
            head = views.escape(f"{hit.title} ({hit.date})" if hit.date else hit.title)
            text = f"<strong>{head}</strong><br>{words}<br>{views.faint(views.escape(where))}"
            rows.append((str(hit.rank), views.escape(f"{hit.score:.2f}".replace(".", ",")), text))
        caption = f"{views.count(len(self))} tekststykker til »{self.query}«"
        return views.table(("Nr.", "Score", "Tekststykke"), rows, caption, len(self) - len(rows))
