"""Organisations and general actors by their form and by what they do; names nobody listed included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..danish import split_compound
from ..grammar import Token, strip_genitive, verb_of
from ..types import Mention, Span, Zone
from . import actors_cues as cues
from .persons import is_role
from .persons_cues import FIRST_NAMES
from .reading import Sentence
from .works import capital_run, complement, head_of

_BODY = re.compile(
    r"^(?P<topic>.{2,}?)(?P<head>" + "|".join(sorted(cues.BODY_HEADS, key=len, reverse=True)) + r")(?:s|ets|ens|er)?$"
)
_ACRONYM = re.compile(r"^(?=.*[A-ZÆØÅ].*[A-ZÆØÅ])[A-ZÆØÅ][A-ZÆØÅ&-]{1,9}(?:[’'´]?s)?$")


def find(sentence: Sentence) -> Iterator[Mention]:
    """The actors a sentence names, by general words, by head noun, by capitals."""
    tokens = sentence.tokens
    covered = -1
    for index, token in enumerate(tokens):
        if token.start < covered or token.pos == "PUNCT" or token.text[0].isdigit():
            continue
        if token.text.endswith("-"):
            continue  # "Børne- og undervisningsministeren": half a word
        for rule in _OF_CAPITALS if token.text[0].isupper() else _OF_WORDS:
            span, confidence = rule(tokens, index) or (None, 0.0)
            if span is not None:
                surface = span.of(sentence.text)
                yield Mention(span, "Organisation", surface, confidence=confidence)
                covered = span.end
                break


Found = tuple[Span, float] | None


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    """The span of a name, its genitive ending left inside (labels drop it)."""
    return Span(tokens[first].start, tokens[last].end)


_PARTIES = {tuple(name.casefold().split()): name for name in cues.PARTIES}
_PARTIES_BEGIN = frozenset(name[0] for name in _PARTIES)


def _party(tokens: Sequence[Token], index: int) -> Found:
    if not tokens[index].text[0].isupper() or strip_genitive(tokens[index].low) not in _PARTIES_BEGIN:
        return None
    for size in (3, 2, 1):
        if (
            index + size <= len(tokens)
            and tuple(strip_genitive(t.low) for t in tokens[index : index + size]) in _PARTIES
        ):
            return _span(tokens, index, index + size - 1), 0.95
    return None


def _general(tokens: Sequence[Token], index: int) -> Found:
    token = tokens[index]
    low = strip_genitive(token.low)
    bare = token.low in cues.BARE_IN_LISTS
    if token.low in ("byråd", "regionsråd", "folketing") and index and tokens[index - 1].low in _WHOLE:
        return _span(tokens, index, index), 0.85  # "et enigt byråd"
    if token.low in ("byråd", "regionsråd"):
        return None
    if low not in cues.GENERAL and token.low not in cues.GENERAL:
        return None
    if token.low in ("eu", "fn", "oecd") and not token.text.isupper():
        return None
    if token.low == "arbejdsmarkedets":
        parties = index + 1 < len(tokens) and tokens[index + 1].low == "parter"
        return (_span(tokens, index, index + 1), 0.9) if parties else None
    first = index
    while first and tokens[first - 1].low in _GOVERNMENTS and low in ("regering", "regeringen"):
        first -= 1
    if bare and first == index and not _in_list(tokens, index):
        return None
    return _span(tokens, first, index), 0.9


_WHOLE = frozenset(("enigt", "samlet", "flertalligt", "splittet", "nyt", "næsten", "nyvalgt"))
_GOVERNMENTS = frozenset(["ny", "nye", "den", "siddende", "danske", "daværende", "kommende", "forrige", "tidligere"])


def _counted(tokens: Sequence[Token], index: int) -> Found:
    """ "de 22 syddanske kommuner", "de fem regioner": a party of its own."""
    if (
        tokens[index].low != "de"
        or index + 2 >= len(tokens)
        or (tokens[index + 1].pos != "NUM" and tokens[index + 1].low not in _FEW)
    ):
        return None
    last = index + 2
    while last < len(tokens) and tokens[last].pos == "ADJ" and last - index < 5:
        last += 1
    if last < len(tokens) and re.fullmatch(
        r"(?:[a-zæøå]*kommuner|[a-zæøå]*regioner|ministerier|partier|amter|universiteter)", tokens[last].low
    ):
        return _span(tokens, index, last), 0.7
    return None


_HEADS = frozenset((*cues.FOR_NAMES, *(head for head in cues.BODY_HEADS if head.endswith(("en", "et")))))
_FEW = frozenset(["to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"])


def _in_list(tokens: Sequence[Token], index: int) -> bool:
    """True for "stat" in "stat, kommuner og regioner", and for a bare body that agrees or works with another."""
    near = [*tokens[max(0, index - 3) : index], *tokens[index + 1 : index + 4]]
    others = [
        t
        for t in near
        if strip_genitive(t.low) in cues.GENERAL or (_ACRONYM.match(t.text) and t.text not in cues.NOT_ACTORS)
    ]
    linked = any(
        t.low in ("og", ",", "samt", "eller", "/")
        for t in (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])
    )
    return bool(others) and linked


def _named(tokens: Sequence[Token], index: int) -> Found:
    """A name of several words that starts here: "Danske Regioner", "Aalborg Kommune", "Foreningen af X", "Region
    Nord".
    """
    token = tokens[index]
    if not token.text[0].isupper() or index + 1 >= len(tokens):
        return None
    if token.low == "region" and tokens[index + 1].text[0].isupper():
        last = index + 1
        if last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and tokens[last + 1].pos == "PROPN":
            last += 1
        return _span(tokens, index, last), 0.95
    body = _BODY.match(token.low) or token.low in _HEADS or token.low in cues.NAME_TAILS
    if (
        body
        and "område" not in token.low
        and tokens[index + 1].low in ("for", "af", "på")
        and (token.low in _HEADS or (index + 2 < len(tokens) and tokens[index + 2].text[0].isupper()))
    ):
        last_token = complement(tokens, index + 2)
        if last_token is not None:
            last_token = _before_verb(tokens, last_token)
            titled = capital_run(tokens, index + 2) - 1  # "Styregruppen for Ro på Gaden"
            titled -= 2 if tokens[titled - 1].low == "i" else 0
            return _span(tokens, index, max(_wider(tokens, last_token), titled)), 0.9
    return _capital_run(tokens, index)


def _before_verb(tokens: Sequence[Token], last: int) -> int:
    """A name's last token without the verb behind it that could be a noun: "Ministeriet for Digital Velfærd taler"."""
    verb = verb_of(tokens[last].low)
    capital = tokens[last - 1].text[0].isupper() and tokens[last].text[0].islower()
    told = tokens[last].low in ("taler", "møder", "minder") or (verb is not None and verb.form in ("pres", "past"))
    return last - 1 if capital and told else last


