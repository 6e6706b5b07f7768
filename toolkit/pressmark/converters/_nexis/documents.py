"""Splits a LexisNexis export into its documents, and a document into its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressmark.converters._nexis.labels import BODY, COUNTED, COVERED, ENDED, PAGED, TRAILING, label_of
from pressmark.evidence.dates import find_dates, read_date
from pressmark.evidence.notices import is_notice
from pressmark.wires.press import Line, lines_of

_EDITIONS = re.compile(r"\b(?:edition|final|ausgabe|auflage|edición|édition|editie)\b", re.IGNORECASE)
_RESERVED = re.compile(r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\W*$", re.IGNORECASE)
_CORRECTED = re.compile(r"\W*correction appended\W*$", re.IGNORECASE)
_MONTH = re.compile(r"[^\W\d]{3,12}\.? (?:1[89]|20)\d\d$")
_CENTRED = 4  # blanks before a line that stands in the middle


@dataclass(slots=True)
class Document:
    """The lines of one document by what they are."""

    start: int
    end: int
    source: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    edition: list[Line] = field(default_factory=list)
    headline: list[Line] = field(default_factory=list)
    notices: list[Line] = field(default_factory=list)
    labelled: dict[str, list[Line]] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yields where each document begins and ends; a list of the documents before them belongs to none."""
    counted = [found.end() for found in COUNTED.finditer(text)]
    if counted:
        ends = [*[found.start() for found in COUNTED.finditer(text)][1:], len(text)]
        yield from zip(counted, ends, strict=True)
        return
    start = cover_of(text)
    for found in ENDED.finditer(text):
        yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def cover_of(text: str) -> int:
    """Returns where the list of documents ends that stands before the first, or 0 where there is none."""
    first = ENDED.search(text)
    covers = [found.end() for found in COVERED.finditer(text, 0, first.start() if first else len(text))]
    return covers[-1] if covers else 0


def document_of(text: str, start: int, end: int) -> Document:
    """Returns the parts of a document."""
    found = Document(start, end)
    lines = [line for line in lines_of(text, start, end) if not PAGED.match(line.text)]
    head = next((at for at, line in enumerate(lines) if _opens(line.text)), len(lines))
    position = _labelled(found, lines, head)
    below = _below(lines, position)
    _trailing(found, lines, below)
    body = lines[position:below]
    found.notices += [line for line in body if line.indent >= _CENTRED and is_notice(line.text)]
    found.body = [line for line in body if line not in found.notices and not _RESERVED.fullmatch(line.text)]
    _heading(found, lines[:head])
    return found


def _opens(line: str) -> bool:
    return BODY.match(line) is not None or label_of(line) is not None


def _labelled(found: Document, lines: Sequence[Line], position: int) -> int:
    """Reads the labelled lines above a text, and returns where the text begins."""
    while position < len(lines):
        line = lines[position]
        if not line.text:
            position += 1
            continue
        if BODY.match(line.text):
            return position + 1
        label = label_of(line.text)
        if label is None:
            return position
        if label[0] == "body":
            found.body.append(line.after(label[1]))
            return position + 1
        position = _value(found, lines, position, label)
    return position


def _value(found: Document, lines: Sequence[Line], position: int, label: tuple[str, int]) -> int:
    """Keeps what a label says, with the lines over which it goes on, and returns where the next one may stand."""
    meaning, taken = label
    value = [lines[position].after(taken)]
    position += 1
    while position < len(lines) and lines[position].text and not _opens(lines[position].text):
        value.append(lines[position])
        position += 1
    found.labelled.setdefault(meaning, [line for line in value if line.text])
    return position


def _below(lines: Sequence[Line], position: int) -> int:
    """Returns where the labelled lines below a text begin: the first that stands behind a blank line."""
    for at in range(position, len(lines)):
        label = label_of(lines[at].text)
        free = at == position or not lines[at - 1].text
        if free and ((label and label[0] in TRAILING) or lines[at].text in ("Classification", "Graphic")):
            return at
    return len(lines)


def _trailing(found: Document, lines: Sequence[Line], position: int) -> None:
    while position < len(lines):
        line = lines[position]
        label = label_of(line.text)
        if label:
            position = _value(found, lines, position, label)
            continue
        if is_notice(line.text):
            found.notices.append(line)
        position += 1


def _heading(found: Document, lines: Sequence[Line]) -> None:
    """Tells the lines above the first label apart: by the one that is a date, and by what stands around it."""
    filled = [line for line in lines if line.text and not _CORRECTED.match(line.text)]
    found.notices += [line for line in filled if is_notice(line.text)]
    filled = [line for line in filled if not is_notice(line.text) and not _RESERVED.fullmatch(line.text)]
    dated = next((at for at, line in enumerate(filled) if at and is_date(line.text)), None)
    if dated is None:
        dated = next((at for at, line in enumerate(filled) if is_date(line.text)), None)
    if dated is None:
        found.headline = filled
        return
    found.dates, found.source = [filled[dated]], filled[max(0, dated - 1) : dated]
    above, below = filled[: max(0, dated - 1)], filled[dated + 1 :]
    found.edition = [line for line in below if _EDITIONS.search(line.text) and len(line.text) < 60]
    below = [line for line in below if line not in found.edition]
    flush = [line for line in below if line.indent < _CENTRED]
    found.headline = above or flush or below


def is_date(line: str) -> bool:
    """Returns whether a line is one of a date, which may have a weekday, a time and an edition beside it."""
    if len(line) > 90:
        return False
    dates = find_dates(line)
    return (bool(dates) and dates[0].start < 20) or (_MONTH.match(line) is not None and read_date(line) is not None)
