"""Settles what excerpts show: the same words in every version, and none of another article's withheld words.

Copies that a wire sends out with another opening would otherwise show of one another what their own excerpts leave out.
"""

from __future__ import annotations

import polars as pl

from pressmark.rights.budget import EXCERPT_SHARE, EXCERPT_WORDS, budget, within
from pressmark.rights.leaks import SHINGLE, batches
from pressmark.rights.runs import WORD, Hashes, run, words_of
from pressmark.rights.words import units

_BATCH = 2_000  # texts


def first_words(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the first words of lede and text: at most 50, and at most a tenth of them.

    Words are what stands between white space; where a script has none between its words, a sign counts as one.
    """
    words = units(_whole())
    most = pl.min_horizontal(pl.lit(EXCERPT_WORDS), words.list.len() * EXCERPT_SHARE // 100)
    first = texts.select("article_id", words=words.list.head(most))
    # What holds hyphens or full stops may be several words: those count too.
    counted = pl.col("words").list.eval(pl.element().str.count_matches(WORD).cum_sum() <= EXCERPT_WORDS).list.sum()
    excerpt = first.select("article_id", text=pl.col("words").list.head(counted).list.join("").str.strip_chars())
    return excerpt.filter(pl.col("text") != "")


def _whole() -> pl.Expr:
    return pl.concat_str("lede", "text", separator=" ", ignore_nulls=True)


def settled(excerpts: pl.LazyFrame, texts: pl.LazyFrame, earlier: pl.LazyFrame, hidden: pl.LazyFrame) -> pl.DataFrame:
    """Returns the excerpts as a release may show them.

    Args:
        excerpts: The first words of each article, as `first_words` gives them.
        texts: The table `texts` of the package.
        earlier: `article_id` and `text` of the excerpts that earlier versions showed, the newest first.
        hidden: `article_id` of the articles whose text the release does not show.
    """
    new = excerpts.collect(engine="streaming")
    shown = new.join(_stable(new, texts, earlier), on="article_id", how="left")
    kept = shown.select("article_id", text=pl.coalesce("stable", "text"))
    return _apart(kept, texts.join(hidden, on="article_id", how="semi")).filter(pl.col("text") != "")


def _stable(new: pl.DataFrame, texts: pl.LazyFrame, earlier: pl.LazyFrame) -> pl.DataFrame:
    """Returns `article_id` and `stable` of the excerpts that would differ from what earlier versions showed."""
    before = earlier.join(new.lazy().select("article_id"), on="article_id", how="semi").collect()
    told = before.group_by("article_id", maintain_order=True).agg(before="text")
    other = new.join(told, on="article_id").filter(pl.col("before").list.first() != pl.col("text")).sort("article_id")
    rows: list[tuple[str, str]] = []
    for batch in other.iter_slices(_BATCH):
        whole = texts.join(batch.lazy(), on="article_id", suffix="_new").select(
            "article_id", "before", new="text_new", text=units(_whole())
        )
        for article_id, shown, now, text in whole.collect().iter_rows():
            rows.append((article_id, _once_more(shown, now, [unit.strip() for unit in text])))
    return pl.DataFrame(rows, schema={"article_id": pl.String, "stable": pl.String}, orient="row")


def _once_more(before: list[str], now: str, text: list[str]) -> str:
    """Returns the newest earlier excerpt where it still stands in the text, else as much of the new one as adds up."""
    most = budget(len(text))
    newest = _units(before[0])
    starts = range(len(text) - len(newest) + 1)
    if len(newest) <= most and any(text[start : start + len(newest)] == newest for start in starts):
        return before[0]
    words = _units(now)
    kept = within(words, map(_units, before), most)
    return _cut(now, len(kept))


def _units(text: str) -> list[str]:
    found: list[str] = pl.select(units(pl.lit(text)).list.eval(pl.element().str.strip_chars())).item().to_list()
    return found


def _cut(text: str, count: int) -> str:
    return str(pl.select(units(pl.lit(text)).list.head(count).list.join("").str.strip_chars()).item())


def _apart(excerpts: pl.DataFrame, texts: pl.LazyFrame) -> pl.DataFrame:
    """Cuts each excerpt before it shows eight words of another withheld text; equal texts count as one."""
    words = words_of(excerpts.with_row_index("cell")).with_columns(
        hash=run(SHINGLE), place=pl.int_range(pl.len()).over("cell")
    )
    shared = _shared(Hashes([words["hash"].drop_nulls()]), texts)
    first = words.filter(shared.hold(words["hash"])).group_by("article_id").agg(pl.col("place").min())
    if first.is_empty():
        return excerpts
    long = excerpts.join(first, on="article_id", how="left").with_columns(unit=units(pl.col("text")))
    cut = long.filter(pl.col("place").is_not_null()).explode("unit")
    counted = words_of(cut.with_row_index("cell").select("cell", text="unit")).group_by("cell").len()
    numbered = cut.with_row_index("cell").join(counted, on="cell", how="left", maintain_order="left")
    until = pl.col("len").fill_null(0).cum_sum().over("article_id")
    kept = numbered.filter(until < pl.col("place") + SHINGLE).group_by("article_id", maintain_order=True)
    shorter = kept.agg(shorter=pl.col("unit").str.join("").str.strip_chars())
    both = long.join(shorter, on="article_id", how="left")
    text = pl.when(pl.col("place").is_null()).then("text").otherwise(pl.col("shorter").fill_null(""))
    return both.select("article_id", text=text)


def _shared(shown: Hashes, texts: pl.LazyFrame) -> Hashes:
    """Returns the runs that stand in more than one of the texts."""
    found = [pl.DataFrame(schema={"hash": pl.UInt64, "whole": pl.UInt64})]
    if shown:
        for batch in batches(texts.select("article_id", text=_whole())):
            each = words_of(batch.with_columns(whole=pl.col("text").str.replace_all(r"\s+", " ").hash()))
            runs = each.select("whole", hash=run(SHINGLE)).select("hash", "whole").drop_nulls()
            found.append(runs.filter(shown.hold(runs["hash"])).unique())
    return Hashes([pl.concat(found).unique().group_by("hash").len().filter(pl.col("len") > 1)["hash"]])
