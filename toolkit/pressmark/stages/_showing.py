"""Cuts a private package to what a release could show of it, so that two collections can be compared in the open."""

from __future__ import annotations

from datetime import date

import polars as pl

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.contracts.withdrawals import held, in_force
from pressmark.records.difference import Side
from pressmark.records.graves import buried
from pressmark.rights.gate import PROFILES
from pressmark.stages._contents import contents

_UNDATED = date(1970, 1, 1)


def shown(package: Package, before: Package | None = None) -> Side:
    """Returns a release as it is; of a package what a release could hold, by the profiles that its articles have.

    Args:
        package: A package or a release.
        before: The release that it would follow, whose earlier hashes and tombstones a release would keep.
    """
    if package.kind == "release":
        return Side.of(package)
    tables = {name: package.scan(name) for name in TABLES}
    configuration = read_configuration(None, package.folder)
    wordings = bool(configuration.release.get("permission_wordings"))
    gone = in_force(held([*buried(package).values(), *configuration.withdrawals.values()]), configuration.reviews)
    issued = date.fromisoformat(package.created) if package.created else _UNDATED
    earlier = before if before is not None and before.kind == "release" else None
    found = contents(tables, _ceilings(tables), earlier, issued, wordings=wordings, withdrawals=gone)
    return Side(found, package.descriptor)


def _ceilings(tables: dict[str, pl.LazyFrame]) -> pl.DataFrame:
    """Returns the profile and rule of each article; one with a tombstone shows no text, or nothing."""
    scopes = tables["tombstones"].select("article_id", "scope")
    most = pl.col("scope").replace_strict({"record": "withheld", "text": "metadata"}, default="fulltext")
    ranks = [
        name.replace_strict({each: place for place, each in enumerate(PROFILES)}, default=0)
        for name in (most, pl.col("release_profile"))
    ]
    lowered = pl.when(ranks[0] < ranks[1]).then(most).otherwise("release_profile")
    articles = tables["articles"].select("article_id", "release_profile", "release_rule")
    joined = articles.join(scopes, on="article_id", how="left")
    return joined.select("article_id", release_profile=lowered, release_rule="release_rule").collect()
