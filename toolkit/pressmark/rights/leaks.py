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

from pressmark.rights.runs import Hashes, of_owner, run, words_of
from pressmark.rights.words import is_token
from pressmark.streams import spooled

SHINGLE = 8
_BATCH = 500  # texts
CELLS = 10_000  # other values, which are short
_ROWS = 20_000  # of a released table
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


class Shown:
    """The runs of eight words that the files of a release show, by file and all together."""

    def __init__(self, folder: Path, gated: pl.DataFrame) -> None:
        """Reads every file below `folder`; `gated` holds the `article_id` of the texts that must not be shown."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        found = ((path.relative_to(folder).as_posix(), _shown(path, gated)) for path in paths)
        self.by_file: Mapping[str, pl.Series] = {name: hashes for name, hashes in found if hashes.len()}
        self.everything = Hashes(self.by_file.values())

    def leaks(self, texts: pl.DataFrame, own: Hashes) -> Iterator[Leak]:
        """Yields the leaks of a batch: `article_id`, `owner` and `hash` of its runs that are shown somewhere.

        `own` holds the runs that an article may show of itself, as `own_runs` gives them.
        """
        each = texts.with_columns(own=of_owner(pl.col("hash")))
        foreign = each.filter(~own.hold(each["own"]))
        for name, hashes in self.by_file.items() if foreign.height else ():
            found = foreign.filter(pl.col("hash").is_in(hashes.implode()))
            for article_id in found["article_id"].unique().sort().to_list():
                yield Leak(article_id, name)


def leaks(withheld: pl.LazyFrame, permitted: pl.LazyFrame, folder: Path) -> Iterator[Leak]:
    """Yields each article and file of a release that shows a run of the article's withheld words.

    Args:
        withheld: `article_id` and `text`: all words that must not be shown.
        permitted: `article_id` and `text`: words that the article may show of itself all the same, such as its title.
        folder: The release as it would be published.
    """
    shown = Shown(folder, gated(withheld))
    if not shown.everything:
        return
    own = own_runs(permitted)
    for batch in batches(withheld):
        words = words_of(batch).with_columns(hash=run(SHINGLE))
        yield from shown.leaks(words.filter(shown.everything.hold(words["hash"])), own)


def gated(withheld: pl.LazyFrame) -> pl.DataFrame:
    """Returns the ids of the articles that have withheld words."""
    return withheld.select("article_id").unique().sort("article_id").collect()


def batches(cells: pl.LazyFrame, size: int = _BATCH) -> Iterator[pl.DataFrame]:
    """Yields texts with the columns `cell`, which numbers them in the batch, and `owner`, the hash of the article."""
    for batch in spooled(cells, size):
        yield batch.with_columns(owner=pl.col("article_id").hash()).with_row_index("cell")


def own_runs(permitted: pl.LazyFrame) -> Hashes:
    """Returns the runs that the articles may show of themselves, each bound to its article."""
    parts = []
    for batch in batches(permitted, CELLS):
        words = words_of(batch.drop("article_id")).select(hash=of_owner(run(SHINGLE)))
        parts.append(words["hash"].drop_nulls().unique())
    return Hashes(parts)


def _shingles(cells: pl.DataFrame) -> pl.Series:
    """Returns the hashes of every run of eight words in the column `text`, each once."""
    return words_of(cells.with_row_index("cell")).select(hash=run(SHINGLE))["hash"].drop_nulls().unique()


def _shown(path: Path, ids: pl.DataFrame) -> pl.Series:
    """Returns the hashes of all runs of words that a file shows."""
    if path.suffix in (".csv", ".jsonl", ".parquet"):
        return _shown_in_table(path, ids)
    return _shingles(pl.DataFrame({"text": list(_strings(path))}, schema={"text": pl.String}))


def _shown_in_table(path: Path, ids: pl.DataFrame) -> pl.Series:
    found = []
    for rows in spooled(_scan(path, ids), _ROWS):
        for name, dtype in rows.schema.items():
            if dtype == pl.String and (path.stem, name) not in _BIBLIOGRAPHIC:
                found.append(_shingles(rows.select(text=name).drop_nulls()))
    return pl.concat([pl.Series("hash", [], dtype=pl.UInt64), *found]).unique()


def _scan(path: Path, ids: pl.DataFrame) -> pl.LazyFrame:
    """Returns a released table; of the open texts nothing: a copy of a gated text there is the copies' matter."""
    table = _rows(path)
    if path.stem == "claims":
        return table.filter(pl.col("claim") != "title")
    if path.stem == "statements":
        return table.filter(~pl.col("slot").is_in(sorted(HEADER_SLOTS)))
    if path.stem == "features":
        return table.filter(~is_token(pl.col("token")))  # a single word is no run
    return table.join(ids.lazy(), on="article_id", how="semi") if path.stem == "texts" else table


def _rows(path: Path) -> pl.LazyFrame:
    if path.suffix == ".parquet":
        return pl.scan_parquet(path, glob=False)
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            columns = json.loads(stream.readline() or "{}")
        return pl.scan_ndjson(glob.escape(str(path)), schema=dict.fromkeys(columns, pl.String()))
    return pl.scan_csv(path, glob=False, infer_schema=False)


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
