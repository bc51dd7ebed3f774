"""Things: the noun phrase that the question asks for, the members of a list, a place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.dates import MONTHS
from indexer.grammar import Token
from indexer.types import Zone

from . import chunks, lists, words
from .candidates import Candidate, Scene
from .cut_number import number_word
from .views import Sentence, View
from .wordlists import several

_WEAK_HEADS = several("""
    række del gang måde tid dag år ting grad form slags antal brug hjælp behov udstrækning eksempel sted forhold
    baggrund andet
""")
_NO_PLACE = several("""
    land verden periode tid år måde fremtid løb gang dag uge måned sommer vinter forår efterår
""")
_REST = re.compile(
    r"^(?:en række|mange|flere|meget|og|andre|andet|mv|m\.v|osv|m\.m)\b.*\b(?:andre|andet|mere|mv|tiltag"
    r"|ting|osv|flere)\b|^(?:mv|osv|m\.v|m\.m)\.?$|^en række$",
    re.I,
)
_PLACE_BEFORE = frozenset(["i", "på", "ved", "fra", "til", "hos", "omkring"])


def cut(scene: Scene) -> Iterator[Candidate]:
    """The noun phrases of the sentence that say something new, with how well each stands to what is asked."""
    question, sentence = scene.question, scene.scored.sentence
    found = sentence.phrases
    tail = asked_preposition(scene)
    for phrase in found:
        last = chunks.with_clause(scene.tokens, chunks.extended(scene.tokens, phrase, found))
        head = scene.tokens[phrase.head]
        if scene.asked(phrase.first, last) or head.pos in ("PRON",) or not head.text[0].isalnum():
            continue
        fit = _fit(scene, phrase, last, tail)
        if fit <= 0:
            continue
        main = _made(scene, phrase.first, last, fit)
        if question.many:
            whole = lists.enlarged(scene, dataclasses.replace(main, fit=fit + 0.12))
            main = whole if whole.more else dataclasses.replace(main, fit=fit - 0.1)
        elif question.wh == "hvad" and question.focus_at < 0:
            whole = lists.enlarged(scene, main)
            main = whole if len(whole.more) > 1 else main
        yield main
    if question.many:
        yield from _following_items(scene)
        yield from lists.cut(scene)
    if question.many or question.wh == "hvad":
        yield from _after_colon(scene)
    if question.many:
        yield from _examples_after(scene)
        yield from _listed_before(scene)
    if question.focus_at >= 0:
        yield from _titled(scene)
        yield from _called(scene)
        yield from _apposed(scene)
        yield from _name_behind(scene)
        yield from _stood_under(scene)
    if question.focus in ("navn", "betegnelse", "forkortelse") or question.wh.startswith("hvad hedder"):
        yield from _alias(scene)


def _headed(parts: list[Candidate]) -> Candidate:
    first = parts[0]
    return Candidate(
        first.value, first.label, first.type, first.start, first.end, first.fit, first.scored, tuple(parts[1:])
    )


def _made(scene: Scene, first: int, last: int, fit: float) -> Candidate:
    tokens = scene.tokens
    label = tidy(scene.between(first, last))
    return Candidate(label, label, "Text", tokens[first].start, tokens[last - 1].end, fit, scene.scored)


def tidy(text: str) -> str:
    """A phrase without the quotation marks and signs round it."""
    return re.sub(r"\s+", " ", text).strip(" ,;:–-.”“\"»«'")


def asked_preposition(scene: Scene) -> str:
    """The preposition that the question leaves hanging: "erstattet *af*", "hvad bruges data *til*"."""
    tokens = [t for t in scene.question.tokens if t.pos != "PUNCT"]
    if not tokens:
        return ""
    last = tokens[-1].low
    if last in ("af", "til", "med", "om", "på", "for", "i", "ved", "fra", "over", "mellem", "mod", "under"):
        return last
    match = re.search(
        r"\b(til|med|for|fra|mod|på|af)\s+(?:om|i|på|ved|under|efter|inden)\s+\w", scene.question.core, re.I
    )
    if match:
        return match.group(1).casefold()  # "hvem skal de skrive *til* om planen"
    match = re.search(r"\b(af|til|med|om|på|for|fra|mod)\s+hvad\b", scene.question.core, re.I)
    return match.group(1).casefold() if match else ""


def _fit(scene: Scene, phrase: chunks.Phrase, last: int, tail: str) -> float:
    question, tokens = scene.question, scene.tokens
    head = tokens[phrase.head]
    if question.kind.value == "what" and _figures_only(tokens[phrase.first : last]):
        return 0.05  # a list's number, half a date
    fit = 0.4 - min(0.2, 0.012 * max(0, scene.distance(phrase.first, last) - 2))
    fresh = sum(
        1
        for i in range(phrase.first, last)
        if tokens[i].text[0].isalnum() and i not in scene.solid and tokens[i].pos not in ("DET", "PREP", "CCONJ")
    )
    fit += min(0.08, 0.03 * fresh)
    counted = any(number_word(tokens[i].low) is not None for i in range(phrase.first, last))
    if (question.many or counted) and not any(
        i not in scene.solid
        and tokens[i].pos in ("NOUN", "PROPN", "ADJ", "PART")
        and number_word(tokens[i].low) is None
        for i in range(phrase.first, last)
    ):
        return 0.0  # "fire spor" only counts what is asked for
    if words.lemma(head.low) in _WEAK_HEADS:
        fit -= 0.15
    if question.focus_at >= 0 and question.wh.startswith(("hvilke", "hvad hedder", "hvad er")):
        likeness = words.alike(question.tokens[question.focus_at].low, head.low)
        inside = any(
            words.alike(question.tokens[question.focus_at].low, tokens[i].low) >= 0.5 for i in range(phrase.first, last)
        )
        fit += 0.32 * likeness if likeness >= 0.45 else (0.12 if inside else 0.0)
    if question.wh.startswith("hvad hedder") and head.pos != "PROPN":
        fit -= 0.2
    before = tokens[phrase.first - 1].low if phrase.first else ""
    if tail:
        fit += 0.3 if before == tail else -0.05
    elif before == "af" and phrase.first > 1 and tokens[phrase.first - 2].low.endswith("es"):
        fit -= 0.05
    fit += _slot(scene, phrase.first, last)
    return fit


_NO_THING = several("kl nr pkt punkt stk ad side")


def _figures_only(said: Sequence[Token]) -> bool:
    """Is a phrase but numbers and what numbers stand by: "2", "den 4", "kl 21", "juni 2024"?"""
    bare = [t for t in said if t.text[0].isalnum() and t.pos not in ("DET", "PREP")]
    figures = [t for t in bare if t.text[0].isdigit() or t.low in _NO_THING or t.low in MONTHS]
    return len(figures) == len(bare) and not any(t.low in ("pct", "procent", "kr", "mio") for t in said)


def _slot(scene: Scene, first: int, last: int) -> float:
    """After the matched verb for an object that is asked for, before it for a subject."""
    verbs = scene.verbs()
    if not verbs:
        return 0.0
    verb = min(verbs, key=lambda i: min(abs(i - first), abs(i - last)))
    acting = scene.question.subject is True or _asks_subject(scene)
    if acting:
        return 0.12 if last <= verb else -0.04
    return 0.12 if first > verb else -0.04


def _asks_subject(scene: Scene) -> bool:
    """ "Hvad kræver en stor indsats": the verb follows and a modal takes an infinitive, so what acts is asked for."""
    tokens = scene.question.tokens
    at = next((i for i, t in enumerate(tokens) if t.low.startswith("hv")), -1)
    after = [t for t in tokens[at + 1 :] if t.pos not in ("PUNCT", "ADV")] if at >= 0 else []
    if len(after) > 1 and after[0].pos == "MODAL":
        return after[1].pos in ("AUX", "VERB")
    return False


def _following_items(scene: Scene) -> Iterator[Candidate]:
    """The items of the list that a sentence introduces ("… tre mål:") or a heading stands over."""
    sentence, view = scene.scored.sentence, scene.scored.view
    items = list_items(view, sentence)
    if len(items) < 2:
        return
    parts = []
    for item in items:
        text = item.text
        stop = re.search(r"(?<!^\d)(?<!^\d\d)[.;:–](?:\s|$)", text)
        end = stop.start() if stop and stop.start() > 3 else len(text)
        skip = re.match(r"(?:\d{1,2}[.)]|[a-z]\)|[•*–-])\s*", text)
        begin = skip.end() if skip else 0
        if end <= begin:
            end = len(text)
        label = tidy(text[begin:end])
        parts.append(Candidate(label, label, "Text", item.start + begin, item.start + end, 0.85, scene.scored))
    head = _headed(parts)
    yield Candidate(head.value, head.label, head.type, head.start, head.end, head.fit, head.scored, head.more)


def _after_colon(scene: Scene) -> Iterator[Candidate]:
    """ "Pagten har tre spor: A, B og C": what the colon opens."""
    tokens = scene.tokens
    at = next((i for i, t in enumerate(tokens) if t.text == ":" and 0 < i < len(tokens) - 3), -1)
    if at < 0:
        return
    stop = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].text in ".;" or tokens[i].pos == "REL"), len(tokens)
    )
    parts = [(a, b) for a, b in chunks.divided(tokens, at + 1, stop) if not _REST.match(scene.between(a, b))]
    if len(parts) < 2:
        return
    if not scene.question.many and not any(i < at for i in scene.verbs()):
        return
    before = sum(1 for i in scene.matched if i < at)
    yield _headed([_made(scene, a, b, 0.75 + (0.15 if before else -0.2)) for a, b in parts])


_EXAMPLE = re.compile(
    r"(?:det |de )?(?:fx|f\.? ?eks\.?|for eksempel|eksempelvis|bl\.?a\.?|blandt andet|herunder|det gælder"
    r"|det handler om|det drejer sig om|det er)\b",
    re.I,
)


def _examples_after(scene: Scene) -> Iterator[Candidate]:
    """The list that the next sentence gives: "Fx ved skilsmisse, …"; "Dannelsen af X, udbud af Y og Z viser det"."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.number + 1 >= len(view.sentences):
        return
    following = view.sentences[sentence.number + 1]
    if following.part != sentence.part and following.zone is not sentence.zone:
        return
    example = bool(_EXAMPLE.match(following.text))
    index = 0
    if not following.phrases or (not example and following.phrases[0].first > 1):
        return
    parts = [
        (a, b)
        for a, b in chunks.enumeration(following.tokens, index, following.phrases)
        if not _REST.match(following.cut(a, b))
    ]
    if len(parts) < (2 if example else 3):
        return
    scored = dataclasses.replace(scene.scored, sentence=following)
    fit = 0.85 if example else 0.6
    made = []
    for a, b in parts:
        label = tidy(following.cut(a, b))
        made.append(
            Candidate(label, label, "Text", following.tokens[a].start, following.tokens[b - 1].end, fit, scored)
        )
    yield _headed(made)


