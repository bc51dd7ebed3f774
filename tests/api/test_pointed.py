"""What the reader points at is given as the rules would give it: figures multiplied out, dates as dates, words as said."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from api import open_index, pointed
from api.cut_number import read_figure
from api.index import Index
from api.library import library
from api.linking import link
from api.question import parse
from api.reader import Read, Span
from api.reader_input import Placed
from api.reading import rank
from api.second_opinion import Opinion
from indexer.build import build
from indexer.settings import Settings

_TEXT = """# Drift af Havneportalen

Leverandøren skal rette fejl inden for ti arbejdsdage og betalte i fjor op til 1,5 mio. kr. i bod.

Havneportalen åbner igen efter sommerferien, og den nye aftale gælder fra den 3. marts 2031.
"""


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("op til 1,5 mio. kr.", (7, 10, "1500000", "mio. kr.")),
        ("ti arbejdsdage", (0, 2, "10", "")),
        ("cirka 12 procent", (6, 8, "12", "procent")),
        ("4.000 kr.", (0, 5, "4000", "kr.")),
        ("35 bitcoin", (0, 2, "35", "")),
        ("ingen af dem", None),
    ],
)
def test_the_first_figure_of_some_words(words: str, figure: Any) -> None:
    assert read_figure(words) == figure


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("tekster")
    Path(folder, "havn.md").write_text(_TEXT, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words", "value", "label"),
    [
        ("Hvor lang tid har leverandøren til at rette fejl?", "inden for ti arbejdsdage", "10", "ti arbejdsdage"),
        ("Hvor stor blev boden?", "op til 1,5 mio. kr.", "1500000", "1,5 mio. kr."),
        ("Hvornår åbner Havneportalen igen?", "efter sommerferien,", "efter sommerferien", "efter sommerferien"),
        ("Hvornår begynder den nye aftale?", "fra den 3. marts 2031.", "2031-03-03", "den 3. marts 2031"),
        ("Hvad skal leverandøren?", "rette fejl", "rette fejl", "rette fejl"),
        ("Hvorfor fik leverandøren bod?", "1,5 mio. kr.", None, None),
        ("Hvor mange fejl var der?", "rette fejl", None, None),
    ],
)
def test_words_become_a_value_of_the_kind_that_is_asked_for(
    index: Index, question: str, words: str, value: str | None, label: str | None
) -> None:
    views, lexis = library(index).read([])
    asked = link(parse(question), lexis).question
    every = frozenset((s.doc_id, s.number) for view in views for s in view.sentences)
    ranked = [s for s in rank(asked, views, lexis, {}, every) if words in s.sentence.text]
    start = ranked[0].sentence.text.index(words)
    none = np.zeros(0, dtype=np.float32)
    read = Read(0, 0.9, 0.9, (Span(start, start + len(words), 0.9),), none, none, Placed(0, 0, ()))
    opinion = Opinion({(ranked[0].sentence.doc_id, ranked[0].sentence.number): read})
    found = pointed.values(asked, opinion, ranked, [])
    assert [(c.value, c.label) for c in found] == ([(value, label)] if value else [])
    for candidate in found:
        assert candidate.label.split(" ")[0] in views[0].text[candidate.start : candidate.end]
