"""Splits a ProQuest export into its documents, and a document into its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressmark.wires.press import Line, lines_of

RULED = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
NUMBERED = re.compile(r"(?:Document|Dokument) \d{1,6} (?:of|von|de) \d{1,6}$")
ENDS = re.compile(r"^[ \t]*(?:Database|Document URL|ProQuest document ID):", re.MULTILINE)
# Labels end with a colon; what they mean here, or themselves where they are only to be known as no text.
LABELS = frozenset(
    "abstract|abstract (summary)|accession number|author|author affiliation|classification"
    "|company / organization|company|contact us|copyright|correspondence author|country of publication|credit"
    "|database|dateline|document feature|document type|document url|doi|edition|first page|full text"
    "|identifier / keyword|identifiers / keywords|illustrations|issn|issue|language|language of document"
    "|language of publication|last updated|links|location|number of pages|pages|people|place of publication"
    "|proquest document id|publication date|publication info|publication subject|publication title"
    "|publication year|publisher|section|source type|subject|supplement|terms|title|volume|word count|year"
    "|column|source|start page|subject (general)".split("|")
)
_LABEL = re.compile(r"([A-Z][A-Za-z/() ]{1,28}?):(?:\s+|$)")


@dataclass(slots=True)
class Document:
    """The lines of one document by the label of their field, in lower case; `headline` is its first line."""

    start: int
    end: int
    headline: list[Line] = field(default_factory=list)
    fields: dict[str, list[Line]] = field(default_factory=dict)


def label_of(line: str) -> tuple[str, int] | None:
    """Returns the label of a line in lower case and how many signs it takes, or None where it has none."""
    found = _LABEL.match(line)
    return (found[1].lower(), found.end()) if found and found[1].lower() in LABELS else None


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yields where each stretch between two rules begins and ends, if it has the fields of a document."""
    marks = [0, *(found.end() for found in RULED.finditer(text))]
    ends = [*(found.start() for found in RULED.finditer(text)), len(text)]
    for start, end in zip(marks, ends, strict=True):
        if text[start:end].strip():
            yield start, end


def is_document(text: str, start: int, end: int) -> bool:
    """Returns whether a stretch of text has the fields of a document."""
    labels = {found[0] for line in lines_of(text, start, end) if (found := label_of(line.text))}
    return len(labels) > 2 and bool(
        labels & {"full text", "title", "publication title", "publication info", "abstract"}
    )


def document_of(text: str, start: int, end: int) -> Document:
    """Returns the fields of a document.

    Inside a text, a line is a field only where a blank line stands before it, and no field of this name comes later.
    """
    found = Document(start, end)
    lines = lines_of(text, start, end)
    labels = [label_of(line.text) for line in lines]
    last = {label[0]: at for at, label in enumerate(labels) if label}
    current = found.headline
    for at, (line, label) in enumerate(zip(lines, labels, strict=True)):
        inside = current is found.fields.get("full text")
        stands = not inside or (label is not None and last[label[0]] == at and not lines[at - 1].text)
        if label and stands and label[0] not in found.fields:
            current = found.fields[label[0]] = [line.after(label[1])]
        elif not NUMBERED.match(line.text):
            current.append(line)
    return found
