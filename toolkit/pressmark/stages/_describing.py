"""Gathers the frozen description of a release from its configuration, its tables and the release before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pressmark import __version__
from pressmark.contracts.configuration import Configuration
from pressmark.contracts.package import MEDIA_TYPES
from pressmark.contracts.tables import table
from pressmark.files import sha256_of
from pressmark.model.work import Change, DataFile, Party, PermissionSummary, Related, Tally, Version, Work

RIGHTS_PAGE = "RIGHTS.md"
_TEXTUAL = ("texts", "excerpts")
_TALLIED = ("language", "release_profile", "release_rule", "rights_statement", "license", "publisher")

Tables = Mapping[str, pl.LazyFrame]


def describe(
    configuration: Configuration,
    tables: Tables,
    *,
    name: str,
    version: str,
    issued: date,
    files: Sequence[DataFile],
    content_root: str,
    versions: Sequence[Version],
    findings: Sequence[Tally],
) -> Work:
    """Returns the work of a release; counts are counted and never typed."""
    dataset = configuration.dataset
    articles = tables["articles"].group_by(_TALLIED).agg(articles=pl.len()).collect(engine="streaming")
    profiles = tally(articles, "release_profile")
    return Work(
        name=name,
        title=dataset["title"],
        description=dataset["description"],
        version=version,
        issued=issued,
        creators=tuple(map(_party, dataset["creators"])),
        publisher=_party(dataset["publisher"]),
        license=dataset["license"],
        release_profile=profiles[0].label if len(profiles) == 1 else "mixed",
        languages=tuple(sorted(articles["language"].unique().to_list())),
        homepage=dataset.get("homepage"),
        identifier=dataset.get("identifier"),
        concept_identifier=dataset.get("concept_identifier"),
        contact=_party(dataset["contact"]) if "contact" in dataset else None,
        contributors=tuple(map(_party, dataset.get("contributors", ()))),
        keywords=tuple(dataset.get("keywords", ())),
        subjects=tuple(dataset.get("subjects", ())),
        temporal=_temporal(tables["articles"]),
        related=tuple(Related(**related) for related in dataset.get("related", ())),
        funding=tuple(dict(funding) for funding in dataset.get("funding", ())),
        files=tuple(files),
        articles=int(articles["articles"].sum()),
        withheld=tables["tombstones"].filter(pl.col("scope") == "record").collect().height,
        rights=tally(articles, "rights_statement"),
        licenses=tally(articles, "license", absent="none stated"),
        text_licenses=tally(articles.filter(release_profile="fulltext"), "license", absent="none stated"),
        profiles=profiles,
        gate_rules=tally(articles, "release_rule"),
        holders=_holders(tables),
        reviewers=_reviewers(tables),
        publishers=tally(articles, "publisher", absent="not known"),
        permissions=tuple(_permissions(tables)),
        findings=tuple(findings),
        converters=_converters(tables),
        toolkit_version=__version__,
        content_root=content_root,
        versions=tuple(versions),
    )


def data_file(name: str, path: Path, folder: Path, rows: int) -> DataFile:
    """Returns the entry of a written table; one that holds text gets licences of its own."""
    planned = planned_file(name, path.relative_to(folder).as_posix())
    return replace(planned, bytes=path.stat().st_size, sha256=sha256_of(path), rows=rows)


def planned_file(name: str, path: str) -> DataFile:
    """Returns the entry of a table that is not yet written: without size, rows and hash."""
    rights = {"name": "LicenseRef-per-article", "path": RIGHTS_PAGE, "title": "Each article's own rights"}
    return DataFile(
        path=path,
        name=name,
        bytes=0,
        sha256="",
        media_type=MEDIA_TYPES[path.rpartition(".")[2]],
        rows=0,
        schema=dict(table(name).descriptor),
        licenses=(rights,) if name in _TEXTUAL else (),
        description=table(name).description,
    )


def tally(counted: pl.DataFrame, column: str, absent: str = "") -> tuple[Tally, ...]:
    """Returns how many `articles` have each value of a column, the commonest first."""
    counts = (
        counted.group_by(pl.col(column).fill_null(absent))
        .agg(pl.col("articles").sum())
        .sort("articles", column, descending=[True, False])
    )
    return tuple(Tally(label=label, articles=count) for label, count in counts.iter_rows())


def _party(values: Mapping[str, Any]) -> Party:
    return Party(**{**values, "roles": tuple(values.get("roles", ()))})


def _temporal(articles: pl.LazyFrame) -> str | None:
    ends = (pl.col("published").min().alias("first"), pl.col("published").max().alias("last"))
    first, last = articles.select(ends).collect(engine="streaming").row(0)
    return f"{first!s}/{last!s}" if first is not None else None


def _bearers(rows: pl.LazyFrame, column: str) -> tuple[Tally, ...]:
    """Returns of how many articles each value of a column is said; rows that say it twice count once."""
    distinct = rows.select("article_id", column).unique()
    return tally(distinct.group_by(column).agg(articles=pl.len()).collect(engine="streaming"), column)


def _holders(tables: Tables) -> tuple[Tally, ...]:
    return _bearers(tables["agents"].filter(pl.col("role") == "rights_holder"), "name")


def _reviewers(tables: Tables) -> tuple[Tally, ...]:
    return _bearers(tables["claims"].filter(pl.col("reviewer").is_not_null(), pl.col("chosen")), "reviewer")


def _converters(tables: Tables) -> tuple[str, ...]:
    used = tables["sources"].select("converter", "converter_version").drop_nulls().unique().sort("converter").collect()
    return tuple(f"{name} {version}" for name, version in used.iter_rows())


def _permissions(tables: Tables) -> list[PermissionSummary]:
    terms = tables["permission_terms"].sort("permission_id", "kind", "position").collect()
    counts = dict(tables["articles"].group_by("permission_id").len().collect().iter_rows())
    return [
        PermissionSummary(
            permission_id=row["permission_id"],
            grantor=row["grantor"],
            commercial=row["commercial"],
            terms=tuple(terms.filter(permission_id=row["permission_id"]).select("kind", "value").iter_rows()),
            text_sha256=row["text_sha256"],
            text=row["text"],
            articles=counts.get(row["permission_id"], 0),
        )
        for row in tables["permissions"].sort("permission_id").collect().iter_rows(named=True)
    ]


def history(descriptor: Mapping[str, Any]) -> tuple[Version, ...]:
    """Returns the versions that a release's descriptor tells of, newest first."""
    return tuple(
        Version(
            version=entry["version"],
            issued=date.fromisoformat(entry["issued"]),
            changes=tuple(
                Change(group=change["group"], text=change["text"], ids=tuple(change.get("ids", ())))
                for change in entry["changes"]
            ),
            meaning=tuple(entry.get("meaning", ())),
        )
        for entry in descriptor.get("articles:versions", ())
    )
