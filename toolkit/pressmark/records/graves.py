"""Reads from a collection's releases what was withdrawn, what is known of it, and which versions still hold it.

A release writes a tombstone by itself where an article is gone and nobody said why; its reason is then `under-review`.
Every other reason was given by a person, and binds for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.contracts.withdrawals import CURATED, Marks, Withdrawal, held, with_marks
from pressmark.records.index import release_folders
from pressmark.records.marks import marks_of
from pressmark.records.withdrawing import marked

UNDER_REVIEW = "under-review"
_SHOWS = {"record": ("articles",), "text": ("texts", "excerpts", "features")}


def buried(package: Package | None) -> dict[str, Withdrawal]:
    """Returns the withdrawals that the tombstones of a package or a release tell of, by article_id."""
    if package is None:
        return {}
    rows = package.scan("tombstones").filter(pl.col("reason") != UNDER_REVIEW).drop("withdrawn_in").collect()
    return {row["article_id"]: Withdrawal(**row) for row in rows.iter_rows(named=True)}


def remembered(
    withdrawals: Mapping[str, Withdrawal], package: Package, before: Package | None, collection: Path
) -> dict[str, Withdrawal]:
    """Returns withdrawals with those that only tombstones tell of, all with their marks.

    Args:
        withdrawals: What the ledger says; it holds where a tombstone of the same scope says something else.
        package: The package, whose tombstones may come from elsewhere.
        before: The release before.
        collection: The folder of the releases, which give the marks that neither the ledger nor the package has.
    """
    every = held([*buried(before).values(), *buried(package).values(), *withdrawals.values()])
    own = marked(every, {name: package.scan(name) for name in TABLES})
    unmarked = [name for name, found in own.items() if not found.is_marked]
    return with_marks(own, released_marks(collection, unmarked, before))


def released_marks(collection: Path, ids: Collection[str], also: Package | None = None) -> dict[str, Marks]:
    """Returns the marks that the releases of a collection, and one from elsewhere, give of articles, all together."""
    found: dict[str, Marks] = {}
    for release in [*_releases(collection), *([also] if also else [])] if ids else ():
        tables = {name: release.scan(name) for name in TABLES}
        for article_id, marks in marks_of(tables, ids).items():
            found[article_id] = marks | found.get(article_id, Marks())
    return found


def released_ids(collection: Path) -> set[str]:
    """Returns the ids of all articles that a release of the collection has or had."""
    return {
        article_id
        for release in _releases(collection)
        for name in ("articles", "tombstones")
        for article_id in release.scan(name).select("article_id").collect()["article_id"].to_list()
    }


def holding(collection: Path, withdrawals: Mapping[str, Withdrawal]) -> dict[str, dict[str, str]]:
    """Returns, by version, the articles that it still shows, and why they were withdrawn.

    An article that is kept elsewhere in the collection is no reason to leave a version.
    """
    told: dict[str, dict[str, str]] = defaultdict(dict)
    gone = {name: found for name, found in withdrawals.items() if found.reason not in CURATED}
    for release in _releases(collection) if gone else ():
        for article_id in _shown(release, gone):
            told[release.folder.name][article_id] = gone[article_id].reason
    return dict(told)


def _releases(collection: Path) -> Iterator[Package]:
    """Yields the releases whose files are there."""
    yield from (open_package(folder) for folder in release_folders(collection) if (folder / DESCRIPTOR).is_file())


def _shown(release: Package, gone: Mapping[str, Withdrawal]) -> Iterator[str]:
    for scope, names in _SHOWS.items():
        wanted = sorted(name for name, found in gone.items() if found.scope == scope)
        rows = [release.scan(name).select("article_id").filter(pl.col("article_id").is_in(wanted)) for name in names]
        yield from sorted(set(pl.concat(rows).collect()["article_id"].to_list()))
