"""Danish words that say how something is asked, and nothing of what it is about: left out where stems are counted."""

from __future__ import annotations

from collections.abc import Sequence

STOP_WORDS = frozenset(
    """af alle alt at blev blive bliver da de den der deres det dette dig din dog du eller en er et for fra får gør han
    har hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind jeg kan kom kun man med
    meget men mere mod må ned når nu og også om op os over på sig sin skal som så til ud under var ved vi vil være været
    efter findes indeholder handler giv mig fortæl""".split()  # noqa: SIM905  (a list of 80 quoted words reads worse)
)


def telling(words: Sequence[str]) -> list[str]:
    """The case-folded words that are no stop words; all of them where nothing else is said.

    >>> telling(["hvor", "ligger", "møllen"]), telling(["til", "og", "fra"])
    (['ligger', 'møllen'], ['til', 'og', 'fra'])
    """
    return [word for word in words if word not in STOP_WORDS] or list(words)
