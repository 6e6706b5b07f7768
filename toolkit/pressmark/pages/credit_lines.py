"""Tells the lines under a title that only say who wrote an article, when, and how long it takes to read.

Such a line is known by its form, as many pages do not mark it: dates, the words that lead to a date, and names behind
a word such as `by` leave nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from pressmark.evidence.credit_words import MODIFIED_WORDS, PUBLISHED_WORDS, WRITTEN_BY
from pressmark.evidence.dates import find_dates, read_date
from pressmark.evidence.people import read_byline
from pressmark.evidence.text import word_count
from pressmark.pages.found import key_of

_MOST_WORDS, _LONGEST, _FEW = 15, 160, 3
_SIGNS = " -–—|/~•·,@"
_PARTED = re.compile(r"\s*[,|·•]\s*|\s+[-–—/]+\s+")
_RUNS_ON = re.compile(r"[!?…:,;]$|\w{3}\.$|\w{3}[.!?]\s+\w{2}")
_CLOCK = re.compile(
    r"\b\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?(?:\s*(?:uhr|[ap]\.?\s?m\.?|h))?(?:\s+\(?(?-i:[A-Z]{2,4})\b\)?)?",
    re.IGNORECASE,
)
_PUBLISHED_AT = re.compile(
    r"(?:publié|mis à jour|published|updated|veröffentlicht|aktualisiert|publicado|actualizado|pubblicato|geplaatst)\b"
    r"[^.!?]{0,30}\d{1,2}\s?[:h]\s?\d{2}\b[^.!?]{0,12}$",
    re.IGNORECASE,
)
_BEFORE_DATES = re.compile(
    r"\b(?:last|first|on|at|um|am|vom|le|la|à|el|il|op|den|date|datum|fecha|data|uhr|giriş|original(?:ly)?)\b",
    re.IGNORECASE,
)
_ENDS_SMALL = re.compile(r"\s(?:on|at|am|um|vom|le|el|il|op|den)$", re.IGNORECASE)
_TO_READ = re.compile(
    r"(?:lesezeit|lesedauer|reading time|temps de lecture|tempo de leitura|tiempo de lectura|tempo di lettura|leestijd)"
    r"\W*(?:(?:ca|about|etwa)\b\.?\s*)?\d+\s*min\w*\.?|\b\d+\s*min(?:ute)?s?\.?\s+(?:read|de lecture)\b",
    re.IGNORECASE,
)


class Beside(NamedTuple):
    """The words that a line holds beside dates, and whether they begin with a word such as `by`."""

    words: str
    led: bool


def beside_dates(line: str) -> Beside | None:
    """Returns what a line holds beside a date or a reading time, where that is one short part and no sentence."""
    if len(line) > _LONGEST or word_count(line) > _MOST_WORDS or _RUNS_ON.search(line):
        return None
    read = _TO_READ.sub(" | ", line)
    rest, dated = _without_dates(read)
    parts = [part.strip(_SIGNS) for part in _PARTED.split(rest) if key_of(part)]
    led = [part for part in parts if WRITTEN_BY.match(part)]
    told = led or parts
    if not (dated or read != line) or len(told) != 1 or any(map(str.isdigit, told[0])):
        return None
    return Beside(_ENDS_SMALL.sub("", told[0]), bool(led))


def is_credit_line(line: str, authors: Collection[str]) -> bool:
    """Says whether a line holds nothing but names, dates and a reading time; `authors` are keys of known names."""
    if len(line) > _LONGEST or word_count(line) > _MOST_WORDS or _RUNS_ON.search(line):
        return False
    if _PUBLISHED_AT.match(line):
        return True
    rest, dated = _without_dates(_TO_READ.sub(" ", line))
    if not key_of(rest):
        return bool(key_of(line))
    bare = rest.strip(_SIGNS)
    lead = WRITTEN_BY.match(bare)
    if lead is None:
        return dated and _credits_only(bare, authors)
    said = bare[lead.end() :]
    parts = _PARTED.split(said)
    named = ", ".join(part for part in parts if read_date(part) is None)
    dated = dated or named != ", ".join(parts)
    names = read_byline(named)
    if said.startswith("|") or not names:  # `By 4 May the ferry had ...`
        return False
    telling = names[0].kind == "person" or (dated and (names[0].kind == "organization" or word_count(named) <= _FEW))
    return telling or any(key_of(named).startswith(author) for author in authors if author)


def _credits_only(line: str, authors: Collection[str]) -> bool:
    names = {key_of(name.name) for name in read_byline(line)}
    return bool(names) and names <= set(authors)


def _without_dates(line: str) -> tuple[str, bool]:
    """Returns a line without its dates, their times and the words that lead to them, and whether it had a date."""
    dates = find_dates(line) if any(map(str.isdigit, line)) else ()
    if not dates:
        return line, False
    rest = line
    for found in reversed(dates):
        rest = f"{rest[: found.start]} | {rest[found.end :]}"
    for words in (_CLOCK, MODIFIED_WORDS, PUBLISHED_WORDS):
        rest = words.sub(" ", rest)
    return (rest if key_of(_BEFORE_DATES.sub(" ", rest)) else ""), True
