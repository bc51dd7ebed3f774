"""Persons and bodies: who acts, who is acted on, who holds an office, who wrote."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from indexer.grammar import Token, strip_genitive
from indexer.types import Zone

from . import about_texts, chunks, contacts, lists, question_cues, quotations, words
from .candidates import Candidate, Scene
from .chunks import is_role
from .cut_what import asked_preposition
from .wordlists import several

_GENERAL = several("""
    regeringen staten kommunerne regionerne kommuner regioner folketinget ministeriet ministerier styrelsen parterne
    borgerne virksomhederne byrådet kommunalbestyrelsen regionsrådet udvalget rådet bestyrelsen direktionen
    foreningen skolerne lærerne eleverne myndighederne organisationerne erhvervslivet brancheforeningen fonden
    ledelsen sekretariatet styregruppen arbejdsgruppen kommunen regionen hospitalerne universiteterne pårørende
    frivillige forskerne fiskerne landmændene
""")
_CONTACT = 0.85  # how well a name fits that readers are told to turn to
_HAVING = frozenset(["har", "havde", "have", "er", "var", "blev", "bliver", "blevet"])
_STATE = frozenset(["er", "var", "bliver", "blev", "hedder", "hed"])


def writes(scene: Scene) -> bool:
    """True where the scene's question asks for the writer of a text."""
    return about_texts.asks_writer(scene.question)


def cut(scene: Scene) -> Iterator[Candidate]:
    """The persons and bodies of the sentence that could be the one asked for, each with its fellows in a list."""
    question = scene.question
    role = question.focus if question.focus and is_role(question.focus) else ""
    for first, last, kind in _named(scene):
        if scene.asked(first, last) and kind != "agent":
            continue
        fit = _fit(scene, first, last, kind, role)
        if fit <= 0:
            continue
        made = _candidate(scene, first, last, kind, fit, role)
        yield made if role else _in_one_clause(scene, made, lists.enlarged(scene, made))
    if role:
        yield from _by_pronoun(scene, role)


def _in_one_clause(scene: Scene, made: Candidate, wider: Candidate) -> Candidate:
    """The wider list, but where a verb stands between its members: "A har købt B, og C har bygget den" is no list."""
    members = sorted((wider, *wider.more), key=lambda c: c.start)
    if "&" in made.value and any(made.start <= c.start and c.end < made.end for c in members):
        return made  # "Kæde & Klinge A/S" is one
    low, high = scene.index(members[0].start), scene.index(members[-1].start)
    clauses = any(a.text == "," and b.low in chunks.LINKS for a, b in itertools.pairwise(scene.tokens[low : high + 1]))
    after = scene.index(max(c.end for c in members) - 1) + 1
    return made if clauses and after < len(scene.tokens) and _acts(scene.tokens[after]) else wider


def _by_pronoun(scene: Scene, role: str) -> Iterator[Candidate]:
    """ "… Lone Krag … Som direktør for havnen har hun": the person named last before the pronoun."""
    sentence, view = scene.scored.sentence, scene.scored.view
    spots = [i for i, t in enumerate(scene.tokens) if words.alike(role, t.low) >= 0.95]
    if not spots or not any(t.low in ("hun", "han") for t in scene.tokens[spots[0] :]):
        return
    if any(m.type == "Person" for m in scene.mentions) or scene.tokens[max(0, spots[0] - 1)].low != "som":
        return
    for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
        near = view.sentences[number]
        people = [m for m in view.mentions(near) if m.type == "Person"]
        if people:
            who = people[-1]
            fit = 0.6 + _complement(scene, spots[0], spots[0] + 1, spots[0])
            also = (dataclasses.replace(scene.scored, sentence=near),)
            yield Candidate(who.text, who.text, "Actor", who.span.start, who.span.end, fit, scene.scored, also=also)
            return


