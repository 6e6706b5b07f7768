"""Says what a split sets aside: which articles have an error, for which reasons, and which rows beside them.

A source or a permission that is at fault takes with it the articles that rest on it: what they say of themselves cannot
be told from there. A key that points nowhere sets its article aside whatever was decided about the finding, since no
package can hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pressmark.checking.staging import ROW
from pressmark.contracts.tables import table
from pressmark.model.report import Finding, Report

REASONS = ("article_id", "rule", "table", "key", "field", "message")
# What the descriptor keeps when a package is written anew; all else in it is written from the tables.
KEPT = ("created", "title", "description")
_CLOSED = frozenset({"csv-not-settled", "feature-not-portable", "file-changed", "path-unsafe", "profile-undeclared"})
_NOWHERE = "key-dangling"
_SUBJECTS = (("article_id", "articles"), ("source_id", "sources"), ("permission_id", "permissions"))
_BESIDE = ("source_records", "tombstones")  # their rows are set aside one by one

Scans = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is at fault. `reasons` has the columns of `reasons.csv`; the others are frames of keys.

    `articles` holds article_id, `sources` source_id, `permissions` permission_id, `rows` the table and key of rows of
    `source_records` and `tombstones`. `unplaced` holds article ids whose locator is itself at fault. `remaining` names
    the rules whose errors neither a row's removal nor writing anew closes.
    """

    reasons: pl.DataFrame
    articles: pl.DataFrame
    sources: pl.DataFrame
    permissions: pl.DataFrame
    rows: pl.DataFrame
    unplaced: pl.DataFrame
    remaining: tuple[str, ...]


def faults_of(report: Report, scans: Scans) -> Faults:
    """Returns what the errors of a report, and the keys that point nowhere, set aside.

    Args:
        report: A validation with all its findings.
        scans: Every table of the contract as staged, with the number of each row.
    """
    errors = [found for found in report.findings if _counts(found)]
    subjects = _subjects(errors, scans)
    kinds = [name for name, _ in _SUBJECTS]
    listed = [(*(subjects[number].get(kind) for kind in kinds), *_said(found)) for number, found in enumerate(errors)]
    columns = (*kinds, *REASONS[1:])
    direct = pl.DataFrame(listed, schema=dict.fromkeys(columns, pl.String), orient="row")
    broken = direct.filter(pl.col("table").is_null() | (pl.col("table") != "source_records"))
    sources, permissions = (_ids(broken, name) for name in ("source_id", "permission_id"))
    articles, uses = _resting(scans), _uses(scans)
    spread = pl.concat(
        [
            direct.filter(pl.col("source_id").is_null() & pl.col("permission_id").is_null()).select(REASONS),
            _spread(direct.drop_nulls("source_id"), articles, "source_id"),
            _spread(direct.drop_nulls("permission_id"), uses, "permission_id"),
        ]
    )
    nowhere = pl.concat([_nowhere(articles, "source_id", scans), _nowhere(uses, "permission_id", scans)])
    nowhere = nowhere.join(spread, on="article_id", how="anti")
    reasons = pl.concat([spread, nowhere]).unique().sort(REASONS, nulls_last=False)
    misplaced = (pl.col("table") == "articles") & pl.col("field").is_in(["source_locator", "article_id"])
    return Faults(
        reasons=reasons,
        articles=_ids(reasons, "article_id"),
        sources=sources,
        permissions=permissions,
        rows=direct.filter(pl.col("table").is_in(_BESIDE)).select("table", "key").drop_nulls().unique(),
        unplaced=_ids(reasons.filter(misplaced), "article_id"),
        remaining=tuple(sorted({found.rule for found in errors if _remains(found)})),
    )


def _counts(found: Finding) -> bool:
    return found.severity == "error" and not found.suppression and not found.known


def _said(found: Finding) -> tuple[str | None, ...]:
    place = found.place
    return found.rule, place.table, place.key or place.file, place.field, found.message


