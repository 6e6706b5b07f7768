"""Makes clusters of copies: which articles are one work, which of them comes nearest to its origin, and how near.

A cluster has one origin, to which the similarity of the others is measured: of the members that the collection holds,
the one that the evidence points to. That says nothing of who wrote the work; whether the origin is itself a
republication stands in its own columns. The evidence, strongest first: other members name it by its address or its
publisher; it is no republication and credits no agency but its own; its text is not an excerpt of another member's; it
bears the earliest day; its text is the fullest. What is still equal then is settled by the article's id.

Members are copies of the origin, and not of each other by way of a third: where a chain of links leads away from the
origin, its end makes a cluster of its own, and who stands between is in both.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.evidence.text import folded
from pressmark.files import sha256_text
from pressmark.records.alike import Likeness, Search, search

_FEWEST_SIGNS = 40  # a shorter text is a placeholder and no article
_NOTICE = 240  # signs; a text that is no longer, under many titles, is a notice of the site
_MANY_TITLES = 6
_EXCERPT = 0.8  # of the origin's length; what is shorter and held by it is an excerpt
_WHOLE = 1000

Tables = Mapping[str, pl.LazyFrame]
_FAR = "9999-12-31"


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides whether an article is an origin."""

    article_id: str
    publisher: str
    original: str
    url: str
    original_url: str
    own: bool  # no republication, and credits no agency but its publisher
    day: str


def clusters_of(tables: Tables) -> list[dict[str, Any]]:
    """Returns the rows of `copies` that the texts of a collection call for, sorted by their key.

    Only texts, titles and what articles say of their source decide; the order of rows does not.
    """
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        found = search(judged_for_copies(tables["articles"]), tables["texts"], Path(scratch))
        bearers = _bearers(tables, found)
        known = _known(tables, [article_id for ids in bearers.values() for article_id in ids])
        rows = [
            row for group, edges in _groups(found, bearers) for row in _cluster(group, edges, bearers, known, found)
        ]
    return sorted(rows, key=lambda row: (row["cluster_id"], row["article_id"]))


