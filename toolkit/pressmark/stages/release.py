"""Releases a package: what the profiles allow, written whole or not at all, numbered, and never edited again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import Package, open_package, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import ReleaseError
from pressmark.files import whole_folder, write_manifest, write_whole
from pressmark.model.report import Report
from pressmark.model.version import FIRST, SemVer, parse_version
from pressmark.model.work import Change, Tally, Version, Work
from pressmark.records.difference import Difference, difference
from pressmark.records.hashing import content_root
from pressmark.records.index import newest, read_index, write_index
from pressmark.records.judging import decisions
from pressmark.records.profiles import filled, permitted_words, withheld_words
from pressmark.registry import Shelf
from pressmark.rights.gate import PROFILES
from pressmark.rights.leaks import leaks
from pressmark.stages._contents import contents
from pressmark.stages._describing import data_file, describe, history

DESCRIBERS = Shelf("describer", "pressmark.describers")

Tables = dict[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written: its handle, its description, and the ids that show less than was asked for."""

    package: Package
    work: Work
    lowered: tuple[str, ...]

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
    decided = decisions(tables, configuration.policy, asked, _text_withdrawals(configuration))
    lowered = _lowered(decided, asked, strict=strict_profile)
    wordings = _wordings(configuration)
    shown = contents(tables, decided, before, issued, wordings=wordings)
    changes = _difference(before, shown, configuration.dataset["license"])
    number = _number(version, before, changes)
    shown["tombstones"] = shown["tombstones"].with_columns(
        withdrawn_in=pl.col("withdrawn_in").replace("unreleased", str(number))
    )
    with whole_folder(collection / str(number), replace=False) as folder:
        work = _write(folder, source, configuration, shown, number, issued, before, changes, report)
        _check_leaks(folder, withheld_words(tables, decided.lazy(), wordings=wordings))
        write_manifest(folder)
    write_index(collection, source.name)
    return Released(open_package(collection / str(number)), work, lowered)


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
    version = newest(index) if index else None
    return open_package(collection / version) if version else None


def _asked(profile: str) -> str:
    allowed = ("mixed", "fulltext", "excerpt", "metadata")
    if profile not in allowed:
        raise ReleaseError(f"{profile!r} is no profile of a release", remedy=f"one of {', '.join(allowed)}")
    return profile


def _text_withdrawals(configuration: Configuration) -> dict[str, str]:
    return {article_id: found.scope for article_id, found in configuration.withdrawals.items()}


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


def _wordings(configuration: Configuration) -> bool:
    return bool(configuration.release.get("permission_wordings"))


def _difference(before: Package | None, shown: Tables, license: str) -> Difference:
    if before is None:
        count = shown["articles"].select(pl.len()).collect().item()
        return Difference(
            (Change(group="Added", text=f"First release, with {count} article{'' if count == 1 else 's'}"),), None
        )
    found = difference({name: before.scan(name) for name in TABLES}, shown)
    if [entry.get("name") for entry in before.descriptor.get("licenses", ())] == [license]:
        return found
    said = Change(group="Rights", text=f"The descriptions of the articles are under another licence now: {license}")
    return Difference((said, *found.changes), "major")


def _number(asked: str, before: Package | None, changes: Difference) -> SemVer:
    if before is None:
        return FIRST if asked == "auto" else parse_version(asked)
    earlier = parse_version(str(before.descriptor["version"]))
    step = changes.step or "patch"
    least = earlier.after(step)
    if asked == "auto":
        return least
    number = parse_version(asked)
    if number.order <= earlier.order:
        raise ReleaseError(f"{asked} does not come after {earlier}", remedy=f"the next is {least}")
    if number.final.order < least.order:
        said = "; ".join(change.text for change in changes.changes)
        raise ReleaseError(f"{asked} is too small a step: {said}", remedy=f"a {step} step to {least} or later")
    return number


def _write(
    folder: Path,
    source: Package,
    configuration: Configuration,
    shown: Tables,
    number: SemVer,
    issued: date,
    before: Package | None,
    changes: Difference,
    report: Report,
) -> Work:
    files = []
    for name, frame in filled(shown).items():
        path = folder / "data" / f"{name}.{source.format}"
        rows = frame.collect()
        write_table(rows.lazy(), table(name), path)
        files.append(data_file(name, path, folder, rows.height))
    work = describe(
        configuration,
        shown,
        name=source.name,
        version=str(number),
        issued=issued,
        files=files,
        content_root=content_root(shown),
        versions=_versions(number, issued, changes, before),
        findings=_open_findings(report),
    )
    for describer in DESCRIBERS.values():
        write_whole(folder / describer.filename, describer.render(work))
    if before is not None:
        _check_change(before, open_package(folder))
    return work


def _versions(number: SemVer, issued: date, changes: Difference, before: Package | None) -> Sequence[Version]:
    earlier = history(before.descriptor) if before else ()
    lines = changes.changes or (Change(group="Changed", text="The description of the dataset"),)
    return (Version(version=str(number), issued=issued, changes=lines), *earlier)


def _open_findings(report: Report) -> list[Tally]:
    return [Tally(label=outcome.rule, articles=outcome.warnings) for outcome in report.outcomes if outcome.warnings]


_SAID_OF_DATASET = ("title", "description", "homepage", "keywords", "contributors", "licenses", "articles:contentRoot")


def _check_change(before: Package, new: Package) -> None:
    """Raises where the new release would say nothing that the one before does not."""
    if all(new.descriptor.get(key) == before.descriptor.get(key) for key in _SAID_OF_DATASET):
        since = f"since {before.descriptor['version']}"
        raise ReleaseError("nothing has changed", where=since, remedy="there is nothing to release")


def _check_leaks(folder: Path, withheld: pl.LazyFrame) -> None:
    """Raises where a file of the release shows words that it must not show."""
    written = open_package(folder)
    permitted = permitted_words({name: written.scan(name) for name in TABLES})
    found = sorted({(leak.article_id, leak.file) for leak in leaks(withheld, permitted, folder)})
    if found:
        article_id, file = found[0]
        raise ReleaseError(
            f"words of {len({leak[0] for leak in found})} withheld texts would be shown, the first of {article_id}",
            where=file,
            remedy="see pressmark explain text-leaked",
        )
