"""Which strategy, plan, agreement or initiative a mention means, within one document.

First those that say their years or are known, then those with a topic or modifiers of their own, last the mere
references ("strategien"): they go to the one of their class in the same paragraph or heading, else to the document's
main one. A name that several periods share is read from the document's date, and the reading is kept.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .grammar import strip_genitive, verb_of
from .mentions.titles import NAMING
from .mentions.works import Signature, head_of, signature
from .mentions.works_cues import GENERIC
from .names import name_key
from .types import Document, Mention, Passage, Zone

if TYPE_CHECKING:
    from ontology.gazetteer import Entry, Gazetteer

_EMPTY = Signature("", frozenset(), frozenset(), (None, None), False)


@dataclasses.dataclass(slots=True)
class Work:
    """A work under construction: what is known of it and where it is mentioned.

    `came` is the year that the text puts behind its name ("regeringens strategi fra maj 2022"), where its period is
    not known.
    """

    type: str
    topics: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    years: tuple[str | None, str | None] = (None, None)
    iri: str | None = None
    number: str | None = None
    reading: str | None = None
    confidence: float = 0.9
    came: str | None = None
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    names: list[str] = dataclasses.field(default_factory=list)

    def add(self, mention: Mention, name: str | None = None) -> None:
        """One more mention; `name` where its words name the work rather than refer to it."""
        self.mentions.append(mention)
        if name:
            self.names.append(name)


def cluster(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[Work]:
    """The works that a document's mentions name, in order of first mention."""
    works: list[Work] = []
    signed = [(m, _signed(m)) for m in sorted(mentions, key=lambda m: m.span)]
    later: list[tuple[Mention, Signature]] = []
    for mention, sign in signed:
        if mention.iri or sign.years[0]:
            _place_dated(works, mention, sign, gazetteer)
    for mention, sign in signed:
        if mention.iri or sign.years[0]:
            continue
        if sign.anaphoric and sign is not _EMPTY and signature(mention.text):
            later.append((mention, sign))
        else:
            _place_named(works, mention, sign, document)
    _join_titles(works, document.text)
    _join_called(works, later, document.text)
    _join_head(works, document)
    _join_named(works, document.text)
    _join_announced(works, document)
    _join_own(works, document)
    _unnamed(works, later, document)
    named = {id(m) for w in works for m in w.mentions}
    for mention, sign in later:
        if id(mention) in named:
            continue
        _refer(works, mention, sign, document, passages)
    for work in works:
        _covered(work, document.text)
        _known_series(work, works, document, gazetteer)
        if not work.years[0] and not work.iri and (said := _said_year(work, document)):
            work.came = str(said)
    return sorted((w for w in works if w.mentions), key=lambda w: min(m.span for m in w.mentions))


def _signed(mention: Mention) -> Signature:
    found = signature(mention.text)
    if found:
        return dataclasses.replace(found, type=mention.type)
    return dataclasses.replace(_EMPTY, type=mention.type, modifiers=frozenset((name_key(mention.text),)))


def _place_dated(works: list[Work], mention: Mention, sign: Signature, gazetteer: Gazetteer) -> None:
    entry = gazetteer.by_iri.get(mention.iri) if mention.iri else None
    for work in works:
        if mention.iri and work.iri == mention.iri:
            work.add(mention, mention.text)
            return
        if not (mention.iri and work.iri) and sign.years[0] and _one_period(work, sign) and _alike(work, sign):
            work.add(mention, None if sign.anaphoric and not sign.years[0] else mention.text)
            work.iri = work.iri or mention.iri
            work.topics |= sign.topics
            work.modifiers |= sign.modifiers
            return
    years = sign.years
    if entry and not years[0]:
        years = (_year(entry.start), _year(entry.end))
    work = Work(mention.type, sign.topics, sign.modifiers, years, mention.iri, entry.number if entry else None)
    if entry:
        for name in entry.names:
            known = signature(name)
            if known:
                work.topics |= known.topics
                work.modifiers |= known.modifiers
        if entry.series and (series := signature(entry.series)):
            work.topics |= series.topics
            work.modifiers |= series.modifiers
    work.add(mention, mention.text)
    works.append(work)


def _year(value: int | None) -> str | None:
    return str(value) if value else None


Years = tuple[str | None, str | None]


def _same_years(one: Years, other: Years) -> bool:
    """True for one period, and for a year that a period begins with; a year that it ends with is another's."""
    return one == other or (one[0] == other[0] is not None and not (one[1] and other[1]))


def _one_period(work: Work, sign: Signature) -> bool:
    """True where a mention's years are the work's; a bare "strategien 2018-2021" is no work known by 2018 alone."""
    if work.years == sign.years:
        return True
    if (
        sign.years[1]
        and (work.modifiers or work.topics or work.years[1])
        and not (work.modifiers & sign.modifiers or (not work.modifiers and work.topics & sign.topics))
    ):
        return False
    return _same_years(work.years, sign.years)