def _listed_before(scene: Scene) -> Iterator[Candidate]:
    """ "… A, B og C. Det er nogle af de temaer, som …": the list stands in the sentence before."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.number == 0 or not re.match(
        r"(?:det|de|disse|alle disse|alt dette)\b[^,.]{0,20}\b(?:er|var|udgør)?\b", sentence.text, re.I
    ):
        return
    before = view.sentences[sentence.number - 1]
    if sentence.part - before.part > 1 or before.zone is not sentence.zone:
        return
    best: tuple[tuple[int, int], ...] = ()
    for index in range(len(before.phrases)):
        found = chunks.enumeration(before.tokens, index, before.phrases)
        if len(found) > len(best):
            best = found
    parts = [(a, b) for a, b in best if not _REST.match(before.cut(a, b))]
    if len(parts) < 3:
        return
    scored = dataclasses.replace(scene.scored, sentence=before)
    made = []
    for a, b in parts:
        label = tidy(before.cut(a, b))
        made.append(Candidate(label, label, "Text", before.tokens[a].start, before.tokens[b - 1].end, 0.75, scored))
    yield _headed(made)


def _apposed(scene: Scene) -> Iterator[Candidate]:
    """The name that "et organ …" stands beside: "Datarådet, *et blivende organ* med sekretariat i Odense"."""
    tokens, asked = scene.tokens, scene.question.tokens[scene.question.focus_at].low
    for phrase in scene.scored.sentence.phrases:
        if phrase.first < 2 or tokens[phrase.first].low not in ("en", "et") or tokens[phrase.first - 1].text != ",":
            continue
        if words.alike(asked, tokens[phrase.head].low) < 0.5:
            continue
        stop = tokens[phrase.first - 2].end
        named = [m for m in scene.mentions if m.span.end == stop and m.text[:1].isupper() and m.type != "Date"]
        first = phrase.first - 2
        while first > 0 and tokens[first - 1].pos in ("PROPN",) and tokens[first].pos == "PROPN":
            first -= 1
        start = min((m.span.start for m in named), default=tokens[first].start)
        label = tidy(scene.scored.view.text[start:stop])
        if label[:1].isupper() and not scene.asked(scene.index(start), phrase.first - 1):
            yield Candidate(label, label, "Text", start, stop, 0.95, scene.scored)


def _titled(scene: Scene) -> Iterator[Candidate]:
    """A title right after its kind: "kulturpagten »Scener i det åbne land«"."""
    sentence, question = scene.scored.sentence, scene.question
    asked = question.tokens[question.focus_at].low
    for match in re.finditer(
        r"(\w+)[ ,:]+(?:kaldet |ved navn |med titlen )?[»”“\"]([^»«”“\"]{2,120})[«”“\"]", sentence.text
    ):
        if words.alike(asked, match.group(1).casefold()) >= 0.5:
            start = sentence.start + match.start(2)
            label = tidy(match.group(2))
            yield Candidate(label, label, "Text", start, start + len(match.group(2)), 0.95, scene.scored)


_NAME = r"[A-ZÆØÅ][\w-]*(?:\s+(?:(?:og|for|i|på|til|ved|af|det|den)\s+)?[A-ZÆØÅ0-9][\w–-]*)*"
_BEHIND = re.compile(rf"\b([^\W\d_]+)(?:,\s+({_NAME})(?=[,.])|\s+({_NAME}))")


def _name_behind(scene: Scene) -> Iterator[Candidate]:
    """A name right after what it is: "det nationale program Ny Havn", "den gamle plan, Blå Kyst, er udtjent"."""
    sentence, question = scene.scored.sentence, scene.question
    asked = [t.word for t in question.content if t.focus or (t.role == "verb" and t.weight > 0.5)]
    said = {t.word.casefold() for t in question.content}
    for match in _BEHIND.finditer(sentence.text):
        head = match.group(1).casefold()
        if match.group(1)[0].isupper() and match.start():
            continue
        likeness = max((words.alike(a, head) for a in asked), default=0.0)
        group = 2 if match.group(2) else 3
        label = tidy(match.group(group))
        if likeness < 0.5 or all(w.casefold() in said for w in re.findall(r"[^\W\d_]+", label)):
            continue
        start = sentence.start + match.start(group)
        yield Candidate(
            label, label, "Text", start, start + len(match.group(group)), 0.35 + 0.5 * likeness, scene.scored
        )


_NUMBERED = re.compile(
    r"(?:(?:pkt\.?|punkt|initiativ|indsats|spor|mål|§)?\s*\d+(?:\.\d+)*(?:\.?[A-Z])?[.):]?\s+)", re.I
)


_TITLED_THINGS = several("""
    initiativ projekt plan strategi program aftale løsning ordning indsats tiltag forsøg pulje pagt tilbud kampagne spor
    netværk uddannelse system handling forløb koncept portal værktøj politik partnerskab
