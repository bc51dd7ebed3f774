"""Finds what is wrong with the vocabularies before it harms a build: `lint(graphs)`, or `python -m ontology.lint`.

Each rule is a function from a Vocabulary to pairs of a subject and a message; RULES names them all. The rules look at
names as a matcher does, without regard to case.

| rule | finds |
| --- | --- |
| asymmetric | broader without narrower, related or differentFrom one way, a top concept that its scheme does not know |
| cycle | a thing above, inside or before itself |
| overlap | themes that are related and also one above the other, which SKOS forbids |
| duplicate | one preferred name on two things of one class |
| ambiguous | one name on two things that neither years nor owl:differentFrom (both ways) tell apart |
| redundant | a name that an entry has twice, perhaps in another case |
| orphan | a theme without scheme or broader theme, an initiative without strategy, a link to nothing |
| casing | a proper name in lower case, a generic one with a capital |
| language | a missing Danish name, a theme without an English one, a label without language |
| negative | negative labels that cancel every name of their entry, and those that cancel none |
| blank | an empty name, stray white space, a remark in brackets |
| period | a year that is not one, an end before its start |
| undeclared | a class or property of ours that the ontology does not define (where its file is among the graphs) |
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG
from rdflib.term import Node

from .gazetteer import SG as SG_IRI
from .gazetteer import vocabulary_files

SG = Namespace(SG_IRI)
IDS = "https://w3id.org/strategigraf/id/"

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_NAMES = (SKOS.prefLabel, SKOS.altLabel, SG.inflection)
_LINKS = (
    *(SKOS.broader, SKOS.narrower, SKOS.related, ORG.subOrganizationOf, ORG.memberOf),
    *(DCTERMS.replaces, SG.knownWithin, OWL.differentFrom),
)
_INVERSES = (
    (SKOS.broader, SKOS.narrower),
    (SKOS.narrower, SKOS.broader),
    (SKOS.related, SKOS.related),
    (OWL.differentFrom, OWL.differentFrom),
    (SKOS.topConceptOf, SKOS.hasTopConcept),
    (SKOS.hasTopConcept, SKOS.topConceptOf),
)
_ACYCLIC = (SKOS.broader, ORG.subOrganizationOf, DCTERMS.replaces, SG.knownWithin)
_ONTOLOGY = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SG.Relation)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: in which file, about which subject, by which rule, and what to mend."""

    file: str
    subject: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.subject.removeprefix(IDS)}: {self.rule}: {self.message}"


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """Several graphs read as one; knows the entries, their names, and which file says what."""

    files: Mapping[str, Graph]

    @functools.cached_property
    def all(self) -> Graph:
        """The union of the graphs."""
        union = Graph()
        for graph in self.files.values():
            union += graph
        return union

    @functools.cached_property
    def classes(self) -> dict[Node, URIRef]:
        """Each entry with its class; entries are what a class of ours is given to, the ontology's own terms are not."""
        return {
            subject: class_
            for subject, class_ in self.all.subject_objects(RDF.type)
            if isinstance(class_, URIRef) and class_.startswith(SG) and not str(subject).startswith(SG)
        }

    def file_of(self, subject: Node) -> str:
        """The first file that says something of the subject."""
        return next((name for name, graph in self.files.items() if (subject, None, None) in graph), "")

    def texts(self, subject: Node, *properties: URIRef, language: str | None = None) -> list[str]:
        """What these properties say of subject; with a language, only what is said in it or in none."""
        return [
            str(value)
            for property_ in properties
            for value in self.all.objects(subject, property_)
            if isinstance(value, Literal) and (language is None or value.language in (language, None))
        ]

    def years(self, subject: Node) -> tuple[str, ...]:
        """The subject's known start and end, as written."""
        return tuple(sorted(self.texts(subject, SG.knownStart))) + tuple(sorted(self.texts(subject, SG.knownEnd)))

    def apart(self, one: Node, other: Node) -> bool:
        """True where both carry years and these differ, or each is declared different from the other."""
        years = self.years(one), self.years(other)
        if all(years) and years[0] != years[1]:
            return True
        return (one, OWL.differentFrom, other) in self.all and (other, OWL.differentFrom, one) in self.all