_CLASSES = {"Solution": "Initiative", "Programme": "Programme", "Initiative": "Initiative"}


def _family(type_: str) -> str:
    return _CLASSES.get(type_, type_)


def _alike(work: Work, sign: Signature) -> bool:
    """True where nothing that both say tells them apart."""
    if _family(work.type) != _family(sign.type):
        return False
    return _compatible(work.modifiers, sign.modifiers, work.topics, sign.topics)


def _compatible(
    modifiers: frozenset[str], others: frozenset[str], topics: frozenset[str], other_topics: frozenset[str]
) -> bool:
    if modifiers and others and not (modifiers <= others or others <= modifiers):
        return False
    if {m for m in modifiers if m.startswith("nr ")} != {m for m in others if m.startswith("nr ")}:
        return False
    if topics and other_topics and not (topics <= other_topics or other_topics <= topics):
        return False
    if (topics and other_topics) or modifiers & others:
        return True
    return not (modifiers or topics) or not (others or other_topics)


_EARLIER = "forrige"  # marks a work as the one before its namesake


def _place_named(works: list[Work], mention: Mention, sign: Signature, document: Document) -> None:
    candidates = [work for work in works if _alike(work, sign)]
    if len(candidates) > 1 or len([w for w in works if w.years[0]]) > 1:
        # "strategien 2022-2025" says too little to be the one that is described, where the text knows several
        candidates = [w for w in candidates if w.topics or w.modifiers]
    launched = _LAUNCHED.match(document.text, mention.span.end)
    if launched:
        candidates = [w for w in candidates if not w.years[0] or abs(int(w.years[0]) - int(launched.group(1))) <= 1]
    if sign.modifiers and not sign.topics:
        candidates = [w for w in candidates if w.modifiers & sign.modifiers]
    if sign.order == "earlier" and len(candidates) == 1 and sign.modifiers | sign.topics:
        candidates = []  # "den forrige fællesoffentlige strategi" is not the one the text is about
        sign = dataclasses.replace(sign, modifiers=sign.modifiers | {_EARLIER})
    same = _predicated(works, mention, sign, document.text)
    if same is None and _ITS_OWN.search(mention.text):
        # "fik deres egen strategi": not one that is known by its period
        candidates = [w for w in candidates if not (w.iri or w.years[0])]
    if same is not None:
        same.add(mention, mention.text)
        same.topics |= sign.topics
        same.modifiers |= frozenset(m for m in sign.modifiers if not m.startswith("nr "))
        return
    if candidates:
        best, reading = _choose(candidates, mention, sign, document)
        if len(candidates) > 1 and not sign.modifiers and reading is None:
            best = _in_paragraph(candidates, mention, sign, document.text) or _main(candidates, mention, sign)
        elif len(candidates) > 1 and reading is None and not _beside(best, mention, document.text):
            best = Work(mention.type, confidence=0.6)  # namesakes, none of them near: it may be any
            works.append(best)
        best.add(mention, mention.text)
        best.reading = best.reading or reading
        if not best.years[0]:
            best.topics |= sign.topics
            best.modifiers |= sign.modifiers
        return
    work = Work(mention.type, sign.topics, sign.modifiers, confidence=mention.confidence)
    work.add(mention, mention.text)
    works.append(work)


_ITS_OWN = re.compile(r"\b(?:sin|sit|deres|dets|dens)\s+egen\b|\b(?:deres|sit|dets|dens)\s+eget\b", re.IGNORECASE)


def _beside(work: Work, mention: Mention, text: str) -> bool:
    """True where a work is named in the mention's own paragraph."""
    return any("\n" not in text[min(m.span.start, mention.span.start) : mention.span.start] for m in work.mentions)


# "»X«. Det er øens tredje klimastrategi": the words say what was named right before
_PREDICATE = re.compile(
    r"(?:^|[.!?”\"«»]\s|\n)\s*(?:Det|Den|Der)\s+(?:er|var|bliver)\s+(?:tale om\s+)?(?:(?:også|nu|dermed|altså)\s+)?"
    r"(?:(?:den|det|en|et|[a-zæøå]+s)\s+)?$"
)


def _predicated(works: Sequence[Work], mention: Mention, sign: Signature, text: str) -> Work | None:
    if not _PREDICATE.search(text[max(0, mention.span.start - 45) : mention.span.start]):
        return None
    since = max(text.rfind("\n", 0, mention.span.start), mention.span.start - 300)
    near = [
        (m.span.start, number)
        for number, work in enumerate(works)
        if _family(work.type) == _family(sign.type) and not work.iri
        for m in work.mentions
        if since <= m.span.start < mention.span.start
    ]
    return works[max(near)[1]] if near else None


