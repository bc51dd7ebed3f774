"""Questions about a text itself: who wrote it, when it was put out, from where it has what it tells.

"Hvornår bragte avisen nyheden om broen?" asks nothing of the bridge: the answer stands over the news, not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import chunks, words
from . import question_cues as cues
from .question import Kind, Question
from .wordlists import several

AUTHOR, DATE, SOURCE, SECTION = "author", "date", "source", "section"

TEXTS = several("""
    artikel tekst leder nyhed notits indlæg pressemeddelelse meddelelse klumme kronik omtale portræt interview reportage
    opslag anmeldelse læserbrev nyhedsbrev annonce teaser kommentar historie debatindlæg blogindlæg stykke
""")
# A report is often spoken of in other texts, which then say when it came out and who made it.
WORKS = several("""
    rapport evaluering bog publikation udgivelse vejledning pjece dokument materiale faktaark side
    notat referat brev
""")
_SCOPING = several("i ifølge iflg if jf følge af")
_PUTS_OUT = several("""
    bringe udgive offentliggøre publicere trykke udkomme poste udsende uploade datere
""")
_WITH_PARTICLE = {
    "lægge": several("ud op nettet hjemmesiden siden"),
    "sende": several("ud"),
    "komme": several("ud nettet avisen bladet hjemmesiden siden tryk"),
    "stå": several("avisen bladet nettet"),
}
_DAY_NOUNS = several("dato udgivelsesdato udgivelsesdag publiceringsdato")
_TIMES = several("dag dato årstal år klokkeslæt tidspunkt")
_SECTIONS = several("kategori rubrik sektion emnekategori emneområde")
_READ = re.compile(r"\b(?:kunne|kan)\s+(?:man|jeg|vi|folk|læserne)\s+(?:først\s+)?læse\b", re.I)
_STANDS_BY = re.compile(r"\bstår\s+(?:der\s+)?(?:ud for|ved|over|under|på|øverst|i toppen)\b", re.I)
_FROM = re.compile(
    r"\b(?:er|var)\b.*\bfra\W*$|^\W*fra (?:hvornår|hvilken|hvilket)\b|^\W*hvornår (?:er|var)\b.*\b(?:fra|dateret)\W*$",
    re.I,
)
_WRITES = re.compile(
    r"\b(skrevet|skrev|skriver|forfatt\w+|skribent\w*|journalist\w*|penneført\w*|afsender\w*|ophavsmand\w*)\b", re.I
)
_STANDS_BEHIND = re.compile(r"\b(?:står|stod) bag\b|\bbag\b", re.I)
_SOURCE = re.compile(r"\b(?:kilde\w*|udgav|udgiver(?:en)?|udgivet af|har udgivet|stammer)\b", re.I)


def asks(question: Question) -> str:
    """ "author", "date", "source" or "section" where a question asks that of a text; else "".

    >>> from .question import parse
    >>> asks(parse("Hvornår lagde foreningen teksten om skovene ud?")), asks(parse("Hvornår åbner skoven?"))
    ('date', '')
    """
    if question.kind is Kind.WHEN:
        return DATE if _asks_date(question) else ""
    if question.kind is Kind.WHO:
        named = texts_named(question, strictly=False)
        if named and (asks_writer(question) or (_own(question, named) and _stands_behind(question, named))):
            return AUTHOR
        return SOURCE if _asks_source(question) else ""
    if question.focus in _SECTIONS and texts_named(question, strictly=False):
        return SECTION
    if question.kind in (Kind.WHAT, Kind.WHERE):
        return SOURCE if _asks_source(question) else ""
    return ""


def _asks_source(question: Question) -> bool:
    """Does a question ask where a text has what it tells? "Hvor stammer kunstneren fra ifølge artiklen?" does not."""
    found = _SOURCE.search(question.core)
    return found is not None and bool(texts_named(question, strictly=not found.group().casefold().startswith("kilde")))


def asks_writer(question: Question) -> bool:
    """Does a question ask for somebody who wrote something, and not for who signed it?"""
    return _WRITES.search(question.core) is not None and _SIGNS.search(question.core) is None


_SIGNS = re.compile(r"\b(?:skrev|skriver|skrevet)\b.*\bunder\b(?! (?:titlen|overskriften|pseudonym))", re.I)


def texts_named(question: Question, *, strictly: bool) -> tuple[int, ...]:
    """The tokens that name a text: an article, a leader. Strictly: as what it asks about, not as its source."""
    found = []
    for i in range(len(question.tokens)):
        if names_text(question.tokens, i):
            before = {t.low for t in question.tokens[max(0, i - 3) : i]}
            if not strictly or not before & _SCOPING:
                found.append(i)
    return tuple(found)


_LIKE_VERBS = several("stykket indlægget opslaget")  # nouns that the tagger takes for verbs too


def names_text(tokens: Sequence[Token], i: int) -> bool:
    """Is this a noun for a text? "Leder" also names a person, and the tagger takes it for a verb."""
    token = tokens[i]
    if token.low in ("leder", "lederen"):
        before = tokens[i - 1] if i else None
        owned = before is not None and before.text[:1].isupper() and before.low.endswith("s")
        after = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if after == "af" or (before is not None and before.pos == "VERB" and after in ("under", "ud", "ind", "op")):
            return False  # "hvornår skrev lederen under": a person
        return (token.low == "lederen" or owned or before is None or before.pos in ("DET", "ADJ", "VERB")) and (
            after in ("om", "fra", "i", "til", "") or after.isdigit() or owned or token.low == "lederen"
        )
    if token.pos not in ("NOUN", "PROPN") and token.low not in _LIKE_VERBS:
        return False
    return token.low in cues.GENRES or _is_one(token, TEXTS) or _is_one(token, WORKS)


def of_works(question: Question) -> bool:
    """Is what is asked about a report, a book, an evaluation?"""
    named = texts_named(question, strictly=False)
    return bool(named) and all(_is_one(question.tokens[i], WORKS) for i in named)


def tells_of_text(question: Question, at: int) -> bool:
    """Does a token of the question only say what sort of text is meant, or that it was put out?"""
    token = question.tokens[at]
    verb = chunks.base(token)
    return (
        names_text(question.tokens, at)
        or verb in _PUTS_OUT
        or verb in _WITH_PARTICLE
        or words.lemma(token.low) in _DAY_NOUNS
        or _WRITES.fullmatch(token.low) is not None
        or _SOURCE.fullmatch(token.low) is not None
    )


def putting_out(question: Question) -> int:
    """The verb of a text's being put out ("bragte", "lagde … ud"), -1 where none is."""
    lows = {t.low for t in question.tokens}
    for i, token in enumerate(question.tokens):
        base = chunks.base(token)
        if base in _PUTS_OUT or (base in _WITH_PARTICLE and lows & _WITH_PARTICLE[base]):
            return i
    return -1


