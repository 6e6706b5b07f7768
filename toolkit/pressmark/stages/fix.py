"""Fixes a package: applies the safe rewrites for what a validation found, and says what changed."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package
from pressmark.contracts.tables import TABLES, children, table
from pressmark.errors import PackageError, UnknownNameError
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.fixes._links_of_copies import UNLINKED, relinked
from pressmark.fixes._measures import measured, sealed
from pressmark.fixes.base import UNTOUCHED, Context, Fix, Record, Relinked, fixes_of
from pressmark.model.report import Report
from pressmark.records.hashing import content_root, record_sha256
from pressmark.records.judging import records, terms_of
from pressmark.records.nest import unnest
from pressmark.records.shards import Shards
from pressmark.registry import Shelf

FAMILIES = Shelf("fix", "pressmark.fixes")
# What is mended by writing the package anew: its checksums, its profile, the form of its files.
WRITTEN_ANEW = frozenset({"csv-not-settled", "feature-not-portable", "file-changed", "profile-undeclared"})
_OTHERS = tuple(name for name in TABLES if name != "articles" and not table(name).of_article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """One value that a fix changed; without a table, the file `key` was written anew and says the same."""

    rule: str
    table: str
    key: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Fixing:
    """What a fixing did, or would do: every value that changed, and how many articles that concerns."""

    changes: tuple[Rewritten, ...]
    articles: int


def fixes() -> Mapping[str, Fix]:
    """Returns every fix by the name of its rule."""
    found = {one.rule: one for family in FAMILIES.values() for one in fixes_of(family)}
    return dict(sorted(found.items()))


def fix(package: Path | str, *, report: Report, select: Collection[str] = (), dry_run: bool = False) -> Fixing:
    """Applies the fixes of the rules that a report says were broken.

    Args:
        package: The folder of a package; a release is never edited.
        report: A validation of the package as it is now, with all its findings.
        select: Names of rules; only their findings are fixed.
        dry_run: Whether to say what would change and write nothing.

    Returns:
        What changed. Statements, claims and sources are never touched.

    Raises:
        PackageError: where the folder is a release, was changed since the report, or holds what cannot be read.
        UnknownNameError: where a rule has no fix.
    """
    source, known = open_package(Path(package)), fixes()
    for name in select:
        if name not in known.keys() | WRITTEN_ANEW:
            raise UnknownNameError("fix", name, [*known, *WRITTEN_ANEW])
    if source.kind != "package":
        raise PackageError("is a release", where=str(package), remedy="fix the package, and release it again")
    tables = {name: source.scan(name) for name in TABLES}
    _check(report, tables, source)
    chosen = frozenset(select) or known.keys() | WRITTEN_ANEW
    wanted = _wanted(report, {name: one for name, one in known.items() if name in chosen})
    anew = _written_anew(report, chosen & WRITTEN_ANEW)
    context = Context(
        terms=terms_of(tables),
        policy=read_configuration(None, source.folder).policy,
        copies=_copies(tables, wanted, known),
    )
    if dry_run:
        return _fixing([*anew, *(change for _, changes in _mended(tables, wanted, context) for change in changes)])
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        shards, changes = Shards(Path(scratch)), [*anew]
        for record, changed in _mended(tables, wanted, context):
            shards.add(unnest(record))
            changes += changed
        if changes:
            _write(source, shards, tables)
    return _fixing(changes)


def _fixing(changes: Sequence[Rewritten]) -> Fixing:
    return Fixing(tuple(changes), len({change.key.split("/")[0] for change in changes if change.table}))


def _written_anew(report: Report, rules: Collection[str]) -> list[Rewritten]:
    """Returns what writing the package anew mends: no value of any row."""
    found = {(finding.rule, finding.place.file or DESCRIPTOR) for finding in report.findings if finding.rule in rules}
    return [Rewritten(rule=rule, table="", key=file, field="", old=None, new=None) for rule, file in sorted(found)]


def _check(report: Report, tables: Mapping[str, pl.LazyFrame], source: Package) -> None:
    unread = next((found for found in report.findings if found.rule == "type-wrong"), None)
    if unread is not None or report.content_root is None:
        where = str(unread.place) if unread else source.name
        raise PackageError("cannot be read in full", where=where, remedy="mend what type-wrong finds first")
    try:
        root = content_root(tables)
        for found in tables.values():
            found.select(pl.all().null_count()).collect()
    except pl.exceptions.PolarsError:
        root = None
    if report.content_root != root:
        raise PackageError("was changed since it was validated", where=source.name, remedy="validate it again")


def _wanted(report: Report, chosen: Mapping[str, Fix]) -> dict[str, list[Fix]]:
    """Returns the fixes for each article, in the order of their rules' names."""
    rules: dict[str, set[str]] = defaultdict(set)
    for finding in report.findings:
        if finding.article and finding.rule in chosen and not finding.suppression:
            rules[finding.article].add(finding.rule)
    return {article: [chosen[name] for name in sorted(names)] for article, names in rules.items()}


