"""Joins a question's words to what the texts say: spelling mended by the texts' own words, unknown names told apart."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from . import phrasing, words
from .chunks import is_role
from .question import Question, Term

_LOOKED_THROUGH = 64  # look-ups of one document's words before they are sorted


class Vocabulary:
    """The words of one document, found by what they have in common with another word."""

    def __init__(self, said: Iterable[str]) -> None:
        self.words = tuple(sorted(said))
        self._looked_up = 0

    @functools.cached_property
    def folded(self) -> Mapping[str, str]:
        """The words by how they are written without Danish letters."""
        found: dict[str, str] = {}
        for word in self.words:
            found.setdefault(words.fold(word), word)
        return found

    @functools.cached_property
    def beginning(self) -> Mapping[str, Sequence[str]]:
        """The words of letters alone by their first letter."""
        found: dict[str, list[str]] = defaultdict(list)
        for folded, word in self.folded.items():
            if word.isalpha():
                found[folded[:1]].append(word)
        return found

    @functools.cached_property
    def _hooks(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple((word, words.hooks(word)) for word in self.words)

    @functools.cached_property
    def _by(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word, hooks in self._hooks:
            for hook in hooks:
                found[hook].append(word)
        return found

    def _near(self, low: str) -> set[str]:
        """The words that share a hook with another. Of a document that few questions are read in they are looked
        through: to sort them by their hooks first takes as long as a hundred look-ups."""
        wanted = words.hooks(low)
        self._looked_up += 1
        if self._looked_up <= _LOOKED_THROUGH:
            return {word for word, hooks in self._hooks if not wanted.isdisjoint(hooks)}
        return {word for hook in wanted for word in self._by.get(hook, ())}

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - a vocabulary lives as long as its document's view
    def alike(self, low: str) -> Mapping[str, float]:
        """The words that say, wholly or in part, what a lower-case word asks for, each with how far (0-1]."""
        scored = {w: words.alike(low, w) for w in self._near(low)}
        return {w: score for w, score in scored.items() if score > 0.3}


class Lexis:
    """The words of the documents that one question is read in."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._parts = vocabularies
        self._cache: dict[str, dict[str, float]] = {}

    def alike(self, word: str) -> Mapping[str, float]:
        """The words of the texts that say, wholly or in part, what a word asks for, each with how far (0-1]."""
        found = self._cache.get(word)
        if found is None:
            low = word.casefold()
            found = self._cache.get(low)
            if found is None:
                found = {}
                for part in self._parts:
                    found.update(part.alike(low))
                self._cache[low] = found
            self._cache[word] = found
        return found

    def spelled(self, word: str) -> str | None:
        """The word of the texts that a word without Danish letters stands for, or None."""
        folded = words.fold(word.casefold())
        return min((p.folded[folded] for p in self._parts if folded in p.folded), default=None)

    def near(self, word: str) -> str | None:
        """The word of the texts that a misspelled word most likely means, or None."""
        first = words.fold(word)[:1]
        near = {w for part in self._parts for w in part.beginning.get(first, ())}
        return words.nearest(word.casefold(), sorted(near))


@dataclasses.dataclass(frozen=True, slots=True)
class Linked:
    """A question whose words are those of the texts. `mended` tells what was read as what; `absent` are the terms that
    no text holds, `strangers` those of them that are names."""

    question: Question
    mended: tuple[tuple[str, str], ...]
    absent: tuple[Term, ...]

    @property
    def strangers(self) -> tuple[Term, ...]:
        """Names that stand nowhere in the texts; a word in lower case may be any word, so it is none."""
        return tuple(term for term in self.absent if term.role == "name" and any(c.isupper() for c in term.word))


def shown(linked: Linked) -> str:
    """A question as the reader is asked it: in its asker's words, spelled as the texts spell them."""
    text = phrasing.readable(linked.question.text)
    for told, meant in linked.mended:
        text = re.sub(rf"(?<!\w){re.escape(told)}(?!\w)", meant, text)
    return text


