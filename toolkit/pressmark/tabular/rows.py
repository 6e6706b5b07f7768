"""Reads the rows of CSV, TSV, JSON Lines and Parquet files one by one, broken ones included."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

import polars as pl

from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.evidence.json_text import paired
from pressmark.files import canonical_json
from pressmark.model.draft import Source
from pressmark.streams import slices
from pressmark.tabular.json_array import LARGEST, is_document, objects

_BATCH = 5_000
# The module's own limit of 131,072 characters would cut a long article off.
_LONGEST_CELL = 1 << 30


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why."""

    reason: str


Row = dict[str, str]  # the non-empty fields as strings
Rows = Iterator[Row | Broken]


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the file is written down; `replaced` counts the bytes that could not be decoded."""

    name: str | None
    bom: bool = False
    replaced: int = 0


_SIGNS = MappingProxyType({"csv": ",", "semicolons": ";", "tsv": "\t"})


def form_of(source: Source) -> str | None:
    """Returns `csv`, `semicolons`, `tsv`, `json`, `jsonl` or `parquet` by the content, or None where it is no table."""
    head = source.head()
    if head[:4] == b"PAR1":
        return "parquet"
    if not head.strip():
        return None
    try:
        text = decode(head).text.lstrip()
    except SourceError:
        return None
    if not text or "\0" in text:
        return None
    if _is_json_lines(text, cut=len(head) < source.size) and not is_document(text):
        return "jsonl"
    return "json" if text.startswith(("[", "{")) and is_document(text) else _delimited(text)


def _is_json_lines(text: str, *, cut: bool) -> bool:
    """Returns whether most lines begin an object and one is whole; the end of a long first line may not be seen."""
    if not text.startswith("{") and "\n{" not in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    complete = lines[:-1] if cut and len(lines) > 1 else lines
    begun = [line for line in complete if line.startswith("{")]
    return 2 * len(begun) > len(complete) and (any(map(_is_object, begun)) or (cut and len(lines) == 1))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _delimited(text: str) -> str | None:
    """Returns the form whose sign splits the header into the most names; a frame's index is a column without one."""
    if text.startswith("{"):
        return None
    headers = {form: next(csv.reader(io.StringIO(text), delimiter=sign), []) for form, sign in _SIGNS.items()}
    best = max(headers, key=lambda form: len(headers[form]))
    names = headers[best]
    plausible = len(names) > 1 and any(names) and max(map(len, names)) <= 60 and len(set(names)) == len(names)
    return best if plausible else None


def rows_of(source: Source, form: str, encoding: Encoding) -> Rows:
    """Yields each record of a table in order; an iterator that reads as it is asked, whatever the size."""
    return _READERS[form](source, encoding)


def encoding_of(source: Source, form: str) -> Encoding:
    """Returns how a text table is encoded, judged by all of its bytes and not by a sample."""
    if form == "parquet":
        return Encoding(None)
    head = source.head(4)
    bom = head.startswith(codecs.BOM_UTF8)
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _is_utf8(source):
        return Encoding("utf-8", bom)
    decoded = decode(source.read_bytes())
    return Encoding(decoded.encoding, decoded.bom, decoded.replaced)


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with source.location.open("rb") as stream:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def opened_text(source: Source, encoding: Encoding) -> Iterator[TextIO]:
    """Yields a stream over a text in the encoding that was found for it, its line ends as they are."""
    if encoding.name == "utf-8" and not encoding.replaced:
        with source.location.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    else:
        yield io.StringIO(decode(source.read_bytes()).text, newline="")


def _json_document(source: Source, _: Encoding) -> Rows:
    if source.size > LARGEST:
        yield Broken(f"the document is larger than {LARGEST} bytes")
        return
    for value in objects(decode(source.read_bytes()).text):
        if isinstance(value, dict):
            yield _strings(value)
        else:
            yield Broken(value if isinstance(value, str) else "the record is not a JSON object")


def _json_lines(source: Source, encoding: Encoding) -> Rows:
    with opened_text(source, encoding) as stream:
        for line in stream:
            if line.strip():
                yield _json_row(line)


def _json_row(line: str) -> Row | Broken:
    try:
        value = json.loads(line, parse_float=str, parse_constant=_absent)
        return _strings(value) if isinstance(value, dict) else Broken("the line is not a JSON object")
    except (ValueError, RecursionError):
        return Broken("the line is not JSON")


def _absent(_: str) -> None:
    """Reads the NaN of data frames, which is no JSON, as what it means there: nothing."""


def _separated(sign: str) -> Callable[[Source, Encoding], Rows]:
    def read(source: Source, encoding: Encoding) -> Rows:
        csv.field_size_limit(_LONGEST_CELL)
        with opened_text(source, encoding) as stream:
            lines = _cells(stream, sign)
            header = next(lines, [])
            names = [] if isinstance(header, Broken) else header
            for cells in lines:
                yield cells if isinstance(cells, Broken) else _separated_row(names, cells)

    return read


def _cells(stream: TextIO, sign: str) -> Iterator[list[str] | Broken]:
    """Yields the cells of each record that is not blank; a quote that does not end where a cell does breaks its row."""
    reader = csv.reader(stream, delimiter=sign, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            unclosed = "end of data" in str(error)
            yield Broken(
                "a quote is never closed, so that all below it is one cell"
                if unclosed
                else "the line cannot be split into cells"
            )
        else:
            if cells:
                yield cells


def _separated_row(header: list[str], cells: list[str]) -> Row | Broken:
    if len(cells) != len(header):
        return Broken(f"the row has {len(cells)} cells and the header {len(header)}")
    return _strings(dict(zip(header, cells, strict=True)))


def _parquet(source: Source, _: Encoding) -> Rows:
    frame = pl.scan_parquet(source.location, glob=False)
    for batch in slices(frame, _BATCH):
        for row in batch.iter_rows(named=True):
            yield _strings(row)


def _strings(row: dict[str, Any]) -> Row:
    strings = {name: _string(value) for name, value in row.items() if value is not None}
    return {name: value for name, value in strings.items() if value.strip()}


def _string(value: Any) -> str:
    if isinstance(value, str):
        return paired(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return paired(canonical_json({"": _plain(value)})[4:-1])
    return "" if value != value else str(value)  # NaN is how data frames write that there is nothing


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int) else str(value)


_READERS: Mapping[str, Callable[[Source, Encoding], Rows]] = MappingProxyType(
    {"json": _json_document, "jsonl": _json_lines, "parquet": _parquet}
    | {form: _separated(sign) for form, sign in _SIGNS.items()}
)
