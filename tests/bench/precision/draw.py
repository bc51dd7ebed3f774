"""Draws statements of an index by a seed, for somebody to read one by one against their quotes.

    python tests/bench/precision/draw.py DATA --seed N [--count 100]

Prints a Markdown table: number, subject, relation, object, modality, negation, document, quote. Claims are ordered by
IRI before the draw, so the same index and seed give the same statements.
"""

from __future__ import annotations

import argparse
import random

from api import open_index

QUERY = """
SELECT ?c ?subject ?p ?object ?m ?negated ?quote ?doc WHERE {
  ?c a sg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:modality/skos:prefLabel* ?m ; sg:negated ?negated ;
     prov:wasDerivedFrom ?e .
  ?e oa:hasSelector/oa:exact ?quote ; oa:hasSource/sg:docId ?doc .
  OPTIONAL { ?s rdfs:label ?sl } OPTIONAL { ?s rdf:value ?sv } BIND(COALESCE(?sl, ?sv, ?s) AS ?subject)
  OPTIONAL { ?o rdfs:label ?ol } BIND(COALESCE(?ol, ?o) AS ?object)
} ORDER BY ?c ?doc ?quote"""


def draw(data: str, seed: int, count: int) -> list[dict[str, str]]:
    """`count` claims, each with its first piece of evidence."""
    with open_index(data) as index:
        first: dict[str, dict[str, str]] = {}
        for row in index.graph.select(QUERY):
            first.setdefault(row["c"].value, {name: " ".join(term.value.split()) for name, term in row.items()})
    return random.Random(seed).sample(list(first.values()), min(count, len(first)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=100)
    asked = parser.parse_args()
    for number, row in enumerate(draw(asked.data, asked.seed, asked.count), 1):
        sign = "ikke " if row["negated"] == "true" else ""
        relation = row["p"].rsplit("#", 1)[1]
        modality = row["m"].rsplit("modalitet-", 1)[-1]
        cells = (row["subject"], sign + relation, row["object"], modality, row["doc"], "«" + row["quote"][:400] + "»")
        print(f"| {number} | " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")


if __name__ == "__main__":
    main()
