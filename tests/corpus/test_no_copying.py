"""No sentence of the corpus is copied: never nine words in a row from a seed text, official titles aside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import read_texts

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
LENGTH = 9


def shingles(text: str) -> dict[tuple[str, ...], str]:
    """Every run of nine words, lower case, with itself as text."""
    words = re.findall(r"\w+", text.lower())
    runs = (tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1))
    return {run: " ".join(run) for run in runs}


def title_texts(facts: dict[str, Any]) -> str:
    """All official names and source titles, in the same form as a run."""
    names = [n for entry in facts["entries"].values() for n in entry["names"]]
    names += [str(source["title"]) for source in facts["sources"].values()]
    return " | ".join(" ".join(re.findall(r"\w+", name.lower())) for name in names)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the checkout")
def test_no_nine_words_in_a_row_from_a_seed(texts: list[read_texts.Text], facts: dict[str, Any]) -> None:
    titles = title_texts(facts)
    seeds = [shingles(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    assert seeds
    copied = [
        (text.path, run)
        for text in texts
        for key, run in shingles(text.text).items()
        if any(key in seed for seed in seeds) and run not in titles
    ]
    assert copied == []
