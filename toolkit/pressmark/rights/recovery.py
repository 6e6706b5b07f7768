"""Measures how much of a text an outsider can put together from a release that must not show it.

The attack joins by overlap: whatever the release shows of an article, in any field (excerpt, title, words of links,
notes, fingerprints), is cut into runs of three words, and what any field of any article shows into runs of eight. Every
place of the text where such a run begins counts as found, and runs that meet or overlap are joined to one span. That is
more than an outsider can do, who does not know where a joint is right; so the measure is an upper bound.

What an article's own bibliographic fields say counts as known and not as recovered, up to thirty words a field: a text
that repeats its title gives nothing away. Beyond thirty words a title is a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pressmark.rights.leaks import CELLS, SHINGLE, Leak, Shown, batches, gated
from pressmark.rights.runs import Hashes, covered, of_owner, run, words_of
from pressmark.rights.twins import samples, suspects, twins

PIECE = 3  # words of an article's own fields
PAIR = 2  # of a field that has no more
TITLE = 30  # words of a field that may be known
RECOVERED = 50  # per cent of its words from which a text counts as recovered
FEWEST = SHINGLE  # words; of less than that nothing is recovered

PER_TEXT = {"article_id": pl.String(), "words": pl.Int64(), "recovered": pl.Int64(), "span": pl.Int64()}


@dataclass(frozen=True, slots=True)
class Fields:
    """The runs of what a release shows of each article, bound to it, as hashes in order.

    `own` are those of three words of all fields, `told` those of bibliographic ones, `permitted` those of eight words
    of the fields that every profile shows.
    """

    own: Hashes
    told: Hashes
    permitted: Hashes


def fields(cells: pl.LazyFrame) -> Fields:
    """Returns the runs of `cells`: `article_id`, `text`, and whether the field is `told` and `permitted`."""
    own, told, permitted = [], [], []
    for batch in batches(cells, CELLS):
        words = words_of(batch.drop("article_id")).with_columns(
            place=pl.int_range(pl.len()).over("cell"), length=pl.len().over("cell")
        )
        short = pl.col("length") == PAIR
        size = pl.when(short).then(PAIR).otherwise(PIECE)
        found = words.select(
            "told",
            "permitted",
            title=pl.col("place") + size <= TITLE,
            piece=of_owner(pl.when(short).then(run(PAIR)).otherwise(run(PIECE))),
            shingle=of_owner(run(SHINGLE)),
        )
        own.append(found["piece"].drop_nulls().unique())
        told.append(found.filter("told", "title")["piece"].drop_nulls().unique())
        permitted.append(found.filter("permitted")["shingle"].drop_nulls().unique())
    return Fields(Hashes(own), Hashes(told), Hashes(permitted))


def recovered(words: pl.DataFrame, of_article: Fields) -> pl.DataFrame:
    """Returns for each text of a batch its words, how many are recovered, and the longest span of recovered words.

    Args:
        words: The words of the texts: `cell`, `article_id`, `owner`, `word`, and whether any file of the release has
            `shown` the run of eight that begins.
        of_article: What the release shows of each article.
    """
    hashed = words.select("cell", "article_id", "shown", piece=of_owner(run(PIECE)), pair=of_owner(run(PAIR)))
    pieces, pairs = hashed["piece"], hashed["pair"]
    flagged = hashed.select(
        "cell",
        "article_id",
        "shown",
        piece=of_article.own.hold(pieces),
        pair=of_article.own.hold(pairs),
        told_piece=of_article.told.hold(pieces),
        told_pair=of_article.told.hold(pairs),
    )
    told = covered(pl.col("told_piece"), PIECE) | covered(pl.col("told_pair"), PAIR)
    found = covered(pl.col("shown"), SHINGLE) | covered(pl.col("piece"), PIECE) | covered(pl.col("pair"), PAIR)
    each = flagged.select("cell", "article_id", known=told | found, counts=found & ~told)
    begins = (pl.col("known") != pl.col("known").shift()) | (pl.col("cell") != pl.col("cell").shift())
    spans = each.with_columns(span=begins.fill_null(value=True).cum_sum())
    sums = spans.group_by("cell", "article_id", "span").agg(words=pl.len(), recovered=pl.col("counts").sum())
    return (
        sums.group_by("article_id", "cell")
        .agg(
            words=pl.col("words").sum().cast(pl.Int64),
            recovered=pl.col("recovered").sum().cast(pl.Int64),
            span=pl.col("recovered").max().cast(pl.Int64),
        )
        .select(*PER_TEXT)
    )


@dataclass(frozen=True, slots=True)
class Attack:
    """What an outsider gets of the texts that a release must not show.

    `leaks` are the articles and files of which words show through; `texts` has the columns of `PER_TEXT`; `twins` has
    `article_id` and `twin`, an open article that holds a copy of the text.
    """

    leaks: tuple[Leak, ...]
    texts: pl.DataFrame
    twins: pl.DataFrame


def attack(withheld: pl.LazyFrame, cells: pl.LazyFrame, open_texts: pl.LazyFrame, folder: Path) -> Attack:
    """Returns what an attack on a release recovers; the files and the withheld texts are read once.

    Args:
        withheld: `article_id`, `text`, and whether it is `of_text` (else it is the wording of terms).
        cells: What the release shows of each article, as `fields` reads it.
        open_texts: `article_id` and `text` of the texts that the release shows in full.
        folder: The release as it would be published.
    """
    shown = Shown(folder, gated(withheld))
    own, sampled = fields(cells), samples(open_texts)
    found: set[Leak] = set()
    texts, suspected = [pl.DataFrame(schema=PER_TEXT)], [pl.Series("article_id", [], dtype=pl.String)]
    for batch in batches(withheld):
        words = words_of(batch).with_columns(hash=run(SHINGLE))
        words = words.with_columns(shown=shown.everything.hold(words["hash"]))
        found.update(shown.leaks(words.filter("shown"), own.permitted))
        of_text = words.filter("of_text")
        texts.append(recovered(of_text, own))
        if sampled:
            suspected.append(suspects(of_text, sampled))
    copies = twins(pl.concat(suspected), withheld.filter("of_text"), open_texts)
    leaks = tuple(sorted(found, key=lambda leak: (leak.article_id, leak.file)))
    return Attack(leaks, pl.concat(texts).sort("article_id"), copies)
