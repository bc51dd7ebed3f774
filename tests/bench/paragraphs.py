"""Search over bare paragraphs as other people's collections hold them: one file each, no titles, questions in plain words.

    python tests/bench/paragraphs.py [--distractors DATA] [--unit passage|document] [--forms] [--joined] [--data KEPT]

The paragraphs and questions of `search/paragraphs.txt` are built with `build` and searched as `search --queries` does it, in
every mode; a question's half is drawn by the hash of its text, and weights may be tuned on the one half only. Beside them
stands what DESIGN.md measured on such a collection: z-scores over all paragraphs, half of the cosine and a quarter of each
BM25 (stems without stop words, four-letter pieces). `--distractors` adds the paragraphs of another index's texts, `--forms`
asks every question in other ways too (slips of the pen, no Danish letters, keywords, very long), `--joined` makes one document
of all paragraphs.
"""

from __future__ import annotations

import argparse
import bisect
import dataclasses
import functools
import hashlib
import math
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from api import exactness, open_index
from api.index import Index
from api.retrieval import MODES
from indexer.build import build
from indexer.embedding import open_encoder
from indexer.lexical import grams, stem, words
from indexer.settings import Settings
from indexer.stop_words import STOP_WORDS

Names = Mapping[str, Sequence[tuple[int, int]]]
PARAGRAPHS = Path(__file__).parent / "search" / "paragraphs.txt"


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question and the number of the paragraph that answers it."""

    text: str
    paragraph: int

    @property
    def held_out(self) -> bool:
        """True for the half that nothing is tuned on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def read(path: Path = PARAGRAPHS) -> tuple[list[str], list[Asked]]:
    """The paragraphs and the questions."""
    paragraphs: list[str] = []
    asked = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("? "):
            asked.append(Asked(line[2:], len(paragraphs) - 1))
        elif line and not line.startswith(("#", "==")):
            paragraphs.append(line)
    return paragraphs, asked


def others(data: Path) -> list[str]:
    """Paragraphs of another index's texts, to be found by mistake."""
    with open_index(data) as index:
        rows = index.texts.all_passages()
        return list(dict.fromkeys(r.text for r in rows if r.zone == "body" and len(r.text) > 120))


def _slip(text: str, draw: random.Random) -> str:
    """One long word with two letters swapped, as a hurried hand types."""
    found = [word for word in text.rstrip("?").split() if len(word) > 5]
    if not found:
        return text
    word = draw.choice(found)
    at = draw.randrange(1, len(word) - 2)
    return text.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :], 1)


def _long(text: str, draw: random.Random) -> str:
    before = "Hej. Jeg sidder og skriver en opgave til skolen og har læst en hel del, men kan ikke finde svaret nogen steder."
    return f"{before} {text} Jeg håber meget, at nogen kan hjælpe mig, for jeg skal aflevere i morgen. På forhånd tak!"


FORMS: Mapping[str, Callable[[str, random.Random], str]] = {
    "as asked": lambda text, _: text,
    "slip of the pen": _slip,
    "ae oe aa": lambda text, _: text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
    "no æøå": lambda text, _: text.replace("æ", "a").replace("ø", "o").replace("å", "a"),
    "keywords": lambda text, _: " ".join(word for _, word in exactness.read(text).stems) or text,
    "capitals": lambda text, _: text.upper(),
    "long": _long,
}


def _bm25(
    documents: Sequence[Counter[str]], queries: Sequence[Sequence[str]], k1: float = 1.2, b: float = 0.75
) -> np.ndarray:
    lengths = np.array([sum(document.values()) for document in documents], dtype=float)
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, document in enumerate(documents):
        for term, count in document.items():
            postings[term].append((number, count))
    scores = np.zeros((len(queries), len(documents)))
    norm = k1 * (1 - b + b * lengths / lengths.mean())
    for place, query in enumerate(queries):
        for term in query:
            held = postings.get(term, [])
            idf = math.log(1 + (len(documents) - len(held) + 0.5) / (len(held) + 0.5))
            for number, count in held:
                scores[place, number] += idf * count * (k1 + 1) / (count + norm[number])
    return scores


@functools.lru_cache(maxsize=1)
def _vectors(paragraphs: tuple[str, ...]) -> np.ndarray:
    return open_encoder().encode_passages(paragraphs)


