"""A question's text before it is parsed: Danish letters put back, English put into Danish, wrapping taken off.

Each step is a pure function from text to text; what the question asks about is never changed.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator

import ontology
from indexer.dates import MONTHS
from indexer.grammar import Token, Verb

from . import chunks, elliptic, list_orders, words
from . import question_cues as cues
from .attributed import asked_for_speaker
from .authorship import asked_for_writer
from .remarks import asked_of_somebody
from .restated import restated
from .titles import asked_for_title

_DIGRAPHS = {"aa": "å", "ae": "æ", "oe": "ø"}
_MOST_DIGRAPHS = 3


def tidied(text: str) -> str:
    """The question as Danish with Danish letters, turned so that its question word leads.

    >>> tidied("hvornaar slaar centret doerene op")
    'hvornår slår centret dørene op'
    >>> tidied("FORM – hvad er det?")
    'hvad er FORM?'
    """
    plain = restated(asked_for_writer(_in_full(listed(danish(text)))))
    return asked_for_title(turned(asked_for_speaker(asked_of_somebody(sourced(plain)))))


_LONGEST = 1000  # characters of a question that are read


def readable(text: str) -> str:
    """The question in its own words, with Danish letters, its source told plainly and no greeting or thanks.

    >>> readable("Hej, hvad koster faergen iflg. notatet? Tak")
    'hvad koster færgen ifølge notatet'
    """
    text = list_orders.turned(" ".join(text.split())[:_LONGEST])
    if danish(text) != text:
        return text
    rest = cues.TRAILING.sub("", cues.GREETING.sub("", text, count=1)).strip()
    return sourced(_in_full(rest or text))


def _in_full(text: str) -> str:
    """Words, months and years as they are written in full, and a question of little but "hvad" with what it is of."""
    return elliptic.joined(apart(with_years(with_months(with_letters(text)))))


_JOINED = re.compile(r"\b(?:(i)(gang|dag|går|morgen|stedet|forhold|forbindelse)|(til)(stede)|(af)(sted))\b", re.I)


_MONTH = re.compile(r"\b(jan|febr?|mar|apr|aug|sept?|okt|nov|dec)\b\.?(?=,? (?:19|20)\d\d\b)", re.I)


def with_months(text: str) -> str:
    """The text with short names of months in full, where a year follows: "feb 2017" is "februar 2017"."""
    return _MONTH.sub(lambda m: next(n for n in MONTHS if n.startswith(m[1][:3].casefold())), text)


def apart(text: str) -> str:
    """The text with fixed phrases that many write as one word in two: "igang" is "i gang"."""
    return _JOINED.sub(lambda m: " ".join(filter(None, m.groups())), text)


_YEARS = re.compile(r"\b((?:19|20)(\d\d))([-–/])(\d\d)\b(?![-–/.,]?\d)")
_LISTED = re.compile(
    r"^\W*(?:kan|kunne|vil|ville|må|gider)\s+(?:du|i|jeg|man|vi|nogen)\s+(?:(?:lige|venligst|måske|godt|evt\.?|kort)\s+)*"
    r"(?:(?:liste|oplist\w*|op?remse|nævne|opregne)(?:\s+op)?"
    r"|(?:få|give|sende|vise|lave)(?:\s+(?:mig|os))?\s+(?:en |et )?(?:liste|oversigt)\s+over)\s+"
    r"(?:mig\s+|os\s+)?(?!om\b)",
    re.I,
)


def with_years(text: str) -> str:
    """The text with the second year of a period in full: "2016-20" is "2016-2020".

    >>> with_years("planen 2016-20 og mødet 2016-03-12")
    'planen 2016-2020 og mødet 2016-03-12'
    """
    return _YEARS.sub(lambda m: f"{m[1]}{m[3]}{m[1][:2]}{m[4]}" if m[4] > m[2] else m[0], text)


def listed(text: str) -> str:
    """The text with a list that is politely asked for told as one: "Kan du liste målene?" is "Nævn målene?"."""
    return _LISTED.sub("nævn ", text, count=1)


_ACCORDING = re.compile(
    r"(?<![\w.])(?:[Ii]f\.|(?:[Ii]fl|[Ii]flg|[Ii]fgl|[Jj]f|[Jj]fr|[Jj]vf)\b\.?):?\s+(?=[\w\"”»])"
)  # "IF" is a club
_STANDS_IN = re.compile(
    r",\s*(?:som )?(?:der )?(?:står|stod) (?:der|det)?\s*(?:i|på)\s+([^,?]{3,80}?)\s*(?=\??$)", re.I
)
_TELLS = r"(?:skriver|skrev|fortæller|fortalte|omtaler|omtalte|nævner|nævnte|beskriver|beskrev)"
_AS_TOLD_BY = re.compile(
    rf",?\s*(?:sådan )?som ((?-i:[A-ZÆØÅ])[\w-]*(?:\s(?-i:[A-ZÆØÅ])[\w-]*)*) {_TELLS}(?: det| den| dem)?(?: om)?"
    rf"((?: i [^?,]{{3,40}})?)\s*(?=\??$)",
    re.I,
)
_BESIDE = re.compile(r"\s*\(((?:[^\s()]+\s){0,6}?[^\s()]+)\)(?=\s*[?.]?\s*$)")
_BEFORE = re.compile(r"^([^:?]{4,60}?)\s*:\s+(?=\w.{12,}$)")
_OWN = frozenset({"jeg", "mig", "min", "mit", "mine", "vi", "os", "vores", "du", "dig", "man", "mangler", "søger"})
_SEEN_BY = re.compile(
    r",?\s*\b(?:set|sagt|udtrykt)?\s*(?:med|efter|i)\s+([\w-]+?)(?:[’']s|s)\s+(?:øjne|ord|mening|opfattelse)\b", re.I
)


def sourced(text: str) -> str:
    """The text with the source it speaks of told by "ifølge", however short or by the way the asker told it.

    >>> sourced("Hvad koster det iflg. lederen fra 2016?")
    'Hvad koster det ifølge lederen fra 2016?'
    >>> sourced("Hvad skal sikres (leder maj 2016)?")
    'Hvad skal sikres ifølge leder maj 2016?'
    >>> sourced("Notatet fra 2019: hvor mange svarede?")
    'hvor mange svarede ifølge Notatet fra 2019?'
    """
    text = _ACCORDING.sub("ifølge ", text)
    text = _SEEN_BY.sub(r" ifølge \1", text)
    text = _AS_TOLD_BY.sub(r" ifølge \1\2", text)
    text = _STANDS_IN.sub(r" ifølge \1", text)
    beside = _BESIDE.search(text)
    if beside is not None and _speaks_of_text(beside[1]):
        return _BESIDE.sub(rf" ifølge {beside[1]}", text)
    before = _BEFORE.match(text)
    if before is not None and _speaks_of_text(before[1]) and "ifølge" not in text:
        rest = text[before.end() :].rstrip()
        end = "?" if rest.endswith("?") else ""
        return f"{rest.rstrip(' ?.')} ifølge {before[1]}{end}"
    return text


def _speaks_of_text(told: str) -> bool:
    """Is an article, a report or the like what is told of, and nothing asked?"""
    said = re.findall(r"\w+", told.casefold())
    asks = any(w in cues.WH or w in _OWN for w in said)  # "jeg skriver et notat" tells of the asker
    return any(w in cues.GENRES for w in said) and not asks


def with_letters(text: str) -> str:
    """The text with æ, ø and å for aa, ae and oe, only where that makes a word known that was unknown."""
    return re.sub(r"[^\W\d_]*(?:aa|ae|oe)[^\W\d_]*", lambda m: _lettered(m.group()), text, flags=re.IGNORECASE)


@functools.lru_cache(maxsize=10_000)
def _lettered(word: str) -> str:
    low = word.casefold()
    if (word[0].isupper() and not word.istitle()) or _is_word(low):
        return word
    for spelled in _spellings(low):
        if _is_word(spelled):
            return spelled.capitalize() if word[0].isupper() else spelled
    return word


def _spellings(low: str) -> Iterator[str]:
    """A word with some of its digraphs as single letters, most of them first."""
    spots = [m.start() for m in re.finditer("aa|ae|oe", low)][:_MOST_DIGRAPHS]
    for count in range(len(spots), 0, -1):
        for chosen in itertools.combinations(spots, count):
            out, at = "", 0
            for spot in chosen:
                out += low[at:spot] + _DIGRAPHS[low[spot : spot + 2]]
                at = spot + 2
            yield out + low[at:]


def _is_word(low: str) -> bool:
    return words.known(low) or words.known(words.lemma(low)) or words.split(low) is not None


# Words that no Danish question holds, or seldom: two of them, or one that asks, make a question English.
_ENGLISH = re.compile(
    r"\b(how|what|which|who|whom|whose|when|where|why|does|did|was|were|is|are|the|of|has|have|been|will|their|they|"
    r"by|to|from|with|many|much)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\s*(?:how|what|which|whom?|whose|by whom|when|where|why|does|did|is|are|was|were|list|please|name of|names of)\b",
    re.I,
)


def danish(text: str) -> str:
    """An English question word by word in Danish; words without a translation stay where a dictionary or a capital
    makes them a Danish word or a name. Other text is returned as it is.

    >>> danish("How many people were using Sundpost?")
    'hvor mange personer var bruge Sundpost?'
    """
    if not _is_english(text):
        return text
    cited = list(_QUOTED.finditer(text))
    pieces = [text[a:b] for a, b in itertools.pairwise((0, *(at for m in cited for at in m.span()), len(text)))]
    kept = "".join(piece if n % 2 else _word_by_word(piece) for n, piece in enumerate(pieces))
    return re.sub(r"\s+([?.!,])", r"\1", " ".join(kept.split()))


_DANISH = re.compile(r"\b(?:hvem|hvad|hvor\w*|hvilke\w*|af|og|er|på|til|det|den|som|ikke|jeg|vi|blev|skal|har)\b", re.I)
_QUOTED = re.compile(r"[»”“\"„][^»«”“\"„]*[«”“\"]")
_CALENDAR = frozenset({*MONTHS, *cues.WEEKDAYS})
_CITED = re.compile(r"[»”“\"„][^»«”“\"„]*[«”“\"]|\([^()]*\)")


def _is_english(text: str) -> bool:
    """Does a question open with an English question word, and are its own small words English, whatever it cites?"""
    own = _CITED.sub(" ", text)
    english = [m.group().casefold() for m in _ENGLISH.finditer(own)]
    return _ASKING.match(own) is not None and len(english) > 2 * len(_DANISH.findall(own))


_PLAIN = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")
_LEAST_WORDS = 2  # without more, what was unknown is what is asked about


def _word_by_word(text: str) -> str:
    """English in Danish, without the words that neither table nor dictionary knows."""
    table, pattern = _english()
    put = pattern.sub(lambda m: table[m.group().casefold()] if not _named(text, m) else m.group(), text)
    kept = re.sub(_PLAIN, lambda m: m.group() if _is_word(m.group()) else "", put)
    return kept if len(re.findall(r"\w+", kept)) > _LEAST_WORDS else put


def _named(text: str, match: re.Match[str]) -> bool:
    """True for a word with a capital inside the question: part of a name ("Open Government Partnership"), where it is
    no month or day and no phrase of several words ("Minister of Finance")."""
    said = match.group()
    in_capitals = match.start() > 0 and said[0].isupper() and " " not in said
    return in_capitals and _english()[0][said.casefold()] not in _CALENDAR


@functools.lru_cache(maxsize=1)
def _english() -> tuple[dict[str, str], re.Pattern[str]]:
    data = ontology.table("english")
    table: dict[str, str] = {**data["words"], **words.english(), **data["function"], **data["asking"]}
    longest = sorted(table, key=lambda w: (-len(w), w))
    return table, re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)


_WH = r"(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan)"
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), into)
    for pattern, into in (
        (r"\bhvad (?=(?:dato|dag|måned|årstal|tidspunkt|ugedag)\b)", "hvilken "),
        (r"^kl(?:okken|\.)? hvad\b", "hvilket klokkeslæt"),
        # a statement that "mon" makes a question: "mon skolen får en hal?"
        (
            r"^mon (?:ikke )?(?!(?:du|i|jeg|man|vi|nogen|er|var|har|kan|skal|vil|det (?:er|passer|stemmer|holder))\b)"
            rf"(?![^?]*\b{_WH}\b)(?=[^?]+\?)",
            "er det rigtigt, at ",
        ),
        # what something is for, said another way than "formålet"
        (r"^hvad (?:skal|skulle|kan|kunne) ([^?]{2,80}?) tjene til\s*(?=\??$)", r"hvad er formålet med \1"),
        (r"^hvad tjen(?:er|te) ([^?]{2,80}?) til\s*(?=\??$)", r"hvad er formålet med \1"),
        (r"^hvad (?:har|havde) ([^?]{2,80}?) (?:til|som|for) formål\s*(?=\??$)", r"hvad er formålet med \1"),
        (
            r"\b(?:hvad|hvor mange) (?:er|var) klokken,? (?:da|når|dengang) ([^?]+?) (blev|bliver|er|var|kom) ",
            r"hvilket klokkeslæt \2 \1 ",
        ),
        # wrapping that asks for an explanation
        (
            rf"^(?:forklar|beskriv|uddyb|opsummer|angiv|oplys|redegør)\b(?:\s+(?:mig|os|lige|kort|for))*[\s,:]+(?={_WH}\b)",
            "",
        ),
        (r"(?<=\w),\s*(?:gerne|helst|bare|kort|men kun)\b[^?]*(?=\??$)", ""),
        (
            r"^hvad (?:vil|skal) det (?:egentlig |helt præcist )?(?:sige|betyde),? (?:når|at|hvis) [^?]*?\s"
            r"((?-i:[A-ZÆØÅ][\w-]*)(?:\s+(?:(?:på|i|for|til|af|og|med)\s+)?(?-i:[A-ZÆØÅ0-9][\w-]*))*)\s*\??$",
            r"hvad er \1?",
        ),
        (
            r"^hvad ((?!er\b|var\b|bliver\b|blev\b)[^,?]{2,50}?) (er|var|koster|kostede|hedder|betyder)"
            r"(?: for noget)?\s*\??$",
            r"hvad \2 \1?",
        ),
        # asked a second time: "…, hvem de har sendt. Hvad er navnet?"
        (
            r"(?<=\w)[.?!]\s+(?:og )?hvad (?:er|var|hedder|hed) "
            r"(?:navnet|vedkommende\w*|personen\w*|han|hun|svaret|datoen|tallet)"
            r"(?: navn)?\s*\??$",
            "?",
        ),
        (
            r"^([^?]{4,}?)\s*[–:.-]+\s*hvis (?:byline|navn|underskrift) (?:er|står|stod|var) "
            r"(?:der )?(?:på|under|i)(?: den| det| dem)?\s*\??$",
            r"hvem har skrevet \1?",
        ),
        # the source, said another way than "ifølge"
        (r",?\s*hvis (?:man|jeg|vi|du) spørger (?:ham|hende|dem|vedkommende)(?: selv)?\s*(?=\??$)", ""),
        (r",?\s*hvis (?:man|jeg|vi|du) (?:spørger|læser|ser i|kigger i) ", " ifølge "),
        (r"\b(noget i retning af|noget (?:om|med)|nogenlunde|i den stil|sådan cirka)[ ,]+(?=at\b)", ""),
        (r",?\s*hvis (?:man|jeg|vi) (?:skal|må) tro (?:på )?", " ifølge "),
        (r",\s*(?:siger|skriver|oplyser|fortæller|hævder) ([\w-]+(?: [A-ZÆØÅ][\w-]+)*)\s*(?=\??$)", r" ifølge \1"),
        # what is asked about before the question: "X – hvad er det?"
        (
            r"^(?!.*\bhv\w+\b.*\bhv)([^?,]{2,60}?)(?:\s*[–:,-])?\s+hvad (?:er|var|betyder|dækker) (?:det|den|dette)"
            r"(?: for (?:noget|en størrelse|en ting)| egentlig| over)?\s*\??$",
            r"hvad er \1?",
        ),
        (r"^([^?,]{2,60}?)\s*[–:,?-]+\s*hvem (er|var) (?:det|han|hun|vedkommende)\s*\??$", r"hvem \2 \1?"),
        (
            r"\bhvad (er|var) (?:egentlig )?(.{2,60}?) (?:for (?:noget|en størrelse|en ting|et initiativ|en løsning)"
            r"|egentlig|helt præcist|nu engang)\s*(?=\??$)",
            r"hvad \1 \2",
        ),
        (r"\bhvad er (?:det )?(?:nu )?for (?:noget|en (?:ting|størrelse)),? (?:det der )?(?:med )?", "hvad er "),
        # a person pointed at: "ham, som …, hvad hedder han"
        (
            rf"^(?:ham|hende|han|hun|den|personen)(?:\s*/\s*\w+)?,?\s+(?=(?:som|der)\b)([^?]+?),\s*(?:{_WH})\b[^?]*"
            r"\b(?:vedkommende\w*|han|hun|personen\w*|navn\w*)\b[^?]*\??$",
            r"hvem \1?",
        ),
        (r"\bhvad (?:er|var) (?:navnet|titel og navn|navn og titel) på (?=(?:den|ham|hende|personen)\b)", "hvem er "),
        # what is sought, told before or instead of a question
        (
            r"^(?:jeg|vi) [^.?!]{0,30}?(?:skal|vil|ønsker at)\s+(?:citere|nævne|bruge|kontakte|omtale|finde|kende)\s+"
            r"(.+?)[.;–-]\s*hvem (er|var) (?:det|han|hun|vedkommende)\b[^?]*\??$",
            r"hvem \2 \1?",
        ),
        (
            rf"^(?!.*\b{_WH}\b)(?:hej[ ,!.]+)?(?:jeg|vi) (?:lige |bare )?(?:leder efter|mangler|søger|efterlyser"
            r"|skal bruge|har brug for"
            r"|vil gerne (?:vide|kende|have)|skal finde|prøver at finde|er på jagt efter|skal kende)\s+([^?]+)\??$",
            r"hvad er \1?",
        ),
        # what somebody has said of when, who or how much: that is asked for
        (
            r"^hvad (?:er|var|lyder|siger|står der|ved (?:man|vi))\b[^?,]{0,70}?\s(?:om|på|for|til)\s*,?\s*"
            r"(?=(?:hvem|hvornår|hvor"
            r"|hvilke[nt]?)\b)",
            "",
        ),
        (r"\bhvor(fra|hen)\b ([^?]+?)\s*(?=\??$)", r"hvor \2 \1"),
        (r"\b(?:i sin tid|i det hele taget|til sin tid|på et tidspunkt)\b", ""),
        # whose words they are
        (
            r"^hvis (?:ord|citat|udtalelse|formulering|påstand|vurdering|mening|udsagn|budskab|bemærkning)\s+"
            r"(?:er|var)\s*(?:det|dette|disse|der)?,?\s*(?:at\s+)?",
            "hvem sagde, at ",
        ),
        (r"\bhvem (?:kom|kommer) med (?:ordene|udtalelsen|citatet|bemærkningen|udsagnet)\b:?", "hvem sagde"),
        (r"\bhvem (?:(?:der|som) )?(?:er|bliver|blev) citeret for\b(?: at (?:have sagt|sige))?,?", "hvem sagde"),
    )
)


def turned(text: str) -> str:
    """The text with wrapping taken off and what is asked about brought behind the question word."""
    for pattern, into in _TURNS:
        text = pattern.sub(into, text)
    return " ".join(text.split())


def mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with some classes set right that a statement would show by its order and a question does not.

    A modal waits for an infinitive ("skal styrelsen *levere* det"), and a capital makes a preposition a first name
    ("hvem er *Per* Holm").
    """
    out = list(tokens)
    waiting = False
    for i, token in enumerate(tokens):
        if _noun_after_all(tokens, i):
            out[i] = dataclasses.replace(token, pos="NOUN", verb=None)
            continue
        if token.pos == "MODAL":
            waiting = True
        elif waiting and token.pos in ("VERB", "AUX"):
            waiting = False
        elif waiting and token.pos in ("NOUN", "ADJ") and _infinitive(token.low):
            before = tokens[i - 1].pos if i else ""
            if before not in ("DET", "ADJ", "PREP", "NUM"):
                out[i] = dataclasses.replace(token, pos="VERB", verb=Verb(token.low, "inf"))
                waiting = False
        elif token.pos == "NOUN" and token.low.endswith("t") and _participle(tokens, i):
            out[i] = dataclasses.replace(token, pos="PART", verb=Verb(words.lemma(token.low), "part"))
        elif (
            token.pos == "PREP" and i and token.text.istitle() and i + 1 < len(tokens) and tokens[i + 1].pos == "PROPN"
        ):
            out[i] = dataclasses.replace(token, pos="PROPN")
    return tuple(out)


