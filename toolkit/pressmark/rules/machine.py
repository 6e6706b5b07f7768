"""The rule about the machine: nothing tells where a package was made, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pressmark.contracts.tables import table
from pressmark.files import listed_files
from pressmark.rules.base import Problem, Subject, package_rule

# What people wrote is theirs: an article may speak of paths. These columns are written by the toolkit.
_WRITTEN = {
    "articles": ("source_locator",),
    "claims": ("locator", "note"),
    "statements": ("locator",),
    "links": ("basis",),
    "sources": ("path", "converter_version", "reason"),
    "source_records": ("locator", "reason"),
}
_NAMED = r"[^\s/\\\"'<>|:*?]+"
# Where systems keep homes, temporary files and what they build. A web address has a host before such a path.
_PATH = (
    r"(?:^|[\s\"'`(=,;>\[])(?:file:/{2,3})?(?:"
    rf"/(?:home|Users|export/home|usr/home)/{_NAMED}|/root/{_NAMED}"
    rf"|/(?:private/)?(?:tmp|var/(?:tmp|folders))/{_NAMED}|/(?:mnt|media|Volumes|builds|workspace|github/workspace)/{_NAMED}"
    rf"|[A-Za-z]:[\\/]+(?:Users|Documents and Settings|Windows|Temp|TEMP|a|Program Files)[\\/]+{_NAMED}"
    rf"|\\\\{_NAMED}\\{_NAMED})"
)
_ABSOLUTE = rf"^(?:/|\\\\|[A-Za-z]:[\\/]|~[\\/]|(?i:file:))|{_PATH}"
_HOST = r"\b(?i:host_?name|user_?name|computer_?name)[\"']?\s*[=:]\s*[\"'][^\"'\n]+[\"']"
_MACHINE = re.compile(f"{_PATH}|{_HOST}".encode())
_TABLES = (".csv", ".parquet")
_BLOCK, _OVERLAP = 1 << 20, 1 << 10


@package_rule("security", "error")
def machine_path(subject: Subject) -> Iterator[Problem]:
    """No file tells on which machine it was made.

    Why: a path names a person's account and the order of his disk; it helps whoever wants to break in, is of no use to
    anybody else, and makes two equal releases differ.

    Wrong: `/home/ada/articles/a.html` or `C:/Users/ada/a.html` in `sources`; a temporary folder in a README; the
    name of a host in a report.

    Right: paths from the folder that was converted, such as `2016/a.html`.

    Mend: convert from a folder and name it by a relative path; cut the path out of a file that was written by hand.
    """
    yield from _in_tables(subject)
    folder, tables = subject.package.folder, set(subject.package.paths.values())
    for name in listed_files(folder):
        hidden = not subject.is_release and any(part.startswith(".") for part in name.split("/"))
        if not hidden and folder / name not in tables and _tells(folder / name):
            yield Problem(message="names a place or a person of the machine", file=name)


def _in_tables(subject: Subject) -> Iterator[Problem]:
    for name, fields in _WRITTEN.items():
        found = table(name)
        telling = [
            pl.col(field).str.contains(_ABSOLUTE if field == "path" else _PATH).fill_null(value=False)
            for field in fields
        ]
        hits = subject.tables[name].select(*found.primary_key, *(told.name.prefix("__") for told in telling))
        rows = (
            hits.filter(pl.any_horizontal(pl.col(f"__{field}") for field in fields)).sort(found.primary_key).collect()
        )
        for row in rows.iter_rows(named=True):
            key = "/".join(str(row[column]) for column in found.primary_key)
            for field in fields:
                if row[f"__{field}"]:
                    yield Problem(message="names a place of the machine", table=name, key=key, field=field)


def _tells(path: Path) -> bool:
    """Returns whether a file names a place of the machine; it is read in blocks, whatever its kind."""
    with path.open("rb") as stream:
        tail = b""
        while block := stream.read(_BLOCK):
            if _MACHINE.search(tail + block):
                return True
            tail = block[-_OVERLAP:]
    return False
