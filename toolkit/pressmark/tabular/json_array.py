"""Reads the records of a JSON document that is a list of objects, or an object that holds such a list.

Interfaces of news sites answer so (`{"status": "ok", "articles": [{…}, …]}`), and data frames write themselves so.
Objects are taken one after the other, so that only the text of the document and one record are held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.model.draft import Source

# Where interfaces and data bases keep their records.
_LISTS = ("articles", "data", "docs", "documents", "items", "news", "posts", "records", "results", "response", "hits")
_OPENS = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[\s*(?=\{{)')
_FIRST = re.compile(r"\s*\[\s*(?=\{)")
_BETWEEN = re.compile(r"\s*,\s*")
_ENDS = re.compile(r"\s*\]")
_DECODER = JSONDecoder(parse_float=str, parse_constant=lambda _: None)
LARGEST = 500_000_000  # bytes


def is_document(text: str) -> bool:
    """Returns whether a text begins as a list of objects, or as an object over several lines."""
    return (
        _FIRST.match(text) is not None or re.match(r"\s*\{\s*(?:\n|$|\"(?:status|response|hits)\")", text) is not None
    )


def begun(source: Source) -> Iterator[dict[str, Any]]:
    """Yields the first objects of a document as far as its head shows them whole, for recognition."""
    try:
        text = decode(source.head(), ["utf-8"]).text
    except SourceError:
        return
    for value in objects(text):
        if isinstance(value, dict):
            yield {name: item if isinstance(item, str) else json.dumps(item) for name, item in value.items() if item}
        return
    # A first record that is longer than the head shows its names all the same.
    yield dict.fromkeys(re.findall(r'"([\w:.@-]{1,60})"\s*:\s*"', text), "x")


def objects(text: str) -> Iterator[Any]:
    """Yields each record; a string for what cannot be read, with the reason, after which there is no more."""
    opens = _FIRST.match(text) or (_OPENS.search(text, 0, 20_000) if text.lstrip().startswith("{") else None)
    if opens is None:
        yield from _alone(text)
        return
    position = opens.end()
    while True:
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (JSONDecodeError, RecursionError) as broken:
            why = broken.msg if isinstance(broken, JSONDecodeError) else "it is nested too deep"
            yield f"the record is no JSON, nor is what follows: {why}"
            return
        yield value
        between = _BETWEEN.match(text, position)
        if between is None:
            if not _ENDS.match(text, position):
                yield "the document breaks off behind the record before"
            return
        position = between.end()


def _alone(text: str) -> Iterator[Any]:
    try:
        value = _DECODER.decode(text)
    except (JSONDecodeError, RecursionError):
        yield "the document is no JSON"
        return
    yield from value if isinstance(value, list) else [value]
