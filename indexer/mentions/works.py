"""Strategies, plans, agreements, programmes and initiatives by their head noun, modifiers, period and title.

"den fælleskommunale digitale handlingsplan for 2016-2020" is found by its head, -plan, and described by a
`Signature`: class, what the compound or "for X" says it is about, the modifiers that tell it from others, its years.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, is_adjective, may_describe, strip_genitive
from ..types import Mention, Span, Zone
from . import works_cues as cues
from .reading import Sentence

YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:(?:\s?[-–—/]\s?|\s+til\s+)((?:19|20)?\d\d)(?!\d))?(?![\d.,]\d)")
_PERIOD = re.compile(
    r"[\s,]{0,2}\(?(?:(?:for|fra)\s+|i\s+(?=perioden))?(?:perioden\s+)?((?:19|20)\d\d)(?:\s?(?:[-–—/]|til)\s?((?:19|20)?\d\d)(?!\d))?\)?(?![\d.,]\d)"
)
_HEAD = re.compile(
    r"^(?P<topic>.*?)(?P<head>"
    + "|".join(sorted(cues.HEADS, key=len, reverse=True))
    + r")(?P<end>"
    + "|".join(sorted(cues.ENDINGS, key=len, reverse=True))
    + r")$"
)
_TITLE = re.compile(
    r"\s{0,2}[,:–-]?\s?[" + cues.OPENING + r"]([A-ZÆØÅ0-9][^" + cues.CLOSING + r"\n]{2,120})[" + cues.CLOSING + r"]"
)
_MODIFIERS = ("ADJ", "NUM")


@dataclasses.dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its class, the compound's first part ("digitaliserings"), and "sg", "def" or "pl"."""

    type: str
    topic: str
    form: str
    head: str
    genitive: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Signature:
    """What tells a work from others: class, topics, distinguishing modifiers and (first, last) year."""

    type: str
    topics: frozenset[str]
    modifiers: frozenset[str]
    years: tuple[str | None, str | None]
    definite: bool
    order: str = ""

    @property
    def anaphoric(self) -> bool:
        """True where the words say only what kind of thing is meant ("strategien", "den nye plan")."""
        return not (self.topics or self.modifiers or self.years[0])


@functools.lru_cache(maxsize=65536)
def head_of(low: str) -> Head | None:
    """The head that a lower-case word is: `head_of("digitaliseringsstrategien")`; None for other words."""
    if low in cues.NOT_WORKS or len(low) > 60:
        return None
    match = _HEAD.match(low)
    if not match:
        return None
    topic, head, end = match["topic"], match["head"], match["end"]
    if topic and len(topic) < 2:
        return None
    topic = topic.strip("-")
    if head == "plan" and topic in ("im", "ex", "e", "aero", "aero"):
        return None
    if topic in cues.NOT_TOPICS and head in ("plan", "aftale", "program", "ordning"):
        return None
    genitive = end.endswith("s") and end not in ("",)
    return Head(cues.HEADS[head], topic, cues.ENDINGS[end], head, genitive)


def stem(word: str) -> str:
    """A modifier's or topic's comparable form: "fælleskommunale" and "fælleskommunalt" are one."""
    word = strip_genitive(word.casefold()).strip("-’'")
    word = re.sub(r"(?:erne|ene|er|en|et|e|t)$", "", word) if len(word) > 5 else word
    return re.sub(r"s$", "", word) if len(word) > 4 else word


def find(sentence: Sentence) -> Iterator[Mention]:
    """The works a sentence names, with their titles in quotation marks."""
    tokens = sentence.tokens
    last_end = 0
    for index, token in enumerate(tokens):
        noun = index == 0 and len(tokens) > 1 and tokens[1].low in ("om", "for", "mellem")  # "Aftale om …" is no verb
        if token.start < last_end or (token.pos in ("VERB", "PUNCT") and not noun):
            continue
        head = head_of(token.low)
        if token.low == "planen" and index and tokens[index - 1].low == "efter":
            continue  # "løb efter planen": as planned
        if head is None or _coordinated_ahead(tokens, index):
            continue
        first = index if head.form == "def" else _leftmost(tokens, index)
        end = _right(sentence, index, head)
        mention = _mention(sentence, tokens, first, index, end, head)
        titles = list(_title(sentence, mention.span.end if mention else token.end, head))
        if mention or titles:
            if mention:
                yield mention
            yield from titles
            last_end = max([end] + [title.span.end for title in titles])


def _coordinated_ahead(tokens: Sequence[Token], index: int) -> bool:
    """True for "strategi" in "strategi og handlingsplan": the second head speaks for both."""
    if index + 2 < len(tokens) and tokens[index + 1].low == "og" and tokens[index].low in cues.HEADS:
        following = head_of(tokens[index + 2].low)
        return following is not None and following.form == "sg"
    return False


