"""Light Danish grammar without a parser: tokens with a word class, verb forms, and the words a noun phrase is made of.

It knows closed classes and a list of policy verbs, and guesses the rest from endings. All else (which noun is a
strategy, who is an actor) is for `mentions/`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from . import grammar_cues as cues
from . import word_forms

WORD = re.compile(
    r"(?<!\w)(?:hhv|bl\.a|f\.eks|ca|adm|jf|inkl|ekskl|vedr|evt|dvs|m\.fl|m\.m|pga|mht|mhp)\.(?=\s)|\d+-[^\W\d_]{3,}|\d+(?:[.,]\d+)*|[^\W\d_]+-(?=\s(?:og|eller|samt)\s)|[^\W\d_]+(?:[-’'/.](?=[^\W_])[^\W_]+)*\.?(?<!\.)|\w+|[^\w\s]",
    re.UNICODE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Verb:
    """What a verb form is: its infinitive, and "inf", "pres", "past", "part" or "pass" (-es)."""

    lemma: str
    form: str


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its place in the canonical text, lower-cased form and word class."""

    start: int
    end: int
    text: str
    low: str
    pos: str
    verb: Verb | None = None

    @property
    def finite(self) -> bool:
        """True for a verb that can head a clause by itself."""
        if self.pos in ("AUX", "MODAL"):
            return self.low not in ("have", "haft", "være", "været", "blive", "blevet")
        return self.pos == "VERB" and self.verb is not None and self.verb.form in ("pres", "past", "pass")


def _forms(lemma: str, short: bool) -> dict[str, str]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = stem + ("te" if short else "ede")
    return {
        lemma: "inf",
        lemma + "r": "pres",
        past: "past",
        stem + ("t" if short else "et"): "part",
        lemma + "s": "pass",
        past + "s": "pass",
    }


@functools.cache
def verbs() -> dict[str, Verb]:
    """Every verb form we know, lower case, with its infinitive and what form it is."""
    table: dict[str, Verb] = {}
    for entry in cues.REGULAR.split():
        lemma, _, kind = entry.partition(":")
        for form, name in _forms(lemma, kind.startswith("t")).items():
            table.setdefault(form, Verb(lemma, name))
    for row in cues.IRREGULAR.replace("\n", "|").split("|"):
        if not row.strip():
            continue
        lemma, present, past, participle = row.split()
        table[participle] = Verb(lemma, "part")
        table[past] = Verb(lemma, "past")
        table[lemma] = Verb(lemma, "inf")
        table[present] = Verb(lemma, "pres")
        table.setdefault(lemma + "s", Verb(lemma, "pass"))
        table.setdefault(past + "s", Verb(lemma, "pass"))
    return table


@functools.cache
def shared_forms() -> frozenset[str]:
    """The forms that are both past and participle: "afholdt", "holdt"."""
    rows = [row.split() for row in cues.IRREGULAR.replace("\n", "|").split("|") if row.strip()]
    return frozenset(past for _, _, past, participle in rows if past == participle)


_GUESSED = (
    (re.compile(r"\w{2,}erede$"), "past", 2, ""),
    (re.compile(r"\w{2,}erer$"), "pres", 1, ""),
    (re.compile(r"\w{2,}eres$"), "pass", 1, ""),
    (re.compile(r"\w{3,}eret$"), "part", 1, "e"),
    (re.compile(r"\w{3,}ede$"), "past", 2, ""),
)


_PARTICLE = re.compile(
    r"(?P<particle>ned|op|ind|ud|af|på|til|over|under|frem|bort|om|med|sammen|gen|tilbage|videre|mis|fore|igen|fra|hjem|"
    r"efter|for|an|bi|fast|grund|selv|sam)(?P<base>[a-zæøå]{3,})"
)
_VERBAL = re.compile(r"\w*(?:t|te|de|s|gik|kom|tog|gav|trak|skrev|sagde|stod|fik|er)$")
_NOUNS_AS_WELL = frozenset({"løb", "greb", "bud", "slag", "drag", "skud", "snit", "brud", "lås"})


