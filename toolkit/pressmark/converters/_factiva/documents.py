"""Splits a Factiva export into its documents, and a document into its fields, with their codes or without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressmark.evidence.dates import find_dates
from pressmark.evidence.languages import named_language
from pressmark.evidence.notices import is_notice
from pressmark.wires.press import Line, lines_of

_CODES = frozenset(
    "HD SE BY CR WC PD ET SN SC PG ED LA CY LP TD CO IN NS RE IPC IPD PUB AN RF ART CT VOL NGC GC CLM DLN CX".split()
)
_CODED = re.compile(r"([A-Z]{2,3})(?P<apart>[ \t]*$|[ ]*\t[ \t]*|[ ]{2,}|[ ](?=\S))")
# These are words as well: one blank behind them makes no field.
_WORDS_TOO = frozenset("IN CO RE CT CX BY ED PG ART VOL SE SC".split())
ENDS = re.compile(r"^[ \t]*(?:AN\b[\s:]*)?Document ([A-Z][A-Z0-9]{5,}[0-9a-z]{6,})[ \t]*$", re.MULTILINE)
WORDS = re.compile(r"([\d.,]+) (?:words|wörter|mots|palabras|parole|woorden|palavras)$", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|par|por|di|door|de)\s+\w", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d\d(?: [AP]M)?$")
_SIGNATURE = re.compile(r"(?:©|\(c\)) \d{4} (?:Factiva|Dow Jones Reuters).*", re.IGNORECASE)
_PLAIN_CODES = frozenset("HD SN PD WC LA TD LP AN".split())  # two of these make an export


@dataclass(slots=True)
class Document:
    """The lines of one document by the code of their field."""

    start: int
    end: int
    fields: dict[str, list[Line]] = field(default_factory=dict)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yields where each document begins and ends: behind the line with its accession number."""
    start = 0
    for found in ENDS.finditer(text):
        yield start, found.end()
        start = found.end()
    if any(_code(line) for line in lines_of(text, start)):
        yield start, len(text)


def codes_in(text: str) -> set[str]:
    """Returns which codes that tell stand at the beginning of lines."""
    return {found[0] for line in lines_of(text) if (found := _code(line))} & _PLAIN_CODES


def document_of(text: str, start: int, end: int) -> Document:
    """Returns the fields of a document."""
    found = Document(start, end)
    lines = lines_of(text, start, end)
    if len(codes_in(text[start:end])) > 1:
        _coded(found, lines)
    else:
        _uncoded(found, lines)
    return found


def _code(line: Line) -> tuple[str, int] | None:
    found = _CODED.match(line.text)
    if found is None or found[1] not in _CODES or (found["apart"] == " " and found[1] in _WORDS_TOO):
        return None
    return found[1], found.end()


def _coded(found: Document, lines: Sequence[Line]) -> None:
    name, begun = "", False
    for line in lines:
        code = _code(line)
        # A field stands once; what begins like one a second time is a line of a text.
        if code and code[0] not in found.fields and (begun or code[0] in ("HD", "SE", "CLM")):
            name, begun = code[0], True
            found.fields[name] = [line.after(code[1])]
        elif begun:
            found.fields[name].append(line)


def _uncoded(found: Document, lines: Sequence[Line]) -> None:
    """Reads the lines of a document as it is printed: they have an order and no names, but for the count of words."""
    filled = [line for line in lines if line.text and not _SIGNATURE.match(line.text)]
    if ends := next((line for line in reversed(filled) if ENDS.match(line.text)), None):
        found.fields["AN"] = [ends]
        filled = filled[: filled.index(ends)]
    counted = next((at for at, line in enumerate(filled) if WORDS.match(line.text)), None)
    if counted is None:
        found.fields["HD"], found.fields["TD"] = (
            filled[:1],
            [line for line in lines if line in filled[1:] or not line.text],
        )
        return
    found.fields["WC"] = [filled[counted]]
    above = filled[:counted]
    if len(above) > 1 and _BY.match(above[-1].text):
        found.fields["BY"] = [above.pop()]
    found.fields["HD"] = above[-1:]
    if above[:-1]:
        found.fields["SE"] = above[:-1]
    body = _printed(found, filled[counted + 1 :])
    first = body[0].start if body else 0
    last = body[-1].end if body else 0
    found.fields["TD"] = [line for line in lines if first <= line.start <= last] if body else []


def _printed(found: Document, lines: Sequence[Line]) -> Sequence[Line]:
    """Reads date, time, source, its code, page, language and copyright, and returns what stands below them."""
    rest = list(lines)
    if rest and find_dates(rest[0].text):
        found.fields["PD"] = [rest.pop(0)]
    if rest and _TIME.match(rest[0].text):
        found.fields["ET"] = [rest.pop(0)]
    if rest:
        found.fields["SN"] = [rest.pop(0)]
    spoken = next((at for at, line in enumerate(rest[:5]) if named_language(line.text)), None)
    if spoken is not None:
        found.fields["LA"] = [rest[spoken]]
        rest = rest[spoken + 1 :]
    while rest and (is_notice(rest[0].text) or rest[0].text.lower().startswith(("(c)", "all rights reserved"))):
        found.fields.setdefault("CY", []).append(rest.pop(0))
    return rest
