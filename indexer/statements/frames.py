"""Statements from verbs: the lexicon's frames laid over each clause, active or passive, with partners and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..dates import day_of
from ..grammar import Token
from ..lexicon import Frame, frames
from ..types import Literal, Modality, Statement, Zone
from .clauses import Clause, Group, clauses
from .made import Maker, date
from .modality import modality
from .reading import THINGS, WORKS, Item, Page, Read
from .topics import topic
from .which import vague

_DATE_PREPS = frozenset(("", "i", "den", "på", "pr", "fra", "med"))
_BETWEEN = {"agreedBy": ("mellem",)}
_URGED = frozenset(["opfordre", "bede", "anmode", "appellere", "kræve"])
_LITERAL = frozenset(("Date", "Number", "Money", "Percent"))


def find(page: Page, read: Read) -> Iterator[Statement]:
    """The statements a sentence's verbs make."""
    if not read.items:
        return
    maker = Maker(page, read)
    for clause in clauses(read):
        if clause.verb is None or (
            clause.kind == "inf" and clause.parent is not None and clause.parent.lemma in _URGED
        ):
            continue  # what somebody is urged to do has not been done
        done: set[str] = set()
        behind: list[str] | None = None
        for frame in frames().get(clause.lemma, ()):
            if frame.relation in done:
                continue
            if frame.words:
                behind = _behind(clause, read) if behind is None else behind
                if not _words(frame, clause, read, behind):
                    continue
            made = list(_apply(frame, clause, maker))
            if made and not (frame.date or frame.place):
                done.add(frame.relation)
            yield from made


# Nouns that stand for what the section is about, so that "har ansvaret for gennemførelsen" needs no name.
_TOPIC_NOUNS = frozenset(
    [
        "initiativerne",
        "tiltagene",
        "projekterne",
        "indsatserne",
        "indsatsen",
        "gennemførelsen",
        "implementeringen",
        "udmøntningen",
        "arbejdet",
        "opgaven",
        "samarbejdet",
        "realiseringen",
        "koordineringen",
        "opfølgningen",
        "driften",
        "projektet",
        "dag",
    ]
)


def _on_topic(frame: Frame, clause: Clause, doers: Sequence[Item], maker: Maker) -> Iterator[Statement]:
    """ "Regeringen og KL står bag.": behind what the paragraph or section is about."""
    if maker.read.sentence.zone is Zone.HEADING or _unclear(maker.page, maker.read):
        return
    if doers[0].first > 1 and [t.low for t in maker.read.tokens[:2]] != ["det", "er"]:
        return
    allowed = set(frame.words) | _TOPIC_NOUNS
    behind = maker.read.tokens[max(clause.finite or 0, *(i.last for i in doers)) + 1 :]
    if any(t.pos in ("NOUN", "PROPN") and t.low not in allowed and not t.verb for t in behind[:14]):
        return
    if any(t.low in ("dem", "begge", "disse", "hinanden") for t in behind[:6]):
        return  # several things, named one by one
    about = topic(maker.page, maker.read, None, THINGS)
    if about is None or about[1] < 0.65:
        return
    for doer in doers:
        if doer.key:
            subject, object_ = (doer.key, about[0]) if frame.subject == "doer" else (about[0], doer.key)
            yield maker.make(
                subject,
                frame.relation,
                object_,
                modality=modality(clause),
                negated=clause.negated,
                confidence=0.65,
                reading="det, som afsnittet handler om",
            )


def _unclear(page: Page, read: Read) -> bool:
    """True where what the paragraph was about before can't be told: the last sentence that named a work or an
    initiative named several, or named one only in passing ("led i initiativet X") and others have come between.
    """
    number = page.number(read)
    for back, earlier in enumerate(reversed(page.reads[max(0, number - 12) : number])):
        if earlier.sentence.headings != read.sentence.headings or "\n" in page.text[
            earlier.sentence.span.end : read.sentence.span.start
        ].strip(" "):
            return False
        named = [i for i in earlier.items if i.type in THINGS and i.key]
        if named:
            first = named[0]
            passing = back > 0 and first.key != page.main and _governed(earlier, first)
            return len({i.key for i in named if not _governed(earlier, i)}) > 1 or passing
    return False


def _governed(read: Read, item: Item) -> bool:
    """True behind a preposition, with or without the class noun between: "i initiativet X"."""
    return any(t.pos == "PREP" for t in read.tokens[max(0, item.first - 3) : item.first])


