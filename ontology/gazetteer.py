"""Reads the vocabularies (`actors.ttl`, `themes.ttl` …) into a Gazetteer: known names and the identity behind each.

A gazetteer gives names an identity; it must not be what makes extraction work. So `load_gazetteer(only=())` gives an
empty one, and which files are used is for a setting to say.

>>> load_gazetteer().by_label("Kommunernes Landsforening")[0].label
'KL'

Every line of a vocabulary is one of these properties of an entry:

| in the file | field | says |
| --- | --- | --- |
| `skos:prefLabel` `@da`, `@en` | `label`, `label_en` | the name we write |
| `skos:altLabel` `@da` | `alt` | other names that mean just this |
| `skos:hiddenLabel` | `hidden` | misspellings and phrases that hint at it; never written |
| `sg:inflection` | `inflections` | forms that no general rule (-s, 's, -en, -et …) makes |
| `sg:negativeLabel` | `negative` | longer wordings: inside one of them a name is not a mention |
| `sg:caseSensitive` | `case_sensitive` | see `Entry.with_case` |
| `sg:needsContext` | `needs_context` | ordinary words: a match needs a number, quotes, a neighbour; else it yields |
| `sg:generic` | `generic` | a role that any text has: regeringen, kommunerne |
| `sg:knownStart`, `sg:knownEnd` | `start`, `end` | years that tell namesakes apart; not an answer to "when" |
| `sg:seriesName` | `series` | the name it shares with its predecessors and successors |
| `sg:kind`, `sg:number`, `sg:code` | `kind`, `number`, `codes` | kind in Danish, initiative number, KLE/FORM/EuroVoc |
| `sg:knownWithin` | `within` | IRI of the strategy or programme it belongs to |
| `org:subOrganizationOf`, `skos:broader` | `parent` | IRI of the organisation or theme above |
| `owl:differentFrom` | `different_from` | IRIs of look-alikes, and of things that share a name with it |
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph

SG = "https://w3id.org/strategigraf/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

VOCABULARIES = ("actors", "solutions", "strategies", "themes", "places")
"""The vocabularies that ship, in the order in which they are read; each is a file NAME.ttl beside this one."""

SHORT_NAME = 5
"""Letters up to which a name in capitals is matched with its case: KL and STAR, but not KOMBIT."""


Facts = dict[str, list[pyoxigraph.NamedNode | pyoxigraph.Literal]]
"""What a vocabulary says of one thing: property → objects, in the file's order."""


class VocabularyError(ValueError):
    """A vocabulary that is missing, is not Turtle, or whose entry lacks a name; `str(error)` is one clear line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One known thing and the names it goes by. Labels are Danish and non-empty; `start` and `end` are years."""

    iri: str
    type: str
    label: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    inflections: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    case_sensitive: bool = False
    needs_context: bool = False
    generic: bool = False
    start: int | None = None
    end: int | None = None
    series: str | None = None
    kind: str | None = None
    number: str | None = None
    within: str | None = None
    parent: str | None = None
    label_en: str | None = None
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What names it in running text: label, other labels, irregular forms. Hidden labels are not among them."""
        return tuple(dict.fromkeys((self.label, *self.alt, *self.inflections)))

    def with_case(self, name: str) -> bool:
        """True where name must be met with its own capitals: KL is not "kl", the town Vejen is not "vejen".

        That holds for every short name of capitals, and for the one-word names of a case-sensitive entry.
        """
        letters = [c for c in name if c.isalpha()]
        short = len(letters) <= SHORT_NAME and all(c.isupper() for c in letters)
        return bool(letters) and (short or (self.case_sensitive and " " not in name))

    def covers(self, year: int) -> bool | None:
        """Whether its known years hold year; None where no year is known. An open end reaches on."""
        if self.start is None and self.end is None:
            return None
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


@dataclasses.dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries of the vocabularies in use, sorted by IRI, and look-ups that do not depend on the order of files."""

    entries: tuple[Entry, ...]
    by_iri: Mapping[str, Entry]
    _by_label: Mapping[str, tuple[Entry, ...]]
    _by_series: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Gazetteer:
        """A gazetteer of these entries. Raises VocabularyError where two have one IRI."""
        ordered = tuple(sorted(entries, key=lambda entry: entry.iri))
        by_iri = {entry.iri: entry for entry in ordered}
        if len(by_iri) < len(ordered):
            raise VocabularyError("two vocabulary entries have the same IRI")
        series = defaultdict(list)
        for entry in ordered:
            if entry.series:
                series[entry.series.casefold()].append(entry)
        for namesakes in series.values():
            namesakes.sort(key=lambda entry: (entry.start or 0, entry.iri))
        return cls(ordered, by_iri, _index(ordered), {name: tuple(found) for name, found in series.items()})

    def by_label(self, name: str) -> tuple[Entry, ...]:
        """The entries that name is a label, another label or an irregular form of, whatever the case; often one."""
        return self._by_label.get(name.casefold(), ())

    def by_series(self, name: str, year: int | None = None) -> tuple[Entry, ...]:
        """The entries that share a series name, by age; with a year, those whose period holds it.

        An unknown end reaches to the start of the next one.

        >>> [e.start for e in load_gazetteer().by_series("den fællesoffentlige digitaliseringsstrategi", 2018)]
        [2016]
        """
        found = self._by_series.get(name.casefold(), ())
        if year is None:
            return found
        next_start = {one.iri: other.start for one, other in itertools.pairwise(found)}
        closed = (
            dataclasses.replace(e, end=(next_start.get(e.iri) or 10000) - 1) if e.end is None else e for e in found
        )
        return tuple(self.by_iri[entry.iri] for entry in closed if entry.covers(year))

    def of_type(self, *types: str) -> tuple[Entry, ...]:
        """The entries of these types: `of_type("Strategy", "ActionPlan")`."""
        return tuple(entry for entry in self.entries if entry.type in types)


