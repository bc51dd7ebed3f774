"""What is made only when it is asked for is what would have been made before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from api import chunks
from api.linking import _LOOKED_THROUGH, Vocabulary
from api.views import view
from indexer import texts
from indexer.settings import Settings
from indexer.snapshot import open_snapshot
from indexer.texts import Texts

TEXT = """Havnepagten

Klimaministeriet og Danske Havnebyer indgik i går Havnepagten 2024-2028. Pagten indeholder 12 initiativer, og ca. 40
havne får f.eks. landstrøm – hvis de »vil«.

4. Økonomi

Der er afsat 12,5 mio. kr. til formålet i 2025.
"""


@pytest.fixture
def built(build_texts: Callable[[Mapping[str, str]], object], settings: Settings) -> Iterator[Texts]:
    """The texts of an index of one document."""
    build_texts({"pagt.txt": TEXT})
    with open_snapshot(settings.data) as snapshot:
        yield snapshot.texts


def test_vocabulary_finds_the_same_however_often_it_is_asked() -> None:
    """Words are looked through at first and sorted by their hooks later; both find the same."""
    said = (
        "digitalisering",
        "digital",
        "havnepagten",
        "pagt",
        "vedtaget",
        "beslutning",
        "landstrøm",
        "strømmen",
        "2024",
    )
    asked = ("pagten", "strøm", "vedtog", "digitaliseringspagt", "2024", "besluttede", "ukendt")
    first, later = Vocabulary(said), Vocabulary(said)
    for number in range(_LOOKED_THROUGH + 1):
        later._near(f"x{number}")
    assert "_by" not in vars(first)
    assert [dict(first.alike(word)) for word in asked] == [dict(later.alike(word)) for word in asked]
    assert "_by" in vars(later)
    assert "pagt" in first.alike("pagten") and not first.alike("ukendt")


def test_tokens_are_those_of_the_whole_text(built: Texts) -> None:
    """A sentence's word classes are told from its stretch of the document; its lower-case words are its tokens'."""
    seen = view(built.record("pagt.txt"))
    assert len(seen.sentences) >= 4
    for sentence in seen.sentences:
        assert sentence.tokens == chunks.tag(seen.text, *sentence.stretch)
        assert sentence.lows == tuple(token.low for token in sentence.tokens)
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)


def test_a_large_file_of_texts_is_read_the_same(built: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mapped or not, the passages and things are the same."""
    monkeypatch.setattr(texts, "_MAPPED", 0)
    mapped = Texts(built._path)
    assert mapped._rows("PRAGMA mmap_size")[0][0] > 0 and not built._rows("PRAGMA mmap_size")[0][0]
    numbers = [passage.id for passage in built.all_passages()]
    assert len(numbers) >= 3 and mapped.passages(numbers) == built.passages(numbers)
    assert mapped.entities() == built.entities()


def test_named_things_are_those_that_are_mentioned(built: Texts) -> None:
    """Names come in order of IRI, of the types asked for, as the rows of the things have them."""
    found = list(built.named(["Agreement", "Organisation"]))
    rows = [row for row in built.entities() if row.type in ("Agreement", "Organisation") and row.mentions]
    assert found and [(iri, label, mentions) for iri, label, _, _, _, mentions in found] == [
        (row.iri, row.label, row.mentions) for row in rows
    ]
