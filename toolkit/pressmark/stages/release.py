"""Releases a package: what the profiles allow, written whole or not at all, numbered, and never edited again."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import Package, open_package, scan_table, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import ReleaseError
from pressmark.files import whole_folder, write_manifest, write_whole
from pressmark.model.report import Report
from pressmark.model.version import SemVer
from pressmark.model.work import Change, Tally, Version, Work
from pressmark.records.difference import Difference
from pressmark.records.features import features
from pressmark.records.hashing import content_root
from pressmark.records.index import latest, read_index, write_index
from pressmark.records.judging import decisions
from pressmark.records.profiles import filled
from pressmark.records.returns import Return
from pressmark.registry import Shelf
from pressmark.rights.gate import PROFILES
from pressmark.stages._changes import check_change, compare, previous_of
from pressmark.stages._changes import number as chosen_number
from pressmark.stages._contents import contents, earlier_excerpts
from pressmark.stages._describing import data_file, describe, history, planned_file
from pressmark.stages._leaks import counting, measured
from pressmark.stages._withdrawn import Withdrawn, heal

DESCRIBERS = Shelf("describer", "pressmark.describers")

Tables = dict[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written: its handle, its description, and the ids that show less than was asked for.

    `yanked` are the earlier versions that it marked, since they hold what was withdrawn; `returns` are the articles
    that are withdrawn ones again, and therefore withheld or without their text.
    """

    package: Package
    work: Work
    lowered: tuple[str, ...]
    yanked: tuple[str, ...] = ()
    returns: tuple[Return, ...] = ()

    @property
    def folder(self) -> Path:
        """Returns the folder of the release."""
        return self.package.folder


def release(
    package: Path | str,
    *,
    to: Path | str,
    report: Report,
    issued: date,
    version: str = "auto",
    previous: Path | str | None = None,
    profile: str | None = None,
    strict_profile: bool = False,
) -> Released:
    """Writes a release of a package to `to/NAME/X.Y.Z/` and lists it in `to/NAME/index.json`.

    Args:
        package: The folder of a package.
        to: The folder of releases.
        report: A validation of the package as it is now, without uncontained errors.
        issued: The day of the release.
        version: A version, or `auto`: 0.1.0 at first, then the step that the difference asks for.
        previous: The release before; by default the newest that the index lists.
        profile: The most that any article may show; by default what the configuration says, or `mixed`.
        strict_profile: Whether to refuse rather than to lower an article that may not show as much.

    Returns:
        The release.

    Raises:
        ReleaseError: naming what stands against the release; nothing is written then.
    """
    source = open_package(Path(package))
    configuration = read_configuration(None, source.folder)
    tables = {name: source.scan(name) for name in TABLES}
    _check_request(source, configuration, tables, report)
    asked = _asked(profile or configuration.release.get("profile", "mixed"))
    collection = Path(to) / source.name
    if collection.is_dir():
        write_index(collection, source.name)  # lists what a run that was stopped had released
    before = _previous(collection, previous)
    heal(collection, before)
    withdrawn = Withdrawn.of(configuration, source, collection, before)
    decided = decisions(tables, configuration.policy, asked, withdrawn.scopes)
    lowered = _lowered(decided, asked, strict=strict_profile)
    wordings = bool(configuration.release.get("permission_wordings"))
    shown = contents(tables, decided, before, issued, wordings=wordings, withdrawals=withdrawn.lines)
    with TemporaryDirectory(prefix="pressmark-changes-") as apart, TemporaryDirectory(prefix="pressmark-") as counted:
        shown["features"] = features(tables["texts"], shown["articles"], Path(counted), **counting(configuration))
        planned = _planned(source, configuration, shown, issued, report)
        changes = compare(before, shown, json.loads(DESCRIBERS["datapackage"].render(planned)), Path(apart))
        number = chosen_number(version, before, changes)
        shown["tombstones"] = shown["tombstones"].with_columns(
            withdrawn_in=pl.col("withdrawn_in").replace("unreleased", str(number))
        )
        with whole_folder(collection / str(number), replace=False) as folder:
            check_change(before, changes, number)
            work = _write(folder, planned, shown, number, before, changes, withdrawn)
            for path in Path(apart).iterdir():
                shutil.copyfile(path, folder / path.name)
            leak, bags = measured(tables, open_package(folder), decided, earlier_excerpts(before), configuration)
            work = replace(work, exposures=leak, bags=bags)
            _write_documents(folder, work)
            write_manifest(folder)
    write_index(collection, source.name)
    yanked = withdrawn.yank()
    returns = tuple(withdrawn.returns[name] for name in sorted(withdrawn.returns))
    return Released(open_package(collection / str(number)), work, lowered, yanked, returns)


