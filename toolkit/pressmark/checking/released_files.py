"""Compares the files of a release with what its manifest and its descriptor say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pressmark.contracts.package import DESCRIPTOR, Package
from pressmark.files import DIFFERS, MANIFEST, NOT_LISTED, manifest_breaks, manifest_lines, sha256_of
from pressmark.model.verification import Difference, Region


def manifest_differences(folder: Path) -> tuple[dict[str, str], list[Difference]]:
    """Returns the checksums that can be read from the manifest, and its lines that cannot be."""
    if not (folder / MANIFEST).is_file():
        return {}, [Difference(kind="file-missing", message="is missing", regions=(Region(file=MANIFEST),))]
    entries: dict[str, str] = {}
    wrong = []
    for number, digest, name in manifest_lines(folder):
        if name is None:
            region = Region(file=MANIFEST, lines=(number, number))
            wrong.append(Difference(kind="manifest-broken", message="is no line of a manifest", regions=(region,)))
        else:
            entries[name] = digest
    return entries, wrong


def file_differences(folder: Path, entries: Mapping[str, str]) -> tuple[dict[str, str], list[Difference]]:
    """Returns the recorded checksum of each file that differs from it, and all else that is wrong with the files."""
    changed: dict[str, str] = {}
    wrong = []
    for name, said in manifest_breaks(folder, entries):
        region = Region(file=name)
        if said == DIFFERS and _nearly(entries[name], sha256_of(folder / name)):
            # No change of a file leaves its checksum nearly as it was.
            message = f"gives the checksum of {name} with another digit: the manifest was changed, and not the file"
            wrong.append(Difference(kind="manifest-changed", message=message, regions=(_line_of(folder, name),)))
        elif said == DIFFERS:
            changed[name] = entries[name]
        elif said == NOT_LISTED:
            wrong.append(
                Difference(kind="file-not-listed", message=_not_listed(folder, name, entries), regions=(region,))
            )
        else:
            wrong.append(Difference(kind="file-missing", message=said, regions=(region,)))
    return changed, [*wrong, *_unlike_files(folder)]


def _nearly(one: str, other: str) -> bool:
    return sum(digit != same for digit, same in zip(one, other, strict=True)) <= 8


def _line_of(folder: Path, name: str) -> Region:
    number = next(number for number, _, listed in manifest_lines(folder) if listed == name)
    return Region(file=MANIFEST, lines=(number, number))


def _not_listed(folder: Path, name: str, entries: Mapping[str, str]) -> str:
    digest = sha256_of(folder / name)
    other = next((listed for listed, known in entries.items() if known == digest and listed != name), None)
    return f"{NOT_LISTED}, which gives its checksum to {other}" if other else NOT_LISTED


def _unlike_files(folder: Path) -> Iterator[Difference]:
    """Yields what no checksum sees and the identifier of the folder rests on, or what leads out of the folder."""
    for path in sorted(folder.rglob("*")):
        region = Region(file=path.relative_to(folder).as_posix())
        if path.is_symlink():
            yield Difference(kind="link", message="is a symbolic link and no file", regions=(region,))
        elif path.is_dir() and not any(path.iterdir()):
            yield Difference(kind="folder-empty", message="is an empty folder", regions=(region,))
        elif path.is_file() and path.stat().st_mode & 0o100:
            message = "is executable, by which the folder has another identifier (SWHID)"
            yield Difference(kind="mode", message=message, regions=(region,))


def descriptor_differences(package: Package, changed: Mapping[str, str]) -> tuple[dict[str, str], list[Difference]]:
    """Returns the recorded checksum of each table that has another, and the resources that are not as is said.

    `changed` names the files of which the manifest says the same already.
    """
    also: dict[str, str] = {}
    wrong = []
    for entry in package.descriptor["resources"]:
        name, location = entry["path"], package.folder / entry["path"]
        if not location.is_file():
            continue
        digest = str(entry.get("hash", "")).removeprefix("sha256:")
        if name not in changed and digest != sha256_of(location):
            also[name] = digest
            message = f"differs from the hash that {DESCRIPTOR} gives"
            wrong.append(Difference(kind="descriptor", message=message, regions=(Region(file=name),)))
        elif name not in changed and entry.get("bytes") != location.stat().st_size:
            message = f"has another size than {DESCRIPTOR} gives"
            wrong.append(Difference(kind="descriptor", message=message, regions=(Region(file=name),)))
        elif name in changed and digest != changed[name]:
            message = f"has another hash in {DESCRIPTOR} than in {MANIFEST}"
            wrong.append(Difference(kind="descriptor", message=message, regions=(Region(file=name),)))
    return also, wrong