def _named(scene: Scene) -> list[tuple[int, int, str]]:
    """Token ranges that name someone: (first, last, "person" | "body" | "role")."""
    tokens = scene.tokens
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for mention in scene.mentions:
        if mention.type not in ("Person", "Organisation"):
            continue
        first, last = scene.index(mention.span.start), scene.index(mention.span.end - 1) + 1
        if first < last and not taken & set(range(first, last)):
            last = _whole_name(scene, first, last) if mention.type == "Organisation" else last
            found.append((first, last, "person" if mention.type == "Person" else "body"))
            taken.update(range(first, last))
    for mention in scene.mentions:
        if mention.type not in (
            "Person",
            "Organisation",
            "Date",
            "Number",
            "Money",
            "Percent",
            "Goal",
            "Theme",
            "Role",
            "Event",
        ):
            taken.update(range(scene.index(mention.span.start), scene.index(mention.span.end - 1) + 1))
    for phrase in scene.scored.sentence.phrases:
        head = phrase.head
        if head in taken or set(range(phrase.first, phrase.last)) & taken:
            continue
        if scene.question.many and tokens[phrase.first].pos == "NUM":
            continue  # "fem kommuner" counts those who are asked for
        low = strip_genitive(tokens[head].low)
        lemma = words.lemma(low)
        named = (
            _apposed(scene, phrase.last)
            if low in _GENERAL or lemma in question_cues.WHO_NOUNS or is_role(lemma)
            else None
        )
        bare = (
            phrase.first + 1 == phrase.last and low != lemma and (low in _GENERAL or lemma in question_cues.WHO_NOUNS)
        )
        if named is None and bare and _stands_for(tokens, phrase.last, found):
            continue  # "*Leverandøren*, Sky & Sø A/S, har": the name says who
        if named is not None:
            found.append((*named, "body"))  # "Leverandøren, *Sky & Sø A/S*, har …"
            taken.update(range(*named))
            continue
        if low in _GENERAL or (is_role(lemma) and low != lemma):
            kind = "role" if is_role(lemma) else "body"
            start = phrase.first
            while start < head and tokens[start].pos == "PART" and start and tokens[start - 1].low in _HAVING:
                start += 1  # "har ledet sekretariatet"
            found.append((start, _with_name(scene, phrase.last) if kind == "body" else phrase.last, kind))
        elif tokens[head].pos == "PROPN" and tokens[head].text[0].isupper():
            start = head
            while start > phrase.first and tokens[start - 1].pos == "PROPN":
                start -= 1
            found.append((start, phrase.last, "name"))
        elif (head == 0 and tokens[0].text[0].isupper() and _before_name(scene, phrase.last)) or (
            lemma in question_cues.WHO_NOUNS and (phrase.last - phrase.first) > 1
        ):
            found.append((phrase.first, _with_name(scene, phrase.last), "body"))
        elif phrase.first > 1 and tokens[phrase.first - 1].low == "af" and _acted(tokens[phrase.first - 2].low):
            found.append((phrase.first, phrase.last, "agent"))
    return _joined(scene, sorted(item for item in found if not _labels(tokens, item)))


def _whole_name(scene: Scene, first: int, last: int) -> int:
    """ "Styrelsen for Arter *og Levesteder*": the second half of a name that speaks of two fields."""
    tokens = scene.tokens
    if last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last].text[:1].isupper():
        taken = any(m.span.start == tokens[last].start for m in scene.mentions if m.type in ("Organisation", "Person"))
        if not taken and words.split(tokens[last - 1].low) is not None:
            return _with_name(scene, last)  # "Naturcenter *Lyngbakken*"
    if last + 1 >= len(tokens) or tokens[last].low != "og" or not tokens[last + 1].text.istitle():
        return last
    fields = any(t.low in ("for", "af") for t in tokens[first + 1 : last])
    plain = words.known(tokens[last - 1].low) and words.known(tokens[last + 1].low)
    known = any(m.span.start == tokens[last + 1].start for m in scene.mentions if m.type in ("Organisation", "Person"))
    return last + 2 if fields and plain and not known else last


