"""Reads a text file that holds one document a line, and nothing about them.

Reads: plain text in any encoding, a line a document, as corpora for the study of language are handed on. Recognised
where no line is short: at least twenty of them, each of 200 characters or more, half of them of 500 or more, and no
blank line between. An article has a heading, a byline or a short paragraph. Where the lines are shorter it has to be
asked for: `--converter lines`, or `converter = "lines"` for these files in `[[convert.files]]`.

Keeps: each line as the text of one article, with the number of its record (`row=N`, blank lines not counted). Nothing
else is known: title, date, author, publisher, address and copyright stay empty and are reported as missing. A metadata
table cannot name a line. Equal lines are one article and its duplicates.

Loses: the order of the lines beyond their numbers, blank lines, and white space around a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.evidence.languages import guess_language
from pressmark.evidence.text import normalise
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.tabular.rows import Encoding, encoding_of, opened_text

version = "1.0.0"

_MEDIA_TYPE = "text/plain"
_SURENESS = 20  # more than that of any text as one article, less than that of anything that is marked
_LINES, _SHORTEST, _USUAL = 20, 200, 500  # how many, and characters
_MARKUP = ("<", "{", "[", "#", "%")


def recognises(source: Source) -> int:
    """Returns how sure the lengths of the first lines make it that each is a document."""
    head = source.head()
    try:
        text = decode(head).text
    except SourceError:
        return 0
    lines = text.rstrip("\n").split("\n")
    lines = lines[:-1] if len(head) < source.size else lines  # the last one is cut
    lengths = [len(line.strip()) for line in lines]
    if len(lines) < _LINES or min(lengths) < _SHORTEST or median(lengths) < _USUAL:
        return 0
    return 0 if text.lstrip().startswith(_MARKUP) else _SURENESS


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the documents, read as they are asked for."""
    try:
        decode(source.head())  # zeros are UTF-8 as well, and no text
        encoding = encoding_of(source, "csv")
    except SourceError as error:
        nothing = Leftover(locator="whole", outcome="rejected", reason=error.what, sha256=source.sha256)
        return Reading(media_type="application/octet-stream", encoding=None, bom=False, records=iter((nothing,)))
    records = _records(source, encoding, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=encoding.name, bom=encoding.bom, records=records)


def _records(source: Source, encoding: Encoding, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    number = 0
    with opened_text(source, encoding) as stream:
        for line in stream:
            if text := normalise(line):
                number += 1
                yield _record(text, number, settings)
    if not number:
        yield Leftover(locator="whole", outcome="rejected", reason="empty", sha256=source.sha256)


def _record(text: str, number: int, settings: ConvertSettings) -> Draft | Leftover:
    locator, sha256 = f"row={number}", sha256_text(text)
    if len(text) > settings.max_bytes:
        reason = f"longer than {settings.max_bytes} characters"
        return Leftover(locator=locator, outcome="rejected", reason=reason, sha256=sha256)
    language = settings.language or guess_language(text)
    return Draft(source_sha256=sha256, locator=locator, text=text, language=language)