_COMMON = re.compile(
    r".{2,}(?:er|ing|else|ion|skab|hed|tet|ik|eri|ur|ment|dom|ling|gang|børn|miljø|vand|energi|liv|natur|skov|dyr|klima)$"
)


def common_noun(word: str) -> bool:
    """True for a word that is a noun of the language, not a name: "Levesteder", "Klimaskærm"; not "KL", "Ørsted"."""
    low = word.casefold()
    return not word.isupper() and not is_body(low) and bool(_COMMON.match(low) or len(split_compound(low)) > 1)


def _wider(tokens: Sequence[Token], last: int) -> int:
    """The last token of a name that goes on with ordinary nouns in capitals: "… for Arter og Levesteder"."""
    position, end = last + 1, last
    while position + 1 < len(tokens) and tokens[position].low in (",", "og", "&"):
        following = tokens[position + 1]
        if not following.text[0].isupper() or not common_noun(following.text) or head_of(following.low):
            break
        beyond = tokens[position + 2] if position + 2 < len(tokens) else None
        if following.low.endswith("s") and beyond is not None and beyond.text[0].isupper():
            break  # "Danske Havne og Fiskernes Forbund": the next body, told by whose it is
        if tokens[position].low != ",":
            return position + 1
        position += 2
    return end


def _capital_run(tokens: Sequence[Token], index: int) -> Found:
    if tokens[index].pos not in ("PROPN", "NOUN", "ADJ") and tokens[index].low not in cues.NATIONAL:
        return None
    last = index
    while last + 1 < len(tokens) and last - index < 5:
        following = tokens[last + 1]
        if following.text[0].isupper() and tokens[last + 1].start - tokens[last].end == 1:
            last += 1
        elif (
            following.low in ("for", "i", "af")
            and last + 2 < len(tokens)
            and tokens[last + 2].text[0].isupper()
            and (is_body(tokens[last + 2].low) and last == index)
            and (is_body(tokens[index].low) or following.low != "i")
        ):
            last += 2
        else:
            break
    if all(t.text.isupper() for t in tokens[index : last + 1]):
        return None
    while last > index:
        tail = strip_genitive(tokens[last].low)
        if head_of(tail):
            return None
        if tokens[index].low in _BODY_FIRST:
            return _span(tokens, index, last), 0.85  # "Foreningen Danske Småhavne"
        if is_body(tail) or (
            tokens[index].low in cues.NATIONAL and last == index + 1 + (tokens[index].low == "de" and last == index + 2)
        ):
            if (
                tokens[index].low in ("dansk", "danske", "nordisk")
                and not is_body(tail)
                and common_noun(tokens[last].text)
            ):
                last = _wider(tokens, last)
            if last + 2 < len(tokens) and tokens[last + 1].low in ("for", "af") and tokens[last + 2].text[0].isupper():
                further = complement(tokens, last + 2)
                last = further if further is not None else last
            if last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and tokens[last + 1].low in _QUARTERS:
                last += 1  # "Havvæsenets Enhed Øst"
            return _span(tokens, index, last), 0.9
        last -= 1
    if (
        tokens[index].low in ("dansk", "danske")
        and index + 1 < len(tokens)
        and is_body(strip_genitive(tokens[index + 1].low))
    ):
        return _span(tokens, index, index + 1), 0.85
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and behind.low in ("kommune", "kommunes") and tokens[index].pos in ("PROPN", "NOUN", "ADJ"):
        return _span(tokens, index, index + 1), 0.95
    return None


