"""Compares one reading of a page with what annotators expect, as the sets' own projects do."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from html_sets import Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What one contender reads from a page; None in `fields` it does not answer at all."""

    title: str | None = None
    day: date | None = None
    authors: tuple[str, ...] = ()
    license: str | None = None
    body: str | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One field of one page judged: its score, and whether something was said that is wrong."""

    score: float
    wrong: bool


def token_f1(given: str, expected: str) -> float:
    """Returns the harmonic mean of precision and recall over bags of lower-case words."""
    ours, theirs = (Counter(re.findall(r"\w+", _composed(text))) for text in (given, expected))
    both = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / both if both else 1.0


def key_of(name: str) -> str:
    """Returns a name's word characters in lower case, so that punctuation and spacing do not count."""
    return re.sub(r"\W+", "", _composed(name))


def _composed(text: str) -> str:
    """Returns lower case in NFC, so that a letter and its accent count as one character, however they are stored."""
    return unicodedata.normalize("NFC", text).lower()


def judge(field: str, guess: Guess, expected: Expected) -> Mark | None:
    """Returns the mark of one field, or None where the set does not judge it."""
    return _JUDGES[field](guess, expected)


def _body(guess: Guess, expected: Expected) -> Mark | None:
    if expected.body is None:
        return None
    score = token_f1(guess.body or "", expected.body)
    return Mark(score, score < 0.5)


def _title(guess: Guess, expected: Expected) -> Mark | None:
    return None if expected.titles is None else _exact(guess.title, expected.titles)


def _date(guess: Guess, expected: Expected) -> Mark | None:
    if expected.days is None:
        return None
    return Mark(float(guess.day in expected.days), guess.day is not None and guess.day not in expected.days)


def _authors(guess: Guess, expected: Expected) -> Mark | None:
    if expected.authors is None:
        return None
    given, *wanted = ({key_of(name) for name in names} - {""} for names in (guess.authors, *expected.authors))
    return Mark(float(given in wanted), bool(given) and given not in wanted)


def _publisher(guess: Guess, expected: Expected) -> Mark | None:
    return None if expected.publishers is None else _exact(guess.publisher, expected.publishers)


def _language(guess: Guess, expected: Expected) -> Mark | None:
    spoken = re.split("[-_]", guess.language or "")[0]
    return None if expected.languages is None else _exact(None if spoken == "und" else spoken, expected.languages)


def _license(guess: Guess, expected: Expected) -> Mark | None:
    if expected.license is None:
        return None
    said = guess.license is not None
    return Mark(float(said == expected.license), said and not expected.license)


def _exact(given: str | None, expected: Sequence[str]) -> Mark:
    right = key_of(given or "") in map(key_of, expected)
    return Mark(float(right), bool(given) and not right)


_JUDGES = {
    "body": _body,
    "title": _title,
    "date": _date,
    "authors": _authors,
    "publisher": _publisher,
    "language": _language,
    "license": _license,
}
FIELDS = tuple(_JUDGES)


def segments(guess: Guess, expected: Expected) -> tuple[int, int, int]:
    """Returns how many wanted segments are in the body, how many are not, and how many unwanted ones are.

    Some wanted segments are titles, which one contender keeps in the body and another apart: so the title counts in.
    """
    body = _spaced(f"{guess.title or ''} {guess.body or ''}")
    held = [_spaced(part) in body for part in expected.wanted]
    return sum(held), len(held) - sum(held), sum(_spaced(part) in body for part in expected.unwanted)


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