def _leftmost(tokens: Sequence[Token], index: int) -> int:
    first = index
    while first > 0 and index - first < 8:
        token = tokens[first - 1]
        if (
            token.low == "og"
            and first >= 2
            and (tokens[first - 2].low in cues.HEADS or (tokens[first - 2].pos == "ADJ" and tokens[first].pos == "ADJ"))
        ):
            first -= 2 if tokens[first - 2].low in cues.HEADS else 1
            continue
        if (token.pos == "PART" and first >= 2 and tokens[first - 2].pos in ("DET", "ADJ")) or (
            token.pos in _MODIFIERS and not re.fullmatch(r"(?:19|20)\d\d", token.low)
        ):
            first -= 1
        elif token.pos == "DET":
            return first - 1
        elif (token.pos == "PROPN" and is_adjective(token.low)) or (
            token.pos in ("PROPN", "NOUN") and _owner(tokens, first - 1)
        ):
            first -= 1
        else:
            break
    return first


def _owner(tokens: Sequence[Token], index: int) -> bool:
    """True for a genitive or a bare capitalised name before the head ("KL's", "regeringens", "KL strategien")."""
    token = tokens[index]
    if token.pos == "PROPN" and token.text.isupper():
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.pos == "PROPN" and after is not None and after.low in ("kommunes", "regions", "amts", "universitets"):
        return True  # "Sundby Kommunes plan"
    if token.pos == "PROPN" and index + 1 < len(tokens) and tokens[index + 1].pos == "PROPN":
        return not tokens[index + 1].low.startswith(("strategi", "plan", "aftale"))
    return strip_genitive(token.text) != token.text or (
        len(token.text) > 3 and token.low.endswith("s") and token.text[0].isupper()
    )


def _right(sentence: Sentence, index: int, head: Head) -> int:
    """Where the name ends: after "for kunstig intelligens", "om X", and the years."""
    tokens, end = sentence.tokens, sentence.tokens[index].end
    if head.genitive:
        return end
    text, limit = sentence.text, sentence.span.end
    if head.form == "sg" and tokens[index].text[0].isupper():
        run = capital_run(tokens, index + 1)
        end = tokens[run - 1].end
    period = _PERIOD.match(text, end, limit)
    if period:
        return _close(text, period)
    after = index + 1
    if (whole := _whole_title(sentence, index, head)) is not None:
        return whole
    wanted = ("for", "om") if head.type in ("Agreement", "Programme", "Strategy", "ActionPlan", "Initiative") else ()
    if after < len(tokens) and tokens[after].low in wanted:
        last = complement(tokens, after + 1)
        if last is not None and tokens[last].low in _SPANS:
            last = None  # "strategi for årene op til 2015": when, not what about
        inner = [head_of(t.low) for t in tokens[after + 1 : (last or after) + 1]]
        if any(found is not None and found.type in cues.GROUP_TYPES for found in inner):
            last = None
        if last is not None:
            end = tokens[last].end
            if last + 1 < len(tokens) and tokens[last + 1].low in ("af", "i", "på", "til", "mod"):
                further = complement(tokens, last + 2, coordinate=False)
                if further is not None and not head_of(tokens[further].low):
                    end = tokens[further].end
    period = _PERIOD.match(text, end, limit)
    return _close(text, period) if period else end


_SPANS = frozenset(("årene", "perioden", "året", "tiden", "resten"))


_TITLE_ENDS = re.compile(r"\s[–—-]\s|[:|.!?»”]|\s\(")


def _whole_title(sentence: Sentence, index: int, head: Head) -> int | None:
    """Where the title "Aftale om en skole med plads til ro" ends: it is a name from end to end, if it has no verb."""
    tokens = sentence.tokens
    if sentence.zone is not Zone.TITLE or head.form != "sg" or head.type not in cues.GROUP_TYPES:
        return None
    if index + 1 >= len(tokens) or tokens[index + 1].low not in ("om", "for") or _leftmost(tokens, index) > 0:
        return None
    cut = _TITLE_ENDS.search(sentence.text, tokens[index].end, sentence.span.end)
    stop = cut.start() if cut else tokens[-1].end
    inside = [t for t in tokens[index + 1 :] if t.end <= stop]
    if not 2 <= len(inside) <= 14 or any(t.finite for t in inside):
        return None
    return inside[-1].end


def _close(text: str, period: re.Match[str]) -> int:
    return period.end() if "(" in period.group() or not period.group().endswith(")") else period.end() - 1


