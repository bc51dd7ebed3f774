"""An option of a question by the name that the text gives it: "Hjortshøj" is "Claus Hjortshøj" there."""

from __future__ import annotations

import re

from . import words

_WORD = r"[A-ZÆØÅ][\w’'&-]*(?:/[A-Z]\b)?"
_NAME = re.compile(rf"{_WORD}(?:[ ]{_WORD}){{0,4}}")


def full(option: str, text: str) -> str:
    """The name in a sentence that an option is part of; the option itself where it stands alone there or is no name.

    >>> full("Hjortshøj", "Den 3. maj fik Claus Hjortshøj tre stemmer."), full("Ry", "I Ry steg prisen.")
    ('Claus Hjortshøj', 'Ry')
    """
    bare = option.strip()
    if not bare[:1].isupper():
        return option
    for match in _NAME.finditer(text):
        said = match.group()
        first, _, rest = said.partition(" ")
        opens = match.start() == 0 or text[: match.start()].endswith((". ", "| ", "»", "– "))
        if opens and rest and not bare.startswith(first) and words.known(words.lemma(first.casefold())):
            said = rest
        if said != bare and re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", said):
            return said
    return option
