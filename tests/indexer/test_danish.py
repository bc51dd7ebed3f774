"""Sentences, words and compounds of Danish."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import danish
from indexer.danish import continues, fold, lemma, sentences, split_compound, stem
from indexer.grammar import tokenise
from indexer.types import Span

CASES = Path(__file__).parents[1] / "cases" / "sentences"
HELD_OUT_FLOOR = 38  # of 40, measured once before any change to the rules


def cases(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [[part.strip() for part in line.split("⏐")] for line in lines if line.strip() and not line.startswith("#")]


def split(text: str, **options: bool) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), **options)] if text else []


@pytest.mark.parametrize("wanted", cases("tuned.txt"), ids=lambda wanted: wanted[0][:40])
def test_sentence(wanted: list[str]) -> None:
    """The marked sentences come out as they are marked."""
    assert split(" ".join(wanted)) == wanted


def test_held_out_sentences() -> None:
    """On sentences its author had not tuned for, the splitter is no worse than when it was first measured."""
    wanted = cases("held_out.txt")
    right = sum(split(" ".join(parts)) == parts for parts in wanted)
    assert len(wanted) == 40 and right >= HELD_OUT_FLOOR


def test_line_break_ends_a_sentence() -> None:
    assert split("Strategien er lanceret\nRegeringen er glad.") == ["Strategien er lanceret", "Regeringen er glad."]


def test_wrapped_line_goes_on() -> None:
    """A long line that ends no sentence goes on in a line that starts in lower case."""
    text = "Mellem strategien fra januar 2002 og strategien for 2007-2010 ligger den\nanden fællesoffentlige strategi. Den er kort."
    assert len(split(text)) == 2
    assert continues(text.split("\n")[0], text.split("\n")[1])
    assert not continues("En kort linje", "og en til")
    assert not continues("Den første linje er lang nok til at være ombrudt, men slutter.", "den næste begynder")
    assert not continues("Den første linje er lang nok til at være ombrudt i teksten", "b) et nyt punkt")


def test_wrapped_paragraph_takes_every_break_as_space() -> None:
    text = "Formanden for\nKL er glad.\nDet er\nministeren også."
    assert split(text, wrapped=True) == ["Formanden for\nKL er glad.", "Det er\nministeren også."]


@given(st.text(max_size=300))
def test_sentences_partition(text: str) -> None:
    """Sentences are in order and apart, bounded by no white space, and hold every other character."""
    found = sentences(text, Span(0, len(text))) if text else ()
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(s.of(text) == s.of(text).strip() for s in found)


def test_long_text_is_linear() -> None:
    """Nothing in the splitter backtracks: 150,000 characters without a sentence take well under five seconds."""
    import time

    for piece in ("a.", "1. ", "(.", "x … ", "a.b.c.", "»«.", "\n"):
        begin = time.process_time()
        text = piece * (150_000 // len(piece))
        sentences(text, Span(0, len(text)))
        assert time.process_time() - begin < 5, piece


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ærø", "aeroe"),
        ("ÅLBORG", "aalborg"),
        ("Aalborg", "Ålborg"),
        ("Søren", "soeren"),
        ("idé", "ide"),
        ("KL’s", "KL's"),
    ],
)
def test_fold(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_fold_keeps_words_apart() -> None:
    assert fold("bær") != fold("bar")


def test_stem_and_lemma() -> None:
    assert stem("strategierne") == stem("Strategi")
    assert lemma("digitaliseringsstrategierne") == "digitaliseringsstrategi"
    assert lemma("kommunerne") == "kommune"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("digitaliseringspagt", ("digitaliserings", "pagt")),
        ("handlingsplan", ("handlings", "plan")),
        ("havnestrategi", ("havne", "strategi")),
        ("it-strategi", ("it", "strategi")),
        ("plan", ("plan",)),
        ("qwrtzxcvbnm", ("qwrtzxcvbnm",)),
    ],
)
def test_split_compound(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("KL’s plan", ["KL", "’s", "plan"]),
        ("den 02. marts", ["den", "02.", "marts"]),
        ("ifht. og i.f.m. aftalen", None),
        ("60 mio. kr.", ["60", "mio.", "kr."]),
    ],
)
def test_tokens(text: str, tokens: list[str] | None) -> None:
    """The tokeniser's mends: genitives are split off, short forms and days keep their full stop."""
    found = [token.text for token in danish.nlp()(text)]
    if tokens is None:
        assert "i.f.m." in found
    else:
        assert found == tokens


@pytest.mark.parametrize(
    ("text", "word", "finite"),
    [
        ("Planen støtter tilknyttede havne.", "tilknyttede", False),
        ("Den er lavet med udvalgte byer.", "udvalgte", False),
        ("Regeringen udvalgte byer i går.", "udvalgte", True),
        ("Planen omfattede havne.", "omfattede", True),
    ],
)
def test_a_weak_past_form_may_describe(text: str, word: str, finite: bool) -> None:
    """Behind a preposition or another verb it says what something is; behind a subject what somebody did."""
    assert next(token for token in tokenise(text, 0, len(text)) if token.text == word).finite is finite


def test_light_import() -> None:
    """Importing the language tools loads neither spaCy nor simplemma: a question from a cold start waits for neither."""
    code = "import sys, indexer.danish, indexer.dates, indexer.numbers; print(sorted({'spacy', 'simplemma'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
