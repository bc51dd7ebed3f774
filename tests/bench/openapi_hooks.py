"""What schemathesis can't know of our OpenAPI: how strings of the format `sparql-query` are made. See openapi.py."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

_TERMS = st.sampled_from(("?s", "?p", "?o", "?x", "sg:Strategy", "<http://example.org/æ>", "rdfs:label"))
_OBJECTS = st.one_of(_TERMS, st.sampled_from(('"tekst"@da', "42", "true", '"2019-01-01"^^xsd:date', "1.5e3")))
_VERBS = st.sampled_from(
    ("?p", "a", "rdfs:label", "sg:agreedBy", "sg:hasInitiative/rdfs:label", "^sg:inDocument", "skos:altLabel*")
)
_TRIPLES = st.tuples(_TERMS, _VERBS, _OBJECTS).map(" ".join)
_FILTERS = st.sampled_from(
    ("", " FILTER(isIRI(?s))", ' FILTER(LANG(?o) = "da")', " FILTER NOT EXISTS { ?s a sg:Claim }")
)
_GROUPS = st.tuples(st.lists(_TRIPLES, max_size=3).map(" . ".join), _FILTERS).map(
    lambda parts: f"{{ {''.join(parts)} }}"
)
_HEADS = st.sampled_from(
    ("SELECT *", "SELECT DISTINCT ?s", "SELECT (COUNT(*) AS ?n)", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s")
)
_ENDS = st.sampled_from((" LIMIT 5", " LIMIT 10 OFFSET 2", "\nLIMIT 1 # slut"))


def _query(parts: tuple[str, str, str]) -> str:
    head, group, end = parts
    return f"{head} WHERE {group}{'' if head in ('ASK', 'SELECT (COUNT(*) AS ?n)') else end}"


schemathesis.openapi.format("sparql-query", st.tuples(_HEADS, _GROUPS, _ENDS).map(_query))


@schemathesis.serializer("application/sparql-query")
def as_it_is(ctx: schemathesis.SerializationContext, value: object) -> object:
    """A query is the body itself."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
