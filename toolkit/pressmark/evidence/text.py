"""Normalises text to norm-v1 of the contract, and measures it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BLANK = re.compile(r"\n\n+")


def normalise(text: str) -> str:
    """Returns text in norm-v1: NFC, line feeds, single spaces, paragraphs parted by one blank line, trimmed."""
    lines = (" ".join(line.split()) for line in _nfc(text).splitlines())
    return _BLANK.sub("\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str) -> str:
    """Returns text in NFC on one line, every run of white space as one space, trimmed."""
    return " ".join(_nfc(text).split())


def joined(lede: str | None, text: str | None) -> str:
    """Returns lede, blank line, text; what is absent leaves no trace."""
    return "\n\n".join(part for part in (lede, text) if part)


def word_count(text: str) -> int:
    """Returns the number of runs between white space."""
    return len(text.split())


def char_count(text: str) -> int:
    """Returns the number of Unicode code points."""
    return len(text)


def text_sha256(lede: str | None, text: str | None) -> str | None:
    """Returns SHA-256 of lede and text, every run of white space as one space; None where both are absent."""
    words = " ".join(joined(lede, text).split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words else None


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Returns a wording for comparison: letters and digits alone, without case and accents."""
    return "".join(filter(str.isalnum, unaccented(text)))


def unaccented(text: str) -> str:
    """Returns a text in small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
