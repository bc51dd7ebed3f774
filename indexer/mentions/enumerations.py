"""Lists whose lead-in or heading says what their items are: goals, themes or initiatives; in lines or after a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..grammar import verb_of
from ..types import Mention, Span, Zone
from .reading import Sentence

LIST_MARK = re.compile(r"^\s*(?:[•●▪◦·*\-–]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.[A-ZÆØÅ]\b[.):]?|[a-z]\))\s+")
_NUMBERED = re.compile(
    r"(?:(?:initiativ|indsats|mål|spor|projekt)\s+)?\d{1,2}(?:\.\d{1,2}|\.[A-ZÆØÅ]\b)*[.:)]?\s+", re.IGNORECASE
)
# The noun that says what a list holds → class. The noun nearest the list decides.
_KINDS = (
    (
        "Theme",
        r"(?:fokus|indsats|tema|hoved|kerne|satsnings|digitaliserings|prioriterede )?område(?:r|rne)|tema(?:er|erne)|emne(?:r|rne)|"  # noqa: E501
        r"(?:indsats|hoved)?spor(?:ene)?|prioriteter(?:ne)?|pejlemærker(?:ne)?|søjler(?:ne)?|temaspor|indsatsfelter",
    ),
    (
        "Initiative",
        r"\w*initiativer(?:ne)?|\w*tiltag(?:ene)?|\w*indsatser(?:ne)?|\w*projekter(?:ne)?|\w*aktiviteter(?:ne)?|\w*løsninger(?:ne)?|"
        r"\w*kampagner(?:ne)?|forslag(?:ene)?|handlinger(?:ne)?|puljer(?:ne)?|leverancer(?:ne)?",
    ),
    ("Programme", r"(?:del|under|hoved|indsats)?programmer(?:ne)?"),
    (
        "Goal",
        r"(?:del|hoved|klima|reduktions|effekt)?mål(?:ene|sætninger|sætningerne)?|sigtelinjer(?:ne)?|ambitioner(?:ne)?|måloverskrifter|visioner(?:ne)?|formål",
    ),
)
_KIND = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _KINDS), re.IGNORECASE)
_CONTAINS = re.compile(
    r"\b(?:indeholder|indebærer|omfatter|rummer|består af|betyder|igangsættes|sættes i gang|iværksættes|skal der)\b[^:\n]{0,60}:\s*$",  # noqa: E501
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:(?:er|var|som|bl\.a\.|blandt andet|nemlig|herunder|i (?:planen|strategien|aftalen|programmet))\s*){0,2}"
)
_VERBLESS = re.compile(r"\b(?:skal|er|vil|kan|bliver|har|får|giver|blev|havde)\b")
_NAME_END = re.compile(
    r":\s|\s[–—-]\s|(?<!\d)\.\s|;|\s\(|\.$"
    r"|,\s(?:som|der|hvor|så|gennem|herunder|heriblandt|ligeledes|især|blandt andet|bl\.a\.|fx|f\.eks\.)\s"
    r"|,\s(?:en|et)\s(?=[a-zæøå])"  # "Klimaskolen, et tilbud til …"
    r"|,\s[a-zæøå]{3,}t\s(?:af|i|på|som|til|fra|med|der|ved)\b"  # "Ladekortet, nævnt af fagbladet"
)
# What a name can't end in: it was cut in the middle ("hjælp til den")
_OPEN_END = re.compile(
    r"\b(?:den|det|de|dem|en|et|til|for|af|med|på|i|om|ved|fra|og|eller|samt|der|som|at|deres|sin|sit|sine)$",
    re.IGNORECASE,
)


def lead_in(sentence: Sentence) -> Span | None:
    """The sentence that a list hangs on: the last one before its first item, or None."""
    text = sentence.text
    end = text.rfind("\n", 0, sentence.span.start) + 1
    for _ in range(60):
        if end <= 0:
            return None
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start : end - 1]
        inside = 0 <= sentence.list_start <= start and not line.rstrip().endswith(":")
        if line.strip() and not inside and not LIST_MARK.match(line):
            stops = [m.end() for m in re.finditer(r"[.!?]\s+", line.rstrip())]
            first = start + (stops[-1] if stops else 0)
            return Span(first, end - 1) if text[first : end - 1].strip() else None
        end = start
    return None


def starts_item(sentence: Sentence) -> bool:
    """True for the first sentence of a list item, with or without its mark."""
    line = sentence.text[sentence.text.rfind("\n", 0, sentence.span.start) + 1 : sentence.span.start]
    return not line.strip() or bool(LIST_MARK.fullmatch(line))


def title_of(sentence: Sentence) -> Span | None:
    """What announces the list a sentence is an item of: a lead-in that ends in a colon or names a kind, else the
    heading.
    """
    lead = lead_in(sentence)
    if lead is not None and (lead.of(sentence.text).rstrip().endswith(":") or _heads(sentence.text, lead)):
        return lead
    return sentence.headings[-1] if sentence.headings else lead


_HEADING_WORDS = 5  # of a line right above a list, for it to be what the list is called


def _heads(text: str, lead: Span) -> bool:
    """Is a lead-in a line of its own, short and without a verb or a full stop: "Strategiens initiativer"?"""
    line = lead.of(text).strip()
    alone = text[: lead.start].endswith("\n") or lead.start == 0
    words = line.split()
    telling = any((verb := verb_of(w.casefold())) and verb.form in ("pres", "past") for w in words[1:])
    return alone and 0 < len(words) <= _HEADING_WORDS and line[-1] not in ".!?," and not telling


def kind_of(sentence: Sentence) -> str | None:
    """What a list's items are, for a sentence in it ("Goal", "Theme", "Initiative", "Programme"), or None."""
    if sentence.zone is not Zone.LIST or sentence.words.rstrip().endswith(":"):
        return None
    title = title_of(sentence)
    found = _kind(title.of(sentence.text)) if title else None
    if (
        title
        and found == "Theme"
        and re.search(r"\w*spor(?:ene)?\b", title.of(sentence.text), re.I)
        and _explained(sentence)
    ):
        return "Initiative"  # "tre spor: 1. Landsbylånet, hvor man kan låne …"
    if found is None and (lead := lead_in(sentence)) is not None and (counted := _COUNT.match(lead.of(sentence.text))):
        return _kind(counted.group() + ":")
    if found is None and sentence.headings and title is not sentence.headings[-1]:
        found = _kind(sentence.headings[-1].of(sentence.text))  # "De tre første går i gang nu:" under "Fem projekter"
    if found is None and (lead := lead_in(sentence)) is not None and _THOSE.fullmatch(lead.of(sentence.text).strip()):
        before = _said_before(sentence.text, lead)
        found = "Theme" if before.endswith("overskrifter") else _kind(before + ":")
    if found is None and (lead := lead_in(sentence)) is not None and _WILL.search(lead.of(sentence.text)):
        return "Goal"
    return found