def _derived(low: str) -> Verb | None:
    """A verb made of a particle and a verb we know: "nedlagt", "opkøbt", "sammenlagt"."""
    match = _PARTICLE.fullmatch(low)
    if match is None or match["base"] in _NOUNS_AS_WELL or not _VERBAL.fullmatch(match["base"]):
        return None
    base = verbs().get(match["base"])
    if base is None or base.form in ("inf", "pres") or base.lemma in ("have", "være", "blive"):
        return None  # "indsatser" and "medarbejder" look like present tenses
    if low.endswith("et") and not word_forms.lemmatize(low).endswith("e"):
        return None  # "samfundet", "ansvaret"
    return Verb(match["particle"] + base.lemma, base.form)


@functools.lru_cache(maxsize=100_000)
def verb_of(low: str) -> Verb | None:
    """The verb that a lower-case form is, or None: `verb_of("indgik")` is indgå, past."""
    known = verbs().get(low) or _derived(low)
    if known:
        return known
    if len(low) > 6:
        for pattern, form, cut, tail in _GUESSED:
            if pattern.match(low):
                lemma = low[:-cut] + tail if form != "past" else low[:-2]
                return Verb(lemma if lemma.endswith("e") else lemma + "e", form)
    return None


_NOMINAL = frozenset(("DET", "ADJ", "NUM"))
_SHORT_ADJECTIVES = frozenset(
    [
        "ny",
        "nye",
        "nyt",
        "god",
        "godt",
        "gode",
        "bedre",
        "bedst",
        "bedste",
        "stor",
        "stort",
        "store",
        "større",
        "største",
        "lille",
        "små",
        "mindre",
        "mindst",
        "fælles",
        "samlet",
        "samlede",
        "hel",
        "helt",
        "hele",
        "egen",
        "eget",
        "egne",
        "lang",
        "langt",
        "lange",
        "længere",
        "kort",
        "korte",
        "ung",
        "unge",
        "gammel",
        "gamle",
        "høj",
        "højt",
        "høje",
        "højere",
        "lav",
        "lavt",
        "lave",
        "lavere",
        "grøn",
        "grønne",
        "grønt",
        "blå",
        "sort",
        "hvid",
        "fri",
        "frie",
        "fuld",
        "fuldt",
        "fulde",
        "tryg",
        "trygt",
        "trygge",
        "åben",
        "åbne",
        "åbent",
        "robust",
        "robuste",
        "smart",
        "smarte",
        "stærk",
        "stærke",
        "stærkt",
        "stærkere",
        "klog",
        "klogere",
        "næste",
        "første",
        "anden",
        "andet",
        "tredje",
        "fjerde",
        "femte",
        "sjette",
        "syvende",
        "ottende",
        "forrige",
        "sidste",
        "seneste",
        "nuværende",
        "daværende",
        "tidligere",
        "kommende",
        "forhenværende",
        "bred",
        "brede",
        "bredt",
        "vigtig",
        "vigtige",
        "lokal",
        "lokale",
        "global",
        "globale",
        "central",
        "centrale",
        "sund",
        "sunde",
        "ren",
        "rene",
        "rent",
        "konkret",
        "konkrete",
        "tæt",
        "tætte",
        "dansk",
        "danske",
        "national",
        "nationale",
        "social",
        "sociale",
        "sociale",
        "kunstig",
        "ambitiøs",
        "ambitiøse",
        "moderne",
        "europæisk",
        "europæiske",
        "brugervenlig",
        "lettere",
        "hurtigere",
        "sikker",
        "sikre",
        "sikkert",
        "udsat",
        "udsatte",
        "syg",
        "syge",
        "kreativ",
        "fysisk",
        "mental",
        "mentale",
        "svær",
        "svære",
        "let",
        "tung",
        "tunge",
        "rig",
        "rige",
        "varm",
        "varme",
        "kold",
        "kolde",
        "stram",
        "stramme",
        "fast",
        "faste",
        "varig",
        "varige",
        "klar",
        "klare",
    ]
)
_ADJ = re.compile(
    r".{2,}(?:lige?|ig|ige|isk|iske|ende|sk|ske|(?<!initiat)ive?|elle?|(?<!aft)ale?|bare?|somt?|somme|løse?|fulde?|ede|[^n]este|nelt?|nelle|onalt?|onale|offentlige?)$"
)


