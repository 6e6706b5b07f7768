"""Compares the coverage of a conversion with the conversion before, so that what a template lost is said at once."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import PressmarkError
from pressmark.records.collapses import Collapse, fallen, fallen_since


def earlier_conversion(target: Path, previous: Path | None) -> Path | None:
    """Returns what a conversion is compared with: the package that it replaces, else the release that it names."""
    return target if (target / DESCRIPTOR).is_file() else previous


def alarms(package: Package, earlier: Path | None) -> tuple[Collapse, ...] | None:
    """Returns where a field collapsed, and did not at the earlier conversion; None where that one cannot be read."""
    tables = {name: package.scan(name) for name in TABLES}
    found = fallen(tables, package.kind)
    if earlier is None:
        return tuple(found)
    try:
        before = open_package(earlier)
        since = fallen_since(before, tables, package.kind)
        known = {_of(one) for one in fallen({name: before.scan(name) for name in TABLES}, before.kind)}
    except (OSError, PressmarkError, pl.exceptions.PolarsError):
        return None
    said = known | {_of(one) for one in since}
    return (*since, *(one for one in found if _of(one) not in said))


def _of(found: Collapse) -> tuple[str, str, str]:
    return found.site, found.field, found.first