def complement(tokens: Sequence[Token], index: int, coordinate: bool = True) -> int | None:
    """The last token of a bare noun phrase that starts at index, or None ("kunstig intelligens", "data og grøn
    omstilling").
    """
    last, position, nouns = None, index, 0
    while position < len(tokens) and position - index < 9:
        token = tokens[position]
        if token.pos in ("NOUN", "PROPN"):
            before = tokens[position - 1]
            if (
                nouns
                and before.pos == "NOUN"
                and token.pos == "NOUN"
                and not (_is_genitive(before) or may_describe(before.low))
            ):
                break
            last, nouns = position, nouns + 1
        elif (
            (
                token.pos in ("ADJ", "DET", "PART")
                and (
                    position == index
                    or tokens[position - 1].pos in ("ADJ", "DET", "CCONJ", "PUNCT")
                    or _is_genitive(tokens[position - 1])
                )
            )
            or (
                coordinate
                and token.low == "og"
                and last == position - 1
                and _nominal_ahead(tokens, position + 1, any(t.finite for t in tokens[:index]))
            )
            or (coordinate and token.low == "," and last == position - 1 and _list_ahead(tokens, position + 1))
        ):
            pass
        else:
            break
        position += 1
    return last


_CONNECTORS = frozenset(["på", "i", "og", "for", "til", "med", "af", "mod", "om", "ved"])


def capital_run(tokens: Sequence[Token], index: int) -> int:
    """The index after a name in capitals that starts at index: "Læs for Livet", "Solceller på Skoler"; index if
    none.
    """
    position = index
    while position < len(tokens) and position - index < 7:
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if position > index and token.start - tokens[position - 1].end > 1:
            break
        if (
            (token.text[0].isupper() and not token.finite)
            or (position > index and token.text.isdigit() and len(token.text) < 3)
        ) or (
            position > index
            and token.low in _CONNECTORS
            and following is not None
            and following.text[0].isupper()
            and following.pos == "PROPN"
            and token.low != "og"
        ):
            position += 1
        else:
            break
    return position


