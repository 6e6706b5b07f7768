"""Tells the lines under a title that only say who wrote an article, when, and how long it takes to read.

Such a line is known by its form, as many pages do not mark it: dates, the words that lead to a date, and names behind
a word such as `by` leave nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection

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
_BEFORE_DATES = re.compile(
    r"\b(?:last|first|on|at|um|am|vom|le|la|à|el|il|op|den|date|datum|fecha|data|uhr|giriş|original(?:ly)?)\b",
    re.IGNORECASE,
)
_TO_READ = re.compile(
    r"(?:lesezeit|lesedauer|reading time|temps de lecture|tempo de leitura|tiempo de lectura|tempo di lettura|leestijd)"
    r"\W*(?:(?:ca|about|etwa)\b\.?\s*)?\d+\s*min\w*\.?|\b\d+\s*min(?:ute)?s?\.?\s+(?:read|de lecture)\b",
    re.IGNORECASE,
)


def is_credit_line(line: str, authors: Collection[str]) -> bool:
    """Says whether a line holds nothing but names, dates and a reading time; `authors` are keys of known names."""
    if len(line) > _LONGEST or word_count(line) > _MOST_WORDS or _RUNS_ON.search(line):
        return False
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
