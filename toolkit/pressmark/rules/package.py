"""Rules about a package as a whole: its descriptor, its files, and what they say of the dataset."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.documents import problems
from pressmark.contracts.package import DESCRIPTOR, PROFILE
from pressmark.contracts.tables import TABLES
from pressmark.errors import PressmarkError
from pressmark.files import MANIFEST, is_safe, listed_files, read_manifest, sha256_of
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule

# What a package may hold beside its tables; a release lists every file in its manifest.
_BESIDE = frozenset({DESCRIPTOR, "pressmark.toml", "reviews.csv", "withdrawals.csv"})


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

    Mend: rename it before the first release; afterwards a new name is a new dataset.
    """
    name = subject.package.name
    parts = name.replace("_", "-").replace(".", "-").split("-")
    if any(part[:1] == "v" and part[1:].isdigit() for part in parts) or name != name.lower():
        yield Problem(message="holds a version or capital letters", file=DESCRIPTOR, field="/name")
    if subject.previous is not None and subject.previous.name != name:
        yield Problem(message="is not the name of the release before", file=DESCRIPTOR, field="/name")


@package_rule("package", "error", level="structure")
def file_changed(subject: Subject) -> Iterator[Problem]:
    """Every file is listed, is there, and has the bytes that its checksum says.

    Why: a checksum that nobody compares protects nobody; a file that is not listed is not part of what was cited.

    Wrong: an edited cell in `data/articles.csv`; a stray file in a release.

    Right: files, `datapackage.json` and `manifest-sha256.txt` agree.

    Mend: fetch the release again; a package is written again by `pressmark convert`.
    """
    folder = subject.package.folder
    present = {name for name in listed_files(folder) if not Path(name).name.startswith(".")}
    yield from _resources(subject, present)
    if not subject.is_release:
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
    """A CSV table is UTF-8 without byte order mark, with CRLF at the end of its header.

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
        if not header.endswith(b"\r\n"):
            yield Problem(message="does not end its lines with CRLF", file=name)
        if not _is_utf8(path):
            yield Problem(message="is not UTF-8", file=name)


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
        schema = entry.get("schema") or {}
        fields = schema.get("fields", [])
        used = [key for key in ("uniqueKeys", "fieldsMatch") if key in schema]
        used += [f"type {field['type']}" for field in fields if field.get("type") == "list"]
        used += ["categories" for field in fields if "categories" in field]
        used += ["jsonSchema" for field in fields if "jsonSchema" in field.get("constraints", {})]
        for key in dict.fromkeys(used):
            yield Problem(message=f"uses {key}", file=DESCRIPTOR, field=f"/resources/{entry.get('name')}")


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


@package_rule("package", "error", level="structure", judges="release")
def descriptions_disagree(subject: Subject) -> Iterator[Problem] | NotChecked:
    """Every file that describes the release says the same.

    Why: a repository reads one of them and a search engine another; title, version and day must not depend on which.

    Wrong: `CITATION.cff` says 1.0.0, `datapackage.json` 1.1.0.

    Right: all are rendered from one description.

    Mend: release the package again; do not edit one file by hand.
    """
    descriptor = subject.package.descriptor
    said = {key: descriptor.get(key) for key in ("title", "version")} | {"issued": str(descriptor.get("created"))[:10]}
    found = {name: read(subject.package.folder / name) for name, read in _READERS.items()}
    return (
        Problem(message=f"says another {key} than {DESCRIPTOR}", file=name, field=key)
        for name, values in found.items()
        for key, value in values.items()
        if value is not None and value != said[key]
    )


def _cff(path: Path) -> dict[str, Any]:
    document = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    issued = str(document.get("date-released")) if "date-released" in document else None
    return {"title": document.get("title"), "version": document.get("version"), "issued": issued}


def _croissant(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    issued = str(document["datePublished"])[:10] if "datePublished" in document else None
    return {"title": document.get("name"), "version": document.get("version"), "issued": issued}


def _datacite(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    title = document["titles"][0]["title"] if document.get("titles") else None
    issued = next((date["date"] for date in document.get("dates", []) if date.get("dateType") == "Issued"), None)
    return {"title": title, "version": document.get("version"), "issued": issued}


_READERS = {"CITATION.cff": _cff, "croissant.json": _croissant, "datacite.json": _datacite}


@package_rule("package", "warning", judges="release")
def counts_not_current(subject: Subject) -> Iterator[Problem]:
    """The counts that a release tells of its rights are those of its rows.

    Why: whoever decides by the summary whether to use the dataset must be able to rely on it.

    Wrong: `articles:textRights` counts 10 articles in copyright where 12 are.

    Right: every count is computed from the rows.

    Mend: release the package again; do not edit counts by hand.
    """
    counted = subject.tables["articles"].group_by("rights_statement").len().collect()
    rows = dict(counted.iter_rows())
    told = {
        entry["statement"]: entry["articles"] for entry in subject.package.descriptor.get("articles:textRights", [])
    }
    if rows != told:
        yield Problem(message="does not count the rows as they are", file=DESCRIPTOR, field="/articles:textRights")
    unknown = {entry.get("name") for entry in subject.package.descriptor["resources"]} - set(TABLES)
    for name in sorted(str(name) for name in unknown):
        yield Problem(message=f"{name} is no table of the contract", file=DESCRIPTOR, field="/resources")