def _behind(clause: Clause, read: Read) -> list[str]:
    """The words behind a clause's verb that belong to no name."""
    if clause.finite is None:
        return []
    taken = {i for item in read.items if item.type != "Date" for i in range(item.first, item.last + 1)}
    return [read.tokens[i].low for i in clause.indexes if i > (clause.verb or 0) and i not in taken]


def _words(frame: Frame, clause: Clause, read: Read, after: Sequence[str]) -> bool:
    """True where the frame's further words stand behind the verb, in order, within seven tokens; `after` are those
    behind it that belong to no name."""
    if len(frame.words) == 1 and read.tokens[clause.indexes[0]].low == frame.words[0] and frame.words[0] in frame.prep:
        return True  # "Bag den stod regeringen"
    if frame.lemma in ("være", "have", "blive"):
        indexes = [i for i in clause.indexes if clause.finite is not None and i > (clause.verb or 0)]
        if not _next_to(frame.words[0], indexes, read):
            return False
    position = 0
    for word in frame.words:
        reach = range(position, min(position + (9 if not position else 3), len(after)))
        found = next((n for n in reach if after[n] == word or after[n] in (word + "t", word + "e")), None)
        if found is None:
            return False
        position = found + 1
    return True


def _next_to(word: str, indexes: Sequence[int], read: Read) -> bool:
    """True where only adverbs and the subject's own words stand between the verb and a word ("er fortsat en del
    af").
    """
    taken = {i for item in read.items for i in range(item.first, item.last + 1)}
    article = False
    for i in indexes:
        token = read.tokens[i]
        article = article or token.pos == "DET"
        if article and token.pos in ("DET", "ADJ") and token.low != word:
            continue
        if token.low in (word, word + "t", word + "e"):
            return True
        if (
            i not in taken
            and token.pos not in ("ADV", "NEG", "PRON")
            and token.low not in ("og", ",", "været", "blevet", "haft", "fået")
        ):
            return False
    return False


def _apply(frame: Frame, clause: Clause, maker: Maker) -> Iterator[Statement]:
    if frame.date:
        yield from _dated(frame, clause, maker)
        return
    if frame.place:
        yield from _placed(frame, clause, maker)
        return
    doers, done = _doers(frame, clause), _done(frame, clause, maker.read.tokens)
    mood = modality(clause)
    if clause.modal == "skal" and frame.relation in _EVENTS:
        mood = Modality.EXPECTED  # "strategien skal godkendes af byrådet": it has not been yet
    if doers and not done and frame.topic and not any(i.type in THINGS for g in clause.groups for i in g.items):
        yield from _on_topic(frame, clause, doers, maker)
    if not doers or not done:
        return
    for one in done:
        if _any_of(one, maker.read) or (frame.relation == "partOf" and _theme_of(one, maker.read)):
            continue
        for doer in doers:
            if one.key == doer.key or one.key is None or doer.key is None:
                continue
            subject, object_ = (doer.key, one.key) if frame.subject == "doer" else (one.key, doer.key)
            sure = 0.85 * min(one.certain, 1.0) if mood is not Modality.EXPECTED else 0.7
            yield maker.make(subject, frame.relation, object_, modality=mood, negated=clause.negated, confidence=sure)


_EVENTS = frozenset(["agreedBy", "launchedBy", "calledOn", "resultedIn"])
_ANY = frozenset(["hver", "hvert", "eneste", "enhver", "ethvert", "alle", "samtlige", "ingen", "flere", "nogen"])


def _any_of(item: Item, read: Read) -> bool:
    """True for "hver eneste strategi": no single one."""
    words = [t.low for t in read.tokens[max(0, item.first - 2) : item.first + 1]]
    return item.type in WORKS and bool(_ANY & set(words))


def _theme_of(item: Item, read: Read) -> bool:
    """True for "et af temaerne i planen": what it deals with is no part of it."""
    near = [*read.tokens[max(0, item.first - 3) : item.first], *read.tokens[item.last + 1 : item.last + 15]]
    return any(t.low.startswith(("temaer", "emner", "områder")) or t.low in ("tema", "emne") for t in near)


def _of(group: Group | None, classes: frozenset[str]) -> list[Item]:
    return [item for item in group.items if item.type in classes] if group else []


def _doers(frame: Frame, clause: Clause) -> list[Item]:
    if clause.passive or frame.inverse:
        found = [item for g in clause.groups if g.prep in frame.agent_prep for item in _of(g, frame.doer)]
    else:
        found = _of(clause.subject, frame.doer)
        if not found and clause.kind == "rel" and clause.subject is None:
            return []
    if frame.partner:
        found += [
            i
            for g in clause.groups
            if g.prep in (frame.partner, *_BETWEEN.get(frame.relation, ()))
            for i in _of(g, frame.doer)
            if i not in found and (found or g.prep == "mellem")
        ]
    return found


