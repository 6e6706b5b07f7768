"""What holds of every split: what its two packages, their receipts and the reasons have to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
from stages.garden import rows_of

from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, children, table
from pressmark.records.nest import Rows, frames_of
from pressmark.rules.base import NotChecked, Subject
from pressmark.rules.identity import counts_add_up
from pressmark.stages.split import Split


def column(package: Package, name: str, field: str) -> set[Any]:
    return set(package.scan(name).collect()[field].to_list())


def adds_up(package: Package) -> bool:
    assert counts_add_up.package is not None
    found = counts_add_up.package(Subject(package=package, tables={name: package.scan(name) for name in TABLES}))
    assert not isinstance(found, NotChecked)
    return not list(found)


def check(rows: Rows, done: Split, *, typed: bool = True) -> dict[str, list[dict[str, str]]]:
    """Checks everything that holds of every split, and returns the rows that were kept apart."""
    apart = {path.stem: csv(path) for path in sorted((done.bad.folder / "apart").glob("*.csv"))}
    good, bad = rows_of(done.good), rows_of(done.bad)
    for half in (good, bad):
        check_keys(half)
    if typed:
        for name in ("articles", *(child.name for child in children())):
            held = frames_of({name: [*good[name], *bad[name]]})[name].cast(pl.String).to_dicts()
            assert bag([*held, *apart.get(name, [])]) == bag(frames_of(rows)[name].cast(pl.String).to_dicts()), name
    for name in ("sources", "source_records", "permissions", "permission_terms", "tombstones"):
        key = table(name).primary_key
        there = {tuple(row[part] for part in key) for half in (good, bad) for row in half[name]}
        assert {tuple(row[part] for part in key) for row in rows[name]} <= there, name
        if name != "sources":
            assert set(bag(rows[name])) <= set(bag([*good[name], *bad[name]])), name
    check_moved(good, bad, "rejected")
    check_moved(bad, good, "skipped")
    check_reasons(done.bad.folder, {row["article_id"] for row in bad["articles"]})
    assert (done.good_articles, done.bad_articles) == (len(good["articles"]), len(bad["articles"]))
    return apart


def check_keys(half: Rows) -> None:
    for found in map(table, TABLES):
        for key in found.foreign_keys:
            known = {row[key.target] for row in half[key.table]}
            assert {row[key.field] for row in half[found.name]} - {None} <= known, (found.name, key)
    clusters = Counter(row["cluster_id"] for row in half["copies"])
    assert 1 not in clusters.values()


def check_moved(here: Rows, there: Rows, outcome: str) -> None:
    """Checks that each article that stands in the other package has a row in this one's receipt."""
    known = {row["source_id"] for row in here["sources"]}
    gone = Counter(row["source_id"] for row in there["articles"] if row["source_id"] in known)
    said = [row for row in here["source_records"] if "is in the other package" in row["reason"]]
    assert Counter(row["source_id"] for row in said) == gone
    assert {row["outcome"] for row in said} <= {outcome}


def check_reasons(folder: Path, bad: set[str]) -> None:
    reasons = csv(folder / "reasons.csv")
    assert {row["article_id"] for row in reasons} - {None} == bad - {None}
    assert reasons == sorted(reasons, key=lambda row: [value or "" for value in row.values()])
    broken: dict[str, set[str]] = {}
    for row in reasons:
        broken.setdefault(row["rule"], set()).update({row["article_id"]} - {None})
    assert csv(folder / "rules.csv") == [
        {"rule": rule, "articles": str(len(found))} for rule, found in sorted(broken.items())
    ]
    assert csv(folder / "together.csv") == [
        {"rule": one, "other": other, "articles": str(len(broken[one] & broken[other]))}
        for one, other in combinations(sorted(broken), 2)
        if broken[one] & broken[other]
    ]


def bag(rows: Iterable[Mapping[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(sorted(row.items())) for row in rows)


def csv(path: Path) -> list[dict[str, Any]]:
    return pl.read_csv(path, infer_schema=False).to_dicts()
