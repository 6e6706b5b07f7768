"""Explains how much of an article a release may show: the evidence, each rule of the gate, and what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.package import open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import PackageError, nearest
from pressmark.records.judging import terms_of
from pressmark.rights.explaining import Step, lacking
from pressmark.rights.facts import Terms, facts_of
from pressmark.rights.gate import BEYOND, GATE, Policy
from pressmark.stages._evidence import evidence_of
from pressmark.stages._judging import ExplainedRights, Judging, Record, Tables, held_of, worded_terms


def explain_rights(
    folder: Path | str, article_ids: Sequence[str], *, profile: str | None = None
) -> Iterator[ExplainedRights]:
    """Yields an explanation of the rights of each article, in the order in which they are named.

    Args:
        folder: A package, or a release.
        article_ids: The articles.
        profile: The most that a release shows of any article; by default what the configuration says, or `mixed`.

    Raises:
        PressmarkError: where the folder is no package, or does not hold an article.
    """
    package = open_package(Path(folder))
    tables = {name: package.scan(name) for name in TABLES}
    _check(tables, article_ids)
    if package.kind == "release":
        yield from _released(tables, article_ids)
        return
    configuration = read_configuration(None, package.folder)
    asked = profile or str(configuration.release.get("profile", "mixed"))
    judging = Judging(tables, configuration, asked, article_ids)
    yield from (judging.explained(article_id) for article_id in article_ids)


def _check(tables: Tables, article_ids: Sequence[str]) -> None:
    known = pl.concat([tables[name].select("article_id") for name in ("articles", "tombstones")]).unique()
    named = pl.LazyFrame({"article_id": list(article_ids)}, schema={"article_id": pl.String()})
    missing = named.join(known, on="article_id", how="anti").collect()["article_id"].to_list()
    if missing:
        near = nearest(missing[0], known.collect()["article_id"].to_list())
        remedy = f"did you mean {near!r}?" if near else "`articles` lists the ids"
        raise PackageError(f"no article has the id {missing[0]!r}", remedy=remedy)


def _released(tables: Tables, article_ids: Sequence[str]) -> Iterator[ExplainedRights]:
    """Yields what a release says of its articles; what it does not hold is not judged again."""
    terms = terms_of(tables)
    within = pl.col("article_id").is_in(list(article_ids))
    held = held_of(tables, within)
    gone = {row["article_id"]: row for row in tables["tombstones"].filter(within).collect().iter_rows(named=True)}
    for article_id in article_ids:
        yield _told(held[article_id], terms) if article_id in held else _buried(article_id, gone[article_id])


def _told(record: Record, terms: Terms) -> ExplainedRights:
    facts, rule, profile = facts_of(record, terms), record["release_rule"], record["release_profile"]
    names = [found.name for found in GATE]
    taken: list[Step] = []
    for found in GATE[: names.index(rule)] if rule in names else ():
        because = "; ".join(lacking(found.name, facts, Policy()))
        taken.append(Step(found.name, None, because or "did not apply by what the release does not hold"))
    why = next((found.why for found in (*GATE, *BEYOND) if found.name == rule), "the release was asked for no more")
    return ExplainedRights(
        article_id=record["article_id"],
        title=record["title"],
        license=record["license"],
        rights_statement=record["rights_statement"],
        basis=record["copyright_basis"],
        terms=worded_terms(record, terms),
        unmet=tuple(sorted(facts.unmet)),
        evidence=evidence_of(record, profile, wordings=False),
        steps=(*taken, Step(rule, profile, why)),
        openings=(),
        profile=profile,
        rule=rule,
    )


def _buried(article_id: str, stone: Mapping[str, Any]) -> ExplainedRights:
    because = f"{stone['reason']}, on {stone['date']}: nothing of it is shown but this"
    return ExplainedRights(
        article_id=article_id, title=None, license=None, rights_statement=None, basis=None, terms=(), unmet=(),
        evidence=(), steps=(Step("withdrawn", "withheld", because),), openings=(), profile="withheld", rule="withdrawn",
    )  # fmt: skip
