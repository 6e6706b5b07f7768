"""Verifies a release: computes every hash of it again, and says what differs, and where, as far as can be known."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pressmark.checking.released_changes import changed_file
from pressmark.checking.released_files import descriptor_differences, file_differences, manifest_differences
from pressmark.checking.released_records import Recomputed
from pressmark.checking.released_rows import UnreadableError
from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.errors import PackageError
from pressmark.files import MANIFEST, swhid
from pressmark.model.verification import Difference, Region, Verification
from pressmark.records.finding import find_release, releases_below
from pressmark.records.index import INDEX

_ROOT = re.compile(r"[0-9a-f]{64}")
_GIVEN = "the given root"


def verify(place: Path | str, version: str | None = None, *, root: str | None = None) -> Verification:
    """Returns what differs in a release from what its manifest, its descriptor and its index say.

    Args:
        place: The folder of a dataset (with `index.json`), or of one release.
        version: The version to verify; by default the newest that is neither yanked nor a pre-release.
        root: A content root from elsewhere, in hexadecimal: whoever edits a release and all that vouches for it in its
            folder cannot edit what was printed in an article.

    Raises:
        PackageError: where there is no such release, or the root is none.
    """
    if root is not None and not _ROOT.fullmatch(root):
        raise PackageError("is no content root", where=root, remedy="it has 64 hexadecimal digits in lower case")
    folder, entry = find_release(Path(place), version)
    return _verified(folder, entry, root)


def verify_all(place: Path | str) -> Iterator[Verification]:
    """Yields the verification of every version of a dataset, of those too that are listed and not there, or not listed.

    Raises:
        PackageError: where the folder has no index.
    """
    for version, folder, entry in releases_below(Path(place)):
        region = Region(file=version)
        if not folder.is_dir():
            missing = Difference(
                kind="release-missing", message=f"is listed in {INDEX} and not there", regions=(region,)
            )
            yield Verification(name=Path(place).resolve().name, version=version, differences=(missing,))
            continue
        found = _verified(folder, entry, None)
        if entry is None:
            unlisted = Difference(kind="index", message=f"is not listed in {INDEX}", regions=(region,))
            found = replace(found, differences=(*found.differences, unlisted))
        yield found


def _verified(folder: Path, entry: Mapping[str, str] | None, root: str | None) -> Verification:
    entries, found = manifest_differences(folder)
    changed, more = file_differences(folder, entries)
    found += more
    try:
        package = open_package(folder)
    except PackageError as broken:
        region = Region(file=DESCRIPTOR)
        found.append(Difference(kind="descriptor", message=f"cannot be read: {broken.what}", regions=(region,)))
        found += [changed_file(folder, name, digest) for name, digest in changed.items()]
        return Verification(
            name=folder.parent.name, version=folder.name, differences=(*found, *_identifier(folder, entry))
        )
    if package.kind != "release" and not entries:
        raise PackageError("is a package and no release", where=str(folder), remedy="release it first")
    verified = _compared(package, entry, root, changed, found)
    return replace(verified, files=len(entries))


def _compared(
    package: Package,
    entry: Mapping[str, str] | None,
    root: str | None,
    changed: Mapping[str, str],
    found: list[Difference],
) -> Verification:
    folder, descriptor = package.folder, package.descriptor
    also, more = descriptor_differences(package, changed)
    tables = {path.relative_to(folder).as_posix(): name for name, path in package.paths.items()}
    suspects = [tables[name] for name in (*changed, *also) if name in tables]
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        recomputed = Recomputed(package, suspects, Path(scratch))
        try:
            recomputed.run()
        except UnreadableError as stopped:
            region = recomputed.region(stopped.name, [])
            message = f"cannot be read ({stopped.why}); not every record was compared"
            more.append(Difference(kind="unreadable", message=message, regions=(region,)))
    rows = list(recomputed.differences())
    sizes = {entry["path"]: entry.get("bytes") for entry in descriptor["resources"]}
    files = [
        changed_file(folder, name, digest, tables.get(name), sizes.get(name), rows) for name, digest in changed.items()
    ]
    told = {DESCRIPTOR: descriptor.get("articles:contentRoot")}
    told |= {INDEX: entry["content_root"]} if entry else {}
    told |= {_GIVEN: root} if root else {}
    return Verification(
        name=package.name,
        version=str(descriptor.get("version", folder.name)),
        differences=(
            *found,
            *more,
            *files,
            *rows,
            *_roots(recomputed, told),
            *_counts(recomputed, descriptor.get("articles:textRights")),
            *_identifier(folder, entry),
        ),
        records=recomputed.records,
        texts=recomputed.texts,
        content_root=recomputed.root,
        against=(MANIFEST, *told),
    )


def _roots(recomputed: Recomputed, told: Mapping[str, object]) -> Iterator[Difference]:
    """Yields who names another content root than the rows have."""
    if recomputed.root is None:
        return
    hint = "" if recomputed.counts else "; every record agrees with its own hash: rows are gone, new or changed"
    for where, root in told.items():
        if root != recomputed.root:
            regions = () if where == _GIVEN else (Region(file=where),)
            message = f"the rows have the content root {recomputed.root}, and {where} says {root}{hint}"
            yield Difference(kind="root-changed", message=message, regions=regions)


def _counts(recomputed: Recomputed, rights: object) -> Iterator[Difference]:
    tallies = [said.get("articles") for said in rights if isinstance(said, dict)] if isinstance(rights, list) else []
    told = sum(tally for tally in tallies if isinstance(tally, int))
    if recomputed.root is not None and told != recomputed.records:
        message = f"counts {told:,} articles, and there are {recomputed.records:,}"
        yield Difference(kind="descriptor", message=message, regions=(Region(file=DESCRIPTOR),))


def _identifier(folder: Path, entry: Mapping[str, str] | None) -> Iterator[Difference]:
    if entry and swhid(folder) != entry["swhid"]:
        message = f"gives another identifier (SWHID) than the folder has, which is {swhid(folder)}"
        yield Difference(kind="identifier-changed", message=message, regions=(Region(file=INDEX),))