def _stranded(frame: Frame, clause: Clause, tokens: Sequence[Token]) -> bool:
    """True for "som KL deltager i": the preposition has lost its noun to the word the clause hangs on."""
    for number, i in enumerate(clause.indexes):
        if tokens[i].low in frame.prep and i > (clause.finite or 0):
            after = clause.indexes[number + 1 :]
            if not after or tokens[after[0]].pos in ("PUNCT", "PREP", "CCONJ", "VERB", "AUX", "MODAL"):
                return True
    return False


def _done(frame: Frame, clause: Clause, tokens: Sequence[Token]) -> list[Item]:
    if clause.passive or frame.inverse:
        found = _of(clause.subject, frame.done)
        if not found and clause.kind == "rel" and clause.opener in ("der", "som"):
            found = _of(clause.antecedent, frame.done)[-1:]
        return found
    after = [
        g for g in clause.groups if clause.finite is not None and g.first > clause.finite and g is not clause.subject
    ]
    if clause.kind == "rel" and clause.opener == "som" and clause.subject is not clause.antecedent:
        found = _of(clause.antecedent, frame.done)[-1:]
        if found and (frame.direct or _stranded(frame, clause, tokens)):
            return found
    if frame.many and clause.verb is not None:
        return [i for g in after for i in _of(g, frame.done)]
    direct = [i for g in after if not g.prep for i in _of(g, frame.done)] if frame.direct else []
    if direct:
        return direct
    if clause.indexes and tokens[clause.indexes[0]].low in frame.prep:
        after = [g for g in clause.groups if g is not clause.subject]
    for group in after:
        if group.prep in frame.prep:
            found = _of(group, frame.done)
            if found:
                return found
    if frame.words and not frame.prep:
        return [i for g in after for i in _of(g, frame.done)][:1]
    return []


def _dated(frame: Frame, clause: Clause, maker: Maker) -> Iterator[Statement]:
    if (frame.modal and not clause.modal) or (
        frame.relation == "validTo" and clause.lemma == "afslutte" and clause.modal
    ):
        return
    preps = frame.prep or _DATE_PREPS
    dates = [i for g in clause.groups if g.prep in preps for i in _of(g, frozenset(("Date",)))]
    dates = [d for d in dates if not _names_other(d, maker.read)]
    last = next((d for d in dates if _until(frame, d, maker)), None)
    dates = [d for d in dates if not _until(frame, d, maker)]
    if not dates or _ahead(dates[0], clause, maker):
        return
    what = (
        _of(clause.subject, frame.done)
        if clause.passive
        or frame.relation != "launchedOn"
        or (clause.perfect and not _done_active(frame, clause, maker))
        else _done_active(frame, clause, maker)
    )
    if not what and clause.kind == "rel":
        what = _of(clause.antecedent, frame.done)[-1:]
    if not what and not clause.passive and frame.relation == "launchedOn":
        what = [i for i in _of(clause.subject, frame.done) if i.type != "Organisation"]
    for item in what[:3]:
        if item.key and (_ANY_MEETING.match(maker.page.entities[item.key].label) or vague(maker.page, item.key)):
            continue
        if clause.lemma in _AGREED and item.type == "Solution":
            continue  # agreed on, not yet there
        if item.key and item.type in frame.done and "/" in (dates[0].value or ""):
            yield from _stretch(frame, clause, maker, item, dates[0])
        elif item.key and item.type in frame.done and not frame.stretch:
            mood = modality(clause)
            if clause.modal == "skal" and clause.lemma in _AGREED:
                mood = Modality.EXPECTED  # "planen skal godkendes i september": it has not been yet
            yield maker.make(
                item.key,
                frame.relation,
                date(dates[0]),
                modality=mood,
                negated=clause.negated,
                confidence=0.85,
                reading=dates[0].reading,
            )
            if last is not None:  # "gælder fra 1. januar 2017 til udgangen af 2022"
                yield maker.make(
                    item.key, "validTo", date(last), modality=mood, negated=clause.negated, confidence=0.85,
                    reading=last.reading,
                )  # fmt: skip