def vocabulary_files(only: Collection[str] | None = None, extra: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    """The files that a gazetteer with these arguments is made from, for a manifest to hash.

    Raises VocabularyError where only holds a name that is not in VOCABULARIES.
    """
    chosen = VOCABULARIES if only is None else tuple(name for name in VOCABULARIES if name in only)
    unknown = sorted(set(only or ()) - set(VOCABULARIES))
    if unknown:
        raise VocabularyError(f"no vocabulary is called {', '.join(unknown)}; there are {', '.join(VOCABULARIES)}")
    here = Path(__file__).parent
    return (*(here / f"{name}.ttl" for name in chosen), *(Path(path) for path in extra))


def load_gazetteer(
    paths: Sequence[str | Path] | None = None,
    *,
    only: Collection[str] | None = None,
    extra: Sequence[str | Path] = (),
) -> Gazetteer:
    """The gazetteer of the vocabularies that ship, of some of them (`only`), or of the given Turtle files alone.

    `extra` are a user's own vocabularies beside ours. What two files say of one IRI is joined: an extra file may give
    an entry of ours another name. Raises VocabularyError where a file is missing, is not Turtle or gives an entry no
    Danish name. Files that have not changed are not read twice in one process.
    """
    files = tuple(Path(path) for path in paths) if paths is not None else vocabulary_files(only)
    return _load(tuple((str(file), _stamp(file)) for file in (*files, *(Path(path) for path in extra))))


@functools.lru_cache(maxsize=8)
def _load(files: tuple[tuple[str, tuple[int, int]], ...]) -> Gazetteer:
    said: dict[str, Facts] = {}
    for name, _ in files:
        _read(name, said)
    return Gazetteer.of(entry for iri, facts in said.items() if (entry := _entry(iri, facts)))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError as error:
        raise VocabularyError(f"can't read the vocabulary {file}: {error.strerror}") from error
    return status.st_mtime_ns, status.st_size


def _read(file: str, said: dict[str, Facts]) -> None:
    """Adds to said what file says of each subject."""
    try:
        for quad in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE):
            if isinstance(quad.subject, pyoxigraph.NamedNode) and not isinstance(quad.object, pyoxigraph.BlankNode):
                facts = said.setdefault(quad.subject.value, {})
                facts.setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        raise VocabularyError(f"the vocabulary {file} is not Turtle: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise VocabularyError(f"can't read the vocabulary {file}: {error}") from error


def _entry(iri: str, facts: Facts) -> Entry | None:
    """The entry that the facts about iri make, or None where they give it none of our classes (a concept scheme)."""
    types = sorted(t.value.removeprefix(SG) for t in facts.get(RDF_TYPE, ()) if t.value.startswith(SG))
    if not types:
        return None
    label = _texts(facts, SKOS + "prefLabel", "da")
    if not label:
        raise VocabularyError(f"<{iri}> has no skos:prefLabel in Danish")
    return Entry(
        iri=iri,
        type=types[0],
        label=label[0],
        alt=tuple(dict.fromkeys((*_texts(facts, SKOS + "altLabel", "da"), *label[1:]))),
        hidden=_texts(facts, SKOS + "hiddenLabel", "da"),
        inflections=_texts(facts, SG + "inflection"),
        negative=_texts(facts, SG + "negativeLabel"),
        case_sensitive=_first(facts, SG + "caseSensitive") == "true",
        needs_context=_first(facts, SG + "needsContext") == "true",
        generic=_first(facts, SG + "generic") == "true",
        start=_year(iri, facts, SG + "knownStart"),
        end=_year(iri, facts, SG + "knownEnd"),
        series=_first(facts, SG + "seriesName"),
        kind=_first(facts, SG + "kind"),
        number=_first(facts, SG + "number"),
        within=_first(facts, SG + "knownWithin"),
        parent=_first(facts, ORG + "subOrganizationOf") or _first(facts, SKOS + "broader"),
        label_en=next(iter(_texts(facts, SKOS + "prefLabel", "en")), None),
        codes=_texts(facts, SG + "code"),
        notes=_texts(facts, SKOS + "note"),
        different_from=tuple(node.value for node in facts.get(OWL + "differentFrom", ())),
    )


def _texts(facts: Facts, property_: str, language: str | None = None) -> tuple[str, ...]:
    """The property's texts, each once; with a language, those that carry it or none."""
    return tuple(
        dict.fromkeys(
            literal.value
            for literal in facts.get(property_, ())
            if isinstance(literal, pyoxigraph.Literal) and (language is None or literal.language in (language, None))
        )
    )


def _first(facts: Facts, property_: str) -> str | None:
    """The property's first value as text: an IRI or what a literal says. None where there is none."""
    return next((value.value for value in facts.get(property_, ())), None)


def _year(iri: str, facts: Facts, property_: str) -> int | None:
    value = _first(facts, property_)
    if value is None:
        return None
    if not value.isdecimal() or len(value) != 4:
        raise VocabularyError(f"<{iri}>: {property_.removeprefix(SG)} is {value!r}; a year of four digits is wanted")
    return int(value)


def _index(entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in dict.fromkeys(name.casefold() for name in entry.names):
            found[name].append(entry)
    return {name: tuple(namesakes) for name, namesakes in found.items()}
