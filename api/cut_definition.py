"""What or who something is: the words of a text that define a name, the surest way of defining first.

A text defines by "X er en …", in a line of a glossary, by a phrase beside the name ("X, en fælles portal, …"), by the
first sentence under a heading that is the name, and, weaker, by what the thing does.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.grammar import Token
from indexer.types import Zone

from . import chunks, titles, words
from .candidates import Candidate, Scene
from .cut_what import tidy
from .reading import bare_text
from .views import Sentence
from .wordlists import several

_GOES_ON = several("og men eller så for fordi mens da hvis at også ikke")
_ARTICLES = several("en et ét én den det de")
_STATE = re.compile(r"(?:igt|ig|ede|et|ende|lig|ligt|bar|bart|sk|iv|al|alt|ne|de)$")
_NUMBERED = several("initiativ indsats projekt kapitel spor punkt tiltag pkt nr mål")
_POINTING = several("det den de en et denne dette disse her")
_WHERE_OR_WHEN = several("sted gang dag år tid måned uge måde øjeblik grad")
_CALLED = several("kaldet kaldt benævnt døbt")
_HOW_MUCH = re.compile(r"(?:(?:den|det|de)\s+\w+st[e]?\b|(?:en|et) af\b|(?:en|et) del af\b|(?:en|et) eksempel\b)", re.I)
# Verbs that say what a thing is there for.
_SERVES = several("""
    samle give bruge dække betyde handle skulle vise hjælpe lade gøre sikre støtte rumme indeholde omfatte bestå
    fungere koble forbinde tilbyde muliggøre beskrive fastlægge sætte hente sende levere måle
""")


def cut(scene: Scene) -> Iterator[Candidate]:
    """What the sentence, or the sentence that it stands over, says of what is asked about."""
    spots = [i for spots in scene.places for i in spots]
    if not spots:
        return
    first, last = _name(scene, spots)
    yield from _office(scene, first, last)
    if scene.question.wh == titles.ASKED:
        return
    yield from _work(scene)
    yield from _under_heading(scene)
    yield from _opening(scene)
    yield from _run_in(scene)
    yield from _called_so(scene, first)
    yield from _given_a_name(scene, first)
    yield from _is(scene, first, last)
    yield from _beside(scene, first, last)
    yield from _row(scene, first, last)
    yield from _spelled_out(scene, last)
    yield from _does(scene, first, last)
    yield from _meaning(scene, first)
    yield from _then_told(scene)
    sentence = scene.scored.sentence
    yield Candidate(sentence.text, tidy(sentence.text), "Text", sentence.start, sentence.end, 0.25, scene.scored)


_MARKS = '»”“"„«'


def _work(scene: Scene) -> Iterator[Candidate]:
    """What a name between marks is called right before it: "KL-*strategien* »Rødder i morgendagens skov«"."""
    tokens = scene.tokens
    wanted = [bare_text(q) for q in scene.question.quoted]
    for i in range(1, len(tokens)):
        if tokens[i].text not in _MARKS or tokens[i - 1].pos != "NOUN":
            continue
        close = next((n for n in range(i + 1, len(tokens)) if tokens[n].text in _MARKS), -1)
        if close < 0 or bare_text(scene.between(i + 1, close)) not in wanted:
            continue
        start = i - 1
        while start > 0 and (tokens[start - 1].pos in ("ADJ", "PROPN", "DET") or tokens[start - 1].low.endswith("s")):
            start -= 1
        yield from _made(scene, start, i, 0.95)


def _name(scene: Scene, spots: Sequence[int]) -> tuple[int, int]:
    """The first run of matched tokens that holds most of what is asked about; quotation marks may lie inside it."""
    runs: list[list[int]] = []
    for i in sorted(set(spots)):
        between = scene.tokens[runs[-1][-1] + 1 : i] if runs else ()
        small = all(t.pos in ("PREP", "CCONJ", "DET", "PUNCT") and t.text not in ",;:" for t in between)
        if runs and small and len(between) < 3:
            runs[-1].append(i)
        else:
            runs.append([i])
    best = max(runs, key=len)
    first, last = best[0], best[-1] + 1
    while last < len(scene.tokens) and scene.tokens[last].text in "”\"»«'":
        last += 1
    return first, last


def _made(scene: Scene, start: int, end: int, fit: float) -> Iterator[Candidate]:
    """The words from one token to another (exclusive) as a value."""
    tokens = scene.tokens
    while end > start and tokens[end - 1].pos == "PUNCT" and tokens[end - 1].text not in ')”"«»':
        end -= 1
    if end <= start:
        return
    label = tidy(scene.between(start, end))
    if len(label) > 2:
        fit -= 0.06 if len(label.split()) < 5 and scene.question.wh not in ("hvem", titles.ASKED) else 0.0
        yield Candidate(label, label, "Text", tokens[start].start, tokens[end - 1].end, fit, scene.scored)


def _stop(tokens: Sequence[Token], start: int) -> int:
    """Where the clause that begins at a token ends: at a full stop, a semicolon, a dash before a new clause."""
    for i in range(start, len(tokens)):
        if tokens[i].text in (".", ";", "!", "?") and i + 1 < len(tokens):
            return i
        if tokens[i].text in "–-" and i + 1 < len(tokens) and tokens[i + 1].low in _GOES_ON:
            return i
    return len(tokens)


def _closed(tokens: Sequence[Token], start: int) -> int:
    """Where what stands beside a name ends: before the comma that the sentence's own verb or an "og" follows."""
    stop = _stop(tokens, start)
    for i in range(start, stop):
        if tokens[i].text in ")":
            return i
        if tokens[i].text != "," or i + 1 >= stop:
            continue
        after = tokens[i + 1]
        if after.pos in chunks.VERBAL and (after.finite or after.pos in ("AUX", "MODAL")):
            return i
    return stop


