"""An index opened for asking: one snapshot with its search, its answers and its graph. The door from Python.

>>> from api import open_index                                            # doctest: +SKIP
>>> open_index("data").ask("Hvem indgik aftalen?").answer                 # doctest: +SKIP
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from indexer.errors import IndexDamaged
from indexer.snapshot import Snapshot, open_snapshot
from indexer.store import Graph
from indexer.texts import Texts

if TYPE_CHECKING:
    from indexer.manifest import Manifest
    from ontology.gazetteer import Gazetteer

    from .analysis.answers import AnswerView, Hits
    from .analysis.handover import Format
    from .analysis.network import Network
    from .analysis.queries import Result
    from .analysis.statements import Statements
    from .analysis.things import Documents, Entities, Themes
    from .analysis.timeline import Timeline
    from .retrieval import Mode, Retriever, Unit


class Index:
    """One generation of an index. Close it, or use it as a context manager.

    Safe to share between threads. It can be sent to another process, which opens the same generation for itself; a
    process made by `fork` should not use its parent's.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @property
    def hash(self) -> str:
        """The hash that names this state of the index."""
        return self.snapshot.hash

    @property
    def generation(self) -> str:
        """The name of the generation on disk."""
        return self.snapshot.generation

    @property
    def base(self) -> str:
        """Where the IRIs of things live."""
        return self.snapshot.base

    @property
    def manifest(self) -> Manifest:
        """What the index was made from."""
        return self.snapshot.manifest

    @property
    def texts(self) -> Texts:
        """Documents, passages and entities."""
        return self.snapshot.texts

    @property
    def graph(self) -> Graph:
        """The RDF graph."""
        return self.snapshot.graph

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that the vocabularies of this index know."""
        return self.snapshot.gazetteer

    @functools.cached_property
    def retriever(self) -> Retriever:
        """The ranking over this index's passages."""
        from .retrieval import PassageSource, Retriever

        parts = self.snapshot
        texts = cast("PassageSource", parts.texts)  # its rows are frozen, which a protocol's plain fields are not
        return Retriever(texts, parts.vectors, parts.lexical, parts.encoder, parts.texts.select)

    def prepare(self) -> None:
        """Begins to load what turns a question into a vector, beside what the caller does next: for one cold question.

        Where every question is read in every document, none may be turned into one, and nothing is loaded.
        """
        from indexer.embedding import prepare

        from .library import library

        if not library(self).small:
            prepare(str(self.manifest.settings["encoder"]))

    def expect(self, text: str) -> None:
        """Begins to make a text's vector beside what the caller does next, where what makes it is loaded: a search for
        the text may follow."""
        if "retriever" in vars(self) and text.strip():
            self.retriever.prepare(text)

    def search(
        self,
        query: str,
        k: int = 10,
        mode: Mode = "hybrid",
        unit: Unit = "passage",
        filters: Mapping[str, str] | None = None,
    ) -> Hits:
        """The k best passages (or documents) for a text, best first. Raises UsageError for a bad k, mode or unit.

        >>> [hit.rank for hit in index.search("digital post til virksomheder", k=3)]
        [1, 2, 3]
        """
        from .analysis.answers import Hits

        return Hits(self.retriever.search(query, k, mode, unit, filters), query)

    def ask(self, question: str, k: int = 5) -> AnswerView:
        """One answer with its citations, or why there is none.

        >>> answer = index.ask("Hvem har bagt pandekager på Mars?")
        >>> answer.status, answer.values
        ('no_answer', ())
        """
        from .analysis.answers import viewed
        from .ask import answer

        return viewed(self, answer(self, question, k))

    def sparql(self, query: str) -> Result:
        """What a SPARQL 1.1 query gives: a Table, a Truth or Triples; our prefixes and `sg:soeg` are known.

        Raises QueryError. There is no time limit here: the server has one.

        >>> table = index.sparql('SELECT (COUNT(?c) AS ?antal) WHERE { ?c a sg:Claim }')
        >>> table[0]["antal"] == len(index.statements())
        True
        >>> bool(index.sparql("ASK { ?udsagn a sg:Claim }"))
        True
        """
        from .analysis.queries import run

        return run(self, query)

    def statements(
        self,
        subject: str | None = None,
        relation: str | Sequence[str] | None = None,
        object: str | None = None,
        doc: str | None = None,
    ) -> Statements:
        """The claims that fit, each with the words that carry it.

        `subject` and `object` are labels or IRIs (`object` also a value: "2016-05-12", "33"), `relation` a name or
        several ("agreedBy"), `doc` a doc_id. Raises NotFound for a name the graph lacks, UsageError for a relation.

        >>> found = index.statements(relation="agreedBy", object="KL")
        >>> {row.object.label for row in found}
        {'KL'}
        >>> quote = found[0].quotes[0]
        >>> index.texts.text(quote.doc_id)[quote.start : quote.end] == quote.text
        True
        """
        from .analysis.statements import statements

        return statements(self, subject, relation, object, doc)

    def documents(self) -> Documents:
        """Every document with its bibliographic data.

        >>> index.documents()[0].doc_id
        'aftaler/aftalen-bag-2016-strategien.md'
        """
        from .analysis.things import documents

        return documents(self)

    def entities(self, type: str | None = None, q: str | None = None) -> Entities:
        """The things of a class (or one below it) whose name holds `q`. Raises UsageError for an unknown class.

        >>> "Danske Regioner" in [row.label for row in index.entities(type="Actor", q="regioner")]
        True
        """
        from .analysis.things import entities

        return entities(self, type, q)

    def themes(self) -> Themes:
        """Every theme with its mentions, and the strategies that a claim ties it to; the most mentioned first.

        >>> counts = [row.passages for row in index.themes()]
        >>> counts == sorted(counts, reverse=True)
        True
        """
        from .analysis.things import themes

        return themes(self)

    def timeline(self, subject: str | None = None, type: str | None = None) -> Timeline:
        """The dates that claims give things, in order; `.periods()` has how long each thing lasts.

        Raises NotFound for a name the graph lacks, UsageError for an unknown class.

        >>> moments = index.timeline(type="Strategy")
        >>> all(one.first <= other.first for one, other in zip(moments, moments[1:]))
        True
        """
        from .analysis.timeline import timeline

        return timeline(self, subject, type)

    def network(self, relations: Sequence[str] | None = None) -> Network:
        """Who is tied to what by claims of these relations (default: agreed, launched, responsible, takes part,
        has a role in); `.together()` ties actors through what they share. Raises UsageError for an unknown relation.

        >>> tie = index.network(["agreedBy"]).together("Organisation")[0]
        >>> tie.weight == len(tie.via)
        True
        """
        from .analysis.network import TIES, network

        return network(self, TIES if relations is None else relations)

    def export_tables(self, folder: str | os.PathLike[str], format: Format = "parquet") -> list[Path]:
        """Writes documents, passages, entities, mentions, claims and evidence as tables with a data dictionary.

        Raises UsageError for another format than "parquet" or "csv", ModelMissing for Parquet without pyarrow.
        """
        from .analysis.handover import export_tables

        return export_tables(self, folder, format)

    def close(self) -> None:
        """Lets a build remove this generation."""
        self.snapshot.close()

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return _reopened, (self.snapshot.folder.parents[1], self.hash)

    def _repr_html_(self) -> str:
        from .analysis import views

        held = (("dokumenter", self.texts.documents()), ("tekststykker", self.texts), ("tripler", self.graph))
        said = ", ".join(f"{views.count(len(some))} {name}" for name, some in held)
        return views.box(f"<p>Indeks {views.escape(self.hash[:12])}: {views.escape(said)}</p>")

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_index(path: str | os.PathLike[str] | None = None, *, check: bool = True) -> Index:
    """The current index of a data directory (default: `$STRATEGIGRAF_DATA`, else `./data`).

    Raises IndexMissing where nothing is built there, IndexDamaged where a file is not what was built.
    """
    from indexer.settings import from_environment

    data = Path(path) if path is not None else from_environment().data
    return Index(open_snapshot(data, check=check))


def _reopened(data: Path, hash_: str) -> Index:
    index = open_index(data, check=False)
    if index.hash != hash_:
        index.close()
        raise IndexDamaged("indekset er bygget om, siden det blev sendt til en anden proces. Åbn det igen.")
    return index
