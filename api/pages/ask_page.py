"""The ask page: an answer with its claims in Danish and their quotes in context; without one, what comes nearest."""

from __future__ import annotations

import dataclasses

from ..contract import Answer, Citation
from ..index import Index
from . import claims
from .cache import per_index
from .claims import ClaimView

_AROUND = 160  # code points of context on either side of a quote
_NEAREST = 3
_LOOKED = 20  # hits among which they are chosen
_TELLING = 60  # code points that a passage worth showing has
_MAX_QUESTION = 1_000


@dataclasses.dataclass(frozen=True, slots=True)
class CitationView:
    """A citation with the words round its quote and the claims that the quote carries."""

    citation: Citation
    before: str
    after: str
    claims: tuple[ClaimView, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Nearest:
    """A passage that comes near a question without an answer."""

    doc_id: str
    title: str
    date: str | None
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as the page shows it."""

    answer: Answer
    parts: tuple[tuple[str, int | None], ...]
    citations: tuple[CitationView, ...]
    nearest: tuple[Nearest, ...]

    @property
    def sureness(self) -> str:
        """The confidence in words."""
        value = self.answer.confidence
        return "høj" if value >= 0.75 else "middel" if value >= 0.45 else "lav"


def tidy(question: str) -> str:
    """A question as it is asked: one line, of bounded length."""
    return " ".join(question.split())[:_MAX_QUESTION]


@per_index
def asked(index: Index, question: str) -> AnswerView:
    """The answer to a question, and all that the page shows round it."""
    answer = index.ask(question)
    cited = tuple(_citation(index, citation) for citation in answer.citations)
    nearest: tuple[Nearest, ...] = ()
    if answer.status == "no_answer" and not cited:
        nearest = _nearest(index, question)
    return AnswerView(answer, split(answer.answer, {c.n for c in answer.citations}), cited, nearest)


def _nearest(index: Index, question: str) -> tuple[Nearest, ...]:
    """The best passages that say something: running text before headings and titles."""
    hits = index.search(question, _LOOKED) if question else []
    hits = sorted(hits, key=lambda hit: hit.zone in ("title", "heading") or len(hit.text) < _TELLING)[:_NEAREST]
    return tuple(Nearest(h.doc_id, h.title, h.date, h.start, h.end, h.text) for h in hits)


def _citation(index: Index, citation: Citation) -> CitationView:
    text = index.texts.text(citation.doc_id)
    before = text[max(0, citation.start - _AROUND) : citation.start]
    after = text[citation.end : citation.end + _AROUND]
    triples = tuple((s.s, s.p, s.o) for s in citation.statements)
    found = claims.by_triples(index, triples) if triples else ()
    return CitationView(citation, _from_word(before), _to_word(after), found)


def _from_word(text: str) -> str:
    """The end of a text, from the last line break or from a whole word."""
    line = text.rsplit("\n", 1)[-1]
    return line if len(line) < len(text) or len(text) < _AROUND else "… " + line.split(" ", 1)[-1]


def _to_word(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) < len(text) or len(text) < _AROUND else line.rsplit(" ", 1)[0] + " …"


def split(answer: str, numbers: set[int]) -> tuple[tuple[str, int | None], ...]:
    """An answer's text in parts: words, and the numbers of the citations that stand in brackets.

    >>> split("Den 12. maj 2016 [1].", {1})
    (('Den 12. maj 2016 ', None), ('', 1), ('.', None))
    """
    parts: list[tuple[str, int | None]] = []
    rest = answer
    while rest:
        opened = rest.find("[")
        closed = rest.find("]", opened)
        if opened < 0 or closed < 0:
            break
        inside = rest[opened + 1 : closed]
        if inside.isdigit() and len(inside) < 4 and int(inside) in numbers:
            if opened:
                parts.append((rest[:opened], None))
            parts.append(("", int(inside)))
        else:
            parts.append((rest[: closed + 1], None))
        rest = rest[closed + 1 :]
    if rest:
        parts.append((rest, None))
    return tuple(parts)


def as_text(view: AnswerView, link: str) -> str:
    """The answer with its sources, for copying."""
    lines = [view.answer.question, "", view.answer.answer, ""]
    for cited in view.citations:
        source = cited.citation.document
        where = ", ".join(part for part in (source.publisher, source.title, source.date) if part)
        lines.append(f"[{cited.citation.n}] »{' '.join(cited.citation.quote.split())}« ({where})")
    lines += ["", f"Strategigraf, indeks {view.answer.index[:12]}: {link}"]
    return "\n".join(lines)
