"""The states that tables tell of what they list, and how a question says each: "sat på pause" is "i bero" in a cell.

A question and a cell rarely use the same words for how far something has come. Each state is one pattern for both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tables import Row, Table

_STATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:(?:aldrig|ikke|ej)\s+(?:\w+\s+)?(?:til noget|gennemført|realiseret|virkeliggjort|udført|nogen vegne"
        r"|ført ud i livet)|opgivet|droppet|skrottet|skrinlagt|aflyst|udgået|nedlagt|annulleret"
        r"|lagt i (?:graven|skuffen)|løb\w* ud i sandet|fald\w* til jorden|blev (?:der )?(?:ikke|aldrig) til noget)\b",
        r"\b(?:på pause|i bero|på standby|sat på hold|udskudt|udsat|afventer|stillet i bero|suspenderet"
        r"|midlertidigt stoppet|standset indtil videre)\b",
        r"\b(?:ikke (?:\w+ )?(?:begyndt|startet|igangsat|i gang|sat i gang|påbegyndt)|mangler at (?:starte|begynde)"
        r"|endnu ikke (?:i gang|begyndt))\b",
        r"\b(?:forsinke[dt]e?|bagud|bag(?:efter| ud for)? (?:tids)?planen|for sent på den|skredet)\b",
        r"(?<!ikke )(?<!aldrig )\b(?:i gang|igangsat|undervejs|påbegyndt|i drift|kører|sat i gang|i proces)\b",
        r"(?<!ikke )(?<!aldrig )\b(?:gennemført|afsluttet|færdig\w*|fuldført|i mål|helt på plads|implementeret"
        r"|realiseret)\b",
    )
)


def asked(core: str, table: Table, column: int) -> tuple[tuple[Row, ...], str]:
    """The rows whose cell in a column tells the state that a question asks for, and the question's words for it; no
    rows where the column tells of no such state, or all rows do."""
    for state in _STATES:
        said = state.search(core)
        if said is None:
            continue
        rows = tuple(row for row in table.body if (c := row.cells[column]) is not None and state.search(c.text))
        if 0 < len(rows) < len(table.body):
            return rows, said.group()
    return (), ""