def _class(text: str, low: str, previous: str, before: str, first: bool) -> tuple[str, Verb | None]:
    if not text[0].isalnum():
        return "PUNCT", None
    if text[0].isdigit():
        return ("NOUN" if text[-1].isalpha() else "NUM"), None
    if low in cues.MODALS:
        return "MODAL", Verb(low, "pres")
    if low in cues.HAVE or low in cues.BE or low in cues.BECOME:
        return "AUX", verb_of(low)
    if low in cues.NEGATIONS:
        return "NEG", None
    closed = _CLOSED.get(low)
    if closed is not None:
        return closed, None
    if text[0].isupper() and not first:
        return "PROPN", None
    if low in ("går", "forgårs", "morgen", "dag", "overmorgen") and before == "i":
        return "ADV", None
    if low in _SHORT_ADJECTIVES and low not in ("sikre", "åbne"):
        return "ADJ", None
    verb = verb_of(low)
    if verb and verb.form == "past" and previous in ("PREP", "VERB") and low.endswith(("ede", "te")):
        return "ADJ", None  # "støtter tilknyttede havne", "med udvalgte byer": what they are, not what they did
    if verb and not (
        previous in _NOMINAL
        and not (
            previous == "NUM" and (verb.form == "past" or re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[.]\d{1,2}", before))
        )
        and verb.form in ("pres", "inf", "past")
        and before not in _PRONOMINAL
    ):
        if verb.form == "part":
            return "PART", verb
        if verb.form == "inf":
            return (
                ("VERB", verb)
                if previous in ("INFM", "SCONJ", "MODAL", "ADV", "CCONJ", "NEG", "PUNCT")
                else ("NOUN", verb)
            )
        return "VERB", verb
    if text[0].isupper() and text.isupper() and len(text) > 1:
        return "PROPN", None
    return ("ADJ", None) if _ADJ.match(low) else ("NOUN", None)


_PRONOMINAL = frozenset(["det", "de", "han", "hun", "vi", "man", "den"])
_CLOSED = {
    word: name
    for name, words in (  # a word of several classes is of the last of them
        ("ADV", cues.ADVERBS),
        ("PRON", cues.PRONOUNS),
        ("PREP", cues.PREPOSITIONS),
        ("DET", cues.DETERMINERS),
        ("SCONJ", cues.SUBORDINATORS),
        ("REL", cues.RELATIVES - {"hvis"}),
        ("CCONJ", cues.COORDINATORS),
    )
    for word in words
}


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of text[start:end] with word classes; offsets count in text."""
    found: list[Token] = []
    previous, before, first = "PUNCT", "", True
    for match in WORD.finditer(text, start, end):
        word = match.group()
        low = word.casefold()
        pos, verb = _class(word, low, previous, before, first)
        found.append(Token(match.start(), match.end(), word, low, pos, verb))
        first = first and pos == "PUNCT"
        previous, before = pos, low
    return tuple(found)


@functools.lru_cache(maxsize=65536)
def strip_genitive(word: str) -> str:
    """A word without its genitive ending: "regeringens" → "regeringen", "KL's" → "KL", "KLs" → "KL"."""
    word = re.sub(r"[’'`´]s?$", "", word)
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return word[:-1]
    return word[:-1] if len(word) > 4 and re.search(r"(?:en|et|ne|er|um|ing|ens|ets)s$", word) else word


def is_adjective(low: str) -> bool:
    """True for a word that has an adjective's form, whatever its place: "national", "grønne"."""
    return low in _SHORT_ADJECTIVES or bool(_ADJ.match(low))


_NOUN_END = re.compile(
    r"(?:erne|ene|er|en|et|ing|else|hed|skab|dom|ion|itet|ment|eri|tek|ik|tur|ans|ens|ium|um|s|e|or|är)$"
)


def may_describe(low: str) -> bool:
    """True for an unknown word that may be an adjective before a noun ("cirkulær økonomi"): no noun's ending."""
    return len(low) > 4 and not _NOUN_END.search(low)


def index_at(tokens: Sequence[Token], offset: int) -> int:
    """The index of the first token that ends after offset (len(tokens) when none does)."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low