def _check_request(source: Package, configuration: Configuration, tables: Tables, report: Report) -> None:
    if source.kind != "package":
        raise ReleaseError("is a release already", where=str(source.folder), remedy="name the package it was made from")
    if configuration.missing:
        keys = ", ".join(configuration.missing)
        raise ReleaseError(
            f"{keys} not given", where="pressmark.toml", remedy="a release never makes up what is missing"
        )
    if report.content_root != content_root(tables):
        raise ReleaseError("the report judges other content", where=source.name, remedy="validate the package again")
    if not report.passed():
        raise ReleaseError(
            f"{report.count('error')} errors stand against it", where=source.name, remedy="see pressmark validate"
        )


def _previous(collection: Path, named: Path | str | None) -> Package | None:
    if named is not None:
        return open_package(Path(named))
    index = read_index(collection)
    version = latest(index) if index else None
    return open_package(collection / version) if version else None


def _asked(profile: str) -> str:
    allowed = ("mixed", "fulltext", "excerpt", "features", "metadata")
    if profile not in allowed:
        raise ReleaseError(f"{profile!r} is no profile of a release", remedy=f"one of {', '.join(allowed)}")
    return profile


def _lowered(decided: pl.DataFrame, asked: str, *, strict: bool) -> tuple[str, ...]:
    if asked == "mixed":
        return ()
    ranks = pl.col("release_profile").replace_strict({name: rank for rank, name in enumerate(PROFILES)})
    ids = decided.filter(ranks < PROFILES.index(asked))["article_id"].sort().to_list()
    if ids and strict:
        shown = ", ".join(ids[:5])
        raise ReleaseError(
            f"{len(ids)} articles may not show {asked}: {shown}", remedy="leave out --strict-profile, or --profile"
        )
    return tuple(ids)


def _planned(source: Package, configuration: Configuration, shown: Tables, issued: date, report: Report) -> Work:
    """Returns all that can be said of a release before it has a number and files."""
    paths = {name: f"data/{name}.{source.format}" for name in filled(shown)}
    return describe(
        configuration,
        shown,
        name=source.name,
        version="",
        issued=issued,
        files=[planned_file(name, path) for name, path in paths.items()],
        content_root="",
        versions=(),
        findings=_open_findings(report),
    )


def _write(
    folder: Path,
    planned: Work,
    shown: Tables,
    number: SemVer,
    before: Package | None,
    changes: Difference,
    withdrawn: Withdrawn,
) -> Work:
    files = []
    for file in planned.files:
        path = folder / file.path
        write_table(shown[file.name], table(file.name), path, ordered=file.name == "features")
        rows = scan_table(table(file.name), path).select(pl.len())
        files.append(data_file(file.name, path, folder, rows.collect().item()))
    work = replace(
        planned,
        version=str(number),
        files=tuple(files),
        content_root=content_root(shown),
        versions=_versions(number, planned.issued, changes, before, withdrawn),
        previous=previous_of(before, planned.identifier),
    )
    _write_documents(folder, work)
    return work


def _write_documents(folder: Path, work: Work) -> None:
    for describer in DESCRIBERS.values():
        write_whole(folder / describer.filename, describer.render(work))


def _versions(
    number: SemVer, issued: date, changes: Difference, before: Package | None, withdrawn: Withdrawn
) -> tuple[Version, ...]:
    yanked = withdrawn.yanked
    earlier = [replace(one, yanked=one.version in yanked) for one in (history(before.descriptor) if before else ())]
    lines = (*changes.changes, *withdrawn.changes)
    lines = lines or (Change(group="Changed", text="A final version of what came before it"),)
    return (Version(version=str(number), issued=issued, changes=lines, meaning=changes.meaning), *earlier)


def _open_findings(report: Report) -> list[Tally]:
    return [Tally(label=outcome.rule, articles=outcome.warnings) for outcome in report.outcomes if outcome.warnings]
