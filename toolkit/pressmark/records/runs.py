"""Cuts texts into runs of five words, without the sentences that many other texts repeat.

A run is what two copies share and two articles on one event do not. Membership calls, legends, licences and the fixed
sentences of a series are shared by texts that are no copies, so they are found first and left out: a sentence is such a
refrain where it stands in texts of several titles, several first sentences and several second sentences. A story that
many outlets reprint is none, however many they are, since it keeps at least one of the three. Figures in a sentence
count as equal, so that the sentences of a form are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import polars as pl

RUN = 5  # words
FEWEST_RUNS = 36  # forty words: of less than that, nobody can say who copied whom
REFRAIN = 6  # so many different titles, first sentences and second sentences stand beside a refrain
_SENTENCE_WORDS = 3
_BATCH = 1_000
_SLICE = 10_000
_PART = 1_000_000  # sentences that are counted at a time
_MULTIPLIER = 0x9E3779B97F4A7C15
# A sign where words are not spaced, and else a word.
_WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+"
_FIGURE = r"\d+(?:[.,:/-]\d+)*"


class Texts:
    """The distinct texts of a collection, numbered, written to a scratch folder and read batch by batch."""

    def __init__(self, articles: pl.LazyFrame, texts: pl.LazyFrame, folder: Path) -> None:
        long = articles.select("article_id", "title", "text_sha256").drop_nulls(["article_id", "text_sha256"])
        first = long.group_by("text_sha256").agg(pl.col("article_id").min())
        titled = first.join(long.select("article_id", "title").unique("article_id"), on="article_id", how="left")
        found = titled.sort("article_id").with_row_index("doc").collect()
        self.known = found.select("doc", "article_id", "text_sha256")
        self._folder = folder
        self._parts = list(self._written(texts, found.select("doc", "article_id", pl.col("title").str.to_lowercase())))
        self.count = found.height if self._parts else 0
        self._refrains = pl.Series(dtype=pl.UInt64) if self.count < REFRAIN else self._counted()

    def _written(self, texts: pl.LazyFrame, known: pl.DataFrame) -> Iterator[Path]:
        """Yields the files of a batch of texts each; slices take less memory than a stream of all rows does."""
        words = pl.concat_str("lede", "text", separator="\n", ignore_nulls=True).str.to_lowercase()
        for start in count(0, _SLICE):
            rows = texts.slice(start, _SLICE).select("article_id", words=words).collect()
            if rows.is_empty():
                return
            chosen = rows.join(known, on="article_id").drop("article_id").drop_nulls("words")
            for number, batch in enumerate(chosen.iter_slices(_BATCH)):
                path = self._folder / f"texts-{start + number:09}.parquet"
                batch.write_parquet(path, compression="lz4")
                yield path

    def _batches(self, chosen: pl.Series | None = None) -> Iterator[pl.DataFrame]:
        for part in self._parts:
            batch = pl.read_parquet(part)
            yield batch if chosen is None else batch.filter(pl.col("doc").is_in(chosen.implode()))

    def _counted(self) -> pl.Series:
        """Returns the sentences that are refrains, by their hash."""
        for number, batch in enumerate(self._batches()):
            each = _sentences(batch)
            opening = each.group_by("doc", maintain_order=True).agg(
                first=pl.col("sentence").first().hash(), second=pl.col("sentence").slice(1, 1).first().hash()
            )
            seconds = pl.when(pl.col("sentence").len().over("doc") > 1).then("second")
            told = each.join(opening, on="doc").with_columns(seconds)
            # What a text does not have is no sign that it is like another.
            keys = [pl.coalesce(name, pl.col("doc").cast(pl.UInt64)) for name in ("first", "second")]
            title = pl.coalesce(pl.col("title").hash(), pl.col("doc").cast(pl.UInt64)).alias("title")
            long = told.filter(pl.col("key") != 0).select("key", title, *keys)
            long.unique().write_parquet(self._folder / f"sentences-{number:06}.parquet")
        rows = pl.scan_parquet(self._folder / "sentences-*.parquet")
        parts = 1 + rows.select(pl.len()).collect().item() // _PART
        columns = [pl.col(name).n_unique() for name in ("title", "first", "second")]
        found = []
        for part in range(parts):
            own = rows.filter(pl.col("key") % parts == part).collect()
            often = own.filter(pl.len().over("key") >= REFRAIN).group_by("key").agg(columns)
            found.append(often.filter(pl.min_horizontal("title", "first", "second") >= REFRAIN).select("key"))
        for path in self._folder.glob("sentences-*.parquet"):
            path.unlink()
        return pl.concat(found)["key"].sort()

    def runs(self, chosen: pl.Series | None = None) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Yields, batch by batch, `doc` and `run` of each distinct run, and `doc` and `figure` of each figure."""
        for batch in self._batches(chosen):
            kept = _sentences(batch)
            if self._refrains.len():
                kept = kept.filter(~pl.col("key").is_in(self._refrains.implode()))
            words = kept.select("doc", word=pl.col("sentence").str.extract_all(_WORD)).explode("word").drop_nulls()
            figures = (
                kept.select("doc", figure=pl.col("sentence").str.extract_all(_FIGURE)).explode("figure").drop_nulls()
            )
            yield _runs(words), figures.select("doc", pl.col("figure").hash()).unique().sort("doc", "figure")


def _sentences(batch: pl.DataFrame) -> pl.DataFrame:
    """Returns a row for each sentence of each text in its order, with its hash, in which all figures are one."""
    ended = pl.col("words").str.replace_all(r"([.!?…][\"'”’»)\]]*)\s", "${1}\n").str.replace_all("([。！？])", "${1}\n")
    each = batch.select("doc", "title", sentence=ended.str.split("\n")).explode("sentence")
    bare = pl.col("sentence").str.strip_chars()
    long = bare.str.count_matches(" ", literal=True) >= _SENTENCE_WORDS - 1
    key = bare.str.replace_all(r"\d+", "0").hash()
    # Short ones stay in the text; they are no refrains, since all of them have one key of their own.
    return each.with_columns(key=pl.when(long).then(key).otherwise(pl.lit(0, pl.UInt64))).filter(bare != "")


def _runs(words: pl.DataFrame) -> pl.DataFrame:
    hashed = words.select("doc", word=pl.col("word").hash())
    run = pl.col("word")
    for step in range(1, RUN):
        run = run * pl.lit(_MULTIPLIER, pl.UInt64) + pl.col("word").shift(-step)
    whole = pl.col("doc") == pl.col("doc").shift(-(RUN - 1))
    every = hashed.select("doc", run=run, whole=whole).filter("whole")
    # Within each text, which is much faster than over all rows at once.
    return every.group_by("doc", maintain_order=True).agg(pl.col("run").unique().sort()).explode("run")
