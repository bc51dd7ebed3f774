"""The hundred claims read by hand still stand, to the letter, in the documents they were read in."""

from __future__ import annotations

from pathlib import Path

import draw_claims
import fact_check
import read_texts

READ = Path(__file__).with_name("claims_read.md")


def rows() -> list[list[str]]:
    """The cells of the numbered rows: number, document, sentence, fact, verdict, note."""
    lines = READ.read_text("utf-8").split("\n")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0].isdigit()]


def test_a_hundred_claims_were_read_and_none_was_wrong() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, 101))
    assert {row[4] for row in rows()} == {"ja"}


def test_the_sentences_read_still_stand(texts: list[read_texts.Text]) -> None:
    standing = {(text.path, fact_check.plain(s)) for text in texts for s in draw_claims.sentences(text)}
    gone = [row[:3] for row in rows() if (row[1], fact_check.plain(row[2])) not in standing]
    assert gone == []


def test_the_facts_named_are_in_the_fact_base(facts: dict[str, dict[str, object]]) -> None:
    named = [part.split(" (")[0] for row in rows() for part in row[3].replace(",", ";").split("; ")]
    unknown = [n for n in named if not n.startswith(".") and fact_check.entry_id(n, facts["entries"]) is None]
    assert unknown == []
