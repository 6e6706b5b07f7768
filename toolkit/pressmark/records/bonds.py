"""Says how withdrawals bind copies: they withhold them, unless the work stands elsewhere or a person said otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from pressmark.contracts.withdrawals import CURATED
from pressmark.rights.copies import bound
from pressmark.rights.gate import Decision
from pressmark.rights.withdrawn import OTHER, RULE, WITHDRAWAL

Tables = Mapping[str, pl.LazyFrame]
_REVIEW = pl.all_horizontal(pl.col("reviewer", "reviewed_on").is_not_null())


@dataclass(frozen=True, slots=True)
class Bonds:
    """What is known of withdrawals when copies are bound.

    `withdrawn` are the articles that were withdrawn, or are one of those again; `elsewhere` those of them that stand
    elsewhere in the collection, as a person said; `others` the articles of which a person said that they are another.
    """

    withdrawn: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tables: Tables) -> Bonds:
        """Returns what `tombstones` and `claims` say."""
        stones = tables["tombstones"]
        kept = stones.filter(pl.col("replaced_by").is_not_null() | pl.col("reason").is_in(sorted(CURATED)))
        said = tables["claims"].filter(pl.col("claim") == WITHDRAWAL, "chosen")
        return cls(
            withdrawn=_ids(stones) | _ids(said.filter(~_REVIEW)),
            elsewhere=_ids(kept),
            others=_ids(said.filter(_REVIEW, pl.col("value") == OTHER)),
        )

    def bound(
        self, own: Mapping[str, Decision], clusters: Collection[Collection[str]], reviewed: Collection[str]
    ) -> dict[str, Decision]:
        """Returns the decisions that the copies of an article change, by article_id.

        What stands elsewhere lowers its copies to metadata: what its own rights were is not known any more. An embargo
        is decided by the same rule, and is no withdrawal: it binds whatever was said of one.
        """
        gone = {article_id for article_id in self.withdrawn if article_id in own and own[article_id].rule == RULE}
        elsewhere = gone & self.elsewhere
        seen = {**own, **dict.fromkeys(elsewhere, Decision("metadata", RULE))}
        changed = bound(seen, clusters, {*reviewed, *elsewhere})
        if not gone or not self.others:
            return changed
        left = {article_id: each for article_id, each in own.items() if article_id not in gone}
        apart = bound(left, clusters, reviewed)
        kept = {article_id: each for article_id, each in changed.items() if article_id not in self.others}
        return kept | {article_id: each for article_id, each in apart.items() if article_id in self.others}


def _ids(rows: pl.LazyFrame) -> frozenset[str]:
    return frozenset(rows.select("article_id").collect()["article_id"].to_list())
