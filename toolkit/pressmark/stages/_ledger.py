"""Keeps what became of each article and each input beside a rebuilt package, and goes on from what is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pressmark import __version__
from pressmark.contracts.package import DESCRIPTOR, Package, open_package, scan_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import PackageError
from pressmark.files import canonical_json, settled_json, sha256_of, sha256_text, write_whole
from pressmark.records.rehydration import SCHEMA, TAKEN
from pressmark.stages._settings import Settings

OUTCOMES_FILE = "rehydration.csv"
INPUTS_FILE = "rehydration/inputs.csv"
SUMMARY_FILE = "rehydration/summary.json"
CHANGED = Path("rehydration/changed")
INPUTS = pl.Schema(
    {"path": pl.String(), "sha256": pl.String(), "records": pl.Int64(), "articles": pl.Int64(), "reader": pl.String()}
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run with the same target came to, if there was one for the same release."""

    package: Package | None
    outcomes: pl.DataFrame
    inputs: pl.DataFrame
    known: frozenset[str] = frozenset()  # the hashes of the inputs that need not be read again
    changed: pl.LazyFrame | None = None

    @property
    def settled(self) -> pl.DataFrame:
        """Returns the rows of the articles for which nothing better can be found."""
        return self.outcomes.filter(pl.col("outcome") == TAKEN[0])

    def tables(self, release: Package) -> dict[str, pl.LazyFrame]:
        """Returns the tables to go on from: those of the package that is there, else of the release."""
        source = self.package or release
        return {name: source.scan(name) for name in TABLES}


NOTHING = Earlier(None, SCHEMA.to_frame(), INPUTS.to_frame())


def reader_key(settings: Settings) -> str:
    """Returns a hash of what decides how sources are read, so far as it is the same on every machine."""
    said = {"settings": settings.sha256, "converter": settings.converter or "", "toolkit": __version__}
    return sha256_text(canonical_json(said))


def earlier_run(target: Path, release: Package, settings: Settings, *, changed: bool) -> Earlier:
    """Returns what lies in a target, where it is of the same release.

    What was read is not read again where the readers are the same; where changed texts are asked for and were not kept,
    it is.

    Raises:
        PackageError: where the target is a package of something else, or was changed since.
    """
    if not (target / DESCRIPTOR).is_file():
        return NOTHING
    summary = _summary(target)
    if summary.get("release", {}).get("content_root") != release.descriptor["articles:contentRoot"]:
        raise PackageError(
            "holds no texts of this release", where=str(target), remedy="choose another folder for --to, or --fresh"
        )
    package = open_package(target)
    _check_unchanged(package)
    outcomes = pl.read_csv(target / OUTCOMES_FILE, schema=SCHEMA)
    path = target / CHANGED / f"texts.{package.format}"
    kept = scan_table(table("texts"), path) if path.is_file() else None
    inputs = pl.read_csv(target / INPUTS_FILE, schema=INPUTS)
    if changed and kept is None:
        return Earlier(package, outcomes.filter(pl.col("outcome").is_in(TAKEN)), inputs)
    known = inputs.filter(pl.col("reader") == reader_key(settings))["sha256"]
    return Earlier(package, outcomes, inputs, frozenset(known), kept)


def _summary(target: Path) -> Mapping[str, Any]:
    try:
        found: Any = json.loads((target / SUMMARY_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_unchanged(package: Package) -> None:
    resources = package.descriptor["resources"]
    wrong = [item["path"] for item in resources if f"sha256:{sha256_of(package.folder / item['path'])}" != item["hash"]]
    missing = [name for name in (OUTCOMES_FILE, INPUTS_FILE) if not (package.folder / name).is_file()]
    for name in (*wrong, *missing):
        raise PackageError("was changed since it was written", where=name, remedy="begin anew with --fresh")


def write_ledger(
    folder: Path,
    release: Package,
    *,
    outcomes: pl.DataFrame,
    inputs: pl.DataFrame,
    counts: Mapping[str, int],
) -> None:
    """Writes what became of each article and input, and of which release they are."""
    (folder / SUMMARY_FILE).parent.mkdir(exist_ok=True)
    outcomes.select(SCHEMA.names()).sort("article_id").write_csv(folder / OUTCOMES_FILE, line_terminator="\r\n")
    inputs.select(INPUTS.names()).sort("path", "sha256").write_csv(folder / INPUTS_FILE, line_terminator="\r\n")
    said = {
        "release": {
            "name": release.name,
            "version": release.descriptor["version"],
            "content_root": release.descriptor["articles:contentRoot"],
        },
        "outcomes": dict(counts),
    }
    write_whole(folder / SUMMARY_FILE, settled_json(said))