# "Planen har 12 initiativer under fire overskrifter. De fire er:": the sentence before says what they are
_THOSE = re.compile(
    r"(?:de|disse|dem)\s+(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\d{1,2})\s+(?:er|lyder|hedder)\s*:",
    re.IGNORECASE,
)


def _said_before(text: str, lead: Span) -> str:
    """The sentence before a lead-in, in the same line or the line above, without its full stop."""
    above = text[max(0, lead.start - 300) : lead.start].rstrip()
    cut = [m.end() for m in re.finditer(r"[.!?:]\s+|\n", above)]
    return above[cut[-1] if cut else 0 :].rstrip(". ")


# "Inden udgangen af 2032 vil vi": what follows in a list shall be reached by then
_WILL = re.compile(
    r"\b(?:inden|senest|ved|i|frem mod|frem til)\b[^.:\n]{0,30}\b(?:19|20)\d\d\s+(?:vil|skal)\s+[^.:,\n]{2,40}:?\s*$",
    re.IGNORECASE,
)


# "Fire initiativer er kendt, men numrene er usikre."
_COUNT = re.compile(
    r"(?:de\s+)?(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\d{1,2})\s+(?:af\s+(?:de|dem)\s+)?[\wæøå-]+(?=\s+(?:er|var|kendes)\b)",
    re.IGNORECASE,
)