def _apposed(scene: Scene, at: int) -> tuple[int, int] | None:
    """The name that stands between commas behind what it is."""
    tokens = scene.tokens
    if at + 2 >= len(tokens) or tokens[at].text != "," or not tokens[at + 1].text[:1].isupper():
        return None
    taken = any(m.span.start == tokens[at + 1].start for m in scene.mentions if m.type in ("Organisation", "Person"))
    stop = next((i for i in range(at + 1, min(len(tokens), at + 8)) if tokens[i].text == ","), -1)
    inside = tokens[at + 1 : stop] if stop > 0 else ()
    if taken or not inside or any(t.finite or t.low in chunks.LINKS for t in inside):
        return None
    return at + 1, stop


def _labels(tokens: Sequence[Token], item: tuple[int, int, str]) -> bool:
    """Is what was found, or its end, the label of a field: "*Ejer*: …"?"""
    return item[1] < len(tokens) and tokens[item[1]].text == ":" and item[2] != "person"


def _stands_for(tokens: Sequence[Token], at: int, found: Sequence[tuple[int, int, str]]) -> bool:
    """Does a name that was found stand between commas behind what it is?"""
    name = next((item for item in found if item[0] == at + 1), None)
    if name is None or tokens[at].text != "," or name[1] >= len(tokens):
        return False
    return tokens[name[1]].text in ",." and not (
        tokens[name[1]].text == "," and name[1] + 1 < len(tokens) and tokens[name[1] + 1].text[0].isupper()
    )


def _with_name(scene: Scene, last: int) -> int:
    """ "Den frivillige organisation *Ny Havn*": what a body is, and then its name."""
    tokens = scene.tokens
    while last < len(tokens) and tokens[last].text[0].isupper() and tokens[last].text[0].isalpha():
        last += 1
    return last


def _acted(low: str) -> bool:
    """A passive form, behind which "af" names the one that acts: betales, betalt."""
    return low.endswith(("es", "et", "t")) and len(low) > 4


