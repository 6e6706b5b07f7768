"""Turns what a report says into words that stay words on a page, whatever they hold, and that fit on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pressmark.model.report import Place

# An author's words and addresses stand in keys of these tables, after the identifier.
_WORDY_KEYS = frozenset({"features", "source_records"})
_ADDRESS = re.compile(r"[^\s@<>]*@[^\s@<>]*")
_LICENSE = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_SLUG = re.compile(r"[A-Za-z0-9-]{1,60}")
_JOINERS = "\u200c\u200d"  # some scripts need them inside words
_SECTION = re.compile(r"^(Why|Wrong|Right|Mend): ", re.MULTILINE)
_VOCABULARY = "http://rightsstatements.org/vocab/"

# The names that rightsstatements.org gives to its statements.
_STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "InC": "In Copyright",
        "InC-OW-EU": "In Copyright – EU Orphan Work",
        "InC-EDU": "In Copyright – Educational Use Permitted",
        "InC-NC": "In Copyright – Non-Commercial Use Permitted",
        "InC-RUU": "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
        "NoC-CR": "No Copyright – Contractual Restrictions",
        "NoC-NC": "No Copyright – Non-Commercial Use Only",
        "NoC-OKLR": "No Copyright – Other Known Legal Restrictions",
        "NoC-US": "No Copyright – United States",
        "CNE": "Copyright Not Evaluated",
        "UND": "Copyright Undetermined",
        "NKC": "No Known Copyright",
    }
)


def plain(text: object, most: int = 400) -> str:
    """Returns text on one line, cut to a length, with unseen characters shown and e-mail addresses left out."""
    return cut(_ADDRESS.sub("[an address]", seen(str(text)[: 2 * most])), most)


def seen(text: str) -> str:
    """Returns text with the code points of what would not be seen or would turn what stands beside it."""
    return "".join(f"[U+{ord(sign):04X}]" if _hides(sign) else sign for sign in " ".join(text.split()))


def _hides(sign: str) -> bool:
    return sign not in _JOINERS and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")


def cut(text: str, most: int) -> str:
    """Returns text of a length at most, with a sign of it where some is left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def capital(text: str) -> str:
    """Returns a text that begins as a sentence does; code in backticks stays as it is."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """Returns parts as a sentence lists them: `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1] if parts else "") if part)


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """Yields the pieces of a rule's page, and of each whether it stands between backticks."""
    for number, piece in enumerate(cut(seen(text), 2_000).split("`")):
        if piece:
            yield piece, number % 2 == 1


def sections(page: str) -> list[tuple[str, str]]:
    """Returns the sections of a rule's page as heading and text; what stands before the first has no heading."""
    first, *rest = _SECTION.split(page)
    about = first.partition("\n\n")[2].strip()
    found = [("", about)] if about else []
    return [*found, *((heading, capital(text.strip())) for heading, text in zip(rest[::2], rest[1::2], strict=True))]


def where(place: Place) -> str:
    """Returns a place in words; of a key that could hold an author's words only the identifier is shown."""
    key = place.key or ""
    if place.table in _WORDY_KEYS:
        key = key.split("/")[0]
    parts = [
        place.table or place.file,
        f"row {place.row:,}" if place.row else None,
        plain(key, 120) if key and key != place.file else None,
        f"field {plain(place.field, 80)}" if place.field else None,
    ]
    return ", ".join(plain(part, 160) for part in parts if part) or "the whole"


def license_words(license: str | None) -> str:
    """Returns a licence by its expression; what is no expression could be a wording and is not shown."""
    if license is None:
        return "No licence"
    expression = _LICENSE.fullmatch(license.replace("(", "").replace(")", ""))
    return plain(license, 80) if expression else "A wording that is no licence expression"


def slug_words(value: str | None) -> str:
    """Returns a value of a closed list; of any other form it could be a wording and is not shown."""
    if value is None:
        return "Not given"
    return value if _SLUG.fullmatch(value) else "A value of another form"


def statement_words(uri: str | None) -> str:
    """Returns a rights statement by its name."""
    if uri is None:
        return "Not given"
    name = uri.removeprefix(_VOCABULARY).partition("/")[0]
    return _STATEMENTS.get(name, "None of the vocabulary")