_BODY_FIRST = frozenset(
    ("foreningen", "landsforeningen", "forbundet", "landsforbundet", "fonden", "alliancen", "netværket")
)
_QUARTERS = frozenset(("nord", "syd", "øst", "vest", "midt"))


def is_body(low: str) -> bool:
    """True for a word that a body's name ends in: "styrelse", "havneforening"."""
    match = _BODY.match(low)
    return "område" not in low and (
        low in cues.NAME_TAILS
        or (low[-2:] in ("en", "et") and low[:-2] in cues.NAME_TAILS)
        or strip_genitive(low) in cues.NAME_TAILS
        or bool(match and low not in cues.NOT_BODIES)
    )


def _employer(tokens: Sequence[Token], index: int) -> Found:
    """The body somebody has a role in: "direktør i Plastindustrien", "formand for Dansk Energi"."""
    if (
        index < 2
        or not tokens[index].text[0].isupper()
        or tokens[index - 1].low not in ("i", "for", "hos", "fra", "ved")
    ):
        return None
    role = strip_genitive(tokens[index - 2].low)
    if not is_role(role) or role.endswith(("borgmester", "borgmesteren", "minister", "ministeren", "medlem")):
        return None
    last = index
    while last + 1 < len(tokens) and last - index < 5:
        following = tokens[last + 1]
        if following.text[0].isupper() and following.low.split("-")[0] not in FIRST_NAMES:
            last += 1
        elif (
            following.low in ("&", "og")
            and last + 2 < len(tokens)
            and tokens[last + 2].text[0].isupper()
            and tokens[last + 2].low.split("-")[0] not in FIRST_NAMES
        ):
            last += 2
        else:
            break
    if last - index >= 2 and not any(
        t.low in ("&", "og") or is_body(strip_genitive(t.low)) for t in tokens[index : last + 1]
    ):
        last = index  # "formand for Naalakkersuisut Múte Egede": the name behind is the person's
    return _span(tokens, index, last), 0.7


