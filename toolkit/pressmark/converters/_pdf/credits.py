"""Reads bylines and dates that stand among other words above the article, where no line prints them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pressmark.converters._pdf.lines import Line
from pressmark.evidence.credit_words import MODIFIED_WORDS, WRITTEN_BY
from pressmark.evidence.dates import dated, find_dates
from pressmark.evidence.given_names import is_given
from pressmark.evidence.people import Name, read_byline
from pressmark.model.draft import Dated

_LONGEST = 160
_LONGEST_NAMES = 100
_WHOLE = 0.75  # of the words, at least, are of names: the others join them
_MARKS = re.compile(r"[\d*†‡§¶¹²³⁴⁵⁶⁷⁸⁹]+(?:,[\d*†‡§¶]+)*")  # which lead to an address or a note
# What stands between a name and the rest of its line.
_STOP = re.compile(
    r"\s*(?:[•|·–—]|\s-\s|\(|,?\s+(?:published|posted|updated|last|on\s+\w+\s+\d|veröffentlicht|aktualisiert|publié|stand|am\s+\d)\b)",
    re.IGNORECASE,
)
_STATE = re.compile(r"\W*stand\W*", re.IGNORECASE)  # with it German papers lead to their only date
_ELSEWHERE = re.compile(r"©|copyright|\bexpires\b|\bevent\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline with its line."""

    names: tuple[Name, ...]
    line: Line


def byline(lines: Iterable[Line]) -> Byline | None:
    """Returns the first byline that names a person."""
    for line in lines:
        found = WRITTEN_BY.match(line.text)
        if found is None or not line.text[found.end()].isalpha() or len(line.text) > _LONGEST:
            continue
        said = _STOP.split(line.text[found.end() :], maxsplit=1)[0]
        names = read_byline(said) if 0 < len(said.split()) <= 12 else ()
        if any(name.kind == "person" for name in names):
            return Byline(names, line)
    return None


def lone_names(lines: Iterable[Line]) -> Byline | None:
    """Returns the first line that holds nothing but names of persons whose given names are known ones."""
    for line in lines:
        said = _MARKS.sub("", line.text).strip(" ,;")
        names = read_byline(said) if len(said) <= _LONGEST_NAMES else ()
        persons = all(name.kind == "person" and name.family and is_given(name.name) for name in names)
        if names and persons and sum(len(name.name.split()) for name in names) >= _WHOLE * len(said.split()):
            return Byline(names, line)
    return None


def moments(lines: Sequence[Line], *, order: str | None, languages: Sequence[str]) -> Iterator[tuple[Dated, Line]]:
    """Yields the dates of lines with the role that the words before them tell."""
    for line in lines:
        if len(line.text) > _LONGEST or _ELSEWHERE.search(line.text):
            continue
        end = 0
        for found in find_dates(line.text, order=order, languages=languages):
            lead = line.text[end : found.start]
            role = "modified" if MODIFIED_WORDS.search(lead) and not _STATE.fullmatch(lead) else "published"
            wording, end = line.text[found.start : found.end], found.end
            yield dated(role, wording, basis="printed", order=order, languages=languages), line
