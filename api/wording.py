"""Every Danish sentence, label and number format of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.dates import MONTHS
from indexer.grammar import Token

from .question import Kind, Question, begins_sentence
from .question_cues import COMPARE

_RELATIONS = {
    "hasInitiative": "{s} rummer {o}",
    "partOf": "{s} er en del af {o}",
    "initiativeCount": "{s} rummer {o} initiativer",
    "agreedBy": "{s} er aftalt eller vedtaget af {o}",
    "launchedBy": "{s} er lanceret eller stiftet af {o}",
    "launchedOn": "{s} er lanceret, indgået eller stiftet {o}",
    "validFrom": "{s} gælder fra {o}",
    "validTo": "{s} gælder til {o}",
    "succeeds": "{s} afløser {o}",
    "precedes": "{s} går forud for {o}",
    "realises": "{s} fører {o} ud i livet",
    "buildsOn": "{s} bygger på {o}",
    "supports": "{s} støtter {o}",
    "concernsTheme": "{s} handler om {o}",
    "hasGoal": "{s} har som mål: {o}",
    "targetDate": "{s} skal være nået {o}",
    "targetValue": "{s} har måltallet {o}",
    "budget": "{s} har beløbet {o}",
    "responsibleActor": "ansvarlig for {s} er {o}",
    "participates": "{s} deltager i {o}",
    "calledOn": "{s} opfordrede {o}",
    "resultedIn": "{s} førte til {o}",
    "personHasRole": "{s} er {o}",
    "personRoleIn": "{s} har sin rolle i {o}",
    "roleFrom": "{s} har haft hvervet fra {o}",
    "roleTo": "{s} havde hvervet til {o}",
    "saidBy": "{s} er sagt af {o}",
    "eventDate": "{s} fandt sted {o}",
    "eventPlace": "{s} fandt sted i {o}",
    "publishedBy": "{s} er udgivet af {o}",
    "publishedOn": "{s} er udgivet {o}",
    "author": "{s} er skrevet af {o}",
}

# How one asks for what a claim says, by relation and then by class ("" for any other); "{s}" is its subject.
_ASKED = {
    "launchedOn": {
        "Agreement": "Hvornår blev {s} indgået?",
        "Organisation": "Hvornår blev {s} oprettet?",
        "": "Hvornår blev {s} lanceret?",
    },
    "agreedBy": {"Agreement": "Hvem indgik {s}?", "": "Hvem har vedtaget {s}?"},
    "initiativeCount": {"": "Hvor mange initiativer har {s}?"},
    "responsibleActor": {"": "Hvem har ansvaret for {s}?"},
    "launchedBy": {"Organisation": "Hvem oprettede {s}?", "": "Hvem lancerede {s}?"},
    "validTo": {"": "Hvornår udløber {s}?"},
    "budget": {"": "Hvad er budgettet for {s}?"},
    "personHasRole": {"": "Hvem er {s}?"},
    "eventDate": {"": "Hvornår blev {s} afholdt?"},
    "eventPlace": {"": "Hvor blev {s} afholdt?"},
    "targetDate": {"": "Hvornår skal {s} være klar?"},
}

_KINDS = {
    Kind.WHO: "en person eller organisation",
    Kind.WHEN: "et tidspunkt",
    Kind.WHERE: "et sted",
    Kind.NUMBER: "et tal",
    Kind.WHAT: "noget bestemt",
    Kind.DEFINITION: "en forklaring af, hvad eller hvem noget er",
    Kind.PURPOSE: "et formål",
    Kind.WHY: "en begrundelse",
    Kind.HOW: "en måde",
    Kind.YESNO: "et ja eller nej",
    Kind.QUOTE: "den, der siger det",
    Kind.SAID: "det, der siges",
    Kind.COMPARE: "en sammenligning",
}

_SEASONS = {"21": "foråret", "22": "sommeren", "23": "efteråret", "24": "vinteren"}

_REASONS = {
    "unknown_entity": "Det kan ikke besvares: {missing} optræder ikke i de tekster, der er indlæst.",
    "not_stated": "Det fremgår ikke af teksterne.",
    "outside_period": "Det fremgår ikke af teksterne: de siger ikke noget om det i {missing}.",
    "false_premise": "Det kan ikke bekræftes: teksterne siger ikke, at {premise}.",
    "ambiguous": "Spørgsmålet kan forstås på flere måder: {missing}. Skriv gerne, hvilken der menes.",
    "off_topic": "Det handler teksterne ikke om.",
}


def statement(subject: str, relation: str, thing: str) -> str:
    """A statement of the graph as a Danish sentence."""
    return _RELATIONS.get(relation, "{s} – " + relation + " – {o}").format(s=subject, o=thing)


def literal(value: str) -> str:
    """A literal of the graph as Danes write it: dates in words, other values as they are."""
    return day(value) if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value) else value


def day(value: str) -> str:
    """An ISO date, month or EDTF season in Danish: "2016-05-12" is "den 12. maj 2016".

    >>> day("2020-12-31"), day("2015-06"), day("2019-21"), day("2011/2015")
    ('den 31. december 2020', 'juni 2015', 'foråret 2019', '2011-2015')
    """
    if "/" in value:
        first, last = value.split("/", 1)
        return f"{first}-{last}" if len(first) == len(last) == 4 else f"{day(first)} til {day(last)}"
    parts = value.split("-")
    if len(parts) == 3 and all(p.isdigit() for p in parts):
        return f"den {int(parts[2])}. {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2 and parts[1] in _SEASONS:
        return f"{_SEASONS[parts[1]]} {parts[0]}"
    if len(parts) == 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return value


def number(value: str) -> str:
    """Digits with Danish separators: "12500.5" is "12.500,5".

    >>> number("12500.5"), number("33")
    ('12.500,5', '33')
    """
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return value
    whole, _, rest = value.partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole) if len(whole.lstrip("-")) > 4 else whole
    return f"{grouped},{rest}" if rest else grouped


_SCALED = re.compile(r"^(?:mio|mia|million\w*|milliard\w*|tusind\w*)\.?\s*", re.I)


def amount(value: str, unit: str) -> str:
    """A value that is given in full, with its unit: what the unit multiplies by is in the digits already.

    >>> amount("640000000", "mio. kr."), amount("12", "skibe"), amount("2.5", "mio. kr.")
    ('640.000.000 kr.', '12 skibe', '2,5 mio. kr.')
    """
    full = value.isdigit() and int(value) >= 1000
    return f"{number(value)} {_SCALED.sub('', unit) if full else unit}".strip()


def listed(items: Sequence[str]) -> str:
    """Things as a Danish list: "KL, regeringen og Danske Regioner", "viden og varsling samt diger"."""
    if len(items) < 2:
        return "".join(items)
    link = "samt" if any(" og " in item for item in items) else "og"
    return f"{', '.join(items[:-1])} {link} {items[-1]}"


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def marks(numbers: Sequence[int]) -> str:
    """Citation marks: [1] [2]."""
    return " ".join(f"[{n}]" for n in numbers)


def quote(text: str, most: int = 420) -> str:
    """A quotation in Danish marks, its white space plain, cut at a word where it is long."""
    plain = " ".join(text.split()).strip('”“"»«')
    if len(plain) > most:
        plain = plain[:most].rsplit(" ", 1)[0] + " …"
    return f"»{plain}«"


def no_answer(reason: str, missing: Sequence[str], question: Question, absent: Sequence[str] = ()) -> str:
    """Why there is no answer; `missing` lacks in the nearest sentence, `absent` in all texts."""
    named = _quoted(missing)
    if reason == "outside_period":
        named = listed([word for word in missing if word.isdigit()] or list(question.years))
    text = _REASONS[reason].format(missing=named or "det", premise=_premise(question))
    if reason != "not_stated":
        return text
    titles = [title for title in question.quoted if title[:1].isupper() and title in question.core]
    known = [name for name in titles or _names(question) if not any(word in absent for word in name.split())]
    lost = [t.word for t in question.content if t.word in missing and t.role == "noun" and t.word.islower()]
    if known and lost:
        return f"Det fremgår ikke af teksterne: de omtaler {listed(known)}, men siger ikke noget om {_quoted(lost)}."
    if known:
        return f"Det fremgår ikke af teksterne: de omtaler {listed(known)}, men ikke det, der spørges om."
    return f"Det fremgår ikke af teksterne: de siger ikke noget om {_quoted(lost)} i den sammenhæng." if lost else text


def _quoted(items: Sequence[str]) -> str:
    return listed([f"»{item}«" for item in dict.fromkeys(items)])


def _names(question: Question) -> list[str]:
    """The names in a question, their words together: "Digital Post", "Lone Krag"."""
    out: list[list[Token]] = []
    for i, token in enumerate(question.tokens):
        if not i or not token.text[:1].isupper() or token.pos == "NUM" or begins_sentence(question.tokens, i):
            continue
        if out and token.start - out[-1][-1].end <= 1:
            out[-1].append(token)
        else:
            out.append([token])
    for name in out:  # "Danmarks digitaliseringsstrategi": a genitive alone names nothing
        after = next((t for t in question.tokens if t.start == name[-1].end + 1), None)
        if after is not None and name[-1].low.endswith("s") and after.pos == "NOUN" and len(name[-1].low) > 4:
            name.append(after)
    return list(dict.fromkeys(question.core[name[0].start : name[-1].end] for name in out))[:2]


def _premise(question: Question) -> str:
    """What a question takes for granted, as a clause: "hvorfor trak X sig ud" gives "X trak sig ud".

    The verb comes first in the question; the subject after it ends before the next word that no noun phrase holds.
    """
    tokens = [t for t in question.tokens if t.start > 0 and t.text not in "?."]
    verb = next((n for n, t in enumerate(tokens) if t.finite or t.pos in ("MODAL", "AUX")), -1)
    end = verb + 1
    while end < len(tokens) and (tokens[end].pos in _NOMINAL or tokens[end].low in ("og", "for", "af", "i")):
        end += 1
        after = tokens[end] if end < len(tokens) else None
        joined = after is not None and (after.pos in ("PROPN", "NOUN", "NUM") or after.low in ("og", "for", "af"))
        if tokens[end - 1].pos in ("PROPN", "NOUN", "PRON") and not joined:
            break
    if verb != 0 or end == 1 or end >= len(tokens) or tokens[1].low in ("det", "der", "man"):
        return "det forholder sig, som spørgsmålet siger"
    core = question.core
    rest = core[tokens[end].start :].rstrip(" ?.!")
    negation = "ikke " if tokens[end].low == "ikke" else ""
    rest = rest[len(negation) :] if negation else rest
    return f"{core[tokens[1].start : tokens[end - 1].end]} {negation}{tokens[0].text} {rest}"


_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})


def nearest(title: str) -> str:
    """What comes nearest, where there is no answer."""
    return f" Nærmest kommer »{title}« [1]."


def asking(relation: str, type_: str, label: str) -> str | None:
    """The question that a claim of a relation answers, or None where nobody would ask so.

    >>> asking("launchedOn", "Agreement", "Havnepagten")
    'Hvornår blev Havnepagten indgået?'
    """
    forms = _ASKED.get(relation)
    return None if forms is None else forms.get(type_, forms[""]).format(s=inside(label))


def inside(label: str) -> str:
    """A name as it stands inside a sentence: "Den fællesoffentlige strategi" begins small, "Det Blå Skub" does not.

    >>> inside("Den nationale plan"), inside("Det Blå Skub")
    ('den nationale plan', 'Det Blå Skub')
    """
    return label[:1].lower() + label[1:] if re.match(r"De[nt]? [a-zæøå]", label) else label


def offer(questions: Sequence[str]) -> str:
    """What one could ask instead."""
    return f" Teksterne kan svare på: {listed([f'»{q}«' for q in questions])}" + "." if questions else ""


def ordered(best: Sequence[str], others: Sequence[tuple[str, str]], count: int) -> str:
    """How the first of several was found: its figure, those of the next, and how many were compared."""
    said = f"{listed(best)} mod " + listed([f"{value} for {label}" for value, label in others])
    return f"{said} ({count} er sammenlignet)" if count > len(others) + 1 else said


def succession() -> str:
    """How a run was found: each replaced the one before."""
    return "hver har afløst den foregående i rækken, den ældste først"


def added(parts: Sequence[tuple[str, str]]) -> str:
    """How a sum was made: each figure and what it is of."""
    return "lagt sammen af " + listed([f"{value} ({label})" for value, label in parts])


def counted(labels: Sequence[str], most: int = 12) -> str:
    """What was counted, by name."""
    rest = len(labels) - most
    return "talt i teksternes udsagn: " + listed([*labels[:most], *([f"{rest} andre"] if rest > 0 else [])])


def stretch(first: str, last: str) -> str:
    """From when to when: "fra 2011 til og med 2015"."""
    return f"fra {day(first)} til {'og med ' if len(last) == 4 else ''}{day(last)}"


def interpretation(question: Question, mended: Sequence[tuple[str, str]], things: Sequence[str]) -> str:
    """How the question was read: what is asked for, about what, in which period and source."""
    said = f"Der spørges efter {_KINDS[question.kind]}" + (f" ({question.focus})" if question.focus else "") + "."
    telling = [t for t in question.content if t.role in ("name", "noun") and not t.focus]
    nouns = [t.word for t in telling if not COMPARE.fullmatch(t.word)]
    about = list(dict.fromkeys([*things] or _names(question) or nouns[:4]))
    if about:
        said += f" Det gælder {listed(about)}."
    years = [year for year in dict.fromkeys(question.years) if not any(year in name for name in about)]
    if years:
        said += f" {'Året' if len(years) == 1 else 'Årene'} er {listed(years)}."
    if question.scope:
        said += " Kilden er " + " ".join(term.word for term in question.scope) + "."
    mended = [(a, b) for a, b in mended if a.strip("-–.,").casefold() != b.casefold()]
    if mended:
        said += " Læst som: " + ", ".join(f"»{a}« = »{b}«" for a, b in mended) + "."
    return said


def disagreement(sides: Sequence[str]) -> str:
    """That sources disagree, and what each of them says."""
    return f" Kilderne er ikke enige: {'; '.join(sides)}."


def side(publisher: str | None, title: str, date: str | None, speaker: str, value: str, number: int) -> str:
    """What one source says: who, when, the value and its citation.

    >>> side("KL", "Nyt fra KL", "2016-05-02", "", "33", 1), side(None, "Notat", None, "Rambøll", "31", 2)
    ('KL (den 2. maj 2016) siger 33 [1]', '»Notat« siger med henvisning til Rambøll 31 [2]')
    """
    told = publisher or f"»{title}«"
    when = f" ({day(date)})" if date else ""
    through = f" med henvisning til {speaker}" if speaker and speaker != publisher else ""
    return f"{told}{when} siger{through} {value} [{number}]"