def _asks_date(question: Question) -> bool:
    core = question.core
    if _writes_on(question):
        return True
    named = [i for i in texts_named(question, strictly=True) if not _plural(question.tokens[i].low)]
    if named and (question.focus in _TIMES or question.wh == "hvornår") and _tells_of_line(core):
        return True
    if not named or question.focus == "ugedag" or any(t.pos == "MODAL" for t in question.tokens):
        return False  # "hvornår skal brevene være skrevet": no text of ours has been put out
    dated = question.focus in _DAY_NOUNS or question.wh in _DAY_NOUNS
    if dated and (question.keywords or _OF_TEXT.search(core) is not None):
        return True
    written = any(t.low in ("skrev", "skrevet", "dateret") for t in question.tokens)
    return putting_out(question) >= 0 or written or _FROM.search(core) is not None


def _tells_of_line(core: str) -> bool:
    """ "Hvilken dato kunne man læse artiklen", "hvilken dag står der ved historien": what stands over a text."""
    return _READ.search(core) is not None or _STANDS_BY.search(core) is not None


def _plural(low: str) -> bool:
    return words.lemma(low) != low and low.endswith(("e", "er", "erne", "ene"))


_OF_TEXT = re.compile(r"\b\w*dato\w*\s+(?:er|var|har|bærer|på|for|står)\b", re.I)


def _writes_on(question: Question) -> bool:
    """ "Hvornår skrev Lone Krag om skolemad": a writer and a matter, and no letter or contract that is written."""
    solid = [t for t in question.tokens if t.pos != "PUNCT"]
    if len(solid) < 4 or solid[0].low != "hvornår" or solid[1].low not in ("skrev", "skriver"):
        return False
    rest = solid[2:]
    about = next((n for n, t in enumerate(rest) if t.low == "om"), -1)
    return about > 0 and all(t.text[:1].isupper() for t in rest[:about])


def _own(question: Question, named: Sequence[int]) -> bool:
    return any(not _is_one(question.tokens[i], WORKS) for i in named)


def _stands_behind(question: Question, named: Sequence[int]) -> bool:
    """ "Hvem står bag *lederen* om skolemad": the text itself, and not the plan that a text tells of."""
    match = _STANDS_BEHIND.search(question.core)
    if match is None:
        return False
    after = [t for t in question.tokens if t.start >= match.end()]
    return any(question.tokens[i] in after[:2] for i in named)


def _is_one(token: Token, nouns: frozenset[str]) -> bool:
    base = words.lemma(token.low)
    return base in nouns or token.low in nouns or words.headed(base, nouns)
