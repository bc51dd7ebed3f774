"""Danish text to `Question`: what is asked for, about what and whom, when, and in which source.

No index is needed here: linking names to what a corpus knows is for `linking.py`.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import re
from collections.abc import Sequence

from indexer.dates import MONTHS
from indexer.grammar import Token

from . import chunks, contacts, list_orders, phrasing, saying, stance, titles, words
from . import question_cues as cues
from .chunks import is_role
from .wordlists import several


class Kind(enum.StrEnum):
    """What sort of thing would answer."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    NUMBER = "number"
    WHAT = "what"
    DEFINITION = "definition"
    PURPOSE = "purpose"
    WHY = "why"
    HOW = "how"
    YESNO = "yesno"
    QUOTE = "quote"
    SAID = "said"
    COMPARE = "compare"


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that evidence must hold.

    `role` is "name", "year", "number", "noun", "verb", "adj" or "other"; `focus` marks the noun asked for ("hvor mange
    *initiativer*", "hvilken *leverandør*"); `scope` a word about the source rather than the thing; `told` a word of a
    statement beside the question ("*Pyramiden er fortid.* Hvad kom i stedet?"); `weight` how much of the evidence hangs
    on it; `at` its place among the question's tokens.
    """

    word: str
    role: str
    weight: float
    at: int
    focus: bool = False
    scope: bool = False
    told: bool = False


@dataclasses.dataclass(frozen=True)
class Question:
    """A question as it was read.

    `core` is its text without politeness; `tokens` count their offsets in `core`. `wh` is the question word with its
    noun, `focus` the noun asked for in dictionary form. `many` asks for more than one thing. `subject` tells whether
    who/what is the one that acts (True), is acted on (False), or it can't be told (None).
    """

    text: str
    core: str
    kind: Kind
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    wh: str = ""
    focus: str = ""
    focus_at: int = -1
    many: bool = False
    subject: bool | None = None
    quoted: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    keywords: bool = False
    person: str = ""

    @functools.cached_property
    def content(self) -> tuple[Term, ...]:
        """The terms about the thing itself."""
        return tuple(term for term in self.terms if not term.scope)

    @functools.cached_property
    def scope(self) -> tuple[Term, ...]:
        """The terms about the source: "ifølge lederen fra 2016"."""
        return tuple(term for term in self.terms if term.scope)


@functools.lru_cache(maxsize=256)  # a question is asked whole and in steps, by many who answer it
def parse(text: str) -> Question:
    """The question that a text asks. Never fails: a text without a question word is read as keywords.

    >>> question = parse("Hej, kan du sige mig, hvor mange initiativer der er i strategien fra 2011?")
    >>> question.kind.value, question.focus, question.years
    ('number', 'initiativ', ('2011',))
    """
    asked = list_orders.turned(" ".join(text.split())[:1000])
    original = list_orders.without(asked)
    quoted = tuple(q.strip(" .,!?") for q in re.findall(r"[\"“”„»«]([^\"“”„»«]{3,300})[\"“”„»«]", original))
    core = _english(phrasing.turned(_with_names(_unwrapped(phrasing.tidied(original)), original)))
    tokens = chunks.tag(core, 0, len(core))
    at = _wh_at(tokens)
    tokens = _finite(phrasing.mended(_verb_first(tokens, at)), at)
    kind, wh, focus_at, many = _read(core, tokens, at)
    kind = _quotation(core, kind, quoted, focus_at)
    terms = _terms(core, tokens, at, focus_at, kind, quoted)
    return Question(
        text=text,
        core=core,
        kind=kind,
        tokens=tokens,
        terms=terms,
        wh=wh,
        focus=words.lemma(tokens[focus_at].low) if focus_at >= 0 else "",
        focus_at=focus_at,
        many=many or _ALL_TOLD.search(core) is not None or list_orders.ordered(asked),
        subject=_subject(tokens, at, kind),
        quoted=quoted,
        years=tuple(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", core))),
        keywords=at < 0 and kind is not Kind.YESNO,
    )


# "Hvad skal jeg have med? Nævn det hele": a list is asked for, whatever the question before it looks like.
_ALL_TOLD = re.compile(
    r"(?:^|[?.–:]\s+)(?:nævn|opremse?|remse?|oplist|list)\s+(?:dem|det hele|alle|samtlige|op|venligst)\b[^?.]*[.?!]?$",
    re.I,
)


def _unwrapped(text: str) -> str:
    """The text without what is said to be polite, before and after."""
    rest = cues.GREETING.sub("", _without_lead(text).lstrip(" ,:–-"), count=1)
    if not _first_wh(rest):
        rest = cues.ASKED_FOR.sub("", rest, count=1)
    rest = cues.TRAILING.sub("", rest).strip() or text
    pieces = re.split(r"(?<=\w{3}[.!?])\s+(?=[A-ZÆØÅ\"”»]|hv)|(?<=\w{3}:)\s+(?=[A-ZÆØÅ]|hv)|\s+[–-]\s+", rest)
    if len(pieces) > 1:
        asking = [i for i, p in enumerate(pieces) if p.endswith("?") or _first_wh(p)]
        if asking:
            kept = [
                told
                for i, p in enumerate(pieces)
                if (
                    told := p
                    if i == asking[0] or not cues.PERSONAL.search(p)
                    else _subject_of(p)
                    if i < asking[0]
                    else ""
                )
                and (i == asking[0] or i > asking[0] or i not in asking)
            ]
            rest = " – ".join(kept) if kept else rest
            return _without_lead(rest).lstrip(" ,:–-") or rest
    return rest


_MATTER = re.compile(
    r"\b(?:om|vedrørende|vedr\.?|angående|efter)\s+(?!at\b|hv|jeg\b|vi\b|det\b|lidt\b)(?P<matter>[^?]{4,80}?)\s*[.!]*$",
    re.I,
)


def _subject_of(told: str) -> str:
    """What an asker says to be busy with: "jeg laver et oplæg *om havneplanen 2016-2020*"; "" for nothing told."""
    match = _MATTER.search(told)
    if match is None or not re.search(r"[A-ZÆØÅ]{2}|\b[A-ZÆØÅ][a-zæøå]|\d{4}|\w{12}", match["matter"]):
        return ""
    return f"om {match['matter']}"


_SENTENCE = re.compile(r"\w{3,}[.!]\s+(?=[A-ZÆØÅ])")


def _without_lead(text: str) -> str:
    """The text without a polite lead, which ends in the sentence that asks: "Jeg læser et notat om X. Hvem ejer X?"."""
    lead, stop = cues.LEADING.match(text), _SENTENCE.search(text)
    if lead is None:
        return text
    told = stop is not None and not _first_wh(text[: stop.end()]) and lead.end() <= stop.start()
    return text if told else text[lead.end() :]


# "… har smidt sit SafeOn væk. Hvad skal *hun* betale?": what is told before belongs to the question.
_ANAPHOR = re.compile(r"\b(?:(?:han|hun|dem|hans|hendes|dens|deres)\b|(?:den|de)\b(?!\s+[a-zæøå]+e\b))", re.I)
_NAMED_INSIDE = re.compile(r"(?<=\w )[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)*")


def _with_names(rest: str, whole: str) -> str:
    """A question that points back with a pronoun, with the names that what is left out before it gives."""
    before = whole[: max(0, whole.casefold().find(rest[:16].casefold()))]
    names = [name for name in _NAMED_INSIDE.findall(before) if name not in rest]
    if not names or not _ANAPHOR.search(rest):
        return rest
    return f"{rest.rstrip(' ?')} ({', '.join(names)})?"


def _first_wh(text: str) -> bool:
    return bool(
        re.search(r"\b(hvem|hvad|hvornår|hvornaar|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan|hvorledes)\b", text, re.I)
    )


def _english(text: str) -> str:
    """Borrowed English words put into Danish, so that they meet the text's."""
    table = words.english()

    def swap(match: re.Match[str]) -> str:
        if match.start() and match.group()[0].isupper():
            return match.group()  # part of a name: "Open Government Partnership"
        return table.get(match.group().casefold(), match.group())

    return _borrowed().sub(swap, text)


@functools.lru_cache(maxsize=1)
def _borrowed() -> re.Pattern[str]:
    table = words.english()
    return re.compile(
        r"\b(?:" + "|".join(sorted((re.escape(k) for k in table), key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


def _wh_at(tokens: Sequence[Token]) -> int:
    for i, token in enumerate(tokens):
        if token.low in cues.WH and not (token.low == "hvis" and i > 0):
            previous = tokens[i - 1] if i else None
            if token.low == "hvor" and previous is not None and previous.text == "," and i > 3:
                continue
            if i > 2 and _asks_whether(tokens, i):
                return -1
            return i
    return -1


_OPENERS = several(
    "er var blev bliver har havde nåede når fik får indfriede overholdt holdt levede lever passer ligger står"
)
_SETTLED = several(
    "enige uenige enig klart sikkert afgjort besluttet fastlagt fast kendt oplyst bestemt stilling aftalt"
)


def _asks_whether(tokens: Sequence[Token], at: int) -> bool:
    """True where a verb opens the question and a noun governs the question word: "Nåede byen sit *mål for* hvor …"."""
    first, before = tokens[0], tokens[at - 1]
    if _opens(tokens) and before.text == "," and tokens[at - 2].pos == "PREP":
        return True  # "Taler rådet med naboerne om, hvad der skal ske"
    if first.low not in _OPENERS:
        return False
    if before.pos == "PREP" and at > 3 and tokens[at - 2].pos in ("NOUN", "PROPN"):
        return True
    return before.text == "," and any(t.low in _SETTLED for t in tokens[:at])


_TELLS = several("sige nævne oplyse skrive stå vide kende fortælle omtale")


def _opens(tokens: Sequence[Token]) -> bool:
    """Do a verb and the one who acts open a question, and is it no question of what a text tells?"""
    verb = chunks.possible_verb(tokens[0].low)
    finite = verb is not None and verb.form in ("pres", "past", "pass") and verb.lemma not in _TELLS
    acts = tokens[1].pos == "PROPN" or (tokens[1].pos == "NOUN" and words.lemma(tokens[1].low) != tokens[1].low)
    return finite and acts and tokens[0].text[:1].isupper()


_MORE_OF = several("mere mindre flere færre over under mindst der kun alle samtlige hver ingen")
_NO_OBJECT = several("noget nogen man vi")  # what stands behind no noun


def _verb_first(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Danish puts the verb right after the question word, or first in a yes/no question: read it so if it can be."""
    spot = (
        at + 1
        if at >= 0 and tokens[at].low in ("hvem", "hvad", "hvornår", "hvorfor", "hvordan", "hvor")
        else 0
        if at < 0
        else -1
    )
    if not 0 <= spot < len(tokens) - 1:
        return tokens
    token = tokens[spot]
    if token.pos in chunks.VERBAL or token.pos in ("ADV", "PUNCT", "REL"):
        return tokens
    subject = tokens[spot + 1].pos in ("PROPN", "PRON", "DET", "NOUN", "NUM") or tokens[spot + 1].low in _MORE_OF
    whether = token.text[0].isupper() or tokens[spot + 1].low in _NO_OBJECT  # "taler noget for planen"
    if at < 0 and not (subject and whether):
        return tokens
    verb = chunks.possible_verb(token.low)
    if verb is None or (at < 0 and verb.form not in ("pres", "past", "pass")):
        return tokens
    return (*tokens[:spot], dataclasses.replace(token, pos="VERB", verb=verb), *tokens[spot + 1 :])


def _finite(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """A question word waits for a finite verb: "hvor mange pladser *ender* vi på", "hvad *afhænger* af …"."""
    stop = next((i for i, t in enumerate(tokens) if (t.text == "," or t.low == "at") and i > at + 2), len(tokens))
    if at < 0 or any(t.finite or t.pos in ("MODAL", "AUX") for t in tokens[at:stop]):
        return tokens
    for i in range(at + 1, stop):
        token, before = tokens[i], tokens[i - 1]
        if token.pos == "NOUN" and _after_many(tokens, at, i) and (sure := chunks.sure_verb(token.low)) is not None:
            return (*tokens[:i], dataclasses.replace(token, pos="VERB", verb=sure), *tokens[i + 1 :])
        if token.pos not in ("NOUN", "ADJ") or before.pos in ("DET", "ADJ", "PREP", "NUM", "CCONJ"):
            continue
        if before.low in ("hvilken", "hvilket", "hvilke", "mange", "stor", "hvis"):
            continue
        verb = chunks.possible_verb(token.low)
        if verb is not None and verb.form in ("pres", "past", "pass"):
            return (*tokens[:i], dataclasses.replace(token, pos="VERB", verb=verb), *tokens[i + 1 :])
    return tokens


def _after_many(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Does a word follow "hvor mange" with no more than adjectives between: "hvor mange bærbare *kom* for sent"?"""
    return i > at + 1 and tokens[at + 1].low == "mange" and all(t.pos == "ADJ" for t in tokens[at + 2 : i])


def _read(core: str, tokens: Sequence[Token], at: int) -> tuple[Kind, str, int, bool]:
    """Kind, question phrase, index of the noun asked for (-1: none), and whether several are asked for."""
    if at < 0:
        return _without_wh(core, tokens)
    low = tokens[at].low
    following = [t.low for t in tokens[at + 1 : at + 4]]
    if low in ("hvornår", "hvornaar"):
        return Kind.WHEN, low, -1, False
    if low == "hvorfor":
        return Kind.WHY, low, -1, False
    if low in ("hvordan", "hvorledes"):
        return _in_what_way(tokens, at, low)
    if low == "hvor":
        return _how_much(tokens, at, following)
    if low in ("hvilken", "hvilket", "hvilke", "hvis"):
        return _which(tokens, at)
    if low == "hvem":
        return _who(core, tokens, at)
    return _what(core, tokens, at)


STANDS = "hvad er holdningen"  # the question phrase of one that asks how somebody stands to something
_COMES_ABOUT = re.compile(r"(?:kan det være|er det gået til|gik det til|kunne \w+ (?:opstå|ske|gå galt)|opstod)\b")
_DESCRIBES = several("omtaler omtalte beskriver beskrev betegner betegnede reagerer reagerede svarer svarede")
_DEFENDS = several("begrunder begrundede forklarer forklarede forsvarer forsvarede")


def _in_what_way(tokens: Sequence[Token], at: int, low: str) -> tuple[Kind, str, int, bool]:
    """ "Hvordan" asks for a way, a reason ("hvordan kan det være"), or for words ("hvordan beskriver hun planen")."""
    rest = [t for t in tokens[at + 1 :] if t.pos != "PUNCT"]
    if _COMES_ABOUT.match(" ".join(t.low for t in rest)) or (rest and rest[0].low in _DEFENDS):
        return Kind.WHY, low, -1, False
    if rest and rest[0].low in _DESCRIBES:
        return Kind.SAID, STANDS, -1, False
    return Kind.HOW, low, -1, False


def _noun_after(tokens: Sequence[Token], start: int, most: int = 6) -> int:
    """The index of the head noun of the phrase that begins at start, or -1."""
    head = -1
    for i in range(start, min(len(tokens), start + most)):
        if tokens[i].text in ("slags", "type", "typer", "form", "former", "grad"):
            continue
        if tokens[i].pos in ("NOUN", "PROPN"):
            head = i
            following = tokens[i + 1].pos if i + 1 < len(tokens) else ""
            if tokens[i].low.endswith("s") and following in ("NOUN", "ADJ"):
                continue
            if tokens[i].pos == "PROPN" and following == "PROPN" and i > start and tokens[start].low == "af":
                continue  # "hvilket af Region Fjordens initiativer"
            return _really(tokens, i, start)
        if tokens[i].pos not in ("DET", "ADJ", "NUM", "ADV", "PREP", "PART", "CCONJ"):
            return head
        if tokens[i].pos == "PREP" and tokens[i].low not in ("af", "med", "for"):
            return head
    return head


def _really(tokens: Sequence[Token], i: int, start: int) -> int:
    """The head where the tagger may have taken a verb for it: "hvor mange frivillige *stiller* foreningen med"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    verb = chunks.possible_verb(tokens[i].low)
    if (
        verb is not None
        and verb.form in ("pres", "past")
        and i > start
        and tokens[i - 1].pos in ("ADJ", "NOUN", "PART")
        and (after is not None and after.pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ"))
    ):
        return i - 1
    if tokens[i].low in cues.MEASURES:
        return i
    if (
        after is not None
        and tokens[i].low in cues.PEOPLE_LIKE
        and after.pos == "NOUN"
        and tokens[i].pos == "NOUN"
        and verb is None
        and chunks.possible_verb(after.low) is None
    ):
        return i + 1
    return i


def _how_much(tokens: Sequence[Token], at: int, following: Sequence[str]) -> tuple[Kind, str, int, bool]:
    first = following[0] if following else ""
    if first in ("mange", "få"):
        head = _noun_after(tokens, at + 2)
        if at + 3 < len(tokens) and tokens[at + 2].low in cues.PEOPLE_LIKE and chunks.possible_verb(tokens[at + 3].low):
            head = at + 2  # "hvor mange frivillige læser op"
        if head < 0 and at + 2 < len(tokens) and tokens[at + 2].pos in ("ADJ", "PART"):
            head = at + 2  # "hvor mange hjemløse blev der talt"
        return Kind.NUMBER, f"hvor {first}", head, False
    if first in (
        "meget",
        "stor",
        "stort",
        "store",
        "lang",
        "langt",
        "lange",
        "længe",
        "gammel",
        "gamle",
        "høj",
        "højt",
        "ofte",
        "hyppigt",
        "hurtigt",
        "lidt",
        "dyr",
        "dyrt",
        "bred",
        "dyb",
        "tit",
    ):
        bare = first in ("længe", "gammel", "ofte", "tit", "hyppigt", "hurtigt")
        head = -1 if bare else _noun_after(tokens, at + 2)
        return Kind.NUMBER, f"hvor {first}", head, False
    if at + 2 < len(tokens) and tokens[at + 1].pos in ("ADJ", "NOUN") and tokens[at + 2].pos in chunks.VERBAL:
        return Kind.HOW, "hvor", -1, False  # "hvor tilfredse var de"
    return Kind.WHERE, "hvor", -1, False


def _which(tokens: Sequence[Token], at: int) -> tuple[Kind, str, int, bool]:
    head = _noun_after(tokens, at + 1)
    many = tokens[at].low == "hvilke"
    if (
        head < 0
        and at + 2 < len(tokens)
        and tokens[at + 1].pos in ("ADJ", "PART")
        and tokens[at + 2].pos in chunks.VERBAL
    ):
        head = at + 1  # "hvilke måltal har …": what stands before the verb is the noun
    if head < 0:
        return Kind.WHAT, tokens[at].low, -1, many
    noun = words.lemma(tokens[head].low)
    wh = f"{tokens[at].low} {tokens[head].low}"
    if noun in cues.WHEN_NOUNS or tokens[head].low in cues.WHEN_NOUNS or noun in ("ugedag",):
        return Kind.WHEN, wh, head, many
    if noun in ("sted", "by", "adresse", "lokation") or tokens[head].low in cues.WHERE_NOUNS:
        return Kind.WHERE, wh, head, many
    if noun in cues.NUMBER_NOUNS and not many:
        return Kind.NUMBER, wh, head, False
    if is_role(noun) or noun in ("person",):
        return Kind.WHO, wh, head, many
    if (
        noun in cues.WHO_NOUNS
        or tokens[head].low in cues.WHO_NOUNS
        or noun.endswith(("styrelse", "ministerium", "forening", "organisation", "firma", "selskab", "virksomhed"))
        or ((parts := words.split(noun)) is not None and parts[1] in cues.WHO_NOUNS)
    ):
        return Kind.WHO, wh, head, many
    if noun in cues.WHY_NOUNS:
        return Kind.WHY, wh, head, many
    if noun == "formål":
        return Kind.PURPOSE, wh, head, many
    return Kind.WHAT, wh, head, many


def _who(core: str, tokens: Sequence[Token], at: int) -> tuple[Kind, str, int, bool]:
    rest = [t for t in tokens[at + 1 :] if t.pos != "PUNCT"]
    plural = bool(
        re.search(
            r"\b(parter|parterne|alle|partnere|partnerne|deltagere|deltagerne|medlemmer|medlemmerne|aktører"
            r"|hvilke|sad med"
            r"|sidder|sad i|er med|var med|med i|med til|står bag|stod bag|stifter\w*|forfatterne|medunderskriver\w*"
            r"|mødte op|til stede|gennem tiden|gennem årene|efter tur)\b",
            core,
            re.I,
        )
    ) or bool(re.search(r"\bhvem (?:har|blev|er)?.{0,40}\b(sammen|tilsammen)\b", core, re.I))
    if len(rest) > 1 and rest[0].low in ("blev", "bliver") and is_role(words.lemma(rest[1].low)):
        return Kind.WHO, "hvem", tokens.index(rest[1]), plural
    if len(rest) > 1 and rest[0].low in ("er", "var"):
        after = [t for t in rest[1:] if t.pos not in ("DET", "ADV")]
        if after and after[0].pos == "PROPN" and all(t.pos in ("PROPN",) or t.low in cues.STOP for t in after):
            return Kind.DEFINITION, "hvem", -1, False
        if (
            after
            and after[0].pos == "PROPN"
            and len(after) <= 4
            and not any(is_role(words.lemma(t.low)) for t in after)
        ):
            return Kind.DEFINITION, "hvem", -1, False
        told = any(t.pos == "PART" for t in after[1:]) and not is_role(words.lemma(after[0].low))
        if after and not told and not _unknown_name(after) and after[0].pos in ("NOUN", "ADJ", "PART"):
            return Kind.WHO, "hvem", _noun_after(tokens, tokens.index(after[0])), plural
        if after and len(after) <= 3 and _unknown_name(after):
            return Kind.DEFINITION, "hvem", -1, False
    return Kind.WHO, "hvem", -1, plural


def _unknown_name(after: Sequence[Token]) -> bool:
    """Lower-case words that no dictionary knows: a name typed without capitals."""
    return all(
        t.text[0].isalpha() and not words.known(words.lemma(t.low)) and words.split(t.low) is None for t in after
    )


# "Hvad kostede X", "hvad betaler X for Y", "hvad bruger staten på it": a sum is asked for.
_MONEY_ASKED = re.compile(
    r"(?:koster|kostede|er prisen|betaler|betalte)\b|.*\b(?:koste|kostet)\b(?! liv)"
    r"|(?:bruger|brugte|har \w+ brugt)\b(?!.*\btil\b).*\bpå\b.*\b(?:om året|årligt|i alt|it|kroner|penge)\b"
    r"|.*\bi (?:løn|honorar|kroner|tilskud|kontingent|gebyr|løsesum|erstatning|bøde|husleje|leje|kompensation)\b"
    r"|(?:skal|må|måtte|kan|vil|kommer)\b.*\b(?:betale|ud med|af med|op af lommen)\b(?! for$)"
    r"|.*\b(?:løbe|løber|løb|løbet)\b.*\bop i\b"
    r"|(?:lyder|lød|løb)\b.*\b(?:bøde|regning|pris|afgift|takst|tilbud|bud)(?:en|et)?\b"
    r"|(?:er|var)\b.*\bværd$"
    r"|(?:er|var|bliver|blev) der\b.*\b(?:afsat|bevilget|brugt|gået af penge)\b.*\b(?:til|på)\b"
    r"|(?:har|havde)\b(?!.*\btil at\b).*\b(?:brugt|bevilget|investeret)\b.*\b(?:på|i|til)\b"
    r"|(?:giver|gav)\b.*\b(?:om året|i timen|om måneden|årligt|pr|per|stykket)\b.*\bfor\b"
    r"|.*\b(?:tjente|tjener|tjent|tjene)\b.*\bpå\b|.*\bfå (?:refunderet|udbetalt)\b"
)


_QUOTED_THING = re.compile(r"hvad (?:er|var|betyder) (?:det der )?[»”“\"„][^»«”“\"„]+[«”“\"]\W*$", re.I)


def _what(core: str, tokens: Sequence[Token], at: int) -> tuple[Kind, str, int, bool]:
    rest = [t for t in tokens[at + 1 :] if t.pos != "PUNCT"]
    lows = [t.low for t in rest]
    text = " ".join(lows)
    if core.startswith(titles.ASKED):
        return Kind.DEFINITION, titles.ASKED, -1, False
    if _QUOTED_THING.match(core):
        return Kind.DEFINITION, "hvad er", -1, False
    if _MONEY_ASKED.match(text):
        return Kind.NUMBER, "hvad koster", -1, False
    match = re.match(
        r"(?:er|var|bliver|blev)\s+(?:det\s+)?(?:\w+\s+){0,4}?(formålet|formål|hensigten|idéen|ideen|sigtet)\b", text
    )
    if match or re.search(r"\b(formålet|hensigten)\b", text[:60]):
        place = next(
            (
                i
                for i, t in enumerate(tokens)
                if t.low in ("formålet", "formål", "hensigten", "idéen", "ideen", "sigtet")
            ),
            -1,
        )
        return Kind.PURPOSE, "hvad er formålet", place, False
    if stance.asks_why(text, rest):
        return Kind.WHY, "hvad er årsagen", stance.reason_at(tokens), False
    if re.match(
        r"(sagde|siger|udtalte|udtaler|mente|mener|fortalte|fortæller|sagt|svarede|svarer|lovede|understreger"
        r"|forklarer|påpeger|"
        r"skriver|skrev|synes|har .{2,40}? sagt|nævner|vil .{2,40} fremhæve|fremhæver)\b",
        text,
    ):
        return Kind.SAID, "hvad siger", -1, False
    view = stance.view_at(tokens, at)
    if view is not None:
        return Kind.SAID, STANDS, view, False
    if re.match(r"(betyder|dækker|står|vil|menes|forstås)\b.*\b(betyder|dækker|for|sige|med|ved)$", text) or lows[
        :1
    ] == ["betyder"]:
        return Kind.DEFINITION, "hvad betyder", -1, False
    if re.search(
        r"\b(?:går|gik)\b.*\bud på$|\b(?:handler|handlede)\b.*\bom$|\bindeb(?:ær|ar)|\bdækker\b.*\bover$",
        text,
    ):
        return Kind.DEFINITION, "hvad er", -1, False
    if _asks_use(text, rest):
        return Kind.DEFINITION, "hvad laver", -1, False
    if lows[:1] in (["er"], ["var"]):
        return _what_is(tokens, at, rest)
    if lows[:1] in (["bliver"], ["blev"], ["lyder"], ["lød"]):
        told = _what_is(tokens, at, rest)  # "hvad blev den nye frist"
        if told[0] in (Kind.WHEN, Kind.NUMBER):
            return told
    if lows[:1] in (["hedder"], ["hed"], ["kaldes"], ["kaldtes"]):
        head = _owned(tokens, at + 2)
        head = _noun_after(tokens, at + 2, 9) if head < 0 else head
        if head >= 0 and (is_role(words.lemma(tokens[head].low)) or words.lemma(tokens[head].low) in _PERSON):
            return Kind.WHO, "hvem", head, False
        if head >= 0 and tokens[head].low in ("de", "dem"):
            head = -1
        return Kind.WHAT, "hvad hedder", head, bool(head >= 0 and tokens[head].low.endswith(("erne", "er")))
    several = re.search(r"\b(eksempler|områder|punkter|elementer|opgaver|dele|delene)\b|\bbestår\b.*\baf\b", text)
    return Kind.WHAT, "hvad", -1, bool(several)


def _owned(tokens: Sequence[Token], start: int) -> int:
    """The noun that belongs to somebody named before it: "hvad hedder Ida Holms *kone*", or -1."""
    i = start
    while i < len(tokens) and tokens[i].pos == "PROPN":
        i += 1
    owner = tokens[i - 1].low if i > start else ""
    owned = owner.endswith("s") and i < len(tokens) and tokens[i].pos == "NOUN"
    return i if owned and i + 1 == len([t for t in tokens if t.text.isalnum() or t.end - t.start > 1]) else -1


_PERSON = several("person mand kvinde dame fyr herre kone hustru ægtefælle datter søn bror søster mor far")
_USED = re.compile(
    r"(?:bruges|brugtes|anvendes|anvendtes)\b.*\btil$|(?:kan|kunne|skal|skulle)\b.*\b(?:bruges?|anvendes?)\b.*\btil$"
    r"|(?:kan|kunne) (?:man|jeg|vi|en borger) (?:bruge|anvende)\b.*\btil$|bruger (?:man|vi)\b.*\btil$"
    r"|menes der med\b|forst(?:år|ås)\b.*\bved\b|vil .* sige\b"
)


def _nominal(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") or token.text[0].isupper()


_NO_NAME = frozenset({"PART", "INFM", "SCONJ", "REL"})
_DOES = several("laver lavede gør gjorde kan kunne skal skulle")


def _asks_use(text: str, rest: Sequence[Token]) -> bool:
    """ "Hvad laver Havrådet", "hvad kan appen Rolig", "hvad bruges Sundpost til": what it is, by what it does."""
    if _USED.match(text):
        if not re.match(r"skal\b|skulle\b|kan\b|kunne\b|brug", text):
            return True
        spot = next((n for n, t in enumerate(rest) if n and _nominal(t) and rest[n - 1].low != "som"), -1)
        return spot > 0 and any(t.text[0].isupper() for t in rest[spot : spot + 2])  # "appen Rolig"
    if len(rest) < 2 or rest[0].low not in _DOES:
        return False
    ends = rest[-1].low in ("lave", "gøre")
    told = rest[1:-1] if ends else rest[1:]
    if any(t.pos in chunks.VERBAL or t.pos in _NO_NAME or t.low in ("ved", "med", "end") for t in told):
        return False
    named = any(t.text[0].isupper() for t in told[:3]) and told[0].low not in ("man", "jeg", "vi", "du")
    return named and (ends or rest[0].low not in ("skal", "skulle"))


def _what_is(tokens: Sequence[Token], at: int, rest: Sequence[Token]) -> tuple[Kind, str, int, bool]:
    """ "Hvad er X?" asks what X is; "hvad er budgettet for X?" asks for its budget."""
    head = _noun_after(tokens, at + 2)
    if head < 0:
        return Kind.WHAT, "hvad er", -1, False
    noun = words.lemma(tokens[head].low)
    tail = [t for t in tokens[head + 1 :] if t.pos != "PUNCT"]
    parts = words.split(noun)
    if (
        noun in cues.WHEN_NOUNS
        or tokens[head].low in cues.WHEN_NOUNS
        or (parts and parts[1] in ("frist", "dato", "tidspunkt"))
    ):
        return Kind.WHEN, "hvornår", head, False
    measured = parts[1] if parts else noun
    if (
        noun in cues.NUMBER_NOUNS | cues.AMOUNT_NOUNS
        or measured in cues.MEASURED
        or (parts and parts[1] in cues.AMOUNT_NOUNS | {"sum", "antal", "tid"} and noun != "åbningstid")
    ):
        return Kind.NUMBER, "hvor meget", head, False
    named = head > 0 and tokens[head].text[0].isupper()  # "Døren på Klem"
    before = tokens[head - 1] if head > at + 2 else None
    if before is not None and before.pos in ("ADJ", "NUM") and head > at + 3:
        before = tokens[head - 2]  # "udvalgets *næste* mål"
    owned = before is not None and before.low.endswith("s") and before.pos in ("NOUN", "PROPN")
    if owned and not named:
        return Kind.WHAT, "hvad er", head, tokens[head].low.endswith(("erne", "ene"))
    if named or not tail or all(t.pos in ("NUM", "PROPN", "NOUN") or t.text in "-–" for t in tail):
        return Kind.DEFINITION, "hvad er", -1, False
    return (
        Kind.WHAT,
        "hvad er",
        head,
        tokens[head].low.endswith(("erne", "ene")) or words.lemma(tokens[head].low) + "er" == tokens[head].low,
    )


def _without_wh(core: str, tokens: Sequence[Token]) -> tuple[Kind, str, int, bool]:
    if match := cues.LIST_VERBS.match(core):
        first = next((i for i, t in enumerate(tokens) if t.start >= match.end()), 0)
        return Kind.WHAT, "hvilke", _noun_after(tokens, first), True
    solid = [t for t in tokens if t.pos != "PUNCT"]
    lead = next((t for t in solid if t.pos not in ("ADV", "CCONJ")), None)
    if lead is not None and (lead.finite or lead.pos in ("MODAL", "AUX")) and len(solid) > 2:
        if lead is solid[0] and lead.low in cues.WHO_KEYWORDS and solid[1].pos == "PREP":
            return Kind.WHO, lead.low, -1, False  # "ejer af portalen"
        if not _counts_heads(core, solid):
            return Kind.YESNO, "", -1, False
        return Kind.NUMBER, "antal", tokens.index(solid[0]), False
    if re.match(r"(?:og |men )?(?:om|passer det|er det (?:rigtigt|sandt|korrekt))\b", core, re.I):
        return Kind.YESNO, "", -1, False
    if core.rstrip().endswith("?") and (_wonders(solid) or _asks_last(tokens)):
        return Kind.YESNO, "", -1, False
    return _keywords(tokens, core)


def _counts_heads(core: str, solid: Sequence[Token]) -> bool:
    """ "stemmer på forslaget", "ansatte i enheden": no verb, for its subject would follow it; a noun in the plural."""
    first, second = solid[0], solid[1]
    return (
        core[:1].islower()
        and not core.rstrip().endswith("?")
        and second.pos == "PREP"
        and second.low not in ("af", "det")
        and first.low.endswith(("er", "te"))
        and words.known(words.lemma(first.low))
    )


def _wonders(solid: Sequence[Token]) -> bool:
    """Keywords that ask whether: "biblioteket stadig åbent?", "havnen lukket?"."""
    going_on = any(t.low in ("stadig", "stadigvæk", "fortsat", "endnu") for t in solid)
    return len(solid) > 1 and (going_on or solid[-1].pos == "PART")


def _asks_last(tokens: Sequence[Token]) -> bool:
    """ "Vi er en forening på 60, *er vi store nok*?", "Hun bor på øen. *Kan hun* søge?": does the last clause ask?"""
    cut = max(
        (i for i, t in enumerate(tokens) if t.text in (",", ".", "–", "-", ":", ";", "!") and i + 2 < len(tokens)),
        default=-1,
    )
    if cut < 1 or cut + 1 >= len(tokens):
        return False
    verb, subject = tokens[cut + 1], tokens[cut + 2]
    asks = subject.pos in ("PRON", "DET", "NOUN", "PROPN", "ADJ") or subject.low == "der"
    return (verb.finite or verb.pos in ("MODAL", "AUX")) and asks


def _keywords(tokens: Sequence[Token], core: str) -> tuple[Kind, str, int, bool]:
    """Keywords without a verb: the first telling noun says what is asked for."""
    listed = next((i for i in range(len(tokens)) if _names_of(tokens, i)), -1)
    if listed >= 0:
        return Kind.WHAT, "hvilke", _noun_after(tokens, listed + 2), True
    for i, token in enumerate(tokens):
        noun = words.lemma(token.low)
        if noun in ("antal", "procent", "procentdel", "andel"):
            return Kind.NUMBER, noun, _noun_after(tokens, i + 1), False
        parts = words.split(noun)
        measured = noun in cues.MEASURED or (parts is not None and parts[1] == "tid" and noun != "åbningstid")
        if noun in cues.AMOUNT_NOUNS or measured or words.headed(noun, cues.SUM_HEADS | cues.SHARE_HEADS):
            return Kind.NUMBER, noun, i, False
        if words.headed(noun, cues.DAY_HEADS):
            return Kind.WHEN, noun, i, False
        if noun in cues.PURPOSE_NOUNS and noun == "formål":
            return Kind.PURPOSE, noun, i, False
        if noun in cues.WHY_NOUNS:
            return Kind.WHY, noun, i, False
        if noun in cues.WHEN_NOUNS - {"år", "periode"} or noun in ("lancering", "udløb", "startdato"):
            return Kind.WHEN, noun, -1 if noun in ("lancering", "udløb") else i, False
        if noun in ("by", "sted"):
            return Kind.WHERE, noun, i, False
        if is_role(noun) and token.pos != "PROPN":
            return Kind.WHO, noun, i, False
        if noun in ("part", "aftalepart", "deltager") or token.low in cues.WHO_KEYWORDS:
            return Kind.WHO, noun, i, noun in ("part", "aftalepart", "deltager")
        if token.pos == "NOUN" and parts is not None and parts[1] in cues.WHO_KEYWORDS:
            return Kind.WHO, noun, i, False  # "driftsansvar", "kontaktperson"
    nouns = [i for i, t in enumerate(tokens) if t.pos in ("NOUN", "PROPN")]
    if len(nouns) == 1 or (len(tokens) <= 3 and all(t.pos == "PROPN" for t in tokens)):
        return Kind.DEFINITION, "", -1, False
    return Kind.WHAT, "", nouns[0] if nouns else -1, bool(nouns) and tokens[nouns[0]].low.endswith(("er", "erne"))


def _names_of(tokens: Sequence[Token], i: int) -> bool:
    """ "Navnene på faserne", "liste over krav": several are asked for, as the noun behind says."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return (tokens[i].low in ("navne", "navnene") and following in ("på", "for")) or (
        tokens[i].low in ("liste", "oversigt", "opremsning", "oplistning") and following in ("over", "af")
    )


def _quotation(core: str, kind: Kind, quoted: Sequence[str], focus_at: int) -> Kind:
    """Who said it: a who-question with a quotation or a verb of saying at its head."""
    if kind is Kind.WHO:
        if saying.ASKED.search(core):
            return Kind.QUOTE
        if any(len(q.split()) > 2 and q[0].islower() for q in quoted):
            return Kind.QUOTE  # words cut out of a sentence; a title begins with a capital
        if _WRITTEN_WORDS.search(core) and any(_is_clause(q) for q in quoted):
            return Kind.QUOTE
        if quoted and re.search(r"\b(sagde|sagt|citat|citatet|ordene|udtalelse|udtalelsen|ytret|ordret)\b", core, re.I):
            return Kind.QUOTE
    return kind


_WRITTEN_WORDS = re.compile(r"\b(?:skrev|skriver|skrevet)(?:,| at|:|\s)*[»”“\"„]", re.I)


def _is_clause(quoted: str) -> bool:
    """Is what stands between marks said by somebody, and not only called so?"""
    return len(quoted.split()) > 3 and any(t.finite for t in chunks.tag(quoted, 0, len(quoted)))


def _subject(tokens: Sequence[Token], at: int, kind: Kind) -> bool | None:
    """True where the question word is the one that acts: "hvem der", "hvem har lanceret X"; None if unsure."""
    if at < 0 or kind not in (Kind.WHO, Kind.WHAT, Kind.QUOTE):
        return None
    after = [t for t in tokens[at + 1 :] if t.pos not in ("PUNCT", "ADV")]
    if not after:
        return None
    verb = next((i for i, t in enumerate(after) if t.pos in chunks.VERBAL), None)
    if any(t.low == "der" for t in after[: (verb or 0)]):
        return True
    if verb is None or verb + 1 >= len(after):
        return None
    following = after[verb + 1]
    if following.pos in ("PART", "VERB", "PREP", "SCONJ", "INFM"):
        return True
    return None


_PLAIN_SAYING = several("sige mene udtale fortælle nævne forklare skrive lyde oplyse citere")
_NAME_WORD = re.compile(r"[A-ZÆØÅ0-9]")


_DEFINING = several("handle indebære dække betyde menes forstå hedde lave gøre bruge anvende mene")


def _role(token: Token, first: bool) -> tuple[str, float]:
    if re.fullmatch(r"(?:19|20)\d\d", token.text):
        return "year", 1.0
    if token.text.isupper() and words.grouped(token.text):
        return "noun", 1.2  # a short form that every reader knows: AI
    if token.pos == "NUM":
        return "number", 0.9
    if (
        token.pos == "PROPN"
        or (token.text.isupper() and len(token.text) > 1)
        or (token.text[0].isupper() and not first)
    ):
        return "name", 1.6
    low = words.lemma(token.low)
    if token.low in cues.FILLERS or token.low in cues.UNITS:
        return "other", 0.25
    if token.pos in ("VERB", "PART") or (token.verb is not None and token.pos not in ("NOUN", "ADJ")):
        return "verb", 0.35 if low in cues.LIGHT else 0.85
    if not words.known(low) and not words.known(token.low) and words.split(token.low) is None and len(low) > 1:
        return "name", 1.4
    if token.low in cues.CONTRASTED or low in cues.CONTRASTED:
        return "adj", 0.9
    if token.pos == "ADJ":
        return "adj", 0.6
    if token.pos == "NOUN":
        return "noun", 1.0 if not first or low not in cues.LIGHT else 0.4
    return "other", 0.4


def _terms(
    core: str, tokens: Sequence[Token], at: int, focus_at: int, kind: Kind, quoted: Sequence[str]
) -> tuple[Term, ...]:
    scoped = _scoped(tokens)
    beside = _beside(tokens, at)
    titled = _titled(core, tokens, kind, quoted)
    fixed = words.phrase_spots([t.low for t in tokens])
    found: list[Term] = []
    ordered = cues.LIST_VERBS.match(core) if at < 0 else None
    outcome = cues.OUTCOME.search(core) is not None
    all_told = _ALL_TOLD.search(core)
    contact = kind is Kind.WHO and contacts.asked(core)
    whether = _WHETHER.match(core)
    for i, token in enumerate(tokens):
        if whether is not None and token.start < whether.end():
            continue
        if ordered is not None and token.start < ordered.end():
            continue  # "Nævn de tre spor": the verb asks, it is not asked about
        if _names_of(tokens, i) or (all_told is not None and token.start >= all_told.start() and at >= 0):
            continue
        if core.startswith(titles.ASKED) and token.start < len(titles.ASKED):
            continue
        if kind is Kind.DEFINITION and (fixed.get(i) == "handle" or words.lemma(token.low) in _DEFINING):
            continue
        if i in fixed:
            if fixed[i] and not (contact and fixed[i] in contacts.VERBS):
                found.append(Term(fixed[i], "verb", 0.85, i))
            continue
        if not token.text[0].isalnum() or (
            token.low in cues.STOP and not (token.text.isupper() and len(token.text) > 1)
        ):
            continue
        if token.low in cues.WH or i == at or token.low in ("ifølge", "følge"):
            continue
        if kind is Kind.NUMBER and i == at + 1 and i != focus_at and at >= 0 and tokens[at].low == "hvor":
            continue  # "hvor *hurtigt*": says what sort of figure is asked for
        scope = i in scoped
        for word, role, weight in _words(token, not found or begins_sentence(tokens, i)):
            told = i in beside and role not in _POINTING
            if told:
                weight *= _BESIDE
            if i in titled and role in ("noun", "adj", "verb", "other"):
                role = "name"
            if token.low in cues.GENRES and role != "verb" and (scope or kind in (Kind.WHO, Kind.QUOTE)):
                scope, weight = True, 0.3
            if kind in (Kind.QUOTE, Kind.SAID) and role == "verb" and words.lemma(word) in _PLAIN_SAYING:
                weight = 0.15
            if role == "verb" and words.lemma(word) in cues.LIGHT:
                weight = min(weight, 0.35)
            if contact and words.lemma(word) in contacts.VERBS:
                role, weight = "verb", 0.15
            if role == "verb" and kind is Kind.WHEN and words.lemma(word) in _PHASES and _governs(tokens, i):
                weight = 0.35
            if outcome and words.lemma(word) in cues.OUTCOME_WORDS:
                weight = min(weight, 0.25)
            if i != focus_at and words.lemma(token.low) in _SORTS.get(kind, ()):
                role, weight = "other", 0.25
            if i == focus_at and role == "adj":
                role, weight = "noun", 1.0
            if i == focus_at and _typed(token, kind):
                weight *= 0.35
            found.append(Term(word, role, weight, i, i == focus_at, scope, told))
    return tuple(found)


_POINTING = frozenset({"name", "year", "number"})  # what a statement is about, whoever it is asked of
_BESIDE = 0.6  # what a word of a statement weighs, against one of the question


def begins_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Does a token begin a sentence or what follows a colon? Its capital then makes it no name."""
    return i > 0 and tokens[i - 1].text in ("–", ".", "?", "!", ":")


def _beside(tokens: Sequence[Token], at: int) -> frozenset[int]:
    """The tokens of statements that stand as sentences of their own beside the sentence that asks."""
    parts: list[list[int]] = [[]]
    for i, token in enumerate(tokens):
        if token.text == "–" and i and tokens[i - 1].text in (".", "?", "!"):
            parts.append([])
        else:
            parts[-1].append(i)
    asking = next((n for n, part in enumerate(parts) if at in part), None)
    if asking is None:
        asking = next((n for n, part in enumerate(parts) if part and tokens[part[-1]].text == "?"), None)
    if len(parts) == 1 or asking is None or not any(tokens[i].pos in ("NOUN", "PROPN") for i in parts[asking]):
        return frozenset()
    return frozenset(i for n, part in enumerate(parts) if n != asking for i in part)


_TITLE_WORDS = 9  # of a title in quotation marks, at most


def _titled(core: str, tokens: Sequence[Token], kind: Kind, quoted: Sequence[str]) -> frozenset[int]:
    """The tokens of titles in quotation marks: "Hvor mange mål har *"Sammen om havnen"*?" is asked of no other."""
    if kind in (Kind.QUOTE, Kind.SAID):
        return frozenset()
    found: set[int] = set()
    for title in quoted:
        if not title[:1].isupper() or not 1 < len(title.split()) <= _TITLE_WORDS:
            continue
        start = core.find(title)
        inside = [i for i, t in enumerate(tokens) if start >= 0 and start <= t.start and t.end <= start + len(title)]
        found.update(i for i in inside if tokens[i].low not in cues.STOP)
    return frozenset(found)


# "Er det rigtigt, at …", "passer det, at …": what is asked stands after.
_WHETHER = re.compile(
    r"^(?:mon )?(?:er det (?:rigtigt|korrekt|sandt|sådan|rigtig forstået)|passer det|stemmer det|holder det stik"
    r"|forholder det sig sådan|kan det passe|er det en kendsgerning),? at\b",
    re.I,
)
_PHASES = several("begynde starte påbegynde ophøre")
# Nouns that only say what sort of value is asked for, wherever they stand: "pilotstart Svarhjælp *dato*".
_SORTS = {
    Kind.WHEN: several("dato tidspunkt årstal startdato slutdato ikrafttrædelsesdato"),
    Kind.NUMBER: several("antal andel procent procentdel"),
}


def _governs(tokens: Sequence[Token], i: int) -> bool:
    """ "Hvornår *begynder* dronen at *flyve*": what begins is told by an infinitive."""
    return any(t.pos == "INFM" or t.low == "at" for t in tokens[i + 1 :])


def _words(token: Token, first: bool) -> list[tuple[str, str, float]]:
    """A token as terms: "KL-formanden" is two, a name and an office."""
    parts = token.text.split("-")
    if len(parts) == 2 and re.fullmatch(r"(?:19|20)\d\d", parts[0]) and parts[1].isalpha():
        return [(parts[0], "year", 1.0), (parts[1], "noun", 0.9)]
    if len(parts) > 1 and any(c.isupper() for c in parts[0][1:]) and len(parts[-1]) <= 3 and parts[-1].islower():
        return [(parts[0], "name", 1.6)]  # "NemLog-in": the end says nothing alone
    if len(parts) > 1 and all(len(part) > 1 for part in parts) and not parts[0].isdigit():
        return [
            (
                p,
                *(
                    ("noun", 1.2)
                    if p.isupper() and words.grouped(p)
                    else ("name", 1.5)
                    if p[0].isupper() and (n or p.isupper() or _is_name(p, parts))
                    else ("noun", 0.9)
                ),
            )
            for n, p in enumerate(parts)
        ]
    role, weight = _role(token, first)
    word = (
        token.verb.lemma
        if token.pos == "VERB" and token.verb is not None and words.lemma(token.low) != token.verb.lemma
        else token.text
    )
    return [(word, role, weight)]


def _is_name(part: str, parts: Sequence[str]) -> bool:
    """ "Brink-Hald" and "MitID-projektet": every part has a capital, or this one has one inside."""
    return all(p[0].isupper() for p in parts) or any(c.isupper() for c in part[1:])


_MEASURES_ONLY = several("""
    del andel procent procentdel penge krone kr beløb sum mio million milliard pris udgift omkostning
""")


def _typed(token: Token, kind: Kind) -> bool:
    """A focus noun that only names the sort of answer ("hvilken person", "hvilket år") need not stand in the text."""
    noun = words.lemma(token.low)
    return (
        ((noun in cues.WHEN_NOUNS or token.low in cues.WHEN_NOUNS) and kind is Kind.WHEN)
        or (kind is Kind.WHERE and token.low in cues.WHERE_NOUNS)
        or (kind is Kind.WHO and (noun in cues.WHO_TYPES or token.low in ("parter", "aktører")))
        or kind in (Kind.WHY, Kind.PURPOSE, Kind.SAID)
        or (kind is Kind.NUMBER and noun in _MEASURES_ONLY)
        or noun
        in ("antal", "tid", "eksempel", "navn", "ting", "ord", "måde", "slags", "tal", "dokument", "papir", "organ")
    )


def _scoped(tokens: Sequence[Token]) -> frozenset[int]:
    """The indexes of tokens that speak of the source: from "ifølge" or "i artiklen" to the end of that phrase."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        opens = token.low == "ifølge" or (token.low == "følge" and i and tokens[i - 1].low == "i")
        genre = (
            token.low in cues.GENRES
            and i > 0
            and (token.low != "siden" or tokens[i - 1].low in ("på", "fra", "af"))  # not "siden 2021"
            and any(t.low in ("i", "fra", "ifølge", "af") for t in tokens[max(0, i - 3) : i])
        )
        if not (opens or genre):
            continue
        found.update(range(i, _scope_end(tokens, i if genre else i + 1)))
    return frozenset(found)


def _after_name(tokens: Sequence[Token], j: int) -> bool:
    """Does a noun phrase of its own begin right after a name that owns nothing?"""
    before, token = tokens[j - 1], tokens[j]
    named = before.pos == "PROPN" and not before.low.endswith("s")
    return named and (token.pos == "NOUN" and token.text[:1].islower() and token.low not in cues.GENRES)


def _scope_end(tokens: Sequence[Token], start: int) -> int:
    """Where what is said of the source ends: after its date, or before a preposition that belongs to the matter."""
    j = start
    before = [t for t in tokens[:start] if t.low not in ("ifølge", "i", "følge")]
    aux = max((n for n, t in enumerate(before) if t.pos == "AUX"), default=-1)
    waits = aux >= 0 and not any(t.pos in ("PART", "VERB") for t in before[aux + 1 :])
    while j < len(tokens):
        token = tokens[j]
        if token.text in ",?.:;–" or (token.pos in chunks.VERBAL and token.low != "står"):
            return j
        if token.pos == "PART" and j > start and waits:
            return j  # "er ifølge planen *reserveret* til …"
        if j > start and _after_name(tokens, j):
            return j  # "er ifølge Ida Holm *kernen* i planen"
        if j > start and token.pos == "PREP" and token.low not in ("fra", "om", "af", "til", "med", "for"):
            following = tokens[j + 1].low if j + 1 < len(tokens) else ""
            if not (token.low == "i" and (following in cues.GENRES or following in MONTHS or following.isdigit())):
                return j
        j += 1
        if re.fullmatch(r"(19|20)\d\d", token.text) and not (j < len(tokens) and tokens[j].text in "-–"):
            return j
    return j