def _is_genitive(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.low.endswith("s")


def _nominal_ahead(tokens: Sequence[Token], index: int, after_verb: bool = True) -> bool:
    """True when a noun phrase follows that no finite verb follows at once ("og data", not "og kommunerne skal").

    Where no verb stands before, it is still the subject: "Planen for ny teknologi og automatisering blev aftalt".
    """
    while index < len(tokens) and tokens[index].pos in ("ADJ", "DET", "PART"):
        index += 1
    if index >= len(tokens) or tokens[index].pos not in ("NOUN", "PROPN"):
        return False
    return index + 1 >= len(tokens) or not after_verb or not tokens[index + 1].finite


def _list_ahead(tokens: Sequence[Token], index: int) -> bool:
    """True when "X og Y" follows a comma: the list that a title such as "klima, energi og bygninger" is."""
    for position in range(index, min(index + 5, len(tokens))):
        if tokens[position].low == "og":
            return _nominal_ahead(tokens, position + 1)
        if tokens[position].pos not in ("NOUN", "ADJ", "PROPN"):
            return False
    return False


def _mention(
    sentence: Sentence, tokens: Sequence[Token], first: int, index: int, end: int, head: Head
) -> Mention | None:
    words = tokens[first : index + 1]
    described = signature(sentence.text[words[0].start : end])
    lead = words[0].low
    if described is None or head.form == "pl":
        return None
    if any(t.low in ("sin", "sit", "egen", "eget", "egne") for t in words) and described.anaphoric:
        return None  # "sin egen strategi" is another than the one the text is about
    if (
        head.form == "sg"
        and described.anaphoric
        and lead in ("den", "det")
        and len(words) == 2
        and _relative_next(sentence, end)
    ):
        return None  # "den strategi, der løber til 2020" describes; it does not point back
    if head.form == "sg":
        definite = lead in (
            "den",
            "det",
            "denne",
            "dette",
            "vores",
            "sin",
            "nærværende",
            "foreliggende",
        ) or _possessive(words)
        telling = bool(described.topics or described.modifiers or described.years[0])
        if not (definite or telling or (lead in ("en", "et") and described.order == "later")):
            return None
        if lead in (
            "nogen",
            "noget",
            "ingen",
            "intet",
            "hver",
            "hvert",
            "enhver",
            "ethvert",
            "flere",
            "nogle",
            "anden",
            "andet",
            "hvilken",
        ):
            return None
        if (
            lead in ("en", "et")
            and end <= words[-1].end
            and not described.modifiers
            and not described.years[0]
            and not _introduced(described)
        ):
            return None
    if head.type in ("Initiative", "Solution") and not _names_one(sentence, words, head, described, end):
        return None  # "et tredje initiativ", "en national løsning", "den tekniske platform"
    if lead in ("en", "et") and len(words) > 1:
        words = words[1:]
    span = Span(words[0].start, end)
    return Mention(span, head.type, span.of(sentence.text), confidence=0.6 if described.anaphoric else 0.85)


def _names_one(sentence: Sentence, words: Sequence[Token], head: Head, described: Signature, end: int) -> bool:
    """True where an initiative's words name one: a definite compound, a capital inside the sentence, "for X"
    behind; and
    for a mere "projektet", which refers to one.
    """
    if head.form == "def":
        return not head.topic or (len(head.topic) > 3 and head.topic not in _COMMON_TOPICS)
    capital = any(word.text[0].isupper() for word in words if word.start > sentence.span.start)
    return capital or (end > words[-1].end + 4 and words[0].low not in ("en", "et"))


_COMMON_TOPICS = frozenset(
    [
        "pilot",
        "signatur",
        "forsøgs",
        "under",
        "hoved",
        "infrastruktur",
        "person",
        "informations",
        "digitaliserings",
        "fælles",
        "standard",
        "it",
    ]
)


def _relative_next(sentence: Sentence, end: int) -> bool:
    return re.compile(r",?\s+(?:der|som|hvor)\b").match(sentence.text, end, sentence.span.end) is not None


def _introduced(described: Signature) -> bool:
    return described.order == "later" or (bool(described.topics) and described.type in ("Agreement", "Programme"))


def _possessive(words: Sequence[Token]) -> bool:
    return len(words) > 1 and strip_genitive(words[0].text) != words[0].text


def _title(sentence: Sentence, end: int, head: Head) -> Iterator[Mention]:
    """The title in quotation marks or capitals that follows a head: "strategien ”På forkant …”", "initiativet Mit
    Overblik".
    """
    match = _TITLE.match(sentence.text, end, sentence.span.end)
    if match:
        span = Span(match.start(1), match.end(1))
        yield Mention(span, head.type, span.of(sentence.text), confidence=0.95)
        return
    if head.form != "def":
        return
    first = next((i for i, t in enumerate(sentence.tokens) if t.start >= end), len(sentence.tokens))
    last = capital_run(sentence.tokens, first)
    if last == first + 1 < len(sentence.tokens) and is_adjective(sentence.tokens[first].low):
        while last < len(sentence.tokens) and sentence.tokens[last].pos == "ADJ":
            last += 1
        if last == len(sentence.tokens) or sentence.tokens[last].pos != "NOUN":
            return  # an adjective alone is no name
        last += 1  # "projektet Fælles borgerportal", "programmet Digitalt kompetente byer"
    if (
        last > first
        and (last > first + 1 or not sentence.tokens[first].text.isupper())
        and not head_of(sentence.tokens[first].low)
    ):
        span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
        yield Mention(span, head.type, span.of(sentence.text), confidence=0.8)


@functools.lru_cache(maxsize=65536)
def signature(surface: str) -> Signature | None:
    """What a work's surface says about which one it is, or None where it holds no head noun.

    >>> signature("Den nye fællesoffentlige digitaliseringsstrategi for 2016-2020").years
    ('2016', '2020')
    """
    years = YEARS.search(surface)
    bare = YEARS.sub(" ", surface)
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+\.?", bare)
    position = next((i for i, word in enumerate(words) if head_of(word.casefold())), None)
    if position is None:
        return None
    last = position
    while last + 2 < len(words) and words[last + 1] == "og" and head_of(words[last + 2].casefold()):
        last += 2
    head = head_of(words[last].casefold())
    assert head is not None
    topics = {stem(head.topic)} if head.topic and head.topic not in _PARTS else set()
    topics |= {stem(w) for w in words[last + 1 :] if w.casefold() not in _LINKS and w[:1].isalpha()}
    modifiers, order = set(), ""
    joined = re.sub(
        r"\bfælles (?=offentlig|kommunal|statslig|regional)", "fælles", " ".join(words[:position]).casefold()
    )
    for word in joined.split():
        if word in cues.EARLIER:
            order = "earlier"
        elif word in cues.LATER:
            order = "later"
        if word in cues.ORDINALS:
            order = f"nr {cues.ORDINALS[word]}"
            modifiers.add(order)
        if word not in cues.GENERIC and word != "og" and not word[:1].isdigit() and not head_of(word):
            modifiers.add(stem(word))
    definite = head.form == "def" or (words[0].casefold() in ("den", "det", "denne", "dette"))
    return Signature(head.type, frozenset(topics), frozenset(modifiers), _years(years), definite, order)


_PARTS = frozenset(["del", "under", "hoved"])  # "delprogram 5": a part of something, no name
_LINKS = frozenset(
    [
        "for",
        "om",
        "og",
        "af",
        "i",
        "på",
        "til",
        "den",
        "det",
        "de",
        "en",
        "et",
        "med",
        "ved",
        "eller",
        "samt",
        "fra",
        "perioden",
        "årene",
    ]
)


def _years(match: re.Match[str] | None) -> tuple[str | None, str | None]:
    if match is None:
        return (None, None)
    first, last = match.group(1), match.group(2)
    if last and len(last) == 2:
        last = first[:2] + last
    return (first, last)
