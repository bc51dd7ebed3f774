"""Members of a list, wherever a text gives them: after a colon, coordinated in a clause, as items, under headings.

The number that a question or a text gives ("de fire spor", "tre temaer:") decides where a doubtful "og" divides.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from indexer.types import Zone

from . import chunks, words
from .candidates import Candidate, Scene
from .cut_number import number_word
from .reading import Scored
from .views import Sentence, View

Span = tuple[int, int]
MOST = 30  # members of one list

_AND = re.compile(r"(?<!-)\s+(?:og|samt|eller|&)\s+", re.I)
_LEAD = re.compile(
    r"^(?:og|samt|eller|både|dels|henholdsvis|fx|f\.? ?eks\.?|for eksempel|eksempelvis|bl\.\s?a\.?|blandt andet"
    r"|blandt "
    r"andre|herunder|såsom|nemlig|dvs\.?|det vil sige|altså|også|endelig|hertil|og med|med|for det \w+|–"
    r"|ikke mindst)\s+",
    re.I,
)
_EXAMPLES = re.compile(
    r"\b(?:fx|f\.? ?eks\.?|for eksempel|eksempelvis|bl\.\s?a\.?|blandt andet|blandt andre|herunder|såsom|nemlig"
    r"|dvs\.?"
    r"|det vil sige)\s+",
    re.I,
)
_TAIL = re.compile(
    r"^(?:der|som|hvor|hvoraf|hvori|hvilket|hvis|hvormed|dog|mens|så|men|at|inklusive|især|jf\.?|kaldet|ledet"
    r"|og som|og der)\b",
    re.I,
)
_REST = re.compile(
    r"^(?:en række |flere |mange |og )*(?:andre|andet|mv|m\.v|osv|m\.m|mere|flere|lignende)\b.*$|^en række\b.*$", re.I
)
_ITEM = re.compile(
    r"^\s*(?P<mark>(?:(?:initiativ|indsats|spor|mål|tema|princip|punkt|anbefaling|løfte|projekt|delprojekt"
    r"|vision|fokusområde"
    r"|pejlemærke|indsatsområde|kapitel|trin)\s+)?(?:\d{1,2}(?:\.\d{1,2})?[.):]?|[a-zæøå]\)|[IVX]{1,4}\.)"
    r"|[•*–-])\s+(?=\S)",
    re.I,
)
_NAMED_MARK = re.compile(r"^(?P<kind>[a-zæøå]+)\s", re.I)


def members(text: str, kept: Sequence[Span] = (), want: int = 0) -> list[Span]:
    """The members of a list written out in a text; `kept` are stretches (names) that are never divided.

    `want` is how many there should be, 0 where nobody knows.

    >>> text = "viden og gennemsigtighed; teknik; service og drift"
    >>> [text[a:b] for a, b in members(text)]
    ['viden og gennemsigtighed', 'teknik', 'service og drift']
    >>> text = "grøn it, sikkerhed og data om børn og unge"
    >>> [text[a:b] for a, b in members(text, want=3)]
    ['grøn it', 'sikkerhed', 'data om børn og unge']
    """
    strong = re.search(r";\s", text) is not None
    pieces = _divided(text, [m.span() for m in re.finditer(r";\s+" if strong else r",\s+", text)], kept)
    joined: list[Span] = []
    for a, b in pieces:
        if joined and _TAIL.match(text[a:b]):
            joined[-1] = (joined[-1][0], joined[-1][1])  # a relative clause belongs to the member before it
            continue
        joined.append((a, b))
    if not strong and joined:
        joined = _last_divided(text, joined, kept, want)
    out = [_trimmed(text, a, b, strong) for a, b in joined]
    return [(a, b) for a, b in out if b - a > 1 and not _REST.match(text[a:b])][:MOST]


def _divided(text: str, cuts: Sequence[Span], kept: Sequence[Span]) -> list[Span]:
    """The stretches between cuts that lie in no kept stretch and in no brackets."""
    out, start = [], 0
    for a, b in cuts:
        open_brackets = text.count("(", start, a) > text.count(")", start, a)
        if open_brackets or any(x < b and a < y for x, y in kept):
            continue
        out.append((start, a))
        start = b
    return [*out, (start, len(text))]


def _last_divided(text: str, pieces: list[Span], kept: Sequence[Span], want: int) -> list[Span]:
    """The last piece cut at its "og": at one where commas stand before it, at all of them otherwise."""
    a, b = pieces[-1]
    links = [
        (a + m.start(), a + m.end())
        for m in _AND.finditer(text[a:b])
        if not any(x < a + m.end() and a + m.start() < y for x, y in kept)
    ]
    links = looser(text, links)
    if not links or (len(pieces) > 1 and _LEAD.match(text[a:b]) and want != len(pieces) + 1):
        return pieces
    if want:
        need = want - len(pieces)
        chosen = links[:need] if 0 <= need <= len(links) else links[:1]
        if need == 0:
            return pieces
    else:
        chosen = links[:1] if len(pieces) > 1 else links if _alike(text[a:b], links, a) else links[:1]
    out, start = pieces[:-1], a
    for x, y in chosen:
        out.append((start, x))
        start = y
    return [*out, (start, b)]


def looser(text: str, links: Sequence[Span]) -> list[Span]:
    """The links that divide a list where both kinds stand: "samt" joins what "og" holds together ("A og B samt C")."""
    wider = [(a, b) for a, b in links if text[a:b].strip().casefold() == "samt"]
    return wider or list(links)


def _alike(text: str, links: Sequence[Span], base: int) -> bool:
    """Are the parts between several "og" all short, so that each is a member?"""
    cuts = [0, *(y - base for _, y in links), len(text)]
    return all(len(text[a:b].split()) <= 4 for a, b in itertools.pairwise(cuts))


def _trimmed(text: str, a: int, b: int, strong: bool) -> Span:
    """A member without "og" before it, and without its relative clause, apposition, brackets, signs after it."""
    while match := _LEAD.match(text[a:b]):
        a += match.end()
    tail = re.search(
        r",\s+(?:der|som|hvor|hvoraf|hvori|hvis|hvilket|en|et|den|det)\b|\s+[(–]|\s+(?:der|som)\s"
        if strong
        else r"\s+[(–]\s?|\s+(?:der|som|hvor)\s(?!\w+\W*$)",
        text[a:b],
    )
    if tail and tail.start() > 1:
        b = a + tail.start()
    while a < b and text[a] in " ,;:.–-*•”“\"»«'‘’\n\t":
        a += 1
    while b > a and text[b - 1] in " ,;:.–-*”“\"»«'‘’\n\t":
        b -= 1
    return a, b


def cut(scene: Scene) -> Iterator[Candidate]:
    """The lists of the sentence and of what it introduces, each as one candidate with its members."""
    yield from _opened(scene)
    yield from _items(scene)
    yield from _coordinated(scene)


def asked_count(scene: Scene) -> int:
    """How many members the question asks for ("de tre parter"), or 0."""
    for term in scene.question.content:
        if term.role == "number" and (found := count_of(term.word)):
            return found
    return 0


def count_of(word: str) -> int:
    """A small number as digits or in words, or 0."""
    if word.isdecimal() and len(word) < 3:
        return int(word)
    found = number_word(word.casefold())
    return int(found) if found and float(found) == int(found) and 1 < found < 40 else 0


def _opened(scene: Scene) -> Iterator[Candidate]:
    """What a colon opens, or "nemlig", "det vil sige"."""
    sentence = scene.scored.sentence
    for match in re.finditer(r":\s+(?=\S)", sentence.text):
        if re.search(r"\d$", sentence.text[: match.start()]) and sentence.text[match.end()].isdigit():
            continue
        before = sentence.text[: match.start()]
        told = announced(before)
        stop = re.search(r"(?<!\w\.\w)(?<!\bca)(?<!\bbl\.a)[.!?](?:\s|$)", sentence.text[match.end() :])
        end = match.end() + stop.start() if stop else len(sentence.text)
        yield from _listed(scene, match.end(), end, told)


def announced(before: str) -> int:
    """The number that a text gives of what follows: "bygger på fire spor" is 4, 0 where it gives none."""
    found = [count_of(w) for w in re.findall(r"\w+", before)[-8:]]
    return next((n for n in reversed(found) if n), 0)


def _listed(scene: Scene, start: int, end: int, told: int) -> Iterator[Candidate]:
    """The list in a stretch of the sentence, judged by its number and by what stands before it."""
    sentence = scene.scored.sentence
    text = sentence.text[start:end]
    asked = asked_count(scene)
    base = sentence.start + start
    before = sentence.text[:start]
    kept = _names(scene, base, base + len(text))
    found = members(text, kept, told or asked)
    if len(found) < 2:
        return
    fit = 0.5 + _agreement(len(found), asked, told) + 0.2 * _introduced(scene, start) + 0.2 * _focused(scene, start)
    fit += 0.15 if _wants_examples(scene) and _EXAMPLES.search(before[-30:]) else 0.0
    yield _candidate(scene, [(base + a, base + b) for a, b in found], fit, bool(told and told == len(found)))


def _names(scene: Scene, start: int, end: int) -> list[Span]:
    """The names in a stretch, counted from its start: an "og" inside one divides nothing."""
    kinds = ("Date", "Number", "Money", "Percent", "Theme", "Goal", "Event")
    tokens = scene.tokens
    paired = [
        (tokens[i - 1].start - start, tokens[i + 1].end - start)
        for i in range(1, len(tokens) - 1)
        if tokens[i].low in chunks.LINKS and chunks.one_thing(tokens, i)
    ]
    return paired + [
        (m.span.start - start, m.span.end - start)
        for m in scene.mentions
        if m.type not in kinds and start <= m.span.start and m.span.end <= end and "," not in m.text
    ]


def _agreement(count: int, asked: int, told: int) -> float:
    if asked:
        return 0.25 if count == asked and told in (0, asked) else -0.25
    return 0.12 if told == count else 0.0


def _introduced(scene: Scene, stop: int) -> float:
    """How much of the question stands before the list (0-1), the noun asked for twice."""
    at = scene.scored.sentence.start + stop
    held = total = 0.0
    for term, spots in zip(scene.question.content, scene.places, strict=True):
        weight = term.weight * (2.0 if term.focus else 1.0)
        total += weight
        held += weight if any(scene.tokens[i].start < at for i in spots) else 0.0
    return held / total if total else 0.0


def _focused(scene: Scene, stop: int) -> float:
    """1 where the noun asked for stands right before the list, less further off, 0 where it doesn't."""
    at = scene.index(scene.scored.sentence.start + max(0, stop - 1))
    spots = [
        i
        for term, spots in zip(scene.question.content, scene.places, strict=True)
        if term.focus
        for i in spots
        if i <= at
    ]
    return max((1.0 - 0.08 * max(0, at - i - 1) for i in spots), default=0.0)