def judged_for_copies(articles: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the articles whose texts can be copies: no placeholders, nor what a site prints instead of a text."""
    long = articles.filter(pl.col("char_count") >= _FEWEST_SIGNS).drop_nulls(["article_id", "text_sha256"])
    titles = pl.col("title").drop_nulls().n_unique().over("text_sha256")
    return long.filter((pl.col("char_count") > _NOTICE) | (titles < _MANY_TITLES))


def _bearers(tables: Tables, found: Search) -> dict[int, list[str]]:
    """Returns the articles of each text that has a copy, by the number of the text."""
    linked = {doc for link in found.links for doc in (link.one, link.other)}
    held = (
        judged_for_copies(tables["articles"])
        .select("article_id", "text_sha256")
        .join(found.known.lazy().select("doc", "text_sha256"), on="text_sha256")
    )
    several = held.filter((pl.len().over("doc") > 1) | pl.col("doc").is_in(sorted(linked)))
    rows = several.group_by("doc").agg(pl.col("article_id").sort()).sort("doc").collect()
    return dict(rows.iter_rows())


def _known(tables: Tables, ids: Collection[str]) -> dict[str, _Known]:
    chosen = pl.col("article_id").is_in(sorted(ids))
    named = "article_id publisher original_publisher url original_url is_republication published original_published"
    rows = tables["articles"].filter(chosen).select(named.split()).collect()
    credited = tables["claims"].filter(chosen, pl.col("claim") == "credit").select("article_id", "value").collect()
    credits: dict[str, set[str]] = defaultdict(set)
    for article_id, value in credited.iter_rows():
        credits[article_id].add(folded(value or ""))
    return {row["article_id"]: _told(row, credits[row["article_id"]]) for row in rows.iter_rows(named=True)}


def _told(row: Mapping[str, Any], credits: Collection[str]) -> _Known:
    publisher = folded(row["publisher"] or "")
    day = row["original_published"] or row["published"]
    return _Known(
        article_id=row["article_id"],
        publisher=publisher,
        original=folded(row["original_publisher"] or ""),
        url=_address(row["url"]),
        original_url=_address(row["original_url"]),
        own=not row["is_republication"] and set(credits) <= {publisher},
        day=str(day) if day else _FAR,
    )


def _address(url: str | None) -> str:
    """Returns an address without what does not tell two pages apart."""
    return (
        (url or "").partition("#")[0].removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    )


def _groups(
    found: Search, bearers: Mapping[int, Collection[str]]
) -> Iterator[tuple[list[int], dict[tuple[int, int], Likeness]]]:
    """Yields the texts that hang together by links, and the links between them; an equal text is one with itself."""
    parent = {doc: doc for doc in bearers}

    def root(doc: int) -> int:
        while parent[doc] != doc:
            parent[doc] = parent[parent[doc]]
            doc = parent[doc]
        return doc

    for link in found.links:
        low, high = sorted((root(link.one), root(link.other)))
        parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    edges: dict[int, dict[tuple[int, int], Likeness]] = defaultdict(dict)
    for doc in sorted(bearers):
        members[root(doc)].append(doc)
    for link in found.links:
        edges[root(link.one)][link.one, link.other] = link.likeness
    for first, docs in members.items():
        yield docs, edges[first]


def _cluster(
    docs: list[int],
    edges: Mapping[tuple[int, int], Likeness],
    bearers: Mapping[int, Collection[str]],
    known: Mapping[str, _Known],
    found: Search,
) -> Iterator[dict[str, Any]]:
    """Yields the rows of the clusters that a group of texts makes: one, unless a chain leads away from the origin."""
    left = dict(edges)
    while True:
        open_docs = sorted({doc for pair in left for doc in pair}) if left else docs
        origin, doc = _origin(open_docs, left, bearers, known)
        compared = found.comparison.likeness((doc, other) for other in docs if other != doc)
        near = {other: likeness for _, other, likeness, _ in compared if likeness.is_copy}
        yield from _rows(origin, doc, near, bearers)
        inside = {doc, *near}
        left = {pair: likeness for pair, likeness in left.items() if not inside.issuperset(pair)}
        if not left:
            return


def _origin(
    docs: Iterable[int],
    edges: Mapping[tuple[int, int], Likeness],
    bearers: Mapping[int, Collection[str]],
    known: Mapping[str, _Known],
) -> tuple[str, int]:
    ids = {article_id: doc for doc in docs for article_id in bearers[doc]}
    size, excerpts = dict.fromkeys(ids.values(), 0), set[int]()
    for (one, other), likeness in edges.items():
        size[one], size[other] = likeness.one, likeness.other
        shorter, longer = sorted((likeness.one, likeness.other))
        if shorter < _EXCERPT * longer:
            excerpts.add(one if likeness.one == shorter else other)
    told = [known[article_id] for article_id in ids]
    originals = Counter(each.original for each in told if each.original)
    addresses = Counter(each.original_url for each in told if each.original_url)

    def rank(each: _Known) -> tuple[object, ...]:
        own_original = bool(each.original) and each.original == each.publisher
        named = addresses[each.url] - (bool(each.url) and each.original_url == each.url)
        named += originals[each.publisher] - own_original if each.publisher else 0
        doc = ids[each.article_id]
        return (-named, not each.own, doc in excerpts, each.day, -size[doc], each.article_id)

    best = min(told, key=rank)
    return best.article_id, ids[best.article_id]


def _rows(
    origin: str, doc: int, near: Mapping[int, Likeness], bearers: Mapping[int, Collection[str]]
) -> list[dict[str, Any]]:
    said = {origin: ("origin", _WHOLE)}
    said |= {article_id: ("reprint", _WHOLE) for article_id in bearers[doc] if article_id != origin}
    for other, likeness in near.items():
        role = "excerpt" if likeness.other < _EXCERPT * likeness.one else "reprint"
        # Equal runs are not yet equal texts: capitals, marks or a refrain differ.
        measure = min(_WHOLE - 1, round(likeness.jaccard * _WHOLE))
        said |= dict.fromkeys(bearers[other], (role, measure))
    named = "c-" + sha256_text("\n".join(sorted(said)))[:16]
    return [
        {"cluster_id": named, "article_id": article_id, "role": role, "similarity": similarity}
        for article_id, (role, similarity) in sorted(said.items())
    ]
