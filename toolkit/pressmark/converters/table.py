"""Reads tables of articles: CSV, TSV, JSON Lines and Parquet, one record an article.

Reads: cells between commas, semicolons or tabs, objects on lines or in a list (JSON as data frames write it and as the
interfaces of news sites answer), and Parquet; columns by their conventional names (title, author, date, publisher, url,
language, lede, text, section, keywords, license, copyright …), also inside an object (`headline.main`), or by the
mapping `[convert] columns` of the configuration. The order of dates written in figures is decided for the whole table:
by the configuration, or by its own unambiguous dates where they agree.

Keeps: title, byline, dates and copyright notice verbatim with `row=N`, the number of the record (a header is not
counted); the row's own identifier as a claim. Equal rows of a CSV and of a JSON Lines file become equal articles with
equal ids, since an id comes from the record's non-empty fields as strings. A row that cannot be read is rejected with
its number.

Loses: columns that neither a name nor the mapping claims. Markup in a text cell stays as it is. A licence in a column
is a claim by whoever made the table: it opens nothing without a named reviewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from pressmark.converters.base import ConvertSettings
from pressmark.evidence.dates import vote
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.tabular.columns import TELLING, columns_of
from pressmark.tabular.drafting import draft_of
from pressmark.tabular.json_array import begun
from pressmark.tabular.nesting import expanded
from pressmark.tabular.rows import Broken, Encoding, Row, encoding_of, form_of, rows_of

version = "1.0.0"

_MEDIA_TYPES = {
    "csv": "text/csv",
    "semicolons": "text/csv",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
_LOOKED_AT = 100  # records whose columns are named
_DATES = ("published", "original_published", "modified")


def recognises(source: Source) -> int:
    """Returns how sure it is that this is a table of articles: a known form with a title or a text."""
    form = form_of(source)
    if form is None:
        return 0
    if form == "json":
        return 85 if any(_tells_of_an_article(expanded(row)) for row in begun(source)) else 0
    names = next((row for row in rows_of(source, form, Encoding("utf-8")) if not isinstance(row, Broken)), None)
    if form in ("jsonl", "parquet"):
        return 90
    telling = names is not None and set(TELLING) & set(columns_of(names, {}))
    return 80 if telling else 5


def _tells_of_an_article(row: Row) -> bool:
    """Returns whether an object has more than a title, which any description in JSON may have."""
    columns = set(columns_of(row, {}))
    return columns >= {"title", "text"} or columns >= {"title", "url", "published"} or columns >= {"text", "published"}


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the records of a table, read as they are asked for."""
    form = form_of(source)
    if form is None:
        nothing = Leftover(locator="whole", outcome="rejected", reason="not a table", sha256=source.sha256)
        return Reading(media_type="application/octet-stream", encoding=None, bom=False, records=iter([nothing]))
    encoding = encoding_of(source, form)
    records = _records(source, form, encoding, settings)
    return Reading(media_type=_MEDIA_TYPES[form], encoding=encoding.name, bom=encoding.bom, records=records)


def remarks(source: Source, settings: ConvertSettings) -> Iterator[str]:
    """Yields, for an explanation, which columns of the first records were taken for what, and which are not read."""
    form = form_of(source)
    if form is None:
        return
    first = islice(rows_of(source, form, encoding_of(source, form)), _LOOKED_AT)
    rows = [expanded(row) for row in first if not isinstance(row, Broken)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = columns_of(names, settings.columns)
    read = [meaning if meaning == column else f"{meaning} ({column})" for meaning, column in columns.items()]
    yield f"Columns read: {', '.join(read) or 'none; [convert] columns in pressmark.toml says which is which'}"
    if unread := [name or "one without a name" for name in names if name not in columns.values()]:
        yield f"Columns not read: {', '.join(unread)}"


def _records(source: Source, form: str, encoding: Encoding, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    order = settings.date_order or vote(_figures(source, form, encoding, settings.columns))
    for number, row in enumerate(rows_of(source, form, encoding), start=1):
        if isinstance(row, Broken):
            yield Leftover(locator=f"row={number}", outcome="rejected", reason=row.reason)
            continue
        cells = expanded(row)
        columns = columns_of(cells, settings.columns)
        if not set(TELLING) & set(columns):
            yield Leftover(locator=f"row={number}", outcome="rejected", reason="neither a title nor a text")
            continue
        yield draft_of(row, columns, inside=cells, number=number, order=order, language=settings.language)


def _figures(source: Source, form: str, encoding: Encoding, mapping: Mapping[str, str]) -> Iterator[str]:
    for row in rows_of(source, form, encoding):
        if not isinstance(row, Broken):
            cells = expanded(row)
            columns = columns_of(cells, mapping)
            yield from (cells[columns[role]] for role in _DATES if role in columns)