def _wants_examples(scene: Scene) -> bool:
    return "eksempl" in scene.question.core.casefold()


def _candidate(scene: Scene, spans: Sequence[Span], fit: float, counted: bool) -> Candidate:
    """A list as one candidate. Where its number is the one asked for or told, the sentence says the number too."""
    text, origin = scene.scored.view.text, scene.scored
    asked = asked_count(scene)
    direct, near = list(origin.direct), list(_near(scene))
    for i, term in enumerate(scene.question.content):
        if term.role == "number" and asked == len(spans):
            direct[i] = 1.0
        elif term.focus and (counted or asked == len(spans)):
            direct[i] = max(direct[i], 0.8)
    scored = _rescored(dataclasses.replace(origin, direct=tuple(direct), near=tuple(near)), scene)
    kind = "Actor" if scene.question.kind.value == "who" else "Text"
    parts = [
        Candidate(label, label, kind, a, b, fit, scored) for a, b in spans if (label := " ".join(text[a:b].split()))
    ]
    return dataclasses.replace(parts[0], more=tuple(parts[1:]))


_GENERIC = frozenset(
    ["strategi", "plan", "aftale", "program", "pagt", "projekt", "handlingsplan", "initiativ", "udspil"]
)


def _near(scene: Scene) -> Iterator[float]:
    """How far what stands round the sentence holds each term; "planen" with its article means the one named before."""
    sentence, view = scene.scored.sentence, scene.scored.view
    first = next((t for t in sentence.tokens if t.pos == "NOUN"), None)
    noun = words.lemma(first.low) if first is not None else ""
    parts = words.split(noun)
    generic = noun in _GENERIC or (parts is not None and parts[1] in _GENERIC)
    points = first is not None and generic and first.low != noun and first.start - sentence.start < 25
    for term, near in zip(scene.question.content, scene.scored.near, strict=True):
        if points and term.role in ("name", "adj", "noun") and near < 0.85:
            match = scene.lexis.alike(term.word)
            earlier = view.sentences[max(0, sentence.number - 12) : sentence.number]
            near = max(near, 0.85 * max((match.get(w, 0.0) for s in earlier for w in s.words), default=0.0))
        yield near