def _says_what(tokens: Sequence[Token], at: int) -> bool:
    """True where "er" is followed by what something is, not how it is: a noun, with what may stand before it."""
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].isalnum():
        return False  # "er bagud": one word tells how it is
    if _STATE.search(tokens[at].low) and tokens[at + 1].pos in ("PREP", "INFM", "SCONJ"):
        return False  # "er afhængigt af": how it is
    if any(words.lemma(t.low) in _WHERE_OR_WHEN for t in tokens[at : at + 4]):
        return False  # "er et enkelt sted stavet …"
    for token in tokens[at : at + 4]:
        if token.pos in ("NOUN", "PROPN") or token.low in _ARTICLES:
            return True
        if token.pos not in ("DET", "ADJ", "NUM", "ADV"):
            return False
    return False


def _is(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """ "X er en …", and turned round: "I dag er X en …"."""
    tokens = scene.tokens
    after = tokens[last].low if last < len(tokens) else ""
    before = tokens[first - 1].low if first else ""
    placed = first > 0 and tokens[first - 1].pos == "PREP"  # "i KOMBIT var hun formand" tells of her
    if after in ("er", "var") and not placed and _says_what(tokens, last + 1):
        fit = 0.95 if first <= 2 else 0.35
        at = last + 1
    elif before in ("er", "var") and last < len(tokens) and tokens[last].low in _ARTICLES and first > 1:
        fit, at = 0.8, last
    else:
        return
    rest = scene.scored.sentence.text[tokens[at].start - scene.scored.sentence.start :]
    if _HOW_MUCH.match(rest):
        fit -= 0.15
    if tokens[at].low in ("ikke", "hverken", "aldrig"):
        fit -= 0.4
    if after == "var" or before == "var":
        fit -= 0.03
    yield from _made(scene, at, _stop(tokens, at), fit)


def _beside(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """What stands beside the name: an entry of a glossary, an apposition, a relative clause."""
    tokens = scene.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in ",(–-:—":
        return
    rest = tokens[last + 1]
    entry = tokens[last].text in "–-:—" and first == 0
    if rest.low in _GOES_ON and not entry:
        return
    if entry:
        yield from _made(scene, last + 1, len(tokens), 0.9 if _entry(tokens[last + 1 :]) else 0.6)
    elif rest.low in ("dvs", "altså", "nemlig") or rest.low in ("en", "et"):
        yield from _made(scene, last + 1, _closed(tokens, last + 1), 0.85)
    elif rest.low in ("som", "der", "hvor"):
        verb = next((t for t in tokens[last + 2 : last + 8] if t.finite or t.pos in ("AUX", "MODAL")), None)
        told = verb is not None and (verb.verb is None or verb.verb.form != "past") and verb.low not in _WAS
        fit = (0.54 if rest.low == "hvor" else 0.62) if told else 0.34
        yield from _made(scene, last + 1, _closed(tokens, last + 1), fit)
    elif rest.pos in ("DET", "REL") and tokens[last].text == ",":
        yield from _made(scene, last + 1, _closed(tokens, last + 1), 0.7)
    else:
        yield from _made(scene, last + 1, min(_closed(tokens, last + 1), last + 25), 0.36)


def _entry(told: Sequence[Token]) -> bool:
    """Is this the text of a glossary's line, and not a title's second half with the sentence's verb after it?"""
    for i, token in enumerate(told):
        if token.pos in ("REL", "SCONJ") or token.text in ".,;":
            return True
        if token.finite or token.pos in ("AUX", "MODAL"):
            return i == 0
    return True


_WAS = several("var blev havde fik gik kom skulle ville kunne måtte")


def _spelled_out(scene: Scene, last: int) -> Iterator[Candidate]:
    """What a short form stands for: "SAPA (Sags- og Partsoverblik)"; also the other way round."""
    if not any(t.word.isupper() and len(t.word) > 1 for t in scene.question.content):
        return
    text, base = scene.scored.sentence.text, scene.scored.sentence.start
    name = next(t.word for t in scene.question.content if t.word.isupper())
    at = scene.tokens[last - 1].end - base
    match = re.match(r"\s*\(([^()]{6,120})\)", text[at:])
    if match and _initials(match[1], name):
        start = base + at + match.start(1)
        yield Candidate(match[1], match[1], "Text", start, start + len(match[1]), 0.88, scene.scored)
    match = re.search(rf"((?:\w[\w-]*[ ]){{1,7}})\({re.escape(name)}\)", text)
    if match:
        said = match[1].strip().split()
        for n in range(len(said) - 1, -1, -1):
            full = " ".join(said[n:])
            if _initials(full, name) and said[n][0].isupper():
                start = base + match.start(1) + match[1].index(full)
                yield Candidate(full, full, "Text", start, start + len(full), 0.88, scene.scored)
                return


def _initials(full: str, short: str) -> bool:
    """Do the letters of a short form stand in this order in what it is said to stand for, the first one first?"""
    low, at = full.casefold(), 0
    for letter in short.casefold():
        at = low.find(letter, at) + 1
        if not at:
            return False
    return low[:1] == short[:1].casefold()


def _does(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """What it does: "X samler …", "X skal …"; the name is the subject of a verb in the present."""
    tokens = scene.tokens
    if last >= len(tokens) or first > 2 or (first and tokens[first - 1].pos == "PREP"):
        return
    verb = tokens[last]
    if verb.pos not in chunks.VERBAL or verb.low in ("er", "bliver", "har") or verb.low in _WAS:
        return
    if verb.verb is not None and verb.verb.form not in ("pres", "pass"):
        return
    base = chunks.base(verb)
    fit = 0.58 if base in _SERVES or verb.pos == "MODAL" else 0.5
    yield from _made(scene, last, _stop(tokens, last), fit)


_MEANS = re.compile(
    r"\b(?:skal|har til formål at|handler om|samler|giver|bruges til|dækker over|betyder|står for|går ud på)\s+", re.I
)


def _meaning(scene: Scene, first: int) -> Iterator[Candidate]:
    """What it is for or means, somewhere after the name."""
    match = _MEANS.search(scene.scored.sentence.text)
    if match and scene.scored.sentence.start + match.start() >= scene.tokens[first].start:
        at = scene.index(scene.scored.sentence.start + match.start())
        fit = 0.9 if match.group().casefold().startswith(("dækker", "betyder", "står for", "går ud")) else 0.48
        yield from _made(scene, at, _stop(scene.tokens, at), fit)


_MEANT = frozenset({"den", "det"})  # a person's "hun" is somebody else's


def _then_told(scene: Scene) -> Iterator[Candidate]:
    """ "I dag åbner appen X. *Den samler* …": the next sentence tells of what this one names first."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.number + 1 >= len(view.sentences) or scene.scored.own < 0.5:
        return
    following = view.sentences[sentence.number + 1]
    said = following.tokens
    same = following.part == sentence.part or sentence.zone in (Zone.TITLE, Zone.HEADING)
    if not same or following.zone is not Zone.BODY or len(said) < 4 or said[0].low not in _MEANT:
        return
    verb = said[1]
    if verb.pos not in chunks.VERBAL or verb.low in ("har", "blev", "bliver", "kommer", "koster", "kostede"):
        return
    if verb.low in ("er", "var") and not _says_what(said, 2):
        return
    base = chunks.base(verb)
    pointing = said[0].low == "det" and base not in _SERVES and verb.pos != "MODAL"  # "det fremgår", "det sker"
    past = verb.verb is not None and verb.verb.form == "past"
    if verb.low not in ("er", "var") and (pointing or past or verb.low.endswith("es")):
        return
    elsewhere = _named_there(scene, sentence)
    fit = (0.62 if verb.low in ("er", "var") else 0.5) - (0.0 if elsewhere else 0.1)
    scored = dataclasses.replace(scene.scored, sentence=following)
    label = tidy(following.text)
    yield Candidate(following.text, label, "Text", following.start, following.end, fit, scored, also=(scene.scored,))


def _named_there(scene: Scene, sentence: Sentence) -> bool:
    """Is what is asked about the first thing that a sentence names with a capital?"""
    names = [i for i, t in enumerate(sentence.tokens) if t.text[0].isupper() and (i or i in scene.matched)]
    return bool(names) and names[0] in scene.matched


def _row(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """The row of a table that the name heads: what its other cells say."""
    sentence = scene.scored.sentence
    if sentence.zone is not Zone.TABLE or first or last >= len(scene.tokens) or scene.tokens[last].text != "|":
        return
    cells = [c.strip() for c in sentence.text.split("|")][1:]
    told = max(cells, key=len, default="")
    if len(told.split()) > 1:
        start = sentence.start + sentence.text.index(told, scene.tokens[last].end - sentence.start)
        yield Candidate(told, told, "Text", start, start + len(told), 0.6, scene.scored)


def _under_heading(scene: Scene) -> Iterator[Candidate]:
    """A heading that is the name alone, with its number: the first sentence under it tells what it is."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.zone not in (Zone.HEADING, Zone.TITLE) or sentence.number + 1 >= len(view.sentences):
        return
    asks = re.match(r"hvad (?:er|går|betyder|handler)\b", sentence.text, re.I)  # a list of questions and answers
    free = [i for i, t in enumerate(scene.tokens) if t.text[0].isalpha() and i not in scene.matched]
    if not asks and [
        i for i in free if not (scene.tokens[i].pos in ("DET", "PREP") or scene.tokens[i].low in _NUMBERED)
    ]:
        return
    following = view.sentences[sentence.number + 1]
    if following.zone in (Zone.BODY, Zone.LIST) and len(following.tokens) > 3:
        label = tidy(following.text)
        asked = [scene.lexis.alike(t.word) for t in scene.question.content]
        named = any(match.get(w, 0.0) >= 0.85 for match in asked for w in following.words)
        fit = 0.9 if named or following.tokens[0].low in _POINTING else 0.75
        yield Candidate(following.text, label, "Text", following.start, following.end, fit, scene.scored)


def _run_in(scene: Scene) -> Iterator[Candidate]:
    """A line or a bold beginning that is the name alone, with its number: "4.A Døren på Klem. Gratis samtaler …"."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.zone not in (Zone.BODY, Zone.LIST) or sentence.number + 1 >= len(view.sentences):
        return
    if len(sentence.tokens) > 9 or any(t.finite or t.pos in chunks.VERBAL for t in sentence.tokens):
        return
    free = [i for i, t in enumerate(scene.tokens) if t.text[0].isalpha() and i not in scene.matched]
    kinds = ("DET", "PREP", "CCONJ")
    if any(not (scene.tokens[i].pos in kinds or len(scene.tokens[i].text) == 1) for i in free):
        return
    following = view.sentences[sentence.number + 1]
    if following.zone is sentence.zone and following.heading == sentence.heading and len(following.tokens) > 3:
        label = tidy(following.text)
        also = (scene.scored,)
        scored = dataclasses.replace(scene.scored, sentence=following)
        yield Candidate(following.text, label, "Text", following.start, following.end, 0.82, scored, also=also)


_THING = r"(?:det|den|dem|ordningen|løsningen|projektet|modellen|initiativet|indsatsen|planen|strategien)"
_SO_CALLED = re.compile(
    rf"(?:\b(?:kalder|kaldte|har døbt|har kaldt)\s+{_THING}|\b{_THING}\s+(?:kaldes|kaldtes|hedder|hed|blev døbt"
    rf"|er døbt|har fået navnet|fik navnet|går under navnet))(?:\s+(?:for|den|det))?\s*[»”\"]?\s*$",
    re.I,
)


def _called_so(scene: Scene, first: int) -> Iterator[Candidate]:
    """ "… inden for to dage. Vi kalder det X": the sentence before tells what is called so."""
    sentence, view = scene.scored.sentence, scene.scored.view
    start = sentence.text[: scene.tokens[first].start - sentence.start]
    if not _SO_CALLED.search(start) or len(start) > 60 or not sentence.number:
        return
    before = view.sentences[sentence.number - 1]
    if before.zone is sentence.zone and len(before.tokens) > 4:
        also = (scene.scored,)
        scored = dataclasses.replace(scene.scored, sentence=before)
        yield Candidate(before.text, tidy(before.text), "Text", before.start, before.end, 0.9, scored, also=also)


def _opening(scene: Scene) -> Iterator[Candidate]:
    """A document that is called what is asked about: its first sentence tells what, where none says it outright."""
    view = scene.scored.view
    first = next((s for s in view.sentences if s.zone is Zone.BODY and len(s.tokens) > 5), None)
    if first is None or scene.scored.sentence.number > first.number:
        return
    called = [w for w in re.findall(r"\w+", re.split(r"\s[–—-]\s|:", view.title)[0].casefold()) if len(w) > 2]
    asked = [term.word.casefold() for term in scene.question.content if term.role != "verb"]
    if called and asked and all(any(words.alike(a, w) >= 0.85 for a in asked) for w in called):
        yield Candidate(first.text, tidy(first.text), "Text", first.start, first.end, 0.57, scene.scored)


def _given_a_name(scene: Scene, first: int) -> Iterator[Candidate]:
    """ "Et krav om driftsdata kaldet X", "et rejsehold, X,": the phrase that a name is given to."""
    tokens, found = scene.tokens, scene.scored.sentence.phrases
    edge = first
    while edge > 0 and tokens[edge - 1].text in "»”“\"'":
        edge -= 1
    before = [t.low for t in tokens[max(0, edge - 2) : edge]]
    if before[-1:] and before[-1] in _CALLED:
        edge, fit = edge - 1, 0.95
    elif before in (["der", "hedder"], ["som", "hedder"], ["ved", "navn"], ["med", "navnet"], ["under", "navnet"]):
        edge, fit = edge - 2, 0.95
    elif before[-1:] == [","]:
        edge, fit = edge - 1, 0.7
    else:
        return
    while edge > 0 and tokens[edge - 1].text == ",":
        edge -= 1
    for phrase in reversed(found):
        if phrase.last <= edge and tokens[phrase.first].low in ("en", "et", "ét", "én"):
            if edge - phrase.last > 6 or any(t.text in ",.;:" or t.finite for t in tokens[phrase.last : edge]):
                return
            yield from _made(scene, phrase.first, edge, fit)
            return


def _office(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """A person's office before or after the name: "kontorchef Pia Holm", "Pia Holm, der er kontorchef i …"."""
    tokens = scene.tokens
    if scene.question.wh not in ("hvem", titles.ASKED) and not _personal(scene, first):
        return
    for i in range(max(0, first - 6), first):
        office = titles.is_office(tokens[i].low) or (i == first - 1 and _job(scene, i))
        if office and not any(t.text in ".,;" for t in tokens[i:first]):
            start = i
            while start > 0 and tokens[start - 1].pos in ("ADJ", "PROPN", "NOUN") and tokens[start - 1].low != "fra":
                if _bids(tokens[start - 1]):
                    break
                start -= 1
            yield from _made(scene, start, first, 0.95)
            return
    found = scene.scored.sentence.phrases
    for phrase in found:
        if last <= phrase.first <= last + 3 and titles.is_office(tokens[phrase.head].low):
            yield from _made(scene, phrase.first, chunks.extended(tokens, phrase, found, 2), 0.95)
            return


def _job(scene: Scene, i: int) -> bool:
    """ "*Skovfoged* Jens Pil": a bare noun right before a person's name, and no verb that bids ("kontakt Jens Pil")."""
    token = scene.tokens[i]
    bare = token.pos == "NOUN" and words.lemma(token.low) == token.low and not _bids(token)
    return bare and len(token.low) > 3 and _personal(scene, i + 1)


def _bids(token: Token) -> bool:
    """Could the word be a verb that bids: "*kontakt* skovfoged Jens Pil"?"""
    verb = chunks.possible_verb(token.low + "er") if token.pos == "NOUN" and token.text.islower() else None
    return verb is not None and verb.form == "pres"


def _personal(scene: Scene, first: int) -> bool:
    offset = scene.tokens[first].start
    return any(m.type == "Person" and m.span.start <= offset < m.span.end for m in scene.mentions)