def _agent(tokens: Sequence[Token], index: int) -> Found:
    """A name in capitals that acts: "ledes af Energinet", "sammen med Ørsted", "Energinet leder"."""
    token = tokens[index]
    if token.pos != "PROPN" and index:
        return None
    if token.text.endswith("-") or head_of(token.low) or token.text in cues.NOT_ACTORS or is_role(token.low):
        return None
    last = capital_run(tokens, index) - 1
    if token.pos != "PROPN" and not (index == 0 and token.pos in ("NOUN", "ADJ") and last > index):
        return None
    linked = next((i for i in range(index + 1, last) if tokens[i].low == "for" and is_body(tokens[i + 1].low)), None)
    last = linked - 1 if linked is not None else last  # "udarbejdet af Kornhuset for Havnerådet": for whom
    if last < index or last - index > 3 or tokens[index].low.split("-")[0] in FIRST_NAMES:
        return None
    if index and tokens[index - 1].text in '”“"»«„(':
        return None
    before = tokens[max(0, index - 6) : index]
    near = before[-1].low if before else ""
    acted = [t.verb.lemma for t in before if t.verb is not None and t.verb.form in ("pass", "part")]
    if near == "af" and any(lemma in cues.ACTS for lemma in acted):
        return _span(tokens, index, last), 0.7
    if near == "med" and any(t.low in cues.TOGETHER for t in before):
        return _span(tokens, index, last), 0.65
    verb = tokens[last + 1].verb if last + 1 < len(tokens) and tokens[last + 1].finite else None
    started = index == 0 or tokens[index - 1].text in ",;:" or tokens[index - 1].pos in ("SCONJ", "CCONJ", "REL")
    if verb is not None and verb.lemma in cues.ACTS and started:
        return _span(tokens, index, last), 0.65
    described = last + 2 < len(tokens) and tokens[last + 1].text == "," and tokens[last + 2].low in ("der", "som")
    if described and started and last > index and any(t.text.isupper() for t in tokens[index : last + 1]):
        return _span(tokens, index, last), 0.65  # "UAS Denmark, der har hjemme i …"
    return None


def _body(tokens: Sequence[Token], index: int) -> Found:
    token = tokens[index]
    low = strip_genitive(token.low)
    if low in cues.GENERIC_REFERENCE:
        return (_span(tokens, index, index), 0.5)
    match = _BODY.match(low)
    if not match or low in cues.NOT_BODIES or token.low in cues.NOT_BODIES or "område" in low:
        return None
    capital = token.text[0].isupper()
    definite = bool(re.search(r"(?:et|en)$", match["head"]))
    if not definite and not (capital and token.pos == "PROPN"):
        adjective = 1 if index and tokens[index - 1].pos == "ADJ" else 0
        determined = (
            index > adjective
            and tokens[index - 1 - adjective].low in ("den", "det")
            and match["head"] not in cues.NAMELESS
        )
        if not determined:
            return None
    if (
        match["head"] in ("politiet", "retten", "enheden", "myndigheden", "netværket", "centret", "centeret", "banken")
        and not capital
    ):
        return None
    first, last = index, index
    if first >= 2 and tokens[first - 1].low == "og" and tokens[first - 2].text.endswith("-"):
        first -= 2  # "Slots- og Kulturstyrelsen"
    while first and tokens[first - 1].pos == "ADJ" and not definite and index - first < 3:
        first -= 1
    if (
        index + 1 < len(tokens)
        and tokens[index + 1].low == "for"
        and (
            (not capital and (definite or (first and tokens[first - 1].low == "den")))
            or (tokens[index + 2 : index + 3] and tokens[index + 2].text[0].isupper())
        )
    ):
        extended = complement(tokens, index + 2)
        extended = _before_verb(tokens, extended) if extended is not None else None
        last = extended if extended is not None and (definite or (first and tokens[first - 1].low == "den")) else last
    if (
        capital
        and definite
        and token.text == strip_genitive(token.text)
        and last == index
        and last + 1 < len(tokens)
        and tokens[last + 1].text[0].isupper()
        and not tokens[last + 1].finite
        and tokens[last + 1].start - tokens[last].end == 1
        and (tokens[last + 1].low.split("-")[0] not in FIRST_NAMES or capital_run(tokens, last + 1) == last + 2)
    ):
        last = min(capital_run(tokens, last + 1) - 1, last + 3)  # "Forbrugerrådet Tænk"
        if last + 2 < len(tokens) and tokens[last + 1].text == "&" and tokens[last + 2].text[0].isupper():
            last += 2
    return _span(tokens, first, last), 0.85 if capital else 0.75


