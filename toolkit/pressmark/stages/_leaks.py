"""Attacks a release before it is in place, and refuses what gives too much away."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.configuration import Configuration
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import ReleaseError
from pressmark.model.work import Bags, Exposure
from pressmark.records.exposure import attacked, bags, exposures, undecided
from pressmark.rights.leaks import Leak
from pressmark.rights.limits import Excess, excesses, limits
from pressmark.rights.words import SHORTEST, THRESHOLD

Tables = Mapping[str, pl.LazyFrame]


def counting(configuration: Configuration) -> dict[str, int]:
    """Returns from how many articles and words on words are counted."""
    said = configuration.release
    return {
        "threshold": said.get("features_threshold", THRESHOLD),
        "shortest": said.get("features_shortest", SHORTEST),
    }


def measured(
    tables: Tables, written: Package, decided: pl.DataFrame, earlier: pl.LazyFrame, configuration: Configuration
) -> tuple[tuple[Exposure, ...], Bags | None]:
    """Returns what a written release gives away of the texts that it does not show.

    Args:
        tables: The tables of the package.
        written: The release, in the folder where it grows.
        decided: `article_id` and `release_profile` of every article of the package.
        earlier: `article_id` and `text` of the excerpts of the versions before.
        configuration: What the operator decided.

    Raises:
        ReleaseError: where words leak, or a measure is over its limit.
    """
    released = {name: written.scan(name) for name in TABLES}
    wordings = bool(configuration.release.get("permission_wordings"))
    found = attacked(tables, released, decided, earlier, written.folder, wordings=wordings)
    _refuse_leaks(found.leaks)
    open_twins = undecided(found.twins, released["claims"])
    allowed = limits(configuration.release.get("leak_limits", {}))
    for excess in excesses(found.texts, open_twins, allowed):
        raise _refusal(excess)
    counted = bags(released["features"], found.texts.select("article_id", "words"), **counting(configuration))
    if counted and counted.rarest < counted.threshold:
        raise ReleaseError(
            f"a word of {counted.rarest} articles is counted, and the limit is {counted.threshold} articles",
            where=f"data/{table('features').name}",
            remedy="release again; the table is made from the texts",
        )
    return exposures(found, open_twins), counted


def _refuse_leaks(leaks: tuple[Leak, ...]) -> None:
    if leaks:
        first = leaks[0]
        raise ReleaseError(
            f"words of {len({leak.article_id for leak in leaks})} withheld texts would be shown, the first of "
            f"{first.article_id}",
            where=first.file,
            remedy="see pressmark explain text-leaked",
        )


def _refusal(excess: Excess) -> ReleaseError:
    return ReleaseError(
        f"{excess.measure}: {excess.found}, and the limit is {excess.limit}; first {', '.join(excess.articles)}",
        where=f"profile {excess.profile}",
        remedy=excess.remedy,
    )
