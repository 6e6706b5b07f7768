"""Gathers the marks by which an article that was withdrawn is recognised, from the rows that a collection has of it."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import polars as pl

from pressmark.contracts.withdrawals import Marks
from pressmark.evidence.page_keys import page_key
from pressmark.records.runs import Texts
from pressmark.records.sketches import sketches

Tables = Mapping[str, pl.LazyFrame]
ADDRESSES = ("url", "original_url")
_MOST_BEARERS = 10  # captures of one page, and what republishes it


def marks_of(tables: Tables, ids: Collection[str]) -> dict[str, Marks]:
    """Returns the marks of those of the articles that the tables have.

    Args:
        tables: `articles`, `texts`, `claims` and `fingerprints` of a package or a release. Sentences that many of its
            texts share are no mark of any.
        ids: What is to be recognised again.
    """
    chosen = pl.col("article_id").is_in(sorted(ids))
    rows = tables["articles"].filter(chosen).select("article_id", "source_sha256", "text_sha256").collect()
    sketched, pages = _sketched(tables, rows), _pages(tables, chosen)
    earlier = tables["fingerprints"].filter(chosen, pl.col("method").str.starts_with("text-sha256"))
    texts: dict[str, set[str]] = defaultdict(set)
    for article_id, value in earlier.select("article_id", "value").collect().iter_rows():
        texts[article_id].add(value)
    return {
        article_id: Marks(
            pages=frozenset(pages[article_id]),
            sources=frozenset([source]),
            texts=frozenset({text, *texts[article_id]} - {None}),
            sketch=sketched.get(text),
        )
        for article_id, source, text in rows.iter_rows()
    }


def pages_of(tables: Tables, chosen: pl.Expr) -> Iterator[tuple[str, str]]:
    """Yields the keys of the pages that articles name as their own or their original's, chosen or not, by article."""
    own = tables["articles"].filter(chosen)
    found = [own.select("article_id", url=name) for name in ADDRESSES]
    rivals = tables["claims"].filter(chosen, pl.col("claim").is_in(ADDRESSES))
    rows = pl.concat([*found, rivals.select("article_id", url="value")]).drop_nulls().unique()
    for article_id, url in rows.collect().iter_rows():
        key = page_key(url)
        if key:
            yield article_id, key


def _pages(tables: Tables, chosen: pl.Expr) -> dict[str, set[str]]:
    """Returns the pages of some articles; one that many articles name, such as that of a feed, tells none apart."""
    pages: dict[str, set[str]] = defaultdict(set)
    for article_id, page in pages_of(tables, chosen):
        pages[article_id].add(page)
    wanted = set().union(*pages.values())
    bearers: dict[str, set[str]] = defaultdict(set)
    for article_id, page in pages_of(tables, pl.lit(value=True)) if wanted else ():
        if page in wanted:
            bearers[page].add(article_id)
    known = {page for page, ids in bearers.items() if len(ids) <= _MOST_BEARERS}
    return defaultdict(set, {article_id: found & known for article_id, found in pages.items()})


def _sketched(tables: Tables, rows: pl.DataFrame) -> dict[str, str]:
    """Returns the sketches of the rows' texts, by the texts' hashes."""
    if not rows["text_sha256"].drop_nulls().len():
        return {}
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        texts = Texts(tables["articles"], tables["texts"], Path(scratch))
        wanted = texts.known.join(rows.select("text_sha256").unique(), on="text_sha256", how="semi")
        hashes = dict(wanted.select("doc", "text_sha256").iter_rows())
        return {hashes[doc]: str(sketch) for doc, sketch in sketches(texts, wanted["doc"])}
