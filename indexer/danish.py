"""Danish language tools shared by documents and questions.

Only `nlp()` loads spaCy (1.8 s); all else is light, so that a question can be asked from a cold start.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .sentences import continues, sentences

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["continues", "fold", "lemma", "nlp", "sentences", "split_compound", "stem", "stem_words", "words"]

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHORT_FORMS = (
    "fht.",
    "i.f.m.",
    "ifm.",
    "ift.",
    "iht.",
    "mhp.",
    "mht.",
    "hhv.",
    "m.fl.",
    "mfl.",
    "mio.",
    "mia.",
    "pct.",
)
_FOLDED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e", "è": "e", "’": "'", "‘": "'", "´": "'",
     "–": "-", "—": "-", "‐": "-", "‑": "-", "\xa0": " "}
)  # fmt: skip


@functools.cache
def nlp() -> Language:
    """spaCy's blank Danish pipeline with tokeniser mends; built once a process.

    "01."-"09." are one token, so are "fht." and "i.f.m."; the genitive after a name ("KL’s") is two.
    """
    import spacy
    from spacy.attrs import ORTH
    from spacy.util import compile_suffix_regex

    language = spacy.blank("da")
    tokenizer: Any = language.tokenizer
    for day in range(1, 10):
        tokenizer.add_special_case(f"0{day}.", [{ORTH: f"0{day}."}])
    for short in _SHORT_FORMS:
        tokenizer.add_special_case(short, [{ORTH: short}])
    suffixes = [*(language.Defaults.suffixes or ()), r"(?<=[^\W\d_])[’'][sS]"]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    return language


def words(text: str) -> list[str]:
    """The words of a text as they stand, hyphenated ones whole: "KL’s it-strategi" → ["KL’s", "it-strategi"]."""
    return _WORD.findall(text)


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text in a form that is equal for every spelling people type: lower case, æ/ae, ø/oe, å/aa, accents, dashes.

    >>> fold("Ærø Å") == fold("AEROE aa")
    True
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of one word in lower case: "strategierne" → "strategi"."""
    from .stemming import snowball

    return snowball(word.lower())


def stem_words(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in words(text)]


@functools.lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of one word, in lower case: "digitaliseringsstrategierne" → "digitaliseringsstrategi"."""
    from . import word_forms

    return word_forms.lemmatize(word.lower()).lower()


@functools.lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    from . import word_forms

    return word_forms.known(word)


@functools.lru_cache(maxsize=32768)
def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a compound, the linking s or e with the first; the word alone where it is no compound.

    The last part is the head. A split at a linking s is preferred, then the longest head.

    >>> split_compound("digitaliseringspagt")
    ('digitaliserings', 'pagt')
    """
    low = word.lower()
    if "-" in low.strip("-"):
        head, _, tail = low.rpartition("-")
        return (head, tail)
    if len(low) < 7 or len(low) > 60 or not low.isalpha():
        return (low,)
    linked: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    for cut in range(3, len(low) - 2):
        first, head = low[:cut], low[cut:]
        if not _known(head):
            continue
        if first.endswith("s") and len(first) > 3 and _is_word(first[:-1]):
            linked.append((first, head))
        elif _is_word(first):
            plain.append((first, head))
    for options in (linked, plain):
        if options:
            return max(options, key=lambda pair: (min(len(pair[0]), 6) + min(len(pair[1]), 4), len(pair[1])))
    return (low,)


def _is_word(word: str) -> bool:
    """Known as it stands, or itself a compound with a known head and a known first part."""
    if _known(word):
        return True
    return any(_known(word[cut:]) and _known(word[:cut].rstrip("s")) for cut in range(4, len(word) - 3))
