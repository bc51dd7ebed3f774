"""Questions with "hvad" that ask for somebody's view, or for what brought something about, and don't say it outright.

"Hvad er fagforeningen utilfreds med", "hvad er lektorens svar", "hvad frygter Lone Krag" ask for what they say;
"hvad fik havnen til at lukke", "hvad er undskyldningen for det" ask why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import words
from .chunks import is_role
from .question_cues import WHO_NOUNS
from .wordlists import several

_REASONS = (
    r"(?:\w{3,}(?=årsag|forklaring|begrundelse))?(?:årsag|grund|forklaring|begrundelse|undskyldning|argument|anledning"
    r"|baggrund|motiv|bevæggrund)(?:n|r|rne|en|et|er|erne|ene|e)?"
)
_CAUSES = (
    r"forsink(?:er|ede)|udløs(?:er|te)|forhindr(?:er|ede)|brems(?:er|ede)|forårsag(?:er|ede)|udskød|skyldes|skyldtes"
    r"|sink(?:er|ede)|vanskeliggør|vanskeliggjorde|satte en stopper for|spændte ben for"
)
_WHY = re.compile(
    rf"(?:(?:er|var|bliver|blev)\s+(?:[\w'’/-]+\s+){{0,6}}?{_REASONS}(?:\s+(?:til|for|på|bag|med|mod|imod|fra|om|i)\b|$)"
    r"|(?:fik|får|har fået)\s+.*\btil\s+(?:\w+\s+)?at\b"
    r"|(?:har )?(?:gjorde|gjort),? at\b"
    rf"|(?:(?:er|var) det,? der )?(?:\w+ \w+ )?(?:har |havde )?(?:{_CAUSES})\b"
    r"|(?:er|var) skyld i\b|(?:af)?holdt\b.*\bfra\b|undskyld(?:er|te)\b.*\bmed$"
    r"|(?:fik|får|har fået)\b.*\b(?:pris|bøde|kritik|ros|påtale|advarsel)(?:en|n)?\b.*\bfor$"
    r"|(?:er det,? der )?(?:holder|holdt)\b.*\b(?:op|tilbage)$"
    r"|(?:giver|gav)\b.*\bskylden\b"
    r"|(?:begrunder|begrundede|forklarer|forklarede)\b.*\bmed$"
    r"|(?:er|var) der galt\b|gik (?:der )?galt\b)",
    re.I,
)
_MADE = several("gjorde gør")
_VIEWS = several("""
    bekymring frygt indvending kritik anke holdning mening vurdering synspunkt krav ønske forslag anbefaling råd
    advarsel opfordring reaktion svar kommentar løfte forventning betingelse forbehold opfattelse budskab forsvar
    påstand klage utilfredshed beklagelse melding
""")
_FEELS = several("""
    bange nervøs utilfreds sur glad ked bekymret imod tilfreds begejstret skeptisk stolt træt vred skuffet uenig enig
    lettet irriteret irriterede forarget forargede bekymrede begejstrede skuffede forbeholden positiv negativ
    betænkelig kritisk overrasket overraskede fortørnet optaget
""")
_FELT = several("for over med af ved i imod til om")
_VOICED = several("""
    frygter frygtede advarer advarede kritiserer kritiserede foreslår foreslog ønsker ønskede savner savnede kalder
    kaldte forventer forventede forudser forudså lover lovede råder anbefaler anbefalede kræver krævede indrømmer
    indrømmede beskylder beskyldte håber håbede efterlyser efterlyste opfordrer opfordrede roser roste bebrejder
    indvender indvendte tror troede vurderer vurderede anser klager klagede beder peger bekymrer
""")
_PEOPLE = several("""
    kritiker modstander ekspert beboer forælder borger bruger pårørende elev lærer ansat medarbejder læge politiker
    opposition flertal nabo revisor kunde patient ung ældre bank forsker sygeplejerske pædagog fagfolk
""")


def asks_why(text: str, rest: Sequence[Token]) -> bool:
    """Does what follows "hvad" ask what brought something about?

    >>> asks_why("fik havnen til at lukke", ())
    True
    """
    if _WHY.match(text):
        return True
    if not rest or rest[0].low not in _MADE:
        return False
    if re.search(r"\bfor at\b", text):
        return False
    subject = next((i for i, t in enumerate(rest) if i and t.pos in ("NOUN", "PROPN", "NUM")), -1)
    spot = subject + 2 if subject + 1 < len(rest) and rest[subject + 1].low == "så" else subject + 1
    if not 0 < subject < spot < len(rest):
        return False
    told = rest[spot]  # "gjorde folk *sure*": an adjective, which the tagger often takes for a noun
    return told.pos in ("ADJ", "NOUN", "PART") and told.text.islower() and not told.low.endswith(("en", "et", "s"))


def reason_at(tokens: Sequence[Token]) -> int:
    """Where the noun stands that asks for a reason, -1 where none does."""
    return next((i for i, t in enumerate(tokens) if re.fullmatch(_REASONS, t.low)), -1)


def view_at(tokens: Sequence[Token], at: int) -> int | None:
    """Where the noun or adjective stands by which what follows "hvad" (at `at`) asks for somebody's view; -1 where a
    verb asks; None where no view is asked for.
    """
    rest = [(i, t) for i, t in enumerate(tokens) if i > at and t.pos != "PUNCT"]
    if len(rest) < 2:
        return None
    lead = rest[0][1].low
    if lead in ("er", "var", "bliver", "blev"):
        return _felt(rest) or _owned(rest)
    if lead in _VOICED and _speaks([t for _, t in rest[1:5]]):
        return -1
    return None


def _felt(rest: Sequence[tuple[int, Token]]) -> int | None:
    """ "er X bange *for*": a feeling about something that is asked for."""
    for n, (i, token) in enumerate(rest[2:], 2):
        base = words.lemma(token.low)
        after = rest[n + 1][1].low if n + 1 < len(rest) else ""
        if (base in _FEELS or token.low in _FEELS) and (after in _FELT or not after):
            return i
    return None


def _owned(rest: Sequence[tuple[int, Token]]) -> int | None:
    """ "er lektorens svar på", "er kritikken fra": a view, and whose it is."""
    for n, (i, token) in enumerate(rest[1:], 1):
        base = words.lemma(token.low)
        if base not in _VIEWS and (words.split(base) or ("", ""))[1] not in _VIEWS:
            continue
        whose = any(t.low.endswith("s") and t.pos in ("NOUN", "PROPN") for _, t in rest[1:n])
        return i if whose or (n + 1 < len(rest) and rest[n + 1][1].low == "fra") else None
    return None


def _speaks(subject: Sequence[Token]) -> bool:
    """Is it a person or a body that the verb is said of?"""
    for token in subject:
        base = words.lemma(token.low)
        if token.pos == "PROPN" or (token.text[0].isupper() and token.text[0].isalpha()):
            return True
        if is_role(base) or base in WHO_NOUNS or base in _PEOPLE or (words.split(base) or ("", ""))[1] in WHO_NOUNS:
            return True
        if token.pos == "VERB" or (token.pos == "NOUN" and not token.low.endswith("s")):
            return False  # "havnens formand": read on behind a genitive
    return False
