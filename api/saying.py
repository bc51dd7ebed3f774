"""Verbs of saying and of standing to something, where a text has them outside its quotations."""

from __future__ import annotations

import functools
import re

VERBS = (
    r"siger|sagde|udtaler|udtalte|mener|mente|forklarer|forklarede|fortæller|fortalte|understreger|understregede"
    r"|påpeger|påpegede|tilføjer|tilføjede|fremhæver|fremhævede|vurderer|vurderede|konstaterer|konstaterede|fastslår"
    r"|fastslog|pointerer|pointerede|lyder|lød|skriver|skrev|svarer|svarede|oplyser|oplyste|glæder sig|glædede sig"
    r"|kalder|kaldte|håber|håbede|peger|pegede|afviser|afviste|efterlyser|efterlyste|lover|lovede|roser|roste|advarer"
    r"|advarede|kritiserer|kritiserede|erkender|erkendte|bemærker|bemærkede|slutter|sluttede|uddyber|uddybede|ønsker"
    r"|ønskede|frygter|frygtede|beklager|beklagede|anfører|anførte|formulerer|formulerede|udtrykker|udtrykte|indvender"
    r"|indvendte|hævder|hævdede|noterer|noterede|gentager|gentog|præciserer|præciserede|bekræfter|bekræftede|indrømmer"
    r"|indrømmede|spørger|spurgte|minder|mindede|brokker|brokkede|klager|klagede|ærgrer|ærgrede|omtaler|omtalte"
    r"|betegner|betegnede|kræver|krævede|foreslår|foreslog|anbefaler|anbefalede|opfordrer|opfordrede|råder|fraråder"
    r"|undrer|undrede|begrunder|begrundede|forventer|forventede|savner|savnede|beskylder|beskyldte|forsvarer"
    r"|forsvarede|forudser|tvivler|tvivlede|synes|syntes|bebrejder|vil (?:gerne )?have|beder|bad"
    r"|(?:plejer|plejede|ynder|yndede) at (?:sige|spørge|kalde|svare)"
    r"|(?:er|var|bliver|blev) (?:\w+ ){0,2}?(?:bange|nervøs|utilfreds|glad|ked|tilfreds|skeptisk|stolt|vred|uenig"
    r"|enig|sur|forbeholden|(?:bekymr|begejstr|skuff|irriter|lett|forarg)(?:et|ede))e?"
)
# "Hvem" is asked for as the one who says something.
ASKED = re.compile(
    r"\bhvem\b(?:\s+\w+){0,3}?\s+(?:sagde|siger|sige|sagt|udtalte|udtaler|udtalt|mener|mente|ment|forklarer|forklarede"
    r"|forklaret|fortæller|fortalte|fortalt|nævner|nævnte|hævder|hævdede|påstår|påstod|erklærer|erklærede|bemærker"
    r"|bemærkede|konstaterer|konstaterede|slår fast|slog fast|betoner|betonede|argumenterer|argumenterede"
    r"|peger på,? at|pegede på,? at|peget på,? at|minder om,? at|mindede om,? at|snakker om|snakkede om|"
    r"udtrykte|indr[øo]mm?ede|opfordrede|opfordret|foreslog|foreslår|foreslået|protesterer|protesterede|spurgte"
    r"|(?:skrev|skriver|skrevet)(?:\s+(?:i|på|til)\b[^?]{0,40}?)?(?<! om),? at|(?:er|var) bange"
    r"|(?:lagde|lægger|lagt) vægt|luftede|luftet|(?:satte|sætter|sat) spørgsmålstegn|(?:slog|slår|slået) til lyd"
    r"|gjorde opmærksom|(?:drog|drager) sammenligning\w*|"
    r"understreger|understregede|understreget|påpeger|påpegede|påpeget|kalder|kaldte|glæder sig"
    r"|glædede sig|citeres"
    r"|roser|roste|advarer|advarede|"
    r"kritiserer|kritiserede|udtrykker|lover|lovede|pointerer|pointerede|fremhæver|fremhævede|fremhævet|vurderer|vurderede|håber|håbede"
    r"|ønsker|svarer|svarede|"
    r"tilføjer|tilføjede|fastslår|fastslog|brokker|brokkede|klager over|klagede over|ærgrer|ærgrede"
    r"|frygter|frygtede"
    r"|omtaler|omtalte|omtalt|kaldt|betegner|betegnede|betegnet|beskrevet|efterlyser|efterlyste"
    r"|savner|savnede|afviser|afviste|sammenligner|sammenlignede|beskriver|beskrev"
    r"|synes|syntes|opfordrer|indrømmer|indrømmede|begrunder|begrundede|forsvarer|forsvarede|beklager|beklagede"
    r"|undrer sig|undrede sig|gør opmærksom|har (?:\w+ )?(?:formuleret|ytret)"
    r"|taler om|talte om|har talt om|bruger (?:ordet|billedet|udtrykket)|er (?:træt|vred|ked|sur)"
    r"|står bag (?:citatet|udtalelsen|ordene))\b(?! god for\b)",
    re.I,
)
_STANDS = re.compile(rf"\b(?:{VERBS})\b", re.I)


@functools.lru_cache(maxsize=4096)
def verbs_of_saying(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text, outside its quotations, that are a verb of saying or of standing to something."""
    return tuple(m.span() for m in _STANDS.finditer(text) if not inside_quote(text, m.start()))


def inside_quote(text: str, at: int) -> bool:
    """Does a place in a text stand in a quotation that opens before it, and closes behind it or in a later sentence?"""
    before = text[:at]
    curly = before.count("”") + before.count("“") + before.count("„") + before.count('"')
    if curly % 2 == 1 and (any(m in text[at:] for m in '”“"') or _OPENS.match(before) is not None):
        return True
    return before.count("»") > before.count("«") and "«" in text[at:]


_OPENS = re.compile(r"[”“\"„]\w[^”“\"„]*$")  # a sentence that begins a quotation of several
