"""Reads a table that describes texts kept elsewhere, and finds the row of each by file name, address or identifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pressmark.errors import ConfigurationError
from pressmark.evidence.addresses import web_url, without_tracking
from pressmark.evidence.dates import vote
from pressmark.evidence.encodings import decode
from pressmark.files import sha256_of
from pressmark.model.draft import Draft, Source
from pressmark.tabular.columns import columns_of
from pressmark.tabular.csl import csl_items, csl_row
from pressmark.tabular.drafting import draft_of
from pressmark.tabular.references import files_of, is_zotero, reference_rows, zotero_row
from pressmark.tabular.rows import Broken, Row, encoding_of, form_of, rows_of

_FILES = ("filename", "file_name", "file", "path", "filepath", "file_path", "post_id")
_IDENTIFIERS = ("doi", "identifier", "id", "guid", "uid", "article_id")
_ADDRESSES = ("url", "link", "canonical_url")
_LARGEST = 500_000_000  # bytes: the rows are held while the texts are read
_REFERENCES = re.compile(rb"[%@]|TY {2}-")
_FORMS = "CSV, TSV, JSON Lines, Parquet, CSL-JSON, RIS or BibTeX"
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """The rows of a table by key; `by` says what the key is compared with: file, url or identifier.

    `others` are the rows by what else names them (`url`, `identifier`), for texts that the key does not find.
    """

    name: str
    location: Path
    sha256: str
    key: str
    by: str
    rows: Mapping[int, Row]
    broken: Mapping[int, str]
    numbers: Mapping[str, int]
    columns: Mapping[str, str]
    order: str | None
    others: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def number_of(self, path: str) -> int | None:
        """Returns the number of the row that names an input, by its path before its name before its stem."""
        plain = PurePosixPath(path.replace("!/", "/"))
        for name in (path, str(plain), plain.name, plain.stem):
            if (number := self.numbers.get(name)) is not None:
                return number
        return None

    def number_for(self, draft: Draft) -> int | None:
        """Returns the number of the row whose key, or else whose other name, is an address or identifier of a draft."""
        said = [claim.value for claim in draft.claims if claim.claim in ("identifier", "doi") and claim.value]
        keys = {"url": [draft.url, draft.original_url], "identifier": [*said, draft.url], "file": []}
        indexes = [(self.by, self.numbers), *self.others.items()]
        found = (numbers.get(_folded(key, by)) for by, numbers in indexes for key in keys[by] if key)
        return next((number for number in found if number is not None), None)

    def said_of(self, number: int) -> Draft:
        """Returns what a row says, as the draft that it would be in a table of articles."""
        row = self.rows[number]
        columns = columns_of(row, self.columns)
        said = draft_of(row, columns, number=number, order=self.order, language=None)
        # A language that was guessed from the cells is nothing that the table says.
        return said if "language" in columns else replace(said, language="und")

    def key_of(self, number: int) -> str:
        """Returns the key of a row as written; where it has none, what else names it."""
        row = self.rows[number]
        named = (row[column] for column in (self.key, *_ADDRESSES, *_IDENTIFIERS) if column in row)
        return next(named).replace("\n", "; ")


def read_metadata(
    location: Path,
    *,
    key: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    order: str | None = None,
) -> MetadataTable:
    """Returns a table of metadata.

    Raises:
        ConfigurationError: where it cannot be read, its key column is not there, or two rows have one key.
    """
    name = location.name
    if not location.is_file():
        raise ConfigurationError("does not exist", where=name, remedy="check metadata.file, or --metadata")
    if location.stat().st_size > _LARGEST:
        raise ConfigurationError(
            f"is larger than {_LARGEST} bytes", where=name, remedy="convert it as a table of articles"
        )
    rows, broken, several = _rows(location)
    present = list(dict.fromkeys(column for row in rows.values() for column in row))
    column = key or next((known for known in (*_FILES, *_ADDRESSES, *_IDENTIFIERS) if known in present), None)
    if not rows and broken:
        raise ConfigurationError(next(iter(broken.values())), where=name, remedy="export it again")
    if column is None or column not in present:
        what = f"has no column {column!r}" if column else "has no column that names its texts"
        raise ConfigurationError(what, where=name, remedy=f"set metadata.key to one of {', '.join(present[:12])}")
    by = _by(column)
    keyed = {number: _folded(row[column], by) for number, row in rows.items() if column in row}
    others = {} if key else _others(rows, present, by)
    named = {number for numbers in others.values() for number in numbers.values()}
    broken |= {number: f"has no {column}" for number, row in rows.items() if column not in row and number not in named}
    meanings = columns_of(present, columns)
    dates = (row[meanings["published"]] for row in rows.values() if meanings.get("published") in row)
    numbers = _attached(rows, column) if several and by == "file" else _unique(keyed, rows, column, name)
    return MetadataTable(
        name,
        location,
        sha256_of(location),
        column,
        by,
        rows,
        broken,
        numbers,
        dict(columns),
        order or vote(dates),
        others,
    )


def _attached(rows: Mapping[int, Row], column: str) -> dict[str, int]:
    """Returns the rows by the files that are attached to them; a name that several have is none's."""
    return _alone((name, number) for number, row in rows.items() for name in files_of(row.get(column, "")) if name)


