"""Looks through everything a release would show for words of texts that it must not show.

A leak is a run of eight words of a withheld text, in lower case, that the record's own permitted fields do not hold.
Words are compared as hashes in batches, so that memory is bounded by what is released and by one batch of texts.
"""

from __future__ import annotations

import glob
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

SHINGLE = 8
_BATCH = 2_000  # texts
_ROWS = 20_000  # of a released table
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that every position weighs in modulo 2**64
# What a page prints around its text: shown in every profile, and part of the record's hash. The other slots of
# `statements` hold wordings of terms, which are somebody's text too.
HEADER_SLOTS = frozenset(
    {"title", "byline", "articles_by", "published", "original_published", "copyright_notice", "source_statement"}
)

# What a record says of itself in every profile. That another text holds the same words, such as a headline that it
# quotes, shows nothing of that text.
_BIBLIOGRAPHIC = frozenset({("articles", "title"), ("articles", "attribution")})
_ESCAPED = re.compile(r"\\(?=[^\w\s])")


@dataclass(frozen=True, slots=True)
class Leak:
    """An article whose text shows through, and the file where it does."""

    article_id: str
    file: str


def leaks(withheld: pl.LazyFrame, permitted: pl.LazyFrame, folder: Path) -> Iterator[Leak]:
    """Yields each article and file of a release that shows a run of the article's withheld words.

    Args:
        withheld: `article_id` and `text`: all words that must not be shown.
        permitted: `article_id` and `text`: words that the article may show of itself all the same, such as its title.
        folder: The release as it would be published.
    """
    ids = withheld.select("article_id").unique().sort("article_id").collect()
    shown = {
        path.relative_to(folder).as_posix(): _shown(path, ids) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    shown = {name: hashes for name, hashes in shown.items() if hashes.len()}
    if not shown:
        return
    everything = pl.concat(list(shown.values())).unique()
    for batch in ids.iter_slices(_BATCH):
        texts = withheld.join(batch.lazy(), on="article_id").with_row_index("cell").collect()
        runs = _shingles(texts, "cell").join(texts.select("cell", "article_id"), on="cell")
        hits = runs.select("article_id", "hash").filter(pl.col("hash").is_in(everything.implode()))
        if hits.height:
            foreign = hits.join(_own(hits, permitted), on=["article_id", "hash"], how="anti")
            yield from _places(foreign, shown)


def _places(foreign: pl.DataFrame, shown: Mapping[str, pl.Series]) -> Iterator[Leak]:
    for name, hashes in shown.items():
        found = foreign.filter(pl.col("hash").is_in(hashes.implode()))
        for article_id in found["article_id"].unique().sort().to_list():
            yield Leak(article_id, name)


def _shingles(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """Returns the hashes of every run of eight words in the column `text`, by `key`, each once."""
    words = frame.select(key, pl.col("text").str.to_lowercase().str.extract_all(r"[^\W_]+").alias("word"))
    hashed = words.explode("word", empty_as_null=True).drop_nulls().with_columns(pl.col("word").hash())
    powers = [pow(_MULTIPLIER, place, 2**64) for place in range(SHINGLE)]
    runs = [pl.col("word").shift(-place) * pl.lit(power, pl.UInt64) for place, power in enumerate(powers)]
    mixed = runs[0]
    for run in runs[1:]:
        mixed = mixed + run
    whole = pl.col(key).shift(1 - SHINGLE) == pl.col(key)
    return hashed.select(key, hash=pl.when(whole).then(mixed)).drop_nulls().unique()


def _shown(path: Path, gated: pl.DataFrame) -> pl.Series:
    """Returns the hashes of all runs of words that a file shows."""
    if path.suffix in (".csv", ".jsonl", ".parquet"):
        return _shown_in_table(path, gated)
    texts = list(_strings(path))
    frame = pl.DataFrame({"cell": range(len(texts)), "text": texts}, schema={"cell": pl.Int64, "text": pl.String})
    return _shingles(frame, "cell")["hash"].unique()


def _shown_in_table(path: Path, gated: pl.DataFrame) -> pl.Series:
    found = [pl.Series("hash", [], dtype=pl.UInt64)]
    for rows in _scan(path, gated).collect_batches(chunk_size=_ROWS, maintain_order=True):
        for name, dtype in rows.schema.items():
            if dtype == pl.String and (path.stem, name) not in _BIBLIOGRAPHIC:
                cells = rows.select(text=name).with_row_index("cell").drop_nulls()
                found.append(_shingles(cells, "cell")["hash"].unique())
    return pl.concat(found).unique()


def _scan(path: Path, gated: pl.DataFrame) -> pl.LazyFrame:
    """Returns a released table; of the open texts nothing: a copy of a gated text there is the copies' matter."""
    table = _rows(path)
    if path.stem == "claims":
        return table.filter(pl.col("claim") != "title")
    if path.stem == "statements":
        return table.filter(~pl.col("slot").is_in(sorted(HEADER_SLOTS)))
    return table.join(gated.lazy(), on="article_id", how="semi") if path.stem == "texts" else table


def _rows(path: Path) -> pl.LazyFrame:
    if path.suffix == ".parquet":
        return pl.scan_parquet(path, glob=False)
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            columns = json.loads(stream.readline() or "{}")
        return pl.scan_ndjson(glob.escape(str(path)), schema=dict.fromkeys(columns, pl.String()))
    return pl.scan_csv(path, glob=False, infer_schema=False)


def _own(hits: pl.DataFrame, permitted: pl.LazyFrame) -> pl.DataFrame:
    """Returns the runs of words that the articles may show of themselves."""
    ids = hits.select("article_id").unique()
    cells = permitted.join(ids.lazy(), on="article_id", how="semi").with_row_index("cell").collect()
    return _shingles(cells, "cell").join(cells.select("cell", "article_id"), on="cell").select("article_id", "hash")


def _strings(path: Path) -> Iterator[str]:
    raw = path.read_text("utf-8", errors="replace")
    if path.suffix == ".json":
        yield from _json_strings(json.loads(raw))
    # A reader sees words and no escapes: entities and the backslashes of Markdown and BibTeX are undone.
    yield html.unescape(_ESCAPED.sub("", raw))


def _json_strings(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        found = pending.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            pending.extend([*found, *found.values()])
        elif isinstance(found, list):
            pending.extend(found)
