"""Rules about copies: what was syndicated is linked, and linked copies agree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pressmark.records.alike import search
from pressmark.records.binding import lowered
from pressmark.records.clusters import judged_for_copies
from pressmark.rights.gate import PROFILES
from pressmark.rules._reading import folded
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule

_ALIKE = 0.9  # of all runs of five words that two texts have, the share that both have


@package_rule("identity", "warning")
def copies_unlinked(subject: Subject) -> Iterator[Problem]:
    """Articles with the same text are linked as copies.

    Why: a report that forty outlets reprinted counts forty times in every statistic, unless the data says that it is
    one.

    Wrong: two rows of `articles` with one `text_sha256`, and no row of `copies`.

    Right: a cluster in `copies` that names both.

    Mend: add both to one cluster of `copies`, and say which is the origin. What is shorter than forty signs is a
    placeholder and is not judged, nor is a short notice that stands under many titles.
    """
    articles = judged_for_copies(subject.tables["articles"]).select("article_id", "text_sha256")
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

    Mend: compare the two; where one is a reprint, add both to one cluster of `copies`. Texts of fewer than forty words
    are not judged, nor are equal ones, which `copies-unlinked` finds, nor sentences that many texts repeat; and texts
    whose figures differ are of one series and no copies. Pairs are found by their MinHash, so that one pair in some
    millions may be missed.
    """
    articles = judged_for_copies(subject.tables["articles"])
    texts = subject.tables["texts"]
    if articles.select(pl.len()).collect().item() and not texts.select(pl.len()).collect().item():
        return NotChecked("the texts are not at hand")
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        found = search(articles, texts, Path(scratch))
    pairs = [(link.one, link.other) for link in found.links if link.likeness.jaccard >= _ALIKE]
    named = dict(found.known.select("doc", "article_id").iter_rows())
    alike = pl.DataFrame(
        [(named[one], named[other]) for one, other in pairs],
        schema={"one": pl.String, "other": pl.String},
        orient="row",
    )
    first = {other: one for one, other in sorted(_unlinked(alike, subject.tables["copies"]).iter_rows(), reverse=True)}
    return [
        Problem(
            message=f"has nearly the text of {first[article_id]}, and no cluster links the two",
            table="articles",
            key=article_id,
            field="text_sha256",
        )
        for article_id in sorted(first)
    ]


def _unlinked(pairs: pl.DataFrame, copies: pl.LazyFrame) -> pl.DataFrame:
    clusters = copies.select("article_id", "cluster_id").drop_nulls().collect()
    both = pairs.join(clusters, left_on="one", right_on="article_id")
    linked = both.join(clusters, left_on=("other", "cluster_id"), right_on=("article_id", "cluster_id"), how="semi")
    return pairs.join(linked, on=("one", "other"), how="anti").sort("one", "other")


@package_rule("identity", "warning")
def copies_disagree(subject: Subject) -> Iterator[Problem]:
    """Linked copies name the same authors, the same day of their origin and the same rights holder.

    Why: copies are one work; where they say different things of it, at least one of them is wrong.

    Wrong: a reprint by Ada Lind of 4 March whose origin is by Tomas Berg, of 5 March.

    Right: the reprint's `original_published` is the origin's `published`, and its authors and holders are the origin's.
    A copy that names no day of its origin appeared on its own, no earlier than the origin.

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
    own = _of_their_own(subject, linked)
    for cluster_id, article_id, _ in linked.iter_rows():
        for what, value in said.get(article_id, {}).items():
            if what == "day" and article_id in own and str(value) >= str(told.get((cluster_id, what), value)):
                continue
            if told.setdefault((cluster_id, what), value) != value:
                message = f"another {what} than a copy that comes before it"
                yield Problem(message=message, table="copies", key=f"{cluster_id}/{article_id}", field="article_id")


@package_rule("copyright", "error")
def copy_shown_beyond_another(subject: Subject) -> Iterator[Problem]:
    """No article shows more than the strictest of its linked copies may, unless a named person decided on its rights.

    Why: a text that may not be shared is shared all the same when its reprint is.

    Wrong: a release with the full text of a reprint whose origin, in the same cluster, is released as metadata.

    Right: both as metadata; or the reprint in full, with a claim on its own licence, rights statement or grantor that a
    named reviewer chose.

    Mend: convert again, or release again: both bind copies to one another. Where the two are no copies take one out of
    the cluster; where a person knows that the reprint is free, `reviews.csv` says so. In a package it is a warning,
    since the release decides anew.
    """
    articles = subject.tables["articles"].select("article_id", "release_profile", "release_rule")
    held = articles.filter(pl.col("release_profile").is_in(PROFILES))
    lower = lowered(subject.tables, held).rename({"release_profile": "most"}).select("article_id", "most").lazy()
    beyond = held.join(lower, on="article_id").filter(pl.col("release_profile") != pl.col("most")).sort("article_id")
    for article_id, profile, _, most in beyond.collect().iter_rows():
        yield Problem(
            message=f"is shown as {profile}, and a copy of it as {most}",
            table="articles",
            key=article_id,
            field="release_profile",
            severity=None if subject.is_release else "warning",
        )


def _of_their_own(subject: Subject, linked: pl.DataFrame) -> frozenset[str]:
    """Returns the copies, no origins, that name no day but the one on which they appeared themselves."""
    copies = linked.filter(pl.col("role") != "origin")["article_id"].unique()
    undated = subject.tables["articles"].filter(
        pl.col("article_id").is_in(copies.implode()), pl.col("original_published").is_null()
    )
    return frozenset(undated.select("article_id").collect()["article_id"])


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