# "…, som KL lancerede i juni 2015": the year that it came, which tells it from a namesake of other years
_LAUNCHED = re.compile(
    r"[«»”“\"*_’]?(?:\s+fra\s+(?:[a-zæøå]+\s+)?|,?\s+(?:som|der)\s[^.,;\n]{2,40}?(?:lancere|præsentere|vedt|vedtaget|indg|kom|fremlag|offentliggj|udsend)[^.,;\n]{0,30}?\s)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _choose(candidates: list[Work], mention: Mention, sign: Signature, document: Document) -> tuple[Work, str | None]:
    """Among namesakes: the earlier or the new one if it says so, the one in force on the document's day, the
    nearest.
    """
    if len(candidates) == 1:
        return candidates[0], None
    dated = sorted((w for w in candidates if w.years[0]), key=lambda w: w.years[0] or "")
    if dated and sign.order == "earlier":
        return dated[0], "læst som den tidligste af dem, teksten daterer, fordi den omtales som tidligere"
    year = document.metadata.date[:4] if document.metadata.date else None
    if dated and sign.order == "later":
        return dated[-1], "læst som den seneste af dem, teksten daterer, fordi den omtales som ny"
    if dated and year:
        inside = [w for w in dated if (w.years[0] or "") <= year <= (w.years[1] or w.years[0] or "")]
        if inside:
            return inside[-1], f"læst som den, der gjaldt i {year}, hvor teksten er fra"
    return min(candidates, key=lambda w: min(abs(m.span.start - mention.span.start) for m in w.mentions)), None


def _join_titles(works: list[Work], text: str) -> None:
    """A title right after a head ("strategien ”På forkant …”") names the same work."""
    for work in list(works):
        title = min(work.mentions, key=lambda m: m.span)
        if len(work.mentions) != 1 and not re.search(
            r"[”“\"»„]\s?$", text[max(0, title.span.start - 2) : title.span.start]
        ):
            continue
        if (
            signature(title.text)
            and not title.iri
            and not re.search(r"[”“\"»„]\s?$", text[max(0, title.span.start - 2) : title.span.start])
        ):
            continue
        for other in works:
            if other is work or _family(other.type) != _family(work.type) or (other.iri and work.iri):
                continue
            before = next((m for m in other.mentions if 0 <= title.span.start - m.span.end <= 45), None)
            if before is None or signature(before.text) is None:
                continue
            gap = text[before.span.end : title.span.start]
            if re.fullmatch(r"[^\S\n]*[\"”“»„:–-]*[^\S\n]*[\"”“»„]*", gap) or NAMING.fullmatch(gap.rstrip('”“"»„«')):
                other.mentions += work.mentions
                other.names += [title.text, *work.names]
                other.iri = other.iri or work.iri
                other.years = other.years if other.years[0] else work.years
                works.remove(work)
                break


_CALLED = re.compile(
    r"\b(?:Den|Det|Strategien|Planen|Aftalen|Pagten|Programmet|Handlingsplanen)\s+(?:hedder|hed|kaldes|bærer\s+(?:titlen|navnet)"
    r"|har\s+fået\s+(?:titlen|navnet)|fik\s+(?:titlen|navnet))\s+[”“\"»„]?$"
)


def _join_named(works: list[Work], text: str) -> None:
    """ "… en fælles strategi for havnene. Den hedder »Havn 2030«": one work, described and then named."""
    for work in list(works):
        first = min(work.mentions, key=lambda m: m.span)
        if not _CALLED.search(text[max(0, first.span.start - 45) : first.span.start]):
            continue
        since = max(first.span.start - 400, 0)
        near = [
            (m.span.start, number)
            for number, other in enumerate(works)
            if other is not work and _family(other.type) == _family(work.type) and not other.iri and not other.years[0]
            for m in other.mentions
            if since <= m.span.start < first.span.start
        ]
        if near and not any(
            w.iri or w.years[0] for w in works if w is not work and _within(w, since, first.span.start)
        ):
            other = works[max(near)[1]]
            work.mentions += other.mentions
            work.names += other.names
            work.topics |= other.topics
            works.remove(other)


def _within(work: Work, start: int, end: int) -> bool:
    return any(start <= m.span.start < end for m in work.mentions)


def _refer(
    works: list[Work], mention: Mention, sign: Signature, document: Document, passages: Sequence[Passage]
) -> None:
    """A mere reference joins the work it means; it is dropped where none fits."""
    apposed = _apposed(works, mention, document.text)
    if apposed is not None:
        apposed.add(mention)
        return
    fitting = [w for w in works if _family(w.type) == _family(sign.type) and w.mentions]
    if not fitting and sign.type == "Agreement":
        fitting = [
            w
            for w in works
            if any(_AGREED.search(document.text[max(0, m.span.start - 25) : m.span.start]) for m in w.mentions)
        ]
    if not fitting and sign.type == "Agreement" and sign.definite and not sign.order:
        fitting = [w for w in works if w.type in ("Strategy", "ActionPlan", "Programme") and w.mentions]
        fitting = fitting if len(fitting) == 1 else []
    if not fitting and sign.type == "ActionPlan" and _plan_heads(document, passages, mention):
        return  # under "10-årsplan for havnene", "planen" is that one
    if not fitting and sign.type == "ActionPlan":
        fitting = [w for w in works if w.type in ("Strategy", "Programme") and w.mentions]
        if len(fitting) != 1:
            return
    if not fitting or _DATED_REFERENCE.match(document.text, mention.span.end):
        return
    fitting = [w for w in fitting if not _set_against(w, mention, document.text)]
    if not fitting:
        return
    if _other_than_main(fitting, mention) or _yet_another(fitting, mention, document.text):
        return
    if _ANOTHER.search(mention.text) and not _COMING.search(mention.text):
        neighbour = _neighbour(fitting, mention, sign)
        if neighbour is not None:
            neighbour.add(mention)
        return
    home = next((p for p in passages if p.span.start <= mention.span.start < p.span.end), None)
    near = _in_paragraph(fitting, mention, sign, document.text)
    if near is not None and near.type in _CLASSES and _crowded(fitting, near, mention, sign, document.text):
        return
    if near is None and home is not None:
        near = next(
            (w for heading in reversed(home.headings) for w in fitting for m in w.mentions if heading.covers(m.span)),
            None,
        )
    if near is None:
        titled = [w for w in fitting if w.type not in _CLASSES and _titled(w, document)]
        near = titled[0] if len(titled) == 1 else _main(fitting, mention, sign)
        if near not in titled and not _stands_out(near, fitting, mention, document):
            return
    near.add(mention)


# "Strategien er en udløber af X", "planen afløser X": what the reference is set against is not what it means
_AGAINST = re.compile(
    r"\b(?:af|om|fra|til|for|med|på|over|end|afløser|afløste|erstatter|erstattede|efterfølger|efterfulgte|supplerer)\s+"
    r"(?:(?:den|det|[a-zæøåA-ZÆØÅ]+s)\s+)?[»”“\"„*_]*$",
)


def _set_against(work: Work, mention: Mention, text: str) -> bool:
    """True where the reference's own sentence goes on to name the work by its full name, behind a preposition."""
    for other in work.mentions:
        if not 0 < other.span.start - mention.span.end < 160:
            continue
        gap = text[mention.span.end : other.span.start]
        if not _STOPS.search(gap) and _AGAINST.search(gap):
            sign = signature(other.text)
            if sign is None or not sign.anaphoric:
                return True
    return False


_STOPS = re.compile(r"[.!?;:\n]|,\s+(?:og|men)\s")


def _crowded(works: Sequence[Work], near: Work, mention: Mention, sign: Signature, text: str) -> bool:
    """True where a paragraph names several solutions before "løsningen", and none of them is the text's main one."""
    since = _paragraph_start(text, mention.span.start)
    here = [w for w in works if any(since <= m.span.start < mention.span.start for m in w.mentions)]
    return len(here) > 1 and near is not _main(works, mention, sign)


def _plan_heads(document: Document, passages: Sequence[Passage], mention: Mention) -> bool:
    """True where the nearest heading names a plan that has no mention of its own."""
    home = next((p for p in passages if p.span.start <= mention.span.start < p.span.end), None)
    words = re.findall(r"\w[\w-]*", home.headings[-1].of(document.text)) if home and home.headings else []
    return any((head := head_of(word.casefold())) is not None and head.type == mention.type for word in words)


def _merge(works: list[Work], kept: Work, gone: Work) -> None:
    """Makes two works one: the second's mentions and names become the first's."""
    kept.mentions += gone.mentions
    kept.names += gone.names
    kept.iri = kept.iri or gone.iri
    kept.years = kept.years if kept.years[0] else gone.years
    works.remove(gone)


def _join_called(works: list[Work], later: Sequence[tuple[Mention, Signature]], text: str) -> None:
    """ "… kommunens nye boligplan. Planen hedder X": X names what the reference before it means."""
    for reference, sign in later:
        called = next(
            (
                w
                for w in works
                if len(w.mentions) <= 2 and not w.iri and signature(w.mentions[0].text) is None
                and _family(w.type) == _family(sign.type)
                and any(
                    0 <= m.span.start - reference.span.end <= 45
                    and NAMING.fullmatch(text[reference.span.end : m.span.start].rstrip('”“"»„«'))
                    for m in w.mentions
                )
            ),
            None,
        )  # fmt: skip
        if called is None:
            continue
        since = max(text.rfind("\n", 0, reference.span.start), reference.span.start - 400)
        before = [
            (m.span.start, number)
            for number, w in enumerate(works)
            if w is not called and not w.iri and _family(w.type) == _family(called.type)
            for m in w.mentions
            if since <= m.span.start < reference.span.start and signature(m.text) is not None
        ]
        if before:
            _merge(works, works[max(before)[1]], called)


def _join_head(works: list[Work], document: Document) -> None:
    """The work that a title names and the one in the line right under it are one: name and description."""
    title = next((piece.span for piece in document.zones if piece.zone is Zone.TITLE), None)
    if title is None:
        return
    below = document.text.find("\n", title.end + 1)
    below = below if below > 0 else len(document.text)
    above = [w for w in works if any(title.covers(m.span) for m in w.mentions)]
    under = [w for w in works if any(title.end <= m.span.start and m.span.end <= below for m in w.mentions)]
    if len(above) != 1 or len(under) != 1 or above[0] is under[0] or above[0].type != under[0].type:
        return
    if not above[0].years[0] or not under[0].years[0] or above[0].years == under[0].years:
        _merge(works, under[0], above[0])


# "aftalen fra juni 2023", "strategien fra 1998": a reference that says which one by its date
_DATED_REFERENCE = re.compile(
    r"\s+fra\s+(?:den\s+)?(?:\d{1,2}\.|(?:19|20)\d\d|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
    r"|december|for[åa]ret|sommeren|efter[åa]ret|vinteren)",
    re.IGNORECASE,
)


def _titled(work: Work, document: Document) -> bool:
    """True for a work that the document's title names."""
    titles = [piece.span for piece in document.zones if piece.zone in (Zone.TITLE, Zone.HEADING)][:1]
    titles += [document.metadata.spans["title"]] if "title" in document.metadata.spans else []
    title = document.metadata.title.casefold()
    return any(span.covers(m.span) for span in titles for m in work.mentions) or any(
        len(name) > 8 and re.search(rf"\b{re.escape(name.casefold())}\b", title) for name in work.names
    )


def _stands_out(work: Work, fitting: Sequence[Work], mention: Mention, document: Document) -> bool:
    """True for the only one of its class named before, one that replaces the others, one named more often before."""
    others = [w for w in fitting if w is not work]
    if not any(m.span.start < mention.span.start for m in work.mentions):
        return False
    if not others:
        return True
    if work.years[0] and all((w.years[0] or "9") < work.years[0] and w.topics == work.topics for w in others):
        return True

    def before(one: Work) -> int:
        near = [m for m in one.mentions if m.span.start < mention.span.start]
        return sum(document.zone_at(m.span.start) is not Zone.TABLE for m in near)

    return before(work) > max(before(other) for other in others)


def _join_announced(works: list[Work], document: Document) -> None:
    """The work a title announces and "regionens nye strategi" in the first lines are one, where one of them is
    undated.
    """
    titles = [piece.span for piece in document.zones if piece.zone is Zone.TITLE]
    if not titles:
        return
    announced = [w for w in works if len(w.mentions) == 1 and titles[0].covers(w.mentions[0].span)]
    if len(announced) != 1:
        return
    if announced[0].iri:
        _join_new(works, announced[0], titles[0].end)
        return
    for work in sorted(works, key=lambda w: min(m.span for m in w.mentions)):
        if work is announced[0] or work.type != announced[0].type or (work.years[0] and announced[0].years[0]):
            continue
        first = min(work.mentions, key=lambda m: m.span)
        sign = signature(first.text)
        quoted = document.text[max(0, first.span.start - 1)] in '”“"»„«' and (not work.iri or _fresh(work, document))
        if (quoted or (sign and sign.order == "later")) and 0 < first.span.start - titles[0].end < 600:
            work.mentions += announced[0].mentions
            work.names += announced[0].names
            work.years = work.years if work.years[0] else announced[0].years
            works.remove(announced[0])
            return


def _fresh(work: Work, document: Document) -> bool:
    """True for a known work whose period begins about when the text was written: a headline may announce it."""
    first, day = work.years[0], document.metadata.date
    return first is not None and day is not None and abs(int(first) - int(day[:4])) <= 1


def _join_own(works: list[Work], document: Document) -> None:
    """ "… fik deres egen strategi" right under a title without a work or a verb: the title is its name."""
    title = next((piece.span for piece in document.zones if piece.zone is Zone.TITLE), None)
    if title is None or any(title.overlaps(m.span) for w in works for m in w.mentions):
        return
    words = " ".join(title.of(document.text).split())
    if not 2 <= len(words.split()) <= 12 or words[-1:] in "?!" or _says(words):
        return
    for work in works:
        first = min(work.mentions, key=lambda m: m.span)
        named = work.iri or work.years[0] or any(signature(name) is None for name in work.names)
        if not named and _ITS_OWN.search(first.text) and 0 < first.span.start - title.end < 400:
            work.mentions.append(Mention(title, work.type, words, confidence=0.7))
            work.names.insert(0, words)
            work.topics = work.modifiers = frozenset()
            work.confidence = min(work.confidence, 0.7)
            return


def _says(title: str) -> bool:
    """True for a headline: a title with a finite verb after its first word."""
    verbs = (verb_of(word.casefold()) for word in re.findall(r"[^\W\d_]+", title)[1:])
    return any(verb is not None and verb.form in ("pres", "past") for verb in verbs)


def _join_new(works: list[Work], titled: Work, after: int) -> None:
    """ "kommunernes nye strategi" in the first lines under a title that names a known one is that one."""
    for work in works:
        first = min(work.mentions, key=lambda m: m.span)
        sign = signature(first.text)
        new = sign is not None and sign.order == "later" and not sign.topics
        unknown = not work.iri and not work.years[0] and work.type == titled.type
        if work is not titled and new and unknown and 0 < first.span.start - after < 250:
            titled.mentions += work.mentions
            works.remove(work)
            return


def _unnamed(works: list[Work], later: Sequence[tuple[Mention, Signature]], document: Document) -> None:
    """A work that the text never names but keeps speaking of ("handlingsplanen") is one all the same."""
    for type_ in ("Strategy", "ActionPlan", "Agreement", "Programme"):
        if any(_family(w.type) == type_ and w.mentions for w in works):
            continue
        found = [m for m, sign in later if sign.type == type_ and sign.definite and not sign.order]
        compound = [m for m in found if m.text.casefold().startswith(("handlingsplan", "handleplan"))]
        chosen = compound or (found if len(found) > 1 and not works else [])
        if chosen:
            work = Work(type_, confidence=0.6)
            work.add(chosen[0], chosen[0].text)
            works.append(work)


_AGREED = re.compile(r"\baftale(?:n)?\s+om\s+(?:en\s+|et\s+|den\s+|det\s+)?(?:ny(?:e|t)?\s+)?$", re.IGNORECASE)


def _apposed(works: Sequence[Work], mention: Mention, text: str) -> Work | None:
    """The work named right after a reference: "den forrige aftale, Kulturaftale Nord 2017-2020, …"."""
    for work in works:
        for m in work.mentions:
            if 0 < m.span.start - mention.span.end <= 3 and text[mention.span.end : m.span.start].strip() in (
                ",",
                "–",
                ":",
                "",
            ):
                return work
    return None


_ANOTHER = re.compile(r"\b(?:næste|forrige|tidligere|foregående|hidtidige|kommende|sidste)\b", re.IGNORECASE)
_COMING = re.compile(r"\bkommende\b", re.IGNORECASE)


def _other_than_main(fitting: Sequence[Work], mention: Mention) -> bool:
    """True for "den næste strategi" where the text names but one: that one is not meant."""
    return len(fitting) == 1 and bool(_ANOTHER.search(mention.text)) and not _COMING.search(mention.text)


def _neighbour(works: Sequence[Work], mention: Mention, sign: Signature) -> Work | None:
    """The work that "den forrige" or "den næste" means: the dated one right before or after the main one."""
    main = _main(works, mention, dataclasses.replace(sign, order=""))
    if not main.years[0]:
        return None
    dated = sorted((w for w in works if w.years[0]), key=lambda w: w.years[0] or "")
    older = [w for w in dated if (w.years[0] or "") < main.years[0]]
    newer = [w for w in dated if (w.years[0] or "") > main.years[0]]
    if sign.order == "earlier":
        return older[-1] if older else None
    return newer[0] if newer else None


def _yet_another(fitting: Sequence[Work], mention: Mention, text: str) -> bool:
    """True for "en ny handlingsplan" where one was named before: it is not that one."""
    article = re.search(r"\b(?:en|et)\s+$", text[max(0, mention.span.start - 4) : mention.span.start], re.IGNORECASE)
    return bool(article) and any(m.span.start < mention.span.start for w in fitting for m in w.mentions)


def _in_paragraph(works: Sequence[Work], mention: Mention, sign: Signature, text: str) -> Work | None:
    """The work a reference means by its own paragraph: the main one where it is named there, else the one named last.

    "den tidligere plan" is the oldest that is named, "den nye" the newest.
    """
    since = _paragraph_start(text, mention.span.start)
    here = [w for w in works if any(since <= m.span.start < mention.span.start for m in w.mentions)]
    if not here:
        return None
    if len(here) > 1:
        main = _main(works, mention, sign)
        if main in here:
            return main
    return max(here, key=lambda w: max(m.span.start for m in w.mentions if m.span.start < mention.span.start))


_BREAK = re.compile(r"\n[^\S\n]*\n|(?<=[.!?:”»\"])[^\S\n]*\n")


def _paragraph_start(text: str, at: int) -> int:
    """Where the paragraph around an offset begins: after a blank line, or a line that ends a sentence."""
    low = max(0, at - 2000)
    return max((m.end() for m in _BREAK.finditer(text, low, at)), default=low)


def _main(works: Sequence[Work], mention: Mention, sign: Signature) -> Work:
    """The work a text is mostly about: most mentions before this one, then the one named first; the latest for "den
    nye".
    """

    def weight(work: Work) -> tuple[int, int]:
        before = [m.span.start for m in work.mentions if m.span.start < mention.span.start]
        return (min(len(before), 3), -min(m.span.start for m in work.mentions))

    dated = [w for w in works if w.years[0]]
    if sign.order == "later" and len(dated) > 1:
        return max(dated, key=lambda w: w.years[0] or "")
    return max(works, key=weight)


def _known_series(work: Work, works: Sequence[Work], document: Document, gazetteer: Gazetteer) -> None:
    """Gives an undated work with a series name the member that was in force when the document was written."""
    if work.iri or work.type not in ("Strategy", "ActionPlan", "Agreement") or not gazetteer.entries:
        return
    if any(_ITS_OWN.search(name) for name in work.names):
        return  # "deres egen fællesoffentlige strategi" is none of the row
    namesakes = _series(work, gazetteer)
    if not namesakes:
        return
    earlier = _EARLIER in work.modifiers
    number = next((int(m[3:]) for m in work.modifiers if m.startswith("nr ")), None)
    if number is not None and not work.years[0]:
        chosen = namesakes[number - 1 : number]
        reading = f"nummer {number} i rækken"
    elif work.years[0]:
        chosen = [e for e in namesakes if _same_years((_year(e.start), _year(e.end)), work.years)]
        reading = None
    else:
        year = _said_year(work, document) or (int(document.metadata.date[:4]) if document.metadata.date else None)
        chosen = [] if year is None else _in_force(namesakes, year)
        if year is not None and _said_year(work, document):
            chosen = [e for e in namesakes if e.start is not None and abs(e.start - year) <= 1][:1]
        reading = f"læst som den, der gjaldt i {year}, fordi teksten er fra {document.metadata.date}"
        if earlier:
            meant = _new_one(works, namesakes) or (chosen[-1] if chosen else None)
            chosen = namesakes[: namesakes.index(meant)][-1:] if meant else []
            reading = f"læst som den før {meant.label}" if meant else reading
    if chosen and not work.years[0] and not earlier and number is None and _new(work) and document.metadata.date:
        now = int(document.metadata.date[:4])  # "en ny strategi" is not the one that has been in force for years
        chosen = [e for e in chosen if (e.start or 0) >= now - 1] or [e for e in namesakes if e.start in (now, now + 1)]
    if not chosen:
        return
    entry = chosen[-1]
    work.iri, work.reading = entry.iri, work.reading or reading
    work.years = (_year(entry.start), _year(entry.end))
    work.confidence = min(work.confidence, 0.8) if reading else work.confidence


_AT_MOST = 12  # years that one without a known end is taken to run: as long as the longest of which both ends are known


def _in_force(namesakes: Sequence[Entry], year: int) -> list[Entry]:
    """The members of a series that were in force in a year; one without a known end is, until the next one begins."""
    out = []
    for entry in namesakes:
        if not entry.covers(year):
            continue
        begun = [e.start for e in namesakes if e.start is not None and (entry.start or 0) < e.start]
        until = min([*begun, (entry.start or year) + _AT_MOST])
        if entry.end is not None or year <= until:
            out.append(entry)
    return out


_COVERS = re.compile(
    r"\s+(?:dækker|gælder(?:\s+for)?|løber(?:\s+fra)?|strækker\s+sig\s+over|gjaldt(?:\s+for)?|dækkede|løb\s+fra)\s+(?:perioden\s+|årene\s+)?"
    r"((?:19|20)\d\d)(?:\s?[-–—]\s?|\s+til\s+(?:og\s+med\s+)?)((?:19|20)\d\d)\b"
)


def _covered(work: Work, text: str) -> None:
    """The period of a work that a sentence gives it: "Regionernes fælles strategi dækker 2013-2019"."""
    if work.years[0] or work.iri or work.type not in ("Strategy", "ActionPlan", "Agreement"):
        return
    found = next((m for mention in work.mentions if (m := _COVERS.match(text, mention.span.end))), None)
    if found is not None:
        work.years = (found.group(1), found.group(2))


def _said_year(work: Work, document: Document) -> int | None:
    """The year that a text puts behind the work's name: "den nationale strategi fra maj 2022", "fra sidste år"."""
    for mention in work.mentions:
        if match := _LAUNCHED.match(document.text, mention.span.end):
            return int(match.group(1))
        if document.metadata.date and _LAST_YEAR.match(document.text, mention.span.end):
            return int(document.metadata.date[:4]) - 1
    return None


_LAST_YEAR = re.compile(r"[«»”“\"*_’]?\s+fra\s+(?:[a-zæøå]+\s+)?sidste\s+år\b", re.IGNORECASE)


def _new(work: Work) -> bool:
    return any((sign := signature(name)) is not None and sign.order == "later" for name in work.names)


def _new_one(works: Sequence[Work], namesakes: Sequence[Entry]) -> Entry | None:
    """The latest of a series that a text names in full: what "den forrige" is the forerunner of."""
    named = {work.iri for work in works}
    return next((entry for entry in reversed(namesakes) if entry.iri in named), None)


_NATION = {"national"}  # "den nationale strategi": whose, but not which


def _series(work: Work, gazetteer: Gazetteer) -> list[Entry]:
    names = {name_key(name) for name in work.names}
    found = [e for e in gazetteer.entries if e.series and e.type == work.type and name_key(e.series) in names]
    if not found and work.modifiers:
        for entry in gazetteer.entries:
            sign = signature(entry.series) if entry.series else None
            if (
                sign
                and entry.type == work.type
                and sign.modifiers == (said := {m for m in work.modifiers if not m.startswith("nr ") and m != _EARLIER})
                and (work.topics or said != _NATION)
                and (not work.topics or work.topics == sign.topics)
            ):
                found.append(entry)
    return sorted(found, key=lambda e: (e.start or 0, e.iri))


def name_of(work: Work, entry: Entry | None = None) -> tuple[str, tuple[str, ...]]:
    """A work's label and other names: the vocabulary's, else the fullest naming surface, with years if it has a
    period.
    """
    names = [_tidy(name) for name in work.names] or [_tidy(work.mentions[0].text)]
    shouted = [_spoken(name) for name in names if _shouted(name)]
    names = [name for name in names if not _shouted(name)] or shouted
    count = Counter(names)
    best = max(count, key=lambda n: (bool(re.search(r"\d{4}", n)), _proper(n), _definite(n), len(n), n))
    label = entry.label if entry else best
    if (
        not entry
        and work.years[0]
        and work.type in ("Strategy", "ActionPlan", "Agreement")
        and not re.search(r"\d{4}", best)
    ):
        label = f"{best} {work.years[0]}" + (f"-{work.years[1]}" if work.years[1] else "")
    alt = [n for n in sorted(count, key=lambda n: (-count[n], n)) if n != label]
    heard = {n.casefold() for n in (label, *alt)}
    alt += [n for n in shouted if n.casefold() not in heard]
    alt += [n for n in entry.alt if n != label] if entry else []
    return label, tuple(dict.fromkeys(a for a in alt if not _bare(a)))


def _shouted(name: str) -> bool:
    """True for a name of several words in capitals, as headlines set them."""
    return name.isupper() and " " in name


def _spoken(name: str) -> str:
    """A shouted name as running text has it: "HANDLINGSPLAN FOR HAVNE" → "Handlingsplan for havne"."""
    return name.capitalize() if _shouted(name) else name


def _proper(name: str) -> bool:
    """True for a name with a capital after its first word."""
    return any(word[:1].isupper() for word in name.split()[1:])


def _definite(name: str) -> bool:
    return name.casefold().startswith(("den ", "det ")) or (
        name[:1].isupper() and not name.casefold().startswith(("en ", "et ", "ny "))
    )


def _bare(name: str) -> bool:
    found = signature(name)
    return found is not None and found.anaphoric


def _tidy(name: str) -> str:
    words = " ".join(name.split()).split(" ")
    if len(words) == 1 or signature(words[-1]):
        words[-1] = strip_genitive(words[-1])
    while (
        len(words) > 1
        and words[0].casefold() in GENERIC - {"den", "det", "dansk", "danske"}
        and not words[0][:1].isupper()
        and not words[1].casefold().startswith("generation")
    ):
        words = words[1:]
    if len(words) == 2 and words[0] in ("den", "det") and (head := head_of(words[1].casefold())) and head.form == "sg":
        words = words[1:]  # "den delstrategi, der …": the article points, it is no part of the name
    name = " ".join(words)
    return name[:1].upper() + name[1:]
