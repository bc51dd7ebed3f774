"""The ask page: an answer with its claims in Danish and their quotes in context; without one, what comes nearest."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from indexer import iris

from .. import wording
from ..contract import Answer, Citation, CitedStatement, Value
from ..index import Index
from . import claims, words
from .cache import per_index
from .claims import ClaimView

_AROUND = 160  # code points of context on either side of a quote
_NEAREST = 3
_LOOKED = 20  # hits among which they are chosen
_TELLING = 60  # code points that a passage worth showing has
_MAX_QUESTION = 1_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_AFTER_LIST = re.compile(r"^((?:\s*\[\d+\])+)\.")
_LONG_LIST = 4  # values from which an answer is set as a list


@dataclasses.dataclass(frozen=True, slots=True)
class CitationView:
    """A citation with the words round its quote and the claims that the quote carries."""

    citation: Citation
    before: str
    after: str
    claims: tuple[ClaimView, ...]

    def why(self, statement: CitedStatement) -> tuple[str, ...]:
        """How a statement's value was read from this document, where it does not stand there as it is.

        A claim of several documents has a reading for each; those that reckon from another's date are left out.
        """
        same = (statement.s, statement.p, statement.o)
        claims_ = [c for c in self.claims if (c.subject.iri, iris.NS + c.relation, c.object.value) == same]
        found = dict.fromkeys(why for claim in claims_ for why in claim.readings)
        own = self.citation.document.date or ""
        return tuple(why for why in found if not _DATE.search(why) or own in why)


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
    """An answer as the page shows it.

    `items` are the values of a long list, which then stands before `parts`; `disputed` are the claims behind the
    answer that other sources contradict.
    """

    answer: Answer
    items: tuple[Value, ...]
    parts: tuple[tuple[str, int | None], ...]
    citations: tuple[CitationView, ...]
    nearest: tuple[Nearest, ...]
    disputed: tuple[ClaimView, ...]

    @property
    def sureness(self) -> str:
        """The confidence in words."""
        value = self.answer.confidence
        return "høj" if value >= 0.75 else "middel" if value >= 0.45 else "lav"


def tidy(question: str) -> str:
    """A question as it is asked: one line, of bounded length."""
    return " ".join("".join(c if c.isprintable() else " " for c in question).split())[:_MAX_QUESTION]


@per_index
def asked(index: Index, question: str) -> AnswerView:
    """The answer to a question, and all that the page shows round it."""
    answer = index.ask(question)
    cited = tuple(_citation(index, citation) for citation in answer.citations)
    nearest: tuple[Nearest, ...] = ()
    if answer.status == "no_answer" and not cited:
        nearest = _nearest(index, question)
    items, text = _listed(answer)
    parts = noted(split(text, {c.n for c in answer.citations}))
    return AnswerView(answer, items, parts, cited, nearest, _disputed(answer, cited))


def _listed(answer: Answer) -> tuple[tuple[Value, ...], str]:
    """The values of an answer that is a long list, and its text after them; no values and all the text otherwise."""
    said = wording.listed([value.label for value in answer.values])
    if len(answer.values) < _LONG_LIST or answer.answer[: len(said)].casefold() != said.casefold():
        return (), answer.answer
    return answer.values, _AFTER_LIST.sub(r"\1", answer.answer[len(said) :].strip())


def _disputed(answer: Answer, cited: tuple[CitationView, ...]) -> tuple[ClaimView, ...]:
    """The claims whose value is the answer's and that another source contradicts, where the answer does not say so."""
    if answer.conflicts:
        return ()
    values = {value.iri or value.value for value in answer.values}
    found = {c.iri: c for view in cited for c in view.claims if c.conflicts and c.object.value in values}
    return tuple(found.values())


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


def noted(parts: tuple[tuple[str, int | None], ...]) -> tuple[tuple[str, int | None], ...]:
    """The same parts with each number after the punctuation that follows it, close to the word, as notes are set.

    >>> noted((("Den 12. maj 2016 ", None), ("", 1), (" ", None), ("", 2), (". Andre", None)))
    (('Den 12. maj 2016.', None), ('', 1), ('', 2), (' Andre', None))
    """
    made: list[tuple[str, int | None]] = []
    waiting: list[tuple[str, int | None]] = []
    for text, n in parts:
        if n is not None:
            waiting.append((text, n))
        elif text.strip() or not waiting:
            rest = text.lstrip(".,;:") if waiting else text
            if waiting:
                made = [*made[:-1], (made[-1][0].rstrip() + text[: len(text) - len(rest)], None)] if made else made
                made, waiting = [*made, *waiting], []
            if rest:
                made.append((rest, None))
    if waiting and made:
        made[-1] = (made[-1][0].rstrip(), None)
    return (*made, *waiting)


def as_text(view: AnswerView, link: str, quote_link: Callable[[Citation], str]) -> str:
    """The answer with its sources, each with a link to the words, for copying."""
    lines = [view.answer.question, "", view.answer.answer, ""]
    for cited in view.citations:
        source = cited.citation.document
        where = ", ".join(part for part in (source.publisher, source.title, words.date(source.date)) if part)
        lines.append(f"[{cited.citation.n}] »{' '.join(cited.citation.quote.split())}« ({where})")
        lines.append(f"    {quote_link(cited.citation)}")
    lines += ["", f"Strategigraf, indeks {view.answer.index[:12]}: {link}"]
    return "\n".join(lines)