def _copies(
    tables: Mapping[str, pl.LazyFrame], wanted: dict[str, list[Fix]], known: Mapping[str, Fix]
) -> dict[str, dict[str, Relinked]]:
    """Returns what links the copies that were found; whoever is linked with them is to be mended, too."""
    links: dict[str, dict[str, Relinked]] = {}
    for name in UNLINKED:
        found = {article for article, fixes in wanted.items() if known[name] in fixes}
        links[name] = relinked(tables, found) if found else {}
        for article in links[name]:
            chosen = {one.rule: one for one in (*wanted.get(article, ()), known[name])}
            wanted[article] = [chosen[rule] for rule in sorted(chosen)]
    return links


def _mended(
    tables: Mapping[str, pl.LazyFrame], wanted: Mapping[str, list[Fix]], context: Context
) -> Iterator[tuple[Record, list[Rewritten]]]:
    names = tuple(child.name for child in children())
    for record in records(tables, names):
        changes: list[Rewritten] = []
        mended: Record = record
        for one in wanted.get(record["article_id"], ()):
            mended, changed = _apply(one, mended, context)
            changes += changed
        yield mended, changes


def _apply(one: Fix, record: Record, context: Context) -> tuple[Record, list[Rewritten]]:
    """Returns a record after one fix; counts and hashes follow where they were right before."""
    rewritten = one.rewrite(record, context)
    if any(rewritten.get(name) != record.get(name) for name in UNTOUCHED):
        raise AssertionError(f"the fix of {one.rule} touches what was printed")
    if record_sha256(record) == record["record_sha256"]:
        same_text = rewritten.get("texts") == record.get("texts")
        rewritten = sealed(rewritten if same_text else measured(rewritten))
    return rewritten, list(_differences(one.rule, record, rewritten))


def _differences(rule: str, old: Record, new: Record) -> Iterator[Rewritten]:
    names = {child.name for child in children()}
    before, after = unnest({**old}), unnest({**new})
    for name in ("articles", *sorted(names & (before.keys() | after.keys()))):
        rows = [{_key(name, row): row for row in side.get(name, ())} for side in (before, after)]
        for key in sorted(rows[0].keys() | rows[1].keys()):
            was, now = rows[0].get(key, {}), rows[1].get(key, {})
            for field in table(name).columns:
                if was.get(field) != now.get(field):
                    yield Rewritten(rule=rule, table=name, key=key, field=field, old=was.get(field), new=now.get(field))


def _key(name: str, row: Mapping[str, Any]) -> str:
    return "/".join(str(row[column]) for column in table(name).primary_key)


def _write(source: Package, shards: Shards, tables: Mapping[str, pl.LazyFrame]) -> None:
    """Writes the package anew with the mended records; its other files stay."""
    with whole_folder(source.folder, replace=True) as folder:
        for name in _OTHERS:
            shards.add({name: tables[name].collect().to_dicts()})
        resources = shards.write(folder, source.format)
        said = {key: value for key, value in source.descriptor.items() if key in ("created", "title", "description")}
        write_whole(folder / DESCRIPTOR, settled_json(descriptor(source.name, "package", resources, **said)))
        tabled = {path.resolve() for path in source.paths.values()}
        for path in sorted(source.folder.rglob("*")):
            if path.is_file() and path.resolve() not in tabled and path.name != DESCRIPTOR:
                target = folder / path.relative_to(source.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