def plain_fusion(paragraphs: Sequence[str], asked: Sequence[str]) -> dict[str, np.ndarray]:
    """DESIGN.md's three legs over all paragraphs and their plain sum, each (questions, paragraphs)."""

    def stems(text: str) -> list[str]:
        return [stem(word) for word in words(text) if word not in STOP_WORDS]

    def pieces(text: str) -> list[str]:
        return [piece for word in words(text) for piece in grams(word)]

    def z(scores: np.ndarray) -> np.ndarray:
        spread: np.ndarray = (scores - scores.mean(axis=1, keepdims=True)) / (scores.std(axis=1, keepdims=True) + 1e-9)
        return spread

    dense = open_encoder().encode_queries(asked) @ _vectors(tuple(paragraphs)).T
    by_stem = _bm25([Counter(stems(text)) for text in paragraphs], [stems(text) for text in asked])
    by_piece = _bm25([Counter(pieces(text)) for text in paragraphs], [pieces(text) for text in asked])
    lexical = (z(by_stem) + z(by_piece)) / 2
    return {
        "baseline": z(dense) / 2 + lexical / 2,
        "whole dense": dense,
        "whole stems": by_stem,
        "whole pieces": by_piece,
    }


def ranks(index: Index, asked: Sequence[str], names: Names, mode: str, unit: str) -> Iterator[list[int]]:
    """For each question the numbers of the paragraphs found, best first."""
    for hits in index.retriever.search_many(asked, 50, mode, unit):  # type: ignore[arg-type]
        yield list(dict.fromkeys(_paragraph(names, hit.doc_id, hit.start) for hit in hits))


def _paragraph(names: Names, doc_id: str, start: int) -> int:
    """The number of the paragraph that a passage begins in."""
    return names[doc_id][bisect.bisect_right(names[doc_id], start, key=lambda one: one[0]) - 1][1]


def gain(found: Sequence[int], wanted: int) -> float:
    """nDCG@10 where one paragraph is relevant."""
    return next((1 / math.log2(n + 2) for n, number in enumerate(found[:10]) if number == wanted), 0.0)


def written(folder: Path, paragraphs: Sequence[str], joined: bool) -> Names:
    """Writes the corpus; gives by document where each paragraph begins and its number."""
    folder.mkdir(parents=True)
    if joined:
        (folder / "alt.txt").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        starts = np.cumsum([0, *(len(text) + 2 for text in paragraphs)])
        return {"alt.txt": [(int(start), number) for number, start in enumerate(starts[:-1])]}
    for number, text in enumerate(paragraphs):
        (folder / f"{number:05}.txt").write_text(text + "\n", "utf-8")
    return {f"{number:05}.txt": [(0, number)] for number in range(len(paragraphs))}


def main() -> int:
    """Builds, searches and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--distractors", type=Path, help="data directory of another index")
    parser.add_argument("--unit", choices=("passage", "document"), default="document")
    parser.add_argument("--forms", action="store_true", help="ask in other ways too")
    parser.add_argument("--joined", action="store_true", help="one document of all paragraphs")
    parser.add_argument("--data", type=Path, help="keep the index here")
    parser.add_argument(
        "--misses", action="store_true", help="name the questions of the tuned half that the baseline does better on"
    )
    options = parser.parse_args()
    paragraphs, asked = read()
    paragraphs += others(options.distractors) if options.distractors else []
    with tempfile.TemporaryDirectory() as name:
        names = written(Path(name) / "corpus", paragraphs, options.joined)
        settings = dataclasses.replace(Settings(), data=options.data or Path(name) / "data")
        build([Path(name) / "corpus"], settings)
        with open_index(settings.data) as index:
            print(
                f"{len(asked)} questions, {len(paragraphs)} paragraphs, {len(index.texts)} passages; nDCG@10 (all, held out)"
            )
            for form in FORMS if options.forms else ["as asked"]:
                _show(index, names, paragraphs, asked, form, options)
    return 0


def _show(
    index: Index,
    names: Names,
    paragraphs: Sequence[str],
    asked: Sequence[Asked],
    form: str,
    options: argparse.Namespace,
) -> None:
    draw = random.Random(7)
    texts = [FORMS[form](one.text, draw) for one in asked]
    table = {
        mode: [
            gain(found, one.paragraph)
            for found, one in zip(ranks(index, texts, names, mode, options.unit), asked, strict=True)
        ]
        for mode in MODES
    }
    for name, scores in plain_fusion(paragraphs, texts).items():
        best = np.argsort(-scores, axis=1, kind="stable")[:, :10]
        table[name] = [gain(list(found), one.paragraph) for found, one in zip(best, asked, strict=True)]
    held = np.array([one.held_out for one in asked])
    cells = [f"{mode} {np.mean(gains):.3f} {np.mean(np.array(gains)[held]):.3f}" for mode, gains in table.items()]
    print(f"{form:16} " + "  ".join(cells))
    if options.misses:
        for one, text, ours, plain in zip(asked, texts, table["hybrid"], table["baseline"], strict=True):
            if not one.held_out and ours < plain:
                print(f"  {ours:.2f} < {plain:.2f}  {text}")


if __name__ == "__main__":
    sys.exit(main())
