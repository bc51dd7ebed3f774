"""Example questions for whatever is indexed: the ones we wrote where their names stand in the texts, else our own.

Our own are made from the claims that most documents carry, and kept where the answer has the claim's value: so an index
of somebody else's documents opens with questions about those documents, each known to be answered rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from indexer import lexical
from indexer.errors import StrategigrafError

from .shapes import ExampleQuestion

if TYPE_CHECKING:
    from .index import Index

_LONG = 60  # code points of a name that a question can still be read with
_EACH = 2  # questions of one kind
_TRIED = 6  # claims of one kind that are tried
_LOOKED = 5  # passages in which a name is looked for
_TELLING = 8  # letters of a word that names something even without a capital

# Relation, class of its subject, the question, and whether the subject is what is asked for.
_FORMS = (
    ("agreedBy", "Agreement", "Hvem indgik {}?", False),
    ("agreedBy", "Strategy", "Hvem står bag {}?", False),
    ("launchedOn", "Strategy", "Hvornår blev {} lanceret?", False),
    ("launchedOn", "Agreement", "Hvornår blev {} indgået?", False),
    ("initiativeCount", None, "Hvor mange initiativer har {}?", False),
    ("responsibleActor", None, "Hvem har ansvaret for {}?", False),
    ("launchedBy", "Strategy", "Hvem lancerede {}?", False),
    ("succeeds", None, "Hvad afløste {}?", True),
    ("hasInitiative", "Strategy", "Hvilke initiativer har {}?", False),
)


def fits(index: Index, question: str) -> bool:
    """True where every name and year of a question stands in the texts; its longest word is taken for a name too."""
    found = re.findall(r"[^\W_]+", question)[1:]
    named = {word for word in found if word != word.lower() or re.fullmatch(r"\d{4}", word)}
    longest = max((word for word in found if len(word) >= _TELLING), key=len, default="")
    return all(_stands(index, word) for word in sorted(named | {longest}) if word)


def _stands(index: Index, word: str) -> bool:
    wanted = lexical.stem(word.lower())
    hits = index.search(word, _LOOKED, mode="lexical")
    return any(lexical.stem(other) == wanted for hit in hits for other in lexical.words(hit.text))


def from_claims(index: Index) -> Iterator[ExampleQuestion]:
    """Questions about what the index holds, each with the right answer; one of every kind before a second of any."""
    kinds = [_kind(index, *form) for form in _FORMS]
    for _ in range(_EACH):
        for kind in kinds:
            yield from [made for made in [next(kind, None)] if made is not None]


def _kind(index: Index, relation: str, class_: str | None, form: str, turned: bool) -> Iterator[ExampleQuestion]:
    named, value = ("o", "s") if turned else ("s", "o")
    rows = index.graph.select(
        f"SELECT ?label ?v ?other (COUNT(?e) AS ?n) WHERE {{ ?c a sg:Claim ; rdf:predicate sg:{relation} ; "
        "rdf:subject ?s ; rdf:object ?o ; sg:negated false ; prov:wasDerivedFrom ?e . "
        f"{f'?{named} a sg:{class_} .' if class_ else ''} ?{named} rdfs:label ?label . BIND(?{value} AS ?v) "
        f"OPTIONAL {{ ?{value} rdfs:label ?other }} FILTER NOT EXISTS {{ ?c sg:conflictsWith ?d }} "
        f"FILTER(STRLEN(?label) <= {_LONG}) }} GROUP BY ?label ?v ?other ORDER BY DESC(?n) ?label ?v LIMIT {_TRIED}"
    )
    seen: set[str] = set()
    for row in rows:
        label, other = row["label"].value, row.get("other")
        if label in seen:
            continue
        seen.add(label)
        expected = other.value if isinstance(other, ox.Literal) else row["v"].value
        made = _answered(index, form.format(_inside(label)), expected)
        if made is not None:
            yield made


def _inside(label: str) -> str:
    """A name as it stands inside a sentence.

    >>> _inside("Den fællesoffentlige digitaliseringsstrategi"), _inside("Digital Post")
    ('den fællesoffentlige digitaliseringsstrategi', 'Digital Post')
    """
    return label[:1].lower() + label[1:] if label.startswith(("Den ", "Det ", "De ")) else label


def _answered(index: Index, question: str, expected: str) -> ExampleQuestion | None:
    try:
        answer = index.ask(question)
    except StrategigrafError:
        return None
    values = {text.casefold() for value in answer.values for text in (value.label, value.value)}
    if answer.status != "answered" or expected.casefold() not in values:
        return None
    return ExampleQuestion(question=question, answer=answer.answer, status=answer.status)