def _joined(scene: Scene, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "Landbrug & Fødevarer" is one name, and so is "Medarbejder- og Kompetencestyrelsen"."""
    out: list[tuple[int, int, str]] = []
    for item in found:
        between = [t.low for t in scene.tokens[out[-1][1] : item[0]]] if out else []
        if out and out[-1][1] == item[0] and _owns(scene, out[-1], item):
            out[-1] = (out[-1][0], item[1], "body")  # "Fagbevægelsens Hovedorganisation"
        elif between == ["&"] or (between == ["og"] and _one_body(scene, out[-1], item)):
            out[-1] = (out[-1][0], item[1], "body")
        else:
            out.append(item)
    return out


def _one_body(scene: Scene, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """ "Teknik og Miljø", or a name whose last part stands but once: "Medarbejder- og Kompetencestyrelsen"."""
    return scene.tokens[one[1] - 1].text.endswith("-") or _two_fields(scene, one, other)


def _owns(scene: Scene, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """A name in the genitive and a common noun with a capital right behind it are one name."""
    tokens = scene.tokens
    head = tokens[other[0]]
    genitive = tokens[one[1] - 1].text.endswith("s") and tokens[one[0]].text[0].isupper()
    return genitive and other[2] == "name" and head.text[0].isupper() and words.known(words.lemma(head.low))


def _two_fields(scene: Scene, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """ "Teknik og Miljø", "Børn og Unge": two common nouns with capitals name one department."""
    if {one[2], other[2]} != {"name"} or one[1] - one[0] > 1 or other[1] - other[0] > 1:
        return False
    return all(words.known(scene.tokens[i].low) for i in (one[0], other[0]))


def _before_name(scene: Scene, last: int) -> bool:
    """ "Socialdemokratiet, Venstre og SF": the first of several names."""
    tokens = scene.tokens
    return (
        last + 1 < len(tokens)
        and (tokens[last].low in chunks.LINKS or tokens[last].text == ",")
        and tokens[last + 1].pos == "PROPN"
    )


def _fit(scene: Scene, first: int, last: int, kind: str, role: str) -> float:
    question = scene.question
    base = {"person": 0.5, "body": 0.45, "role": 0.35, "name": 0.2, "agent": 0.25}[kind]
    if scene.scored.sentence.zone in (Zone.BYLINE, Zone.SOURCE) and not writes(scene):
        base -= 0.05
    base += 0.12 if kind == "name" and last - first > 1 else 0.0
    base -= min(0.2, 0.015 * max(0, scene.distance(first, last) - 2))
    if role:
        return _office(scene, first, last, kind, role, base)
    if writes(scene):
        return (
            base + (0.45 if scene.scored.sentence.zone is Zone.BYLINE else 0.0) + (0.05 if kind == "person" else -0.1)
        )
    if contacts.asked(question.core):
        return _CONTACT if contacts.named(scene, first) else base - 0.3
    verbs = scene.verbs()
    if verbs:
        base += _slot(scene, first, last, verbs)
    tokens = scene.tokens
    before = tokens[first - 1].low if first else ""
    if before == "hos":
        base += 0.25
    base -= 0.3 * _only_tells(scene, first, last) + 0.25 * _does_another(scene, first, verbs)
    base += _handed(scene, first) + _of_class(scene, first, last) + _in_relative(scene, first, last)
    base += _titled(scene, first) - (_beside_asked(scene, first) if kind == "name" else 0.0)
    if question.focus and before in _STATE and first > 1:
        said = tokens[question_index] if (question_index := first - 2) >= 0 else None
        if said is not None and words.alike(question.focus, said.low) >= 0.8:
            base += 0.4
    if question.focus and kind == "body":
        noun = words.lemma(strip_genitive(scene.tokens[last - 1].low))
        if words.alike(question.focus, noun) >= 0.5:
            base += 0.1
    if question.many and len(_fellows(scene, first, last)) > 0:
        base += 0.15
    return base - scene.apart(first)


def _only_tells(scene: Scene, first: int, last: int) -> bool:
    """ "*X skriver*, at ansvaret ligger hos Y": what is asked about stands in what X tells."""
    tokens = scene.tokens
    telling = quotations.verbs_of_saying(scene.scored.sentence.text)
    for start, end in telling:
        verb = scene.index(scene.scored.sentence.start + start)
        after = scene.index(scene.scored.sentence.start + end - 1) + 1
        near = last <= verb <= last + 2 or (first - 2 <= verb < first and verb > 0)
        that = next((i for i in range(after, min(len(tokens), after + 5)) if tokens[i].low == "at"), -1)
        if near and that > 0 and first < that and verb not in scene.matched:
            return bool(scene.matched) and all(i > that or first <= i < last for i in scene.matched)
    return False


def _does_another(scene: Scene, first: int, verbs: tuple[int, ...]) -> bool:
    """ "Sporet ledes af *X* og betales af Y", asked who pays: the passive before "af X" is another verb."""
    tokens = scene.tokens
    if not verbs or first < 2 or tokens[first - 1].low != "af" or not _acted(tokens[first - 2].low):
        return False
    others = [i for i in verbs if i != first - 2 and i + 1 < len(tokens) and _acted(tokens[i].low)]
    return first - 2 not in verbs and any(tokens[i + 1].low == "af" for i in others)


def _beside_asked(scene: Scene, first: int) -> float:
    """ "Sporene A, B og C": asked who leads A, a name that stands in one list with A is its like, not its leader."""
    found = scene.scored.sentence.phrases
    index = next((n for n, p in enumerate(found) if p.first <= first < p.last), -1)
    members = chunks.enumeration(scene.tokens, index, found) if index >= 0 else ()
    named = [
        i for t, spots in zip(scene.question.content, scene.places, strict=True) if t.role == "name" for i in spots
    ]
    return 0.2 if len(members) > 1 and any(a <= i < b for a, b in members for i in named) else 0.0


def _titled(scene: Scene, first: int) -> float:
    """The office before a name, where the question names one: "direktør Lone Krag" and not "vicedirektør Per Holm"."""
    asked = [t.word for t in scene.question.content if t.role == "noun" and is_role(words.lemma(t.word))]
    before = scene.tokens[first - 1].low if first else ""
    if not asked or not is_role(words.lemma(before)):
        return 0.0
    likeness = max(words.alike(word, before) for word in asked)
    return 0.1 if likeness >= 0.95 else -0.15 if likeness >= 0.5 else 0.0


def _in_relative(scene: Scene, first: int, last: int) -> float:
    """ "X, *som fik idéen*": whom the clause is about; "registeret, som *X* får ansvar for": who acts in it."""
    tokens = scene.tokens
    if first > 1 and tokens[first - 1].text == "," and first - 2 in scene.solid and tokens[first - 2].pos == "NOUN":
        return 0.3  # "leverandøren, X": what is asked for, and its name
    if last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].low in ("som", "der"):
        stop = next((i for i in range(last + 2, len(tokens)) if tokens[i].text in ",.;"), len(tokens))
        verb = next(
            (i for i in range(last + 2, min(stop, last + 4)) if tokens[i].finite or tokens[i].pos in ("AUX", "MODAL")),
            -1,
        )
        return 0.2 if verb == last + 2 and any(last + 1 < i < stop for i in scene.solid) else 0.0
    if first > 2 and tokens[first - 1].low in ("som", "hvilket") and tokens[first - 2].text == ",":
        return 0.2 if any(first - 6 <= i < first - 2 for i in scene.solid) else 0.0
    return 0.0


_HANDED = re.compile(r"\b(?:overg\w+|flytte\w*|overdrag\w+|overlad\w+|overf\w+)\b", re.I)


def _handed(scene: Scene, first: int) -> float:
    """ "Ansvaret overgår fra A til B": it is B who has it then."""
    before = scene.tokens[first - 1].low if first else ""
    if before not in ("fra", "til") or not _HANDED.search(scene.scored.sentence.text):
        return 0.0
    former = re.search(r"\b(?:før|tidligere|hidtil|fra hvem)\b", scene.question.core, re.I)
    return 0.15 if (before == "til") != bool(former) else -0.15


# What the names of some sorts of bodies hold: "hvilken myndighed" is answered by a styrelse, not by a club.
_PUBLIC = ("styrelse", "ministeri", "direktorat", "tilsyn", "kommune", "region", "forvaltning", "råd", "nævn")
_PRIVATE = several("leverandør firma virksomhed konsulenthus konsulentfirma selskab entreprenør producent")
_CLASSES: dict[str, tuple[str, ...]] = {
    "myndighed": _PUBLIC,
    "instans": _PUBLIC,
    "styrelse": ("styrelse",),
    "ministerium": ("ministeri",),
    "kommune": ("kommune",),
    "region": ("region",),
    "universitet": ("universitet",),
    "fond": ("fond",),
    "avis": ("avis", "blad", "tidende", "posten", "nyt"),
    "udvalg": ("udvalg",),
}


def _of_class(scene: Scene, first: int, last: int) -> float:
    """More for a name of the sort asked for ("hvilken *styrelse*"), less for one that names another sort."""
    focus = scene.question.focus
    if not focus:
        return 0.0
    said = [t.low for t in scene.tokens[first:last]]
    if any(words.alike(focus, low) >= 0.85 for low in said) and any(
        t.text[0].isupper() for t in scene.tokens[first + 1 : last]
    ):
        return 0.35  # "brancheforeningen Ny Havn"
    if focus in _PRIVATE:
        return -0.35 if any(part in low for low in said for part in (*_PUBLIC, "regering")) else 0.0
    wanted = _CLASSES.get(focus)
    if wanted is None:
        return 0.0
    return 0.2 if any(part in low for low in said for part in wanted) else -0.1


_FORMER = several("afgående tidligere forhenværende daværende fhv forrige")


def _office(scene: Scene, first: int, last: int, kind: str, role: str, base: float) -> float:
    """A person fits an office where the office stands beside the name and belongs to the body that is asked for."""
    tokens = scene.tokens
    if kind not in ("person", "name"):
        return 0.0
    near = range(max(0, first - 7), min(len(tokens), last + 7))
    spots = [i for i in near if not first <= i < last and words.alike(role, strip_genitive(tokens[i].low)) >= 0.8]
    if not spots:
        return 0.0
    spot = min(spots, key=lambda i: (min(abs(i - first), abs(i - last + 1)), i > first))
    between = tokens[last:spot] if spot >= last else tokens[spot + 1 : first]
    others = [
        m
        for m in scene.mentions
        if m.type == "Person" and between and between[0].start <= m.span.start < between[-1].end
    ]
    if others or any(t.text in ").;:" for t in between):
        return 0.0
    gap = len([t for t in between if t.pos not in ("DET", "ADJ")])
    own = words.lemma(strip_genitive(tokens[spot].low)).endswith(role)  # "leder" is not quite "direktør"
    past = {t.low for t in tokens[max(0, spot - 2) : spot]} & _FORMER
    gone = 0.25 if past and not {t.low for t in scene.question.tokens} & _FORMER else 0.0
    return base + (0.45 if own else 0.35) - 0.04 * gap - gone + _complement(scene, first, last, spot)


def _complement(scene: Scene, first: int, last: int, spot: int) -> float:
    """What the office belongs to: "KL's formand", "formand for KL", "regionsrådsformand". Another body rules it out."""
    tokens, question = scene.tokens, scene.question
    wanted = [
        (n, t)
        for n, t in enumerate(question.content)
        if not t.focus and t.role in ("name", "noun") and t.word.casefold() not in ("navn",)
    ]
    if not wanted:
        return 0.0
    low, high = max(0, min(first, spot) - 4), min(len(tokens), max(last, spot + 1) + 8)
    people = [scene.index(m.span.start) for m in scene.mentions if m.type == "Person"]
    high = min([high, *(p for p in people if p >= last and p > spot)])
    low = max([low, *(p + 2 for p in people if p < first and p < spot)])
    modifier = words.keys(tokens[spot].low).modifier
    for n, term in wanted:
        if any(low <= i < high for i in scene.places[n]):
            return 0.1
        if modifier and (words.key(term.word) == modifier or words.synonymous(words.key(term.word), modifier)):
            return 0.15
    explicit = (
        spot > 0
        and re.search(r"(?:['’]s|[a-zæøåA-ZÆØÅ]s)$", tokens[spot - 1].text)
        and tokens[spot - 1].text[0].isupper()
    ) or any(tokens[i].low in ("for", "i", "hos", "af") for i in range(spot + 1, min(len(tokens), spot + 3)))
    if explicit or (modifier and not question.wh.startswith("hvilke")):
        return -0.6  # "hvilken minister" asks for the field too
    nearness = max(scene.scored.near[n] for n, _ in wanted)
    return -0.1 if nearness >= 0.6 else -0.5


def _slot(scene: Scene, first: int, last: int, verbs: tuple[int, ...]) -> float:
    """Whether the stretch stands where the one asked for would: subject before the verb, agent after "af"."""
    tokens = scene.tokens
    verb = min(verbs, key=lambda i: min(abs(i - first), abs(i - last)))
    passive = tokens[verb].low.endswith("es") or (
        tokens[verb].pos == "PART"
        and any(tokens[i].low in ("blev", "bliver", "er", "var", "blevet") for i in range(max(0, verb - 5), verb))
    )
    back = first - 1
    while back > 0 and back > first - 4 and tokens[back].pos in ("NOUN", "ADJ", "DET"):
        back -= 1
    agent = back >= 0 and tokens[back].low == "af"
    if agent and 0 < first - verb <= 5 and not tokens[verb].finite:
        return 0.3
    subject = scene.question.subject
    tail = asked_preposition(scene)
    if tail and first > 0 and tokens[first - 1].low == tail:
        return 0.35
    if passive:
        return 0.3 if agent else -0.1
    if subject is True:
        return 0.25 if last <= verb or (first == verb + 1) else -0.05
    held = scene.question.content
    actor_before = any(
        i < verb for term, spots in zip(held, scene.places, strict=True) if term.role == "name" for i in spots
    )
    if actor_before:
        return 0.2 if first > verb else -0.15
    return 0.2 if last <= verb or first == verb + 1 else 0.05


def _candidate(scene: Scene, first: int, last: int, kind: str, fit: float, role: str) -> Candidate:
    main = _one(scene, first, last, kind, fit)
    if role:
        return main
    others = _fellows(scene, first, last)
    mixed = _mixed(scene, first) if "&" not in main.value else []
    if len(mixed) > len(others) + 1 and len(mixed) >= 3:
        parts = [_one(scene, a, b, kind, fit + 0.1) for a, b in mixed if not scene.asked(a, b)]
        return dataclasses.replace(parts[0], more=tuple(parts[1:])) if parts else main
    fellows = tuple(_one(scene, a, b, k, fit) for a, b, k in others if not scene.asked(a, b))
    before = tuple(c for c in fellows if c.start < main.start)
    if before:
        ordered = sorted((*fellows, main), key=lambda c: c.start)
        return dataclasses.replace(ordered[0], more=tuple(ordered[1:]))
    return dataclasses.replace(main, more=fellows)


def _mixed(scene: Scene, first: int) -> list[tuple[int, int]]:
    """The enumeration round a name where some members are no names: "lodsejere, jægere, Friluftsrådet og elever"."""
    found = scene.scored.sentence.phrases
    index = next((n for n, p in enumerate(found) if p.first <= first < p.last), -1)
    if index < 0:
        return []
    members = chunks.enumeration(scene.tokens, index, found)
    members = tuple((_without_asked(scene, a, b), b) for a, b in members)
    tidy = [(a, b) for a, b in members if b - a <= 6]
    return tidy if len(tidy) == len(members) else []


def _without_asked(scene: Scene, first: int, last: int) -> int:
    """Where a member begins without what the question says: "et skovråd med *lodsejere*"."""
    for i in range(first + 1, last - 1):
        if scene.tokens[i].low in ("med", "af", "fra") and scene.asked(first, i):
            return i + 1
    return first


def _fellows(scene: Scene, first: int, last: int) -> list[tuple[int, int, str]]:
    """The other members of "regeringen, KL og Danske Regioner"."""
    named = _named(scene)
    at = next(i for i, item in enumerate(named) if item[0] == first)
    out: list[tuple[int, int, str]] = []
    for step in (-1, 1):
        i, edge = at + step, at
        while 0 <= i < len(named):
            if _bracketed(scene.tokens, named[i]):
                i += step  # "Danske Havne *(DH)* og Kystrådet": a short name, no member
                continue
            left, right = (named[i], named[edge]) if step < 0 else (named[edge], named[i])
            gap = [t.low for t in _unbracketed(scene.tokens[left[1] : right[0]]) if t.pos not in ("DET", "ADV")]
            after = right[1]
            if "," in gap and chunks.LINKS & set(gap) and after < len(scene.tokens) and _acts(scene.tokens[after]):
                break  # ", og B har …": a new clause
            beside = gap == ["med"] and any(t.low in ("sammen", "samarbejde") for t in scene.tokens[left[1] : right[0]])
            if not beside and (not gap or not all(w in chunks.LINKS or w in (",", "både", "–") for w in gap)):
                break
            out.append(named[i])
            edge, i = i, i + step
    return out


def _bracketed(tokens: Sequence[Token], item: tuple[int, int, str]) -> bool:
    """Does a name stand alone in brackets?"""
    return item[0] > 0 and item[1] < len(tokens) and tokens[item[0] - 1].text == "(" and tokens[item[1]].text == ")"


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without those in brackets."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.text == "("
        if not depth:
            kept.append(token)
        depth -= token.text == ")" and depth > 0
    return kept


def _acts(token: Token) -> bool:
    return token.finite or token.pos == "AUX"


def _one(scene: Scene, first: int, last: int, kind: str, fit: float) -> Candidate:
    tokens = scene.tokens
    words_ = scene.between(first, last)
    value = strip_genitive(words_)
    return Candidate(value, value, "Actor", tokens[first].start, tokens[last - 1].end, fit, scene.scored)