def _explained(sentence: Sentence) -> bool:
    """True for an item that goes on to tell what it names."""
    line_end = sentence.text.find("\n", sentence.span.start)
    line = sentence.text[sentence.span.start : line_end if line_end > 0 else len(sentence.text)]
    mark = LIST_MARK.match(line)
    return len(line.split()) > 9 and _NAME_END.search(line, mark.end() if mark else 0) is not None


def _kind(title: str) -> str | None:
    found = [m.lastgroup for m in _KIND.finditer(title[-300:])]
    if found and title.rstrip().endswith(":"):
        return found[-1]
    if found and len(title.split()) <= 6:
        return found[0]
    return "Initiative" if _CONTAINS.search(title) else None


def item_name(sentence: Sentence) -> Span | None:
    """The name of a list item: its words up to a colon, dash or full stop, without mark and number."""
    words = sentence.words
    mark = LIST_MARK.match(words)
    start = mark.end() if mark else 0
    number = _NUMBERED.match(words, start)
    start = number.end() if number else start
    end = _NAME_END.search(words, start)
    return _trimmed(sentence, start, end.start() if end else len(words))


def _trimmed(sentence: Sentence, start: int, end: int) -> Span | None:
    name = sentence.words[start:end]
    lead = len(name) - len(name.lstrip(" \t\"”“»«*_'"))
    aside = re.search(r"\s\([^()]*\)\s*$", name)
    name = (name[: aside.start()] if aside else name).strip(" \t,.;\"”“»«*_'")
    if not 3 <= len(name) <= 140 or _OPEN_END.search(name):
        return None
    at = sentence.span.start + start + lead
    return Span(at, at + len(name))


def _is_sentence(sentence: Sentence, span: Span) -> bool:
    """True where a list item says something rather than names it: a finite verb outside any relative clause."""
    for token in sentence.tokens:
        if span.start <= token.start < span.end:
            if token.pos in ("REL", "SCONJ") and token.start > span.start:
                return False
            if token.low == "sig":
                return True  # "SMV-puljen henvender sig til …": a verb stands before it, known or not
            if token.finite and (token.start > span.start or token.pos in ("MODAL", "AUX")):
                return True
    return False


def find(sentence: Sentence) -> Iterator[Mention]:
    """Themes and initiatives that a list or an enumeration after a colon names; goals are for `goals.py`."""
    kind = kind_of(sentence)
    if kind in ("Theme", "Initiative", "Programme") and starts_item(sentence):
        span = item_name(sentence)
        if span is not None and not _is_sentence(sentence, span):
            yield Mention(span, kind, span.of(sentence.text), confidence=0.75)
        return
    yield from _responsible(sentence)
    if sentence.row is not None:
        yield from _cell(sentence)
    elif kind is None:
        yield from after_colon(sentence)
        yield from before_verb(sentence)
        yield from after_among(sentence)


def _cell(sentence: Sentence) -> Iterator[Mention]:
    """A cell in a column headed "Initiativ" or "Tema"."""
    head = sentence.column_head.casefold().strip()
    kind = next((name for name, words in _SINGULAR if re.fullmatch(words, head)), None)
    if kind and len(sentence.words) <= 140:
        span = item_name(sentence)
        if span:
            yield Mention(span, kind, span.of(sentence.text), confidence=0.8)


_SINGULAR = (
    (
        "Initiative",
        r"(?:nr\.? og )?(?:initiativ|tiltag|indsats|projekt|aktivitet|løsning|delprojekt|kampagne)(?:er|s)?(?:navn|ets titel|titel)?|titel på initiativ",  # noqa: E501
    ),
    ("Theme", r"(?:fokus|indsats)område(?:r)?|tema(?:er)?|spor|indsatsspor"),
    ("Goal", r"(?:del|hoved)?mål(?:sætning)?(?:er)?|målepunkt"),
)


_ACTOR_HEAD = re.compile(
    r"(?:hoved|projekt|initiativ|med)?(?:ansvarlige?|ansvar|ejer|tovholder)(?: (?:myndighed|part|parter|aktør|aktører|organisation))?|parter|aftaleparter|deltagere|"  # noqa: E501
    r"hvem(?: gør det| trækker| har ansvaret| er ansvarlig)?|trækker|udføres af|ledes af|drives af|"
    r"varetages af|leder|projektleder|ansvarlig enhed|udfører|bærer|"
    r"samarbejdspartnere|aktører|deltagende parter|involverede parter|myndighed|ressortministerium|afsender|udgiver|sekretariat",  # noqa: E501
    re.IGNORECASE,
)
_ACTOR_LABEL = re.compile(rf"^\s*(?:[•*\-–]\s*)?(?:{_ACTOR_HEAD.pattern})\s*:\s+", re.IGNORECASE)