def _remains(found: Finding) -> bool:
    """Returns whether an error is of no row, and stands in what a new package keeps."""
    if found.place.table and (found.place.key or found.place.row):
        return False
    if found.rule == "descriptor-invalid":
        return (found.place.field or "").split("/")[1:2] in [[name] for name in (*KEPT, "name")]
    return found.rule not in _CLOSED


def _ids(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.select(name).drop_nulls().unique().sort(name)


def _subjects(errors: list[Finding], scans: Scans) -> list[dict[str, str]]:
    """Returns for each finding the article that it is about, or else the source, or else the permission, by its key."""
    pairs = [(number, key) for number, found in enumerate(errors) for key in _keys(found)]
    pairs += list(_keys_of_rows(errors, scans))
    candidates = pl.DataFrame(pairs, schema={"number": pl.Int64, "candidate": pl.String}, orient="row").lazy()
    subjects: list[dict[str, str]] = [{} for _ in errors]
    for kind, name in _SUBJECTS:
        known = scans[name].select(pl.col(kind).alias("candidate")).drop_nulls().unique()
        hits = candidates.join(known, on="candidate", how="semi").collect()
        for number, found in hits.sort("number", pl.col("candidate").str.len_bytes()).iter_rows():
            if subjects[number].keys() <= {kind}:
                subjects[number] = {kind: found}
    return subjects


def _keys(found: Finding) -> Iterator[str]:
    """Yields what of a finding's key may be an id: it begins with it, and that of a copy ends with it."""
    parts = (found.place.key or "").split("/")
    yield from ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    if found.place.table == "copies":
        yield from ("/".join(parts[start:]) for start in range(1, len(parts)))


def _keys_of_rows(errors: list[Finding], scans: Scans) -> Iterator[tuple[int, str]]:
    """Yields the articles of rows that a finding names by their number only, since their key is not whole."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for number, found in enumerate(errors):
        name, row = found.place.table, found.place.row
        if name and row and not found.place.key and "article_id" in table(name).columns:
            wanted.setdefault(name, []).append((number, row))
    for name, rows in wanted.items():
        numbers = pl.DataFrame(rows, schema={"number": pl.Int64, ROW: pl.Int64}, orient="row").lazy()
        held = scans[name].select(pl.col(ROW).cast(pl.Int64), "article_id").drop_nulls()
        yield from numbers.join(held, on=ROW).select("number", "article_id").collect().sort("number").iter_rows()


def _resting(scans: Scans) -> pl.LazyFrame:
    return scans["articles"].select("article_id", "source_id", key="article_id", table=pl.lit("articles"))


def _uses(scans: Scans) -> pl.LazyFrame:
    """Returns which article rests on which permission, and in which row."""
    articles = scans["articles"].select("article_id", "permission_id", key="article_id", table=pl.lit("articles"))
    key = pl.concat_str(table("statements").primary_key, separator="/")
    printed = scans["statements"].select("article_id", "permission_id", key=key, table=pl.lit("statements"))
    printed = printed.join(articles.select("article_id"), on="article_id", how="semi")
    return pl.concat([articles, printed]).drop_nulls("permission_id")


def _spread(found: pl.DataFrame, resting: pl.LazyFrame, name: str) -> pl.DataFrame:
    """Returns the reasons of each article that rests on what was found to be at fault; without one, of no article."""
    beside = pl.col("table") == "source_records"
    own = found.filter(beside).select(REASONS)
    held = resting.select("article_id", name).unique().collect()
    spread = found.filter(beside.not_().fill_null(value=True)).drop("article_id").join(held, on=name, how="left")
    return pl.concat([own, spread.select(REASONS)])


def _nowhere(resting: pl.LazyFrame, name: str, scans: Scans) -> pl.DataFrame:
    """Returns the articles one of whose keys points nowhere, as reasons."""
    target = {"source_id": "sources", "permission_id": "permissions"}[name]
    known = scans[target].select(name).drop_nulls()
    columns = {"rule": pl.lit(_NOWHERE), "field": pl.lit(name), "message": pl.lit(f"is in no row of {target}")}
    return resting.join(known, on=name, how="anti").with_columns(**columns).select(REASONS).collect()