Rule = Callable[[Vocabulary], Iterator[tuple[Node, str]]]


def lint(files: Mapping[str, Graph]) -> list[Finding]:
    """All faults in the graphs, given by the names their files shall be reported with; sorted, each once."""
    vocabulary = Vocabulary(files)
    return sorted(
        {
            Finding(vocabulary.file_of(subject), str(subject), rule, message)
            for rule, find in RULES.items()
            for subject, message in find(vocabulary)
        }
    )


def _asymmetric(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for property_, inverse in _INVERSES:
        for subject, object_ in v.all.subject_objects(property_):
            if (object_, inverse, subject) not in v.all:
                yield subject, f"{_short(property_)} {_short(object_)} is not answered by {_short(inverse)}"


def _cycle(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for property_ in _ACYCLIC:
        for subject in set(v.all.subjects(property_)):
            if any(
                subject in v.all.transitive_objects(object_, property_) for object_ in v.all.objects(subject, property_)
            ):
                yield subject, f"leads back to itself by {_short(property_)}"


def _overlap(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject, object_ in v.all.subject_objects(SKOS.related):
        if object_ in v.all.transitive_objects(subject, SKOS.broader):
            yield subject, f"is related to {_short(object_)}, which is above it"


def _duplicate(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for label, subjects in _by_name(v, SKOS.prefLabel).items():
        for one, other in itertools.combinations(subjects, 2):
            if v.classes[one] == v.classes[other] and not v.apart(one, other):
                yield one, f"{_short(other)} has the preferred name {label!r} too"


def _ambiguous(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for label, subjects in _by_name(v, *_NAMES).items():
        for one, other in itertools.combinations(subjects, 2):
            if not v.apart(one, other):
                classes = f"{_short(v.classes[one])} and {_short(v.classes[other])}"
                yield one, f"{label!r} names {_short(other)} too ({classes})"


def _redundant(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject in v.classes:
        texts = [text for property_ in _LABELS for text in v.texts(subject, property_, language="da")]
        for text, count in Counter(text.casefold() for text in texts).items():
            if count > 1:
                yield subject, f"the name {text!r} stands there {count} times"


def _orphan(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject, class_ in v.classes.items():
        if class_ == SG.Theme and not list(v.all.objects(subject, SKOS.inScheme)):
            yield subject, "a theme in no scheme"
        if (
            class_ == SG.Theme
            and not v.all.value(subject, SKOS.broader)
            and not v.all.value(subject, SKOS.topConceptOf)
        ):
            yield subject, "a theme with no broader one that is no top concept"
        if class_ == SG.Initiative and not v.all.value(subject, SG.knownWithin):
            yield subject, "an initiative that belongs to nothing (sg:knownWithin)"
        for property_ in _LINKS:
            for object_ in v.all.objects(subject, property_):
                if object_ not in v.classes:
                    yield subject, f"{_short(property_)} leads to {_short(object_)}, which no file describes"


def _casing(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject, class_ in v.classes.items():
        generic = Literal(True) in v.all.objects(subject, SG.generic)
        always_capital = Literal(True) in v.all.objects(subject, SG.caseSensitive)
        for label in v.texts(subject, SKOS.prefLabel, language="da"):
            if not label.strip():
                continue
            if generic and not always_capital and label[0].isupper():
                yield subject, f"the generic name {label!r} starts with a capital"
            if not generic and label[0].islower() and not _spelled_so(label):
                yield subject, f"the name {label!r} of a {_short(class_)} starts in lower case"


def _language(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject, class_ in v.classes.items():
        wanted = ("da", "en") if class_ == SG.Theme else ("da",)
        has = {value.language for value in v.all.objects(subject, SKOS.prefLabel) if isinstance(value, Literal)}
        for language in wanted:
            if language not in has:
                yield subject, f"no skos:prefLabel @{language}"
        for property_ in (*_LABELS, SG.seriesName, SKOS.note):
            for value in v.all.objects(subject, property_):
                if isinstance(value, Literal) and value.language is None:
                    yield subject, f"{_short(property_)} {str(value)!r} has no language"
    for kind in _ONTOLOGY:
        for term in v.all.subjects(RDF.type, kind):
            if not v.texts(term, RDFS.label, language="da"):
                yield term, "no rdfs:label @da"


def _negative(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject in v.classes:
        negatives = [text.casefold() for text in v.texts(subject, SG.negativeLabel)]
        names = [text.casefold() for text in v.texts(subject, *_NAMES, language="da")]
        if negatives and names and all(any(negative in name for negative in negatives) for name in names):
            yield subject, "its negative labels cancel every name it has"
        hints = [text.casefold() for text in v.texts(subject, SKOS.hiddenLabel, language="da")]
        for negative in negatives:
            if not any(_holds(negative, name) for name in (*names, *hints)):
                yield subject, f"the negative label {negative!r} holds none of its names, so it cancels nothing"


def _blank(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject in v.classes:
        for text in v.texts(subject, *_LABELS, SG.inflection, SG.negativeLabel, SG.seriesName, SG.number, SG.kind):
            if not text.strip():
                yield subject, "an empty name"
            elif text != " ".join(text.split()):
                yield subject, f"stray white space in {text!r}"
        for text in v.texts(subject, *_LABELS):
            if re.search(r"[(\[{]", text):
                yield subject, f"a remark in the name {text!r}; it belongs in skos:note"


def _period(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    for subject in v.classes:
        starts, ends = v.texts(subject, SG.knownStart), v.texts(subject, SG.knownEnd)
        for year in (*starts, *ends):
            if not re.fullmatch(r"[12]\d{3}", year):
                yield subject, f"{year!r} is not a year of four digits"
        if starts and ends and min(ends) < max(starts):
            yield subject, f"ends in {min(ends)}, before its start in {max(starts)}"


def _undeclared(v: Vocabulary) -> Iterator[tuple[Node, str]]:
    declared = {term for kind in _ONTOLOGY for term in v.all.subjects(RDF.type, kind)}
    if not declared:
        return
    for subject in v.classes:
        for property_, object_ in v.all.predicate_objects(subject):
            for term in (property_, object_) if property_ == RDF.type else (property_,):
                if str(term).startswith(SG_IRI) and term not in declared:
                    yield subject, f"{_short(term)} is not defined in the ontology"


RULES: dict[str, Rule] = {
    "asymmetric": _asymmetric,
    "cycle": _cycle,
    "overlap": _overlap,
    "duplicate": _duplicate,
    "ambiguous": _ambiguous,
    "redundant": _redundant,
    "orphan": _orphan,
    "casing": _casing,
    "language": _language,
    "negative": _negative,
    "blank": _blank,
    "period": _period,
    "undeclared": _undeclared,
}


def _by_name(v: Vocabulary, *properties: URIRef) -> dict[str, list[Node]]:
    """Every Danish name in lower case with the subjects that have it, these by IRI."""
    found: dict[str, set[Node]] = defaultdict(set)
    for subject in v.classes:
        for text in v.texts(subject, *properties, language="da"):
            found[text.casefold()].add(subject)
    return {name: sorted(subjects, key=str) for name, subjects in found.items()}


def _holds(phrase: str, name: str) -> bool:
    """True where name stands in phrase as whole words, in the nominative or with the genitive's s."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", phrase) is not None


def _spelled_so(label: str) -> bool:
    """True for names that are spelled with a small letter: sundhed.dk, e-Boks, eDag."""
    first = label.split()[0]
    return "." in first[:-1] or any(c.isupper() for c in first)


def _short(term: Node) -> str:
    text = str(term)
    return text.removeprefix(IDS) if text.startswith(IDS) else re.split(r"[#/]", text)[-1]


def main(paths: list[str]) -> int:
    """Prints what is wrong with these files (none: those that ship, with the ontology). The exit status, 0 or 1."""
    ours = (*vocabulary_files(), Path(__file__).parent / "strategi.ttl")
    files = [Path(path) for path in paths] or list(ours)
    findings = lint({file.name: Graph().parse(file, format="turtle") for file in files})
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
