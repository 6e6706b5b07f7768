"""Reads the rows of CSV, TSV, JSON Lines and Parquet files one by one, broken ones included."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

import polars as pl

from pressmark.evidence.encodings import decode
from pressmark.files import canonical_json
from pressmark.model.draft import Source

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


def form_of(source: Source) -> str | None:
    """Returns `csv`, `tsv`, `jsonl` or `parquet` by the content, or None where it is no table."""
    head = source.head()
    if head[:4] == b"PAR1":
        return "parquet"
    if not head.strip() or b"\0" in head:
        return None
    lines = decode(head).text.lstrip().splitlines()
    complete = lines[:-1] if len(head) < source.size and len(lines) > 1 else lines
    if lines[0].startswith("{"):
        return "jsonl" if any(_is_object(line) for line in complete) or len(complete) == 1 else None
    return _delimited(lines[0])


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _delimited(header: str) -> str | None:
    forms = {"csv": ",", "tsv": "\t"}
    counts = {form: len(next(csv.reader([header], delimiter=sign), [])) for form, sign in forms.items()}
    best = max(counts, key=lambda form: counts[form])
    names = next(csv.reader([header], delimiter=forms[best]), [])
    plausible = counts[best] > 1 and all(name and len(name) <= 60 for name in names) and len(set(names)) == len(names)
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
def _text(source: Source, encoding: Encoding) -> Iterator[TextIO]:
    if encoding.name == "utf-8" and not encoding.replaced:
        with source.location.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    else:
        yield io.StringIO(decode(source.read_bytes()).text, newline="")


def _json_lines(source: Source, encoding: Encoding) -> Rows:
    with _text(source, encoding) as stream:
        for line in stream:
            if line.strip():
                yield _json_row(line)


def _json_row(line: str) -> Row | Broken:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Broken("the line is not JSON")
    if not isinstance(value, dict):
        return Broken("the line is not a JSON object")
    return _strings(value)


def _separated(sign: str) -> Callable[[Source, Encoding], Rows]:
    def read(source: Source, encoding: Encoding) -> Rows:
        csv.field_size_limit(_LONGEST_CELL)
        with _text(source, encoding) as stream:
            reader = csv.reader(stream, delimiter=sign)
            header = next(reader, [])
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield Broken("the line cannot be split into cells")
                    continue
                if cells:
                    yield _separated_row(header, cells)

    return read


def _separated_row(header: list[str], cells: list[str]) -> Row | Broken:
    if len(cells) != len(header):
        return Broken(f"the row has {len(cells)} cells and the header {len(header)}")
    return _strings(dict(zip(header, cells, strict=True)))


def _parquet(source: Source, _: Encoding) -> Rows:
    frame = pl.scan_parquet(source.location, glob=False)
    for batch in frame.collect_batches(chunk_size=_BATCH, maintain_order=True):
        for row in batch.iter_rows(named=True):
            yield _strings(row)


def _strings(row: dict[str, Any]) -> Row:
    strings = {name: _string(value) for name, value in row.items() if value is not None and name is not None}
    return {name: value for name, value in strings.items() if value.strip()}


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return canonical_json({"": _plain(value)})[4:-1]
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int) else str(value)


_READERS = MappingProxyType(
    {"csv": _separated(","), "tsv": _separated("\t"), "jsonl": _json_lines, "parquet": _parquet}
)
