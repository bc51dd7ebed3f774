"""Draws the sentences that are read against the fact base by hand.

    python tests/corpus/draw_claims.py [NUMBER] [SEED]

Every sentence of the corpus with a date, a figure or a name in it may be drawn, two at most from a document. Beside
each stand the claims its document lists that fit it best, with their values: what the reader holds it against. The
verdicts are kept in ``claims_read.md``; ``test_claims_read.py`` sees to it that the sentences read still stand.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import fact_check
import read_texts

HERE = Path(__file__).parent
END = re.compile(
    r"(?<=[.!?])(?<!mio\.)(?<!kr\.)(?<!nr\.)(?<!pr\.)(?<!stk\.)(?<!ca\.)(?<!pct\.)(?<!\D\d\.)(?<!\D\d\d\.)\s+(?=[»A-ZÆØÅ])"
)
TELLING = re.compile(r"\d|(?<=[a-zæøå,] )[A-ZÆØÅ]")
SHORTEST = 7


def sentences(text: read_texts.Text) -> list[str]:
    """The sentences of a document that state something: long enough, with a figure or a name inside."""
    lines = (re.sub(r"\s+", " ", line).strip(" -–•") for line in text.text.split("\n"))
    parts = [part.strip() for line in lines for part in END.split(line)]
    return [p for p in parts if len(p.split()) >= SHORTEST and p[-1] in ".!:" and TELLING.search(p)]


def draw(texts: list[read_texts.Text], count: int, seed: int) -> list[tuple[str, str]]:
    """Pairs of document and sentence, in the order of the corpus; the same for the same corpus, count and seed.

    Each pair is ranked by a hash of itself and the seed, so that mending one sentence does not change the others.
    """
    pool = [(text.path, sentence) for text in texts for sentence in sentences(text)]
    pool.sort(key=lambda pair: hashlib.sha256(f"{seed}|{pair[0]}|{pair[1]}".encode()).hexdigest())
    taken: dict[str, int] = {}
    drawn: list[tuple[str, str]] = []
    for path, sentence in pool:
        if taken.get(path, 0) < 2 and len(drawn) < count:
            taken[path] = taken.get(path, 0) + 1
            drawn.append((path, sentence))
    return sorted(drawn)


def words(text: str) -> set[str]:
    """Figures whole and the first five letters of longer words, for comparing a sentence with a claim."""
    return {w[:5] if w.isalpha() else w for w in fact_check.plain(text).split() if len(w) > 3 or w.isdigit()}


def fitting(sentence: str, meta: dict[str, Any], facts: dict[str, Any], most: int = 4) -> list[str]:
    """The claims of the document that share most with the sentence, as "id = values"."""
    scored = []
    for claim in meta.get("claims") or []:
        entry_id = fact_check.entry_id(claim, facts["entries"])
        if entry_id is None:
            continue
        entry = facts["entries"][entry_id]
        claims = (
            entry["claims"].get(claim.rpartition(".")[2], [])
            if entry_id != claim
            else [c for values in entry["claims"].values() for c in values]
        )
        values = [" ".join(fact_check.strings([c.get("value"), c.get("note")])) for c in claims]
        shared = len(words(sentence) & words(" ".join([*values, *entry["names"]])))
        scored.append((shared, f"{claim} = {' | '.join(values)}"))
    return [text for shared, text in sorted(scored, key=lambda pair: -pair[0])[:most] if shared]


def main(arguments: list[str]) -> None:
    """Prints the drawn sentences, each with the claims to hold it against."""
    count, seed = int((arguments or ["100"])[0]), int((arguments[1:] or ["3"])[0])
    facts = json.loads((HERE / "facts.json").read_text("utf-8"))
    texts = read_texts.read_all(HERE.parents[1] / "corpus")
    meta = {text.path: text.meta for text in texts}
    for at, (path, sentence) in enumerate(draw(texts, count, seed), 1):
        print(f"{at}. {path}\n   {sentence}")
        for line in fitting(sentence, meta[path], facts):
            print(f"      {line[:400]}")


if __name__ == "__main__":
    main(sys.argv[1:])