""")


def _stood_under(scene: Scene) -> Iterator[Candidate]:
    """ "4.E Fælles sluse. … *Initiativet* afhænger af ny lov": the title that a sentence speaks of as "initiativet"."""
    sentence, view = scene.scored.sentence, scene.scored.view
    tokens, asked = scene.tokens, scene.question.tokens[scene.question.focus_at].low
    lead = tokens[0].low
    base = words.lemma(lead)
    thing = (words.split(base) or ("", base))[1] in _TITLED_THINGS
    meant = thing and lead.endswith(("en", "et")) and words.alike(asked, lead) >= 0.6 and base != lead
    if not meant or scene.question.many or not scene.question.wh.startswith(("hvilke", "hvad hedder")):
        return
    for before in reversed(view.sentences[max(0, sentence.number - 14) : sentence.number]):
        titled = before.zone in (Zone.HEADING, Zone.TITLE) or (before.text and before.text in sentence.topic)
        number = _NUMBERED.match(before.text)
        if not titled or (number is not None and number.end() >= len(before.text)):
            continue
        start = number.end() if number else 0
        label = tidy(before.text[start:]).rstrip(".")
        if 0 < len(label.split()) <= 9 and not before.text.endswith("?"):
            begin = before.start + before.text.index(label, 0) if label in before.text else before.start
            also = (dataclasses.replace(scene.scored, sentence=before),)
            yield Candidate(label, label, "Text", begin, begin + len(label), 0.72, scene.scored, also=also)
            if number is not None or before.zone is Zone.HEADING:
                return


_CALLED = re.compile(
    r"\b(\w+)\s+(?:hedder|hed|kaldes|kaldtes|har fået navnet|fik navnet|bærer titlen|har titlen|går under navnet)\s+"
    r"[»\"”*]?((?:[A-ZÆØÅ][\w-]*)(?: [\w-]+){0,5}?)(?=[«\"”*.,;]|\s+(?:og|som|der|er|var|tager|har|blev)\b|$)"
)


def _called(scene: Scene) -> Iterator[Candidate]:
    """ "Testen hedder Risikotesten": the name after "hedder"."""
    sentence, question = scene.scored.sentence, scene.question
    asked = [question.tokens[question.focus_at].low, *(t.word for t in question.content if t.role == "verb")]
    for match in _CALLED.finditer(sentence.text):
        if max(words.alike(a, match.group(1).casefold()) for a in asked) >= 0.45:
            start = sentence.start + match.start(2)
            label = tidy(match.group(2))
            yield Candidate(label, label, "Text", start, start + len(match.group(2)), 1.0, scene.scored)


_ALSO = re.compile(
    r"(?:\s*/\s*|\s*\(|,? (?:også|ellers) (?:kaldet|kaldt|kendt som)\s+|,? (?:kaldes|hedder|forkortet"
    r"|forkortes|tidligere kaldet|i daglig tale)\s+(?:også\s+)?)",
    re.I,
)


def _alias(scene: Scene) -> Iterator[Candidate]:
    """Another name beside the one given: "A/B", "A (B)", "A, også kaldet B"."""
    sentence = scene.scored.sentence
    spots = [
        i for term, places in zip(scene.question.content, scene.places, strict=True) if not term.focus for i in places
    ]
    if not spots:
        return
    text, base = sentence.text, sentence.start
    for i in spots:
        end = scene.tokens[i].end - base
        match = _ALSO.match(text, end)
        if match:
            name = re.match(r"[»”\"]?((?:[A-ZÆØÅ0-9][\w-]*)(?: [A-ZÆØÅ0-9][\w-]*)*|[\w-]+)", text[match.end() :])
            if name:
                start = base + match.end() + name.start(1)
                yield Candidate(
                    name.group(1), name.group(1), "Text", start, start + len(name.group(1)), 0.95, scene.scored
                )
        start = scene.tokens[i].start - base
        before = re.search(
            r"((?:[A-ZÆØÅ0-9][\w-]*)(?: [A-ZÆØÅ0-9][\w-]*)*)\s*(?:/\s*|\($|, også kaldet |, også kendt som )$",
            text[:start],
        )
        if before:
            yield Candidate(
                before.group(1),
                before.group(1),
                "Text",
                base + before.start(1),
                base + before.end(1),
                0.95,
                scene.scored,
            )


def list_items(view: View, sentence: Sentence) -> list[Sentence]:
    """The list items right after a sentence that ends in a colon, or under a heading; first sentences only."""
    if not (
        sentence.text.rstrip().endswith(":") or sentence.zone in (Zone.HEADING, Zone.TITLE) or _announces(sentence)
    ):
        return []
    items: list[Sentence] = []
    line_end = -1
    for following in view.sentences[sentence.number + 1 : sentence.number + 60]:
        if following.zone is not Zone.LIST:
            if items or following.zone is Zone.HEADING:
                break
            if following.number > sentence.number + 2:
                break
            continue
        newline = view.text.rfind("\n", 0, following.start)
        if newline != line_end:
            items.append(following)
        line_end = newline
    return items


def _announces(sentence: Sentence) -> bool:
    return bool(re.search(r"\b(følgende|nedenstående|her er)\b", sentence.text, re.I))


def places(scene: Scene) -> Iterator[Candidate]:
    """Where: the places of the sentence, with their fellows in a list."""
    tokens = scene.tokens
    if scene.question.many:
        yield from (c for c in lists.cut(scene) if all(m.value[:1].isupper() for m in (c, *c.more)))
    named = [(scene.index(m.span.start), scene.index(m.span.end - 1) + 1) for m in scene.mentions if m.type == "Place"]
    named += _housed(scene)
    for phrase in scene.scored.sentence.phrases:
        head = tokens[phrase.head]
        spot = (phrase.first, phrase.last)
        if any(a < spot[1] and spot[0] < b for a, b in named) or _figures_only(tokens[phrase.first : phrase.last]):
            continue
        capital = head.pos == "PROPN" and phrase.first and tokens[phrase.first - 1].low in _PLACE_BEFORE
        capital = capital or (phrase.head == 0 and phrase.last == 1 and _place_elsewhere(scene, head.text))
        if capital:
            named.append(spot)
    named.sort()
    for n, (first, last) in enumerate(named):
        if scene.asked(first, last) or first >= last:
            continue
        first, last = _double(scene, first, last)
        before = tokens[first - 1].low if first else ""
        fit = 0.5 - min(0.2, 0.012 * scene.distance(first, last)) + (0.15 if before in _PLACE_BEFORE else 0.0)
        fit += _bound(scene, before)
        if scene.question.focus in _NAMED_PLACES and tokens[first].text[:1].isupper():
            fit += 0.1
        fellows = []
        edge = last
        for a, b in named[n + 1 :]:
            gap = [t.low for t in tokens[edge:a]]
            if not gap or not all(w in chunks.LINKS or w in (",", "i", "på") for w in gap):
                break
            fellows.append(_placed(scene, a, b, fit))
            edge = b
        main = _placed(scene, first, last, fit)
        made = Candidate(main.value, main.label, "Text", main.start, main.end, fit, scene.scored, tuple(fellows))
        yield lists.enlarged(scene, made)
    yield from _adverbial(scene)
    yield from _labelled(scene)


def _housed(scene: Scene) -> list[tuple[int, int]]:
    """Bodies that something may lie in or come from: "får hjemme i Havstyrelsen", "kommer fra Landsbyfonden"."""
    out = []
    for mention in scene.mentions:
        first, last = scene.index(mention.span.start), scene.index(mention.span.end - 1) + 1
        before = scene.tokens[first - 1].low if first else ""
        if mention.type == "Organisation" and before in (*_PLACE_BEFORE, "under") and mention.text[:1].isupper():
            out.append((first, last))
    return out


def _bound(scene: Scene, before: str) -> float:
    """ "Hvor kommer de *fra*", "hvor flytter de *hen*": which preposition the place stands behind."""
    tokens = [t.low for t in scene.question.tokens if t.pos != "PUNCT"]
    asked = "fra" if tokens[-1:] == ["fra"] else "til" if "hen" in tokens[-3:] else ""
    if not asked:
        return 0.0
    return 0.2 if before == asked else -0.15


def _labelled(scene: Scene) -> Iterator[Candidate]:
    """Minutes and invitations name their place after a label: "Sted: Rådhuset"."""
    sentence = scene.scored.sentence
    match = re.match(r"(?:sted|hvor|lokale|adresse)\s*:\s*(.+)", sentence.text, re.I)
    if match:
        label = tidy(match.group(1))
        start = sentence.start + match.start(1)
        fit = 0.3 if scene.question.many else 0.95
        yield Candidate(label, label, "Text", start, sentence.end, fit, scene.scored)


def _place_elsewhere(scene: Scene, name: str) -> bool:
    """True where the document says "i Ringsted" of a word that begins this sentence."""
    return name[0].isupper() and bool(
        re.search(rf"\w (?:i|på|ved|fra|til) {re.escape(name)}\b|^I {re.escape(name)}\b", scene.scored.view.text, re.M)
    )


def _double(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """ "Teknik og Miljø" is one office: two common nouns with capitals."""
    tokens = scene.tokens
    paired = last + 1 < len(tokens) and last - first == 1 and tokens[last].low == "og"
    if paired and tokens[last + 1].text[0].isupper() and all(words.known(tokens[i].low) for i in (first, last + 1)):
        return first, last + 2
    return first, last


def _placed(scene: Scene, first: int, last: int, fit: float) -> Candidate:
    tokens = scene.tokens
    label = tidy(scene.between(first, last))
    return Candidate(label, label, "Text", tokens[first].start, tokens[last - 1].end, fit, scene.scored)


def _in_quotes(scene: Scene, at: int) -> bool:
    before = scene.scored.sentence.text[: scene.tokens[at].start - scene.scored.sentence.start]
    return before.count("»") > before.count("«") or (before.count("”") + before.count('"')) % 2 == 1


def _also_at(scene: Scene, last: int, first: int) -> bool:
    """ "på plejehjem *og i* kantiner"."""
    gap = [t.low for t in scene.tokens[last:first]]
    return (
        len(gap) <= 2 and bool(gap) and gap[0] in chunks.LINKS and all(w in ("i", "på", "ved", "hos") for w in gap[1:])
    )


_NAMED_PLACES = frozenset(["by", "land", "landsby", "bydel", "kommune", "region", "havn", "ø", "landsdel"])


def _idiom(scene: Scene, phrase: chunks.Phrase) -> bool:
    """ "På plads", "i gang", "i drift": a bare noun after a preposition is seldom a place."""
    low = scene.tokens[phrase.head].low
    said = scene.tokens[phrase.first : phrase.last]
    bare = words.known(low) and words.lemma(low) == low and all(t.pos in ("NOUN", "ADJ", "PART") for t in said)
    return bare and words.split(low) is None


def _adverbial(scene: Scene) -> Iterator[Candidate]:
    """A place without a name: "på havnen", "i kommunernes servicecentre"."""
    found = scene.scored.sentence.phrases
    for phrase in found:
        before = scene.tokens[phrase.first - 1].low if phrase.first else ""
        if (
            before not in ("i", "på", "ved", "hos")
            or scene.tokens[phrase.head].pos != "NOUN"
            or scene.asked(phrase.first, phrase.last)
        ):
            continue
        if (
            words.lemma(scene.tokens[phrase.head].low) in _WEAK_HEADS | _NO_PLACE
            or _in_quotes(scene, phrase.first)
            or _figures_only(scene.tokens[phrase.first : phrase.last])
        ):
            continue
        fit = 0.34 - min(0.2, 0.015 * scene.distance(phrase.first, phrase.last))
        if scene.question.focus in _NAMED_PLACES:
            fit -= 0.3  # "i hvilken by": by its name
        elif _idiom(scene, phrase):
            fit -= 0.2
        fellow = next((p for p in found if p.first > phrase.last and _also_at(scene, phrase.last, p.first)), None)
        main = _placed(scene, phrase.first, phrase.last, fit)
        more = (_placed(scene, fellow.first, fellow.last, fit),) if fellow is not None else ()
        yield dataclasses.replace(main, more=more)
