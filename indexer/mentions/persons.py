"""Persons by the shape of their names, with the roles that stand beside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, strip_genitive
from ..types import Mention, Span, Zone
from . import persons_cues as cues
from .actors_cues import NOT_ACTORS
from .reading import Sentence
from .works import head_of

_ROLE = re.compile(
    r"^(?:.*?)(?:" + "|".join(sorted(set(cues.ROLE_HEADS), key=len, reverse=True)) + r")(?:en|n|s|ens)?$"
)
_NAME = re.compile(r"^[A-ZÆØÅÉÖÄÜ][\w’'-]*[a-zæøåéöäü][\w’'-]*$|^[A-ZÆØÅ]$")


@functools.lru_cache(maxsize=16384)
def is_role(low: str) -> bool:
    """True for a noun that names somebody's office: "kontorchef", "KL-formand", "finansministeren"."""
    return (bool(_ROLE.match(low)) and low not in ("medlem", "leder", "chef")) or low in (
        "leder",
        "chef",
        "medlem",
        "formand",
    )


def find(sentence: Sentence) -> Iterator[Mention]:
    """The persons a sentence names in full."""
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        last = _name(tokens, index, sentence) if tokens[index].text[0].isupper() else None
        if last is None:
            index += 1
            continue
        span = Span(tokens[index].start, tokens[last].end)
        yield Mention(span, "Person", span.of(sentence.text), confidence=0.9)
        index = last + 1


def _name(tokens: Sequence[Token], index: int, sentence: Sentence) -> int | None:
    """The index of a name's last word when a person's name starts at index."""
    token = tokens[index]
    if (
        not _NAME.match(token.text)
        or head_of(token.low)
        or (token.pos not in ("PROPN", "NOUN", "ADJ") and token.low not in cues.FIRST_NAMES)
    ):
        return None
    last = index
    while last + 1 < len(tokens) and last - index < 4 and _goes_on(tokens, last, index):
        last += 1
    if last == index:
        return None
    words = [strip_genitive(t.low) for t in tokens[index : last + 1]]
    if any(word in _BODIES or word.endswith(_BODY_ENDS) for word in words) or any(
        is_role(word) or word.upper() in NOT_ACTORS for word in words[:1]
    ):
        return None
    first_name = token.low.split("-")[0] in cues.FIRST_NAMES
    apposed = (
        index > 1
        and tokens[index - 1].low == ","
        and is_role(strip_genitive(tokens[index - 2].low))
        and last - index <= 3
        and last + 1 < len(tokens)
        and tokens[last + 1].low in (",", "(")
    )
    titled = 1 < index <= 5 and tokens[index - 1].text == ":" and is_role(strip_genitive(tokens[index - 2].low))
    office = (
        index > 2 and tokens[index - 2].low == "for" and tokens[index - 3].low in ("minister", "ordfører", "rådmand")
    )
    titled = titled or (office and last - index <= 3)  # "minister for søfart Torkild Ravnsø"
    role_before = (
        apposed
        or (titled and last - index <= 3)
        or (index > 0 and is_role(strip_genitive(tokens[index - 1].low)) and token.pos == "PROPN")
    )
    verb_before = tokens[index - 1].verb if index else None
    says_before = verb_before is not None and verb_before.lemma in cues.SAYS
    if sentence.zone is Zone.HEADING and not first_name:
        return None
    if _after_employer(tokens, index) and not _place_like(words):
        return last
    if _party(tokens, last) and not first_name:
        return last if last - index == 1 else None
    if first_name or role_before or (says_before and last - index <= 3 and not _place_like(words)):
        return last
    if sentence.zone is Zone.BYLINE and last - index <= 3 and len(tokens) <= 6:
        return last
    after = tokens[last + 1 : last + 4]
    if len(after) > 1 and after[0].low == "," and is_role(after[1].low) and not _place_like(words):
        return last
    return None


_PARTIES = frozenset(
    ["A", "B", "C", "D", "F", "I", "K", "M", "O", "V", "Ø", "Å", "S", "SF", "RV", "EL", "DF", "LA", "DD", "NB", "KD"]
)