def _rescored(scored: Scored, scene: Scene) -> Scored:
    """The sentence's score with what a list lends it."""
    weights = [t.weight for t in scene.question.content]
    total = sum(weights) or 1.0
    gain = sum(
        w * (max(d, n) - scene.scored.covered(i))
        for i, (w, d, n) in enumerate(zip(weights, scored.direct, scored.near, strict=True))
    )
    own = sum(w * (d - e) for w, d, e in zip(weights, scored.direct, scene.scored.direct, strict=True))
    return dataclasses.replace(
        scored,
        coverage=min(1.0, scored.coverage + gain / total),
        own=min(1.0, scored.own + own / total),
        score=scored.score + 0.5 * (gain + own) / total,
    )


def _items(scene: Scene) -> Iterator[Candidate]:
    """The items that the sentence introduces or stands over."""
    sentence, view = scene.scored.sentence, scene.scored.view
    told = announced(sentence.text)
    opens = sentence.text.rstrip().endswith(":") or sentence.zone in (Zone.HEADING, Zone.TITLE, Zone.CAPTION)
    opens = opens or breaks_off(view, sentence)
    if not (opens or told or re.search(r"\b(følgende|nedenstående|her er)\b", sentence.text, re.I)):
        return
    found = item_spans(view, sentence)
    if len(found) < 2 or (not opens and told != len(found)):
        return
    whole = len(sentence.text)
    fit = 0.55 + _agreement(len(found), asked_count(scene), told) + 0.15 * _introduced(scene, whole)
    fit += 0.15 * _focused(scene, whole)
    yield _candidate(scene, found[:MOST], fit, told == len(found))


