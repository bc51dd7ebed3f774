"""What lies between a plan and what came of it, where a text says it outright: "38 mio. kr. *billigere end anslået*".

To reckon it from two figures is needless there, and goes wrong where the sentence holds but the gap and one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .candidates import Candidate
from .polarity import negative
from .quantities import figures
from .reading import Scored
from .table_questions import digits, worded

_WAY = r"(?:flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere|senere|tidligere)"
_SAID = re.compile(
    rf"\s*(?:[^\W\d]+\s+){{0,1}}?(?P<way>{_WAY})\s+end\s+(?:\w+\s+){{0,3}}?(?P<plan>ventet|forventet|budgetteret|budgettet"
    r"|planlagt|planen|anslået|skønnet|aftalt|aftalen|forudsat|beregnet|afsat|bevilget|lovet|målet|rammen|oprindelig\w*"
    r"|(?:havde )?regnet med)\b",
    re.I,
)
_CLAUSE_BEFORE = re.compile(r"^.*[,;:](?=\s)", re.S)
_LEAST = 0.4
_LOOKED_AT = 6
_UP = re.compile(r"(?:flere|mere|højere|større|dyrere|længere|senere)", re.I)


def told(ranked: Sequence[Scored], asked: str, least: float = _LEAST) -> Candidate | None:
    """The figure that a sentence gives for what lies between, which points the way that the question asks for."""
    way = re.search(rf"\b{_WAY}\b", asked, re.I)
    for scored in ranked[:_LOOKED_AT]:
        if scored.coverage < least:
            continue
        sentence = scored.sentence
        for figure in figures(sentence):
            match = _SAID.match(sentence.text, figure.end - sentence.start)
            if match is None or negative(_CLAUSE_BEFORE.sub("", sentence.text[: match.end()])):
                continue
            if way is not None and bool(_UP.match(way[0])) != bool(_UP.match(match["way"])):
                continue
            unit = "procentpoint" if figure.kind == "percent" else ""
            made = Candidate(
                digits(figure.value),
                digits(figure.value),
                "Number",
                figure.start,
                figure.end,
                0.85,
                scored,
                unit=unit,
                how=f"teksten siger »{figure.said}{match.group()}«",
            )
            return worded(made, figure.value, _unit(figure.said)) if figure.kind == "money" else made
    return None


def _unit(said: str) -> str:
    """The unit that an amount is given in: "mio. kr."."""
    match = re.search(r"\b(mio\.?|mia\.?|millioner|milliarder|million|milliard|tusind)", said, re.I)
    return f"{match[1]} kr." if match else "kr."