def link(question: Question, lexis: Lexis) -> Linked:
    """The question with its words mended by the texts' vocabulary."""
    mended: list[tuple[str, str]] = []
    absent: list[Term] = []
    terms: list[Term] = []
    for term in question.terms:
        if _FORM.fullmatch(term.word):
            continue  # "Havnen I/S": a name is known without its form
        word, said = _linked(term, lexis)
        if said and word.casefold() != term.word.casefold() and words.fold(word.casefold()) != term.word.casefold():
            mended.append((term.word, word))
        parts = _taken_apart(term, lexis) if word == term.word else ()
        if not said and not parts:
            absent.append(term)
        terms.extend(parts or (_renamed(term, word),))
    return Linked(dataclasses.replace(question, terms=tuple(terms)), tuple(mended), tuple(absent))


_FORM = re.compile(r"(?:A/S|I/S|K/S|P/S|S/I|ApS|IVS|[Aa]mba|AMBA|a\.m\.b\.a\.)")
_PARTS_OF = frozenset(["del", "delen", "dele", "delene", "afsnit", "afsnittet", "området", "område"])
_WHOLE = 0.8  # a compound that the texts hold so well is left whole


def _taken_apart(term: Term, lexis: Lexis) -> tuple[Term, ...]:
    """A compound that the asker has made as two terms: "læselystpenge" asks for "penge" that go to "læselyst".

    Only where the texts hold nothing like the whole, and something like each part.
    """
    if term.role != "noun" or term.scope or max(lexis.alike(term.word).values(), default=0.0) >= _WHOLE:
        return ()
    base = words.lemma(term.word)
    parts = None if words.known(base) else words.split(base)
    whole = words.keys(term.word).key
    if any(words.keys(word).modifier == whole for word in lexis.alike(term.word)):
        return ()
    if parts is None or len(parts[0]) < 3 or is_role(words.lemma(term.word)) or parts[1].endswith(("er", "gruppe")):
        return ()
    if parts[1] in _PARTS_OF and max(lexis.alike(parts[0]).values(), default=0.0) >= 0.5:
        return (dataclasses.replace(term, word=parts[0]),)  # "transportdelen" is what the text calls transport
    held = [max(lexis.alike(part).values(), default=0.0) for part in parts]
    if held[0] < 0.5 or held[1] < 0.85:
        return ()
    return (
        dataclasses.replace(term, word=parts[0], weight=0.75 * term.weight, focus=False),
        dataclasses.replace(term, word=parts[1], weight=0.6 * term.weight),
    )


_SITE = re.compile(r"(?<=\w\w)\.(?:dk|com|org|net|eu|nu|info)$", re.I)


def _bare_names(term: Term) -> list[str]:
    """A name without a genitive -s, a hyphen or a site's ending ("Avisen.dk"), where that leaves a name."""
    if term.role != "name":
        return []
    word = term.word.rstrip("-–")
    forms = [word] if word != term.word else []
    site = _SITE.sub("", word)
    if site != word:
        forms.append(site)
    if len(word) > 2 and word.endswith("s") and any(c.isupper() for c in word):
        forms.append(word[:-1].rstrip("’'"))
    return forms


def _renamed(term: Term, word: str) -> Term:
    if word == term.word:
        return term
    role = term.role
    weight = term.weight
    if role == "name" and term.word.islower() and (words.known(words.lemma(word)) or words.split(word)):
        role, weight = "noun", 1.0
    return dataclasses.replace(term, word=word, role=role, weight=weight)


def _linked(term: Term, lexis: Lexis) -> tuple[str, bool]:
    """The word as the texts spell it, and whether they hold it or something that says the same."""
    if term.role in ("year", "number"):
        return term.word, term.word in lexis.alike(term.word)
    found = lexis.alike(term.word)
    least = 0.85 if term.role == "name" else 0.5
    if found and max(found.values()) >= least:
        return term.word, True
    for shorter in _bare_names(term):  # "KLs", "IT-": a genitive without apostrophe, the first half of a pair
        if max(lexis.alike(shorter).values(), default=0.0) >= least:
            return shorter, True
    spelled = lexis.spelled(term.word)
    if spelled:
        return spelled, True
    if not words.known(words.lemma(term.word)) and not (term.word.isupper() and len(term.word) < 6):
        near = lexis.near(term.word)
        if near:
            return near, True
    return term.word, bool(found) and term.role != "name"