def _office(tokens: Sequence[Token], index: int) -> Found:
    """A minister named by the office alone: "Finansministeren"; not where the person's name follows."""
    token = tokens[index]
    low = strip_genitive(token.low)
    if low.endswith(cues.OFFICE) and len(low) > len("ministeren") and low != "borgmesteren":
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.pos != "PROPN":
            return _span(tokens, index, index), 0.85
    return None


def _acronym(tokens: Sequence[Token], index: int) -> Found:
    token = tokens[index]
    if not _ACRONYM.match(token.text):
        return None
    bare = re.sub(r"[’'´]?s$", "", token.text)
    if bare in cues.NOT_ACTORS or "-" in bare:
        return None
    if all(t.text.isupper() or not t.text[0].isalpha() for t in tokens) and len(tokens) > 2:
        return None
    shouted = [t for t in tokens if t.text.isupper() and len(t.text) > 3]
    if len(shouted) > 1 and 2 * len(shouted) >= len([t for t in tokens if t.text[0].isalpha()]):
        return None  # a headline in capitals
    if _acts(tokens, index, token.text != bare):
        return _span(tokens, index, index), 0.8
    return None


_PARTNERS = frozenset(["med", "af", "fra", "mellem", "hos", "ved", "via", "til"])


def _acts(tokens: Sequence[Token], index: int, genitive: bool) -> bool:
    """True where an acronym stands as somebody who acts: before a verb, after "med", with a genitive, in a list."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if genitive or (after is not None and (after.finite or after.pos in ("AUX", "MODAL"))):
        return True
    if before is not None and (before.low in _PARTNERS or before.finite):
        return True
    if before is not None and before.low == "på" and index > 1 and tokens[index - 2].low in ("hænderne", "skuldrene"):
        return True
    linked = {t.low for t in (before, after) if t is not None} & {"og", ",", "/", "samt"}
    return bool(linked) or (after is not None and head_of(after.low) is not None) or len(tokens) <= 3


_TELLS_KIND = re.compile(r"(?:ør|er|ist|ent|part|virksomhed|selskab|firma|organisation|forening)(?:en|et)$")


def capital_names(sentence: Sentence, taken: Sequence[Span], known: Sequence[Span]) -> Iterator[Mention]:
    """Capitalised words listed together with known actors: "Regeringen, Xyz og Danske Amter" makes Xyz one too."""
    if sentence.zone is Zone.HEADING:
        return
    known = list(known)
    tokens = sentence.tokens
    skip = -1
    for index, token in enumerate(tokens):
        if (
            index <= skip
            or (token.pos != "PROPN" and not (index == 0 and token.pos == "NOUN" and token.text[0].isupper()))
            or any(span.start <= token.start < span.end for span in taken)
            or head_of(token.low)
        ):
            continue
        last = index
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].pos == "PROPN"
            and tokens[last + 1].start - tokens[last].end <= 1
        ):
            last += 1
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        beyond = tokens[last + 2] if last + 2 < len(tokens) else None
        before = tokens[index - 1] if index else None
        further = tokens[index - 2] if index > 1 else None
        follows = (
            before is not None
            and before.low in (",", "og", "samt")
            and further is not None
            and any(span.start <= further.start < span.end for span in known)
        )
        leads = (
            after is not None
            and after.low in (",", "og", "samt")
            and beyond is not None
            and any(span.start == beyond.start for span in known)
        )
        if leads and last == index and _TELLS_KIND.search(token.low):
            continue  # "Leverandøren, Molekyl A/S": what it is, no name
        if (follows or leads) and last - index < 4:
            span = Span(token.start, tokens[last].end)
            known.append(span)
            skip = last
            yield Mention(span, "Organisation", span.of(sentence.text), confidence=0.6)


_OF_CAPITALS = (_party, _counted, _general, _named, _employer, _body, _office, _acronym, _agent)
_OF_WORDS = (_counted, _general, _body, _office, _agent)  # the others ask for a capital first