def breaks_off(view: View, sentence: Sentence) -> bool:
    """Does a sentence go on in the items after it: "Der gives tilskud til en borger, der" and then bullets?"""
    if sentence.zone is Zone.LIST or re.search(r"[.!?][*_»«”\"]*\s*$", sentence.text) or _ITEM.match(sentence.text):
        return False
    following = view.sentences[sentence.number + 1 : sentence.number + 2]
    return bool(following) and (following[0].zone is Zone.LIST or _ITEM.match(following[0].text) is not None)


def item_spans(view: View, sentence: Sentence) -> list[Span]:
    """The heads of the items after a sentence: bullets, numbers, headings with a number ("2.1 …", "Initiativ 1: …")."""
    following = view.sentences[sentence.number + 1 : sentence.number + 120]
    out: list[Span] = []
    kind = ""
    line_end = -2
    for n, other in enumerate(following):
        match = _ITEM.match(other.text)
        if match is not None and other.zone is Zone.LIST and match["mark"].strip().isdigit():
            match = None  # "60 procent …": a figure, not the item's number
        newline = view.text.rfind("\n", 0, other.start)
        listed = other.zone is Zone.LIST
        fresh = newline != line_end and (match is not None or (listed and kind in ("", "list")))
        if fresh and other.zone is Zone.HEADING and match is None:
            fresh = False
        if fresh:
            said = ("mark" if match else "list") + str(other.zone is Zone.HEADING)
            said = "list" if listed else said
            if out and said != kind:
                break
            kind = said
            out.append(head(other, match.end() if match else 0))
        elif other.zone in (Zone.HEADING, Zone.TITLE) or (not out and n > 1) or (kind == "list" and not listed):
            break
        line_end = newline
    return out


_JOINT = re.compile(r"[\s,;]+(?:eller|og|samt)$", re.I)


def head(sentence: Sentence, skip: int) -> Span:
    """What an item is called: its words up to the first full stop, colon, dash or relative clause."""
    text = sentence.text
    skip += len(text[skip:]) - len(text[skip:].lstrip("*_ »”"))
    stop = re.search(r"(?<!^\d)(?<!\w\.\w)[.;:–](?:\s|$|\*)|\*\*|,\s+(?:der|som|hvor|en|et)\b|\s\(", text[skip:])
    end = skip + stop.start() if stop and stop.start() > 2 else len(text)
    end = max(skip + 1, len(_JOINT.sub("", text[:end].rstrip(" .*_«”")).rstrip(" ,;.*_«”")))
    return sentence.start + skip, sentence.start + end


