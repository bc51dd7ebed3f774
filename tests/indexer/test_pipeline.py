"""One document through all stages: pure, quick, and the JSON that `strategigraf graph` prints."""

from __future__ import annotations

import json
import time

from indexer.graph_json import document_json

from .extraction import read

TEXT = """Byen får en havplan

3. maj 2018

Byrådet i Aalborg Kommune har vedtaget Havplan 2018-2022. Planen indeholder 12 initiativer og afløser den tidligere plan.
Region Nordsund deltager i projektet Rene Strande, som skal være klart i december 2019.

"""


def test_the_same_text_gives_the_same_record() -> None:
    """Analysis is a function of the text."""
    assert read(TEXT) == read(TEXT)


def test_graph_json_has_the_promised_shape() -> None:
    """Labels stand for entities, mentions and evidence are cut from the text, and all of it is JSON."""
    record = read(TEXT)
    shown = json.loads(json.dumps(document_json(record, lambda key: f"https://e/{key}")))
    text = record.document.text
    labels = {entity["label"] for entity in shown["entities"]}
    assert shown["doc"] == "tekst.txt"
    assert all(text[m["start"] : m["end"]] == m["text"] for e in shown["entities"] for m in e["mentions"])
    assert all(text[s["start"] : s["end"]] == s["evidence"] for s in shown["statements"])
    assert {s["subject"] for s in shown["statements"]} <= labels
    assert any("@document" in e["alt"] for e in shown["entities"])


def test_time_grows_in_step_with_the_text() -> None:
    """Eight times the text takes at most some twenty times as long: nothing is quadratic."""

    def seconds(times: int) -> float:
        text = "Byen\n\n" + TEXT.split("2018\n\n", 1)[1] * times
        began = time.process_time()
        read(text)
        return time.process_time() - began

    read(TEXT)
    assert seconds(160) < 20 * max(seconds(20), 0.05)


def test_a_monstrous_sentence_is_read_in_bounded_time() -> None:
    """Thousands of capitals or quotation marks without a full stop take no more than seconds."""
    began = time.process_time()
    read("T\n\n" + "AB og " * 5000)
    read("T\n\n" + "”Den nye strategi " * 2000)
    assert time.process_time() - began < 20
