"""Finds the articles that come back after a withdrawal: under another address, by another converter, edited or cut.

The bytes, the text, the page and the words are looked at, in this order. A resemblance binds until a named person says
that it is another article; what was put in the place of the withdrawn article by its withdrawal is not bound by it.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pressmark.contracts.withdrawals import CURATED, Withdrawal
from pressmark.records.marks import pages_of
from pressmark.records.runs import Texts
from pressmark.records.sketches import Recognition, read_sketch
from pressmark.rights.withdrawn import OTHER, SCOPES, WITHDRAWAL

Tables = Mapping[str, pl.LazyFrame]
# By what an article is recognised, the surest first; each is the basis of a claim.
SIGNS = ("same-source", "same-text", "same-page", "like-text")


@dataclass(frozen=True, slots=True)
class Return:
    """An article that is a withdrawn one again: of which, what was withdrawn of that, and by what it is recognised."""

    article_id: str
    of: str
    scope: str
    sign: str

    @property
    def value(self) -> str:
        """Returns the value of the claim that binds it."""
        return f"{self.scope} {self.of}"


def returned(tables: Tables, withdrawals: Mapping[str, Withdrawal]) -> dict[str, Return]:
    """Returns the articles that are withdrawn ones again, by article_id.

    Args:
        tables: `articles`, `texts` and `claims` of a collection.
        withdrawals: What is in force, with its marks.
    """
    if not any(found.is_marked for found in withdrawals.values()):
        return {}
    reviewed = _reviewed(tables["claims"])
    found: dict[str, Return] = {}
    for sign, pairs in zip(SIGNS, _signs(tables, withdrawals), strict=True):
        for article_id, of in pairs:
            line = withdrawals[of]
            if article_id in (of, line.replaced_by) or reviewed.get(article_id, "") >= line.date.isoformat():
                continue
            own = withdrawals.get(article_id)
            if own and SCOPES.index(own.scope) >= SCOPES.index(line.scope):
                continue
            new = Return(article_id, of, line.scope, sign)
            found[article_id] = min(found.get(article_id, new), new, key=_rank)
    return found


def bound(returns: Mapping[str, Return], withdrawals: Mapping[str, Withdrawal]) -> dict[str, Withdrawal]:
    """Returns what comes back as if it had been withdrawn itself, for the reason of the withdrawn article."""
    return {name: withdrawals[one.of].of(name) for name, one in returns.items()}


def _rank(one: Return) -> tuple[int, int, str]:
    return -SCOPES.index(one.scope), SIGNS.index(one.sign), one.of


def _reviewed(claims: pl.LazyFrame) -> dict[str, str]:
    """Returns the latest day on which a named person said of an article that it is another, by article_id."""
    said = claims.filter(pl.col("claim") == WITHDRAWAL, pl.col("value") == OTHER, pl.col("reviewer").is_not_null())
    days = said.group_by("article_id").agg(day=pl.col("reviewed_on").max().dt.to_string("iso"))
    return dict(days.drop_nulls().collect().iter_rows())


def _signs(tables: Tables, withdrawals: Mapping[str, Withdrawal]) -> Iterator[Iterator[tuple[str, str]]]:
    """Yields, sign by sign, the pairs of an article and of what was withdrawn.

    Where the article itself is kept elsewhere in the collection, only its bytes are recognised.
    """
    gone = {name: found for name, found in withdrawals.items() if found.reason not in CURATED}
    articles = tables["articles"]
    yield _equal(
        articles, "source_sha256", _by((of, mark) for of, w in withdrawals.items() for mark in w.marks.sources)
    )
    yield _equal(articles, "text_sha256", _by((of, mark) for of, w in gone.items() for mark in w.marks.texts))
    yield _same_pages(tables, _by((of, mark) for of, w in gone.items() for mark in w.marks.pages))
    yield _alike(tables, gone)


def _by(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Returns the withdrawn articles by their marks."""
    of: dict[str, list[str]] = defaultdict(list)
    for article_id, mark in pairs:
        of[mark].append(article_id)
    return of


def _equal(articles: pl.LazyFrame, column: str, of: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    if of:
        chosen = articles.filter(pl.col(column).is_in(sorted(of))).select("article_id", column)
        for article_id, mark in chosen.collect().iter_rows():
            yield from ((article_id, withdrawn) for withdrawn in of[mark])


def _same_pages(tables: Tables, of: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    if of:
        for article_id, key in pages_of(tables, pl.lit(value=True)):
            yield from ((article_id, withdrawn) for withdrawn in of.get(key, ()))


def _alike(tables: Tables, gone: Mapping[str, Withdrawal]) -> Iterator[tuple[str, str]]:
    known = {name: read_sketch(found.marks.sketch) for name, found in gone.items() if found.marks.sketch}
    recognition = Recognition({name: sketch for name, sketch in known.items() if sketch})
    if not recognition.has_signs:
        return
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        texts = Texts(tables["articles"], tables["texts"], Path(scratch))
        met = pl.DataFrame(list(recognition.found(texts)), schema={"doc": pl.UInt32, "of": pl.String}, orient="row")
        hashes = met.join(texts.known.select("doc", "text_sha256"), on="doc")
        bearers = tables["articles"].select("article_id", "text_sha256").join(hashes.lazy(), on="text_sha256")
        yield from bearers.select("article_id", "of").collect().iter_rows()