def _coordinated(scene: Scene) -> Iterator[Candidate]:
    """Members joined by commas and "og" in the clause itself."""
    sentence = scene.scored.sentence
    asked = asked_count(scene)
    for a, b in regions(scene):
        start, end = scene.tokens[a].start - sentence.start, scene.tokens[b - 1].end - sentence.start
        if re.search(r":\s*$", sentence.text[:start]):
            continue
        told = announced(sentence.text[:start][-60:])
        found = parallel(scene, start, end, told or asked)
        if len(found) < 2:
            continue
        near = min(0.2, 0.012 * scene.distance(a, b))
        fit = (
            0.5
            - near
            + _agreement(len(found), asked, told)
            + 0.1 * _introduced(scene, start)
            + 0.05 * min(2, len(found) - 2)
        )
        spans = [(sentence.start + x, sentence.start + y) for x, y in found]
        fresh = [s for s in spans if not _said(scene, s)]
        if len(fresh) >= 2:
            yield _candidate(scene, fresh, fit - scene.apart(a), told == len(found))


def _said(scene: Scene, span: Span) -> bool:
    """True for a member that the question names itself; the noun asked for does not name one."""
    first, last = scene.index(span[0]), scene.index(span[1] - 1) + 1
    terms = [t for t in scene.question.content if not t.focus]
    said = [t.low for t in scene.tokens[first:last] if t.text[0].isalnum() and t.pos not in ("DET", "PREP", "CCONJ")]
    return bool(said) and all(any(scene.lexis.alike(t.word).get(w, 0.0) >= 0.85 for t in terms) for w in said)


def regions(scene: Scene) -> list[Span]:
    """Token ranges that hold a coordination of noun phrases: back and forth from each "og" to a verb or a clause."""
    tokens = scene.tokens
    found: list[Span] = []
    for i, token in enumerate(tokens):
        if token.low not in chunks.LINKS or i == 0 or i + 1 >= len(tokens) or (found and i < found[-1][1]):
            continue
        a, b = i, i + 1
        while a > 0 and _nominal(scene, a - 1):
            a -= 1
        while b < len(tokens) and _nominal(scene, b) and not (tokens[b].text == "," and not _goes_on(scene, b)):
            b += 1
        while a < i and tokens[a].pos in ("PREP", "ADV", "CCONJ", "PUNCT") and tokens[a].text not in '»”"(':
            a += 1
        while b > i + 1 and tokens[b - 1].pos in ("PREP", "ADV", "CCONJ", "PUNCT") and tokens[b - 1].text not in '«”")':
            b -= 1
        if a < i < b - 1:
            found.append((a, b))
    return found


