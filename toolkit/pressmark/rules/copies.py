"""Rules about copies: what was syndicated is linked, and linked copies agree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pressmark.rules._reading import folded
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule

_ALIKE = 0.9  # of all runs of five words that two texts have, the share that both have
_RUN = 5
_FEWEST_SIGNS = 40  # a shorter text is a placeholder and no article
_FEWEST_COMPARED = 100
# A sign where words are not spaced, and else a word.
_WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+"
_BANDS = 8  # of the hashes of a text's runs so many, the smallest, stand for it
_SHARED = 4  # so many of them two texts that are alike have in common; chance gives one
_NEIGHBOURS = 4  # a text is compared with so many that are next to it in length
_BATCH = 2_000
_PART = 2_000_000  # bands that are compared at a time
_PAIRS = 1_000  # pairs whose texts are compared in full at a time


@package_rule("identity", "warning")
def copies_unlinked(subject: Subject) -> Iterator[Problem]:
    """Articles with the same text are linked as copies.

    Why: a report that forty outlets reprinted counts forty times in every statistic, unless the data says that it is
    one.

    Wrong: two rows of `articles` with one `text_sha256`, and no row of `copies`.

    Right: a cluster in `copies` that names both.

    Mend: add both to one cluster of `copies`, and say which is the origin. What is shorter than forty signs is a
    placeholder and is not judged.
    """
    articles = _texts_from(_FEWEST_SIGNS, subject)
    same = articles.filter(pl.col("text_sha256").is_duplicated())
    clusters = subject.tables["copies"].select("article_id", "cluster_id").drop_nulls()
    together = same.join(clusters, on="article_id").with_columns(held=pl.len().over("text_sha256", "cluster_id"))
    largest = together.filter(pl.col("held") > 1).sort("held", "cluster_id", descending=[True, False])
    chosen = largest.unique("text_sha256", keep="first", maintain_order=True).select("text_sha256", "cluster_id")
    linked = together.join(chosen, on=("text_sha256", "cluster_id"), how="semi")
    alone = same.join(linked, on="article_id", how="anti").select("article_id").sort("article_id").collect()
    for article_id in alone["article_id"].to_list():
        message = "has the text of another article, and no cluster links the two"
        yield Problem(message=message, table="articles", key=article_id, field="text_sha256")


@package_rule("identity", "warning")
def near_copies_unlinked(subject: Subject) -> Iterable[Problem] | NotChecked:
    """Articles with nearly the same text are linked as copies.

    Why: a reprint with another first line has another hash and is the same article all the same; it is counted twice,
    and a model that is tested on one was trained on the other.

    Wrong: two texts that have nine tenths of all their runs of five words in common, and no row of `copies`.

    Right: a cluster in `copies` that names both.

    Mend: compare the two; where one is a reprint, add both to one cluster of `copies`. Texts of fewer than a hundred
    signs are not judged, nor are equal ones, which `copies-unlinked` finds. Two texts are compared where they share
    four of the eight runs that stand for each, so that one pair in some thousands may be missed.
    """
    distinct = _texts_from(_FEWEST_COMPARED, subject).group_by("text_sha256").agg(pl.col("article_id").min())
    articles = distinct.sort("article_id").collect()
    texts = subject.tables["texts"]
    if articles.height and not texts.select(pl.len()).collect().item():
        return NotChecked("the texts are not at hand")
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        pairs = _unlinked(_neighbours(_write_bands(articles, texts, Path(scratch))), subject.tables["copies"])
    alike = {pair for part in pairs.iter_slices(_PAIRS) for pair in _alike(part, texts)}
    first = {other: one for one, other in sorted(alike, reverse=True)}
    return [
        Problem(
            message=f"has nearly the text of {first[article_id]}, and no cluster links the two",
            table="articles",
            key=article_id,
            field="text_sha256",
        )
        for article_id in sorted(first)
    ]


def _texts_from(signs: int, subject: Subject) -> pl.LazyFrame:
    """Returns the articles whose texts have as many signs, with the hashes of these."""
    long = subject.tables["articles"].filter(pl.col("char_count") >= signs)
    return long.select("article_id", "text_sha256").drop_nulls()


def _write_bands(articles: pl.DataFrame, texts: pl.LazyFrame, folder: Path) -> pl.LazyFrame:
    """Returns for each text the smallest hashes of its runs, and how many runs it has, written batch by batch."""
    rank = pl.col("hash").rank("ordinal").over("article_id").alias("rank")
    for number, batch in enumerate(articles.iter_slices(_BATCH)):
        runs = _runs(texts, batch["article_id"]).with_columns(rank, runs=pl.len().over("article_id"))
        kept = runs.filter(pl.col("rank") <= _BANDS).drop("rank")
        kept.sort("article_id", "hash").write_parquet(folder / f"{number:06}.parquet")
    empty = pl.LazyFrame(schema={"article_id": pl.String, "hash": pl.UInt64, "runs": pl.UInt32})
    return pl.scan_parquet(folder / "*.parquet") if articles.height else empty


def _runs(texts: pl.LazyFrame, ids: pl.Series) -> pl.DataFrame:
    """Returns a row for each distinct run of five words of each text: its hash."""
    chosen = (
        pl.col("article_id").is_between(pl.lit(ids.min()), pl.lit(ids.max())),
        pl.col("article_id").is_in(ids.implode()),
    )
    words = pl.concat_str("lede", "text", separator="\n", ignore_nulls=True).str.to_lowercase()
    each = texts.filter(*chosen).select("article_id", word=words.str.extract_all(_WORD)).explode("word").collect()
    next_words = [pl.col("word").shift(-step) for step in range(1, _RUN)]
    whole = pl.col("article_id") == pl.col("article_id").shift(-(_RUN - 1))
    said = pl.concat_str("word", *next_words, separator=" ")
    runs = each.drop_nulls().select("article_id", hash=said.hash(), whole=whole)
    return runs.filter("whole").drop("whole").unique()


def _neighbours(bands: pl.LazyFrame) -> pl.DataFrame:
    """Returns pairs of articles that share bands and are alike in length; parts are compared one after another."""
    pairs = [pl.DataFrame(schema={"one": pl.String, "other": pl.String})]
    parts = 1 + bands.select(pl.len()).collect().item() // _PART
    for part in range(parts):
        own = bands.filter(pl.col("hash") % parts == part).collect().sort("hash", "runs", "article_id")
        for step in range(1, _NEIGHBOURS + 1):
            after = pl.all().shift(-step)
            beside = own.select(pl.all().name.suffix("_before"), after).filter(
                pl.col("hash") == pl.col("hash_before"), pl.col("runs_before") >= _ALIKE * pl.col("runs")
            )
            both = ("article_id_before", "article_id")
            pairs.append(beside.select(one=pl.min_horizontal(both), other=pl.max_horizontal(both)))
    counted = pl.concat(pairs).group_by("one", "other").len("shared")
    return counted.filter(pl.col("shared") >= _SHARED).select("one", "other").sort("one", "other")


def _unlinked(pairs: pl.DataFrame, copies: pl.LazyFrame) -> pl.DataFrame:
    clusters = copies.select("article_id", "cluster_id").drop_nulls().collect()
    both = pairs.join(clusters, left_on="one", right_on="article_id")
    linked = both.join(clusters, left_on=("other", "cluster_id"), right_on=("article_id", "cluster_id"), how="semi")
    return pairs.join(linked, on=("one", "other"), how="anti").sort("one", "other")


def _alike(pairs: pl.DataFrame, texts: pl.LazyFrame) -> Iterator[tuple[str, str]]:
    """Yields the pairs whose texts are as alike as the rule says, by all their runs."""
    runs = _runs(texts, pl.concat([pairs["one"], pairs["other"]]).unique())
    counts = runs.group_by("article_id").len("runs")
    both = pairs.join(runs, left_on="one", right_on="article_id").join(
        runs, left_on=("other", "hash"), right_on=("article_id", "hash"), how="semi"
    )
    shared = both.group_by("one", "other").len("shared")
    for name in ("one", "other"):
        shared = shared.join(counts.rename({"article_id": name, "runs": f"of_{name}"}), on=name)
    share = pl.col("shared") / (pl.col("of_one") + pl.col("of_other") - pl.col("shared"))
    yield from shared.filter(share >= _ALIKE).select("one", "other").sort("one", "other").iter_rows()


@package_rule("identity", "warning")
def copies_disagree(subject: Subject) -> Iterator[Problem]:
    """Linked copies name the same authors, the same day of their origin and the same rights holder.

    Why: copies are one work; where they say different things of it, at least one of them is wrong.

    Wrong: a reprint by Ada Lind of 4 March whose origin is by Tomas Berg, of 5 March.

    Right: the reprint's `original_published` is the origin's `published`, and its authors and holders are the origin's.

    Mend: see which page is right; correct the other in a review, or take it out of the cluster. What one of them does
    not say is no disagreement.
    """
    members = subject.tables["copies"].select("cluster_id", "article_id", "role").drop_nulls()
    linked = (
        members.filter(pl.len().over("cluster_id") > 1)
        .sort("cluster_id", pl.col("role") != "origin", "article_id")
        .collect()
    )
    said = _said(subject, linked["article_id"].unique())
    told: dict[tuple[str, str], object] = {}
    for cluster_id, article_id, _ in linked.iter_rows():
        for what, value in said.get(article_id, {}).items():
            if told.setdefault((cluster_id, what), value) != value:
                message = f"another {what} than a copy that comes before it"
                yield Problem(message=message, table="copies", key=f"{cluster_id}/{article_id}", field="article_id")


def _said(subject: Subject, ids: pl.Series) -> dict[str, dict[str, object]]:
    """Returns what articles say of the work: authors, day and holders, as far as they say it."""
    chosen = pl.col("article_id").is_in(ids.implode())
    day = pl.coalesce("original_published", pl.when(~pl.col("is_republication")).then("published"))
    days = subject.tables["articles"].filter(chosen).select("article_id", day=day).drop_nulls().collect()
    said: dict[str, dict[str, object]] = {article_id: {"day": found} for article_id, found in days.iter_rows()}
    roles = {"author": "author", "rights_holder": "rights holder"}
    agents = subject.tables["agents"].filter(chosen, pl.col("role").is_in(list(roles)))
    named = agents.select("article_id", "role", "name").drop_nulls().group_by("article_id", "role").agg("name")
    for article_id, role, names in named.collect().iter_rows():
        said.setdefault(article_id, {})[roles[role]] = _names(names)
    return said


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, names))