def _others(rows: Mapping[int, Row], present: Iterable[str], by: str) -> dict[str, dict[str, int]]:
    """Returns the rows by their addresses and identifiers, where these are not the key."""
    found = {}
    known = set(present)
    for other, names in (("url", _ADDRESSES), ("identifier", _IDENTIFIERS)):
        columns = [name for name in names if name in known]
        keys = [(row[name], number) for number, row in rows.items() for name in columns if name in row]
        if columns and other != by:
            found[other] = _alone((_folded(value, other), number) for value, number in keys)
    return found


def _alone(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    numbers: dict[str, int | None] = {}
    for name, number in named:
        numbers[name] = number if numbers.get(name, number) == number else None
    return {name: number for name, number in numbers.items() if number is not None}


def _by(column: str) -> str:
    plain = column.lower()
    return "url" if plain in _ADDRESSES else "identifier" if plain in _IDENTIFIERS else "file"


def _unique(keyed: Mapping[int, str], rows: Mapping[int, Row], column: str, name: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, value in keyed.items():
        if (first := numbers.setdefault(value, number)) != number:
            raise ConfigurationError(
                f"rows {first} and {number} have the same {column}, {rows[number][column]!r}",
                where=name,
                remedy="leave one row a text",
            )
    return numbers


def _folded(value: str, by: str) -> str:
    """Returns a key for comparison: a path in its plain form, an address without what tells nothing, a bare DOI."""
    value = value.strip()
    if by == "file":
        return value.replace("\\", "/").removeprefix("./")
    bare = _DOI.sub("", value)
    if bare != value or by == "identifier":
        return bare.casefold()
    return re.sub(r"^https?://(?:www\.)?", "", without_tracking(web_url(value) or value)).rstrip("/").casefold()


def _rows(location: Path) -> tuple[dict[int, Row], dict[int, str], bool]:
    """Returns the rows, those that are broken, and whether a row may name several files, as reference managers do."""
    source = Source(location.name, location, "", location.stat().st_size)
    head = source.head(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"[", b"{")) and (items := csl_items(decode(location.read_bytes()).text)):
        return dict(enumerate(map(csl_row, items), start=1)), {}, False
    if _REFERENCES.match(head) and (found := reference_rows(decode(location.read_bytes()).text)) is not None:
        return *_parted(found), True
    form = form_of(source)
    if form is None:
        raise ConfigurationError("is no table", where=location.name, remedy=f"one of {_FORMS}")
    rows, broken = _parted(rows_of(source, form, encoding_of(source, form)))
    if is_zotero(list(dict.fromkeys(column for row in rows.values() for column in row))):
        return {number: zotero_row(row) for number, row in rows.items()}, broken, True
    return rows, broken, False


def _parted(found: Iterable[Row | Broken]) -> tuple[dict[int, Row], dict[int, str]]:
    rows: dict[int, Row] = {}
    broken: dict[int, str] = {}
    for number, row in enumerate(found, start=1):
        if isinstance(row, Broken):
            broken[number] = row.reason
        else:
            rows[number] = row
    return rows, broken


def shared_rows(table: MetadataTable, paths: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yields the rows that name two inputs at once, with both."""
    first: dict[int, str] = {}
    for path in paths:
        number = table.number_of(path)
        if number is not None and first.setdefault(number, path) != path:
            yield number, first[number], path