_SOURCE_NAME = 4  # words between "ifølge" and what the source is, at most


def _noun_after_all(tokens: tuple[Token, ...], i: int) -> bool:
    """ "Hvilken tidligere *aftale*", "strategien for *cykler*": no verb stands there."""
    token = tokens[i]
    if token.pos != "VERB" or token.verb is None or i < 1:
        return False
    if token.low in cues.GENRES and any(t.low == "ifølge" for t in tokens[max(0, i - _SOURCE_NAME) : i]):
        return True  # "ifølge Jens Holms *leder* 2016"
    if i < 2:
        return False
    before = tokens[i - 1]
    if token.verb.form == "inf":
        return tokens[i - 2].low in ("hvilken", "hvilket") and before.pos in ("ADJ", "ADV")
    ends = all(t.pos == "PUNCT" for t in tokens[i + 1 :])
    return token.verb.form == "pres" and token.low.endswith("er") and before.low in ("for", "om", "med", "til") and ends


def _participle(tokens: tuple[Token, ...], i: int) -> bool:
    """ "Hvornår blev planen *stemt* igennem": after "blev" a form of a verb, where no article makes it a noun."""
    base = words.lemma(tokens[i].low)
    waits = any(t.low in ("blev", "bliver", "blevet", "er", "var", "har", "havde") for t in tokens[max(0, i - 8) : i])
    return (
        waits
        and base != tokens[i].low
        and chunks.infinitive(base)
        and tokens[i - 1].pos not in ("DET", "ADJ", "PREP", "NUM")
    )


@functools.lru_cache(maxsize=10_000)
def _infinitive(low: str) -> bool:
    """True for a word that a dictionary gives a past tense."""
    if chunks.infinitive(low):
        return True
    return low.endswith("e") and words.known(low + "r") and (words.known(low + "de") or words.known(low[:-1] + "te"))