def _names_other(when: Item, read: Read) -> bool:
    """True for "mellemåret 2021", where a year is part of a name, and for "2012. Byen indgik i maj 2011", where it
    heads.
    """
    before = read.tokens[when.first - 1] if when.first else None
    if before is None and any(i.type == "Date" and i is not when for i in read.items):
        return when.last + 1 < len(read.tokens) and read.tokens[when.last + 1].text in ".:"
    return (
        when.first == when.last
        and before is not None
        and before.pos == "NOUN"
        and not before.low.endswith(("år", "udgangen"))
        and when.span.of(read.sentence.text).isdigit()
    )


_AGREED = frozenset(["aftale", "beslutte", "godkende", "vedtage", "indgå"])
# "Første møde": whose, the name doesn't say
_ANY_MEETING = re.compile(r"(?:(?:første|andet|tredje|næste|sidste|seneste)\s+)?møde(?:t|r|rne)?$", re.IGNORECASE)
_ENDS = re.compile(r"(?:frem\s+)?(?:til|inden|senest|indtil)\b|udgangen|udløbet|slutningen", re.IGNORECASE)


def _until(frame: Frame, when: Item, maker: Maker) -> bool:
    """True for a date that something lasts to, where the frame asks when it begins."""
    if frame.relation != "validFrom" or "/" in (when.value or ""):
        return False
    before = [t.low for t in maker.read.tokens[max(0, when.first - 2) : when.first]]
    return bool(_ENDS.match(when.span.of(maker.page.text))) or "til" in before


def _ahead(when: Item, clause: Clause, maker: Maker) -> bool:
    """True where a past verb goes with a relative date that was read as one still to come: then the reading is wrong."""  # noqa: E501
    today = maker.page.document.metadata.day
    then = clause.past or clause.perfect or clause.modal in ("skulle", "ville")
    if today is None or not when.reading or not then or clause.modal in ("skal", "vil"):
        return False
    days = day_of(when.value or "")
    return days is not None and days[0] > today


def _stretch(frame: Frame, clause: Clause, maker: Maker, item: Item, when: Item) -> Iterator[Statement]:
    """validFrom and validTo from "løber fra 2018 til 2021"."""
    first, _, last = (when.value or "").partition("/")
    if item.key and frame.relation in ("validFrom", "validTo"):
        for relation, value in (("validFrom", first), ("validTo", last)):
            yield maker.make(
                item.key,
                relation,
                Literal(value, "date"),
                modality=modality(clause),
                negated=clause.negated,
                confidence=0.85,
                reading=when.reading,
            )


def _agreed_on(group: Group, maker: Maker) -> bool:
    """True for "indgik aftale om X", not for "lov om X": what is concluded is about X itself. "Aftalen om strategien"
    is a paper of its own, and its day is not the strategy's.
    """
    before = maker.read.tokens[max(0, group.first - 9) : group.first]
    at = next((n for n, t in enumerate(before) if t.low.startswith(("aftal", "enig", "forlig", "pagt"))), None)
    if at is None:
        return False
    definite = before[at].low in ("aftalen", "forliget", "pagten") or any(
        t.low in ("den", "det", "denne", "dette") for t in before[max(0, at - 3) : at]
    )
    return not definite or not any(i.type in ("Strategy", "ActionPlan") for i in group.items)


def _done_active(frame: Frame, clause: Clause, maker: Maker) -> list[Item]:
    after = [
        g for g in clause.groups if clause.finite is not None and g.first > clause.finite and g is not clause.subject
    ]
    works = frame.done & (WORKS | {"Initiative", "Solution"})
    found = [
        i
        for g in after
        if g.prep in ("", "til") or (g.prep == "om" and _agreed_on(g, maker))
        for i in _of(g, frozenset(works))
    ][:1]
    if not found and clause.subject is not None:
        found = [i for g in after if not g.prep for i in _of(g, frozenset(("Organisation",)))][:1]
    if not found and clause.kind == "rel" and clause.subject is not clause.antecedent:
        found = _of(clause.antecedent, frozenset(works))[-1:]
    return found


def _placed(frame: Frame, clause: Clause, maker: Maker) -> Iterator[Statement]:
    events = [i for g in clause.groups for i in _of(g, frame.done)] or _of(clause.antecedent, frame.done)
    places = [i for g in clause.groups if g.prep in ("i", "på", "ved") for i in _of(g, frozenset(("Place",)))]
    for event in events[:1]:
        for place in places:
            if event.key and place.key and not vague(maker.page, event.key):
                yield maker.make(
                    event.key, frame.relation, place.key, modality=modality(clause), negated=clause.negated
                )
