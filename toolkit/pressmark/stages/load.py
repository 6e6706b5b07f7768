"""Loads a release: its files are compared with their checksums before a row is read."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from pressmark.contracts.package import Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import IntegrityError, PackageError, PressmarkError, UnknownNameError
from pressmark.files import verify_manifest
from pressmark.records.citing import cite_release
from pressmark.records.finding import find_release
from pressmark.records.hashing import content_root
from pressmark.records.index import yanked_because
from pressmark.records.view import wide

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Data:
    """A verified release in hand; every table of the contract is an attribute of its name, a polars LazyFrame.

    >>> data = load("datapackages/harbour-press", version="0.1.0")  # doctest: +SKIP
    >>> data.articles.filter(pl.col("language") == "fr").collect()  # doctest: +SKIP
    """

    package: Package

    @property
    def version(self) -> str:
        """Returns the version of the release."""
        return str(self.package.descriptor["version"])

    @property
    def tables(self) -> Mapping[str, pl.LazyFrame]:
        """Returns every table of the contract by its name; one that the release lacks has no rows."""
        return MappingProxyType({name: self.package.scan(name) for name in TABLES})

    def __getattr__(self, name: str) -> pl.LazyFrame:
        if name not in TABLES:
            raise AttributeError(f"no table is called {name!r}; there are {', '.join(TABLES)}")
        return self.package.scan(name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *TABLES]

    def wide(self) -> pl.LazyFrame:
        """Returns one row an article: its columns, authors, holders and subjects as lists, and its text if released."""
        return wide(self.tables)

    def to_pandas(self, name: str = "articles") -> pd.DataFrame:
        """Returns one table, or `wide`, as a pandas DataFrame; needs pressmark[pandas]."""
        rows = self._frame(name).collect()
        try:
            return rows.to_pandas()
        except ModuleNotFoundError:
            raise PressmarkError("pandas is not installed", remedy="pip install 'pressmark[pandas]'") from None

    def to_duckdb(self) -> duckdb.DuckDBPyConnection:
        """Returns a DuckDB connection in memory with a table for each table of the release; needs pressmark[duckdb]."""
        try:
            import duckdb
        except ImportError:
            raise PressmarkError("DuckDB is not installed", remedy="pip install 'pressmark[duckdb]'") from None
        connection = duckdb.connect()
        for name in self.package.paths:
            connection.register("__rows", self.package.scan(name).collect().to_arrow())
            connection.execute(f'create table "{name}" as select * from __rows')  # noqa: S608 - a name of the contract
            connection.unregister("__rows")
        return connection

    def cite(self, form: str = "apa") -> str:
        """Returns the citation of the release: apa, bibtex, csl-json, cff, datacite or ris."""
        return cite_release(self.package.folder, form)

    def _frame(self, name: str) -> pl.LazyFrame:
        if name == "wide":
            return self.wide()
        if name not in TABLES:
            raise UnknownNameError("table", name, TABLES)
        return self.package.scan(name)


def load(place: Path | str, version: str | None = None) -> Data:
    """Returns a release, verified.

    Args:
        place: The folder of a dataset (with `index.json`), or of one release.
        version: The version to load; by default the newest that is neither yanked nor a pre-release.

    Returns:
        The data; nothing is read into memory yet.

    Raises:
        IntegrityError: where a file differs from its checksum or the content from its root.
        PackageError: where there is no such release.
    """
    folder, entry = find_release(Path(place), version)
    verify_manifest(folder)
    package = open_package(folder)
    if package.kind != "release":
        raise PackageError("is a package and no release", where=str(place), remedy="release it first")
    root = content_root({name: package.scan(name) for name in TABLES})
    if root != package.descriptor.get("articles:contentRoot") or (entry and root != entry["content_root"]):
        raise IntegrityError(
            "the content differs from the content root", where=folder.name, remedy="fetch the release again"
        )
    reason = yanked_because(entry)
    if entry and reason:
        warnings.warn(f"{package.name} {entry['version']} was yanked: {reason}", stacklevel=2)
    return Data(package)
