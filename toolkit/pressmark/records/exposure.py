"""Sums up, profile by profile, what an outsider can put together of the texts that a release does not show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pressmark.model.work import Bags, Exposure
from pressmark.records.profiles import shown_words, withheld_words
from pressmark.rights.copies import DECIDING
from pressmark.rights.limits import MASKED, is_recovered
from pressmark.rights.recovery import Attack, attack
from pressmark.rights.withdrawn import OTHER, WITHDRAWAL
from pressmark.streams import spooled

_BATCH = 100_000  # rows of features

Tables = Mapping[str, pl.LazyFrame]


def attacked(
    package: Tables, released: Tables, decided: pl.DataFrame, earlier: pl.LazyFrame, folder: Path, *, wordings: bool
) -> Attack:
    """Returns what an attack on a release finds; its `texts` and `twins` have the `release_profile` too.

    Args:
        package: The tables of the package, with the texts.
        released: The tables of the release as they were written.
        decided: `article_id` and `release_profile` of every article of the package.
        earlier: `article_id` and `text` of the excerpts that earlier versions showed; they add up with those of now.
        folder: The release as it would be published.
        wordings: Whether wordings of terms may be shown with metadata too.
    """
    profiles = decided.select("article_id", "release_profile")
    quoted = profiles.lazy().filter(pl.col("release_profile") == "excerpt").select("article_id")
    no = pl.lit(value=False)
    before = earlier.join(quoted, on="article_id", how="semi").select("article_id", "text", told=no, permitted=no)
    masked = profiles.lazy().filter(pl.col("release_profile") != "fulltext").select("article_id")
    cells = pl.concat([shown_words(released), before]).join(masked, on="article_id", how="semi")
    whole = pl.concat_str("lede", "text", separator="\n\n", ignore_nulls=True)
    texts = released["texts"].select("article_id", text=whole)
    found = attack(withheld_words(package, decided.lazy(), wordings=wordings), cells, texts, folder)
    return Attack(
        found.leaks,
        found.texts.join(profiles, on="article_id", maintain_order="left"),
        found.twins.join(profiles, on="article_id", maintain_order="left"),
    )


def undecided(twins: pl.DataFrame, claims: pl.LazyFrame) -> pl.DataFrame:
    """Returns the twins of which no named person decided on the rights, or that they are not what was withdrawn."""
    compared = (pl.col("claim") == WITHDRAWAL) & (pl.col("value") == OTHER)
    told = compared | pl.col("claim").is_in(sorted(DECIDING))
    decided = claims.filter(pl.col("reviewer").is_not_null(), pl.col("chosen"), told)
    return twins.join(decided.select(twin="article_id").unique().collect(), on="twin", how="anti")


def exposures(found: Attack, open_twins: pl.DataFrame) -> tuple[Exposure, ...]:
    """Returns the measures of each profile that is released, from the least shown on.

    `open_twins` are the twins on which nobody decided.
    """
    by_profile = [
        (profile, found.texts.filter(release_profile=profile), found.twins.filter(release_profile=profile))
        for profile in MASKED
        if profile != "withheld"  # not even its length is shown
    ]
    return tuple(
        _exposure(profile, own, twins, open_twins.filter(release_profile=profile))
        for profile, own, twins in by_profile
        if own.height
    )


def _exposure(profile: str, own: pl.DataFrame, copied: pl.DataFrame, undecided_copies: pl.DataFrame) -> Exposure:
    twins = copied["article_id"].n_unique()
    return Exposure(
        profile=profile,
        articles=own.height,
        words=int(own["words"].sum()),
        span=own.select(pl.col("span").max()).item(),
        recovered_articles=own.filter(is_recovered()).height,
        recovered_words=int(own["recovered"].sum()),
        twins=twins,
        decided_twins=twins - undecided_copies["article_id"].n_unique(),
    )


def bags(features: pl.LazyFrame, texts: pl.DataFrame, *, threshold: int, shortest: int) -> Bags | None:
    """Returns what counts of words give away, or None where there are none.

    Args:
        features: The table as it was written.
        texts: `article_id` and `words` of the masked texts.
        threshold: In how many articles a counted word must occur.
        shortest: How many words a text must have.
    """
    rows, spread, sums = 0, [], []
    for batch in spooled(features, _BATCH):
        rows += batch.height
        spread.append(batch.group_by("token").agg(articles=pl.len()))
        mixed = pl.struct("token", "count").hash()
        sums.append(batch.group_by("article_id").agg(bag=mixed.sum(), counted=pl.col("count").sum()))
        spread, sums = [_added(spread, "token")], [_added(sums, "article_id")]
    if not rows:
        return None
    whole = sums[0].join(texts, on="article_id", how="left")
    return Bags(
        threshold=threshold,
        shortest=shortest,
        articles=whole.height,
        tokens=rows,
        rarest=spread[0].select(pl.col("articles").min()).item(),
        unique=whole.filter(pl.len().over("bag") == 1).height,
        complete=whole.filter(pl.col("counted") >= pl.col("words")).height,
    )


def _added(parts: list[pl.DataFrame], key: str) -> pl.DataFrame:
    return pl.concat(parts).group_by(key).agg(pl.exclude(key).sum())
