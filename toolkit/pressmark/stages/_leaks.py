"""Attacks a release before it is in place, and refuses what gives too much away."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pressmark.contracts.configuration import Configuration
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.errors import ReleaseError
from pressmark.model.work import Bags, Exposure
from pressmark.records.exposure import attacked, bags, exposures, undecided
from pressmark.rights.leaks import Leak
from pressmark.rights.limits import FIRST, Excess, excesses, limits
from pressmark.rights.words import SHORTEST, THRESHOLD, is_token

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
    _refuse_order(released["features"])
    counted = bags(released["features"], found.texts.select("article_id", "words"), **counting(configuration))
    if counted and counted.rarest < counted.threshold:
        rare = released["features"].filter(pl.len().over("token") < counted.threshold)
        said = (
            f"rarest word: one of {counted.rarest} articles is counted, and the limit is {counted.threshold} articles"
        )
        raise _counted_wrongly(said, rare)
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


def _refuse_order(features: pl.LazyFrame) -> None:
    several = features.filter(~is_token(pl.col("token")))
    if several.head(1).collect().height:
        raise _counted_wrongly("order: more than single words is counted, and the limit is one word", several)


def _counted_wrongly(said: str, rows: pl.LazyFrame) -> ReleaseError:
    first = rows.select("article_id").unique().sort("article_id").head(FIRST).collect()["article_id"].to_list()
    remedy = "release again; the table is made from the texts"
    return ReleaseError(f"{said}; first {', '.join(first)}", where="profile features", remedy=remedy)


def _refusal(excess: Excess) -> ReleaseError:
    return ReleaseError(
        f"{excess.measure}: {excess.found}, and the limit is {excess.limit}; first {', '.join(excess.articles)}",
        where=f"profile {excess.profile}",
        remedy=excess.remedy,
    )
