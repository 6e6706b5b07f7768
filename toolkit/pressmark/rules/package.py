"""Rules about a package as a whole: its descriptor, its files, and what they say of the dataset."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.documents import problems
from pressmark.contracts.package import DESCRIPTOR, PROFILE
from pressmark.errors import PressmarkError, ReleaseError
from pressmark.files import MANIFEST, is_safe, listed_files, read_manifest, sha256_of
from pressmark.model.version import parse_version
from pressmark.rules.base import Problem, Subject, package_rule

# What a package may hold beside its tables; a release lists every file in its manifest.
_BESIDE = frozenset({DESCRIPTOR, "pressmark.toml", "reviews.csv", "withdrawals.csv"})
# What a split leaves beside the articles that it sets aside, and what says where rebuilt texts came from.
_OF_STAGES = frozenset({"reasons.csv", "rules.csv", "together.csv", "rehydration.csv"})
_APART = ("apart/", "rehydration/")
# `v2`, `1.0.2`, a year or a day. A number alone belongs to the name.
_NUMBERED = re.compile(r"(?:^|[-_.])(?:v[0-9]+|[0-9]+(?:\.[0-9]+)+|(?:19|20)[0-9]{2}(?:[0-9]{4})?)(?:$|[-_.])")


@package_rule("package", "error", level="descriptor")
def descriptor_invalid(subject: Subject) -> Iterator[Problem]:
    """The descriptor follows Data Package 2.0 and the articles profile.

    Why: every client reads the descriptor first; what it cannot understand there it guesses or refuses.

    Wrong: a resource without a path; a release without a version.

    Right: a descriptor that passes `schemas/articles/1.0/datapackage.json`.

    Mend: write the package again with Pressmark, or mend the key that is named.
    """
    for pointer, message in problems("datapackage", subject.package.descriptor):
        yield Problem(message=message, file=DESCRIPTOR, field=pointer or None)


@package_rule("package", "error", level="descriptor")
def profile_undeclared(subject: Subject) -> Iterator[Problem]:
    """The descriptor says at its root which version of Data Package it follows.

    Why: without `$schema` a client takes the descriptor for version 1, in which the same keys mean other things.

    Wrong: no `$schema`, or one inside a resource.

    Right: `"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"` at the root.

    Mend: write the package again with Pressmark.
    """
    if subject.package.descriptor.get("$schema") != PROFILE:
        yield Problem(message="does not declare Data Package 2.0", file=DESCRIPTOR, field="/$schema")


@package_rule("package", "warning", level="descriptor", judges="package")
def dataset_undescribed(subject: Subject) -> Iterator[Problem]:
    """The configuration gives what a citation needs.

    Why: a dataset without title, makers, publisher, licence and contact cannot be cited, and nobody knows whom to
    ask. What is missing is never made up.

    Wrong: a `pressmark.toml` without `[dataset] publisher`.

    Right: title, description, creators, publisher, license, homepage and contact are given.

    Mend: give the keys that are named; a release is refused without them.
    """
    try:
        missing = read_configuration(None, subject.package.folder).missing
    except PressmarkError as wrong:
        yield Problem(message=wrong.what, file="pressmark.toml", severity="error")
        return
    for key in missing:
        yield Problem(message="is not given", file="pressmark.toml", field=key)


@package_rule("package", "error", level="descriptor")
def name_not_lasting(subject: Subject) -> Iterator[Problem]:
    """A dataset's name is a slug that does not change with its versions.

    Why: the name is what people cite, join and load by; a version or a year in it makes every release another dataset.

    Wrong: `gr-2016-v2`.

    Right: `globalresearch-print`.

    Mend: rename it before the first release; afterwards only with a major version.
    """
    name = subject.package.name
    if _NUMBERED.search(name) or name != name.lower():
        yield Problem(message="holds a version, a date or capital letters", file=DESCRIPTOR, field="/name")
    if subject.previous is not None and subject.previous.name != name and not _is_major_step(subject):
        yield Problem(message="is not the name of the release before", file=DESCRIPTOR, field="/name")


def _is_major_step(subject: Subject) -> bool:
    versions = [package.descriptor.get("version") for package in (subject.previous, subject.package) if package]
    try:
        earlier, number = (parse_version(str(version)) for version in versions)
    except ReleaseError:
        return False
    return number.final.order >= earlier.after("major").order


@package_rule("package", "error", level="structure")
def file_changed(subject: Subject) -> Iterator[Problem]:
    """Every file is listed, is there, and has the bytes that its checksum says.

    Why: a checksum that nobody compares protects nobody; a file that is not listed is not part of what was cited.

    Wrong: an edited cell in `data/articles.csv`; a stray file in a release.

    Right: files, `datapackage.json` and `manifest-sha256.txt` agree.

    Mend: fetch the release again; a package is written again by `pressmark convert`.
    """
    folder = subject.package.folder
    present = set(listed_files(folder))
    yield from _resources(subject, present)
    if not subject.is_release:
        # A package is somebody's workshop, and may stand under version control; of a release every byte is cited.
        present = {name for name in present if not any(part.startswith(".") for part in name.split("/"))}
        present = {name for name in present - _OF_STAGES if not name.startswith(_APART)}
        listed = {entry.get("path") for entry in subject.package.descriptor["resources"]} | _BESIDE
        for name in sorted(present - listed):
            yield Problem(message="is not listed", file=name)
        return
    try:
        entries = read_manifest(folder)
    except PressmarkError as wrong:
        yield Problem(message=wrong.what, file=MANIFEST)
        return
    for name in sorted({*entries, *present} - {MANIFEST}):
        if name not in present:
            yield Problem(message="is listed and not there", file=name)
        elif name not in entries:
            yield Problem(message="is not listed", file=name)
        elif sha256_of(folder / name) != entries[name]:
            yield Problem(message="differs from its checksum", file=name)


def _resources(subject: Subject, present: set[str]) -> Iterator[Problem]:
    for entry in subject.package.descriptor["resources"]:
        path = str(entry.get("path", ""))
        if not is_safe(path) or path not in present:
            yield Problem(message="is listed and not there", file=path)
            continue
        location = subject.package.folder / path
        if entry.get("bytes") != location.stat().st_size:
            yield Problem(message="has another size than the descriptor says", file=path)
        elif entry.get("hash") != f"sha256:{sha256_of(location)}":
            yield Problem(message="differs from its checksum", file=path)


@package_rule("package", "error", level="structure")
def csv_not_settled(subject: Subject) -> Iterator[Problem]:
    """A CSV table is UTF-8 without byte order mark, with CRLF at the end of each row.

    Why: RFC 4180 readers, hashes and differences in version control all depend on the same bytes for the same rows.

    Wrong: a file that a spreadsheet has saved with a byte order mark and semicolons.

    Right: `article_id,record_version,…` and CRLF.

    Mend: write the package again with Pressmark instead of saving it from a spreadsheet.
    """
    for path in subject.package.paths.values():
        if path.suffix != ".csv" or not path.is_file():
            continue
        name = path.relative_to(subject.package.folder).as_posix()
        with path.open("rb") as stream:
            header = stream.readline()
        if header.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Problem(message="begins with a byte order mark", file=name)
        if not _ends_rows_with_crlf(path):
            yield Problem(message="does not end its rows with CRLF", file=name)
        if not _is_utf8(path):
            yield Problem(message="is not UTF-8", file=name)


def _ends_rows_with_crlf(path: Path) -> bool:
    quoted, line = False, b""
    with path.open("rb") as stream:
        for line in stream:
            quoted ^= line.count(b'"') % 2 == 1
            if not quoted and not line.endswith(b"\r\n"):
                return False
    return line.endswith(b"\r\n")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@package_rule("package", "error", level="descriptor")
def feature_not_portable(subject: Subject) -> Iterator[Problem]:
    """The descriptor uses no feature that clients pass unread.

    Why: `uniqueKeys`, `categories` and `jsonSchema` are accepted and not checked, or refused, by clients in use;
    lists and a string `fieldsMatch` contradict the published profile.

    Wrong: `"uniqueKeys": [["url"]]`.

    Right: a primary key, `constraints.unique`, `constraints.enum`, or a table of its own.

    Mend: write the package again with Pressmark.
    """
    for entry in subject.package.descriptor["resources"]:
        schema = _object(entry.get("schema"))
        fields = [_object(field) for field in schema.get("fields") or []]
        used: list[str] = [key for key in ("uniqueKeys", "fieldsMatch") if key in schema]
        used += [f"type {field['type']}" for field in fields if field.get("type") == "list"]
        used += ["categories" for field in fields if "categories" in field]
        used += ["jsonSchema" for field in fields if "jsonSchema" in _object(field.get("constraints"))]
        for key in dict.fromkeys(used):
            yield Problem(message=f"uses {key}", file=DESCRIPTOR, field=f"/resources/{entry.get('name')}")


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


@package_rule("package", "error", level="descriptor", judges="release")
def text_without_license(subject: Subject) -> Iterator[Problem]:
    """A table that holds text has licences of its own.

    Why: a resource without licences inherits the package's, so that the CC0 of the metadata would cover texts in
    copyright.

    Wrong: `texts` without `licenses` in a package under CC0-1.0.

    Right: `texts` with a `LicenseRef` and the path of RIGHTS.md.

    Mend: release the package again with Pressmark.
    """
    for entry in subject.package.descriptor["resources"]:
        if entry.get("name") in ("texts", "excerpts") and not entry.get("licenses"):
            yield Problem(
                message="would inherit the licence of the metadata", file=DESCRIPTOR, field=str(entry["name"])
            )