_ACTOR_TITLE = re.compile(
    r"^\W*(?:de\s+)?(?P<noun>aftaleparter(?:ne)?|parter(?:ne)?|deltagere(?:ne)?|deltagerne|samarbejdspartnere|ansvarlige|aktører(?:ne)?|"
    r"medlemmer(?:ne)?|involverede)\b",
    re.IGNORECASE,
)


def actor_list(sentence: Sentence) -> str | None:
    """The noun that heads a list of bodies ("Parterne bag", "Deltagere:"), or None."""
    if sentence.zone is not Zone.LIST:
        return None
    title = title_of(sentence)
    found = _ACTOR_TITLE.match(title.of(sentence.text)) if title and title.end - title.start < 80 else None
    return found["noun"].casefold() if found else None


def _responsible(sentence: Sentence) -> Iterator[Mention]:
    """The names in a cell under "Ansvarlig" or behind that label: capitalised ones are bodies, whatever their form."""
    words = sentence.words
    label = _ACTOR_LABEL.match(words)
    listed = sentence.zone is Zone.LIST and actor_list(sentence) is not None and LIST_MARK.sub("", words)[:1].isupper()
    if (
        not label
        and not listed
        and not (sentence.row is not None and _ACTOR_HEAD.fullmatch(sentence.column_head.strip()))
    ):
        return
    if len(words) > 300:
        return
    at = label.end() if label else 0
    if listed and not label:
        mark = LIST_MARK.match(words)
        at = mark.end() if mark else 0
    for piece in re.finditer(r"[^,;/\n]+?(?=\s+(?:og|samt|i samarbejde med)\s+[A-ZÆØÅ]|[,;/\n.]|$)", words[at:]):
        first = re.search(r"[A-ZÆØÅ]", piece.group())
        name = piece.group()[first.start() :].strip(" .") if first else ""
        if first and 1 < len(name) <= 60 and not re.search(r"\d", name) and first.start() <= 22:
            start = sentence.span.start + at + piece.start() + first.start()
            yield Mention(Span(start, start + len(name)), "Organisation", name, confidence=0.7)


def cell_kind(head: str) -> str | None:
    """What the cells under a column head are: "Initiative", "Theme", "Goal" or None."""
    return next((name for name, words in _SINGULAR if re.fullmatch(words, head.casefold().strip())), None)


def names_work(head: str) -> bool:
    """True for a column headed "Strategi", "Aftale" or "Titel": its cells name what the rows are about."""
    return _WORK_HEAD.fullmatch(head.casefold().strip()) is not None


_WORK_HEAD = re.compile(r"(?:navn|titel|strategi|plan|handlingsplan|aftale|program|løsning|system)(?:er|en|et|ne)?")


_PREPOSED = re.compile(r"(?:(?:en|et|den|det|de)\s+)?(?:til|for|fra|hos|i|på|af|med|om|ved|fordi|at)\s")


def after_colon(sentence: Sentence) -> Iterator[Mention]:
    """The items of "tre initiativer: A, B og C" and "indsatsområder: A, B samt C"."""
    words = sentence.words
    colon = words.find(": ")
    if colon < 0 or colon > 200 or len(words) - colon > 500:
        return
    found = [m for m in _KIND.finditer(words[max(0, colon - 60) : colon]) if _LINK.fullmatch(m.string, m.end())]
    if not found or found[-1].lastgroup == "Goal":
        return
    end = re.search(r"[.;!?](?:\s|$)|\s[–—]\s|,\s(?:der|som|hvor|så|hvilket)\s", words[colon + 2 :])
    stop = colon + 2 + end.start() if end else len(words)
    pieces = list(_pieces(words, colon + 2, stop))
    if len(pieces) < 2:
        return
    for first, last in pieces:
        inner = words[first:last]
        if _VERBLESS.search(inner) or len(inner.split()) > 10 or _PREPOSED.match(inner):
            return
    for first, last in pieces:
        article = re.match(r"(?:endelig\s+|og\s+)?(?:en|et|den|det|de)\s+|endelig\s+", words[first:last])
        span = _trimmed(sentence, first + (article.end() if article else 0), last)
        if span is not None:
            yield Mention(span, str(found[-1].lastgroup), span.of(sentence.text), confidence=0.75)


