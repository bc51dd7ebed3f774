"""Plain text: bytes to the words they spell, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re

from ..errors import UnreadableDocument
from ..types import RawText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
_BINARY = "kan ikke læses: filen er ikke tekst (binært indhold). Gem den som UTF-8 og byg igen."
_DAMAGED = "kan ikke læses: tegnkodningen er ødelagt eller ukendt. Gem filen som UTF-8 og byg igen."


def read(data: bytes) -> RawText:
    """A text file as it stands. Raises UnreadableDocument for binary content."""
    text = decode(data)
    if not text.strip():
        raise UnreadableDocument("kan ikke læses: filen er tom")
    return RawText(blocks=(), verbatim=text)


def decode(data: bytes) -> str:
    """Bytes to text: by byte order mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252 (or Mac Roman).

    Raises UnreadableDocument for what is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding))
    if data.startswith(_SIGNATURES):
        raise UnreadableDocument(_BINARY)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_other(data, error))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableDocument(_DAMAGED) from None


def _other(data: bytes, error: UnicodeDecodeError) -> str:
    """Text that is not UTF-8: UTF-16 shows by its zero bytes, 8-bit Danish by where its high bytes stand."""
    if b"\x00" in data[:4096]:
        return _utf16(data)
    cut = len(data) - error.start <= 3 and error.reason == "unexpected end of data"
    high = sum(byte >= 0x80 for byte in data)
    if cut and high > 1:
        raise UnreadableDocument("kan ikke læses: filen er afkortet midt i et tegn. Hent den igen og byg igen.")
    if high > 0.3 * len(data):
        raise UnreadableDocument(_BINARY)
    if _mixed_utf8(data):
        raise UnreadableDocument(_DAMAGED)
    return max((data.decode(e, errors="replace") for e in ("cp1252", "mac_roman")), key=_danish_letters)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: Danish text has its zero bytes in every other place."""
    sample = data[: min(len(data), 4096) // 2 * 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        return _strict(data, "utf-16-le")
    if even > 0.6 * half and odd < 0.1 * half:
        return _strict(data, "utf-16-be")
    raise UnreadableDocument(_BINARY)


def _mixed_utf8(data: bytes) -> bool:
    """True where most high bytes form UTF-8 letters: then it is damaged UTF-8, not another encoding."""
    pairs = len(re.findall(rb"[\xc3\xc2][\x80-\xbf]|\xe2\x80[\x80-\xbf]", data))
    high = sum(byte >= 0x80 for byte in data)
    return pairs * 2 > 0.5 * high


def _danish_letters(text: str) -> int:
    """How much a decoding looks like Danish: its letters, less signs that no Danish text is full of."""
    return sum(c in "æøåÆØÅéÉ–”“’»«§" for c in text) - 2 * sum(c in "¯¿¾¼½¦¬¨¸ˇ˘˙˚˛ˆ�Œ‰ƒ∆∏π∫ªºΩ√≈" for c in text)


def _checked(text: str) -> str:
    """The text, if it is one. A NUL or many control characters tell that the bytes were something else."""
    controls = sum(c < " " and c not in "\t\n\r\f" for c in text)
    if "\x00" in text or controls > max(3, len(text) // 50):
        raise UnreadableDocument(_BINARY)
    return text