def _nominal(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    after = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    if token.pos == "PART" and (after is None or after.pos not in ("NOUN", "ADJ", "PROPN", "PART")):
        return False  # "A og B *indgået*": the rest of the verb
    if token.text == "–" and i and scene.tokens[i - 1].low in chunks.LINKS:
        return True
    if token.low == "ikke" and after is not None and after.low == "mindst":
        return True
    if token.finite or token.pos in ("PRON", "REL", "SCONJ", "INFM", "NEG", "MODAL", "AUX") or token.text in ".:;?!–":
        return any(m.span.start <= token.start < m.span.end and m.type in _NAMES for m in scene.mentions)
    return token.pos != "VERB" or any(m.span.start <= token.start < m.span.end for m in scene.mentions)


_NAMES = frozenset(
    {"Organisation", "Person", "Strategy", "ActionPlan", "Agreement", "Initiative", "Solution", "Programme"}
)


def _goes_on(scene: Scene, comma: int) -> bool:
    """Does a list go on after a comma: another "og" in reach before the clause ends?"""
    for j in range(comma + 1, min(len(scene.tokens), comma + 14)):
        if not _nominal(scene, j):
            return False
        if scene.tokens[j].low in chunks.LINKS:
            return True
    return False


def parallel(scene: Scene, start: int, end: int, want: int) -> list[Span]:
    """The members of a coordination, the first cut to what is like the others ("med vægt på *x*, y og z")."""
    sentence = scene.scored.sentence
    text = sentence.text[start:end]
    kept = _names(scene, sentence.start + start, sentence.start + end)
    found = members(text, kept, want)
    if len(found) < 2:
        return []
    if announced(text[slice(*found[0])]) == len(found) - 1 > 1:
        found = found[1:]  # "tre byer, A, B og C": the first only counts the others
    a, b = found[0]
    shown = list(_EXAMPLES.finditer(text[a:b]))
    if shown:
        a += shown[-1].end()
    else:
        a += _led(scene, text[a:b], [text[x:y] for x, y in found[1:]])
    if a >= b:
        return []
    spans = [(a, b), *found[1:]]
    if text[spans[-1][0]].isupper() and 2 * sum(1 for x, _ in spans if text[x].isupper()) >= len(spans):
        x, y = spans[-1]
        spans[-1] = (x, x + _name_end(text[x:y]))
    return [(start + x, start + y) for x, y in spans]


def _name_end(text: str) -> int:
    """Where the name that begins a text ends: before the first word that can't stand in one."""
    words_ = list(re.finditer(r"\S+", text))
    end = 0
    for n, match in enumerate(words_):
        word = match.group()
        inside = word in ("af", "for", "i", "og", "&", "på", "de", "den", "det", "-") and any(
            w.group()[0].isupper() for w in words_[n + 1 : n + 3]
        )
        if n and word[0] in '»”"(':
            break  # a title after the name
        if n and not (word[0].isupper() or word[0].isdigit() or inside):
            break
        end = match.end()
    return end


_PLACING = frozenset({"i", "på", "ved"})


def _placed(first: str, prep: re.Match[str]) -> bool:
    """ "*Ungdomshuset i Tarp*, Lyslauget og …": one body and where it is; "Byrådene i Tarp, Lem og …" are several."""
    head = first[: prep.start()].split()
    return (
        len(head) == 1
        and head[0][:1].isupper()
        and prep.group().strip().casefold() in _PLACING
        and head[0].casefold().endswith(("en", "et"))
    )


_PREP = re.compile(r"\b(?:af|til|med|om|på|for|i|ved|fra|over|mellem|mod|under|hos|blandt|inden for)\s+", re.I)


def _led(scene: Scene, first: str, others: Sequence[str]) -> int:
    """How much of the first member leads in the whole list rather than belongs to it."""
    preps = list(_PREP.finditer(first))
    named = all(o[:1].isupper() for o in others)
    if preps:
        tail = first[preps[-1].end() :]
        plain = sum(1 for o in others if _PREP.search(o)) * 2 < len(others)
        body = re.match(r"[a-zæøå]{4,}(?:en|et|erne|ne)\b", tail) is not None  # "mellem regeringen, KL og …"
        if named and _placed(first, preps[-1]):
            return 0
        if (named and (tail[:1].isupper() or body)) or (plain and not named and len(tail.split()) <= 3):
            return preps[-1].end()
    if named:
        lead = re.match(r"(?:[a-zæøå][\w-]*\s+)+(?=[A-ZÆØÅ])", first)
        if lead:
            return lead.end()
    return 0


def enlarged(scene: Scene, candidate: Candidate) -> Candidate:
    """A candidate with all members of the coordination that it stands in, where the lists see more than it holds."""
    sentence = scene.scored.sentence
    own = (candidate.start, candidate.end)
    best: list[Span] = []
    for found in _all(scene):
        spans = [(sentence.start + a, sentence.start + b) for a, b in found]
        if any(a <= own[0] < b or own[0] <= a < own[1] for a, b in spans) and len(spans) > len(best):
            best = spans
    fresh = [s for s in best if not _said(scene, s)]
    if len(fresh) < max(2, 1 + len(candidate.more)) or any(b - a > 70 for a, b in fresh):
        return candidate
    if any(_hangs_on(scene, s, own[0]) for s in fresh):
        return candidate
    subject = _with_subject(scene, fresh)
    fresh = [*subject, *fresh]
    text = scene.scored.view.text
    parts = [
        dataclasses.replace(candidate, value=t, label=t, start=a, end=b, more=())
        for a, b in fresh
        if (t := _bare(text[a:b]))
    ]
    elsewhere = [
        dataclasses.replace(scene.scored, sentence=other)
        for other in scene.scored.view.sentences
        if subject and other is not sentence and other.start <= subject[0][0] < other.end
    ]
    return dataclasses.replace(parts[0], more=tuple(parts[1:]), also=(*candidate.also, *elsewhere))


def _hangs_on(scene: Scene, member: Span, at: int) -> bool:
    """ "Tak for kaffen og *tak til Havnens Venner*": a member whose head is another noun than the name inside it."""
    before = scene.tokens[scene.index(member[0]) : scene.index(at)] if member[0] < at < member[1] else ()
    return len(before) > 1 and before[-1].pos == "PREP" and before[0].pos == "NOUN"


_WITH = re.compile(
    r"\b(?:sammen|samarbejde|fællesskab|enige?|aftale|enedes|partnerskab"
    r"|følgeskab)\b[^,.;]{0,40}?\bmed\b[^.;]{0,60}$",
    re.I,
)


def _with_subject(scene: Scene, found: Sequence[Span]) -> list[Span]:
    """The subject of a clause that does something "sammen med" the members of a list: it is one of them."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if (
        scene.question.kind.value != "who"
        or not found
        or not _WITH.search(sentence.text[: found[0][0] - sentence.start])
    ):
        return []
    verb = next((i for i, t in enumerate(scene.tokens) if t.finite), None)
    if verb is None:
        return []
    named = [m for m in scene.mentions if m.type in ("Organisation", "Person") and m.span.end <= found[0][0]]
    named = [m for m in named if " " in m.text or not words.known(words.lemma(m.text.casefold()))]
    before = [m for m in named if m.span.start < scene.tokens[verb].start] or named[:1]
    if before and not _said(scene, (before[0].span.start, before[0].span.end)):
        return [(before[0].span.start, before[0].span.end)]
    for token in scene.tokens[: verb + 3]:
        if token.low in ("vi", "os"):
            return _body_of(view)
        if token.pos == "NOUN" and token.low.endswith(("en", "et")) and token.start < found[0][0]:
            return _meant_by(view, sentence, token.low) or [(token.start, token.end)]
    return []


def _body_of(view: View) -> list[Span]:
    """The body that says "vi" in a text: its publisher, where the text names it, else the first that it names."""
    if view.publisher and (at := view.text.find(view.publisher)) >= 0:
        return [(at, at + len(view.publisher))]
    return next(([(m.span.start, m.span.end)] for m in view.record.mentions if m.type == "Organisation"), [])


def _meant_by(view: View, sentence: Sentence, noun: str) -> list[Span]:
    """The body named last before a sentence right after a noun of the same kind: "brancheforeningen X … Foreningen"."""
    for mention in reversed([m for m in view.record.mentions if m.span.end <= sentence.start]):
        if mention.type != "Organisation":
            continue
        before = re.search(r"(\w+)\s*$", view.text[max(0, mention.span.start - 40) : mention.span.start])
        if (before and before[1].casefold().endswith(noun)) or mention.text.casefold().startswith(noun[:-2]):
            return [(mention.span.start, mention.span.end)]
        if mention.span.start < sentence.start - 1200:
            break
    return []


def _bare(text: str) -> str:
    return " ".join(text.split())


@functools.lru_cache(maxsize=16)  # asked for each value of a sentence in turn
def _all(scene: Scene) -> tuple[list[Span], ...]:
    """Every list of the sentence, as stretches of its text."""
    return tuple(_found(scene))


def _found(scene: Scene) -> Iterator[list[Span]]:
    sentence = scene.scored.sentence
    for a, b in regions(scene):
        start, end = scene.tokens[a].start - sentence.start, scene.tokens[b - 1].end - sentence.start
        if not re.search(r":\s*$", sentence.text[:start]):
            yield parallel(scene, start, end, asked_count(scene))
    for match in re.finditer(r":\s+(?=\S)", sentence.text):
        text = sentence.text[match.end() :].rstrip(".")
        kept = _names(scene, sentence.start + match.end(), sentence.start + match.end() + len(text))
        told = announced(sentence.text[: match.start()])
        yield [(match.end() + a, match.end() + b) for a, b in members(text, kept, told or asked_count(scene))]