def _party(tokens: Sequence[Token], last: int) -> bool:
    """True where a party follows in parentheses: "Bünyamin Simsek (V)", "Bo Juul (Borgerlisten)"."""
    if last + 3 >= len(tokens) or tokens[last + 1].text != "(":
        return False
    if tokens[last + 2].text in _PARTIES:
        return True
    close = next((n for n in range(last + 3, min(last + 7, len(tokens))) if tokens[n].text == ")"), None)
    inside = tokens[last + 2 : close] if close is not None else ()
    return bool(inside) and inside[0].text[0].isupper() and inside[-1].low.endswith(_PARTY_ENDS)


_PARTY_ENDS = (
    "listen", "liste", "partiet", "parti", "demokraterne", "demokratiet", "socialisterne", "liberale", "venstre",
    "konservative", "fællesskabet", "enhed", "front", "frihed",
)  # fmt: skip


_BODIES = frozenset(
    """kommune region regioner ministeriet styrelsen universitet forening fond råd danmark
    airport lufthavn skole park arena hospital plads torv havn hus prisen""".split()  # noqa: SIM905
)


def _after_employer(tokens: Sequence[Token], index: int) -> bool:
    """True for the name in "formand for Naalakkersuisut Múte B. Egede": a role, its body of one word, then the
    person.
    """
    return (
        index >= 3
        and tokens[index - 1].text[0].isupper()
        and tokens[index - 2].low in ("for", "i", "hos", "fra")
        and is_role(strip_genitive(tokens[index - 3].low))
        and tokens[index - 1].low not in ("landsforeningen", "foreningen", "forbundet", "landsforbundet", "fonden")
        and not tokens[index - 1].low.endswith(("danmark", "region", "danske", "dansk", "nordisk"))
        and not any(t.low.split("-")[0] in cues.FIRST_NAMES for t in tokens[index + 1 : index + 4])
    )


_BODY_ENDS = (
    "instituttet",
    "styrelsen",
    "rådet",
    "foreningen",
    "centret",
    "akademiet",
    "fonden",
    "gruppen",
    "skolen",
    "banken",
    "forbundet",
    "organisationen",
    "selskabet",
    "kreds",
    "kredsen",
    "enhed",
    "forening",
    "forbund",
    "selskab",
    "styrelse",
    "forvaltning",
    "sygehuset",
    "centeret",
    "ministeriet",
    "udvalget",
    "råd",
    "forum",
    "landsforbund",
)


def _place_like(words: Sequence[str]) -> bool:
    return words[0] in ("dansk", "danske", "region", "det", "den", "de", "ny", "nye", "digital", "fælles", "mit", "min")


def _goes_on(tokens: Sequence[Token], last: int, index: int) -> bool:
    current, following = tokens[last], tokens[last + 1]
    gap = following.start - current.end
    if following.text == "." and len(current.text) == 1 and gap == 0:
        return last + 2 < len(tokens) and bool(_NAME.match(tokens[last + 2].text))
    if current.text == ".":
        return bool(_NAME.match(following.text))
    if gap != 1 or re.search(r"[’']s$", current.text):
        return False
    if following.low in ("von", "van", "de", "la") and last + 2 < len(tokens):
        return bool(_NAME.match(tokens[last + 2].text)) and following.text.islower()
    return bool(_NAME.match(following.text)) and not is_role(following.low) and following.pos == "PROPN"


def again(sentence: Sentence, names: dict[str, str], taken: Sequence[Span]) -> Iterator[Mention]:
    """Later mentions of persons by surname alone; `names` gives each surname its full name."""
    for index, token in enumerate(sentence.tokens):
        bare = strip_genitive(token.text)
        if bare in names and not any(span.start <= token.start < span.end for span in taken):
            before = sentence.tokens[index - 1] if index else None
            if before is None or before.pos != "PROPN":
                yield Mention(Span(token.start, token.end), "Person", names[bare], confidence=0.8)