_IS_AMONG = re.compile(
    r"\s(?:er|var|udgør|går igen som|nævnes som|er nævnt som)\s+(?:blandt\s+|som\s+)?(?:(?:de|nogle af|strategiens|planens|aftalens|programmets|vigtigste|centrale|nye|tre|fire|fem)\s+){0,3}"  # noqa: E501
)


def before_verb(sentence: Sentence) -> Iterator[Mention]:
    """The items of "A, B og C er blandt de løsninger, som …" and "X, Y og Z går igen som temaer"."""
    words = sentence.words
    verb = _IS_AMONG.search(words, 0, 260)
    if verb is None:
        return
    kind = _KIND.match(words, verb.end())
    pieces = list(_pieces(words, 0, verb.start())) if kind and kind.lastgroup != "Goal" else []
    if len(pieces) < 2 or any(
        _VERBLESS.search(words[a:b]) or len(words[a:b].split()) > 7 or _PREPOSED.match(words[a:b]) for a, b in pieces
    ):
        return
    if re.match(r"(?:i|på|for|med|under|blandt|af|ud|ikke|det|der|og|men)\b", words, re.IGNORECASE):
        return
    for first, last in pieces:
        span = _trimmed(sentence, first, last)
        if span is not None and kind is not None:
            yield Mention(span, str(kind.lastgroup), span.of(sentence.text), confidence=0.75)


_AMONG = re.compile(
    r"\b(?:blandt|nogle af|eksempler på|flere af|to af|tre af|et af|ét af)\s+(?:[\wæøå’'-]+\s+){0,4}?"
    r"(?:initiativer|projekter|tiltag|indsatser|løsninger|programmer|kampagner)(?:ne|ene)?\s+(?:[\wæøå]+\s+){0,3}?(?:er|var|kan nævnes|finder man)\s+",  # noqa: E501
    re.IGNORECASE,
)


def after_among(sentence: Sentence) -> Iterator[Mention]:
    """The items of "Blandt de vigtigste projekter er A, B og C": names in capitals or short noun phrases."""
    words = sentence.words
    match = _AMONG.search(words, 0, 300)
    if match is None:
        return
    end = re.search(r"[.;:!?](?:\s|$)|\s[–—]\s|,\s(?:der|som|hvor|så|hvilket)\s", words[match.end() :])
    stop = match.end() + end.start() if end else len(words)
    for first, last in _pieces(words, match.end(), stop):
        inner = words[first:last]
        if _VERBLESS.search(inner) or len(inner.split()) > 8 or _PREPOSED.match(inner):
            return
        article = re.match(r"(?:en|et|den|det|de)\s+", inner)
        span = _trimmed(sentence, first + (article.end() if article else 0), last)
        if span is not None:
            yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.75)


def _pieces(words: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the last "og"; where "samt" links, "og" belongs to a name."""
    tail = words.rfind(", ", start, stop)
    ands = [m for m in re.finditer(r"\sog\s", words[tail + 1 if tail >= 0 else start : stop])]
    if tail >= 0 and len(ands) > 1 and not re.match(r",\s+og\s", words[tail:stop]):
        first = (tail + 1) + ands[0].start()  # "grøn it og data om børn og unge": the list's own "og" comes first
        yield from _pieces(words, start, tail)
        yield tail + 2, first
        yield first + 4, stop
        return
    link = (
        r",\s+samt\s+|\s+samt\s+|,\s+"
        if re.search(r"\ssamt\s", words[start:stop])
        else r",\s+og\s+|,\s+|\s+og\s+(?=[^,]*$)"
    )
    at = start
    for match in re.finditer(link, words[start:stop]):
        if start + match.start() > at:
            yield at, start + match.start()
        at = start + match.end()
    if at < stop:
        yield at, stop
